//! Lets plans write `cite("id")` and `target("id").value`, which Tera would want as `cite(id="id")` and has no way to
//! say. Only what stands between `{{ }}` and `{% %}` is touched.

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

/// A call `{{ standard("id") }}`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct StandardCall {
    /// Where the whole tag stands.
    pub range: std::ops::Range<usize>,
    /// The id.
    pub id: String,
}

/// The calls of standard sentences in a text, in order.
pub(super) fn standard_calls(source: &str) -> Vec<StandardCall> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = next_tag(source, at) {
        let end = tag_end(source, open + 2);
        let inside = source[open + 2..end].trim();
        let id = inside
            .strip_prefix("standard(")
            .and_then(|rest| rest.trim_start().strip_prefix(['"', '\'']))
            .and_then(|rest| rest.strip_suffix(')'))
            .and_then(|rest| rest.trim_end().strip_suffix(['"', '\'']));
        at = (end + 2).min(source.len());
        if let Some(id) = id.filter(|_| source[open..].starts_with("{{")) {
            out.push(StandardCall { range: open..at, id: id.to_owned() });
        }
    }
    out
}

impl Expanded {
    /// The same, with places led back once more.
    pub(super) fn through(mut self, origins: &[usize]) -> Self {
        let last = origins.last().map_or(0, |last| last + 1);
        for origin in &mut self.origins {
            *origin = origins.get(*origin).copied().unwrap_or(last);
        }
        self
    }

    /// The place in the plan's text of a place in the template.
    pub(super) fn origin(&self, offset: usize) -> usize {
        let last = self.origins.last().map_or(0, |last| last + 1);
        self.origins.get(offset).copied().unwrap_or(last)
    }

    fn copy(&mut self, source: &str, range: std::ops::Range<usize>) {
        self.origins.extend(range.clone());
        self.text.push_str(&source[range]);
    }

    fn insert(&mut self, words: &str, origin: usize) {
        self.origins.extend(std::iter::repeat_n(origin, words.len()));
        self.text.push_str(words);
    }
}

/// Writes the short forms out.
pub(super) fn expand(source: &str) -> Expanded {
    let mut out =
        Expanded { text: String::with_capacity(source.len() + 32), origins: Vec::with_capacity(source.len() + 32) };
    let mut at = 0;
    while let Some(open) = next_tag(source, at) {
        let end = tag_end(source, open + 2);
        out.copy(source, at..open + 2);
        expand_tag(source, open + 2..end, &mut out);
        at = end;
    }
    out.copy(source, at..source.len());
    out
}

/// The places of all tags, with their braces, comments too.
pub(super) fn tags(source: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        let tag = next_tag(source, at);
        let comment = source[at..tag.unwrap_or(source.len())].find("{#").map(|found| at + found);
        let open = match (tag, comment) {
            (Some(tag), Some(comment)) => tag.min(comment),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return out,
        };
        at = if comment == Some(open) {
            source[open..].find("#}").map_or(source.len(), |length| open + length + 2)
        } else {
            (tag_end(source, open + 2) + 2).min(source.len())
        };
        out.push(open..at);
    }
}

fn next_tag(source: &str, from: usize) -> Option<usize> {
    // One walk for both: a search for the one that a long text does not have would go to its end for every tag.
    let pairs = source.as_bytes()[from..].windows(2);
    pairs.into_iter().position(|pair| matches!(pair, b"{{" | b"{%")).map(|found| from + found)
}

/// Where the tag's inside ends: before `}}` or `%}` outside a string, or at the end of the text.
fn tag_end(source: &str, from: usize) -> usize {
    let mut at = from;
    while at < source.len() {
        let rest = &source[at..];
        if rest.starts_with("}}") || rest.starts_with("%}") {
            return at;
        }
        at += token_length(rest);
    }
    source.len()
}

/// The string literals, names and single signs of a range, in order.
pub(super) fn tokens(source: &str, range: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let end = at + token_length(&source[at..range.end]);
        out.push(at..end);
        at = end;
    }
    out
}

/// Length of the string literal, identifier or single character at the start.
fn token_length(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    if matches!(first, '"' | '\'' | '`') {
        return rest[1..].find(first).map_or(rest.len(), |close| close + 2);
    }
    if is_name(first) {
        return rest.find(|letter: char| !is_name(letter)).unwrap_or(rest.len());
    }
    first.len_utf8()
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn expand_tag(source: &str, range: std::ops::Range<usize>, out: &mut Expanded) {
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

/// The parenthesis that closes the one at `open`, or the end.
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
    fn standard_sentences_are_found_in_expressions_only() {
        let found =
            |source: &str| standard_calls(source).into_iter().map(|call| (call.range, call.id)).collect::<Vec<_>>();
        assert_eq!(
            found(r#"a {{ standard("x-y") }} b {{standard('z')}}"#),
            [(2..23, "x-y".to_owned()), (26..43, "z".to_owned())]
        );
        assert_eq!(found(r#"standard("x") {{ "standard('x')" }} {% if standard("x") %} {{ standard("#), []);
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
