//! Whether a strange letter in a word is a mistake: in a Vietnamese word it is, in a foreign name or a formula it is not.

use super::form::{is_only_vietnamese, is_vietnamese, meant};
use super::table::TABLE;
use super::units::Unit;
use crate::base::vietnamese::fold::fold;
use crate::base::vietnamese::syllable::is_syllable;

/// What a unit of a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter of the language or of ASCII.
    Plain,
    /// A digit, raised or lowered too, or a fraction.
    Number,
    /// Latin, of other languages.
    Latin,
    Greek,
    Other,
}

/// A unit of a word: what it is, and the letter of the language that it looks like.
struct Letter {
    kind: Kind,
    alike: Option<char>,
}

impl Letter {
    fn of(unit: &Unit) -> Self {
        let first = unit.first();
        let single = unit.meant().chars().count() == 1;
        let kind = match first {
            letter if single && is_vietnamese(letter) => Kind::Plain,
            '0'..='9'
            | '¹'
            | '²'
            | '³'
            | '⁰'
            | '⁴'..='⁹'
            | '₀'..='₉'
            | '¼'..='¾'
            | '⅐'..='⅞'
            | '①'..='⓿'
            | '❶'..='➓'
            | '\u{2100}'..='\u{214f}' => Kind::Number,
            'µ' | '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Kind::Greek,
            _ if unit.meant().chars().all(|letter| letter.is_ascii_alphanumeric()) => Kind::Plain,
            '\u{aa}'..='\u{2ff}'
            | '\u{1d00}'..='\u{1eff}'
            | '\u{2c60}'..='\u{2c7f}'
            | '\u{a720}'..='\u{a7ff}'
            | '\u{ab30}'..='\u{ab6f}'
            | 'ⁿ' => Kind::Latin,
            letter if letter.is_ascii() => Kind::Latin,
            letter if is_vietnamese(letter) => Kind::Latin,
            _ => Kind::Other,
        };
        Self { kind, alike: unit.put.is_none().then(|| meant(&unit.typed)).flatten() }
    }
}

/// Judges the words among some units.
pub(super) fn classify(units: &mut [Unit], is_text: &[bool]) {
    let mut words = Vec::new();
    let mut start = None;
    for at in 0..=units.len() {
        let inside =
            at < units.len() && is_text[at] && (units[at].is_in_word() || units[at].put.as_deref() == Some(""));
        match start {
            None if inside && units[at].is_in_word() => start = Some(at),
            Some(from) if !inside => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    let letters: Vec<Letter> = units.iter().map(Letter::of).collect();
    let is_foreign = |word: &std::ops::Range<usize>| {
        let letters = &letters[word.clone()];
        !letters.iter().any(|letter| matches!(letter.kind, Kind::Plain | Kind::Latin))
            && letters.iter().any(|letter| letter.kind == Kind::Other && letter.alike.is_none())
    };
    // A word of look-alikes only, among words of another script, is one of them.
    let foreign_text = words.iter().any(is_foreign);
    for word in words {
        let letters = &letters[word.clone()];
        if letters.iter().any(|letter| letter.alike.is_some() || !matches!(letter.kind, Kind::Plain | Kind::Number)) {
            Word::new(&mut units[word], letters).classify(foreign_text);
        }
    }
}

struct Word<'w> {
    units: &'w mut [Unit],
    letters: &'w [Letter],
    /// How many letters it has.
    length: usize,
    /// Whether it has a letter that only Vietnamese has.
    vietnamese: bool,
    /// Whether it is a Vietnamese syllable, with what its letters look like.
    syllable: bool,
    /// Whether it is an abbreviation.
    capitals: bool,
    latin: usize,
}

impl<'w> Word<'w> {
    fn new(units: &'w mut [Unit], letters: &'w [Letter]) -> Self {
        let read: String = units
            .iter()
            .zip(letters)
            .map(|(unit, letter)| letter.alike.map_or_else(|| unit.meant().to_owned(), String::from))
            .collect();
        let plain =
            letters.iter().zip(units.iter()).filter(|(letter, _)| letter.kind == Kind::Plain && letter.alike.is_none());
        let vietnamese = plain.clone().any(|(_, unit)| unit.meant().chars().any(is_only_vietnamese));
        Self {
            length: letters.iter().filter(|letter| letter.kind != Kind::Number).count(),
            vietnamese,
            syllable: is_syllable(&fold(&read)),
            capitals: !read.chars().any(char::is_lowercase),
            latin: plain.count(),
            units,
            letters,
        }
    }

    fn classify(mut self, foreign_text: bool) {
        for at in 0..self.letters.len() {
            let Letter { kind, alike } = self.letters[at];
            match (kind, alike) {
                (Kind::Number, _) | (Kind::Plain, None) => {}
                (Kind::Plain, Some(put)) => self.units[at].put = Some(put.to_string()),
                (Kind::Latin, Some(put)) => {
                    let letter = self.units[at].first();
                    // A look-alike of other blocks than those of European names is no letter of a name.
                    let always = TABLE.always.contains(&letter) || letter > '\u{24f}';
                    if always || self.is_vietnamese() || self.capitals || self.length == 1 {
                        self.units[at].put = Some(put.to_string());
                    }
                }
                (Kind::Latin, None) => self.units[at].stray = self.is_stray(at),
                (Kind::Greek, alike) => self.greek(at, alike),
                (Kind::Other, Some(put)) if self.latin > 0 || !(foreign_text || self.has_unknown(Kind::Other)) => {
                    self.units[at].put = Some(put.to_string());
                }
                (Kind::Other, _) => self.units[at].stray = true,
            }
        }
    }

    fn is_vietnamese(&self) -> bool {
        self.vietnamese || self.syllable
    }

    fn has_unknown(&self, kind: Kind) -> bool {
        self.letters.iter().any(|letter| letter.kind == kind && letter.alike.is_none())
    }

    /// A Latin letter that the language does not have: right in «Zürich», wrong in «hǒ» and «thŏng».
    fn is_stray(&self, at: usize) -> bool {
        let letter = self.units[at].first();
        if letter == 'ⁿ' || (at == 0 && TABLE.minority.contains(&letter)) {
            return false;
        }
        let single = self.units[at].meant().chars().count() == 1;
        let western = letter < '\u{100}';
        // Letters of further languages are in proper names only.
        let of_names =
            western || (matches!(letter, '\u{100}'..='\u{17f}' | 'Ș'..='ț') && self.units[0].first().is_uppercase());
        // «Å», «Ø»: signs of measures.
        let sign = single && western && self.length == 1;
        !of_names || self.vietnamese || (self.syllable && !sign)
    }

    /// A Greek letter: a sign of mathematics by itself or in a unit, a look-alike in a Vietnamese word.
    fn greek(&mut self, at: usize, alike: Option<char>) {
        let unknown = self.has_unknown(Kind::Greek);
        let capital = self.units[at].first().is_uppercase();
        let short = self.length <= 2;
        let (certain, stray) = match alike {
            Some(_) if self.latin > 0 => (capital || self.is_vietnamese(), false),
            Some(_) if unknown => (false, !short),
            Some(_) => (capital || (self.syllable && self.length > 1), false),
            None if self.latin > 0 => (false, self.vietnamese || self.latin > UNIT),
            None => (false, !short),
        };
        self.units[at].stray = stray;
        if certain {
            self.units[at].put = alike.map(String::from);
        }
    }
}

/// A unit or a variable with a Greek letter has no more other letters: «kΩ», «μmol», «Δt».
const UNIT: usize = 3;
