//! How a paragraph or an item ends.

use std::ops::Range;

use crate::checks::prose::OBJECT;

/// The mark at the end of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// A full stop, a question mark, an ellipsis.
    Stop,
    Semicolon,
    Colon,
    Comma,
    /// None.
    Missing,
    /// An expression: its words have their own end.
    Data,
}

/// The mark that ends a piece of a text, and its place: where it is, or where it should be.
pub(super) fn ending(text: &str, range: &Range<usize>) -> (Ending, Range<usize>) {
    let piece = text[range.clone()].trim_end();
    let end = range.start + piece.trim_end_matches(['*', '_']).len();
    let piece = &text[range.start..end];
    let Some(last) = piece.chars().next_back() else { return (Ending::Data, end..end) };
    let place = end - last.len_utf8()..end;
    match last {
        '.' | '!' | '?' | '…' => (Ending::Stop, place),
        ';' => (Ending::Semicolon, place),
        ':' => (Ending::Colon, place),
        ',' => (Ending::Comma, place),
        OBJECT => (Ending::Data, place),
        // The mark may be inside: «… (trừ văn bản mật.)», «… “Thôn số.”»
        '”' | '»' | '"' | ')' | ']' => match piece[..piece.len() - last.len_utf8()].chars().next_back() {
            Some('.' | '!' | '?' | '…') if last != ')' => (Ending::Stop, place),
            // «… theo quy định. ”»: the space is another rule's.
            Some(' ') if matches!(last, '”' | '»') && piece.trim_end_matches(['”', '»', ' ']).ends_with('.') => {
                (Ending::Stop, place)
            }
            _ if last == ')' && is_remark(piece) => (Ending::Stop, place),
            _ => (Ending::Missing, end..end),
        },
        _ => (Ending::Missing, end..end),
    }
}

/// Returns whether a piece ends in a remark in brackets behind a whole sentence: «… năm 2026. (Chi tiết tại Phụ lục kèm theo)».
fn is_remark(piece: &str) -> bool {
    let mut depth = 0;
    let open = piece.char_indices().rev().find_map(|(at, sign)| {
        depth += match sign {
            ')' => 1,
            '(' => -1,
            _ => 0,
        };
        (depth == 0).then_some(at)
    });
    open.is_some_and(|at| piece[..at].trim_end().ends_with('.'))
}

/// Returns whether a whole piece is in brackets, in bold or in capitals: a remark or a heading, which needs no mark.
pub(super) fn stands_apart(piece: &str) -> bool {
    let bare = piece.trim_matches(['*', '_']);
    let emphasised = bare.len() < piece.len() && piece.starts_with(['*', '_']) && piece.ends_with(['*', '_']);
    emphasised
        || !bare.contains(char::is_lowercase)
        || (bare.starts_with('(') && bare.ends_with(')'))
        || bare.starts_with("[^")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_may_stand_behind_or_inside_what_closes() {
        let of = |text: &str| ending(text, &(0..text.len())).0;
        assert_eq!(of("công việc. "), Ending::Stop);
        assert_eq!(of("**công việc;**"), Ending::Semicolon);
        assert_eq!(of("“Thôn số.”"), Ending::Stop);
        assert_eq!(of("“Thôn số”"), Ending::Missing);
        assert_eq!(of("(mật)"), Ending::Missing);
        assert_eq!(of("năm 2026. (Chi tiết tại Phụ lục (mẫu 1) kèm theo)"), Ending::Stop);
        assert_eq!(of("năm 2026 (Chi tiết tại Phụ lục kèm theo)"), Ending::Missing);
        assert_eq!(of("theo quy định. ”"), Ending::Stop);
        assert_eq!(of("theo quy định ”"), Ending::Missing);
        assert_eq!(of("vân vân…"), Ending::Stop);
        assert_eq!(of("xem \u{1a}\u{1a}"), Ending::Data);
        assert!(
            stands_apart("*(Danh mục kèm theo)*") && stands_apart("**Hạ tầng số**") && !stands_apart("**Hạ tầng**: số")
        );
    }
}
