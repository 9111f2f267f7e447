//! A typed title, compared with the registry's.

use std::ops::Range;

use crate::base::vietnamese::fold::fold;
use crate::checks::prose::phrase_length;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum TypedTitle {
    /// Other words, or none: no quotation of the title.
    Other,
    /// The title.
    Same,
    /// The title with a mistake, and where it is.
    Wrong(Range<usize>),
}

/// So much of the title, in hundredths, must be there before it counts as quoted.
const ENOUGH: usize = 80;
/// So many words of one may be missing in the other at a time.
const STRIDE: usize = 4;
/// Words that documents themselves put in or leave out: «phê duyệt» and «về việc phê duyệt», «định hướng đến năm 2030».
const FREE: &[&str] = &["ve", "viec", "den", "nam"];

/// Words with which a title inside the title begins, behind its issuer.
const OPENING: &[&str] = &["ve", "phe", "quy", "sua", "huong", "trien", "thuc", "hanh"];

/// Compares the text after a citation with a title. A type of document in it may have a small letter: it may mean all of the type.
pub(super) fn compare(typed: &str, title: &str, kinds: &[String]) -> TypedTitle {
    let typed_words = words(typed);
    let title_words = words(title);
    let (mut at, mut of) = (0, 0);
    let (mut same, mut other, mut quoted) = (0_usize, false, None::<(usize, usize)>);
    while let (Some(a), Some(b)) = (typed_words.get(at), title_words.get(of)) {
        if a.folded == b.folded {
            same += usize::from(!a.is_free());
            quoted = Some((quoted.map_or(at, |(first, _)| first), at));
            (at, of) = (at + 1, of + 1);
            continue;
        }
        let Some((skipped, missing)) = next_alike(&typed_words[at..], &title_words[of..]) else { break };
        // What comes before the title is not part of it.
        let typed_there = if quoted.is_none() { &[] } else { &typed_words[at..at + skipped] };
        other |= !typed_there.iter().chain(&title_words[of..of + missing]).all(Word::is_free);
        (at, of) = (at + skipped, of + missing);
    }
    // «Chỉ thị số 52-CT/TW để đạt mục tiêu …»: the sentence goes on, in words that the title may have as well.
    let goes_on = quoted.is_some_and(|(first, _)| {
        let before: Vec<&Word> = typed_words[..first].iter().filter(|word| !word.is_free()).collect();
        before.len() > 2 && typed[before[0].range.clone()].starts_with(char::is_lowercase)
    });
    if goes_on {
        return TypedTitle::Other;
    }
    let substance = title_words.iter().filter(|word| !word.is_free()).count();
    let Some((first, last)) = quoted else { return TypedTitle::Other };
    let quoted = &typed_words[first..=last];
    if same * 100 < substance * ENOUGH {
        return TypedTitle::Other;
    }
    let left_out = title_words[of..].iter().any(|word| !word.is_free());
    if other || left_out || !same_letters(quoted, &title_words, typed, title, kinds) {
        TypedTitle::Wrong(typed_words[first].range.start..typed_words[last].range.end)
    } else {
        TypedTitle::Same
    }
}

/// Returns whether the words have the same letters and the same spacing: «2019-2020» is not «2019 - 2020». The first word's capital is free.
fn same_letters(typed_words: &[Word], title_words: &[Word], typed: &str, title: &str, kinds: &[String]) -> bool {
    let substance = |words: &[Word], text: &str| -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut end = None;
        for word in words.iter().filter(|word| !word.is_free()) {
            let letters = text[word.range.clone()].to_owned();
            let hyphen = end.map_or("", |end: usize| {
                let between = &text[end..word.range.start];
                if between.contains(['-', '–']) { between } else { "" }
            });
            let is_kind = || kinds.iter().any(|kind| phrase_length(&text[word.range.start..], kind).is_some());
            let letters = if out.is_empty() || is_kind() { letters.to_lowercase() } else { letters };
            out.push(format!("{hyphen}{letters}"));
            end = Some(word.range.end);
        }
        out
    };
    let (typed, title) = (substance(typed_words, typed), substance(title_words, title));
    typed.len() == title.len() && typed.iter().zip(&title).all(|(a, b)| a == b || differs_in_marks_only(a, b))
}

/// Old and new tone marks are another rule's concern: «hoá» and «hóa» have the same letters and marks.
fn differs_in_marks_only(a: &str, b: &str) -> bool {
    use unicode_normalization::UnicodeNormalization as _;
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.nfd().collect();
        letters.sort_unstable();
        letters
    };
    a.len() == b.len() && sorted(a) == sorted(b)
}

struct Word {
    folded: String,
    range: Range<usize>,
    /// «số», «tháng» before a number: how a title inside the title is cited is another matter.
    before_number: bool,
    /// Of the issuer of a document that the title cites, which may be left out.
    issuer: bool,
}

impl Word {
    fn is_free(&self) -> bool {
        FREE.contains(&self.folded.as_str())
            || self.issuer
            || (self.before_number && matches!(self.folded.as_str(), "so" | "thang"))
    }
}

/// Returns the words up to the length that a title can have.
fn words(text: &str) -> Vec<Word> {
    const LONGEST: usize = 90;
    let mut out: Vec<Word> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphanumeric).map(|found| at + found) {
        let length = text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        at = start + length;
        let before_number = text[at..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        let folded = fold(&text[start..at]);
        let issuer = out.last().is_some_and(|last| {
            let behind = &text[last.range.clone()];
            match folded.as_str() {
                "cua" => behind.parse::<u16>().is_ok_and(|year| year > 1000) || behind.chars().all(char::is_uppercase),
                word => last.issuer && !OPENING.contains(&word),
            }
        });
        out.push(Word { folded, range: start..at, before_number, issuer });
        if out.len() == LONGEST {
            break;
        }
    }
    out
}

/// How many words to leave out on each side until both go on alike; as few as can be.
fn next_alike(typed: &[Word], title: &[Word]) -> Option<(usize, usize)> {
    let nearest = |may_be_free: bool| {
        (1..=STRIDE * 2).find_map(|sum| {
            (0..=sum.min(STRIDE)).find_map(|skipped| {
                let missing = sum - skipped;
                let (a, b) = (typed.get(skipped)?, title.get(missing)?);
                let alike = missing <= STRIDE && a.folded == b.folded && (may_be_free || !a.is_free());
                alike.then_some((skipped, missing))
            })
        })
    };
    // «về việc quy định về» goes on with «quy định về», not with the second «về».
    nearest(false).or_else(|| nearest(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAMME: &str = "phê duyệt Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030";

    fn wrong(typed: &str, title: &str) -> Option<String> {
        let kinds = ["nghị định".to_owned()];
        match compare(typed, title, &kinds) {
            TypedTitle::Wrong(range) => Some(typed[range].to_owned()),
            TypedTitle::Same | TypedTitle::Other => None,
        }
    }

    #[test]
    fn a_title_with_a_mistake_is_wrong() {
        for (typed, title) in [
            (" phê duyệt Chương trình chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030", PROGRAMME),
            (
                " về nhiệm vụ phát triển Chính phủ số giai đoạn 2019-2020",
                "về nhiệm vụ phát triển Chính phủ số giai đoạn 2019 - 2020",
            ),
            (" phê duyệt Chương trình Chuyển đổi số đến năm 2025, định hướng đến năm 2030", PROGRAMME),
            (
                " về ứng dụng công nghệ thông tin và Chuyển đổi số trong các cơ quan nhà nước Hải Phòng 6 tháng cuối năm 2025",
                "về Ứng dụng công nghệ thông tin và Chuyển đổi số trong các cơ quan nhà nước thành phố Hải Phòng 6 tháng cuối năm 2025",
            ),
        ] {
            assert!(wrong(typed, title).is_some(), "{typed}");
        }
    }

    #[test]
    fn the_title_and_other_words_are_right() {
        for typed in [
            " phê duyệt Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng năm 2030",
            " về việc phê duyệt Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030, Ủy ban nhân dân xã xây dựng",
            " để đạt mục tiêu phê duyệt Chương trình Chuyển đổi số đến năm 2025, định hướng đến năm 2030",
            " về chuyển đổi số",
            ", cụ thể như sau",
            "",
        ] {
            assert_eq!(wrong(typed, PROGRAMME), None, "{typed}");
        }
        assert_eq!(wrong(&format!(", Thủ tướng Chính phủ, {PROGRAMME}"), PROGRAMME), None);
        let amending = "sửa đổi, bổ sung một số điều của các Nghị định liên quan đến kiểm soát thủ tục hành chính";
        assert_eq!(wrong(&amending.replace("Nghị định", "nghị định"), amending), None);
        let levels = "quy định về phân định thẩm quyền của chính quyền địa phương 02 cấp trong lĩnh vực đất đai";
        assert_eq!(wrong(&format!(" về việc {levels}"), levels), None);
        let action = "sửa đổi Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá";
        for typed in [
            " sửa đổi Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị về đột phá",
            " sửa đổi Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 về đột phá",
        ] {
            assert_eq!(wrong(typed, action), None, "{typed}");
        }
        assert!(
            wrong(
                " sửa đổi Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW ngày 24/12/2024 về đột phá",
                action
            )
            .is_some()
        );
        let title = "về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia";
        assert_eq!(
            wrong(" về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số trên địa bàn xã", title),
            None
        );
    }
}
