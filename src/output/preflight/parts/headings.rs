//! II.6.đ: the form of headings; and that none ends a page.

use super::title::OFF;
use crate::base::diagnostic::{LAYOUT_HEADING, LAYOUT_RUN_IN, LAYOUT_STRANDED, Language};
use crate::document::compose::HeadingStyle;
use crate::output::engine::Within;
use crate::output::preflight::clause::{Clause, Ledger, Measured, clauses, short};
use crate::output::preflight::form::{form, is_bold, is_of_size, is_regular};
use crate::output::preflight::line::Line;
use crate::output::preflight::placed::{Found, Kind, Placed};
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_HEADING]
    PART = "heading-part", "II.6.đ"
        "Phần" | "Parts",
        "cỡ 13-14, đứng, đậm, canh giữa; tiêu đề dòng riêng, in hoa" | "13-14 pt, bold, centred; title below in capitals";
    ARTICLE = "heading-article", "II.6.đ"
        "Điều (Điều 1, Điều 2)" | "Articles (Điều 1, Điều 2)",
        "in thường, cỡ 13-14, đứng, đậm" | "13-14 pt, upright, bold";
    SECTION = "heading-section", "V.6.b"
        "Mục (I, II)" | "Sections (I, II)",
        "in hoa, cỡ 13-14, đứng, đậm" | "capitals, 13-14 pt, upright, bold";
    ITEM = "heading-item", "II.6.đ"
        "Khoản có tiêu đề (1, 2)" | "Items (1, 2)",
        "in thường, cỡ 13-14, đứng, đậm" | "13-14 pt, upright, bold";
    POINT = "heading-point", "II.6.đ"
        "Điểm (a, b)" | "Points (a, b)",
        "in thường, cỡ 13-14, đứng, không đậm" | "13-14 pt, upright, not bold";
    OTHER = "heading-other", "II.6.e"
        "Tiêu đề khác (1.1, không số)" | "Other headings (1.1, no number)",
        "cỡ 13-14" | "13-14 pt";
    LINE = "heading-line", "II.6.đ"
        "Phần, mục, khoản có tiêu đề: dòng riêng" | "Parts, sections, items: a line of their own",
        "trên dòng riêng, không liền lời văn" | "no text on the line";
    [LAYOUT_RUN_IN]
    RUN_IN = "heading-run-in", "II.6.đ"
        "Khoản có tiêu đề in liền lời văn" | "Items whose text goes on behind the title",
        "số và tiêu đề trên một dòng riêng" | "number and title on a line of their own";
    [LAYOUT_STRANDED]
    STRANDED = "heading-stranded", ""
        "Đề mục cuối trang" | "Headings at the end of a page",
        "không có" | "none";
}

/// A heading that was found.
type Heading<'r> = (&'r Placed, &'r Found);

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let clauses = [
        (&PART, &[HeadingStyle::Part][..]),
        (&ARTICLE, &[HeadingStyle::Article]),
        (&SECTION, &[HeadingStyle::Section]),
        (&ITEM, &[HeadingStyle::Item]),
        (&POINT, &[HeadingStyle::Letter]),
        (&OTHER, &[HeadingStyle::Subitem, HeadingStyle::Label]),
    ];
    for (clause, styles) in clauses {
        let own = found(reading, |style, _| styles.contains(&style));
        enter(reading, clause, &own, |heading| wrong(reading, heading), ledger);
    }
    // Titles of points, of 1.1. and without a number are not in the decree.
    let titled = |style| matches!(style, HeadingStyle::Part | HeadingStyle::Section | HeadingStyle::Item);
    let apart = found(reading, |style, run_in| titled(style) && !run_in);
    enter(reading, &LINE, &apart, |(block, found)| has_company(reading, block, found), ledger);
    // The plan itself has them on the line of the text.
    let run_in = found(reading, |style, run_in| style == HeadingStyle::Item && run_in);
    enter(reading, &RUN_IN, &run_in, |(_, found)| Some(found.first().clone()), ledger);
    stranded(reading, ledger);
}

/// The layout makes all headings of a style alike, so those that are wrong are reported together.
fn enter(
    reading: &Reading<'_>,
    clause: &'static Clause,
    own: &[Heading<'_>],
    wrong: impl Fn(&Heading<'_>) -> Option<Line>,
    ledger: &mut Ledger,
) {
    let plan = reading.manuscript.origins.plan.0;
    ledger.about(plan);
    let Some((block, first)) = own.first() else {
        ledger.not_applicable(&[clause], "không có", "none");
        return;
    };
    let wrong: Vec<(&Placed, Line)> = own.iter().filter_map(|heading| Some((heading.0, wrong(heading)?))).collect();
    let count = |count: usize, size: Measured| {
        let words = (size.words.to_string(), size.words.get(Language::English).to_owned());
        Measured::count(count, "đề mục", "headings").and(&words.0, &words.1).with_figure_of(&size)
    };
    match wrong.first() {
        None => {
            let head = reading.head(first, &block.words);
            ledger.enter(clause, true, count(own.len(), form(head.first().unwrap_or(first.first()))), None);
        }
        Some((block, line)) => {
            ledger.about(block.origin.unwrap_or(plan));
            ledger.enter(clause, false, count(wrong.len(), form(line)).quoting(&block.words), line.page);
            ledger.about(plan);
        }
    }
}

/// Returns the first line of a heading that is not as it should be; of a line that goes on with text, only what is the heading's.
fn wrong(reading: &Reading<'_>, (block, found): &Heading<'_>) -> Option<Line> {
    let Kind::Heading { style, .. } = block.kind else { return None };
    let head = reading.head(found, &block.words);
    let count = head.len();
    let mut lines = head.into_iter().enumerate();
    lines.find_map(|(index, line)| (!is_right(reading, style, &line, index, count)).then_some(line))
}

/// Returns the line of a heading that has something else on it: the text below, or what is in another column.
fn has_company(reading: &Reading<'_>, block: &Placed, found: &Found) -> Option<Line> {
    let is_alone = |line: &Line| {
        let row = reading.on_page(line.page).filter(|other| (other.baseline - line.baseline).abs() < 1.0);
        row.filter(|other| !other.is_note_mark()).all(|other| line.letters.contains(&other.letters))
    };
    let last = found.last();
    let wrong = if block.shares_line { Some(last) } else { found.lines.iter().find(|line| !is_alone(line)) };
    wrong.cloned()
}

fn found<'r>(reading: &'r Reading<'_>, wanted: impl Fn(HeadingStyle, bool) -> bool) -> Vec<Heading<'r>> {
    reading
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            Kind::Heading { style, run_in } if wanted(style, run_in) => Some((block, block.found.as_ref()?)),
            Kind::Heading { .. } | Kind::Resolving | Kind::Paragraph { .. } => None,
        })
        .collect()
}

fn is_right(reading: &Reading<'_>, style: HeadingStyle, line: &Line, index: usize, count: usize) -> bool {
    let centred = reading.off_centre(line) <= OFF;
    is_of_size(line, 13.0, 14.0)
        && match style {
            HeadingStyle::Part => is_bold(line) && centred && count > 1 && (index == 0 || line.is_in_capitals()),
            HeadingStyle::Article => is_bold(line) && !line.is_in_capitals(),
            HeadingStyle::Section => is_bold(line) && line.is_in_capitals(),
            HeadingStyle::Item => is_bold(line),
            HeadingStyle::Letter => is_regular(line),
            HeadingStyle::Subitem | HeadingStyle::Label => true,
        }
}

fn stranded(reading: &Reading<'_>, ledger: &mut Ledger) {
    let plan = reading.manuscript.origins.plan.0;
    let own = found(reading, |_, _| true);
    let mut stranded = 0;
    for (block, found) in &own {
        let run_in = matches!(block.kind, Kind::Heading { run_in: true, .. });
        let last = found.last();
        let below = |line: &Line| {
            line.baseline > last.baseline + 2.0
                && line.within != Within::Note
                && !line.text.chars().all(|letter| letter.is_ascii_digit())
        };
        if !run_in && !block.shares_line && !reading.on_page(last.page).any(below) {
            stranded += 1;
            ledger.about(block.origin.unwrap_or(plan));
            let said = format!("«{}» là dòng cuối trang", short(&block.words));
            let measured = Measured::text(said, format!("«{}» is the last line", short(&block.words)));
            ledger.enter(&STRANDED, false, measured, last.page);
        }
    }
    ledger.about(plan);
    if own.is_empty() {
        ledger.not_applicable(&[&STRANDED], "không có đề mục", "no heading");
    } else if stranded == 0 {
        ledger.enter(&STRANDED, true, Measured::count(0, "đề mục", "headings"), None);
    }
}
