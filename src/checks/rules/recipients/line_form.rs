//! NN004: a malformed recipient line.

use crate::base::diagnostic::{Diagnostic, Findings, Text, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::input::decode::SourceText;
use crate::model::plan::Party;

declare_rule! {
    needs: Text,
    code: "NN004", name: "recipient-form", level: Warning, since: "0.1.0", fix: None,
    title: "dòng nơi nhận chưa đúng thể thức", "a malformed recipient line",
    explanation: "Gạch đầu dòng và dấu chấm phẩy do chương trình in. Lời ghi chú in trong ngoặc, giữa dòng, nên viết chữ thường: «(để b/c)».",
        "The program prints dashes and semicolons. A note is in brackets inside the line, in lower case.",
    law: "Phụ lục I, mục II.9.d Nghị định số 30/2020/NĐ-CP",
    bad: "to = [\"- Sở Khoa học và Công nghệ (Để b/c);\"]",
    good: "to = [{ agency = \"so-khcn\", note = \"để b/c\" }]",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for recipient in &subject.plan().recipients.to {
        for party in recipient.parties() {
            if let Party::Words(words) = party {
                name(words, findings);
            }
        }
        if let Some(note) = &recipient.note {
            remark(note, findings);
        }
    }
}

fn name(words: &SourceText, findings: &mut Findings) {
    let name = &words.text;
    let trimmed = name.trim_end();
    if let Some(mark) = name.trim_start().chars().next().filter(|mark| matches!(mark, '-' | '–' | '+' | '•')) {
        let at = name.find(mark).unwrap_or_default();
        let finding = finding(
            words,
            at..at + mark.len_utf8(),
            text(
                format!("nơi nhận bắt đầu bằng dấu `{mark}` gõ tay"),
                format!("the recipient begins with a typed `{mark}`"),
            ),
            text("bỏ dấu ấy; chương trình in gạch đầu dòng", "remove it; the program prints the dash"),
        );
        findings.push(finding);
    }
    if let Some(mark) = trimmed.chars().last().filter(|mark| matches!(mark, ';' | '.' | ',')) {
        let finding = finding(
            words,
            trimmed.len() - mark.len_utf8()..trimmed.len(),
            text(
                format!("nơi nhận kết thúc bằng dấu `{mark}` gõ tay"),
                format!("the recipient ends with a typed `{mark}`"),
            ),
            text("bỏ dấu ấy; chương trình in dấu chấm phẩy", "remove it; the program prints the semicolon"),
        );
        findings.push(finding);
    }
    if let Some(at) = name.find("(Để ") {
        findings.push(capital(words, at + 1));
    }
}

fn remark(note: &SourceText, findings: &mut Findings) {
    let words = note.text.trim_start();
    let at = note.text.len() - words.len();
    if words.starts_with(['(', ')']) || words.ends_with(')') {
        let finding = finding(
            note,
            0..note.text.len(),
            text("lời ghi chú đã có ngoặc gõ tay", "the note has typed brackets"),
            text("bỏ ngoặc; chương trình in ngoặc", "remove the brackets; the program prints them"),
        );
        findings.push(finding);
    }
    if words.starts_with("Để") {
        findings.push(capital(note, at));
    }
}

fn capital(words: &SourceText, at: usize) -> Diagnostic {
    finding(
        words,
        at..at + "Để".len(),
        text("lời ghi chú giữa dòng viết hoa: `Để`", "a note inside the line with a capital: `Để`"),
        text("viết thường: `để b/c`, `để báo cáo`", "write it in lower case: `để b/c`"),
    )
}

fn finding(words: &SourceText, range: std::ops::Range<usize>, message: Text, help: Text) -> Diagnostic {
    Diagnostic::new(&RULE.meta, words.inner(range), message).help(help)
}
