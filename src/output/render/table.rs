//! Tables, with what the layout estimates the widths of their columns by.

use serde_json::{Map, Value, json};

use super::columns::{Places, Texts, about, may_be_too_narrow, texts};
use super::inline::{Lines, plain_lines, text};
use super::view::View;
use crate::document::compose::{Alignment, Cell, ColumnWidth, Table};

pub(super) fn table<'m>(table: &'m Table, view: &mut View<'m>) -> Value {
    let lines = std::mem::replace(&mut view.lines, Lines::Cell { strict: false });
    let places = Places::of(table);
    let texts = texts(table, &places, |cell| plain_lines(&cell.content, view));
    let strict = may_be_too_narrow(&texts, view.on_its_side);
    // A cell over several columns counts for the width of none; one over all of them has room.
    let is_part = |cell: &Cell| cell.columns > 1 && cell.columns < table.columns.len();
    let columns: Vec<Value> =
        table.columns.iter().zip(&texts).map(|(own, texts)| column(own.width, own.alignment, texts)).collect();
    let mut row = |(row, places): (&'m [Cell], &Vec<usize>)| -> Vec<Value> {
        row.iter().zip(places).map(|(one, place)| cell(one, *place, strict || is_part(one), view)).collect()
    };
    let head: Vec<_> = table.head.iter().map(Vec::as_slice).zip(&places.head).map(&mut row).collect();
    let cells = table.rows.iter().map(|row| row.cells.as_slice()).zip(&places.rows).map(row);
    let rows: Vec<Value> = table
        .rows
        .iter()
        .zip(cells)
        .map(|(row, cells)| json!({ "group": row.group, "heads": row.heads, "cells": cells }))
        .collect();
    view.lines = lines;
    let mut value = json!({ "kind": "table", "columns": columns, "head": head, "rows": rows });
    if !table.parts.is_empty() {
        value["parts"] = json!(table.parts);
    }
    for (key, line) in [("caption", &table.caption), ("unit", &table.unit)] {
        if let Some(line) = line {
            value[key] = view.text(line);
        }
    }
    value
}

fn column(width: ColumnWidth, alignment: Alignment, texts: &Texts) -> Value {
    json!({
        "width": match width {
            ColumnWidth::Content => json!("auto"),
            ColumnWidth::Share(share) => json!(share),
        },
        "align": match alignment {
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
        },
        "letters": texts.letters,
        "words": texts.words(),
        "text": texts.text(),
    })
}

fn cell<'m>(cell: &'m Cell, place: usize, strict: bool, view: &mut View<'m>) -> Value {
    view.lines = Lines::Cell { strict };
    let letters: Vec<usize> = plain_lines(&cell.content, view).split('\n').map(about).collect();
    let letters = if let [letters] = letters[..] { json!(letters) } else { json!(letters) };
    let content = text(&cell.content, view);
    let mut value = Map::from_iter([
        ("content".to_owned(), content),
        ("letters".to_owned(), letters),
        ("x".to_owned(), json!(place)),
    ]);
    for (key, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
        if span > 1 {
            value.insert(key.to_owned(), json!(span));
        }
    }
    Value::Object(value)
}
