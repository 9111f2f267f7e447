//! From content to a PDF that is ready to be signed, and the checks of finished files.

pub mod engine;
pub mod export;
pub mod fonts;
pub mod glyphs;
pub mod preflight;
pub mod render;
pub mod sign;
pub mod typst_project;
pub mod write;
