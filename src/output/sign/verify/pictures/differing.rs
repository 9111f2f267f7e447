//! Where two pictures of a page differ.

use crate::output::engine::MM;
use crate::output::sign::place::Area;
use crate::output::sign::verify::boxes;

/// Pixels in an inch: a full stop has several.
pub(super) const DPI: f64 = 100.0;
/// Pixels that lie further apart than this are reported as two places.
const CELL: usize = 24;
/// The most places of a page that are told apart: more are a page that is different everywhere.
const MOST: usize = 100;

/// A page, drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    pub width: usize,
    pub height: usize,
    /// Four bytes a pixel.
    pub pixels: Vec<u8>,
}

#[allow(clippy::cast_precision_loss, reason = "a page has some thousand pixels")]
pub(super) fn millimetres(pixels: usize) -> f64 {
    pixels as f64 / DPI * 72.0 / MM
}

/// Returns the places where two pictures of a page differ outside the boxes.
pub(super) fn differing(built: &Drawn, signed: &Drawn, page: usize, boxes: &[Area]) -> Vec<Area> {
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
    let margin = boxes::MARGIN / MM + millimetres(1) + 0.3;
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
        let is_full = found.len() == MOST;
        match found.iter_mut().find(near) {
            Some(place) => *place = [place[0].min(x), place[1].min(y), place[2].max(x + 1), place[3].max(y + 1)],
            None if is_full => break,
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
        Drawn { width, height, pixels }
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
