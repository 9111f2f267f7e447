//! The parts of a document, one per file.

mod appendices;
mod bases;
mod blanks;
mod decision;
mod fields;
mod headings;
mod issuer;
mod lost_text;
mod margins;
mod nation;
mod number_and_date;
mod overlaps;
mod page_numbers;
mod paper;
mod paragraphs;
mod recipients;
mod rows_of_tables;
mod signature;
mod tables;
mod title;
mod typeface;

use super::clause::{Clause, Ledger};
use super::reading::Reading;

/// Measures a part.
pub(super) type Measure = fn(&Reading<'_>, &mut Ledger);

/// The parts in the order of the decree, each with its requirements.
pub(super) const PARTS: &[(&[&Clause], Measure)] = &[
    (paper::CLAUSES, paper::measure),
    (margins::CLAUSES, margins::measure),
    (typeface::CLAUSES, typeface::measure),
    (page_numbers::CLAUSES, page_numbers::measure),
    (nation::CLAUSES, nation::measure),
    (issuer::CLAUSES, issuer::measure),
    (number_and_date::CLAUSES, number_and_date::measure),
    (blanks::CLAUSES, blanks::measure),
    (title::CLAUSES, title::measure),
    (bases::CLAUSES, bases::measure),
    (paragraphs::CLAUSES, paragraphs::measure),
    (headings::CLAUSES, headings::measure),
    (lost_text::CLAUSES, lost_text::measure),
    (tables::CLAUSES, tables::measure),
    (rows_of_tables::CLAUSES, rows_of_tables::measure),
    (signature::CLAUSES, signature::measure),
    (fields::CLAUSES, fields::measure),
    (recipients::CLAUSES, recipients::measure),
    (decision::CLAUSES, decision::measure),
    (appendices::CLAUSES, appendices::measure),
    (overlaps::CLAUSES, overlaps::measure),
];
