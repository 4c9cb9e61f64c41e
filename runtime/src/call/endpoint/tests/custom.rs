use super::*;

fn uri(url: &str, prefix: &str, path: &str) -> String {
    let place = CustomEndpoint::parse(url).unwrap_or_else(|text| panic!("{url}: {text}"));
    place.uri(prefix, path).unwrap().to_string()
}

#[test]
fn custom_endpoints_are_read() {
    for (url, expected) in [
        ("http://localhost:8000", "http://localhost:8000/"),
        (" https://x.example/ ", "https://x.example/"),
        ("https://x.example:443", "https://x.example/"),
        ("http://x.example:443", "http://x.example:443/"),
        ("http://x.example:80/a/b/", "http://x.example/a/b/"),
        ("HTTP://[::1]:99", "http://[::1]:99/"),
    ] {
        assert_eq!(uri(url, "", "/"), expected);
    }
}

#[test]
fn paths_are_joined_as_botocore_joins_them() {
    for (url, path, expected) in [
        ("http://x.example", "/", "http://x.example/"),
        ("http://x.example", "/a?b", "http://x.example/a?b"),
        ("http://x.example", "/?b", "http://x.example/?b"),
        ("http://x.example/p", "/?b", "http://x.example/p?b"),
        ("http://x.example/p", "/", "http://x.example/p"),
        ("http://x.example/p/", "/", "http://x.example/p/"),
        ("http://x.example/p/", "/a", "http://x.example/p/a"),
        ("http://x.example/p", "/a/", "http://x.example/p/a/"),
        ("http://x.example/p", "//a", "http://x.example/p//a"),
        ("http://x.example/p", "", "http://x.example/p"),
        ("http://x.example", "?b", "http://x.example/?b"),
    ] {
        assert_eq!(uri(url, "", path), expected, "{url} {path}");
    }
}

#[test]
fn a_prefix_stands_before_the_host() {
    assert_eq!(uri("https://x.example:9/p", "a.", "/b"), "https://a.x.example:9/p/b");
}

#[test]
fn what_makes_no_uri_is_told_without_the_values_in_it() {
    let place = CustomEndpoint::parse("https://x.example").unwrap();
    let error = place.uri("", &format!("/?token={}", "hidden".repeat(12_000))).unwrap_err();
    assert!(error.starts_with("no URI can be made for https://x.example: "), "{error}");
    assert!(!error.contains("hidden"), "{error}");
}

#[test]
fn what_is_no_endpoint_is_refused() {
    for url in [
        "",
        "localhost",
        "localhost:8000",
        "/path",
        "ftp://x.example",
        "http://",
        "http://user:secret@x.example",
        "http://user:12/secret@x.example",
        "http://x.example/?a=b",
        "http://x example",
        "http://x.example:port",
        "http://x.example:99999",
    ] {
        let expected = CustomEndpoint::parse(url).expect_err(url);
        assert!(expected.starts_with("a URL"), "{url}: {expected}");
    }
}
