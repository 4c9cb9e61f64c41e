use http::Request;
use reqsign_aws_v4::StaticCredentialProvider;
use reqsign_core::Context;

use super::*;

fn credentials(id: &str) -> Signer<Credential> {
    let provider = StaticCredentialProvider::new(id, "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    Signer::new(Context::new(), provider, RequestSigner::new("", ""))
}

fn head() -> Parts {
    let request = Request::post("http://localhost:8000/")
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amz-target", "DynamoDB_20120810.ListTables");
    request.body(()).unwrap().into_parts().0
}

#[tokio::test]
async fn the_authorization_has_scope_signed_headers_and_signature() {
    let mut head = head();
    let signer = signer(&credentials("AKIDEXAMPLE"), "dynamodb", "eu-west-1");
    sign(&signer, &mut head, &Bytes::from_static(b"{}"), Signing::Full).await.unwrap();
    let text = |name: &str| head.headers.get(name).unwrap().to_str().unwrap().to_owned();
    let date = text("x-amz-date");
    let (day, authorization) = (&date[..8], text("authorization"));
    let expected = format!(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{day}/eu-west-1/dynamodb/aws4_request, \
         SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target, Signature="
    );
    let signature = authorization.strip_prefix(&expected).expect(&authorization);
    assert_eq!(signature.len(), 64);
    assert!(signature.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(text("host"), "localhost:8000");
    assert_eq!(
        text("x-amz-content-sha256"),
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        "the hash of {{}}"
    );
}

#[tokio::test]
async fn the_signature_covers_the_body() {
    let signer = signer(&credentials("AKIDEXAMPLE"), "dynamodb", "eu-west-1");
    let mut signatures = Vec::new();
    for body in ["{}", "{ }"] {
        let mut head = head();
        head.headers.insert("x-amz-date", HeaderValue::from_static("20150830T123600Z"));
        sign(&signer, &mut head, &Bytes::from(body), Signing::Full).await.unwrap();
        signatures.push(head.headers.get("authorization").unwrap().clone());
    }
    assert_ne!(signatures[0], signatures[1]);
}

#[tokio::test]
async fn credentials_that_cannot_be_used_are_an_error() {
    let signer = signer(&credentials(""), "dynamodb", "eu-west-1");
    let error = sign(&signer, &mut head(), &Bytes::new(), Signing::Full).await.unwrap_err();
    assert!(error.is_credentials(), "{error:?}");
    assert!(error.to_string().contains("credential"), "{error}");
}

#[test]
fn a_cause_is_told_once() {
    let inner = reqsign_core::Error::unexpected("inner").with_source(std::io::Error::other("io"));
    let outer = reqsign_core::Error::credential_invalid("outer").with_source(inner);
    let text = format!("{:?}", failure(outer));
    assert_eq!(text, "outer\n  caused by: inner\n  caused by: io");
}

/// The signature by the rules of the specification, from what was sent.
#[tokio::test]
async fn the_signature_is_that_of_the_specification() {
    let mut head = head();
    let signer = signer(&credentials("AKIDEXAMPLE"), "dynamodb", "eu-west-1");
    sign(&signer, &mut head, &Bytes::from_static(b"{}"), Signing::Full).await.unwrap();
    let text = |name: &str| head.headers.get(name).unwrap().to_str().unwrap().to_owned();
    let (date, hash) = (text("x-amz-date"), text("x-amz-content-sha256"));
    let canonical = format!(
        "POST\n/\n\ncontent-type:application/x-amz-json-1.0\nhost:localhost:8000\n\
         x-amz-content-sha256:{hash}\nx-amz-date:{date}\n\
         x-amz-target:DynamoDB_20120810.ListTables\n\n\
         content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target\n{hash}"
    );
    assert!(text("authorization").ends_with(&signature(&canonical, &date)));
}

/// Runs of white space in a header's value are signed as one space, and sent as they are.
#[tokio::test]
async fn white_space_in_headers_is_folded_for_the_signature_only() {
    let mut head = Request::put("https://b.example/k").body(()).unwrap().into_parts().0;
    let value = HeaderValue::from_static(" a  \"b   c\",\t d ");
    head.headers.insert("x-amz-meta-a", value.clone());
    let signer = signer(&credentials("AKIDEXAMPLE"), "dynamodb", "eu-west-1");
    sign(&signer, &mut head, &Bytes::new(), Signing::Full).await.unwrap();
    assert_eq!(head.headers.get_all("x-amz-meta-a").iter().collect::<Vec<_>>(), [&value]);
    let text = |name: &str| head.headers.get(name).unwrap().to_str().unwrap().to_owned();
    let (date, hash) = (text("x-amz-date"), text("x-amz-content-sha256"));
    let canonical = format!(
        "PUT\n/k\n\nhost:b.example\nx-amz-content-sha256:{hash}\nx-amz-date:{date}\n\
         x-amz-meta-a:a \"b c\", d\n\n\
         host;x-amz-content-sha256;x-amz-date;x-amz-meta-a\n{hash}"
    );
    assert!(text("authorization").ends_with(&signature(&canonical, &date)));
}

/// The end of the header, by the specification.
fn signature(canonical: &str, date: &str) -> String {
    let day = &date[..8];
    let to_sign = format!(
        "AWS4-HMAC-SHA256\n{date}\n{day}/eu-west-1/dynamodb/aws4_request\n{}",
        hex_sha256(canonical.as_bytes())
    );
    let mut key = b"AWS4wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".to_vec();
    for part in [day, "eu-west-1", "dynamodb", "aws4_request"] {
        key = reqsign_core::hash::hmac_sha256(&key, part.as_bytes());
    }
    let signature = reqsign_core::hash::hex_hmac_sha256(&key, to_sign.as_bytes());
    format!("Signature={signature}")
}

#[tokio::test]
async fn what_is_not_signed_needs_no_credentials() {
    let mut head = head();
    let signer = signer(&credentials(""), "sts", "eu-west-1");
    sign(&signer, &mut head, &Bytes::from_static(b"{}"), Signing::Anonymous).await.unwrap();
    assert_eq!(head.headers.get("host").unwrap(), "localhost:8000");
    for name in ["authorization", "x-amz-content-sha256", "x-amz-date"] {
        assert!(head.headers.get(name).is_none(), "{name}");
    }
}

#[tokio::test]
async fn a_body_stays_unsigned_only_over_tls() {
    let signer = signer(&credentials("AKIDEXAMPLE"), "ebs", "eu-west-1");
    for (uri, expected) in [
        ("https://x.example/", "UNSIGNED-PAYLOAD"),
        ("http://x.example/", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
    ] {
        let mut head = Request::post(uri).body(()).unwrap().into_parts().0;
        let body = Bytes::from_static(b"{}");
        sign(&signer, &mut head, &body, Signing::UnsignedPayload).await.unwrap();
        assert_eq!(head.headers.get("x-amz-content-sha256").unwrap(), expected);
        assert!(head.headers.get("authorization").is_some());
    }
}
