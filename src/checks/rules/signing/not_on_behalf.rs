//! KY001: a plan of the People's Committee that is not signed on its behalf.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::Capacity;

declare_rule! {
    needs: Data,
    code: "KY001", name: "not-on-behalf", level: Error, since: "0.1.0", fix: None,
    title: "kế hoạch của Ủy ban nhân dân không ký thay mặt (TM.)",
        "a plan of the committee not signed on its behalf (TM.)",
    explanation: "Kế hoạch ký hiệu KH-UBND là văn bản của Ủy ban nhân dân, làm việc theo chế độ tập thể: người đứng đầu ký thay mặt tập thể, dòng trên cùng là «TM. ỦY BAN NHÂN DÂN».",
        "A plan with the symbol KH-UBND is an act of a collective body; its head signs on its behalf.",
    law: "Điều 13 khoản 2 và Phụ lục I, mục II.7.b Nghị định số 30/2020/NĐ-CP",
    bad: "position = \"Chủ tịch\"\ncapacity = []",
    good: "position = \"Chủ tịch\"\ncapacity = [\"TM. Ủy ban nhân dân\"]",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    let symbol = &plan.issue().symbol;
    let of_committee = symbol.rsplit('-').next().is_some_and(|issuer| issuer == "UBND");
    let signer = &plan.signer;
    let first = signer.capacity.first();
    // A decision may be the chairman's own; who decides is printed as it is signed.
    let is_own_act = plan.decision.is_some() && first.is_none_or(|line| matches!(line.value.prefix, "KT." | "Q."));
    if !of_committee || is_own_act || first.is_some_and(|line| is_authorised(&line.value)) {
        return;
    }
    let span = first.map_or(signer.position.span, |line| line.span);
    findings.push(
        Diagnostic::new(
            &RULE.meta,
            span,
            text(
                format!("văn bản ký hiệu `{symbol}` chưa ký thay mặt Ủy ban nhân dân"),
                format!("a document with the symbol `{symbol}` is not signed on behalf of the committee"),
            ),
        )
        .help(text(
            "ghi `capacity = [\"TM. Ủy ban nhân dân\"]`; cấp phó ký thì thêm `\"KT. Chủ tịch\"`",
            "write `capacity = [\"TM. Ủy ban nhân dân\"]`; a deputy adds `\"KT. Chủ tịch\"`",
        )),
    );
}

/// Returns whether a first line is right: on behalf of the committee, or by order or authorisation of its head (Điều 13 khoản 3, khoản 4).
fn is_authorised(line: &Capacity) -> bool {
    match line.prefix {
        "TM." => is_committee(&line.body),
        "TL." | "TUQ." => line.body.to_lowercase().starts_with("chủ tịch"),
        _ => false,
    }
}

fn is_committee(body: &str) -> bool {
    let body = body.to_lowercase();
    body.starts_with("ủy ban nhân dân") || body.starts_with("uỷ ban nhân dân")
}
