//! The tables that endpoint rule sets become, and what generated code names of them.
//!
//! Names are gone: parameters and variables are numbered slots, the parameters first. Conditions and
//! ends that occur more than once stand in the table once.

/// How a service's endpoints are found.
#[derive(Debug, Clone, Copy)]
pub struct Endpoints {
    /// What [`Builtin::Host`] stands for: the first labels of the host in rules that services share.
    pub host: &'static str,
    /// The rules.
    pub rules: &'static Rules,
}

/// A rule set.
#[derive(Debug)]
pub struct Rules {
    /// The first slots.
    pub parameters: &'static [Parameter],
    /// How many slots there are.
    pub slots: usize,
    /// What rules ask.
    pub conditions: &'static [Condition],
    /// What rules come to.
    pub ends: &'static [End],
    /// The rules; the first that comes to something wins.
    pub rules: &'static [Rule],
}

/// A parameter: where its value comes from, where no operation gives one.
#[derive(Debug)]
pub struct Parameter {
    /// The name in the definition.
    pub name: &'static str,
    /// The setting that it is.
    pub builtin: Option<Builtin>,
    /// Is there no endpoint without a value?
    pub required: bool,
    /// The value where nothing gives one.
    pub default: Option<Literal>,
}

impl Parameter {
    /// A parameter that only operations give a value.
    pub const fn new(name: &'static str) -> Self {
        Parameter { name, builtin: None, required: false, default: None }
    }

    /// The setting that it is.
    pub const fn builtin(mut self, builtin: Builtin) -> Self {
        self.builtin = Some(builtin);
        self
    }

    /// There is no endpoint without a value.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The value where nothing gives one.
    pub const fn or(mut self, default: Literal) -> Self {
        self.default = Some(default);
        self
    }
}

/// A value that stands in a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Literal {
    /// Text.
    Text(&'static str),
    /// Yes or no.
    Bool(bool),
}

/// A setting of the client that rules ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Builtin {
    /// [`Endpoints::host`].
    Host,
    /// The region.
    Region,
    /// FIPS endpoints?
    UseFips,
    /// Endpoints with IPv6 too?
    UseDualStack,
    /// The endpoint that is set by hand.
    Endpoint,
    /// The account of the credentials.
    AccountId,
    /// Whether the account may be, or must be, part of the host.
    AccountIdMode,
    /// S3: the bucket in the path instead of the host?
    ForcePathStyle,
    /// S3: transfer acceleration?
    Accelerate,
    /// S3: the global endpoint for `us-east-1`?
    UseGlobalEndpoint,
    /// S3: the region of an ARN instead of the client's?
    UseArnRegion,
    /// S3 Control: the region of an ARN instead of the client's?
    UseArnRegionOfControl,
    /// S3: no access points of several regions?
    DisableMultiRegionAccessPoints,
    /// S3: ordinary signatures for directory buckets?
    DisableExpressSessions,
    /// STS: the global endpoint for the oldest regions?
    UseGlobalSts,
}

/// A rule: when all its conditions hold, what follows.
#[derive(Debug)]
pub enum Rule {
    /// More rules. Where none of them comes to anything, the next rule is tried.
    Tree(&'static [u16], &'static [Rule]),
    /// An end, by its number.
    End(&'static [u16], u16),
}

/// A question, and the slot that keeps the answer.
#[derive(Debug)]
pub struct Condition {
    /// The question.
    pub test: Test,
    /// Where the answer is kept.
    pub slot: Option<u16>,
}

impl Condition {
    /// A question.
    pub const fn of(test: Test) -> Self {
        Condition { test, slot: None }
    }

    /// A question whose answer is kept.
    pub const fn kept(test: Test, slot: u16) -> Self {
        Condition { test, slot: Some(slot) }
    }
}

/// A question; no answer, and the answer `false`, are no.
#[derive(Debug)]
pub enum Test {
    /// Is there a value, whichever?
    Set(Term),
    /// The value itself.
    Is(Term),
    /// No?
    Not(&'static Test),
    /// Are the two values the same?
    Same(Term, Term),
    /// The partition of a region.
    Partition(Term),
    /// An ARN's parts.
    Arn(Term),
    /// A URL's parts.
    Url(Term),
    /// The text, percent-encoded.
    Encoded(Term),
    /// Is the text a label of a host name, or, if so said, labels with dots between?
    HostLabel(Term, bool),
    /// Is the text a bucket's name that can be part of a host name?
    BucketLabel(Term, bool),
    /// A part of the text: from, to, and whether counted from its end.
    Slice(Term, usize, usize, bool),
}

/// A value.
#[derive(Debug)]
pub enum Term {
    /// Text.
    Text(&'static str),
    /// Yes or no.
    Bool(bool),
    /// What is in a slot.
    Slot(u16),
    /// A part of what is in a slot.
    Part(u16, Part),
    /// Texts, one after the other.
    Join(&'static [Term]),
}

/// A part of a partition, a URL, an ARN or a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A partition's name: `aws-cn`.
    Name,
    /// A partition's domain.
    DnsSuffix,
    /// A partition's domain for endpoints with IPv6 too.
    DualStackDnsSuffix,
    /// The region in which a partition's global services sign.
    ImplicitGlobalRegion,
    /// Has the partition FIPS endpoints?
    SupportsFips,
    /// Has the partition endpoints with IPv6 too?
    SupportsDualStack,
    /// `https`.
    Scheme,
    /// Host and port.
    Authority,
    /// A URL's path.
    Path,
    /// The same with a slash at both ends.
    NormalizedPath,
    /// Is the host an address?
    IsIp,
    /// An ARN's partition.
    ArnPartition,
    /// An ARN's service.
    Service,
    /// An ARN's region.
    Region,
    /// An ARN's account.
    AccountId,
    /// A part of an ARN's resource, by its place.
    Resource(usize),
    /// An element of a list, by its place.
    Element(usize),
}

/// What a rule comes to.
#[derive(Debug)]
pub enum End {
    /// An endpoint.
    Endpoint {
        /// Its URL.
        url: Term,
        /// Headers that go with each request.
        headers: &'static [(&'static str, Term)],
        /// How requests are signed; where nothing is said, as the service's always are.
        signature: Signature,
    },
    /// Why there is none.
    Error(Term),
}

/// How the requests to an endpoint are signed.
#[derive(Debug)]
pub enum Signature {
    /// As the service's requests always are.
    Usual,
    /// By AWS Signature Version 4.
    V4 {
        /// The service in the scope, where it is another.
        name: Option<Term>,
        /// The region in the scope, where it is another.
        region: Option<Term>,
    },
    /// In ways of which none is supported: their names.
    Unsupported(&'static str),
}

/// What an operation gives to a parameter.
#[derive(Debug)]
pub struct Argument {
    /// The parameter's slot.
    pub slot: u16,
    /// The value.
    pub value: Given,
}

/// Where an operation takes a parameter's value from.
#[derive(Debug)]
pub enum Given {
    /// The definition.
    Fixed(Literal),
    /// The input: text.
    One(&'static [Step]),
    /// The input: a list of texts.
    All(&'static [Step]),
}

/// A step into the input.
#[derive(Debug)]
pub enum Step {
    /// A member, by its name in the definition.
    Member(&'static str),
    /// Each element of a list.
    Each,
    /// The keys of a map.
    Keys,
    /// Several ways, one after the other.
    Ways(&'static [&'static [Step]]),
}
