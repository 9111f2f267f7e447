//! Pages drawn by `hayro`. It follows values as deep as they go, unpacks what it finds, and reads what anybody may have written.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use super::differing::{DPI, Drawn};
use super::effort;
use super::paired::Left;
use crate::base::limits::PAGES;
use crate::output::sign::verify::revisions::is_drawable;

/// The largest side of a page that is drawn, in points.
const LARGEST: f32 = 3000.0;
/// The same in pixels, rounded up.
pub(super) const LARGEST_SIDE: usize = 4200;

/// Draws the pages, and says what was left out; an error if a page cannot be drawn, or nobody looks at it.
pub(super) fn draw(
    bytes: Vec<u8>,
    with_pictures: bool,
    mut put: impl FnMut(Drawn, Vec<u8>) -> io::Result<()>,
) -> io::Result<Left> {
    const UNREADABLE: io::ErrorKind = io::ErrorKind::InvalidData;
    if !is_drawable(&bytes) {
        return Err(UNREADABLE.into());
    }
    let pdf = Pdf::new(bytes).map_err(|_| UNREADABLE)?;
    let (failed, missing) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (failures, misses) = (Arc::clone(&failed), Arc::clone(&missing));
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |_| {
            failures.fetch_add(1, Ordering::Relaxed);
        }),
        font_resolver: Arc::new(move |_| {
            misses.fetch_add(1, Ordering::Relaxed);
            None
        }),
        ..InterpreterSettings::default()
    };
    #[allow(clippy::cast_possible_truncation, reason = "a scale of about one")]
    let scale = (DPI / 72.0) as f32;
    let size = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let cache = RenderCache::new();
    if pdf.pages().len() > PAGES {
        return Err(UNREADABLE.into());
    }
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        if width > LARGEST || height > LARGEST {
            return Err(UNREADABLE.into());
        }
        effort::measure(page, f64::from(scale), &settings).ok_or(UNREADABLE)?;
        let picture = render(page, &cache, &settings, &size);
        let (width, height) = (usize::from(picture.width()), usize::from(picture.height()));
        let pixels = picture.data_as_u8_slice().to_vec();
        let png = if with_pictures { picture.into_png().map_err(|_| UNREADABLE)? } else { Vec::new() };
        put(Drawn { width, height, pixels }, png)?;
    }
    Ok(Left { failed: failed.load(Ordering::Relaxed), missing: missing.load(Ordering::Relaxed) })
}
