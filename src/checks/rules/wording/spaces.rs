//! CV006: spaces that are missing, too many, or of the wrong kind.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::vietnamese::letter::capitalized;
use crate::checks::prose::{OBJECT, Passage, Speller, Trait, Word, is_seconds, list_mark};
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::wording::tone::is_toned;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CV006", name: "spaces", level: Warning, since: "0.1.0", fix: Safe,
    title: "thừa, thiếu dấu cách", "a missing or extra space",
    explanation: "Giữa hai từ là một dấu cách; trước dấu câu không có dấu cách, sau dấu câu có một dấu cách; không dùng phím Tab, dấu cách không ngắt. Dấu cách không ngắt trước số («số 57») thì giữ.",
        "One space between words, none before a mark, one after it; no tabs. A no-break space is kept before a number only.",
    law: "Quy tắc chính tả tiếng Việt",
    bad: "các ngành , đoàn thể(văn hóa,xã hội)",
    good: "các ngành, đoàn thể (văn hóa, xã hội)",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        let mut words = passage.words();
        for (range, line) in passage.lines() {
            let inside = words.partition_point(|word| word.start() < range.end);
            let (here, behind) = words.split_at(inside);
            words = behind;
            Line { passage, row: line.starts_with('|'), range, words: here }.check(findings);
        }
        glued(passage, &subject.lexicon.speller, findings);
        behind_number(passage, findings);
    }
}

/// What is always allowed between two words.
const USUAL: &[&str] = &[", ", ". ", "; ", ": ", "-", "/", " - ", " (", ") "];

/// Returns whether a sign is a space that does not break a line.
fn is_no_break(sign: char) -> bool {
    matches!(sign, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Returns whether a sign is a space or a tab.
fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t') || is_no_break(sign)
}

/// One line of a passage.
struct Line<'l, 'a> {
    passage: &'l Passage<'a>,
    range: Range<usize>,
    words: &'l [Word],
    /// Whether it is a row of a table, where cells are filled up with spaces.
    row: bool,
}

impl Line<'_, '_> {
    /// Whatever is wrong is between words; most have one space between them.
    fn check(&self, findings: &mut Findings) {
        let mut end = 0;
        for word in self.words {
            let start = word.start() - self.range.start;
            if word.shows(Trait::Apart) {
                self.between(end..start, findings);
            }
            end = word.end() - self.range.start;
        }
        self.between(end..self.range.len(), findings);
    }

    /// Checks a range of the line that has no word.
    fn between(&self, gap: Range<usize>, findings: &mut Findings) {
        let line = &self.passage.plain()[self.range.clone()];
        if USUAL.contains(&&line[gap.clone()]) {
            return;
        }
        let mark = list_mark(line).unwrap_or(0);
        let mut before = line[..gap.start].chars().next_back().unwrap_or(' ');
        let mut letters = line[gap.start..].char_indices().map(|(at, letter)| (gap.start + at, letter)).peekable();
        while let Some((at, letter)) = letters.next_if(|(at, _)| *at < gap.end) {
            let next = letters.peek().map_or('\n', |(_, next)| *next);
            let finding = match letter {
                blank if is_blank(blank) => {
                    let blanks = line[at..gap.end].find(|sign| !is_blank(sign)).unwrap_or(gap.end - at);
                    while letters.next_if(|(other, _)| *other < at + blanks).is_some() {}
                    self.blanks(before, at..at + blanks, at < mark)
                }
                ',' | ';' | ':' | '.' | ')' | '”' | '%' => self.behind_mark(line, before, at, letter, next),
                '(' | '“' => self.before_opening(before, at, letter, next),
                _ => None,
            };
            findings.extend(finding);
            before = letter;
        }
    }

    /// A run of spaces and tabs: of the wrong kind, too many, before a mark, or inside brackets. `indents` says that it stands before an item.
    fn blanks(&self, before: char, range: Range<usize>, indents: bool) -> Option<Diagnostic> {
        let line = &self.passage.plain()[self.range.clone()];
        let run = &line[range.clone()];
        let rest = &line[range.end..];
        let next = rest.chars().next().unwrap_or('\n');
        if run.contains('\t') {
            return Some(self.reported(range, "phím Tab gõ giữa câu", "a tab inside a sentence", Some(" ")));
        }
        let holds_number = |sign: char| sign.is_ascii_digit();
        let is_kept = run.chars().count() == 1 && (holds_number(before) || holds_number(next));
        if run.contains(is_no_break) && !is_kept {
            let (vi, en) = ("dấu cách không ngắt giữa hai chữ", "a no-break space between words");
            return Some(self.reported(range, vi, en, Some(" ")));
        }
        if indents || run.contains(is_no_break) || next == '\n' {
            return None;
        }
        let second = rest.chars().nth(1).unwrap_or(' ');
        let closes = match next {
            ',' | ';' | ':' | '!' | '?' => true,
            '.' => !(second == '.' || second == '/' || second.is_alphanumeric()),
            ')' | '”' => !self.row,
            _ => false,
        };
        if closes && before != '|' && !(self.row && next == ':') {
            let (vi, en) = (format!("dấu cách trước `{next}`"), format!("a space before `{next}`"));
            return Some(self.reported(range, vi, en, Some("")));
        }
        if matches!(before, '(' | '“') && !self.row {
            let (vi, en) = (format!("dấu cách sau `{before}`"), format!("a space after `{before}`"));
            return Some(self.reported(range, vi, en, Some("")));
        }
        (range.len() > 1 && !self.row).then(|| {
            let (vi, en) = (format!("{} dấu cách liền nhau", range.len()), "more than one space");
            self.reported(range, vi, en, Some(" "))
        })
    }

    /// A letter that follows a mark without a space.
    fn behind_mark(&self, line: &str, before: char, at: usize, mark: char, next: char) -> Option<Diagnostic> {
        let missing = next.is_alphabetic()
            && match mark {
                ',' | ';' => before.is_alphanumeric() || matches!(before, ')' | '”' | '%' | OBJECT),
                ':' => before.is_alphabetic(),
                // «TP.Hải Phòng», «haiphong.gov.vn»: an abbreviation, an address.
                // «(2,5x3,0)m»: a unit behind a number in brackets.
                ')' if line[..at].ends_with(|sign: char| sign.is_ascii_digit()) => {
                    line[at + 1..].chars().take_while(|letter| letter.is_alphabetic()).count() > 2
                }
                '.' => {
                    let rest = &line[at + 1..];
                    let word = line[around(line, at).0..at]
                        .rsplit(|letter: char| !letter.is_alphabetic())
                        .next()
                        .unwrap_or_default();
                    let whole = before.is_lowercase()
                        && (word.chars().count() > 3 || (word.starts_with(char::is_lowercase) && !word.is_ascii()));
                    let sentence = next.is_uppercase() && rest.chars().nth(1).is_some_and(char::is_lowercase);
                    (whole || matches!(before, ')' | '”' | '%')) && sentence
                }
                _ => true,
            };
        if !missing || is_seconds(line, at) || is_address(line, at) || is_joined_by_ampersand(line, at) {
            return None;
        }
        let range = at..at + mark.len_utf8();
        let (vi, en) = (format!("thiếu dấu cách sau `{mark}`"), format!("missing space after `{mark}`"));
        Some(self.reported(range, vi, en, Some(&format!("{mark} "))))
    }

    /// A letter right before an opening mark.
    fn before_opening(&self, before: char, at: usize, mark: char, next: char) -> Option<Diagnostic> {
        let line = &self.passage.plain()[self.range.clone()];
        // «UBND(theo …)»; of «f(x)», «H(t)» the brackets belong to the sign.
        let word = line[..at].rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let inside = line[at + mark.len_utf8()..].chars().nth(1).is_some_and(char::is_lowercase);
        let behind_word = (before.is_lowercase() && word.chars().nth(1).is_some())
            || (before.is_uppercase() && word.chars().nth(2).is_some() && inside);
        if !behind_word || !next.is_alphabetic() || is_address(line, at) {
            return None;
        }
        let range = at..at + mark.len_utf8();
        let (vi, en) = (format!("thiếu dấu cách trước `{mark}`"), format!("missing space before `{mark}`"));
        Some(self.reported(range, vi, en, Some(&format!(" {mark}"))))
    }

    /// A finding at a range of the line, shown with the words around it.
    fn reported(
        &self,
        range: Range<usize>,
        vi: impl Into<String>,
        en: impl Into<String>,
        put: Option<&str>,
    ) -> Diagnostic {
        let line = &self.passage.plain()[self.range.clone()];
        let place = self.range.start + range.start..self.range.start + range.end;
        let left = line[around(line, range.start).0..range.start].rsplit([' ', OBJECT]).next().unwrap_or_default();
        let right = line[range.end..around(line, range.end).1].split([' ', OBJECT]).next().unwrap_or_default();
        let finding = found(&RULE.meta, self.passage, place.clone(), vi, en);
        match put {
            Some(put) => {
                let good = format!("{left}{put}{right}");
                let finding = finding.help(text(format!("viết `{good}`"), format!("write `{good}`")));
                fixed(finding, self.passage, place, put)
            }
            None => finding,
        }
    }
}

/// Returns whether a place is inside an abbreviation of several names: «KH,CN&ĐMST».
fn is_joined_by_ampersand(line: &str, at: usize) -> bool {
    let start = line[..at].rfind(' ').map_or(0, |space| space + 1);
    let end = line[at..].find(' ').map_or(line.len(), |space| at + space);
    let token = &line[start..end];
    token.contains('&') && !token.contains(char::is_lowercase)
}

/// Returns whether a place is inside an address of the web or of mail.
fn is_address(line: &str, at: usize) -> bool {
    let (from, to) = around(line, at);
    let start = line[from..at].rfind(' ').map_or(from, |found| from + found + 1);
    let end = line[at..to].find(' ').map_or(to, |found| at + found);
    let token = &line[start..end];
    token.contains('@') || token.contains("://") || token.contains("www.") || token.contains("](")
}

/// Returns the piece of a line around a place in which the adjacent words are looked for.
fn around(line: &str, at: usize) -> (usize, usize) {
    const SEEN: usize = 120;
    (line.floor_char_boundary(at.saturating_sub(SEEN)), line.ceil_char_boundary(at + SEEN))
}

/// A number and a word without a space between them: «11hồ sơ». Units are not written with the letters of Vietnamese alone.
fn behind_number(passage: &Passage<'_>, findings: &mut Findings) {
    let plain = passage.plain();
    for word in passage.words().iter().filter(|word| word.shows(Trait::Digit)) {
        let typed = &plain[word.range()];
        let letters = typed.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let digits = typed.len() - letters.len();
        let is_word = letters.chars().nth(1).is_some()
            && letters.chars().all(char::is_lowercase)
            && letters.chars().any(is_toned)
            && !letters.contains(|sign: char| sign.is_ascii_digit());
        if digits == 0 || !is_word {
            continue;
        }
        let range = word.range();
        let at = range.start + digits;
        let good = format!("{} {letters}", &typed[..digits]);
        let finding = found(
            &RULE.meta,
            passage,
            range,
            format!("thiếu dấu cách sau số: `{typed}`"),
            format!("missing space behind a number: `{typed}`"),
        )
        .help(text(format!("viết `{good}`"), format!("write `{good}`")));
        findings.push(fixed(finding, passage, at..at, " "));
    }
}

/// Two words without a space between them: no syllable has two tone marks, or a capital after a small letter.
fn glued(passage: &Passage<'_>, speller: &Speller, findings: &mut Findings) {
    let plain = passage.plain();
    for word in passage.words().iter().filter(|word| word.shows(Trait::MixedCase) || word.shows(Trait::TwoTones)) {
        let range = word.range();
        let word = &plain[range.clone()];
        if word.is_ascii() {
            continue;
        }
        let inner = capital_inside(word);
        let two_tones = word.chars().filter(|letter| is_toned(*letter)).count() > 1;
        // What cannot be taken apart into two words is a slip inside one.
        let apart = if inner.is_none() && two_tones { speller.apart(&word.to_lowercase()) } else { None };
        if inner.is_none() && apart.is_none() {
            continue;
        }
        let finding = found(
            &RULE.meta,
            passage,
            range.clone(),
            format!("hai từ viết liền: `{word}`"),
            format!("two words without a space: `{word}`"),
        );
        findings.push(match inner {
            Some(at) => {
                let good = format!("{} {}", &word[..at], &word[at..]);
                let finding = finding.help(text(format!("viết `{good}`"), format!("write `{good}`")));
                fixed(finding, passage, range.start + at..range.start + at, " ")
            }
            None => {
                let good = apart.unwrap_or_default();
                let good = if word.starts_with(char::is_uppercase) { capitalized(&good) } else { good };
                finding.help(text(format!("viết `{good}`"), format!("write `{good}`")))
            }
        });
    }
}

/// Returns where a word begins inside a word: `PhòngVăn`, `UBNDxã`; not in `VNeID`, `QyĐ`, `TTg`.
fn capital_inside(word: &str) -> Option<usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    for index in 1..letters.len() {
        let (at, letter) = letters[index];
        let before = letters[index - 1].1;
        let tail = &word[at..];
        let small = |text: &str| text.chars().skip(1).count() >= 1 && text.chars().skip(1).all(char::is_lowercase);
        if letter.is_uppercase() && before.is_lowercase() && index >= 2 && small(tail) {
            return Some(at);
        }
        let capitals = letters[..index].iter().all(|(_, letter)| letter.is_uppercase());
        let word_of_its_own =
            tail.chars().count() >= 2 && tail.chars().all(char::is_lowercase) && tail.chars().any(is_toned);
        if capitals && index >= 2 && letter.is_lowercase() && word_of_its_own {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::capital_inside;

    #[test]
    fn words_inside_words_are_seen() {
        assert_eq!(capital_inside("PhòngVăn"), Some("Phòng".len()));
        assert_eq!(capital_inside("UBNDxã"), Some(4));
        for word in ["VNeID", "QyĐ", "TTg", "HĐND", "Phòng", "ĐH", "CĐSQG", "Đề"] {
            assert_eq!(capital_inside(word), None, "{word}");
        }
    }
}
