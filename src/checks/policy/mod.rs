//! What a project says of the findings: `kehoach.toml` with its levels and its waivers.
//!
//! A level changes how grave the findings of a rule are, or drops them. A rule whose level is error is a duty: it can be waived for a
//! place and a time by the person responsible, but not switched off.

mod apply;
mod approval;
mod levels;
mod minimum;
mod must_answer;
mod project;
mod waiver;

pub use apply::{CheckPolicy, InForce, Scope, apply, is_waived};
pub use levels::{Levels, Setting, no_such_code, refused};
pub use must_answer::must_answer;
pub use project::{FILE_NAME, Project};
pub use waiver::Waiver;
