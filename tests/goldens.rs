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

mod behaviour {
    //! What the generated types do, apart from what is sent and received.

    use super::paginators::{sensitive_results, several_results, single};
    use super::shapes::{enums, recursive, required, sensitive, unions};
    use super::waiters::matchers;

    fn is_sendable<T: Send + 'static>() {}

    #[test]
    fn everything_that_a_request_becomes_can_move_to_another_thread() {
        use single::tiny::{operation::List, paginator::ListPaginator};
        is_sendable::<List>();
        is_sendable::<ListPaginator>();
        is_sendable::<maitred::Call<List>>();
        is_sendable::<maitred::Pages<List>>();
        is_sendable::<maitred::Items<List, String>>();
        is_sendable::<maitred::Wait<matchers::tiny::operation::Get>>();
        is_sendable::<maitred::Waiting<matchers::tiny::operation::Get>>();
    }

    #[test]
    fn required_members_are_the_arguments_of_new_and_the_rest_have_setters() {
        let part = required::tiny::types::Part::new(5).label("x");
        assert_eq!((part.size, part.label.as_deref(), part.token), (Some(5), Some("x"), None));
    }

    #[test]
    fn sensitive_members_are_not_shown() {
        let all = sensitive::tiny::types::All::new().hint("my dog");
        let input = sensitive::tiny::types::Input {
            user: Some("me".to_owned()),
            password: Some("secret".to_owned()),
            old: Some(vec!["secret".to_owned()]),
            by_user: Some([("secret".to_owned(), "x".to_owned())].into_iter().collect()),
            all: Some(all),
        };
        let shown = format!("{input:?}");
        assert!(shown.contains("me"), "{shown}");
        assert!(!shown.contains("secret") && !shown.contains("dog"), "{shown}");
        let secret = enums::tiny::types::Secret::from("a");
        assert_eq!(format!("{secret:?}"), "<sensitive>");
    }

    #[test]
    fn sensitive_items_are_not_shown() {
        use sensitive_results::tiny::paginator::ListItem;
        let [open, secret] = [ListItem::AllItems, ListItem::Self_].map(|item| item("x".to_owned()));
        assert_eq!(format!("{open:?} {secret:?}"), "AllItems(\"x\") Self_(<sensitive>)");
    }

    #[test]
    fn enums_keep_what_they_do_not_know() {
        use enums::tiny::types::State;
        for text in ["PENDING", "IN_PROGRESS", "Unknown", "us-east-1", "of tomorrow"] {
            assert_eq!(State::from(text).as_str(), text);
            assert_eq!(State::from(text.to_owned()).to_string(), text);
        }
        assert_eq!(State::from("PENDING"), State::Pending);
        assert_eq!(State::from("of tomorrow"), State::Unknown2("of tomorrow".to_owned()));
    }

    #[test]
    fn unions_give_the_value_of_the_variant_that_they_are() {
        use unions::tiny::types::Value;
        let value = Value::L(vec![Value::S("x".to_owned()), Value::N(3)]);
        let list = value.as_l().map(Vec::as_slice).unwrap_or_default();
        assert_eq!(list.first().and_then(Value::as_s).map(String::as_str), Some("x"));
        assert_eq!((list.get(1).and_then(Value::as_n), value.as_s()), (Some(&3), None));
        assert!(!format!("{:?}", Value::Secret("hidden".to_owned())).contains("hidden"));
    }

    #[test]
    fn recursive_structures_can_be_built() {
        use recursive::tiny::types::Node;
        let leaf = Node::new(Node::default()).children([Node::default(), Node::default()]);
        let node = Node::new(leaf.clone());
        assert_eq!(node.next.as_deref(), Some(&leaf));
    }

    #[test]
    fn missing_lists_and_maps_read_as_empty() {
        let output = several_results::tiny::types::Output::default();
        assert!(output.items().is_empty() && output.groups().is_empty());
        assert_eq!(output.items, None);
    }
}
