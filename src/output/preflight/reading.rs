//! Matches the pages with the content that they should show: which lines are which paragraph, heading or name.
//!
//! A layout may claim anything, so its labels are not used: a part is where its words are.

use super::line::{self, Line, letters};
use super::placed::{Found, Kind, Placed, paragraph};
use crate::document::compose::{Block, Manuscript, plain_text};
use crate::output::engine::{Extent, MM, Run, SetPage, Within};
use crate::output::sign::Locations;

/// The largest top margin (I.3).
pub(super) const TOP_BAND: f64 = 25.0 * MM;
/// The smallest bottom margin (I.3): a number below it is not a line of the text.
const LEAST_BOTTOM: f64 = 20.0 * MM;
/// How many lines of other columns may be between two lines of one text.
const BETWEEN: usize = 60;

/// What is measured.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The content that the pages should show.
    pub manuscript: &'a Manuscript,
    /// The finished pages, if the engine returns them.
    pub pages: Option<&'a [SetPage]>,
    /// The places of the signatures, if the layout marks them.
    pub locations: Option<&'a Locations>,
    /// Whether every page has the stamp of a draft, which is not measured.
    pub draft: bool,
}

/// The horizontal bounds of the text on portrait pages, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub left: f64,
    /// Where full lines end; without any, the smallest distance that the decree allows.
    pub right: f64,
    /// The furthest that lines may end: [`Column::right`], unless there are no full lines.
    furthest: f64,
}

impl Column {
    /// How far a place is from the middle of the text, on a page that is this much wider than a portrait one.
    pub(super) fn off_centre(self, place: f64, wider: f64) -> f64 {
        let middle = |right: f64| f64::midpoint(self.left, right + wider);
        let nearest = place.clamp(middle(self.right), middle(self.furthest));
        (place - nearest).abs()
    }
}

/// The finished pages, read.
pub(super) struct Reading<'a> {
    pub manuscript: &'a Manuscript,
    pub pages: &'a [SetPage],
    pub locations: Option<&'a Locations>,
    pub draft: bool,
    /// All lines in the order of the pages, apart from page numbers.
    pub lines: Vec<Line>,
    /// The number in the top margin of each page.
    pub numbers: Vec<Option<Line>>,
    /// The number in the bottom margin of each page, though none belongs there.
    pub feet: Vec<Option<Line>>,
    /// The blocks of the text and of the appendices, in their order.
    pub blocks: Vec<Placed>,
    /// The type of the plan behind a decision, if there is one and it was found.
    pub attached: Option<Found>,
    /// The label of each appendix, if it was found.
    pub appendices: Vec<Option<Found>>,
    /// How many tables the content has.
    pub tables: usize,
    pub column: Column,
    /// The line after the last one of the main text, as an index of `lines`.
    end_of_text: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn of(subject: Subject<'a>, pages: &'a [SetPage]) -> Self {
        let Subject { manuscript, locations, draft, pages: _ } = subject;
        let mut lines = Vec::new();
        let (mut numbers, mut feet) = (Vec::new(), Vec::new());
        for (index, page) in pages.iter().enumerate() {
            let mut own = line::lines(page, index + 1, draft);
            let at = own.iter().position(|line| line.is_page_number(&own, TOP_BAND));
            numbers.push(at.map(|at| own.remove(at)));
            let foot = page.height - LEAST_BOTTOM;
            let at = own.iter().position(|line| line.baseline > foot && line.is_like_a_number());
            feet.push(at.map(|at| own.remove(at)));
            lines.append(&mut own);
        }
        let mut reading = Self {
            manuscript,
            pages,
            locations,
            draft,
            lines,
            numbers,
            feet,
            blocks: Vec::new(),
            attached: None,
            appendices: Vec::new(),
            tables: 0,
            column: Column { left: 0.0, right: 0.0, furthest: 0.0 },
            end_of_text: 0,
        };
        let mut cursor = reading.after_title();
        reading.place(&manuscript.body, &mut cursor);
        reading.place(&manuscript.closing, &mut cursor);
        reading.end_of_text = cursor;
        if let Some(attached) = &manuscript.attached {
            let kind = reading.find_line(&attached.title.kind, cursor);
            if let Some((at, _)) = &kind {
                cursor = at + 1;
            }
            reading.attached = kind.map(|(_, found)| found);
            reading.place(&attached.body, &mut cursor);
            reading.place(&attached.closing, &mut cursor);
        }
        for appendix in &manuscript.appendices {
            let label = reading.find_label(&appendix.label, cursor);
            if let Some((at, _)) = &label {
                cursor = at + 1;
            }
            reading.appendices.push(label.map(|(_, found)| found));
            reading.place(&appendix.body, &mut cursor);
        }
        reading.column = reading.measure_column();
        reading
    }

    /// The main text begins below the type of the document.
    fn after_title(&self) -> usize {
        self.find_line(&self.manuscript.title.kind, 0).map_or(0, |(at, _)| at + 1)
    }

    fn place(&mut self, blocks: &[Block], cursor: &mut usize) {
        // A heading that what follows is on the line of: where it begins, and its letters.
        let mut above: Option<(usize, String)> = None;
        for block in blocks {
            let (kind, words, behind, origin) = match block {
                Block::Heading { style, number, title, run_in, origin, level: _ } => {
                    let words = number.iter().map(String::as_str).chain([title.as_str()]).collect::<Vec<_>>().join(" ");
                    let behind = run_in.as_deref().map(plain_text).unwrap_or_default();
                    (Kind::Heading { style: *style, run_in: run_in.is_some() }, words, behind, Some(origin.0))
                }
                Block::Paragraph { marker, style, content } => {
                    let text = plain_text(content);
                    let words = marker.iter().map(String::as_str).chain([text.as_str()]).collect::<Vec<_>>().join(" ");
                    (paragraph(*style, content), words, String::new(), None)
                }
                Block::Table(_) => {
                    self.tables += 1;
                    continue;
                }
                Block::Landscape(inner) => {
                    self.place(inner, cursor);
                    continue;
                }
            };
            let wanted = letters(&format!("{words}{behind}"));
            if wanted.is_empty() {
                continue;
            }
            let mut found = self.find(&wanted, *cursor, false);
            let with_heading = above.take();
            if let Some((start, heading)) = with_heading.filter(|_| found.is_none()) {
                found = self
                    .match_at(&format!("{heading}{wanted}"), start, false)
                    .map(|(after, found)| (start, after, found));
            }
            let mut shares_line = false;
            if let (Kind::Heading { run_in: false, .. }, None) = (kind, &found) {
                found = self.find(&wanted, *cursor, true);
                shares_line = found.is_some();
                above = found.as_ref().map(|(start, _, _)| (*start, wanted));
            }
            if let Some((_, after, _)) = &found {
                *cursor = *after;
            }
            self.blocks.push(Placed { kind, words, shares_line, origin, found: found.map(|(_, _, found)| found) });
        }
    }

    /// Returns the first place after a line with these words: the line that it begins with, the index of the line after it, its lines. `open`
    /// allows more words on their last line.
    fn find(&self, wanted: &str, from: usize, open: bool) -> Option<(usize, usize, Found)> {
        (from..self.lines.len()).find_map(|start| {
            let (after, found) = self.match_at(wanted, start, open)?;
            Some((start, after, found))
        })
    }

    /// Returns the first lines of a block, as far as these words go.
    pub(super) fn head(&self, found: &Found, words: &str) -> Vec<Line> {
        let wanted = letters(words);
        let mut rest = wanted.as_str();
        let mut out = Vec::new();
        for line in &found.lines {
            match rest.strip_prefix(line.letters.as_str()) {
                Some(after) => {
                    out.push(line.clone());
                    rest = after;
                }
                None => {
                    let page = &self.pages[line.page - 1];
                    out.push(line::beginning(page, line, rest, self.draft).unwrap_or_else(|| line.clone()));
                    rest = "";
                }
            }
            if rest.is_empty() {
                break;
            }
        }
        out
    }

    fn match_at(&self, wanted: &str, start: usize, open: bool) -> Option<(usize, Found)> {
        let mut rest = wanted;
        let mut lines: Vec<Line> = Vec::new();
        let mut skipped = 0;
        for (index, line) in self.lines.iter().enumerate().skip(start) {
            let of_text = line.within == Within::Text && !line.is_note_mark();
            if let Some(after) = rest.strip_prefix(line.letters.as_str()).filter(|_| of_text) {
                rest = after;
                match lines.last_mut() {
                    Some(last) if last.page == line.page && (last.baseline - line.baseline).abs() < 1.0 => {
                        last.join(line);
                    }
                    _ => lines.push(line.clone()),
                }
                if rest.is_empty() {
                    return Some((index + 1, Found { lines }));
                }
                continue;
            }
            if open && of_text && line.letters.starts_with(rest) {
                lines.push(line.clone());
                return Some((index, Found { lines }));
            }
            let first = lines.first()?;
            let is_other_column = line.page == first.page && (line.right <= first.left || line.left >= first.right);
            skipped += 1;
            if (of_text && !is_other_column) || skipped > BETWEEN {
                return None;
            }
        }
        None
    }

    /// Returns the lines that show exactly these words.
    pub(super) fn find_line(&self, words: &str, from: usize) -> Option<(usize, Found)> {
        let wanted = letters(words);
        if wanted.is_empty() {
            return None;
        }
        (from..self.lines.len()).find_map(|start| {
            let (_, found) = self.match_at(&wanted, start, false)?;
            Some((start, found))
        })
    }

    /// Returns the label of an appendix; if its number is another one, the line that begins like it, at the top of a page.
    fn find_label(&self, label: &str, from: usize) -> Option<(usize, Found)> {
        self.find_line(label, from).or_else(|| {
            let name = letters(label.rsplit_once(' ').map_or(label, |(name, _)| name));
            let longest = letters(label).chars().count() + 6;
            let begins = |line: &Line| line.letters.starts_with(&name) && line.letters.chars().count() <= longest;
            let is_first = |at: usize| at == 0 || self.lines[at - 1].page != self.lines[at].page;
            let at = (from..self.lines.len()).find(|at| is_first(*at) && begins(&self.lines[*at]))?;
            Some((at, Found { lines: vec![self.lines[at].clone()] }))
        })
    }

    /// Words of the letterhead: on the first page, above the type of the document.
    pub(super) fn in_letterhead(&self, words: &str) -> Option<Found> {
        let (_, found) = self.find_line(words, 0)?;
        (found.page() == 1).then_some(found)
    }

    /// Words after the last line of the text: recipients and signature.
    pub(super) fn after_text(&self, words: &str) -> Option<Found> {
        self.find_line(words, self.end_of_text).map(|(_, found)| found)
    }

    /// Returns what is printed on a page, from 1, apart from page numbers.
    pub(super) fn runs(&self, page: usize) -> impl Iterator<Item = &'a Run> {
        let own = self.pages.get(page - 1).map(|page| page.runs.as_slice()).unwrap_or_default();
        let draft = self.draft;
        let numbers = [&self.numbers, &self.feet].map(|all| all.get(page - 1).and_then(Option::as_ref).cloned());
        own.iter().filter(move |run| line::is_of_document(run, draft) && run.ink.is_some()).filter(move |run| {
            let same = |line: &Line| (run.baseline - line.baseline).abs() < 0.01 && run.text.trim() == line.text;
            !numbers.iter().flatten().any(same)
        })
    }

    /// Returns the lines of a page, from 1.
    pub(super) fn on_page(&self, page: usize) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.page == page)
    }

    /// Returns the complete line that a part belongs to: all columns of its baseline between two bounds.
    pub(super) fn row(&self, part: &Line, left: f64, right: f64) -> Line {
        let mut row: Option<Line> = None;
        let mut own: Vec<&Line> = self
            .on_page(part.page)
            .filter(|line| (line.baseline - part.baseline).abs() < 1.0 && line.left >= left && line.right <= right)
            .collect();
        own.sort_by(|a, b| a.left.total_cmp(&b.left));
        for line in own {
            match &mut row {
                None => row = Some(line.clone()),
                Some(row) => row.join(line),
            }
        }
        row.unwrap_or_else(|| part.clone())
    }

    /// Returns the paragraphs that were found, of the main text and on portrait pages.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = (&Placed, &Found)> {
        self.blocks.iter().filter(|block| matches!(block.kind, Kind::Paragraph { .. })).filter_map(|block| {
            let found = block.found.as_ref()?;
            found.all(|line| self.is_portrait(line.page)).then_some((block, found))
        })
    }

    /// Returns whether a page is in portrait orientation.
    pub(super) fn is_portrait(&self, page: usize) -> bool {
        self.pages.get(page - 1).is_some_and(|page| page.width <= page.height)
    }

    /// Returns the bounds of paragraphs of several lines: the first line is indented, a later one begins at the left margin.
    fn measure_column(&self) -> Column {
        let full = self.paragraphs().filter(|(_, found)| found.lines.len() > 1).flat_map(|(_, found)| &found.lines);
        if let Some((left, right)) = bounds(full) {
            return Column { left, right, furthest: right };
        }
        let portrait = bounds(self.lines.iter().filter(|line| self.is_portrait(line.page)));
        // A document in landscape only is wrong, but the rest of it can be measured.
        let (left, right) = portrait.or_else(|| bounds(self.lines.iter())).unwrap_or_default();
        let width = self.pages.first().map_or(0.0, |page| page.width);
        Column { left, right: right.max(width - 20.0 * MM), furthest: right.max(width - 15.0 * MM) }
    }

    /// How far the middle of a line is from that of the text on its page: landscape pages have the same margins.
    pub(super) fn off_centre(&self, line: &Line) -> f64 {
        let width = |page: usize| self.pages.get(page - 1).map_or(0.0, |page| page.width);
        self.column.off_centre(line.centre(), width(line.page) - width(1))
    }
}

fn bounds<'l>(lines: impl Iterator<Item = &'l Line>) -> Option<(f64, f64)> {
    lines.map(|line| (line.left, line.right)).reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
}

/// Returns the extent of a run: its advance width, and the height of its letters. An italic letter extends over its advance width;
/// margins ignore that.
pub(super) fn extent_of(run: &Run) -> Option<Extent> {
    run.ink.map(|ink| if run.level { Extent { left: run.left, right: run.right, ..ink } } else { ink })
}
