//! The type of a document that a plan cites.

/// Returns the bytes of a type of document at the end of a text, if it ends with one as a whole word.
#[must_use]
pub fn kind_before(text: &str, kinds: &[String]) -> Option<usize> {
    // The longest type comes first; one more letter shows whether it is a whole word.
    let longest = kinds.first().map_or(0, String::len) + char::MAX.len_utf8();
    let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(longest))..];
    kinds.iter().find_map(|kind| {
        let at = tail.len().checked_sub(kind.len()).filter(|at| tail.is_char_boundary(*at))?;
        let same = tail[at..].chars().flat_map(char::to_lowercase).eq(kind.chars());
        let whole = !tail[..at].ends_with(char::is_alphanumeric);
        (same && whole).then_some(kind.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::packs::Vocabulary;

    #[test]
    fn the_longest_type_is_read() {
        let kinds = &Vocabulary::embedded().citations.kinds;
        let found = |text: &str| kind_before(text, kinds).map(|length| text[text.len() - length..].to_owned());
        assert_eq!(found("thực hiện Chương trình hành động").as_deref(), Some("Chương trình hành động"));
        assert_eq!(found("KẾ HOẠCH").as_deref(), Some("KẾ HOẠCH"));
        assert_eq!(found("phápluật"), None);
        assert_eq!(found("các Đề án").as_deref(), Some("Đề án"));
        assert_eq!(found("mục đích"), None);
    }
}
