//! Joins runs of text into the lines that a reader sees.

use crate::base::vietnamese::capitals::in_capitals;
use crate::output::engine::{Extent, Run, SetPage, Within};

/// Runs of one baseline that are further apart than this belong to two columns.
const COLUMN_GAP: f64 = 12.0;
/// Runs whose baselines differ by no more than this are on one line.
const SAME_BASELINE: f64 = 0.6;
/// The stamp of a draft, which is not measured.
const STAMP: &str = "DỰ THẢO";

/// A line, or the part of one that is in a column.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a property of type of its own")]
pub(super) struct Line {
    /// Page, from 1.
    pub page: usize,
    /// Its words.
    pub text: String,
    /// Its words as they are compared: see [`letters`].
    pub letters: String,
    /// Left end, in points.
    pub left: f64,
    /// Right end, in points.
    pub right: f64,
    /// Baseline, in points from the top of the page.
    pub baseline: f64,
    /// The extent of what is printed.
    pub ink: Extent,
    /// The largest size.
    pub size: f64,
    /// The smallest size.
    pub least_size: f64,
    /// Whether all its letters are bold.
    pub bold: bool,
    pub italic: bool,
    /// Whether some are bold.
    pub any_bold: bool,
    /// Whether some are italic.
    pub any_italic: bool,
    pub within: Within,
}

impl Line {
    fn of(run: &Run, page: usize, ink: Extent) -> Self {
        Self {
            page,
            text: run.text.clone(),
            letters: String::new(),
            left: run.left,
            right: run.right,
            baseline: run.baseline,
            ink,
            size: run.size,
            least_size: run.size,
            bold: run.bold,
            italic: run.italic,
            any_bold: run.bold,
            any_italic: run.italic,
            within: run.within,
        }
    }

    /// Returns the middle, in points from the left.
    pub(super) fn centre(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    /// Returns the width, in points.
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Returns whether it has capitals and no lower-case letters.
    pub(super) fn is_in_capitals(&self) -> bool {
        self.text.chars().any(char::is_uppercase) && in_capitals(&self.text) == self.text
    }

    /// Returns whether it is a raised mark of a footnote.
    pub(super) fn is_note_mark(&self) -> bool {
        self.size < 9.5 && self.text.trim().chars().all(|letter| letter.is_ascii_digit())
    }

    /// Returns whether it is a number alone above everything else on its page, within so many points of the top.
    pub(super) fn is_page_number(&self, page: &[Self], band: f64) -> bool {
        self.is_like_a_number()
            && self.ink.bottom <= band
            && page.iter().all(|other| std::ptr::eq(other, self) || other.ink.top >= self.ink.bottom)
    }

    /// Returns whether it is like «2», «- 2 -», «ii», «Trang 2», «2/10».
    pub(super) fn is_like_a_number(&self) -> bool {
        let letters = self.letters.trim_start_matches("trang");
        let bare: String = letters.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let digits = bare.chars().all(|letter| letter.is_ascii_digit());
        let roman = bare.chars().all(|letter| "ivxlc".contains(letter));
        !bare.is_empty() && letters.chars().count() <= 12 && (digits || roman)
    }

    /// Appends what is to the right on the same line.
    pub(super) fn join(&mut self, other: &Self) {
        if other.left - self.right > 1.0 && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        self.text.push_str(&other.text);
        self.letters.push_str(&other.letters);
        self.left = self.left.min(other.left);
        self.right = self.right.max(other.right);
        self.ink = self.ink.around(other.ink);
        self.size = self.size.max(other.size);
        self.least_size = self.least_size.min(other.least_size);
        // A full stop or a digit does not show the style of a word.
        let (own, others) = (has_letters(&self.text), has_letters(&other.text));
        if others {
            (self.bold, self.italic) =
                if own { (self.bold && other.bold, self.italic && other.italic) } else { (other.bold, other.italic) };
        }
        self.any_bold |= other.any_bold;
        self.any_italic |= other.any_italic;
    }
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Words as they are compared: lower case without spaces, and straight quotation marks.
pub(super) fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            '“' | '”' | '„' => '"',
            '‘' | '’' => '\'',
            letter => letter,
        })
        .collect()
}

/// Returns whether a run is part of the document: not the stamp of a draft.
pub(super) fn is_of_document(run: &Run, draft: bool) -> bool {
    !draft || (run.level && run.text.trim() != STAMP)
}

/// Returns the lines of a page from top to bottom, and from left to right, without rotated text.
pub(super) fn lines(page: &SetPage, number: usize, draft: bool) -> Vec<Line> {
    let mut runs: Vec<(&Run, Extent)> = page
        .runs
        .iter()
        .filter(|run| run.level && is_of_document(run, draft) && !run.text.trim().is_empty())
        .filter_map(|run| run.ink.map(|ink| (run, ink)))
        .collect();
    runs.sort_by(|(a, _), (b, _)| a.baseline.total_cmp(&b.baseline));
    let mut out: Vec<Line> = Vec::new();
    let mut rest = runs.as_slice();
    while let Some((first, _)) = rest.first() {
        let count = rest.iter().take_while(|(run, _)| run.baseline - first.baseline <= SAME_BASELINE).count();
        let (row, after) = rest.split_at(count);
        rest = after;
        let mut row: Vec<Line> = row.iter().map(|(run, ink)| Line::of(run, number, *ink)).collect();
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut open: Option<Line> = None;
        for part in row {
            match &mut open {
                Some(line) if part.left - line.right < COLUMN_GAP && part.within == line.within => line.join(&part),
                _ => out.extend(open.replace(part)),
            }
        }
        out.extend(open);
    }
    for line in &mut out {
        line.text = line.text.trim().to_owned();
        line.letters = letters(&line.text);
    }
    out
}

/// Returns the part of a line that has these letters at its beginning. A run that has more is taken whole.
pub(super) fn beginning(page: &SetPage, line: &Line, wanted: &str, draft: bool) -> Option<Line> {
    let mut runs: Vec<(&Run, Extent)> = page
        .runs
        .iter()
        .filter(|run| run.level && is_of_document(run, draft) && !run.text.trim().is_empty())
        .filter(|run| (run.baseline - line.baseline).abs() <= SAME_BASELINE && run.left >= line.left - 0.5)
        .filter_map(|run| run.ink.map(|ink| (run, ink)))
        .collect();
    runs.sort_by(|(a, _), (b, _)| a.left.total_cmp(&b.left));
    let mut rest = wanted;
    let mut out: Option<Line> = None;
    for (run, ink) in runs {
        let own = letters(&run.text);
        rest = match rest.strip_prefix(own.as_str()) {
            Some(after) => after,
            None if own.starts_with(rest) => "",
            None => return None,
        };
        let part = Line::of(run, line.page, ink);
        match &mut out {
            None => out = Some(part),
            Some(line) => line.join(&part),
        }
        if rest.is_empty() {
            break;
        }
    }
    out.filter(|_| rest.is_empty()).map(|line| Line { letters: letters(&line.text), ..line })
}

/// The words of a line as they are printed, one space between them.
pub(super) fn printed(text: &str) -> String {
    let visible: String =
        text.chars().filter(|letter| !matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
