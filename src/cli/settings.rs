//! The settings of a document, as they were asked for.

use std::ffi::OsString;
use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::templates;
use super::user_error::{UserError, user_error};
use crate::output::fonts::{self, DEFAULT_FAMILY};
use crate::output::render::Settings;

/// The variable that systems for reproducible builds set (<https://reproducible-builds.org/specs/source-date-epoch/>).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Returns the settings of a document: for `build`, and for `verify`, which builds it again.
pub(super) fn settings(
    font: Option<&str>,
    draft: bool,
    paper: bool,
    templates: Option<&Path>,
) -> Result<Settings, UserError> {
    let (family, found) = match font {
        None | Some(DEFAULT_FAMILY) => (DEFAULT_FAMILY.to_owned(), fonts::bundled()),
        Some(family) => match fonts::system(family) {
            Some(found) => (family.to_owned(), found),
            None => return Err(no_font(family)),
        },
    };
    Ok(Settings {
        family,
        fonts: found,
        draft,
        paper,
        templates: templates::read(templates)?,
        undated: undated(std::env::var_os(EPOCH))?,
    })
}

fn no_font(family: &str) -> UserError {
    user_error(
        format!("trên máy không có đủ bốn kiểu chữ (đứng, đậm, nghiêng, đậm nghiêng) của phông `{family}`"),
        format!(
            "this machine does not have the four faces (regular, bold, italic, bold italic) of the font `{family}`"
        ),
    )
    .hint(
        format!(
            "cài phông ấy, hoặc bỏ --font để dùng {DEFAULT_FAMILY} kèm theo, cùng kích thước chữ với Times New Roman"
        ),
        format!(
            "install it, or remove --font to use the bundled {DEFAULT_FAMILY}, which is as wide as Times New Roman"
        ),
    )
}

/// Returns the day, in UTC, of a number of seconds since 1970; none where nothing is given.
fn undated(given: Option<OsString>) -> Result<Option<Date>, UserError> {
    let Some(given) = given.filter(|given| !given.is_empty()) else { return Ok(None) };
    let given = given.to_string_lossy();
    let seconds = given.parse().ok().filter(|seconds: &i64| *seconds >= 0 && !given.starts_with('+'));
    match seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()) {
        Some(time) => Ok(Some(TimeZone::UTC.to_datetime(time).date())),
        None => Err(user_error(
            format!("biến môi trường {EPOCH} là `{given}`, không phải số giây kể từ ngày 01/01/1970"),
            format!("the environment variable {EPOCH} is `{given}`, which is not a number of seconds since 1970-01-01"),
        )
        .hint(
            format!("bỏ biến {EPOCH}, hoặc đặt như {EPOCH}=1767225600 (ngày 01/01/2026)"),
            format!("unset {EPOCH}, or set it like {EPOCH}=1767225600 (2026-01-01)"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_a_day_of_utc_and_anything_else_is_refused() {
        let day = |given: &str| undated(Some(given.into())).ok();
        assert_eq!(day("1767225599"), Some(Some(jiff::civil::date(2025, 12, 31))));
        assert_eq!(day("1767225600"), Some(Some(jiff::civil::date(2026, 1, 1))));
        assert_eq!(day(""), Some(None));
        assert_eq!(undated(None).ok(), Some(None));
        for wrong in ["-1", "+1", "1.5", "2026-01-01", " 1", "99999999999999999999", "9999999999999"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
