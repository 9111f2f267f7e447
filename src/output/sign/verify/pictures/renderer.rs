//! Pages drawn by `hayro`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use super::differing::{DPI, Drawn};
use super::effort;
use super::paired::{Left, Said};
use crate::base::limits::PAGES;
use crate::output::sign::verify::revisions::is_drawable;

/// The largest side of a page that is drawn, in points.
const LARGEST: f32 = 3000.0;
/// How many pages may be drawn before they are looked at.
const AHEAD: usize = 1;

/// Begins to draw the pages of a file, in a thread of its own that nobody need wait for.
pub(super) fn start(bytes: &[u8], with_pictures: bool) -> Receiver<Said> {
    let (to, from) = sync_channel(AHEAD);
    let bytes = bytes.to_vec();
    std::thread::spawn(move || {
        // The renderer follows values as deep as they go, unpacks what it finds, and reads what anybody may have written.
        let drawn = is_drawable(&bytes)
            .then(|| catch_unwind(AssertUnwindSafe(|| draw(bytes, with_pictures, &to))).ok().flatten())
            .flatten();
        // Who asked may have had enough.
        let _ = to.send(drawn.map_or(Said::Unreadable, Said::End));
    });
    from
}

/// Draws the pages, and says what was left out; none if a page cannot be drawn, or nobody looks at it.
fn draw(bytes: Vec<u8>, with_pictures: bool, to: &SyncSender<Said>) -> Option<Left> {
    let pdf = Pdf::new(bytes).ok()?;
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
        return None;
    }
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        if width > LARGEST || height > LARGEST {
            return None;
        }
        effort::measure(page, f64::from(scale), &settings)?;
        let picture = render(page, &cache, &settings, &size);
        let (width, height) = (usize::from(picture.width()), usize::from(picture.height()));
        let pixels = picture.data_as_u8_slice().to_vec();
        let png = if with_pictures { picture.into_png().ok()? } else { Vec::new() };
        to.send(Said::Page(Drawn { width, height, pixels }, png)).ok()?;
    }
    Some(Left { failed: failed.load(Ordering::Relaxed), missing: missing.load(Ordering::Relaxed) })
}
