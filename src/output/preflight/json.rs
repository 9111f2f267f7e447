//! The page report as JSON, and its schema.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Measurement, PageReport, Unit, Verdict, clauses};
use crate::base::diagnostic::Language;

/// Changes when a program that reads the last version could not read this one.
const SCHEMA_VERSION: u32 = 1;

/// What was measured, and with what.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The plan's file.
    pub plan: &'a str,
    /// Name and version of the engine.
    pub engine: &'a str,
    /// The language of the texts.
    pub language: Language,
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    plan: &'a str,
    engine: &'a str,
    pages: Option<usize>,
    clauses: Vec<ClauseView<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct ClauseView<'a> {
    name: &'static str,
    clause: Option<&'static str>,
    code: &'static str,
    title: &'static str,
    demanded: &'static str,
    measured: &'a str,
    value: Option<f64>,
    unit: Option<&'static str>,
    page: Option<usize>,
    by_page: Vec<PageView>,
    verdict: &'static str,
}

#[derive(Serialize)]
struct PageView {
    page: usize,
    value: f64,
}

#[derive(Serialize)]
struct Summary {
    met: usize,
    substitute: usize,
    broken: usize,
    not_applicable: usize,
}

/// Writes the report as a JSON document, ending in a newline.
#[must_use]
pub fn json(report: &PageReport, about: About<'_>) -> String {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        plan: about.plan,
        engine: about.engine,
        pages: report.pages,
        clauses: report.measurements.iter().map(|one| view(one, about.language)).collect(),
        summary: Summary {
            met: report.count(Verdict::Met),
            substitute: report.count(Verdict::Substitute),
            broken: report.count(Verdict::Broken),
            not_applicable: report.count(Verdict::NotApplicable),
        },
    };
    // These values have string keys only, so they can always be written.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn view(one: &Measurement, language: Language) -> ClauseView<'_> {
    let pick = |words: (&'static str, &'static str)| match language {
        Language::Vietnamese => words.0,
        Language::English => words.1,
    };
    ClauseView {
        name: one.clause.name,
        clause: Some(one.clause.number).filter(|number| !number.is_empty()),
        code: one.clause.meta.code,
        title: pick(one.clause.title),
        demanded: pick(one.clause.demanded),
        measured: one.measured.words.get(language),
        value: one.measured.figure.map(|(value, _)| value),
        unit: one.measured.figure.map(|(_, unit)| unit.id()),
        page: one.page,
        by_page: one.by_page.iter().map(|(page, value)| PageView { page: *page, value: *value }).collect(),
        verdict: verdict(one.verdict),
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::Substitute => "substitute",
        Verdict::Broken => "broken",
        Verdict::NotApplicable => "not_applicable",
    }
}

/// Returns the JSON Schema (draft 2020-12) of the report.
#[must_use]
pub fn schema() -> Value {
    let names: Vec<&str> = clauses().map(|clause| clause.name).collect();
    let units = [Unit::Millimetre, Unit::Point, Unit::Share, Unit::Count].map(Unit::id);
    let verdicts = [Verdict::Met, Verdict::Substitute, Verdict::Broken, Verdict::NotApplicable].map(verdict);
    let number = |rendered: &str| json!({ "description": rendered, "type": "integer", "minimum": 0 });
    let page = |rendered: &str| json!({ "description": rendered, "type": "integer", "minimum": 1 });
    let by_page = object(
        "Một trang.",
        &json!({ "page": page("Trang."), "value": { "description": "Số đo, mm.", "type": "number" } }),
    );
    let clause = object(
        "Một điểm quy định.",
        &json!({
            "name": { "description": "Tên của điểm, không đổi qua các phiên bản.", "enum": names },
            "clause": { "description": "Mục của Phụ lục I Nghị định 30/2020/NĐ-CP, như II.1.a; null khi Nghị định không quy định.", "type": ["string", "null"] },
            "code": { "description": "Mã của lỗi hoặc cảnh báo khi không đạt.", "type": "string", "pattern": "^BC[0-9]{3}$" },
            "title": text("Đo cái gì."),
            "demanded": text("Quy định thế nào."),
            "measured": text("Đo được gì, bằng lời."),
            "value": { "description": "Số đo được; null khi không phải là số.", "type": ["number", "null"] },
            "unit": { "description": "Đơn vị của số đo: mm, pt, share (phần của một độ dài), count (số lượng); null khi không có số.", "enum": units.iter().map(|unit| json!(unit)).chain([Value::Null]).collect::<Vec<_>>() },
            "page": { "description": "Trang của tệp, tính từ 1; null khi là về cả văn bản.", "type": ["integer", "null"], "minimum": 1 },
            "by_page": { "description": "Số đo của từng trang, mm; chỉ có ở bốn lề.", "type": "array", "items": by_page },
            "verdict": { "description": "met: đạt; substitute: phông thay cho Times New Roman, cùng kích thước từng chữ; broken: không đạt; not_applicable: văn bản không có phần này, hoặc phần ấy không đo được vì đã báo thiếu.", "enum": verdicts },
        }),
    );
    let mut root = object(
        "Kết quả đo trang in: kehoach build --proof=json.",
        &json!({
            "schema_version": { "description": "Phiên bản của định dạng này.", "const": SCHEMA_VERSION },
            "plan": text("Tệp kế hoạch."),
            "engine": text("Bộ dàn trang và phiên bản."),
            "pages": { "description": "Số trang; null khi bộ dàn trang không trả lại các trang nên không đo được.", "type": ["integer", "null"], "minimum": 1 },
            "clauses": { "description": "Các điểm, theo thứ tự của văn bản.", "type": "array", "items": clause },
            "summary": object("Bao nhiêu điểm mỗi loại.", &json!({
                "met": number("Đạt."),
                "substitute": number("Phông thay cho Times New Roman."),
                "broken": number("Không đạt."),
                "not_applicable": number("Không áp dụng."),
            })),
        }),
    );
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    root["title"] = format!("Kết quả đo trang in của kehoach, định dạng {SCHEMA_VERSION}").into();
    root
}

fn text(rendered: &str) -> Value {
    json!({ "description": rendered, "type": "string" })
}

/// An object all of whose keys must be there.
fn object(rendered: &str, properties: &Value) -> Value {
    let required: Vec<String> = properties.as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default();
    json!({
        "description": rendered,
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}
