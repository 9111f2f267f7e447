//! The content as the JSON that the Typst library reads (`templates/README.md` describes it).

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use serde_json::{Value, json};

use super::inline::{Lines, ending, plain_lines, text};
use super::lists::{Item, List, Part, Place, parts, split_tail};
use super::pieces::{letters, line};
use super::spaces::Spaces;
use super::table::table;
use crate::document::compose::{
    AppendixContent, Attached, Block, HeadingStyle, Inline, Letterhead, Manuscript, ParagraphStyle, RecipientLine,
    Reference, TitleBlock, plain_text,
};

/// What the parts of a document share.
pub(super) struct View<'m> {
    /// The footnotes so far, in the order of the document: a second reference to one only repeats its number.
    notes: BTreeMap<*const Vec<Block>, usize>,
    pub(super) spaces: Spaces,
    /// The lines that what is written next is in.
    pub(super) lines: Lines,
    /// Whether it is on a landscape page.
    pub(super) on_its_side: bool,
    content: PhantomData<&'m Manuscript>,
}

impl<'m> View<'m> {
    fn new(manuscript: &'m Manuscript) -> Self {
        Self {
            notes: BTreeMap::new(),
            spaces: Spaces::new(&manuscript.names),
            lines: Lines::Wide,
            on_its_side: false,
            content: PhantomData,
        }
    }

    /// A line in the middle of the page.
    fn line(&self, words: &str) -> Value {
        line(&self.spaces.unbroken(words))
    }

    fn lines(&self, lines: &[String]) -> Vec<Value> {
        lines.iter().map(|words| self.line(words)).collect()
    }

    /// Returns the number of a footnote, from 1, and whether this is the first reference to it.
    pub(super) fn note_number(&mut self, note: &'m Arc<Vec<Block>>) -> (usize, bool) {
        let next = self.notes.len() + 1;
        let number = *self.notes.entry(Arc::as_ptr(note)).or_insert(next);
        (number, number == next)
    }
}

/// Returns the complete document.
pub(super) fn json(manuscript: &Manuscript, paper: bool) -> String {
    let view = &mut View::new(manuscript);
    let mut text = parts(&manuscript.body);
    text.extend(parts(&manuscript.closing));
    let (body, tail) = split_tail(text);
    let mut value = json!({
        "header": letterhead(&manuscript.letterhead, view),
        "title": title(&manuscript.title, view),
        "body": shown(&body, view),
        "tail": shown(&tail, view),
        "last_words": last_words(&tail, view),
        "recipients": manuscript.recipients.iter().map(|line| recipient(line, view)).collect::<Vec<_>>(),
        "signature": {
            "capacity": view.lines(&manuscript.signature.capacity),
            "position": view.line(&manuscript.signature.position),
            "name": view.line(&manuscript.signature.name),
        },
    });
    if let Some(office) = &manuscript.signature.office {
        value["signature"]["office"] = view.line(office);
    }
    if let Some(attached) = &manuscript.attached {
        value["attached"] = self::attached(attached, paper, view);
    }
    value["appendices"] = manuscript.appendices.iter().map(|one| appendix(one, paper, view)).collect();
    // The alternate form has one element per line, so that exported projects can be compared.
    format!("{value:#}\n")
}

/// More letters than these are more than a line.
const LINE: usize = 140;

/// The last paragraph with its mark, where it may be of one line.
fn last_words(tail: &[Part<'_>], view: &View<'_>) -> Value {
    fn last<'p>(list: &List<'p>) -> Option<(&'p str, &'p [Inline])> {
        let item = list.items.last()?;
        item.inner.as_ref().and_then(last).or(Some((item.marker, item.content)))
    }
    let found = match tail.last() {
        Some(Part::List(list)) => last(list),
        Some(Part::Block {
            block: Block::Paragraph { content, .. } | Block::Heading { run_in: Some(content), .. },
            ..
        }) => Some(("", content.as_slice())),
        Some(Part::Block { .. }) | None => None,
    };
    let words = found.map(|(marker, content)| marker.to_owned() + &plain_lines(content, view));
    json!(words.filter(|words| letters(words) <= LINE))
}

/// The subject has the lines that its author chose; there are addressees only where the plan has some.
fn title(title: &TitleBlock, view: &View<'_>) -> Value {
    let mut subject = view.lines(&title.lines);
    if subject.is_empty() {
        subject.push(json!([]));
    }
    let mut value = json!({ "type": title.kind, "subject": subject });
    if !title.addressees.is_empty() {
        value["addressees"] = title.addressees.iter().map(|name| view.text(name)).collect();
    }
    value
}

/// A part of a recipient is in a table of its own, so that the layout indents it.
fn recipient(line: &RecipientLine, view: &View<'_>) -> Value {
    let words = view.text(&line.words);
    if line.nested { json!({ "nested": words }) } else { words }
}

/// The issuer's column is narrow.
fn letterhead(header: &Letterhead, view: &View<'_>) -> Value {
    let narrow = |words: &str| line(&view.spaces.unbroken_in_narrow(words));
    let mut value = json!({
        "issuer": header.issuer.iter().map(|words| narrow(words)).collect::<Vec<_>>(),
        "number": header.number,
        "symbol": header.symbol,
        "place": header.place,
        "day": header.day,
        "month": header.month,
        "year": header.year,
    });
    if let Some(superior) = &header.superior {
        value["parent"] = json!([narrow(superior)]);
    }
    value
}

/// Of an electronic document, number and date are not filled in here (Decree 30, Appendix I, III.1.c).
fn reference(reference: &Reference, paper: bool, view: &View<'_>) -> Value {
    let header = &reference.letterhead;
    let filled = |value: &Option<String>| value.clone().filter(|_| paper);
    json!({
        "type": line(&reference.kind),
        "number": filled(&header.number),
        "symbol": header.symbol,
        "day": filled(&header.day),
        "month": filled(&header.month),
        "year": paper.then_some(&header.year),
        "issuer": view.line(&reference.issuer),
    })
}

fn attached<'m>(attached: &'m Attached, paper: bool, view: &mut View<'m>) -> Value {
    let mut text = parts(&attached.body);
    text.extend(parts(&attached.closing));
    json!({
        "title": title(&attached.title, view),
        "reference": reference(&attached.reference, paper, view),
        "body": shown(&text, view),
    })
}

fn appendix<'m>(appendix: &'m AppendixContent, paper: bool, view: &mut View<'m>) -> Value {
    view.on_its_side = appendix.landscape;
    let value = json!({
        "label": appendix.label,
        "title": view.line(&appendix.title),
        "reference": reference(&appendix.reference, paper, view),
        "orientation": if appendix.landscape { "landscape" } else { "portrait" },
        "body": shown(&parts(&appendix.body), view),
    });
    view.on_its_side = false;
    value
}

fn shown<'m>(parts: &[Part<'m>], view: &mut View<'m>) -> Vec<Value> {
    parts
        .iter()
        .map(|part| match part {
            Part::List(list) => self::list(list, false, view),
            Part::Block { block, is_label, place } => {
                let mut value = self::block(block, *is_label, *place, view);
                if let Some(place) = place {
                    value["last"] = json!(place);
                }
                value
            }
        })
        .collect()
}

/// `inner`: whether it is in an item of another list, which keeps room for its first lines.
fn list<'m>(list: &List<'m>, inner: bool, view: &mut View<'m>) -> Value {
    let item = |item: &Item<'m>| {
        let keeps_room = item.place.is_some() || item.inner.is_some();
        let mut value = json!({
            "marker": item.marker,
            "content": if keeps_room { ending(item.content, view) } else { text(item.content, view) },
            "items": item.inner.as_ref().map(|inner| self::list(inner, true, view)),
        });
        if let Some(place) = item.place {
            value["last"] = json!(place);
        }
        if inner {
            value["letters"] = json!(letters(item.marker) + 1 + letters(&plain_text(item.content)));
        }
        value
    };
    json!({ "kind": "list", "numbered": list.is_numbered, "items": list.items.iter().map(item).collect::<Vec<_>>() })
}

/// `place`: that of the last paragraphs, which keep room.
pub(super) fn block<'m>(block: &'m Block, is_label: bool, place: Place, view: &mut View<'m>) -> Value {
    let text = if place.is_some() { ending } else { text };
    match block {
        Block::Heading { level, style, number, title, run_in, origin: _ } => json!({
            "kind": "heading",
            "level": level,
            "style": match style {
                HeadingStyle::Part => "part",
                HeadingStyle::Article => "article",
                HeadingStyle::Section => "section",
                HeadingStyle::Item => "item",
                HeadingStyle::Subitem => "subitem",
                HeadingStyle::Letter => "letter",
                HeadingStyle::Label => "label",
            },
            "number": number,
            "title": if *style == HeadingStyle::Part { view.line(title) } else { view.text(title) },
            "run_in": run_in.as_deref().map(|content| text(content, view)),
        }),
        Block::Paragraph { marker, style, content } => json!({
            "kind": "paragraph",
            "marker": marker,
            "style": match style {
                ParagraphStyle::Normal if is_label => "label",
                ParagraphStyle::Normal | ParagraphStyle::BasisItem => "normal",
                ParagraphStyle::Basis | ParagraphStyle::Bases => "basis",
                ParagraphStyle::Resolving => "resolving",
            },
            "content": match style {
                ParagraphStyle::Resolving => view.line(&plain_text(content)),
                ParagraphStyle::Normal | ParagraphStyle::BasisItem | ParagraphStyle::Basis | ParagraphStyle::Bases => {
                    text(content, view)
                }
            },
        }),
        Block::Table(table) => self::table(table, view),
        Block::Landscape(inner) => {
            let before = std::mem::replace(&mut view.on_its_side, true);
            let body = shown(&parts(inner), view);
            view.on_its_side = before;
            json!({ "kind": "landscape", "body": body })
        }
    }
}
