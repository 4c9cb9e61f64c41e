//! `follow-pages LISTING PAGES ITEMS`: follows pages that come from memory, and prints how many items there were.
//! Its instructions are counted from outside; with `unread` after them, it only writes the pages.

use maitred_costs::{Answers, Failure, Listed, config, follow};

fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [listed, pages, items, unread @ ..] = &words[..] else {
        return Err("usage: follow-pages snapshots|items|objects|buses PAGES ITEMS [unread]".into());
    };
    let listed: Listed = listed.parse()?;
    let config = config(Answers::new(listed, pages.parse()?, items.parse()?))?;
    if !unread.is_empty() {
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    println!("{}", runtime.block_on(follow(listed, &config))?);
    Ok(())
}
