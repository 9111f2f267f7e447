//! Times: a day, a month, a quarter, a half-year, a year, a range.
//!
//! A date of TOML reaches JSON Schema as a string. That a day exists (no 30 February) is for the program to say.

use serde_json::{Value, json};

use super::shape::Shape;

const YEAR: &str = "(19[0-9][0-9]|2[01][0-9][0-9]|2200)";
const MONTH: &str = "(0[1-9]|1[0-2])";
const DAY: &str = "(0[1-9]|[12][0-9]|3[01])";

/// The forms of a time that has an end.
const HOW: &str = "Ngày `2026-09-30`, tháng `2026-09`, quý `2026-Q3`, nửa năm `2026-H2`, năm `2026`, \
                   hoặc từ … đến … `2025..2027`.";

/// A time of a plan; a year may be a number.
pub(super) fn time(about: &str, example: &str) -> Shape {
    let single = single();
    let pattern = format!("^{single}( *\\.\\. *{single})?$");
    Shape::new(&format!("{about}\n\n{HOW}"), year_or(&pattern), example.into()).or("2026-Q3").or(2026)
}

/// Returns the same, which may also have no end.
pub(super) fn time_or_open(about: &str, example: &str) -> Shape {
    let single = single();
    let several = format!("{YEAR}-(Q[1-4](, *Q[1-4])+|{MONTH}(, *{MONTH})+)");
    let pattern = format!("^({single}( *\\.\\. *({single})?)?|{several})$");
    let about = format!(
        "{about}\n\n{HOW} Nhiều quý, nhiều tháng của một năm thì `2026-Q3,Q4`: «Quý III, IV/2026». Không có mốc cuối thì `2026..`: «Năm \
         2026 và các năm tiếp theo»."
    );
    Shape::new(&about, year_or(&pattern), example.into()).or("2026-Q3").or("2026..").or(2026)
}

fn single() -> String {
    format!("{YEAR}(-({MONTH}(-{DAY})?|Q[1-4]|H[12]))?")
}

/// Returns the date of issue, as far as it is known.
pub(super) fn issue_date(about: &str) -> Shape {
    let pattern = format!("^{YEAR}(-{MONTH}(-{DAY})?)?$");
    Shape::new(about, year_or(&pattern), "2026".into()).or("2026-01-29").or("2026-01").or(2026)
}

/// A full date.
pub(super) fn day(about: &str, example: &str) -> Shape {
    let pattern = format!("^{YEAR}-{MONTH}-{DAY}$");
    Shape::new(about, json!({ "type": "string", "pattern": pattern }), example.into())
}

/// Each rule concerns one type only: the pattern strings, the bounds numbers.
fn year_or(pattern: &str) -> Value {
    json!({ "type": ["string", "integer"], "pattern": pattern, "minimum": 1900, "maximum": 2200 })
}
