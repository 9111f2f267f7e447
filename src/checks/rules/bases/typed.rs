//! The citations that are typed in the plan's own prose.

use std::ops::Range;

use super::issuer_of_symbol::may_be_of;
use super::symbol_form::canonical;
use crate::base::source::Span;
use crate::checks::prose::{Citation, IssuerSaid, Passage, phrase_length};
use crate::checks::rules::Subject;
use crate::model::plan::Plan;

/// A typed citation with the passage that holds it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'s, 'a> {
    pub passage: &'s Passage<'a>,
    pub citation: &'s Citation,
}

impl<'s> Typed<'s, '_> {
    /// Typed words.
    pub(super) fn text(&self, range: Range<usize>) -> &'s str {
        &self.passage.flowing()[range]
    }

    /// Returns the place of typed words.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.passage.span(range.clone())
    }

    pub(super) fn symbol(&self) -> &'s str {
        self.text(self.citation.symbol.clone())
    }

    /// Returns the type.
    pub(super) fn kind(&self) -> Option<&'s str> {
        self.citation.kind.clone().map(|kind| self.text(kind))
    }

    /// Returns the body that issued it.
    pub(super) fn issuer(&self) -> Option<&'s str> {
        self.citation.issuer.clone().map(|issuer| self.text(issuer))
    }

    /// Returns the words that name who issued or sent it, wherever its sentence has them.
    pub(super) fn sender(&self) -> Option<&'s str> {
        match &self.citation.issuer_said {
            IssuerSaid::Elsewhere(words) => Some(self.text(words.clone())),
            IssuerSaid::Not | IssuerSaid::Behind | IssuerSaid::Bare => self.issuer(),
        }
    }

    /// Returns whether it is of a law, which has no issuer.
    pub(super) fn is_of_law(&self) -> bool {
        let laws = &self.passage.citation_words().laws;
        self.kind().is_some_and(|kind| laws.iter().any(|law| phrase_length(kind, law).is_some()))
    }

    /// Returns whether its date is missing. One that is no date is judged by CC007.
    pub(super) fn lacks_date(&self) -> bool {
        let citation = self.citation;
        citation.date.is_none() && citation.broken_date.is_none() && !citation.dated_before
    }

    /// Returns whether nothing in its sentence says who issued it: a body that is named elsewhere must be one of its symbol.
    pub(super) fn lacks_issuer(&self) -> bool {
        let said = match &self.citation.issuer_said {
            IssuerSaid::Not => false,
            IssuerSaid::Behind | IssuerSaid::Bare => true,
            IssuerSaid::Elsewhere(words) => {
                may_be_of(self.symbol(), self.text(words.clone()), self.passage.citation_words())
            }
        };
        !said && !self.is_of_law()
    }

    /// Returns the year of the typed date.
    pub(super) fn date_year(&self) -> Option<i16> {
        self.citation.date.map(|date| date.year)
    }

    /// Returns what follows it in its clause.
    pub(super) fn rest(&self) -> &'s str {
        self.text(self.citation.rest.clone())
    }

    /// Type and symbol as a later citation has them.
    pub(super) fn short(&self) -> String {
        match self.kind() {
            Some(kind) => format!("{kind} số {}", self.symbol()),
            None => self.symbol().to_owned(),
        }
    }
}

/// Returns the typed citations in the order of the document. The plan's own number and symbol is none.
pub(super) fn typed<'s, 'a>(subject: &'s Subject<'_, 'a>) -> impl Iterator<Item = Typed<'s, 'a>> {
    let own = own_symbol(subject.plan());
    subject
        .own_passages()
        .flat_map(|passage| passage.citations().iter().map(move |citation| Typed { passage, citation }))
        .filter(move |typed| own.as_ref().is_none_or(|own| canonical(typed.symbol()) != *own))
}

fn own_symbol(plan: &Plan) -> Option<String> {
    let issue = plan.issue();
    issue.number.as_ref().map(|number| canonical(&format!("{}/{}", number.value.value, issue.symbol)))
}
