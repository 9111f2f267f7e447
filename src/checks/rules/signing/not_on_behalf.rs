//! KY001: a plan of a body that decides as one and is not signed on its behalf; or of one under a head, and is.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::{Capacity, Issuer, Plan, Regime};

declare_rule! {
    needs: Data,
    code: "KY001", name: "not-on-behalf", level: Error, since: "0.1.0", fix: None,
    title: "kế hoạch của tập thể không ký thay mặt (TM.), hoặc thủ trưởng ký thay mặt",
        "a plan of a committee not signed on its behalf (TM.), or one of a head that is",
    explanation: "Kế hoạch ký hiệu KH-UBND là văn bản của Ủy ban nhân dân, làm việc theo chế độ tập thể: người đứng đầu ký thay mặt tập thể, dòng trên cùng là «TM. ỦY BAN NHÂN DÂN»; Ban Chỉ đạo cũng vậy: «TM. BAN CHỈ ĐẠO». Bộ, cục, sở, phòng, văn phòng, trung tâm làm việc theo chế độ thủ trưởng: người đứng đầu ký, không có dòng «TM.».",
        "A plan with the symbol KH-UBND is an act of a collective body; its head signs on its behalf. So is one of a steering committee. The head of a ministry, department, division, office or centre signs without «TM.».",
    law: "Điều 13 khoản 1, khoản 2 và Phụ lục I, mục II.7.b Nghị định số 30/2020/NĐ-CP",
    bad: "position = \"Chủ tịch\"\ncapacity = []",
    good: "position = \"Chủ tịch\"\ncapacity = [\"TM. Ủy ban nhân dân\"]",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    let signer = &plan.signer;
    let first = signer.capacity.first();
    // A decision may be the chairman's own; who decides is printed as it is signed.
    let is_own_act = plan.decision.is_some() && first.is_none_or(|line| matches!(line.value.prefix, "KT." | "Q."));
    match plan.issuer() {
        Some(issuer) if issuer.regime() == Regime::Head => return under_a_head(plan, issuer, findings),
        _ if is_own_act => return,
        Some(issuer) if issuer.regime() == Regime::Steering => return steering(plan, issuer, findings),
        Some(_) | None => {}
    }
    let symbol = &plan.issue().symbol;
    let of_committee = symbol.rsplit('-').next().is_some_and(|issuer| issuer == "UBND");
    if !of_committee || first.is_some_and(|line| is_authorised(&line.value)) {
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

/// A steering committee has no head in whose name others sign by order.
fn steering(plan: &Plan, issuer: Issuer<'_>, findings: &mut Findings) {
    let signer = &plan.signer;
    let first = signer.capacity.first();
    let is_right = |line: &Capacity| line.prefix == "TM." && line.body.to_lowercase().starts_with("ban chỉ đạo");
    if first.is_some_and(|line| is_right(&line.value)) {
        return;
    }
    findings.push(
        Diagnostic::new(
            &RULE.meta,
            first.map_or(signer.position.span, |line| line.span),
            text(
                format!("kế hoạch của {} chưa ký thay mặt Ban Chỉ đạo", issuer.called()),
                format!("the plan of `{}` is not signed on its behalf", issuer.called()),
            ),
        )
        .help(text(
            "ghi `capacity = [\"TM. Ban Chỉ đạo\"]`; Phó Trưởng ban ký thì thêm `\"KT. Trưởng ban\"`",
            "write `capacity = [\"TM. Ban Chỉ đạo\"]`; a deputy adds `\"KT. Trưởng ban\"`",
        )),
    );
}

/// The head signs in his or her own capacity.
fn under_a_head(plan: &Plan, issuer: Issuer<'_>, findings: &mut Findings) {
    let (called, head) = (issuer.called(), issuer.head());
    for line in plan.signer.capacity.iter().filter(|line| line.value.prefix == "TM.") {
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                line.span,
                text(
                    format!("{called} làm việc theo chế độ thủ trưởng, không ký thay mặt (TM.)"),
                    format!("`{called}` decides by its head: nobody signs on its behalf"),
                ),
            )
            .help(text(
                format!(
                    "bỏ dòng «TM.»: {head} ký thì không ghi `capacity`; cấp phó ký thì `capacity = [\"KT. {head}\"]`"
                ),
                format!("remove «TM.»: the head needs no `capacity`, a deputy `capacity = [\"KT. {head}\"]`"),
            )),
        );
    }
}
