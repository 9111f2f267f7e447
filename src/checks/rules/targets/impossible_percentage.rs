//! CT008: a percentage that cannot be.

use rust_decimal::Decimal;

use super::conformance::is_about;
use super::mention::mentions;
use crate::base::diagnostic::{Diagnostic, Findings, Text, text};
use crate::checks::prose::{beyond_all, says, too_much};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::measure::{Measure, Operator, Value};

declare_rule! {
    needs: Data,
    code: "CT008", name: "impossible-percentage", level: Error, since: "0.1.0", fix: None,
    title: "tỷ lệ phần trăm không thể có", "an impossible percentage",
    explanation: "Tỷ lệ phần trăm không thể âm, không thể vượt 100%; đặt mức «≥ 0%» là không đặt mức nào. Tốc độ tăng, mức so với dự toán, với năm trước thì có thể vượt 100%.",
        "A share of a population is neither negative nor above 100%; «≥ 0%» promises nothing. Growth, and comparisons with an estimate or another year, may be above 100%.",
    law: "Tính chính xác của số liệu trong kế hoạch",
    bad: "text = \"{promise} hồ sơ được xử lý trực tuyến\"\npromise = { op = \">=\", value = 850, unit = \"%\" }",
    good: "text = \"{promise} hồ sơ được xử lý trực tuyến\"\npromise = { op = \">=\", value = 85, unit = \"%\" }",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().quantities;
    for target in &subject.plan().targets {
        let promised = target.promise.measures().map(|measure| (measure, true));
        let reported = target.previous.iter().chain(&target.city).map(|measure| (measure, false));
        for (measure, promised) in promised.chain(reported) {
            let Some((message, help)) = impossible(measure, promised) else { continue };
            if !is_about(subject, target, &words.compared) {
                findings.push(Diagnostic::new(&RULE.meta, measure.value.span, message).help(help));
            }
        }
    }
    for mention in mentions(subject) {
        let highest = mention.percentage.upper.unwrap_or(mention.percentage.value);
        let range = mention.percentage.range.clone();
        let behind = mention.passage.plain().get(range.end..).unwrap_or_default().trim_start();
        let behind = behind.strip_prefix("số ").unwrap_or(behind);
        let shared = words.shared.iter().any(|word| behind.starts_with(word));
        if highest > Decimal::ONE_HUNDRED && shared && !says(mention.words(), &words.compared) {
            let said = mention.passage.plain().get(range.clone()).unwrap_or_default();
            let (message, help) = too_much(said);
            findings.push(Diagnostic::new(&RULE.meta, mention.passage.span(range), message).help(help));
        }
    }
}

fn impossible(measure: &Measure, promised: bool) -> Option<(Text, Text)> {
    let Value::Numbers(numbers) = &measure.value.value else { return None };
    let said = measure.signed();
    let nothing = promised && measure.operator == Operator::AtLeast && numbers.iter().all(Decimal::is_zero);
    beyond_all(measure).or_else(|| {
        (nothing && measure.unit.as_deref() == Some("%")).then(|| {
            (
                text(format!("`{said}` không phải là mức: tỷ lệ nào cũng đạt"), format!("`{said}` promises nothing")),
                text("ghi mức mà xã sẽ đạt, lớn hơn 0", "write what the commune will achieve, more than 0"),
            )
        })
    })
}
