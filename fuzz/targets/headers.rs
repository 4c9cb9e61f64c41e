#![no_main]

use libfuzzer_sys::fuzz_target;
use maitred_fuzz::services::{rest, xml};
use maitred_fuzz::{answer_with_headers, check, list_things, run};

fuzz_target!(|input: &[u8]| {
    let Some(config) = answer_with_headers(input) else { return };
    run(async {
        check(rest::Client::new(&config).head_thing("name").send().await);
        check(xml::Client::new(&config).head_thing("name").send().await);
    });
    list_things!(rest, Some(&config));
    list_things!(json, Some(&config));
    list_things!(cbor, Some(&config));
});
