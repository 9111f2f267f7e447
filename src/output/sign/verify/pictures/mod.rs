//! The second judge: the pages of the built and of the signed file as a renderer of PDF draws them, compared outside the boxes
//! where something may be shown.
//!
//! It knows nothing of revisions and tables, and reads the file with another library.

#[cfg(feature = "embedded")]
mod apart;
#[cfg(any(feature = "embedded", test))]
mod differing;
#[cfg(feature = "embedded")]
mod effort;
mod html;
#[cfg(feature = "embedded")]
mod paired;
#[cfg(feature = "embedded")]
mod renderer;

use std::path::Path;

use crate::base::diagnostic::{Text, text};
use crate::output::sign::place::Area;
#[cfg(feature = "embedded")]
use apart::Renderer;

#[cfg(feature = "embedded")]
pub use apart::{DRAW, serve};
pub use html::page as html;

/// Both pictures of a page, as PNG, and where they differ.
#[derive(Debug, Clone)]
pub struct Pictures {
    /// The page of the built file.
    pub built: Vec<u8>,
    /// The page of the signed file.
    pub signed: Vec<u8>,
    /// Where they differ outside the boxes.
    pub places: Vec<Area>,
    /// Width and height, in millimetres.
    pub size: (f64, f64),
}

/// What the comparison of the pictures says.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    pub pages: Vec<Pictures>,
    /// What differs, or could not be drawn.
    pub faults: Vec<Text>,
    /// What else should be known.
    pub notes: Vec<Text>,
    /// How many bytes the pictures have.
    #[cfg(feature = "embedded")]
    bytes: usize,
}

/// Compares the pages of two files outside some boxes; with their pictures, if they are asked for. `program` is this one, which draws them in processes of
/// their own.
#[must_use]
pub fn compare(program: &Path, built: &[u8], signed: &[u8], boxes: &[Area], with_pictures: bool) -> Comparison {
    let mut out = Comparison::default();
    #[cfg(feature = "embedded")]
    {
        let start = |file| Renderer::start(program, file, with_pictures);
        let compared = match (start(built), start(signed)) {
            (Ok(built), Ok(signed)) => out.compare([&built.said, &signed.said], boxes),
            _ => Err(text(
                "không khởi động được bộ vẽ trang để so hình",
                "the renderer cannot be started, so the pictures were not compared",
            )),
        };
        out.faults.extend(compared.err());
    }
    #[cfg(not(feature = "embedded"))]
    {
        let _ = (program, built, signed, boxes, with_pictures);
        out.notes.push(text(
            "chưa so hình từng trang: bản kehoach này không kèm bộ vẽ trang",
            "the pictures of the pages were not compared: this kehoach has no renderer",
        ));
    }
    out
}
