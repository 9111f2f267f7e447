//! Lets plans write `cite("id")` and `target("id").value`, which Tera would want as `cite(id="id")` and has no way to
//! say. Only what is between `{{ }}` and `{% %}` is touched.

use std::ops::Range;

use crate::input::expressions::{TagKind, is_name, tags, token_length};

/// Words before a parenthesis that are no functions. Every function of Tera wants its arguments named, so an unnamed
/// first one is the id, also of a function that does not exist: the complaint is about its name then.
const KEYWORDS: [&str; 8] = ["if", "elif", "not", "and", "or", "in", "is", "for"];

/// A template in Tera's own words, and where each of its bytes came from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Expanded {
    /// The template.
    pub text: String,
    origins: Vec<usize>,
}

impl Expanded {
    /// Returns the same, with places led back once more.
    pub(super) fn through(mut self, origins: &[usize]) -> Self {
        let last = origins.last().map_or(0, |last| last + 1);
        for origin in &mut self.origins {
            *origin = origins.get(*origin).copied().unwrap_or(last);
        }
        self
    }

    /// Returns the place in the plan's text of a place in the template.
    pub(super) fn origin(&self, offset: usize) -> usize {
        let last = self.origins.last().map_or(0, |last| last + 1);
        self.origins.get(offset).copied().unwrap_or(last)
    }

    /// Returns a template without words, to be filled from this one.
    pub(super) fn empty(&self) -> Self {
        Self { text: String::with_capacity(self.text.len() + 32), origins: Vec::with_capacity(self.text.len() + 32) }
    }

    /// Adds a part of another template, with its places.
    pub(super) fn copy_from(&mut self, other: &Self, range: Range<usize>) {
        self.origins.extend_from_slice(&other.origins[range.clone()]);
        self.text.push_str(&other.text[range]);
    }

    fn copy(&mut self, source: &str, range: Range<usize>) {
        self.origins.extend(range.clone());
        self.text.push_str(&source[range]);
    }

    /// Adds words that come from one place.
    pub(super) fn insert(&mut self, words: &str, origin: usize) {
        self.origins.extend(std::iter::repeat_n(origin, words.len()));
        self.text.push_str(words);
    }
}

/// Writes the short forms out.
pub(super) fn expand(source: &str) -> Expanded {
    let mut out =
        Expanded { text: String::with_capacity(source.len() + 32), origins: Vec::with_capacity(source.len() + 32) };
    let mut at = 0;
    for tag in tags(source).into_iter().filter(|tag| tag.kind != TagKind::Comment) {
        out.copy(source, at..tag.inside.start);
        at = tag.inside.end;
        expand_tag(source, tag.inside, &mut out);
    }
    out.copy(source, at..source.len());
    out
}

fn expand_tag(source: &str, range: Range<usize>, out: &mut Expanded) {
    let mut at = range.start;
    while at < range.end {
        let length = token_length(&source[at..range.end]);
        let name = &source[at..at + length];
        let open = at + length;
        out.copy(source, at..open);
        at = open;
        if !name.starts_with(is_name) || KEYWORDS.contains(&name) || !source[at..range.end].starts_with('(') {
            continue;
        }
        let close = matching(source, at, range.end);
        out.copy(source, at..at + 1);
        let inside = at + 1;
        let blank = source[inside..close].len() - source[inside..close].trim_start().len();
        if source[inside + blank..close].starts_with(['"', '\'', '`']) {
            out.insert("id=", inside);
        }
        out.copy(source, inside..close);
        at = close;
        if close < range.end {
            let field = source[close + 1..range.end].strip_prefix('.').map(token_length);
            if let Some(length) = field.filter(|length| *length > 0) {
                let name = close + 2..close + 2 + length;
                out.insert(&format!(", field=\"{}\"", &source[name.clone()]), name.start);
                out.copy(source, close..close + 1);
                at = name.end;
            }
        }
    }
}

/// Returns the parenthesis that closes the one at `open`, or the end.
fn matching(source: &str, open: usize, end: usize) -> usize {
    let (mut at, mut depth) = (open, 0_usize);
    while at < end {
        match source.as_bytes()[at] {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
        at += token_length(&source[at..end]);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_written_out_inside_tags_only() {
        for (short, long) in [
            (r#"cite("a") {{ cite("a") }}"#, r#"cite("a") {{ cite(id="a") }}"#),
            (r#"{{ cite("a", form="full") }}"#, r#"{{ cite(id="a", form="full") }}"#),
            (r#"{{ target("x").value }} b"#, r#"{{ target(id="x", field="value") }} b"#),
            (r#"{% if target( 'x' ).value == "1%" %}"#, r#"{% if target(id= 'x' , field="value") == "1%" %}"#),
            (r#"{{ "cite('a')" }}"#, r#"{{ "cite('a')" }}"#),
            (r#"{{ recite("a") }}{{ cite(id="b") }}"#, r#"{{ recite(id="a") }}{{ cite(id="b") }}"#),
            (r#"{% if not ("a" == x) %}"#, r#"{% if not ("a" == x) %}"#),
            ("{{ cite(", "{{ cite("),
            (r#"{{ "đ }}" }}"#, r#"{{ "đ }}" }}"#),
        ] {
            assert_eq!(expand(short).text, long);
        }
    }

    #[test]
    fn places_lead_back_to_the_plan() {
        let source = r#"đ {{ cite("a") }} {{ foo }}"#;
        let expanded = expand(source);
        let at = expanded.text.find("foo").unwrap();
        assert_eq!(expanded.origin(at), source.find("foo").unwrap());
        assert_eq!(expanded.origin(expanded.text.len()), source.len());
    }
}
