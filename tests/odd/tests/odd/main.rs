//! Each of the oddest paginators and waiters of AWS does what botocore makes it do, over the wire
//! format of its service. The numbers are those of the two lists of oddities.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod support;

mod paginators {
    mod full;
    mod json;
    mod limits;
    mod maps;
    mod nested;
    mod rest_json;
    mod s3;
    mod strings;
    mod xml;
}
mod waiters {
    mod cloudfront;
    mod codes;
    mod expressions;
    mod lists;
    mod never;
    mod not_equal;
    mod statuses;
}

use support::all;
