//! The sidecar `NAME.ky.json`: what a signing program, an eOffice or a script needs to know of a PDF without reading it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::digest::sha256;
use super::place::{Area, Blank, Places, Settings};
use super::{AGENCY_FIELD, SIGNER_FIELD};
use crate::compose::Manuscript;

/// The version of the sidecar's own format.
const SCHEMA: u32 = 1;

/// What is told of a built PDF.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sidecar {
    /// The version of this format.
    pub schema: u32,
    /// The file.
    pub pdf: File,
    /// The document in it.
    pub document: Document,
    /// Who signs it.
    pub signer: Signer,
    /// Diameter of the seal, in millimetres.
    pub seal_diameter: f64,
    /// The places of the two signatures, in the order of signing.
    pub fields: Vec<Field>,
    /// The places that are still to be filled in.
    pub blanks: Vec<Blank>,
    /// What made the file.
    pub made_by: Versions,
}

/// The file, so that another one beside the sidecar is noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name, without a folder.
    pub name: String,
    /// Its length in bytes.
    pub bytes: usize,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Type and subject.
    pub title: String,
    /// The agency that issues it.
    pub agency: String,
    /// The symbol, without number: `KH-UBND`.
    pub symbol: String,
    /// The number as printed; none while its blank is there.
    pub number: Option<String>,
    /// The day as printed; none while its blank is there.
    pub day: Option<String>,
    /// The month as printed; none while its blank is there.
    pub month: Option<String>,
    /// The year as printed.
    pub year: String,
}

/// The signer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// Lines above the position, as printed.
    pub capacity: Vec<String>,
    /// Position, as printed.
    pub position: String,
    /// Name.
    pub name: String,
}

/// A signature's place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Name of the field.
    pub name: String,
    /// Whether the PDF has this field; otherwise only its place is told.
    pub in_pdf: bool,
    /// Where.
    #[serde(flatten)]
    pub area: Area,
}

/// What made a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Version of the program.
    pub kehoach: String,
    /// The engine that set the pages.
    pub engine: String,
    /// The packs by city: a fingerprint of their files.
    pub packs: BTreeMap<String, String>,
}

impl Sidecar {
    /// Describes a PDF.
    #[must_use]
    pub fn new(
        manuscript: &Manuscript,
        places: &Places,
        settings: Settings,
        made_by: Versions,
        pdf: (&str, &[u8]),
    ) -> Self {
        let (name, bytes) = pdf;
        let head = &manuscript.letterhead;
        let field = |name: &str, area| Field { name: name.to_owned(), in_pdf: settings.fields, area };
        Self {
            schema: SCHEMA,
            pdf: File { name: name.to_owned(), bytes: bytes.len(), sha256: sha256(bytes) },
            document: Document {
                title: manuscript.metadata.title.clone(),
                agency: manuscript.metadata.author.clone(),
                symbol: head.symbol.clone(),
                number: head.number.clone(),
                day: head.day.clone(),
                month: head.month.clone(),
                year: head.year.clone(),
            },
            signer: Signer {
                capacity: manuscript.signature.capacity.clone(),
                position: manuscript.signature.position.clone(),
                name: manuscript.signature.name.clone(),
            },
            seal_diameter: settings.seal_diameter,
            fields: vec![field(SIGNER_FIELD, places.signer), field(AGENCY_FIELD, places.agency)],
            blanks: places.blanks.clone(),
            made_by,
        }
    }

    /// The sidecar as a file's text.
    #[must_use]
    pub fn text(&self) -> String {
        // Strings, numbers and lists: nothing that JSON could refuse.
        format!("{}\n", serde_json::to_string_pretty(self).unwrap_or_default())
    }

    /// Reads a sidecar of a version that this program knows.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|sidecar: &Self| sidecar.schema == SCHEMA)
    }
}

/// The JSON Schema (draft 2020-12) of a sidecar.
#[must_use]
pub fn schema() -> Value {
    let text = |told: &str| json!({ "description": told, "type": "string" });
    let maybe = |told: &str| json!({ "description": told, "type": ["string", "null"] });
    let length = |told: &str| json!({ "description": told, "type": "number", "minimum": 0 });
    let distance = |told: &str| json!({ "description": told, "type": "number" });
    let area = [
        ("page", json!({ "description": "Trang của tệp PDF, tính từ 1.", "type": "integer", "minimum": 1 })),
        ("left", distance("Khoảng cách từ mép trái trang, mm.")),
        ("top", distance("Khoảng cách từ mép trên trang, mm.")),
        ("width", length("Chiều rộng, mm.")),
        ("height", length("Chiều cao, mm.")),
    ];
    let field = object(
        "Vị trí một chữ ký.",
        [
            (
                "name",
                json!({ "description": "Tên trường chữ ký: của người ký, rồi của cơ quan.", "enum": [SIGNER_FIELD, AGENCY_FIELD] }),
            ),
            ("in_pdf", json!({ "description": "Tệp PDF có sẵn trường này hay chỉ ghi vị trí (--no-fields).", "type": "boolean" })),
        ]
        .into_iter()
        .chain(area.clone()),
    );
    let blank = object(
        "Một chỗ trống để văn thư điền.",
        [
            (
                "name",
                json!({ "description": "so: số văn bản; ngay: ngày; thang: tháng.", "enum": ["so", "ngay", "thang"] }),
            ),
            ("baseline", length("Khoảng cách từ mép trên trang đến chân chữ, mm.")),
            ("size", length("Cỡ chữ của dòng ấy, pt. Số văn bản chữ đứng; ngày, tháng chữ nghiêng.")),
        ]
        .into_iter()
        .chain(area),
    );
    let list = |told: &str, items: Value| json!({ "description": told, "type": "array", "items": items });
    let mut root = object(
        "Tệp NAME.ky.json đi kèm văn bản PDF do kehoach dựng, dành cho chương trình ký số và phần mềm quản lý văn bản. \
         Mọi khoảng cách tính bằng mm từ góc trên bên trái trang.",
        [
            ("schema", json!({ "description": "Phiên bản của định dạng tệp này.", "const": SCHEMA })),
            (
                "pdf",
                object(
                    "Tệp PDF mà các thông tin này nói về.",
                    [
                        ("name", text("Tên tệp, không kèm thư mục.")),
                        ("bytes", json!({ "description": "Độ dài, byte.", "type": "integer", "minimum": 1 })),
                        (
                            "sha256",
                            json!({ "description": "SHA-256 của tệp; khác thì tệp PDF bên cạnh không phải tệp này.", "type": "string", "pattern": "^[0-9a-f]{64}$" }),
                        ),
                    ],
                ),
            ),
            (
                "document",
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
                ),
            ),
            (
                "signer",
                object(
                    "Người ký.",
                    [
                        (
                            "capacity",
                            list("Các dòng quyền hạn ký đứng trên chức vụ, như đã in.", json!({ "type": "string" })),
                        ),
                        ("position", text("Chức vụ, như đã in.")),
                        ("name", text("Họ và tên.")),
                    ],
                ),
            ),
            ("seal_diameter", length("Đường kính con dấu dùng để tính ô chữ ký của cơ quan, mm.")),
            ("fields", list("Vị trí hai chữ ký, theo thứ tự ký.", field)),
            ("blanks", list("Những chỗ còn để trống; số và ngày đã ghi trong kế hoạch thì không có ở đây.", blank)),
            (
                "made_by",
                object(
                    "Những gì đã dựng nên tệp PDF.",
                    [
                        ("kehoach", text("Phiên bản kehoach.")),
                        ("engine", text("Bộ dàn trang.")),
                        (
                            "packs",
                            json!({
                                "description": "Dữ liệu của từng thành phố: 16 chữ số đầu của SHA-256 các tệp.",
                                "type": "object",
                                "additionalProperties": { "type": "string", "pattern": "^[0-9a-f]{16}$" },
                            }),
                        ),
                    ],
                ),
            ),
        ],
    );
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    root["title"] = format!("Tệp .ky.json của kehoach, định dạng {SCHEMA}").into();
    root
}

/// An object all of whose keys must be there.
fn object<'k>(told: &str, keys: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    let properties: serde_json::Map<String, Value> =
        keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({
        "description": told,
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}
