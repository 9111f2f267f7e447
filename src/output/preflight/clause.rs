//! What preflight requires of a page, and what it measured there.

use crate::base::diagnostic::{Language, RuleMeta, Text, text};
use crate::base::source::Span;
use crate::output::engine::MM;

/// One requirement of the finished pages.
#[derive(Debug)]
pub struct Clause {
    /// Its name for programs, in kebab case.
    pub name: &'static str,
    /// Where Appendix I of Decree 30/2020/NĐ-CP requires it, as «II.1.a»; «Điều 15» is of the decree itself. Empty if only this
    /// program does.
    pub number: &'static str,
    /// The rule whose finding a violation becomes.
    pub meta: &'static RuleMeta,
    /// What is measured, in Vietnamese and English.
    pub title: (&'static str, &'static str),
    /// What is required of it, in Vietnamese and English.
    pub demanded: (&'static str, &'static str),
}

/// Declares the demands of a part, by rule, and lists them in their order. Each has its name, its number, what is measured and
/// what is demanded.
macro_rules! clauses {
    ($([$meta:ident] $($id:ident = $name:literal, $number:literal
        $title_vi:literal | $title_en:literal, $demanded_vi:literal | $demanded_en:literal;)+)+) => {
        $($(static $id: $crate::output::preflight::clause::Clause = $crate::output::preflight::clause::Clause {
            name: $name,
            number: $number,
            meta: &$meta,
            title: ($title_vi, $title_en),
            demanded: ($demanded_vi, $demanded_en),
        };)+)+
        pub(super) const CLAUSES: &[&$crate::output::preflight::clause::Clause] = &[$($(&$id),+),+];
    };
}
pub(super) use clauses;

impl Clause {
    /// Returns what is measured.
    #[must_use]
    pub fn title(&self) -> Text {
        text(self.title.0, self.title.1)
    }

    /// Returns what is required of it.
    #[must_use]
    pub fn demanded(&self) -> Text {
        text(self.demanded.0, self.demanded.1)
    }
}

/// Whether a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Met,
    /// Not by the letter, but nobody sees a difference: the font is another one, as wide letter by letter.
    Substitute,
    /// It is not.
    Broken,
    /// The document has nothing that it applies to.
    NotApplicable,
}

/// The unit of a measured figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Millimetres.
    Millimetre,
    Point,
    /// A fraction of a length.
    Share,
    /// A number of things.
    Count,
}

impl Unit {
    /// Returns its name for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Millimetre => "mm",
            Self::Point => "pt",
            Self::Share => "share",
            Self::Count => "count",
        }
    }
}

/// What was measured: in words, and as a figure where it is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// For people.
    pub words: Text,
    /// For programs.
    pub figure: Option<(f64, Unit)>,
}

impl Measured {
    /// A length, given in points, in millimetres.
    pub(super) fn mm(points: f64) -> Self {
        let value = points / MM;
        Self { figure: Some((tidy(value), Unit::Millimetre)), ..Self::same(format!("{value:.1} mm")) }
    }

    /// How far from where it belongs, given in points, in millimetres.
    pub(super) fn off(points: f64, from_vi: &str, from_en: &str) -> Self {
        let value = points / MM;
        let said = Self::text(format!("lệch {value:.1} mm {from_vi}"), format!("{value:.1} mm off {from_en}"));
        Self { figure: Some((tidy(value), Unit::Millimetre)), ..said }
    }

    /// A length in points.
    pub(super) fn pt(value: f64) -> Self {
        Self { figure: Some((tidy(value), Unit::Point)), ..Self::same(format!("{} pt", points(value))) }
    }

    /// A fraction.
    pub(super) fn share(value: f64) -> Self {
        Self { figure: Some((tidy(value), Unit::Share)), ..Self::same(format!("{value:.2}")) }
    }

    pub(super) fn count(value: usize, vi: &str, en: &str) -> Self {
        #[allow(clippy::cast_precision_loss, reason = "lines of a document")]
        let figure = Some((value as f64, Unit::Count));
        Self { figure, ..Self::text(format!("{value} {vi}"), format!("{value} {en}")) }
    }

    /// Words that both languages share.
    pub(super) fn same(words: impl Into<String>) -> Self {
        let words = words.into();
        Self::text(words.clone(), words)
    }

    /// A quotation from the document.
    pub(super) fn quoted(quoted: &str) -> Self {
        Self::same(format!("«{}»", short(quoted)))
    }

    /// Words. The Vietnamese text gets decimal commas.
    pub(super) fn text(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { words: text(decimal_comma(&vi.into()), en.into()), figure: None }
    }

    /// Returns the same with the figure of another measure.
    pub(super) fn with_figure_of(self, other: &Self) -> Self {
        Self { figure: other.figure, ..self }
    }

    /// Returns the same with a quotation from the document appended.
    pub(super) fn quoting(self, quoted: &str) -> Self {
        let quotation = format!("«{}»", short(quoted));
        self.and(&quotation, &quotation)
    }

    /// Returns the same with more words appended.
    pub(super) fn and(self, vi: &str, en: &str) -> Self {
        let with =
            |first: &str, more: &str| if more.is_empty() { first.to_owned() } else { format!("{first}; {more}") };
        let words = text(
            with(self.words.get(Language::Vietnamese), &decimal_comma(vi)),
            with(self.words.get(Language::English), en),
        );
        Self { words, ..self }
    }
}

/// Thousandths are enough, and hide the noise of floating point.
pub(super) fn tidy(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// A size in points: without a fraction where it has none.
pub(super) fn points(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

/// Writes figures with a decimal comma; what is quoted from the document stays as it is.
fn decimal_comma(words: &str) -> String {
    let letters: Vec<char> = words.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let mut quoted = 0_usize;
    letters
        .iter()
        .enumerate()
        .map(|(at, &letter)| {
            match letter {
                '«' => quoted += 1,
                '»' => quoted = quoted.saturating_sub(1),
                '.' if quoted == 0 && digit(at.checked_sub(1)) && digit(Some(at + 1)) => return ',',
                _ => {}
            }
            letter
        })
        .collect()
}

/// A requirement checked against the pages.
#[derive(Debug, Clone)]
pub struct Measurement {
    /// The requirement.
    pub clause: &'static Clause,
    /// Whether it is met.
    pub verdict: Verdict,
    pub measured: Measured,
    /// The page of the file, from 1; none if it is about all of them.
    pub page: Option<usize>,
    /// The figure of each page, if each has its own: pages from 1, millimetres.
    pub by_page: Vec<(usize, f64)>,
    /// Where the plan has what is printed there.
    pub origin: Span,
}

/// Collects measurements, in the order of the parts.
#[derive(Debug)]
pub(super) struct Ledger {
    origin: Span,
    entries: Vec<Measurement>,
}

impl Ledger {
    pub(super) fn new(origin: Span) -> Self {
        Self { origin, entries: Vec::new() }
    }

    /// Sets the place of the plan that the next measurements are about.
    pub(super) fn about(&mut self, origin: Span) {
        self.origin = origin;
    }

    /// Adds a requirement that was measured.
    pub(super) fn enter(
        &mut self,
        clause: &'static Clause,
        met: bool,
        measured: Measured,
        page: impl Into<Option<usize>>,
    ) {
        let verdict = if met { Verdict::Met } else { Verdict::Broken };
        let (page, origin) = (page.into(), self.origin);
        self.entries.push(Measurement { clause, verdict, measured, page, by_page: Vec::new(), origin });
    }

    /// Adds a requirement that something else stands in for.
    pub(super) fn enter_substitute(&mut self, clause: &'static Clause, measured: Measured) {
        self.enter(clause, true, measured, None);
        if let Some(last) = self.entries.last_mut() {
            last.verdict = Verdict::Substitute;
        }
    }

    /// The same as [`Self::enter`], with the figure of each page.
    pub(super) fn enter_by_page(
        &mut self,
        clause: &'static Clause,
        met: bool,
        measured: Measured,
        page: usize,
        by_page: Vec<(usize, f64)>,
    ) {
        self.enter(clause, met, measured, page);
        if let Some(last) = self.entries.last_mut() {
            last.by_page = by_page;
        }
    }

    /// Adds requirements whose part is not on the pages: only the first of them is reported as broken.
    pub(super) fn missing(&mut self, clauses: &[&'static Clause], page: impl Into<Option<usize>>) {
        if let Some((first, others)) = clauses.split_first() {
            self.enter(first, false, Measured::text("không tìm thấy trên trang", "not found on the pages"), page);
            self.not_applicable(others, "không đo được", "cannot be measured");
        }
    }

    /// Adds requirements that do not apply to the document.
    pub(super) fn not_applicable(&mut self, clauses: &[&'static Clause], why_vi: &str, why_en: &str) {
        for clause in clauses {
            self.enter(clause, true, Measured::text(why_vi, why_en), None);
            if let Some(last) = self.entries.last_mut() {
                last.verdict = Verdict::NotApplicable;
            }
        }
    }

    pub(super) fn close(self) -> Vec<Measurement> {
        self.entries
    }
}

/// So much of a text that it can be found.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 40;
    let text = text.trim();
    if text.chars().count() <= MOST {
        text.to_owned()
    } else {
        format!("{}…", text.chars().take(MOST).collect::<String>())
    }
}

/// Returns whether a measure is within a range, give or take a tolerance.
pub(super) fn within(value: f64, least: f64, most: f64, slack: f64) -> bool {
    value >= least - slack && value <= most + slack
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_figures_have_a_decimal_comma() {
        let measured = Measured::mm(20.05 * MM);
        assert_eq!(measured.words.get(Language::Vietnamese), "20,1 mm");
        assert_eq!(measured.words.get(Language::English), "20.1 mm");
        assert_eq!(Measured::pt(14.0).words.to_string(), "14 pt");
        assert_eq!(Measured::text("trang 2. 3", "").words.to_string(), "trang 2. 3");
        assert_eq!(Measured::text("12.5 pt; «1.1. Mục»", "").words.to_string(), "12,5 pt; «1.1. Mục»");
    }

    #[test]
    fn a_missing_part_is_reported_once() {
        static META: &RuleMeta = &crate::base::diagnostic::LAYOUT_MOTTO;
        static FIRST: Clause = Clause { name: "a", number: "", meta: META, title: ("", ""), demanded: ("", "") };
        static SECOND: Clause = Clause { name: "b", number: "", meta: META, title: ("", ""), demanded: ("", "") };
        let mut sources = crate::base::source::SourceMap::new();
        let mut ledger = Ledger::new(Span::new(sources.add("plan.toml", ""), 0..0));
        ledger.missing(&[&FIRST, &SECOND], 1);
        let verdicts: Vec<Verdict> = ledger.close().iter().map(|one| one.verdict).collect();
        assert_eq!(verdicts, [Verdict::Broken, Verdict::NotApplicable]);
    }
}
