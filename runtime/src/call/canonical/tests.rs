use bytes::Bytes;
use http::Request;
use http::request::Parts;
use reqsign_aws_v4::{RequestSigner, StaticCredentialProvider};
use reqsign_core::hash::{hex_hmac_sha256, hex_sha256, hmac_sha256};
use reqsign_core::{Context, Signer};

use super::*;
use crate::call::Signing;
use crate::call::sign::{sign, signer};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

fn signed(path_and_query: &str, signing_name: &str) -> String {
    let sent = format!("https://host:8000{path_and_query}").parse().unwrap();
    uri(&sent, signing_name).to_string().replacen("https://host:8000", "", 1)
}

#[test]
fn escapes_are_escaped_again_but_for_s3() {
    let cases = [
        ("/", "/", "/"),
        ("/tags/arn%3Aaws%3Ax", "/tags/arn%253Aaws%253Ax", "/tags/arn%3Aaws%3Ax"),
        ("/a/(b+)+/~x", "/a/%28b%2B%29%2B/~x", "/a/(b+)+/~x"),
        ("/a//b/./c/../d/", "/a/b/d/", "/a//b/./c/../d/"),
        ("/..//", "/", "/..//"),
        ("/a%20b?c=%2F&d", "/a%2520b?c=%2F&d", "/a%20b?c=%2F&d"),
    ];
    for (sent, elsewhere, by_s3) in cases {
        assert_eq!(signed(sent, "execute-api"), elsewhere);
        assert_eq!(signed(sent, "s3tables"), elsewhere);
        assert_eq!(signed(sent, "s3"), by_s3);
        assert_eq!(signed(sent, "s3-outposts"), by_s3);
    }
}

async fn signed_head(sent: &str, signing_name: &str) -> Parts {
    let (mut head, ()) = Request::get(sent).body(()).unwrap().into_parts();
    head.uri = uri(&head.uri, signing_name);
    let provider = StaticCredentialProvider::new("AKIDEXAMPLE", SECRET);
    let credentials = Signer::new(Context::new(), provider, RequestSigner::new("", ""));
    let signer = signer(&credentials, signing_name, "eu-west-1");
    sign(&signer, &mut head, &Bytes::new(), Signing::Full).await.unwrap();
    head
}

/// The signature of a GET without a body, computed apart from the library.
fn signature(head: &Parts, service: &str, path: &str, query: &str) -> String {
    let date = head.headers.get("x-amz-date").unwrap().to_str().unwrap();
    let day = &date[..8];
    let hash = hex_sha256(b"");
    let request = format!(
        "GET\n{path}\n{query}\nhost:host.example\nx-amz-content-sha256:{hash}\nx-amz-date:{date}\n\n\
         host;x-amz-content-sha256;x-amz-date\n{hash}"
    );
    let scope = format!("{day}/eu-west-1/{service}/aws4_request");
    let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex_sha256(request.as_bytes()));
    let first = hmac_sha256(format!("AWS4{SECRET}").as_bytes(), day.as_bytes());
    let parts = ["eu-west-1", service, "aws4_request"];
    let key = parts.iter().fold(first, |key, part| hmac_sha256(&key, part.as_bytes()));
    hex_hmac_sha256(&key, text.as_bytes())
}

#[tokio::test]
async fn the_signature_is_that_of_the_service_s_rule() {
    let sent = "https://host.example/tags/arn%3Aaws%3Ax%2Fa%20b?tagKeys=k%2F1&tagKeys=a&all";
    let query = "all=&tagKeys=a&tagKeys=k%2F1";
    let cases =
        [("lambda", "/tags/arn%253Aaws%253Ax%252Fa%2520b"), ("s3", "/tags/arn%3Aaws%3Ax%2Fa%20b")];
    for (service, path) in cases {
        let head = signed_head(sent, service).await;
        let authorization = head.headers.get("authorization").unwrap().to_str().unwrap();
        let (_, found) = authorization.rsplit_once("Signature=").unwrap();
        assert_eq!(found, signature(&head, service, path, query), "{service}");
    }
}
