//! All words of a document.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::content::{
    AppendixContent, Attached, Block, Inline, Letterhead, Manuscript, Reference, Signature, Table, TitleBlock,
};

impl Manuscript {
    /// Returns every text that is printed, in the order of the document. What a number or a date is made of is a text by itself.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        let Self {
            metadata: _,
            letterhead,
            title,
            body,
            closing,
            recipients,
            signature,
            attached,
            appendices,
            names: _,
            origins: _,
            texts: _,
        } = self;
        let out = &mut Words::default();
        of_letterhead(letterhead, out);
        of_title(title, out);
        of_blocks(body, out);
        of_blocks(closing, out);
        out.texts.extend(recipients.iter().map(|line| line.words.as_str()));
        of_signature(signature, out);
        if let Some(Attached { title, reference, body, closing, origin: _ }) = attached {
            of_title(title, out);
            of_reference(reference, out);
            of_blocks(body, out);
            of_blocks(closing, out);
        }
        for AppendixContent { label, title, reference, landscape: _, body } in appendices {
            out.texts.extend([label.as_str(), title]);
            of_reference(reference, out);
            of_blocks(body, out);
        }
        std::mem::take(&mut out.texts)
    }
}

#[derive(Default)]
struct Words<'m> {
    texts: Vec<&'m str>,
    /// The footnotes that are there: several references share one.
    notes: BTreeSet<*const Vec<Block>>,
}

fn of_letterhead<'m>(letterhead: &'m Letterhead, out: &mut Words<'m>) {
    let Letterhead { superior, issuer, number, symbol, place, day, month, year } = letterhead;
    out.texts.extend(superior.as_deref());
    out.texts.extend(issuer.iter().map(String::as_str));
    out.texts.extend([number, day, month].into_iter().filter_map(|value| value.as_deref()));
    out.texts.extend([symbol.as_str(), place, year]);
}

fn of_title<'m>(title: &'m TitleBlock, out: &mut Words<'m>) {
    let TitleBlock { kind, subject: _, lines, addressees } = title;
    out.texts.push(kind);
    out.texts.extend(lines.iter().chain(addressees).map(String::as_str));
}

fn of_signature<'m>(signature: &'m Signature, out: &mut Words<'m>) {
    let Signature { capacity, position, office, name } = signature;
    out.texts.extend(capacity.iter().chain([position]).chain(office).chain([name]).map(String::as_str));
}

fn of_reference<'m>(reference: &'m Reference, out: &mut Words<'m>) {
    let Reference { kind, letterhead, issuer } = reference;
    out.texts.extend([kind.as_str(), issuer]);
    of_letterhead(letterhead, out);
}

fn of_blocks<'m>(blocks: &'m [Block], out: &mut Words<'m>) {
    for block in blocks {
        match block {
            Block::Heading { level: _, style: _, number, title, run_in, origin: _ } => {
                out.texts.extend(number.as_deref());
                out.texts.push(title);
                of_inlines(run_in.as_deref().unwrap_or_default(), out);
            }
            Block::Paragraph { marker, style: _, content } => {
                out.texts.extend(marker.as_deref());
                of_inlines(content, out);
            }
            Block::Table(Table { caption, unit, columns: _, head, rows, parts: _ }) => {
                out.texts.extend([caption, unit].into_iter().filter_map(|line| line.as_deref()));
                let cells = head.iter().chain(rows.iter().map(|row| &row.cells)).flatten();
                cells.for_each(|cell| of_inlines(&cell.content, out));
            }
            Block::Landscape(inner) => of_blocks(inner, out),
        }
    }
}

fn of_inlines<'m>(content: &'m [Inline], out: &mut Words<'m>) {
    for inline in content {
        match inline {
            Inline::Text(words) => out.texts.push(words),
            Inline::Strong(inner) | Inline::Emphasis(inner) => of_inlines(inner, out),
            Inline::Note(note) if out.notes.insert(Arc::as_ptr(note)) => of_blocks(note, out),
            Inline::Note(_) | Inline::Break => {}
        }
    }
}
