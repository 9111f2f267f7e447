//! The numbers that the document has: of its headings, and inside them of its items and rows.

use super::content::{Block, HeadingStyle, Manuscript, plain_text};
use super::list_marks::{is_number, marker_kind};

/// All numbers, in the order of the document.
#[derive(Debug, Clone, Default)]
pub struct PrintedNumbers {
    numbers: Vec<Number>,
    /// Those of the decision, which are not those of the plan behind it.
    decision: Option<Box<Self>>,
}

#[derive(Debug, Clone)]
struct Number {
    depth: usize,
    is_part: bool,
    is_heading: bool,
    /// Without its mark: «I», «2.1», «a».
    label: String,
}

impl PrintedNumbers {
    #[must_use]
    pub fn of(manuscript: &Manuscript) -> Self {
        let mut printed_numbers = Self::default();
        let mut texts = manuscript.texts_in_order();
        if manuscript.attached.is_some() {
            // The text of the decision and its end come first.
            let mut decision = Self::default();
            texts.by_ref().take(2).for_each(|blocks| decision.read(blocks, &mut 1));
            printed_numbers.decision = Some(Box::new(decision));
        }
        texts.for_each(|blocks| printed_numbers.read(blocks, &mut 0));
        printed_numbers
    }

    /// Returns the numbers of the decision that the plan is issued with: its articles, and what they have.
    #[must_use]
    pub fn decision(&self) -> Option<&Self> {
        self.decision.as_deref()
    }

    fn read(&mut self, blocks: &[Block], level: &mut usize) {
        // The kinds of numbers of the lists around an item, from the outermost.
        let mut layers: Vec<String> = Vec::new();
        for block in blocks {
            match block {
                Block::Heading { level: own, style, number, .. } => {
                    layers.clear();
                    *level = *own;
                    let is_part = *style == HeadingStyle::Part;
                    let number = number.as_deref().unwrap_or_default();
                    self.add(*own, is_part, true, label_of(number));
                }
                Block::Paragraph { marker: Some(marker), .. } if is_number(marker) => {
                    let kind = marker_kind(marker);
                    let outer = layers.iter().position(|known| *known == kind).unwrap_or(layers.len());
                    layers.truncate(outer);
                    layers.push(kind);
                    self.add(*level + layers.len(), false, false, marker);
                }
                Block::Paragraph { .. } => {}
                Block::Table(table) => {
                    for cell in table.rows.iter().filter_map(|row| row.cells.first()) {
                        self.add(*level + 1, false, false, &plain_text(&cell.content));
                    }
                }
                Block::Landscape(inner) => self.read(inner, level),
            }
        }
    }

    fn add(&mut self, depth: usize, is_part: bool, is_heading: bool, number: &str) {
        let label = number.trim().trim_start_matches('(').trim_end_matches(['.', ')']);
        if !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || letter == '.') {
            self.numbers.push(Number { depth, is_part, is_heading, label: label.to_owned() });
        }
    }

    /// Returns whether there are such numbers inside each other, from the outermost: of parts where `part` says so.
    #[must_use]
    pub fn has(&self, part: bool, path: &[&str]) -> bool {
        let Some((first, rest)) = path.split_first() else { return true };
        (0..self.numbers.len())
            .filter(|at| self.numbers[*at].is_part == part && self.numbers[*at].is(first))
            .any(|at| self.holds(at, rest))
    }

    fn holds(&self, at: usize, path: &[&str]) -> bool {
        let Some((first, rest)) = path.split_first() else { return true };
        let depth = self.numbers[at].depth;
        let inside = self.numbers[at + 1..].iter().take_while(|number| number.depth > depth).count();
        (at + 1..=at + inside).filter(|at| self.numbers[*at].is(first)).any(|at| self.holds(at, rest))
    }

    /// Returns the numbers of the headings at the top: of the parts, or of what is highest below them.
    #[must_use]
    pub fn top(&self, part: bool) -> Vec<&str> {
        let headings = || self.numbers.iter().filter(|number| number.is_heading && number.is_part == part);
        let highest = headings().map(|number| number.depth).min().unwrap_or_default();
        let mut out: Vec<&str> = Vec::new();
        for number in headings().filter(|number| number.depth == highest) {
            if !out.contains(&number.label.as_str()) {
                out.push(&number.label);
            }
        }
        out
    }
}

/// Returns the number without the word in front: «Phần I», «Điều 1.».
fn label_of(number: &str) -> &str {
    ["Phần ", "Điều "].iter().find_map(|word| number.strip_prefix(word)).unwrap_or(number)
}

impl Number {
    /// Whether it is called so: «2.1» is 1 inside of 2 as well.
    fn is(&self, wanted: &str) -> bool {
        self.label == wanted || self.label.strip_suffix(wanted).is_some_and(|rest| rest.ends_with('.'))
    }
}
