//! The endpoint rules of many services, without their operations: for tests of the rules themselves.

use crate::diagnostics::{Diagnostics, Problems};
use crate::emit::{self, File};
use crate::files::{Files, Sources};
use crate::plan::EndpointsPlan;
use crate::{load, lower, resolve};

/// The rules of these services, as a static `SERVICES` of names and rules.
///
/// # Errors
///
/// Every problem of every rule set.
#[doc(hidden)]
pub fn endpoint_rules(
    files: &dyn Files,
    sources: &Sources,
    services: &[String],
    runtime: &str,
) -> Result<File, Diagnostics> {
    let mut problems = Problems::default();
    let mut plans: Vec<(&str, EndpointsPlan)> = Vec::new();
    for name in services {
        let file = problems.keep(load::load_endpoints(files, sources, name)).flatten();
        let endpoints = resolve::endpoints(file.as_ref(), &mut problems);
        let plan = lower::endpoints::rules(&endpoints, &mut problems);
        plans.extend(plan.map(|plan| (name.as_str(), plan)));
    }
    let plans = problems.or(plans)?;
    Ok(emit::endpoint_rules(&plans, runtime))
}
