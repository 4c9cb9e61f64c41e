//! Generates every paginator and waiter of the services whose feature is on.

/// The features, which are the services' boto3 names.
const SERVICES: [&str; 5] = ["dynamodb", "dynamodbstreams", "ec2", "ecs", "kinesis"];

fn main() {
    let enabled = SERVICES.into_iter().filter(|service| is_enabled(service));
    let configuration = enabled.fold(maitred_build::configure(), |configuration, service| {
        configuration.service(service, |wanted| match service {
            // It has neither, so that its operations are all there is to call.
            "dynamodbstreams" => wanted.all_operations(),
            _ => wanted.all_paginators().all_waiters(),
        })
    });
    configuration.generate();
}

fn is_enabled(service: &str) -> bool {
    let variable = format!("CARGO_FEATURE_{}", service.to_uppercase().replace('-', "_"));
    std::env::var_os(variable).is_some()
}
