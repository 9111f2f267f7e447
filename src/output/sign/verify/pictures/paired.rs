//! The pages of two files, as they are drawn, side by side.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::differing::{Drawn, differing, millimetres};
use super::{Comparison, Pictures};
use crate::base::diagnostic::{Text, text};
use crate::base::limits::{DRAWING_SECONDS, PAGE_SECONDS, PICTURES};
use crate::output::sign::place::Area;

/// The most places of a page that are reported one by one.
const PLACES: usize = 4;

/// What the renderer says of a file, page by page: all of them at once would not have room.
pub(super) enum Said {
    /// With its picture as PNG, if that was asked for.
    Page(Drawn, Vec<u8>),
    /// There are no more pages.
    End(Left),
    /// The file, or a page of it, cannot be drawn.
    Unreadable,
}

/// What the renderer could not draw.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Left {
    /// How many fonts and pictures could not be drawn.
    pub failed: usize,
    /// How many fonts are not in the file.
    pub missing: usize,
}

/// A page, and its picture as PNG.
type Page = (Drawn, Vec<u8>);

impl Comparison {
    /// Compares what two renderers say. Returns why it cannot be compared.
    pub(super) fn compare(&mut self, [built, signed]: [&Receiver<Said>; 2], boxes: &[Area]) -> Result<(), Text> {
        let end = Instant::now() + Duration::from_secs(DRAWING_SECONDS);
        let left = || end.saturating_duration_since(Instant::now()).min(Duration::from_secs(PAGE_SECONDS));
        let next = |from: &Receiver<Said>| match from.recv_timeout(left()) {
            Ok(Said::Page(page, png)) => Ok(Ok((page, png))),
            Ok(Said::End(left)) => Ok(Err(left)),
            Ok(Said::Unreadable) | Err(RecvTimeoutError::Disconnected) => Err(text(
                "không vẽ được các trang để so hình",
                "the pages cannot be drawn, so their pictures were not compared",
            )),
            Err(RecvTimeoutError::Timeout) => Err(text(
                format!(
                    "vẽ các trang để so hình quá lâu (một trang hơn {PAGE_SECONDS} giây, hoặc cả tệp hơn {DRAWING_SECONDS} giây) nên bị dừng: chưa so hết"
                ),
                format!(
                    "drawing the pages took too long (over {PAGE_SECONDS} s for a page, or {DRAWING_SECONDS} s for the file) and was stopped: not all were compared"
                ),
            )),
        };
        let (mut was, mut is) = (0, 0);
        let (built, signed) = loop {
            match (next(built)?, next(signed)?) {
                (Ok(before), Ok(after)) => {
                    (was, is) = (was + 1, is + 1);
                    self.page(before, after, is, boxes)?;
                }
                (Err(before), Err(after)) => break (before, after),
                // One has more pages: they are counted.
                (Ok(_), Err(after)) => {
                    was += 1;
                    break (rest(&next, built, &mut was)?, after);
                }
                (Err(before), Ok(_)) => {
                    is += 1;
                    break (before, rest(&next, signed, &mut is)?);
                }
            }
        };
        if was != is {
            self.faults.push(text(
                format!("hình: tệp đã ký hiện {is} trang, tệp đã dựng {was} trang"),
                format!("pictures: the signed file shows {is} pages, the built one {was}"),
            ));
        }
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
        Ok(())
    }

    /// Compares a page.
    fn page(
        &mut self,
        (built, before): Page,
        (signed, after): Page,
        number: usize,
        boxes: &[Area],
    ) -> Result<(), Text> {
        let places = differing(&built, &signed, number, boxes);
        for place in places.iter().take(PLACES) {
            let [left, top, width, height] = [place.left, place.top, place.width, place.height].map(f64::round);
            self.faults.push(text(
                format!("hình trang {number} khác bản đã dựng: cách mép trái {left} mm, mép trên {top} mm, rộng {width} mm, cao {height} mm"),
                format!("page {number} looks different from the built file: {left} mm from the left, {top} mm from the top, {width} mm wide, {height} mm high"),
            ));
        }
        if places.len() > PLACES {
            let more = places.len() - PLACES;
            self.faults.push(text(
                format!("hình trang {number} còn khác ở {more} chỗ nữa"),
                format!("page {number} looks different in {more} more places"),
            ));
        }
        let size = (millimetres(built.width), millimetres(built.height));
        self.bytes += before.len() + after.len();
        if self.bytes > PICTURES {
            let megabytes = PICTURES / 1024 / 1024;
            return Err(text(
                format!("hình các trang lớn hơn {megabytes} MB: chưa so hết; chạy lại không có --report"),
                format!(
                    "the pictures are larger than {megabytes} MB: not all were compared; run again without --report"
                ),
            ));
        }
        self.pages.push(Pictures { built: before, signed: after, places, size });
        Ok(())
    }
}

/// Counts the pages that are left, and returns what could not be drawn.
fn rest(
    next: &impl Fn(&Receiver<Said>) -> Result<Result<Page, Left>, Text>,
    from: &Receiver<Said>,
    count: &mut usize,
) -> Result<Left, Text> {
    loop {
        match next(from)? {
            Ok(_) => *count += 1,
            Err(left) => return Ok(left),
        }
    }
}
