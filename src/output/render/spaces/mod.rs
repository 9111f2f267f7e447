//! Spaces at which no line may end.

mod dashes;
mod phrases;

use std::borrow::Cow;

use crate::document::compose::Names;
pub(super) use dashes::DASHES;
use dashes::unbroken_dashes;
use phrases::Phrases;

/// What stands between the words that hold together.
pub(super) const HOLDING: char = '\u{a0}';

/// The spaces of a document.
pub(super) struct Spaces {
    /// For lines as wide as the page: with the kinds of units, «phường Lê Chân».
    wide: Phrases,
    /// For narrow ones, where kind and name may part: «PHƯỜNG / TRẦN HƯNG ĐẠO».
    narrow: Phrases,
}

impl Spaces {
    pub(super) fn new(names: &Names) -> Self {
        let bare = || names.units.iter().map(|(_, name)| name.clone()).chain(names.others.iter().cloned());
        // «Phường 1»: a number alone is no name.
        let numbered = names.units.iter().filter(|(_, name)| !name.contains(' ')).map(with_kind);
        let narrow = Phrases::new(bare().chain(numbered));
        Self { wide: Phrases::new(bare().chain(names.units.iter().map(with_kind))), narrow }
    }

    /// Returns a text for lines as wide as the page, with spaces at which no line ends.
    pub(super) fn unbroken<'w>(&self, words: &'w str) -> Cow<'w, str> {
        hold(&self.wide, words)
    }

    /// Returns a text for narrow lines, as in a cell.
    pub(super) fn unbroken_in_narrow<'w>(&self, words: &'w str) -> Cow<'w, str> {
        hold(&self.narrow, words)
    }
}

fn with_kind((kind, name): &(String, String)) -> String {
    format!("{kind} {name}")
}

fn hold<'w>(phrases: &Phrases, words: &'w str) -> Cow<'w, str> {
    match phrases.hold(words) {
        Cow::Borrowed(words) => unbroken_dashes(words),
        Cow::Owned(words) => Cow::Owned(unbroken_dashes(&words).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spaces() -> Spaces {
        let unit = |kind: &str, name: &str| (kind.to_owned(), name.to_owned());
        let others = ["Bộ Chính trị", "Ủy ban nhân dân thành phố Hải Phòng", "Phòng Văn hóa - Xã hội"];
        Spaces::new(&Names {
            units: vec![
                unit("phường", "Trần Hưng Đạo"),
                unit("thành phố", "Hải Phòng"),
                unit("phường", "Lê Chân"),
                unit("phường", "1"),
            ],
            others: others.map(str::to_owned).to_vec(),
        })
    }

    #[test]
    fn a_wide_line_holds_the_kind_of_a_unit_with_its_name() {
        let held = |words: &str| spaces().unbroken(words).replace(HOLDING, "~");
        assert_eq!(
            held("trên địa bàn phường Trần Hưng Đạo, thành phố"),
            "trên địa bàn phường Trần~Hưng~Đạo, thành~phố"
        );
        assert_eq!(held("(Bộ Chính trị)"), "(Bộ~Chính~trị)");
        assert_eq!(held("PHƯỜNG LÊ CHÂN"), "PHƯỜNG~LÊ~CHÂN");
        assert_eq!(held("Phường 1; Phường 10"), "Phường~1; Phường 10");
    }

    #[test]
    fn in_a_narrow_line_kind_and_name_may_part() {
        let held = |words: &str| spaces().unbroken_in_narrow(words).replace(HOLDING, "~");
        assert_eq!(held("PHƯỜNG TRẦN HƯNG ĐẠO"), "PHƯỜNG TRẦN~HƯNG~ĐẠO");
        assert_eq!(held("PHƯỜNG 1"), "PHƯỜNG~1");
    }

    #[test]
    fn a_long_name_holds_by_its_parts_and_the_dashes_hold_everywhere() {
        let held = |words: &str| spaces().unbroken(words).replace(HOLDING, "~");
        assert_eq!(held("Ủy ban nhân dân thành phố Hải Phòng giao"), "Ủy~ban~nhân~dân thành~phố Hải~Phòng giao");
        assert_eq!(held("Phòng Văn hóa - Xã hội"), "Phòng~Văn~hóa~- Xã~hội");
        assert_eq!(held("giai đoạn 2025 - 2030"), "giai đoạn 2025~-~2030");
    }
}
