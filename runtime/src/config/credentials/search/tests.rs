//! Where credentials are looked for, told by what is in the signature or the error.

use super::*;
use crate::config::Config;
use crate::config::tests::Home;
use crate::testing::{FakeClock, ScriptedTransport};

/// The id of the keys that requests are signed with, or why there is none.
async fn looked_up(config: &Config) -> std::result::Result<String, String> {
    match config.settings().credentials.keys().await {
        Ok(keys) => Ok(keys.id),
        Err(error) => {
            let source = StdError::source(&error).map(ToString::to_string);
            Err(format!("{error}: {}", source.unwrap_or_default()))
        }
    }
}

#[test]
fn a_cause_is_told_once() {
    let inner = Error::unexpected("inner").with_source(std::io::Error::other("io"));
    let outer = Error::credential_invalid("outer").with_source(inner);
    let text = format!("{:?}", failure(outer));
    assert_eq!(text, "outer\n  caused by: inner\n  caused by: io");
}

const KEYS: [(&str, &str); 2] =
    [("AWS_ACCESS_KEY_ID", "VARIABLE"), ("AWS_SECRET_ACCESS_KEY", "secret")];
const NO_METADATA: (&str, &str) = ("AWS_EC2_METADATA_DISABLED", "true");

fn home() -> Home {
    let keys = "[default]\naws_access_key_id = DEFAULT\naws_secret_access_key = s\n\
                [other]\naws_access_key_id = OTHER\naws_secret_access_key = s\n";
    Home::new().file("credentials", keys)
}

#[tokio::test]
async fn credentials_come_from_the_first_that_has_some() {
    let home = home();
    let other = ("AWS_PROFILE", "other");
    let [id, secret] = KEYS;
    let cases: [(&[(&str, &str)], &str); 4] = [
        (&[], "DEFAULT"),
        (&[other], "OTHER"),
        (&[id, secret], "VARIABLE"),
        (&[id, secret, other], "VARIABLE"),
    ];
    for (variables, expected) in cases {
        let config = home.load(variables).await.unwrap();
        assert_eq!(looked_up(&config).await.as_deref(), Ok(expected), "{variables:?}");
    }
    let builder = home.builder(&KEYS).credentials("HAND", "s", None);
    let config = builder.load().await.unwrap();
    assert_eq!(looked_up(&config).await.as_deref(), Ok("HAND"));
    let config = home.builder(&KEYS).profile("other").load().await.unwrap();
    assert_eq!(looked_up(&config).await.as_deref(), Ok("OTHER"), "a profile by hand goes first");
}

#[tokio::test]
async fn half_of_the_keys_is_a_mistake() {
    let config = home().load(&KEYS[..1]).await.unwrap();
    let text = looked_up(&config).await.unwrap_err();
    assert!(text.starts_with("no credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY failed"));
}

#[tokio::test]
async fn a_process_can_have_them() {
    let output = r#"{"Version":1,"AccessKeyId":"PROCESS","SecretAccessKey":"s"}"#;
    let home = Home::new().file("keys.json", output);
    let path = home.path("keys.json");
    let home = home.config(&format!("[default]\ncredential_process = cat {path}\n"));
    let config = home.load(&[NO_METADATA]).await.unwrap();
    assert_eq!(looked_up(&config).await.as_deref(), Ok("PROCESS"));
    let home = home.config("[default]\ncredential_process = /nowhere/program\n");
    let text = looked_up(&home.load(&[NO_METADATA]).await.unwrap()).await.unwrap_err();
    assert!(text.contains("credential_process of profile 'default' failed"), "{text}");
    assert!(text.contains("/nowhere/program could not be run"), "{text}");
}

#[tokio::test]
async fn where_there_are_none_the_error_says_what_was_tried() {
    let config = Home::new().load(&[NO_METADATA]).await.unwrap();
    let text = looked_up(&config).await.unwrap_err();
    assert!(
        text.starts_with("no credentials: tried AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "),
        "{text}"
    );
    assert!(text.contains("keys of profile 'default'"), "{text}");
    assert!(text.contains("instance metadata"), "{text}");
}

#[tokio::test]
async fn silent_instance_metadata_ends_soon() {
    let (clock, transport) = (FakeClock::new(), ScriptedTransport::new());
    transport.silence();
    let home = Home::new();
    let builder = home.builder(&[]).clock(clock.clone()).transport(transport.clone());
    let text = looked_up(&builder.load().await.unwrap()).await.unwrap_err();
    assert!(text.starts_with("no credentials: tried "), "{text}");
    assert_eq!(clock.elapsed().as_secs(), 2);
    assert_eq!(transport.requests()[0].uri(), "http://169.254.169.254/latest/api/token");
}

#[tokio::test]
async fn a_profile_can_ask_for_a_role() {
    let transport = ScriptedTransport::new();
    transport.answer(
        200,
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLEROLEROLEROLE</AccessKeyId>\
         <SecretAccessKey>secret-secret-secret-secret-secret-secret</SecretAccessKey><SessionToken>token</SessionToken>\
         <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>\
         </AssumeRoleResponse>",
    );
    let home = home().config(
        "[default]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = other\nregion = eu-west-1\n",
    );
    let builder = home.builder(&[NO_METADATA]).transport(transport.clone());
    let config = builder.load().await.unwrap();
    assert_eq!(looked_up(&config).await.as_deref(), Ok("ASIAROLEROLEROLEROLE"));
    assert_eq!(
        looked_up(&config).await.as_deref(),
        Ok("ASIAROLEROLEROLEROLE"),
        "the second time from the cache"
    );
    let [request] = transport.requests().try_into().unwrap();
    assert_eq!(request.uri().host(), Some("sts.eu-west-1.amazonaws.com"));
    let authorization = request.headers().get("authorization").unwrap().to_str().unwrap();
    assert!(authorization.contains("Credential=OTHER/"), "{authorization}");
    assert!(authorization.contains("/eu-west-1/sts/aws4_request"), "{authorization}");
    let signed = "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,";
    assert!(authorization.contains(signed), "{authorization}");
    assert_eq!(request.headers()["host"], "sts.eu-west-1.amazonaws.com");
}

#[tokio::test]
async fn what_is_not_supported_does_not_fall_through() {
    for setting in ["sso_session = x", "role_arn = a\ncredential_source = Environment"] {
        let home = home().config(&format!("[default]\n{setting}\n"));
        let text = looked_up(&home.load(&[]).await.unwrap()).await.unwrap_err();
        assert!(text.contains("role of profile 'default' failed"), "{text}");
        assert!(text.contains("is not supported"), "{text}");
    }
}

#[tokio::test]
async fn clients_share_one_look_up() {
    let home = home();
    let config = home.load(&[]).await.unwrap();
    assert!(looked_up(&config).await.is_ok());
    drop(home);
    assert_eq!(looked_up(&config).await.as_deref(), Ok("DEFAULT"));
}
