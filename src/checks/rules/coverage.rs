//! Which body a plan means where it names one: an agency, a collective phrase, or words.

use super::Subject;
use crate::base::vietnamese::fold::fold;
use crate::base::vietnamese::number::roman_value;
use crate::checks::prose::is_word_border;
use crate::input::expressions::fixed_part;
use crate::model::packs::{Agency, AgencyKind, BodyWords, Collective};
use crate::model::plan::Party;

/// Returns whether naming a party names an agency: the agency itself, a phrase that covers its kind, or words with its name.
pub(super) fn names(subject: &Subject<'_, '_>, party: &Party, agency: &Agency) -> bool {
    let resolved = subject.resolved;
    match party {
        Party::Agency(id) => {
            id.value == agency.id.value
                || resolved.agency(id.value.as_str()).is_some_and(|group| group.covers.contains(&agency.kind))
        }
        Party::Words(words) => {
            let bodies = &subject.vocabulary().bodies;
            let folded = fold(&words.text);
            keys(agency).any(|key| has_words(&folded, &key, bodies))
                || covered_kinds(&words.text, bodies).contains(&agency.kind)
                || refers_to_section(&folded)
        }
    }
}

/// Returns the kinds of agencies that words mean as a whole: «Các phòng, ban, đơn vị thuộc xã». What has a name of its own is not:
/// «các Phòng Kinh tế, Văn hóa».
fn covered_kinds(words: &str, bodies: &BodyWords) -> Vec<AgencyKind> {
    let mut out = Vec::new();
    let mut whole = false;
    for item in words.split([',', ';', '(', ')']).flat_map(|item| item.split(" và ")) {
        let folded = fold(item);
        let folded = folded.trim();
        let behind = bodies.wholes.iter().filter_map(|word| {
            let at =
                folded.match_indices(word.as_str()).map(|(at, _)| at).find(|at| is_whole(folded, *at, word.len()))?;
            Some(folded[at + word.len()..].trim_start())
        });
        // «thủ trưởng các phòng, ban»: the word is said once for all that follow.
        let nouns = match behind.min_by_key(|rest| rest.len()) {
            Some(rest) => rest,
            None if whole => folded,
            None => continue,
        };
        whole = true;
        for Collective { kind, words: known } in &bodies.collectives {
            let fits = |noun: &String| nouns.starts_with(noun.as_str()) && is_word_border(nouns, noun.len());
            let Some(noun) = known.iter().filter(|noun| fits(noun)).max_by_key(|noun| noun.len()) else { continue };
            let typed = item.trim_end();
            let rest = nouns[noun.len()..].trim_start().chars().count();
            let named = typed.chars().rev().take(rest).last().is_some_and(char::is_uppercase);
            if (rest == 0 || !named) && !out.contains(kind) {
                out.push(*kind);
            }
        }
    }
    out
}

/// Returns whether words without marks refer to a section, whose bodies they mean: «Như Mục IV», «các đơn vị tại Phần III».
fn refers_to_section(folded: &str) -> bool {
    let mut words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let number = |next: &&str| {
            next.bytes().all(|letter| letter.is_ascii_digit()) || roman_value(&next.to_uppercase()).is_some()
        };
        if matches!(word, "muc" | "phan" | "dieu" | "diem") && words.peek().is_some_and(number) {
            return true;
        }
    }
    false
}

/// Returns whether a text without marks has the words of a name, whole: «so y te» is not in «co so y te».
fn has_words(folded: &str, key: &str, bodies: &BodyWords) -> bool {
    let head = key.split(' ').next().unwrap_or(key);
    let in_compound = |at: usize| {
        let earlier = folded[..at].trim_end().rsplit(' ').next().unwrap_or_default();
        bodies.compounds.iter().any(|known| fold(known) == format!("{earlier} {head}"))
    };
    folded.match_indices(key).any(|(at, _)| is_whole(folded, at, key.len()) && !in_compound(at))
}

fn is_whole(text: &str, at: usize, length: usize) -> bool {
    is_word_border(text, at) && is_word_border(text, at + length)
}

/// Returns whether a party is a body above the commune.
pub(super) fn is_superior(subject: &Subject<'_, '_>, party: &Party) -> bool {
    let resolved = subject.resolved;
    match party {
        Party::Agency(id) => {
            resolved.agency(id.value.as_str()).is_some_and(|agency| agency.kind == AgencyKind::Superior)
        }
        Party::Words(typed) => {
            let words = fold(&typed.text);
            let known = resolved
                .agencies()
                .filter(|(_, agency)| agency.kind == AgencyKind::Superior)
                .any(|(_, agency)| keys(agency).any(|key| has_words(&words, &key, &subject.vocabulary().bodies)));
            known || begins_superior(&typed.text, &subject.vocabulary().bodies)
        }
    }
}

/// Returns whether one of the bodies that words name is above the commune: «VPCP, Bộ KH&CN (b/c)», «Thường trực Thành ủy».
fn begins_superior(words: &str, bodies: &BodyWords) -> bool {
    let items = words.split([',', ';', '(']).flat_map(|item| item.split(" và "));
    items.map(str::trim).any(|item| {
        let folded = fold(item);
        let mut name = folded.as_str();
        while let Some(rest) =
            bodies.superior_parts.iter().find_map(|part| name.strip_prefix(part.as_str())?.strip_prefix(' '))
        {
            name = rest;
        }
        let starts = [folded.as_str(), name];
        starts.iter().any(|name| {
            bodies.superiors.iter().any(|start| {
                let Some(rest) = name.strip_prefix(start.as_str()) else { return false };
                let letter = item.chars().rev().take(rest.chars().count()).last();
                if start.ends_with(' ') {
                    letter.is_some_and(char::is_uppercase)
                } else {
                    is_word_border(name, start.len())
                }
            })
        })
    })
}

/// Returns the name of an agency as a message shows it: without expressions.
pub(super) fn shown(agency: &Agency) -> &str {
    let name = agency.brief.as_ref().unwrap_or(&agency.name);
    fixed_part(&name.text)
}

/// Returns what words that mean an agency must contain: its names without marks and without the word that is often shortened.
fn keys(agency: &Agency) -> impl Iterator<Item = String> {
    [Some(&agency.name), agency.brief.as_ref()].into_iter().flatten().filter_map(|name| {
        let folded = fold(fixed_part(&name.text));
        let key = folded.strip_prefix("trung tam ").map_or(folded.clone(), str::to_owned);
        (key.len() > 3).then_some(key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::packs::Vocabulary;

    #[test]
    fn words_cover_kinds_and_names_do_not() {
        let bodies = &Vocabulary::embedded().bodies;
        let covers = |words: &str, kind: AgencyKind| covered_kinds(words, bodies).contains(&kind);
        for words in [
            "Các phòng, ban, đơn vị thuộc xã",
            "Thủ trưởng các phòng, đơn vị",
            "các cơ quan, đơn vị liên quan",
            "Toàn thể phòng ban",
        ] {
            assert!(covers(words, AgencyKind::Executive), "{words}");
        }
        assert!(
            covers("Các sở, ban, ngành", AgencyKind::Superior) && covers("Các thôn, tổ dân phố", AgencyKind::Community)
        );
        assert!(covers("Các tổ chức chính trị - xã hội", AgencyKind::Front));
        for words in
            ["Phòng Kinh tế", "Các Phòng Kinh tế, Văn hóa", "Các phòng Kinh tế, Văn hóa", "Các cơ sở y tế", "Văn phòng"]
        {
            assert!(!covers(words, AgencyKind::Executive), "{words}");
        }
    }

    #[test]
    fn superiors_are_seen_in_each_item() {
        let bodies = &Vocabulary::embedded().bodies;
        for words in ["VPCP, Bộ KH&CN (b/c)", "Thường trực Thành ủy", "Đảng ủy xã; các Sở Nội vụ", "UBND TP. Hải Phòng"]
        {
            assert!(begins_superior(words, bodies), "{words}");
        }
        for words in ["Bộ phận Một cửa", "Thường trực Đảng ủy", "Lãnh đạo UBND xã", "Số liệu thống kê"]
        {
            assert!(!begins_superior(words, bodies), "{words}");
        }
    }

    #[test]
    fn a_section_names_its_bodies() {
        for words in ["nhu muc iv", "cac don vi tai phan iii", "nhu dieu 3"] {
            assert!(refers_to_section(words), "{words}");
        }
        for words in ["uy ban nhan dan xa", "muc tieu", "phan hoi"] {
            assert!(!refers_to_section(words), "{words}");
        }
    }

    #[test]
    fn a_name_is_found_whole() {
        let bodies = &Vocabulary::embedded().bodies;
        assert!(has_words("gui so y te thanh pho", "so y te", bodies));
        assert!(!has_words("cac co so y te", "so y te", bodies));
        assert!(!has_words("phong kinh tei", "phong kinh te", bodies));
    }
}
