//! What signing programs need of a finished PDF: two empty signature fields, a text field in each blank, a sidecar that describes
//! them, and the check that nothing else has changed since.
//!
//! The leader signs in [`SIGNER_FIELD`]; then the clerk (văn thư) adds number and day and signs for the agency in
//! [`AGENCY_FIELD`] (Decree 30, Điều 13.7, 15, 32.2.d). Each signature is an incremental update, and so are the fields: the
//! engine's bytes stay as they are, and everything else is appended.

mod blank_fields;
mod content;
mod digest;
mod fields;
mod identity;
mod labels;
mod place;
mod sidecar;
mod standing;
mod structure;
pub mod verify;
mod xmp;

pub use digest::sha256;
pub use fields::append;
#[cfg(feature = "internals")]
pub use place::Blank;
pub use place::{Area, Locations, Settings};
pub use sidecar::{JSON_SCHEMA, Sidecar, Versions};
pub use standing::{Standing, is_sidecar};

/// The name of the field in which the leader signs.
pub const SIGNER_FIELD: &str = "ChuKyNguoiKy";
/// The name of the field in which the clerk signs for the agency.
pub const AGENCY_FIELD: &str = "ChuKyCoQuan";

/// A PDF or a layout that is not what an engine promises: an internal error.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The layout does not mark a place.
    #[error("the layout has no mark <{0}>")]
    NoMark(&'static str),
    /// The PDF does not have the expected form.
    #[error("the PDF is not as expected: {0}")]
    Unexpected(&'static str),
    /// The PDF cannot be read or written.
    #[error("the PDF cannot be read or written: {0}")]
    Pdf(#[from] lopdf::Error),
    /// The update cannot be written.
    #[error("the update cannot be written: {0}")]
    Write(#[from] std::io::Error),
}
