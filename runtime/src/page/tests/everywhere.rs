//! Stopped anywhere, with errors anywhere, and gone on with: every item exactly once.

use std::sync::{Arc, Mutex};

use super::machine::Numbers;
use super::shapes::*;
use super::*;

/// A listing that refuses a request now and then.
#[derive(Debug, Clone)]
struct Moody {
    listing: Listing,
    mood: Arc<Mutex<Numbers>>,
}

impl Transport for Moody {
    fn send(&self, request: Request<Bytes>) -> Sending {
        match self.mood.lock().unwrap().below(5) {
            0 => self.listing.requests.answer(400, r#"{"__type":"Boom"}"#).send(request),
            _ => self.listing.send(request),
        }
    }
}

impl Moody {
    fn new(numbers: &mut Numbers) -> Self {
        let pages = 1 + numbers.below(7);
        let sizes: Vec<usize> = (0..pages).map(|_| numbers.below(6) as usize).collect();
        let listing = Listing::new(&sizes).slow(numbers.below(3) as usize);
        Moody { listing, mood: Arc::new(Mutex::new(Numbers(numbers.below(1 << 30)))) }
    }

    fn paginate<O: Paginated<Input = Input>>(
        &self,
        numbers: &mut Numbers,
        start: Option<&ResumeToken>,
    ) -> Paginate<O> {
        let config = Config::builder().region("us-east-1").credentials("id", "secret", None);
        let config = config.transport(self.clone()).clock(FakeClock::new()).build().unwrap();
        let options = PageOptions::new().read_ahead(numbers.below(2) == 0);
        let paginate = Paginate::new(Client::new(&config, &SERVICE), Input::default());
        match start {
            Some(token) => paginate.options(options).starting_token(token),
            None => paginate.options(options),
        }
    }
}

/// What a caller does next.
enum Step {
    Stop,
    Retry,
    Wait,
}

fn step(numbers: &mut Numbers) -> Step {
    match numbers.below(6) {
        0 => Step::Stop,
        1 => Step::Wait,
        _ => Step::Retry,
    }
}

/// Takes items until it stops or there are none; gives the token to go on with, if it stopped.
async fn some_items<O: Paginated<Input = Input>>(
    items: &mut Items<O, i64>,
    numbers: &mut Numbers,
    all: &mut Vec<i64>,
) -> Option<Option<ResumeToken>> {
    loop {
        match items.next().await {
            Some(Ok(item)) => all.push(item),
            // An error, or the end after one: the same token either way.
            Some(Err(_)) if numbers.below(2) == 0 => return Some(items.resume_token()),
            Some(Err(_)) => assert!(items.retry()),
            None => return None,
        }
        match step(numbers) {
            Step::Stop => return Some(items.resume_token()),
            Step::Wait => tokio::task::yield_now().await,
            Step::Retry => {}
        }
    }
}

#[tokio::test]
async fn p32c_items_stopped_and_gone_on_with_anywhere_come_exactly_once() {
    let mut runs = 0;
    for seed in 0..400 {
        let mut numbers = Numbers(seed);
        let moody = Moody::new(&mut numbers);
        let (mut all, mut start) = (Vec::new(), None);
        loop {
            runs += 1;
            let paginate = moody.paginate::<One>(&mut numbers, start.as_ref());
            let mut items = paginate.items_of(0, |page| page.u.take());
            match some_items(&mut items, &mut numbers, &mut all).await {
                // Stopped after the very last item, or before anything came.
                Some(None) if all == moody.listing.items() => break,
                Some(None) => assert!(start.is_none() && all.is_empty(), "seed {seed}: {all:?}"),
                Some(token) => start = token,
                None => break,
            }
        }
        assert_eq!(all, moody.listing.items(), "seed {seed}");
    }
    assert!(runs > 1000, "{runs} runs: many stops, or this shows little");
}

#[tokio::test]
async fn p32c_pages_stopped_and_gone_on_with_anywhere_come_exactly_once() {
    for seed in 0..400 {
        let mut numbers = Numbers(seed);
        let moody = Moody::new(&mut numbers);
        let (mut items, mut others, mut start) = (Vec::new(), Vec::new(), None::<ResumeToken>);
        'runs: loop {
            let limit = 1 + numbers.below(9) as usize;
            let paginate = moody.paginate::<Two>(&mut numbers, start.as_ref()).max_items(limit);
            let mut pages = paginate.pages();
            loop {
                match pages.next().await {
                    Some(Ok(page)) => {
                        items.extend(page.u.unwrap_or_default());
                        others.extend(page.g.unwrap_or_default());
                        if numbers.below(4) == 0 {
                            break;
                        }
                    }
                    Some(Err(_)) if numbers.below(2) == 0 => assert!(pages.retry()),
                    Some(Err(_)) | None => break,
                }
            }
            start = pages.resume_token();
            if start.is_none() && !items.is_empty() || items == moody.listing.items() {
                break 'runs;
            }
        }
        assert_eq!(items, moody.listing.items(), "seed {seed}");
        assert_eq!(others, moody.listing.items(), "seed {seed}: of the other result too");
    }
}

/// Of another result than the first, items within a page are not counted by tokens: what is gone on
/// with inside of a page begins with that page, and loses nothing.
#[tokio::test]
async fn other_results_stopped_anywhere_lose_nothing_and_repeat_one_page_at_most() {
    for seed in 0..400 {
        let mut numbers = Numbers(seed);
        let moody = Moody::new(&mut numbers);
        let stop = numbers.below(20) as usize;
        let paginate = moody.paginate::<Two>(&mut numbers, None);
        let mut items = paginate.items_of(1, |page| page.g.take());
        let mut all = Vec::new();
        while all.len() < stop {
            match items.next().await {
                Some(Ok(item)) => all.push(item),
                Some(Err(_)) => assert!(items.retry()),
                None => break,
            }
        }
        let Some(token) = items.resume_token() else { continue };
        let paginate = moody.paginate::<Two>(&mut numbers, Some(&token));
        let mut items = paginate.items_of(1, |page| page.g.take());
        let mut rest = Vec::new();
        loop {
            match items.next().await {
                Some(Ok(item)) => rest.push(item),
                Some(Err(_)) => assert!(items.retry()),
                None => break,
            }
        }
        let expected = moody.listing.items();
        assert!(expected.ends_with(&rest), "seed {seed}");
        let repeated = (all.len() + rest.len()).checked_sub(expected.len()).unwrap();
        assert!(repeated < 6, "seed {seed}: {repeated} repeated, a page holds at most five");
    }
}
