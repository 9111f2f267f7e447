//! How much drawing a page asks for, found out before it is drawn: the renderer keeps every line of a page in memory until the last.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::pattern::Pattern;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

use crate::base::limits::EFFORT;

/// How much of the effort one pixel of an area is: areas are kept in tiles of 256 × 4 pixels.
const OF_AREA: f64 = 1.0 / 256.0;

/// Returns nothing if a page asks for more drawing than there is room for.
pub(super) fn measure(page: &Page<'_>, scale: f64, settings: &InterpreterSettings) -> Option<()> {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width) * scale, f64::from(height) * scale);
    let transform = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    // A device cannot end the reading of a page otherwise. This is no panic: nothing is printed.
    catch_unwind(AssertUnwindSafe(|| {
        let cache = InterpreterCache::new();
        let mut context = Context::new(transform, area, &cache, page.xref(), settings.clone());
        interpret_page(page, &mut context, &mut Effort { left: EFFORT, area });
    }))
    .ok()
}

/// Counts instead of drawing.
struct Effort {
    left: f64,
    /// The page, in pixels.
    area: Rect,
}

/// Why the reading of a page ended early.
struct TooMuch;

impl Effort {
    /// Takes the effort off what is left. What is no number is too much.
    fn spend(&mut self, pixels: f64) {
        self.left -= pixels;
        if self.left.is_nan() || self.left < 0.0 {
            resume_unwind(Box::new(TooMuch));
        }
    }

    fn spend_area(&mut self, bounds: Rect) {
        self.spend(bounds.intersect(self.area).area().max(0.0) * OF_AREA);
    }

    /// Counts the outline of a path where it is on the page, and its area.
    fn spend_path(&mut self, path: &BezPath, transform: Affine) {
        let area = self.area;
        let on_page = |point: Point| {
            let point = transform * point;
            Point::new(point.x.clamp(area.x0, area.x1), point.y.clamp(area.y0, area.y1))
        };
        let mut last = Point::ZERO;
        let mut begin = Point::ZERO;
        for element in path.elements() {
            let length = |points: &[Point]| {
                let ends = std::iter::once(last).chain(points.iter().copied());
                ends.zip(points).map(|(from, to)| from.distance(*to)).sum::<f64>()
            };
            let (length, to) = match *element {
                PathEl::MoveTo(to) => {
                    begin = on_page(to);
                    (0.0, begin)
                }
                PathEl::LineTo(to) => (length(&[on_page(to)]), on_page(to)),
                PathEl::QuadTo(one, to) => (length(&[on_page(one), on_page(to)]), on_page(to)),
                PathEl::CurveTo(one, two, to) => (length(&[on_page(one), on_page(two), on_page(to)]), on_page(to)),
                PathEl::ClosePath => (length(&[begin]), begin),
            };
            self.spend(1.0 + length);
            last = to;
        }
        self.spend_area(transform.transform_rect_bbox(path.bounding_box()));
    }

    /// Counts what fills a shape that takes its colours from a pattern.
    fn spend_paint(&mut self, paint: &Paint<'_>, bounds: Rect, transform: Affine, stroked: bool) {
        let Paint::Pattern(pattern) = paint else { return };
        // The renderer makes a picture of the whole shape, on the page or not.
        self.spend(bounds.area().abs() * OF_AREA * 16.0);
        if let Pattern::Tiling(tile) = &**pattern {
            tile.interpret(self, transform, stroked);
        }
    }
}

impl<'a> Device<'a> for Effort {
    fn set_soft_mask(&mut self, mask: Option<SoftMask<'a>>) {
        if let Some(mask) = mask {
            self.spend(self.area.area() * OF_AREA);
            mask.interpret(self);
        }
    }

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.spend_path(path, transform);
        let mut bounds = transform.transform_rect_bbox(path.bounding_box());
        if let PathDrawMode::Stroke(stroke) = mode {
            // A line has two sides.
            self.spend_path(path, transform);
            let width = f64::from(stroke.line_width) * transform.determinant().abs().sqrt();
            bounds = bounds.inflate(width, width);
            self.spend_area(bounds);
        }
        self.spend_paint(paint, bounds, transform, matches!(mode, PathDrawMode::Stroke(_)));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.spend_path(&clip.path, Affine::IDENTITY);
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.spend(self.area.area() * OF_AREA);
        self.set_soft_mask(mask);
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        if matches!(mode, GlyphDrawMode::Invisible) {
            return self.spend(1.0);
        }
        match glyph {
            Glyph::Outline(glyph) => {
                let (outline, transform) = (glyph.outline(), transform * glyph_transform);
                self.spend_path(&outline, transform);
                let bounds = transform.transform_rect_bbox(outline.bounding_box());
                self.spend_paint(paint, bounds, transform, matches!(mode, GlyphDrawMode::Stroke(_)));
            }
            Glyph::Type3(glyph) => {
                self.spend(1.0);
                glyph.interpret(self, transform, glyph_transform, paint);
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let pixels = f64::from(image.width()) * f64::from(image.height());
        self.spend(1.0 + pixels * OF_AREA);
        self.spend_area(transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0)));
    }

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
