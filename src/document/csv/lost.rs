//! A CSV file whose letters were lost when it was saved: «N?i dung», «Ph?n m?m».

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, NOT_UTF8, text};
use crate::base::source::{FileId, Span};

/// Returns the finding on a file that was saved in an encoding without Vietnamese letters: in their place are question marks.
pub(super) fn lost_letters(file: FileId, source: &str) -> Option<Diagnostic> {
    /// Fewer may be slips of the hand: «gì?nếu».
    const SEVERAL: usize = 2;
    let words: Vec<Range<usize>> = words(source).filter(|word| has_lost(&source[word.clone()])).collect();
    let first = words.first()?.clone();
    if words.len() < SEVERAL && source.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii()) {
        return None;
    }
    let word = &source[first.clone()];
    let message = text(
        format!("tệp CSV đã mất chữ có dấu khi lưu: `{word}`"),
        format!("the CSV file lost its Vietnamese letters when it was saved: `{word}`"),
    );
    Some(Diagnostic::new(&NOT_UTF8, Span::new(file, first), message).help(text(
        "mở bảng gốc trong Excel, chọn File > Save As, loại tệp «CSV UTF-8 (Comma delimited) (*.csv)», rồi chép tệp mới đè lên tệp này",
        "open the original in Excel, choose File > Save As and the type «CSV UTF-8 (Comma delimited) (*.csv)», and put that file here",
    )))
}

/// Returns the words of a text with the question marks in them; no part of an address of the web.
fn words(source: &str) -> impl Iterator<Item = Range<usize>> {
    let is_end = |letter: char| letter.is_whitespace() || ",;\"()".contains(letter);
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + source[at..].find(|letter| !is_end(letter))?;
        at = source[start..].find(is_end).map_or(source.len(), |end| start + end);
        Some(start..at)
    })
}

/// Returns whether a word has a question mark inside, and one before a small letter; no part of an address has.
fn has_lost(word: &str) -> bool {
    if word.contains(['/', '=', '&']) {
        return false;
    }
    let letters: Vec<char> = word.chars().collect();
    let inside = letters.get(1..letters.len().saturating_sub(1)).unwrap_or_default();
    inside.contains(&'?') && letters.windows(2).any(|two| two[0] == '?' && two[1].is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;

    #[test]
    fn question_marks_in_words_are_lost_letters() {
        let lost = |text: &str| lost_letters(SourceMap::new().add("a.csv", text), text).is_some();
        for text in ["N?i dung,S? l??ng\n", "a,b\nTri?n khai ph?n m?m,3\n"] {
            assert!(lost(text), "{text}");
        }
        for text in [
            "Nội dung,Câu hỏi\nLàm gì?,Vì sao?\n",
            "a\nhttps://haiphong.gov.vn/tim?q=a\n",
            "Nội dung\nlàm gì?nếu\n",
            "a,b\n1,2\n",
            "a\n?\n",
        ] {
            assert!(!lost(text), "{text}");
        }
    }
}
