//! The reader of expressions in texts: where the tags `{{ … }}`, `{% … %}` and `{# … #}` are, and what they call.
//!
//! It knows string literals, so a brace or a parenthesis between quotes closes nothing. What the expressions mean is Tera's matter.

use std::ops::Range;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// `{{ … }}` gives a value.
    Expression,
    /// `{% … %}` decides what is printed.
    Statement,
    /// `{# … #}` prints nothing.
    Comment,
    /// `{{ id("…") }}` prints nothing either: it names the item that it is in.
    Name,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// What it does.
    pub kind: TagKind,
    /// Where it is, with its braces.
    pub range: Range<usize>,
    /// What is between its braces.
    pub inside: Range<usize>,
}

/// A call with an id as its first argument: `cite("nq-57-nq-tw-2024")`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call<'t> {
    /// The function: `cite`, `agency`, `target`, `task`, `ref`, `standard`.
    pub function: &'t str,
    pub id: &'t str,
    /// Where the id is, without its quotes.
    pub range: Range<usize>,
    /// The tag that the call is in.
    pub tag: Range<usize>,
    /// Whether the tag is an expression that holds this call with this argument and nothing else.
    pub alone: bool,
}

/// An id that names an item: `{{ id("giao-van-phong") }}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameTag {
    /// Where the id is, without its quotes.
    pub id: Range<usize>,
    /// What is not printed: the tag, and the blanks that part it from the words.
    pub cut: Range<usize>,
}

/// Returns the ids of a text that name items, in order.
#[must_use]
pub fn name_tags(text: &str) -> Vec<NameTag> {
    if !text.contains("id") {
        return Vec::new();
    }
    let named = tags(text).into_iter().filter(|tag| tag.kind == TagKind::Name);
    named
        .filter_map(|tag| Some(NameTag { id: name_in(text, tag.inside)?, cut: with_blanks(text, tag.range) }))
        .collect()
}

/// Returns the id of a tag that is `id("…")` and nothing else.
fn name_in(text: &str, inside: Range<usize>) -> Option<Range<usize>> {
    let tokens = tokens(text, inside);
    let word = |at: usize| tokens.get(at).map_or("", |range| &text[range.clone()]);
    (tokens.len() == 4 && word(0) == "id" && word(1) == "(" && word(3) == ")")
        .then(|| literal(text, tokens[2].clone()))
        .flatten()
}

/// Returns whether the next sign behind a place is the mark that ends the words before it.
#[must_use]
pub fn precedes_mark(text: &str, at: usize) -> bool {
    text[at..].trim_start_matches([' ', '\t']).starts_with(['.', ',', ';', ':'])
}

/// Returns a tag with the blanks before it, where it ends a line or a mark follows: with the whole line, where it is alone. Where words
/// follow, with those behind it.
fn with_blanks(text: &str, tag: Range<usize>) -> Range<usize> {
    let blank = [' ', '\t'];
    let (before, after) = (&text[..tag.start], &text[tag.end..]);
    let rest = after.trim_start_matches(blank);
    let kept = before.trim_end_matches(blank);
    if precedes_mark(text, tag.end) {
        return kept.len()..tag.end;
    }
    if !rest.is_empty() && !rest.starts_with(['\n', '\r']) {
        return tag.start..text.len() - rest.len();
    }
    let kept = kept.strip_suffix('\n').map_or(kept, |above| above.strip_suffix('\r').unwrap_or(above));
    kept.len()..tag.end
}

#[must_use]
pub fn has_tags(text: &str) -> bool {
    next_tag(text, 0).is_some()
}

/// Returns the text before its first tag: what is the same in every document.
#[must_use]
pub fn fixed_part(text: &str) -> &str {
    next_tag(text, 0).map_or(text, |(open, _)| &text[..open]).trim()
}

/// Returns the tags of a text, in order. One that is not closed goes to the end of the text.
#[must_use]
pub fn tags(text: &str) -> Vec<Tag> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some((open, kind)) = next_tag(text, at) {
        let tag = read_tag(text, open, kind);
        at = tag.range.end;
        out.push(tag);
    }
    out
}

/// Returns the tag that a text begins with.
#[must_use]
pub fn leading_tag(text: &str) -> Option<Tag> {
    Some(read_tag(text, 0, tag_kind(text.as_bytes().get(..2)?)?))
}

/// Returns the text with every tag replaced by one letter of one byte, so that places stay the same.
#[must_use]
pub fn opaque(text: &str, letter: char) -> String {
    let mut out = text.to_owned();
    for tag in tags(text) {
        let length = tag.range.len() / letter.len_utf8();
        out.replace_range(tag.range, &letter.to_string().repeat(length));
    }
    out
}

/// Returns the string literals, names and single characters of a range, in order, without white space.
#[must_use]
pub fn tokens(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let end = at + token_length(&text[at..range.end]);
        if !text[at..end].trim().is_empty() {
            out.push(at..end);
        }
        at = end;
    }
    out
}

/// Returns the calls in a text, in order. What cannot be read as a call was reported when the text was evaluated.
#[must_use]
pub fn calls(text: &str) -> Vec<Call<'_>> {
    let mut out = Vec::new();
    for tag in tags(text).into_iter().filter(|tag| tag.kind != TagKind::Comment) {
        let tokens = tokens(text, tag.inside.clone());
        let word = |at: usize| tokens.get(at).map_or("", |range| &text[range.clone()]);
        for at in 0..tokens.len() {
            if !word(at).starts_with(is_name) || word(at + 1) != "(" {
                continue;
            }
            let argument = if word(at + 2) == "id" && word(at + 3) == "=" { at + 4 } else { at + 2 };
            let Some(range) = tokens.get(argument).and_then(|range| literal(text, range.clone())) else { continue };
            let alone =
                tag.kind == TagKind::Expression && at == 0 && tokens.len() == argument + 2 && word(argument + 1) == ")";
            out.push(Call { function: word(at), id: &text[range.clone()], range, tag: tag.range.clone(), alone });
        }
    }
    out
}

/// Returns the inside of a closed string literal.
#[must_use]
pub fn literal(text: &str, token: Range<usize>) -> Option<Range<usize>> {
    let literal = &text[token.clone()];
    let quote = literal.chars().next().filter(|letter| is_quote(*letter))?;
    (literal.len() > 1 && literal.ends_with(quote)).then(|| token.start + 1..token.end - 1)
}

/// Returns whether a letter can be in a name.
#[must_use]
pub fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '`')
}

/// Returns where the next tag begins.
fn next_tag(text: &str, from: usize) -> Option<(usize, TagKind)> {
    // One pass for all kinds: a search for the one that a long text does not have would go to its end for every tag.
    text[from..].match_indices('{').find_map(|(at, _)| {
        let open = from + at;
        Some((open, tag_kind(text.as_bytes().get(open..open + 2)?)?))
    })
}

fn tag_kind(braces: &[u8]) -> Option<TagKind> {
    match braces {
        b"{{" => Some(TagKind::Expression),
        b"{%" => Some(TagKind::Statement),
        b"{#" => Some(TagKind::Comment),
        _ => None,
    }
}

fn read_tag(text: &str, open: usize, kind: TagKind) -> Tag {
    let inside = open + 2;
    let close = match kind {
        TagKind::Expression | TagKind::Name => end_outside_strings(text, inside, "}}"),
        TagKind::Statement => end_outside_strings(text, inside, "%}"),
        TagKind::Comment => text[inside..].find("#}").map(|found| inside + found),
    };
    let end = close.map_or(text.len(), |close| close + 2);
    let kind = match (kind, close) {
        (TagKind::Expression, Some(close)) if name_in(text, inside..close).is_some() => TagKind::Name,
        (kind, _) => kind,
    };
    Tag { kind, range: open..end, inside: inside..close.unwrap_or(text.len()) }
}

fn end_outside_strings(text: &str, from: usize, close: &str) -> Option<usize> {
    let mut at = from;
    while at < text.len() {
        if text[at..].starts_with(close) {
            return Some(at);
        }
        at += token_length(&text[at..]);
    }
    None
}

/// Returns the length of the string literal, name or single character at the start.
#[must_use]
pub fn token_length(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    if is_quote(first) {
        return rest[1..].find(first).map_or(rest.len(), |close| close + 2);
    }
    if is_name(first) {
        return rest.find(|letter: char| !is_name(letter)).unwrap_or(rest.len());
    }
    first.len_utf8()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(text: &str) -> Vec<&str> {
        tags(text).into_iter().map(|tag| &text[tag.range]).collect()
    }

    #[test]
    fn tags_end_outside_strings() {
        assert_eq!(ranges(r#"a {{ "}} b" }} c {% if x %}d{# {{ #}"#), [r#"{{ "}} b" }}"#, "{% if x %}", "{# {{ #}"]);
        assert_eq!(ranges("a {{ b"), ["{{ b"]);
        assert_eq!(ranges("{ { a } }"), [""; 0]);
    }

    #[test]
    fn calls_are_found_inside_tags_and_outside_strings_only() {
        let text = r#"cite("no") {{ cite("a-1") }} {% if target( id='b').value > 1 %}x{% endif %} {{ "cite('c')" }} {{ commune.name }}"#;
        let found: Vec<(&str, &str, bool)> =
            calls(text).iter().map(|call| (call.function, call.id, call.alone)).collect();
        assert_eq!(found, [("cite", "a-1", true), ("target", "b", false)]);
        let first = &calls(text)[0];
        assert_eq!((&text[first.range.clone()], &text[first.tag.clone()]), ("a-1", r#"{{ cite("a-1") }}"#));
    }

    #[test]
    fn a_letter_of_several_bytes_before_a_parenthesis_is_no_name() {
        let found: Vec<&str> =
            calls("{{ e\u{301}(\"a\") }} {{ \u{2028}cite(\"b\") }} {{ ắ('c') }}").iter().map(|call| call.id).collect();
        assert_eq!(found, ["b"]);
        assert_eq!(calls("{{ cite(\"a"), []);
    }

    #[test]
    fn the_fixed_part_of_a_name_is_what_is_before_its_first_tag() {
        assert_eq!(fixed_part("Ủy ban nhân dân {{ commune.kind }}"), "Ủy ban nhân dân");
        assert_eq!(fixed_part("Sở Nội vụ"), "Sở Nội vụ");
    }

    #[test]
    fn an_id_is_cut_out_with_the_blanks_around_it() {
        for (text, id, printed) in [
            ("1. Một; {{ id(\"a\") }}\n2. Hai", "a", "1. Một;\n2. Hai"),
            ("1. Một.\n   {{ id('b-c') }}\n2. Hai", "b-c", "1. Một.\n2. Hai"),
            ("1. {{id(`d`)}} Một", "d", "1. Một"),
            ("1. Một {{ id(\"g\") }};\n2. Hai", "g", "1. Một;\n2. Hai"),
            ("1. Một {{ id(\"e\") }}", "e", "1. Một"),
        ] {
            let tags = name_tags(text);
            let [tag] = tags.as_slice() else { panic!("{text}") };
            assert_eq!(&text[tag.id.clone()], id);
            assert_eq!(format!("{}{}", &text[..tag.cut.start], &text[tag.cut.end..]), printed);
        }
        assert_eq!(name_tags("{{ id(x) }} {{ cite(\"id\") }} {{ id(\"a\") | upper }}"), []);
    }

    #[test]
    fn opaque_texts_keep_their_length() {
        assert_eq!(opaque(r#"a {{ "đ" }} b"#, 'x'), format!("a {} b", "x".repeat(r#"{{ "đ" }}"#.len())));
    }
}
