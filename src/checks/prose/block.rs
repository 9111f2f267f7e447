//! Paragraphs, items and rows of prose, as the reader of CommonMark will see them.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    Paragraph,
    Item,
    /// A row of a table.
    Row,
}

/// A block of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// The number of spaces before it.
    pub indent: usize,
    /// Its text without the mark of the list; an item's text ends before the items inside it.
    pub range: Range<usize>,
    /// The lines that follow its first one, each without spaces at its ends.
    pub more: Vec<Range<usize>>,
}

/// Returns the blocks of a text. Lines without a blank line or a mark between them are one block, as CommonMark has it.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open = false;
    let mut start = 0;
    for line in text.split('\n') {
        let indent = line.len() - line.trim_start().len();
        let words = line.trim();
        let at = start + indent;
        start += line.len() + 1;
        if words.is_empty() {
            open = false;
            continue;
        }
        let end = at + words.len();
        if words.starts_with('|') {
            out.push(Block { kind: BlockKind::Row, indent, range: at..end, more: Vec::new() });
            open = false;
        } else if let Some(mark) = list_mark(words) {
            out.push(Block { kind: BlockKind::Item, indent, range: at + mark..end, more: Vec::new() });
            open = true;
        } else if let Some(last) = out.last_mut().filter(|_| open) {
            last.range.end = end;
            last.more.push(at..end);
        } else {
            out.push(Block { kind: BlockKind::Paragraph, indent, range: at..end, more: Vec::new() });
            open = true;
        }
    }
    out
}

/// Returns the length of a list's mark with the spaces behind it: «- », «+ », «* », «1. », «1) ».
#[must_use]
pub fn list_mark(line: &str) -> Option<usize> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = match (digits, line.as_bytes().get(digits)?) {
        (0, b'-' | b'+' | b'*') | (1..=9, b'.' | b')') => digits + 1,
        _ => return None,
    };
    let spaces = line.len() - mark - line[mark..].trim_start_matches(' ').len();
    (spaces > 0).then_some(mark + spaces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_put_together_as_commonmark_does() {
        let text = "Mở đầu\ntiếp.\n\n- Một;\n  tiếp.\n  + Hai\n3. Ba\n\n| a | b |\n**Đậm**";
        let found: Vec<(BlockKind, usize, &str, usize)> = blocks(text)
            .iter()
            .map(|block| (block.kind, block.indent, &text[block.range.clone()], block.more.len()))
            .collect();
        assert_eq!(
            found,
            [
                (BlockKind::Paragraph, 0, "Mở đầu\ntiếp.", 1),
                (BlockKind::Item, 0, "Một;\n  tiếp.", 1),
                (BlockKind::Item, 2, "Hai", 0),
                (BlockKind::Item, 0, "Ba", 0),
                (BlockKind::Row, 0, "| a | b |", 0),
                (BlockKind::Paragraph, 0, "**Đậm**", 0),
            ]
        );
    }

    #[test]
    fn a_mark_needs_a_space() {
        assert_eq!(list_mark("- a"), Some(2));
        assert_eq!(list_mark("12. a"), Some(4));
        assert_eq!(list_mark("-a"), None);
        assert_eq!(list_mark("**a"), None);
        assert_eq!(list_mark("2026"), None);
    }
}
