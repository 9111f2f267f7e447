//! Texts that are printed nowhere: in a column that the table does not have, in a list that shows less than a table.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::content::{Block, Cell, Inline, Manuscript, plain_text};
use crate::base::diagnostic::{Diagnostic, Findings, TEXT_LOST, text};
use crate::base::vietnamese::character::Characters;
use crate::document::texts::{Owner, PrintedText, Reading, Role};
use crate::input::expressions::tags;
use crate::model::plan::{Appendix, Group, Piece, pieces};
use crate::model::section::Section;

/// Reports every text of the plan of which no words are in the document.
pub(super) fn report(manuscript: &Manuscript, texts: &[PrintedText<'_>], findings: &mut Findings) {
    let mut words = Words::default();
    words.manuscript(manuscript);
    let printed = normal(&words.text);
    // Texts come in the order of the document, so each is looked for behind the last one first.
    let mut behind = 0;
    for printed_text in texts.iter().filter(|text| !may_be_unprinted(text)) {
        let Some(piece) = longest_piece(printed_text) else { continue };
        match printed[behind..].find(&piece).map(|at| behind + at).or_else(|| printed.find(&piece)) {
            Some(at) => behind = at,
            None => findings.push(
                Diagnostic::new(
                    &TEXT_LOST,
                    printed_text.source.span,
                    text("nội dung này không in ra ở đâu", "this text is not printed anywhere"),
                )
                .help(match printed_text.owner {
                    Owner::Group(Group { id, .. }) => text(
                        format!("ghi `group = \"{}\"` vào chỉ tiêu, nhiệm vụ của nhóm, hoặc bỏ nhóm này", id.value),
                        format!("write `group = \"{}\"` in the targets or tasks of the group, or remove it", id.value),
                    ),
                    _ => text(
                        "thêm cột của nó vào `columns` nơi in bảng, hoặc trình bày bằng bảng; không cần in thì bỏ khóa này",
                        "add its column to `columns` of the table, or show the data as a table; remove the key if it need not be printed",
                    ),
                }),
            ),
        }
    }
}

/// Returns whether a text is there for others to name, or for the rules: the directory, who does a task, the unit of a promise, last
/// year's figures.
fn may_be_unprinted(text: &PrintedText<'_>) -> bool {
    match text.owner {
        Owner::Agency(_) | Owner::LegalDocument(_) => true,
        // Of `columns` without a table another finding speaks.
        Owner::Section(Section { show, .. }) | Owner::Appendix(Appendix { show, .. }) => {
            show.as_ref().is_some_and(|show| match text.role {
                Role::Head => !show.has_table(),
                // Of labels without lines too.
                Role::Label => show.has_table() || (show.tasks.is_none() && show.targets.is_none()),
                _ => false,
            })
        }
        // A list says all of a task, and a table all that its plan asks for; the rules read the rest.
        Owner::Task(task) => task.quoted || matches!(text.role, Role::Party | Role::TaskDetail),
        Owner::Target(target) => {
            let compared = target.previous.iter().chain(&target.city);
            target.quoted
                || matches!(text.role, Role::Unit | Role::Party)
                || compared.into_iter().any(|measure| measure.span.range().contains(&text.source.span.start))
        }
        _ => false,
    }
}

/// Returns the longest run of letters, digits and single spaces that the text prints as it is.
fn longest_piece(text: &PrintedText<'_>) -> Option<String> {
    let source = text.source.text.as_str();
    let fixed: Vec<&str> = match text.reading {
        Reading::Wording => pieces(source)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Words(words) => Some(words),
                Piece::Placeholder(..) => None,
            })
            .collect(),
        Reading::Prose | Reading::Lines | Reading::Line | Reading::Words => {
            let tags = tags(source);
            let starts = std::iter::once(0).chain(tags.iter().map(|tag| tag.range.end));
            let ends = tags.iter().map(|tag| tag.range.start).chain([source.len()]);
            starts.zip(ends).map(|(start, end)| &source[start..end]).collect()
        }
    };
    let characters = Characters::known();
    let runs = fixed
        .into_iter()
        .flat_map(|words| words.split(move |letter: char| letter != ' ' && !characters.of(letter).in_words));
    let mut longest = String::new();
    for run in runs {
        // In lower case, no letter is longer than by half.
        if run.len() * 3 >= longest.len() * 2 {
            let piece = normal(run);
            if piece.len() >= longest.len() {
                longest = piece;
            }
        }
    }
    (!longest.is_empty()).then_some(longest)
}

/// Letters and digits in lower case, with single spaces in place of all else.
fn normal(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let characters = Characters::known();
    let mut after_space = false;
    for letter in words.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_lowercase());
            after_space = false;
        } else if !letter.is_ascii() && characters.of(letter).in_words {
            characters.put_lower(letter, &mut out);
            after_space = false;
        } else if !after_space {
            out.push(' ');
            after_space = true;
        }
    }
    out.trim().to_owned()
}

/// The words of the document, a line each.
#[derive(Default)]
struct Words {
    text: String,
    /// The footnotes that are there: several references share one.
    notes: BTreeSet<*const Vec<Block>>,
}

impl Words {
    fn manuscript(&mut self, manuscript: &Manuscript) {
        let Manuscript { letterhead, title, recipients, signature, attached, appendices, .. } = manuscript;
        self.lines(letterhead.superior.iter().chain(&letterhead.issuer));
        self.lines([&letterhead.symbol, &letterhead.place, &title.kind, &title.subject]);
        self.lines(&title.addressees);
        self.lines(
            recipients
                .iter()
                .map(|line| &line.words)
                .chain(&signature.capacity)
                .chain([&signature.position])
                .chain(&signature.office)
                .chain([&signature.name]),
        );
        self.lines(attached.iter().flat_map(|attached| [&attached.title.kind, &attached.title.subject]));
        self.lines(appendices.iter().flat_map(|appendix| [&appendix.label, &appendix.title]));
        manuscript.texts_in_order().for_each(|blocks| self.blocks(blocks));
    }

    fn lines<'w>(&mut self, lines: impl IntoIterator<Item = &'w String>) {
        for words in lines {
            self.text.push_str(words);
            self.text.push('\n');
        }
    }

    fn blocks(&mut self, body: &[Block]) {
        for block in body {
            match block {
                Block::Heading { title, run_in, .. } => {
                    self.lines([title]);
                    self.inlines(run_in.as_deref().unwrap_or_default());
                }
                Block::Paragraph { content, .. } => self.inlines(content),
                Block::Table(table) => {
                    self.lines(table.caption.iter().chain(&table.unit));
                    let cells = table.head.iter().flatten().chain(table.rows.iter().flat_map(|row| &row.cells));
                    cells.for_each(|Cell { content, .. }| self.inlines(content));
                }
                Block::Landscape(inner) => self.blocks(inner),
            }
        }
    }

    /// The words of a paragraph, and its footnotes behind it.
    fn inlines(&mut self, content: &[Inline]) {
        self.lines([&plain_text(content)]);
        self.footnotes(content);
    }

    fn footnotes(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Note(note) => {
                    if self.notes.insert(Arc::as_ptr(note)) {
                        self.blocks(note);
                    }
                }
                Inline::Strong(inner) | Inline::Emphasis(inner) => self.footnotes(inner),
                Inline::Text(_) | Inline::Break => {}
            }
        }
    }
}
