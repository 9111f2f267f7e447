//! CT003: a promise that cannot be compared with the city's minimum.

use super::conformance::{self, conformance};
use crate::base::diagnostic::{Diagnostic, Findings, Text, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::conformance::{Answer, MergedRequirement, Reason, Verdict};
use crate::model::measure::Measure;
use crate::model::plan::Target;

declare_rule! {
    needs: Data,
    code: "CT003", name: "not-comparable", level: Error, since: "0.1.0", fix: None,
    title: "chỉ tiêu không so được với mức tối thiểu của thành phố",
        "a target that cannot be compared with the city's minimum",
    explanation: "Chỉ tiêu trả lời một chỉ số của thành phố thì phải có số, cùng đơn vị, cùng chiều và tính trên cùng một tập; nếu không thì không biết đạt hay chưa.",
        "A target that answers an indicator needs a number, in the same unit and direction, of the same population; otherwise it is unknown whether it is met.",
    law: "Kế hoạch của Ủy ban nhân dân thành phố mà kế hoạch này trả lời (`answers`)",
    bad: "text = \"Cử cán bộ, công chức tham gia đầy đủ các lớp tập huấn kỹ năng số\"\nindicator = \"kh215-tap-huan-ky-nang-so\"",
    good: "text = \"{promise:words} cán bộ, công chức, viên chức được tập huấn kỹ năng số\"\nindicator = \"kh215-tap-huan-ky-nang-so\"\npromise = { op = \">=\", value = 50, unit = \"%\", by = \"2025\" }",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let conformance = conformance(subject);
    for requirement in conformance.requirements.iter().filter(|requirement| requirement.clash.is_none()) {
        let answer = conformance.answers.to(requirement);
        let (Some(target), Some(minimum)) = (answer.target, requirement.minimum()) else { continue };
        let found = match &answer.verdict {
            Verdict::NotComparable(reason) => unlike(&answer, target, minimum, requirement, *reason),
            Verdict::Met => narrower(requirement, &answer, target),
            Verdict::Missing | Verdict::Weaker(_) => None,
        };
        let Some(mut finding) = found else { continue };
        let (part, part_en) = (conformance::least(minimum), conformance::least_in_english(minimum));
        finding =
            finding.related(minimum.span, conformance::provenance(subject, &requirement.strictest, (&part, &part_en)));
        finding.level = conformance::level(requirement, &RULE.meta);
        findings.push(finding);
    }
}

fn unlike(
    answer: &Answer<'_>,
    target: &Target,
    minimum: &Measure,
    requirement: &MergedRequirement<'_>,
    reason: Reason,
) -> Option<Diagnostic> {
    let Some(promise) = answer.promise else {
        let span = target.indicator.as_ref().map_or(target.id.span, |id| id.span);
        let written = minimum.written(&requirement.strictest.baseline.horizon.value);
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
                    format!("thêm `{key}` vào số đo trả lời chỉ số này"),
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
        Reason::NoNumber | Reason::NoMinimum => None,
    }
}

/// «hệ thống thông tin từ cấp độ 3 trở lên» are fewer than «từ cấp độ 1 trở lên»: a share of them promises less.
fn narrower(requirement: &MergedRequirement<'_>, answer: &Answer<'_>, target: &Target) -> Option<Diagnostic> {
    let population = requirement.strictest.indicator.population.as_deref()?;
    let (_, theirs) = lowest_level(population)?;
    let promise = answer.promise?;
    // The note is what the value is of, where the wording is the city's own.
    let mut place = [promise.note.as_ref(), target.text.as_ref()].into_iter().flatten();
    let (words, (range, ours)) = place.find_map(|words| lowest_level(&words.text).map(|found| (words, found)))?;
    if ours <= theirs {
        return None;
    }
    Some(
        Diagnostic::new(
            &RULE.meta,
            words.inner(range),
            text(
                format!("chỉ tiêu tính trên tập hẹp hơn của thành phố: từ cấp độ {ours} trở lên, thành phố tính {population}"),
                format!("a narrower population than the city's: from level {ours}, the city counts «{population}»"),
            ),
        )
        .help(text(
            format!("viết `từ cấp độ {theirs} trở lên`"),
            format!("write `từ cấp độ {theirs} trở lên`"),
        )),
    )
}

/// The number of «từ cấp độ N trở lên» and where the phrase is.
fn lowest_level(words: &str) -> Option<(std::ops::Range<usize>, u32)> {
    const RANK: &str = "cấp độ ";
    const UPWARDS: &str = " trở lên";
    words.match_indices(RANK).find_map(|(at, _)| {
        let from = at + RANK.len();
        let rest = &words[from..];
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let level = rest[..length].parse().ok()?;
        rest[length..].starts_with(UPWARDS).then(|| (at..from + length + UPWARDS.len(), level))
    })
}

#[cfg(test)]
mod tests {
    use super::lowest_level;

    #[test]
    fn a_level_counts_where_it_is_a_lower_bound() {
        assert_eq!(lowest_level("hệ thống từ cấp độ 3 trở lên").map(|(_, level)| level), Some(3));
        assert_eq!(lowest_level("phê duyệt cấp độ 2 hoặc 3"), None);
        assert_eq!(lowest_level("theo cấp độ"), None);
    }
}
