//! A definition is data, never code: whatever text stands in whatever place, the code that comes
//! out has the same shape, and only names and literals differ.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use maitred_build::{File, Memory, Selection, ServiceSelection, Sources, compile};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::{Value, json};

/// What might end a literal, a comment, an attribute or a module, or mean something to a formatter,
/// to Markdown or to a reader.
const HOSTILE: [&str; 36] = [
    "\"; } fn evil() {} //",
    "\"#; } fn evil() {} //",
    "*/ fn evil() {} /*",
    "\nfn evil() {}\n",
    "\n#[evil]\nfn evil() {}\n",
    "\r\n//! inner\r",
    "\r",
    "#![allow(warnings)]",
    "#[path = \"/etc/passwd\"] mod evil;",
    "include!(\"/etc/passwd\")",
    "env!(\"HOME\")",
    "concat!()",
    "{evil}",
    "{0}",
    "{{",
    "}",
    "\\",
    "\\u{0}",
    "'",
    "r#\"",
    "`",
    "``` evil",
    "```rust\npanic!()\n```",
    "<script>evil</script>",
    "&lt;/p&gt;&amp;",
    "[evil](javascript:evil)",
    "[evil]: https://example.org",
    "<T: Evil>",
    "::std::process::exit(1)",
    "$crate",
    "\u{202e}\u{2066}evil",
    "\u{2028}\u{feff}\u{200b}",
    "\u{0}\u{7f}\u{1b}[31m",
    "é日本🚀",
    "-->",
    "@#%^&*()=+|;:,.?/~",
];

/// Puts the text into a place: the number keeps the places apart.
fn name(hostile: &str, place: usize) -> String {
    format!("{hostile}Q{place}Z{hostile}")
}

/// A definition with such text in every place where a definition has text of its own choice.
fn definition(text: &dyn Fn(usize) -> String) -> Memory {
    let reference = |place| json!({ "shape": text(place) });
    let documented = |place, documentation| {
        let mut member = reference(place);
        member["documentation"] = json!(text(documentation));
        member["locationName"] = json!(text(documentation + 100));
        member["queryName"] = json!(text(documentation + 200));
        member
    };
    let object = |entries: Vec<(String, Value)>| Value::Object(entries.into_iter().collect());
    let structure = |members: Vec<(String, Value)>| json!({ "type": "structure", "members": object(members), "documentation": text(300) });
    let mut input = structure(vec![
        (text(10), documented(1, 11)),
        (text(12), documented(2, 13)),
        (text(14), documented(3, 15)),
        (text(16), documented(4, 17)),
    ]);
    input["required"] = json!([text(10), text(12)]);
    let mut union = structure(vec![(text(18), documented(1, 19)), (text(20), documented(2, 21))]);
    union["union"] = json!(true);
    let mut error = structure(vec![(text(22), documented(1, 23))]);
    error["error"] = json!({ "code": text(24) });
    error["exception"] = json!(true);
    let shapes = object(vec![
        (text(1), json!({ "type": "string", "pattern": text(30), "documentation": text(31) })),
        (
            text(2),
            json!({ "type": "string", "enum": [text(32), text(33)], "documentation": text(34) }),
        ),
        (text(3), json!({ "type": "list", "member": documented(1, 35) })),
        (text(4), json!({ "type": "map", "key": documented(1, 36), "value": documented(8, 37) })),
        (text(5), input),
        (
            text(6),
            structure(vec![
                (text(12), documented(2, 13)),
                (text(25), documented(3, 26)),
                (text(27), documented(8, 28)),
            ]),
        ),
        (text(7), error),
        (text(8), union),
    ]);
    let operation = json!({
        "name": text(40), "documentation": text(41), "documentationUrl": text(42),
        "http": { "method": "POST", "requestUri": text(44) }, "endpoint": { "hostPrefix": host(&text(45)) },
        "input": reference(5), "output": reference(6), "errors": [reference(7)],
    });
    let metadata = json!({
        "apiVersion": text(50).replace('/', " "), "endpointPrefix": text(51), "protocol": "json",
        "jsonVersion": text(52), "targetPrefix": text(53), "serviceId": text(54), "serviceFullName": text(55),
        "uid": text(56), "signingName": text(57), "serviceAbbreviation": text(58),
    });
    let service = json!({ "metadata": metadata, "documentation": text(59), "operations": { text(40): operation }, "shapes": shapes });
    let version = text(50).replace('/', " ");
    let directory = std::path::Path::new("d").join(service_name(text)).join(&version);
    Memory::default()
        .with(directory.join("service-2.json"), service.to_string())
        .with(directory.join("paginators-1.json"), pagination(text).to_string())
        .with(directory.join("waiters-2.json"), waiters(text).to_string())
}

/// The name of a service is that of a directory.
fn service_name(text: &dyn Fn(usize) -> String) -> String {
    text(60).replace('/', " ")
}

/// A host prefix. What stands in braces there must name a member; hostile methods are refused too.
fn host(text: &str) -> String {
    text.replace(['{', '}'], " ")
}

/// A quoted JMESPath identifier.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A raw JMESPath string.
fn raw(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn pagination(text: &dyn Fn(usize) -> String) -> Value {
    json!({ "pagination": { text(40): {
        "input_token": text(10), "output_token": quoted(&text(12)), "result_key": quoted(&text(25)),
        "limit_key": text(10), "more_results": quoted(&text(25)), "non_aggregate_keys": [quoted(&text(12))],
        text(61): text(62),
    } } })
}

fn waiters(text: &dyn Fn(usize) -> String) -> Value {
    let acceptor = |matcher: &str, argument: String, expected: String| json!({ "state": "success", "matcher": matcher, "argument": argument, "expected": expected });
    let (member, list, union) = (quoted(&text(12)), quoted(&text(25)), quoted(&text(27)));
    let acceptors = json!([
        acceptor("path", member.clone(), text(70)),
        acceptor("pathAll", format!("{list}[]"), text(71)),
        acceptor("pathAny", format!("{list}[?@ == {}]", raw(&text(72))), text(73)),
        acceptor("path", format!("{union}.{} || {member}", quoted(&text(18))), text(74)),
        acceptor("error", text(75), text(76)),
    ]);
    let waiter = json!({ "operation": text(40), "delay": 1, "maxAttempts": 1, "acceptors": acceptors, "description": text(77) });
    json!({ "version": 2, "waiters": { "Ready": waiter }, text(78): text(79) })
}

fn generate(text: &dyn Fn(usize) -> String) -> Vec<File> {
    let sources = Sources { definitions: vec!["d".into()], models: Vec::new() };
    let mut selection = Selection::default();
    let all = ServiceSelection::default().all_operations().all_paginators().all_waiters();
    selection.add(service_name(text), all);
    compile(&definition(text), &sources, &selection, "::maitred")
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// The tokens without what a definition may decide: documentation, and the text of names and
/// literals.
fn skeleton(tokens: TokenStream) -> String {
    let mut shape = String::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match (&token, tokens.peek()) {
            (TokenTree::Punct(hash), Some(TokenTree::Group(group))) if hash.as_char() == '#' => {
                if is_documentation(group.stream()) {
                    tokens.next();
                } else {
                    shape += &format!("#[{}] ", group.stream());
                    tokens.next();
                }
            }
            (TokenTree::Ident(name), Some(TokenTree::Punct(bang))) if bang.as_char() == '!' => {
                shape += &format!("{name}");
            }
            (TokenTree::Ident(name), _) => shape += known(&name.to_string()),
            (TokenTree::Literal(_), _) => shape += "literal ",
            // Commas at the end come and go with the length of a line.
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => {}
            (TokenTree::Punct(punct), _) => shape.push(punct.as_char()),
            // Braces around an arm or a closure's body come and go with it too.
            (TokenTree::Group(group), _)
                if group.delimiter() == Delimiter::Brace && shape.ends_with(['>', '|']) =>
            {
                shape += skeleton(group.stream()).trim_end_matches(';');
            }
            (TokenTree::Group(group), _) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                shape += &format!("{open}{}{close}", skeleton(group.stream()));
            }
        }
    }
    shape
}

fn is_documentation(attribute: TokenStream) -> bool {
    attribute.into_iter().next().is_some_and(|first| first.to_string() == "doc")
}

/// Words of Rust stay as they are, names are all the same.
fn known(name: &str) -> &'static str {
    const WORDS: [&str; 24] = [
        "as", "const", "crate", "else", "enum", "extern", "fn", "for", "if", "impl", "let", "loop",
        "match", "mod", "mut", "pub", "return", "static", "struct", "trait", "unsafe", "use",
        "where", "while",
    ];
    WORDS.into_iter().find(|word| *word == name).unwrap_or("name ")
}

fn shape_of(files: &[File]) -> Vec<(String, String)> {
    let kind = |file: &File| file.path.file_name().unwrap().to_string_lossy().into_owned();
    let parse = |file: &File| file.content.parse::<TokenStream>().unwrap();
    files.iter().map(|file| (kind(file), skeleton(parse(file)))).collect()
}

#[test]
fn hostile_text_changes_names_and_literals_only() {
    let harmless = shape_of(&generate(&|place| name("Name", place)));
    for hostile in HOSTILE {
        let found = shape_of(&generate(&|place| name(hostile, place)));
        for ((file, expected), (other, found)) in harmless.iter().zip(&found) {
            assert_eq!(file, other, "{hostile:?}");
            let same = expected.bytes().zip(found.bytes()).take_while(|(one, other)| one == other);
            let from = same.count().saturating_sub(60);
            let shown = |text: &str| text[from..].chars().take(200).collect::<String>();
            let (one, other) = (shown(expected), shown(found));
            assert!(expected == found, "{hostile:?} in {file}:\n{one}\n{other}");
        }
        assert_eq!(harmless.len(), found.len(), "{hostile:?}");
    }
}

#[test]
fn hostile_text_is_invisible_neither_in_comments_nor_in_literals() {
    let invisible = |letter: char| {
        let control = letter.is_control() && letter != '\n';
        control || ('\u{200b}'..='\u{206f}').contains(&letter) || letter == '\u{feff}'
    };
    for hostile in HOSTILE {
        for file in generate(&|place| name(hostile, place)) {
            let found = file.content.lines().find(|line| line.contains(invisible));
            assert_eq!(found, None, "{hostile:?} in {}", file.path.display());
        }
    }
}

#[test]
fn every_file_is_rust_without_inner_attributes() {
    for hostile in HOSTILE {
        for file in generate(&|place| name(hostile, place)) {
            let parsed = syn::parse_file(&file.content);
            let parsed = parsed.unwrap_or_else(|error| panic!("{hostile:?}: {error}"));
            assert!(parsed.attrs.is_empty(), "{hostile:?} in {}", file.path.display());
            let inner = file.content.lines().map(str::trim_start);
            let inner = inner.filter(|line| line.starts_with("//!") || line.starts_with("#!["));
            assert_eq!(inner.count(), 0, "{hostile:?} in {}", file.path.display());
        }
    }
}

/// Paths stay below the output directory.
#[test]
fn hostile_names_of_services_name_no_other_directory() {
    for hostile in HOSTILE.into_iter().chain([".. ", "..", "a/../../b"]) {
        for file in generate(&|place| name(hostile, place)) {
            let plain = |letter: char| letter.is_ascii_alphanumeric() || "_./".contains(letter);
            let path = file.path.to_str().unwrap();
            assert!(path.chars().all(plain) && !path.contains(".."), "{hostile:?} gives {path}");
        }
    }
}
