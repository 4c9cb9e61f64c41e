//! The partitions: which regions are whose, and what their hosts end in.

pub(super) use super::partition_table::PARTITIONS;

/// A partition.
#[derive(Debug, PartialEq)]
pub(crate) struct Partition {
    pub(super) name: &'static str,
    pub(super) dns_suffix: &'static str,
    pub(super) dual_stack_dns_suffix: &'static str,
    pub(super) implicit_global_region: &'static str,
    pub(super) supports_fips: bool,
    pub(super) supports_dual_stack: bool,
    /// What the names of its regions begin with; a word and a number follow.
    pub(super) prefixes: &'static [&'static str],
    pub(super) regions: &'static [&'static str],
}

/// The partition of a region; of one that belongs to none, the first, as in botocore.
pub(super) fn of_region(region: &str) -> &'static Partition {
    let [first, ..] = &PARTITIONS;
    PARTITIONS.iter().find(|partition| partition.has(region)).unwrap_or(first)
}

impl Partition {
    fn has(&self, region: &str) -> bool {
        self.regions.contains(&region)
            || self.prefixes.iter().any(|prefix| is_of(region, prefix).is_some())
    }
}

/// The word between prefix and number: `north` in `eu-north-1`.
pub(super) fn is_of<'a>(region: &'a str, prefix: &str) -> Option<&'a str> {
    let rest = region.strip_prefix(prefix)?.strip_prefix('-')?;
    let (word, number) = rest.split_once('-')?;
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let named = !word.is_empty() && word.bytes().all(is_word);
    let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (named && numbered).then_some(word)
}
