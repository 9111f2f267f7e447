//! The comments before a key or a header, and what each of them belongs to.

/// Comment lines without a blank line between them.
pub(super) type Block = Vec<String>;

/// The comments between two things of the file, by what they are next to.
#[derive(Debug, Default)]
pub(super) struct Between {
    /// Right below what came before, and apart from what follows: a remark on it, or a line that was switched off.
    pub below: Block,
    /// Apart from both: they speak of all that follows.
    pub apart: Vec<Block>,
    /// Right above what follows.
    pub above: Block,
    /// Whether a blank line precedes `above`, or what follows when there is none.
    pub gap: bool,
}

impl Between {
    /// Sorts the comments before something. Without anything `before`, nothing can be below it.
    pub(super) fn read(text: &str, before: bool) -> Self {
        let mut lines: Vec<&str> = text.split('\n').map(str::trim).collect();
        // The last piece is the indentation of what follows, or a comment at the end of the file.
        if lines.last().is_some_and(|last| last.is_empty()) {
            lines.pop();
        }
        let touches_before = lines.first().is_some_and(|first| !first.is_empty());
        let touches_after = lines.last().is_some_and(|last| !last.is_empty());
        let mut blocks: Vec<Block> = lines
            .split(|line| line.is_empty())
            .filter(|block| !block.is_empty())
            .map(|block| block.iter().map(|line| (*line).to_owned()).collect())
            .collect();
        let above = if touches_after { blocks.pop().unwrap_or_default() } else { Block::new() };
        let gap = !touches_before || !blocks.is_empty();
        let below = if before && touches_before && !blocks.is_empty() { blocks.remove(0) } else { Block::new() };
        Self { below, apart: blocks, above, gap: gap && !lines.is_empty() }
    }
}

/// Returns the comment behind a value or a header.
pub(super) fn behind(text: &str) -> Option<String> {
    let text = text.trim();
    text.starts_with('#').then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Between;

    #[test]
    fn comments_belong_to_what_they_touch() {
        let read = Between::read("# một\n\n# hai\n\n# ba\n# bốn\n", true);
        assert_eq!(read.below, ["# một"]);
        assert_eq!(read.apart, [["# hai"]]);
        assert_eq!(read.above, ["# ba", "# bốn"]);
        assert!(read.gap);

        let read = Between::read("# một\n", true);
        assert!(read.below.is_empty() && read.apart.is_empty() && !read.gap);
        assert_eq!(read.above, ["# một"]);

        let read = Between::read("# một\n\n", false);
        assert_eq!((read.below.len(), read.apart.len(), read.above.len()), (0, 1, 0));
    }
}
