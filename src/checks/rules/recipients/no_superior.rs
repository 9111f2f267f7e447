//! NN001: no superior body among the recipients.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::coverage::is_superior;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::Recipient;

declare_rule! {
    needs: Data,
    code: "NN001", name: "no-superior", level: Warning, since: "0.1.0", fix: None,
    title: "nơi nhận không có cơ quan cấp trên", "no superior body among the recipients",
    explanation: "Nơi nhận gồm cả nơi kiểm tra, giám sát, báo cáo. Kế hoạch trả lời kế hoạch của thành phố thì gửi ít nhất một cơ quan của thành phố.",
        "The recipients include those who supervise. A plan that answers the city is sent to a body of the city.",
    law: "Phụ lục I, mục II.9.a Nghị định số 30/2020/NĐ-CP",
    bad: "[recipients]\nto = [\"tt-dang-uy\", \"tt-hdnd\"]",
    good: "[recipients]\nto = [{ agency = \"so-khcn\", note = \"để b/c\" }, \"tt-dang-uy\", \"tt-hdnd\"]",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let recipients = &subject.plan().recipients.to;
    let Some(first) = recipients.first() else { return };
    if recipients.iter().flat_map(Recipient::parties).any(|party| is_superior(subject, party)) {
        return;
    }
    findings.push(
        Diagnostic::new(
            &RULE.meta,
            first.party.span(),
            text("nơi nhận không có cơ quan cấp trên nào", "none of the recipients is above the commune"),
        )
        .help(text(
            "thêm cơ quan nhận báo cáo, như `{ agency = \"so-khcn\", note = \"để b/c\" }`",
            "add the body that is reported to, such as `{ agency = \"so-khcn\", note = \"để b/c\" }`",
        )),
    );
}
