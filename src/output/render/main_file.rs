//! Renders the main file with Tera. All values are escaped for string literals of Typst, or are numbers.

use std::io::{self, Write};
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use tera::{Context, Tera};

use super::RenderError;
use super::settings::Settings;
use crate::base::limits::{MAIN_FILE, TEMPLATE_SECONDS};
use crate::document::compose::Manuscript;

/// Name of the template.
pub(super) const TEMPLATE: &str = "main.typ.tera";

pub(super) fn render(template: &str, manuscript: &Manuscript, settings: &Settings) -> Result<String, RenderError> {
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
    in_time(tera, context, Duration::from_secs(TEMPLATE_SECONDS))
}

/// Renders the template in a thread of its own: Tera has loops, and nobody waits for one without end.
fn in_time(tera: Tera, context: Context, time: Duration) -> Result<String, RenderError> {
    let (to, from) = sync_channel(1);
    std::thread::spawn(move || {
        let mut out = Bounded(Vec::new());
        let rendered = match tera.render_to(TEMPLATE, &context, &mut out) {
            _ if out.0.len() > MAIN_FILE => Err(RenderError::Endless),
            Ok(()) => Ok(String::from_utf8_lossy(&out.0).into_owned()),
            Err(error) => Err(error.into()),
        };
        // Nobody may wait any more.
        let _ = to.send(rendered);
    });
    from.recv_timeout(time).unwrap_or(Err(RenderError::Endless))
}

/// Output that ends when it is longer than it may be.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        if self.0.len() > MAIN_FILE { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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
    use super::*;

    fn rendered(template: &str, time: Duration) -> Result<String, RenderError> {
        let mut tera = Tera::new();
        tera.add_raw_template(TEMPLATE, template).unwrap();
        in_time(tera, Context::new(), time)
    }

    #[test]
    fn a_template_without_end_is_ended() {
        let time = Duration::from_mins(1);
        assert_eq!(rendered("{% for a in [1, 2] %}{{ a }}{% endfor %}", time).unwrap(), "12");
        let loops = |inside: &str| "{% for a in range(end=200) %}".repeat(3) + inside + &"{% endfor %}".repeat(3);
        assert!(matches!(rendered(&loops("x"), time), Err(RenderError::Endless)));
        assert!(matches!(rendered(&loops(""), Duration::from_millis(10)), Err(RenderError::Endless)));
    }

    #[test]
    fn nothing_ends_the_literal() {
        assert_eq!(escape_string("a\" #panic() \\"), "a\\\" #panic() \\\\");
        assert_eq!(escape_string("a\nb\u{0}"), "a b ");
    }
}
