//! The page report as a table.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};

use super::{Measurement, PageReport, Verdict};
use crate::base::diagnostic::Language;

/// A table wider than this is no easier to read.
const WIDEST: usize = 150;

/// The table of what was measured, clause by clause, and a summary.
#[must_use]
pub fn table(report: &PageReport, language: Language, width: usize) -> String {
    let Some(pages) = report.pages else {
        return match language {
            Language::Vietnamese => "chưa đo được gì: bộ dàn trang không trả lại các trang\n".to_owned(),
            Language::English => "nothing was measured: the engine returned no pages\n".to_owned(),
        };
    };
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width.min(WIDEST)).unwrap_or(u16::MAX));
    table.set_header(match language {
        Language::Vietnamese => ["Mục", "Nội dung", "Quy định", "Đo được", "Trang", "Kết quả"],
        Language::English => ["Clause", "Part", "Required", "Measured", "Page", "Verdict"],
    });
    for one in &report.measurements {
        table.add_row(row(one, language));
    }
    for narrow in [0, 4, 5] {
        if let Some(column) = table.column_mut(narrow) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(8)));
        }
    }
    let (met, broken) = (report.count(Verdict::Met), report.count(Verdict::Broken));
    let (none, substitutes) = (report.count(Verdict::NotApplicable), report.count(Verdict::Substitute));
    let count = match language {
        Language::Vietnamese => {
            format!(
                "{pages} trang; {met} điểm đạt, {substitutes} thay thế, {broken} không đạt, {none} không áp dụng (Phụ lục I, Nghị định 30/2020/NĐ-CP)"
            )
        }
        Language::English => {
            format!(
                "pages: {pages}; met: {met}, substitute: {substitutes}, broken: {broken}, not applicable: {none} (Decree 30/2020/NĐ-CP, Appendix I)"
            )
        }
    };
    format!("{table}\n{count}\n")
}

fn row(one: &Measurement, language: Language) -> [String; 6] {
    let number = if one.clause.number.is_empty() { "-" } else { one.clause.number };
    [
        number.to_owned(),
        one.clause.title().get(language).to_owned(),
        one.clause.demanded().get(language).to_owned(),
        one.measured.words.get(language).to_owned(),
        one.page.map(|page| page.to_string()).unwrap_or_default(),
        verdict(one, language),
    ]
}

fn verdict(one: &Measurement, language: Language) -> String {
    match (one.verdict, language) {
        (Verdict::Met, Language::Vietnamese) => "đạt".to_owned(),
        (Verdict::Met, Language::English) => "met".to_owned(),
        (Verdict::Substitute, Language::Vietnamese) => "thay thế".to_owned(),
        (Verdict::Substitute, Language::English) => "substitute".to_owned(),
        (Verdict::Broken, Language::Vietnamese) => format!("KHÔNG ĐẠT {}", one.clause.meta.code),
        (Verdict::Broken, Language::English) => format!("BROKEN {}", one.clause.meta.code),
        (Verdict::NotApplicable, Language::Vietnamese) => "không áp dụng".to_owned(),
        (Verdict::NotApplicable, Language::English) => "not applicable".to_owned(),
    }
}
