//! Text between quotation marks: the words of someone else.

use std::ops::Range;

/// The quotations of a text, in order: between “ and ”, « and », or two straight marks of one line.
#[derive(Debug, Default)]
pub struct Quotations {
    ranges: Vec<Range<usize>>,
}

impl Quotations {
    /// Finds them. A mark that is not closed opens nothing.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut ranges = Vec::new();
        let mut open: Option<(usize, char)> = None;
        for (at, letter) in text.char_indices() {
            if matches!(letter, '”' | '"') && is_seconds(text, at) {
                continue;
            }
            match (letter, open) {
                ('“' | '«', None) => open = Some((at, if letter == '“' { '”' } else { '»' })),
                ('"', None) => open = Some((at, '"')),
                ('\n', Some((_, '"'))) => open = None,
                (_, Some((start, close))) if letter == close => {
                    ranges.push(start..at + letter.len_utf8());
                    open = None;
                }
                _ => {}
            }
        }
        Self { ranges }
    }

    /// Returns whether a place is inside one.
    #[must_use]
    pub fn contain(&self, at: usize) -> bool {
        let index = self.ranges.partition_point(|range| range.end <= at);
        self.ranges.get(index).is_some_and(|range| range.start <= at)
    }
}

/// No angle is longer, in bytes.
const LONGEST_ANGLE: usize = 40;

/// Returns whether a mark is that of the seconds of an angle: «10°19’19,00”N».
#[must_use]
pub fn is_seconds(text: &str, at: usize) -> bool {
    if !text[at..].starts_with(['”', '"', '″']) || !text[..at].ends_with(|sign: char| sign.is_ascii_digit()) {
        return false;
    }
    let before = &text[text.ceil_char_boundary(at.saturating_sub(LONGEST_ANGLE))..at];
    before.rsplit(' ').next().is_some_and(|token| token.contains('°'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_between_its_marks() {
        let text = "xã “Gia đình số” và \"4 lớp\" “mở";
        let quotations = Quotations::of(text);
        let inside = |word: &str| quotations.contain(text.find(word).unwrap());
        assert!(inside("Gia") && inside("lớp"));
        assert!(!inside("xã") && !inside("và") && !inside("mở"));
        let text = "điểm 10°19’19,00\"N; 106°04'05\"E có \"mốc\"";
        assert!(!Quotations::of(text).contain(text.find("106").unwrap()));
        assert!(Quotations::of(text).contain(text.find("mốc").unwrap()));
    }
}
