//! How often a page and an item of it ask for memory, by each protocol, and how large the futures are.
#![allow(clippy::unwrap_used, clippy::panic)]

use maitred_costs::{Answers, Counting, Listed, config, follow};

#[global_allocator]
static MEMORY: Counting = Counting::new();

/// The most allocations for an item, in hundredths, and for a page. They go down gladly, and up only for a reason.
const MOST: [(Listed, usize, usize); 4] = [
    (Listed::Snapshots, 1300, 110),
    (Listed::Items, 2900, 170),
    (Listed::Objects, 500, 180),
    (Listed::Buses, 400, 105),
];

/// The allocations of following so many pages; making the answers is not counted.
fn allocations(listed: Listed, pages: usize, length: usize) -> usize {
    let config = config(Answers::new(listed, pages, length)).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let before = MEMORY.allocations();
    let items = runtime.block_on(follow(listed, &config)).unwrap();
    let taken = MEMORY.allocations() - before;
    assert_eq!(items, pages * length);
    taken
}

/// One test of all, as an allocator counts for the whole process.
#[test]
fn pages_and_items_ask_for_memory_as_often_as_recorded() {
    for (listed, of_item, of_page) in MOST {
        let [few, more] = [2, 22].map(|pages| allocations(listed, pages, 0));
        let page = (more - few) / 20;
        let [few, more] = [1000, 2000].map(|length| allocations(listed, 2, length));
        let item = (more - few) * 100 / 2000;
        println!("{listed:?}: {item}/100 an item, {page} a page");
        assert!(item > 0 && page > 0, "{listed:?}: nothing was counted");
        assert!(item <= of_item, "{listed:?}: {item} hundredths an item instead of {of_item}");
        assert!(page <= of_page, "{listed:?}: {page} a page instead of {of_page}");
    }
}
