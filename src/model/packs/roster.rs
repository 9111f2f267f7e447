//! The roster of all communes since 01/7/2025, as data in `vietnam/communes.tsv`.

use std::sync::{LazyLock, OnceLock};

use crate::base::diagnostic::{Text, text};
use crate::base::vietnamese::fold::nearest;
use crate::base::vietnamese::syllable::Syllable;

/// A line is a province, a kind and its names, with tabs between them and semicolons between the names.
const ROSTER: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/plans/vietnam/communes.tsv"));

/// The communes of one province.
#[derive(Debug, Clone)]
pub struct Roster {
    /// The [`key`] of the province.
    province: String,
    /// Kinds with their names.
    kinds: Vec<(&'static str, Vec<&'static str>)>,
    /// The [`key`] of each name, in the same order: every plan of the province is looked up in them.
    keys: OnceLock<Vec<Vec<String>>>,
}

static ALL: LazyLock<Vec<Roster>> = LazyLock::new(|| {
    let mut all: Vec<Roster> = Vec::new();
    for line in ROSTER.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(province), Some(kind), Some(names)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let (province, names) = (key(province), (kind, names.split("; ").collect()));
        match all.iter_mut().find(|one| one.province == province) {
            Some(one) => one.kinds.push(names),
            None => all.push(Roster { province, kinds: vec![names], keys: OnceLock::new() }),
        }
    }
    all
});

/// What the roster says of a name and a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// There is one, which is written so.
    Yes(&'static str),
    /// The name is that of another kind.
    OtherKind(&'static str),
    /// No commune of the province is called so; with the kind and the name of the nearest one.
    No(Option<(&'static str, &'static str)>),
}

impl Roster {
    /// Returns the communes of a province, by its kind and name: «thành phố», «Hải Phòng». `None` where it is not one of the 34.
    #[must_use]
    pub fn of(kind: &str, province: &str) -> Option<&'static Self> {
        let wanted = key(&format!("{kind} {province}"));
        ALL.iter().find(|one| one.province == wanted)
    }

    fn keys(&self) -> &[Vec<String>] {
        self.keys
            .get_or_init(|| self.kinds.iter().map(|(_, names)| names.iter().map(|name| key(name)).collect()).collect())
    }

    /// Returns whether some commune of the country is called so.
    #[must_use]
    pub fn has_name(name: &str) -> bool {
        let wanted = key(name);
        let lines = ROSTER.lines().filter_map(|line| line.rsplit_once('\t'));
        lines.flat_map(|(_, names)| names.split("; ")).any(|known| key(known) == wanted)
    }

    /// Looks up a name without its kind.
    #[must_use]
    pub fn look_up(&self, kind: &str, name: &str) -> Listed {
        let wanted = key(name);
        let of_that_name = || {
            let all = self.kinds.iter().zip(self.keys());
            all.filter_map(|((kind, names), keys)| {
                Some((*kind, *names.get(keys.iter().position(|key| *key == wanted)?)?))
            })
        };
        match (of_that_name().find(|(known, _)| *known == kind), of_that_name().next()) {
            (Some((_, name)), _) => Listed::Yes(name),
            (None, Some((other, _))) => Listed::OtherKind(other),
            (None, None) => {
                let near = nearest(name, self.kinds.iter().flat_map(|(_, names)| names.iter().copied()));
                let named = |near: &str| {
                    let first = self.kinds.iter().filter(|(_, names)| names.contains(&near));
                    first.max_by_key(|(known, _)| *known == kind).map(|(kind, _)| *kind)
                };
                Listed::No(near.and_then(|near| Some((named(near)?, near))))
            }
        }
    }
}

impl Listed {
    /// Returns what is wrong with a commune of a province; nothing, if it is listed.
    #[must_use]
    pub fn wrong(&self, kind: &str, name: &str, province: &str) -> Option<Text> {
        match self {
            Self::Yes(_) => None,
            Self::OtherKind(other) => Some(text(
                format!("`{name}` ở {province} là {other}, không phải {kind}"),
                format!("`{name}` in `{province}` is a `{other}`, not a `{kind}`"),
            )),
            Self::No(_) => Some(text(
                format!("{province} không có {kind} nào tên `{name}`"),
                format!("`{province}` has no `{kind}` called `{name}`"),
            )),
        }
    }
}

/// Returns what is the same for all ways to write a name: «Kiến Thuỵ», «KIẾN THỤY».
fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split_whitespace();
    words
        .map(|word| Syllable::read(word).map_or_else(|| word.to_owned(), |read| read.written()))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_communes_are_there() {
        let lines: Vec<Vec<&str>> =
            ROSTER.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
        let mut provinces: Vec<&str> = lines.iter().map(|line| line[0]).collect();
        provinces.dedup();
        let count = |kind: &str| -> usize {
            lines.iter().filter(|line| line[1] == kind).map(|line| line[2].split("; ").count()).sum()
        };
        assert_eq!((provinces.len(), count("xã"), count("phường"), count("đặc khu")), (34, 2621, 687, 13));
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        let roster = Roster::of("thành phố", "Hải Phòng").unwrap();
        for (kind, name, listed) in [
            ("xã", "Kiến Thụy", Listed::Yes("Kiến Thụy")),
            ("xã", "Kiến Thuỵ", Listed::Yes("Kiến Thụy")),
            ("xã", "Cát Hải", Listed::OtherKind("đặc khu")),
            ("xã", "Kien Thuy", Listed::No(Some(("xã", "Kiến Thụy")))),
            ("xã", "Kiến Thúy", Listed::No(Some(("xã", "Kiến Thụy")))),
            ("xã", "Mường Lống", Listed::No(None)),
        ] {
            assert_eq!(roster.look_up(kind, name), listed, "{kind} {name}");
        }
        assert!(Roster::of("tỉnh", "Hải Dương").is_none());
    }
}
