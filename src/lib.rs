//! kehoach compiles a commune's plan, written as TOML, into the official Vietnamese document (KẾ HOẠCH).
//!
//! The code is laid out in eight rooms; each knows only those before it:
//!
//! `base` → `input` → `model` → `document` → `checks` → `output` → `compare` → `plan_file`
//!
//! `pipeline` puts their stages in order, and `cli` is the program. A user's mistake is a finding, which every stage collects;
//! an internal failure is an error, which stops.

mod base;
mod checks;
pub mod cli;
mod compare;
mod document;
mod input;
mod model;
mod output;
mod pipeline;
mod plan_file;

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
