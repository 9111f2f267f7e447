//! TT011: an unbalanced bracket or quotation mark.

use std::ops::Range;

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{Passage, is_seconds};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT011", name: "unbalanced-pair", level: Error, since: "0.1.0", fix: None,
    title: "ngoặc đơn, ngoặc kép không có đôi", "an unbalanced bracket or quotation mark",
    explanation: "Mỗi dấu mở ngoặc có một dấu đóng ngoặc trong cùng một ý. Đoạn trích dẫn trong ngoặc kép được kéo qua nhiều dòng.",
        "Each opening mark has its closing mark in the same item. A quotation may span several lines.",
    law: "Quy tắc chính tả tiếng Việt",
    bad: "- Hỗ trợ người dân và doanh nghiệp).",
    good: "- Hỗ trợ người dân và doanh nghiệp.",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        if !passage.may_hold(BRACKETS) && !passage.may_hold(QUOTES) {
            continue;
        }
        let mut left = Vec::new();
        let all = signs(passage, BRACKETS);
        let mut examine = |range: &Range<usize>| {
            let from = all.partition_point(|(at, _)| *at < range.start);
            let to = all.partition_point(|(at, _)| *at < range.end);
            report(passage, brackets(passage, range, &all[from..to], &mut left), findings);
        };
        if passage.role.is_prose() {
            passage.blocks().iter().for_each(|block| examine(&block.range));
        } else {
            examine(&(0..passage.plain().len()));
        }
        let unbalanced = quotes(passage, &signs(passage, QUOTES), findings);
        report(passage, unbalanced, findings);
    }
}

const BRACKETS: &[char] = &['(', ')', '[', ']'];
const QUOTES: &[char] = &['“', '”', '«', '»', '"'];

/// Returns the places of some signs, in order.
fn signs(passage: &Passage<'_>, wanted: &[char]) -> Vec<(usize, char)> {
    let inside = |(gap, signs): (Range<usize>, &str)| {
        signs
            .char_indices()
            .filter(|(_, sign)| wanted.contains(sign))
            .map(move |(at, sign)| (gap.start + at, sign))
            .filter(|(at, _)| !is_seconds(passage.plain(), *at))
            .collect::<Vec<_>>()
    };
    passage.gaps().flat_map(inside).collect()
}

fn partner(letter: char) -> char {
    match letter {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '“' => '”',
        '”' => '“',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

/// Returns the unbalanced round and square brackets of one block. A bracket that an earlier block left open was reported there.
fn brackets(
    passage: &Passage<'_>,
    range: &Range<usize>,
    signs: &[(usize, char)],
    left: &mut Vec<char>,
) -> Vec<(usize, char)> {
    let piece = &passage.plain()[range.clone()];
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut unopened: Vec<(usize, char)> = Vec::new();
    for (at, letter) in signs.iter().map(|(at, letter)| (at - range.start, *letter)) {
        match letter {
            '(' | '[' => open.push((at, letter)),
            _ => match open.iter().rposition(|(_, opening)| *opening == partner(letter)) {
                Some(index) => {
                    open.remove(index);
                }
                None if letter == ')' && is_point(piece, at) => {}
                None => match left.iter().rposition(|opening| *opening == partner(letter)) {
                    Some(index) => {
                        left.remove(index);
                    }
                    None => unopened.push((at, letter)),
                },
            },
        }
    }
    left.extend(open.iter().map(|(_, letter)| *letter));
    unopened.into_iter().chain(open).map(|(at, letter)| (range.start + at, letter)).collect()
}

/// Returns whether a bracket is that of a point: «a)», «2)», «iii)».
fn is_point(piece: &str, at: usize) -> bool {
    let before = &piece[..at];
    let start = before
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |found| found + before[found..].chars().next().map_or(0, char::len_utf8));
    let name = &before[start..];
    let letters = name.chars().count();
    let counts = |signs: &[u8]| name.bytes().all(|byte| signs.contains(&byte));
    letters == 1 || (letters == 2 && counts(b"0123456789")) || ((2..=4).contains(&letters) && counts(b"ivx"))
}

/// Returns the unbalanced quotation marks of the whole text: a quotation may have several paragraphs. Reports those whose two
/// ends differ.
fn quotes(passage: &Passage<'_>, signs: &[(usize, char)], findings: &mut Findings) -> Vec<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut unopened: Vec<(usize, char)> = Vec::new();
    for (at, letter) in signs.iter().copied() {
        match (letter, open.last().map(|(_, opening)| *opening)) {
            ('"', Some('"')) | ('”', Some('“')) | ('»', Some('«')) => {
                open.pop();
            }
            ('"', Some('“')) | ('”', Some('"')) => {
                open.pop();
                findings.push(
                    found(
                        &RULE.meta,
                        passage,
                        at..at + letter.len_utf8(),
                        "ngoặc kép mở và đóng khác kiểu",
                        "mismatched quotation marks",
                    )
                    .help(text("dùng một kiểu: `“…”`", "use one kind: `“…”`")),
                );
            }
            ('“' | '«' | '"', _) => open.push((at, letter)),
            _ => unopened.push((at, letter)),
        }
    }
    unopened.extend(open);
    unopened
}

/// Reports unbalanced signs. A run of the same sign is one slip of the finger.
fn report(passage: &Passage<'_>, unbalanced: Vec<(usize, char)>, findings: &mut Findings) {
    let mut behind = None;
    for (at, letter) in unbalanced {
        if behind != Some((at, letter)) {
            push(passage, at, letter, findings);
        }
        behind = Some((at + letter.len_utf8(), letter));
    }
}

fn push(passage: &Passage<'_>, at: usize, letter: char, findings: &mut Findings) {
    let other = partner(letter);
    let opening = matches!(letter, '(' | '[' | '“' | '«');
    let (vi, en) = match (letter, opening) {
        ('"', _) => ("ngoặc kép `\"` không có đôi".to_owned(), "unbalanced quotation mark `\"`".to_owned()),
        (_, true) => {
            (format!("mở ngoặc `{letter}` mà không có `{other}`"), format!("unclosed `{letter}`: missing `{other}`"))
        }
        (_, false) => {
            (format!("đóng ngoặc `{letter}` mà không có `{other}`"), format!("unopened `{letter}`: missing `{other}`"))
        }
    };
    findings.push(found(&RULE.meta, passage, at..at + letter.len_utf8(), vi, en).help(text(
        format!("thêm `{other}` vào đúng chỗ, hoặc bỏ `{letter}`"),
        format!("add `{other}` where it belongs, or remove `{letter}`"),
    )));
}
