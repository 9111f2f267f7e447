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

const PLAN: &str = "DL002-every-key.toml";
const CSV: &str = "DL002-every-key.csv";

/// The files of the plan that has every key.
#[derive(Clone)]
struct Files(BTreeMap<&'static str, String>);

impl Files {
    fn read() -> Self {
        Self([PLAN, CSV].map(|name| (name, read(format!("tests/findings/passing/{name}")))).into())
    }

    fn plan(&self) -> PlanFile {
        let beside = BTreeMap::from([(CSV.to_owned(), self.0[CSV].clone().into_bytes())]);
        PlanFile { name: PLAN.to_owned(), bytes: self.0[PLAN].clone().into_bytes(), files: Arc::new(beside) }
    }

    /// The same with words put in at a place.
    fn with(&self, place: &Place, words: &str) -> Self {
        let mut files = self.clone();
        files.0.get_mut(place.file).unwrap().insert_str(place.end, words);
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
    [PLAN, CSV].into_iter().find(|name| sources.file(span.file).name() == *name)
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

#[test]
fn a_typo_in_any_printed_text_is_found_once_at_its_place() {
    const TYPO: &str = "cãi cách";
    let files = Files::read();
    let places = places(&files);
    assert!(places.len() > 80, "{}", places.len());
    for place in places {
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
    let files = Files::read();
    for place in places(&files) {
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
    let files = Files::read();
    let before = form(&files);
    for place in places(&files) {
        let after = form(&files.with(&place, " bổ sung"));
        assert!(show(&after).contains(" bổ sung"), "{place:?}");
        assert!(!compare(&before, &after).is_empty(), "{place:?}");
    }
}

#[test]
fn no_other_string_is_printed() {
    let files = Files::read();
    let printed = places(&files);
    let before = files.data();
    let mut sources = SourceMap::new();
    let plan = sources.add(PLAN, files.0[PLAN].as_str());
    let index = PathIndex::of(sources.file(plan));
    for range in string_ranges(&files.0[PLAN]) {
        if printed.iter().any(|place| place.file == PLAN && place.span.range() == range) {
            continue;
        }
        let span = Span::new(plan, range);
        let place = Place { file: PLAN, span, end: span.end - 1, path: index.at(span).path };
        let changed = files.with(&place, "-x");
        let read = pipeline::compose_plan(&changed.plan(), library());
        if read.complete {
            assert!(changed.data() == before, "{place:?} is printed and is no text of the walk");
        }
    }
}
