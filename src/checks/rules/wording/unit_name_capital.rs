//! CV012: the kind in lower case where it is part of the unit's name.

use std::ops::Range;

use super::unit_kind_in_capitals::name_behind;
use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter::capitalized;
use crate::checks::prose::{Passage, Quotations, Role, phrase_length};
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::Vocabulary;
use crate::model::plan::{Commune, KnownName, NamedAfter};

declare_rule! {
    needs: Text,
    code: "CV012", name: "unit-name-capital", level: Warning, since: "0.1.0", fix: Safe,
    title: "không viết hoa danh từ chung trong tên đơn vị đặt theo tên người, chữ số, sự kiện lịch sử",
        "a small letter in the name of a unit named after a person, a number or an event",
    explanation: "Đơn vị đặt theo tên người, chữ số, sự kiện lịch sử thì viết hoa cả danh từ chung: «Phường Lê Chân», «Phường 1». Đơn vị khác nơi mình cũng vậy, nếu tên chắc chắn là tên người, tên sự kiện.",
        "The kind of a unit named after a person, a number or an event has a capital; of other places, where the name is surely one.",
    law: "Phụ lục II, mục III.1.b Nghị định số 30/2020/NĐ-CP",
    bad: "opening = \"Ủy ban nhân dân phường Lê Chân xây dựng Kế hoạch:\"",
    good: "opening = \"Ủy ban nhân dân {{ commune.full }} xây dựng Kế hoạch:\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let own = subject.plan().commune.as_ref().filter(|commune| !commune.name.text.trim().is_empty());
    let of_the_name = own.is_some_and(Commune::kind_is_of_the_name);
    for passage in subject.own_passages() {
        let flowing = passage.flowing();
        let mut quotations = None;
        let kinds = &subject.lexicon.unit_kinds;
        for (at, word) in passage.words().iter().enumerate().filter(|(_, word)| kinds.may_hold(word)) {
            let Some(unit) = unit_at(subject, passage, at) else { continue };
            let typed = &flowing[unit.clone()];
            let own_place = own.filter(|own| typed == format!("{} {}", own.kind.as_str(), own.name.text));
            let wrong = match own_place {
                Some(_) => of_the_name,
                None => passage.role != Role::Name && is_named_after(typed, flowing, &unit, subject.vocabulary()),
            };
            if !wrong || quotations.get_or_insert_with(|| Quotations::of(flowing)).contain(word.start()) {
                continue;
            }
            let full = own_place.map_or_else(|| capitalized(typed), Commune::full);
            let expression = if own_place.is_some() { ", hoặc `{{ commune.full }}`" } else { "" };
            let finding = found(
                &RULE.meta,
                passage,
                unit.clone(),
                format!("tên đơn vị viết chưa đúng: `{typed}`"),
                format!("malformed name: `{typed}`"),
            )
            .help(text(format!("viết `{full}`{expression}"), format!("write `{full}`")));
            findings.push(fixed(finding, passage, unit, full));
        }
    }
}

/// Returns the unit that a word begins: its kind in small letters, and the name behind it.
fn unit_at(subject: &Subject<'_, '_>, passage: &Passage<'_>, at: usize) -> Option<Range<usize>> {
    let (flowing, words) = (passage.flowing(), passage.words());
    let start = words[at].start();
    let rest = &flowing[start..];
    let kinds = &subject.vocabulary().capitals.unit_kinds;
    let kind = kinds.iter().find(|kind| {
        let small = kind.to_lowercase();
        rest.starts_with(small.as_str()) && phrase_length(rest, &small).is_some()
    })?;
    let name = name_behind(flowing, words, at + kind.split(' ').count(), start + kind.len())?;
    Some(start..name.end)
}

/// Returns whether a unit is surely named after a person, an event or a number.
fn is_named_after(typed: &str, flowing: &str, unit: &Range<usize>, known: &Vocabulary) -> bool {
    let Some((kind, name)) = known.capitals.unit_kinds.iter().find_map(|kind| {
        let rest = typed.strip_prefix(kind.to_lowercase().as_str())?;
        Some((kind, rest.trim_start()))
    }) else {
        return false;
    };
    match NamedAfter::known(name, &known.places) {
        KnownName::Certain(NamedAfter::Number) => {
            // «giao phường 5 chỉ tiêu», «mỗi xã 1, mỗi thôn 2»: a number of something else.
            let after = flowing[unit.end..].trim_start_matches([',', ' ']);
            let is_name = [" thành phố ", " quận ", " tỉnh ", " thị xã "]
                .iter()
                .any(|of| after.starts_with(of.trim_start()) && unit.end + of.len() < flowing.len());
            is_name && ["Phường", "Quận", "Xã"].contains(&kind.as_str())
        }
        KnownName::Certain(_) => true,
        KnownName::Doubtful | KnownName::Usual => false,
    }
}
