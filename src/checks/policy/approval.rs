//! The document that allows a waiver: its number and date, and whether the city lets it allow one.

use jiff::civil::Date;

use super::Waiver;
use crate::base::diagnostic::{Diagnostic, Text, WAIVER_EXPIRED, text};
use crate::base::vietnamese::date;
use crate::checks::prose::{first_date, has_symbol};
use crate::model::packs::WaiverTerms;

/// Returns why a waiver is not allowed as it stands; `inner` says that its project file has another one above it.
pub(super) fn refusal(waiver: &Waiver, terms: &WaiverTerms, inner: bool) -> Option<Diagnostic> {
    let given = &waiver.approval;
    let (span, (message, help)) = if inner && terms.outermost_only {
        (waiver.meta.span, elsewhere())
    } else {
        match (has_symbol(&given.value), first_date(&given.value)) {
            (true, Some(day)) => {
                let named = given.value.to_lowercase();
                let allowed = |body: &String| named.contains(&body.to_lowercase());
                if !terms.granted_by.is_empty() && !terms.granted_by.iter().any(allowed) {
                    (given.span, of_another_body(&terms.granted_by))
                } else {
                    (waiver.until.span, too_long(waiver, terms, day)?)
                }
            }
            (..) => (given.span, no_document()),
        }
    };
    Some(Diagnostic::new(&WAIVER_EXPIRED, span, message).help(help))
}

fn no_document() -> (Text, Text) {
    (
        text(
            "`approval` không ghi đủ số, ký hiệu và ngày của văn bản cho phép: miễn trừ chưa có hiệu lực",
            "`approval` lacks number and date of a document: the waiver does not count",
        ),
        text(
            "viết như `approval = \"Công văn số 12/UBND-KSTT ngày 05/01/2026\"`",
            "write it like `approval = \"Công văn số 12/UBND-KSTT ngày 05/01/2026\"`",
        ),
    )
}

fn of_another_body(allowed: &[String]) -> (Text, Text) {
    let bodies = allowed.join(", ");
    (
        text(
            format!("văn bản cho phép không phải của {bodies}: miễn trừ chưa có hiệu lực"),
            format!("the document is not one of {bodies}: the waiver does not count"),
        ),
        text(
            format!(
                "ghi cơ quan ban hành sau ngày, như `… ngày 05/01/2026 của {}`",
                allowed.first().map_or("", |it| it)
            ),
            format!(
                "name the body after the day, such as `… ngày 05/01/2026 của {}`",
                allowed.first().map_or("", |it| it)
            ),
        ),
    )
}

fn too_long(waiver: &Waiver, terms: &WaiverTerms, day: Date) -> Option<(Text, Text)> {
    let longest = terms.longest_days?;
    let last = day.checked_add(jiff::Span::new().days(i64::from(longest))).ok()?;
    (waiver.until.value.0 > last).then(|| {
        let shown = date::short(last);
        (
            text(
                format!("miễn trừ dài hơn {longest} ngày mà thành phố cho phép, tính từ ngày của văn bản cho phép"),
                format!("the waiver is longer than the {longest} days after its document that the city allows"),
            ),
            text(
                format!("ghi `until = {last}` (ngày {shown}) hoặc sớm hơn"),
                format!("write `until = {last}` or earlier"),
            ),
        )
    })
}

fn elsewhere() -> (Text, Text) {
    (
        text(
            "miễn trừ ghi ở đây không có hiệu lực: thành phố chỉ nhận miễn trừ ở kehoach.toml ngoài cùng",
            "a waiver here does not count: the city only takes those of the outermost kehoach.toml",
        ),
        text(
            "chuyển [[waivers]] ấy sang kehoach.toml của đơn vị được cho phép miễn trừ, thêm `plan = \"…\"`",
            "move it to the outermost kehoach.toml, with `plan = \"…\"`",
        ),
    )
}
