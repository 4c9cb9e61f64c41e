//! The Rust of every golden fixture compiles: without a warning, documented, without unsafe code,
//! and without an item that a program could be told it does not use.
#![deny(warnings)]
#![forbid(unsafe_code, dead_code, missing_docs)]

include!("fixtures/list.rs");

macro_rules! modules {
    ($($group:ident { $($name:ident)* })*) => {
        $(
            #[doc = "Fixtures."]
            pub mod $group {
                $(
                    #[doc = "A fixture."]
                    pub mod $name {
                        include!(concat!(
                            "fixtures/", stringify!($group), "/", stringify!($name), "/expected.rs"
                        ));
                    }
                )*
            }
        )*
    };
}

golden!(modules);
