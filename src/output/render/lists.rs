//! Which paragraphs make up lists, how the lists are nested, and which paragraphs are the last of the text.

use std::iter::Peekable;
use std::slice::Iter;

use crate::document::compose::{Block, Inline, ParagraphStyle, is_number, marker_kind};

/// A part of the text as it is laid out.
#[derive(Debug)]
pub(super) enum Part<'m> {
    Block {
        block: &'m Block,
        /// Whether it is a line that introduces what follows it.
        is_label: bool,
        place: Place,
    },
    List(List<'m>),
}

/// The place of a paragraph from the end of the text: 1 for the last one, 2 for the one before it. The two may go to the page of the
/// signature with it.
pub(super) type Place = Option<usize>;

#[derive(Debug)]
pub(super) struct List<'m> {
    pub is_numbered: bool,
    pub items: Vec<Item<'m>>,
}

#[derive(Debug)]
pub(super) struct Item<'m> {
    pub marker: &'m str,
    pub content: &'m [Inline],
    pub place: Place,
    /// The list that belongs to it.
    pub inner: Option<List<'m>>,
}

/// Returns the parts of a text.
pub(super) fn parts(blocks: &[Block]) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let mut rest = blocks.iter().peekable();
    while let Some(block) = rest.peek() {
        if marked(block).is_some() {
            out.push(Part::List(list(&mut rest, &mut Vec::new())));
            continue;
        }
        let Some(block) = rest.next() else { break };
        let introduces = matches!(rest.peek(), Some(Block::Paragraph { .. } | Block::Table(_)));
        out.push(Part::Block { block, is_label: introduces && is_emphasised(block), place: None });
    }
    out
}

fn marked(block: &Block) -> Option<(&str, &[Inline])> {
    match block {
        Block::Paragraph {
            marker: Some(marker),
            style: ParagraphStyle::Normal | ParagraphStyle::BasisItem,
            content,
        } => Some((marker, content)),
        _ => None,
    }
}

/// Reads the items with the mark of the first one, and the lists under them. `above` has the marks of the lists that it is in.
fn list<'m>(rest: &mut Peekable<Iter<'m, Block>>, above: &mut Vec<String>) -> List<'m> {
    let mut out = List { is_numbered: false, items: Vec::new() };
    let mut own: Option<String> = None;
    while let Some((marker, content)) = rest.peek().and_then(|block| marked(block)) {
        let kind = marker_kind(marker);
        if above.contains(&kind) {
            break;
        }
        let own = own.get_or_insert_with(|| kind.clone());
        if *own == kind {
            out.is_numbered = is_number(marker);
            out.items.push(Item { marker, content, place: None, inner: None });
            rest.next();
        } else if let Some(item) = out.items.last_mut() {
            above.push(own.clone());
            item.inner = Some(list(rest, above));
            above.pop();
        }
    }
    out
}

fn is_emphasised(block: &Block) -> bool {
    let Block::Paragraph { marker: None, style: ParagraphStyle::Normal, content } = block else { return false };
    let is_blank = |inline: &Inline| matches!(inline, Inline::Text(words) if words.trim_matches([' ', ':']).is_empty());
    !content.is_empty()
        && content.iter().all(|inline| matches!(inline, Inline::Strong(_) | Inline::Emphasis(_)) || is_blank(inline))
}

/// Splits off the end of a text: the last paragraph, and the one before it, which the signature may take along.
pub(super) fn split_tail(mut parts: Vec<Part<'_>>) -> (Vec<Part<'_>>, Vec<Part<'_>>) {
    let mut from = parts.len();
    let mut place = 0;
    for (at, part) in parts.iter_mut().enumerate().rev() {
        let is_text = match part {
            Part::Block {
                block: Block::Paragraph { .. } | Block::Heading { run_in: Some(_), .. }, place: own, ..
            } => {
                place += 1;
                *own = Some(place);
                true
            }
            Part::Block { .. } => false,
            Part::List(list) => {
                number(list, &mut place);
                true
            }
        };
        if !is_text {
            break;
        }
        from = at;
        if place == LAST {
            break;
        }
    }
    let tail = parts.split_off(from);
    (parts, tail)
}

/// As many paragraphs as the signature may take along.
const LAST: usize = 2;

fn number(list: &mut List<'_>, place: &mut usize) {
    for item in list.items.iter_mut().rev() {
        if let Some(inner) = &mut item.inner {
            number(inner, place);
        }
        if *place == LAST {
            return;
        }
        *place += 1;
        item.place = Some(*place);
    }
}

#[cfg(test)]
mod tests {
    use super::{List, Part, parts, split_tail};
    use crate::document::compose::{Block, Inline};

    fn item(marker: &str, words: &str) -> Block {
        Block::item(marker, vec![Inline::Text(words.to_owned())])
    }

    fn shown(list: &List<'_>) -> String {
        let items = list.items.iter().map(|item| {
            let inner = item.inner.as_ref().map(shown).unwrap_or_default();
            let place = item.place.map(|place| format!(" #{place}")).unwrap_or_default();
            format!("{}{place}{inner}", item.marker)
        });
        format!("[{}]", items.collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn items_with_other_marks_belong_to_the_item_before_them() {
        let blocks = ["-", "+", "+", "-", "1.", "2.", "a)", "10.", "+"].map(|marker| item(marker, "chữ"));
        let parts = parts(&blocks);
        let [Part::List(list)] = parts.as_slice() else { panic!("{parts:?}") };
        assert_eq!(shown(list), "[-[+, +], -[1., 2.[a)], 10.[+]]]");
    }

    #[test]
    fn the_last_two_paragraphs_are_known() {
        let blocks = [
            Block::paragraph(vec![Inline::Text("một".to_owned())]),
            item("-", "hai"),
            item("-", "ba"),
            item("+", "bốn"),
        ];
        let (before, tail) = split_tail(parts(&blocks));
        assert_eq!(before.len(), 1);
        let [Part::List(list)] = tail.as_slice() else { panic!("{tail:?}") };
        assert_eq!(shown(list), "[-, - #2[+ #1]]");
    }
}
