//! Applies the safe fixes of findings to the text of a file.
//!
//! Only the replaced places change. No replacement may change a digit, a quotation mark of TOML or the number of lines:
//! numbers and the structure of the file stay as they are.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use crate::base::diagnostic::{Diagnostic, FixSafety};
use crate::base::source::{FileId, Span};

/// One fix may reveal the next: two spaces before a comma first become one.
pub const MOST_ROUNDS: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    pub text: String,
    /// How many places were fixed.
    pub locations: usize,
    /// Whether decomposed letters of the file were composed (NFC).
    pub composed: bool,
    /// How many findings are left.
    pub left: usize,
}

/// Fixes a text until nothing is left to fix, at most [`MOST_ROUNDS`] times. `check` gives the findings of a text and the file
/// that their spans speak of.
pub fn fix(text: &str, mut check: impl FnMut(&str) -> (Option<FileId>, Vec<Diagnostic>)) -> Fixed {
    let composed = !is_nfc(text);
    let mut out = Fixed { text: text.nfc().collect(), locations: 0, composed, left: 0 };
    for round in 0..=MOST_ROUNDS {
        let (file, findings) = check(&out.text);
        out.left = findings.iter().filter(|finding| finding.waived.is_none()).count();
        let Some(file) = file.filter(|_| round < MOST_ROUNDS) else { break };
        let (next, locations) = apply(&out.text, file, &findings);
        if locations == 0 {
            break;
        }
        out.text = next;
        out.locations += locations;
    }
    out
}

/// Returns whether [`fix`] may change the text of a file with these findings.
#[must_use]
pub fn may_change(text: &str, file: FileId, findings: &[Diagnostic]) -> bool {
    !is_nfc(text) || apply(text, file, findings).1 > 0
}

/// Makes the safe replacements of all findings that no waiver covers; of two that overlap, the first. Returns how many were made.
#[must_use]
pub fn apply(text: &str, file: FileId, findings: &[Diagnostic]) -> (String, usize) {
    let mut replacements: Vec<&(Span, String)> = findings
        .iter()
        .filter(|finding| finding.waived.is_none() && finding.meta.fix == FixSafety::Safe)
        .filter_map(|finding| finding.fix.as_ref())
        .flat_map(|fix| &fix.replacements)
        .filter(|(span, put)| span.file == file && text.get(span.range()).is_some_and(|old| is_safe(old, put)))
        .collect();
    replacements.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut locations = 0;
    let mut last: Option<Span> = None;
    for (span, put) in replacements {
        // Two insertions at one place would come in no certain order.
        if span.start < at
            || last.is_some_and(|last| last.end == span.start && (last.start == span.start || span.start == span.end))
        {
            continue;
        }
        out.push_str(&text[at..span.start]);
        out.push_str(put);
        at = span.end;
        locations += 1;
        last = Some(*span);
    }
    out.push_str(&text[at..]);
    (out, locations)
}

/// Returns whether a replacement leaves numbers, lines and the structure of the file as they are, and changes anything.
fn is_safe(old: &str, put: &str) -> bool {
    let digits = |text: &str| text.chars().filter_map(digit).collect::<String>();
    let structure = |text: &str| {
        text.chars().filter(|letter| matches!(letter, '"' | '\'' | '\\' | '\n' | '\r' | '{' | '}')).collect::<String>()
    };
    // The code of a letter is not a number.
    let (old, put) = (&*without_codes(old), &*without_codes(put));
    let no_control = !put.chars().any(char::is_control);
    old != put && no_control && digits(old) == digits(put) && structure(old) == structure(put)
}

/// Returns a text with the letters that escapes of TOML write by their codes.
fn without_codes(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let digits = match rest.as_bytes().get(at + 1) {
            Some(b'x') => 2,
            Some(b'u') => 4,
            Some(b'U') => 8,
            _ => 0,
        };
        let code = rest.get(at + 2..at + 2 + digits).and_then(|code| u32::from_str_radix(code, 16).ok());
        let (letter, end) = match code.and_then(char::from_u32) {
            Some(letter) => (letter, at + 2 + digits),
            None => ('\\', at + 1),
        };
        out.push_str(&rest[..at]);
        out.push(letter);
        rest = &rest[end..];
    }
    if out.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(out + rest) }
}

/// Returns the digit that a character is: itself, or its plain form where it is one of another width or type. A Roman numeral that is
/// one character, and a letter, is none.
fn digit(letter: char) -> Option<char> {
    match letter {
        '\u{ff10}'..='\u{ff19}' | '\u{1d7ce}'..='\u{1d7ff}' => std::iter::once(letter).nfkc().next(),
        '\u{2160}'..='\u{217f}' => None,
        letter => Some(letter).filter(|letter| letter.is_numeric()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::{NOT_NFC, RuleMeta, text};
    use crate::base::source::SourceMap;

    fn file() -> FileId {
        SourceMap::new().add("plan.toml", "")
    }

    fn finding(file: FileId, replacements: &[(usize, usize, &str)]) -> Diagnostic {
        let whole = Span::new(file, 0..0);
        replacements.iter().fold(Diagnostic::new(&NOT_NFC, whole, text("", "")), |finding, (start, end, put)| {
            finding.fix(Span::new(file, *start..*end), *put)
        })
    }

    #[test]
    fn replacements_are_made_from_left_to_right_and_never_over_each_other() {
        let file = file();
        let findings = [finding(file, &[(4, 6, "X")]), finding(file, &[(0, 1, "Y"), (5, 7, "Z")])];
        assert_eq!(apply("abcdefgh", file, &findings), ("YbcdXgh".to_owned(), 2));
    }

    #[test]
    fn digits_quotes_and_lines_are_never_touched() {
        let file = file();
        let source = "a = \"1 2\"\nb";
        for (start, end, put) in
            [(5, 6, "2"), (4, 5, ""), (9, 10, ""), (0, 1, "\""), (6, 7, "\n"), (0, 1, "a"), (90, 91, "")]
        {
            let findings = [finding(file, &[(start, end, put)])];
            assert_eq!(apply(source, file, &findings), (source.to_owned(), 0), "{start}..{end}");
        }
        assert_eq!(apply("５Ⅳ", file, &[finding(file, &[(0, 6, "5IV")])]).0, "5IV", "the same number");
        assert_eq!(apply("\\u0410I", file, &[finding(file, &[(0, 6, "A")])]).0, "AI", "a letter by its code");
        assert_eq!(apply("\\n1", file, &[finding(file, &[(0, 2, "")])]).1, 0, "a line break");
        assert_eq!(apply("５", file, &[finding(file, &[(0, 3, "6")])]).1, 0, "another number");
        assert_eq!(apply("ã", file, &[finding(file, &[(1, 2, "")])]).1, 0, "inside a letter");
    }

    #[test]
    fn a_waived_finding_is_left_alone() {
        let file = file();
        let mut waived = finding(file, &[(0, 1, "")]);
        waived.waived = Some(crate::base::diagnostic::Waived {
            span: Span::new(file, 0..0),
            reason: String::new(),
            approval: String::new(),
            until: String::new(),
        });
        assert_eq!(apply("ab", file, &[waived]), ("ab".to_owned(), 0));
    }

    #[test]
    fn only_safe_fixes_are_applied() {
        static UNSAFE: RuleMeta = RuleMeta { fix: FixSafety::Unsafe, ..NOT_NFC };
        static NONE: RuleMeta = RuleMeta { fix: FixSafety::None, ..NOT_NFC };
        let file = file();
        for (meta, fixed) in [(&UNSAFE, "ab"), (&NONE, "ab"), (&NOT_NFC, "xb")] {
            let span = Span::new(file, 0..1);
            let finding = Diagnostic::new(meta, span, text("", "")).fix(span, "x");
            assert_eq!(apply("ab", file, &[finding]).0, fixed, "{}", meta.fix.id());
        }
    }

    #[test]
    fn letters_are_composed_and_rounds_end() {
        let file = file();
        let mut rounds = 0;
        let fixed = fix("e\u{302}x", |_| {
            rounds += 1;
            (Some(file), vec![finding(file, &[(0, 0, "y")])])
        });
        assert_eq!((fixed.text.as_str(), fixed.locations, fixed.composed, rounds), ("yyyyyêx", 5, true, 6));
    }
}
