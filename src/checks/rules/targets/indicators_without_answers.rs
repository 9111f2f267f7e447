//! CT011: targets that answer indicators of city plans that the plan does not answer to: nothing would be compared.

use std::collections::BTreeSet;

use super::conformance::conformance;
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Located;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::id::Id;

declare_rule! {
    needs: Data,
    code: "CT011", name: "indicators-without-answers", level: Error, since: "0.1.0", fix: None,
    title: "chỉ tiêu ứng với chỉ số của kế hoạch thành phố không có trong `answers`",
        "targets answer a city plan that `answers` does not name",
    explanation: "Chỉ tiêu có `indicator` nhưng kế hoạch không ghi `answers` thì không mức nào được đối chiếu với mức tối thiểu của thành phố. Ghi ở đầu tệp kế hoạch của thành phố mà xã triển khai thực hiện.",
        "A target with an `indicator` is compared with the city's minimum only if `answers` at the top of the file names the city plan.",
    law: "Kế hoạch của Ủy ban nhân dân thành phố mà xã triển khai thực hiện (`answers`)",
    bad: "[[targets]]\nindicator = \"kh215-hai-long-tthc\"  # không có answers",
    good: "answers = [\"kh-215-2025\"]\n\n[[targets]]\nindicator = \"kh215-hai-long-tthc\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let (plan, resolved) = (subject.plan(), subject.resolved);
    let links = &conformance(subject).answers.links;
    let answered: BTreeSet<&str> =
        resolved.indicators().map(|indicator| links.root(indicator.id.value.as_str())).collect();
    let named = plan.targets.iter().flat_map(|target| {
        target.indicator.iter().chain(target.promise.measures().filter_map(|measure| measure.indicator.as_ref()))
    });
    // Of a city plan that could not be read nobody knows what it asks for.
    if plan.answers.iter().any(|id| resolved.pack.baseline(id.value.as_str()).is_none()) {
        return;
    }
    // Of one that the pack has and that could not be read, nothing is known.
    let known = named.filter(|id| resolved.indicator(&id.value).is_some());
    let open: Vec<&Located<Id>> = known.filter(|id| !answered.contains(links.root(id.value.as_str()))).collect();
    let Some(first) = open.first() else { return };
    let has = |baseline: &crate::model::packs::Baseline, id: &Id| {
        baseline.indicators.iter().any(|indicator| indicator.id.value == *id)
    };
    let missing = resolved.pack.baselines.iter().filter(|baseline| open.iter().any(|id| has(baseline, &id.value)));
    let known = plan.answers.iter().map(|id| id.value.as_str());
    let ids: Vec<&str> = known.chain(missing.map(|baseline| baseline.id.value.as_str())).collect();
    let line = format!("answers = [\"{}\"]", ids.join("\", \""));
    let count = open.len();
    let mut finding = Diagnostic::new(
        &RULE.meta,
        first.span,
        text(
            format!("{count} chỗ ghi `indicator` không được đối chiếu với mức tối thiểu: `answers` không có kế hoạch thành phố của chỉ số ấy"),
            format!("{count} `indicator` not compared with any minimum: `answers` does not name their city plan"),
        ),
    )
    .help(text(
        format!("ghi ở đầu tệp, trên các bảng [ ]: `{line}`"),
        format!("write at the top of the file, above all tables: `{line}`"),
    ));
    for other in open.iter().skip(1) {
        finding = finding.related(other.span, text(format!("cả `{}`", other.value), format!("`{}` too", other.value)));
    }
    findings.push(finding);
}
