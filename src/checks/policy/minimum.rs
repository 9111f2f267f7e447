//! A waiver of a minimum: it names the indicator and what was allowed, and holds no longer than both stay as they were.

use super::Waiver;
use crate::base::diagnostic::{Demand, Diagnostic, Lacks, MISSING_KEY, Text, WAIVER_EXPIRED, text};
use crate::base::source::Span;
use crate::base::vietnamese::number::grouped;
use crate::base::vietnamese::typed_number::in_plan;

/// Returns the lines of a waiver that say what is asked for now and what is promised now.
fn lines(demand: &Demand) -> String {
    let mut out = format!("indicator = \"{}\"", demand.indicator);
    let key = if demand.downwards { "at_most" } else { "at_least" };
    if let (Lacks::Value, Some(promised)) = (demand.lacks, demand.promised) {
        out.push_str(&format!("\n{key} = {}", in_plan(promised)));
    }
    if let (Lacks::Time, Some(by)) = (demand.lacks, demand.promised_by) {
        out.push_str(&format!("\nby = \"{by}\""));
    }
    if let Some(minimum) = demand.minimum {
        out.push_str(&format!("\nminimum = {}", in_plan(minimum)));
    }
    out
}

/// Returns what a waiver does not say of a minimum: without that, it would go on allowing what nobody allowed.
pub(super) fn unsaid(waiver: &Waiver, demand: &Demand) -> Option<Diagnostic> {
    let allowed = if demand.downwards { &waiver.at_most } else { &waiver.at_least };
    let key = if waiver.indicator.is_none() {
        "indicator"
    } else if demand.lacks == Lacks::Value && demand.promised.is_some() && allowed.is_none() {
        if demand.downwards { "at_most" } else { "at_least" }
    } else if demand.lacks == Lacks::Time && waiver.by.is_none() {
        "by"
    } else if demand.minimum.is_some() && waiver.minimum.is_none() {
        "minimum"
    } else {
        return None;
    };
    let code = waiver.meta.value.code;
    let lines = lines(demand);
    Some(
        Diagnostic::new(
            &MISSING_KEY,
            waiver.meta.span,
            text(
                format!("miễn trừ `{code}` thiếu khóa `{key}`: chưa rõ cho phép đến mức nào"),
                format!("the waiver of `{code}` lacks `{key}`: it does not say what is allowed"),
            ),
        )
        .help(text(
            format!("ghi chỉ số, mức được cho phép và mức tối thiểu lúc cho phép; theo kế hoạch hiện nay là:\n{lines}"),
            format!(
                "name the indicator, what was allowed, and the minimum at that time; of the plan as it is:\n{lines}"
            ),
        )),
    )
}

/// Returns why a waiver that says all does not cover what is asked for now, or what is promised now.
pub(super) fn lapse(waiver: &Waiver, demand: &Demand) -> Option<Diagnostic> {
    let code = waiver.meta.value.code;
    let found =
        |span: Span, message: Text, help: Text| Some(Diagnostic::new(&WAIVER_EXPIRED, span, message).help(help));
    if let (Some(was), Some(is)) = (&waiver.minimum, demand.minimum)
        && demand.is_more(is, was.value)
    {
        let (was_words, is_words) = (grouped(was.value), grouped(is));
        return found(
            was.span,
            text(
                format!(
                    "miễn trừ `{code}` hết hiệu lực: mức của thành phố lúc cho phép là {was_words}, nay là {is_words}"
                ),
                format!(
                    "the waiver of `{code}` has lapsed: the city asked for {was_words} then, and for {is_words} now"
                ),
            ),
            text(
                format!(
                    "sửa kế hoạch cho đạt; hoặc xin cho phép lại, rồi ghi `minimum = {}` cùng `approval` mới",
                    in_plan(is)
                ),
                format!(
                    "meet the minimum, or have it allowed anew and write `minimum = {}` with the new `approval`",
                    in_plan(is)
                ),
            ),
        );
    }
    let allowed = if demand.downwards { &waiver.at_most } else { &waiver.at_least };
    if let (Lacks::Value, Some(allowed), Some(promised)) = (demand.lacks, allowed, demand.promised)
        && demand.is_more(allowed.value, promised)
    {
        let (least, is) = (grouped(allowed.value), grouped(promised));
        return found(
            allowed.span,
            text(
                format!("miễn trừ `{code}` chỉ cho phép đến {least}, kế hoạch ghi {is}"),
                format!("the waiver of `{code}` allows no less than {least}, the plan says {is}"),
            ),
            text(
                format!("sửa mức trong kế hoạch thành {}, hoặc xin cho phép lại", in_plan(allowed.value)),
                format!("write {} in the plan, or have it allowed anew", in_plan(allowed.value)),
            ),
        );
    }
    if let (Lacks::Time, Some(by), Some(promised)) = (demand.lacks, &waiver.by, demand.promised_by)
        && promised > by.value.last_day()
    {
        return found(
            by.span,
            text(
                format!("miễn trừ `{code}` chỉ cho phép đến {}, kế hoạch ghi muộn hơn", by.value.short()),
                format!("the waiver of `{code}` allows {}, the plan is later", by.value.short()),
            ),
            text("sửa thời hạn trong kế hoạch, hoặc xin cho phép lại", "change the plan, or have it allowed anew"),
        );
    }
    None
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn the_lines_are_those_of_the_plan() {
        let mut demand = Demand {
            lacks: Lacks::Value,
            indicator: "kh-so-hoa".to_owned(),
            minimum: Some(Decimal::from(100)),
            promised: Some(Decimal::new(905, 1)),
            downwards: false,
            promised_by: None,
        };
        assert_eq!(lines(&demand), "indicator = \"kh-so-hoa\"\nat_least = 90.5\nminimum = 100");
        (demand.downwards, demand.lacks) = (true, Lacks::Target);
        assert_eq!(lines(&demand), "indicator = \"kh-so-hoa\"\nminimum = 100");
    }
}
