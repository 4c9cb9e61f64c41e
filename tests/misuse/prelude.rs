// What the programs beside this file begin with.
#![allow(dead_code, unused_variables)]
#![deny(unused_must_use)]

mod required {
    include!("required.rs");
    pub(crate) use self::tiny::types;
}
mod single {
    include!("single.rs");
}
mod no_list {
    include!("no_list.rs");
}

fn clients() -> (required::tiny::Client, single::tiny::Client, no_list::tiny::Client) {
    let config = maitred::Config::builder().region("eu-west-1").build().expect("a configuration");
    let required = required::tiny::Client::new(&config);
    (required, single::tiny::Client::new(&config), no_list::tiny::Client::new(&config))
}
