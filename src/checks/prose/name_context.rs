//! What is around a name in a sentence, and says that it is none.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use super::Passage;

/// Returns whether one of these words is before a place: «các phòng kinh tế» are common nouns.
#[must_use]
pub fn follows_plural(before: &str, plurals: &[String]) -> bool {
    let words = before.trim_end();
    plurals.iter().any(|plural| {
        words.len() < before.len()
            && words.strip_suffix(plural.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// Returns whether the head of a name is the end of a compound: «cơ sở y tế», «Trưởng phòng Văn hóa - Xã hội».
#[must_use]
pub fn ends_compound(before: &str, typed: &str, compounds: &[String]) -> bool {
    let head = typed.split(' ').next().unwrap_or(typed);
    let Some(earlier) = before.strip_suffix(' ').and_then(|words| words.rsplit([' ', '\n']).next()) else {
        return false;
    };
    let compound = format!("{earlier} {head}");
    let compound = compound.to_lowercase();
    head.starts_with(char::is_lowercase) && compounds.iter().any(|known| same_but_marks(&compound, known))
}

/// Returns whether the end of a name is the beginning of a compound: «được tỉnh ủy quyền», «Ban cán sự đảng Ủy ban nhân dân».
#[must_use]
pub fn begins_compound(typed: &str, after: &str, compounds: &[String]) -> bool {
    let tail = typed.rsplit(' ').next().unwrap_or(typed);
    let next = after
        .strip_prefix(' ')
        .map_or("", |after| &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())]);
    let compound = format!("{tail} {next}");
    compounds.iter().any(|known| same_but_marks(&compound.to_lowercase(), known))
}

/// Returns whether a place belongs to the title of a typed citation: those are another document's words.
#[must_use]
pub fn in_title(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let citations = passage.citations();
    let before = citations.partition_point(|citation| citation.range.start < range.start);
    citations[..before].last().is_some_and(|citation| {
        let begins = passage.flowing()[citation.rest.clone()].trim_start();
        citation.rest.contains(&range.start) && (citation.quoted || passage.citation_words().begins_title(begins))
    })
}

/// Returns whether two names have the same letters and spaces; old and new tone marks («hoá», «hóa») are another rule's concern.
#[must_use]
pub fn same_but_marks(a: &str, b: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.nfd().collect();
        letters.sort_unstable();
        letters
    };
    let (mut here, mut there) = (a.split_whitespace(), b.split_whitespace());
    loop {
        match (here.next(), there.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || sorted(a) == sorted(b) => {}
            _ => return false,
        }
    }
}

/// Returns whether a place is the first of a sentence, an item or a line: behind marks that open it.
#[must_use]
pub fn opens_a_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '*', '_', '“', '«', '"', '(', '[', '-', '+', '•']);
    before.is_empty() || before.ends_with(['\n', '.', '!', '?', ':', ';', '|', '–', '/', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_compound_begins_no_name() {
        let compounds = ["cơ sở".to_owned(), "trưởng phòng".to_owned()];
        assert!(ends_compound("tại các cơ ", "sở Y tế", &compounds));
        assert!(ends_compound("Trưởng ", "phòng Văn hóa - Xã hội", &compounds));
        assert!(!ends_compound("gửi ", "sở Y tế", &compounds));
        assert!(!ends_compound("gửi cơ ", "Sở Y tế", &compounds));
        assert!(ends_compound("của Uỷ ", "ban Thường vụ", &["ủy ban".to_owned()]));
        let compounds = ["ủy quyền".to_owned()];
        assert!(begins_compound("tỉnh ủy", " quyền cho", &compounds));
        assert!(!begins_compound("tỉnh ủy", " và", &compounds));
        assert!(begins_compound("đảng Ủy", " ban nhân dân", &["ủy ban".to_owned()]));
    }

    #[test]
    fn what_opens_a_sentence_follows_a_mark() {
        let text = "Xã. Xã: - Xã của Xã";
        let opens: Vec<bool> = text.match_indices("Xã").map(|(at, _)| opens_a_sentence(text, at)).collect();
        assert_eq!(opens, [true, true, true, false]);
    }

    #[test]
    fn plurals_are_common_nouns() {
        let plurals = ["các".to_owned()];
        assert!(follows_plural("phối hợp với các ", &plurals));
        assert!(!follows_plural("phối hợp với ", &plurals));
    }
}
