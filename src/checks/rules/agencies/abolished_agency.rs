//! TC003: a body that does not exist any more.

use std::ops::Range;

use super::uses::uses;
use crate::base::diagnostic::{Diagnostic, Findings, Level, RuleMeta, Text, text};
use crate::base::source::Span;
use crate::base::vietnamese::date;
use crate::checks::prose::{Names, Role, clause_end, clause_start};
use crate::checks::rules::{Needs, Rule, Subject};
use crate::input::expressions::fixed_part;
use crate::model::packs::Agency;

/// A body that does not exist any more.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "TC003",
        name: "abolished-agency",
        level: Level::Error,
        title_vi: "cơ quan không còn hoạt động",
        title_en: "a body that does not exist any more",
        explanation_vi: "Xét vào ngày của kế hoạch. Cơ quan đã giải thể, hợp nhất, và cấp huyện từ ngày 01/7/2025 không còn để giao việc, phối hợp hay gửi văn bản. Tên có ghi «(cũ)», hoặc là cơ quan ban hành của văn bản được viện dẫn, thì không sao.",
        explanation_en: "Judged on the plan's day. What was abolished or merged, and the district level since 01/7/2025, can be given nothing to do. A name with «(cũ)», or of the issuer of a cited document, is right.",
        law: "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; danh bạ cơ quan của bộ dữ liệu (`in_force_until`)",
        bad: "text = \"Đề xuất Sở Thông tin và Truyền thông lắp đặt đài truyền thanh thông minh.\"",
        good: "text = 'Đề xuất {{ agency(\"so-khcn\") }} lắp đặt đài truyền thanh thông minh.'",
    },
    needs: Needs::Text,
    check,
};

/// Other ways to name a body of the directory.
const NICKNAMES: &[(&str, &str)] = &[
    ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
    ("Sở TTTT", "Sở Thông tin và Truyền thông"),
    ("Bộ TT&TT", "Bộ Thông tin và Truyền thông"),
    ("Bộ TTTT", "Bộ Thông tin và Truyền thông"),
    ("Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân huyện"),
    ("UBND cấp huyện", "Ủy ban nhân dân huyện"),
    ("Ủy ban nhân dân thị xã", "Ủy ban nhân dân huyện"),
    ("UBND thị xã", "Ủy ban nhân dân huyện"),
];

/// Words after a name, in its clause, that say that it is over.
const OVER_AFTER: &[&str] = &["cũ)", " cũ", "trước đây", "trước hợp nhất", "trước sáp nhập", "trước khi"];

/// Words before a name, in its clause, that say so.
const OVER_BEFORE: &[&str] =
    &["nguyên ", "Nguyên ", "hợp nhất", "sáp nhập", "tiếp nhận", "chuyển giao", "kế thừa", "trước đây", "thay thế"];

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let abolished: Vec<&Agency> =
        subject.resolved.agencies().map(|(_, agency)| agency).filter(|agency| is_over(agency, subject)).collect();
    if abolished.is_empty() {
        return;
    }
    for place in uses(subject) {
        if let Some(agency) = abolished.iter().find(|agency| agency.id.value.as_str() == place.id) {
            findings.push(finding(subject, agency, fixed_part(&agency.name.text), place.span).path(place.path));
        }
    }
    let official = abolished.iter().flat_map(|agency| {
        std::iter::once(&agency.name).chain(&agency.brief).map(move |name| (fixed_part(&name.text), *agency))
    });
    let nicknames = NICKNAMES.iter().filter_map(|(nickname, official)| {
        let agency = abolished.iter().find(|agency| agency.name.text == *official)?;
        Some((*nickname, *agency))
    });
    let names = Names::new(official.chain(nicknames));
    for passage in subject.own_passages().filter(|passage| passage.role != Role::Basis) {
        let text = passage.flowing();
        let found = names.find(text, passage.words());
        if found.is_empty() {
            continue;
        }
        let calls = passage.calls();
        let mut cited: Vec<usize> = passage
            .citations()
            .iter()
            .map(|citation| citation.range.start)
            .chain(calls.iter().filter(|call| call.function == "cite").map(|call| call.range.start))
            .collect();
        cited.sort_unstable();
        for found in found {
            if is_history(text, &found.range, &cited) {
                continue;
            }
            let typed = &text[found.range.clone()];
            findings.push(finding(subject, found.meaning, typed, passage.span(found.range)).path(passage.path()));
        }
    }
}

fn is_over(agency: &Agency, subject: &Subject<'_, '_>) -> bool {
    agency.in_force_until.as_ref().is_some_and(|until| until.value.0 < subject.day)
}

/// Whether the clause speaks of what was: «(cũ)», «nguyên …», the issuer of a document. `cited` are the places of citations, in order.
fn is_history(text: &str, name: &Range<usize>, cited: &[usize]) -> bool {
    let (from, to) = (clause_start(text, name.start), clause_end(text, name.end));
    let after = &text[name.end..to];
    let after = &after[..after.find(',').unwrap_or(after.len())];
    let before = &text[from..name.start];
    let last_cited = cited[..cited.partition_point(|place| *place < name.start)].last();
    OVER_AFTER.iter().any(|words| after.contains(words))
        || OVER_BEFORE.iter().any(|words| before.contains(words))
        || last_cited.is_some_and(|place| *place >= from)
}

fn finding(subject: &Subject<'_, '_>, agency: &Agency, typed: &str, span: Span) -> Diagnostic {
    let until = agency.in_force_until.as_ref().map(|until| date::short(until.value.0)).unwrap_or_default();
    Diagnostic::new(
        &RULE.meta,
        span,
        text(
            format!("cơ quan không còn hoạt động: `{typed}` (đến hết ngày {until})"),
            format!("a body that does not exist any more: `{typed}` (until {until})"),
        ),
    )
    .related(
        agency.id.span,
        text(format!("trong danh bạ: {}", agency.name.text), format!("in the directory: {}", agency.name.text)),
    )
    .help(instead(subject, agency))
}

fn instead(subject: &Subject<'_, '_>, agency: &Agency) -> Text {
    let new: Vec<String> = agency
        .replaced_by
        .iter()
        .filter_map(|id| Some((id, subject.resolved.agency(id.value.as_str())?)))
        .map(|(id, new)| format!("`{}` (mã `{}`)", fixed_part(&new.name.text), id.value))
        .collect();
    if new.is_empty() {
        text(
            "ghi cơ quan đang làm việc ấy; nếu nói chuyện đã qua thì thêm «(cũ)» sau tên",
            "name the body that does this now; of the past, write «(cũ)» behind the name",
        )
    } else {
        text(
            format!("thay bằng {}; nếu nói chuyện đã qua thì thêm «(cũ)» sau tên", new.join(", ")),
            format!("write {}; of the past, write «(cũ)» behind the name", new.join(", ")),
        )
    }
}
