//! II.6.đ: the form of headings; and that none ends a page.

use super::title::OFF;
use crate::base::diagnostic::{LAYOUT_HEADING, LAYOUT_STRANDED, Language};
use crate::document::compose::HeadingStyle;
use crate::output::engine::Within;
use crate::output::preflight::clause::{Clause, Ledger, Measured, clauses, short};
use crate::output::preflight::form::{form, is_bold, is_of_size, is_regular};
use crate::output::preflight::line::Line;
use crate::output::preflight::reading::{Found, Kind, Placed, Reading};

clauses! {
    [LAYOUT_HEADING]
    PART = "heading-part", "II.6.đ"
        "Phần" | "Parts",
        "cỡ 13-14, đứng, đậm, canh giữa; tiêu đề dòng riêng, in hoa" | "13-14 pt, bold, centred; title below in capitals";
    ARTICLE = "heading-article", "II.6.đ"
        "Điều (Điều 1, Điều 2)" | "Articles (Điều 1, Điều 2)",
        "in thường, cỡ 13-14, đứng, đậm" | "13-14 pt, upright, bold";
    SECTION = "heading-section", "II.6.đ"
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
    [LAYOUT_STRANDED]
    STRANDED = "heading-stranded", ""
        "Đề mục cuối trang" | "Headings at the end of a page",
        "không có" | "none";
}

/// A heading that was found, and whether a paragraph follows on its line.
type Heading<'r> = (&'r Placed, &'r Found, bool);

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
        let own = found(reading, |style| styles.contains(&style));
        enter(reading, clause, &own, ledger);
    }
    stranded(reading, ledger);
}

/// The layout makes all headings of a style alike, so those that are wrong are reported together.
fn enter(reading: &Reading<'_>, clause: &'static Clause, own: &[Heading<'_>], ledger: &mut Ledger) {
    let plan = reading.manuscript.origins.plan.0;
    ledger.about(plan);
    let Some((_, first, _)) = own.first() else {
        ledger.not_applicable(&[clause], "không có", "none");
        return;
    };
    let wrong: Vec<(&Placed, &Line)> =
        own.iter().filter_map(|heading| Some((heading.0, wrong(reading, heading)?))).collect();
    let count = |count: usize, size: Measured| {
        let words = (size.words.to_string(), size.words.get(Language::English).to_owned());
        Measured::count(count, "đề mục", "headings").and(&words.0, &words.1).with_figure_of(&size)
    };
    match wrong.first() {
        None => ledger.enter(clause, true, count(own.len(), form(first.first())), None),
        Some((block, line)) => {
            ledger.about(block.origin.unwrap_or(plan));
            ledger.enter(clause, false, count(wrong.len(), form(line)).quoting(&block.words), line.page);
            ledger.about(plan);
        }
    }
}

/// Returns the first line of a heading that is not as it should be.
fn wrong<'r>(reading: &Reading<'_>, (block, found, run_in): &Heading<'r>) -> Option<&'r Line> {
    let Kind::Heading { style, .. } = block.kind else { return None };
    let mut lines = found.lines.iter().enumerate();
    lines.find_map(|(index, line)| (!is_right(reading, style, line, index, found, *run_in)).then_some(line))
}

fn found<'r>(reading: &'r Reading<'_>, wanted: impl Fn(HeadingStyle) -> bool) -> Vec<Heading<'r>> {
    reading
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            Kind::Heading { style, run_in } if wanted(style) => Some((block, block.found.as_ref()?, run_in)),
            Kind::Heading { .. } | Kind::Resolving | Kind::Paragraph { .. } => None,
        })
        .collect()
}

/// Returns whether a line of a heading is right; if a paragraph follows on it, it has more than the heading.
fn is_right(
    reading: &Reading<'_>,
    style: HeadingStyle,
    line: &Line,
    index: usize,
    found: &Found,
    run_in: bool,
) -> bool {
    let bold = if run_in { line.any_bold } else { is_bold(line) };
    let centred = reading.off_centre(line) <= OFF;
    is_of_size(line, 13.0, 14.0)
        && match style {
            HeadingStyle::Part => bold && centred && found.lines.len() > 1 && (index == 0 || line.is_in_capitals()),
            HeadingStyle::Section => bold && (run_in || line.is_in_capitals()),
            HeadingStyle::Article => bold && !line.is_in_capitals(),
            HeadingStyle::Item => bold,
            HeadingStyle::Letter => run_in || is_regular(line),
            HeadingStyle::Subitem | HeadingStyle::Label => true,
        }
}

fn stranded(reading: &Reading<'_>, ledger: &mut Ledger) {
    let plan = reading.manuscript.origins.plan.0;
    let own = found(reading, |_| true);
    let mut stranded = 0;
    for (block, found, run_in) in &own {
        let last = found.last();
        let below = |line: &Line| {
            line.baseline > last.baseline + 2.0
                && line.within != Within::Note
                && !line.text.chars().all(|letter| letter.is_ascii_digit())
        };
        if !run_in && !reading.on_page(last.page).any(below) {
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
