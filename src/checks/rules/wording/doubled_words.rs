//! CV005: a word or a phrase typed twice.

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::fold::same_but_case;
use crate::checks::prose::{Compounds, Quotations, Trait, Word};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{RepeatedWord, SpellingWords};

declare_rule! {
    needs: Text,
    code: "CV005", name: "doubled-words", level: Warning, since: "0.1.0", fix: None,
    title: "từ, cụm từ lặp hai lần liền nhau", "a word or a phrase typed twice",
    explanation: "Hư từ («trong, các, để, của…»), từ hay gặp trong văn bản hành chính («cơ sở sở», «tổ chức chức») và cụm từ lặp liền nhau là gõ thừa. Từ láy («luôn luôn, người người») và hai từ khác nhau đứng cạnh («quan trọng trong», «cơ quan quan tâm») không phải lỗi; qua dấu câu thì không xét.",
        "A function word, a common word of official texts or a phrase twice in a row is a slip. Reduplication and neighbours that only look alike are fine; words separated by a mark are not checked.",
    law: "Quy tắc chính tả tiếng Việt",
    bad: "đánh giá chỉ số của các các cơ quan",
    good: "đánh giá chỉ số của các cơ quan",
}

/// The longest phrase that is looked for, in words.
const LONGEST: usize = 6;

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let (known, compounds) = (&subject.vocabulary().spelling, &subject.lexicon.compounds);
    for passage in subject.own_passages() {
        let plain = passage.plain();
        let all = passage.words();
        let mut quotations = None;
        let mut index = 0;
        while index + 1 < all.len() {
            if !all[index + 1..].iter().take(LONGEST).any(|other| other.may_be(&all[index])) {
                index += 1;
                continue;
            }
            let Some(length) =
                (1..=LONGEST).rev().find(|&length| is_doubled(plain, all, index, length, known, compounds))
            else {
                index += 1;
                continue;
            };
            let range = all[index].start()..all[index + 2 * length - 1].end();
            let phrase = &plain[all[index].start()..all[index + length - 1].end()];
            index += 2 * length - 1;
            if quotations.get_or_insert_with(|| Quotations::of(plain)).contain(range.start) {
                continue;
            }
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    range,
                    format!("lặp hai lần: `{phrase}`"),
                    format!("typed twice: `{phrase}`"),
                )
                .help(text(format!("chỉ giữ một `{phrase}`"), format!("keep only one `{phrase}`"))),
            );
        }
    }
}

fn is_doubled(
    plain: &str,
    all: &[Word],
    index: usize,
    length: usize,
    known: &SpellingWords,
    compounds: &Compounds,
) -> bool {
    let Some(both) = all.get(index..index + 2 * length) else { return false };
    let (once, again) = both.split_at(length);
    if !once.iter().zip(again).all(|(one, other)| one.may_be(other)) {
        return false;
    }
    let word = |at: usize| &plain[all[at].range()];
    let same = (0..length).all(|step| {
        let (one, other) = (word(index + step), word(index + length + step));
        // «Công nghệ Nghệ An»: a capital in the second one makes it a name.
        other == one
            || (step == 0
                && one.len() == other.len()
                && same_but_case(one, other)
                && !other.starts_with(char::is_uppercase))
    });
    if !same || !both.windows(2).all(|pair| are_joined(plain, &pair[0], &pair[1])) {
        return false;
    }
    if length > 1 {
        // Numbers repeat in rows; «từng bước từng bước» is a way of speaking; «chi cục thuộc cục thuộc bộ» is a hierarchy.
        let belongs = length == 2 && word(index + 1) == "thuộc";
        let words = (0..length).all(|step| word(index + step).starts_with(char::is_alphabetic));
        return words && word(index) != "từng" && !belongs;
    }
    let before = index.checked_sub(1).filter(|at| are_joined(plain, &all[*at], &all[index])).map_or("", word);
    let next = all.get(index + 2).filter(|next| are_joined(plain, &all[index + 1], next));
    let next = next.map_or("", |next| &plain[next.range()]);
    let word = word(index + 1);
    let legit = |one: &RepeatedWord| {
        one.right_after.iter().any(|legit| same_but_case(before, legit))
            || one.right_before.iter().any(|legit| same_but_case(next, legit))
    };
    // «cơ quan quan trọng»: one word ends where another begins.
    known.repeated.iter().any(|one| one.word == word && !legit(one))
        || (known.never_twice.iter().any(|line| line.has(word))
            && !(compounds.have(before, word) && compounds.have(word, next)))
}

/// Returns whether only spaces separate two words: only those can be a slip.
fn are_joined(plain: &str, one: &Word, other: &Word) -> bool {
    !other.shows(Trait::Apart) || plain[one.end()..other.start()].trim_matches([' ', '\n', '\r']).is_empty()
}
