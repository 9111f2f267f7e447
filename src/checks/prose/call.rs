//! Calls of functions inside expressions: `{{ cite("nq-57-nq-tw-2024") }}`.

use std::ops::Range;

/// A call with an id as its first argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call<'t> {
    /// The function: `cite`, `agency`, `target`, `standard`.
    pub function: &'t str,
    /// The id.
    pub id: &'t str,
    /// Where the id stands, without its quotes.
    pub range: Range<usize>,
}

/// The calls in a text, in order. What cannot be read as a call was reported when the text was evaluated.
#[must_use]
pub fn calls(text: &str) -> Vec<Call<'_>> {
    let mut out = Vec::new();
    for tag in tags(text) {
        let mut at = tag.start;
        while let Some(open) = text[at..tag.end].find('(').map(|found| at + found) {
            at = open + 1;
            let before = &text[tag.start..open];
            let function = &before[before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len()..];
            let Some(range) = first_argument(text, at..tag.end) else { continue };
            if !function.is_empty() {
                out.push(Call { function, id: &text[range.clone()], range });
            }
        }
    }
    out
}

/// The places of the tags `{{ … }}`, `{% … %}` and `{# … #}`, with their braces.
#[must_use]
pub fn tags(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        let end = text[open + 2..].find(close).map_or(text.len(), |found| open + 2 + found + 2);
        out.push(open..end);
        at = end;
    }
    out
}

fn first_argument(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let inside = &text[range.clone()];
    let rest = inside.trim_start();
    let rest = rest.strip_prefix("id").map_or(rest, |rest| rest.trim_start().strip_prefix('=').unwrap_or(rest));
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    let start = range.start + (inside.len() - rest.len()) + 1;
    let length = text[start..range.end].find(quote)?;
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_found_inside_tags_only() {
        let text =
            r#"cite("no") {{ cite("a-1") }} và {% if target( id='b').value > 1 %}x{% endif %} {{ commune.name }}"#;
        let found: Vec<(&str, &str)> = calls(text).iter().map(|call| (call.function, call.id)).collect();
        assert_eq!(found, [("cite", "a-1"), ("target", "b")]);
        let first = &calls(text)[0];
        assert_eq!(&text[first.range.clone()], "a-1");
    }

    #[test]
    fn a_letter_of_several_bytes_before_a_bracket_is_no_name() {
        let found: Vec<&str> =
            calls("{{ e\u{301}(\"a\") }} {{ \u{2028}cite(\"b\") }} {{ ắ('c') }}").iter().map(|call| call.id).collect();
        assert_eq!(found, ["b"]);
    }

    #[test]
    fn an_unclosed_tag_ends_with_the_text() {
        assert_eq!(calls("{{ cite(\"a"), []);
        assert_eq!(tags("a {{ b").first(), Some(&(2..6)));
    }
}
