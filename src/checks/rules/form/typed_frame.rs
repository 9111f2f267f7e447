//! TT017: parts of the document that the program sets, typed into prose.

use std::ops::Range;

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::Passage;
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::FramePart;

declare_rule! {
    needs: Text,
    code: "TT017", name: "typed-frame", level: Error, since: "0.1.0", fix: Safe,
    title: "gõ tay phần mà chương trình tự trình bày", "a part that the program sets, typed by hand",
    explanation: "Quốc hiệu, Tiêu ngữ, nơi nhận, quyền hạn và chức vụ người ký, dấu kết thúc `./.` do chương trình đặt đúng chỗ từ dữ liệu. Gõ trong lời văn thì in hai lần.",
        "The national title, recipients, the signer and the closing `./.` are set by the program from data; typed, they are printed twice.",
    law: "Phụ lục I, mục II Nghị định số 30/2020/NĐ-CP",
    bad: "closing = \"Yêu cầu các cơ quan nghiêm túc thực hiện./.\"",
    good: "closing = \"Yêu cầu các cơ quan nghiêm túc thực hiện\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let frame = &subject.vocabulary().citations.frame;
    for passage in subject.own_passages().filter(|passage| passage.role.is_prose()) {
        if passage.may_hold(&['/']) {
            for (at, mark) in passage.plain().match_indices("./.") {
                closing_mark(passage, at..at + mark.len(), findings);
            }
        }
        // A frame comes in several lines: the first one tells enough.
        let line = passage.lines().find_map(|(range, words)| {
            let (at, part) = frame_part(words, frame)?;
            Some((range.start + at, part))
        });
        if let Some((start, FramePart { typed, what, instead })) = line {
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    start..start + typed.len(),
                    format!("{what} `{typed}` gõ tay trong lời văn"),
                    format!("`{typed}` is typed into prose"),
                )
                .help(text(
                    format!("{instead}; chương trình tự trình bày phần này"),
                    "remove it; the program sets this part from the plan's data",
                )),
            );
        }
    }
}

/// Returns the part of the frame that a line begins with, and where its words begin.
pub(super) fn frame_part<'f>(line: &str, frame: &'f [FramePart]) -> Option<(usize, &'f FramePart)> {
    let bare = line.trim_start_matches(['*', '_']);
    frame.iter().find(|part| bare.starts_with(&part.typed)).map(|part| (line.len() - bare.len(), part))
}

fn closing_mark(passage: &Passage<'_>, range: Range<usize>, findings: &mut Findings) {
    let plain = passage.plain();
    let last = plain[range.end..].trim().is_empty();
    let finding = found(
        &RULE.meta,
        passage,
        range.clone(),
        "dấu kết thúc `./.` gõ tay",
        "the closing mark `./.` is typed by hand",
    )
    .help(text(
        "bỏ `./.`; chương trình đặt dấu ấy sau câu cuối của kế hoạch",
        "remove it; the program adds it after the last sentence",
    ));
    let put = if last && passage.role == crate::checks::prose::Role::Closing { "" } else { "." };
    findings.push(fixed(finding, passage, range, put));
}
