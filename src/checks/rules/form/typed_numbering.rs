//! TT001: a number or a mark typed where the program puts its own.

use std::ops::Range;

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::item_mark::leading_number;
use crate::checks::prose::{BlockKind, OBJECT, Passage, Role, Trait, Word};
use crate::checks::rules::found::{first_words, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT001", name: "typed-numbering", level: Error, since: "0.1.0", fix: None,
    title: "số thứ tự, số trang gõ tay", "a number typed by hand",
    explanation: "Chương trình tự đánh số mục, điều của quyết định, hàng của bảng, ý (a, b, c) và trang. Số gõ tay sẽ in thêm một lần nữa, và sai ngay khi thêm hoặc bớt một mục; số trang gõ tay là chữ theo vào khi chép từ bản PDF.",
        "The program numbers headings, articles of a decision, rows, points and pages. A typed number is printed next to it, and is wrong as soon as something is added.",
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
                if role == Role::Article {
                    article(passage, findings);
                }
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

/// «Điều 1.» in front of an article.
fn article(passage: &Passage<'_>, findings: &mut Findings) {
    let plain = passage.plain();
    let start = plain.len() - plain.trim_start().len();
    let typed = &plain[start..];
    let Some(number) = typed.get(.."điều".len()).filter(|word| word.to_lowercase() == "điều").and_then(|word| {
        let rest = typed[word.len()..].trim_start_matches([' ', '\u{a0}']);
        let behind = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let mark = behind.strip_prefix(['.', ':'])?;
        (behind.len() < rest.len()).then_some(typed.len() - mark.len())
    }) else {
        return;
    };
    push(passage, start..start + number, "điều", "article", findings);
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
        // «3 - 6 tiết» is a range.
        let item = [" - ", " + "].iter().find_map(|mark| behind.strip_prefix(mark));
        let alone =
            behind.trim().is_empty() || item.is_some_and(|item| !item.starts_with(|sign: char| sign.is_ascii_digit()));
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
