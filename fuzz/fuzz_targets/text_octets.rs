//! Feeds the target `text_octets` with what libFuzzer makes.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| specwright_fuzz::text_octets(data));
