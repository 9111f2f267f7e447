//! `same_as`: links in circles, and between indicators that are measured otherwise.

use std::collections::BTreeMap;

use super::circle::{circle, shown};
use super::minimums::unlike;
use super::mistake;
use crate::base::diagnostic::{Diagnostic, Findings, Level, text};
use crate::base::source::Located;
use crate::model::conformance::Links;
use crate::model::id::Id;
use crate::model::measure::Measure;
use crate::model::packs::{Indicator, Pack};

pub(super) fn find(pack: &mut Pack, findings: &mut Findings) {
    let mut wrong: Vec<Id> = circles(pack, findings);
    unlink(pack, &wrong);
    wrong = between_unlike(pack, findings);
    unlink(pack, &wrong);
}

fn unlink(pack: &mut Pack, wrong: &[Id]) {
    for indicator in pack.baselines.iter_mut().flat_map(|baseline| &mut baseline.indicators) {
        if wrong.contains(&indicator.id.value) {
            indicator.same_as = None;
        }
    }
}

fn indicators(pack: &Pack) -> impl Iterator<Item = &Indicator> {
    pack.baselines.iter().flat_map(|baseline| &baseline.indicators)
}

/// Reports each circle once, at the indicator of it that comes first.
fn circles(pack: &Pack, findings: &mut Findings) -> Vec<Id> {
    let links: BTreeMap<&Id, &Located<Id>> =
        indicators(pack).filter_map(|one| Some((&one.id.value, one.same_as.as_ref()?))).collect();
    let mut closed: Vec<Id> = Vec::new();
    for (id, link) in indicators(pack).filter_map(|one| Some((&one.id.value, one.same_as.as_ref()?))) {
        let Some(way) = circle(id, |id| links.get(id).map(|link| &link.value)) else { continue };
        if closed.contains(id) {
            continue;
        }
        let shown = shown(&way);
        findings.push(mistake(
            link.span,
            Level::Error,
            (
                text(format!("`same_as` nối thành vòng: {shown}"), format!("`same_as` in a circle: {shown}")),
                text(
                    "bỏ một `same_as`: chỉ số mới nối với chỉ số cũ, không nối ngược lại",
                    "remove one `same_as`: the newer indicator names the older one, not the reverse",
                ),
            ),
        ));
        closed.extend(way.into_iter().cloned());
    }
    closed
}

/// Reports links between indicators whose minimums no promise could both answer.
fn between_unlike(pack: &Pack, findings: &mut Findings) -> Vec<Id> {
    let links = Links::of(pack);
    let root = |one: &Indicator| links.root(one.id.value.as_str()).to_owned();
    // Of those that are linked, the one that the others are linked to, or the first that has a value.
    let mut measured: BTreeMap<String, (&Indicator, &Measure)> = BTreeMap::new();
    for one in indicators(pack) {
        let Some(value) = value(one) else { continue };
        if one.same_as.is_none() {
            measured.insert(root(one), (one, value));
        } else {
            measured.entry(root(one)).or_insert((one, value));
        }
    }
    let mut wrong = Vec::new();
    for one in indicators(pack) {
        let (Some(link), Some(own)) = (&one.same_as, value(one)) else { continue };
        let Some((other, theirs)) = measured.get(&root(one)) else { continue };
        let Some((how, _)) = unlike(own, theirs) else { continue };
        wrong.push(one.id.value.clone());
        findings.push(of_unlike(link, (own, theirs), other, how));
    }
    wrong
}

/// Returns a value of an indicator: those that it has are measured in one way.
fn value(indicator: &Indicator) -> Option<&Measure> {
    indicator.commune.first().or(indicator.city.as_ref())
}

fn of_unlike(
    link: &Located<Id>,
    (own, theirs): (&Measure, &Measure),
    other: &Indicator,
    (vi, en): (&str, &str),
) -> Diagnostic {
    let (ours, asked) = (own.signed(), theirs.signed());
    mistake(
        link.span,
        Level::Error,
        (
            text(
                format!("`same_as` nối hai chỉ số {vi}: `{ours}` và `{asked}` của `{}`", other.id.value),
                format!("`same_as` links two indicators that {en}: `{ours}` and `{asked}` of `{}`", other.id.value),
            ),
            text(
                "bỏ `same_as` nếu là hai chỉ số khác nhau; nếu là một thì ghi hai mức theo cùng một cách",
                "remove `same_as` if they are two things; if they are one, measure both in one way",
            ),
        ),
    )
    .related(theirs.value.span, text("mức kia ở đây", "the other value is here"))
}
