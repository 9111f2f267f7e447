//! CV013: words that are not Vietnamese syllables.

use std::ops::Range;

use super::tone::misplaced;
use crate::base::diagnostic::{Findings, list_en, list_vi, text};
use crate::base::limits::MISSPELT;
use crate::base::vietnamese::character::Character;
use crate::base::vietnamese::letter;
use crate::checks::prose::{OBJECT, Passage, Quotations, Speller, Trait, Word};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CV013", name: "no-syllable", level: Warning, since: "0.1.0", fix: None,
    title: "chữ không có trong tiếng Việt", "a word that is not a Vietnamese syllable",
    explanation: "Mỗi tiếng gồm âm đầu, vần và thanh, và phải là một tiếng có thật: «nghành», «quyềt», «dduowjc», «triểm» không có. Không xét tên riêng, chữ viết tắt, địa chỉ mạng, chữ trong ngoặc kép, từ mượn; từ không dấu chỉ bị báo khi rõ là một tiếng thiếu dấu. Tên đất, từ chuyên môn mà chương trình chưa biết thì ghi ở kehoach.toml: [spelling] words = [\"…\"].",
        "A syllable has an onset, a rhyme and a tone, and there must be a word of it. Names, abbreviations, addresses, quotations and loanwords are not judged. A project excuses its own words in kehoach.toml: [spelling] words = [\"…\"].",
    law: "Quy tắc chính tả tiếng Việt",
    bad: "Phối hợp với các nghành để giải quyềt hồ sơ",
    good: "Phối hợp với các ngành để giải quyết hồ sơ",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let speller = &subject.lexicon.speller;
    let mut left = MISSPELT;
    for passage in subject.own_wording() {
        let all = passage.words();
        let mut others: Option<Others<'_>> = None;
        for (at, word) in all.iter().enumerate().filter(|(_, word)| !speller.knows(word)) {
            let range = word.range();
            let typed = &passage.plain()[range.clone()];
            let Some(lower) = judged(passage, all, at) else { continue };
            let others = others.get_or_insert_with(|| Others::of(subject, passage));
            let in_phrase = || speller.knows_in_phrase(passage.plain(), all, at);
            if subject.excuses(&lower) || in_phrase() || others.speak_of(&range, typed, word) {
                continue;
            }
            let near = match left {
                0 => Vec::new(),
                _ if lower.is_ascii() => speller.nearest_of_plain(&lower),
                _ => speller.nearest(&lower),
            };
            if !lower.is_ascii() {
                left = left.saturating_sub(1);
            }
            if may_be_foreign(&lower) && (near.is_empty() || is_among_foreign(subject, passage.plain(), all, at)) {
                continue;
            }
            let meant: Vec<String> = near.iter().map(|near| like(typed, near)).collect();
            let (vi, en) = match meant.as_slice() {
                [] => ("xem lại chữ này".to_owned(), "look at this word again".to_owned()),
                [one] => (format!("viết `{one}`"), format!("write `{one}`")),
                several => (format!("chọn {}", list_vi(several)), format!("choose {}", list_en(several))),
            };
            let excuse = format!("[spelling] words = [\"{typed}\"]");
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    range,
                    format!("viết sai chính tả: `{typed}`"),
                    format!("`{typed}` is not a Vietnamese word"),
                )
                .help(text(
                    format!("{vi}; nếu là tên riêng, từ chuyên môn thì ghi vào kehoach.toml: {excuse}"),
                    format!("{en}; a name or a technical word is excused in kehoach.toml: {excuse}"),
                )),
            );
        }
    }
}

/// What other rules say of a passage, and quotations: one mistake is one finding.
struct Others<'l> {
    speller: &'l Speller,
    typos: Vec<Range<usize>>,
    quotations: Quotations,
}

impl<'l> Others<'l> {
    fn of(subject: &'l Subject<'_, '_>, passage: &Passage<'_>) -> Self {
        let typos = subject
            .lexicon
            .typos
            .find(passage, &subject.lexicon.compounds)
            .into_iter()
            .map(|(range, _)| range)
            .collect();
        Self { speller: &subject.lexicon.speller, typos, quotations: Quotations::of(passage.plain()) }
    }

    fn speak_of(&self, range: &Range<usize>, typed: &str, word: &Word) -> bool {
        self.typos.iter().any(|typo| typo.start <= range.start && range.end <= typo.end)
            || self.quotations.contain(range.start)
            || (word.shows(Trait::TwoTones) && self.speller.apart(&typed.to_lowercase()).is_some())
            || (word.shows(Trait::MisplacedTone) && misplaced(typed).is_some())
    }
}

/// Returns a word in lower case, if it is to be a Vietnamese one: no name, abbreviation, number, address or sign.
fn judged(passage: &Passage<'_>, all: &[Word], at: usize) -> Option<String> {
    let (plain, word) = (passage.plain(), &all[at]);
    let typed = &plain[word.range()];
    let mut letters = typed.chars();
    let no_word = word.shows(Trait::Digit)
        || word.shows(Trait::MixedCase)
        || typed.chars().nth(1).is_none()
        || (typed.is_ascii() && typed.len() < 3)
        || !typed.chars().all(is_vietnamese)
        || !typed.chars().any(|letter| "aăâeêioôơuưy".contains(Character::of(letter).base))
        || is_inside_a_token(plain, &word.range());
    if no_word {
        return None;
    }
    let first_is_capital = letters.next().is_some_and(char::is_uppercase);
    if first_is_capital && letters.next().is_some_and(char::is_uppercase) {
        // An abbreviation has no tone.
        typed.chars().any(|letter| Character::of(letter).tone.is_some()).then(|| typed.to_lowercase())
    } else if first_is_capital {
        (!is_name(plain, all, at)).then(|| typed.to_lowercase())
    } else {
        Some(typed.to_owned())
    }
}

/// Letters of the alphabet and the four that only loanwords have.
fn is_vietnamese(letter: char) -> bool {
    let Character { bare, base, .. } = Character::of(letter);
    bare.is_ascii_lowercase() && (base.is_ascii_lowercase() || "ăâđêôơư".contains(base))
}

/// Returns whether a word touches something else than the marks of sentences: an address, a file, a symbol, a hyphen of a loanword.
fn is_inside_a_token(plain: &str, word: &Range<usize>) -> bool {
    const SIGNS: &str = "@_/\\-&=+#'’.:*`~";
    let is_part = |letter: char| letter.is_alphanumeric() || letter == OBJECT;
    let (before, behind) = (&plain[..word.start], &plain[word.end..]);
    let mut backwards = before.chars().rev();
    let touched_before = match backwards.next() {
        Some(OBJECT | '@' | '#' | '_' | '\\' | '^') => true,
        Some(sign) if SIGNS.contains(sign) => backwards.next().is_some_and(|letter| is_part(letter) || letter == sign),
        _ => false,
    };
    let mut forwards = behind.chars();
    touched_before
        || match forwards.next() {
            Some(OBJECT | '@' | '_' | '\\') => true,
            Some(sign) if SIGNS.contains(sign) => {
                forwards.next().is_some_and(|letter| is_part(letter) || letter == '/')
            }
            _ => false,
        }
}

/// Returns whether a word with a capital is a name, or a part of one: it stands inside a sentence, or another capital follows.
fn is_name(plain: &str, all: &[Word], at: usize) -> bool {
    let joined = |one: usize, other: usize| plain[all[one].end()..all[other].start()].trim_matches(' ').is_empty();
    let capital_follows = all.get(at + 1).is_some_and(|next| next.shows(Trait::Capital) && joined(at, at + 1));
    let begins = match at.checked_sub(1) {
        None => true,
        Some(before) => {
            let gap = &plain[all[before].end()..all[at].start()];
            gap.contains(['.', '!', '?', ':', ';', '\n', '-', '–', '+', '|', ')', '*'])
        }
    };
    capital_follows || !begins
}

/// Returns whether a word may be of another language: it has no mark, or a letter that Vietnamese words have not.
fn may_be_foreign(lower: &str) -> bool {
    lower.is_ascii() || lower.contains(['f', 'j', 'w', 'z'])
}

/// Returns whether a word of another language is near: what is in a foreign phrase is no slip.
fn is_among_foreign(subject: &Subject<'_, '_>, plain: &str, all: &[Word], at: usize) -> bool {
    const NEAR: usize = 2;
    let speller = &subject.lexicon.speller;
    // The next sentence is another matter.
    let joined = |one: &Word, other: &Word| !plain[one.end()..other.start()].contains(['.', '!', '?', ';', ':', '\n']);
    let before = all[..at].iter().rev().zip(all[..=at].iter().rev());
    let before = before.take(NEAR).take_while(|(one, other)| joined(one, other)).map(|(one, _)| one);
    let behind = all[at..].iter().zip(&all[at + 1..]);
    let behind = behind.take(NEAR).take_while(|(one, other)| joined(one, other)).map(|(_, other)| other);
    before.chain(behind).any(|other| {
        let typed = &plain[other.range()];
        let plain_word = typed.len() > 2 && typed.bytes().all(|letter| letter.is_ascii_lowercase());
        plain_word && !speller.knows(other) && speller.nearest_of_plain(typed).is_empty()
    })
}

/// Returns a proposal with the capitals of the typed word.
fn like(typed: &str, near: &str) -> String {
    let mut letters = typed.chars();
    match (letters.next().is_some_and(char::is_uppercase), letters.next().is_some_and(char::is_uppercase)) {
        (true, true) => near.to_uppercase(),
        (true, false) => letter::capitalized(near),
        _ => near.to_owned(),
    }
}
