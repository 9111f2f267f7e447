//! The stage that makes a table of the rows of an appendix: cells to their columns, rows to their groups, parts to sums.
//!
//! A number that the plan leaves out is computed here; one that it states is checked against its parts.

mod cells;
mod columns;
mod decimals;
mod groups;
mod merged;
mod of_which;
mod rates;
mod sums;
mod typed_total;

use rust_decimal::Decimal;

use crate::base::diagnostic::Findings;
use crate::base::source::{Located, Span};
use crate::input::decode::SourceText;
use crate::model::plan::{AppendixTable, Plan, RowLevel};

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Filled<'a> {
    /// Nothing.
    Empty,
    /// Prose.
    Text(&'a SourceText),
    Stated(Located<Decimal>),
    /// A dash in a column of numbers: none.
    Dash(&'a SourceText),
    /// From a number to a larger one. It is not added up.
    Range([Located<Decimal>; 2]),
    /// A number that is computed from others.
    Computed(Decimal),
    /// Something that was reported; no sum with it can be known.
    Unknown,
}

impl Filled<'_> {
    /// Returns the number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Stated(number) => Some(number.value),
            Self::Computed(number) => Some(*number),
            Self::Empty | Self::Text(_) | Self::Dash(_) | Self::Range(_) | Self::Unknown => None,
        }
    }
}

/// A row with a cell for every column.
#[derive(Debug, Clone)]
pub struct FilledRow<'a> {
    /// Its level; a plain row has none.
    pub level: Option<RowLevel>,
    /// Its cells, one a column.
    pub cells: Vec<Filled<'a>>,
    /// How deep it is as a part of the row above it, which is not added up.
    pub of_which: Option<usize>,
    /// Whether it has a number.
    pub is_counted: bool,
    /// The row of the group that it belongs to.
    parent: Option<usize>,
    /// The row that it is a part of: «Trong đó».
    whole: Option<usize>,
    /// Where the row is.
    span: Span,
    /// Whether its words, but not its level, say that it is a total; that was reported.
    is_typed_total: bool,
}

#[derive(Debug, Clone)]
pub struct FilledTable<'a> {
    pub table: &'a AppendixTable,
    pub rows: Vec<FilledRow<'a>>,
    /// How many rows each cell covers, a list a row: 0 where the cell above covers it.
    pub covered: Vec<Vec<usize>>,
    /// The rows that begin a part below which the head is repeated.
    pub parts: Vec<usize>,
}

/// Fills the tables of every appendix, in the order of the plan.
pub fn fill_tables<'a>(plan: &'a Plan, findings: &mut Findings) -> Vec<Vec<FilledTable<'a>>> {
    plan.appendices
        .iter()
        .map(|appendix| appendix.tables.iter().map(|table| filled(table, findings)).collect())
        .collect()
}

fn filled<'a>(table: &'a AppendixTable, findings: &mut Findings) -> FilledTable<'a> {
    let columns = columns::check(table, findings);
    let mut rows = cells::rows(table, findings);
    groups::find_parents(&mut rows);
    groups::check_levels(table, &rows, findings);
    of_which::find_wholes(table, &mut rows, findings);
    typed_total::check(table, &mut rows, findings);
    rates::check(table, &rows, findings);
    sums::add_up(table, &columns, &mut rows, findings);
    of_which::compare(table, &rows, findings);
    decimals::check(table, &rows, findings);
    let covered = merged::covered(table, &rows, findings);
    let parts = groups::parts(table, &rows, findings);
    FilledTable { table, rows, covered, parts }
}
