//! Where requests go, and what happens where nobody knows.

use std::num::NonZeroU32;

use super::*;

fn configured(set: impl FnOnce(crate::ConfigBuilder) -> crate::ConfigBuilder) -> Setting {
    let (clock, transport) = (FakeClock::new(), ScriptedTransport::new());
    let builder = Config::builder().transport(transport.clone()).clock(clock.clone());
    let client = Client::new(&set(builder).build().unwrap(), &SERVICE);
    Setting { clock, transport, client }
}

#[tokio::test]
async fn without_a_region_the_first_request_fails() {
    let setting = configured(|builder| {
        builder.credentials("id", "secret", None).endpoint_url("http://localhost:8000")
    });
    let error = get(&setting.client, "one").await.unwrap_err();
    assert!(error.is_config());
    assert_eq!(error.attempts(), 0);
    assert!(error.to_string().starts_with("things GetThing: no region: set one "), "{error}");
}

#[tokio::test]
async fn without_credentials_the_first_request_fails() {
    let setting = configured(|builder| builder.region("eu-west-1"));
    let error = get(&setting.client, "one").await.unwrap_err();
    assert!(error.is_credentials());
    assert_eq!(error.attempts(), 0);
    assert!(error.to_string().starts_with("things GetThing: no credentials: set "), "{error}");
    assert!(setting.transport.requests().is_empty());
}

#[tokio::test]
async fn a_custom_endpoint_keeps_its_path_and_a_session_token_is_sent() {
    let setting = configured(|builder| {
        builder
            .region("eu-west-1")
            .credentials("id", "secret", Some("session".to_owned()))
            .endpoint_url("https://general.example")
            .endpoint_url_for("Thing Store", "http://proxy.example:80/things/")
            .app_name("my app")
            .max_attempts(NonZeroU32::MIN)
    });
    setting.transport.answer(200, "{}");
    get(&setting.client, "one").await.unwrap();
    let request = &setting.transport.requests()[0];
    assert_eq!(request.uri(), "http://proxy.example/things/");
    assert_eq!(header(request, "host"), "proxy.example");
    assert_eq!(header(request, "x-amz-security-token"), "session");
    assert_eq!(header(request, "amz-sdk-request"), "attempt=1; max=1");
    assert!(header(request, "user-agent").ends_with(" m/E,N app/my-app"));
}

#[test]
fn what_is_not_signed_decides_nothing_for_what_is() {
    static BEARER: Service =
        Service::new("x", "X", "", "x", &crate::wire::JSON_1_0).signature("bearer");
    static OPEN: OperationSpec =
        OperationSpec::new(&BEARER, "Open", "POST", "/").signing(Signing::Anonymous);
    static SIGNED: OperationSpec = OperationSpec::new(&BEARER, "Signed", "POST", "/");
    let config = Config::builder().region("eu-west-1").build().unwrap();
    for order in [[&OPEN, &SIGNED], [&SIGNED, &OPEN]] {
        let client = Client::new(&config, &BEARER);
        for operation in order {
            let found = client.endpoint(operation, &Vec::new());
            assert_eq!(found.is_ok(), operation.name == "Open", "{}", operation.name);
        }
    }
}

async fn prefixed(setting: &Setting, name: &str) -> Result<String, Error> {
    setting.transport.answer(200, "{}");
    start::<GetPrefixed>(&setting.client, &named(name), Purpose::Call).await?;
    Ok(setting.transport.requests()[0].uri().to_string())
}

#[tokio::test]
async fn host_prefixes_are_filled_from_the_input_and_checked() {
    let uri = prefixed(&setting(), "mine").await.unwrap();
    assert_eq!(uri, "https://mine-data.things.us-east-1.amazonaws.com/");
    for hostile in ["", "evil.example/", "a.b", "-a", "a@b", &"a".repeat(64)] {
        let error = prefixed(&setting(), hostile).await.unwrap_err();
        assert!(error.is_input() && !error.is_config(), "{hostile}");
        assert!(error.to_string().contains("Name is '"), "{error}");
    }
}

#[tokio::test]
async fn host_prefixes_are_left_out_where_there_are_no_subdomains() {
    for (url, expected) in [
        ("http://localhost:8000", "http://localhost:8000/"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("https://proxy.example", "https://mine-data.proxy.example/"),
    ] {
        let setting = configured(|builder| {
            builder.region("us-east-1").credentials("id", "secret", None).endpoint_url(url)
        });
        assert_eq!(prefixed(&setting, "mine").await.unwrap(), expected);
    }
}
