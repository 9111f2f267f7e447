//! The finished pages as measurable parts, in points from the top left corner; and the places that they mark.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector as _, Location, MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::model::{FootnoteEntry, TableElem};
use typst::text::{FontStyle, TextItem};
use typst::utils::PicoStr;
use typst::visualize::{Paint, Shape};
use typst_layout::PagedDocument;

use crate::output::engine::page::Rule;
use crate::output::engine::{Extent, LABELS, Mark, Run, SetPage, Within};

/// Returns the marked places, in the order of the labels, then of the document.
pub(super) fn marks(document: &PagedDocument) -> Vec<Mark> {
    let introspector = document.introspector();
    let mut out = Vec::new();
    for name in LABELS {
        let Some(label) = Label::new(PicoStr::intern(name)) else { continue };
        for element in introspector.query(&Selector::Label(label)) {
            let Some(position) = element.location().and_then(|location| introspector.position(location)) else {
                continue;
            };
            let measures = match element.to_packed::<MetadataElem>().map(|metadata| &metadata.value) {
                Some(Value::Dict(values)) => values
                    .iter()
                    .filter_map(|(key, value)| Some((key.to_string(), value.clone().cast::<f64>().ok()?)))
                    .collect(),
                _ => continue,
            };
            out.push(Mark {
                label: name.to_owned(),
                page: position.page.get(),
                left: position.point.x.to_mm(),
                top: position.point.y.to_mm(),
                measures,
            });
        }
    }
    out
}

pub(super) fn pages(document: &PagedDocument) -> Vec<SetPage> {
    let mut walk = Walk::default();
    document
        .pages()
        .iter()
        .map(|page| {
            let mut out = SetPage {
                width: page.frame.width().to_pt(),
                height: page.frame.height().to_pt(),
                runs: Vec::new(),
                rules: Vec::new(),
                images: Vec::new(),
            };
            walk.page(&page.frame, &mut out);
            out
        })
        .collect()
}

/// What is open where a page begins, or inside of it.
#[derive(Default)]
struct Walk {
    /// A table may extend over several pages; its tag starts on the first and ends on the last.
    open: Vec<(Location, Within)>,
    /// The footnote that goes on from the page before: below the line that parts the notes from the text.
    carried: Vec<Location>,
    /// The last horizontal line of the page, and how many runs are before it.
    line: Option<(f64, usize)>,
}

impl Walk {
    fn page(&mut self, frame: &Frame, out: &mut SetPage) {
        let notes = self.open.iter().filter(|(_, within)| *within == Within::Note).map(|(location, _)| *location);
        self.carried.extend(notes);
        self.open.retain(|(_, within)| *within != Within::Note);
        self.line = None;
        let goes_on = !self.carried.is_empty();
        self.frame(frame, Transform::identity(), out);
        // Notes are the last of a page.
        if let Some((height, before)) = self.line.filter(|_| goes_on) {
            let below = out.runs.iter_mut().skip(before).filter(|run| run.baseline > height);
            below.for_each(|run| run.within = Within::Note);
        }
    }

    fn frame(&mut self, frame: &Frame, outer: Transform, out: &mut SetPage) {
        for (at, item) in frame.items() {
            let within = self.open.last().map(|(_, within)| *within).unwrap_or_default();
            match item {
                FrameItem::Group(group) => {
                    let inner = outer.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                    self.frame(&group.frame, inner, out);
                }
                FrameItem::Text(text) => out.runs.push(run(text, *at, outer, within)),
                FrameItem::Shape(shape, _) => {
                    let drawn = rule(shape, *at, outer, within);
                    if let Some(rule) = drawn.filter(|rule| rule.extent.bottom - rule.extent.top < 2.0) {
                        self.line = Some((rule.extent.top, out.runs.len()));
                    }
                    out.rules.extend(drawn);
                }
                FrameItem::Image(_, size, _) => out.images.push(extent(Point::zero(), size.to_point(), *at, outer)),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    let begins = if element.is::<TableElem>() {
                        Within::Table
                    } else if element.is::<FootnoteEntry>() {
                        Within::Note
                    } else {
                        continue;
                    };
                    self.open.extend(element.location().map(|location| (location, begins)));
                }
                FrameItem::Tag(Tag::End(location, ..)) => {
                    self.open.retain(|(begun, _)| begun != location);
                    self.carried.retain(|begun| begun != location);
                }
                FrameItem::Link(..) => {}
            }
        }
    }
}

fn run(text: &TextItem, at: Point, outer: Transform, within: Within) -> Run {
    let start = at.transform(outer);
    let end = Point::new(at.x + text.width(), at.y).transform(outer);
    let info = text.font.info();
    let bounds = text.bbox();
    let printed = bounds.min.x.to_pt().is_finite() && bounds.max.x.to_pt().is_finite();
    Run {
        text: text.text.to_string(),
        left: start.x.to_pt(),
        right: end.x.to_pt(),
        baseline: start.y.to_pt(),
        size: text.size.to_pt(),
        family: info.family.clone(),
        bold: info.variant.weight.to_number() >= 600,
        italic: info.variant.style != FontStyle::Normal,
        black: is_black(&text.fill),
        level: (start.y - end.y).to_pt().abs() < 0.01 && end.x >= start.x,
        ink: printed.then(|| extent(bounds.min, bounds.max, at, outer)),
        within,
    }
}

/// A shape, if it is visible.
fn rule(shape: &Shape, at: Point, outer: Transform, within: Within) -> Option<Rule> {
    if shape.fill.is_none() && shape.stroke.is_none() {
        return None;
    }
    let bounds = shape.bbox(false);
    let solid = shape.stroke.as_ref().is_none_or(|stroke| stroke.dash.is_none());
    Some(Rule { extent: extent(bounds.min, bounds.max, at, outer), solid, within })
}

/// Returns the rectangle of two corners, after the transformation of the frames around it.
fn extent(first: Point, second: Point, at: Point, outer: Transform) -> Extent {
    let corners = [(first.x, first.y), (second.x, first.y), (first.x, second.y), (second.x, second.y)]
        .map(|(x, y)| Point::new(at.x + x, at.y + y).transform(outer))
        .map(|corner| (corner.x.to_pt(), corner.y.to_pt()));
    let least = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    Extent { left: least(|at| at.0), top: least(|at| at.1), right: most(|at| at.0), bottom: most(|at| at.1) }
}

/// Returns whether a paint is black in any colour space.
fn is_black(paint: &Paint) -> bool {
    matches!(paint, Paint::Solid(color) if color.to_hex() == "#000000")
}
