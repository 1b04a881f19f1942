//! Feeds the target `notation` with what libFuzzer makes.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| specwright_fuzz::notation(data));
