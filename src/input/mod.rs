//! Bytes to text, and text to values with their places.

pub mod decode;
pub mod expressions;
pub mod letters;
pub mod load;
