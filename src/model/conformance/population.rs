//! What a promise is a share of, as far as words tell.

use std::ops::Range;

use crate::input::decode::SourceText;
use crate::model::measure::Measure;
use crate::model::packs::Indicator;
use crate::model::plan::Target;

/// Finds «hệ thống thông tin từ cấp độ 3 trở lên» where the city counts «từ cấp độ 1 trở lên»: a share of fewer promises less.
///
/// Returns the text and the place of the words, and the levels of the plan and of the city.
#[must_use]
pub fn narrower<'a>(
    indicator: &Indicator,
    target: &'a Target,
    promise: &'a Measure,
) -> Option<(&'a SourceText, Range<usize>, [u32; 2])> {
    let (_, theirs) = lowest_level(indicator.population.as_deref()?)?;
    // The note says what the value is of, where the wording is the city's own.
    let mut texts = [promise.note.as_ref(), target.text.as_ref()].into_iter().flatten();
    let (text, (range, ours)) = texts.find_map(|text| Some((text, lowest_level(&text.text)?)))?;
    (ours > theirs).then_some((text, range, [ours, theirs]))
}

/// Returns the number of «từ cấp độ N trở lên» and the place of the phrase.
fn lowest_level(words: &str) -> Option<(Range<usize>, u32)> {
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
