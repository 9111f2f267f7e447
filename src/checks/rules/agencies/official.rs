//! Names in prose, compared with the official ones of the directory.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use crate::base::vietnamese::fold::same_but_case;
use crate::checks::prose::{Names, Passage, Role};
use crate::checks::rules::Subject;
use crate::input::expressions::fixed_part;
use crate::model::packs::{Agency, AgencyKind, Nickname};

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks::rules) enum Misspelling {
    /// Only its capitals.
    Capitals,
    /// Its words, hyphens or marks.
    Words,
}

/// A name that is not written as it should be.
#[derive(Debug)]
pub(in crate::checks::rules) struct Misnamed<'a> {
    /// The place of its text among the passages.
    pub passage: usize,
    pub range: Range<usize>,
    pub misspelling: Misspelling,
    pub official: String,
    /// The agency, where it is one of the directory's.
    pub agency: Option<&'a Agency>,
}

/// Returns the names in the plan's own prose that are not written as they should be; looked for once, whichever rule asks.
pub(super) fn misnamed<'s, 'a>(
    subject: &'s Subject<'_, 'a>,
) -> impl Iterator<Item = (&'s Passage<'a>, &'s Misnamed<'a>)> {
    let found = subject.shared.misnamed.get_or_init(|| find(subject));
    found.iter().filter_map(|one| Some((subject.passages.get(one.passage)?, one)))
}

fn find<'a>(subject: &Subject<'_, 'a>) -> Vec<Misnamed<'a>> {
    let (entries, plurals) = (entries(subject), &subject.vocabulary().bodies.plurals);
    let names = Names::new(entries.iter().map(|entry| (entry.name, entry)));
    let mut introduced: BTreeMap<&str, bool> = BTreeMap::new();
    let mut out = Vec::new();
    for (place, passage) in subject.passages.iter().enumerate() {
        if !passage.own || passage.role == Role::Name {
            continue;
        }
        let text = passage.flowing();
        for found in names.find(text, passage.words()) {
            let (typed, entry) = (&text[found.range.clone()], found.meaning);
            let Some(misspelling) = entry.misspelling(typed) else { continue };
            let nickname = entry.official != entry.name;
            let common_noun = (typed.starts_with(char::is_lowercase)
                && follows_plural(&text[..found.range.start], plurals))
                || (!typed.contains(char::is_uppercase) && (nickname || entry.is_common_in_small_letters()));
            if common_noun
                || ends_compound(&text[..found.range.start], typed, &subject.vocabulary().bodies.compounds)
                || in_title(passage, &found.range)
                || (nickname && *introduced.entry(typed).or_insert_with(|| is_introduced(subject, typed)))
            {
                continue;
            }
            out.push(Misnamed {
                passage: place,
                range: found.range,
                misspelling,
                official: entry.official.to_owned(),
                agency: entry.agency,
            });
        }
    }
    out
}

struct Entry<'a> {
    /// The name to look for.
    name: &'a str,
    official: &'a str,
    agency: Option<&'a Agency>,
}

impl Entry<'_> {
    /// Returns whether, all in small letters, it would be a common noun: «kiện toàn ban chỉ đạo các cấp».
    fn is_common_in_small_letters(&self) -> bool {
        self.agency.is_none() || self.name.starts_with("Ban ") || self.name.starts_with("Văn phòng ")
    }

    fn misspelling(&self, typed: &str) -> Option<Misspelling> {
        if self.official != self.name {
            return Some(Misspelling::Words);
        }
        if !typed.contains(char::is_lowercase) {
            return None;
        }
        let capitals = |text: &str| text.to_lowercase();
        if same_but_marks(typed, self.official) {
            None
        } else if same_but_marks(&capitals(typed), &capitals(self.official)) {
            Some(Misspelling::Capitals)
        } else {
            Some(Misspelling::Words)
        }
    }
}

fn entries<'a>(subject: &Subject<'_, 'a>) -> Vec<Entry<'a>> {
    let known = &subject.vocabulary().bodies;
    let mut out: Vec<Entry<'a>> = Vec::new();
    for (_, agency) in subject.resolved.agencies() {
        let named = matches!(
            agency.kind,
            AgencyKind::Executive | AgencyKind::Unit | AgencyKind::Party | AgencyKind::Steering | AgencyKind::Superior
        );
        if !named || agency.in_force_until.as_ref().is_some_and(|until| until.value.0 < subject.day) {
            continue;
        }
        for name in std::iter::once(&agency.name).chain(&agency.brief) {
            let name = fixed_part(&name.text);
            if known.heads.iter().any(|head| name.strip_prefix(head).is_some_and(|rest| rest.starts_with(' '))) {
                out.push(Entry { name, official: name, agency: Some(agency) });
            }
        }
    }
    for Nickname { name, official } in &known.nicknames {
        if let Some(agency) = out.iter().find(|entry| entry.name == official).and_then(|entry| entry.agency) {
            out.push(Entry { name, official, agency: Some(agency) });
        }
    }
    out.extend(known.common.iter().map(|name| Entry { name, official: name, agency: None }));
    out
}

/// Returns whether two names have the same letters and spaces; old and new tone marks («hoá», «hóa») are another rule's concern.
fn same_but_marks(a: &str, b: &str) -> bool {
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

fn follows_plural(before: &str, plurals: &[String]) -> bool {
    let words = before.trim_end();
    plurals.iter().any(|plural| {
        words.len() < before.len()
            && words.strip_suffix(plural.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// Returns whether the head of a name is the end of a compound: «cơ sở y tế», «Trưởng phòng Văn hóa - Xã hội».
fn ends_compound(before: &str, typed: &str, compounds: &[String]) -> bool {
    let head = typed.split(' ').next().unwrap_or(typed);
    let Some(earlier) = before.strip_suffix(' ').and_then(|words| words.rsplit([' ', '\n']).next()) else {
        return false;
    };
    let compound = format!("{earlier} {head}");
    head.starts_with(char::is_lowercase) && compounds.iter().any(|known| same_but_case(&compound, known))
}

/// Returns whether a place belongs to the title of a typed citation: those are another document's words.
fn in_title(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let citations = passage.citations();
    let before = citations.partition_point(|citation| citation.range.start < range.start);
    citations[..before].last().is_some_and(|citation| {
        let begins = passage.flowing()[citation.rest.clone()].trim_start();
        citation.rest.contains(&range.start) && (citation.quoted || passage.citation_words().begins_title(begins))
    })
}

/// Returns whether the plan explains the short name: «(Phòng VH-XH)», «gọi tắt là Phòng VH-XH».
fn is_introduced(subject: &Subject<'_, '_>, name: &str) -> bool {
    let ways = [format!("({name})"), format!("gọi tắt là {name}"), format!("viết tắt là {name}")];
    subject.own_wording().any(|passage| ways.iter().any(|way| passage.flowing().contains(way.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_spaces_are_no_fault() {
        let entry =
            Entry { name: "Phòng Văn hóa - Xã hội", official: "Phòng Văn hóa - Xã hội", agency: None };
        assert_eq!(entry.misspelling("Phòng Văn hoá -  Xã hội"), None);
        assert_eq!(entry.misspelling("PHÒNG VĂN HÓA - XÃ HỘI"), None);
        assert_eq!(entry.misspelling("phòng Văn hóa - Xã Hội"), Some(Misspelling::Capitals));
        assert_eq!(entry.misspelling("Phòng Văn hóa – Xã hội"), Some(Misspelling::Words));
        assert_eq!(entry.misspelling("Phòng Văn hóa Xã hội"), Some(Misspelling::Words));
    }

    #[test]
    fn the_end_of_a_compound_begins_no_name() {
        let compounds = ["cơ sở".to_owned(), "trưởng phòng".to_owned()];
        assert!(ends_compound("tại các cơ ", "sở Y tế", &compounds));
        assert!(ends_compound("Trưởng ", "phòng Văn hóa - Xã hội", &compounds));
        assert!(!ends_compound("gửi ", "sở Y tế", &compounds));
        assert!(!ends_compound("gửi cơ ", "Sở Y tế", &compounds));
    }

    #[test]
    fn plurals_are_common_nouns() {
        let plurals = ["các".to_owned()];
        assert!(follows_plural("phối hợp với các ", &plurals));
        assert!(!follows_plural("phối hợp với ", &plurals));
    }
}
