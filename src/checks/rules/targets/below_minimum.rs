//! CT001: a promise below the minimum of the city.

use rust_decimal::Decimal;

use super::conformance::{self, conformance};
use crate::base::diagnostic::{Diagnostic, Findings, Lacks, Text, text};
use crate::base::vietnamese::number;
use crate::base::vietnamese::typed_number::in_plan;
use crate::checks::rules::{Subject, declare_rule};
use crate::input::decode::Keyword as _;
use crate::model::conformance::{MergedRequirement, is_upper};
use crate::model::measure::{Measure, Operator, Value};

declare_rule! {
    needs: Data,
    code: "CT001", name: "below-minimum", level: Error, since: "0.1.0", fix: None,
    title: "chỉ tiêu thấp hơn mức tối thiểu của thành phố", "a target below the city's minimum",
    explanation: "Kế hoạch của thành phố giao mức tối thiểu cho xã, phường, đặc khu; cấp xã được đặt mức cao hơn, không được đặt mức thấp hơn. «Khoảng 80%» có thể không đạt 80% nên chỉ đáp ứng được mức thấp hơn 80%. Nhiều kế hoạch cùng giao một chỉ số thì lấy mức chặt nhất. Mức có độ tin cậy thấp chỉ cảnh báo.",
        "The city's plan sets the least that a commune may promise. «About 80%» may turn out as less, so it only meets what is below 80%. Where several plans require one thing, the strictest minimum counts. A minimum of low confidence only warns.",
    law: "Kế hoạch của Ủy ban nhân dân thành phố mà xã triển khai thực hiện (`answers`)",
    bad: "indicator = \"kh215-ho-so-truc-tuyen-toan-trinh\"\npromise = { value = 50, unit = \"%\", by = \"2025\" }",
    good: "indicator = \"kh215-ho-so-truc-tuyen-toan-trinh\"\npromise = { value = 80, unit = \"%\", by = \"2025\" }",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for (requirement, answer) in conformance(subject).iter() {
        let (Some(short), Some(promise), Some(minimum)) =
            (answer.verdict.shortfall(), answer.promise, answer.requirement.minimum())
        else {
            continue;
        };
        let mut finding = Diagnostic::new(&RULE.meta, promise.value.span, message(promise, minimum))
            .label(text(promise.signed(), promise.signed()))
            .help(help(short.amount, promise, minimum));
        finding.demands =
            conformance::demands(subject, requirement, Lacks::Value, |verdict| verdict.shortfall().is_some());
        finding.level = conformance::level(answer.sure_of_values, &RULE.meta);
        findings.push(sources(subject, requirement, finding));
    }
}

fn message(promise: &Measure, minimum: &Measure) -> Text {
    let promised = promise.signed();
    let (least, least_en) = (conformance::least(minimum), conformance::least_in_english(minimum));
    match &minimum.value.value {
        Value::Flag(_) => text(
            "thành phố yêu cầu phải có, kế hoạch ghi là không",
            "required by the city, but the plan says that it will not exist",
        ),
        Value::Numbers(_) if promise.operator == Operator::About => text(
            format!("chỉ tiêu `{promised}` không bảo đảm {} mà thành phố giao", least.trim_start_matches("phải ")),
            format!("`{promised}` does not guarantee what the city asks: {least_en}"),
        ),
        Value::Numbers(_) if is_upper(minimum.operator) => text(
            format!("chỉ tiêu vượt mức tối đa của thành phố: `{promised}`, {least}"),
            format!("above the city's maximum: `{promised}`, {least_en}"),
        ),
        Value::Numbers(_) => text(
            format!("chỉ tiêu thấp hơn mức tối thiểu của thành phố: `{promised}`, {least}"),
            format!("below the city's minimum: `{promised}`, {least_en}"),
        ),
    }
}

fn help(short: Decimal, promise: &Measure, minimum: &Measure) -> Text {
    const WAIVER_VI: &str = "hoặc ghi [[waivers]] trong kehoach.toml kèm lý do, văn bản cho phép, thời hạn";
    const WAIVER_EN: &str = "or add [[waivers]] to kehoach.toml with reason, approval and expiry";
    let numbers = match &minimum.value.value {
        Value::Flag(_) => {
            return text(
                format!("sửa thành `value = true`, {WAIVER_VI}"),
                format!("write `value = true`, {WAIVER_EN}"),
            );
        }
        Value::Numbers(numbers) => numbers,
    };
    let upper = is_upper(minimum.operator);
    let needed = if upper { numbers.iter().max() } else { numbers.iter().min() };
    let needed = in_plan(needed.copied().unwrap_or_default());
    if promise.operator == Operator::About {
        let sign = match minimum.operator {
            Operator::AtLeast | Operator::MoreThan | Operator::AtMost | Operator::LessThan => minimum.operator,
            Operator::Equal | Operator::About | Operator::Between | Operator::OneOf => Operator::AtLeast,
        };
        let sign = sign.as_str();
        return text(
            format!("«khoảng» có thể không đạt; viết `op = \"{sign}\", value = {needed}`, {WAIVER_VI}"),
            format!("«about» may fall short; write `op = \"{sign}\", value = {needed}`, {WAIVER_EN}"),
        );
    }
    if short.is_zero() {
        let sign = minimum.operator.as_str();
        let (vi, en) = if upper { ("nhỏ hơn", "less") } else { ("lớn hơn", "more") };
        return text(
            format!("phải {vi} {needed}, không được bằng: viết `op = \"{sign}\"`, {WAIVER_VI}"),
            format!("it must be {en} than {needed}, not equal: write `op = \"{sign}\"`, {WAIVER_EN}"),
        );
    }
    let short = number::grouped(short);
    let (unit_vi, unit_en) = match minimum.unit.as_deref() {
        None => (String::new(), String::new()),
        Some("%") => (" điểm phần trăm".to_owned(), " percentage points".to_owned()),
        Some(unit) => (format!(" {unit}"), format!(" {unit}")),
    };
    if upper {
        return text(
            format!("vượt {short}{unit_vi}; hạ xuống `value = {needed}`, {WAIVER_VI}"),
            format!("{short}{unit_en} too high; lower it to `value = {needed}`, {WAIVER_EN}"),
        );
    }
    text(
        format!("thiếu {short}{unit_vi}; nâng lên `value = {needed}`, {WAIVER_VI}"),
        format!("{short}{unit_en} too low; raise it to `value = {needed}`, {WAIVER_EN}"),
    )
}

/// Shows every baseline that asks for it: equal minimums with their sources, weaker ones with why they do not count.
fn sources(subject: &Subject<'_, '_>, merged: &MergedRequirement<'_>, mut finding: Diagnostic) -> Diagnostic {
    for (at, requirement) in merged.iter().enumerate() {
        let Some(minimum) = requirement.minimum() else { continue };
        let (words, words_en) = (conformance::least(minimum), conformance::least_in_english(minimum));
        let message = if at == 0 || merged.is_as_strict(&requirement) {
            conformance::provenance(subject, &requirement, (&words, &words_en))
        } else {
            let (vi, en) = conformance::origin(subject, &requirement);
            text(
                format!("{words} ({vi}); mức chặt hơn ở trên được áp dụng"),
                format!("{words_en} ({en}); the stricter one above counts"),
            )
        };
        finding = finding.related(minimum.span, message);
    }
    finding
}
