//! The files of a pack: `city.toml`, `agencies.toml`, `documents.toml`, `baseline.toml`, `sections.toml`; of the whole country, `country.toml`.

use serde_json::{Value, json};

use super::shape::{Shape, Table, either, flag, id, line, list, word, written};
use super::time::{day, time};
use super::{measure, registry, sections};
use crate::model::packs::{BaselineStatus, Confidence, Provenance};

/// Returns the schema of every file of a pack. An editor gives it to all of them: none of their keys means two things.
pub(super) fn pack() -> Value {
    let files = [city(), country(), agencies(), documents(), baseline(), texts()];
    json!({ "anyOf": files.map(Shape::schema) })
}

fn as_of() -> Shape {
    day("Ngày mà bộ dữ liệu đã theo kịp văn bản ban hành; quá 90 ngày thì chương trình nhắc.", "2026-11-28")
}

fn city() -> Shape {
    let waivers = Table::new("Ai được miễn trừ, trong bao lâu. Bỏ cả bảng nếu chưa quy định.")
        .common(
            "longest_days",
            Shape::new(
                "Số ngày dài nhất, tính từ ngày của văn bản cho phép.",
                json!({ "type": "integer", "minimum": 0 }),
                366.into(),
            ),
        )
        .common(
            "granted_by",
            list("Cơ quan ký văn bản cho phép.", line("Tên một cơ quan.", "Ủy ban nhân dân thành phố")),
        )
        .optional("outermost_only", flag("Chỉ nhận miễn trừ ghi ở `kehoach.toml` ngoài cùng, của sở."))
        .shape();
    Table::new("city.toml: tỉnh, thành phố mà bộ dữ liệu này là của.")
        .optional("id", id("Mã, đúng tên thư mục.", "haiphong"))
        .required("name", line("Tên riêng.", "Hải Phòng"))
        .required("kind", line("Loại: thành phố, tỉnh.", "thành phố"))
        .optional("as_of", as_of())
        .under_header("waivers", waivers)
        .shape()
}

fn country() -> Shape {
    Table::new("country.toml: dữ liệu dùng chung cho cả nước.").required("as_of", as_of()).shape()
}

fn agencies() -> Shape {
    let agencies = registry::agencies("Danh bạ cơ quan.");
    Table::new("agencies.toml: danh bạ cơ quan.").under_headers("agencies", agencies).shape()
}

fn documents() -> Shape {
    let documents = registry::documents("Danh mục văn bản.");
    Table::new("documents.toml: danh mục văn bản.").under_headers("documents", documents).shape()
}

fn baseline() -> Shape {
    Table::new("baseline.toml: một kế hoạch của tỉnh, thành phố, với chỉ số và mức tối thiểu giao cho xã.")
        .required("id", id("Mã, đúng tên thư mục; không trùng với tỉnh khác.", "kh-359-2025"))
        .required("document", id("Mã của chính kế hoạch ấy trong documents.toml.", "kh-359-2025-hp"))
        .required("horizon", time("Thời kỳ của kế hoạch.", "2026"))
        .required("provenance", word("Nội dung lấy từ đâu.", provenance))
        .optional("status", word("Đã ban hành hay còn là dự thảo.", status).default(written(BaselineStatus::Issued)))
        .optional("note", line("Điều còn ngờ.", "chưa thấy nguyên văn"))
        .under_headers("indicators", list("Các chỉ số.", indicator()))
        .shape()
}

fn indicator() -> Shape {
    let retired = Table::new("Chỉ số đã bỏ: từ ngày nào, chỉ số nào thay.")
        .required("on", day("Ngày bỏ.", "2026-07-01"))
        .optional("replaced_by", id("Mã chỉ số thay.", "kh12-gian-doan"))
        .shape();
    let quote = Table::new("Một câu của văn bản giao mức ấy.")
        .required("source", line("Văn bản, chỗ nào.", "Kế hoạch số 12/KH-UBND, Phụ lục I"))
        .required("text", line("Câu ấy.", "Hồ sơ trực tuyến toàn trình: 80%"))
        .shape();
    let minimum = || measure::reported("Một mức tối thiểu.", 80);
    Table::new("Một chỉ số.")
        .required("id", id("Mã: chữ ngắn của kế hoạch, dấu `-`, chữ của chỉ số.", "kh12-ho-so"))
        .required("text", line("Lời của chỉ số.", "Tỷ lệ hồ sơ được xử lý trực tuyến toàn trình"))
        .optional("population", line("Tỷ lệ tính trên gì.", "hồ sơ thủ tục hành chính"))
        .optional("same_as", id("Mã chỉ số của kế hoạch khác đo cùng một thứ.", "kh359-dvc-toan-trinh"))
        .optional("required", flag("Xã nào cũng phải có chỉ tiêu ứng với chỉ số này."))
        .optional("city", measure::reported("Mức của chính tỉnh, thành phố.", 98))
        .common(
            "commune",
            either(
                "Mức tối thiểu giao cho xã: một mức, hoặc danh sách mỗi hạn một mức.",
                vec![minimum(), list("Mỗi hạn một mức.", minimum())],
            ),
        )
        .optional("retired", retired)
        .optional("quotes", list("Câu của văn bản giao mức ấy.", quote))
        .required("confidence", word("Mức ấy chắc đến đâu.", confidence))
        .optional("note", line("Điều còn ngờ.", "chỉ một nguồn"))
        .shape()
}

fn texts() -> Shape {
    let sentence = Table::new("Một câu mẫu, xã lấy bằng `{{ standard(\"mã\") }}`.")
        .required("id", id("Mã của câu.", "nen-tang"))
        .required(
            "text",
            line("Câu ấy; dùng được biểu thức.", "Khai thác các nền tảng dùng chung tại {{ commune.kind }}."),
        )
        .shape();
    Table::new("sections.toml: câu mẫu, mục chuẩn.")
        .under_headers("sentences", list("Các câu mẫu.", sentence))
        .under_headers("sections", sections::sections())
        .shape()
}

fn provenance(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Official => "có nguyên văn",
        Provenance::Reconstructed => "dựng lại từ văn bản trích dẫn",
    }
}

fn status(status: BaselineStatus) -> &'static str {
    match status {
        BaselineStatus::Draft => "chưa ban hành: xã chỉ dựng được bản dự thảo",
        BaselineStatus::Issued => "đã ban hành",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "văn bản chính thức, hoặc hai nguồn trở lên",
        Confidence::Medium => "một nguồn",
        Confidence::Low => "suy ra; chỉ cảnh báo",
    }
}
