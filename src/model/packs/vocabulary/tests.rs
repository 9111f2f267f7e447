//! Words of packs: over the embedded ones, beside them, and with mistakes.

use super::*;
use crate::base::diagnostic::{Diagnostic, Language};
use crate::model::packs::PackFile;

/// Returns the words of packs with these files, and what is found in it: code, place, message, help.
fn load(files: &[(&str, &str)]) -> (Vocabulary, Vec<String>) {
    let files = files.iter().map(|(path, text)| PackFile { path: (*path).to_owned(), text: (*text).to_owned() });
    let packs = PackFiles::read("x".to_owned(), files.collect());
    let (mut sources, mut findings) = (SourceMap::new(), Findings::new());
    let words = Vocabulary::load(&packs, &mut sources, &mut findings);
    let message = |one: &Diagnostic| {
        let line = sources.place(one.span).line;
        let help = one.help.as_ref().map_or("", |help| help.get(Language::English));
        format!("{} {line}: {} => {help}", one.meta.code, one.message.get(Language::English))
    };
    (words, findings.sorted().iter().map(message).collect())
}

#[test]
fn the_embedded_words_have_no_mistake_and_serve_where_a_directory_has_none() {
    let embedded = load(&[]);
    assert_eq!(embedded.1, [""; 0]);
    assert_eq!(embedded.0.spelling.names, Vocabulary::embedded().spelling.names);
    let city = load(&[("haiphong/city.toml", "name = \"Hải Phòng\"\nkind = \"thành phố\"")]);
    assert_eq!((city.0.people.titles, city.1), (embedded.0.people.titles, embedded.1));
}

#[test]
fn a_file_replaces_the_embedded_one_or_extends_it() {
    let lists = "[titles]\nsource = \"x\"\nwords = [\"TSKH\", \"Ông\"]\n";
    let others = "[party_posts]\nsource = \"x\"\nwords = []\n[deputy_tails]\nsource = \"x\"\nwords = []\n[deputies]\nsource = \"x\"\nwords = []\n";
    let whole = format!("{lists}{others}[post_bodies]\nsource = \"x\"\nwords = [\"UBND\"]\n");
    let (words, found) = load(&[("vietnam/words/people.toml", &whole)]);
    assert_eq!((found, words.people.titles.len()), (vec![], 2));
    assert_eq!(words.people.post_bodies, ["UBND"]);
    let (words, found) = load(&[("vietnam/words/people.toml", &format!("extends = true\n{lists}"))]);
    let embedded = &Vocabulary::embedded().people;
    assert_eq!((found, words.people.post_bodies), (vec![], embedded.post_bodies.clone()));
    assert_eq!(words.people.titles.len(), embedded.titles.len() + 1);
    assert!(words.people.titles.iter().any(|title| title == "TSKH"));
}

#[test]
fn an_extending_entry_replaces_the_embedded_one_of_its_key() {
    let file = "extends = true\n[typos]\nsource = \"x\"\nwords = [{ wrong = \"hồ xơ\", right = \"sơ hồ\" }]";
    let (words, found) = load(&[("vietnam/words/spelling.toml", file)]);
    assert_eq!(found, [""; 0]);
    let typos: Vec<_> = words.spelling.typos.iter().filter(|typo| typo.wrong == "hồ xơ").collect();
    assert_eq!(typos.iter().map(|typo| typo.right.as_str()).collect::<Vec<_>>(), ["sơ hồ"]);
}

#[test]
fn mistakes_are_found_and_the_embedded_words_stay() {
    let file = "extends = true\n\
        [typos]\nsource = \" \"\nwords = [{ wrong = \"a\", right = \"a\" }, { wrong = \"B\", right = \"b\" }, { wrong = \"b\" }, { wrong = \"c\", right = \"d\", x = 1 }]\n\
        [names]\nwords = [\"A\", \"A\", \"\"]\n\
        [pairs]\nsource = \"x\"\nwords = [\"tế xã\"]\n\
        [nmes]\n";
    let (words, found) = load(&[("vietnam/words/spelling.toml", file), ("vietnam/words/speling.toml", "")]);
    let expected = [
        "DL013 3: the list has no source => name the document or the person that the list is from",
        "DL013 4: `a` is both the wrong and the right spelling => correct `right`",
        "DL013 4: `B` has capitals => write `b`; where capitals count, use [exact]",
        "DL003 4: missing key `right` => add a line `right = \"…\"`",
        "DL002 4: unknown key `x` => the keys here are `wrong`, `right`, `right_after` or `right_before`",
        "DL003 5: missing key `source` => add a line `source = \"…\"`",
        "DL006 6: duplicate entry `A` => remove one of the two",
        "DL013 6: empty entry => write a word, or remove the line",
        "DL013 9: `tế xã` is not two words joined by a hyphen => write it like `tế - xã`, with a space on both sides",
        "DL002 10: unknown key `nmes` => did you mean `names`?",
    ];
    assert_eq!(found[..expected.len()], expected);
    assert!(found[expected.len()].starts_with("DL002 1: unknown word list `vietnam/words/speling.toml` => the word"));
    assert_eq!(found.len(), expected.len() + 1);
    assert!(words.spelling.names.iter().any(|name| name == "VNeID"));
    let (_, found) = load(&[("vietnam/words/people.toml", "")]);
    assert_eq!(found.len(), 5, "{found:?}");
}
