//! `[[tasks]]` and `[[assignments]]`.

use serde_json::json;

use super::header::{parties, party};
use super::sections::{extras, items, marker};
use super::shape::{Shape, Table, count, either, flag, id, line, list, one_of_keys, prose, word};
use super::time::{time, time_or_open};
use crate::base::vietnamese::letter;
use crate::model::plan::Moment;
use crate::model::time::Every;

pub(super) fn tasks() -> Shape {
    let task = Table::new("Một nhiệm vụ: việc, người làm, thời hạn, sản phẩm.")
        .required("id", id("Mã của nhiệm vụ.", "nang-cap-lan"))
        .optional("group", id("Mã nhóm trong `[[groups]]`; nhiệm vụ in dưới dòng của nhóm ấy.", "ha-tang"))
        .optional("section", id("Mã mục in nhiệm vụ này. Bỏ được khi chỉ có một mục in nhiệm vụ.", "nhiem-vu"))
        .optional("quoted", flag("Không mục nào in nhiệm vụ này, vì lời văn đã dẫn nó bằng `task(\"mã\")`."))
        .required(
            "text",
            line(
                "Nội dung nhiệm vụ; dùng được biểu thức. Nhiều dòng thì là lời văn, có danh sách.",
                "Nâng cấp hạ tầng mạng LAN của xã",
            ),
        )
        .common(
            "lead",
            parties("Cơ quan chủ trì: một, hoặc danh sách. In ở dòng hoặc cột «Đơn vị chủ trì».", "van-phong"),
        )
        .optional(
            "support",
            parties("Cơ quan phối hợp: một, hoặc danh sách. In ở dòng hoặc cột «Đơn vị phối hợp».", "phong-vhxh"),
        )
        .common("due", due())
        .optional("product", line("Sản phẩm; in ở dòng hoặc cột «Sản phẩm».", "Hệ thống mạng đạt chuẩn"))
        .optional("work", line("Việc phải làm; in ở cột `work` của bảng.", "Khảo sát, lập dự toán, thi công"))
        .optional("mode", line("Trách nhiệm; in ở cột `mode` của bảng.", "Trực tiếp thực hiện"))
        .optional(
            "extra",
            extras(
                "Mục riêng của nhiệm vụ; in ở cột `{ show = \"extra.kinh-phi\", title = \"Nguồn kinh phí\" }`.",
                "Ngân sách xã",
            ),
        )
        .optional(
            "serves",
            list("Mã những chỉ tiêu mà nhiệm vụ này phục vụ. Không in ra văn bản.", id("Mã một chỉ tiêu.", "mang-lan")),
        )
        .shape();
    list("Các nhiệm vụ, theo thứ tự in.", task)
}

/// A time, a recurrence, a table, or a list of these.
fn due() -> Shape {
    let mut alternatives = parts();
    alternatives.push(list("Nhiều thời hạn, in cách nhau bằng dấu phẩy.", either("Một thời hạn.", parts())));
    either(
        "Thời hạn: thời gian, một từ chỉ việc lặp lại, một bảng, hoặc danh sách những thứ ấy. In ở dòng hoặc cột «Thời gian \
         hoàn thành».",
        alternatives,
    )
}

fn parts() -> Vec<Shape> {
    let table = Table::new("Thời hạn có lời kèm theo: cần một trong `at`, `before`, `guidance`, `words`.")
        .common("at", either("Vào thời gian này.", vec![moment(), recurring()]))
        .optional("before", time("Trước thời gian này: «Trước 2030».", "2030"))
        .optional(
            "guidance",
            party("Theo hướng dẫn của cơ quan này: «theo hướng dẫn của Sở Nội vụ thành phố».", "so-noi-vu"),
        )
        .optional("words", line("Bằng lời, khi không có thời gian nào: «Khi có sự cố».", "khi có sự cố"))
        .common("note", line("Lời in trong ngoặc, sau thời gian.", "5G"))
        .shape()
        .rule("anyOf", one_of_keys(&["at", "before", "guidance", "words"]));
    let month = || count("Tháng mấy, khi `every = \"year\"`.", 12, 12);
    let quarter = || count("Quý mấy, khi `every = \"year\"`.", 4, 3);
    let periodic = Table::new(
        "Trở lại hằng tháng hoặc hằng năm: «ngày 15 hằng tháng», «ngày 15/12 hằng năm», «tháng 6, tháng 12 hằng năm».",
    )
    .optional("day", count("Ngày mấy.", 31, 15))
    .optional(
        "month",
        either(
            "Tháng mấy: một, danh sách, hoặc khoảng.",
            vec![
                month(),
                list("Nhiều tháng.", month()),
                range("Từ tháng này đến tháng kia.", "3..11", "([1-9]|1[0-2])"),
            ],
        ),
    )
    .optional(
        "quarter",
        either(
            "Quý mấy: một, danh sách, hoặc khoảng.",
            vec![quarter(), list("Nhiều quý.", quarter()), range("Từ quý này đến quý kia.", "1..3", "[1-4]")],
        ),
    )
    .required("every", word("Bao lâu một lần.", every))
    .optional("note", line("Lời in trong ngoặc, sau thời gian.", "báo cáo tháng"))
    .shape();
    vec![moment(), recurring(), table, periodic]
}

/// From a number to a larger one.
fn range(about: &str, example: &str, number: &str) -> Shape {
    line(about, example).rule("pattern", format!(r"^{number}\.\.{number}$").into())
}

fn every(every: Every) -> &'static str {
    match every {
        Every::Month => "hằng tháng",
        Every::Year => "hằng năm; cần `month` hoặc `quarter`",
    }
}

fn moment() -> Shape {
    time_or_open("Thời gian.", "2026-Q3")
}

/// A word for work that recurs. The decoder does not mind capitals; people write the first one, or none.
fn recurring() -> Shape {
    let words: Vec<String> = Moment::RECURRING
        .iter()
        .flat_map(|(word, _)| [(*word).to_owned(), letter::capitalized(word)])
        .fold(Vec::new(), |mut words, word| {
            if !words.contains(&word) {
                words.push(word);
            }
            words
        });
    let example = words[0].clone();
    Shape::new("Việc lặp lại.", json!({ "type": "string", "enum": words }), example.into())
}

pub(super) fn assignments() -> Shape {
    let assignment = Table::new("Một phân công: việc thường xuyên của một cơ quan trong kế hoạch này.")
        .optional("section", id("Mã mục in phân công này, khi các phân công nằm ở nhiều mục.", "to-chuc"))
        .required("agency", parties("Cơ quan được giao: một, hoặc danh sách in nối bằng «và».", "phong-vhxh"))
        .optional("request", flag("In «Đề nghị …»: cơ quan mà xã chỉ đề nghị được, không giao việc được."))
        .optional("title", line("Tiêu đề thay cho tên cơ quan.", "Các thôn"))
        .optional(
            "run_in",
            flag(
                "In tiêu đề và đoạn đầu của việc được giao trên cùng một dòng; không ghi thì theo `show.assignments`.",
            ),
        )
        .optional("items", items("Các danh sách đánh số trong lời văn của phân công này in ra thế nào."))
        .optional("marker", marker("Dấu đầu dòng của các danh sách trong lời văn của phân công này."))
        .required("text", prose("Việc được giao.", "Chủ trì, theo dõi, đôn đốc thực hiện Kế hoạch này."))
        .shape();
    list("Các phân công, in ở mục có `show.assignments`, theo thứ tự trong tệp.", assignment)
}
