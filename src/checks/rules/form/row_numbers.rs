//! TT002: numbers of rows, typed into a table of prose, that skip, repeat or are missing.

use std::ops::Range;

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{BlockKind, Passage};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT002", name: "row-numbers", level: Warning, since: "0.1.0", fix: None,
    title: "số thứ tự của hàng bị nhảy, trùng hoặc bỏ trống", "row numbers that skip, repeat or are missing",
    explanation: "Bảng gõ trong lời văn phải tự đánh số hàng, nên dễ sót. Chỉ tiêu và nhiệm vụ khai bằng [[targets]], [[tasks]] thì chương trình đánh số.",
        "Rows of a table typed into prose are numbered by hand. Rows of targets and tasks are numbered by the program.",
    law: "Cách trình bày của kehoach; Nghị định số 30/2020/NĐ-CP không quy định",
    bad: "| 5 | Số hóa | 100% |\n|  | Hài lòng | > 90% |\n| 6 | Kỹ năng số | ≥ 50% |",
    good: "| 5 | Số hóa | 100% |\n| 6 | Hài lòng | > 90% |\n| 7 | Kỹ năng số | ≥ 50% |",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages().filter(|passage| passage.role.is_prose()) {
        if !passage.may_hold(&['|']) {
            continue;
        }
        let mut last: Option<u32> = None;
        for block in passage.blocks() {
            if block.kind != BlockKind::Row {
                last = None;
                continue;
            }
            let Some((first, cell)) = first_cell(passage, &block.range) else { continue };
            let follows = last.map(|last| last + 1);
            match (first.trim_end_matches('.').parse::<u32>(), follows) {
                (Ok(number), Some(next)) if number != next && number != 1 => {
                    push(passage, cell, format!("số thứ tự của hàng là `{number}`, phải là `{next}`"), next, findings);
                    last = Some(number);
                }
                (Ok(number), _) => last = Some(number),
                (Err(_), Some(next)) if first.is_empty() && is_whole(passage, &block.range) => {
                    push(passage, cell, format!("hàng của bảng bỏ trống số thứ tự, phải là `{next}`"), next, findings);
                }
                // A row of a group, or a line of dashes.
                (Err(_), _) if !first.is_empty() => last = None,
                (Err(_), _) => {}
            }
        }
    }
}

fn push(passage: &Passage<'_>, cell: Range<usize>, message: String, next: u32, findings: &mut Findings) {
    findings.push(
        found(&RULE.meta, passage, cell, message, format!("the number of this row should be `{next}`")).help(text(
            format!("ghi `{next}` và đánh lại các hàng sau; khai bằng [[targets]] hoặc [[tasks]] thì chương trình tự đánh số"),
            format!("write `{next}` and renumber the rows after it; rows of [[targets]] and [[tasks]] are numbered by the program"),
        )),
    );
}

/// Returns the words of the first cell, and the row up to the end of that cell.
fn first_cell<'p>(passage: &'p Passage<'_>, row: &Range<usize>) -> Option<(&'p str, Range<usize>)> {
    let line = &passage.plain()[row.clone()];
    let inner = line.strip_prefix('|')?;
    let end = inner.find('|')?;
    Some((inner[..end].trim(), row.start..row.start + end + 2))
}

/// Returns whether all cells but the first say something of their own: a row that goes on with the one above does not.
fn is_whole(passage: &Passage<'_>, row: &Range<usize>) -> bool {
    let line = passage.plain()[row.clone()].trim_matches('|');
    let mut cells = line.split('|').map(str::trim).skip(1);
    cells.clone().count() > 0 && cells.all(|cell| !cell.is_empty() && !cell.starts_with(['-', '+', '–']))
}
