//! CT002: an indicator that every commune must promise is not in the plan.

use super::conformance::{self, conformance};
use super::mention::{Mention, mentions};
use super::retired_indicator::is_answered_by_the_old;
use crate::base::diagnostic::{Diagnostic, Findings, Lacks, text};
use crate::checks::prose::Wording;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::conformance::{Answer, MergedRequirement, Verdict};
use crate::model::measure::Measure;

declare_rule! {
    needs: Data,
    code: "CT002", name: "required-indicator-missing", level: Error, since: "0.1.0", fix: None,
    title: "thiếu chỉ tiêu mà thành phố yêu cầu", "missing required indicator",
    explanation: "Kế hoạch của thành phố có những chỉ số mà xã, phường, đặc khu nào cũng phải đặt mức. Kế hoạch đáp ứng bằng một chỉ tiêu có `indicator` là mã của chỉ số ấy; nói đến trong lời văn thì chưa phải chỉ tiêu. Chỉ số có độ tin cậy thấp chỉ cảnh báo.",
        "The city's plan has indicators that every commune must set. The plan answers one with a target whose `indicator` names it; a sentence is not a target. An indicator of low confidence only warns.",
    law: "Kế hoạch của Ủy ban nhân dân thành phố mà xã triển khai thực hiện (`answers`)",
    bad: "answers = [\"kh-215-2025\"]",
    good: "answers = [\"kh-215-2025\"]\n\n[[targets]]\nid = \"hai-long-tthc\"\nindicator = \"kh215-hai-long-tthc\"\npromise = { op = \">\", value = 90, unit = \"%\", by = \"2025\" }",
}

/// An indicator of fewer words is like too many sentences.
const FEWEST_WORDS: usize = 5;

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    let shared = conformance(subject);
    let root = |answer: &Answer<'_>| shared.answers.links.root(answer.indicator().id.value.as_str()).to_owned();
    let missing: Vec<_> = shared.iter().filter(|(_, answer)| answer.verdict == Verdict::Missing).collect();
    for (at, (merged, answer)) in missing.iter().enumerate() {
        // By several days it is still one target that is missing.
        if missing.iter().take(at).any(|(_, other)| root(other) == root(answer))
            || is_answered_by_the_old(subject, answer.indicator())
        {
            continue;
        }
        let sure = missing.iter().any(|(_, other)| other.sure && root(other) == root(answer));
        let requirement = answer.requirement;
        let indicator = requirement.indicator;
        let named = plan.answers.iter().find(|id| id.value == requirement.baseline.id.value);
        let span = named.map_or(plan.span, |id| id.span);
        let least = |words: fn(&Measure) -> String| {
            merged.minimum().map(|minimum| format!(", {}", words(minimum))).unwrap_or_default()
        };
        let (least_vi, least_en) = (least(conformance::least), least(conformance::least_in_english));
        let (origin_vi, origin_en) = conformance::origin(subject, &requirement);
        let by_day: Vec<_> = missing.iter().filter(|(_, other)| root(other) == root(answer)).collect();
        let block = block(subject, &by_day.iter().map(|(merged, _)| *merged).collect::<Vec<_>>());
        let mut finding = Diagnostic::new(
            &RULE.meta,
            span,
            text(
                format!("thiếu chỉ tiêu mà thành phố yêu cầu: «{}»{least_vi}", indicator.text),
                format!("missing required indicator: «{}»{least_en}", indicator.text),
            ),
        )
        .related(
            indicator.id.span,
            text(format!("chỉ số bắt buộc ({origin_vi})"), format!("required indicator ({origin_en})")),
        )
        .help(text(
            format!("thêm vào kế hoạch, với mức của xã:\n{block}"),
            format!("add it to the plan, with the commune's own value:\n{block}"),
        ));
        if let Some(mention) = said_in(subject, &indicator.text) {
            finding = finding.related(
                mention.passage.span(mention.percentage.range.clone()),
                text(
                    "lời văn có nói đến ở đây, nhưng chưa thành chỉ tiêu ứng với chỉ số ấy",
                    "a sentence mentions it here, but no target answers the indicator",
                ),
            );
        }
        finding.demands = by_day
            .iter()
            .flat_map(|(merged, _)| {
                conformance::demands(subject, merged, Lacks::Target, |verdict| *verdict == Verdict::Missing)
            })
            .collect();
        finding.level = conformance::level(sure, &RULE.meta);
        findings.push(finding);
    }
}

/// A target to copy into the plan, with what is asked for by each day.
fn block(subject: &Subject<'_, '_>, by_day: &[&MergedRequirement<'_>]) -> String {
    let Some(first) = by_day.first() else { return String::new() };
    let indicator = first.strictest.indicator;
    let full = indicator.id.value.as_str();
    let short = indicator.short_id();
    let taken = subject.plan().targets.iter().any(|target| target.id.value.as_str() == short);
    let written = |one: &MergedRequirement<'_>| {
        one.minimum().map_or_else(
            || "{ value = …, unit = \"%\" }".to_owned(),
            |minimum| minimum.written(&one.strictest.baseline.horizon.value),
        )
    };
    let promise = match by_day {
        [one] => format!("promise = {}", written(one)),
        several => {
            let lines =
                several.iter().map(|one| format!("promise.{} = {}", one.horizon().value.measure_name(), written(one)));
            lines.collect::<Vec<_>>().join("\n")
        }
    };
    format!("[[targets]]\nid = \"{}\"\nindicator = \"{full}\"\n{promise}", if taken { full } else { short })
}

/// Returns the percentage in prose that speaks of an indicator.
fn said_in<'s, 'a>(subject: &'s Subject<'_, 'a>, indicator: &str) -> Option<Mention<'s, 'a>> {
    let wanted = Wording::of([indicator], &subject.lexicon.empty);
    mentions(subject).find(|mention| {
        wanted.len() >= FEWEST_WORDS && mention.wordings().iter().any(|said| wanted.is_within(said, 80))
    })
}
