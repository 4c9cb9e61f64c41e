//! Regions that cannot be: a slip in a region's name would become a host that nobody has.

use super::partitions::{PARTITIONS, is_of};

/// The words in the names of regions.
const WORDS: [&str; 9] = [
    "central",
    "east",
    "north",
    "northeast",
    "northwest",
    "south",
    "southeast",
    "southwest",
    "west",
];

/// Looks for a slip in the name of a region of which nothing is known. New regions are named by the
/// same words, and whatever has another form may be a region of somebody's own.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn check(region: &str) -> Result<(), String> {
    if PARTITIONS.iter().any(|partition| partition.regions.contains(&region)) {
        return Ok(());
    }
    let mut prefixes = PARTITIONS.iter().flat_map(|partition| partition.prefixes);
    match prefixes.find_map(|prefix| is_of(region, prefix)) {
        Some(word) if !WORDS.contains(&word) => Err(unknown(region)),
        _ => Ok(()),
    }
}

fn unknown(region: &str) -> String {
    let regions = PARTITIONS.iter().flat_map(|partition| partition.regions);
    let near = regions.map(|known| (distance(region, known), *known)).min();
    let hint = match near {
        Some((slips, known)) if slips <= 2 => format!("did you mean {known}?"),
        _ => "expected one such as eu-west-1".to_owned(),
    };
    format!("there is no region '{region}': {hint}")
}

/// How many letters have to be changed, added or left out to make one text of the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, left) in one.bytes().enumerate() {
        let mut next = vec![line + 1];
        for ((above, before), right) in row.iter().skip(1).zip(&row).zip(other.bytes()) {
            let last = next.last().copied().unwrap_or_default();
            let changed = before + usize::from(left != right);
            next.push(changed.min(above + 1).min(last + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
