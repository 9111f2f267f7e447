//! Bytes as a plan: no panic from load to render, nor in the report of its findings.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    kehoach_fuzz::run(bytes);
});
