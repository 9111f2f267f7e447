//! The name of a law in front of its number: «Luật Đất đai số 31/2024/QH15».

use std::ops::Range;

use super::OBJECT;
use super::citation::clause_start;
use super::date::begins_date;
use super::symbol;
use super::word::is_word_border;
use crate::base::vietnamese::fold::same_but_case;
use crate::base::vietnamese::letter::capitalized;
use crate::model::packs::CitationWords;

/// Returns whether number and symbol are those of a law: «31/2024/QH15».
pub(super) fn is_of_a_law(symbol: &str) -> bool {
    symbol::segments(symbol).last().is_some_and(|body| body.starts_with("QH") || body.starts_with("UBTVQH"))
}

/// No name of a law is longer, in bytes.
const LONGEST_LAW: usize = 240;

/// Returns the type and the name of the law that ends a text: «Luật Đất đai». Of a law that amends others, only its type: where its
/// name begins and ends cannot be told.
pub(super) fn law_before(text: &str, words: &str, symbol: usize, known: &CitationWords) -> Option<Range<usize>> {
    let first = clause_start(text, words.len());
    let clause = &words[first.min(words.len())..];
    let starts = |law: &String| {
        let capital = capitalized(law);
        [law.clone(), capital].map(|law| {
            let places = clause.match_indices(law.as_str()).map(|(at, found)| (at, at + found.len()));
            places
                .filter(|(at, end)| is_word_border(clause, *at) && clause[*end..].starts_with(' '))
                .collect::<Vec<_>>()
        })
    };
    let mut laws: Vec<(usize, usize)> = known.laws.iter().flat_map(starts).flatten().collect();
    laws.sort_unstable();
    // What has its date behind it is another document of a list.
    let amends = |end: usize| {
        let name = &clause[end..];
        name.trim_start().starts_with("sửa đổi") && !name.match_indices(' ').any(|(at, _)| begins_date(&name[at + 1..]))
    };
    let amending = laws.iter().find(|(_, end)| amends(*end));
    if let Some((at, end)) = amending {
        return Some(first + at..first + end);
    }
    // «Bộ luật Dân sự»: «luật» is a word of the longer type.
    let last = laws.iter().rev().find(|(at, _)| !laws.iter().any(|(other, end)| other < at && at < end))?;
    let name = &clause[last.1..];
    let is_name = name.len() <= LONGEST_LAW
        && !name.contains(['(', ')', ':', '“', '”', OBJECT])
        && !name.contains(|c: char| c.is_ascii_digit());
    // The «số» of «Luật Chuyển đổi số 148/2025/QH15» belongs to the name.
    let whole = &text[first + last.0..symbol];
    let with_word = known.laws_with_so.iter().any(|law| same_but_case(whole.trim_end(), law));
    let end = if with_word { first + last.0 + whole.trim_end().len() } else { words.len() };
    is_name.then_some(first + last.0..end)
}
