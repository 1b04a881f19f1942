//! Feeds the target `xml` with what libFuzzer makes.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| specwright_fuzz::xml(data));
