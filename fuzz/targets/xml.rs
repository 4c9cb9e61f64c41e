#![no_main]

use libfuzzer_sys::fuzz_target;
use maitred_fuzz::{answer, list_things};

fuzz_target!(|input: &[u8]| {
    list_things!(xml, answer(input, "application/xml"));
});
