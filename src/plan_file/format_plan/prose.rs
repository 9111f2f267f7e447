//! Prose: one sentence or item a line. What CommonMark reads in it stays the same to the letter.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::input::expressions::{TagKind, opaque, tags};

use super::sentences::{Run, line_breaks};

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);

/// A string of prose as it is to be written. Only a whole statement may become a string of several lines.
pub(super) fn string(written: &str, text: &str, statement: bool) -> String {
    laid_out(written, text, statement).unwrap_or_else(|| written.to_owned())
}

fn laid_out(written: &str, text: &str, statement: bool) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    let lines = layout(text)?;
    if written.starts_with("\"\"\"") && !written.contains('\\') {
        return Some(format!("\"\"\"\n{lines}\n\"\"\""));
    }
    let several = written.starts_with("\"\"\"") || (statement && lines.contains('\n'));
    let literal = written.starts_with("'''") || (several && can_be_literal(written, &lines));
    literal.then(|| format!("'''\n{lines}\n'''"))
}

/// Returns whether `'''` can hold a text. A letter written by its number stays a number.
fn can_be_literal(written: &str, text: &str) -> bool {
    let numbered = written.starts_with('"') && ["\\u", "\\U", "\\x", "\\e"].iter().any(|sign| written.contains(sign));
    !numbered && !text.contains("'''") && !text.chars().any(|letter| letter.is_control() && letter != '\n')
}

/// Returns the lines of a text, without blank ones at its ends. `None` where any change would be read otherwise.
fn layout(text: &str) -> Option<String> {
    let kept = trim_lines(text);
    let mut candidates = vec![kept.clone()];
    // What a statement in braces does to the lines around it is only known once it is carried out.
    if tags(text).iter().all(|tag| matches!(tag.kind, TagKind::Expression | TagKind::Name)) {
        candidates.insert(0, trim_lines(&join_blank_lines(&rewrite(&kept))));
    }
    let meant = meaning(text);
    candidates.into_iter().find(|lines| meaning(&format!("{lines}\n")) == meant)
}

/// Without blank lines at the start and white space at the end.
fn trim_lines(text: &str) -> String {
    let mut text = text.trim_end_matches([' ', '\t', '\n']);
    while let Some((first, rest)) = text.split_once('\n')
        && first.trim_matches([' ', '\t']).is_empty()
    {
        text = rest;
    }
    text.to_owned()
}

/// One blank line where there were several.
fn join_blank_lines(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    for line in text.split('\n') {
        let blank = line.trim_matches([' ', '\t']).is_empty();
        if !blank {
            out.push(line);
        } else if out.last().is_some_and(|last| !last.is_empty()) {
            out.push("");
        }
    }
    out.join("\n")
}

/// Words that belong together: a paragraph, or an item of a list.
struct Leaf {
    range: Range<usize>,
    breaks: Vec<(Range<usize>, bool)>,
    /// Whether its lines may start at the margin.
    at_margin: bool,
}

/// Rewrites each paragraph and item.
fn rewrite(text: &str) -> String {
    let plain = opaque(text, 'x');
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for leaf in leaves(&plain) {
        let start_of_line = plain[..leaf.range.start].rfind('\n').map_or(0, |found| found + 1);
        let before = &plain[start_of_line..leaf.range.start];
        let alone = before.bytes().all(|byte| byte == b' ');
        let margin = if leaf.at_margin && alone { 0 } else { before.chars().count() };
        out.push_str(&text[at..if leaf.at_margin && alone { start_of_line } else { leaf.range.start }]);
        out.push_str(&lines(text, &plain, &leaf).join(&format!("\n{}", " ".repeat(margin))));
        at = leaf.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Returns the lines of a leaf. A break that is to be seen stays as it is written.
fn lines(text: &str, plain: &str, leaf: &Leaf) -> Vec<String> {
    let mut out = Vec::new();
    let mut run = Run::default();
    let mut at = leaf.range.start;
    for (range, hard) in &leaf.breaks {
        run.push(&text[at..range.start], &plain[at..range.start]);
        if *hard {
            let sign = if text[range.clone()].starts_with('\\') { "\\" } else { "  " };
            let mut ended = line_breaks(&std::mem::take(&mut run));
            if let Some(last) = ended.last_mut() {
                last.push_str(sign);
            }
            out.append(&mut ended);
        }
        at = range.end;
    }
    run.push(&text[at..leaf.range.end], &plain[at..leaf.range.end]);
    out.append(&mut line_breaks(&run));
    out
}

fn leaves(plain: &str) -> Vec<Leaf> {
    let mut out: Vec<Leaf> = Vec::new();
    let mut open: Vec<Tag<'_>> = Vec::new();
    let mut current: Option<Leaf> = None;
    for (event, range) in Parser::new_ext(plain, OPTIONS).into_offset_iter() {
        let inline = match &event {
            Event::Start(tag) => is_inline(tag.to_end()),
            Event::End(tag) => is_inline(*tag),
            Event::Html(_) | Event::Rule => false,
            _ => true,
        };
        if inline {
            let in_words = open.iter().all(|tag| matches!(tag, Tag::Paragraph | Tag::List(_) | Tag::Item))
                && matches!(open.last(), Some(Tag::Paragraph | Tag::Item));
            if in_words {
                let at_margin = open.len() == 1;
                let leaf = current.get_or_insert_with(|| Leaf { range: range.clone(), breaks: Vec::new(), at_margin });
                leaf.range.end = leaf.range.end.max(range.end);
                match event {
                    Event::SoftBreak => leaf.breaks.push((range, false)),
                    Event::HardBreak => leaf.breaks.push((range, true)),
                    _ => {}
                }
            }
            continue;
        }
        out.extend(current.take());
        match event {
            Event::Start(tag) => open.push(tag),
            Event::End(_) => {
                open.pop();
            }
            _ => {}
        }
    }
    out.extend(current);
    out
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

/// Returns what CommonMark reads in a text; a new line inside a paragraph is a space. The expressions follow.
fn meaning(text: &str) -> (Vec<Event<'static>>, Vec<&str>) {
    let plain = opaque(text, 'x');
    let mut out: Vec<Event<'static>> = Vec::new();
    let mut words = String::new();
    for event in Parser::new_ext(&plain, OPTIONS) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::SoftBreak => words.push(' '),
            other => {
                if !words.is_empty() {
                    out.push(Event::Text(std::mem::take(&mut words).into()));
                }
                out.push(other.into_static());
            }
        }
    }
    (out, tags(text).into_iter().map(|tag| &text[tag.range]).collect())
}
