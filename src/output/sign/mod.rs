//! What the signing programs need of a finished PDF: two empty signature fields, the places of everything that is filled
//! in later, a sidecar that tells both, and the proof that nothing else has changed since.
//!
//! The leader signs in [`SIGNER_FIELD`]; then the clerk (văn thư) gives number and day and signs for the agency in
//! [`AGENCY_FIELD`] (Decree 30, Điều 13.7, 15, 32.2.d). Each signature is an incremental update, so the fields are one too:
//! the bytes of the engine stay as they are, and all that comes later stands behind them.

mod content;
mod digest;
mod fields;
mod identity;
mod place;
mod schema;
mod sidecar;
mod structure;
pub mod verify;

pub use digest::sha256;
pub use fields::append;
pub use place::{Area, Blank, Locations, Settings};
pub use schema::schema;
pub use sidecar::{Sidecar, Versions};

/// The name of the field in which the leader signs.
pub const SIGNER_FIELD: &str = "ChuKyNguoiKy";
/// The name of the field in which the clerk signs for the agency.
pub const AGENCY_FIELD: &str = "ChuKyCoQuan";

/// A PDF or a layout that is not what an engine promises: a fault of the program, not of a plan.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The layout does not mark a place.
    #[error("the layout has no mark <{0}>")]
    NoMark(&'static str),
    /// The PDF has not the expected form.
    #[error("the PDF is not as expected: {0}")]
    Unexpected(&'static str),
    /// The PDF cannot be read or written.
    #[error("the PDF cannot be read or written: {0}")]
    Pdf(#[from] lopdf::Error),
    /// The update cannot be written.
    #[error("the update cannot be written: {0}")]
    Write(#[from] std::io::Error),
}
