//! What a promise is a share of, as far as words tell.

use std::ops::Range;

use crate::input::decode::SourceText;
use crate::model::measure::Measure;
use crate::model::packs::Indicator;
use crate::model::plan::Target;

/// Words of a target that narrow what the city counts.
#[derive(Debug)]
pub struct Narrowing<'a> {
    /// The text.
    pub text: &'a SourceText,
    /// The place of the words.
    pub range: Range<usize>,
    /// The level from which the target counts.
    pub ours: u32,
    /// The level from which the city counts.
    pub theirs: u32,
    /// What the city counts.
    pub population: &'a str,
}

impl<'a> Narrowing<'a> {
    /// Finds «hệ thống thông tin từ cấp độ 3 trở lên» where the city counts «từ cấp độ 1 trở lên»: a share of fewer promises less.
    #[must_use]
    pub fn find(indicator: &'a Indicator, target: &'a Target, promise: &'a Measure) -> Option<Self> {
        let population = indicator.population.as_deref()?;
        let (_, theirs) = lowest_level(population)?;
        // The note says what the value is of, where the wording is the city's own.
        let mut texts = [promise.note.as_ref(), target.text.as_ref()].into_iter().flatten();
        let (text, (range, ours)) = texts.find_map(|text| Some((text, lowest_level(&text.text)?)))?;
        (ours > theirs).then_some(Self { text, range, ours, theirs, population })
    }
}

/// The number of «từ cấp độ N trở lên» and the place of the phrase.
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
