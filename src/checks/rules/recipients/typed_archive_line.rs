//! NN003: the line «Lưu: VT» typed among the recipients.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::{Party, Recipient};

declare_rule! {
    needs: Text,
    code: "NN003", name: "typed-archive-line", level: Error, since: "0.1.0", fix: None,
    title: "dòng «Lưu: VT» gõ tay ở nơi nhận", "the line «Lưu: VT» typed by hand",
    explanation: "Dòng «Lưu: VT, …» do chương trình in ra từ `drafted_by`, với chữ viết tắt trong danh bạ. Gõ tay thì văn bản có hai dòng lưu, hoặc sai chữ viết tắt.",
        "The program prints this line from `drafted_by`. A typed one is printed twice.",
    law: "Phụ lục I, mục II.9.d Nghị định số 30/2020/NĐ-CP",
    bad: "to = [\"so-khcn\", \"Lưu: VT, VHXH\"]\ndrafted_by = \"phong-vhxh\"",
    good: "to = [\"so-khcn\"]\ndrafted_by = \"phong-vhxh\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for party in subject.plan().recipients.to.iter().flat_map(Recipient::parties) {
        let Party::Words(words) = party else { continue };
        let Some(at) = words.text.find("Lưu").or_else(|| words.text.find("lưu")) else { continue };
        let rest = words.text[at + "Lưu".len()..].trim_start();
        if !(rest.starts_with(':') || rest.starts_with("VT")) {
            continue;
        }
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                words.inner(at..words.text.len()),
                text("dòng «Lưu: VT» không gõ ở đây", "the line «Lưu: VT» is typed here"),
            )
            .help(text(
                "bỏ dòng ấy; chương trình in «Lưu: VT, …» từ `drafted_by`, nơi lưu khác ghi `archive = \"…\"`",
                "remove it; the program prints it from `drafted_by`, and another archive from `archive = \"…\"`",
            )),
        );
    }
}
