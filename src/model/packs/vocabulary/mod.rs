//! The national words: what rules look for in texts, as data in `vietnam/words/` that needs no Rust to be extended.
//!
//! The embedded files are the default. A file of the same name in a directory of packs replaces one, or adds to it if it says
//! `extends = true`.

mod citation;
mod embedded;
mod entry;
mod list;
mod prepare;
mod sentence_end;
mod unfinished;
mod unknown_lists;

pub use entry::{
    Collective, Comparison, DocumentType, ExactMisspelling, FramePart, MisplacedCapital, Misspelling, Nickname,
    RepeatedWord, SyllableLine, SymbolIssuer, WordPair,
};
pub use sentence_end::{SENTENCE_OPENING, ends_a_sentence};

use super::files::{EMBEDDED, PackFiles};
use crate::base::diagnostic::Findings;
use crate::base::source::SourceMap;
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
        /// Words of two syllables, of which slips are known.
        compounds: String,
        /// Syllables next to each other that are right, though they look like a slip in one of these words.
        neighbours: String,
        /// Misspelt abbreviations and names: capitals count.
        exact: ExactMisspelling,
        /// Names of systems, spelt as their owners do.
        names: String,
        /// Words that are never right twice in a row.
        repeated: RepeatedWord,
        /// Syllables that are never right twice in a row, but between two words.
        never_twice: SyllableLine,
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

    /// Words of two syllables, in lines of a first syllable and those that follow it.
    compounds: CompoundWords {
        known: String,
    }

    /// What is no syllable and yet no mistake.
    excused: ExcusedWords {
        /// Words of other languages.
        loanwords: String,
        /// Words of other languages in several parts, each of which is a mistake when it stands alone.
        phrases: String,
        /// Words of trades, and units.
        technical: String,
        /// Names of places, above all in the languages of other peoples of the country.
        places: String,
    }

    bodies: BodyWords {
        /// Words that begin a proper name.
        heads: String,
        /// Bodies that every place has, and that are common nouns in small letters.
        common: String,
        /// Bodies whose names always have their capitals.
        national: String,
        /// Compounds whose last word looks like the head of a name.
        compounds: String,
        /// Compounds whose first word looks like the end of a name.
        tails: String,
        /// Common nouns that mean all agencies of a kind.
        collectives: Collective,
        /// Bodies of the Party whose names are common nouns in small letters.
        general: String,
        /// Words behind a name in small letters that make it a common noun.
        general_after: String,
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
        /// Words anywhere in its clause that put it into the time before the change.
        over_then: String,
        /// What a body did in its time, behind its name.
        past_acts: String,
        /// Papers that keep the name of the body that issued them.
        papers: String,
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
        /// Types of documents in lower case: once prepared, those of the table as well, the longest first.
        kinds: String,
        /// The letters of further types in a symbol.
        kind_letters: String,
        /// Types of documents and their letters in their own symbol.
        types: DocumentType,
        /// How a name of an issuer begins.
        issuers: String,
        /// Words between a body and its document: «tại» in «đề nghị của Sở Tư pháp tại Tờ trình số …».
        issuer_links: String,
        /// How the name of who sends a document may begin, besides those that issue them.
        senders: String,
        /// Words behind the name of an issuer that do not belong to it.
        issuer_ends: String,
        /// Words that give a document a short name.
        short_names: String,
        /// Words that begin a title.
        titles: String,
        /// Those that with a capital belong to the name of a body.
        small_titles: String,
        /// Bodies of the Party at the end of a symbol.
        party: String,
        /// Bodies of the state at the end of a symbol.
        state: String,
        /// How the name of a body of the state begins that issues letters.
        of_the_state: String,
        /// Letters of kinds of units, which belong to no body.
        unit_letters: String,
        /// Bodies whose numbers restart in every place.
        local: String,
        /// Types that never make law: no year in their symbols.
        without_year: String,
        /// Types that always make law: the year is in their symbols.
        with_year: String,
        /// Letters of a symbol and the bodies that issue documents with them.
        symbol_issuers: SymbolIssuer,
        /// Laws whose name ends in «số».
        laws_with_so: String,
        /// Words before a document that is no longer relied on.
        superseded: String,
        /// Words behind such a document.
        superseded_after: String,
        /// Words around a document by whose taking effect the sentence goes.
        effect: String,
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

    /// Names as they are written inside a sentence (Decree 30, Appendix II).
    capitals: CapitalWords {
        /// Persons.
        people: String,
        /// Places with a form of their own.
        places: String,
        /// Regions.
        regions: String,
        /// Bodies of other countries in translation.
        foreign_bodies: String,
        /// Orders and titles of honour.
        honours: String,
        /// Posts.
        posts: String,
        /// Days of celebration.
        days: String,
        /// Feasts of the lunar year.
        feasts: String,
        /// Years of the lunar calendar.
        lunar_years: String,
        /// Events of history and dynasties.
        events: String,
        /// Books and journals.
        works: String,
        /// Laws.
        laws: String,
        /// Those of them that are common nouns without any capital.
        common: String,
        /// Compounds whose last word looks like the first of a name.
        name_compounds: String,
        /// Words before «nhân dân» that make a name of it, in lower case.
        people_names: String,
        /// Words behind «nhân dân» that make another word of it.
        people_heads: String,
        /// Phrases in which «nhà nước» is who acts.
        state_phrases: String,
        /// Days of the week, behind «thứ».
        weekdays: String,
        /// Words before such a day.
        weekday_before: String,
        /// Words behind such a day.
        weekday_after: String,
        /// Months in words, behind «tháng».
        months: String,
        /// Words before «tháng» that make no month of it.
        month_before: String,
        /// Kinds of units, with a capital.
        unit_kinds: String,
        /// Words behind a kind that stands alone.
        unit_followers: String,
        /// Surnames: a unit may be named after a person.
        surnames: String,
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
        /// Words that stand for the name, the post or the body that is to be written, in lower case.
        stand_ins: String,
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
}

#[cfg(test)]
mod tests;
