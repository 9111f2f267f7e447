//! The types of documents that a plan may cite, and the letters that stand for them in a symbol (Decree 30, Appendix III).

/// Types of documents in lower case, a longer one before the one that it ends with.
const KINDS: &[&str] = &[
    "chương trình hành động",
    "kế hoạch hành động",
    "thông tư liên tịch",
    "nghị quyết liên tịch",
    "công điện khẩn",
    "nghị quyết",
    "nghị định",
    "quyết định",
    "chỉ thị",
    "thông tư",
    "thông báo",
    "thông tri",
    "kế hoạch",
    "chương trình",
    "công văn",
    "công điện",
    "hướng dẫn",
    "kết luận",
    "báo cáo",
    "tờ trình",
    "quy định",
    "quy chế",
    "phương án",
    "pháp lệnh",
    "bộ luật",
    "văn bản",
    "lệnh",
    "luật",
];

/// The letters of types in a symbol.
pub const KIND_LETTERS: &[&str] = &[
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ",
    "NĐ", "TT", "TTLT", "NQLT", "KL", "CV", "GM",
];

/// The bytes of a type of document at the end of a text, if it ends with one as a whole word.
#[must_use]
pub(super) fn kind_before(text: &str) -> Option<usize> {
    /// No type is longer, in bytes.
    const LONGEST: usize = 40;
    let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST))..];
    KINDS.iter().find_map(|kind| {
        let at = tail.len().checked_sub(kind.len()).filter(|at| tail.is_char_boundary(*at))?;
        let same = tail[at..].chars().flat_map(char::to_lowercase).eq(kind.chars());
        let whole = !tail[..at].ends_with(char::is_alphanumeric);
        (same && whole).then_some(kind.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_type_is_read() {
        let found = |text: &str| kind_before(text).map(|length| text[text.len() - length..].to_owned());
        assert_eq!(found("thực hiện Chương trình hành động").as_deref(), Some("Chương trình hành động"));
        assert_eq!(found("KẾ HOẠCH").as_deref(), Some("KẾ HOẠCH"));
        assert_eq!(found("phápluật"), None);
        assert_eq!(found("Đề án"), None);
    }
}
