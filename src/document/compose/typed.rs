//! Prose as it is typed: paragraphs and items separated, expressions unevaluated.
//!
//! Two versions of a plan are compared by this. Lines that are only wrapped differently are the same here, and an expression is one
//! piece, whatever it gives.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::beginning::Place;
use super::content::{Block, Inline};
use super::expressions::Expressions;
use super::{markdown, one_line};
use crate::base::diagnostic::Findings;
use crate::base::source::Span;
use crate::document::resolve::Resolved;
use crate::input::decode::SourceText;
use crate::input::expressions::{TagKind, tags};
use crate::model::section::ListMarks;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Words; emphasis as `*` and `**`.
    Words(String),
    /// An expression with its braces.
    Expression(String),
    /// The number of an item of a numbered list: computed, so no two versions differ in it alone.
    Number(String),
}

/// Returns the paragraphs, items and rows of a text that may have markup.
#[must_use]
pub fn typed_lines(source: &SourceText, marks: ListMarks) -> Vec<Vec<Typed>> {
    let (masked, expressions) = mask(&source.text);
    let mut out = Vec::new();
    let blocks = markdown::blocks(&masked, source, marks, &markdown::Notes::new(), &mut Findings::new());
    lines_of(&blocks, &expressions, &mut Vec::new(), &mut out);
    out.retain(|line| !line.is_empty());
    out
}

/// A text of one line, without markup.
#[must_use]
pub fn typed_line(source: &SourceText) -> Vec<Typed> {
    let (masked, expressions) = mask(&source.text);
    restore(&one_line(&masked), &expressions)
}

/// A cell of a table of the plan's own: its lines are separated by a sign, because a row is one line here.
#[must_use]
pub fn typed_cell(source: &SourceText) -> Vec<Typed> {
    let (masked, expressions) = mask(&source.text);
    let line = |line: &str| {
        one_line(&inlines(
            &markdown::line(line, None, source, &markdown::Notes::default(), &mut Findings::new()),
            &mut Vec::new(),
        ))
        .replace('|', "\\|")
    };
    restore(&masked.trim().lines().map(line).collect::<Vec<_>>().join(" ↵ "), &expressions)
}

/// Evaluates expressions one by one, for people to read.
pub struct Evaluator<'c, 'a> {
    expressions: Expressions<'c, 'a>,
    span: Span,
}

impl<'c, 'a> Evaluator<'c, 'a> {
    /// For the expressions of a plan. Every document counts as cited already: by itself, no citation is the first.
    #[must_use]
    pub fn new(resolved: &'c Resolved<'a>) -> Self {
        let mut expressions = Expressions::new(resolved, &mut Findings::new());
        let cited: BTreeSet<String> = resolved.documents().map(|(id, _)| id.to_owned()).collect();
        expressions.set_cited(cited);
        let subject = &resolved.plan.header.subject;
        let words = expressions.render(subject, false, Place::Beginning).unwrap_or_else(|_| subject.text.clone());
        expressions.set_subject(&one_line(&words));
        Self { expressions, span: resolved.plan.span }
    }

    /// What a text with expressions gives; none where it cannot be evaluated.
    #[must_use]
    pub fn show(&self, typed: &str) -> Option<String> {
        let mut source = SourceText::empty(self.span);
        typed.clone_into(&mut source.text);
        self.expressions.render(&source, false, Place::Inside).ok().map(|words| one_line(&words))
    }

    /// Returns the name of an agency; empty when there is none with this id.
    #[must_use]
    pub fn agency_name(&self, id: &str) -> String {
        self.expressions.agency_name(id)
    }
}

/// Letters of a private plane, one for each expression: no reader of CommonMark takes them for anything but a letter.
const PRIVATE: u32 = 0xF_0000;
const PRIVATE_END: u32 = 0xF_FFFD;

/// Returns the text with a private letter in place of each expression; comments are left out.
fn mask(text: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(text.len());
    let mut expressions = Vec::new();
    let mut at = 0;
    for tag in tags(text) {
        out.push_str(&text[at..tag.range.start]);
        at = tag.range.end;
        let typed = &text[tag.range];
        if tag.kind == TagKind::Comment {
            continue;
        }
        let letter = u32::try_from(expressions.len())
            .ok()
            .and_then(|index| PRIVATE.checked_add(index))
            .filter(|code| *code <= PRIVATE_END)
            .and_then(char::from_u32);
        match letter {
            Some(letter) => {
                out.push(letter);
                expressions.push(tidy(typed));
            }
            None => out.push_str(typed),
        }
    }
    out.push_str(&text[at..]);
    (out, expressions)
}

/// An expression with one blank inside its braces.
fn tidy(typed: &str) -> String {
    match (typed.get(..2), typed.get(2..typed.len().saturating_sub(2)), typed.get(typed.len().saturating_sub(2)..)) {
        (Some(open), Some(inside), Some(close @ ("}}" | "%}"))) => format!("{open} {} {close}", inside.trim()),
        _ => typed.to_owned(),
    }
}

fn restore(text: &str, expressions: &[String]) -> Vec<Typed> {
    let mut out = Vec::new();
    let mut words = String::new();
    for letter in text.chars() {
        let index = u32::from(letter).checked_sub(PRIVATE).and_then(|index| usize::try_from(index).ok());
        match index.and_then(|index| expressions.get(index)) {
            Some(expression) => {
                push_words(&mut out, &mut words);
                out.push(Typed::Expression(expression.clone()));
            }
            None => words.push(letter),
        }
    }
    push_words(&mut out, &mut words);
    out
}

fn push_words(out: &mut Vec<Typed>, words: &mut String) {
    if !words.is_empty() {
        out.push(Typed::Words(std::mem::take(words)));
    }
}

/// The footnotes of a text that were written out: each is printed once, however often it is referred to.
type Seen = Vec<*const Vec<Block>>;

fn lines_of(blocks: &[Block], expressions: &[String], seen: &mut Seen, out: &mut Vec<Vec<Typed>>) {
    for block in blocks {
        match block {
            Block::Paragraph { marker, content, style: _ } => {
                let mut line = Vec::new();
                match marker.as_deref() {
                    Some(number) if number.contains(char::is_alphanumeric) => {
                        line.push(Typed::Number(format!("{number} ")));
                    }
                    Some(dash) => line.push(Typed::Words(format!("{dash} "))),
                    None => {}
                }
                line.extend(restore(one_line(&inlines(content, seen)).trim(), expressions));
                out.push(line);
            }
            Block::Table(table) => {
                let rows = table.head.iter().chain(table.rows.iter().map(|row| &row.cells));
                for cells in rows {
                    let cells: Vec<String> = cells.iter().map(|cell| one_line(&inlines(&cell.content, seen))).collect();
                    out.push(restore(&format!("| {} |", cells.join(" | ")), expressions));
                }
            }
            Block::Heading { title, .. } => out.push(restore(title, expressions)),
            Block::Landscape(inner) => lines_of(inner, expressions, seen, out),
        }
    }
}

/// Returns the words with their markup. A sign that would be markup gets a backslash, so that both stay apart.
fn inlines(content: &[Inline], seen: &mut Seen) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) => words.replace('\\', "\\\\").replace('*', "\\*"),
            Inline::Strong(inner) => format!("**{}**", inlines(inner, seen)),
            Inline::Emphasis(inner) => format!("*{}*", inlines(inner, seen)),
            Inline::Break => " ↵ ".to_owned(),
            Inline::Note(blocks) if seen.contains(&Arc::as_ptr(blocks)) => " (chú thích đã nêu)".to_owned(),
            Inline::Note(blocks) => {
                seen.push(Arc::as_ptr(blocks));
                let words: Vec<String> = blocks
                    .iter()
                    .map(|block| match block {
                        Block::Paragraph { content, .. } => inlines(content, seen),
                        Block::Heading { title, .. } => title.clone(),
                        Block::Table(_) | Block::Landscape(_) => String::new(),
                    })
                    .collect();
                format!(" (chú thích: {})", words.join(" "))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;

    fn lines(text: &str) -> Vec<String> {
        let mut source = SourceText::empty(Span::new(SourceMap::new().add("x", ""), 0..0));
        text.clone_into(&mut source.text);
        typed_lines(&source, ListMarks::default())
            .into_iter()
            .map(|line| {
                line.into_iter()
                    .map(|piece| match piece {
                        Typed::Words(words) => words,
                        Typed::Expression(typed) => format!("«{typed}»"),
                        Typed::Number(letter) => format!("[{letter}]"),
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn wrapping_is_nothing_and_expressions_are_one_piece() {
        let one =
            "Thực hiện {{cite(\"a\")}} và **{{ cite(\"b\") }}**\ntheo quy định.\n\n- một\n- hai\n  nữa\n\n1. x\n2. y";
        assert_eq!(
            lines(one),
            [
                "Thực hiện «{{ cite(\"a\") }}» và **«{{ cite(\"b\") }}»** theo quy định.",
                "- một",
                "- hai nữa",
                "[a) ]x",
                "[b) ]y"
            ]
        );
        let other = "Thực\nhiện   {{ cite(\"a\") }} và __{{ cite(\"b\") }}__ theo\nquy định.\n\n* một\n* hai nữa\n\n1) x\n2) y{# ghi chú #}";
        assert_eq!(lines(other), lines(one));
    }

    #[test]
    fn cells_keep_their_lines_and_what_prose_takes_for_lists() {
        let cell = |text: &str| -> String {
            let mut source = SourceText::empty(Span::new(SourceMap::new().add("x", ""), 0..0));
            text.clone_into(&mut source.text);
            let pieces = typed_cell(&source).into_iter().map(|piece| match piece {
                Typed::Words(words) | Typed::Number(words) => words,
                Typed::Expression(typed) => format!("«{typed}»"),
            });
            pieces.collect()
        };
        assert_eq!(cell("1. Máy   chủ[^gia]\n- {{x}} **mới**\n"), "1. Máy chủ[^gia] ↵ - «{{ x }}» **mới**");
        assert_eq!(cell("a | b"), r"a \| b");
    }

    #[test]
    fn signs_and_markup_stay_apart() {
        assert_eq!(lines(r"\*a\* *a*"), [r"\*a\* *a*"]);
        assert_eq!(lines("| a | b |\n|---|---|\n| {{ x }} | d |"), ["| a | b |", "| «{{ x }}» | d |"]);
    }
}
