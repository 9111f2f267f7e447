//! A plan's promises beside the minimums of the city's plans, compared by their meaning.

mod answer;
mod compare;
mod demand;
mod links;

pub use answer::{Answer, Answering, Answers, answers};
pub use compare::{Reason, Verdict, compare, is_upper, same_unit, stricter};
pub use demand::{Asked, Demand, demands};
pub use links::Links;
