//! TT001: a number or a mark typed where the program puts its own.

use std::ops::Range;

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{BlockKind, OBJECT, Passage, Role, Trait, Word};
use crate::checks::rules::found::{first_words, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT001", name: "typed-numbering", level: Error, since: "0.1.0", fix: None,
    title: "số thứ tự, số trang gõ tay", "a number typed by hand",
    explanation: "Chương trình tự đánh số mục, hàng của bảng, ý (a, b, c) và trang. Số gõ tay sẽ in thêm một lần nữa, và sai ngay khi thêm hoặc bớt một mục; số trang gõ tay là chữ theo vào khi chép từ bản PDF.",
        "The program numbers headings, rows, points and pages. A typed number is printed next to it, and is wrong as soon as something is added.",
    law: "Phụ lục I, mục I.7 và mục II.6.đ Nghị định số 30/2020/NĐ-CP",
    bad: "title = \"III. Nội dung\"",
    good: "title = \"Nội dung\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let openings = &subject.vocabulary().sentences.rows;
    for passage in subject.own_passages() {
        let plain = passage.plain();
        match passage.role {
            role if role.is_heading() => number(passage, 0, "tiêu đề", "title", findings),
            Role::Target | Role::Task | Role::TaskDetail | Role::Basis => {
                row(passage, openings, findings);
                page(passage, 0..plain.len(), findings);
            }
            role if role.is_prose() => {
                for block in passage.blocks() {
                    match block.kind {
                        BlockKind::Item | BlockKind::Paragraph => {
                            number(passage, block.range.start, "ý", "item", findings);
                            page(passage, block.range.clone(), findings);
                        }
                        BlockKind::Row => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// A number in front of a title or an item.
fn number(passage: &Passage<'_>, start: usize, vi: &str, en: &str, findings: &mut Findings) {
    let Some(length) = leading_number(&passage.plain()[start..]) else { return };
    push(passage, start..start + length, vi, en, findings);
}

fn push(passage: &Passage<'_>, range: Range<usize>, vi: &str, en: &str, findings: &mut Findings) {
    let typed = passage.plain()[range.clone()].to_owned();
    let rest = first_words(&passage.plain()[range.end..]);
    let what = if typed.contains(char::is_alphanumeric) {
        ("số thứ tự", "number")
    } else {
        ("dấu đầu dòng", "mark")
    };
    let finding = found(
        &RULE.meta,
        passage,
        range,
        format!("{} gõ tay `{typed}` ở đầu {vi}", what.0),
        format!("the {} `{typed}` is typed before the {en}", what.1),
    );
    findings.push(if vi == "ý" {
        finding.help(text(
            format!("viết `- {rest}`; ý cần đánh số thì viết `1. `, chương trình in thành a), b), c)"),
            format!("write `- {rest}`; for numbered points write `1. `, which prints as a), b), c)"),
        ))
    } else {
        finding.help(text(
            format!("chỉ viết `{rest}`; chương trình tự đặt {}", what.0),
            format!("write `{rest}`; the program adds the {}", what.1),
        ))
    });
}

/// A number or a mark in front of the text of a row: «2. Tối thiểu», «2 Tối thiểu», «- Tối thiểu».
fn row(passage: &Passage<'_>, openings: &[String], findings: &mut Findings) {
    let plain = passage.plain();
    let start = plain.len() - plain.trim_start().len();
    let line = &plain[start..];
    let mark = line.find(' ').filter(|&at| matches!(&line[..at], "-" | "+" | "–" | "•"));
    let bare = || {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = line[digits..].strip_prefix(' ')?;
        let counts = rest.starts_with(|c: char| c.is_ascii_digit() || c == OBJECT)
            || openings.iter().any(|opening| rest.starts_with(opening));
        ((1..=2).contains(&digits) && !line.starts_with('0') && counts).then_some(digits)
    };
    let length = mark.or_else(|| leading_number(line)).or_else(bare);
    if let Some(length) = length {
        push(passage, start..start + length, "câu", "text", findings);
    }
}

/// A page number copied from a PDF: a lone number after the end of a sentence, in the last line of a range.
fn page(passage: &Passage<'_>, range: Range<usize>, findings: &mut Findings) {
    let plain = passage.plain();
    let words = passage.words();
    let from = words.partition_point(|word| word.start() < range.start);
    let numbers = words[from..].iter().filter(|word| word.shows(Trait::Digit) && word.shows(Trait::Apart));
    for at in numbers.map(Word::start).take_while(|at| *at < range.end) {
        let (before, rest) = (&plain[..at], &plain[at..range.end]);
        if !(before.ends_with(". ") || before.ends_with("; ")) || rest.contains(['\n', OBJECT]) {
            continue;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = &rest[digits..];
        let alone = behind.trim().is_empty() || behind.starts_with(" - ") || behind.starts_with(" + ");
        if (1..=3).contains(&digits) && alone {
            let range = at..at + digits;
            let typed = plain[range.clone()].to_owned();
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    range,
                    format!("số `{typed}` đứng lẻ sau dấu hết câu, có lẽ là số trang chép theo từ bản PDF"),
                    format!("a lone number `{typed}` after a sentence; it may be a page number"),
                )
                .help(text(
                    format!("bỏ `{typed}`; câu sau nó là ý mới thì xuống dòng, viết `- ` ở đầu"),
                    format!("remove `{typed}`; start a new line with `- ` if an item follows"),
                )),
            );
        }
    }
}

/// Returns the length of a number with its mark: «III.», «1.», «2.1.», «a)»; of «2.1» too, before a capital.
fn leading_number(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let roman = bytes.iter().take_while(|byte| matches!(byte, b'I' | b'V' | b'X')).count();
    let digits = digits_and_dots(line);
    let letter = line.chars().next().filter(|first| first.is_lowercase()).map_or(0, char::len_utf8);
    let marked = |length: usize, marks: &[u8]| {
        let mark = bytes.get(length).filter(|byte| marks.contains(byte));
        let follows = line.get(length + 1..).and_then(|rest| rest.chars().next());
        (length > 0
            && mark.is_some()
            && follows.is_some_and(|next| next == ' ' || next.is_alphabetic() || next == OBJECT))
        .then_some(length + 1)
    };
    marked(roman, b".)/")
        .or_else(|| marked(digits, b".)"))
        .or_else(|| marked(letter, b")"))
        .or_else(|| dotted_before_capital(line, digits))
}

fn dotted_before_capital(line: &str, digits: usize) -> Option<usize> {
    let rest = line.get(digits..)?.strip_prefix(' ')?;
    (line[..digits].contains('.') && rest.starts_with(char::is_uppercase)).then_some(digits)
}

/// Returns the length of «2», «2.1», «2.1.3»: groups of one or two digits, no dot at the end.
fn digits_and_dots(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut end = 0;
    loop {
        let group = bytes[end..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=2).contains(&group) {
            return end.saturating_sub(1);
        }
        end += group;
        if bytes.get(end) != Some(&b'.') || !bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
            return end;
        }
        end += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::leading_number;

    #[test]
    fn numbers_in_front_are_seen() {
        for (line, typed) in [
            ("III. Nội dung", "III."),
            ("V.TỔ CHỨC", "V."),
            ("1.Phòng", "1."),
            ("2.1. Hạ tầng", "2.1."),
            ("2.1 Hạ tầng", "2.1"),
            ("a) Hạ tầng", "a)"),
            ("12) Hạ tầng", "12)"),
        ] {
            assert_eq!(leading_number(line).map(|length| &line[..length]), Some(typed), "{line}");
        }
        for line in
            ["VNeID", "100% hồ sơ", "1.000 hồ sơ", "4.0 là", "06 nhiệm vụ", "Internet", "5G", "2026", "1,5 tỷ", "I", ""]
        {
            assert_eq!(leading_number(line), None, "{line}");
        }
    }
}
