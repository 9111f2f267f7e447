//! Bytes as a signed PDF, and as a built one: never a panic, and never «clean» for what was not built.
#![no_main]

use kehoach::internals::sign::Sidecar;
use kehoach::internals::sign::verify::{Origin, verify};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (signed, rest) = bytes.split_at(bytes.len() - bytes.len() / 4);
    if let Ok(text) = std::str::from_utf8(rest) {
        let _ = Sidecar::read(text);
    }
    for (file, built) in [(bytes, None), (bytes, Some(signed)), (signed, Some(bytes))] {
        let _ = verify(file, Origin { built, sidecar: None });
    }
});
