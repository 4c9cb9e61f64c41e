//! The rules that most services share but for their host.
//!
//! Written by the generator from its own copies, and kept equal to them by a test:
//! `MAITRED_UPDATE=1 cargo test -p maitred-build --lib shared_rules` writes this file.

use super::rules as e;
/// How the endpoint follows from region, options and input.
pub static REGIONAL: e::Rules = e::Rules {
    parameters: &[
        e::Parameter::new("Endpoint").builtin(e::Builtin::Endpoint),
        e::Parameter::new("Region").builtin(e::Builtin::Region),
        e::Parameter::new("UseDualStack")
            .builtin(e::Builtin::UseDualStack)
            .or(e::Literal::Bool(false)),
        e::Parameter::new("UseFIPS").builtin(e::Builtin::UseFips).or(e::Literal::Bool(false)),
        e::Parameter::new("host").builtin(e::Builtin::Host).required(),
    ],
    slots: 6,
    conditions: &[
        e::Condition::of(e::Test::Set(e::Term::Slot(0))),
        e::Condition::of(e::Test::Is(e::Term::Slot(3))),
        e::Condition::of(e::Test::Is(e::Term::Slot(2))),
        e::Condition::of(e::Test::Set(e::Term::Slot(1))),
        e::Condition::kept(e::Test::Partition(e::Term::Slot(1)), 5),
        e::Condition::of(e::Test::Is(e::Term::Part(5, e::Part::SupportsFips))),
        e::Condition::of(e::Test::Is(e::Term::Part(5, e::Part::SupportsDualStack))),
    ],
    ends: &[
        e::End::Error(e::Term::Text(
            "Invalid Configuration: FIPS and custom endpoint are not supported",
        )),
        e::End::Error(e::Term::Text(
            "Invalid Configuration: Dualstack and custom endpoint are not supported",
        )),
        e::End::Endpoint { url: e::Term::Slot(0), headers: &[], signature: e::Signature::Usual },
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(4),
                e::Term::Text("-fips."),
                e::Term::Slot(1),
                e::Term::Text("."),
                e::Term::Part(5, e::Part::DualStackDnsSuffix),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Error(e::Term::Text(
            "FIPS and DualStack are enabled, but this partition does not support one or both",
        )),
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(4),
                e::Term::Text("-fips."),
                e::Term::Slot(1),
                e::Term::Text("."),
                e::Term::Part(5, e::Part::DnsSuffix),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Error(e::Term::Text("FIPS is enabled but this partition does not support FIPS")),
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(4),
                e::Term::Text("."),
                e::Term::Slot(1),
                e::Term::Text("."),
                e::Term::Part(5, e::Part::DualStackDnsSuffix),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Error(e::Term::Text(
            "DualStack is enabled but this partition does not support DualStack",
        )),
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(4),
                e::Term::Text("."),
                e::Term::Slot(1),
                e::Term::Text("."),
                e::Term::Part(5, e::Part::DnsSuffix),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Error(e::Term::Text("Invalid Configuration: Missing Region")),
    ],
    rules: &[
        e::Rule::Tree(&[0], &[e::Rule::End(&[1], 0), e::Rule::End(&[2], 1), e::Rule::End(&[], 2)]),
        e::Rule::Tree(
            &[3],
            &[e::Rule::Tree(
                &[4],
                &[
                    e::Rule::Tree(
                        &[1, 2],
                        &[e::Rule::Tree(&[5, 6], &[e::Rule::End(&[], 3)]), e::Rule::End(&[], 4)],
                    ),
                    e::Rule::Tree(
                        &[1],
                        &[e::Rule::Tree(&[5], &[e::Rule::End(&[], 5)]), e::Rule::End(&[], 6)],
                    ),
                    e::Rule::Tree(
                        &[2],
                        &[e::Rule::Tree(&[6], &[e::Rule::End(&[], 7)]), e::Rule::End(&[], 8)],
                    ),
                    e::Rule::End(&[], 9),
                ],
            )],
        ),
        e::Rule::End(&[], 10),
    ],
};
/// How the endpoint follows from region, options and input.
pub static REGIONAL_GOV: e::Rules = e::Rules {
    parameters: &[
        e::Parameter::new("Endpoint").builtin(e::Builtin::Endpoint),
        e::Parameter::new("Region").builtin(e::Builtin::Region),
        e::Parameter::new("UseDualStack")
            .builtin(e::Builtin::UseDualStack)
            .or(e::Literal::Bool(false)),
        e::Parameter::new("UseFIPS").builtin(e::Builtin::UseFips).or(e::Literal::Bool(false)),
        e::Parameter::new("host").builtin(e::Builtin::Host).required(),
    ],
    slots: 6,
    conditions: &[
        e::Condition::of(e::Test::Set(e::Term::Slot(0))),
        e::Condition::of(e::Test::Is(e::Term::Slot(3))),
        e::Condition::of(e::Test::Is(e::Term::Slot(2))),
        e::Condition::of(e::Test::Set(e::Term::Slot(1))),
        e::Condition::kept(e::Test::Partition(e::Term::Slot(1)), 5),
        e::Condition::of(e::Test::Is(e::Term::Part(5, e::Part::SupportsFips))),
        e::Condition::of(e::Test::Is(e::Term::Part(5, e::Part::SupportsDualStack))),
        e::Condition::of(e::Test::Same(
            e::Term::Part(5, e::Part::Name),
            e::Term::Text("aws-us-gov"),
        )),
    ],
    ends: &[
        e::End::Error(e::Term::Text(
            "Invalid Configuration: FIPS and custom endpoint are not supported",
        )),
        e::End::Error(e::Term::Text(
            "Invalid Configuration: Dualstack and custom endpoint are not supported",
        )),
        e::End::Endpoint { url: e::Term::Slot(0), headers: &[], signature: e::Signature::Usual },
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(4),
                e::Term::Text("-fips."),
                e::Term::Slot(1),
                e::Term::Text("."),
                e::Term::Part(5, e::Part::DualStackDnsSuffix),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Error(e::Term::Text(
            "FIPS and DualStack are enabled, but this partition does not support one or both",
        )),
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(4),
                e::Term::Text("."),
                e::Term::Slot(1),
                e::Term::Text(".amazonaws.com"),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(4),
                e::Term::Text("-fips."),
                e::Term::Slot(1),
                e::Term::Text("."),
                e::Term::Part(5, e::Part::DnsSuffix),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Error(e::Term::Text("FIPS is enabled but this partition does not support FIPS")),
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(4),
                e::Term::Text("."),
                e::Term::Slot(1),
                e::Term::Text("."),
                e::Term::Part(5, e::Part::DualStackDnsSuffix),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Error(e::Term::Text(
            "DualStack is enabled but this partition does not support DualStack",
        )),
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(4),
                e::Term::Text("."),
                e::Term::Slot(1),
                e::Term::Text("."),
                e::Term::Part(5, e::Part::DnsSuffix),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Error(e::Term::Text("Invalid Configuration: Missing Region")),
    ],
    rules: &[
        e::Rule::Tree(&[0], &[e::Rule::End(&[1], 0), e::Rule::End(&[2], 1), e::Rule::End(&[], 2)]),
        e::Rule::Tree(
            &[3],
            &[e::Rule::Tree(
                &[4],
                &[
                    e::Rule::Tree(
                        &[1, 2],
                        &[e::Rule::Tree(&[5, 6], &[e::Rule::End(&[], 3)]), e::Rule::End(&[], 4)],
                    ),
                    e::Rule::Tree(
                        &[1],
                        &[
                            e::Rule::Tree(&[5], &[e::Rule::End(&[7], 5), e::Rule::End(&[], 6)]),
                            e::Rule::End(&[], 7),
                        ],
                    ),
                    e::Rule::Tree(
                        &[2],
                        &[e::Rule::Tree(&[6], &[e::Rule::End(&[], 8)]), e::Rule::End(&[], 9)],
                    ),
                    e::Rule::End(&[], 10),
                ],
            )],
        ),
        e::Rule::End(&[], 11),
    ],
};
/// How the endpoint follows from region, options and input.
pub static DUAL_STACK: e::Rules = e::Rules {
    parameters: &[
        e::Parameter::new("Endpoint").builtin(e::Builtin::Endpoint),
        e::Parameter::new("Region").builtin(e::Builtin::Region),
        e::Parameter::new("UseFIPS").builtin(e::Builtin::UseFips).or(e::Literal::Bool(false)),
        e::Parameter::new("host").builtin(e::Builtin::Host).required(),
    ],
    slots: 5,
    conditions: &[
        e::Condition::of(e::Test::Set(e::Term::Slot(0))),
        e::Condition::of(e::Test::Is(e::Term::Slot(2))),
        e::Condition::of(e::Test::Set(e::Term::Slot(1))),
        e::Condition::kept(e::Test::Partition(e::Term::Slot(1)), 4),
    ],
    ends: &[
        e::End::Error(e::Term::Text(
            "Invalid Configuration: FIPS and custom endpoint are not supported",
        )),
        e::End::Endpoint { url: e::Term::Slot(0), headers: &[], signature: e::Signature::Usual },
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(3),
                e::Term::Text("-fips."),
                e::Term::Slot(1),
                e::Term::Text("."),
                e::Term::Part(4, e::Part::DualStackDnsSuffix),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Endpoint {
            url: e::Term::Join(&[
                e::Term::Text("https://"),
                e::Term::Slot(3),
                e::Term::Text("."),
                e::Term::Slot(1),
                e::Term::Text("."),
                e::Term::Part(4, e::Part::DualStackDnsSuffix),
            ]),
            headers: &[],
            signature: e::Signature::Usual,
        },
        e::End::Error(e::Term::Text("Invalid Configuration: Missing Region")),
    ],
    rules: &[
        e::Rule::Tree(&[0], &[e::Rule::End(&[1], 0), e::Rule::End(&[], 1)]),
        e::Rule::Tree(&[2], &[e::Rule::Tree(&[3], &[e::Rule::End(&[1], 2), e::Rule::End(&[], 3)])]),
        e::Rule::End(&[], 4),
    ],
};
