//! `[document]`, `[decision]`, `[issuer]`, `[commune]`, `[signer]`, `[recipients]`.

use serde_json::Value;

use super::sections::{bases_as, items, marker};
use super::shape::{Shape, Table, count, either, id, line, list, one_of_keys, prose, word, written};
use super::{registry, time};
use crate::model::plan::{BodyKind, Capacity, CommuneKind, Decision, Header, Issue, NamedAfter, Recipients};
use crate::model::section::{BasesAs, Numbering, NumberingLevel};

pub(super) fn document() -> Shape {
    let bases = word(
        "In các căn cứ của `[[bases]]` ngay trước phần mở đầu. Không ghi khóa này thì căn cứ chỉ in ở mục có `show.bases`.",
        bases_as,
    )
    .example(written(BasesAs::Lines));
    Table::new("Phần đầu của văn bản: tên loại, trích yếu, số, ký hiệu, ngày, và lời mở, lời kết.")
        .required("subject", subject())
        .required(
            "period",
            time::time(
                "Thời gian mà kế hoạch bao trùm. Số đo có `by` khác thời gian này thì in thêm thời hạn trong ngoặc.",
                "2026",
            ),
        )
        .optional(
            "type",
            line("Tên loại văn bản, viết như trong câu; chương trình tự in hoa.", "Kế hoạch")
                .default(Header::USUAL_TYPE),
        )
        .optional("number", number())
        .optional("addressee", parties("Kính gửi ai; in dưới trích yếu: «Kính gửi: …». Không bắt buộc với kế hoạch.", "tt-hdnd"))
        .optional(
            "symbol",
            line(
                "Ký hiệu, in sau số: «Số: 35/KH-UBND». Không ghi thì là KH- và chữ viết tắt của cơ quan ban hành.",
                "KH-UBND",
            )
            .default(Header::USUAL_SYMBOL),
        )
        .optional("place", place())
        .optional("date", date())
        .optional("bases", bases)
        .optional("numbering", numbering())
        .optional("items", items("Các danh sách đánh số trong lời văn của cả kế hoạch in ra thế nào, khi mục, phân công, phụ lục không ghi khác."))
        .optional("marker", marker("Dấu đầu dòng của các danh sách trong lời văn của cả kế hoạch, khi mục, phân công, phụ lục không ghi khác."))
        .optional(
            "opening",
            prose("Lời mở đầu, in sau căn cứ và trước mục thứ nhất.", "Ủy ban nhân dân xã ban hành Kế hoạch như sau:"),
        )
        .common(
            "closing",
            prose(
                "Lời kết, in sau mục cuối cùng. Chương trình tự thêm dấu `./.`; không có lời kết thì dấu ấy đặt sau đoạn cuối của văn bản.",
                "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện",
            ),
        )
        .shape()
}

pub(super) fn decision() -> Shape {
    let subject = either(
        "Trích yếu của quyết định. Không ghi thì in «Ban hành Kế hoạch …» với trích yếu của kế hoạch.",
        vec![
            line("Trích yếu.", "Về việc ban hành Kế hoạch chuyển đổi số năm 2026"),
            list("Các dòng của trích yếu.", line("Một dòng.", "Về việc ban hành Kế hoạch")).rule("minItems", 1.into()),
        ],
    )
    .example("Về việc ban hành Kế hoạch chuyển đổi số năm 2026");
    let articles = list(
        "Các điều của quyết định, theo thứ tự; chương trình tự in «Điều 1.», «Điều 2.» và dấu `./.` Danh sách đánh số trong một điều in thành các khoản 1., 2.",
        prose("Lời của một điều.", "Ban hành kèm theo Quyết định này Kế hoạch {{ document.subject }}."),
    )
    .rule("minItems", 1.into());
    Table::new(
        "Quyết định ban hành kế hoạch: in trước, có số, ngày, người ký; kế hoạch in sau, dưới trích yếu là dòng «(Kèm theo Quyết định số …)», rồi đến phụ lục. \
         Người ký và nơi nhận của quyết định là [signer] và [recipients]. Khi có bảng này thì `number`, `symbol`, `place`, `date` ghi ở đây, không ghi ở [document].",
    )
    .optional("subject", subject)
    .optional("number", number())
    .optional(
        "symbol",
        line(
            "Ký hiệu của quyết định, in sau số: «Số: 12/QĐ-UBND». Không ghi thì là QĐ- và chữ viết tắt của cơ quan ban hành.",
            "QĐ-UBND",
        )
        .default(Decision::USUAL_SYMBOL),
    )
    .optional("place", place())
    .optional("date", date())
    .required("articles", articles)
    .required_under_headers_of("decision", "bases", registry::bases("Các căn cứ của quyết định, mỗi căn cứ một dòng. Căn cứ có `document` mà không có `verb` thì in «Căn cứ» ở trước.").rule("minItems", 1.into()))
    .shape()
}

fn place() -> Shape {
    line("Địa danh, in trước ngày tháng. Không ghi thì lấy tên riêng của xã, phường, tỉnh, thành phố.", "Bình Giang")
}

fn date() -> Shape {
    time::issue_date(
        "Ngày ban hành. Chưa ban hành thì chỉ ghi năm, `2026`: ngày, tháng để trống cho văn thư điền sau khi ký. \
         Đã ban hành thì ghi đủ, `2026-01-29`; chỉ biết tháng thì `2026-01`.",
    )
}

fn subject() -> Shape {
    const EXAMPLE: &str = "Chuyển đổi số xã Bình Giang năm 2026";
    either(
        "Trích yếu, in dưới tên loại KẾ HOẠCH; cũng là tên văn bản ghi trong tệp PDF. Muốn tự chọn chỗ xuống dòng thì viết thành danh sách các dòng.",
        vec![
            line("Trích yếu.", EXAMPLE),
            list("Các dòng của trích yếu.", line("Một dòng.", "Chuyển đổi số xã Bình Giang")).rule("minItems", 1.into()),
        ],
    )
    .example(EXAMPLE)
}

fn number() -> Shape {
    either(
        "Số của văn bản. Chưa có thì bỏ khóa này: chỗ ấy để trống cho văn thư điền.",
        vec![
            count("Số của văn bản.", Issue::LARGEST_NUMBER, 35),
            line("Số có chữ số 0 ở trước, in đúng như viết.", "0204").rule("pattern", "^0{0,2}[1-9][0-9]{0,3}$".into()),
        ],
    )
}

fn numbering() -> Shape {
    let common = Numbering::default();
    // Below the fourth level all are letters.
    let levels: Vec<Value> = (0..4).map(|depth| written(common.level(depth)).into()).collect();
    let parts = [NumberingLevel::Part, NumberingLevel::Roman, NumberingLevel::Arabic].map(written);
    list(
        "Cách đánh số đề mục, từ cấp trên xuống. Thêm `\"Phần\"` vào đầu thì cấp trên cùng là Phần I, Phần II.",
        word("Cách đánh số một cấp đề mục.", level),
    )
    .rule("minItems", 1.into())
    .example(parts.to_vec())
    .default(levels)
}

fn level(level: NumberingLevel) -> &'static str {
    match level {
        NumberingLevel::Part => "Phần I, Phần II, tiêu đề ở dòng dưới",
        NumberingLevel::Roman => "I., II., tiêu đề in hoa",
        NumberingLevel::Arabic => "1., 2.",
        NumberingLevel::Dotted => "1.1., 1.2., có số của mục cha",
        NumberingLevel::Deeper => "1.1.1., 1.1.2., ngay dưới cấp 1.1.",
        NumberingLevel::Letter => "a), b), c), d), đ)",
    }
}

pub(super) fn issuer() -> Shape {
    Table::new(
        "Cơ quan ban hành, khi không phải Ủy ban nhân dân xã, phường, đặc khu. Cơ quan của xã, phường (phòng, văn phòng, trung tâm, \
         Ban Chỉ đạo) ghi thêm bảng [commune].",
    )
    .required(
        "name",
        line(
            "Tên riêng, không kèm loại: «Hải Phòng», «Khoa học và Công nghệ». Trong lời văn: `{{ issuer.name }}`, cả loại và tên: `{{ issuer.full }}`.",
            "Hải Phòng",
        ),
    )
    .required("kind", word("Loại cơ quan. Trong lời văn: `{{ issuer.kind }}`.", body_kind).example("thành phố"))
    .optional(
        "symbol",
        line(
            "Chữ viết tắt của cơ quan trong ký hiệu: «KH-SKHCN». Bộ, cục, sở, phòng, văn phòng, trung tâm phải ghi; Ban Chỉ đạo không ghi thì \
             là BCĐ; Ủy ban nhân dân và Thủ tướng không ghi.",
            "SKHCN",
        ),
    )
    .optional(
        "superior",
        line(
            "Cơ quan chủ quản, in trên tên cơ quan ban hành, viết như trong câu; chương trình tự in hoa. Cục, sở phải ghi; bộ không ghi; cơ quan của xã, phường \
             không ghi thì là UBND xã, phường ấy; Ban Chỉ đạo không ghi thì đứng một mình.",
            "UBND thành phố Hải Phòng",
        ),
    )
    .shape()
}

fn body_kind(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Ministry => "bộ; Bộ trưởng ký",
        BodyKind::Agency => "cục của bộ; Cục trưởng ký",
        BodyKind::PrimeMinister => "Thủ tướng; `name = \"Chính phủ\"`",
        BodyKind::Province => "Ủy ban nhân dân tỉnh",
        BodyKind::City => "Ủy ban nhân dân thành phố trực thuộc trung ương",
        BodyKind::Department => "sở của tỉnh, thành phố; Giám đốc ký",
        BodyKind::Division => "phòng của xã, phường; Trưởng phòng ký",
        BodyKind::Office => "văn phòng; Chánh Văn phòng ký",
        BodyKind::Centre => "trung tâm; Giám đốc ký",
        BodyKind::Steering => "Ban Chỉ đạo; Trưởng ban ký thay mặt",
    }
}

pub(super) fn commune() -> Shape {
    Table::new(
        "Xã, phường, đặc khu ban hành kế hoạch, hoặc nơi cơ quan ở [issuer] trực thuộc; in ở tên cơ quan ban hành và trong lời văn.",
    )
        .required("name", line("Tên riêng, không kèm loại. Trong lời văn: `{{ commune.name }}`.", "Bình Giang"))
        .required("kind", word("Loại đơn vị hành chính. Trong lời văn: `{{ commune.kind }}`.", kind))
        .optional(
            "named_after",
            word(
                "Đơn vị đặt theo gì, khi điều đó quyết định cách viết tên: «Phường Lê Chân», «Phường 1» viết hoa cả chữ «Phường», kể cả ở dòng ngày tháng. \
                 Tên bắt đầu bằng chữ số thì không phải ghi.",
                named_after,
            ),
        )
        .optional(
            "city",
            id("Thư mục dữ liệu của thành phố trong plans/. Bỏ được khi chỉ có một thành phố.", "haiphong"),
        )
        .shape()
}

fn kind(kind: CommuneKind) -> &'static str {
    match kind {
        CommuneKind::Commune => "Ủy ban nhân dân xã",
        CommuneKind::Ward => "Ủy ban nhân dân phường",
        CommuneKind::SpecialZone => "Ủy ban nhân dân đặc khu",
    }
}

fn named_after(what: NamedAfter) -> &'static str {
    match what {
        NamedAfter::Person => "Ủy ban nhân dân Phường Lê Chân",
        NamedAfter::Number => "Ủy ban nhân dân Phường 1",
        NamedAfter::Event => "Ủy ban nhân dân Phường Điện Biên Phủ",
        NamedAfter::Other => "Ủy ban nhân dân xã Bình Giang: tên không theo người, số hay sự kiện lịch sử",
    }
}

pub(super) fn signer() -> Shape {
    let prefixes = Capacity::PREFIXES.map(|prefix| prefix.replace('.', "\\.")).join("|");
    let row = line("Một dòng quyền hạn: TM., Q., KT., TL. hoặc TUQ., rồi đến cơ quan hoặc chức vụ.", Capacity::USUAL)
        .rule("pattern", format!("^({prefixes})\\s*\\S").into());
    let capacity = list(
        "Các dòng quyền hạn in trên chức vụ. Cấp phó ký thay: `[\"TM. Ủy ban nhân dân\", \"KT. Chủ tịch\"]`; \
         không in dòng nào: `[]`. Không ghi thì Ủy ban nhân dân, Ban Chỉ đạo ký thay mặt (TM.); thủ trưởng sở, phòng, văn phòng, \
         trung tâm không có dòng nào.",
        row,
    )
    .example(vec![Capacity::USUAL, "KT. Chủ tịch"]);
    let office = line(
        "Chức vụ của người ký trong cơ quan, in trên họ tên, khi Ban Chỉ đạo dùng con dấu của cơ quan ấy; viết như trong câu.",
        "Chủ tịch UBND xã Bình Giang",
    );
    Table::new("Người ký; in ở khối chữ ký, bên phải trang cuối của văn bản.")
        .required("name", line("Họ và tên người ký, không kèm học hàm, học vị.", "Vũ Đăng Chương"))
        .required("position", line("Chức vụ của người ký, viết như trong câu; chương trình tự in hoa.", "Chủ tịch"))
        .optional("capacity", capacity.default(vec![Capacity::USUAL]))
        .optional("office", office)
        .shape()
}

pub(super) fn recipients() -> Shape {
    let noted = Table::new("Nơi nhận có lời ghi chú: cần `agency` hoặc `name`.")
        .optional("agency", id("Mã cơ quan trong danh bạ.", "so-khcn"))
        .common("name", line("Tên in nguyên như đã viết, khi không có trong danh bạ.", "Thường trực Đảng ủy xã"))
        .common("note", line("Lời ghi chú in trong ngoặc, sau tên: «(để b/c)».", "để b/c"))
        .optional(
            "items",
            list(
                "Các đơn vị bên trong nơi nhận này, mỗi đơn vị một dòng «+» ở dưới.",
                party("Mã cơ quan trong danh bạ, hoặc tên in nguyên như đã viết.", "phong-vhxh")
                    .example("Lãnh đạo Văn phòng"),
            )
            .rule("minItems", 1.into()),
        )
        .shape()
        .rule("anyOf", one_of_keys(&["agency", "name"]));
    let to = list(
        "Các nơi nhận, mỗi nơi một dòng dưới «Nơi nhận:»; chương trình tự thêm dấu `;` và dấu `.`",
        either(
            "Một nơi nhận.",
            vec![party("Mã cơ quan trong danh bạ, hoặc tên in nguyên như đã viết.", "so-khcn"), noted],
        ),
    );
    Table::new("Nơi nhận, in bên trái khối chữ ký.")
        .required("to", to)
        .common(
            "drafted_by",
            either(
                "Mã cơ quan soạn thảo; cho dòng cuối của nơi nhận: «Lưu: VT, VHXH.» Không ghi thì in «Lưu: VT.»",
                vec![drafter(), list("Nhiều cơ quan cùng soạn thảo.", drafter())],
            ),
        )
        .optional("copies", count("Số bản lưu, in trong ngoặc ở dòng «Lưu: VT, VHXH (2).»", Recipients::MOST_COPIES, 2))
        .optional("archive", line("Nơi lưu, in sau «Lưu:».", "VT").default(Recipients::USUAL_ARCHIVE))
        .optional("typist", line("Ký hiệu người đánh máy, in trong ngoặc ở cuối dòng lưu: «Lưu: VT, VHXH (An).»", "An"))
        .shape()
}

/// A body: an id, or words.
pub(super) fn party(about: &str, example: &str) -> Shape {
    const HOW: &str = "Chữ có dạng của mã (không hoa, không dấu cách) thì phải có trong danh bạ cơ quan.";
    line(&format!("{about} {HOW}"), example).or("Công an xã")
}

fn drafter() -> Shape {
    id("Mã cơ quan trong danh bạ.", "phong-vhxh")
}

/// One body or several.
pub(super) fn parties(about: &str, example: &str) -> Shape {
    let one = || party("Mã cơ quan trong danh bạ, hoặc tên in nguyên như đã viết.", example);
    either(about, vec![one(), list("Nhiều cơ quan, in theo thứ tự đã viết.", one())])
}
