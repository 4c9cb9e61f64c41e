//! The names in a wheel, sorted into services, versions and definition files.
//!
//! Pure: names in, catalog out. Nothing outside `botocore/data/<service>/<version>/` and no
//! name that leaves its directory gets in.

use std::collections::BTreeMap;

use crate::error::{Error, Result};

/// Where a wheel has its definitions.
const DATA: &str = "botocore/data/";

/// The definitions that are taken, besides every `*.sdk-extras.json`.
const WANTED: [&str; 4] =
    ["service-2.json", "paginators-1.json", "waiters-2.json", "endpoint-rule-set-1.json"];

/// The end of the names of files that are merged over another definition.
pub(crate) const EXTRAS: &str = ".sdk-extras.json";

/// The partitions and their regions, which belong to no service.
pub(crate) const PARTITIONS: &str = "partitions.json";

/// Definition file (`service-2.json`, never `.gz`) → name of its entry in the wheel.
pub(crate) type Entries = BTreeMap<String, String>;

/// Service → version → definition files, and the entry of the partitions.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    partitions: Option<String>,
    services: BTreeMap<String, BTreeMap<String, Entries>>,
}

impl Catalog {
    /// Sorts the entry names of the wheel `file`; there must be services and partitions.
    pub(crate) fn new<'a>(file: &str, names: impl Iterator<Item = &'a str>) -> Result<Self> {
        let mut catalog = Self::default();
        for name in names {
            if !is_safe(name) {
                let (file, entry) = (file.to_owned(), name.to_owned());
                return Err(Error::UnsafeEntry { file, entry });
            }
            catalog.add(name);
        }
        catalog.check(file)?;
        Ok(catalog)
    }

    fn check(&self, file: &str) -> Result<()> {
        let missing = match (self.services().next(), &self.partitions) {
            (None, _) => "<service>/<API version>/service-2.json",
            (_, None) => PARTITIONS,
            _ => return Ok(()),
        };
        Err(Error::NoDefinitions { file: file.to_owned(), missing })
    }

    fn add(&mut self, name: &str) {
        if name.strip_suffix(".gz").unwrap_or(name).strip_prefix(DATA) == Some(PARTITIONS) {
            self.partitions = Some(name.to_owned());
        }
        let Some((service, version, file)) = split(name) else { return };
        let plain = file.strip_suffix(".gz").unwrap_or(file);
        if !WANTED.contains(&plain) && !plain.ends_with(EXTRAS) {
            return;
        }
        let versions = self.services.entry(service.to_owned()).or_default();
        let entries = versions.entry(version.to_owned()).or_default();
        // As botocore does, plain JSON is preferred to its compressed form.
        if plain == file || !entries.contains_key(plain) {
            entries.insert(plain.to_owned(), name.to_owned());
        }
    }

    /// The name of the partitions' entry.
    pub(crate) fn partitions(&self) -> &str {
        self.partitions.as_deref().unwrap_or_default()
    }

    /// The services that have a `service-2` definition, in alphabetical order.
    pub(crate) fn services(&self) -> impl Iterator<Item = &str> {
        self.services.keys().map(String::as_str).filter(|name| self.newest(name).is_some())
    }

    /// The newest version of a service, and its files: the greatest by text of those that hold a
    /// `service-2` definition.
    pub(crate) fn newest(&self, service: &str) -> Option<(&str, &Entries)> {
        let mut versions = self.services.get(service)?.iter().rev();
        let (version, entries) =
            versions.find(|(_, files)| files.contains_key("service-2.json"))?;
        Some((version, entries))
    }

    /// The service whose name is most like `name`, if one is.
    pub(crate) fn nearest(&self, name: &str) -> Option<String> {
        let wanted = name.to_lowercase();
        let score = |known: &str| strsim::jaro_winkler(known, &wanted);
        let best = self.services().max_by(|a, b| score(a).total_cmp(&score(b)))?;
        (score(best) > 0.8).then(|| best.to_owned())
    }
}

/// Service, version and file of `botocore/data/<service>/<version>/<file>`.
fn split(name: &str) -> Option<(&str, &str, &str)> {
    let mut parts = name.strip_prefix(DATA)?.split('/');
    let found = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(found)
}

/// Whether a path stays where it is put, on every system.
fn is_safe(name: &str) -> bool {
    let path = name.strip_suffix('/').unwrap_or(name);
    let fits = |part: &str| !matches!(part, "" | "." | "..");
    path.split('/').all(fits) && !path.contains(|c: char| matches!(c, '\\' | ':') || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog(names: &[&str]) -> Catalog {
        let partitions = "botocore/data/partitions.json";
        Catalog::new("x.whl", names.iter().copied().chain([partitions])).unwrap()
    }

    #[test]
    fn newest_is_by_text_among_those_with_a_service() {
        let found = catalog(&[
            "botocore/data/a/2019-12-31/service-2.json",
            "botocore/data/a/2020-01-01/service-2.json.gz",
            "botocore/data/a/zz/endpoint-rule-set-1.json.gz",
            "botocore/data/b/2020-01-01/waiters-2.json",
        ]);
        let (version, entries) = found.newest("a").unwrap();
        assert_eq!(version, "2020-01-01");
        assert_eq!(entries["service-2.json"], "botocore/data/a/2020-01-01/service-2.json.gz");
        assert!(found.newest("b").is_none() && found.newest("c").is_none());
        assert_eq!(found.services().collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn plain_json_wins_whatever_the_order() {
        for order in [["", ".gz"], [".gz", ""]] {
            let names = order.map(|end| format!("botocore/data/a/1/service-2.json{end}"));
            let found = catalog(&[&names[0], &names[1]]);
            let (_, entries) = found.newest("a").unwrap();
            assert_eq!(entries["service-2.json"], "botocore/data/a/1/service-2.json");
        }
    }

    #[test]
    fn what_is_no_botocore_is_said() {
        let missing =
            |names: &[&str]| Catalog::new("x.whl", names.iter().copied()).unwrap_err().to_string();
        let text = missing(&["other/__init__.py"]);
        assert!(text.contains("botocore/data/<service>/<API version>/service-2.json"), "{text}");
        let text = missing(&["botocore/data/a/1/service-2.json"]);
        assert!(text.contains("botocore/data/partitions.json"), "{text}");
    }

    #[test]
    fn only_definitions_are_taken() {
        let found = catalog(&[
            "botocore/data/a/1/service-2.json",
            "botocore/data/a/1/examples-1.json",
            "botocore/data/a/1/paginators-1.sdk-extras.json",
            "botocore/data/a/1/deeper/waiters-2.json",
            "botocore/data/endpoints.json",
            "botocore/client.py",
        ]);
        let (_, entries) = found.newest("a").unwrap();
        let names: Vec<_> = entries.keys().collect();
        assert_eq!(names, ["paginators-1.sdk-extras.json", "service-2.json"]);
    }

    #[test]
    fn path_tricks_are_refused() {
        let tricks = ["../x", "/etc/x", "a/../../x", "a//x", "a\\x", "C:/x", "./x", "a/b\n"];
        for name in tricks {
            let error = Catalog::new("x.whl", [name].into_iter()).unwrap_err();
            assert!(matches!(error, Error::UnsafeEntry { .. }), "{name}");
        }
        catalog(&["botocore/", "botocore/a..b.py", "botocore/data/a/1/service-2.json"]);
    }

    #[test]
    fn nearest_name() {
        let name = |service: &str| format!("botocore/data/{service}/1/service-2.json");
        let names = ["dynamodb", "dynamodbstreams", "ec2", "ecs"].map(name);
        let found = catalog(&names.each_ref().map(String::as_str));
        assert_eq!(found.nearest("dynamo").as_deref(), Some("dynamodb"));
        assert_eq!(found.nearest("EC2").as_deref(), Some("ec2"));
        assert_eq!(found.nearest("quicksight"), None);
    }
}
