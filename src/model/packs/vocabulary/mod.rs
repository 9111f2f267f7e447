//! The national words: what rules look for in texts, as data in `vietnam/words/` that needs no Rust to be extended.
//!
//! The embedded files are the default. A file of the same name in a directory of packs replaces one, or adds to it if it says
//! `extends = true`.

mod embedded;
mod entry;
mod list;
mod sentence_end;
mod title;
mod unknown_lists;

pub use entry::{
    Collective, Comparison, DocumentType, ExactMisspelling, FramePart, MisplacedCapital, Misspelling, Nickname,
    RepeatedWord, SyllableLine, WordPair,
};
pub use sentence_end::{SENTENCE_OPENING, ends_a_sentence};

use super::files::{EMBEDDED, PackFiles};
use crate::base::diagnostic::Findings;
use crate::base::source::SourceMap;
use crate::base::vietnamese::fold::fold;
use crate::input::decode::{Decoder, TableReader, parse};

/// The directory of the words.
const DIRECTORY: &str = "vietnam/words";

/// Declares the files, their lists and what a list is made of: one field each.
macro_rules! vocabulary {
    ($($(#[$file_doc:meta])* $file:ident: $File:ident { $($(#[$doc:meta])* $list:ident: $Entry:ty,)* })*) => {
        /// The words that rules look for.
        #[derive(Debug, Clone, Default)]
        pub struct Vocabulary { $($(#[$file_doc])* pub $file: $File,)* }

        impl Vocabulary {
            const FILES: &[&str] = &[$(concat!(stringify!($file), ".toml")),*];

            fn read(&mut self, file: &str, reader: TableReader<'_, '_, '_>) {
                $(if file == concat!(stringify!($file), ".toml") {
                    return self.$file.read(reader);
                })*
            }
        }

        $(
            $(#[$file_doc])*
            #[derive(Debug, Clone, Default)]
            pub struct $File { $($(#[$doc])* pub $list: Vec<$Entry>,)* }

            impl $File {
                fn read(&mut self, mut reader: TableReader<'_, '_, '_>) {
                    let extends = reader.optional("extends").unwrap_or(false);
                    $(list::read(&mut reader, stringify!($list), extends, &mut self.$list);)*
                    reader.finish();
                }
            }
        )*
    };
}

vocabulary! {
    spelling: SpellingWords {
        /// Misspellings in lower case, with what is meant.
        typos: Misspelling,
        /// Misspelt abbreviations and names: capitals count.
        exact: ExactMisspelling,
        /// Names of systems, spelt as their owners do.
        names: String,
        /// Words that are never right twice in a row.
        repeated: RepeatedWord,
        /// Words whose capital is wrong inside a sentence.
        capitals: MisplacedCapital,
        /// Words of equal rank that a hyphen joins.
        pairs: WordPair,
    }

    /// Syllables that are words or parts of words, by their rhymes.
    syllables: SyllableWords {
        /// Those of most texts, which are proposed first.
        common: SyllableLine,
        other: SyllableLine,
    }

    /// What is no syllable and yet no mistake.
    excused: ExcusedWords {
        /// Words of other languages.
        loanwords: String,
        /// Words of trades, and units.
        technical: String,
        /// Names of places, above all in the languages of other peoples of the country.
        places: String,
    }

    bodies: BodyWords {
        /// Words that begin a proper name.
        heads: String,
        /// Bodies that every place has.
        common: String,
        /// Compounds whose last word looks like the head of a name.
        compounds: String,
        /// Common nouns that mean all agencies of a kind.
        collectives: Collective,
        /// Words before such a noun.
        wholes: String,
        /// Names that people use in place of an official one.
        nicknames: Nickname,
        /// Words before a name in lower case that make it a common noun.
        plurals: String,
        /// Other names of abolished bodies of a directory.
        former: Nickname,
        /// Words after a name, in its clause, that say that the body is gone.
        over_after: String,
        /// Words before a name, in its clause, that say so.
        over_before: String,
        /// Bodies that a commune can only ask.
        only_asked: String,
        /// Words of an order.
        orders: String,
        /// The commune's names for itself.
        own: String,
        /// How names of superior bodies begin; a space at the end says that a name with a capital follows.
        superiors: String,
        /// Words before such a name that leave it as it is.
        superior_parts: String,
    }

    /// Legal documents.
    citations: CitationWords {
        /// Types of documents in lower case.
        kinds: String,
        /// The letters of types in a symbol.
        kind_letters: String,
        /// Types of documents and their letters in their own symbol.
        types: DocumentType,
        /// How a name of an issuer begins.
        issuers: String,
        /// Words that begin a title.
        titles: String,
        /// Bodies of the Party at the end of a symbol.
        party: String,
        /// Bodies of the state at the end of a symbol.
        state: String,
        /// Bodies whose numbers restart in every place.
        local: String,
        /// Types that never make law: no year in their symbols.
        without_year: String,
        /// Words before a document that is no longer relied on.
        superseded: String,
        /// Words before a basis.
        basis_verbs: String,
        /// Types of documents that are cited by name alone, and in a basis with their date.
        laws: String,
        /// Words of two syllables whose second one also begins a reference.
        reference_compounds: String,
        /// What has sections and numbers of its own, besides documents.
        reference_containers: String,
        /// Words between a reference and its document.
        reference_links: String,
        /// Words after the numbers of a reference that cannot belong to them.
        reference_ends: String,
        /// Documents whose appendices a plan may speak of.
        appendices: String,
        /// Words before a name that say that there are several.
        several: String,
        /// Parts of the document that the program sets.
        frame: FramePart,
    }

    places: PlaceWords {
        /// Phrases that speak of the own province.
        province: String,
        /// Words after a unit that mean another one.
        others: String,
        /// Words before the kind of the own commune.
        own: String,
        /// Words after the name of a former unit.
        former: String,
        /// Names of units that are names of persons.
        named_after_persons: String,
        /// Names of units that are names of events of history.
        named_after_events: String,
        /// Names of units that may be either, or neither.
        maybe_named_after: String,
    }

    quantities: QuantityWords {
        /// Words before a percentage, and what they mean.
        operators: Comparison,
        /// Words that compare by themselves.
        comparing: String,
        /// Words of growth and comparison.
        compared: String,
        /// What a share is of.
        shared: String,
        /// Words of a sentence about something else than a promise.
        doubtful: String,
        /// What may rightly fall.
        may_fall: String,
        /// Shares of which a city rightly sets the most.
        limited: String,
        /// What should not last long.
        deadlines: String,
        /// Words that do not say what a text is about.
        empty: String,
    }

    /// Signers.
    people: PeopleWords {
        /// Titles before a name.
        titles: String,
        /// Placeholders for a name, in lower case.
        placeholders: String,
        /// Posts of the Party, in lower case.
        party_posts: String,
        /// Words behind the post of a deputy, in lower case.
        deputy_tails: String,
        /// Words behind a post that are the body in which it is, in lower case.
        post_bodies: String,
        /// Posts of deputies that do not begin with «Phó», and those of their heads.
        deputies: Nickname,
    }

    tables: TableWords {
        /// Words that are the name of a total.
        totals: String,
        /// Words that the name of a total begins with.
        total_openings: String,
        /// Words of a total that is that of a part.
        total_parts: String,
        /// Words that the name of a part of the row above begins with.
        part_openings: String,
        /// Words in the head of a column whose numbers are of one thing each, and not of a part of a whole.
        rates: String,
    }

    /// What stands for something that is still to be written.
    unfinished: UnfinishedWords {
        /// Words that mark it, in lower case.
        marks: String,
        /// Words that ask for it in brackets, in lower case.
        requests: String,
    }

    sentences: SentenceWords {
        /// Words that begin a sentence and no name.
        openings: String,
        /// Words that begin the wording of a target.
        rows: String,
        /// Abbreviations whose full stop ends no sentence.
        abbreviations: String,
    }
}

impl Vocabulary {
    /// Reads the words from the packs' files, and from the embedded ones where those are missing.
    pub fn load(packs: &PackFiles, sources: &mut SourceMap, findings: &mut Findings) -> Self {
        let mut out = Self::default();
        for name in Self::FILES {
            let path = format!("{DIRECTORY}/{name}");
            let given = packs.files.iter().find(|file| file.path == path);
            let mut read = |root: &str, text: &str| {
                let file = sources.add(format!("{root}/{path}"), text);
                let mut syntax = Findings::new();
                let parsed = parse(file, text, &mut syntax);
                // A file that is not TOML has holes: what they lack would only be reported again.
                let (mut of_holes, broken) = (Findings::new(), !syntax.is_empty());
                findings.append(syntax);
                let mut decoder = Decoder::new(file, text, if broken { &mut of_holes } else { &mut *findings });
                out.read(name, TableReader::root(parsed.table.get_ref(), &mut decoder));
            };
            let embedded = EMBEDDED.get_file(&path).and_then(include_dir::File::contents_utf8);
            if let Some(text) = embedded.filter(|embedded| given.is_none_or(|given| given.text != *embedded)) {
                read("plans", text);
            }
            if let Some(given) = given {
                read(&packs.root, &given.text);
            }
        }
        unknown_lists::report(packs, sources, findings);
        out.prepare();
        out
    }

    /// Writes words as the texts are that they are looked for in: in lower case, or without marks as well.
    fn prepare(&mut self) {
        for typo in &mut self.spelling.typos {
            let words = typo.right_after.iter_mut().chain(&mut typo.right_before);
            words.for_each(|word| *word = word.to_lowercase());
        }
        let QuantityWords { compared, doubtful, may_fall, limited, deadlines, .. } = &mut self.quantities;
        let lower = [
            compared,
            doubtful,
            may_fall,
            limited,
            deadlines,
            &mut self.citations.kinds,
            &mut self.people.placeholders,
        ];
        let UnfinishedWords { marks, requests } = &mut self.unfinished;
        marks.iter_mut().chain(requests).for_each(|word| *word = word.to_lowercase());
        lower.into_iter().flatten().for_each(|word| *word = word.to_lowercase());
        let BodyWords { superiors, superior_parts, wholes, collectives, .. } = &mut self.bodies;
        let folded = [&mut self.citations.superseded, superiors, superior_parts, wholes];
        let nouns = collectives.iter_mut().map(|collective| &mut collective.words);
        nouns.flatten().for_each(|word| *word = fold(word));
        folded.into_iter().flatten().for_each(|word| *word = fold(word));
    }
}

#[cfg(test)]
mod tests {
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
        let others = "[party_posts]\nsource = \"x\"\nwords = []\n[deputy_tails]\nsource = \"x\"\nwords = []\n[post_bodies]\nsource = \"x\"\nwords = []\n[deputies]\nsource = \"x\"\nwords = []\n";
        let whole = format!("{lists}{others}[placeholders]\nsource = \"x\"\nwords = [\"Họ TÊN\"]\n");
        let (words, found) = load(&[("vietnam/words/people.toml", &whole)]);
        assert_eq!((found, words.people.titles.len()), (vec![], 2));
        assert_eq!(words.people.placeholders, ["họ tên"]);
        let (words, found) = load(&[("vietnam/words/people.toml", &format!("extends = true\n{lists}"))]);
        let embedded = &Vocabulary::embedded().people;
        assert_eq!((found, words.people.placeholders), (vec![], embedded.placeholders.clone()));
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
        assert!(
            found[expected.len()].starts_with("DL002 1: unknown word list `vietnam/words/speling.toml` => the word")
        );
        assert_eq!(found.len(), expected.len() + 1);
        assert!(words.spelling.names.iter().any(|name| name == "VNeID"));
        let (_, found) = load(&[("vietnam/words/people.toml", "")]);
        assert_eq!(found.len(), 6, "{found:?}");
    }
}
