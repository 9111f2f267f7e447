//! CV001: misspellings that are known.

use std::collections::BTreeMap;
use std::ops::Range;

use super::compound_slips::CompoundSlips;
use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter;
use crate::checks::prose::{Compounds, Passage, Quotations, Trait, Word, WordSet, is_word_border, phrase_length};
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{ExactMisspelling, Misspelling, SpellingWords};

declare_rule! {
    needs: Text,
    code: "CV001", name: "known-typo", level: Warning, since: "0.1.0", fix: Safe,
    title: "lỗi chính tả, lỗi gõ đã biết", "a known misspelling",
    explanation: "Danh sách các lỗi hay gặp trong văn bản hành chính, chỉ gồm những chữ không thể đúng ở đâu cả; chữ thiếu dấu móc («nguời», «đuợc»), và từ hay gặp có một tiếng viết lẫn âm, lẫn hoặc thiếu dấu («lưu chữ», «khẫn trương», «nhiêm vụ»). Chữ trong ngoặc kép là lời của văn bản khác, và chỗ giáp của hai từ («tiến hành chinh phục»), không xét.",
        "Misspellings that are never right, letters without their horn, and frequent words in which one syllable has another sound or mark than it should have. Quotations are not checked, nor where one word ends and another begins («tiến hành chinh phục»).",
    law: "Quy tắc chính tả tiếng Việt",
    bad: "Lòng ghép nội dung chuyên đổi số",
    good: "Lồng ghép nội dung chuyển đổi số",
}

/// The misspellings of a vocabulary, ready to be found.
#[derive(Debug)]
pub(in crate::checks::rules) struct KnownTypos {
    /// By first letter in lower case, longer ones first.
    by_letter: BTreeMap<char, Vec<Misspelling>>,
    slips: CompoundSlips,
    exact: Vec<ExactMisspelling>,
    /// The words with which they begin.
    first: WordSet,
}

impl KnownTypos {
    pub(in crate::checks::rules) fn new(spelling: &SpellingWords) -> Self {
        let mut by_letter: BTreeMap<char, Vec<Misspelling>> = BTreeMap::new();
        for typo in &spelling.typos {
            if let Some(first) = typo.wrong.chars().next() {
                by_letter.entry(first).or_default().push(typo.clone());
            }
        }
        let exact = spelling.exact.iter().map(|typo| typo.wrong.as_str());
        let phrases = spelling.typos.iter().map(|typo| typo.wrong.as_str()).chain(exact);
        let (first, slips) = (WordSet::of_phrases(phrases), CompoundSlips::new(spelling));
        Self { by_letter, slips, exact: spelling.exact.clone(), first }
    }

    /// The misspelling that begins with a word, and what is meant.
    fn examine(&self, plain: &str, word: &Range<usize>, before: &str) -> Option<(Range<usize>, String)> {
        let rest = &plain[word.start..];
        let exact = || {
            let typo = self
                .exact
                .iter()
                .find(|typo| rest.starts_with(&typo.wrong) && is_word_border(rest, typo.wrong.len()))?;
            Some((word.start..word.start + typo.wrong.len(), typo.right.clone()))
        };
        let first = rest.chars().next()?;
        let found = self.by_letter.get(&first.to_lowercase().next()?).and_then(|typos| {
            typos.iter().find_map(|typo| {
                let length = phrase_length(rest, &typo.wrong)?;
                let next = rest[length..].trim_start_matches(' ');
                let right = typo.right_after.iter().any(|word| phrase_length(before, word) == Some(before.len()))
                    || typo.right_before.iter().any(|word| phrase_length(next, word).is_some());
                (!right).then(|| (word.start..word.start + length, like(&rest[..length], &typo.right)))
            })
        });
        found
            .or_else(|| if first.is_uppercase() { exact() } else { None })
            .or_else(|| horned(&plain[word.clone()]).map(|right| (word.clone(), right)))
    }

    /// Returns the misspellings of a passage, each with what is meant. Quotations are the words of others.
    pub(super) fn find(&self, passage: &Passage<'_>, compounds: &Compounds) -> Vec<(Range<usize>, String)> {
        let plain = passage.plain();
        let mut quotations = None;
        let mut out: Vec<(Range<usize>, String)> = Vec::new();
        let all = passage.words();
        for (at, word) in all.iter().enumerate() {
            let before = || at.checked_sub(1).and_then(|at| all.get(at)).map_or("", |before| &plain[before.range()]);
            let listed = (self.first.may_begin(&all[at..]) || word.shows(Trait::NoHorn))
                .then(|| self.examine(plain, &word.range(), before()))
                .flatten();
            let slip =
                || self.slips.at(plain, &all[at..]).map(|(range, meant)| (range.clone(), like(&plain[range], meant)));
            let end = out.last().map_or(0, |(range, _)| range.end);
            let examined = listed
                .or_else(slip)
                .filter(|(range, _)| range.start >= end && !is_between_words(plain, all, at, range, compounds));
            let Some((range, right)) = examined else { continue };
            if !quotations.get_or_insert_with(|| Quotations::of(plain)).contain(range.start) {
                out.push((range, right));
            }
        }
        out
    }
}

/// Returns whether a typo of several syllables is the end of one word and the beginning of another: «hành chinh» in «tiến hành chinh phục».
fn is_between_words(plain: &str, all: &[Word], at: usize, typo: &Range<usize>, compounds: &Compounds) -> bool {
    let count = all[at..].iter().take_while(|word| word.end() <= typo.end).count();
    let are_word = |one: usize, other: usize| {
        let (Some(one), Some(other)) = (all.get(one), all.get(other)) else { return false };
        &plain[one.end()..other.start()] == " " && compounds.have(&plain[one.range()], &plain[other.range()])
    };
    let last = at + count.saturating_sub(1);
    count > 1 && (at.checked_sub(1).is_some_and(|before| are_word(before, at)) || are_word(last, last + 1))
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        for (range, right) in subject.lexicon.typos.find(passage, &subject.lexicon.compounds) {
            push(passage, range, &right, findings);
        }
    }
}

/// «nguời» for «người»: after «u», «ơ» followed by a letter is always «ươ».
fn horned(word: &str) -> Option<String> {
    let mut letters = word.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, letter)) = letters.next() {
        if matches!(letter, 'u' | 'U') && !matches!(before, 'q' | 'Q') {
            let with_horn = letters.peek().is_some_and(|(_, next)| "ơớờởỡợƠỚỜỞỠỢ".contains(*next));
            let behind = letters.clone().nth(1).is_some_and(|(_, behind)| behind.is_alphabetic());
            if with_horn && behind {
                let horn = if letter == 'u' { "ư" } else { "Ư" };
                return Some(format!("{}{horn}{}", &word[..at], &word[at + 1..]));
            }
        }
        before = letter;
    }
    None
}

/// Returns the right words with the capitals of the typed ones.
fn like(typed: &str, right: &str) -> String {
    let mut letters = typed.chars().filter(|letter| letter.is_alphabetic());
    if letters.clone().nth(1).is_some() && letters.clone().all(char::is_uppercase) {
        right.to_uppercase()
    } else if letters.next().is_some_and(char::is_uppercase) {
        letter::capitalized(right)
    } else {
        right.to_owned()
    }
}

fn push(passage: &Passage<'_>, range: Range<usize>, right: &str, findings: &mut Findings) {
    let typed = &passage.plain()[range.clone()];
    let finding =
        found(&RULE.meta, passage, range.clone(), format!("lỗi chính tả: `{typed}`"), format!("misspelt: `{typed}`"))
            .help(text(format!("viết `{right}`"), format!("write `{right}`")));
    findings.push(fixed(finding, passage, range, right));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::prose::words;
    use crate::model::packs::Vocabulary;

    #[test]
    fn horns_are_missed_where_they_belong() {
        assert_eq!(horned("nguời").as_deref(), Some("người"));
        assert_eq!(horned("ĐUỢC").as_deref(), Some("ĐƯỢC"));
        for word in ["thuở", "quờ", "huơ", "quơn", "được", "muốn"] {
            assert_eq!(horned(word), None, "{word}");
        }
    }

    #[test]
    fn capitals_are_those_of_the_typed_words() {
        assert_eq!(like("Lòng ghép", "lồng ghép"), "Lồng ghép");
        assert_eq!(like("LÒNG GHÉP", "lồng ghép"), "LỒNG GHÉP");
        assert_eq!(like("lòng ghép", "lồng ghép"), "lồng ghép");
    }

    #[test]
    fn the_list_corrects_for_good() {
        let spelling = &Vocabulary::embedded().spelling;
        let typos = KnownTypos::new(spelling);
        for Misspelling { wrong, right, .. } in &spelling.typos {
            let mut last = 0..0;
            for word in words(right) {
                let before = &right[std::mem::replace(&mut last, word.clone())];
                assert_eq!(typos.examine(right, &word, before), None, "{wrong} is corrected to another misspelling");
            }
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            assert_eq!(digits(wrong), digits(right));
        }
    }
}
