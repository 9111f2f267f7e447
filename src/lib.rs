//! kehoach compiles a commune's plan, written as TOML, into the official Vietnamese document (KẾ HOẠCH), in the form that Decree
//! 30/2020/NĐ-CP prescribes.
//!
//! A [`Plan`] is opened, [`check`]ed against the rules, and [`build`]t into a [`Document`]:
//!
#![cfg_attr(feature = "embedded", doc = "```")]
#![cfg_attr(not(feature = "embedded"), doc = "```no_run")]
//! use kehoach::{Date, Plan};
//!
//! let plan = Plan::open("examples/binh-giang-2026/plan.toml")?.as_of(Date::constant(2026, 1, 15));
//!
//! let report = kehoach::check(&plan);
//! assert!(report.is_clean(), "{report}");
//! for finding in report.findings() {
//!     println!("{}:{}: {} [{}]", finding.file, finding.line, finding.message, finding.code);
//! }
//!
//! let document = kehoach::build(&plan)?;
//! assert!(document.pdf().starts_with(b"%PDF"));
//! # Ok::<(), kehoach::Error>(())
//! ```
//!
//! Messages are in Vietnamese and in English. The command line `kehoach` offers more, for example the comparison of two versions.
//!
//! # Features
//!
//! `embedded` (default): the Typst compiler is part of the crate. Without it, [`check`] works as before, and [`build`] needs the program
//! `typst`.
//!
//! # The code
//!
//! It is laid out in eight rooms; each knows only those before it:
//!
//! `base` → `input` → `model` → `document` → `checks` → `output` → `compare` → `plan_file`
//!
//! `pipeline` puts their stages in order and has the public face, and `cli` is the program. A user's mistake is a finding, which every
//! stage collects; an internal failure is an error, which stops.

// Only what a library user sees must be documented; the rooms are open to tests alone.
#![cfg_attr(feature = "internals", allow(missing_docs, reason = "the rooms are private without this feature"))]

mod base;
mod checks;
#[doc(hidden)]
pub mod cli;
mod compare;
mod document;
mod input;
mod model;
mod output;
mod pipeline;
mod plan_file;

pub use base::diagnostic::{Language, Level, Text};
pub use jiff::civil::Date;
pub use pipeline::api::{Document, Error, Finding, Plan, Report, build, check};

/// The rooms, open to the project's own tests, benchmarks and fuzz targets. Nothing here is stable.
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals {
    pub use crate::base::*;
    pub use crate::checks::*;
    pub use crate::compare::*;
    pub use crate::document::*;
    pub use crate::input::*;
    pub use crate::model::*;
    pub use crate::output::*;
    pub use crate::plan_file::*;

    /// The order of the stages.
    pub mod pipeline {
        pub use crate::pipeline::*;
    }
}
