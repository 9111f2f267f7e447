//! NN002: an assigned agency is missing from the recipients.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::coverage::{names, shown};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{Agency, AgencyKind};
use crate::model::plan::{Party, Recipient};

declare_rule! {
    needs: Data,
    code: "NN002", name: "assigned-not-recipient", level: Warning, since: "0.1.0", fix: None,
    title: "cơ quan được giao việc không có ở nơi nhận", "an assigned agency is missing from the recipients",
    explanation: "Nơi nhận trước hết là nơi thực hiện. Cơ quan chủ trì nhiệm vụ, được phân công mà không nhận văn bản thì không biết việc của mình. Cụm từ gọi chung («các phòng, ban, ngành») tính là có; đơn vị soạn thảo có bản lưu.",
        "The recipients are first of all those who implement the plan. A collective phrase counts; the drafting unit has its filed copy.",
    law: "Phụ lục I, mục II.9.a Nghị định số 30/2020/NĐ-CP",
    bad: "[recipients]\nto = [\"so-khcn\"]\n\n[[assignments]]\nagency = \"cong-an\"",
    good: "[recipients]\nto = [\"so-khcn\", \"cong-an\"]\n\n[[assignments]]\nagency = \"cong-an\"",
}

/// How many places of work are shown; the help names all.
const PLACES: usize = 2;

/// One finding for the list: what is missing is added to it in one go.
fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    let Some(first) = plan.recipients.to.first() else { return };
    let charged = plan
        .assignments
        .iter()
        .flat_map(|assignment| &assignment.agencies)
        .chain(plan.tasks.iter().flat_map(|task| &task.lead))
        .chain(plan.targets.iter().flat_map(|target| &target.lead));
    let mut seen = BTreeSet::new();
    let mut missing: Vec<(&Agency, &Party)> = Vec::new();
    for party in charged {
        let Party::Agency(id) = party else { continue };
        let Some(agency) = subject.resolved.agency(id.value.as_str()) else { continue };
        if seen.insert(&id.value) && !is_reached(subject, agency) {
            missing.push((agency, party));
        }
    }
    if missing.is_empty() {
        return;
    }
    let names: Vec<String> = missing.iter().map(|(agency, _)| format!("`{}`", shown(agency))).collect();
    let ids: Vec<String> = missing.iter().map(|(agency, _)| format!("\"{}\"", agency.id.value)).collect();
    let (names, ids) = (names.join(", "), ids.join(", "));
    let mut finding = Diagnostic::new(
        &RULE.meta,
        first.party.span(),
        text(
            format!("cơ quan được giao việc chưa có ở Nơi nhận: {names}"),
            format!("assigned agencies are missing from the recipients: {names}"),
        ),
    )
    .help(text(
        format!("thêm vào `to`: {ids}; hoặc một cụm từ gọi chung bao gồm các cơ quan ấy"),
        format!("add to `to`: {ids}; or a phrase that covers them"),
    ));
    for (_, party) in missing.iter().take(PLACES) {
        finding = finding.related(party.span(), text("được giao việc ở đây", "assigned here"));
    }
    findings.push(finding);
}

fn is_reached(subject: &Subject<'_, '_>, agency: &Agency) -> bool {
    // Collective phrases get nothing themselves, and of a steering committee its members get it.
    if matches!(agency.kind, AgencyKind::Group | AgencyKind::Steering) || !agency.covers.is_empty() {
        return true;
    }
    let recipients = &subject.plan().recipients;
    let drafts = recipients.drafted_by.iter().any(|id| id.value == agency.id.value);
    let addressees = &subject.plan().header.addressee;
    drafts
        || recipients
            .to
            .iter()
            .flat_map(Recipient::parties)
            .chain(addressees)
            .any(|party| names(subject, party, agency))
}
