//! TT006: two marks in a row.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::prose::Passage;
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT006", name: "doubled-marks", level: Warning, since: "0.1.0", fix: Safe,
    title: "hai dấu câu liền nhau", "two marks in a row",
    explanation: "Hai dấu câu đứng liền nhau («,.», «;.», «..») là sót lại khi sửa câu. Dấu ba chấm không phải lỗi.",
        "Two marks in a row are left over from editing. An ellipsis is fine.",
    law: "Quy tắc chính tả tiếng Việt",
    bad: "- Báo cáo Ủy ban nhân dân xã;.",
    good: "- Báo cáo Ủy ban nhân dân xã.",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        typed(passage, findings);
        behind_a_standard_sentence(subject, passage, findings);
    }
}

fn is_mark(sign: char) -> bool {
    matches!(sign, '.' | ',' | ';' | ':')
}

fn typed(passage: &Passage<'_>, findings: &mut Findings) {
    for (gap, signs) in passage.gaps().filter(|(gap, _)| gap.len() > 1) {
        let mut at = 0;
        while let Some(start) = signs[at..].find(is_mark).map(|found| at + found) {
            at = start + signs[start..].bytes().take_while(|byte| is_mark(char::from(*byte))).count();
            findings.extend(examine(passage, gap.start + start..gap.start + at));
        }
        if let Some(at) = signs.find("%%").map(|at| gap.start + at) {
            let finding = found(&RULE.meta, passage, at..at + 2, "hai dấu liền nhau `%%`", "two signs in a row: `%%`");
            let finding = finding.help(text("chỉ giữ `%`", "keep `%` only"));
            findings.push(fixed(finding, passage, at..at + 2, "%"));
        }
    }
}

fn examine(passage: &Passage<'_>, range: Range<usize>) -> Option<Diagnostic> {
    let plain = passage.plain();
    let marks = &plain[range.clone()];
    // «…, v.v.,»
    let abbreviated = plain[..range.start].ends_with("v.v") && marks.len() == 2;
    // «………..» is a blank, which is told as one.
    let blank = plain[..range.start].ends_with('…') || plain[range.end..].starts_with('…');
    if marks.len() < 2 || abbreviated || blank || is_ellipsis(marks) {
        return None;
    }
    let ends = plain[range.end..].trim_start_matches([' ', '*', '_', '\r']);
    let put = if (ends.is_empty() || ends.starts_with('\n')) && marks.contains('.') {
        Some(".")
    } else {
        marks.bytes().all(|byte| byte == marks.as_bytes()[0]).then_some(&marks[..1])
    };
    let finding = found(
        &RULE.meta,
        passage,
        range.clone(),
        format!("hai dấu câu liền nhau `{marks}`"),
        format!("two marks in a row: `{marks}`"),
    );
    Some(match put {
        Some(put) => {
            let finding = finding.help(text(format!("chỉ giữ `{put}`"), format!("keep `{put}` only")));
            fixed(finding, passage, range, put)
        }
        None => finding.help(text("chỉ giữ một dấu", "keep one of them")),
    })
}

/// Returns whether marks are three dots or more, with at most one mark before and one behind them: «khu công nghệ cao,...», «mã QR...,
/// thuận tiện», «v.v...;», «cá nhân,...; dữ liệu».
fn is_ellipsis(marks: &str) -> bool {
    let dots = marks.trim_matches([',', ';', ':']);
    let before = marks.len() - marks.trim_start_matches([',', ';', ':']).len();
    dots.len() > 2 && dots.bytes().all(|byte| byte == b'.') && before < 2 && marks.len() - before - dots.len() < 2
}

/// A mark typed after a sentence of the city that already has its own.
fn behind_a_standard_sentence(subject: &Subject<'_, '_>, passage: &Passage<'_>, findings: &mut Findings) {
    let source = passage.source.text.as_str();
    for call in passage.calls().iter().filter(|call| call.function == "standard") {
        let end = call.tag.end;
        let Some(mark) = source[end..].chars().next().filter(|mark| matches!(mark, '.' | ',' | ';')) else { continue };
        let sentence = subject
            .resolved
            .pack
            .baselines
            .iter()
            .flat_map(|baseline| &baseline.sentences)
            .find(|sentence| sentence.id.value.as_str() == call.id);
        let Some(sentence) = sentence.filter(|sentence| sentence.text.text.trim_end().ends_with(['.', ';'])) else {
            continue;
        };
        if source[end..].starts_with("...") {
            continue;
        }
        let finding = found(
            &RULE.meta,
            passage,
            end..end + 1,
            format!("dấu `{mark}` thừa: câu chung `{}` đã có dấu hết câu", call.id),
            format!("extra `{mark}`: the sentence `{}` has its own end mark", call.id),
        )
        .related(sentence.text.span, text("câu chung", "the sentence"))
        .help(text(format!("bỏ dấu `{mark}`"), format!("remove `{mark}`")));
        findings.push(if mark == '.' { fixed(finding, passage, end..end + 1, "") } else { finding });
    }
}
