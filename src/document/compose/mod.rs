//! The stage that writes the document: numbers headings and rows, expands prose, words data.
//!
//! Its result, the [`Manuscript`], is the content as it will be printed, without any layout. What is checked as prose,
//! and every kind of output, starts from it.

mod addresses;
mod appendix;
mod assignments;
mod bases;
mod beginning;
mod blank;
mod cells;
mod content;
mod decision;
mod due;
mod end;
mod expressions;
mod header;
mod list_marks;
mod markdown;
mod misplaced;
mod names;
mod own_table;
mod plan_notes;
mod points;
mod printed_numbers;
mod quoted;
mod row_numbers;
mod section_head;
mod sections;
mod shorthand;
mod tables;
mod targets;
mod task_details;
mod tasks;
mod typed;
mod unprinted;
mod wording;
mod words;

pub use addresses::section_addresses;
pub use appendix::appendix_label;
pub use content::{
    Alignment, AppendixContent, Attached, Block, Cell, ColumnWidth, HeadingStyle, Inline, Letterhead, Manuscript,
    Origin, Origins, ParagraphStyle, RecipientLine, Reference, Table, TitleBlock, plain_text,
};
pub use list_marks::{is_number, marker_kind};
#[cfg(any(test, feature = "internals"))]
pub use markdown::escape as escape_markdown;
pub use markdown::{Purpose, changes_only};
pub use names::Names;
pub use printed_numbers::PrintedNumbers;
pub use typed::{Evaluator, Typed, typed_cell, typed_line, typed_lines};

use crate::base::diagnostic::Findings;
use crate::document::resolve::Resolved;
use crate::document::texts::written_texts;
use crate::input::decode::{SourceText, one_line};
use crate::input::expressions::name_tags;
use crate::model::section::ListMarks;
use beginning::Place;
use expressions::Expressions;

/// Writes the document. What is wrong with its prose becomes findings.
pub fn compose(resolved: &Resolved<'_>, findings: &mut Findings) -> Manuscript {
    let texts = written_texts(resolved);
    if texts.iter().any(|text| !name_tags(&text.source.text).is_empty()) {
        points::report(resolved, &points::points(resolved, addresses::of_sections(resolved)), &texts, findings);
    }
    let mut composer = Composer {
        resolved,
        expressions: Expressions::new(resolved, findings),
        plan_notes: markdown::Notes::new(),
        findings,
    };
    // The order is the order of the document: the first citation of a document is the one in full.
    let mut title = composer.title();
    composer.expressions.set_subject(&title.subject);
    let decision = resolved.plan.decision.as_ref().map(|decision| composer.decision(decision, &title));
    let mut body = composer.opening();
    composer.sections(&mut body);
    let mut closing = composer.prose(&resolved.plan.header.closing, composer.usual_marks());
    end::put_end_mark(&mut body, &mut closing);
    let appendices = composer.appendices();
    composer.report_what_nothing_quotes();
    composer.report_unused_plan_notes();
    composer.report_blank_texts(&texts);
    title.addressees = composer.addressees();
    let recipients = composer.recipients();
    let (title, body, closing, attached) = match decision {
        None => (title, body, closing, None),
        Some(decision) => {
            let origin = Origin(resolved.plan.header.subject.span);
            let attached = Attached { title, reference: composer.reference(), body, closing, origin };
            (decision.title, decision.body, decision.closing, Some(attached))
        }
    };
    let manuscript = Manuscript {
        metadata: composer.metadata(&title),
        letterhead: composer.letterhead(),
        title,
        body,
        closing,
        recipients,
        signature: composer.signature(),
        attached,
        appendices,
        names: composer.names(),
        origins: Origins {
            document: Origin(resolved.plan.decision.as_ref().map_or(resolved.plan.header.span, |one| one.span)),
            subject: Origin(resolved.plan.issued_subject().span),
            issued: composer.issued(),
            signer: Origin(resolved.plan.signer.name.span),
            plan: Origin(resolved.plan.span),
        },
        texts: texts
            .iter()
            .filter(|text| !text.source.is_blank())
            .map(|text| text.source.span)
            .filter(|span| span.file >= resolved.plan.span.file)
            .map(Origin)
            .collect(),
    };
    markdown::report_markup(&texts, findings);
    // What could not be composed is missing already.
    if !findings.has_errors() {
        unprinted::report(&manuscript, &texts, findings);
    }
    manuscript
}

/// The writing of one document.
struct Composer<'c, 'a> {
    resolved: &'c Resolved<'a>,
    expressions: Expressions<'c, 'a>,
    /// The footnotes of the plan that are referred to so far.
    plan_notes: markdown::Notes,
    findings: &'c mut Findings,
}

impl Composer<'_, '_> {
    /// A text of several paragraphs.
    fn prose(&mut self, source: &SourceText, marks: ListMarks) -> Vec<Block> {
        self.prose_at(source, Place::Beginning, marks)
    }

    /// The same, where it may be behind other words.
    fn prose_at(&mut self, source: &SourceText, place: Place, marks: ListMarks) -> Vec<Block> {
        match self.expressions.render(source, true, place) {
            Ok(rendered) => {
                let notes = self.plan_notes_of(source);
                markdown::blocks(&rendered, source, marks, &notes, self.findings)
            }
            Err(finding) => {
                self.findings.push(*finding);
                Vec::new()
            }
        }
    }

    /// A text of lines without paragraphs, as a cell has them: expressions, markup inside a line, footnotes by name.
    fn lines(&mut self, source: &SourceText, notes: &markdown::Notes) -> Vec<Inline> {
        let rendered = match self.expressions.render(source, true, Place::Beginning) {
            Ok(rendered) => rendered,
            Err(finding) => {
                self.findings.push(*finding);
                return Vec::new();
            }
        };
        // Where the expressions are gone, a place in the text is no place in the plan.
        let exact = rendered == source.text;
        let mut out = Vec::new();
        let mut at = 0;
        for line in rendered.split('\n') {
            if !line.trim().is_empty() {
                if !out.is_empty() {
                    out.push(Inline::Break);
                }
                out.extend(markdown::line(line, exact.then_some(at), source, notes, self.findings));
            }
            at += line.len() + 1;
        }
        out
    }

    /// A text of lines that are chosen by the author: expressions, but no markup.
    fn written_lines(&mut self, source: &SourceText) -> Vec<String> {
        match self.expressions.render(source, false, Place::Beginning) {
            Ok(rendered) => rendered.split('\n').map(one_line).filter(|line| !line.is_empty()).collect(),
            Err(finding) => {
                self.findings.push(*finding);
                Vec::new()
            }
        }
    }

    /// Reports mistakes in the expressions of texts that are quoted, not shown.
    fn check_lines<'s>(&mut self, sources: impl Iterator<Item = &'s SourceText>) {
        for source in sources {
            self.line_at(source, Place::Inside);
        }
    }

    /// A text of one line: expressions, but no markup.
    fn line(&mut self, source: &SourceText) -> String {
        self.line_at(source, Place::Beginning)
    }

    /// The same, where it may be behind other words.
    fn line_at(&mut self, source: &SourceText, place: Place) -> String {
        match self.expressions.render(source, false, place) {
            Ok(rendered) => one_line(&rendered),
            Err(finding) => {
                self.findings.push(*finding);
                String::new()
            }
        }
    }
}

/// With a full stop, unless it ends in a mark already.
fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() || text.ends_with(['.', '!', '?', ';', ':', '…']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
