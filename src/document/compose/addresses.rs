//! What the parts of a plan are called inside a sentence: «điểm d khoản 1 Mục III», «Phụ lục II» (Decree 30, Appendix I, II.6.c and
//! III.1.a). Their numbers are computed, so are these words.

use std::collections::BTreeMap;

use super::content::HeadingStyle;
use super::misplaced::Misplaced;
use super::points::{Point, points};
use super::sections::OpenHeadings;
use crate::base::diagnostic::{Text, text};
use crate::document::resolve::Resolved;

/// What a part of the plan is called, or why it cannot be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    Words(String),
    Nameless(Nameless),
}

/// Why a part cannot be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nameless {
    /// It has no number.
    NoNumber,
    /// It is inside a section without a number.
    InsideNoNumber,
    /// A section and an appendix have the same id.
    Ambiguous,
    /// A point of a list that a condition leaves out.
    NotPrinted,
}

impl Nameless {
    /// Returns what is wrong with naming the part with an id, and how to fix it.
    pub(super) fn explain(self, id: &str) -> (Text, Text) {
        match self {
            Self::NoNumber => (
                text(
                    format!("mục `{id}` không đánh số nên không dẫn đến được"),
                    format!("the section `{id}` has no number to refer to"),
                ),
                text(
                    "ghi cách đánh số ở mục cha (`numbering = \"a)\"`), hoặc dẫn đến mục cha",
                    "number it in its parent (`numbering = \"a)\"`), or refer to the parent",
                ),
            ),
            Self::InsideNoNumber => (
                text(
                    format!("mục `{id}` nằm trong mục không đánh số nên không dẫn đến được"),
                    format!("the section `{id}` is inside of one without a number, so it cannot be referred to"),
                ),
                text(
                    "đánh số các mục bên trên nó, hoặc dẫn đến mục lớn hơn có số",
                    "number the sections above it, or refer to a larger one that has a number",
                ),
            ),
            Self::Ambiguous => (
                text(
                    format!("có cả mục và phụ lục mã `{id}`"),
                    format!("both a section and an appendix have the id `{id}`"),
                ),
                text("đặt mã khác cho một trong hai", "rename one of the two"),
            ),
            Self::NotPrinted => Misplaced::NotPrinted.explain(id),
        }
    }
}

/// Returns the addresses of all that has an id, by id: sections, appendices, points of lists.
pub(super) fn addresses(resolved: &Resolved<'_>) -> BTreeMap<String, Address> {
    let mut known = of_sections(resolved);
    for Point { id, named, .. } in points(resolved, known.clone()) {
        known.entry(id.clone()).or_insert_with(|| match named {
            Ok(words) => Address::Words(words),
            Err(Misplaced::NotPrinted) => Address::Nameless(Nameless::NotPrinted),
            // Why is said where the id is.
            Err(_) => Address::Words(id),
        });
    }
    known
}

/// Returns the addresses of all sections and appendices, by id.
pub(super) fn of_sections(resolved: &Resolved<'_>) -> BTreeMap<String, Address> {
    let plan = resolved.plan;
    let mut out = BTreeMap::new();
    let mut open = OpenHeadings::default();
    for section in resolved.sections {
        open.enter(section, &plan.header.numbering);
        out.insert(section.id.value.to_string(), address(open.numbers()));
        if let Some((how, assignments)) = resolved.shown_assignments(section) {
            open.assignments(how, assignments.len(), &plan.header.numbering);
        }
    }
    for (index, appendix) in plan.appendices.iter().enumerate() {
        let label = super::appendix::appendix_label(plan, index);
        out.entry(appendix.id.value.to_string())
            .and_modify(|address| *address = Address::Nameless(Nameless::Ambiguous))
            .or_insert(Address::Words(label));
    }
    out
}

/// Returns the ids of the sections that have a number, with what each is called, in the order of the document.
#[must_use]
pub fn section_addresses(resolved: &Resolved<'_>) -> Vec<(String, String)> {
    let known = of_sections(resolved);
    let ids = resolved.sections.iter().map(|section| section.id.value.to_string());
    ids.filter_map(|id| match known.get(&id) {
        Some(Address::Words(words)) => Some((id, words.replace('\u{a0}', " "))),
        Some(Address::Nameless(_)) | None => None,
    })
    .collect()
}

/// A step of an address: «khoản 1».
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// Its word; none of «Phần I» and «Điều 1», whose number has it.
    pub(super) word: &'static str,
    pub(super) number: String,
}

/// Returns what a section is called, from its headings and their numbers, the outermost first.
fn address<'h>(headings: impl Iterator<Item = (HeadingStyle, Option<&'h str>)>) -> Address {
    match steps(headings) {
        Ok(steps) => Address::Words(called(&steps)),
        Err(reason) => Address::Nameless(reason),
    }
}

/// Returns the words of an address: the smallest part comes first.
pub(super) fn called(steps: &[Step]) -> String {
    let words = |Step { word, number }: &Step| format!("{word}\u{a0}{number}").trim().to_owned();
    steps.iter().rev().map(words).collect::<Vec<_>>().join(" ")
}

/// Returns the steps to a heading, the outermost first.
pub(super) fn steps<'h>(
    headings: impl Iterator<Item = (HeadingStyle, Option<&'h str>)>,
) -> Result<Vec<Step>, Nameless> {
    let mut steps: Vec<(Step, HeadingStyle)> = Vec::new();
    let headings: Vec<_> = headings.collect();
    let last = headings.len().saturating_sub(1);
    for (index, (style, number)) in headings.into_iter().enumerate() {
        let Some(number) = number else {
            return Err(if index == last { Nameless::NoNumber } else { Nameless::InsideNoNumber });
        };
        let number = number.trim_end_matches(['.', ')']).to_owned();
        let below_parts = steps.iter().all(|(_, above)| *above == HeadingStyle::Part);
        let word = match style {
            // Its number is «Phần I», «Điều 1».
            HeadingStyle::Part | HeadingStyle::Article => "",
            HeadingStyle::Letter => "điểm",
            HeadingStyle::Section => "Mục",
            HeadingStyle::Item | HeadingStyle::Subitem if below_parts => "Mục",
            HeadingStyle::Item | HeadingStyle::Subitem => "khoản",
            HeadingStyle::Label => return Err(Nameless::NoNumber),
        };
        // «1.1» has the number of its «1» in it.
        if style == HeadingStyle::Subitem
            && let Some((above, HeadingStyle::Item | HeadingStyle::Subitem)) = steps.last()
            && number.strip_prefix(above.number.as_str()).is_some_and(|rest| rest.starts_with('.'))
        {
            let word = above.word;
            steps.pop();
            steps.push((Step { word, number }, style));
            continue;
        }
        steps.push((Step { word, number }, style));
    }
    Ok(steps.into_iter().map(|(step, _)| step).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(headings: &[(HeadingStyle, &'static str)]) -> String {
        let headings = headings.iter().map(|(style, number)| (*style, Some(*number).filter(|one| !one.is_empty())));
        match address(headings) {
            Address::Words(words) => words.replace('\u{a0}', " "),
            Address::Nameless(reason) => format!("{reason:?}"),
        }
    }

    #[test]
    fn the_smallest_part_comes_first() {
        use HeadingStyle::{Item, Label, Letter, Part, Section, Subitem};
        for (headings, words) in [
            (&[(Section, "III.")][..], "Mục III"),
            (&[(Section, "III."), (Item, "1.")], "khoản 1 Mục III"),
            (&[(Section, "III."), (Item, "1."), (Letter, "d)")], "điểm d khoản 1 Mục III"),
            (&[(Section, "III."), (Item, "1."), (Subitem, "1.2.")], "khoản 1.2 Mục III"),
            (&[(Section, "III."), (Item, "1."), (Subitem, "1.2."), (Letter, "a)")], "điểm a khoản 1.2 Mục III"),
            (&[(Part, "Phần I"), (Section, "II."), (Item, "3.")], "khoản 3 Mục II Phần I"),
            (&[(Item, "2."), (Subitem, "2.1.")], "Mục 2.1"),
            (&[(Item, "2."), (Letter, "b)")], "điểm b Mục 2"),
            (&[(Section, "I."), (Label, "")], "NoNumber"),
            (&[(Section, "I."), (Label, ""), (Letter, "a)")], "InsideNoNumber"),
        ] {
            assert_eq!(called(headings), words);
        }
    }
}
