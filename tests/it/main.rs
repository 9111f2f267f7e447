//! Every integration test, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod support;

mod architecture;
mod check;
mod ci_recipes;
mod cli;
mod corpus;
mod deep;
mod diff;
mod diff_fields;
mod diff_gate;
mod diff_properties;
mod errata;
mod expressions;
mod findings;
mod fix;
mod fmt;
mod generated;
mod git;
mod guide;
mod hostile;
mod inheritance;
mod new;
mod properties;
mod report;
mod rules;
mod schema;
mod sentences;
mod tables;
mod tools;

#[cfg(feature = "embedded")]
mod document;
#[cfg(feature = "embedded")]
mod engines;
#[cfg(feature = "embedded")]
mod proof;
#[cfg(feature = "embedded")]
mod reproducible;
#[cfg(feature = "embedded")]
mod sign;
#[cfg(feature = "embedded")]
mod verify;
