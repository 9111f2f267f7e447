//! NN001: no superior body among the recipients.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::vietnamese::fold::fold;
use crate::checks::rules::coverage::is_superior;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::{Issuer, Party, Recipient, Regime};

declare_rule! {
    needs: Data,
    code: "NN001", name: "no-superior", level: Warning, since: "0.1.0", fix: None,
    title: "Nơi nhận chưa có cơ quan cấp trên", "no superior body among the recipients",
    explanation: "Nơi nhận gồm cả nơi kiểm tra, giám sát, báo cáo. Kế hoạch của xã triển khai thực hiện kế hoạch của thành phố (`answers`) thì gửi ít nhất một cơ quan của thành phố; kế hoạch của sở, phòng, văn phòng, trung tâm gửi Ủy ban nhân dân nơi cơ quan ấy trực thuộc, của cục gửi bộ. Kế hoạch của bộ, của Ủy ban nhân dân tỉnh, thành phố và của Ban Chỉ đạo không xét.",
        "The recipients include those who supervise. A commune's plan that answers to one of the city is sent to a body of the city, that of a department, division, office or centre to its People's Committee or ministry. Plans of ministries, provinces and steering committees are not judged.",
    law: "Phụ lục I, mục II.9.a Nghị định số 30/2020/NĐ-CP",
    bad: "[recipients]\nto = [\"tt-dang-uy\", \"tt-hdnd\"]",
    good: "[recipients]\nto = [{ agency = \"so-khcn\", note = \"để b/c\" }, \"tt-dang-uy\", \"tt-hdnd\"]",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let recipients = &subject.plan().recipients.to;
    let (Some(first), Some(issuer)) = (recipients.first(), subject.plan().issuer()) else { return };
    let mut parties = recipients.iter().flat_map(Recipient::parties);
    match (issuer, issuer.regime()) {
        // A plan of the commune's own has nobody above it to answer to.
        (Issuer::Commune(_), _) if subject.plan().answers.is_empty() => return,
        (Issuer::Commune(_), _) if parties.any(|party| is_superior(subject, party)) => return,
        (Issuer::Commune(_), _) => {}
        (Issuer::Body(..), Regime::Head) if issuer.superior().is_none() => return,
        (Issuer::Body(..), Regime::Head) => {
            if !parties.any(|party| is_committee(subject, party, issuer)) {
                to_committee(issuer, first, findings);
            }
            return;
        }
        (Issuer::Body(..), Regime::Committee | Regime::Steering) => return,
    }
    findings.push(
        Diagnostic::new(
            &RULE.meta,
            first.party.span(),
            text("Nơi nhận chưa có cơ quan cấp trên nào", "none of the recipients is above the commune"),
        )
        .help(text(
            "thêm cơ quan nhận báo cáo, như `{ agency = \"so-khcn\", note = \"để b/c\" }`",
            "add the body that is reported to, such as `{ agency = \"so-khcn\", note = \"để b/c\" }`",
        )),
    );
}

/// Returns whether a party is the People's Committee that the issuer is of, its leaders or its superior body by name.
fn is_committee(subject: &Subject<'_, '_>, party: &Party, issuer: Issuer<'_>) -> bool {
    let name = match party {
        Party::Words(words) => words.text.clone(),
        Party::Agency(id) => {
            subject.resolved.agency(id.value.as_str()).map(|agency| agency.name.text.clone()).unwrap_or_default()
        }
    };
    let kind = issuer
        .commune()
        .map_or_else(|| issuer.province().map_or("", |province| province.kind), |commune| commune.kind.as_str());
    let name = fold(&name.replace("{{ commune.kind }}", kind));
    let of_unit = ["UBND", "Ủy ban nhân dân"].map(|words| fold(&format!("{words} {kind}")));
    let of_unit = of_unit.iter().filter(|_| !kind.is_empty());
    let superior = issuer.superior().map(|superior| fold(&superior));
    of_unit.chain(&superior).any(|known| name.contains(known.as_str()))
}

fn to_committee(issuer: Issuer<'_>, first: &Recipient, findings: &mut Findings) {
    let (called, superior) = (issuer.called(), issuer.superior().unwrap_or_default());
    let line = format!("{{ name = \"{superior}\", note = \"để b/c\" }}");
    findings.push(
        Diagnostic::new(
            &RULE.meta,
            first.party.span(),
            text(
                format!("Nơi nhận chưa có cơ quan cấp trên của {called}"),
                format!("none of the recipients is above `{called}`"),
            ),
        )
        .help(text(format!("thêm vào `to`: `{line}`"), format!("add to `to`: `{line}`"))),
    );
}
