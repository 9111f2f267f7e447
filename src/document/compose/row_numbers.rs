//! The numbers of rows: A, I, 1 for groups, and those of plain rows.

use crate::base::vietnamese::{letter, number};
use crate::model::plan::{RowLevel, RowNumbering};

/// Counts the rows of one table.
pub(super) struct RowNumbers {
    numbering: RowNumbering,
    /// Groups A, I, 1, 1.1 and 1.1.1 so far, each since the last group above it.
    groups: [usize; 5],
    /// Plain rows so far, since the last group or from the top.
    plain: usize,
    /// What is before the number of a plain row: the number of its group, where that is 1, 1.1 or the like.
    above: String,
}

impl RowNumbers {
    pub(super) fn new(numbering: RowNumbering) -> Self {
        Self { numbering, groups: [0; 5], plain: 0, above: String::new() }
    }

    /// Returns the number of the next row; a row that is not counted has none.
    pub(super) fn next(&mut self, level: Option<RowLevel>, is_counted: bool) -> String {
        let Some(level) = level else {
            if !is_counted {
                return String::new();
            }
            self.plain += 1;
            return match self.numbering {
                RowNumbering::ByGroup | RowNumbering::Dotted if !self.above.is_empty() => {
                    format!("{}.{}", self.above, self.plain)
                }
                RowNumbering::ByGroup | RowNumbering::Dotted | RowNumbering::Through => self.plain.to_string(),
                RowNumbering::Dash => "-".to_owned(),
                RowNumbering::None => String::new(),
            };
        };
        if self.numbering != RowNumbering::Through {
            self.plain = 0;
        }
        self.above.clear();
        let Some(depth) = level.depth() else { return String::new() };
        self.groups[depth + 1..].fill(0);
        if !is_counted {
            return String::new();
        }
        self.groups[depth] += 1;
        let index = self.groups[depth];
        // Where numbers are dotted, the group I is the first part of those below it.
        let first = if self.numbering == RowNumbering::Dotted { 1 } else { 2 };
        let parts = self.groups.iter().take(depth + 1).skip(first).filter(|part| **part > 0);
        let path = parts.map(ToString::to_string).collect::<Vec<_>>().join(".");
        let number = match level {
            RowLevel::Letter => letter::point(index - 1).to_uppercase(),
            RowLevel::Roman => number::roman(index),
            RowLevel::Arabic | RowLevel::Second | RowLevel::Third | RowLevel::Total => path.clone(),
        };
        self.above = path;
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(numbering: RowNumbering, levels: &str) -> String {
        let mut numbers = RowNumbers::new(numbering);
        let level = |letter| match letter {
            'A' => Some(RowLevel::Letter),
            'I' => Some(RowLevel::Roman),
            '1' => Some(RowLevel::Arabic),
            '2' => Some(RowLevel::Second),
            '3' => Some(RowLevel::Third),
            'T' => Some(RowLevel::Total),
            _ => None,
        };
        levels.chars().map(|letter| numbers.next(level(letter), letter != 'o')).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_group_starts_anew() {
        assert_eq!(numbers(RowNumbering::ByGroup, "AI1..1.I.AI.."), "A I 1 1.1 1.2 2 2.1 II 1 B I 1 2");
        assert_eq!(numbers(RowNumbering::ByGroup, "T..A.T."), " 1 2 A 1  1");
    }

    #[test]
    fn plain_rows_can_be_counted_otherwise() {
        assert_eq!(numbers(RowNumbering::Through, "I..I.1."), "I 1 2 II 3 1 4");
        assert_eq!(numbers(RowNumbering::Dash, "I.."), "I - -");
        assert_eq!(numbers(RowNumbering::None, "I.A."), "I  A ");
    }

    #[test]
    fn deeper_groups_have_longer_numbers() {
        assert_eq!(
            numbers(RowNumbering::ByGroup, "I12..2.1.23.."),
            "I 1 1.1 1.1.1 1.1.2 1.2 1.2.1 2 2.1 2.1 2.1.1 2.1.1.1 2.1.1.2"
        );
        assert_eq!(
            numbers(RowNumbering::Dotted, "I..II1..2.AI."),
            "I 1.1 1.2 II III 3.1 3.1.1 3.1.2 3.1.1 3.1.1.1 A I 1.1"
        );
        assert_eq!(numbers(RowNumbering::Dotted, ".A.I."), "1 A 1 I 1.1");
    }

    #[test]
    fn parts_of_a_row_have_none() {
        assert_eq!(numbers(RowNumbering::ByGroup, "Io.o.1oo.T"), "I  1  2 1   1.1 ");
    }

    #[test]
    fn levels_may_be_left_out() {
        assert_eq!(numbers(RowNumbering::ByGroup, "1.A1.I"), "1 1.1 A 1 1.1 I");
    }
}
