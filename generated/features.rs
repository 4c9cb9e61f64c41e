//! A feature → what is generated for it. Part of the build script, and of the test that compares
//! the features with the definitions.

use maitred_build::ServiceSelection;

/// The services that have neither paginators nor waiters: their operations are all there is.
pub(crate) const OPERATIONS_ALONE: [&str; 4] = ["dynamodbstreams", "firehose", "sts", "wafv2"];

/// The features that are no services, but passed on to maitred.
pub(crate) const PASSED_ON: [&str; 2] = ["credentials", "tls"];

/// The service whose feature cargo tells of by setting this variable, if it is one: no service's
/// name has a `_`, which stands for `-` there.
pub(crate) fn service(variable: &str) -> Option<String> {
    let feature = variable.strip_prefix("CARGO_FEATURE_")?;
    let service = feature.to_lowercase().replace('_', "-");
    let is_service = service != "default" && !PASSED_ON.contains(&service.as_str());
    is_service.then_some(service)
}

/// What is generated of a service.
pub(crate) fn wanted(service: &str, of: ServiceSelection) -> ServiceSelection {
    match OPERATIONS_ALONE.contains(&service) {
        true => of.all_operations(),
        false => of.all_paginators().all_waiters(),
    }
}
