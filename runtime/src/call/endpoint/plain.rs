//! The rules of services of which the definition says nothing: a host in the region's domain.

use super::rules::{Builtin, Condition, End, Parameter, Part, Rule, Rules, Signature, Term, Test};

/// `https://{host}.{region}.{domain}`; neither FIPS nor dual stack is known of.
pub static PLAIN: Rules = Rules {
    parameters: &[
        Parameter::new("Endpoint").builtin(Builtin::Endpoint),
        Parameter::new("Region").builtin(Builtin::Region),
        Parameter::new("UseDualStack").builtin(Builtin::UseDualStack),
        Parameter::new("UseFIPS").builtin(Builtin::UseFips),
        Parameter::new("host").builtin(Builtin::Host),
    ],
    slots: 6,
    conditions: &[
        Condition::of(Test::Set(Term::Slot(0))),
        Condition::of(Test::Is(Term::Slot(3))),
        Condition::of(Test::Is(Term::Slot(2))),
        Condition::kept(Test::Partition(Term::Slot(1)), 5),
    ],
    ends: &[
        End::Endpoint { url: Term::Slot(0), headers: &[], signature: Signature::Usual },
        End::Error(Term::Text("the definition says nothing of FIPS endpoints")),
        End::Error(Term::Text("the definition says nothing of dual stack endpoints")),
        End::Endpoint {
            url: Term::Join(&[
                Term::Text("https://"),
                Term::Slot(4),
                Term::Text("."),
                Term::Slot(1),
                Term::Text("."),
                Term::Part(5, Part::DnsSuffix),
            ]),
            headers: &[],
            signature: Signature::Usual,
        },
    ],
    rules: &[Rule::End(&[0], 0), Rule::End(&[1], 1), Rule::End(&[2], 2), Rule::End(&[3], 3)],
};
