//! The content of a document as it will be printed, without any layout.

use std::sync::Arc;

use super::names::Names;
use crate::base::source::Span;

/// The whole document. Where a plan is issued with a decision, the parts from letterhead to signature are those of the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    /// What the file says of itself.
    pub metadata: Metadata,
    /// Top of the first page.
    pub letterhead: Letterhead,
    /// Type and subject.
    pub title: TitleBlock,
    /// Opening and sections; bases and articles of a decision.
    pub body: Vec<Block>,
    /// The text after the last section, or the last paragraph of that section. The document ends in «./.».
    pub closing: Vec<Block>,
    /// The lines of «Nơi nhận».
    pub recipients: Vec<RecipientLine>,
    /// The signature block.
    pub signature: Signature,
    /// The plan that is issued with the decision; none where the plan is issued by itself.
    pub attached: Option<Attached>,
    pub appendices: Vec<AppendixContent>,
    /// What holds together on a line.
    pub names: Names,
    /// Where the plan gives the fixed parts of the document.
    pub origins: Origins,
    /// Where the plan, and the files that it names, write what is printed.
    pub texts: Vec<Origin>,
}

impl Manuscript {
    /// Returns the texts of the document, in its order: of a decision, of the plan, of the appendices.
    pub fn texts_in_order(&self) -> impl Iterator<Item = &[Block]> {
        let attached = self.attached.iter().flat_map(|attached| [&attached.body, &attached.closing]);
        let appendices = self.appendices.iter().map(|appendix| &appendix.body);
        [&self.body, &self.closing].into_iter().chain(attached).chain(appendices).map(Vec::as_slice)
    }
}

/// Where something is written, for findings about the finished pages. The same content may be written anywhere, so all
/// origins are equal.
#[derive(Debug, Clone, Copy)]
pub struct Origin(pub Span);

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}

/// Where the plan gives the fixed parts of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origins {
    /// Type, subject, number and date.
    pub document: Origin,
    pub subject: Origin,
    /// The number, or the date as far as day or month are known; none where all of them are blank.
    pub issued: Option<Origin>,
    /// The signer's name.
    pub signer: Origin,
    /// The whole plan.
    pub plan: Origin,
}

/// What the file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// Title: type and subject.
    pub title: String,
    /// The issuing body.
    pub author: String,
    /// Year, month and day; the first of the month or year where no more is known.
    pub date: jiff::civil::Date,
    /// Whether the plan gives the date; otherwise it is the first day of its period.
    pub is_dated: bool,
}

/// Top of the first page (Decree 30, Appendix I, II.1 to II.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// The body that the issuing one is part of, in capitals (II.2.a).
    pub superior: Option<String>,
    /// The issuing body, in capitals, line by line.
    pub issuer: Vec<String>,
    /// Number, padded; blank when `None`.
    pub number: Option<String>,
    /// Symbol: «KH-UBND».
    pub symbol: String,
    pub place: String,
    /// Day, padded; blank when `None`.
    pub day: Option<String>,
    /// Month, padded where the decree wants it; blank when `None`.
    pub month: Option<String>,
    pub year: String,
}

/// Type and subject (II.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleBlock {
    /// Type in capitals: «KẾ HOẠCH».
    pub kind: String,
    /// The subject in one line.
    pub subject: String,
    /// The lines that its author chose; one where the layout is to choose.
    pub lines: Vec<String>,
    /// Those to whom the document is addressed, «Kính gửi:», with their punctuation (II.9.d).
    pub addressees: Vec<String>,
}

/// A line of «Nơi nhận» (II.9.d).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipientLine {
    /// The recipient with its punctuation, without its dash.
    pub words: String,
    /// Whether it is a part of the recipient above: «+».
    pub nested: bool,
}

impl RecipientLine {
    /// The mark in front of it.
    #[must_use]
    pub fn mark(&self) -> &'static str {
        if self.nested { "+" } else { "-" }
    }
}

/// The signature block (II.7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Lines above the position, in capitals.
    pub capacity: Vec<String>,
    /// Position, in capitals.
    pub position: String,
    /// Another post of the signer, above the name, in capitals (box 7b).
    pub office: Option<String>,
    pub name: String,
}

/// A plan that is issued with a decision, behind it (Appendix III, form 1.3): it has no letterhead and no signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Type and subject.
    pub title: TitleBlock,
    /// The decision that it belongs to.
    pub reference: Reference,
    /// Opening and sections.
    pub body: Vec<Block>,
    /// Its end, with «./.».
    pub closing: Vec<Block>,
    /// Where the plan gives its subject.
    pub origin: Origin,
}

/// An appendix (III.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppendixContent {
    /// «Phụ lục», or «Phụ lục II» where there are several.
    pub label: String,
    /// Title, in capitals.
    pub title: String,
    /// The document that it belongs to.
    pub reference: Reference,
    /// Whether the page is landscape.
    pub landscape: bool,
    /// Its content.
    pub body: Vec<Block>,
}

/// The document that an appendix, or a plan under a decision, belongs to (III.1.c).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Type: «Kế hoạch», «Quyết định».
    pub kind: String,
    /// Number and date as in the letterhead; blanks stay blank.
    pub letterhead: Letterhead,
    /// The issuing body: «Ủy ban nhân dân xã Bình Giang».
    pub issuer: String,
}

/// How a heading looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingStyle {
    /// «Phần I» and its title below.
    Part,
    /// «Điều 1.», and its text in the same line.
    Article,
    /// «I.», capitals.
    Section,
    /// «1.».
    Item,
    /// «1.1.».
    Subitem,
    Letter,
    /// Without a number.
    Label,
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphStyle {
    /// Body text.
    Normal,
    /// A line of the bases: italic (II.6.a).
    Basis,
    /// Several bases in one italic paragraph.
    Bases,
    /// A basis that is an item of a section's text: upright like it.
    BasisItem,
    /// Who decides, and «QUYẾT ĐỊNH:» (Appendix III, form 1.3): centred, bold.
    Resolving,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Heading {
        /// Depth in the outline, from 1, without gaps.
        level: usize,
        /// How it looks.
        style: HeadingStyle,
        /// Its number, with its mark.
        number: Option<String>,
        title: String,
        /// Text that goes on in the same paragraph.
        run_in: Option<Vec<Inline>>,
        /// Where the plan, or a pack, gives it.
        origin: Origin,
    },
    Paragraph {
        marker: Option<String>,
        /// How it looks.
        style: ParagraphStyle,
        content: Vec<Inline>,
    },
    Table(Table),
    /// Pages on their side (I.2: for tables).
    Landscape(Vec<Block>),
}

impl Block {
    /// A paragraph of body text.
    #[must_use]
    pub fn paragraph(content: Vec<Inline>) -> Self {
        Self::Paragraph { marker: None, style: ParagraphStyle::Normal, content }
    }

    #[must_use]
    pub fn item(marker: impl Into<String>, content: Vec<Inline>) -> Self {
        Self::Paragraph { marker: Some(marker.into()), style: ParagraphStyle::Normal, content }
    }
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Bold.
    Strong(Vec<Inline>),
    /// Italic.
    Emphasis(Vec<Inline>),
    /// A new line.
    Break,
    /// A footnote. Several references to one share its content, and it is printed once.
    Note(Arc<Vec<Block>>),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The line above it.
    pub caption: Option<String>,
    /// The line that says what its numbers are.
    pub unit: Option<String>,
    pub columns: Vec<TableColumn>,
    /// The rows of its head, repeated on every page.
    pub head: Vec<Vec<Cell>>,
    pub rows: Vec<Row>,
    /// The rows, from 0, below which the head is repeated.
    pub parts: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableColumn {
    pub width: ColumnWidth,
    /// How its cells are aligned.
    pub alignment: Alignment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnWidth {
    /// As wide as its content.
    Content,
    /// A share of what is left.
    Share(u32),
}

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    Left,
    /// In the middle.
    Center,
    Right,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Whether it is the row of a group or the total: bold.
    pub group: bool,
    /// Whether rows of its group follow: then it never ends a page.
    pub heads: bool,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub content: Vec<Inline>,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
}

impl Cell {
    /// A cell of one column with words.
    #[must_use]
    pub fn words(words: impl Into<String>) -> Self {
        let words = words.into();
        Self::of(if words.is_empty() { Vec::new() } else { vec![Inline::Text(words)] })
    }

    /// A cell of one column.
    #[must_use]
    pub fn of(content: Vec<Inline>) -> Self {
        Self { content, columns: 1, rows: 1 }
    }

    /// Returns the same over several columns.
    #[must_use]
    pub fn across(self, columns: usize) -> Self {
        Self { columns, ..self }
    }

    /// Returns the same over several rows.
    #[must_use]
    pub fn down(self, rows: usize) -> Self {
        Self { rows, ..self }
    }
}

/// Returns the words of a paragraph without their markup; footnotes are left out.
#[must_use]
pub fn plain_text(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) => words.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) => plain_text(inner),
            Inline::Break => " ".to_owned(),
            Inline::Note(_) => String::new(),
        })
        .collect()
}
