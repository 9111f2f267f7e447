//! Bytes as a plan: no panic on the way from load to render, nor in what is said of it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    kehoach_fuzz::run(bytes);
});
