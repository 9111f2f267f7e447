//! Reports the letters of a text that look like others, or belong in no Vietnamese document.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Findings, LOOK_ALIKE, Text, text};
use crate::base::source::Span;
use crate::input::letters::{Unit, name};

/// How many more places of a letter are shown.
const MORE: usize = 3;

/// One finding for each strange letter of a text, or run of them, with all its places. Without exact places, the finding is about the
/// whole text.
pub(super) fn report(units: &[Unit], whole: Span, exact: bool, findings: &mut Findings) {
    let mut groups: BTreeMap<(String, String), Vec<Range<usize>>> = BTreeMap::new();
    for run in runs(units) {
        let strange = &units[run.clone()];
        groups.entry((typed(strange), meant(strange))).or_default().push(run);
    }
    let span = |run: &Range<usize>| {
        let range = units[run.start].place.start..units[run.end - 1].place.end;
        if exact { Span::new(whole.file, range) } else { whole }
    };
    for ((_, put), places) in groups {
        let run = &places[0];
        let (message, help) = words(units, run);
        let mut finding = Diagnostic::new(&LOOK_ALIKE, span(run), message).help(help);
        if exact {
            for place in places.iter().filter(|_| !units[run.start].stray) {
                finding = finding.fix(span(place), put.as_str());
            }
            let others = places.len() - 1;
            for (at, place) in places[1..].iter().take(MORE).enumerate() {
                let left = others - at - 1;
                let words = if at + 1 == MORE && left > 0 {
                    text(format!("và ở đây, cùng {left} chỗ khác"), format!("and here, and at {left} more places"))
                } else {
                    text("và ở đây", "and here")
                };
                finding = finding.related(span(place), words);
            }
        }
        findings.push(finding);
    }
}

/// Returns the runs of strange letters: those that stand for others, and those that stand for nothing.
fn runs(units: &[Unit]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.put.is_some() || unit.stray) {
        // What is left out, and a space, are findings of their own.
        let is_letter = |unit: &Unit| !unit.meant().trim().is_empty();
        match runs.last_mut() {
            Some(run)
                if run.end == at
                    && is_letter(unit)
                    && is_letter(&units[at - 1])
                    && units[at - 1].stray == unit.stray =>
            {
                run.end = at + 1;
            }
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

fn typed(units: &[Unit]) -> String {
    units.iter().map(|unit| unit.typed.as_str()).collect()
}

fn meant(units: &[Unit]) -> String {
    units.iter().map(Unit::meant).collect()
}

/// What is wrong with some letters, and how their word is written.
fn words(units: &[Unit], run: &Range<usize>) -> (Text, Text) {
    let strange = &units[run.clone()];
    let word = &units[around(units, run)];
    let (shown, right) = (typed(word), meant(word));
    let (vi, en) = match strange {
        [unit] if unit.single().is_some() => name(unit.single().unwrap_or_default()),
        _ => {
            let letters = typed(strange);
            let codes: Vec<String> = letters.chars().map(|sign| format!("U+{:04X}", u32::from(sign))).collect();
            let codes = codes.join(" ");
            let loose = strange.len() == 1;
            let (vi, en) =
                if loose { ("chữ rời dấu", "letter with loose marks") } else { ("các ký tự", "characters") };
            (format!("{vi} `{letters}` ({codes})"), format!("{en} `{letters}` ({codes})"))
        }
    };
    if strange.iter().any(|unit| unit.stray) {
        return (
            text(
                format!("`{shown}` có {vi}, không có trong chữ Việt"),
                format!("`{shown}` has the {en}, which Vietnamese does not have"),
            ),
            text(
                "gõ lại từ ấy bằng bộ gõ Unicode; chữ lạ thường do chuyển phông hoặc chép từ tệp PDF",
                "type the word again with a Unicode keyboard; such letters come with converted fonts or from PDF files",
            ),
        );
    }
    let write = || text(format!("viết `{right}`"), format!("write `{right}`"));
    match meant(strange).as_str() {
        "" => (
            text(format!("`{shown}` có {vi}, không in ra"), format!("`{shown}` has the {en}, which is not printed")),
            if right.is_empty() {
                text("xóa ký tự ấy", "delete it")
            } else {
                text(format!("xóa ký tự ấy: viết `{right}`"), format!("delete it: write `{right}`"))
            },
        ),
        " " => (
            text(
                format!("`{shown}` có {vi}, không phải dấu cách thường"),
                format!("`{shown}` has the {en}, not a plain space"),
            ),
            write(),
        ),
        put => (
            text(format!("`{shown}` có {vi}, không phải `{put}`"), format!("`{shown}` has the {en}, not `{put}`")),
            write(),
        ),
    }
}

/// Returns the range of the word around some units; of a space, the words on both sides.
fn around(units: &[Unit], run: &Range<usize>) -> Range<usize> {
    const SEEN: usize = 24;
    let ends = |unit: &&Unit| !unit.meant().is_empty() && unit.meant().trim().is_empty();
    let before = units[run.start.saturating_sub(SEEN)..run.start].iter().rev().take_while(|unit| !ends(unit)).count();
    let behind = units[run.end..units.len().min(run.end + SEEN)].iter().take_while(|unit| !ends(unit)).count();
    let (mut from, mut to) = (run.start - before, run.end + behind);
    let is_mark = |unit: &Unit| unit.meant().chars().next().is_some_and(|sign| !sign.is_alphanumeric());
    while from < run.start && is_mark(&units[from]) {
        from += 1;
    }
    while to > run.end && is_mark(&units[to - 1]) {
        to -= 1;
    }
    from..to
}
