//! Any text as a query: see `search::fuzz::query`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| search::fuzz::query(bytes));
