//! What the city asks of a plan and what the plan answers, for the rules that compare them; and how they speak of it.

use crate::base::diagnostic::{Level, RuleMeta, Text, text};
use crate::checks::rules::Subject;
use crate::model::conformance::{Answers, MergedRequirement, Requirement, is_upper, requirements};
use crate::model::measure::{Measure, Operator, Value};
use crate::model::packs::{Confidence, Form, Provenance};
use crate::model::plan::{Promise, Target};

/// What is asked and what is answered.
#[derive(Debug)]
pub(in crate::checks::rules) struct Conformance<'a> {
    pub answers: Answers<'a>,
    pub requirements: Vec<MergedRequirement<'a>>,
}

/// What the city asks of the plan and what it answers; put together once.
pub(super) fn conformance<'s, 'a>(subject: &'s Subject<'_, 'a>) -> &'s Conformance<'a> {
    subject.shared.conformance.get_or_init(|| {
        let answers = Answers::of(subject.plan(), subject.resolved.pack);
        let requirements = requirements(subject.resolved.baselines(), answers.links());
        Conformance { answers, requirements }
    })
}

/// A minimum of low confidence only warns.
pub(super) fn level(requirement: &MergedRequirement<'_>, meta: &RuleMeta) -> Level {
    if requirement.doubtful() { Level::Warning } else { meta.level }
}

/// The baseline's document: «Kế hoạch số 215/KH-UBND ngày 25/8/2025».
pub(super) fn source(subject: &Subject<'_, '_>, part: &Requirement<'_>) -> String {
    let id = part.baseline.document.value.as_str();
    subject.resolved.document(id).map_or_else(|| id.to_owned(), |document| document.cite(Form::Dated, None))
}

/// What a baseline asks for, in Vietnamese and in English, with where it comes from.
pub(super) fn provenance(subject: &Subject<'_, '_>, part: &Requirement<'_>, what: (&str, &str)) -> Text {
    let (vietnamese, english) = origin(subject, part);
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

/// The same in English.
pub(super) fn least_in_english(minimum: &Measure) -> String {
    match &minimum.value.value {
        Value::Flag(_) => "required".to_owned(),
        Value::Numbers(_) if is_upper(minimum.operator) => format!("maximum {}", minimum.signed()),
        Value::Numbers(_) => format!("minimum {}", minimum.signed()),
    }
}

/// The document, whether it was rebuilt, how sure it is.
pub(super) fn origin(subject: &Subject<'_, '_>, part: &Requirement<'_>) -> (String, String) {
    let source = source(subject, part);
    let (rebuilt_vi, rebuilt_en) = match part.baseline.provenance {
        Provenance::Reconstructed => ("dựng lại, ", "reconstructed, "),
        Provenance::Official => ("", ""),
    };
    let confidence = part.indicator.confidence;
    let english = match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    };
    (
        format!("{source}; {rebuilt_vi}độ tin {}", confidence.as_str()),
        format!("{source}; {rebuilt_en}{english} confidence"),
    )
}

/// The name of a named measure.
pub(super) fn name_of<'a>(target: &'a Target, measure: &Measure) -> Option<&'a str> {
    match &target.promise {
        Promise::Named(measures) => {
            measures.iter().find(|(_, known)| std::ptr::eq(known, measure)).map(|(name, _)| name.as_str())
        }
        Promise::None | Promise::Single(_) => None,
    }
}

/// Whether a text has one of these words. «Tăng cường» is no growth.
pub(super) fn says(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase().replace("tăng cường", "");
    words.iter().any(|word| text.contains(word))
}
