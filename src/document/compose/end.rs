//! The end of the document and of its appendices: «./.» after their last words (Decree 30, Appendix III, forms 1.4, 2.1, 2.2).

use super::content::{Block, Inline, plain_text};

const END_MARK: &str = "./.";

/// Puts the mark after the closing; after the last paragraph of the body where there is none. That paragraph becomes the closing, so
/// that the layout keeps it with the signature. After a table or a bare heading the mark is on a line of its own.
pub(super) fn put_end_mark(body: &mut Vec<Block>, closing: &mut Vec<Block>) {
    if closing.is_empty() {
        if matches!(body.last(), Some(Block::Paragraph { .. })) {
            closing.extend(body.pop());
        } else if body.last_mut().is_some_and(mark) {
            return;
        }
    }
    if !closing.last_mut().is_some_and(mark) {
        closing.push(Block::paragraph(vec![Inline::Text(END_MARK.to_owned())]));
    }
}

/// Puts the mark after the last words of an appendix (III.1.e). A table has no last words, and a line of its own below it could be alone on
/// a page. What is open, as dots to write on, stays as it is.
pub(super) fn end_appendix(body: &mut [Block]) {
    let Some(last) = body.last_mut() else { return };
    if !is_open(last) {
        mark(last);
    }
}

fn is_open(block: &Block) -> bool {
    match block {
        Block::Paragraph { content, .. } | Block::Heading { run_in: Some(content), .. } => {
            let words = plain_text(content);
            let words = words.trim_end();
            words.ends_with("..") || words.ends_with(['…', ':', '_'])
        }
        Block::Landscape(inner) => inner.last().is_none_or(is_open),
        Block::Heading { run_in: None, .. } | Block::Table(_) => true,
    }
}

/// Returns whether the block ends in words, which have the mark now.
fn mark(block: &mut Block) -> bool {
    let content = match block {
        Block::Paragraph { content, .. } | Block::Heading { run_in: Some(content), .. } => content,
        Block::Landscape(inner) => return inner.last_mut().is_some_and(mark),
        Block::Heading { run_in: None, .. } | Block::Table(_) => return false,
    };
    drop_marks(content);
    match content.last_mut() {
        Some(Inline::Text(words)) => words.push_str(END_MARK),
        _ => content.push(Inline::Text(END_MARK.to_owned())),
    }
    true
}

/// Drops the marks at the end, also those inside of emphasis and before a footnote: «./.» takes their place.
fn drop_marks(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        let is_empty = match last {
            Inline::Text(words) => {
                words.truncate(words.trim_end_matches([' ', '.', '/', ';', ',']).len());
                words.is_empty()
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) => {
                drop_marks(inner);
                inner.is_empty()
            }
            Inline::Break => true,
            Inline::Note(_) => {
                let note = content.pop();
                drop_marks(content);
                content.extend(note);
                return;
            }
        };
        if !is_empty {
            return;
        }
        content.pop();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::source::{SourceMap, Span};
    use crate::document::compose::content::{HeadingStyle, Origin, Table, plain_text};

    fn words(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    /// Returns the paragraphs of body and closing once the mark is there.
    fn ended(body: Vec<Block>, closing: Vec<Block>) -> (Vec<String>, Vec<String>) {
        let (mut body, mut closing) = (body, closing);
        put_end_mark(&mut body, &mut closing);
        (body.iter().map(shown).collect(), closing.iter().map(shown).collect())
    }

    fn shown(block: &Block) -> String {
        match block {
            Block::Paragraph { marker, content, .. } => {
                format!("{}{}", marker.as_deref().unwrap_or_default(), plain_text(content))
            }
            Block::Heading { title, run_in, .. } => {
                format!("{title}{}", run_in.as_deref().map(plain_text).unwrap_or_default())
            }
            Block::Table(_) => "bảng".to_owned(),
            Block::Landscape(inner) => inner.iter().map(shown).collect(),
        }
    }

    fn heading(run_in: Option<Vec<Inline>>) -> Block {
        let origin = Origin(Span::new(SourceMap::new().add("x", ""), 0..0));
        Block::Heading { level: 1, style: HeadingStyle::Item, number: None, title: "Mục".to_owned(), run_in, origin }
    }

    #[test]
    fn the_closing_ends_in_the_mark() {
        for (typed, ends) in
            [("Yêu cầu", "Yêu cầu./."), ("Yêu cầu.", "Yêu cầu./."), ("Yêu cầu./.", "Yêu cầu./."), ("v.v.", "v.v./.")]
        {
            let closing = vec![Block::paragraph(vec![words(typed)])];
            assert_eq!(ended(Vec::new(), closing), (vec![], vec![ends.to_owned()]));
        }
        let strong = vec![words("Yêu "), Inline::Strong(vec![words("cầu.")])];
        assert_eq!(ended(Vec::new(), vec![Block::paragraph(strong)]).1, ["Yêu cầu./."]);
        let noted = vec![words("Yêu cầu."), Inline::Note(Arc::default())];
        assert_eq!(ended(Vec::new(), vec![Block::paragraph(noted)]).1, ["Yêu cầu./."]);
        let table = vec![Block::paragraph(vec![words("Yêu cầu:")]), Block::Table(Table::default())];
        assert_eq!(ended(Vec::new(), table).1, ["Yêu cầu:", "bảng", "./."]);
    }

    #[test]
    fn an_appendix_ends_in_the_mark_where_it_ends_in_words() {
        let ended = |mut body: Vec<Block>| {
            end_appendix(&mut body);
            body.iter().map(shown).collect::<String>()
        };
        assert_eq!(ended(vec![Block::item("-", vec![words("Hai.")])]), "-Hai./.");
        assert_eq!(ended(vec![Block::Landscape(vec![Block::paragraph(vec![words("Hai;")])])]), "Hai./.");
        for open in ["Người lập: ......", "Người lập: ……", "Gồm:", "Người lập: ____"] {
            assert_eq!(ended(vec![Block::paragraph(vec![words(open)])]), open);
        }
        assert_eq!(ended(vec![Block::paragraph(vec![words("Một.")]), Block::Table(Table::default())]), "Một.bảng");
        assert_eq!(ended(vec![heading(None)]), "Mục");
        assert_eq!(ended(Vec::new()), "");
    }

    #[test]
    fn without_a_closing_the_last_paragraph_has_the_mark() {
        let item = || vec![Block::item("-", vec![words("Một;")]), Block::item("-", vec![words("Hai.")])];
        assert_eq!(ended(item(), Vec::new()), (vec!["-Một;".to_owned()], vec!["-Hai./.".to_owned()]));
        assert_eq!(ended(vec![Block::Table(Table::default())], Vec::new()).1, ["./."]);
        assert_eq!(ended(vec![heading(None)], Vec::new()).1, ["./."]);
        assert_eq!(
            ended(vec![heading(Some(vec![words(" Giao việc.")]))], Vec::new()),
            (vec!["Mục Giao việc./.".to_owned()], vec![])
        );
        assert_eq!(ended(vec![Block::Landscape(item())], Vec::new()), (vec!["-Một;-Hai./.".to_owned()], vec![]));
        assert_eq!(ended(vec![Block::Landscape(vec![Block::Table(Table::default())])], Vec::new()).1, ["./."]);
        assert_eq!(ended(Vec::new(), Vec::new()).1, ["./."]);
    }
}
