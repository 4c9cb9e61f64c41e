use super::{Located, encoded, map, operation, strings};
use crate::shape::{Map, Timestamp};

fn path(template: &'static str, input: &Located) -> Result<String, String> {
    encoded(&operation(template), input).map(|request| request.path_and_query)
}

fn parcel(bucket: &str, key: &str) -> Located {
    Located {
        bucket: Some(bucket.to_owned()),
        key: Some(key.to_owned()),
        number: Some(-7),
        ..Located::default()
    }
}

#[test]
fn labels_are_encoded_and_greedy_ones_keep_their_slashes() {
    let input = parcel("a b/c", "x/y z/%2F/ü~-._");
    let cases = [
        ("/", "/"),
        ("/{bucket}", "/a%20b%2Fc"),
        ("/{bucket}/in/{key+}", "/a%20b%2Fc/in/x/y%20z/%252F/%C3%BC~-._"),
        ("/{key}", "/x%2Fy%20z%2F%252F%2F%C3%BC~-._"),
        ("/{number}/(a+)+", "/-7/(a+)+"),
    ];
    for (template, expected) in cases {
        assert_eq!(path(template, &input).as_deref(), Ok(expected), "{template}");
    }
}

#[test]
fn a_label_that_is_missing_or_empty_is_an_error() {
    let cases = [
        (Located::default(), "/{bucket}", "Bucket: not set, and the path needs it"),
        (parcel("", "k"), "/{bucket}/{key+}", "Bucket: empty, and the path needs a text"),
        (parcel("b", ""), "/{bucket}/{key+}", "Key: empty, and the path needs a text"),
        (parcel("b", "k"), "/{other}", "the path needs other, and the input has no such label"),
    ];
    for (input, template, expected) in cases {
        assert_eq!(path(template, &input).unwrap_err(), expected);
    }
}

#[test]
fn a_label_that_would_be_another_path_is_an_error() {
    for text in [".", ".."] {
        let input = parcel(text, text);
        for template in ["/{bucket}", "/a/{bucket}/b", "/a/{bucket}?list"] {
            let error = path(template, &input).unwrap_err();
            assert_eq!(error, "Bucket: \".\" and \"..\" are no names in a path");
        }
        // Keys of objects may be so, and with something beside it, it is a name.
        assert_eq!(path("/a/{key+}", &input), Ok(format!("/a/{text}")));
        assert_eq!(path("/a/{bucket}.json", &input), Ok(format!("/a/{text}.json")));
    }
    assert_eq!(path("/{bucket}", &parcel("...", "k")).as_deref(), Ok("/..."));
}

#[test]
fn every_type_has_a_text_in_the_query() {
    let input = Located {
        prefix: Some("a&b=c d".to_owned()),
        names: Some(strings(&["x,y", "", "z"])),
        deep: Some(false),
        since: Some(Timestamp::new(1_576_540_098, 250_000_000)),
        until: Some(Timestamp::new(1_576_540_098, 250_000_000)),
        ratios: Some(vec![1.5, f64::NAN, f64::NEG_INFINITY]),
        ..Located::default()
    };
    assert_eq!(
        path("/", &input).as_deref(),
        Ok("/?prefix=a%26b%3Dc%20d&name=x%2Cy&name=&name=z&deep=false\
            &since=2019-12-16T23%3A48%3A18.250Z&until=1576540098\
            &ratio=1.5&ratio=NaN&ratio=-Infinity")
    );
    let empty = Located { names: Some(Vec::new()), ..Located::default() };
    assert_eq!(path("/", &empty).as_deref(), Ok("/"));
}

#[test]
fn the_fixed_query_is_kept_and_maps_bring_only_what_is_not_there() {
    let filters: Map<Vec<String>> =
        [("many".to_owned(), strings(&["1", "2"])), ("none".to_owned(), Vec::new())].into();
    let input = Located {
        prefix: Some("named".to_owned()),
        extra: Some(map(&[("prefix", "map"), ("list-type", "3"), ("a b", "c")])),
        filters: Some(filters),
        ..Located::default()
    };
    let template = "/?list-type=2&uploads&";
    assert_eq!(
        path(template, &input).as_deref(),
        Ok("/?list-type=2&uploads&prefix=named&a%20b=c&many=1&many=2")
    );
    assert_eq!(path("/?delete", &Located::default()).as_deref(), Ok("/?delete"));
}
