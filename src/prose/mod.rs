//! Prose as rules read it: every text of the plan with its place, and what is recognised inside sentences.

mod call;
mod gather;
mod passage;
mod percentage;
mod wording;

pub use call::{Call, calls};
pub use gather::gather;
pub use passage::{OBJECT, Passage, Role};
pub use percentage::{Percentage, percentages};
pub use wording::Wording;
