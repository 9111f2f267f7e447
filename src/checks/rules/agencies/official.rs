//! Names in prose, compared with the official ones of the directory.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::vietnamese::letter::uncapitalized;
use crate::checks::prose::{
    Names, Passage, Quotations, Role, begins_compound, ends_compound, follows_plural, in_title, opens_a_sentence,
    phrase_length, same_but_marks,
};
use crate::checks::rules::Subject;
use crate::input::expressions::fixed_part;
use crate::model::packs::{Agency, AgencyKind, BodyWords, Nickname};

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
        let mut quotations = None;
        for found in names.find(text, passage.words()) {
            let (typed, entry) = (&text[found.range.clone()], found.meaning);
            let Some(misspelling) = entry.misspelling(typed) else { continue };
            let nickname = entry.official != entry.name;
            let common_noun = (typed.starts_with(char::is_lowercase)
                && follows_plural(&text[..found.range.start], plurals))
                || (!typed.contains(char::is_uppercase) && (nickname || entry.is_common_in_small_letters()))
                || is_general(text, &found.range, entry.name, &subject.vocabulary().bodies);
            if common_noun
                || ends_compound(&text[..found.range.start], typed, &subject.vocabulary().bodies.compounds)
                || begins_compound(typed, &text[found.range.end..], &subject.vocabulary().bodies.tails)
                || in_title(passage, &found.range)
                || (entry.agency.is_none()
                    && quotations.get_or_insert_with(|| Quotations::of(text)).contain(found.range.start))
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

/// Returns whether a name in small letters, but for the first of a sentence, is a common noun there: «đảng ủy cơ sở», «Ban thường vụ cấp ủy».
fn is_general(text: &str, range: &Range<usize>, name: &str, known: &BodyWords) -> bool {
    let typed = &text[range.clone()];
    let small = !typed.contains(char::is_uppercase);
    let opens = || !uncapitalized(typed).contains(char::is_uppercase) && opens_a_sentence(text, range.start);
    if !small && !opens() {
        return false;
    }
    let after = text[range.end..].strip_prefix(' ').unwrap_or_default();
    if known.general_after.iter().any(|words| phrase_length(after, words).is_some()) {
        return true;
    }
    // «đảng ủy xã Bình Giang» and «tỉnh ủy Lào Cai» are names, «đảng ủy xã, phường» are none.
    let unit = ["xã", "phường", "đặc khu", "tỉnh", "thành phố"].iter().find_map(|unit| phrase_length(after, unit));
    let one = unit.is_some_and(|length| !after[length..].starts_with(',')) || after.starts_with(char::is_uppercase);
    small && !one && known.general.iter().any(|general| general == name)
}

struct Entry<'a> {
    /// The name to look for.
    name: &'a str,
    official: &'a str,
    agency: Option<&'a Agency>,
    /// Whether, all in small letters, it is a common noun: «kiện toàn ban chỉ đạo các cấp».
    common: bool,
}

impl Entry<'_> {
    fn is_common_in_small_letters(&self) -> bool {
        self.common || (self.agency.is_some() && ["Ban ", "Văn phòng "].iter().any(|head| self.name.starts_with(head)))
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
            // What only looks like a body that every place has is another one.
            (self.agency.is_some() || self.common).then_some(Misspelling::Words)
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
                out.push(Entry { name, official: name, agency: Some(agency), common: false });
            }
        }
    }
    for Nickname { name, official } in &known.nicknames {
        if let Some(agency) = out.iter().find(|entry| entry.name == official).and_then(|entry| entry.agency) {
            out.push(Entry { name, official, agency: Some(agency), common: false });
        }
    }
    for (names, common) in [(&known.common, true), (&known.national, false)] {
        out.extend(names.iter().map(|name| Entry { name, official: name, agency: None, common }));
    }
    out
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
            Entry {
                name: "Phòng Văn hóa - Xã hội", official: "Phòng Văn hóa - Xã hội", agency: None, common: true
            };
        assert_eq!(entry.misspelling("Phòng Văn hoá -  Xã hội"), None);
        assert_eq!(entry.misspelling("PHÒNG VĂN HÓA - XÃ HỘI"), None);
        assert_eq!(entry.misspelling("phòng Văn hóa - Xã Hội"), Some(Misspelling::Capitals));
        assert_eq!(entry.misspelling("Phòng Văn hóa – Xã hội"), Some(Misspelling::Words));
        assert_eq!(entry.misspelling("Phòng Văn hóa Xã hội"), Some(Misspelling::Words));
    }
}
