//! `[[appendices]]` and their own tables.

use serde_json::{Value, json};

use super::sections::{items, marker, orientation, show};
use super::shape::{Shape, Table, flag, id, line, list, prose, word, written};
use crate::model::plan::{
    CellAlignment, ColumnKind, ColumnWidth, CsvPath, DecimalSign, Decimals, OfWhich, RowLevel, RowNumbering,
    TableColumn,
};
use crate::model::section::Orientation;

pub(super) fn appendices() -> Shape {
    let appendix = Table::new("Một phụ lục, in sau khối chữ ký, ở trang riêng.")
        .required("id", id("Mã của phụ lục.", "danh-muc-nhiem-vu"))
        .optional(
            "label",
            line("Tên gọi thay cho «Phụ lục»; chương trình thêm số thứ tự: «Mẫu biểu số 01».", "Mẫu biểu số"),
        )
        .required("title", line("Tiêu đề, viết như trong câu; chương trình tự in hoa.", "Danh mục nhiệm vụ"))
        .optional("orientation", word("Chiều của khổ giấy.", orientation).default(written(Orientation::default())))
        .optional("items", items("Các danh sách đánh số trong lời văn của phụ lục này in ra thế nào."))
        .optional("marker", marker("Dấu đầu dòng của các danh sách trong lời văn của phụ lục này."))
        .optional("text", prose("Lời văn in trước dữ liệu.", "Các nhiệm vụ dưới đây thực hiện trong năm 2026."))
        .optional("show", show("Phụ lục này in dữ liệu nào, và in ra sao; in mọi nhiệm vụ, chỉ tiêu của kế hoạch."))
        .under_headers_of("appendices", "tables", tables())
        .optional("after", prose("Lời văn in sau các bảng.", "Số liệu lấy đến hết năm 2025."))
        .shape();
    list("Các phụ lục. Số của phụ lục do chương trình tính.", appendix)
}

fn tables() -> Shape {
    let table = Table::new(
        "Một bảng riêng của phụ lục: các cột, rồi các dòng viết tại chỗ (`rows`) hoặc trong tệp CSV cạnh kế hoạch (`csv`). \
         Số thứ tự và tổng do chương trình tính; số tổng đã ghi thì được đối chiếu.",
    )
    .required("id", id("Mã của bảng.", "du-toan"))
    .optional("text", prose("Lời văn in trước bảng.", "Kinh phí chia theo nguồn như sau."))
    .optional("caption", line("Tên bảng, in đậm ở giữa, trên bảng.", "Bảng 1. Nhu cầu kinh phí"))
    .optional("unit", line("Dòng đơn vị tính, in nghiêng bên phải, trên bảng.", "Đơn vị tính: triệu đồng"))
    .optional("numbering", word("Cách đánh số các dòng không có `level`.", numbering).default(written(RowNumbering::default())))
    .optional(
        "merge",
        list(
            "Các cột mà những ô liền nhau giống hệt nhau thì in thành một ô; không gộp qua dòng nhóm.",
            id("Mã một cột.", "ket-qua"),
        ),
    )
    .optional("repeat_head", flag("In lại đầu bảng dưới mỗi dòng nhóm cấp cao nhất."))
    .common("columns", list("Các cột, từ trái sang; bảng lấy từ tệp CSV không ghi thì lấy tên cột ở dòng đầu của tệp.", column()))
    .common("rows", rows())
    .optional("csv", csv())
    .optional(
        "decimal",
        word("Dấu trước phần thập phân của các số trong tệp CSV; dấu kia ngăn hàng nghìn.", decimal)
            .default(written(DecimalSign::default())),
    )
    .optional("notes", notes("Các chú thích cuối trang mà ô của bảng dẫn bằng `[^tên]`, mỗi chú thích một tên."))
    .shape()
    // A file brings the names of its columns.
    .rule("anyOf", json!([{ "required": ["columns", "rows"] }, { "required": ["csv"] }]));
    list("Các bảng riêng của phụ lục, theo thứ tự in.", table)
}

fn column_id(about: &str, example: &str) -> Shape {
    id(about, example)
        .rule("pattern", TableColumn::ID_PATTERN.into())
        .rule("not", json!({ "enum": TableColumn::RESERVED }))
}

fn column() -> Shape {
    let width = Shape::new(
        "Phần độ rộng của cột, so với các cột khác có `width`. Không ghi thì cột rộng theo chữ trong nó.",
        json!({ "type": "integer", "minimum": 1, "maximum": ColumnWidth::LARGEST }),
        3.into(),
    );
    Table::new("Một cột.")
        .required("id", column_id("Mã của cột: khóa ghi ô của cột này trong mỗi dòng.", "ten"))
        .required("title", line("Tên cột, in ở đầu bảng.", "Nội dung"))
        .optional("code", line("Mã của cột, in ở dòng cuối đầu bảng: (1), (2), 4=3/2.", "4=3/2"))
        .optional(
            "under",
            line(
                "Tên chung in phía trên tên cột này và các cột bên cạnh có cùng `under`: đầu bảng thành hai dòng.",
                "Nguồn vốn",
            ),
        )
        .optional("type", word("Ô của cột này ghi gì.", kind).default(written(ColumnKind::default())))
        .optional("width", width)
        .optional("align", word("Căn lề của ô. Không ghi thì chữ căn trái, số căn phải, số thứ tự ở giữa.", alignment))
        .optional(
            "sum_of",
            list("Cột này là tổng các cột có mã sau; không cần ghi `type`.", id("Mã một cột số.", "ten")),
        )
        .optional(
            "sum",
            flag("Số ở cột này cộng dồn lên dòng nhóm và dòng tổng. Đơn giá, tỷ lệ thì ghi `sum = false`.")
                .example(false)
                .default(true),
        )
        .optional(
            "decimals",
            Shape::new(
                "Số chữ số thập phân khi in số của cột: với `2`, số 8 in ra «8,00». Không ghi thì in như đã gõ.",
                json!({ "type": "integer", "minimum": 0, "maximum": Decimals::MOST }),
                2.into(),
            ),
        )
        .shape()
}

/// A row has keys that the columns name; only those of the row itself are known beforehand.
fn rows() -> Shape {
    let level = word(
        "Cấp của dòng nhóm: nhóm gồm các dòng sau nó, đến dòng cùng cấp hoặc cấp trên. Dòng thường không ghi khóa này.",
        level,
    );
    let of_which = Shape::new(
        "Dòng «Trong đó»: một phần của dòng trên nó, không cộng vào tổng, không có số thứ tự, và không được lớn hơn dòng ấy. \
         «Trong đó» của một dòng «Trong đó» thì ghi `2`.",
        json!({ "anyOf": [{ "type": "boolean" }, { "type": "integer", "minimum": 1, "maximum": OfWhich::DEEPEST }] }),
        true.into(),
    );
    let row = Table::new(
        "Một dòng: mỗi khóa là mã một cột. Ô chữ dùng được Markdown trong dòng, biểu thức, và chú thích `[^tên]`. \
         Ô số ghi số trần, `\"-\"` là dấu gạch, `[1, 1.5]` là khoảng «1-1,5».",
    )
    .optional("level", level)
    .optional(OfWhich::KEY, of_which)
    .optional(
        "number",
        flag("Dòng có số thứ tự hay không. Dòng nối tiếp dòng trên thì ghi `number = false`.")
            .example(false)
            .default(true),
    )
    .shape()
    .rule(
        "additionalProperties",
        json!({ "anyOf": [
        { "type": ["string", "number"] },
        { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 },
    ] }),
    )
    .example(json!({ "ten": "Đào tạo cán bộ" }));
    list("Các dòng, từ trên xuống; số không ghi mà tính được thì chương trình tính.", row)
}

fn csv() -> Shape {
    line(
        "Tệp CSV có các dòng của bảng, nằm trong thư mục của kế hoạch. Dòng đầu ghi mã hoặc tên cột, cột `level` ghi cấp; \
         dấu ngăn ô là `;`, `,` hoặc tab; lưu ở dạng CSV UTF-8.",
        "du-toan.csv",
    )
    .rule("pattern", CsvPath::PATTERN.into())
    .rule("not", json!({ "pattern": CsvPath::NOT_PATTERN }))
}

pub(super) fn notes(about: &str) -> Shape {
    let pattern: Value = TableColumn::ID_PATTERN.into();
    Shape::new(
        about,
        json!({
            "type": "object",
            "propertyNames": { "pattern": pattern },
            "additionalProperties": { "type": "string" },
        }),
        json!({ "gia": "Giá theo báo giá tháng 12 năm 2025." }),
    )
}

fn kind(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "chữ",
        ColumnKind::Number => "số; in như 1.234.567,5",
        ColumnKind::RowNumber => "số thứ tự A, I, 1 do chương trình tính",
    }
}

fn alignment(alignment: CellAlignment) -> &'static str {
    match alignment {
        CellAlignment::Left => "căn trái",
        CellAlignment::Center => "ở giữa",
        CellAlignment::Right => "căn phải",
    }
}

fn level(level: RowLevel) -> &'static str {
    match level {
        RowLevel::Letter => "nhóm A, B, C",
        RowLevel::Roman => "nhóm I, II, III",
        RowLevel::Arabic => "nhóm 1, 2, 3",
        RowLevel::Second => "nhóm 1.1, 1.2 trong nhóm 1",
        RowLevel::Third => "nhóm 1.1.1, 1.1.2 trong nhóm 1.1",
        RowLevel::Total => "dòng tổng của cả bảng",
    }
}

fn numbering(numbering: RowNumbering) -> &'static str {
    match numbering {
        RowNumbering::ByGroup => "từ 1 trong mỗi nhóm; trong nhóm 1, 2, 3 là 1.1, 1.2",
        RowNumbering::Dotted => "như `by-group`, trong nhóm I là 1.1, 1.2, trong nhóm II là 2.1",
        RowNumbering::Through => "1, 2, 3 suốt cả bảng",
        RowNumbering::Dash => "gạch đầu dòng",
        RowNumbering::None => "không đánh số",
    }
}

fn decimal(sign: DecimalSign) -> &'static str {
    match sign {
        DecimalSign::Comma => "1.234.567,5",
        DecimalSign::Point => "1,234,567.5",
    }
}
