//! Any damage to a sound index: see `search::fuzz::damage`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| search::fuzz::damage(bytes));
