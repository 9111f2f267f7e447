//! References typed by hand: «Mục IX», «khoản 2 Mục IV», «điểm a khoản 1 Mục II», «Phần II».

use std::ops::Range;
use std::sync::LazyLock;

use super::word::{in_words, phrase_length};
use super::{OBJECT, Quotations, Word, WordSet};
use crate::base::vietnamese::number::roman_value;
use crate::model::packs::CitationWords;

/// What a reference names, from the largest part of a document to the smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Part,
    /// Of laws; no plan has one.
    Article,
    Section,
    Subsection,
    Clause,
    Point,
}

impl Unit {
    const WORDS: [(&'static str, Self); 7] = [
        ("chương", Self::Article),
        ("điều", Self::Article),
        ("tiểu mục", Self::Subsection),
        ("phần", Self::Part),
        ("mục", Self::Section),
        ("khoản", Self::Clause),
        ("điểm", Self::Point),
    ];
}

/// One word with its numbers: «khoản 1, 2».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub unit: Unit,
    pub range: Range<usize>,
    /// Each of its numbers, from the outermost: «II.1» is II and 1.
    pub numbers: Vec<Vec<String>>,
}

/// Whose part is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// «Kế hoạch này».
    This,
    /// «Quyết định này»: the decision that the plan is issued with, where there is one.
    ThisDecision,
    /// No document is named.
    Unnamed,
    /// Another document is named next to it or earlier in the sentence.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub range: Range<usize>,
    /// From the largest to the smallest.
    pub steps: Vec<Step>,
    pub whose: Whose,
}

/// The first words of what names a unit.
static FIRST_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(Unit::WORDS.iter().map(|(word, _)| *word)));

/// Returns the references of a flowing text with these words, outside its quotations.
pub(super) fn references<'q>(
    text: &str,
    words: &[Word],
    quotations: impl Fn() -> &'q Quotations,
    known: &CitationWords,
) -> Vec<Reference> {
    let mut out: Vec<Reference> = Vec::new();
    let mut behind = 0;
    for at in words.iter().filter(|word| FIRST_WORDS.may_hold(word)).map(Word::start) {
        if at < behind || quotations().contain(at) {
            continue;
        }
        let Some((mut steps, end)) = chain(text, at, known) else { continue };
        behind = end;
        steps.sort_by_key(|step| (step.unit, std::cmp::Reverse(step.range.start)));
        let whose = whose(text, &(at..end), known);
        out.push(Reference { range: at..end, steps, whose });
    }
    out
}

/// Reads the words with their numbers that are next to each other: «điểm a, khoản 1 Mục II».
fn chain(text: &str, start: usize, known: &CitationWords) -> Option<(Vec<Step>, usize)> {
    let first = step(text, start, known)?;
    let mut end = first.range.end;
    let mut steps = vec![first];
    loop {
        let rest = &text[end..];
        let link = [", ", " của ", " thuộc ", " tại ", "  ", " "].into_iter().find(|link| rest.starts_with(link));
        let next = link.and_then(|link| step(text, end + link.len(), known));
        match next {
            // «mục 2 Mục III»: the larger one follows.
            Some(next) if steps.iter().all(|step| step.unit != next.unit || next.unit == Unit::Section) => {
                end = next.range.end;
                steps.push(next);
            }
            _ => return Some((steps, end)),
        }
    }
}

fn step(text: &str, at: usize, known: &CitationWords) -> Option<Step> {
    let (length, unit) =
        Unit::WORDS.iter().find_map(|(word, unit)| Some((phrase_length(&text[at..], word)?, *unit)))?;
    if is_compound(text, at, length, known) {
        return None;
    }
    let (numbers, end) = numbers(text, at + length, known)?;
    let plausible = match unit {
        // «phần 3 cán bộ» is a share, «Phần 3» and «phần III» are parts.
        Unit::Part => text[at..].starts_with('P') || numbers[0][0].starts_with(['I', 'V', 'X']),
        Unit::Article | Unit::Section | Unit::Subsection | Unit::Clause | Unit::Point => true,
    };
    plausible.then_some(Step { unit, range: at..end, numbers })
}

/// «danh mục 3», «thành phần 2», «thí điểm 03 xã»: the word is the end of another one.
fn is_compound(text: &str, at: usize, length: usize, known: &CitationWords) -> bool {
    let before = text[..at].trim_end_matches(' ');
    let first =
        before.len() - before.chars().rev().take_while(|letter| in_words(*letter)).map(char::len_utf8).sum::<usize>();
    let both = text[first..at + length].to_lowercase();
    known.reference_compounds.contains(&both)
}

/// Reads the numbers after a word: « IX», « 1, 2», « số 02», « a và b». Returns them and where they end.
#[must_use]
pub fn numbers(text: &str, at: usize, known: &CitationWords) -> Option<(Vec<Vec<String>>, usize)> {
    let rest = text[at..].trim_start_matches([' ', '\t', '\u{a0}']);
    if rest.len() == text[at..].len() {
        return None;
    }
    let rest = ["số ", "Số "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let start = text.len() - rest.len();
    let (first, mut end) = number(text, start)?;
    let mut out = vec![first];
    loop {
        let rest = &text[end..];
        let link = [", ", " và ", ", và ", " hoặc "].into_iter().find(|link| rest.starts_with(link));
        match link.and_then(|link| number(text, end + link.len())) {
            Some((next, behind))
                if same_kind(&out[0], &next)
                    && (next[0].starts_with(char::is_uppercase) || ends(&text[behind..], known)) =>
            {
                out.push(next);
                end = behind;
            }
            _ => break,
        }
    }
    // «mục y tế», «khoản 2 tỷ đồng»: only a Roman numeral is a number wherever it is.
    let letter = out[0][0].starts_with(char::is_lowercase);
    (!letter || ends(&text[end..], known)).then_some((out, end))
}

fn same_kind(one: &[String], other: &[String]) -> bool {
    let kind = |number: &[String]| number[0].chars().next().map(|c| (c.is_ascii_digit(), c.is_uppercase()));
    kind(one) == kind(other)
}

/// Returns whether what follows cannot belong to a number: a mark, the end, or a word of a reference.
fn ends(rest: &str, known: &CitationWords) -> bool {
    let next = rest.trim_start_matches(' ');
    let word = |phrase: &str| phrase_length(next, phrase).is_some();
    !next.starts_with(in_words)
        || Unit::WORDS.iter().any(|(phrase, _)| word(phrase))
        || known.reference_ends.iter().any(|phrase| word(phrase))
}

/// Reads «IX», «3», «2.1», «II.1», «a», «II.3.a». Numbers of three digits, amounts and years are none.
fn number(text: &str, at: usize) -> Option<(Vec<String>, usize)> {
    let rest = text.get(at..)?;
    let length = rest.find(|c: char| c != '.' && !in_words(c)).unwrap_or(rest.len());
    let typed = rest[..length].trim_end_matches('.');
    let behind = &rest[typed.len()..];
    if typed.is_empty()
        || behind.starts_with(['/', '%', '-', OBJECT])
        || (behind.starts_with(',') && behind[1..].starts_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    let parts: Option<Vec<String>> = typed.split('.').enumerate().map(|(index, part)| label(part, index)).collect();
    Some((parts?, at + typed.len()))
}

fn label(part: &str, index: usize) -> Option<String> {
    if part.bytes().all(|byte| byte.is_ascii_digit()) && (1..=2).contains(&part.len()) {
        return part.parse::<u32>().ok().filter(|number| *number > 0).map(|number| number.to_string());
    }
    // Most words behind «phần» or «điều» are none, which their letters show; only of «ı» the capital is another letter.
    if part.chars().nth(1).is_some()
        && !part.chars().all(|letter| matches!(letter, 'ı' | 'i' | 'v' | 'x' | 'l' | 'I' | 'V' | 'X' | 'L'))
    {
        return None;
    }
    let upper = part.to_uppercase();
    if part.chars().count() > 1 || part == upper {
        // «Mục L» is rather a letter than the fiftieth section.
        let is_roman = upper != "L" && roman_value(&upper).is_some() && (index == 0 || part == upper);
        return is_roman.then_some(upper);
    }
    let mut letters = part.chars();
    let letter = letters.next().filter(|letter| letter.is_ascii_lowercase() || *letter == 'đ')?;
    letters.next().is_none().then(|| letter.to_string())
}

/// Returns which document a reference is to, from the words around it.
#[must_use]
pub fn whose(text: &str, range: &Range<usize>, known: &CitationWords) -> Whose {
    let after = &text[range.end..];
    let mut next = after;
    for _ in 0..CONNECTED {
        next = next.trim_start_matches([' ', ',', '(', ':']);
        match known.reference_links.iter().find_map(|word| phrase_length(next, word)) {
            Some(length) => next = &next[length..],
            None => break,
        }
    }
    if let Some(length) = phrase_length(next, "kế hoạch") {
        return if phrase_length(next[length..].trim_start(), "này").is_some() { Whose::This } else { Whose::Other };
    }
    if phrase_length(next, "quyết định")
        .is_some_and(|length| phrase_length(next[length..].trim_start(), "này").is_some())
    {
        return Whose::ThisDecision;
    }
    let stops = after.starts_with(['.', ';', '\n']);
    let names_another = next.starts_with(OBJECT)
        || next.starts_with(char::is_uppercase)
        || known.reference_containers.iter().any(|container| phrase_length(next, container).is_some());
    if !stops && names_another {
        return Whose::Other;
    }
    let before = &text[sentence_start(text, range.start)..range.start];
    let lower = before.to_lowercase();
    let this = lower.rfind("kế hoạch này");
    // «Hướng dẫn» at the start of a sentence and «quy định» inside of it are verbs.
    let is_name = |at: usize| at > 0 && before.get(at..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let kinds = known.kinds.iter().chain(&known.reference_containers).filter(|kind| *kind != "kế hoạch");
    let named = kinds.filter_map(|kind| lower.rfind(kind.as_str()).filter(|at| is_name(*at)));
    let other = before.rfind([OBJECT, '/']).into_iter().chain(named).max();
    match (this, other) {
        (Some(this), Some(other)) if this > other => Whose::This,
        (Some(_), None) => Whose::This,
        (_, Some(_)) => Whose::Other,
        (None, None) => Whose::Unnamed,
    }
}

/// So many of these words may be between a reference and its document: «Mục II ban hành kèm theo Kế hoạch này».
const CONNECTED: usize = 5;

/// Returns where the sentence of a place starts; of an endless one, as far back as a reader remembers what was named.
fn sentence_start(text: &str, at: usize) -> usize {
    /// In bytes: half a page.
    const REACH: usize = 2000;
    let from = text.ceil_char_boundary(at.saturating_sub(REACH));
    let before = &text[from..at];
    let stop = [". ", "\n", "! ", "? "].iter().filter_map(|mark| before.rfind(mark).map(|found| found + mark.len()));
    from + stop.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::prose::words_with_traits;
    use crate::model::packs::Vocabulary;

    fn read(text: &str) -> Vec<(String, Whose)> {
        let quotations = Quotations::of(text);
        let known = &Vocabulary::embedded().citations;
        let found = references(text, &words_with_traits(text), || &quotations, known);
        found.into_iter().map(|one| (text[one.range].to_owned(), one.whose)).collect()
    }

    #[test]
    fn references_are_read_with_their_document() {
        for (text, reference, whose) in [
            ("Kinh phí thực hiện theo Mục IX Kế hoạch này.", "Mục IX", Whose::This),
            ("theo khoản 2 Mục IV của Kế hoạch này", "khoản 2 Mục IV", Whose::This),
            ("nêu tại điểm a khoản 1 Mục II.", "điểm a khoản 1 Mục II", Whose::Unnamed),
            ("các nhiệm vụ tại mục 3.", "mục 3", Whose::Unnamed),
            ("quy định tại Phần II", "Phần II", Whose::Unnamed),
            ("(Mục II.1)", "Mục II.1", Whose::Unnamed),
            ("các mục II, III và IV nêu trên", "mục II, III và IV", Whose::Unnamed),
            ("theo Mục IX Nghị quyết số 57-NQ/TW", "Mục IX", Whose::Other),
            ("theo khoản 2 Điều 5 Luật Đầu tư công", "khoản 2 Điều 5", Whose::Other),
            ("theo Mục III Kế hoạch số 215/KH-UBND", "Mục III", Whose::Other),
            ("Nghị định số 30/2020/NĐ-CP, Mục V", "Mục V", Whose::Other),
            ("nêu tại Mục 5 Bộ tiêu chí", "Mục 5", Whose::Other),
            ("theo Điều 5 Kế hoạch này", "Điều 5", Whose::This),
            ("theo khoản 1 Điều 3 Quyết định này", "khoản 1 Điều 3", Whose::ThisDecision),
            ("theo khoản 1 Điều 3 Quyết định số 5/QĐ-UBND", "khoản 1 Điều 3", Whose::Other),
            ("theo tiểu mục 1 mục 2 Mục III Kế hoạch này", "tiểu mục 1 mục 2 Mục III", Whose::This),
            ("điểm đ  khoản 2 Kế hoạch này", "điểm đ  khoản 2", Whose::This),
            ("theo Mục II ban hành kèm theo Kế hoạch này", "Mục II", Whose::This),
        ] {
            assert_eq!(read(text), [(reference.to_owned(), whose)], "{text}");
        }
    }

    #[test]
    fn other_words_are_no_references() {
        for text in [
            "danh mục 3 nhiệm vụ",
            "Mục tiêu 1",
            "hạng mục y tế",
            "mục y tế",
            "thành phần 2",
            "thí điểm 03 xã",
            "phần 3 cán bộ",
            "tài khoản 1",
            "thời điểm 31/12",
            "“Mục IX”",
            "điểm 5,5",
            "khoản 2026",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
