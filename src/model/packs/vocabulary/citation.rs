//! What the words of citations are asked.

use super::CitationWords;
use crate::base::vietnamese::letter::capitalized;

impl CitationWords {
    /// Returns whether a text begins as the title of a document does.
    #[must_use]
    pub fn begins_title(&self, text: &str) -> bool {
        let begins =
            |title: &str| text.strip_prefix(title).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let capital = text.starts_with(char::is_uppercase);
        self.titles.iter().any(|title| begins(title) || (capital && begins(&capitalized(title))))
            || self.small_titles.iter().any(|title| begins(title))
    }

    /// Returns whether a name is that of a body of the state.
    #[must_use]
    pub fn is_of_the_state(&self, name: &str) -> bool {
        self.of_the_state.iter().any(|head| name.starts_with(head.as_str()))
    }

    /// Returns whether letters of a symbol are those of a type of document.
    #[must_use]
    pub fn is_type(&self, letters: &str) -> bool {
        self.type_letters().any(|known| known == letters)
    }

    /// Returns the letters of all types: those of the decree's table, then the others.
    pub fn type_letters(&self) -> impl Iterator<Item = &str> + Clone {
        self.types.iter().map(|one| one.letters.as_str()).chain(self.kind_letters.iter().map(String::as_str))
    }

    /// Adds the names of the table to the other types. A longer one is asked first: «kế hoạch hành động» ends in no shorter type.
    pub(super) fn join_kinds(&mut self) {
        let CitationWords { kinds, types, .. } = self;
        kinds.extend(types.iter().map(|one| one.name.clone()));
        kinds.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        kinds.dedup();
    }
}
