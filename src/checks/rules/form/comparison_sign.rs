//! TT015: a sign of comparison without its spaces, typed as two signs, or said twice.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::prose::{OBJECT, Passage};
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT015", name: "comparison-sign", level: Warning, since: "0.1.0", fix: Safe,
    title: "dấu so sánh viết sai", "a sign of comparison in the wrong form",
    explanation: "Dấu `≥`, `≤`, `>`, `<` cách số một dấu cách và không gõ thành hai dấu (`>=`). «Tối thiểu», «ít nhất», «trên» đã là dấu so sánh: «tối thiểu > 75%» nói hai lần, và nói hai mức khác nhau.",
        "A sign of comparison is one character with a space before the number. Words such as «at least» compare already: with a sign as well, the sentence has two meanings.",
    law: "Quy ước trình bày của chương trình",
    bad: "tỷ lệ hồ sơ trực tuyến >=95%",
    good: "tỷ lệ hồ sơ trực tuyến ≥ 95%",
}

const SIGNS: &[char] = &['≥', '≤', '>', '<', '='];

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let comparing = &subject.vocabulary().quantities.comparing;
    for passage in subject.own_passages() {
        if !passage.may_hold(SIGNS) {
            continue;
        }
        let plain = passage.plain();
        let mut at = 0;
        while let Some(start) = plain[at..].find(SIGNS).map(|found| at + found) {
            let length = plain[start..].chars().take_while(|c| SIGNS.contains(c)).map(char::len_utf8).sum::<usize>();
            at = start + length;
            if let Some(finding) = examine(passage, start..at, comparing) {
                findings.push(finding);
            }
        }
    }
}

fn examine(passage: &Passage<'_>, range: Range<usize>, comparing: &[String]) -> Option<Diagnostic> {
    let plain = passage.plain();
    let sign = match &plain[range.clone()] {
        ">=" | "=>" | "≥" | "≥=" => "≥",
        "<=" | "=<" | "≤" | "≤=" => "≤",
        ">" => ">",
        "<" => "<",
        _ => return None,
    };
    // A backslash keeps the sign from being markup; it is typed, and not printed.
    let escaped = passage.role.is_prose() && plain[..range.start].ends_with('\\');
    let range = range.start - usize::from(escaped)..range.end;
    let (before, after) = (&plain[..range.start], &plain[range.end..]);
    let spaces = after.len() - after.trim_start_matches(' ').len();
    let number: String =
        after[spaces..].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%')).collect();
    let number = number.trim_end_matches(['.', ',']);
    let data = after[spaces..].starts_with(OBJECT);
    // An arrow, the mark of a quotation, or the start of a line: no comparison.
    let line = before.rsplit('\n').next().unwrap_or_default();
    if (number.is_empty() && !data)
        || before.ends_with(['-', '<', '>'])
        || (line.trim().is_empty() && passage.role.is_prose())
    {
        return None;
    }
    let words = before.trim_end();
    if let Some(word) = comparing.iter().find(|word| ends_with_phrase(words, word)) {
        let start = words.len() - word.len();
        return Some(
            found(
                &RULE.meta,
                passage,
                start..range.end,
                format!("so sánh hai lần: `{word}` và dấu `{sign}`"),
                format!("compared twice: `{word}` and `{sign}`"),
            )
            .help(text(
                format!("chỉ giữ một: `{word} {number}` hoặc `{sign} {number}`"),
                format!("keep one of them: `{word} {number}` or `{sign} {number}`"),
            )),
        );
    }
    let typed = plain[range.clone()].trim_start_matches('\\');
    let apart = before.is_empty() || before.ends_with([' ', '(', '|', '\n', '“', '"', OBJECT]);
    if sign == typed && spaces > 0 && apart {
        return None;
    }
    let kept = if escaped && sign.is_ascii() { "\\" } else { "" };
    let put = format!("{}{kept}{sign} ", if apart { "" } else { " " });
    let (vi, en) = if sign == typed {
        (format!("dấu `{sign}` viết liền với số hoặc chữ"), format!("no space around `{sign}`"))
    } else {
        (format!("dấu `{sign}` gõ thành `{typed}`"), format!("`{sign}` is typed as `{typed}`"))
    };
    let finding = found(&RULE.meta, passage, range.start..range.end + spaces + number.len(), vi, en)
        .help(text(format!("viết `{sign} {number}`"), format!("write `{sign} {number}`")));
    Some(fixed(finding, passage, range.start..range.end + spaces, put))
}

fn ends_with_phrase(words: &str, phrase: &str) -> bool {
    words.strip_suffix(phrase).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}
