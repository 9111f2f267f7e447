//! A citation typed inside a sentence: «Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về …», well-formed or not.

use std::ops::Range;

use super::OBJECT;
use super::date::{TypedDate, broken_date};
use super::document_kind::kind_before;
use super::issuer::{is_short_name, issuer_after, named_before, named_soon_behind};
use super::law_name::{is_of_a_law, law_before};
use super::symbol;
use crate::base::vietnamese::fold::same_but_case;
use crate::model::packs::CitationWords;

/// A typed citation. Every place is one of the text that it was found in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// From its type to its issuer.
    pub range: Range<usize>,
    /// The type: «Nghị quyết»; of a law, with its name: «Luật Đất đai».
    pub kind: Option<Range<usize>>,
    /// Whether «số» is before the symbol.
    pub numbered: bool,
    /// Number and symbol: «57-NQ/TW».
    pub symbol: Range<usize>,
    /// The date after «ngày».
    pub date: Option<TypedDate>,
    /// Whether the day is named before, with the body: «Ngày 22/12/2024, Bộ Chính trị đã ban hành Nghị quyết số …».
    pub dated_before: bool,
    /// What stands behind «ngày» and is no date: «15 tháng 9 tháng 2022».
    pub broken_date: Option<Range<usize>>,
    /// The body that issued it.
    pub issuer: Option<Range<usize>>,
    /// How the sentence says who issued it.
    pub issuer_said: IssuerSaid,
    /// What follows in the same clause: its title, and whatever comes then.
    pub rest: Range<usize>,
    /// Whether it is in the words of another document: in its title, or between quotation marks; or gives one its short name.
    pub quoted: bool,
}

/// How a sentence says who issued a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssuerSaid {
    Not,
    /// Behind the citation, with «của».
    Behind,
    /// Behind the citation, without «của».
    Bare,
    /// Before the citation, or behind another one of a list: the words that name it, and perhaps others.
    Elsewhere(Range<usize>),
}

impl Citation {
    /// Returns whether the date stands behind the body that issued it.
    #[must_use]
    pub fn has_late_date(&self) -> bool {
        matches!((&self.date, &self.issuer), (Some(date), Some(issuer)) if issuer.end < date.start)
    }
}

/// Returns the citations of a text. `cited` gives the places of calls that print one, which most texts do not need.
pub fn citations(text: &str, known: &CitationWords, cited: impl FnOnce() -> Vec<Range<usize>>) -> Vec<Citation> {
    let mut out: Vec<Citation> = Vec::new();
    let symbols = symbol::find(text, Some(known));
    let cited = if symbols.is_empty() { Vec::new() } else { cited() };
    for symbol in symbols {
        let Some(mut citation) = around(text, symbol, known) else { continue };
        let start = citation.range.start;
        citation.quoted = in_quotation_marks(text, start)
            || is_short_name(text, start, known)
            // Of a law that amends several, each of these has its number behind its name.
            || out.last().is_some_and(|last| start < last.range.end)
            || in_title_of_last(text, &out, &citation)
            // What a title says to be amended: «số 28/2016/QH14 … sửa đổi, bổ sung một số điều của Nghị quyết số …».
            || (citation.date.is_none() && text[..start].ends_with("một số điều của "))
            || in_title_of_call(text, &cited, start);
        if citation.issuer.is_none() {
            let behind = || citation.date.and_then(|_| named_soon_behind(text, citation.range.end, known));
            if let Some(words) = named_before(text, start, known).or_else(behind) {
                citation.dated_before = citation.date.is_none() && is_dated_before(text, start);
                citation.issuer_said = IssuerSaid::Elsewhere(words);
            }
        }
        out.push(citation);
    }
    share_issuers(text, &mut out);
    out
}

/// «Nghị định số A và Nghị định số B của Chính phủ», «theo đề nghị của Sở X tại Tờ trình số A và Công văn số B»: what is said of one holds
/// for both.
fn share_issuers(text: &str, citations: &mut [Citation]) {
    let listed = |one: &Citation, other: &Citation| text.get(one.range.end..other.range.start).is_some_and(is_of_list);
    for at in 1..citations.len() {
        let (one, other) = (&citations[at - 1], &citations[at]);
        if let IssuerSaid::Elsewhere(words) = &one.issuer_said
            && other.issuer_said == IssuerSaid::Not
            && listed(one, other)
        {
            citations[at].issuer_said = IssuerSaid::Elsewhere(words.clone());
        }
    }
    let letters = |citation: &Citation| symbol::segments(&text[citation.symbol.clone()]).last();
    let kind = |citation: &Citation| citation.kind.clone().map(|kind| &text[kind]);
    for at in (1..citations.len()).rev() {
        let (one, other) = (&citations[at - 1], &citations[at]);
        let words = match &other.issuer_said {
            IssuerSaid::Elsewhere(words) => Some(words),
            _ => other.issuer.as_ref(),
        };
        let same_kind = one.kind.is_some() && kind(one) == kind(other);
        // Between bases, a semicolon parts what is not of one kind.
        let parted = text[one.range.end.min(other.range.start)..other.range.start].contains(';');
        let alike = same_kind || (letters(one) == letters(other) && !parted);
        let same = one.issuer_said == IssuerSaid::Not && listed(one, other) && alike;
        if let Some(words) = words.filter(|_| same) {
            citations[at - 1].issuer_said = IssuerSaid::Elsewhere(words.clone());
        }
    }
}

/// The type of document that people call by its number: «Đề án 06».
const PROJECT: &str = "đề án";

/// No clause is longer, in bytes; a text of one endless sentence is read in pieces.
const LONGEST_CLAUSE: usize = 2000;

/// Returns the start of the clause that holds a place: after `;`, a new line or the end of a sentence.
#[must_use]
pub fn clause_start(text: &str, at: usize) -> usize {
    let first = text.ceil_char_boundary(at.saturating_sub(LONGEST_CLAUSE));
    let before = &text[first..at];
    let hard = before.rfind([';', '\n']).map_or(0, |found| found + 1);
    first + before[hard..].rfind(". ").map_or(hard, |found| hard + found + 2)
}

/// Returns the end of the clause that holds a place.
#[must_use]
pub fn clause_end(text: &str, at: usize) -> usize {
    let after = &text[at..text.ceil_char_boundary(at + LONGEST_CLAUSE)];
    let hard = after.find([';', '\n']).unwrap_or(after.len());
    at + after[..hard].find(". ").unwrap_or(hard)
}

fn around(text: &str, symbol: Range<usize>, known: &CitationWords) -> Option<Citation> {
    let mut start = symbol.start;
    let before = text[..start].trim_end_matches([' ', ':']);
    let numbered = ["số", "Số", "SỐ"]
        .iter()
        .find_map(|word| before.strip_suffix(word).filter(|rest| !rest.ends_with(char::is_alphanumeric)));
    if let Some(rest) = numbered {
        start = rest.len();
    }
    let words = text[..start].trim_end_matches(' ');
    let kind = kind_before(words, &known.kinds).map(|length| words.len() - length..words.len());
    // The name of a law may end in «pháp luật».
    let small = kind.as_ref().is_none_or(|kind| known.laws.iter().any(|law| *law == text[kind.clone()]));
    let law = || law_before(text, words, symbol.start, known);
    let kind = if small && is_of_a_law(&text[symbol.clone()]) { law().or(kind) } else { kind };
    if let Some(kind) = &kind {
        start = kind.start;
    }
    let (letters, said) = (&text[symbol.clone()], numbered.is_some());
    // «Đề án 06/CP» is a name.
    let is_project = kind.as_ref().is_some_and(|kind| same_but_case(&text[kind.clone()], PROJECT));
    let is_symbol = match kind {
        Some(_) if is_project => symbol::speaks_for_itself(letters, false, known),
        Some(_) => true,
        None => (said || !symbol::has_other_sign(letters)) && symbol::speaks_for_itself(letters, said, known),
    };
    if !is_symbol {
        return None;
    }
    // What follows is read behind a link; a link at the end is no part of the citation.
    let behind = behind_link(text, symbol.end);
    let bracketed = date_in_brackets(text, behind);
    let mut date = bracketed.or_else(|| date_after(text, behind));
    let broken_date = if date.is_none() { broken_date(text, behind_comma(text, behind)) } else { None };
    let closing = usize::from(bracketed.is_some());
    let mut end = date.map(|date| date.end + closing).or(broken_date.as_ref().map(|range| range.end)).unwrap_or(behind);
    let (issuer, is_bare) = issuer_after(text, end, date.is_some(), known);
    if let Some(issuer) = &issuer {
        end = issuer.end;
    }
    let late = date_after(text, end).filter(|_| issuer.is_some() && date.is_none() && broken_date.is_none());
    if let Some(late) = late {
        end = late.end;
    }
    date = date.or(late);
    let from = end;
    if date.is_none() && issuer.is_none() && broken_date.is_none() {
        end = symbol.end;
    }
    let rest = from..text[from..clause_end(text, from)]
        .find(['(', ')', '”', OBJECT])
        .map_or_else(|| clause_end(text, from), |found| from + found);
    Some(Citation {
        range: start..end,
        kind,
        numbered: said,
        symbol,
        date,
        dated_before: false,
        broken_date,
        issuer_said: match (&issuer, is_bare) {
            (None, _) => IssuerSaid::Not,
            (Some(_), false) => IssuerSaid::Behind,
            (Some(_), true) => IssuerSaid::Bare,
        },
        issuer,
        rest,
        quoted: false,
    })
}

/// Returns whether a clause names a day and says that the document was issued, right before its citation.
fn is_dated_before(text: &str, start: usize) -> bool {
    let clause = text[clause_start(text, start)..start].trim_end_matches(' ');
    clause.ends_with("ban hành") && clause.split("gày ").skip(1).any(|rest| TypedDate::at(rest, 0).is_some())
}

/// Returns the place after spaces and one comma.
pub(super) fn behind_comma(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(' ');
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start_matches(' ');
    text.len() - rest.len()
}

/// Returns the place behind a link in brackets, which interrupts no citation: «57-NQ/TW (https://…) ngày 22/12/2024».
fn behind_link(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(' ');
    let inside = rest.strip_prefix('(').filter(|inside| ["http", "www."].iter().any(|start| inside.starts_with(start)));
    match inside.and_then(|inside| inside.find([')', '\n', OBJECT]).map(|close| &inside[close..])) {
        Some(close) if close.starts_with(')') => text.len() - close.len() + 1,
        _ => at,
    }
}

/// Returns the date that stands in brackets of its own: «57-NQ/TW (ngày 22/12/2024) của Bộ Chính trị».
fn date_in_brackets(text: &str, at: usize) -> Option<TypedDate> {
    let open = text.len() - text[at..].trim_start_matches(' ').len();
    let date = text[open..].strip_prefix('(').and_then(|_| date_after(text, open + 1))?;
    text[date.end..].starts_with(')').then_some(date)
}

fn date_after(text: &str, at: usize) -> Option<TypedDate> {
    let at = behind_comma(text, at);
    let rest = text[at..].strip_prefix("ngày").or_else(|| text[at..].strip_prefix("Ngày"))?;
    TypedDate::at(text, text.len() - rest.trim_start_matches(' ').len())
}

fn in_quotation_marks(text: &str, at: usize) -> bool {
    let before = &text[text.ceil_char_boundary(at.saturating_sub(LONGEST_CLAUSE))..at];
    let line = &before[before.rfind('\n').map_or(0, |found| found + 1)..];
    let open = line.rfind(['“', '«']);
    open.is_some_and(|open| !line[open..].contains(['”', '»']))
}

/// Returns whether a citation belongs to the title of the one before it.
fn in_title_of_last(text: &str, before: &[Citation], citation: &Citation) -> bool {
    let (Some(last), start) = (before.last(), citation.range.start) else { return false };
    if !(last.range.end..=last.rest.end).contains(&start) {
        return false;
    }
    match between(text, last.range.end, start) {
        // «quy định chi tiết một số điều của Luật Hóa chất và Nghị định số …»: the title names what it is about without a day.
        Between::List => last.quoted || (citation.date.is_none() && ends_in_its_subject(&text[last.range.end..start])),
        Between::Title => true,
    }
}

/// Returns whether a citation that starts here belongs to the title of one that an expression prints.
fn in_title_of_call(text: &str, cited: &[Range<usize>], start: usize) -> bool {
    let before = cited.partition_point(|call| call.end <= start);
    let Some(call) = cited[..before].last() else { return false };
    let rest = text[call.end..].trim_start_matches(OBJECT);
    let end = text.len() - rest.len();
    end < start && clause_start(text, start) <= call.start && between(text, end, start) == Between::Title
}

/// Returns whether a title ends in the documents that it is about, so that another one of them may follow: «… thi hành Luật Hóa chất và».
fn ends_in_its_subject(title: &str) -> bool {
    let begins = ["điều của ", "thi hành "].iter().filter_map(|words| Some(title.rfind(words)? + words.len())).max();
    begins.is_some_and(|at| ["Luật ", "Nghị ", "Pháp lệnh "].iter().any(|kind| title[at..].starts_with(kind)))
}

#[derive(PartialEq, Eq)]
enum Between {
    /// Nothing but a sign or «và»: two documents of one list.
    List,
    /// Words of a title.
    Title,
}

/// Returns whether nothing but a sign or a word of a list is between two documents.
fn is_of_list(between: &str) -> bool {
    matches!(between.trim(), "" | "," | ";" | "và" | "hoặc" | ", và" | "; và" | "và các")
}

fn between(text: &str, from: usize, to: usize) -> Between {
    let words = text[from..to].trim();
    let listed =
        is_of_list(words) || words.starts_with('(') || words.ends_with([',', '(', ')']) || words.ends_with(" và");
    if listed { Between::List } else { Between::Title }
}

#[cfg(test)]
mod tests;
