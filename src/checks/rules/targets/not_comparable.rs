//! CT003: a promise that cannot be compared with the city's minimum.

use super::conformance::{self, conformance};
use crate::base::diagnostic::{Diagnostic, Findings, Lacks, Text, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::input::decode::Keyword as _;
use crate::model::conformance::{Answer, Reason, Verdict, narrower};
use crate::model::measure::Measure;
use crate::model::plan::Target;

declare_rule! {
    needs: Data,
    code: "CT003", name: "not-comparable", level: Error, since: "0.1.0", fix: None,
    title: "chỉ tiêu không so được với mức tối thiểu của thành phố",
        "a target that cannot be compared with the city's minimum",
    explanation: "Chỉ tiêu ứng với một chỉ số của thành phố thì phải có số, cùng đơn vị, cùng chiều và tính trên cùng phạm vi; nếu không thì không biết đạt hay chưa.",
        "A target that answers an indicator needs a number, in the same unit and direction, of the same population; otherwise it is unknown whether it is met.",
    law: "Kế hoạch của Ủy ban nhân dân thành phố mà xã triển khai thực hiện (`answers`)",
    bad: "text = \"Cử cán bộ, công chức tham gia đầy đủ các lớp tập huấn kỹ năng số\"\nindicator = \"kh215-tap-huan-ky-nang-so\"",
    good: "text = \"{promise:words} cán bộ, công chức, viên chức được tập huấn kỹ năng số\"\nindicator = \"kh215-tap-huan-ky-nang-so\"\npromise = { op = \">=\", value = 50, unit = \"%\", by = \"2025\" }",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for (requirement, answer) in conformance(subject).iter() {
        let (Some(target), Some(minimum)) = (answer.target, answer.requirement.minimum()) else { continue };
        let Verdict::NotComparable(reason) = *answer.verdict.of_values() else { continue };
        let found = match reason {
            Reason::NarrowerPopulation => narrowed(&answer, target),
            Reason::NoHorizon => without_horizon(&answer, target, minimum),
            Reason::NoNumber | Reason::OtherUnit | Reason::OtherKind | Reason::NoMinimum => {
                unlike(&answer, target, minimum, reason)
            }
        };
        let Some(mut finding) = found else { continue };
        let (least, least_en) = (conformance::least(minimum), conformance::least_in_english(minimum));
        finding =
            finding.related(minimum.span, conformance::provenance(subject, &answer.requirement, (&least, &least_en)));
        finding.demands = conformance::demands(subject, requirement, Lacks::Comparison, |verdict| {
            matches!(verdict.of_values(), Verdict::NotComparable(_))
        });
        finding.level = conformance::level(answer.sure_of_values, &RULE.meta);
        findings.push(finding);
    }
}

fn unlike(answer: &Answer<'_>, target: &Target, minimum: &Measure, reason: Reason) -> Option<Diagnostic> {
    let Some(promise) = answer.promise else {
        let span = target.indicator.as_ref().map_or(target.id.span, |id| id.span);
        let written = minimum.written(&answer.requirement.baseline.horizon.value);
        let (key, placeholder) = match &target.promise {
            crate::model::plan::Promise::Named(_) => ("indicator = \"…\"", ""),
            _ => ("promise = ", written.as_str()),
        };
        return Some(
            Diagnostic::new(
                &RULE.meta,
                span,
                text(
                    format!("chỉ tiêu `{}` không có số để so với mức của thành phố: {}", target.id.value, conformance::least(minimum)),
                    format!("the target `{}` has no number to compare: {}", target.id.value, conformance::least_in_english(minimum)),
                ),
            )
            .help(if placeholder.is_empty() {
                text(
                    format!("thêm `{key}` vào số đo ứng với chỉ số này"),
                    format!("add `{key}` to the measure that answers the indicator"),
                )
            } else {
                text(
                    format!("thêm `{key}{placeholder}` với mức của xã, và `{{promise:words}}` vào chỗ của số trong `text`"),
                    format!("add `{key}{placeholder}` with the commune's value, and `{{promise:words}}` where the number is in `text`"),
                )
            }),
        );
    };
    let (message, help) = reasons(promise, minimum, reason)?;
    Some(Diagnostic::new(&RULE.meta, promise.span, message).help(help))
}

fn reasons(promise: &Measure, minimum: &Measure, reason: Reason) -> Option<(Text, Text)> {
    let (ours, theirs) = (promise.signed(), minimum.signed());
    match reason {
        Reason::OtherUnit => {
            let unit = minimum.unit.as_deref().unwrap_or_default();
            let help = if unit.is_empty() {
                text("bỏ `unit`, và ghi số theo cách đo ấy", "remove `unit`, and give the number accordingly")
            } else {
                text(
                    format!("ghi `unit = \"{unit}\"`, và số theo đơn vị ấy"),
                    format!("write `unit = \"{unit}\"`, and give the number in that unit"),
                )
            };
            let message = text(
                format!("chỉ tiêu khác đơn vị với mức tối thiểu: `{ours}`, thành phố tính `{theirs}`"),
                format!("the units differ: `{ours}`, the city has `{theirs}`"),
            );
            Some((message, help))
        }
        Reason::OtherKind => Some((
            text(
                format!("chỉ tiêu khác cách đo với mức tối thiểu: `{ours}`, thành phố tính `{theirs}`"),
                format!("not measured like the minimum: `{ours}`, the city has `{theirs}`"),
            ),
            text(
                format!("viết chỉ tiêu theo cách của thành phố, như `op = \"{}\"`", minimum.operator.as_str()),
                format!("write it as the city does, such as `op = \"{}\"`", minimum.operator.as_str()),
            ),
        )),
        Reason::NoNumber | Reason::NoMinimum | Reason::NoHorizon | Reason::NarrowerPopulation => None,
    }
}

/// A target with values for earlier and for later than the city asks.
fn without_horizon(answer: &Answer<'_>, target: &Target, minimum: &Measure) -> Option<Diagnostic> {
    let promise = answer.promise?;
    let horizon = &answer.requirement.horizon().value;
    let when = horizon.short();
    let written = minimum.written(horizon);
    let name = horizon.measure_name();
    Some(
        Diagnostic::new(
            &RULE.meta,
            promise.span,
            text(
                format!("chỉ tiêu `{}` không có mức cho mốc {when} của thành phố", target.id.value),
                format!("the target `{}` has no value for {when}, for which the city asks", target.id.value),
            ),
        )
        .help(text(
            format!("thêm `promise.{name} = {written}` với mức của xã"),
            format!("add `promise.{name} = {written}` with the commune's value"),
        )),
    )
}

fn narrowed(answer: &Answer<'_>, target: &Target) -> Option<Diagnostic> {
    let (words, range, [ours, theirs]) = narrower(answer.indicator(), target, answer.promise?)?;
    let population = answer.indicator().population.as_deref()?;
    Some(
        Diagnostic::new(
            &RULE.meta,
            words.inner(range),
            text(
                format!("chỉ tiêu tính trên phạm vi hẹp hơn của thành phố: từ cấp độ {ours} trở lên, thành phố tính {population}"),
                format!("a narrower population than the city's: from level {ours}, the city counts «{population}»"),
            ),
        )
        .help(text(
            format!("viết `từ cấp độ {theirs} trở lên`"),
            format!("write `từ cấp độ {theirs} trở lên`"),
        )),
    )
}
