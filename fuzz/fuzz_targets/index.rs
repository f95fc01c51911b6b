//! Any bytes as an index: see `search::fuzz::index`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| search::fuzz::index(bytes));
