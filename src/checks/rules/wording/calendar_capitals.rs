//! CV019: days of the week and months in words.

use std::ops::Range;

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter::capitalized;
use crate::checks::prose::{Quotations, WordSet, follows_plural, is_word_border, phrase_length};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::CapitalWords;

declare_rule! {
    needs: Text,
    code: "CV019", name: "calendar-capitals", level: Warning, since: "0.1.0", fix: None,
    title: "tên ngày trong tuần, tên tháng ghi bằng chữ không viết hoa", "a day of the week or a month in small letters",
    explanation: "Ngày trong tuần và tháng không ghi bằng chữ số thì viết hoa chữ chỉ ngày, tháng: thứ Hai, tháng Tám. Chỉ xét chỗ chắc chắn nói về ngày, tháng: «sáng thứ hai», «thứ sáu hằng tuần».",
        "Days of the week and months in words have a capital: thứ Hai, tháng Tám. Only places that surely mean them are checked.",
    law: "Phụ lục II, mục V.8.c Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Họp vào sáng thứ hai hằng tuần.\"",
    good: "text = \"Họp vào sáng thứ Hai hằng tuần.\"",
}

/// What is before the name of a day, and of a month.
const DAY: &str = "thứ ";
const MONTH: &str = "tháng ";

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().capitals;
    let heads = WordSet::of([DAY, MONTH]);
    for passage in subject.own_wording() {
        if !passage.words().iter().any(|word| heads.may_hold(word)) {
            continue;
        }
        let flowing = passage.flowing();
        let mut quotations = None;
        for range in days(flowing, words).into_iter().chain(months(flowing, words)) {
            if quotations.get_or_insert_with(|| Quotations::of(flowing)).contain(range.start) {
                continue;
            }
            let typed = &flowing[range.clone()];
            let (head, name) = typed.split_once(' ').unwrap_or((typed, ""));
            let right = format!("{head} {}", capitalized(name));
            let (vietnamese, english) = (format!("chưa viết hoa: `{typed}`"), format!("missing capital: `{typed}`"));
            findings.push(
                found(&RULE.meta, passage, range, vietnamese, english)
                    .help(text(format!("viết `{right}`"), format!("write `{right}`"))),
            );
        }
    }
}

/// Returns the places of a word and one of these names behind it, in small letters.
fn named<'t>(flowing: &'t str, head: &'t str, names: &'t [String]) -> impl Iterator<Item = Range<usize>> + 't {
    flowing.match_indices(head).filter_map(move |(at, found)| {
        let rest = &flowing[at + found.len()..];
        let name = names.iter().find(|name| rest.starts_with(name.as_str()) && phrase_length(rest, name).is_some())?;
        is_word_border(flowing, at).then(|| at..at + found.len() + name.len())
    })
}

fn days(flowing: &str, words: &CapitalWords) -> Vec<Range<usize>> {
    let is_day = |range: &Range<usize>| {
        let after = flowing[range.end..].trim_start();
        let before = &flowing[..range.start];
        let part_of_day = follows_plural(before, &words.weekday_before);
        let weekly = words.weekday_after.iter().any(|weekly| after.starts_with(weekly.as_str()));
        // «từ thứ hai đến thứ sáu»
        let span = [" đến thứ ", " và thứ ", ", thứ "].iter().any(|link| {
            let next = flowing[range.end..].strip_prefix(link);
            next.is_some_and(|rest| names_a_day(rest, words)) && (part_of_day || before.ends_with("từ "))
        });
        let ends_span = ["đến ", "và "].iter().any(|link| before.ends_with(link)) && weekly;
        weekly || span || ends_span || (part_of_day && !after.starts_with("trong") && !after.starts_with("trên"))
    };
    named(flowing, DAY, &words.weekdays).filter(is_day).collect()
}

fn names_a_day(rest: &str, words: &CapitalWords) -> bool {
    words.weekdays.iter().any(|day| phrase_length(rest, day).is_some())
}

fn months(flowing: &str, words: &CapitalWords) -> Vec<Range<usize>> {
    /// What is counted by the month: «tháng hai lần».
    const COUNTED: [&str; 5] = ["lần", "kỳ", "buổi", "phiên", "số"];
    let is_month = |range: &Range<usize>| {
        let (before, after) = (&flowing[..range.start], flowing[range.end..].trim_start());
        let digits = before.trim_end().ends_with(|letter: char| letter.is_ascii_digit());
        let counted = COUNTED.iter().any(|word| phrase_length(after, word).is_some());
        !digits && !counted && !follows_plural(before, &words.month_before)
    };
    named(flowing, MONTH, &words.months).filter(is_month).collect()
}
