//! CV008: words that were true where they were copied from.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{OBJECT, Passage, Quotations, Role, WordSet, clause_end, clause_start, is_word_border};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::PlaceWords;
use crate::model::plan::{Commune, CommuneKind, Issuer, kind_and_name};

declare_rule! {
    needs: Text,
    code: "CV008", name: "borrowed-text", level: Warning, since: "0.1.0", fix: None,
    title: "chữ còn sót lại từ văn bản của nơi khác", "words left over from another place's document",
    explanation: "Chép từ kế hoạch của nơi khác thì dễ sót: «báo cáo của tỉnh» khi cấp trên là thành phố, «Ủy ban nhân dân xã» trong kế hoạch của phường, tên xã khác. Địa danh có chữ «(cũ)», tỉnh có tên riêng, và «các tỉnh, thành phố» không xét.",
        "Copied text may still mention another province or commune. Former units marked «(cũ)» and named provinces are not checked.",
    law: "Phụ lục I, mục II.2 Nghị định số 30/2020/NĐ-CP",
    bad: "phần mềm báo cáo của tỉnh",
    good: "phần mềm báo cáo của thành phố",
}

const KINDS: &[CommuneKind] = &[CommuneKind::Commune, CommuneKind::Ward, CommuneKind::SpecialZone];

/// The words with which the kinds begin.
static KIND_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(KINDS.iter().map(|kind| kind.as_str())));

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let city = subject.resolved.pack.kind.as_str();
    let (plan, known) = (subject.plan(), &subject.vocabulary().places);
    // Of other issuers, a plan speaks of communes of every kind and name.
    let own = plan.commune.as_ref();
    let Some(issuer) = plan.issuer() else { return };
    for passage in subject.own_wording().filter(|passage| passage.role != Role::Basis) {
        let plain = passage.plain();
        let mut locations: Vec<Place> = Vec::new();
        let all = passage.words();
        if city != "tỉnh"
            && !issuer.is_central()
            && (0..all.len()).any(|at| subject.lexicon.province.may_begin(&all[at..]))
        {
            provinces(plain, known, &mut locations);
        }
        if let Some(own) = own {
            for word in all.iter().filter(|word| KIND_WORDS.may_hold(word)) {
                locations.extend(other_commune(plain, word.start(), own, known));
            }
        }
        if locations.is_empty() {
            continue;
        }
        let quotations = Quotations::of(plain);
        for place in locations.into_iter().filter(|place| !quotations.contain(place.range.start)) {
            push(passage, &place, city, issuer, findings);
        }
    }
}

/// What was found, and where.
struct Place {
    range: Range<usize>,
    what: What,
}

enum What {
    Province,
    OtherKind,
    OtherCommune,
}

fn provinces(plain: &str, known: &PlaceWords, locations: &mut Vec<Place>) {
    for phrase in &known.province {
        for (at, _) in plain.match_indices(phrase) {
            let end = at + phrase.len();
            let alone = is_word_border(plain, at) && is_word_border(plain, end) && stands_alone(&plain[end..], known);
            if alone && !is_one_of_two(&plain[..at]) && !names_a_province(plain, at) {
                locations.push(Place { range: at..end, what: What::Province });
            }
        }
    }
}

/// «Thành ủy/Tỉnh ủy»: both ranks are meant.
fn is_one_of_two(before: &str) -> bool {
    before.trim_end_matches(' ').ends_with('/')
}

/// Returns whether the clause names a province: «của UBND tỉnh Hậu Giang về thực hiện Chương trình của Tỉnh ủy».
fn names_a_province(plain: &str, at: usize) -> bool {
    let clause = &plain[clause_start(plain, at)..clause_end(plain, at)];
    let mut provinces = clause.match_indices("tỉnh ");
    provinces.any(|(at, word)| is_word_border(clause, at) && clause[at + word.len()..].starts_with(char::is_uppercase))
}

/// Returns whether no name, no other unit of the same rank and no «(cũ)» follows: then the own unit is meant.
fn stands_alone(behind: &str, known: &PlaceWords) -> bool {
    let rest = behind.trim_start_matches(' ');
    let first = rest.chars().next().unwrap_or('.');
    let list = rest.trim_start_matches([',', '/', ' ', '-']);
    let former = rest.starts_with("(cũ");
    let other = known.others.iter().any(|other| list.starts_with(other) && is_word_border(list, other.len()));
    !first.is_uppercase() && first != OBJECT && !former && !other
}

/// Words of the own commune's kind, at a place, that are of another one.
fn other_commune(plain: &str, start: usize, own: &Commune, known: &PlaceWords) -> Option<Place> {
    let rest = &plain[start..];
    let kind =
        KINDS.iter().find(|kind| rest.starts_with(kind.as_str()) && is_word_border(rest, kind.as_str().len()))?;
    let us = plain[..start].strip_suffix(' ')?;
    let us = known.own.iter().filter_map(|own| us.strip_suffix(own)).find(|rest| is_word_border(plain, rest.len()))?;
    let end = start + kind.as_str().len();
    let behind = &plain[end..];
    let typed = proper_name(behind);
    if typed.is_empty() {
        let other = *kind != own.kind && stands_alone(behind, known);
        return other.then_some(Place { range: us.len()..end, what: What::OtherKind });
    }
    let words = typed.trim_start();
    // A name with its kind in front is the matter of another rule.
    let name = kind_and_name(&own.name.text).map_or(own.name.text.as_str(), |(_, name)| name);
    let other = words.contains(' ') && !words.starts_with(name) && !is_former(&behind[typed.len()..], known);
    other.then(|| Place { range: start..end + typed.len(), what: What::OtherCommune })
}

fn is_former(behind: &str, known: &PlaceWords) -> bool {
    known.former.iter().any(|word| behind.trim_start().starts_with(word))
}

/// Returns the words with capitals that follow.
fn proper_name(behind: &str) -> &str {
    let mut end = 0;
    while let Some(word) = behind[end..].strip_prefix(' ') {
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        end += 1 + word.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(word.len());
    }
    &behind[..end]
}

fn push(passage: &Passage<'_>, place: &Place, city: &str, issuer: Issuer<'_>, findings: &mut Findings) {
    let typed = &passage.plain()[place.range.clone()];
    let called = issuer.commune().map_or_else(|| issuer.called(), Commune::full);
    let (vi, en, help) = match place.what {
        What::Province => (
            if issuer.province().is_some() {
                format!("`{typed}`: đây là kế hoạch của {called}, ở {city}, không phải ở tỉnh")
            } else {
                format!("`{typed}`: cấp trên của {called} là {city}, không phải tỉnh")
            },
            format!("`{typed}`: `{called}` belongs to a city, not to a province"),
            text(
                format!(
                    "viết `{}`; nói về tỉnh cũ thì ghi tên và `(cũ)`",
                    typed.replace("tỉnh", city).replace("Tỉnh", "Thành")
                ),
                "write about the city; for a former province give its name and `(cũ)`",
            ),
        ),
        What::OtherKind => (
            format!("`{typed}` trong kế hoạch của {called}"),
            format!("`{typed}` in the plan of `{called}`"),
            text(
                "viết bằng dữ liệu để không sai: `{{ commune.kind }}`, `{{ commune.full }}`",
                "use the data: `{{ commune.kind }}`, `{{ commune.full }}`",
            ),
        ),
        What::OtherCommune => (
            format!("tên nơi khác `{typed}` trong kế hoạch của {called}"),
            format!("another place, `{typed}`, in the plan of `{called}`"),
            text(
                "viết `{{ commune.full }}`; đơn vị trước sáp nhập thì ghi thêm `(cũ)`",
                "write `{{ commune.full }}`; add `(cũ)` to a former unit",
            ),
        ),
    };
    findings.push(found(&RULE.meta, passage, place.range.clone(), vi, en).help(help));
}
