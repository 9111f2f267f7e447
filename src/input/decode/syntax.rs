//! TOML text to its tree, with the parser's complaints in the users' words.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::bare_value::{BareValue, bare_value};
use super::brackets::{Brackets, Outside, brackets};
use super::complaints::COMPLAINTS;
use super::numbers::{MistypedNumber, mistyped_numbers};
use super::stray_signs::StraySigns;
use crate::base::diagnostic::{Diagnostic, Findings, IMPOSSIBLE_DATE, SYNTAX_ERROR, Text, text};
use crate::base::source::{FileId, Span};
use crate::input::conflicts;

/// What could be read of a file.
pub struct Parsed<'t> {
    pub table: Spanned<DeTable<'t>>,
    /// Where the first thing begins that is not closed: what follows it was read as a part of it.
    pub open: Option<usize>,
}

/// Parses the text of a file. Mistakes become findings, the first of each line; the tree holds what could be read: nothing of a file
/// with conflicts of git, in which two versions are mixed.
pub fn parse<'t>(file: FileId, source: &'t str, findings: &mut Findings) -> Parsed<'t> {
    if conflicts::report(file, source, findings) {
        return Parsed { table: Spanned::new(0..0, DeTable::new()), open: None };
    }
    let (table, mut errors) = DeTable::parse_recoverable(source);
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut lines = BTreeSet::new();
    // The line of the last error, and how far lines were counted.
    let (mut line, mut counted) = (0, 0);
    let mut strays = StraySigns::new(source);
    let mut repeated_table: Option<usize> = None;
    let mut open: Option<usize> = None;
    let misplaced = if errors.is_empty() { Brackets::default() } else { brackets(source) };
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let start = source.floor_char_boundary(range.start);
        if misplaced.open.is_some_and(|bracket| bracket <= start) {
            // All that follows was read as items of the list.
            break;
        }
        if misplaced.outside.iter().any(|run| (run.item.start..run.end).contains(&start)) {
            continue;
        }
        line += source[counted..start].matches('\n').count();
        counted = start;
        if !lines.insert(line) {
            continue;
        }
        if error.message().starts_with("duplicate key") {
            let here = line_around(source, range.start).start;
            // The keys of a table that is there twice are all there twice.
            let same_table = |header: usize| !source[header..here].contains("\n[");
            if repeated_table.is_some_and(same_table) {
                continue;
            }
            repeated_table = source[here..].trim_start().starts_with('[').then_some(here);
        }
        if let Some(finding) = conflicts::lone_middle(file, source, line_around(source, range.start)) {
            findings.push(finding);
            continue;
        }
        let numbers = mistyped_numbers(source, line_around(source, range.start));
        if !numbers.is_empty() {
            findings.extend(numbers.into_iter().map(|MistypedNumber { range, message, help }| {
                Diagnostic::new(&SYNTAX_ERROR, Span::new(file, range), message).help(help)
            }));
            continue;
        }
        let is_bare = error.message().starts_with("string values must be quoted");
        if let Some(BareValue { range, message, help }) =
            is_bare.then(|| bare_value(source, line_around(source, start), start)).flatten()
            && strays.sign(start).is_none()
        {
            findings.push(Diagnostic::new(&SYNTAX_ERROR, Span::new(file, range), message).help(help));
            continue;
        }
        let (range, message, help) = match (strays.sign(range.start), accented_key(source, range.start)) {
            (Some(sign), _) => (sign.range, sign.message, sign.help),
            (None, Some(range)) => {
                let key = &source[range.clone()];
                let plain = crate::base::vietnamese::fold::fold(key);
                (
                    range.clone(),
                    text(format!("khóa `{key}` có dấu tiếng Việt"), format!("key `{key}` with Vietnamese letters")),
                    text(
                        format!("khóa chỉ viết bằng chữ không dấu (như `{plain}`); chỉ giá trị mới viết có dấu"),
                        format!("keys are plain ASCII (such as `{plain}`); only values are Vietnamese"),
                    ),
                )
            }
            (None, None) => {
                let Meaning { message, help, leaves_open } = meaning(complaint(
                    error.message(),
                    &source[source.floor_char_boundary(range.start)..source.floor_char_boundary(range.end)],
                ));
                let range = opening_quotes(error.message(), source, range);
                if leaves_open {
                    open = open.into_iter().chain([range.start]).min();
                }
                (range, message, help)
            }
        };
        let span = Span::new(file, source.floor_char_boundary(range.start)..source.floor_char_boundary(range.end));
        let date = ["invalid date", "invalid time"].iter().any(|start| error.message().starts_with(start));
        let meta = if date { &IMPOSSIBLE_DATE } else { &SYNTAX_ERROR };
        findings.push(Diagnostic::new(meta, span, message).help(help));
    }
    if let Some(bracket) = misplaced.open {
        let Meaning { message, help, .. } = meaning("unclosed array");
        open = open.into_iter().chain([bracket]).min();
        findings.push(Diagnostic::new(&SYNTAX_ERROR, Span::new(file, bracket..bracket + 1), message).help(help));
    }
    findings.extend(misplaced.outside.into_iter().map(|run| outside(file, source, &run)));
    if !lines.is_empty() {
        // The parser says nothing of most keys behind the first that it cannot read.
        let mut strays = StraySigns::new(source);
        let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1));
        for (_, start) in starts.enumerate().filter(|(line, _)| !lines.contains(line)) {
            if let Some(sign) = strays.sign(start) {
                findings
                    .push(Diagnostic::new(&SYNTAX_ERROR, Span::new(file, sign.range), sign.message).help(sign.help));
            }
        }
    }
    Parsed { table, open }
}

/// What the parser means by a value that is not text: nothing, or a number with a unit or operator.
fn complaint<'m>(message: &'m str, covered: &str) -> &'m str {
    match covered.trim().chars().next() {
        _ if !message.starts_with("string values must be quoted") => message,
        None => "missing value",
        Some(first) if first.is_ascii_digit() || "≥≤<>~".contains(first) => "number with a unit or operator",
        Some(_) => message,
    }
}

/// Prose that is not closed is best shown where it opens: the parser only notices at the end of the file.
fn opening_quotes(message: &str, source: &str, range: Range<usize>) -> Range<usize> {
    let quotes = match message {
        _ if range.end < source.trim_end().len() => return range,
        _ if message.starts_with("invalid multi-line literal string") => "'''",
        _ if message.starts_with("invalid multi-line basic string") => "\"\"\"",
        _ => return range,
    };
    source.rfind(quotes).map_or(range, |at| at..at + quotes.len())
}

/// An item behind the end of its list.
fn outside(file: FileId, source: &str, run: &Outside) -> Diagnostic {
    let line = source[..run.closed].matches('\n').count() + 1;
    let message = text(
        format!("dòng này nằm ngoài danh sách: danh sách đã đóng bằng ] ở dòng {line}"),
        format!("this line is outside of the list, which is closed with ] on line {line}"),
    );
    let help = text(
        format!("xóa ] ở dòng {line}, đặt ] xuống dưới dòng cuối cùng của danh sách"),
        format!("remove the ] of line {line}; put ] below the last line of the list"),
    );
    Diagnostic::new(&SYNTAX_ERROR, Span::new(file, run.item.clone()), message).help(help)
}

/// Returns the line around an offset, without its end.
fn line_around(source: &str, offset: usize) -> Range<usize> {
    let offset = source.floor_char_boundary(offset);
    let start = source[..offset].rfind('\n').map_or(0, |at| at + 1);
    start..source[start..].find('\n').map_or(source.len(), |at| start + at)
}

/// Returns the whole key around an offset, if it is a bare key with letters that are not ASCII.
fn accented_key(source: &str, offset: usize) -> Option<Range<usize>> {
    let offset = source.floor_char_boundary(offset);
    let around = line_around(source, offset);
    let (line_start, line) = (around.start, &source[around]);
    let (key, _) = line.split_once('=')?;
    let start = line_start + (key.len() - key.trim_start().len());
    let key = key.trim();
    let bare = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-' || c == '.');
    (bare && !key.is_ascii() && offset < line_start + line.find('=')?).then_some(start..start + key.len())
}

/// What an error of the parser means, and how to fix it.
struct Meaning {
    message: Text,
    help: Text,
    leaves_open: bool,
}

fn meaning(message: &str) -> Meaning {
    match COMPLAINTS.iter().find(|complaint| message.contains(complaint.says)) {
        Some(complaint) => Meaning {
            message: text(complaint.vi, complaint.en),
            help: text(complaint.help_vi, complaint.help_en),
            leaves_open: complaint.leaves_open,
        },
        None => Meaning {
            message: text(
                "không đọc được chỗ này theo cú pháp TOML",
                format!("this cannot be read as TOML: {message}"),
            ),
            help: text(
                "mỗi dòng có dạng khóa = giá trị; chữ đặt trong dấu ngoặc kép, số thì không",
                "each line reads key = value; text in quotes, numbers without",
            ),
            leaves_open: false,
        },
    }
}
