//! TT010: a dash without its spaces, or the wrong dash.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::vietnamese::fold::same_but_case;
use crate::checks::prose::{Passage, Quotations, Speller, Trait};
use crate::checks::rules::found::{Habit, fixed, found};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::WordPair;

declare_rule! {
    needs: Text,
    code: "TT010", name: "dash-form", level: Warning, since: "0.1.0", fix: Safe,
    title: "gạch nối sai cách viết", "a dash in the wrong form",
    explanation: "Giữa hai từ ghép ngang hàng là gạch nối ngắn, có dấu cách hai bên: «kinh tế - xã hội», như Tiêu ngữ và tên cơ quan trong Nghị định. Giữa hai số của một khoảng là gạch nối ngắn: «2025-2030», «80-90%». Gạch ngang dài do phần mềm soạn thảo tự đặt thì cả kế hoạch chỉ báo một lần.",
        "Two words of equal rank are joined by a hyphen with a space on both sides; the two numbers of a range, by a hyphen without spaces. Long dashes, which word processors put, are one finding for the whole plan.",
    law: "Phụ lục I, mục II.1.b Nghị định số 30/2020/NĐ-CP",
    bad: "phát triển kinh tế–xã hội giai đoạn 2025–2030",
    good: "phát triển kinh tế - xã hội giai đoạn 2025-2030",
}

const DASHES: &[char] = &['-', '–', '—'];

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let (pairs, speller) = (&subject.vocabulary().spelling.pairs, &subject.lexicon.speller);
    let mut long = Habit::default();
    for passage in subject.own_passages() {
        let plain = passage.plain();
        without_dash(passage, findings);
        let mut quotations = None;
        if !passage.may_hold(DASHES) {
            continue;
        }
        let dashes = passage
            .gaps()
            .flat_map(|(gap, signs)| signs.match_indices(DASHES).map(move |(at, dash)| (gap.start + at, dash)));
        for (at, dash) in dashes {
            let Some(wrong) = examine(plain, at, dash, pairs, speller) else { continue };
            if quotations.get_or_insert_with(|| Quotations::of(plain)).contain(at) {
                continue;
            }
            let finding = || finding(passage, &wrong);
            if dash == "-" {
                findings.push(fixed(finding(), passage, wrong.dash.clone(), wrong.put));
            } else {
                // Word processors put the long dash: then it is all over the plan.
                long.add(passage, wrong.shown.clone(), (wrong.dash.clone(), wrong.put), finding);
            }
        }
    }
    long.tell(findings);
}

/// Words before two years.
const PERIODS: [&str; 3] = ["giai đoạn", "nhiệm kỳ", "năm học"];

/// None of them is longer, with the space behind it, in bytes.
const LONGEST_PERIOD: usize = 24;

/// The two years of a period without the dash between them: «giai đoạn 20252035», «nhiệm kỳ 2026 2031».
fn without_dash(passage: &Passage<'_>, findings: &mut Findings) {
    let (plain, words) = (passage.plain(), passage.words());
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.shows(Trait::Digit)) {
        let first = &plain[word.range()];
        let (gap, end) = match first.len() {
            _ if !first.bytes().all(|sign| sign.is_ascii_digit()) => continue,
            8 => (word.start() + 4..word.start() + 4, word.end()),
            4 => match words.get(at + 1).filter(|next| &plain[word.end()..next.start()] == " ") {
                Some(next) => (word.end()..next.start(), next.end()),
                None => continue,
            },
            _ => continue,
        };
        let years = (year(&plain[word.start()..gap.start]), year(&plain[gap.end..end]));
        let near = plain.ceil_char_boundary(word.start().saturating_sub(LONGEST_PERIOD));
        let before = plain[near..word.start()].trim_end().to_lowercase();
        if !matches!(years, (Some(from), Some(to)) if from < to)
            || !PERIODS.iter().any(|period| before.ends_with(period))
        {
            continue;
        }
        let wrong = Wrong { shown: word.start()..end, dash: gap.clone(), put: "-" };
        findings.push(fixed(finding(passage, &wrong), passage, gap, "-"));
    }
}

fn year(typed: &str) -> Option<u16> {
    typed.parse().ok().filter(|year| typed.len() == 4 && (1900..2100).contains(year))
}

/// A dash in the wrong form: the words around it, the dash with its spaces, what it should be.
struct Wrong {
    shown: Range<usize>,
    dash: Range<usize>,
    put: &'static str,
}

fn finding(passage: &Passage<'_>, wrong: &Wrong) -> Diagnostic {
    let plain = passage.plain();
    let typed = &plain[wrong.shown.clone()];
    let right = format!(
        "{}{}{}",
        &plain[wrong.shown.start..wrong.dash.start],
        wrong.put,
        &plain[wrong.dash.end..wrong.shown.end]
    );
    let is_range = plain[..wrong.dash.start].ends_with(is_number);
    let (vi, en) = if !plain[wrong.dash.clone()].contains(DASHES) {
        (format!("thiếu gạch nối giữa hai năm: `{typed}`"), format!("no dash between two years: `{typed}`"))
    } else if is_range {
        (format!("gạch nối của khoảng `{typed}` viết sai"), format!("the dash of the range `{typed}` is wrong"))
    } else {
        (format!("gạch nối trong `{typed}` viết sai"), format!("the dash in `{typed}` is wrong"))
    };
    found(&RULE.meta, passage, wrong.shown.clone(), vi, en)
        .help(text(format!("viết `{right}`"), format!("write `{right}`")))
}

fn examine(plain: &str, at: usize, dash: &str, pairs: &[WordPair], speller: &Speller) -> Option<Wrong> {
    let line = plain[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = plain[line..at].trim_end_matches(' ');
    let after = plain[at + dash.len()..].trim_start_matches(' ');
    let (left, right) = (before.chars().next_back()?, after.chars().next()?);
    let dashed = line + before.len()..plain.len() - after.len();
    let spaces = (dashed.start < at, at + dash.len() < dashed.end);
    let apart = spaces == (true, true) && dash == "-";
    if is_number(left) && right.is_ascii_digit() {
        let plain_hyphen = dash == "-" && spaces == (false, false);
        return if apart { None } else { range(plain, before, after, dashed, plain_hyphen) };
    }
    if !left.is_alphabetic() || !right.is_alphabetic() {
        return None;
    }
    let (one, other) = (last_word(before), first_word(after));
    // The parts of a word of another language: «vắc-xin». Between spaces, two words of ours may only stand next to each other: «đề ra - đa dạng».
    let foreign = speller.joins(one, other)
        && !(spaces == (true, true)
            && speller.is_syllable(&one.to_lowercase())
            && speller.is_syllable(&other.to_lowercase()));
    if apart && !foreign {
        return None;
    }
    let paired = || pairs.iter().map(WordPair::words).any(|(a, b)| same_but_case(one, a) && same_but_case(other, b));
    let lower = |word: &str| word.chars().any(char::is_lowercase);
    let wrong = match (dash, spaces) {
        _ if foreign => (dash, spaces) != ("-", (false, false)),
        ("-", (false, false)) => paired(),
        // One space only: a symbol such as «89- CTr/TU» is another rule's.
        ("-", _) => lower(one) && lower(other) && other.chars().nth(1).is_some(),
        (_, (true, true)) => paired(),
        _ => lower(one) || lower(other),
    };
    if !wrong || is_name_of_an_agency(before, other) {
        return None;
    }
    let start = line + word_start(before, 2);
    let end = dashed.end + word_end(after, 2);
    Some(Wrong { shown: start..end, dash: dashed, put: if foreign { "-" } else { " - " } })
}

fn last_word(text: &str) -> &str {
    &text[text.rfind(|c: char| !c.is_alphabetic()).map_or(0, |found| found + width(text, found))..]
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

fn is_number(letter: char) -> bool {
    letter.is_ascii_digit() || letter == '%'
}

/// A range of numbers; a symbol or a word with digits in it is none.
fn range(plain: &str, before: &str, after: &str, dash: Range<usize>, plain_hyphen: bool) -> Option<Wrong> {
    let part = |letter: char| is_number(letter) || matches!(letter, ',' | '.' | '/');
    let start = before.trim_end_matches(part).len();
    let length = after.len() - after.trim_start_matches(part).len();
    let length = after[..length].trim_end_matches(['.', ',', '/']).len();
    let stands_alone = !before[..start].ends_with(|c: char| c.is_alphabetic() || c == '-')
        && !after[length..].starts_with(|c: char| c.is_alphabetic() || c == '-' || c == '/');
    let shown = dash.start - (before.len() - start)..dash.end + length;
    (stands_alone && !plain_hyphen && !plain[shown.clone()].contains('\n')).then_some(Wrong { shown, dash, put: "-" })
}

/// «Phòng Văn hóa – Xã hội»: the name of an agency is another family's.
fn is_name_of_an_agency(before: &str, other: &str) -> bool {
    let mut words = before.rsplit(' ');
    let last = words.next().is_some_and(|word| same_but_case(word, "hóa") || same_but_case(word, "hoá"));
    let first = words.next().is_some_and(|word| same_but_case(word, "văn"));
    last && first
        && same_but_case(other, "xã")
        && words.next().is_some_and(|word| word.to_lowercase().ends_with("phòng"))
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Returns where the last words of a text begin, with nothing but single spaces between them.
fn word_start(text: &str, count: usize) -> usize {
    let mut start = text.len();
    for _ in 0..count {
        let head = text[..start].strip_suffix(' ').unwrap_or(&text[..start]);
        let word = head.len() - head.trim_end_matches(char::is_alphabetic).len();
        if word == 0 {
            break;
        }
        start = head.len() - word;
    }
    start
}

/// Returns where the first words of a text end.
fn word_end(text: &str, count: usize) -> usize {
    let mut end = 0;
    for _ in 0..count {
        let tail = &text[end..];
        let skipped = usize::from(end > 0 && tail.starts_with(' '));
        let word = tail[skipped..].len() - tail[skipped..].trim_start_matches(char::is_alphabetic).len();
        if word == 0 {
            break;
        }
        end += skipped + word;
    }
    end
}
