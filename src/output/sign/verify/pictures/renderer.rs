//! Pages drawn by `hayro`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use super::{DPI, Drawn, Pages};
use crate::output::sign::verify::revisions::is_clear;

/// The most pages that are drawn, and the largest side of one, in points.
const PAGES: usize = 500;
const LARGEST: f32 = 3000.0;

/// Draws the pages of a file; none if it cannot be read, or not to its end.
pub(super) fn pages(bytes: &[u8]) -> Option<Pages> {
    // The renderer follows values as deep as they go, and reads what anybody may have written.
    if !is_clear(bytes) {
        return None;
    }
    catch_unwind(AssertUnwindSafe(|| drawn(bytes))).ok().flatten()
}

fn drawn(bytes: &[u8]) -> Option<Pages> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
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
    let mut all = Vec::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        if all.len() >= PAGES || width > LARGEST || height > LARGEST {
            return None;
        }
        let picture = render(page, &cache, &settings, &size);
        let (width, height) = (usize::from(picture.width()), usize::from(picture.height()));
        let pixels = picture.data_as_u8_slice().to_vec();
        all.push(Drawn { width, height, pixels, png: picture.into_png().ok()? });
    }
    Some(Pages { all, failed: failed.load(Ordering::Relaxed), missing: missing.load(Ordering::Relaxed) })
}
