//! What rules look at.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Lexicon;
use super::agencies::Misnamed;
use super::bases::DocumentMention;
use super::form::AppendixMentions;
use super::targets::{PercentageMention, Quantity};
use crate::base::diagnostic::{Findings, UNKNOWN_ID};
use crate::base::source::Span;
use crate::checks::prose::{Passage, Role, words};
use crate::document::compose::PrintedNumbers;
use crate::document::resolve::Resolved;
use crate::document::texts::printed_texts;
use crate::model::conformance::Conformance;
use crate::model::packs::Vocabulary;
use crate::model::plan::Plan;

/// A plan, ready to be judged.
#[derive(Debug)]
pub struct Subject<'s, 'a> {
    /// The plan with what its ids mean.
    pub resolved: &'s Resolved<'a>,
    /// The numbers that the document has.
    pub printed_numbers: PrintedNumbers,
    /// The words that rules look for.
    pub(super) lexicon: &'a Lexicon,
    /// Words that its project excuses, in lower case.
    own_words: BTreeSet<String>,
    /// All its texts, in the order of the document.
    pub passages: Vec<Passage<'a>>,
    /// The day on which law is judged.
    pub day: Date,
    /// The last day on which the plan can be issued, as far as it says when; today, where it does not.
    pub latest: Date,
    /// Whether its data is without mistakes.
    pub complete: bool,
    /// What several rules ask for, found once.
    pub(super) shared: Shared<'a>,
}

/// What several rules ask for.
#[derive(Debug, Default)]
pub(super) struct Shared<'a> {
    /// Names of agencies that are not written as they should be.
    pub misnamed: OnceCell<Vec<Misnamed<'a>>>,
    /// What the city asks and what the plan answers.
    pub conformance: OnceCell<Conformance<'a>>,
    /// What the targets promise.
    pub quantities: OnceCell<Vec<Quantity<'a>>>,
    /// The percentages of the plan's own prose.
    pub percentages: OnceCell<Vec<PercentageMention>>,
    /// Where the plan names documents of the registry.
    pub documents: OnceCell<Vec<DocumentMention<'a>>>,
    /// Where the plan speaks of its appendices.
    pub appendices: OnceCell<AppendixMentions>,
}

impl<'s, 'a> Subject<'s, 'a> {
    /// A plan as of a day, with the numbers that its document prints. `complete` says that the stages before found no error in its data.
    #[must_use]
    pub fn new(
        resolved: &'s Resolved<'a>,
        printed_numbers: PrintedNumbers,
        lexicon: &'a Lexicon,
        today: Date,
        complete: bool,
    ) -> Self {
        Self {
            resolved,
            printed_numbers,
            lexicon,
            own_words: BTreeSet::new(),
            // The packs were read before the plan, the CSV files that it names after it.
            passages: printed_texts(resolved)
                .iter()
                .map(|text| {
                    Passage::new(text, text.source.span.file >= resolved.plan.span.file, &lexicon.vocabulary.citations)
                })
                .collect(),
            day: resolved.plan.day(today),
            latest: resolved.plan.latest_day(today),
            complete,
            shared: Shared::default(),
        }
    }

    /// Leaves out words in place of a body that were found to be an id in another spelling: what rules would say of them only follows.
    pub fn leave_out(&mut self, findings: &Findings) {
        let ids: BTreeSet<Span> =
            findings.iter().filter(|finding| finding.meta == &UNKNOWN_ID).map(|finding| finding.span).collect();
        let is_body = |passage: &Passage<'_>| matches!(passage.role, Role::Party | Role::Recipient);
        self.passages.retain(|passage| !(is_body(passage) && ids.contains(&passage.source.span)));
    }

    /// Excuses the words of phrases: they are spelt as its project wants them.
    pub fn excuse(&mut self, phrases: &[String]) {
        for phrase in phrases {
            self.own_words.extend(words(phrase).map(|word| phrase[word].to_lowercase()));
        }
    }

    /// Returns whether the project excuses a word in lower case.
    #[must_use]
    pub fn excuses(&self, word: &str) -> bool {
        self.own_words.contains(word)
    }

    #[must_use]
    pub fn plan(&self) -> &'a Plan {
        self.resolved.plan
    }

    /// Returns the words that rules look for.
    pub fn vocabulary(&self) -> &'a Vocabulary {
        &self.lexicon.vocabulary
    }

    /// Returns where the text speaks of the plan's appendices.
    pub(super) fn appendix_mentions(&self) -> &AppendixMentions {
        self.shared.appendices.get_or_init(|| AppendixMentions::of(self))
    }

    /// Returns the passages that the plan writes: a standard text is the city's responsibility.
    pub fn own_passages(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.passages.iter().filter(|passage| passage.own)
    }

    /// Those in the plan's own words: names and the titles of documents are not.
    pub fn own_wording(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.own_passages().filter(|passage| passage.role != Role::Name)
    }
}
