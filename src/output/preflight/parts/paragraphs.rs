//! II.6.e: the paragraphs of the text, on portrait pages.

use crate::base::diagnostic::LAYOUT_PARAGRAPH;
use crate::document::compose::ParagraphStyle;
use crate::output::engine::MM;
use crate::output::preflight::clause::{Ledger, Measured, clauses, points, within};
use crate::output::preflight::form::{form, is_of_size, is_regular};
use crate::output::preflight::line::Line;
use crate::output::preflight::placed::{Found, Kind, Placed};
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_PARAGRAPH]
    SIZE = "paragraph-size", "II.6.e"
        "Lời văn, cỡ chữ" | "Paragraphs, size",
        "13-14 pt" | "13-14 pt";
    STYLE = "paragraph-style", "II.6.e"
        "Lời văn, kiểu chữ" | "Paragraphs, style",
        "đứng, không đậm, trừ chỗ kế hoạch nhấn mạnh" | "upright, but for what the plan emphasises";
    JUSTIFIED = "paragraph-justified", "II.6.e"
        "Lời văn, canh hai lề" | "Paragraphs, justified",
        "mọi dòng trừ dòng cuối đoạn chạm hai lề" | "all lines but the last reach both margins";
    INDENT = "paragraph-indent", "II.6.e"
        "Đầu đoạn lùi vào" | "First line",
        "1 cm hoặc 1,27 cm" | "1 cm or 1.27 cm";
    PITCH = "paragraph-pitch", "II.6.e"
        "Dòng cách dòng" | "Line spacing",
        "dòng đơn đến 1,5 dòng (1,15-1,725 cỡ chữ)" | "single to 1.5 lines (1.15-1.725 of the size)";
    GAP = "paragraph-gap", "II.6.e"
        "Đoạn cách đoạn" | "Between paragraphs",
        "ít nhất 6 pt" | "at least 6 pt";
}

/// The line height of Times New Roman at single spacing, as a multiple of its size.
const SINGLE: f64 = 1.149;
/// How far it extends above and below its baseline.
const ASCENT: f64 = 0.891;
const DESCENT: f64 = 0.216;

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.plan.0);
    let normal = |block: &Placed| {
        matches!(block.kind, Kind::Paragraph { style: ParagraphStyle::Normal | ParagraphStyle::BasisItem, .. })
    };
    let own: Vec<(&Placed, &Found)> = reading.paragraphs().filter(|(block, _)| normal(block)).collect();
    if own.is_empty() {
        ledger.not_applicable(CLAUSES, "không có đoạn văn nào", "no paragraph");
        return;
    }
    size_and_style(&own, ledger);
    justified(reading, ledger);
    indent(reading, &own, ledger);
    pitch(reading, ledger);
    gap(reading, ledger);
}

/// Returns the range of some lengths in points; its figure is the least.
fn range(values: &[f64]) -> Measured {
    let (least, most) = values.iter().fold((f64::INFINITY, 0.0_f64), |(a, b), value| (a.min(*value), b.max(*value)));
    if most - least < 0.05 {
        return Measured::pt(least);
    }
    Measured::same(format!("{}-{} pt", points(least), points(most))).with_figure_of(&Measured::pt(least))
}

fn size_and_style(own: &[(&Placed, &Found)], ledger: &mut Ledger) {
    let lines: Vec<&Line> = own.iter().flat_map(|(_, found)| &found.lines).collect();
    let wrong = lines.iter().copied().find(|line| !is_of_size(line, 13.0, 14.0));
    let sizes: Vec<f64> = lines.iter().flat_map(|line| [line.least_size, line.size]).collect();
    let measured = wrong.map_or_else(|| range(&sizes), |line| form(line).quoting(&line.text));
    ledger.enter(&SIZE, wrong.is_none(), measured, wrong.map(|line| line.page));

    let plain = own.iter().filter(|(block, _)| matches!(block.kind, Kind::Paragraph { plain: true, .. }));
    let plain: Vec<&Line> = plain.flat_map(|(_, found)| &found.lines).collect();
    let wrong = plain.iter().copied().find(|line| !is_regular(line));
    let measured = match wrong {
        None => Measured::count(plain.len(), "dòng đứng", "lines upright"),
        Some(line) => form(line).quoting(&line.text),
    };
    ledger.enter(&STYLE, wrong.is_none(), measured, wrong.map(|line| line.page));
}

/// Returns whether a line reaches a place on its right, including the marks of notes after it.
fn reaches(reading: &Reading<'_>, line: &Line, right: f64) -> bool {
    let near = |end: f64| end >= right - MM;
    near(line.right)
        || reading.on_page(line.page).any(|mark| {
            mark.is_note_mark()
                && (line.baseline - mark.baseline).abs() < line.size
                && mark.left >= line.right - 2.0
                && near(mark.right)
        })
}

fn justified(reading: &Reading<'_>, ledger: &mut Ledger) {
    let whole = |kind: Kind| matches!(kind, Kind::Paragraph { broken: false, .. });
    let inner: Vec<(bool, &Line)> = reading
        .paragraphs()
        .filter(|(block, _)| whole(block.kind))
        .flat_map(|(_, found)| found.lines.split_last().map(|(_, inner)| inner).unwrap_or_default().iter().enumerate())
        .map(|(index, line)| (index == 0, line))
        .collect();
    if inner.is_empty() {
        ledger.not_applicable(&[&JUSTIFIED], "không có đoạn nào quá một dòng", "no paragraph of several lines");
        return;
    }
    let column = reading.column;
    let is_right = |(first, line): &&(bool, &Line)| {
        // A long address over several lines has no spaces to be widened.
        let stretches = line.text.contains(' ');
        (*first || within(line.left, column.left, column.left, MM))
            && (!stretches || reaches(reading, line, column.right))
    };
    let good = inner.iter().filter(is_right).count();
    let wrong = inner.iter().find(|line| !is_right(line)).map(|(_, line)| *line);
    let measured = Measured::count(good, &format!("trên {} dòng", inner.len()), &format!("of {} lines", inner.len()));
    let measured = wrong.map_or_else(|| measured.clone(), |line| measured.clone().quoting(&line.text));
    ledger.enter(&JUSTIFIED, wrong.is_none(), measured, wrong.map(|line| line.page));
}

fn indent(reading: &Reading<'_>, own: &[(&Placed, &Found)], ledger: &mut Ledger) {
    let of = |line: &Line| line.left - reading.column.left;
    let allowed = |line: &&Line| [10.0, 12.7].iter().any(|cm| within(of(line), cm * MM, cm * MM, 0.4 * MM));
    let firsts: Vec<&Line> = own.iter().map(|(_, found)| found.first()).collect();
    let wrong = firsts.iter().copied().find(|line| !allowed(line));
    let line = wrong.unwrap_or(firsts[0]);
    let measured = Measured::mm(of(line));
    let measured = if wrong.is_some() { measured.quoting(&line.text) } else { measured };
    ledger.enter(&INDENT, wrong.is_none(), measured, wrong.map(|line| line.page));
}

/// Returns the distances between consecutive lines of paragraphs, with the second line.
fn pitches<'r>(reading: &'r Reading<'_>) -> Vec<(f64, &'r Line)> {
    reading
        .paragraphs()
        .flat_map(|(_, found)| found.lines.windows(2))
        .filter(|pair| pair[0].page == pair[1].page)
        .map(|pair| (pair[1].baseline - pair[0].baseline, &pair[1]))
        .collect()
}

fn pitch(reading: &Reading<'_>, ledger: &mut Ledger) {
    let all = pitches(reading);
    if all.is_empty() {
        ledger.not_applicable(&[&PITCH], "không có đoạn nào quá một dòng", "no paragraph of several lines");
        return;
    }
    let allowed = |(pitch, line): &&(f64, &Line)| within(*pitch, SINGLE * line.size, 1.5 * SINGLE * line.size, 0.15);
    let wrong = all.iter().find(|one| !allowed(one));
    let measured = match wrong {
        None => range(&all.iter().map(|(pitch, _)| *pitch).collect::<Vec<_>>()),
        Some((pitch, line)) => Measured::pt(*pitch).quoting(&line.text),
    };
    ledger.enter(&PITCH, wrong.is_none(), measured, wrong.map(|(_, line)| line.page));
}

/// The space between two consecutive blocks, beyond the line height.
fn gap(reading: &Reading<'_>, ledger: &mut Ledger) {
    let mut median: Vec<(f64, f64)> = pitches(reading).into_iter().map(|(pitch, line)| (pitch, line.size)).collect();
    median.sort_by(|a, b| a.0.total_cmp(&b.0));
    let median = median.get(median.len() / 2).copied();
    let placed: Vec<&Found> = reading.blocks.iter().filter_map(|block| block.found.as_ref()).collect();
    let mut gaps: Vec<(f64, &Line)> = Vec::new();
    for pair in placed.windows(2) {
        let (above, below) = (pair[0].last(), pair[1].first());
        let between = |line: &Line| line.baseline > above.baseline + 1.0 && line.baseline < below.baseline - 1.0;
        if above.page == below.page
            && above.baseline < below.baseline
            && reading.is_portrait(above.page)
            && !reading.on_page(above.page).any(|line| between(line) && !line.is_note_mark())
        {
            // Lines of another size than that of the text differ in height as their letters do.
            let (pitch, size) = median.unwrap_or((SINGLE * below.size, below.size));
            let own = pitch - ASCENT * (size - below.size) - DESCENT * (size - above.size);
            gaps.push((below.baseline - above.baseline - own, below));
        }
    }
    let Some((least, line)) = gaps.iter().min_by(|a, b| a.0.total_cmp(&b.0)) else {
        ledger.not_applicable(&[&GAP], "không có hai đoạn liền nhau", "no two paragraphs in a row");
        return;
    };
    let met = *least >= 6.0 - 0.15;
    let measured = Measured::pt(*least);
    let measured = if met { measured } else { measured.quoting(&line.text) };
    ledger.enter(&GAP, met, measured, (!met).then_some(line.page));
}
