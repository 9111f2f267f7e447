//! The JSON Schema of the sidecar.

use serde_json::{Value, json};

use super::sidecar::SCHEMA;
use super::{AGENCY_FIELD, SIGNER_FIELD};

/// The JSON Schema (draft 2020-12) of a sidecar.
#[must_use]
pub fn schema() -> Value {
    let mut root = object(
        "Tệp NAME.ky.json đi kèm văn bản PDF do kehoach dựng, dành cho chương trình ký số và phần mềm quản lý văn bản. \
         Mọi khoảng cách tính bằng mm từ góc trên bên trái trang.",
        [
            ("schema", json!({ "description": "Phiên bản của định dạng tệp này.", "const": SCHEMA })),
            ("pdf", file()),
            ("document", document()),
            ("signer", signer()),
            ("seal_diameter", length("Đường kính con dấu dùng để tính ô chữ ký của cơ quan, mm.")),
            ("fields", list("Vị trí hai chữ ký, theo thứ tự ký.", &field())),
            ("blanks", list("Những chỗ còn để trống; số và ngày đã ghi trong kế hoạch thì không có ở đây.", &blank())),
            ("made_by", versions()),
        ],
    );
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    root["title"] = format!("Tệp .ky.json của kehoach, định dạng {SCHEMA}").into();
    root
}

fn text(rendered: &str) -> Value {
    json!({ "description": rendered, "type": "string" })
}

fn maybe(rendered: &str) -> Value {
    json!({ "description": rendered, "type": ["string", "null"] })
}

fn length(rendered: &str) -> Value {
    json!({ "description": rendered, "type": "number", "minimum": 0 })
}

fn list(rendered: &str, items: &Value) -> Value {
    json!({ "description": rendered, "type": "array", "items": items })
}

fn file() -> Value {
    let sha256 = json!({
        "description": "SHA-256 của tệp; khác thì tệp PDF bên cạnh không phải tệp này.",
        "type": "string",
        "pattern": "^[0-9a-f]{64}$",
    });
    object(
        "Tệp PDF mà các thông tin này nói về.",
        [
            ("name", text("Tên tệp, không kèm thư mục.")),
            ("bytes", json!({ "description": "Độ dài, byte.", "type": "integer", "minimum": 1 })),
            ("sha256", sha256),
        ],
    )
}

fn document() -> Value {
    object(
        "Văn bản.",
        [
            ("title", text("Tên loại và trích yếu.")),
            ("agency", text("Cơ quan ban hành.")),
            ("symbol", text("Ký hiệu, không kèm số, như KH-UBND.")),
            ("number", maybe("Số như đã in; null khi còn chờ văn thư cấp.")),
            ("day", maybe("Ngày như đã in; null khi còn để trống.")),
            ("month", maybe("Tháng như đã in; null khi còn để trống.")),
            ("year", text("Năm như đã in.")),
        ],
    )
}

fn signer() -> Value {
    object(
        "Người ký.",
        [
            ("capacity", list("Các dòng quyền hạn ký đứng trên chức vụ, như đã in.", &json!({ "type": "string" }))),
            ("position", text("Chức vụ, như đã in.")),
            ("name", text("Họ và tên.")),
        ],
    )
}

fn area() -> [(&'static str, Value); 5] {
    let distance = |rendered: &str| json!({ "description": rendered, "type": "number" });
    [
        ("page", json!({ "description": "Trang của tệp PDF, tính từ 1.", "type": "integer", "minimum": 1 })),
        ("left", distance("Khoảng cách từ mép trái trang, mm.")),
        ("top", distance("Khoảng cách từ mép trên trang, mm.")),
        ("width", length("Chiều rộng, mm.")),
        ("height", length("Chiều cao, mm.")),
    ]
}

fn field() -> Value {
    let name = json!({
        "description": "Tên trường chữ ký: của người ký, rồi của cơ quan.",
        "enum": [SIGNER_FIELD, AGENCY_FIELD],
    });
    let in_pdf = json!({
        "description": "Tệp PDF có sẵn trường này (true), hay chỉ ghi vị trí vì dựng với --no-fields (false).",
        "type": "boolean",
    });
    object("Vị trí một chữ ký.", [("name", name), ("in_pdf", in_pdf)].into_iter().chain(area()))
}

fn blank() -> Value {
    let name = json!({
        "description": "so: số văn bản; ngay: ngày; thang: tháng.",
        "enum": ["so", "ngay", "thang"],
    });
    let keys = [
        ("name", name),
        ("baseline", length("Khoảng cách từ mép trên trang đến chân chữ, mm.")),
        ("size", length("Cỡ chữ của dòng ấy, pt. Số văn bản chữ đứng; ngày, tháng chữ nghiêng.")),
    ];
    object("Một chỗ trống để văn thư điền.", keys.into_iter().chain(area()))
}

fn versions() -> Value {
    let packs = json!({
        "description": "Dữ liệu của từng thành phố: 16 chữ số đầu của SHA-256 các tệp.",
        "type": "object",
        "additionalProperties": { "type": "string", "pattern": "^[0-9a-f]{16}$" },
    });
    object(
        "Những gì đã dựng nên tệp PDF.",
        [("kehoach", text("Phiên bản kehoach.")), ("engine", text("Bộ dàn trang.")), ("packs", packs)],
    )
}

/// An object all of whose keys must be there.
fn object<'k>(rendered: &str, keys: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    let properties: serde_json::Map<String, Value> =
        keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({
        "description": rendered,
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}
