//! What a reviewer would find, what a project says of the findings, and the reports of them.

pub mod explain;
pub mod pack_mistakes;
pub mod policy;
pub mod prose;
pub mod report;
pub mod rules;
pub mod unfinished;
