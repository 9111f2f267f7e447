//! Renders the main file with Tera. All values are escaped for string literals of Typst, or are numbers.

use std::io::Write;

use tera::{Context, Tera};

use super::settings::Settings;
use crate::document::compose::Manuscript;

/// Name of the template.
pub(super) const TEMPLATE: &str = "main.typ.tera";

pub(super) fn render(template: &str, manuscript: &Manuscript, settings: &Settings) -> tera::TeraResult<String> {
    let mut tera = Tera::new();
    tera.autoescape_on([".typ.tera"]);
    tera.set_escape_fn(|given: &str, out: &mut dyn Write| out.write_all(escape_string(given).as_bytes()));
    tera.add_raw_template(TEMPLATE, template)?;
    let metadata = &manuscript.metadata;
    let mut context = Context::new();
    context.insert("title", &metadata.title);
    context.insert("author", &metadata.author);
    let date = settings.undated.filter(|_| !metadata.is_dated).unwrap_or(metadata.date);
    context.insert("year", &date.year());
    context.insert("month", &date.month());
    context.insert("day", &date.day());
    context.insert("font", &settings.family);
    context.insert("draft", &settings.draft);
    context.insert("attached", &manuscript.attached.is_some());
    let appendices: Vec<&str> = manuscript.appendices.iter().map(|appendix| appendix.title.as_str()).collect();
    context.insert("appendices", &appendices);
    tera.render(TEMPLATE, &context)
}

/// A text for the inside of a Typst string literal.
fn escape_string(given: &str) -> String {
    let mut out = String::with_capacity(given.len());
    for letter in given.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape_string;

    #[test]
    fn nothing_ends_the_literal() {
        assert_eq!(escape_string("a\" #panic() \\"), "a\\\" #panic() \\\\");
        assert_eq!(escape_string("a\nb\u{0}"), "a b ");
    }
}
