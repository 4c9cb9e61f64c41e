//! What a build script asks for.

/// The operations, paginators and waiters wanted of one service.
///
/// Names are those of the definitions, as in boto3's documentation: `DescribeSnapshots`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceSelection {
    pub(crate) operations: Vec<String>,
    pub(crate) paginators: Vec<String>,
    pub(crate) waiters: Vec<String>,
    pub(crate) searches: Vec<SearchSelection>,
    pub(crate) all_operations: bool,
    pub(crate) all_paginators: bool,
    pub(crate) all_waiters: bool,
    pub(crate) api_versions: std::collections::BTreeSet<String>,
}

/// A search that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SearchSelection {
    pub(crate) name: String,
    pub(crate) operation: String,
    pub(crate) expression: String,
}

impl ServiceSelection {
    /// An operation to call: `client.create_table(…).send()`.
    #[must_use]
    pub fn operation(mut self, name: impl Into<String>) -> Self {
        self.operations.push(name.into());
        self
    }

    /// A paginated operation: `client.describe_snapshots().paginate()`; `send()` comes with it.
    #[must_use]
    pub fn paginator(mut self, operation: impl Into<String>) -> Self {
        self.paginators.push(operation.into());
        self
    }

    /// A waiter: `client.describe_table(…).wait_until_table_exists()`; its operation comes with it.
    #[must_use]
    pub fn waiter(mut self, name: impl Into<String>) -> Self {
        self.waiters.push(name.into());
        self
    }

    /// A typed search: a JMESPath expression over the output of an operation, compiled to Rust.
    ///
    /// `name` becomes a function in the service's module `search` and, where the operation has a
    /// paginator, a method of that: `ec2.search("DescribeSnapshots", "big", "…")` gives
    /// `ec2::search::big(&page)` and `client.describe_snapshots().paginate().search_big()`, a
    /// stream. A multi-select hash becomes a structure of the search's name, `ec2::search::Big`.
    /// The operation, and its paginator, come with it.
    ///
    /// ```no_run
    /// maitred_build::configure()
    ///     .service("ec2", |ec2| {
    ///         ec2.search(
    ///             "DescribeSnapshots",
    ///             "big",
    ///             "Snapshots[?VolumeSize > `100`].{id: SnapshotId, size: VolumeSize}",
    ///         )
    ///     })
    ///     .generate();
    /// ```
    #[must_use]
    pub fn search(
        mut self,
        operation: impl Into<String>,
        name: impl Into<String>,
        expression: impl Into<String>,
    ) -> Self {
        self.searches.push(SearchSelection {
            name: name.into(),
            operation: operation.into(),
            expression: expression.into(),
        });
        self
    }

    /// Every operation the service has, but for those with event streams and streaming bodies.
    #[must_use]
    pub fn all_operations(mut self) -> Self {
        self.all_operations = true;
        self
    }

    /// Every paginator the service has.
    #[must_use]
    pub fn all_paginators(mut self) -> Self {
        self.all_paginators = true;
        self
    }

    /// Every waiter the service has.
    #[must_use]
    pub fn all_waiters(mut self) -> Self {
        self.all_waiters = true;
        self
    }

    /// Another API version than the newest, exactly as its directory is called: `2012-08-10`.
    #[must_use]
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_versions.insert(version.into());
        self
    }
}

/// Services by their boto3 name, with what is wanted of each.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    pub(crate) services: std::collections::BTreeMap<String, ServiceSelection>,
}

impl Selection {
    /// Adds to what is wanted of a service.
    pub fn add(&mut self, service: impl Into<String>, wanted: ServiceSelection) {
        let entry = self.services.entry(service.into()).or_default();
        entry.operations.extend(wanted.operations);
        entry.paginators.extend(wanted.paginators);
        entry.waiters.extend(wanted.waiters);
        entry.searches.extend(wanted.searches);
        entry.all_operations |= wanted.all_operations;
        entry.all_paginators |= wanted.all_paginators;
        entry.all_waiters |= wanted.all_waiters;
        entry.api_versions.extend(wanted.api_versions);
    }
}
