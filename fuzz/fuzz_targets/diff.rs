//! Two plans, separated by a zero byte; or one, compared with the plan without mistakes. A plan does not differ from itself.
#![no_main]

use std::sync::LazyLock;

use kehoach::internals::canonical::Canonical;
use kehoach::internals::diagnostic::Language;
use kehoach::internals::diagnostic::human::Style;
use kehoach::internals::diff::report::{Comparison, html, human, json, markdown};
use libfuzzer_sys::fuzz_target;

static PLAN: LazyLock<Canonical> = LazyLock::new(|| {
    kehoach_fuzz::canonical_of(include_bytes!("../../tests/support/plan-without-mistakes.toml")).expect("no mistakes")
});

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let Some(new) = parts.next().and_then(kehoach_fuzz::canonical_of) else { return };
    let other = parts.next().and_then(kehoach_fuzz::canonical_of);
    let old = other.as_ref().unwrap_or(&PLAN);
    let itself = Comparison::new(None, ("a", &new), ("b", &new));
    assert!(itself.changes.is_empty(), "a plan differs from itself");
    let comparisons = [
        Comparison::new(None, ("a", old), ("b", &new)),
        Comparison::new(None, ("b", &new), ("a", old)),
    ];
    assert_eq!(comparisons[0].changes.len(), comparisons[1].changes.len(), "not symmetric");
    let language = Language::Vietnamese;
    let style = Style { language, color: false, width: 100 };
    let _ = (human(&comparisons, style), markdown(&comparisons, language), json(&comparisons));
    html(&comparisons, language).expect("a page");
});
