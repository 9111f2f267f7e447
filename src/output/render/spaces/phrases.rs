//! Names, cut into the parts that hold together, and where a text has them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::HOLDING;

/// What is longer, in letters, comes apart: held together it would leave a wide gap in the line before it. A line of 14 pt has about 70.
const LONGEST: usize = 17;

/// The marks around a word that are no part of a name.
const OPENING: [char; 6] = ['(', '[', '«', '“', '"', '\''];
const CLOSING: [char; 13] = [')', ']', '»', '”', '"', '\'', ',', '.', ';', ':', '!', '?', '…'];

/// Parts of names, in lower case, by their first words; the longest first.
#[derive(Debug, Default)]
pub(super) struct Phrases(BTreeMap<String, Vec<Vec<String>>>);

impl Phrases {
    pub(super) fn new(names: impl Iterator<Item = String>) -> Self {
        let names: Vec<Vec<String>> =
            names.map(|name| name.to_lowercase().split_whitespace().map(str::to_owned).collect()).collect();
        let mut out = Self::default();
        for name in &names {
            for part in parts(name, &names) {
                let alike = out.0.entry(part[0].clone()).or_default();
                if !alike.iter().any(|known| known.as_slice() == part) {
                    alike.push(part.to_vec());
                }
            }
        }
        out.0.values_mut().for_each(|alike| alike.sort_by_key(|part| std::cmp::Reverse(part.len())));
        out
    }

    /// Returns a text whose names have spaces at which no line ends.
    pub(super) fn hold<'w>(&self, words: &'w str) -> Cow<'w, str> {
        let tokens: Vec<&str> = words.split(' ').collect();
        let lower: Vec<String> = tokens.iter().map(|token| token.to_lowercase()).collect();
        let mut held = vec![false; tokens.len()];
        let mut free_from = 0;
        for at in 0..tokens.len() {
            // Names that overlap would hold one long run together: «UBND thành phố», «thành phố Hải Phòng».
            if at < free_from {
                continue;
            }
            let Some(alike) = self.0.get(lower[at].trim_start_matches(OPENING)) else { continue };
            if let Some(found) = alike.iter().find(|part| begins_with(&lower[at..], part)) {
                free_from = at + found.len();
                held[at + 1..free_from].fill(true);
            }
        }
        if !held.contains(&true) {
            return Cow::Borrowed(words);
        }
        let mut out = String::with_capacity(words.len() + tokens.len());
        for (index, token) in tokens.iter().enumerate() {
            if index > 0 {
                out.push(if held[index] { HOLDING } else { ' ' });
            }
            out.push_str(token);
        }
        Cow::Owned(out)
    }
}

/// Returns whether words of a text, in lower case, begin with the part of a name; marks may be around it.
fn begins_with(words: &[String], part: &[String]) -> bool {
    let last = part.len() - 1;
    words.len() > last
        && words[0].trim_start_matches(OPENING) == part[0]
        && words[1..last].iter().zip(&part[1..last]).all(|(word, own)| word == own)
        && words[last].trim_end_matches(CLOSING) == part[last].trim_end_matches(CLOSING)
}

/// Returns the parts of a name that hold together, each of several words: all of a short one; a long one comes apart before «và», behind
/// a comma or a dash, and where another of the names is its end.
fn parts<'n>(name: &'n [String], all: &[Vec<String>]) -> Vec<&'n [String]> {
    let letters = name.iter().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1);
    if letters <= LONGEST {
        return if name.len() > 1 { vec![name] } else { Vec::new() };
    }
    let is_dash = |word: &str| matches!(word, "-" | "–" | "—");
    let is_other = |tail: &[String]| tail.len() > 1 && all.iter().any(|other| other.as_slice() == tail);
    // What another name is the end of comes apart there, and that one by itself.
    let end = (1..name.len()).find(|at| is_other(&name[*at..])).unwrap_or(name.len());
    let parts_before = |at: usize| name[at] == "và" || name[at - 1].ends_with(',') || is_dash(&name[at]);
    let mut out = Vec::new();
    let mut from = 0;
    for at in (1..=end).filter(|at| *at == end || parts_before(*at)) {
        let part = &name[from..at];
        // A dash has spaces of its own.
        let part = if is_dash(&part[0]) { &part[1..] } else { part };
        let letters: usize = part.iter().map(|word| word.chars().count() + 1).sum();
        if part.len() > 1 && letters <= LONGEST + 1 {
            out.push(part);
        }
        from = at;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(names: &[&str], words: &str) -> String {
        Phrases::new(names.iter().map(|name| (*name).to_owned())).hold(words).replace(HOLDING, "~")
    }

    #[test]
    fn a_name_holds_however_it_is_typed_and_whatever_is_around_it() {
        let names = ["Hội Nông dân", "Phòng Kinh tế"];
        assert_eq!(held(&names, "«HỘI NÔNG DÂN», phòng kinh tế."), "«HỘI~NÔNG~DÂN», phòng~kinh~tế.");
        assert_eq!(held(&names, "Hội, Nông dân; Hội (Nông dân)"), "Hội, Nông dân; Hội (Nông dân)");
        assert_eq!(held(&names, "Hội Nông"), "Hội Nông");
        assert_eq!(held(&names, ""), "");
    }

    #[test]
    fn a_long_name_comes_apart_where_its_words_do() {
        let names = ["Phòng Kinh tế, Hạ tầng và Đô thị", "Trung tâm Phục vụ hành chính công"];
        assert_eq!(held(&names, "Phòng Kinh tế, Hạ tầng và Đô thị"), "Phòng~Kinh~tế, Hạ~tầng và~Đô~thị");
        assert_eq!(held(&names, "Trung tâm Phục vụ hành chính công"), "Trung tâm Phục vụ hành chính công");
    }
}
