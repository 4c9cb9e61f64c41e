//! Generates every paginator and waiter of the services whose feature is on.

#[path = "generated/features.rs"]
mod features;

fn main() {
    let variables = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let services = variables.filter_map(|name| features::service(&name));
    let configuration = services.fold(maitred_build::configure(), |configuration, service| {
        configuration.service(&service, |of| features::wanted(&service, of))
    });
    configuration.generate();
}
