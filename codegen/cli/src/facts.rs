//! What README.md and NOTICE of the definitions repeat: the release, and how much there is.

use indicatif::HumanBytes;

use crate::changes;
use crate::release::Release;
use crate::store::Definitions;

/// How much there is of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    services: usize,
    paginators: usize,
    waiters: usize,
    bytes: u64,
}

impl Facts {
    /// Counts one service.
    pub(crate) fn add(&mut self, service: &Definitions) {
        let [paginators, waiters] = changes::count(service);
        self.services += 1;
        self.paginators += paginators;
        self.waiters += waiters;
        self.bytes += service.files.values().map(|text| text.len() as u64).sum::<u64>();
    }

    /// The rows of the README's table.
    fn rows(&self) -> [(&'static str, String); 4] {
        [
            ("services", self.services.to_string()),
            ("paginators", self.paginators.to_string()),
            ("waiters", self.waiters.to_string()),
            ("size", HumanBytes(self.bytes).to_string()),
        ]
    }

    /// The text with the new release and the new counts where it has the old ones.
    pub(crate) fn refresh(&self, text: &str, old: Option<&Release>, new: &Release) -> String {
        let text = match old {
            None => text.to_owned(),
            Some(old) => text.replace(&old.sha256, &new.sha256).replace(&old.version, &new.version),
        };
        let rows = self.rows();
        let line = |line: &str| {
            let row = rows.iter().find(|(name, _)| line.starts_with(&format!("| {name} | ")));
            row.map_or_else(|| line.to_owned(), |(name, value)| format!("| {name} | {value} |\n"))
        };
        text.split_inclusive('\n').map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn release_and_counts_are_renewed() {
        let release = |version: &str, sha256: &str| Release {
            version: version.into(),
            sha256: sha256.into(),
        };
        let text = "from 1.0.0, hash abc\n| services | 1 |\n| paginators | 2 |\n\
                    | waiters | 3 |\n| size | ? |\n| else | 1 |\n";
        let facts = Facts { services: 10, paginators: 20, waiters: 30, bytes: 2048 };
        let new = facts.refresh(text, Some(&release("1.0.0", "abc")), &release("1.1.0", "def"));
        let expected = "from 1.1.0, hash def\n| services | 10 |\n| paginators | 20 |\n\
                        | waiters | 30 |\n| size | 2.00 KiB |\n| else | 1 |\n";
        assert_eq!(new, expected);
    }

    #[test]
    fn services_are_counted() {
        let files = [
            ("paginators-1.json", r#"{"pagination": {"A": {}, "B": {}}}"#),
            ("waiters-2.json", r#"{"waiters": {"C": {}}}"#),
        ];
        let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into();
        let mut facts = Facts::default();
        facts.add(&Definitions { service: "a".into(), version: "1".into(), files });
        assert_eq!(facts, Facts { services: 1, paginators: 2, waiters: 1, bytes: 56 });
    }
}
