//! When a task is due.

use super::Party;
use super::party::OneOrMany;
use crate::base::diagnostic::{IMPOSSIBLE_DATE, Language, MISSING_KEY, NOT_ALLOWED, Text, text};
use crate::base::source::{Located, Span};
use crate::base::vietnamese::composed::composed;
use crate::base::vietnamese::fold;
use crate::input::decode::{Count, Decoder, FromNode, Node, SourceText, TableReader};
use crate::input::letters;
use crate::model::time::{Periodic, Time, TimeInWords, forms_help, range};

/// A moment or a recurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    At(Located<Time>),
    /// From then on, without an end.
    Since(Located<Time>),
    Before(Located<Time>),
    /// Again and again; as it is printed.
    Recurring(&'static str),
    /// On a day of every month or year, in months or quarters of every year.
    Every(Located<Periodic>),
    /// As another body will say.
    Guidance(Party),
    /// As the words say: «khi có sự cố».
    Words(SourceText),
}

impl Moment {
    /// The words for what recurs, and as they are printed.
    pub const RECURRING: [(&'static str, &'static str); 8] = [
        ("thường xuyên", "Thường xuyên"),
        ("thường xuyên, liên tục", "Thường xuyên, liên tục"),
        ("hằng ngày", "Hằng ngày"),
        ("hằng tuần", "Hằng tuần"),
        ("hằng tháng", "Hằng tháng"),
        ("hằng quý", "Hằng quý"),
        ("6 tháng", "6 tháng một lần"),
        ("hằng năm", "Hằng năm"),
    ];

    /// Returns the word for what recurs that a text is, whatever its capitals.
    #[must_use]
    pub fn recurring(given: &str) -> Option<(&'static str, &'static str)> {
        let given = composed(given.trim()).to_lowercase();
        Self::RECURRING.into_iter().find(|(word, _)| *word == given)
    }
}

/// Reads what comes back, as a part of a due date.
fn periodic(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<DuePart> {
    let mut reader = TableReader::new(node, decoder)?;
    let day = reader.optional::<Count<31>>("day").map(|day| day.0);
    let months = reader.optional::<Numbers<12>>("month");
    let quarters = reader.optional::<Numbers<4>>("quarter");
    let every = reader.required("every");
    let note = reader.optional("note");
    // What could not be read is not missing.
    let misread = months.is_none() && reader.has("month") || quarters.is_none() && reader.has("quarter");
    reader.finish();
    if misread {
        return None;
    }
    let (months, quarters) = (months.unwrap_or_default(), quarters.unwrap_or_default());
    let throughout = months.throughout || quarters.throughout;
    let periodic = Periodic { day, months: months.all, quarters: quarters.all, throughout, every: every? };
    Some(DuePart { moment: Moment::Every(Located::new(periodic, node.span)), note, other: None })
}

/// The months or quarters of a year: one, a list, or from one to a later one.
#[derive(Default)]
struct Numbers<const LARGEST: u32> {
    all: Vec<u32>,
    throughout: bool,
}

impl<const LARGEST: u32> FromNode for Numbers<LARGEST> {
    const EXAMPLE: &'static str = Count::<LARGEST>::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(given) = node.value.as_str().filter(|given| given.trim().parse::<u32>().is_err()) else {
            let all = OneOrMany::<Count<LARGEST>>::from_node(node, decoder)?;
            return Some(Self { all: all.0.into_iter().map(|one| one.0).collect(), throughout: false });
        };
        let read = |from: &str, to: &str| range(from.trim().parse().ok()?, to.trim().parse().ok()?, LARGEST);
        // «3-11», «3 đến 11».
        let meant =
            ["..", "-", "\u{2013}", "đến"].iter().find_map(|sign| given.split_once(sign)).and_then(|(a, b)| read(a, b));
        let written = meant.as_deref().map(|all| format!("{}..{}", all[0], all[all.len() - 1]));
        if let Some(all) = meant.filter(|_| written.as_deref() == Some(given)) {
            return Some(Self { all, throughout: true });
        }
        let line = written.as_ref().map_or_else(|| format!("\"1..{}\"", LARGEST - 1), |line| format!("\"{line}\""));
        let help = if written.is_some() {
            text(format!("viết `{line}`"), format!("write `{line}`"))
        } else {
            text(
                format!(
                    "ghi một số từ 1 đến {LARGEST}, danh sách như `[1, 3]`, hoặc khoảng từ số nhỏ đến số lớn như `{line}`; cách khác thì ghi `due = {{ words = \"…\" }}`"
                ),
                format!(
                    "write a number from 1 to {LARGEST}, a list such as `[1, 3]`, or a range to a larger number such as `{line}`; anything else is `due = {{ words = \"…\" }}`"
                ),
            )
        };
        let message = if LARGEST == 4 {
            text(
                format!("`{given}` không phải quý, cũng không phải khoảng các quý của một năm"),
                format!("`{given}` is no quarter, and no range of quarters of a year"),
            )
        } else {
            text(
                format!("`{given}` không phải tháng, cũng không phải khoảng các tháng của một năm"),
                format!("`{given}` is no month, and no range of months of a year"),
            )
        };
        decoder.report(&IMPOSSIBLE_DATE, node.span, message, help);
        None
    }
}

/// One part of a due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePart {
    /// When.
    pub moment: Moment,
    /// Words in brackets behind it.
    pub note: Option<SourceText>,
    /// A second time in the same table, which would not be printed.
    pub other: Option<Span>,
}

/// A time or a word for what recurs.
struct Simple(Moment);

impl FromNode for Simple {
    const EXAMPLE: &'static str = DuePart::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = node.value.as_str().unwrap_or_default();
        if let Some((_, printed)) = Moment::recurring(given) {
            return Some(Self(Moment::Recurring(printed)));
        }
        if let Some((word, _)) = Moment::recurring(&letters::plain(given)) {
            let (strange_vi, strange_en) = letters::in_brackets(given);
            let message = text(
                format!("`{given}` không phải thời hạn{strange_vi}"),
                format!("`{given}` is not a due date{strange_en}"),
            );
            let help = text(format!("viết `\"{word}\"`"), format!("write `\"{word}\"`"));
            decoder.report(&NOT_ALLOWED, node.span, message, help);
            return None;
        }
        if let Some(from) = Time::parse_open(given) {
            return Some(Self(Moment::Since(Located::new(from, node.span))));
        }
        if let Some(several) = Time::parse_several(given) {
            return Some(Self(Moment::At(Located::new(several, node.span))));
        }
        if let Some(
            time @ (TimeInWords::Since(_)
            | TimeInWords::Before(_)
            | TimeInWords::Every(_)
            | TimeInWords::At(Time::Several(_))),
        ) = TimeInWords::read(given)
        {
            // A table is the whole of a due date; a value may be a part of one.
            let line = time.due();
            let line = if line.starts_with('{') { format!("due = {line}") } else { line };
            let message = text(format!("`{given}` không phải thời hạn"), format!("`{given}` is not a due date"));
            let help = text(format!("viết `{line}`"), format!("write `{line}`"));
            decoder.report(&IMPOSSIBLE_DATE, node.span, message, help);
            return None;
        }
        if let Some(help) = help_for_words(given) {
            let message = text(format!("`{given}` không phải thời hạn"), format!("`{given}` is not a due date"));
            decoder.report(&IMPOSSIBLE_DATE, node.span, message, help);
            return None;
        }
        let time = Time::of_forms(node, decoder, DuePart::forms())?;
        Some(Self(Moment::At(Located::new(time, node.span))))
    }
}

/// Returns the line to copy for a text without a number: the word that it nearly is, or the same as words.
fn help_for_words(given: &str) -> Option<Text> {
    let given = given.trim();
    if !given.contains(char::is_whitespace) || given.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let near = fold::nearest(&given.to_lowercase(), Moment::RECURRING.into_iter().map(|(word, _)| word));
    let line = near.map_or_else(|| format!("{{ words = \"{given}\" }}"), |word| format!("\"{word}\""));
    if given.contains(['"', '\\']) {
        return None;
    }
    let line = text(format!("viết `due = {line}`"), format!("write `due = {line}`"));
    if near.is_some() {
        return Some(line);
    }
    let forms = forms_help(DuePart::forms().filter(|(form, ..)| !form.starts_with('{')));
    let for_a_time = text(
        format!("thời gian thì {}", forms.get(Language::Vietnamese)),
        format!("for a time {}", forms.get(Language::English)),
    );
    Some(line.followed_by("; ", &for_a_time))
}

impl DuePart {
    /// The forms in a table, each with what it is.
    const TABLES: [(&'static str, &'static str, &'static str); 7] = [
        ("{ before = \"2030\" }", "trước một mốc", "before a time"),
        ("{ day = 15, every = \"month\" }", "ngày 15 hằng tháng", "on a day of every month"),
        ("{ month = [6, 12], every = \"year\" }", "tháng 6, tháng 12 hằng năm", "in months of every year"),
        (
            "{ month = \"3..11\", every = \"year\" }",
            "từ tháng 3 đến tháng 11 hằng năm",
            "from month to month of every year",
        ),
        ("{ guidance = \"so-noi-vu\" }", "theo hướng dẫn của một cơ quan", "as a body will say"),
        ("{ words = \"khi có sự cố\" }", "bằng lời", "in words"),
        ("{ at = \"2026\", note = \"5G\" }", "kèm ghi chú", "with a note"),
    ];
    /// The keys of a table that say when.
    const TIMES: [&str; 4] = ["at", "before", "guidance", "words"];
    /// What has no end.
    const OPEN: (&'static str, &'static str, &'static str) = ("2026..", "từ năm ấy trở đi", "from that year on");
    /// Several quarters or months of a year.
    const SEVERAL: (&'static str, &'static str, &'static str) = ("2026-Q3,Q4", "nhiều quý", "several quarters");

    /// Returns every form of a due date: times, words for what recurs, tables.
    fn forms() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> + Clone {
        let recurring = Moment::RECURRING.iter().map(|(word, printed)| (*word, *printed, *printed));
        Time::FORMS.into_iter().chain([Self::SEVERAL, Self::OPEN]).chain(recurring).chain(Self::TABLES)
    }
}

impl FromNode for DuePart {
    const EXAMPLE: &'static str = "\"2026-Q3\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(table) = node.as_table() else {
            let Simple(moment) = Simple::from_node(node, decoder)?;
            return Some(Self { moment, note: None, other: None });
        };
        if ["day", "month", "quarter", "every"].iter().any(|key| table.contains_key(*key)) {
            return periodic(node, decoder);
        }
        let mut reader = TableReader::new(node, decoder)?;
        let given: Vec<Span> =
            reader.keys().filter(|(key, _)| Self::TIMES.contains(key)).map(|(_, span)| span).collect();
        let at = match reader.node("at").filter(|at| at.value.is_table()) {
            Some(table) => {
                reader.decoder().wrong_type(table, "một thời gian", "a time", "\"2026-Q3\"");
                reader.skip("at");
                None
            }
            None => reader.optional("at").map(|Simple(moment)| moment),
        };
        let before = reader.optional("before").map(Moment::Before);
        let guidance = reader.optional("guidance").map(Moment::Guidance);
        let words = reader.optional("words").map(Moment::Words);
        let note = reader.optional("note");
        if given.is_empty() {
            reader.decoder().report(
                &MISSING_KEY,
                node.span,
                text("thời hạn chưa có thời gian", "the due date has no time"),
                text("thêm `at`, `before`, `guidance` hoặc `words`", "add `at`, `before`, `guidance` or `words`"),
            );
        }
        reader.finish();
        let moment = at.or(before).or(guidance).or(words)?;
        Some(Self { moment, note, other: given.get(1).copied() })
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
