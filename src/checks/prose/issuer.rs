//! Who issued a cited document, as far as the sentence says: behind number and date, before them, or once for a list.

use std::ops::Range;

use super::OBJECT;
use super::citation::{behind_comma, clause_end, clause_start};
use super::date::begins_date;
use super::word::{is_word_border, phrase_length};
use crate::base::vietnamese::letter::capitalized;
use crate::model::packs::CitationWords;

/// Returns the body behind a citation, and whether it is named without «của».
pub(super) fn issuer_after(text: &str, at: usize, dated: bool, known: &CitationWords) -> (Option<Range<usize>>, bool) {
    // Behind a comma without «của», a new clause begins: «tại Tờ trình số … ngày …, Ủy ban nhân dân tỉnh ban hành …».
    let comma = text[at..].trim_start_matches(' ').starts_with(',');
    let at = behind_comma(text, at);
    let names_one = || known.issuers.iter().any(|name| text[at..].starts_with(name)) && !opens_title(text, at, known);
    let (start, bare) = match text[at..].strip_prefix("của ") {
        Some(rest) => (text.len() - rest.trim_start_matches(' ').len(), false),
        None if dated && !comma && names_one() => (at, true),
        None => return (None, false),
    };
    let clause = &text[start..clause_end(text, start)];
    let mut end = clause.find([',', '(', ')', '“', '”', OBJECT]).unwrap_or(clause.len());
    for (space, _) in clause[..end].match_indices(' ') {
        let word = &clause[space + 1..];
        let ends = |end: &String| word.starts_with(end.as_str()) && is_word_border(word, end.len());
        if known.begins_title(word) || begins_date(word) || known.issuer_ends.iter().any(ends) {
            end = space;
            break;
        }
    }
    let name = clause[..end].trim_end_matches([' ', '.']);
    ((!name.is_empty()).then(|| start..start + name.len()), bare)
}

/// Returns whether a title begins here, whatever its first capital: «Ban hành quy chế …».
fn opens_title(text: &str, at: usize, known: &CitationWords) -> bool {
    known.titles.iter().any(|title| phrase_length(&text[at..], title).is_some())
}

/// Returns the words that name the body before a citation that starts here: «theo đề nghị của Sở Tư pháp tại Tờ trình số …», «các Quyết
/// định của Thủ tướng Chính phủ: Quyết định số …».
pub(super) fn named_before(text: &str, start: usize, known: &CitationWords) -> Option<Range<usize>> {
    let from = clause_start(text, start);
    let clause = text[from..start].trim_end_matches(' ');
    let linked = |link: &String| {
        let before = clause.strip_suffix(link.as_str())?;
        (before.is_empty() || before.ends_with(' ')).then_some(before)
    };
    let before = clause.strip_suffix('(').or_else(|| known.issuer_links.iter().find_map(linked));
    let body = before.and_then(|before| Some(from + body_in(before, known)?..from + before.len()));
    body.or_else(|| body_of_list(text, start, known))
}

/// Returns the body that is named a few words behind a citation: «ngày 03/6/2026 chỉ đạo của Văn phòng …».
pub(super) fn named_soon_behind(text: &str, end: usize, known: &CitationWords) -> Option<Range<usize>> {
    const MOST_WORDS: usize = 3;
    let clause = text[end..clause_end(text, end)].strip_prefix(' ')?;
    let between = &clause[..clause.find(" của ")?];
    let words = || between.split(' ');
    let small = |word: &str| !word.is_empty() && word.chars().all(char::is_lowercase);
    let starts_title = || between.char_indices().any(|(at, _)| known.begins_title(&between[at..]));
    if words().count() > MOST_WORDS || !words().all(small) || starts_title() {
        return None;
    }
    let (body, _) = issuer_after(text, end + " ".len() + between.len(), true, known);
    body.filter(|body| text[body.clone()].starts_with(char::is_uppercase))
}

/// Returns where the last body that words name begins.
fn body_in(words: &str, known: &CitationWords) -> Option<usize> {
    // Behind a colon, something else is said: «Khung kiến trúc Chính phủ số: Bộ KH&CN đã ban hành …».
    if let Some(at) = words.rfind(':').map(|colon| colon + 1)
        && let Some(behind) = body_in(&words[at..], known)
    {
        return Some(at + behind);
    }
    let behind_of = words.match_indices("của ").map(|(at, of)| at + of.len());
    let behind_of = behind_of.filter(|at| words[*at..].starts_with(char::is_uppercase)).last();
    let begins =
        |name: &String| words.match_indices(name.as_str()).map(|(at, _)| at).find(|at| is_word_border(words, *at));
    // «Hội Nông dân» sends a document, «Hội nghị» does not.
    let named = |name: &String, at: usize| {
        is_word_border(words, at) && (!name.ends_with(' ') || words[at + name.len()..].starts_with(char::is_uppercase))
    };
    let sends = |name: &String| {
        let places = words.match_indices(name.as_str()).map(|(at, _)| at);
        places.filter(|at| named(name, *at)).find(|at| name.ends_with(' ') || is_word_border(words, at + name.len()))
    };
    behind_of.or_else(|| {
        let issuers = known.issuers.iter().filter_map(begins);
        issuers.chain(known.senders.iter().filter_map(sends)).min()
    })
}

/// Returns the body whose documents are listed behind a colon before this place.
fn body_of_list(text: &str, start: usize, known: &CitationWords) -> Option<Range<usize>> {
    let line = text[..start].rfind('\n').map_or(0, |found| found + 1);
    let line = text.ceil_char_boundary(line.max(start.saturating_sub(LONGEST_LIST)));
    let end = line + text[line..start].rfind(':')?;
    let opening = &text[line..end];
    opening.match_indices("ác ").find_map(|(at, several)| {
        let documents = &opening[at + several.len()..];
        let behind = known.kinds.iter().find_map(|kind| Some(&documents[phrase_length(documents, kind)?..]))?;
        let body = behind.trim_start().strip_prefix("của ").filter(|body| body.starts_with(char::is_uppercase))?;
        Some(end - body.len()..end)
    })
}

/// No list of documents is longer, in bytes.
const LONGEST_LIST: usize = 4000;

/// Returns whether a citation that starts here gives a document its short name: «(sau đây gọi tắt là Nghị quyết số 57-NQ/TW)».
pub(super) fn is_short_name(text: &str, start: usize, known: &CitationWords) -> bool {
    let before = text[..start].trim_end_matches([' ', ':', '“', '"', '«']);
    known.short_names.iter().any(|words| before.ends_with(words.as_str()) || before.ends_with(&capitalized(words)))
}
