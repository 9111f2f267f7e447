//! Inside of tables: no word is torn, no row of a group ends a page.

use std::collections::BTreeSet;

use crate::base::diagnostic::{LAYOUT_STRANDED_GROUP, LAYOUT_TORN_WORD};
use crate::document::compose::{Block, Cell, Inline, Manuscript};
use crate::output::engine::Within;
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::line::letters;
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_TORN_WORD]
    WHOLE = "table-words", ""
        "Từ trong bảng" | "Words of tables",
        "không từ nào bị ngắt đôi" | "none is torn";

    [LAYOUT_STRANDED_GROUP]
    GROUP = "table-group-row", ""
        "Dòng nhóm của bảng" | "Rows of groups in tables",
        "không ở cuối trang" | "none ends a page";
}

/// Parts of one line of a cell are no further apart than this, in points; two cells always are.
const SAME_CELL: f64 = 1.5;
/// Runs whose baselines differ by no more than this are on one line.
const SAME_BASELINE: f64 = 0.6;
/// Lines of one cell are no further apart than this, as a multiple of their size; those of two cells have a border between them.
const PITCH: f64 = 1.35;
/// The mark of a footnote is smaller than any type of a table.
const NOTE_MARK: f64 = 8.5;
/// A longer run of letters is no word, and may be broken.
const LONGEST_WORD: usize = 18;

/// A line of a cell.
struct Piece {
    text: String,
    left: f64,
    right: f64,
    baseline: f64,
    size: f64,
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.plan.0);
    if reading.tables == 0 {
        ledger.not_applicable(CLAUSES, "không có bảng", "no table");
        return;
    }
    let words = Words::of(reading.manuscript);
    let (mut torn, mut first_torn) = (0, None);
    let mut stranded = None;
    for page in 1..=reading.pages.len() {
        let pieces = pieces(reading, page);
        for at in 0..pieces.len() {
            if let Some(word) = torn_word(&pieces, at, &words.all) {
                torn += 1;
                first_torn = first_torn.or(Some((page, word)));
            }
        }
        let last = last_row(reading, page, &pieces).map(|text| sorted(&text));
        let group = words.groups.iter().find(|group| last.as_ref().is_some_and(|last| *last == sorted(group)));
        if let Some(group) = group.filter(|_| page < reading.pages.len() && goes_on(reading, page + 1)) {
            stranded = stranded.or(Some((page, group.clone())));
        }
    }
    let measured = match &first_torn {
        None => Measured::count(0, "từ bị ngắt", "torn words"),
        Some((_, word)) => {
            let (vi, en) = (format!("đầu tiên là «{word}»"), format!("first «{word}»"));
            Measured::count(torn, "từ bị ngắt", "torn words").and(&vi, &en)
        }
    };
    ledger.enter(&WHOLE, first_torn.is_none(), measured, first_torn.map(|(page, _)| page));
    let measured = match &stranded {
        None => Measured::count(0, "dòng", "rows"),
        Some((_, group)) => Measured::quoted(group),
    };
    ledger.enter(&GROUP, stranded.is_none(), measured, stranded.map(|(page, _)| page));
}

/// What tables should show.
#[derive(Default)]
struct Words {
    /// Every word of a cell or a head.
    all: BTreeSet<String>,
    /// The words of each row that heads a group.
    groups: Vec<String>,
}

impl Words {
    fn of(manuscript: &Manuscript) -> Self {
        let mut words = Self::default();
        manuscript.texts_in_order().for_each(|blocks| words.blocks(blocks));
        words
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Table(table) => {
                    let cells = table.head.iter().flatten().chain(table.rows.iter().flat_map(|row| &row.cells));
                    for cell in cells {
                        self.all.extend(text(&cell.content).split_whitespace().map(str::to_owned));
                    }
                    self.groups.extend(table.rows.iter().filter(|row| row.heads).map(|row| words_of(&row.cells)));
                }
                Block::Landscape(inner) => self.blocks(inner),
                Block::Heading { .. } | Block::Paragraph { .. } => {}
            }
        }
    }
}

fn words_of(cells: &[Cell]) -> String {
    let cell = |cell: &Cell| text(&cell.content);
    cells.iter().map(cell).collect::<Vec<_>>().join(" ")
}

/// Returns the words of a cell; a footnote parts nothing.
fn text(content: &[Inline]) -> String {
    let of = |inline: &Inline| match inline {
        Inline::Text(words) => words.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) => text(inner),
        Inline::Break => " ".to_owned(),
        Inline::Note(_) => String::new(),
    };
    content.iter().map(of).collect()
}

/// Returns the lines of the cells on a page, from the top down.
fn pieces(reading: &Reading<'_>, page: usize) -> Vec<Piece> {
    let is_mark = |text: &str, size: f64| size < NOTE_MARK && text.trim().chars().all(|sign| sign.is_ascii_digit());
    let mut runs: Vec<_> = reading
        .runs(page)
        .filter(|run| run.within == Within::Table && run.level && !is_mark(&run.text, run.size))
        .collect();
    runs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut out: Vec<Piece> = Vec::new();
    let mut rest = runs.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|run| run.baseline - first.baseline <= SAME_BASELINE).count();
        let (row, after) = rest.split_at(count);
        rest = after;
        let mut row = row.to_vec();
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let begins = out.len();
        for run in row {
            match out[begins..].last_mut() {
                Some(piece) if run.left - piece.right < SAME_CELL => {
                    piece.text.push_str(&run.text);
                    piece.right = run.right;
                    piece.size = piece.size.max(run.size);
                }
                _ => out.push(Piece {
                    text: run.text.clone(),
                    left: run.left,
                    right: run.right,
                    baseline: run.baseline,
                    size: run.size,
                }),
            }
        }
    }
    out
}

/// Returns the word whose first part ends a line, if the word goes on in the next line of its cell.
fn torn_word(pieces: &[Piece], at: usize, words: &BTreeSet<String>) -> Option<String> {
    let piece = &pieces[at];
    let begin = piece.text.split_whitespace().last()?;
    if piece.text.ends_with(char::is_whitespace) {
        return None;
    }
    let mut word = begin.to_owned();
    let mut all_are_words = words.contains(begin);
    let mut from = at;
    while let Some(next) = below(pieces, from) {
        let end = pieces[next].text.split_whitespace().next()?;
        // A run may break behind a sign that parts it; a number may not.
        let is_number = end.chars().all(|sign| sign.is_ascii_digit() || ",.".contains(sign));
        if word.ends_with(['/', '.', '?', '&', '=', '_', '-']) && !is_number {
            return None;
        }
        word.push_str(end);
        all_are_words &= words.contains(end);
        if words.contains(&word) {
            let is_torn = !all_are_words && word.chars().count() <= LONGEST_WORD;
            return is_torn.then_some(word);
        }
        if pieces[next].text.split_whitespace().nth(1).is_some() || word.chars().count() > LONGEST_WORD {
            return None;
        }
        from = next;
    }
    None
}

/// Returns the next line of the same cell.
fn below(pieces: &[Piece], at: usize) -> Option<usize> {
    let piece = &pieces[at];
    let overlaps = |other: &Piece| other.left < piece.right && piece.left < other.right;
    let near = |other: &Piece| other.baseline - piece.baseline <= PITCH * piece.size.max(other.size);
    let lower = (at + 1..pieces.len()).filter(|other| pieces[*other].baseline - piece.baseline > SAME_BASELINE);
    lower.take_while(|other| near(&pieces[*other])).find(|other| overlaps(&pieces[*other]))
}

/// Returns the words between the last two borders of tables on a page.
fn last_row(reading: &Reading<'_>, page: usize, pieces: &[Piece]) -> Option<String> {
    let mut borders: Vec<f64> = horizontal_borders(reading, page);
    borders.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    let [.., upper, lower] = borders[..] else { return None };
    let inside = pieces.iter().filter(|piece| piece.baseline > upper && piece.baseline < lower);
    Some(inside.map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" "))
}

/// Returns whether nothing but a table begins a page.
fn goes_on(reading: &Reading<'_>, page: usize) -> bool {
    reading.on_page(page).next().is_some_and(|line| line.within == Within::Table)
}

/// Returns the heights of the horizontal borders on a page, from the top down.
fn horizontal_borders(reading: &Reading<'_>, page: usize) -> Vec<f64> {
    let rules = reading.pages.get(page - 1).map(|page| page.rules.as_slice()).unwrap_or_default();
    let flat = rules.iter().map(|rule| (rule.within, rule.extent)).filter(|(within, extent)| {
        *within == Within::Table && extent.bottom - extent.top < 2.0 && extent.right - extent.left > 2.0
    });
    let mut heights: Vec<f64> = flat.map(|(_, extent)| extent.top).collect();
    heights.sort_by(f64::total_cmp);
    heights
}

/// The letters of a row, whatever the order of its cells on the page.
fn sorted(words: &str) -> Vec<char> {
    let mut all: Vec<char> = letters(words).chars().collect();
    all.sort_unstable();
    all
}
