//! Every printed text is seen by all that reads texts: the rules, the letters' gate, `show` and `diff`. And no other string is printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::support::{checked_plan, library, read, settings};
use kehoach::internals::canonical::{canonical, show};
use kehoach::internals::decode::{PathIndex, string_ranges};
use kehoach::internals::diff::compare;
use kehoach::internals::fonts;
use kehoach::internals::pipeline::{self, PlanFile};
use kehoach::internals::render::DATA;
use kehoach::internals::source::{SourceMap, Span};
use kehoach::internals::texts::printed_texts;

/// The plans that have every key between them.
const PLANS: [&str; 2] = ["DL002-every-key.toml", "DL002-every-key-of-a-decision.toml"];
const CSV: &str = "DL002-every-key.csv";

/// The files of a plan.
#[derive(Clone)]
struct Files {
    plan: &'static str,
    texts: BTreeMap<&'static str, String>,
}

impl Files {
    /// Reads each of the plans.
    fn all() -> [Self; 2] {
        PLANS.map(|plan| Self {
            plan,
            texts: [plan, CSV].map(|name| (name, read(format!("tests/findings/passing/{name}")))).into(),
        })
    }

    fn plan(&self) -> PlanFile {
        let beside = BTreeMap::from([(CSV.to_owned(), self.texts[CSV].clone().into_bytes())]);
        let bytes = self.texts[self.plan].clone().into_bytes();
        PlanFile { name: self.plan.to_owned(), bytes, files: Arc::new(beside) }
    }

    /// The same with words put in at a place.
    fn with(&self, place: &Place, words: &str) -> Self {
        let mut files = self.clone();
        files.texts.get_mut(place.file).unwrap().insert_str(place.end, words);
        files
    }

    fn data(&self) -> Vec<u8> {
        let composed = pipeline::compose_plan(&self.plan(), library());
        pipeline::project(&composed.output.unwrap(), settings(false)).unwrap().files[DATA].clone()
    }
}

/// Where a file writes a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    file: &'static str,
    /// The whole string, with its quotes.
    span: Span,
    /// Behind its last letter.
    end: usize,
    path: String,
}

fn file_of(sources: &SourceMap, span: Span) -> Option<&'static str> {
    PLANS.into_iter().chain([CSV]).find(|name| sources.file(span.file).name() == *name)
}

/// The texts that the plan prints and its files write.
fn places(files: &Files) -> Vec<Place> {
    let loaded = pipeline::read(&files.plan(), library(), |resolved, _| {
        let texts = printed_texts(resolved);
        texts.iter().map(|text| (text.source.span, text.source.exact(text.source.len()..text.source.len()))).collect()
    });
    let texts: Vec<(Span, Option<Span>)> = loaded.output.unwrap();
    let place = |(span, end): (Span, Option<Span>)| {
        let file = file_of(&loaded.sources, span)?;
        let path = PathIndex::of(loaded.sources.file(span.file)).at(span).path;
        Some(Place { file, span, end: end?.end, path })
    };
    texts.into_iter().filter_map(place).collect()
}

/// The texts of all plans, each with its files.
fn all_places() -> Vec<(Files, Place)> {
    let of = |files: Files| places(&files).into_iter().map(move |place| (files.clone(), place));
    Files::all().into_iter().flat_map(of).collect()
}

#[test]
fn a_typo_in_any_printed_text_is_found_once_at_its_place() {
    const TYPO: &str = "cãi cách";
    let places = all_places();
    assert!(places.len() > 100, "{}", places.len());
    for (files, place) in places {
        let checked = checked_plan(library(), &files.with(&place, &format!(" {TYPO}")).plan());
        let found: Vec<(Option<&str>, Span)> = checked
            .findings
            .iter()
            .filter(|finding| finding.meta.code == "CV001")
            .map(|finding| (file_of(&checked.sources, finding.span), finding.span))
            .collect();
        let start = place.end + 1;
        let expected = Span { start, end: start + TYPO.len(), ..place.span };
        assert_eq!(found, [(Some(place.file), expected)], "{place:?}");
    }
}

#[test]
fn a_letter_without_a_glyph_is_found_once_in_any_printed_text() {
    for (files, place) in all_places() {
        let mut composed = pipeline::compose_plan(&files.with(&place, "漢").plan(), library());
        pipeline::check_glyphs(&mut composed, library(), &fonts::bundled());
        let found: Vec<_> = composed.findings.iter().filter(|finding| finding.meta.code == "DL017").collect();
        let [one] = found.as_slice() else { panic!("{place:?}: {found:?}") };
        assert_eq!(one.span, Span { start: place.end, end: place.end + "漢".len(), ..place.span }, "{place:?}");
        assert!(one.related.is_empty(), "{place:?}");
    }
}

#[test]
fn show_and_diff_have_every_printed_text() {
    let form =
        |files: &Files| pipeline::read(&files.plan(), library(), |resolved, _| canonical(resolved)).output.unwrap();
    for files in Files::all() {
        let before = form(&files);
        for place in places(&files) {
            let after = form(&files.with(&place, " bổ sung"));
            assert!(show(&after).contains(" bổ sung"), "{place:?}");
            assert!(!compare(&before, &after).is_empty(), "{place:?}");
        }
    }
}

#[test]
fn no_other_string_is_printed() {
    for files in Files::all() {
        only_texts_are_printed(&files);
    }
}

fn only_texts_are_printed(files: &Files) {
    let printed = places(files);
    let before = files.data();
    let mut sources = SourceMap::new();
    let plan = sources.add(files.plan, files.texts[files.plan].as_str());
    let index = PathIndex::of(sources.file(plan));
    for range in string_ranges(&files.texts[files.plan]) {
        if printed.iter().any(|place| place.file == files.plan && place.span.range() == range) {
            continue;
        }
        let span = Span::new(plan, range);
        let place = Place { file: files.plan, span, end: span.end - 1, path: index.at(span).path };
        let changed = files.with(&place, "-x");
        let read = pipeline::compose_plan(&changed.plan(), library());
        if read.complete {
            assert!(changed.data() == before, "{place:?} is printed and is no text of the walk");
        }
    }
}
