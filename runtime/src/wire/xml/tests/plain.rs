//! What is read without a parser is what the parser sees.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::wire::Malformed;
use crate::wire::xml::is_document;
use crate::wire::xml::parser::{Parser, Token};
use crate::wire::xml::plain::{Plain, token};

const DOCUMENT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<s:List xmlns:s=\"http://x/yz\">\
    <Name a=\"b\">b\u{fc}cket &gt; 1</Name><Prefix/><Contents><Key>a&amp;b&quot;</Key><Size >1</Size ></Contents>\r\n\
    <!-- c --><Empty a='>' ></Empty><![CDATA[<d>]]><e b=\">\"/>&#65;</s:List>\n";

/// The document as quick-xml alone sees it, one word a token.
fn parsed(body: &[u8]) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_reader(body);
    let (mut words, mut depth) = (Vec::new(), 0_usize);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                depth += 1;
                words.push(format!("<{}", &*start));
            }
            Event::Empty(start) => words.extend([format!("<{}", &*start), ">".to_owned()]),
            Event::End(_) => {
                depth -= 1;
                words.push(">".to_owned());
            }
            Event::Text(text) => words.push(text.into_inner().into_owned()),
            Event::CData(text) => words.push(text.into_inner().into_owned()),
            Event::GeneralRef(name) => words.push(character(name.as_ref())?),
            Event::DocType(_) => return Err("a document type".to_owned()),
            Event::Eof if depth == 0 => return Ok(words),
            Event::Eof => return Err("no end tag".to_owned()),
            _ => {}
        }
    }
}

/// As quick-xml resolves it.
fn character(name: &str) -> Result<String, String> {
    let unescaped = quick_xml::escape::unescape(&format!("&{name};")).map(|text| text.into_owned());
    unescaped.map_err(|error| error.to_string())
}

/// The same, as it is read here.
fn read(body: &[u8]) -> Result<Vec<String>, Malformed> {
    let mut parser = Parser::new(body);
    let mut words = Vec::new();
    loop {
        match parser.next()? {
            Token::Start(start) => words.push(format!("<{}", &*start)),
            Token::End => words.push(">".to_owned()),
            Token::Text(text) => words.push(text.into_owned()),
            Token::Char(character) => words.push(character.to_string()),
            Token::Finished => return Ok(words),
        }
    }
}

#[track_caller]
fn both_see_the_same(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    match (parsed(body), read(body)) {
        (Ok(expected), Ok(found)) => {
            assert_eq!(found, expected, "{text}");
            true
        }
        (Err(_), Err(_)) => false,
        (expected, found) => panic!("{text}\n{expected:?}\n{found:?}"),
    }
}

#[test]
fn tags_text_and_entities_are_plain() {
    let start = |content, name, is_empty| Plain::Start { content, name, is_empty };
    let cases = [
        ("<a>b", start("a", 1, false), 3),
        ("<a b=\"c\">", start("a b=\"c\"", 1, false), 9),
        ("<a:b-c/>", start("a:b-c", 5, true), 8),
        ("</in>x", Plain::End, 5),
        ("text &", Plain::Text("text "), 5),
        ("&quot;x", Plain::Char('"'), 6),
    ];
    for (rest, expected, length) in cases {
        assert_eq!(token(rest, b"in"), Some((expected, length)), "{rest}");
    }
}

#[test]
fn everything_else_is_left_to_the_parser() {
    let rests = [
        "",
        "text",
        "<",
        "<a",
        "</out>",
        "</in >",
        "</in",
        "<!-- c -->",
        "<![CDATA[c]]>",
        "<?p ?>",
        "<!DOCTYPE R>",
        "<>",
        "</>",
        "< a>",
        "<a b='c'>",
        "<a b=\">\">",
        "<a\u{c}>",
        "<\u{fc}>",
        "<a\u{fc}>",
        "&#65;",
        "&x;",
        "&lt",
        "&",
    ];
    for rest in rests {
        assert_eq!(token(rest, b"in"), None, "{rest}");
    }
}

#[test]
fn whole_documents_are_seen_as_the_parser_sees_them() {
    let marked = format!("\u{feff}{DOCUMENT}");
    for body in [DOCUMENT, &marked, "<a/>", "\u{feff}<a>b</a>", "<a> <b/>&lt;</a>", " <a></a> "] {
        assert!(both_see_the_same(body.as_bytes()), "{body}");
    }
    assert!(is_document(DOCUMENT.as_bytes(), |root| root == "List"));
    assert!(!is_document(DOCUMENT.as_bytes(), |root| root != "List"));
}

#[test]
fn cut_and_mangled_documents_too() {
    let mut whole = 0;
    for index in 0..DOCUMENT.len() {
        both_see_the_same(&DOCUMENT.as_bytes()[..index]);
        for byte in *b"<>/&;\"'?!- =[a:.\n\x0c\0\xff" {
            let mut mangled = DOCUMENT.as_bytes().to_vec();
            mangled[index] = byte;
            whole += usize::from(both_see_the_same(&mangled));
        }
    }
    assert!(whole > 1000, "{whole} of them are whole: the test sees something");
}
