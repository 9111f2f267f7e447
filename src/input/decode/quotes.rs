//! Double quotes inside an expression inside a string of double quotes: `"{{ target("ho-so").text }}"`.
//!
//! TOML ends the string at the second quote. Everybody writes it so, and nothing else can be meant, so it is read as single quotes, which
//! mean the same in an expression.

use std::ops::Range;

use toml::de::DeTable;

use crate::base::diagnostic::{Diagnostic, Findings, QUOTES_IN_EXPRESSION, text};
use crate::base::source::{FileId, Span};

/// Returns the text with single quotes in such expressions, each letter in its place, and reports them. `None` where there are none.
pub fn with_single_quotes(file: FileId, source: &str, findings: &mut Findings) -> Option<String> {
    let (_, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        return None;
    }
    let mut corrected = source.to_owned();
    let mut found: Vec<Range<usize>> = Vec::new();
    for error in &errors {
        let at = source.floor_char_boundary(error.span().map_or(0, |span| span.start));
        let start = source[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = source[at..].find('\n').map_or(source.len(), |end| at + end);
        for tag in tags(source, start..end) {
            let typed = &source[tag.clone()];
            // Of both kinds of quotes, nobody knows which belong together.
            if typed.contains('"') && !typed.contains(['\'', '\\']) && !found.contains(&tag) {
                corrected.replace_range(tag.clone(), &typed.replace('"', "'"));
                found.push(tag);
            }
        }
    }
    if found.is_empty() || DeTable::parse_recoverable(&corrected).1.len() >= errors.len() {
        return None;
    }
    for tag in found {
        let good = &corrected[tag.clone()];
        let message = text(
            "dấu \" trong biểu thức đặt giữa hai dấu \" của chuỗi",
            "double quotes in an expression inside a string of double quotes",
        );
        let help = text(format!("viết `{good}`"), format!("write `{good}`"));
        let span = Span::new(file, tag.clone());
        findings.push(Diagnostic::new(&QUOTES_IN_EXPRESSION, span, message).help(help).fix(span, good));
    }
    Some(corrected)
}

/// Returns the expressions of a line, with their braces.
fn tags(source: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = line.start;
    while let Some(open) = source[at..line.end].find("{{").map(|found| at + found) {
        let Some(close) = source[open..line.end].find("}}").map(|found| open + found + 2) else { break };
        out.push(open..close);
        at = close;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::with_single_quotes;
    use crate::base::diagnostic::Findings;
    use crate::base::source::SourceMap;

    fn corrected(source: &str) -> (Option<String>, usize) {
        let mut findings = Findings::new();
        let text = with_single_quotes(SourceMap::new().add("plan.toml", source), source, &mut findings);
        (text, findings.iter().count())
    }

    #[test]
    fn quotes_are_read_as_they_are_meant() {
        let right = r#"text = "a {{ target('x').text }} b {{ cite('y') }}""#;
        assert_eq!(corrected(&right.replace('\'', "\"")), (Some(right.to_owned()), 2));
        assert_eq!(corrected(right), (None, 0));
        let inline = r#"a = [{ text = "{{ cite('y') }}" }]"#;
        assert_eq!(corrected(&inline.replace('\'', "\"")), (Some(inline.to_owned()), 1));
    }

    #[test]
    fn what_is_not_sure_is_left_as_it_is() {
        for source in [
            "text = \"{{ cite(\"y', \") }}\"",
            "text = 'a'\nx =\ny = '{{ cite(\"y\") }}'",
            "text = '''\n{{ cite(\"y\") }}\n'''",
        ] {
            assert_eq!(corrected(source), (None, 0), "{source}");
        }
    }
}
