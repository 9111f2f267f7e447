//! What the columns of a table contain: the layout estimates their widths by it.

use super::pieces::{letters, width};
use crate::document::compose::{Cell, Table};

/// Texts of up to so many letters are measured, so that «Thôn 1» is on one line.
const SHORT: usize = 24;
/// A column of longer texts is one of prose.
const LONG: usize = 60;
/// The letters of a text that count, and of one in a head.
const MOST: usize = 500;
const MOST_IN_HEAD: usize = 11;
/// How much narrower than the widest word, by [`width`], a word may be that is wider on the page: «nghiêng», «trường».
const NEARLY: usize = 3;
/// The widest word of Vietnamese.
const WIDEST: &str = "nghiêng";
/// A longer run may break, so it counts as so many letters.
const LONGEST_RUN: usize = 18;
/// What prose has room for in every line, in letters of [`width`]; and the room inside a cell.
const PROSE: usize = 8;
const INSET: usize = 2;
/// Next to texts of so many letters no short one counts.
const LONGER_THAN_ANY_SHORT: usize = 40;
/// How many letters of the smallest type are sure to fit next to each other, in a cell that is as wide as an upright page or one on its side.
const ROOM: usize = 83;
const ROOM_ON_ITS_SIDE: usize = 128;

/// What a column contains.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Texts {
    /// The letters of its longest text.
    pub letters: usize,
    /// The words that may be its widest, with their [`width`].
    words: Vec<(String, usize)>,
    /// Its longest short text.
    text: String,
}

impl Texts {
    /// Returns the words that may be its widest; none where prose has room for all of them.
    pub(super) fn words(&self) -> Vec<&str> {
        let most = self.widest();
        if self.letters > SHORT && most < 2 * PROSE {
            return Vec::new();
        }
        self.words.iter().filter(|word| word.1 + NEARLY >= most).map(|word| word.0.as_str()).collect()
    }

    /// Returns its longest short text, where that may be wider than the estimate of its longest text.
    pub(super) fn text(&self) -> Option<&str> {
        Some(self.text.as_str()).filter(|text| !text.is_empty() && self.letters < LONGER_THAN_ANY_SHORT)
    }

    fn widest(&self) -> usize {
        self.words.iter().map(|word| word.1).max().unwrap_or(0)
    }

    fn add(&mut self, word: &str, width: usize) {
        if !self.words.iter().any(|known| known.0 == word) {
            self.words.push((word.to_owned(), width));
        }
    }

    fn read(&mut self, text: &str, in_head: bool) {
        let length = about(text);
        if length <= SHORT && length > about(&self.text) && !in_head {
            text.clone_into(&mut self.text);
        }
        self.letters = self.letters.max(length.min(if in_head { MOST_IN_HEAD } else { MOST }));
        // The words of a long cell are like those of others.
        if length > LONG && self.words.is_empty() {
            self.add(WIDEST, width(WIDEST));
        }
        for (word, width) in widest(text) {
            self.add(word, width);
        }
    }
}

/// Returns what each column of a table contains. `plain` gives the words of a cell. A cell over several columns counts for none.
pub(super) fn texts(table: &Table, places: &Places, plain: impl Fn(&Cell) -> String) -> Vec<Texts> {
    let mut out = vec![Texts::default(); table.columns.len()];
    let head = table.head.iter().zip(&places.head).map(|row| (row.0, row.1, true));
    let rows = table.rows.iter().zip(&places.rows).map(|row| (&row.0.cells, row.1, false));
    for (cells, places, in_head) in head.chain(rows) {
        for (cell, place) in cells.iter().zip(places).filter(|cell| cell.0.columns == 1) {
            if let Some(column) = out.get_mut(*place) {
                column.read(&plain(cell), in_head);
            }
        }
    }
    out
}

/// Returns whether all words may not fit next to each other, even in the smallest type: then a column may be narrower than its words.
pub(super) fn may_be_too_narrow(texts: &[Texts], on_its_side: bool) -> bool {
    let least = |column: &Texts| {
        let prose = if column.letters > SHORT { PROSE } else { 0 };
        column.widest().div_ceil(2).min(LONGEST_RUN).max(prose) + INSET
    };
    texts.iter().map(least).sum::<usize>() > if on_its_side { ROOM_ON_ITS_SIDE } else { ROOM }
}

/// The columns in which the cells of a table begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    pub head: Vec<Vec<usize>>,
    pub rows: Vec<Vec<usize>>,
}

impl Places {
    pub(super) fn of(table: &Table) -> Self {
        let count = table.columns.len();
        let head = places(table.head.iter().map(Vec::as_slice), count);
        Self { head, rows: places(table.rows.iter().map(|row| row.cells.as_slice()), count) }
    }
}

/// Where a cell begins depends on the cells that reach down from above.
fn places<'t>(rows: impl Iterator<Item = &'t [Cell]>, count: usize) -> Vec<Vec<usize>> {
    // How many more rows each column is filled for.
    let mut below = vec![0_usize; count];
    let mut place = |cells: &[Cell]| {
        let mut next: Vec<usize> = below.iter().map(|rows| rows.saturating_sub(1)).collect();
        let mut at = 0;
        let mut out = Vec::with_capacity(cells.len());
        for cell in cells {
            while below.get(at).is_some_and(|rows| *rows > 0) {
                at += 1;
            }
            out.push(at);
            if cell.rows > 1 {
                next.iter_mut().skip(at).take(cell.columns).for_each(|rows| *rows = cell.rows - 1);
            }
            at += cell.columns;
        }
        below = next;
        out
    };
    rows.map(&mut place).collect()
}

/// Returns the letters of a text: of a long one near enough, by its bytes, as a letter of Vietnamese takes 1.3 on average.
pub(super) fn about(text: &str) -> usize {
    if text.len() < 60 { letters(text) } else { (text.len() * 77).div_ceil(100) }
}

/// Returns the words of a text that may be its widest. In a long text only those count that no word of Vietnamese is as long as.
fn widest(text: &str) -> Vec<(&str, usize)> {
    let is_long = text.len() >= 80;
    let mut most = 0;
    let mut out: Vec<(&str, usize)> = Vec::new();
    for word in text.split_whitespace().filter(|word| !is_long || word.chars().nth(7).is_some()) {
        let width = width(word);
        if width > most + NEARLY {
            out.clear();
        }
        most = most.max(width);
        if width + NEARLY >= most {
            out.push((word, width));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts_of(cells: &[&str]) -> Texts {
        let mut column = Texts::default();
        for text in cells {
            column.read(text, false);
        }
        column
    }

    #[test]
    fn a_column_is_known_by_its_longest_texts_and_widest_words() {
        let column = texts_of(&["Thôn 1", "Thôn Bình An", "QĐ số 5"]);
        assert_eq!((column.letters, column.text()), (12, Some("Thôn Bình An")));
        assert_eq!(column.words(), ["Thôn", "Bình", "QĐ"]);
        let column = texts_of(&["Trường nghiêng", "cao"]);
        assert_eq!(column.words(), ["Trường", "nghiêng"]);
        let prose = texts_of(&[&"cải cách hành chính ".repeat(20)]);
        assert_eq!((prose.letters, prose.words().len(), prose.text()), (385, 0, None));
        let run = texts_of(&[&"cải cách hành chính ".repeat(20), "Lạc Long Quân", "congthongtin"]);
        assert_eq!((run.words(), run.text()), (vec!["congthongtin"], None));
    }

    #[test]
    fn many_columns_may_be_too_narrow() {
        let prose = texts_of(&[&"cải cách hành chính ".repeat(20)]);
        assert!(!may_be_too_narrow(&vec![prose.clone(); 8], false));
        assert!(may_be_too_narrow(&vec![prose.clone(); 9], false));
        assert!(!may_be_too_narrow(&vec![prose; 12], true));
    }

    #[test]
    fn cells_begin_where_those_above_leave_room() {
        let cell = |columns, rows| Cell::words("chữ").across(columns).down(rows);
        let rows = [vec![cell(1, 2), cell(2, 1), cell(1, 2)], vec![cell(1, 1), cell(1, 1)], vec![cell(4, 1)]];
        assert_eq!(places(rows.iter().map(Vec::as_slice), 4), [vec![0, 1, 3], vec![1, 2], vec![0]]);
    }
}
