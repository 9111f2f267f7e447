//! What the measures of a plan measure, and which of them measure the same.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::conformance::{conformance, is_about};
use crate::checks::prose::{EmptyWords, Wording};
use crate::checks::rules::Subject;
use crate::model::conformance::{Links, unit_key};
use crate::model::measure::Measure;
use crate::model::plan::{Piece, Promise, Target};

/// A measure that a target promises, with what it is of.
#[derive(Debug)]
pub(in crate::checks::rules) struct Quantity<'a> {
    pub target: &'a Target,
    pub measure: &'a Measure,
    /// The pieces of text that say what is measured.
    words: Vec<&'a str>,
    empty: &'a EmptyWords,
    /// Their wording, once it is asked for.
    wording: OnceCell<Wording>,
    /// The indicator that it answers: the one that represents all that measure the same thing.
    indicator: Option<&'a str>,
    /// Its name without the year.
    key: &'a str,
    /// Until when it is promised.
    horizon: Option<Date>,
    /// Its unit, however it is spelled.
    unit: String,
}

/// How sure it is that two measures measure the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The plan says so: one series, one indicator, one sentence.
    Certain,
    /// Their words say so.
    Probable,
    /// They do not.
    Other,
}

/// All that the targets of a plan promise; put together once.
pub(super) fn quantities<'s, 'a>(subject: &'s Subject<'_, 'a>) -> &'s [Quantity<'a>] {
    subject.shared.quantities.get_or_init(|| find(subject, &conformance(subject).answers.links))
}

fn find<'a>(subject: &Subject<'_, 'a>, links: &Links<'a>) -> Vec<Quantity<'a>> {
    let mut out = Vec::new();
    for target in &subject.plan().targets {
        match &target.promise {
            Promise::None => {}
            Promise::Single(measure) => {
                let id = measure.indicator.as_ref().or(target.indicator.as_ref());
                out.push(Quantity {
                    target,
                    measure,
                    words: full_sentence(subject, target),
                    empty: &subject.lexicon.empty,
                    wording: OnceCell::new(),
                    indicator: id.map(|id| links.root(id.value.as_str())),
                    key: stem(target.id.value.as_str()),
                    horizon: last_day(measure),
                    unit: unit_key(measure),
                });
            }
            Promise::Named(measures) => {
                let mut clauses = clauses(target);
                for (name, measure) in measures {
                    let key = stem(name);
                    out.push(Quantity {
                        target,
                        measure,
                        words: clauses
                            .iter_mut()
                            .find(|(known, _)| known == name)
                            .map(|(_, words)| std::mem::take(words))
                            .unwrap_or_default(),
                        empty: &subject.lexicon.empty,
                        wording: OnceCell::new(),
                        indicator: measure.indicator.as_ref().map(|id| links.root(id.value.as_str())),
                        key: if key == "nam" { stem(target.id.value.as_str()) } else { key },
                        horizon: last_day(measure),
                        unit: unit_key(measure),
                    });
                }
            }
        }
    }
    out
}

impl Quantity<'_> {
    /// The words of what is measured.
    pub(super) fn wording(&self) -> &Wording {
        self.wording.get_or_init(|| Wording::of(self.words.iter().copied(), self.empty))
    }

    /// Until when it is promised.
    pub(super) fn horizon(&self) -> Option<Date> {
        self.horizon
    }

    /// What those that measure the same have in common, whatever else says so: their unit and their series. Only within a group
    /// each need be compared with each.
    pub(super) fn group(&self) -> (&str, Option<&str>) {
        (&self.unit, self.measure.series.as_ref().map(|id| id.value.as_str()))
    }

    /// Returns whether another measures the same.
    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        if self.unit != other.unit {
            return Likeness::Other;
        }
        let series = [self, other].map(|one| one.measure.series.as_ref().map(|id| &id.value));
        let indicators = [self.indicator, other.indicator];
        match (series, indicators) {
            ([Some(ours), Some(theirs)], _) if ours == theirs => Likeness::Certain,
            // A named series already says what belongs to it.
            ([Some(_), _] | [_, Some(_)], _) => Likeness::Other,
            (_, [Some(ours), Some(theirs)]) if ours == theirs => Likeness::Certain,
            (_, [Some(_), Some(_)]) => Likeness::Other,
            _ if std::ptr::eq(self.target, other.target) => {
                if self.key == other.key {
                    Likeness::Certain
                } else {
                    Likeness::Other
                }
            }
            _ if self.reads_like(other) => Likeness::Probable,
            _ => Likeness::Other,
        }
    }

    /// The same name is enough with most of the words; without it nearly all words must be the same.
    fn reads_like(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.wording(), other.wording());
        let fewest = ours.len().min(theirs.len());
        // Were all words of the shorter one in the longer one, they would still be too few.
        if self.key != other.key && fewest * 100 < ours.len().max(theirs.len()) * 80 {
            return false;
        }
        if !ours.same_figures(theirs) {
            return false;
        }
        let shared = ours.shared(theirs);
        if self.key == other.key {
            return fewest >= 3 && shared * 100 >= fewest * 70;
        }
        let all = ours.len() + theirs.len() - shared;
        fewest >= 4 && shared * 100 >= all * 80
    }
}

fn last_day(measure: &Measure) -> Option<Date> {
    measure.by.as_ref().map(|by| by.value.last_day())
}

/// A name without the year at its end: `cau-lac-bo-2035` is `cau-lac-bo`.
fn stem(name: &str) -> &str {
    match name.rsplit_once('-') {
        Some((stem, year)) if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => stem,
        _ => name,
    }
}

/// Returns the words of a target that promises one thing.
fn full_sentence<'a>(subject: &Subject<'_, 'a>, target: &'a Target) -> Vec<&'a str> {
    if target.text.is_none() {
        return subject.resolved.indicator_of(target).map(|indicator| indicator.text.as_str()).into_iter().collect();
    }
    let words = |piece| match piece {
        Piece::Words(words) => Some(words),
        Piece::Placeholder(..) => None,
    };
    target.pieces().into_iter().filter_map(words).collect()
}

/// Returns what each placeholder of a sentence is of: the words around it, up to the next placeholder or the end of the clause.
fn clauses(target: &Target) -> Vec<(&str, Vec<&str>)> {
    let mut out = Vec::new();
    let mut name: Option<&str> = None;
    let mut words: Vec<&str> = Vec::new();
    for piece in target.pieces() {
        match piece {
            Piece::Placeholder(next, _, _) => {
                if let Some(name) = name.replace(next) {
                    out.push((name, std::mem::take(&mut words)));
                }
            }
            Piece::Words(text) => {
                for (at, clause) in text.split(';').enumerate() {
                    if at > 0 {
                        let ended = std::mem::take(&mut words);
                        out.extend(name.take().map(|name| (name, ended)));
                    }
                    words.push(clause);
                }
            }
        }
    }
    out.extend(name.map(|name| (name, words)));
    out
}

/// Returns whether less of what a target measures may be better, or no worse: a growth rate may fall as well.
pub(super) fn may_fall(subject: &Subject<'_, '_>, target: &Target) -> bool {
    is_about(subject, target, &subject.vocabulary().quantities.may_fall)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn a_year_at_the_end_of_a_name_is_no_part_of_it() {
        assert_eq!(stem("cau-lac-bo-2035"), "cau-lac-bo");
        assert_eq!(stem("nam-2030"), "nam");
        assert_eq!(stem("ho-so-truc-tuyen"), "ho-so-truc-tuyen");
        assert_eq!(stem("2030"), "2030");
    }
}
