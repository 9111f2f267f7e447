//! What changed between two versions of a plan.

pub mod canonical;
pub mod diff;
