//! Shares of a population: which percentages cannot be, and which words speak of something else.

use rust_decimal::Decimal;

use crate::base::diagnostic::{Text, text};
use crate::model::measure::{Measure, Value};

/// Returns whether a text has one of these words. «Tăng cường» is no growth.
#[must_use]
pub fn says(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase().replace("tăng cường", "");
    words.iter().any(|word| text.contains(word))
}

/// Returns what is wrong with a percentage that no share can be, and what to do: more than all, or less than nothing.
#[must_use]
pub fn beyond_all(measure: &Measure) -> Option<(Text, Text)> {
    let (Some("%"), Value::Numbers(numbers)) = (measure.unit.as_deref(), &measure.value.value) else { return None };
    let said = measure.signed();
    if numbers.iter().any(|number| *number > Decimal::ONE_HUNDRED) {
        return Some(too_much(&said));
    }
    numbers.iter().any(|number| *number < Decimal::ZERO).then(|| {
        (
            text(format!("tỷ lệ âm: `{said}`"), format!("a negative percentage: `{said}`")),
            text("ghi số từ 0 đến 100", "write a number from 0 to 100"),
        )
    })
}

/// Returns what to say of a share above 100%.
#[must_use]
pub fn too_much(said: &str) -> (Text, Text) {
    (
        text(format!("tỷ lệ vượt 100%: `{said}`"), format!("a percentage above 100: `{said}`")),
        text(
            "ghi số từ 0 đến 100 (có thể sót dấu thập phân: `96.5`); nếu là mức tăng thì viết «tăng … so với …»",
            "write a number from 0 to 100 (a decimal point may be missing: `96.5`); for growth write «tăng … so với …»",
        ),
    )
}
