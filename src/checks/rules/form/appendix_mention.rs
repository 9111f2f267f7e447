//! Where the text speaks of the plan's appendices: «Phụ lục II», «các Phụ lục kèm theo», «Mẫu biểu số 02», `{{ ref('danh-muc') }}`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::vietnamese::character::{Characters, lower};
use crate::base::vietnamese::letter;
use crate::base::vietnamese::number::roman_value;
use crate::checks::prose::{Owner, Passage, Quotations, Role, Word, WordSet, is_word_border, numbers, phrase_length};
use crate::checks::rules::Subject;
use crate::document::compose::appendix_label;
use crate::input::decode::one_line;
use crate::model::packs::CitationWords;
use crate::model::plan::Plan;

/// The usual name of an appendix, in lower case.
const USUAL: &str = "phụ lục";
/// What is said behind the title of an appendix.
const ATTACHED: &str = "kèm theo";

/// The appendices of one name, as they are printed.
#[derive(Debug)]
pub(in crate::checks::rules) struct Named {
    /// «Phụ lục», or the plan's own name: «Mẫu biểu số».
    pub name: String,
    /// Whether it is the plan's own name.
    pub own: bool,
    /// Which appendices of the plan they are, in their order.
    pub appendices: Vec<usize>,
    /// What each is called: «Phụ lục II».
    pub labels: Vec<String>,
    /// Whether the plan is issued with a decision: they are behind it, and so «kèm theo Quyết định này» as well.
    pub of_decision: bool,
    /// The first word of the name.
    first: WordSet,
}

impl Named {
    /// Returns what is printed behind the name: «II», «02», nothing.
    pub fn number(&self, at: usize) -> Option<&str> {
        Some(self.labels.get(at)?.get(self.name.len()..)?.trim())
    }
}

/// A number behind the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks::rules) struct Number {
    /// As it is typed: «II», «02».
    pub typed: String,
    pub value: usize,
}

/// A place that speaks of appendices of this plan.
#[derive(Debug)]
pub(in crate::checks::rules) struct AppendixMention {
    /// The passage, as an index of the subject's passages.
    pub passage: usize,
    /// The place in the passage that is shown.
    pub range: Range<usize>,
    /// The name with its numbers, as it is typed.
    pub typed: String,
    /// The name, as an index of [`AppendixMentions::named`].
    pub name: usize,
    /// Its numbers; none for «Phụ lục kèm theo».
    pub numbers: Vec<Number>,
    /// Whether the numbers are a range: those between them are meant too.
    pub is_range: bool,
    /// Whether a word before it says that there are several: «các».
    pub several: bool,
    pub meant: Meant,
}

/// What the sentence says of whose appendix it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks::rules) enum Meant {
    /// «Kế hoạch này», «Quyết định này».
    ThisPlan,
    /// «kèm theo», and no document.
    WithIt,
    /// Nothing.
    Unsaid,
    /// Another document is named elsewhere in the sentence: it may be an appendix of that one.
    Doubtful,
}

impl AppendixMention {
    /// Returns the places, among the appendices of the name, that are meant; all of them without numbers.
    pub fn places(&self, named: &Named) -> Vec<usize> {
        let values = || self.numbers.iter().map(|number| number.value);
        match (values().min(), values().max()) {
            (Some(first), Some(last)) if self.is_range => (first - 1..last).collect(),
            (Some(_), Some(_)) => values().map(|value| value - 1).collect(),
            _ => (0..named.labels.len()).collect(),
        }
    }
}

/// What a plan says of its appendices.
#[derive(Debug)]
pub(in crate::checks::rules) struct AppendixMentions {
    /// The names that its appendices have; «Phụ lục» is the first one, whether one is called so or not.
    pub named: Vec<Named>,
    pub mentions: Vec<AppendixMention>,
}

impl AppendixMentions {
    pub fn of(subject: &Subject<'_, '_>) -> Self {
        let mut out = Self { named: names(subject.plan()), mentions: Vec::new() };
        for at in 0..subject.passages.len() {
            out.read(subject, at);
        }
        out
    }

    fn read(&mut self, subject: &Subject<'_, '_>, at: usize) {
        let passage = &subject.passages[at];
        for name in 0..self.named.len() {
            let texts = (passage.flowing(), passage.source.text.as_str());
            self.mentions.extend(in_text(passage, at, texts, Some(passage.words()), name, &self.named[name]));
        }
        // What a standard sentence says is said where it is quoted.
        for call in passage.calls().iter().filter(|call| call.function == "standard") {
            let sentences = subject.resolved.pack.baselines.iter().flat_map(|baseline| &baseline.sentences);
            for sentence in sentences.filter(|one| one.id.value.as_str() == call.id) {
                let text = sentence.text.text.as_str();
                for name in 0..self.named.len() {
                    let mentions = in_text(passage, at, (text, text), None, name, &self.named[name]);
                    let quoted = |mention| AppendixMention { range: call.range.clone(), ..mention };
                    self.mentions.extend(mentions.into_iter().map(quoted));
                }
            }
        }
    }

    /// Returns the mentions that the plan writes and that surely mean it.
    pub fn judged<'m>(&'m self, subject: &'m Subject<'_, '_>) -> impl Iterator<Item = &'m AppendixMention> {
        self.mentions.iter().filter(|mention| subject.passages[mention.passage].own && mention.meant != Meant::Doubtful)
    }

    /// Returns the appendices that the text before them speaks of, by their places in the plan.
    pub fn spoken_of(&self, subject: &Subject<'_, '_>) -> BTreeSet<usize> {
        let plan = subject.plan();
        let mut out = BTreeSet::new();
        for mention in &self.mentions {
            let named = &self.named[mention.name];
            if !is_in_appendix(&subject.passages[mention.passage]) {
                let places = mention.places(named);
                out.extend(places.into_iter().filter_map(|place| named.appendices.get(place)));
                if !named.own && mention.numbers.is_empty() && named.labels.is_empty() {
                    // «các Phụ lục kèm theo» where they have names of their own: that is said of the words.
                    out.extend(0..plan.appendices.len());
                }
            }
        }
        // «(Danh mục nhiệm vụ kèm theo)».
        let attached = WordSet::of([ATTACHED]);
        let titles: Vec<String> = plan.appendices.iter().map(|appendix| lower(&one_line(&appendix.title))).collect();
        let titles: Vec<Option<String>> =
            titles.into_iter().map(|title| (!title.is_empty()).then(|| format!("{title} {ATTACHED}"))).collect();
        for passage in subject.passages.iter().filter(|passage| !is_in_appendix(passage)) {
            let says_so = passage.words().iter().any(|word| attached.may_hold(word));
            let text = if says_so { lower(passage.flowing()) } else { String::new() };
            for (index, (appendix, title)) in plan.appendices.iter().zip(&titles).enumerate() {
                let id = appendix.id.value.as_str();
                let called = passage.calls().iter().any(|call| call.function == "ref" && call.id == id);
                if called || title.as_ref().is_some_and(|title| text.contains(title)) {
                    out.insert(index);
                }
            }
        }
        out
    }
}

fn is_in_appendix(passage: &Passage<'_>) -> bool {
    matches!(passage.owner, Owner::Appendix(_) | Owner::Table(_)) || passage.role == Role::Name
}

fn names(plan: &Plan) -> Vec<Named> {
    let empty = |name: String, own: bool| Named {
        first: WordSet::of([name.as_str()]),
        name,
        own,
        appendices: Vec::new(),
        labels: Vec::new(),
        of_decision: plan.decision.is_some(),
    };
    let mut out = vec![empty(letter::capitalized(USUAL), false)];
    for (index, appendix) in plan.appendices.iter().enumerate() {
        let own = appendix.label.as_ref().map(|label| one_line(label)).filter(|name| !name.is_empty());
        let at = match own {
            None => 0,
            Some(name) => out.iter().position(|one| one.own && one.name == name).unwrap_or_else(|| {
                out.push(empty(name, true));
                out.len() - 1
            }),
        };
        out[at].appendices.push(index);
        out[at].labels.push(appendix_label(plan, index));
    }
    out
}

/// Returns the places of a text that have the name and mean this plan, outside quotations. `source` has the expressions that are masked in
/// the text; `words` are its words, where they are known.
fn in_text(
    passage: &Passage<'_>,
    at: usize,
    (text, source): (&str, &str),
    words: Option<&[Word]>,
    name: usize,
    named: &Named,
) -> Vec<AppendixMention> {
    let phrase = named.name.to_lowercase();
    let starts: Vec<usize> = match words.filter(|_| named.name.starts_with(char::is_alphanumeric)) {
        Some(words) => words.iter().filter(|word| named.first.may_hold(word)).map(Word::start).collect(),
        None => {
            let (first, characters) = (phrase.chars().next(), Characters::known());
            let letters = text.char_indices().filter(|(_, letter)| Some(characters.of(*letter).lower) == first);
            letters.map(|(start, _)| start).collect()
        }
    };
    let mut quotations = None;
    starts
        .into_iter()
        .filter_map(|start| Some(start..start + phrase_length(&text[start..], &phrase)?))
        .filter(|range| is_word_border(text, range.start))
        .filter(|range| !quotations.get_or_insert_with(|| Quotations::of(text)).contain(range.start))
        .filter_map(|range| mention(passage, at, (text, source), name, named, &range))
        .collect()
}

fn mention(
    passage: &Passage<'_>,
    at: usize,
    (text, source): (&str, &str),
    name: usize,
    named: &Named,
    range: &Range<usize>,
) -> Option<AppendixMention> {
    let known = passage.citation_words();
    let read = numbers_behind(passage, text, range.end, named);
    // «Bảng» or «Biểu» alone is a word like others; with a number it is this appendix.
    if named.own && read.is_none() {
        return None;
    }
    let (numbers, end, is_range) = read.unwrap_or((Vec::new(), range.end, false));
    let after = range.end..text[range.end..].find(['.', ';', ')', '\n']).map_or(text.len(), |stop| range.end + stop);
    let before = text[..range.start].rfind([';', '\n']).map_or(0, |stop| stop + 1)..range.start;
    let says = &text[after.clone()];
    let this = says.contains("Kế hoạch này") || (named.of_decision && says.contains("Quyết định này"));
    let behind = end.min(after.end)..after.end;
    if !this && is_of_another(&text[behind.clone()], &source[behind], known) {
        return None;
    }
    let names_another = |part: &Range<usize>| {
        source[part.clone()].contains("cite(")
            || known.appendices.iter().any(|other| text[part.clone()].contains(other))
    };
    let with_it = phrase_length(text[end..].trim_start_matches([' ', ',', '(']), "kèm theo").is_some();
    // «Nghị định số 30/2020/NĐ-CP (Phụ lục I)».
    let is_doubtful = names_another(&after) || (!with_it && !numbers.is_empty() && names_another(&before));
    let words = text[..range.start].trim_end();
    let word = words.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    let counted = word.parse::<usize>().is_ok_and(|count| count > 1);
    Some(AppendixMention {
        passage: at,
        range: range.start..end,
        typed: text[range.start..end].to_owned(),
        name,
        numbers,
        is_range,
        several: counted || known.several.contains(&word),
        meant: match (this, is_doubtful, with_it) {
            (true, _, _) => Meant::ThisPlan,
            (false, true, _) => Meant::Doubtful,
            (false, false, true) => Meant::WithIt,
            (false, false, false) => Meant::Unsaid,
        },
    })
}

/// Returns whether what follows a mention begins with the document that it is of: « ban hành kèm theo Nghị định số …», « của Sở …».
fn is_of_another(after: &str, source: &str, known: &CitationWords) -> bool {
    let mut rest = after.trim_start_matches([' ', '(']);
    let mut linked = false;
    let links = || known.reference_links.iter().filter(|word| *word != "và");
    while let Some(length) = links().find_map(|word| phrase_length(rest, word)) {
        rest = rest[length..].trim_start_matches(' ');
        linked = true;
    }
    let at = after.len() - rest.len();
    known.appendices.iter().any(|other| rest.starts_with(other.as_str()))
        || source.get(at..).is_some_and(|source| source.starts_with("{{") && source.contains("cite("))
        || (linked && rest.starts_with(char::is_uppercase))
}

/// Reads the numbers behind a name: « II», « số 02», « I, II và III», « I đến III», « I-III».
fn numbers_behind(passage: &Passage<'_>, text: &str, at: usize, named: &Named) -> Option<(Vec<Number>, usize, bool)> {
    let listed = numbers(text, at, passage.citation_words()).filter(|(numbers, _)| {
        numbers.iter().all(|number| matches!(number.as_slice(), [label] if value(label).is_some()))
    });
    let (mut found, mut end) = match listed {
        Some((numbers, end)) => (typed_numbers(text, at, end).filter(|typed| typed.len() == numbers.len())?, end),
        None => {
            let (first, end) = number_at(text, start_of_number(text, at)?)?;
            // Only a range: «57-NQ/TW» and «3%» are no numbers of appendices.
            range_behind(text, end, named)?;
            (vec![first], end)
        }
    };
    let last = range_behind(text, end, named);
    let is_range = last.is_some() && found.len() == 1;
    if let Some((last, behind)) = last.filter(|_| is_range) {
        found.push(last);
        end = behind;
    }
    Some((found, end, is_range))
}

/// Returns the numbers between a name and the end of its last number, as they are typed.
fn typed_numbers(text: &str, at: usize, end: usize) -> Option<Vec<Number>> {
    let tokens = text.get(at..end)?.split(|letter: char| !letter.is_alphanumeric());
    let numbers = tokens.filter(|token| !token.is_empty() && !matches!(*token, "số" | "Số" | "và" | "hoặc"));
    numbers.map(|token| Some(Number { typed: token.to_owned(), value: value(token)? })).collect()
}

/// Reads the other end of a range: « đến III», «-III», « đến Phụ lục III».
fn range_behind(text: &str, at: usize, named: &Named) -> Option<(Number, usize)> {
    let links = [" đến ", " tới ", " - ", " – ", "-", "–"];
    let link = links.into_iter().find(|link| text[at..].starts_with(link))?;
    let mut next = at + link.len();
    if let Some(length) = phrase_length(&text[next..], &named.name.to_lowercase()) {
        next = start_of_number(text, next + length)?;
    }
    number_at(text, next)
}

fn start_of_number(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches([' ', '\t', '\u{a0}']);
    let rest = ["số ", "Số "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    (rest.len() < text[at..].len()).then_some(text.len() - rest.len())
}

/// Reads one number, which nothing belongs to: not the «57» of «57/KH».
fn number_at(text: &str, at: usize) -> Option<(Number, usize)> {
    let rest = text.get(at..)?;
    let length = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
    let typed = &rest[..length];
    let value = value(typed)?;
    (!rest[length..].starts_with(['/', '%'])).then(|| (Number { typed: typed.to_owned(), value }, at + length))
}

/// Returns the value of a number: «II», «2», «02».
fn value(label: &str) -> Option<usize> {
    let digits = (1..=2).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    let value = if digits { label.parse().ok() } else { roman_value(&label.to_uppercase()) };
    value.filter(|value| *value > 0)
}
