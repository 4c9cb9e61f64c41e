#![no_main]

use libfuzzer_sys::fuzz_target;
use maitred_fuzz::services::json;
use maitred_fuzz::{answer, run};

fuzz_target!(|text: &str| {
    let Some(config) = answer(b"\0{\"Things\":[{},{},{}],\"NextToken\":\"n\"}", "application/json")
    else {
        return;
    };
    let client = json::Client::new(&config);
    let resumed = |token: &str| {
        run(async {
            let mut items =
                client.list_things().paginate().max_items(2).starting_token(token).items();
            let _ = items.try_next().await?;
            Ok::<_, maitred::Error>(items.resume_token().map(|token| token.to_string()))
        })
    };
    match resumed(text) {
        Ok(Some(token)) => {
            let again = resumed(&token);
            assert!(again.is_ok(), "a token of ours is refused: {again:?}");
        }
        Ok(None) => {}
        Err(error) => {
            let known = error.is_starting_token() || error.is_repeated_token();
            assert!(known, "{error:?}");
        }
    }
});
