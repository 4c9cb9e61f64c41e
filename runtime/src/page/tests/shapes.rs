//! Hand-written shapes and operations, as generated code has them.
//!
//! All operations share one input and one output; each pages in its own way. The names are those
//! that the tables of botocore's rules use.

use crate::call::{Operation, OperationSpec, Service};
use crate::page::{Paginated, PaginatorSpec};
use crate::shape::{
    Aggregate, Map, Member, Put, Schema, Slot, Structure, Value, read_structure, write_structure,
};
use crate::token::{Token, TokenSet};
use crate::wire::{JSON_1_0, Malformed, Reader, Writer};

/// Makes a structure: `field: Type = "Name"`.
macro_rules! structure {
    ($name:ident { $($field:ident: $type:ty = $wire:literal),* $(,)? }) => {
        #[derive(Debug, Clone, Default, PartialEq)]
        pub(crate) struct $name { $(pub(crate) $field: Option<$type>),* }

        impl $name {
            pub(crate) const SCHEMA: &'static Schema = &Schema::new(
                stringify!($name),
                &[$(Member::new($wire, $wire, stringify!($field))),*],
            );
        }

        impl Structure for $name {
            fn schema(&self) -> &'static Schema {
                Self::SCHEMA
            }

            fn member(&self, index: usize) -> Option<&dyn Slot> {
                let slots: Vec<&dyn Slot> = vec![$(&self.$field),*];
                slots.get(index).copied()
            }

            fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
                let slots: Vec<&mut dyn Slot> = vec![$(&mut self.$field),*];
                slots.into_iter().nth(index)
            }
        }

        impl Value for $name {
            fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
                read_structure(reader)
            }

            fn write(&self, writer: &mut dyn Writer, _: &Member) {
                write_structure(writer, self);
            }
        }
    };
}

structure!(Attribute { s: String = "S", b: bytes::Bytes = "B" });

structure!(Flag { t: bool = "T", k: Vec<i64> = "K" });

structure!(Input {
    foo: String = "Foo",
    m: String = "M",
    a: String = "A",
    b: String = "B",
    l: i32 = "L",
    s: String = "S",
    k: Map<Attribute> = "K",
    i: i64 = "I",
});

const M: usize = 1;
const A: usize = 2;
const B: usize = 3;
const L: usize = 4;
const S: usize = 5;
const K: usize = 6;
const I: usize = 7;

structure!(Page {
    u: Vec<i64> = "U",
    g: Vec<i64> = "G",
    s: String = "s",
    n: f64 = "n",
    m: Map<String> = "m",
    p: Map<i64> = "P",
    c: Vec<String> = "C",
    flag: Flag = "F",
    more: bool = "X",
    next: String = "N",
    next_a: String = "NA",
    next_b: String = "NB",
    next_i: i64 = "NI",
    last: Map<Attribute> = "LEK",
});

impl Page {
    /// The page as JSON, as Python prints it.
    pub(crate) fn json(&self) -> String {
        let Some(Token::Map(entries)) = Token::of(self, &Page::SCHEMA.members[0]) else {
            panic!("a structure is a map")
        };
        let (names, tokens): (Vec<_>, Vec<_>) =
            entries.iter().map(|(name, token)| (name.as_str(), Some(token.clone()))).unzip();
        super::text_of(&crate::token::encode(names, &tokens, None))
    }
}

pub(crate) static SERVICE: Service =
    Service::new("tests", "Tests", "2020-01-01", "tests", &JSON_1_0)
        .target_prefix("Tests_20200101");

pub(crate) fn token(value: &Option<impl Put>, name: &str) -> Option<Token> {
    let member = Page::SCHEMA.members.iter().find(|member| member.name == name)?;
    Token::of(value.as_ref()?, member)
}

/// Makes an operation: input tokens, limit, results, the tokens of a page, and its results.
macro_rules! operation {
    (
        $name:ident, [$($token:expr),*], $limit:expr, [$($key:literal: $slot:expr),*], $next:expr
        $(, $more:expr)? $(; open $open:expr)? $(; keep $keep:expr)?
    ) => {
        #[derive(Debug)]
        pub(crate) struct $name;

        impl Operation for $name {
            type Input = Input;
            type Output = Page;

            const SPEC: &'static OperationSpec = &OperationSpec::new(&SERVICE, stringify!($name), "POST", "/");
        }

        impl Paginated for $name {
            const PAGINATOR: &'static PaginatorSpec = &PaginatorSpec {
                input_tokens: &[$($token),*],
                limit: $limit,
                result_keys: &[$($key),*],
            };

            fn next_tokens(page: &Page) -> TokenSet {
                let next: fn(&Page) -> TokenSet = $next;
                next(page)
            }

            $(fn has_more(page: &Page) -> bool {
                let more: fn(&Page) -> bool = $more;
                more(page)
            })?

            fn result(page: &mut Page, key: usize) -> Option<&mut dyn Aggregate> {
                let slots: &[fn(&mut Page) -> Option<&mut dyn Aggregate>] = &[$($slot),*];
                slots[key](page)
            }

            $(fn open(all: &mut Page, _: usize) {
                let open: fn(&mut Page) = $open;
                open(all);
            })?

            $(fn keep(all: &mut Page, page: &mut Page) {
                let keep: fn(&mut Page, &mut Page) = $keep;
                keep(all, page);
            })?
        }
    };
}

fn n(page: &Page) -> TokenSet {
    vec![token(&page.next, "N")]
}

operation!(One, [M], Some(L), ["U": |page| Some(&mut page.u)], n);

operation!(
    Two, [A, B], Some(L), ["U": |page| Some(&mut page.u), "G": |page| Some(&mut page.g)],
    |page| vec![token(&page.next_a, "NA"), token(&page.next_b, "NB")]
);

operation!(TextLimit, [M], Some(S), ["U": |page| Some(&mut page.u)], n);

operation!(
    Nested, [M], Some(L), ["F.K": |page| Some(&mut page.flag.as_mut()?.k)], n,
    |page| page.flag.as_ref().is_some_and(|flag| flag.t == Some(true))
);

// Kinesis: the result stands beside what is kept, inside of a structure; something more is kept.
operation!(
    Beside, [M], Some(L), ["F.K": |page| Some(&mut page.flag.as_mut()?.k)], n;
    open |all| all.flag = Some(all.flag.take().unwrap_or_default());
    keep |all, page| {
        all.s = page.s.take();
        if let Some(page) = &mut page.flag {
            all.flag.get_or_insert_default().t = page.t.take();
        }
    }
);

// ECR: what is kept is the structure around the result.
operation!(
    Around, [M], Some(L), ["F.K": |page| Some(&mut page.flag.as_mut()?.k)], n;
    open |all| all.flag = Some(all.flag.take().unwrap_or_default());
    keep |all, page| all.flag = page.flag.take()
);

operation!(
    More, [M], Some(L), ["U": |page| Some(&mut page.u)], n,
    |page| page.more == Some(true)
);

// S3: the token is the marker or, without one, the last key.
operation!(
    Marker, [M], Some(L), ["C": |page| Some(&mut page.c), "G": |page| Some(&mut page.g)],
    |page| {
        let marker = page.next.as_deref().filter(|marker| !marker.is_empty());
        let last = page.c.as_ref().and_then(|keys| keys.last()).map(String::as_str);
        vec![marker.or(last).map(Token::from)]
    }
);

operation!(
    Mixed, [M], Some(L),
    [
        "U": |page| Some(&mut page.u), "G": |page| Some(&mut page.g), "s": |page| Some(&mut page.s),
        "n": |page| Some(&mut page.n), "m": |page| Some(&mut page.m)
    ],
    n
);

operation!(Mapped, [M], Some(L), ["P": |page| Some(&mut page.p)], n);

operation!(Text, [M], Some(L), ["s": |page| Some(&mut page.s)], n);

operation!(
    Dynamo, [K], Some(L), ["U": |page| Some(&mut page.u), "n": |page| Some(&mut page.n)],
    |page| vec![token(&page.last, "LEK")]
);

operation!(
    Parts, [I], Some(L), ["U": |page| Some(&mut page.u)],
    |page| vec![token(&page.next_i, "NI")]
);

// A token that need not fit its input member.
operation!(Unfit, [I], None, ["U": |page| Some(&mut page.u)], n);

// More tokens than input members, and fewer.
operation!(
    Surplus, [M], None, ["U": |page| Some(&mut page.u)],
    |page| vec![token(&page.next, "N"), token(&page.next_a, "NA")]
);

operation!(Deficit, [A, B], None, ["U": |page| Some(&mut page.u)], n);
