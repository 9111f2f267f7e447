//! What a plan and a pack say, typed.

pub mod conformance;
pub mod decree;
pub mod id;
pub mod measure;
pub mod packs;
pub mod plan;
pub mod section;
pub mod time;
