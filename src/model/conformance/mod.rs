//! A plan's promises beside the minimums of the city's plans, compared by their meaning.

mod answer;
mod compare;
mod links;
mod requirement;

pub use answer::{Answer, Answers, answers};
pub use compare::{Reason, Verdict, compare, is_upper, same_unit, stricter};
pub use links::Links;
pub use requirement::{MergedRequirement, Requirement, requirements};
