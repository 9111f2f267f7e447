//! Replacements of retired indicators: to nothing, in circles, or by what is retired itself.

use super::circle::{circle, shown};
use super::mistake;
use crate::base::diagnostic::{Diagnostic, Findings, Level, text};
use crate::base::source::Located;
use crate::base::vietnamese::date;
use crate::model::id::{Id, IdKind};
use crate::model::packs::{Indicator, Pack};

pub(super) fn find(pack: &mut Pack, findings: &mut Findings) {
    let mut wrong: Vec<Id> = Vec::new();
    let mut in_circles: Vec<Id> = Vec::new();
    for indicator in pack.baselines.iter().flat_map(|baseline| &baseline.indicators) {
        let Some(new) = indicator.retired.as_ref().and_then(|retired| retired.replaced_by.as_ref()) else { continue };
        let Some(other) = pack.indicator(new.value.as_str()) else {
            wrong.push(indicator.id.value.clone());
            if !pack.declares(IdKind::INDICATOR, new.value.as_str()) {
                findings.push(unknown(new, pack));
            }
            continue;
        };
        if let Some(way) = circle(&indicator.id.value, |id| replacement(pack, id)) {
            wrong.push(indicator.id.value.clone());
            if !in_circles.contains(&indicator.id.value) {
                findings.push(circular(new, &shown(&way)));
                in_circles.extend(way.into_iter().cloned());
            }
            continue;
        }
        findings.extend(gone_before(indicator, other, new));
    }
    for indicator in pack.baselines.iter_mut().flat_map(|baseline| &mut baseline.indicators) {
        if wrong.contains(&indicator.id.value)
            && let Some(retired) = &mut indicator.retired
        {
            retired.replaced_by = None;
        }
    }
}

fn replacement<'p>(pack: &'p Pack, id: &Id) -> Option<&'p Id> {
    Some(&pack.indicator(id.as_str())?.retired.as_ref()?.replaced_by.as_ref()?.value)
}

fn unknown(new: &Located<Id>, pack: &Pack) -> Diagnostic {
    let known = pack.baselines.iter().flat_map(|baseline| &baseline.indicators).map(|one| one.id.value.as_str());
    let what = IdKind::INDICATOR.unknown(new.value.as_str(), "replaced_by = ", known, || {
        text(
            "ghi mã của chỉ số thay thế, hoặc bỏ `replaced_by` nếu không có chỉ số nào thay",
            "write the id of the indicator that replaces it, or remove `replaced_by` if there is none",
        )
    });
    Diagnostic::unknown_id(new.span, what)
}

fn circular(new: &Located<Id>, shown: &str) -> Diagnostic {
    mistake(
        new.span,
        Level::Error,
        (
            text(format!("các chỉ số thay nhau thành vòng: {shown}"), format!("circular replacement: {shown}")),
            text(
                "bỏ một `replaced_by`: chỉ số cũ không thay chỉ số mới",
                "remove one `replaced_by`: an older indicator does not replace a newer one",
            ),
        ),
    )
}

/// What replaces something was itself gone before.
fn gone_before(indicator: &Indicator, other: &Indicator, new: &Located<Id>) -> Option<Diagnostic> {
    let (ours, theirs) = (indicator.retired.as_ref()?, other.retired.as_ref()?);
    let (own, earlier) = (date::short(ours.on.value.0), date::short(theirs.on.value.0));
    (theirs.on.value.0 <= ours.on.value.0).then(|| {
        mistake(
            new.span,
            Level::Warning,
            (
                text(
                    format!("chỉ số thay thế `{}` đã bỏ từ ngày {earlier}, không muộn hơn ngày {own}", other.id.value),
                    format!(
                        "the replacement `{}` was itself retired on {earlier}, no later than {own}",
                        other.id.value
                    ),
                ),
                text(
                    "ghi chỉ số đang được giao, hoặc sửa ngày `on`",
                    "write the indicator that is asked for now, or correct the day `on`",
                ),
            ),
        )
        .related(theirs.on.span, text("bỏ ở đây", "retired here"))
    })
}
