//! `[[sections]]`, `[[groups]]`, and how data is shown.

use serde_json::json;

use super::shape::{Shape, Table, either, flag, id, line, list, prose, word, written};
use super::time::time;
use crate::model::section::{
    AssignmentsAs, BasesAs, ChildNumbering, ColumnField, GroupNumbering, ItemMarker, ItemNumbering, NumberingLevel,
    Orientation, TargetsAs, TasksAs, TimeForm,
};

pub(super) fn sections() -> Shape {
    let section = Table::new(
        "Một mục của văn bản. Trùng mã với một mục chuẩn của `standard` thì sửa mục ấy; không trùng thì là mục thêm.",
    )
    .required(
        "id",
        id(
            "Mã của mục. Có dấu chấm thì là mục con: `muc-tieu.cu-the` nằm trong `muc-tieu`, mục cha đứng trước.",
            "muc-tieu",
        ),
    )
    .common(
        "title",
        line(
            "Tiêu đề, viết như trong câu; chỗ nào phải in hoa thì chương trình in. Mục chuẩn có sẵn tiêu đề; mục 1., 1.1., a) không ghi tiêu đề là đoạn văn đánh số.",
            "Mục tiêu",
        ),
    )
    // Its place and its treatment come first: a long text would hide them. Then what is printed, in the order of the page.
    .optional("drop", flag("Bỏ mục chuẩn này và các mục con của nó."))
    .optional("precedes", id("Mục thêm đứng trước mục có mã này.", "muc-tieu"))
    .optional("follows", id("Mục thêm đứng sau mục có mã này.", "muc-tieu"))
    .optional(
        "numbering",
        word("Cách đánh số các mục con của mục này, khi khác `document.numbering`.", child_numbering),
    )
    .optional("run_in", flag("In tiêu đề và đoạn đầu của lời văn trên cùng một dòng: «1. Mục tiêu chung: …»."))
    .optional("items", items("Các danh sách đánh số trong lời văn của mục này in ra thế nào."))
    .optional("marker", marker("Dấu đầu dòng của các danh sách trong lời văn của mục này."))
    .optional("first", prose("Lời văn in trước lời của mục chuẩn.", "Tình hình của xã."))
    .optional(
        "text",
        prose("Lời văn in trước dữ liệu; thay lời của mục chuẩn.", "Đẩy mạnh chuyển đổi số trên địa bàn."),
    )
    .optional("more", prose("Lời văn in sau lời của mục chuẩn.", "Việc làm thêm của xã."))
    .common("show", show("Mục này in dữ liệu nào, và in ra sao."))
    .optional("after", prose("Lời văn in sau dữ liệu.", "Số liệu lấy đến hết năm 2025."))
    .shape();
    list("Các mục, theo thứ tự in. Số của mục do chương trình tính.", section)
}

pub(super) fn groups() -> Shape {
    let group = Table::new("Một nhóm chỉ tiêu hoặc nhiệm vụ: một dòng I, II trong bảng.")
        .required("id", id("Mã của nhóm; chỉ tiêu, nhiệm vụ gọi bằng `group`.", "ha-tang"))
        .required("title", line("Tên nhóm.", "Phát triển hạ tầng"))
        .optional(
            "by",
            time("Mốc thời gian mà tên nhóm đã nói: «Đến năm 2030»; mức của mốc ấy in không kèm «(2030)».", "2030"),
        )
        .shape();
    list("Các nhóm chỉ tiêu và nhiệm vụ, theo thứ tự in.", group)
}

pub(super) fn show(about: &str) -> Shape {
    Table::new(about)
        .optional("bases", word("In các căn cứ của `[[bases]]`.", bases_as))
        .common("targets", word("In các chỉ tiêu của `[[targets]]`.", targets_as))
        .optional("tasks", word("In các nhiệm vụ của `[[tasks]]`.", tasks_as))
        .optional("assignments", word("In các phân công của `[[assignments]]`.", assignments_as))
        .optional(
            "groups",
            list(
                "Chỉ in nhiệm vụ, chỉ tiêu của những nhóm này; tên của một nhóm đứng riêng in trên bảng.",
                id("Mã một nhóm.", "ha-tang"),
            ),
        )
        .optional(
            "numbering",
            word("Cách đánh số dòng của bảng có nhóm.", numbering).example(written(GroupNumbering::Through)),
        )
        .optional("labels", labels())
        .optional("columns", columns())
        .optional(
            "orientation",
            word("Chiều của khổ giấy; `landscape` cho bảng rộng.", orientation)
                .default(written(Orientation::default())),
        )
        .shape()
}

/// How numbered lists are numbered.
pub(super) fn items(about: &str) -> Shape {
    let how = "Lớp lồng bên trong đánh số kiểu khác. Với `\"1.\"`, `\"(1)\"`, danh sách bắt đầu từ số đã gõ.";
    word(&format!("{about} {how}"), item_numbering)
        .example(written(ItemNumbering::Arabic))
        .default(written(ItemNumbering::default()))
}

/// The mark of lists without numbers.
pub(super) fn marker(about: &str) -> Shape {
    word(about, item_marker).example(written(ItemMarker::Star)).default(written(ItemMarker::default()))
}

fn item_numbering(numbering: ItemNumbering) -> &'static str {
    match numbering {
        ItemNumbering::Letter => "a), b), c), d), đ); lớp trong (1), (2)",
        ItemNumbering::Arabic => "1., 2., 3.; lớp trong a), b)",
        ItemNumbering::Bracketed => "(1), (2), (3); lớp trong a), b)",
    }
}

fn item_marker(marker: ItemMarker) -> &'static str {
    match marker {
        ItemMarker::Dash => "gạch đầu dòng; lớp trong «+», rồi «•»",
        ItemMarker::Plus => "dấu cộng; lớp trong «•»",
        ItemMarker::Star => "dấu sao; lớp trong «-», rồi «+»",
    }
}

fn columns() -> Shape {
    let titled = Table::new("Một cột có tên riêng.")
        .required(
            "show",
            either(
                "Cột này in gì.",
                vec![word("Một mục có sẵn.", column).example(written(ColumnField::Text)), extra_column()],
            ),
        )
        .common("title", line("Tên cột, thay cho tên thường dùng.", "Tên chỉ tiêu"))
        .common("by", time("Của cột `promise`: chỉ in mức của mốc thời gian này.", "2026"))
        .common("form", word("Cách ghi thời gian của cột `due`.", time_form).example(written(TimeForm::Short)))
        .shape();
    list(
        "Các cột của bảng, từ trái sang. Bảng chỉ tiêu có `no`, `text`, `unit`, `city`, `previous`, `promise`, `lead`; bảng nhiệm vụ \
         có `no`, `text`, `work`, `lead`, `support`, `mode`, `due`, `product`, và cột riêng như `extra.kinh-phi`; bảng phân công có \
         `no`, `agency`, `text`. \
         Không ghi thì bảng có những cột thường dùng.",
        either("Một cột.", vec![word("Cột này in gì.", column), extra_column(), titled]),
    )
    .example([ColumnField::Number, ColumnField::Text, ColumnField::Promise].map(written).to_vec())
}

/// A further detail of tasks.
fn extra_column() -> Shape {
    line("Một thông tin thêm của nhiệm vụ; cần `title`.", "extra.kinh-phi")
        .rule("pattern", r"^extra\.[a-z0-9-]+$".into())
}

/// Texts under names of the plan's own.
pub(super) fn extras(about: &str, example: &str) -> Shape {
    Shape::new(
        about,
        json!({
            "type": "object",
            "propertyNames": { "pattern": "^[a-z0-9-]+$" },
            "additionalProperties": { "type": "string" },
        }),
        json!({ "kinh-phi": example }),
    )
}

fn labels() -> Shape {
    Table::new("Nhãn của các dòng khi in nhiệm vụ bằng `\"list\"` hoặc `\"record\"`, thay cho nhãn thường dùng.")
        .optional("text", line("Nhãn của nội dung nhiệm vụ; chỉ có ở `\"record\"`.", "Nội dung"))
        .optional("work", line("Nhãn của việc phải làm.", "Các bước"))
        .common("lead", line("Nhãn của cơ quan chủ trì.", "Cơ quan thực hiện"))
        .optional("support", line("Nhãn của cơ quan phối hợp.", "Cơ quan phối hợp"))
        .optional("mode", line("Nhãn của trách nhiệm.", "Hình thức"))
        .common("due", line("Nhãn của thời hạn.", "Thời gian"))
        .optional("product", line("Nhãn của sản phẩm.", "Sản phẩm đầu ra"))
        .optional(
            "extra",
            extras("Nhãn của các thông tin thêm; thông tin không có nhãn thì không in.", "Nguồn kinh phí"),
        )
        .shape()
}

fn numbering(numbering: GroupNumbering) -> &'static str {
    match numbering {
        GroupNumbering::ByGroup => "từ 1 trong mỗi nhóm",
        GroupNumbering::Through => "1, 2, 3 suốt cả bảng",
    }
}

fn time_form(TimeForm::Short: TimeForm) -> &'static str {
    "không kèm «Ngày», «Tháng», «Năm»: «30/6/2026», «9/2026», «2026»"
}

fn column(field: ColumnField) -> &'static str {
    match field {
        ColumnField::Number => "số thứ tự",
        ColumnField::Text => "nội dung",
        ColumnField::Unit => "đơn vị tính",
        ColumnField::City => "mức của thành phố",
        ColumnField::Previous => "kết quả kỳ trước",
        ColumnField::Promise => "mức của kế hoạch này",
        ColumnField::Work => "việc phải làm",
        ColumnField::Lead => "đơn vị chủ trì",
        ColumnField::Support => "đơn vị phối hợp",
        ColumnField::Mode => "trách nhiệm",
        ColumnField::Due => "thời gian hoàn thành",
        ColumnField::Product => "sản phẩm",
        ColumnField::Agency => "cơ quan, đơn vị",
    }
}

pub(super) fn bases_as(how: BasesAs) -> &'static str {
    match how {
        BasesAs::List => "mỗi căn cứ một gạch đầu dòng",
        BasesAs::Lines => "mỗi căn cứ một dòng chữ nghiêng",
        BasesAs::Sentence => "mọi căn cứ trong một câu",
    }
}

fn targets_as(how: TargetsAs) -> &'static str {
    match how {
        TargetsAs::List => "mỗi chỉ tiêu một câu, có gạch đầu dòng",
        TargetsAs::Table => "bảng",
    }
}

fn tasks_as(how: TasksAs) -> &'static str {
    match how {
        TasksAs::List => "mỗi nhiệm vụ một gạch đầu dòng, có các dòng chủ trì, phối hợp, thời gian",
        TasksAs::Table => "bảng",
        TasksAs::Record => "mỗi nhiệm vụ một bản ghi: a) Nhiệm vụ: …; b) Cơ quan chủ trì: …",
    }
}

fn assignments_as(how: AssignmentsAs) -> &'static str {
    match how {
        AssignmentsAs::Headings => "«1. Tên cơ quan», rồi lời văn ở dưới",
        AssignmentsAs::RunIn => "«1. Tên cơ quan: lời văn», cùng một đoạn",
        AssignmentsAs::Bullets => "«- Tên cơ quan: lời văn», tên in đậm",
        AssignmentsAs::Table => "bảng",
    }
}

pub(super) fn orientation(orientation: Orientation) -> &'static str {
    match orientation {
        Orientation::Portrait => "khổ đứng",
        Orientation::Landscape => "khổ ngang, ở trang riêng",
    }
}

fn child_numbering(numbering: ChildNumbering) -> &'static str {
    match numbering {
        ChildNumbering::None => "không đánh số",
        ChildNumbering::Level(NumberingLevel::Part) => "Phần I, Phần II",
        ChildNumbering::Level(NumberingLevel::Roman) => "I., II.",
        ChildNumbering::Level(NumberingLevel::Arabic) => "1., 2.",
        ChildNumbering::Level(NumberingLevel::Dotted) => "1.1., 1.2., có số của mục cha",
        ChildNumbering::Level(NumberingLevel::Deeper) => "1.1.1., 1.1.2., trong mục 1.1.",
        ChildNumbering::Level(NumberingLevel::Letter) => "a), b), c), d), đ)",
    }
}
