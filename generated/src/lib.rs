//! Typed paginators and waiters for AWS services, generated from the definitions behind boto3.

maitred::include_services!();
