//! CV018: the common noun for a unit with a capital inside a sentence.

use std::ops::Range;

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter::uncapitalized;
use crate::checks::prose::{Passage, Quotations, Trait, Word, in_title, opens_a_sentence, phrase_length};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};
use crate::input::decode::Keyword as _;
use crate::model::packs::{CapitalWords, Vocabulary};
use crate::model::plan::{Commune, CommuneKind, KnownName, NamedAfter};

declare_rule! {
    needs: Text,
    code: "CV018", name: "unit-kind-in-capitals", level: Warning, since: "0.1.0", fix: None,
    title: "viết hoa danh từ chung chỉ đơn vị hành chính", "a capital for the kind of a unit",
    explanation: "Xã, phường, đặc khu, tỉnh, thành phố viết thường ở giữa câu, chỉ viết hoa tên riêng: «trên địa bàn xã», «Ủy ban nhân dân xã Bình Giang», «thành phố Hải Phòng». Viết hoa khi đơn vị đặt theo chữ số, tên người, sự kiện lịch sử («Phường 1», «Phường Lê Chân») và ở «Thành phố Hồ Chí Minh».",
        "The kind of a unit has a small letter inside a sentence, and its name capitals. Units named after a number, a person or an event, and Thành phố Hồ Chí Minh, have a capital.",
    law: "Phụ lục II, mục III.1.a Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Tuyên truyền trên địa bàn Xã.\"",
    good: "text = \"Tuyên truyền trên địa bàn xã.\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let vocabulary = subject.vocabulary();
    let own = subject.plan().commune.as_ref().filter(|commune| commune.kind_is_of_the_name()).map(Commune::full);
    for passage in subject.own_wording().filter(|passage| !passage.role.is_heading()) {
        let flowing = passage.flowing();
        let mut quotations = None;
        let capital = |word: &Word| word.shows(Trait::Capital) && subject.lexicon.unit_kinds.may_hold(word);
        for (at, word) in passage.words().iter().enumerate().filter(|(_, word)| capital(word)) {
            let Some(kind) = vocabulary.capitals.unit_kinds.iter().find(|kind| {
                flowing[word.start()..].starts_with(kind.as_str())
                    && phrase_length(&flowing[word.start()..], &kind.to_lowercase()).is_some()
            }) else {
                continue;
            };
            let Some(range) = wrong(passage, at, kind, vocabulary, own.as_deref()) else { continue };
            let quoted = quotations.get_or_insert_with(|| Quotations::of(flowing)).contain(range.start);
            if quoted || in_title(passage, &range) {
                continue;
            }
            let typed = &flowing[range.clone()];
            let right = uncapitalized(typed);
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    range,
                    format!("viết hoa danh từ chung chỉ đơn vị hành chính: `{typed}`"),
                    format!("a capital for the kind of a unit: `{typed}`"),
                )
                .help(text(format!("viết `{right}`"), format!("write `{right}`"))),
            );
        }
    }
}

/// Returns the kind with the name behind it, where its capital is wrong.
fn wrong(passage: &Passage<'_>, at: usize, kind: &str, known: &Vocabulary, own: Option<&str>) -> Option<Range<usize>> {
    let (flowing, words) = (passage.flowing(), passage.words());
    let start = words[at].start();
    if opens_a_sentence(flowing, start) || !follows_a_word(flowing, words, at) {
        return None;
    }
    let end = start + kind.len();
    let next = at + kind.split(' ').count();
    let name = name_behind(flowing, words, next, end);
    let Some(name) = name else {
        // «Trung ương và Thành phố» may be said with respect; a commune does not speak so of itself.
        let own = CommuneKind::WORDS.iter().any(|(word, _)| *word == uncapitalized(kind));
        return (own && stands_alone(&flowing[end..], &known.capitals)).then_some(start..end);
    };
    let typed = &flowing[name.clone()];
    let whole = &flowing[start..name.end];
    let first = typed.split(' ').next().unwrap_or(typed);
    let may_be_a_person =
        typed.contains(' ') && known.capitals.surnames.iter().any(|one| typed.starts_with(&format!("{one} ")));
    let own_place = own.is_some_and(|own| whole.starts_with(own));
    let special = known.capitals.places.iter().any(|place| place == whole);
    let usual = matches!(NamedAfter::known(typed, &known.places), KnownName::Usual);
    let number = first.starts_with(|letter: char| letter.is_ascii_digit());
    (usual && !may_be_a_person && !own_place && !special && !number).then_some(start..name.end)
}

/// Returns whether the word before is one of the sentence, and no part of a name: small, or an abbreviation («UBND Xã»).
fn follows_a_word(flowing: &str, words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| words.get(before)) else { return false };
    let typed = &flowing[before.range()];
    let gap = &flowing[before.end()..words[at].start()];
    let small = typed.starts_with(char::is_lowercase);
    let short = typed.chars().count() > 1 && typed.chars().all(char::is_uppercase);
    gap.trim_matches([' ', '\n']).is_empty() && (small || short)
}

/// Returns the words with capitals behind a kind, or the number.
pub(super) fn name_behind(flowing: &str, words: &[Word], from: usize, end: usize) -> Option<Range<usize>> {
    let mut name: Option<Range<usize>> = None;
    let mut last = end;
    for word in words.get(from..)? {
        let joined = flowing.get(last..word.start()) == Some(" ");
        let typed = &flowing[word.range()];
        let number = name.is_none() && typed.bytes().all(|letter| letter.is_ascii_digit());
        let capital = word.shows(Trait::Capital) && typed.chars().any(char::is_lowercase);
        if !joined || !(capital || number) {
            break;
        }
        last = word.end();
        name = Some(name.map_or(word.start(), |name| name.start)..last);
    }
    name
}

/// Returns whether a kind stands alone: at the end, before a mark, or before a word that goes on with the sentence.
fn stands_alone(after: &str, known: &CapitalWords) -> bool {
    let rest = after.trim_start();
    rest.is_empty()
        || rest.starts_with(['.', ',', ';', ':', ')'])
        || (rest.len() < after.len() && known.unit_followers.iter().any(|word| phrase_length(rest, word).is_some()))
}
