//! A passage: one text of the plan, as rules read it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::block::{Block, blocks};
use super::citation::{Citation, citations};
use super::flow::flowing;
use super::quotation::Quotations;
use super::reference::{Reference, references};
use super::word_traits::{Signs, Trait, Word, words_and_signs};
use crate::base::source::Span;
use crate::document::texts::{Owner, PrintedText, Role};
use crate::input::decode::SourceText;
use crate::input::expressions::{Call, Tag, TagKind, calls, precedes_mark, tags};
use crate::model::packs::CitationWords;
use crate::model::plan::Piece;

/// Stands for each byte of an expression or a placeholder: what it becomes is data, not typed words.
pub const OBJECT: char = '\u{1a}';

#[derive(Debug)]
pub struct Passage<'a> {
    /// The text as it is written, with its place.
    pub source: &'a SourceText,
    /// What it is in the document.
    pub role: Role,
    /// What it belongs to.
    pub owner: Owner<'a>,
    /// Whether the plan writes it; a standard text is the city's.
    pub own: bool,
    plain: Cow<'a, str>,
    citation_words: &'a CitationWords,
    /// With line breaks as spaces, where that differs.
    flowing: OnceCell<Option<String>>,
    /// Several rules ask for them.
    words: OnceCell<(Vec<Word>, Signs)>,
    blocks: OnceCell<Vec<Block>>,
    calls: OnceCell<Vec<Call<'a>>>,
    citations: OnceCell<Vec<Citation>>,
    references: OnceCell<Vec<Reference>>,
    quotations: OnceCell<Quotations>,
}

impl<'a> Passage<'a> {
    /// Returns the passage of a printed text; `own` says whether the plan writes it.
    #[must_use]
    pub fn new(text: &PrintedText<'a>, own: bool, citation_words: &'a CitationWords) -> Self {
        let PrintedText { source, role, reading: _, owner } = *text;
        let (names, data): (Vec<Tag>, Vec<Tag>) =
            tags(&source.text).into_iter().partition(|tag| tag.kind == TagKind::Name);
        let mut data: Vec<Range<usize>> = data.into_iter().map(|tag| tag.range).collect();
        if let (Role::Target, Owner::Target(target)) = (role, owner) {
            data.extend(target.pieces().into_iter().filter_map(|piece| match piece {
                Piece::Placeholder(_, _, range) => Some(range),
                Piece::Words(_) => None,
            }));
        }
        let mut plain = Cow::Borrowed(source.text.as_str());
        for range in data {
            let blank = OBJECT.to_string().repeat(range.len());
            plain.to_mut().replace_range(range, &blank);
        }
        // An id of an item is nothing that is read. Before a mark, it takes the blanks in front of it along.
        for Tag { range, .. } in names {
            let sign = if precedes_mark(&source.text, range.end) { OBJECT } else { ' ' };
            plain.to_mut().replace_range(range.clone(), &sign.to_string().repeat(range.len()));
        }
        Self {
            source,
            role,
            owner,
            own,
            plain,
            citation_words,
            flowing: OnceCell::new(),
            words: OnceCell::new(),
            blocks: OnceCell::new(),
            calls: OnceCell::new(),
            citations: OnceCell::new(),
            references: OnceCell::new(),
            quotations: OnceCell::new(),
        }
    }

    /// Returns the typed words: every byte of an expression is [`OBJECT`], so that offsets are those of the text.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Returns its words, with what their letters show; their places are those in the flowing text as well.
    pub fn words(&self) -> &[Word] {
        &self.words_and_signs().0
    }

    /// Returns whether one of these signs may be between its words; one that is there always may.
    pub fn may_hold(&self, signs: &[char]) -> bool {
        self.words_and_signs().1.may_hold(signs)
    }

    fn words_and_signs(&self) -> &(Vec<Word>, Signs) {
        self.words.get_or_init(|| {
            let mut signs = Signs::default();
            (words_and_signs(&self.plain, &mut signs), signs)
        })
    }

    /// Returns what is before, between and after its words, wherever it is more than one space.
    pub fn gaps(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        let words = self.words();
        let end = |at: usize| words.get(at).map_or(0, Word::end);
        let apart = words.iter().enumerate().filter(|(_, word)| word.shows(Trait::Apart));
        let between = apart.map(move |(at, word)| at.checked_sub(1).map_or(0, end)..word.start());
        let last = words.last().map_or(0, Word::end)..self.plain.len();
        between.chain(std::iter::once(last)).filter_map(|gap| Some((gap.clone(), self.plain.get(gap)?)))
    }

    /// Returns its paragraphs, items and rows.
    pub fn blocks(&self) -> &[Block] {
        self.blocks.get_or_init(|| blocks(&self.plain))
    }

    /// Returns the place of a range of the text.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        self.source.inner(range)
    }

    /// Returns the same, if the file has the text there letter by letter: only such a place can be fixed.
    #[must_use]
    pub fn exact_span(&self, range: Range<usize>) -> Option<Span> {
        self.source.exact(range)
    }

    /// Returns the calls inside its expressions.
    pub fn calls(&self) -> &[Call<'a>] {
        self.calls.get_or_init(|| calls(&self.source.text))
    }

    /// Returns the typed words as they flow in the document: a line break inside a paragraph is a space. No place moves.
    pub fn flowing(&self) -> &str {
        self.flowing.get_or_init(|| flowing(&self.plain)).as_deref().unwrap_or(&self.plain)
    }

    /// Returns the words that its citations are read with.
    #[must_use]
    pub fn citation_words(&self) -> &'a CitationWords {
        self.citation_words
    }

    /// Returns the citations that are typed in it, well-formed or not. What a name quotes, such as the title of a document, is not cited.
    pub fn citations(&self) -> &[Citation] {
        self.citations.get_or_init(|| {
            if self.role == Role::Name {
                return Vec::new();
            }
            let cited = || self.calls().iter().filter(|call| call.function == "cite").map(|call| call.range.clone());
            citations(self.flowing(), self.citation_words, || cited().collect())
        })
    }

    /// Returns the references that are typed in it.
    pub fn references(&self) -> &[Reference] {
        self.references
            .get_or_init(|| references(self.flowing(), self.words(), || self.quotations(), self.citation_words))
    }

    /// Returns the quotations of the flowing text.
    pub fn quotations(&self) -> &Quotations {
        self.quotations.get_or_init(|| {
            if self.may_hold(&['“', '«', '"']) { Quotations::of(self.flowing()) } else { Quotations::default() }
        })
    }

    /// Returns its lines that are not empty, with their places; no line has spaces at its ends.
    pub fn lines(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        let mut start = 0;
        self.plain.split('\n').filter_map(move |line| {
            let from = start + (line.len() - line.trim_start().len());
            start += line.len() + 1;
            let words = line.trim();
            (!words.is_empty()).then_some((from..from + words.len(), words))
        })
    }
}
