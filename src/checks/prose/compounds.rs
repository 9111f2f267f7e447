//! Words of two syllables: they tell where one word ends and another begins.

use crate::model::packs::{CompoundWords, SpellingWords};

/// The words, in lines of a first syllable and those that follow it.
#[derive(Debug)]
pub struct Compounds {
    /// In the order of their first syllables.
    lines: Vec<String>,
}

impl Compounds {
    #[must_use]
    pub fn new(words: &CompoundWords, spelling: &SpellingWords) -> Self {
        let all = words.known.iter().chain(&spelling.compounds);
        let mut lines: Vec<String> = all.map(|line| line.to_lowercase()).collect();
        lines.sort_unstable();
        Self { lines }
    }

    /// Returns whether two syllables are a word, whatever their capitals.
    #[must_use]
    pub fn have(&self, first: &str, second: &str) -> bool {
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        let from = self.lines.partition_point(|line| opening(line) < first.as_str());
        let lines = self.lines[from..].iter().take_while(|line| opening(line) == first);
        lines.flat_map(|line| line.split(' ').skip(1)).any(|other| other == second)
    }
}

fn opening(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_both_syllables() {
        let known = ["chinh phục".to_owned(), "tập huấn quán trung".to_owned(), "tập thể".to_owned()].to_vec();
        let spelling = SpellingWords { compounds: vec!["thành công".to_owned()], ..SpellingWords::default() };
        let words = Compounds::new(&CompoundWords { known }, &spelling);
        assert!(
            words.have("thành", "công")
                && words.have("Chinh", "phục")
                && words.have("tập", "trung")
                && words.have("tập", "thể")
        );
        assert!(!words.have("tập", "chung") && !words.have("phục", "chinh") && !words.have("", ""));
    }
}
