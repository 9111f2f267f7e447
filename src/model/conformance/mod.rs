//! A plan's promises compared with the minimums of the city's plans, and with each other, by their meaning.

mod answer;
mod compare;
mod links;
mod population;
mod promised_by;
mod requirement;
mod verdict;

pub use answer::{Answer, Conformance, answers};
pub use compare::{compare, edge, is_lower, is_time, is_upper, order, same_unit, stricter, unit_key};
pub use links::Links;
pub use population::narrower;
pub use promised_by::PromisedBy;
pub use requirement::{Asked, MergedRequirement, Requirement, requirements};
pub use verdict::{Reason, Shortfall, Side, Verdict};
