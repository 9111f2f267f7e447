//! kehoach compiles a commune's plan, written as TOML, into the official Vietnamese document (KẾ HOẠCH).
//!
//! The stages, in their order; none knows a later one, and [`pipeline`] alone knows them all:
//!
//! 1. [`load`]: bytes to text; [`decode`] reads TOML from it, every value with its place
//! 2. [`packs`] and [`plan`]: text to the typed model
//! 3. [`attach`]: rows of tables from the CSV files beside the plan
//! 4. [`inherit`], [`tally`] and [`resolve`]: standard sections put in, tables added up, ids to what they mean
//! 5. [`compose`]: numbers, prose and data to the content of the document
//! 6. [`render`]: content to a Typst [`project`]
//! 7. [`engine`]: project to PDF
//! 8. [`sign`]: empty signature fields, and the proof afterwards that nothing else was changed
//! 9. [`proof`]: finished pages measured against the decree, where that is asked for
//! 10. [`seal`]: PDF to disk
//!
//! [`rules`] hold a resolved plan against the law, [`lints`] against what its project says; [`report`] shows what was found.
//!
//! Mistakes of users are findings ([`diagnostic`]) that every stage collects; faults are errors.

pub mod base;
pub mod checks;
pub mod cli;
pub mod compare;
pub mod document;
pub mod input;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod plan_file;
