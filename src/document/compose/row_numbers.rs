//! The numbers of rows: A, I, 1 for groups, and those of plain rows.

use crate::base::vietnamese::{letter, number};
use crate::model::plan::{RowLevel, RowNumbering};

/// Counts the rows of one table.
pub(super) struct RowNumbers {
    numbering: RowNumbering,
    /// Groups A, I and 1 so far, each since the last group above it.
    groups: [usize; 3],
    /// Plain rows so far, since the last group or from the top.
    plain: usize,
    /// The last group's own number, where it is 1, 2, 3.
    above: Option<usize>,
}

impl RowNumbers {
    pub(super) fn new(numbering: RowNumbering) -> Self {
        Self { numbering, groups: [0; 3], plain: 0, above: None }
    }

    /// Returns the number of the next row; a row that is not counted has none.
    pub(super) fn next(&mut self, level: Option<RowLevel>, is_counted: bool) -> String {
        if !is_counted {
            return String::new();
        }
        let Some(level) = level else {
            self.plain += 1;
            return match (self.numbering, self.above) {
                (RowNumbering::ByGroup, Some(group)) => format!("{group}.{}", self.plain),
                (RowNumbering::ByGroup, None) | (RowNumbering::Through, _) => self.plain.to_string(),
                (RowNumbering::Dash, _) => "-".to_owned(),
                (RowNumbering::None, _) => String::new(),
            };
        };
        if self.numbering != RowNumbering::Through {
            self.plain = 0;
        }
        let depth = match level {
            RowLevel::Letter => 0,
            RowLevel::Roman => 1,
            RowLevel::Arabic => 2,
            RowLevel::Total => {
                self.above = None;
                return String::new();
            }
        };
        self.groups[depth] += 1;
        self.groups[depth + 1..].fill(0);
        let index = self.groups[depth];
        self.above = (level == RowLevel::Arabic).then_some(index);
        match level {
            RowLevel::Letter => letter::point(index - 1).to_uppercase(),
            RowLevel::Roman => number::roman(index),
            RowLevel::Arabic | RowLevel::Total => index.to_string(),
        }
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
    fn parts_of_a_row_have_none() {
        assert_eq!(numbers(RowNumbering::ByGroup, "Io.o.1oo.T"), "I  1  2 1   1.1 ");
    }

    #[test]
    fn levels_may_be_left_out() {
        assert_eq!(numbers(RowNumbering::ByGroup, "1.A1.I"), "1 1.1 A 1 1.1 I");
    }
}
