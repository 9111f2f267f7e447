//! What a stream can show: width and colours, decided in one place for every command.

use std::io::{self, IsTerminal as _};

use terminal_size::terminal_size_of;

use super::common::{Color, Common};
use super::window::console::shows_colors;
use crate::base::diagnostic::human::Style;

/// The width where neither a terminal nor `COLUMNS` gives one.
const DEFAULT_WIDTH: usize = 120;
/// In a narrower terminal nothing of a line would be left to show.
const LEAST_WIDTH: usize = 60;

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// For answers.
    Stdout,
    /// For everything else.
    Stderr,
    /// A file named by `-o`.
    File,
}

/// How to write to a stream here and now.
pub(super) fn style(common: &Common, stream: Stream) -> Style {
    let color = match common.color {
        // An old window on Windows is told that codes of colours are coming.
        Color::Always => {
            shows_colors();
            true
        }
        Color::Never => false,
        Color::Auto => no_colors(stream).is_none(),
    };
    Style { language: common.lang, color, width: width(columns(stream), variable("COLUMNS").as_deref()) }
}

/// Why text is not coloured unless it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoColors {
    /// The stream is not a terminal.
    NotATerminal,
    /// The user set `NO_COLOR` (<https://no-color.org>).
    NoColor,
    /// The terminal calls itself `dumb`.
    Dumb,
    /// The window prints the codes of colours as signs.
    OldWindow,
}

/// Returns why a stream takes no colours; none when it does.
pub(super) fn no_colors(stream: Stream) -> Option<NoColors> {
    let terminal = match stream {
        Stream::Stdout => io::stdout().is_terminal(),
        Stream::Stderr => io::stderr().is_terminal(),
        Stream::File => false,
    };
    colors_refused(terminal, variable("NO_COLOR").as_deref(), variable("TERM").as_deref())
        .or_else(|| (!shows_colors()).then_some(NoColors::OldWindow))
}

fn colors_refused(terminal: bool, no_color: Option<&str>, term: Option<&str>) -> Option<NoColors> {
    match (terminal, no_color, term) {
        (false, ..) => Some(NoColors::NotATerminal),
        (_, Some(_), _) => Some(NoColors::NoColor),
        (.., Some("dumb")) => Some(NoColors::Dumb),
        _ => None,
    }
}

/// Returns the terminal's own width wins over `COLUMNS`, which a program may have inherited from another one.
fn width(terminal: Option<usize>, columns: Option<&str>) -> usize {
    let columns = || columns.and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    terminal.or_else(columns).map_or(DEFAULT_WIDTH, |width| width.max(LEAST_WIDTH))
}

fn columns(stream: Stream) -> Option<usize> {
    let size = match stream {
        Stream::Stdout => terminal_size_of(io::stdout()),
        Stream::Stderr => terminal_size_of(io::stderr()),
        Stream::File => None,
    };
    size.map(|(width, _)| usize::from(width.0))
}

/// A variable of the environment; none when it is empty.
fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_are_for_terminals_that_take_them() {
        assert_eq!(colors_refused(true, None, Some("xterm")), None);
        assert_eq!(colors_refused(true, None, None), None);
        assert_eq!(colors_refused(false, None, Some("xterm")), Some(NoColors::NotATerminal));
        assert_eq!(colors_refused(true, Some("1"), Some("xterm")), Some(NoColors::NoColor));
        assert_eq!(colors_refused(true, None, Some("dumb")), Some(NoColors::Dumb));
    }

    #[test]
    fn the_width_is_that_of_the_terminal_then_of_columns() {
        assert_eq!(width(Some(130), Some("80")), 130);
        assert_eq!(width(None, Some("80")), 80);
        assert_eq!(width(Some(20), None), LEAST_WIDTH);
        for none in [None, Some("0"), Some("wide"), Some("-1")] {
            assert_eq!(width(None, none), DEFAULT_WIDTH, "{none:?}");
        }
    }
}
