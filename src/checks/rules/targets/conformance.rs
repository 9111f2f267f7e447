//! What the rules share that compare a plan with what the city asks: the comparison, and its words.

use crate::base::diagnostic::{Demand, Lacks, Level, RuleMeta, Text, text};
use crate::checks::prose::says;
use crate::checks::rules::Subject;
use crate::input::decode::Keyword as _;
use crate::model::conformance::{Conformance, MergedRequirement, Requirement, Verdict, is_upper};
use crate::model::measure::{Measure, Operator, Value};
use crate::model::packs::{Form, Provenance};
use crate::model::plan::Target;

/// Returns what the city asks of the plan and what the plan answers; computed once.
pub(super) fn conformance<'s, 'a>(subject: &'s Subject<'_, 'a>) -> &'s Conformance<'a> {
    let resolved = subject.resolved;
    subject
        .shared
        .conformance
        .get_or_init(|| Conformance::of(resolved.baselines(), resolved.pack, resolved.plan, subject.day))
}

/// Where only minimums of low confidence are broken, it only warns.
pub(super) fn level(sure: bool, meta: &RuleMeta) -> Level {
    if sure { meta.level } else { Level::Warning }
}

/// Returns what each baseline asks for that is answered in some way: `lacks` says what a finding finds lacking.
pub(super) fn demands<'a>(
    subject: &Subject<'_, 'a>,
    merged: &MergedRequirement<'a>,
    lacks: Lacks,
    how: impl Fn(&Verdict) -> bool,
) -> Vec<Demand> {
    conformance(subject).answers.short(merged, how).iter().map(|answer| answer.demand(lacks)).collect()
}

/// Returns the baseline's document: «Kế hoạch số 215/KH-UBND ngày 25/8/2025».
pub(super) fn source(subject: &Subject<'_, '_>, requirement: &Requirement<'_>) -> String {
    let id = requirement.baseline.document.value.as_str();
    subject.resolved.document(id).map_or_else(|| id.to_owned(), |document| document.cite(Form::Dated, None))
}

/// Returns what a baseline asks for, in Vietnamese and in English, with its source.
pub(super) fn provenance(subject: &Subject<'_, '_>, requirement: &Requirement<'_>, what: (&str, &str)) -> Text {
    let (vietnamese, english) = origin(subject, requirement);
    text(format!("{} ({vietnamese})", what.0), format!("{} ({english})", what.1))
}

/// A minimum as an order: «tối thiểu 80%», «phải trên 90%», «tối đa 24 giờ», «phải có».
pub(super) fn least(minimum: &Measure) -> String {
    match (&minimum.value.value, minimum.operator) {
        (Value::Flag(_), _) => "phải có".to_owned(),
        (Value::Numbers(_), Operator::AtLeast | Operator::AtMost) => minimum.describe(),
        (Value::Numbers(_), Operator::MoreThan | Operator::LessThan) => format!("phải {}", minimum.describe()),
        (Value::Numbers(_), Operator::Equal | Operator::About | Operator::Between | Operator::OneOf) => {
            format!("tối thiểu {}", minimum.bare())
        }
    }
}

/// Returns the same in English.
pub(super) fn least_in_english(minimum: &Measure) -> String {
    match &minimum.value.value {
        Value::Flag(_) => "required".to_owned(),
        Value::Numbers(_) if is_upper(minimum.operator) => format!("maximum {}", minimum.signed()),
        Value::Numbers(_) => format!("minimum {}", minimum.signed()),
    }
}

/// Returns the document, whether it was reconstructed, and the confidence.
pub(super) fn origin(subject: &Subject<'_, '_>, requirement: &Requirement<'_>) -> (String, String) {
    let source = source(subject, requirement);
    let (rebuilt_vi, rebuilt_en) = match requirement.baseline.provenance {
        Provenance::Reconstructed => ("số liệu phục dựng, ", "reconstructed, "),
        Provenance::Official => ("", ""),
    };
    let confidence = requirement.indicator.confidence;
    (
        format!("{source}; {rebuilt_vi}độ tin cậy {}", confidence.label()),
        format!("{source}; {rebuilt_en}{} confidence", confidence.as_str()),
    )
}

/// Returns whether the wording of a target, or of the indicator that it answers, has one of these words.
pub(super) fn is_about(subject: &Subject<'_, '_>, target: &Target, words: &[String]) -> bool {
    target.text.as_ref().is_some_and(|text| says(&text.text, words))
        || subject.resolved.indicator_of(target).is_some_and(|indicator| says(&indicator.text, words))
}
