//! `[[targets]]` and their measures.

use serde_json::{Value, json};

use super::header::parties;
use super::shape::{Shape, Table, either, flag, id, line, list, word, written};
use super::time::time;
use crate::model::measure::Operator;

pub(super) fn targets() -> Shape {
    let target = Table::new("Một chỉ tiêu: lời và mức.")
        .required("id", id("Mã của chỉ tiêu. Trong lời văn: `{{ target(\"ho-so\").promise }}`.", "ho-so"))
        .optional("group", id("Mã nhóm trong `[[groups]]`; chỉ tiêu in dưới dòng của nhóm ấy.", "ha-tang"))
        .optional("section", id("Mã mục in chỉ tiêu này. Bỏ được khi chỉ có một mục in chỉ tiêu.", "muc-tieu"))
        .optional("quoted", flag("Không mục nào in chỉ tiêu này, vì lời văn đã dẫn nó bằng `target(\"mã\")`."))
        .optional(
            "lead",
            parties(
                "Cơ quan chủ trì chỉ tiêu: một, hoặc danh sách. In ở dòng hoặc cột «Cơ quan chủ trì».",
                "phong-vhxh",
            ),
        )
        .common("text", wording())
        .optional(
            "indicator",
            id("Mã chỉ số của thành phố mà chỉ tiêu này ứng với; khi ấy bỏ `text` được.", "kh359-ho-so-truc-tuyen"),
        )
        .optional("city", reported("Mức mà thành phố đặt ra cho mình, in ở cột `city`.", 90))
        .optional("previous", reported("Kết quả kỳ trước, in ở cột `previous`.", 80))
        .common("promise", promise())
        .shape()
        // An indicator brings its wording.
        .rule("if", json!({ "required": ["indicator"] }))
        .rule("else", json!({ "required": ["text"] }));
    list("Các chỉ tiêu, theo thứ tự in.", target)
}

fn wording() -> Shape {
    line(
        "Lời của chỉ tiêu; in thành câu hoặc thành ô trong bảng. `{promise}` là mức: «≥ 95%»; `{promise:words}`: «tối thiểu \
         95%»; `{promise:value}`: «95%»; `{promise:padded}`: «01 doanh nghiệp»; `{previous}` là kết quả kỳ trước, `{city}` \
         là mức của thành phố. Nhiều số đo thì gọi từng tên: `{5g}`.",
        "{promise} hồ sơ được xử lý trực tuyến",
    )
}

/// One measure, or several by name. A name is none of a measure's keys: so the decoder tells the two apart.
fn promise() -> Shape {
    let single = measure("Một số đo; trong `text` gọi là `{promise}`.", Some(Operator::AtLeast), 95);
    let keys = single.keys();
    let example = single.examples()[0].clone();
    let measured = measure("Số đo có tên này.", None, 100);
    let named = Shape::new(
        "Nhiều số đo, mỗi số đo một tên; trong `text` gọi bằng tên: `{5g}`.",
        json!({
            "type": "object",
            "minProperties": 1,
            "propertyNames": { "not": { "enum": keys } },
            "additionalProperties": measured.clone().schema(),
        }),
        json!({ "5g": example }),
    )
    .names_of(&measured);
    either("Mức mà kế hoạch này đặt ra: một số đo, hoặc nhiều số đo có tên. In ở cột `promise`.", vec![single, named])
}

/// A measure. The example of a promise has an operator, that of a result has none.
fn measure(about: &str, compared: Option<Operator>, example: u32) -> Shape {
    let promised = keys(about, compared, example)
        .optional(
            "indicator",
            id("Với số đo có tên: mã chỉ số của thành phố mà số đo này ứng với.", "kh359-ho-so-truc-tuyen"),
        )
        .optional(
            "series",
            id(
                "Mã chung của một đại lượng ở nhiều mốc thời gian: các số đo cùng mã không được giảm dần; khác mã thì không so với nhau.",
                "ho-so-truc-tuyen",
            ),
        );
    shaped(promised)
}

/// A measure that nothing is promised with.
pub(super) fn reported(about: &str, example: u32) -> Shape {
    shaped(keys(about, None, example))
}

/// The keys of every measure.
fn keys(about: &str, compared: Option<Operator>, example: u32) -> Table {
    let value = Shape::new(
        "Giá trị: một số trần (`95`, `96.5`), hai số khi `op = \"..\"`, nhiều số khi `op = \"in\"`, hoặc `true`/`false` \
         (có/không).",
        json!({ "type": ["number", "boolean", "array"], "items": { "type": "number" } }),
        example.into(),
    );
    let op = word("Dấu so sánh, in trước giá trị.", operator)
        .example(written(compared.unwrap_or(Operator::AtLeast)))
        .default(written(Operator::Equal));
    let table = Table::new(about);
    let table = if compared.is_some() { table.common("op", op) } else { table.optional("op", op) };
    table
        .required("value", value)
        .common("unit", line("Đơn vị tính, in sau giá trị: `%`, `doanh nghiệp`. `cấp độ` in trước: «Cấp độ 2».", "%"))
        .optional(
            "by",
            time("Thời hạn của mức này; khác `document.period` thì in trong ngoặc: «100% (2025-2027)».", "2026"),
        )
        .optional("note", line("Lời in sau giá trị: «100% nộp thuế điện tử».", "nộp thuế điện tử"))
}

/// The values that each operator takes.
fn shaped(table: Table) -> Shape {
    table
        .shape()
        .rule("if", operator_is(Operator::Between))
        .rule("then", value_is(&json!({ "type": "array", "minItems": 2, "maxItems": 2 })))
        .rule(
            "else",
            json!({
                "if": operator_is(Operator::OneOf),
                "then": value_is(&json!({ "type": ["number", "array"], "minItems": 1 })),
                "else": {
                    "if": { "anyOf": [{ "not": { "required": ["op"] } }, operator_is(Operator::Equal)] },
                    "then": value_is(&json!({ "minItems": 1, "maxItems": 1 })),
                    "else": value_is(&json!({ "type": ["number", "array"], "minItems": 1, "maxItems": 1 })),
                },
            }),
        )
}

fn operator_is(operator: Operator) -> Value {
    json!({ "properties": { "op": { "const": written(operator) } }, "required": ["op"] })
}

fn value_is(rule: &Value) -> Value {
    json!({ "properties": { "value": rule } })
}

fn operator(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => "đúng bằng",
        Operator::AtLeast => "≥, tối thiểu",
        Operator::MoreThan => ">, trên",
        Operator::AtMost => "≤, tối đa",
        Operator::LessThan => "<, dưới",
        Operator::About => "khoảng",
        Operator::Between => "từ … đến …: `value = [50, 55]`",
        Operator::OneOf => "một trong các số: `value = [2, 3]`",
    }
}
