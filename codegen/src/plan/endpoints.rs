//! Endpoint rules: what the runtime's tables hold.

/// How a service's endpoints are found.
#[derive(Debug)]
pub(crate) enum EndpointsPlan {
    /// By nothing but the host's first labels: there are no rules.
    Plain,
    /// By rules of the runtime, by the name of their static there, with this host.
    Shared { rules: &'static str, host: String },
    /// By rules of its own.
    Own(RulesPlan),
}

#[derive(Debug, PartialEq)]
pub(crate) struct RulesPlan {
    pub(crate) parameters: Vec<ParameterPlan>,
    pub(crate) slots: usize,
    pub(crate) conditions: Vec<ConditionPlan>,
    pub(crate) ends: Vec<EndPlan>,
    pub(crate) rules: Vec<RulePlan>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct ParameterPlan {
    pub(crate) name: String,
    /// The variant of the runtime's `Builtin`.
    pub(crate) builtin: Option<&'static str>,
    pub(crate) required: bool,
    pub(crate) default: Option<LiteralPlan>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LiteralPlan {
    Text(String),
    Bool(bool),
}

/// A rule: the numbers of its conditions, and what follows.
#[derive(Debug, PartialEq)]
pub(crate) enum RulePlan {
    Tree(Vec<u16>, Vec<RulePlan>),
    End(Vec<u16>, u16),
}

#[derive(Debug, PartialEq)]
pub(crate) struct ConditionPlan {
    pub(crate) test: AskPlan,
    pub(crate) slot: Option<u16>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum AskPlan {
    Not(Box<AskPlan>),
    /// A variant of the runtime's `Test`, and what it holds.
    Of(&'static str, Vec<OperandPlan>),
}

#[derive(Debug, PartialEq)]
pub(crate) enum OperandPlan {
    Term(TermPlan),
    Bool(bool),
    Number(usize),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TermPlan {
    Text(String),
    Bool(bool),
    Slot(u16),
    /// A variant of the runtime's `Part`, with the place that it holds, if any.
    Part(u16, &'static str, Option<usize>),
    Join(Vec<TermPlan>),
}

#[derive(Debug, PartialEq)]
pub(crate) enum EndPlan {
    Endpoint { url: TermPlan, headers: Vec<(String, TermPlan)>, signature: SignaturePlan },
    Error(TermPlan),
}

#[derive(Debug, PartialEq)]
pub(crate) enum SignaturePlan {
    Usual,
    V4 { name: Option<TermPlan>, region: Option<TermPlan> },
    Unsupported(String),
}

/// What an operation gives to a parameter, by slot.
#[derive(Debug)]
pub(crate) struct GivenPlan {
    pub(crate) slot: u16,
    pub(crate) value: GivenValuePlan,
}

#[derive(Debug)]
pub(crate) enum GivenValuePlan {
    Fixed(LiteralPlan),
    One(Vec<StepPlan>),
    All(Vec<StepPlan>),
}

/// A step into the input.
#[derive(Debug, Clone)]
pub(crate) enum StepPlan {
    Member(String),
    Each,
    Keys,
    Ways(Vec<Vec<StepPlan>>),
}
