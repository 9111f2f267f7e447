//! The JSON Schema of the plan file, for editors that know TOML: it completes keys, explains them and marks mistakes.
//!
//! It says again what the decoder says in code; `tests/schema.rs` holds the two together. Words that are a choice come
//! from the types themselves. Only keywords that draft 7 has too are used, and neither `$ref` nor `allOf`: Taplo, the
//! engine of the usual editor plug-ins, does not show the description of a place that has one of these.

mod appendices;
mod header;
mod layout;
mod measure;
mod pack;
mod project;
mod registry;
mod sections;
mod shape;
mod tasks;
mod time;

use serde_json::{Value, json};

use crate::model::plan::{SCHEMA, Status};
pub use layout::{Layout, TableLayout};
use shape::{Shape, Table, id, list, one_of_keys, word, written};

/// Returns the JSON Schema (draft 2020-12) of the plan file.
#[must_use]
pub fn plan() -> Value {
    titled(root().schema(), format!("Tệp kế hoạch của kehoach, định dạng {SCHEMA}"))
}

/// Returns the same of the files of packs.
#[must_use]
pub fn pack() -> Value {
    titled(pack::pack(), "Các tệp của bộ dữ liệu của kehoach".to_owned())
}

/// Returns the same of `kehoach.toml`.
#[must_use]
pub fn project() -> Value {
    titled(project::project().schema(), "Tệp kehoach.toml".to_owned())
}

fn titled(mut schema: Value, title: String) -> Value {
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = title.into();
    schema
}

/// Returns a schema as text.
#[must_use]
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// Returns the order in which the keys of a plan are written, and which of them are prose.
#[must_use]
pub fn layout() -> Layout {
    root().layout().clone()
}

fn root() -> Shape {
    let version = Shape::new(
        "Phiên bản của định dạng tệp này. Không in ra văn bản.",
        json!({ "type": "integer", "const": SCHEMA }),
        SCHEMA.into(),
    );
    let answers = list(
        "Mã các kế hoạch của thành phố mà xã triển khai thực hiện; xem các mã bằng lệnh `kehoach baseline`. Không in ra văn bản.",
        id("Mã một kế hoạch của thành phố.", "kh-359-2025"),
    );
    let standard = id(
        "Mã kế hoạch của thành phố mà các mục chuẩn được lấy làm nền: mục nào không khai báo lại trong `[[sections]]` thì \
         in nguyên mục chuẩn.",
        "kh-215-2025",
    );
    Table::new(
        "Kế hoạch của một xã, phường, đặc khu hoặc của một cơ quan khác. Thứ tự trong tệp là thứ tự trong văn bản; số thứ tự do chương trình tính. \
         Giải thích đầy đủ: docs/plan-format.md.",
    )
    .required("schema", version)
    .optional("answers", answers)
    .optional("status", word("Kế hoạch đang soạn hay đã ban hành.", status).default(written(Status::default())))
    .optional("standard", standard)
    .required_under_header("document", header::document())
    .under_header("decision", header::decision())
    .under_header("issuer", header::issuer())
    .common_under_header("commune", header::commune())
    .required_under_header("signer", header::signer())
    .required_under_header("recipients", header::recipients())
    .under_header("notes", appendices::notes("Các chú thích cuối trang của cả kế hoạch: lời văn, ô của bảng ở đâu cũng dẫn được bằng `[^tên]`. Một chú thích dẫn nhiều lần chỉ in một lần."))
    .under_headers(
        "documents",
        registry::documents("Sổ văn bản riêng của xã, thêm vào sổ văn bản của thành phố."),
    )
    .under_headers(
        "agencies",
        registry::agencies("Danh bạ riêng của xã, thêm vào danh bạ cơ quan của thành phố."),
    )
    .under_headers("bases", registry::bases("Các căn cứ, in ở nơi mà `document.bases` hoặc `show.bases` chỉ ra."))
    .under_headers("sections", sections::sections())
    .under_headers("groups", sections::groups())
    .under_headers("targets", measure::targets())
    .under_headers("tasks", tasks::tasks())
    .under_headers("assignments", tasks::assignments())
    .under_headers("appendices", appendices::appendices())
    .shape()
    .rule("anyOf", one_of_keys(&["commune", "issuer"]))
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "đang soạn",
        Status::Issued => "đã ban hành, đang có hiệu lực",
    }
}
