//! The second judge: the pages of the built and of the signed file as a renderer of PDF draws them, compared outside the boxes
//! where something may be shown.
//!
//! It knows nothing of revisions and tables, and reads the file with another library.

mod html;
#[cfg(feature = "embedded")]
mod renderer;

use crate::base::diagnostic::{Text, text};
use crate::output::engine::MM;
use crate::output::sign::place::Area;

pub use html::page as html;

/// Pixels in an inch: a full stop has several.
const DPI: f64 = 100.0;
/// Pixels that lie further apart than this are reported as two places.
const CELL: usize = 24;
/// The most places of a page that are reported one by one.
const PLACES: usize = 4;

/// A page, drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    width: usize,
    height: usize,
    /// Four bytes a pixel.
    pixels: Vec<u8>,
    png: Vec<u8>,
}

/// The pages of a file, and what the renderer could not draw.
#[derive(Debug, Clone, Default)]
pub(super) struct Pages {
    all: Vec<Drawn>,
    /// How many fonts and pictures could not be drawn.
    failed: usize,
    /// How many fonts are not in the file.
    missing: usize,
}

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
}

/// Compares the pages of two files outside some boxes.
#[must_use]
pub fn compare(built: &[u8], signed: &[u8], boxes: &[Area]) -> Comparison {
    #[cfg(feature = "embedded")]
    let both = std::thread::scope(|threads| {
        let drawn = threads.spawn(|| renderer::pages(built));
        let other = renderer::pages(signed);
        Some((drawn.join().ok().flatten(), other))
    });
    #[cfg(not(feature = "embedded"))]
    let both: Option<(Option<Pages>, Option<Pages>)> = {
        let _ = (built, signed);
        None
    };
    let mut out = Comparison::default();
    match both {
        None => out.notes.push(text(
            "chưa so hình từng trang: bản kehoach này không kèm bộ vẽ trang",
            "the pictures of the pages were not compared: this kehoach has no renderer",
        )),
        Some((Some(built), Some(signed))) => out.compare(built, signed, boxes),
        Some(_) => out.faults.push(text(
            "không vẽ được các trang để so hình",
            "the pages cannot be drawn, so their pictures were not compared",
        )),
    }
    out
}

impl Comparison {
    fn compare(&mut self, built: Pages, signed: Pages, boxes: &[Area]) {
        if signed.failed > built.failed {
            self.faults.push(text(
                "bộ vẽ trang không vẽ được một phông chữ hoặc hình ảnh trong phần ghi thêm: không so hình được",
                "a font or a picture of what was appended cannot be drawn: the pictures cannot be compared",
            ));
        }
        if signed.missing > built.missing {
            self.notes.push(text(
                "phần ghi thêm dùng phông chữ không nhúng trong tệp: mỗi máy hiện một khác, bộ vẽ trang không vẽ",
                "what was appended uses a font that is not in the file: it looks different on each computer, and is not drawn here",
            ));
        }
        if built.all.len() != signed.all.len() {
            let (was, is) = (built.all.len(), signed.all.len());
            self.faults.push(text(
                format!("hình: tệp đã ký hiện {is} trang, tệp đã dựng {was} trang"),
                format!("pictures: the signed file shows {is} pages, the built one {was}"),
            ));
        }
        for (at, (built, signed)) in built.all.into_iter().zip(signed.all).enumerate() {
            let places = differing(&built, &signed, at + 1, boxes);
            for place in places.iter().take(PLACES) {
                let [left, top, width, height] = [place.left, place.top, place.width, place.height].map(f64::round);
                self.faults.push(text(
                    format!("hình trang {} khác bản đã dựng: cách mép trái {left} mm, mép trên {top} mm, rộng {width} mm, cao {height} mm", at + 1),
                    format!("page {} looks different from the built file: {left} mm from the left, {top} mm from the top, {width} mm wide, {height} mm high", at + 1),
                ));
            }
            if places.len() > PLACES {
                let more = places.len() - PLACES;
                self.faults.push(text(
                    format!("hình trang {} còn khác ở {more} chỗ nữa", at + 1),
                    format!("page {} looks different in {more} more places", at + 1),
                ));
            }
            let size = (millimetres(built.width), millimetres(built.height));
            self.pages.push(Pictures { built: built.png, signed: signed.png, places, size });
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "a page has some thousand pixels")]
fn millimetres(pixels: usize) -> f64 {
    pixels as f64 / DPI * 72.0 / MM
}

/// Returns the places where two pictures of a page differ outside the boxes.
fn differing(built: &Drawn, signed: &Drawn, page: usize, boxes: &[Area]) -> Vec<Area> {
    let area = |[left, top, right, bottom]: [usize; 4]| Area {
        page,
        left: millimetres(left),
        top: millimetres(top),
        width: millimetres(right - left),
        height: millimetres(bottom - top),
    };
    if (built.width, built.height) != (signed.width, signed.height) {
        return vec![area([0, 0, built.width, built.height])];
    }
    // What is allowed to reach over a box does so by a millimetre; a pixel more is smoothing.
    let margin = super::boxes::MARGIN / MM + millimetres(1) + 0.3;
    let here: Vec<&Area> = boxes.iter().filter(|one| one.page == page).collect();
    let is_allowed = |x: usize, y: usize| {
        let (x, y) = (millimetres(x), millimetres(y));
        here.iter().any(|one| {
            (one.left - margin..=one.left + one.width + margin).contains(&x)
                && (one.top - margin..=one.top + one.height + margin).contains(&y)
        })
    };
    let mut found: Vec<[usize; 4]> = Vec::new();
    let pairs = built.pixels.chunks_exact(4).zip(signed.pixels.chunks_exact(4)).enumerate();
    for (at, _) in pairs.filter(|(_, (one, other))| one != other) {
        let (x, y) = (at % built.width.max(1), at / built.width.max(1));
        if is_allowed(x, y) {
            continue;
        }
        let near = |place: &&mut [usize; 4]| {
            x + CELL >= place[0] && x <= place[2] + CELL && y + CELL >= place[1] && y <= place[3] + CELL
        };
        match found.iter_mut().find(near) {
            Some(place) => *place = [place[0].min(x), place[1].min(y), place[2].max(x + 1), place[3].max(y + 1)],
            None => found.push([x, y, x + 1, y + 1]),
        }
    }
    found.into_iter().map(area).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(change: &[(usize, usize)]) -> Drawn {
        let (width, height) = (200, 100);
        let mut pixels = vec![255; width * height * 4];
        for (x, y) in change {
            pixels[(y * width + x) * 4] = 0;
        }
        Drawn { width, height, pixels, png: Vec::new() }
    }

    #[test]
    fn a_pixel_outside_the_boxes_is_told_with_its_place() {
        let mm = |pixels: usize| millimetres(pixels);
        let boxed = Area { page: 1, left: mm(10), top: mm(10), width: mm(20), height: mm(20) };
        let differ =
            |change: &[(usize, usize)], page_number| differing(&page(&[]), &page(change), page_number, &[boxed]);
        assert_eq!(differ(&[], 1), []);
        assert_eq!(differ(&[(15, 15), (30, 30)], 1), []);
        assert_eq!(differ(&[(15, 15)], 2).len(), 1, "the box is on another page");
        let found = differ(&[(100, 50), (102, 52), (190, 90)], 1);
        assert_eq!(found.len(), 2);
        assert!((found[0].left - mm(100)).abs() < 0.01 && (found[0].width - mm(3)).abs() < 0.01);
    }
}
