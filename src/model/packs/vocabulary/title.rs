//! How titles of documents begin.

use super::CitationWords;

impl CitationWords {
    /// Returns whether a text begins as the title of a document does.
    #[must_use]
    pub fn begins_title(&self, text: &str) -> bool {
        self.titles
            .iter()
            .any(|title| text.strip_prefix(title).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    }
}
