//! CV015: «Nhân dân» and «Nhà nước».

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter::capitalized;
use crate::checks::prose::{Quotations, WordSet, in_title, is_word_border};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::CapitalWords;

declare_rule! {
    needs: Text,
    code: "CV015", name: "nation-capitals", level: Warning, since: "0.1.0", fix: None,
    title: "không viết hoa Nhân dân, Nhà nước", "«Nhân dân» or «Nhà nước» in small letters",
    explanation: "Nhân dân, Nhà nước viết hoa khi là danh từ: «phục vụ Nhân dân», «Đảng và Nhà nước». Trong tên riêng, cụm từ cố định («Ủy ban nhân dân», «Công an nhân dân») và khi bổ nghĩa cho từ khác («cơ quan nhà nước», «ngân sách nhà nước») thì viết thường.",
        "The nouns «Nhân dân» and «Nhà nước» have a capital; inside names («Ủy ban nhân dân») and as attributes («cơ quan nhà nước») they have none.",
    law: "Phụ lục II, mục V.1 Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Nâng cao chất lượng phục vụ nhân dân.\"",
    good: "text = \"Nâng cao chất lượng phục vụ Nhân dân.\"",
}

const PEOPLE: &str = "nhân dân";
const STATE: &str = "nhà nước";
/// No phrase before «nhân dân» is longer, in bytes.
const LONGEST: usize = 40;

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().capitals;
    let people_first = WordSet::of_phrases([PEOPLE]);
    let state_first = WordSet::of_phrases(words.state_phrases.iter().map(String::as_str));
    for passage in subject.own_wording() {
        let flowing = passage.flowing();
        // Most passages speak of neither.
        let all = passage.words();
        let says = |first: &WordSet| (0..all.len()).any(|at| first.may_begin(&all[at..]));
        let people = says(&people_first).then(|| flowing.match_indices(PEOPLE)).into_iter().flatten();
        let people = people.map(|(at, _)| at).filter(|at| is_people(flowing, *at, words));
        let state_phrases = if says(&state_first) { words.state_phrases.as_slice() } else { &[] };
        let state = state_phrases.iter().flat_map(|phrase| {
            let inside = phrase.find(STATE).unwrap_or(0);
            let whole = |at: &usize| is_word_border(flowing, *at) && is_word_border(flowing, at + phrase.len());
            flowing.match_indices(phrase.as_str()).map(|(at, _)| at).filter(whole).map(move |at| at + inside)
        });
        let mut places: Vec<usize> = people.chain(state).collect();
        places.sort_unstable();
        places.dedup();
        let mut quotations = None;
        for at in places {
            let typed = if flowing[at..].starts_with(STATE) { STATE } else { PEOPLE };
            let range = at..at + typed.len();
            if quotations.get_or_insert_with(|| Quotations::of(flowing)).contain(at) || in_title(passage, &range) {
                continue;
            }
            let right = capitalized(typed);
            let finding = found(
                &RULE.meta,
                passage,
                range,
                format!("chưa viết hoa: `{typed}`"),
                format!("missing capital: `{typed}`"),
            );
            findings.push(finding.help(text(format!("viết `{right}`"), format!("write `{right}`"))));
        }
    }
}

/// Returns whether «nhân dân» here is the noun, and no part of a name or another word.
fn is_people(flowing: &str, at: usize, words: &CapitalWords) -> bool {
    let end = at + PEOPLE.len();
    let before = flowing[..at].trim_end();
    let before = before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..].to_lowercase();
    let after = flowing[end..].trim_start();
    is_word_border(flowing, at)
        && is_word_border(flowing, end)
        && !words
            .people_names
            .iter()
            .any(|name| before.strip_suffix(name.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
        && !words
            .people_heads
            .iter()
            .any(|head| after.strip_prefix(head.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}
