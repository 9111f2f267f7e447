//! TC003: a body that does not exist any more.

use std::ops::Range;

use super::uses::uses;
use crate::base::diagnostic::{Diagnostic, Findings, Text, text};
use crate::base::source::Span;
use crate::base::vietnamese::date;
use crate::checks::prose::{Names, Role, clause_end, clause_start, first_date, phrase_length, same_but_marks};
use crate::checks::rules::{Subject, declare_rule};
use crate::input::expressions::fixed_part;
use crate::model::packs::{Agency, BodyWords};

declare_rule! {
    needs: Text,
    code: "TC003", name: "abolished-agency", level: Error, since: "0.1.0", fix: None,
    title: "cơ quan không còn hoạt động", "a body that no longer exists",
    explanation: "Xét vào ngày của kế hoạch. Cơ quan đã giải thể, hợp nhất, và cấp huyện từ ngày 01/7/2025 không còn để giao việc, phối hợp hay gửi văn bản. Tên có ghi «(cũ)», hoặc là cơ quan ban hành của văn bản được viện dẫn, thì không sao.",
        "Checked as of the plan's date. Bodies that were abolished or merged, and the district level since 01/7/2025, cannot be given work. A name with «(cũ)», or of the issuer of a cited document, is accepted.",
    law: "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; danh bạ cơ quan của bộ dữ liệu (`in_force_until`)",
    bad: "text = \"Đề xuất Sở Thông tin và Truyền thông lắp đặt đài truyền thanh thông minh.\"",
    good: "text = 'Đề xuất {{ agency(\"so-khcn\") }} lắp đặt đài truyền thanh thông minh.'",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let abolished: Vec<&Agency> =
        subject.resolved.agencies().map(|(_, agency)| agency).filter(|agency| is_over(agency, subject)).collect();
    if abolished.is_empty() {
        return;
    }
    for place in uses(subject) {
        if let Some(agency) = abolished.iter().find(|agency| agency.id.value.as_str() == place.id) {
            findings.push(finding(subject, agency, fixed_part(&agency.name.text), place.span));
        }
    }
    let official = abolished.iter().flat_map(|agency| {
        std::iter::once(&agency.name).chain(&agency.brief).map(move |name| (fixed_part(&name.text), *agency))
    });
    let known = &subject.vocabulary().bodies;
    let nicknames = known.former.iter().filter_map(|former| {
        let agency = abolished.iter().find(|agency| agency.name.text == former.official)?;
        Some((former.name.as_str(), *agency))
    });
    let names = Names::new(official.chain(nicknames).map(|(name, agency)| (name, (name, agency))));
    for passage in subject.own_wording().filter(|passage| passage.role != Role::Basis) {
        let text = passage.flowing();
        let found = names.find(text, passage.words());
        if found.is_empty() {
            continue;
        }
        let (calls, quotations) = (passage.calls(), passage.quotations());
        let mut cited: Vec<usize> = passage
            .citations()
            .iter()
            .map(|citation| citation.range.start)
            .chain(calls.iter().filter(|call| call.function == "cite").map(|call| call.range.start))
            .collect();
        cited.sort_unstable();
        for found in found {
            let typed = &text[found.range.clone()];
            let (name, agency) = found.meaning;
            // «Thay thế cụm từ “Sở Thông tin và Truyền thông” bằng …».
            if quotations.contain(found.range.start)
                || is_history(text, &found.range, &cited, known)
                || is_before_its_end(text, &found.range, agency)
                || is_past_act(text, &found.range, agency, known)
            {
                continue;
            }
            // With another mark it is another word: «Công an quản lý».
            if !same_but_marks(&typed.to_lowercase(), &name.to_lowercase()) {
                continue;
            }
            findings.push(finding(subject, agency, typed, passage.span(found.range)));
        }
    }
}

fn is_over(agency: &Agency, subject: &Subject<'_, '_>) -> bool {
    agency.in_force_until.as_ref().is_some_and(|until| until.value.0 < subject.day)
}

/// Returns whether the clause speaks of what was: «(cũ)», «nguyên …», the issuer of a document. `cited` are the places of citations, in order.
fn is_history(text: &str, name: &Range<usize>, cited: &[usize], known: &BodyWords) -> bool {
    let (from, to) = (clause_start(text, name.start), clause_end(text, name.end));
    let clause = &text[name.end..to];
    let after = &clause[..clause.find(',').unwrap_or(clause.len())];
    let before = &text[from..name.start];
    let last_cited = cited[..cited.partition_point(|place| *place < name.start)].last();
    known.over_after.iter().any(|words| after.contains(words))
        || known.over_before.iter().any(|words| before.contains(words))
        || known.over_then.iter().any(|words| clause.contains(words) || before.contains(words))
        || last_cited.is_some_and(|place| *place >= from)
}

/// Returns whether the clause speaks of a time when the body was there: «trước ngày 01/7/2025».
fn is_before_its_end(text: &str, name: &Range<usize>, agency: &Agency) -> bool {
    const BEFORE: &str = "trước ngày";
    let clause = &text[clause_start(text, name.start)..clause_end(text, name.end)];
    let Some(until) = agency.in_force_until.as_ref().map(|until| until.value.0) else { return false };
    let mut days = clause.match_indices(BEFORE).filter_map(|(at, _)| first_date(&clause[at..])?.yesterday().ok());
    days.any(|day| day <= until)
}

/// Returns whether the clause says what the body did in its time: «huyện Bảo Yên đã phê duyệt», «do … cấp lần đầu ngày 19/10/2016», «Giấy phép
/// do … cấp».
fn is_past_act(text: &str, name: &Range<usize>, agency: &Agency, known: &BodyWords) -> bool {
    let before = text[clause_start(text, name.start)..name.start].trim_end();
    let after = behind_place(&text[name.end..clause_end(text, name.end)]);
    if phrase_length(after, "đã").is_some() {
        return true;
    }
    let by = before.strip_suffix("do").is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    if !by || !known.past_acts.iter().any(|act| phrase_length(after, act).is_some()) {
        return false;
    }
    let Some(until) = agency.in_force_until.as_ref().map(|until| until.value.0) else { return false };
    let near = before.ceil_char_boundary(before.len().saturating_sub(NEAR));
    let before = before[near..].to_lowercase();
    first_date(after).is_some_and(|day| day <= until)
        || known.papers.iter().any(|paper| before.contains(paper.as_str()))
}

/// How far before «do» a paper may be named, in bytes.
const NEAR: usize = 90;

/// Returns the words behind the place that a name of a body ends in: « tỉnh Lào Cai cấp …».
fn behind_place(after: &str) -> &str {
    let mut rest = after.trim_start();
    loop {
        let word = rest.split(' ').next().unwrap_or_default();
        let two = rest.splitn(3, ' ').take(2).collect::<Vec<_>>().join(" ");
        let unit = ["thành phố", "thị xã", "đặc khu", "tỉnh", "huyện", "quận", "xã", "phường"];
        let length = match unit.into_iter().find(|unit| two == *unit || word == *unit) {
            Some(unit) => unit.len(),
            None if word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic) => word.len(),
            None => return rest,
        };
        rest = rest[length..].trim_start();
    }
}

fn finding(subject: &Subject<'_, '_>, agency: &Agency, typed: &str, span: Span) -> Diagnostic {
    let until = agency.in_force_until.as_ref().map(|until| date::short(until.value.0)).unwrap_or_default();
    Diagnostic::new(
        &RULE.meta,
        span,
        text(
            format!("cơ quan không còn hoạt động: `{typed}` (đến hết ngày {until})"),
            format!("a body that no longer exists: `{typed}` (until {until})"),
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
            "name the body that does this now; for the past, add «(cũ)» after the name",
        )
    } else {
        text(
            format!("thay bằng {}; nếu nói chuyện đã qua thì thêm «(cũ)» sau tên", new.join(", ")),
            format!("write {}; for the past, add «(cũ)» after the name", new.join(", ")),
        )
    }
}
