use http::Request;

use super::*;

const SCOPE: Scope<'_> = Scope { service: "dynamodb", region: "eu-west-1" };

fn keys(id: &str, secret: &str) -> Keys {
    Keys { id: id.to_owned(), secret: secret.to_owned(), session_token: None }
}

fn signed(uri: &str, signing: Signing) -> Parts {
    let mut head = Request::post(uri).header("host", "x.example").body(()).unwrap().into_parts().0;
    let keys = keys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    sign(&mut head, &Bytes::from_static(b"{}"), signing, &keys, &SCOPE).unwrap();
    head
}

fn text<'a>(head: &'a Parts, name: &str) -> &'a str {
    head.headers[name].to_str().unwrap()
}

#[test]
fn the_authorization_has_scope_signed_headers_and_signature() {
    let head = signed("https://x.example/", Signing::Full);
    let (date, authorization) = (text(&head, "x-amz-date"), text(&head, "authorization"));
    assert_eq!((date.len(), &date[8..9], &date[15..]), (16, "T", "Z"), "{date}");
    let expected = format!(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{}/eu-west-1/dynamodb/aws4_request, \
         SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=",
        &date[..8]
    );
    let signature = authorization.strip_prefix(&expected).expect(authorization);
    assert_eq!(signature.len(), 64);
}

#[test]
fn a_body_stays_unsigned_only_over_tls() {
    let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    for (uri, signing, expected) in [
        ("https://x.example/", Signing::UnsignedPayload, "UNSIGNED-PAYLOAD"),
        ("http://x.example/", Signing::UnsignedPayload, hash),
        ("https://x.example/", Signing::Full, hash),
    ] {
        assert_eq!(text(&signed(uri, signing), "x-amz-content-sha256"), expected);
    }
}

#[test]
fn empty_credentials_are_an_error_before_anything_is_signed() {
    for (keys, part) in [
        (keys("", "secret"), "the access key id"),
        (keys("AKIDEXAMPLE", ""), "the secret access key"),
    ] {
        let (mut head, ()) = Request::post("https://x.example/").body(()).unwrap().into_parts();
        let body = Bytes::new();
        let form = sign_form(&head, &body, &keys).unwrap_err();
        let error = sign(&mut head, &body, Signing::Full, &keys, &SCOPE).unwrap_err();
        for error in [form, error] {
            assert!(error.is_credentials());
            assert_eq!(error.to_string(), format!("no credentials: {part} is empty"));
        }
        assert!(head.headers.is_empty());
    }
}
