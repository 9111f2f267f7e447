//! Lists that are not closed, and lines behind a list that was closed too early.
//!
//! The parser notices neither where it happens: it reads all that follows as items, or cannot read it at all.

use std::ops::Range;

/// What is wrong with the brackets of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Brackets {
    /// The bracket of the first list that is open where another key or table begins.
    pub open: Option<usize>,
    /// Lines that look like items of a list, and are in none.
    pub outside: Vec<Outside>,
}

/// A run of items behind the end of their list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Outside {
    /// The first of them.
    pub item: Range<usize>,
    /// Where the list was closed.
    pub closed: usize,
    /// Where the run ends.
    pub end: usize,
}

/// Walks through a file that cannot be read as TOML.
pub(super) fn brackets(source: &str) -> Brackets {
    let mut found = Brackets::default();
    // The open brackets of the value around the place.
    let mut open: Vec<usize> = Vec::new();
    let mut closed: Option<usize> = None;
    let mut long: Option<&str> = None;
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let text = line.trim();
        if long.is_none() && !text.is_empty() && !text.starts_with('#') {
            let indent = at + line.len() - line.trim_start().len();
            if open.is_empty() {
                if let (true, Some(closed)) = (is_item(text), closed) {
                    match found.outside.last_mut().filter(|last| last.closed == closed) {
                        Some(run) => run.end = start,
                        None => found.outside.push(Outside { item: indent..indent + text.len(), closed, end: start }),
                    }
                    continue;
                }
                closed = None;
            } else if found.open.is_none() && (is_header(text) || is_key(text) && is_list(source, &open)) {
                found.open = open.first().copied().filter(|bracket| is_list(source, &[*bracket]));
                return found;
            }
        }
        walk(line, at, &mut open, &mut closed, &mut long);
    }
    if let Some(first) = open.first().filter(|first| long.is_none() && is_list(source, &[**first])) {
        found.open = Some(*first);
    }
    found
}

/// Walks through a line: its brackets outside of strings and comments.
fn walk(line: &str, at: usize, open: &mut Vec<usize>, closed: &mut Option<usize>, long: &mut Option<&'static str>) {
    // Values are behind their keys: a bracket at the beginning is a table's.
    let is_table = open.is_empty() && line.trim_start().starts_with('[');
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        let place = at + line.len() - rest.len();
        if let Some(quotes) = *long {
            let Some(end) = rest.find(quotes) else { return };
            rest = &rest[end + quotes.len()..];
            *long = None;
            continue;
        }
        if let Some(quotes) = ["\"\"\"", "'''"].into_iter().find(|quotes| rest.starts_with(quotes)) {
            *long = Some(quotes);
            rest = &rest[quotes.len()..];
            continue;
        }
        match sign {
            '#' => return,
            '"' | '\'' => {
                rest = behind_string(rest, sign);
                continue;
            }
            '[' | '{' if !is_table => open.push(place),
            ']' | '}' if !is_table => {
                open.pop();
                if open.is_empty() && sign == ']' {
                    *closed = Some(place);
                }
            }
            _ => {}
        }
        rest = &rest[sign.len_utf8()..];
    }
}

/// Returns what is behind a string; a string that is not closed ends with its line.
fn behind_string(text: &str, quote: char) -> &str {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            sign if sign == quote => return &text[at + 1..],
            _ => {}
        }
    }
    ""
}

fn is_list(source: &str, open: &[usize]) -> bool {
    open.last().is_some_and(|bracket| source[*bracket..].starts_with('['))
}

/// «{ a = 1 },», «"a",» and the brackets behind them.
fn is_item(text: &str) -> bool {
    let string = |quote: char| text.starts_with(quote) && !behind_string(text, quote).trim_start().starts_with('=');
    text.starts_with('{') || text.starts_with(']') || string('"') || string('\'')
}

/// «[signer]», «[[tasks]]»: a list of words without quotes is none.
fn is_header(text: &str) -> bool {
    let text = text.split('#').next().unwrap_or_default().trim();
    let Some(inside) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return false };
    let name = inside.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(inside);
    is_name(name.trim()) && name.contains(|letter: char| letter.is_ascii_alphabetic())
}

/// «rows = …», «ten.con = …».
fn is_key(text: &str) -> bool {
    text.split_once('=').is_some_and(|(key, _)| is_name(key.trim()))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(source: &str) -> Option<usize> {
        brackets(source).open
    }

    #[test]
    fn an_open_list_is_known_by_the_key_or_table_behind_it() {
        assert_eq!(open("to = [\"a\",\n\"b\"\ndrafted_by = \"c\"\n"), Some(5));
        assert_eq!(open("rows = [\n  { a = 1 },\n\n[[targets]]\nid = \"x\"\n"), Some(7));
        assert_eq!(open("rows = [\n  { a = 1 },\n"), Some(7));
        assert_eq!(open("columns = [{ id = \"a\" }\nrows = []\n"), Some(10));
        for right in [
            "rows = [\n  [\"a\", \"b\"],\n  [1],\n]\n[signer]\n",
            "a = [ # rows = [\n  '''\n[b]\n''',\n]\n",
            "a = { b = 1,\n c = 2 }\n",
            "[[targets]]\nid = \"[\"\n",
            "[signer\nname = \"A\"\n",
        ] {
            assert_eq!(brackets(right), Brackets::default(), "{right}");
        }
    }

    #[test]
    fn items_behind_their_list_are_one_run() {
        let source = "rows = [\n  { a = 1 },\n]\n  { a = 2 },\n  { a = 3 },\n]\nb = 1\n";
        let found = brackets(source).outside;
        assert_eq!(found.len(), 1);
        assert_eq!(&source[found[0].item.clone()], "{ a = 2 },");
        assert_eq!((found[0].closed, &source[found[0].end..]), (22, "b = 1\n"));
    }
}
