//! The content as the JSON that the Typst library reads (`templates/README.md` describes it).

use serde_json::{Map, Value, json};

use crate::compose::{
    Alignment, AppendixContent, Block, Cell, ColumnWidth, HeadingStyle, Inline, Letterhead, Manuscript, ParagraphStyle,
    Table,
};

/// The whole document.
pub(super) fn json(manuscript: &Manuscript, paper: bool) -> String {
    let value = json!({
        "header": letterhead(&manuscript.letterhead),
        "title": {
            "type": manuscript.title.kind,
            "subject": words(&manuscript.title.subject),
        },
        "body": blocks(&manuscript.body),
        "closing": blocks(&manuscript.closing),
        "recipients": manuscript.recipients,
        "signature": {
            "capacity": manuscript.signature.capacity,
            "position": manuscript.signature.position,
            "name": manuscript.signature.name,
        },
        "appendices": manuscript.appendices.iter().map(|one| appendix(one, paper)).collect::<Vec<_>>(),
    });
    // The alternate form is for people: one element a line, so that exported projects can be compared.
    format!("{value:#}\n")
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
fn appendix(appendix: &AppendixContent, paper: bool) -> Value {
    let reference = &appendix.reference;
    let header = &reference.letterhead;
    let filled = |value: &Option<String>| value.clone().filter(|_| paper);
    json!({
        "label": appendix.label,
        "title": appendix.title,
        "reference": {
            "type": reference.kind,
            "number": filled(&header.number),
            "symbol": header.symbol,
            "day": filled(&header.day),
            "month": filled(&header.month),
            "year": paper.then_some(&header.year),
            "issuer": reference.issuer,
        },
        "orientation": if appendix.landscape { "landscape" } else { "portrait" },
        "body": blocks(&appendix.body),
    })
}

fn blocks(blocks: &[Block]) -> Vec<Value> {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Value {
    match block {
        Block::Heading { level, style, number, title, run_in, origin: _ } => json!({
            "kind": "heading",
            "level": level,
            "style": match style {
                HeadingStyle::Part => "part",
                HeadingStyle::Section => "section",
                HeadingStyle::Item => "item",
                HeadingStyle::Subitem => "subitem",
                HeadingStyle::Letter => "letter",
                HeadingStyle::Label => "label",
            },
            "number": number,
            "title": words(title),
            "run_in": run_in.as_deref().map(inlines),
        }),
        Block::Paragraph { marker, style, content } => json!({
            "kind": "paragraph",
            "marker": marker,
            "style": match style {
                ParagraphStyle::Normal => "normal",
                ParagraphStyle::Basis => "basis",
            },
            "content": inlines(content),
        }),
        Block::Table(table) => self::table(table),
        Block::Landscape(inner) => json!({ "kind": "landscape", "body": blocks(inner) }),
    }
}

fn table(table: &Table) -> Value {
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
        "head": table.head.iter().map(|cells| self::cells(cells)).collect::<Vec<_>>(),
        "rows": table.rows.iter().map(|row| json!({ "group": row.group, "cells": cells(&row.cells) })).collect::<Vec<_>>(),
    });
    for (key, line) in [("caption", &table.caption), ("unit", &table.unit)] {
        if let Some(line) = line {
            value[key] = words(line).into();
        }
    }
    value
}

fn cells(cells: &[Cell]) -> Vec<Value> {
    cells
        .iter()
        .map(|cell| {
            let mut value = Map::from_iter([("content".to_owned(), Value::Array(inlines(&cell.content)))]);
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
    if words.is_empty() { Vec::new() } else { vec![json!({ "text": words })] }
}

fn inlines(content: &[Inline]) -> Vec<Value> {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) => json!({ "text": words }),
            Inline::Strong(inner) => json!({ "strong": inlines(inner) }),
            Inline::Emphasis(inner) => json!({ "emph": inlines(inner) }),
            Inline::Break => json!({ "break": true }),
            Inline::Note(inner) => json!({ "note": blocks(inner) }),
        })
        .collect()
}
