//! Words for people, in Vietnamese and in English.

use std::fmt;

use crate::base::shown;
use crate::base::vietnamese::fold;

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Vietnamese, the language of the product.
    #[default]
    Vietnamese,
    /// English (`--lang en`).
    English,
}

/// The same words in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    vietnamese: String,
    english: String,
}

/// Words in both languages, Vietnamese first. They quote what files say, and a file can say anything: what would command a
/// terminal or turn the writing around is made visible.
pub fn text(vietnamese: impl Into<String>, english: impl Into<String>) -> Text {
    Text { vietnamese: shown::words(&vietnamese.into()), english: shown::words(&english.into()) }
}

impl Text {
    /// Returns the words in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vietnamese,
            Language::English => &self.english,
        }
    }

    /// Returns the words with others behind them.
    #[must_use]
    pub fn followed_by(&self, joint: &str, more: &Self) -> Self {
        let both = |first: &str, second: &str| format!("{first}{joint}{second}");
        Self { vietnamese: both(&self.vietnamese, &more.vietnamese), english: both(&self.english, &more.english) }
    }
}

/// Shows the Vietnamese words.
impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.vietnamese)
    }
}

/// `a`, `b` hoặc `c`, each in backticks.
pub fn list_vi<T: fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    list(items, "hoặc")
}

/// `a`, `b` or `c`, each in backticks.
pub fn list_en<T: fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    list(items, "or")
}

/// Returns the hint that one of these was meant.
pub fn suggest<T: fmt::Display>(items: impl IntoIterator<Item = T> + Clone) -> Text {
    text(format!("có phải định viết {}?", list_vi(items.clone())), format!("did you mean {}?", list_en(items)))
}

/// Returns the hint that the nearest candidate was meant, or another hint where none is near enough.
pub fn did_you_mean<'a>(
    given: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> Text,
) -> Text {
    fold::nearest(given, candidates).map_or_else(otherwise, |near| suggest([near]))
}

fn list<T: fmt::Display>(items: impl IntoIterator<Item = T>, or: &str) -> String {
    let mut items: Vec<String> = items.into_iter().map(|item| format!("`{item}`")).collect();
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} {or} {last}", items.join(", ")),
    }
}
