//! The layout of plan files: what it made stays as it is, and says what it said before.
#![no_main]

use kehoach::internals::format_plan::format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(once) = format(text) else { return };
    let twice = format(&once).expect("what was laid out can be read");
    assert_eq!(once, twice, "laid out twice");
    if let Some(before) = kehoach_fuzz::canonical_of(text.as_bytes()) {
        let after = kehoach_fuzz::canonical_of(once.as_bytes()).expect("still a plan without mistakes");
        assert!(kehoach::internals::diff::compare(&before, &after).is_empty(), "the meaning changed");
    }
});
