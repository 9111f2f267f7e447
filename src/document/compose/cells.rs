//! Prose where there is no room for paragraphs: in a cell, behind a label.

use super::Composer;
use super::content::{Block, Inline, ParagraphStyle, plain_text};
use crate::base::diagnostic::{Diagnostic, UNSUPPORTED_MARKUP, text};
use crate::input::decode::SourceText;

impl Composer<'_, '_> {
    /// Returns prose as the lines of a cell. A table in it is reported.
    pub(super) fn in_a_cell(&mut self, body: Vec<Block>, source: &SourceText) -> Vec<Inline> {
        if body.iter().any(|block| matches!(block, Block::Table(_))) {
            let message =
                text("không in được bảng trong một ô của bảng", "a table in a cell of a table cannot be printed");
            let help = text(
                "trình bày phần này thành đề mục hoặc dòng, không thành bảng, hoặc viết bảng ấy thành lời",
                "show the data as headings or lines, or write the table in words",
            );
            self.findings.push(Diagnostic::new(&UNSUPPORTED_MARKUP, source.span, message).help(help));
        }
        lines(body)
    }
}

/// Takes the first paragraph out, if it is one without a marker.
pub(super) fn first_paragraph(body: &mut Vec<Block>) -> Option<Vec<Inline>> {
    match body.first() {
        Some(Block::Paragraph { marker: None, style: ParagraphStyle::Normal, .. }) => match body.remove(0) {
            Block::Paragraph { content, .. } => Some(content),
            Block::Heading { .. } | Block::Table(_) | Block::Landscape(_) => None,
        },
        _ => None,
    }
}

/// Blocks inside a cell: one paragraph a line, with its marker.
fn lines(body: Vec<Block>) -> Vec<Inline> {
    let mut out = Vec::new();
    for block in body {
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        match block {
            Block::Paragraph { marker, content, .. } => {
                out.extend(marker.map(|marker| Inline::Text(format!("{marker} "))));
                out.extend(content);
            }
            Block::Heading { title, .. } => out.push(Inline::Text(title)),
            Block::Landscape(inner) => out.extend(lines(inner)),
            // Reported; its words are kept for a draft.
            Block::Table(table) => {
                let rows = table.head.into_iter().chain(table.rows.into_iter().map(|row| row.cells));
                let words: Vec<String> = rows
                    .map(|cells| cells.iter().map(|cell| plain_text(&cell.content)).collect::<Vec<_>>().join("; "))
                    .collect();
                out.push(Inline::Text(words.join(". ")));
            }
        }
    }
    out
}
