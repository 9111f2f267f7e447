//! The plan file itself: its schema and its formatting.

pub mod format_plan;
pub mod schema;
