//! What a replacement in prose does to the rest of it.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The longest stretch between blank lines that is read for one replacement, in bytes; in a longer one it is not safe.
const LONGEST: usize = 8 * 1024;

/// What a replacement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Other words, signs or spaces: CommonMark is to read the same elements.
    Words,
    /// The mark of an item: CommonMark is to read an item where it read words.
    ItemMark,
}

/// Returns whether a replacement changes nothing but its own place: every other sign is still read as a word or as the same markup.
#[must_use]
pub fn changes_only(text: &str, range: Range<usize>, put: &str, purpose: Purpose) -> bool {
    let old = &text[range.clone()];
    // What a backslash does depends on what follows it.
    if put.contains('\\') {
        return false;
    }
    let is_plain = |words: &str| words.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | ',' | ';'));
    let before = text[..range.start].chars().next_back();
    let behind = text[range.end..].chars().next();
    let is_letter =
        |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphabetic() || matches!(sign, ' ' | ',' | ';'));
    // No more is looked at: in one line there may be thousands of replacements.
    let first = text.floor_char_boundary(range.start.saturating_sub(LONGEST));
    let last = text.ceil_char_boundary((range.end + LONGEST).min(text.len()));
    let (above, below) = (&text[first..range.start], &text[range.end..last]);
    // Inside of a line, between letters, nothing of this is markup.
    if purpose == Purpose::Words && is_plain(old) && is_plain(put) && is_letter(before) && is_letter(behind) {
        let line = above.rsplit('\n').next().unwrap_or_default();
        if line.contains(|sign: char| sign.is_alphabetic()) {
            return true;
        }
    }
    let start = above.rfind("\n\n").map(|at| first + at + 2).or((first == 0).then_some(0));
    let end = below.find("\n\n").map(|at| range.end + at).or((last == text.len()).then_some(last));
    let (Some(start), Some(end)) = (start, end) else { return false };
    if end - start > LONGEST {
        return false;
    }
    let new = [&text[start..range.start], put, &text[range.end..end]].concat();
    let (is, was) = (Read::of(&new, purpose), Read::of(&text[start..end], purpose));
    let new_signs = if purpose == Purpose::ItemMark { "" } else { put };
    is.elements == was.elements && differ_within(&was.signs, &is.signs, old, new_signs)
}

/// Returns whether two texts are the same but for a place where the one has only signs of `old` and the other only signs of `put`.
fn differ_within(was: &[char], is: &[char], old: &str, put: &str) -> bool {
    let same = was.iter().zip(is).take_while(|(one, other)| one == other).count();
    let (was, is) = (&was[same..], &is[same..]);
    let ends = was.iter().rev().zip(is.iter().rev()).take_while(|(one, other)| one == other).count();
    let within = |signs: &[char], place: &str| {
        let mut place = place.chars();
        signs.iter().all(|sign| place.any(|other| other == *sign))
    };
    within(&was[..was.len() - ends], old) && within(&is[..is.len() - ends], put)
}

/// A text as CommonMark reads it.
struct Read {
    /// What begins and ends in it, in order.
    elements: Vec<String>,
    /// Its words, without white space.
    signs: Vec<char>,
}

impl Read {
    fn of(text: &str, purpose: Purpose) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        let mut read = Self { elements: Vec::new(), signs: Vec::new() };
        // An item that is new brings a list, and parts a paragraph.
        let is_of_items = |event: &Event<'_>| {
            matches!(
                event,
                Event::SoftBreak
                    | Event::Start(Tag::List(None) | Tag::Item | Tag::Paragraph)
                    | Event::End(TagEnd::List(false) | TagEnd::Item | TagEnd::Paragraph)
            )
        };
        for event in Parser::new_ext(text, options) {
            match &event {
                Event::Text(words) => read.signs.extend(words.chars().filter(|sign| !sign.is_whitespace())),
                event if purpose == Purpose::ItemMark && is_of_items(event) => {}
                event => read.elements.push(format!("{event:?}")),
            }
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::{Purpose, changes_only};

    fn safe(text: &str, old: &str, put: &str, purpose: Purpose) -> bool {
        let start = text.find(old).unwrap();
        changes_only(text, start..start + old.len(), put, purpose)
    }

    #[test]
    fn words_in_place_of_words_are_safe() {
        for (text, old, put) in [
            ("- khắc phuc xong", "phuc", "phục"),
            ("đôn đốc , rà soát", " ,", ","),
            ("**Trọng tâm:**  việc", "  ", " "),
            ("đạt >=80% \\> 5", "  5".trim_start(), "6"),
            ("hoá đơn", "hoá", "hóa"),
        ] {
            assert!(safe(text, old, put, Purpose::Words), "{text}");
        }
    }

    #[test]
    fn what_would_become_markup_is_not() {
        for (text, old, put) in [
            ("- \u{a0}> 5", "\u{a0}", " "),
            ("1. \u{a0}* a", "\u{a0}", " "),
            ("a\\\\>b", "\\\\", "\\"),
            ("a *b *c", " *c", "*c"),
            ("a\n- b", "\n", " "),
        ] {
            assert!(!safe(text, old, put, Purpose::Words), "{text}");
        }
    }

    #[test]
    fn a_mark_makes_an_item_of_its_line_and_nothing_else() {
        assert!(safe("• Đầu tư", "• ", "- ", Purpose::ItemMark));
        assert!(safe("- Một\n-Hai\n  + Ba", "-Hai".strip_suffix("Hai").unwrap(), "- ", Purpose::ItemMark));
        assert!(safe("Nêu:\n– 2025 là năm đầu", "– ", "- ", Purpose::ItemMark));
        for text in ["• > trích", "• 1. một", "• # đầu", "• - hai", "• ***"] {
            assert!(!safe(text, "• ", "- ", Purpose::ItemMark), "{text}");
        }
    }
}
