//! When a task is due.

use super::Party;
use super::party::OneOrMany;
use crate::base::diagnostic::{MISSING_KEY, NOT_ALLOWED, text};
use crate::base::source::{Located, Span};
use crate::base::vietnamese::composed::composed;
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::input::letters;
use crate::model::time::Time;

/// A moment or a recurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    At(Located<Time>),
    Before(Located<Time>),
    /// Again and again; as it is printed.
    Recurring(&'static str),
    /// As another body will say.
    Guidance(Party),
}

impl Moment {
    /// The words for what recurs, and as they are printed.
    pub const RECURRING: [(&'static str, &'static str); 6] = [
        ("thường xuyên", "Thường xuyên"),
        ("thường xuyên, liên tục", "Thường xuyên, liên tục"),
        ("hằng tháng", "Hằng tháng"),
        ("hằng quý", "Hằng quý"),
        ("6 tháng", "6 tháng một lần"),
        ("hằng năm", "Hằng năm"),
    ];
}

/// One part of a due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePart {
    /// When.
    pub moment: Moment,
    /// Words in brackets behind it.
    pub note: Option<SourceText>,
}

impl DuePart {
    /// The forms in a table, each with what it is.
    const TABLES: [(&'static str, &'static str, &'static str); 3] = [
        ("{ before = \"2030\" }", "trước một mốc", "before a time"),
        ("{ guidance = \"so-noi-vu\" }", "theo hướng dẫn của một cơ quan", "as a body will say"),
        ("{ at = \"2026\", note = \"5G\" }", "kèm ghi chú", "with a note"),
    ];

    /// Returns every form of a due date: times, words for what recurs, tables.
    fn forms() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> + Clone {
        let recurring = Moment::RECURRING.iter().map(|(word, printed)| (*word, *printed, *printed));
        Time::FORMS.into_iter().chain(recurring).chain(Self::TABLES)
    }
}

impl FromNode for DuePart {
    const EXAMPLE: &'static str = "\"2026-Q3\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.as_table().is_none() {
            let given = node.value.as_str().unwrap_or_default();
            let recurring = |given: &str| {
                let given = composed(given.trim()).to_lowercase();
                Moment::RECURRING.iter().find(|(word, _)| *word == given)
            };
            if let Some((_, printed)) = recurring(given) {
                return Some(Self { moment: Moment::Recurring(printed), note: None });
            }
            if let Some((word, _)) = recurring(&letters::plain(given)) {
                let (strange_vi, strange_en) = letters::in_brackets(given);
                decoder.report(
                    &NOT_ALLOWED,
                    node.span,
                    text(
                        format!("`{given}` không phải thời hạn{strange_vi}"),
                        format!("`{given}` is not a due date{strange_en}"),
                    ),
                    text(format!("viết `\"{word}\"`"), format!("write `\"{word}\"`")),
                );
                return None;
            }
            let time = Time::of_forms(node, decoder, DuePart::forms())?;
            return Some(Self { moment: Moment::At(Located::new(time, node.span)), note: None });
        }
        let mut reader = TableReader::new(node, decoder)?;
        let at: Option<DuePart> = reader.optional("at");
        let before = reader.optional("before").map(Moment::Before);
        let guidance = reader.optional("guidance").map(Moment::Guidance);
        let note = reader.optional("note");
        if !["at", "before", "guidance"].iter().any(|key| reader.has(key)) {
            reader.decoder().report(
                &MISSING_KEY,
                node.span,
                text("thời hạn chưa có thời gian", "the due date has no time"),
                text("thêm `at`, `before` hoặc `guidance`", "add `at`, `before` or `guidance`"),
            );
        }
        reader.finish();
        let moment = at.map(|part| part.moment).or(before).or(guidance)?;
        Some(Self { moment, note })
    }
}

/// When a task is due: one or more parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub span: Span,
    pub parts: Vec<DuePart>,
}

impl FromNode for Due {
    const EXAMPLE: &'static str = DuePart::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let parts = OneOrMany::from_node(node, decoder)?.0;
        (!parts.is_empty()).then_some(Self { span: node.span, parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Findings;
    use crate::base::source::SourceMap;
    use crate::input::decode::{TableReader, parse};

    #[test]
    fn every_form_that_the_help_lists_is_read() {
        for (form, _, _) in DuePart::forms() {
            let form = if form.starts_with('{') { form.to_owned() } else { format!("\"{form}\"") };
            let source = format!("due = {form}");
            let file = SourceMap::new().add("x", source.as_str());
            let mut findings = Findings::new();
            let parsed = parse(file, &source, &mut findings);
            let mut decoder = Decoder::new(file, &source, &mut findings);
            let due = TableReader::root(parsed.table.get_ref(), &mut decoder).optional::<Due>("due");
            assert!(due.is_some() && findings.is_empty(), "{form}");
        }
    }
}
