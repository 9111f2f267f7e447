//! The finished pages as measurable parts, in points from the top left corner; and the places that they mark.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::utils::PicoStr;
use typst::visualize::Paint;
use typst_layout::PagedDocument;

use crate::engine::{LABELS, Mark};

/// A finished page.
#[derive(Debug, Clone, PartialEq)]
pub struct SetPage {
    /// Width, in points.
    pub width: f64,
    /// Height, in points.
    pub height: f64,
    /// Its text, in the order of the document.
    pub runs: Vec<Run>,
    /// Its drawn lines and boxes.
    pub rules: Vec<Rule>,
}

/// A run of text of one font on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its letters.
    pub text: String,
    /// Left end, in points.
    pub left: f64,
    /// Right end, in points.
    pub right: f64,
    /// Baseline, in points from the top.
    pub baseline: f64,
    /// Size, in points.
    pub size: f64,
    /// Family of the font.
    pub family: String,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// Whether it is black.
    pub black: bool,
}

/// A drawn line or box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Left end, in points.
    pub left: f64,
    /// Right end, in points.
    pub right: f64,
    /// Top, in points.
    pub top: f64,
    /// Bottom, in points.
    pub bottom: f64,
}

/// The marked places, in the order of the labels, then of the document.
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
    document
        .pages()
        .iter()
        .map(|page| {
            let mut out = SetPage {
                width: page.frame.width().to_pt(),
                height: page.frame.height().to_pt(),
                runs: Vec::new(),
                rules: Vec::new(),
            };
            walk(&page.frame, Transform::identity(), &mut out);
            out
        })
        .collect()
}

fn walk(frame: &Frame, outer: Transform, out: &mut SetPage) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let inner = outer.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                walk(&group.frame, inner, out);
            }
            FrameItem::Text(text) => {
                let start = at.transform(outer);
                let end = Point::new(at.x + text.width(), at.y).transform(outer);
                let info = text.font.info();
                out.runs.push(Run {
                    text: text.text.to_string(),
                    left: start.x.to_pt(),
                    right: end.x.to_pt(),
                    baseline: start.y.to_pt(),
                    size: text.size.to_pt(),
                    family: info.family.clone(),
                    bold: info.variant.weight.to_number() >= 600,
                    italic: info.variant.style != typst::text::FontStyle::Normal,
                    black: text.fill == Paint::from(typst::visualize::Color::BLACK),
                });
            }
            FrameItem::Shape(shape, _) => {
                let bounds = shape.bbox(false);
                let corner = |x: Abs, y: Abs| Point::new(at.x + x, at.y + y).transform(outer);
                let (first, last) = (corner(bounds.min.x, bounds.min.y), corner(bounds.max.x, bounds.max.y));
                out.rules.push(Rule {
                    left: first.x.min(last.x).to_pt(),
                    right: first.x.max(last.x).to_pt(),
                    top: first.y.min(last.y).to_pt(),
                    bottom: first.y.max(last.y).to_pt(),
                });
            }
            FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
