//! TC004: an order to a body that the People's Committee of the commune can only ask.

use crate::base::diagnostic::{Diagnostic, Findings, Text, text};
use crate::base::source::Span;
use crate::checks::prose::{Names, words_with_traits};
use crate::checks::rules::{Subject, declare_rule};
use crate::input::expressions::fixed_part;
use crate::model::packs::{Agency, AgencyKind};
use crate::model::plan::{BodyKind, Issuer, Party, Regime};

declare_rule! {
    needs: Data,
    code: "TC004", name: "order-to-outsider", level: Warning, since: "0.1.0", fix: None,
    title: "giao việc cho cơ quan ngoài thẩm quyền", "an order to a body outside the commune's authority",
    explanation: "Ủy ban nhân dân cấp xã không giao việc cho cơ quan cấp trên, cơ quan của Đảng, Hội đồng nhân dân, Mặt trận Tổ quốc, đoàn thể và doanh nghiệp; chỉ đề nghị. Những cơ quan ấy phối hợp thì được, chủ trì thì không. Sở, phòng, văn phòng, trung tâm cũng vậy; Ủy ban nhân dân tỉnh, thành phố giao việc được cho các sở, ngành của mình. Kế hoạch của bộ, cục, Thủ tướng và của Ban Chỉ đạo không xét.",
        "A commune's People's Committee requests, and does not order, superior bodies and those of the Party, the People's Council and the Front, as well as enterprises. They may support a task, not lead it. The same holds for departments, divisions, offices and centres; a province's People's Committee orders its own departments. Plans of central bodies and of steering committees are not judged.",
    law: "Luật Tổ chức chính quyền địa phương số 72/2025/QH15 (nhiệm vụ, quyền hạn của Ủy ban nhân dân cấp xã)",
    bad: "[[assignments]]\nagency = \"uy-ban-mttq\"",
    good: "[[assignments]]\nagency = \"uy-ban-mttq\"\nrequest = true",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    // Of a steering committee, every body that has a member there gets work from it.
    let judged = |issuer: &Issuer<'_>| issuer.regime() != Regime::Steering && !issuer.is_central();
    let Some(issuer) = subject.plan().issuer().filter(judged) else { return };
    let known = &subject.vocabulary().bodies;
    let outsiders =
        subject.resolved.agencies().map(|(_, agency)| agency).filter(|agency| can_only_be_asked(agency, issuer));
    let names = outsiders
        .flat_map(|agency| std::iter::once(&agency.name).chain(&agency.brief))
        .map(|name| fixed_part(&name.text))
        .filter(|name| name.starts_with(char::is_uppercase))
        .chain(known.only_asked.iter().map(String::as_str))
        // A committee's name for itself.
        .filter(|name| !(is_of_province(issuer) && name.starts_with("Ủy ban nhân dân")));
    let names = Names::new(names.map(|name| (name, ())));
    let plan = subject.plan();
    let of_tasks = plan
        .tasks
        .iter()
        .flat_map(|task| &task.lead)
        .map(|lead| (lead, "chủ trì nhiệm vụ", "leads a task", lead_help(issuer)));
    let of_targets = plan
        .targets
        .iter()
        .flat_map(|target| &target.lead)
        .map(|lead| (lead, "chủ trì chỉ tiêu", "leads a target", target_help(issuer)));
    for (lead, does_vi, does_en, help) in of_tasks.chain(of_targets) {
        if let Some(name) = outsider(subject, lead, &names) {
            findings.push(finding(issuer, lead.span(), &name, does_vi, does_en).help(help));
        }
    }
    for assignment in &subject.plan().assignments {
        let requested = assignment.request
            || assignment.title.as_ref().is_some_and(|title| title.text.trim_start().starts_with("Đề nghị"))
            || assignment.text.text.trim_start().starts_with("Đề nghị");
        for party in assignment.agencies.iter().filter(|_| !requested) {
            if let Some(name) = outsider(subject, party, &names) {
                findings.push(
                    finding(issuer, party.span(), &name, "được giao việc", "is given an order")
                        .help(assignment_help(assignment.agencies.len())),
                );
            }
        }
    }
    for passage in subject.own_wording() {
        let text = passage.flowing();
        for found in names.find(text, passage.words()) {
            let before = text[..found.range.start].trim_end_matches(' ');
            let before = before.strip_suffix("các").map_or(before, |rest| rest.trim_end_matches(' '));
            let Some((order, rest)) = known.orders.iter().find_map(|order| Some((order, before.strip_suffix(order)?)))
            else {
                continue;
            };
            if !gives_orders(rest, &known.own) {
                continue;
            }
            let typed = &text[found.range.clone()];
            let start = rest.len();
            findings.push(
                finding(issuer, passage.span(start..found.range.end), typed, "được giao việc", "is given an order")
                    .help(text_help(order, typed)),
            );
        }
    }
}

/// Returns whether the order is the plan's own: at the head of a clause, or after the commune's name for itself. «Ủy ban nhân dân thành phố
/// giao …» tells what another has ordered.
fn gives_orders(before: &str, own: &[String]) -> bool {
    let words = before.trim_end();
    let head = words.is_empty() || before.ends_with('\n') || words.ends_with(['.', ';', ':', '-', '+']);
    head || (words.len() < before.len() && own.iter().any(|us| words.ends_with(us)))
}

/// What is above a commune is mostly below its province.
fn can_only_be_asked(agency: &Agency, issuer: Issuer<'_>) -> bool {
    match agency.kind {
        AgencyKind::Party | AgencyKind::Council | AgencyKind::Front | AgencyKind::Enterprise => true,
        AgencyKind::Superior => !is_of_province(issuer),
        AgencyKind::Executive
        | AgencyKind::Unit
        | AgencyKind::Police
        | AgencyKind::Military
        | AgencyKind::Steering
        | AgencyKind::Community
        | AgencyKind::Group => false,
    }
}

fn is_of_province(issuer: Issuer<'_>) -> bool {
    matches!(issuer, Issuer::Body(body, _) if matches!(body.kind, BodyKind::Province | BodyKind::City))
}

/// Returns the name of a party that can only be asked.
fn outsider(subject: &Subject<'_, '_>, party: &Party, names: &Names<'_, ()>) -> Option<String> {
    match party {
        Party::Agency(_) => subject
            .resolved
            .party_agency(party)
            .filter(|agency| subject.plan().issuer().is_some_and(|issuer| can_only_be_asked(agency, issuer)))
            .map(|agency| fixed_part(&agency.name.text).to_owned()),
        Party::Words(words) => {
            let found = names.find(&words.text, &words_with_traits(&words.text)).into_iter().next()?;
            (found.range.start == 0).then(|| words.text[found.range].to_owned())
        }
    }
}

fn finding(issuer: Issuer<'_>, span: Span, name: &str, does_vi: &str, does_en: &str) -> Diagnostic {
    let (of_vi, of_en) = match issuer {
        Issuer::Commune(_) => ("Ủy ban nhân dân cấp xã".to_owned(), "the commune".to_owned()),
        Issuer::Body(..) => (issuer.full(), format!("`{}`", issuer.full())),
    };
    Diagnostic::new(
        &RULE.meta,
        span,
        text(
            format!("cơ quan ngoài thẩm quyền của {of_vi} {does_vi}: `{name}`"),
            format!("a body outside {of_en}'s authority {does_en}: `{name}`"),
        ),
    )
}

/// Returns what can be given work: an agency of a commune or a province, a part of an agency.
fn own_agency(issuer: Issuer<'_>) -> (&'static str, &'static str) {
    match (issuer, issuer.regime()) {
        (Issuer::Commune(_), _) => ("cơ quan của xã, phường", "an agency of the commune"),
        (Issuer::Body(..), Regime::Head) => ("bộ phận của cơ quan mình", "a part of the issuing body"),
        (Issuer::Body(..), Regime::Committee | Regime::Steering) => {
            ("cơ quan thuộc quyền mình", "an agency of the issuing body")
        }
    }
}

fn lead_help(issuer: Issuer<'_>) -> Text {
    let own = own_agency(issuer);
    text(
        format!("để {} ở `lead`, chuyển tên này sang `support`", own.0),
        format!("put {} in `lead` and this one in `support`", own.1),
    )
}

fn target_help(issuer: Issuer<'_>) -> Text {
    let own = own_agency(issuer);
    text(
        format!("để {} ở `lead`; cơ quan này nêu ở lời văn, như «phối hợp với …»", own.0),
        format!("put {} in `lead`, and name this one in prose", own.1),
    )
}

fn assignment_help(agencies: usize) -> Text {
    if agencies > 1 {
        return text(
            "tách cơ quan này thành một mục [[assignments]] riêng có `request = true` (in ra là «Đề nghị …»)",
            "put it in a separate [[assignments]] with `request = true` (printed «Đề nghị …»)",
        );
    }
    text("thêm `request = true` (in ra là «Đề nghị …»)", "add `request = true` (printed «Đề nghị …»)")
}

fn text_help(order: &str, typed: &str) -> Text {
    let ask = if order.starts_with(char::is_uppercase) { "Đề nghị" } else { "đề nghị" };
    text(format!("viết `{ask} {typed}`"), format!("write `{ask} {typed}`"))
}
