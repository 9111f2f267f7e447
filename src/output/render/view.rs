//! The content as the JSON that the Typst library reads (`templates/README.md` describes it).

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::lists::{Item, List, Part, parts, split_tail};
use super::spaces::unbroken;
use crate::document::compose::{
    Alignment, AppendixContent, Attached, Block, Cell, ColumnWidth, HeadingStyle, Inline, Letterhead, Manuscript,
    ParagraphStyle, RecipientLine, Reference, Table, TitleBlock,
};

/// The footnotes so far, in the order of the document: a second reference to one only repeats its number.
#[derive(Default)]
struct Notes<'m> {
    numbers: BTreeMap<*const Vec<Block>, usize>,
    content: PhantomData<&'m Manuscript>,
}

impl<'m> Notes<'m> {
    /// Returns the number of a footnote, from 1, and whether this is the first reference to it.
    fn number(&mut self, note: &'m Arc<Vec<Block>>) -> (usize, bool) {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(Arc::as_ptr(note)).or_insert(next);
        (number, number == next)
    }
}

/// Returns the complete document.
pub(super) fn json(manuscript: &Manuscript, paper: bool) -> String {
    let notes = &mut Notes::default();
    let mut text = parts(&manuscript.body);
    text.extend(parts(&manuscript.closing));
    let (body, tail) = split_tail(text);
    let mut value = json!({
        "header": letterhead(&manuscript.letterhead),
        "title": title(&manuscript.title),
        "body": shown(&body, notes),
        "tail": shown(&tail, notes),
        "recipients": manuscript.recipients.iter().map(recipient).collect::<Vec<_>>(),
        "signature": {
            "capacity": manuscript.signature.capacity,
            "position": manuscript.signature.position,
            "name": manuscript.signature.name,
        },
    });
    if let Some(attached) = &manuscript.attached {
        value["attached"] = self::attached(attached, paper, notes);
    }
    value["appendices"] = manuscript.appendices.iter().map(|one| appendix(one, paper, notes)).collect();
    // The alternate form has one element per line, so that exported projects can be compared.
    format!("{value:#}\n")
}

/// The subject has the line ends that its author chose; there are addressees only where the plan has some.
fn title(title: &TitleBlock) -> Value {
    let mut subject: Vec<Value> = Vec::new();
    for line in &title.lines {
        if !subject.is_empty() {
            subject.push(json!({ "break": true }));
        }
        subject.extend(words(line));
    }
    let mut value = json!({ "type": title.kind, "subject": subject });
    if !title.addressees.is_empty() {
        value["addressees"] = json!(title.addressees);
    }
    value
}

/// A recipient is words; a part of one is in a table, so that the layout indents it.
fn recipient(line: &RecipientLine) -> Value {
    if line.nested { json!({ "nested": line.words }) } else { json!(line.words) }
}

fn letterhead(header: &Letterhead) -> Value {
    json!({
        "issuer": header.issuer,
        "number": header.number,
        "symbol": header.symbol,
        "place": header.place,
        "day": header.day,
        "month": header.month,
        "year": header.year,
    })
}

/// Of an electronic document, number and date are not filled in here (Decree 30, Appendix I, III.1.c).
fn reference(reference: &Reference, paper: bool) -> Value {
    let header = &reference.letterhead;
    let filled = |value: &Option<String>| value.clone().filter(|_| paper);
    json!({
        "type": reference.kind,
        "number": filled(&header.number),
        "symbol": header.symbol,
        "day": filled(&header.day),
        "month": filled(&header.month),
        "year": paper.then_some(&header.year),
        "issuer": reference.issuer,
    })
}

fn attached<'m>(attached: &'m Attached, paper: bool, notes: &mut Notes<'m>) -> Value {
    let mut text = parts(&attached.body);
    text.extend(parts(&attached.closing));
    json!({
        "title": title(&attached.title),
        "reference": reference(&attached.reference, paper),
        "body": shown(&text, notes),
    })
}

fn appendix<'m>(appendix: &'m AppendixContent, paper: bool, notes: &mut Notes<'m>) -> Value {
    json!({
        "label": appendix.label,
        "title": appendix.title,
        "reference": reference(&appendix.reference, paper),
        "orientation": if appendix.landscape { "landscape" } else { "portrait" },
        "body": shown(&parts(&appendix.body), notes),
    })
}

fn shown<'m>(parts: &[Part<'m>], notes: &mut Notes<'m>) -> Vec<Value> {
    parts
        .iter()
        .map(|part| match part {
            Part::List(list) => self::list(list, notes),
            Part::Block { block, is_label, place } => {
                let mut value = self::block(block, *is_label, notes);
                if let Some(place) = place {
                    value["last"] = json!(place);
                }
                value
            }
        })
        .collect()
}

fn list<'m>(list: &List<'m>, notes: &mut Notes<'m>) -> Value {
    let item = |item: &Item<'m>| {
        let mut value = json!({
            "marker": item.marker,
            "content": inlines(item.content, notes),
            "items": item.inner.as_ref().map(|inner| self::list(inner, notes)),
        });
        if let Some(place) = item.place {
            value["last"] = json!(place);
        }
        value
    };
    json!({ "kind": "list", "numbered": list.is_numbered, "items": list.items.iter().map(item).collect::<Vec<_>>() })
}

fn block<'m>(block: &'m Block, is_label: bool, notes: &mut Notes<'m>) -> Value {
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
            "title": words(title),
            "run_in": run_in.as_deref().map(|content| inlines(content, notes)),
        }),
        Block::Paragraph { marker, style, content } => json!({
            "kind": "paragraph",
            "marker": marker,
            "style": match style {
                ParagraphStyle::Normal if is_label => "label",
                ParagraphStyle::Normal => "normal",
                ParagraphStyle::Basis => "basis",
                ParagraphStyle::Resolving => "resolving",
            },
            "content": inlines(content, notes),
        }),
        Block::Table(table) => self::table(table, notes),
        Block::Landscape(inner) => json!({ "kind": "landscape", "body": shown(&parts(inner), notes) }),
    }
}

fn table<'m>(table: &'m Table, notes: &mut Notes<'m>) -> Value {
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
        "head": table.head.iter().map(|cells| self::cells(cells, notes)).collect::<Vec<_>>(),
        "rows": table.rows.iter().map(|row| json!({ "group": row.group, "cells": cells(&row.cells, notes) })).collect::<Vec<_>>(),
    });
    if !table.parts.is_empty() {
        value["parts"] = json!(table.parts);
    }
    for (key, line) in [("caption", &table.caption), ("unit", &table.unit)] {
        if let Some(line) = line {
            value[key] = words(line).into();
        }
    }
    value
}

fn cells<'m>(cells: &'m [Cell], notes: &mut Notes<'m>) -> Vec<Value> {
    cells
        .iter()
        .map(|cell| {
            let mut value = Map::from_iter([("content".to_owned(), Value::Array(inlines(&cell.content, notes)))]);
            for (key, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                if span > 1 {
                    value.insert(key.to_owned(), json!(span));
                }
            }
            Value::Object(value)
        })
        .collect()
}

fn words(words: &str) -> Vec<Value> {
    if words.is_empty() { Vec::new() } else { vec![json!({ "text": unbroken(words) })] }
}

fn inlines<'m>(content: &'m [Inline], notes: &mut Notes<'m>) -> Vec<Value> {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) => json!({ "text": unbroken(words) }),
            Inline::Strong(inner) => json!({ "strong": inlines(inner, notes) }),
            Inline::Emphasis(inner) => json!({ "emph": inlines(inner, notes) }),
            Inline::Break => json!({ "break": true }),
            Inline::Note(inner) => {
                let (number, first) = notes.number(inner);
                let content = first.then(|| inner.iter().map(|one| block(one, false, notes)).collect::<Vec<_>>());
                json!({ "note": content, "id": format!("chu-thich-{number}") })
            }
        })
        .collect()
}
