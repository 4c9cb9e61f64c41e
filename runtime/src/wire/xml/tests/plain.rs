//! The quick look at a document says yes to nothing that the parser refuses.

use crate::wire::xml::plain::root_of_plain_document;
use crate::wire::xml::{is_document, is_parsed};

const LISTING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<s:List xmlns:s=\"http://x/y>z\">\
    <Name a=\"b\">bücket</Name><Prefix/><Contents><Key>a&amp;b&quot;</Key><Size>1</Size></Contents>\r\n\
    <Empty></Empty></s:List>\n";

fn looked_at(body: &str) -> Option<&str> {
    root_of_plain_document(body.as_bytes())
}

#[test]
fn what_services_write_is_plain() {
    let plain = LISTING.replace("y>z", "yz");
    assert_eq!(looked_at(&plain), Some("s:List"));
    for body in ["<R></R>", " \n<R a=\"/\"><b/>\n</R> ", "<R>&lt;&gt;&apos;</R>"] {
        assert_eq!(looked_at(body), Some("R"), "{body}");
    }
    assert!(is_document(plain.as_bytes(), |root| root == "List"));
    assert!(!is_document(plain.as_bytes(), |root| root != "List"));
}

#[test]
fn everything_else_is_left_to_the_parser() {
    let bodies = [
        "",
        "  ",
        "R",
        "<R>",
        "<R/>",
        "<R></S>",
        "<R></R><R></R>",
        "<R></R>x",
        "x<R></R>",
        "</R>",
        "<R><!-- c --></R>",
        "<R><![CDATA[c]]></R>",
        "<R>&#65;</R>",
        "<R>&x;</R>",
        "<R a='>'></R>",
        "<R a=\">\"></R>",
        "<R></R >",
        "<></>",
        "<R><?p ?></R>",
        "<!DOCTYPE R><R></R>",
        "<R",
        "<R></R",
        "\u{feff}<R></R>",
        " <?xml version=\"1.0\"?><R></R>",
        "<R a=\"/></R>",
        "<R>&lt</R>",
        LISTING,
    ];
    for body in bodies {
        assert_eq!(looked_at(body), None, "{body}");
    }
    assert_eq!(root_of_plain_document(b"<R>\xff</R>"), None);
    assert!(is_document(LISTING.as_bytes(), |root| root == "List"), "the parser takes it");
}

#[test]
fn depth_is_bounded_as_the_parser_bounds_it() {
    for depth in [100, 127, 128, 129, 200] {
        let body = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(is_document(body.as_bytes(), |_| true), depth <= 128, "{depth}");
        assert!(looked_at(&body).is_none() || is_parsed(body.as_bytes(), |_| true), "{depth}");
    }
}

#[test]
fn a_mangled_document_is_never_taken_for_a_whole_one() {
    let plain = LISTING.replace("y>z", "yz");
    let mut taken = 0;
    for index in 0..plain.len() {
        for byte in *b"<>/&;\"'?! =-[a:.\n\x0c\0\xff" {
            let mut mangled = plain.as_bytes().to_vec();
            mangled[index] = byte;
            let plain = root_of_plain_document(&mangled).is_some();
            let text = String::from_utf8_lossy(&mangled);
            assert!(!plain || is_parsed(&mangled, |_| true), "{text}");
            taken += usize::from(plain);
        }
        let cut = &plain.as_bytes()[..index];
        assert!(
            root_of_plain_document(cut).is_none() || is_parsed(cut, |_| true),
            "cut at {index}"
        );
    }
    assert!(taken > 100, "{taken} of them are plain: the test sees something");
}
