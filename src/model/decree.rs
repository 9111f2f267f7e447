//! What the clauses of Decree 30/2020/NĐ-CP say, in a few words, and where a text cites them: `plans/vietnam/decree-30.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use toml::de::DeTable;

use crate::base::diagnostic::{Text, text};

const FILE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/plans/vietnam/decree-30.toml"));

static TABLES: LazyLock<BTreeMap<String, BTreeMap<String, Text>>> = LazyLock::new(|| {
    let (file, _) = DeTable::parse_recoverable(FILE);
    let mut tables = BTreeMap::new();
    for (name, clauses) in file.get_ref() {
        let mut read = BTreeMap::new();
        for (clause, words) in clauses.get_ref().as_table().into_iter().flatten() {
            let words = words.get_ref().as_array();
            let word = |at: usize| words.and_then(|words| words.get(at)?.get_ref().as_str()).unwrap_or_default();
            read.insert(clause.get_ref().to_string(), text(word(0), word(1)));
        }
        tables.insert(name.get_ref().to_string(), read);
    }
    tables
});

/// A clause that a text cites: the appendix, from 1, and the clause in it, as «II.1.a».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    pub appendix: usize,
    pub clause: String,
}

impl Citation {
    /// Returns the clause with its appendix: «Phụ lục II, mục III.1.b».
    fn in_full(&self) -> String {
        let appendix = ROMAN.get(self.appendix - 1).copied().unwrap_or_default();
        format!("Phụ lục {appendix}, mục {}", self.clause)
    }

    /// Returns what the clause says; none where the list does not have it.
    #[must_use]
    pub fn words(&self) -> Option<&'static Text> {
        TABLES.get(&format!("appendix-{}", self.appendix))?.get(&self.clause)
    }
}

/// Returns what the clauses say that a rule rests on, as «Phụ lục I, mục II.7.d và II.8 Nghị định số 30/2020/NĐ-CP», each with its name;
/// nothing where the law is another one.
#[must_use]
pub fn said(law: &str) -> Vec<(String, &'static Text)> {
    if !law.contains("30/2020") {
        return Vec::new();
    }
    let names = |name: &str| {
        let mut behind = law.match_indices(name).map(|(at, _)| &law[at + name.len()..]);
        behind.any(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
    };
    let articles = TABLES.get("articles").into_iter().flatten().filter(|(name, _)| names(name));
    let articles = articles.map(|(name, words)| (name.clone(), words));
    let clauses = citations(law).into_iter().filter_map(|cited| {
        let name = if cited.appendix == 1 { cited.clause.clone() } else { cited.in_full() };
        Some((name, cited.words()?))
    });
    articles.chain(clauses).collect()
}

/// Returns the clauses that a line cites, as «II.1.a»: of Appendix I, unless another one is named before.
#[must_use]
pub fn citations(line: &str) -> Vec<Citation> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '.' || letter == '_';
    let mut appendix = 1;
    let mut named = false;
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find(is_part).map(|start| at + start) {
        at = line[start..].find(|letter: char| !is_part(letter)).map_or(line.len(), |end| start + end);
        let word = line[start..at].trim_matches('.');
        match (named, roman(word)) {
            (true, Some(number)) => appendix = number,
            _ if is_clause(word) => out.push(Citation { appendix, clause: word.to_owned() }),
            _ => {}
        }
        named = line[..at].ends_with("Phụ lục") || line[..at].ends_with("Appendix");
    }
    out
}

/// Returns whether a word is a Roman number, an Arabic one and perhaps a letter: «II.7.đ».
fn is_clause(word: &str) -> bool {
    let mut parts = word.split('.');
    let section = parts.next().and_then(roman).is_some();
    let number = parts.next().is_some_and(|part| part.len() < 3 && part.parse::<u8>().is_ok_and(|number| number > 0));
    let letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_lowercase);
    section && number && parts.next().is_none_or(letter) && parts.next().is_none()
}

const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];

fn roman(word: &str) -> Option<usize> {
    ROMAN.iter().position(|known| *known == word).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Language;

    fn cited(line: &str) -> Vec<(usize, String)> {
        citations(line).into_iter().map(|one| (one.appendix, one.clause)).collect()
    }

    #[test]
    fn every_form_of_a_citation_is_seen_with_its_appendix() {
        let one = |appendix, clause: &str| (appendix, clause.to_owned());
        assert_eq!(cited("(III.1.đ)."), [one(1, "III.1.đ")]);
        assert_eq!(cited("// II.4: the same row; I.1-I.3"), [one(1, "II.4"), one(1, "I.1"), one(1, "I.3")]);
        assert_eq!(
            cited("Phụ lục I, mục II.7.đ và Phụ lục II, mục II.1 Nghị định"),
            [one(1, "II.7.đ"), one(2, "II.1")]
        );
        assert_eq!(cited("Appendix II, III.1.b; Appendix I, I.4"), [one(2, "III.1.b"), one(1, "I.4")]);
        assert_eq!(cited("Mục II, VII.2, I.1.1, II.2020, A.II, xI.1"), []);
    }

    #[test]
    fn a_law_says_what_its_clauses_and_articles_say() {
        let names = |law: &str| said(law).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names("Điều 13 khoản 2 và Phụ lục I, mục II.7.b Nghị định số 30/2020/NĐ-CP"), ["Điều 13", "II.7.b"]);
        assert_eq!(names("Phụ lục II, mục IV.1 Nghị định số 30/2020/NĐ-CP"), ["Phụ lục II, mục IV.1"]);
        assert_eq!(names("Điều 155 Nghị định số 30/2020/NĐ-CP"), [""; 0]);
        assert_eq!(names("Điều 15 Luật số 72/2025/QH15"), [""; 0]);
    }

    #[test]
    fn every_entry_has_words_in_both_languages() {
        let count: usize = TABLES.values().map(BTreeMap::len).sum();
        assert!(count > 60, "{count}");
        for (clause, words) in TABLES.values().flatten() {
            assert!(
                !words.get(Language::Vietnamese).is_empty() && !words.get(Language::English).is_empty(),
                "{clause}"
            );
        }
    }
}
