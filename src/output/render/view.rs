//! The content as the JSON that the Typst library reads (`templates/README.md` describes it).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::lists::{Item, List, Part, parts, split_tail};
use super::spaces::Spaces;
use crate::document::compose::{
    Alignment, AppendixContent, Attached, Block, Cell, ColumnWidth, HeadingStyle, Inline, Letterhead, Manuscript,
    ParagraphStyle, RecipientLine, Reference, Table, TitleBlock,
};

/// What the parts of a document share.
struct View<'m> {
    /// The footnotes so far, in the order of the document: a second reference to one only repeats its number.
    notes: BTreeMap<*const Vec<Block>, usize>,
    spaces: Spaces,
    /// Whether what is written next is in the narrow lines of a cell.
    in_cell: bool,
    content: PhantomData<&'m Manuscript>,
}

impl<'m> View<'m> {
    fn new(manuscript: &'m Manuscript) -> Self {
        Self { notes: BTreeMap::new(), spaces: Spaces::new(&manuscript.names), in_cell: false, content: PhantomData }
    }

    /// Text of the body, or of a cell.
    fn held<'w>(&self, words: &'w str) -> Cow<'w, str> {
        if self.in_cell { self.spaces.unbroken_in_narrow(words) } else { self.spaces.unbroken(words) }
    }

    /// A line of text; nothing where it is empty.
    fn words(&self, words: &str) -> Vec<Value> {
        if words.is_empty() { Vec::new() } else { vec![json!({ "text": self.spaces.unbroken(words) })] }
    }

    fn lines(&self, lines: &[String]) -> Vec<Value> {
        lines.iter().map(|line| json!(self.spaces.unbroken(line))).collect()
    }

    /// Returns the number of a footnote, from 1, and whether this is the first reference to it.
    fn note_number(&mut self, note: &'m Arc<Vec<Block>>) -> (usize, bool) {
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
        "recipients": manuscript.recipients.iter().map(|line| recipient(line, view)).collect::<Vec<_>>(),
        "signature": {
            "capacity": view.lines(&manuscript.signature.capacity),
            "position": view.spaces.unbroken(&manuscript.signature.position),
            "name": view.spaces.unbroken(&manuscript.signature.name),
        },
    });
    if let Some(office) = &manuscript.signature.office {
        value["signature"]["office"] = json!(view.spaces.unbroken(office));
    }
    if let Some(attached) = &manuscript.attached {
        value["attached"] = self::attached(attached, paper, view);
    }
    value["appendices"] = manuscript.appendices.iter().map(|one| appendix(one, paper, view)).collect();
    // The alternate form has one element per line, so that exported projects can be compared.
    format!("{value:#}\n")
}

/// The subject has the line ends that its author chose; there are addressees only where the plan has some.
fn title(title: &TitleBlock, view: &View<'_>) -> Value {
    let mut subject: Vec<Value> = Vec::new();
    for line in &title.lines {
        if !subject.is_empty() {
            subject.push(json!({ "break": true }));
        }
        subject.extend(view.words(line));
    }
    let mut value = json!({ "type": title.kind, "subject": subject });
    if !title.addressees.is_empty() {
        value["addressees"] = json!(view.lines(&title.addressees));
    }
    value
}

/// A recipient is words; a part of one is in a table, so that the layout indents it.
fn recipient(line: &RecipientLine, view: &View<'_>) -> Value {
    let words = view.spaces.unbroken(&line.words);
    if line.nested { json!({ "nested": words }) } else { json!(words) }
}

/// The issuer's column is narrow.
fn letterhead(header: &Letterhead, view: &View<'_>) -> Value {
    let issuer: Vec<_> = header.issuer.iter().map(|line| view.spaces.unbroken_in_narrow(line)).collect();
    let mut value = json!({
        "issuer": issuer,
        "number": header.number,
        "symbol": header.symbol,
        "place": header.place,
        "day": header.day,
        "month": header.month,
        "year": header.year,
    });
    if let Some(superior) = &header.superior {
        value["parent"] = json!([view.spaces.unbroken_in_narrow(superior)]);
    }
    value
}

/// Of an electronic document, number and date are not filled in here (Decree 30, Appendix I, III.1.c).
fn reference(reference: &Reference, paper: bool, view: &View<'_>) -> Value {
    let header = &reference.letterhead;
    let filled = |value: &Option<String>| value.clone().filter(|_| paper);
    json!({
        "type": reference.kind,
        "number": filled(&header.number),
        "symbol": header.symbol,
        "day": filled(&header.day),
        "month": filled(&header.month),
        "year": paper.then_some(&header.year),
        "issuer": view.spaces.unbroken(&reference.issuer),
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
    json!({
        "label": appendix.label,
        "title": view.spaces.unbroken(&appendix.title),
        "reference": reference(&appendix.reference, paper, view),
        "orientation": if appendix.landscape { "landscape" } else { "portrait" },
        "body": shown(&parts(&appendix.body), view),
    })
}

fn shown<'m>(parts: &[Part<'m>], view: &mut View<'m>) -> Vec<Value> {
    parts
        .iter()
        .map(|part| match part {
            Part::List(list) => self::list(list, view),
            Part::Block { block, is_label, place } => {
                let mut value = self::block(block, *is_label, view);
                if let Some(place) = place {
                    value["last"] = json!(place);
                }
                value
            }
        })
        .collect()
}

fn list<'m>(list: &List<'m>, view: &mut View<'m>) -> Value {
    let item = |item: &Item<'m>| {
        let mut value = json!({
            "marker": item.marker,
            "content": inlines(item.content, view),
            "items": item.inner.as_ref().map(|inner| self::list(inner, view)),
        });
        if let Some(place) = item.place {
            value["last"] = json!(place);
        }
        value
    };
    json!({ "kind": "list", "numbered": list.is_numbered, "items": list.items.iter().map(item).collect::<Vec<_>>() })
}

fn block<'m>(block: &'m Block, is_label: bool, view: &mut View<'m>) -> Value {
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
            "title": view.words(title),
            "run_in": run_in.as_deref().map(|content| inlines(content, view)),
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
            "content": inlines(content, view),
        }),
        Block::Table(table) => self::table(table, view),
        Block::Landscape(inner) => json!({ "kind": "landscape", "body": shown(&parts(inner), view) }),
    }
}

fn table<'m>(table: &'m Table, view: &mut View<'m>) -> Value {
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            json!({
                "width": match column.width {
                    ColumnWidth::Content => json!("auto"),
                    ColumnWidth::Share(share) => json!(share),
                },
                "align": match column.alignment {
                    Alignment::Left => "left",
                    Alignment::Center => "center",
                    Alignment::Right => "right",
                },
            })
        })
        .collect();
    let mut value = json!({
        "kind": "table",
        "columns": columns,
        "head": table.head.iter().map(|cells| self::cells(cells, view)).collect::<Vec<_>>(),
        "rows": table.rows.iter().map(|row| json!({ "group": row.group, "heads": row.heads, "cells": cells(&row.cells, view) })).collect::<Vec<_>>(),
    });
    if !table.parts.is_empty() {
        value["parts"] = json!(table.parts);
    }
    for (key, line) in [("caption", &table.caption), ("unit", &table.unit)] {
        if let Some(line) = line {
            value[key] = view.words(line).into();
        }
    }
    value
}

fn cells<'m>(cells: &'m [Cell], view: &mut View<'m>) -> Vec<Value> {
    view.in_cell = true;
    let values = cells
        .iter()
        .map(|cell| {
            let mut value = Map::from_iter([("content".to_owned(), Value::Array(inlines(&cell.content, view)))]);
            for (key, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                if span > 1 {
                    value.insert(key.to_owned(), json!(span));
                }
            }
            Value::Object(value)
        })
        .collect();
    view.in_cell = false;
    values
}

fn inlines<'m>(content: &'m [Inline], view: &mut View<'m>) -> Vec<Value> {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) => json!({ "text": view.held(words) }),
            Inline::Strong(inner) => json!({ "strong": inlines(inner, view) }),
            Inline::Emphasis(inner) => json!({ "emph": inlines(inner, view) }),
            Inline::Break => json!({ "break": true }),
            Inline::Note(inner) => {
                let (number, first) = view.note_number(inner);
                let content = first.then(|| inner.iter().map(|one| block(one, false, view)).collect::<Vec<_>>());
                json!({ "note": content, "id": format!("chu-thich-{number}") })
            }
        })
        .collect()
}
