//! What comes from where: the environment, the shared files, and settings by hand.

use std::path::PathBuf;

use std::num::NonZeroU32;

use super::*;
use crate::testing::{FakeClock, ScriptedTransport};

/// A home directory of its own, removed at the end.
pub(in crate::config) struct Home(PathBuf);

impl Home {
    pub(in crate::config) fn new() -> Self {
        let path = std::env::temp_dir().join(format!("maitred-{}", crate::random::uuid()));
        std::fs::create_dir_all(path.join(".aws")).unwrap();
        Home(path)
    }

    pub(in crate::config) fn file(self, name: &str, text: &str) -> Self {
        std::fs::write(self.0.join(".aws").join(name), text).unwrap();
        self
    }

    pub(in crate::config) fn path(&self, name: &str) -> String {
        self.0.join(".aws").join(name).to_str().unwrap().to_owned()
    }

    pub(in crate::config) fn config(self, text: &str) -> Self {
        self.file("config", text)
    }

    /// A builder that sees this home directory and these variables.
    pub(in crate::config) fn builder(&self, variables: Variables<'_>) -> ConfigBuilder {
        let home = [("HOME", self.0.to_str().unwrap())];
        let variables = home.into_iter().chain(variables.iter().copied());
        Config::builder()
            .environment(variables)
            .clock(FakeClock::new())
            .transport(ScriptedTransport::new())
    }

    pub(in crate::config) async fn load(&self, variables: Variables<'_>) -> Result<Config, Error> {
        self.builder(variables).load().await
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

type Variables<'a> = &'a [(&'a str, &'a str)];

const CONFIG: &str = "\
# a comment
[default]
region = from-default

[profile other]
region=from-other
max_attempts = 7
endpoint_url = http://other.example
services = mine
sdk_ua_app_id = other app

[profile \"quoted name\"]
region = from-quoted

[services mine]
dynamodb =
  endpoint_url = http://dynamodb.example/a=b#c
thing_store =
    endpoint_url = http://things.example
    other = 1
";

#[tokio::test]
async fn the_region_comes_from_the_first_that_has_one() {
    let home = Home::new().config(CONFIG);
    let cases: [(Variables<'_>, &str); 7] = [
        (&[], "from-default"),
        (&[("AWS_PROFILE", "other")], "from-other"),
        (&[("AWS_DEFAULT_PROFILE", "quoted name")], "from-quoted"),
        (&[("AWS_DEFAULT_REGION", "fallback")], "fallback"),
        (&[("AWS_REGION", "first"), ("AWS_DEFAULT_REGION", "fallback")], "first"),
        (&[("AWS_REGION", ""), ("AWS_PROFILE", "other")], "from-other"),
        (&[("AWS_REGION", "first"), ("AWS_PROFILE", "other")], "first"),
    ];
    for (variables, region) in cases {
        let config = home.load(variables).await.unwrap();
        assert_eq!(config.region(), Some(region), "{variables:?}");
    }
    let builder = home.builder(&[("AWS_REGION", "first")]).region("by-hand");
    assert_eq!(builder.load().await.unwrap().region(), Some("by-hand"));
}

#[tokio::test]
async fn a_missing_region_says_what_was_tried() {
    let home = Home::new();
    let config = home.load(&[]).await.unwrap();
    let text = config.settings().region.clone().unwrap_err();
    let start = "no region: tried AWS_REGION, AWS_DEFAULT_REGION, and the region of profile \
                 'default' in ";
    assert!(text.starts_with(start), "{text}");
    assert!(text.contains("/.aws/config; set one"), "{text}");
}

#[tokio::test]
async fn a_region_that_is_none_is_refused() {
    for region in ["eu west", "x.evil.example/", "-a", "a@b"] {
        let error = Home::new().load(&[("AWS_REGION", region)]).await.unwrap_err();
        assert!(error.is_config());
        assert!(error.to_string().contains(&format!("the region is '{region}'")), "{error}");
        assert!(Config::builder().region(region).build().is_err());
    }
}

fn endpoint_of(config: &Config, service: &str) -> String {
    let Some(place) = config.settings().endpoint(service) else { return "none".to_owned() };
    format!("{place:?}")
}

async fn check_endpoint(home: &Home, variables: Variables<'_>, service: &str, host: &str) {
    let config = home.load(variables).await.unwrap();
    let found = endpoint_of(&config, service);
    assert!(found.contains(host), "{variables:?} {service}: {found}, not {host}");
}

#[tokio::test]
async fn endpoints_come_from_the_first_that_has_one() {
    let home = Home::new().config(CONFIG);
    let general = ("AWS_ENDPOINT_URL", "http://general.example");
    let dynamodb = ("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", "http://streams.example");
    let profile = ("AWS_PROFILE", "other");
    let ignored = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True");
    check_endpoint(&home, &[], "DynamoDB", "none").await;
    check_endpoint(&home, &[general], "DynamoDB", "general.example").await;
    check_endpoint(&home, &[general, dynamodb], "DynamoDB Streams", "streams.example").await;
    check_endpoint(&home, &[general, dynamodb], "DynamoDB", "general.example").await;
    check_endpoint(&home, &[profile], "DynamoDB", "dynamodb.example").await;
    check_endpoint(&home, &[profile], "Thing Store", "things.example").await;
    check_endpoint(&home, &[profile], "EC2", "other.example").await;
    check_endpoint(&home, &[profile, general], "DynamoDB", "general.example").await;
    check_endpoint(&home, &[profile, general, ignored], "DynamoDB", "none").await;
}

#[tokio::test]
async fn endpoints_by_hand_go_first() {
    let home = Home::new();
    let variables = [
        ("AWS_ENDPOINT_URL_EC2", "http://variable.example"),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false"),
    ];
    let builder = home.builder(&variables).endpoint_url("http://hand.example");
    let config = builder.endpoint_url_for("ECS", "http://ecs.example").load().await.unwrap();
    assert!(endpoint_of(&config, "EC2").contains("hand.example"));
    assert!(endpoint_of(&config, "ECS").contains("ecs.example"));
}

#[tokio::test]
async fn values_that_are_none_are_named() {
    let broken = "[default]\nendpoint_url = nowhere\nmax_attempts = 0";
    let cases: [(&str, Variables<'_>, &str); 6] = [
        (
            "",
            &[("AWS_ENDPOINT_URL", "localhost:8000")],
            "AWS_ENDPOINT_URL is 'localhost:8000': expected a URL",
        ),
        ("", &[("AWS_ENDPOINT_URL_EC2", "x y")], "AWS_ENDPOINT_URL_EC2 is 'x y': expected a URL"),
        ("", &[("AWS_MAX_ATTEMPTS", "many")], "AWS_MAX_ATTEMPTS is 'many': expected a whole"),
        ("", &[("AWS_MAX_ATTEMPTS", "0")], "AWS_MAX_ATTEMPTS is '0': expected a whole"),
        (broken, &[], "endpoint_url of profile 'default' in "),
        (broken, &[("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")], "max_attempts of profile "),
    ];
    for (file, variables, start) in cases {
        let error = Home::new().config(file).load(variables).await.unwrap_err();
        assert!(error.is_config());
        assert!(error.to_string().starts_with(start), "{error}");
    }
}

/// Whatever the order that the process has its variables in.
#[tokio::test]
async fn of_several_wrong_variables_the_first_by_name_is_told() {
    let (one, other) = (("AWS_ENDPOINT_URL_EC2", "x"), ("AWS_ENDPOINT_URL_S3", "y"));
    for variables in [[one, other], [other, one]] {
        let error = Home::new().load(&variables).await.unwrap_err().to_string();
        assert!(error.starts_with("AWS_ENDPOINT_URL_EC2 is 'x': expected a URL"), "{error}");
    }
}

#[tokio::test]
async fn passwords_in_urls_are_not_shown() {
    let cases = [
        ("http://me:hidden@x.example/p", "http://***@x.example/p"),
        ("http://me:hid/hidden@den@x.example", "http://***@x.example"),
        ("http://me:hid//hidden@x.example", "http://***@x.example"),
        ("me:hidden@x.example", "***@x.example"),
        ("//hidden@", "//***@"),
        ("@", "***@"),
    ];
    for (url, shown) in cases {
        let variables = [("AWS_ENDPOINT_URL", url)];
        let error = Home::new().load(&variables).await.unwrap_err().to_string();
        assert!(error.starts_with(&format!("AWS_ENDPOINT_URL is '{shown}': expected ")), "{error}");
        let profile = Home::new().config(&format!("[default]\nendpoint_url = {url}"));
        let error = profile.load(&[]).await.unwrap_err();
        assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
        let builder = Config::builder().endpoint_url(url).endpoint_url_for("EC2", url);
        let debug = format!("{builder:?}");
        assert!(debug.contains(&format!("{shown:?}")) && !debug.contains("hidden"), "{debug}");
        assert!(!builder.build().unwrap_err().to_string().contains("hidden"));
        let one = Config::builder().endpoint_url_for("EC2", url).build().unwrap_err();
        assert!(!one.to_string().contains("hidden"), "{one}");
    }
}

#[tokio::test]
async fn attempts_and_name_come_from_the_first_that_has_them() {
    let home = Home::new().config(CONFIG);
    let cases: [(Variables<'_>, Option<u32>, Option<&str>); 4] = [
        (&[], None, None),
        (&[("AWS_PROFILE", "other")], Some(7), Some("other app")),
        (&[("AWS_PROFILE", "other"), ("AWS_MAX_ATTEMPTS", "5")], Some(5), Some("other app")),
        (&[("AWS_SDK_UA_APP_ID", "mine")], None, Some("mine")),
    ];
    for (variables, attempts, name) in cases {
        let config = home.load(variables).await.unwrap();
        assert_eq!(config.settings().max_attempts.map(NonZeroU32::get), attempts, "{variables:?}");
        assert_eq!(config.settings().app_name.as_deref(), name, "{variables:?}");
    }
}

#[tokio::test]
async fn a_profile_that_is_named_must_exist() {
    let home = Home::new().config(CONFIG).file("credentials", "[only-keys]\nregion = of-keys\n");
    let error = home.load(&[("AWS_PROFILE", "nobody")]).await.unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("the profile 'nobody' that AWS_PROFILE names is not there"), "{text}");
    assert!(home.builder(&[]).profile("nobody").load().await.is_err());
    let config = home.load(&[("AWS_PROFILE", "only-keys")]).await.unwrap();
    assert_eq!(config.region(), Some("of-keys"));
}

#[tokio::test]
async fn files_may_be_elsewhere_and_may_be_broken() {
    let home = Home::new().file("mine", "[default]\nregion = from-mine");
    let config = home.load(&[("AWS_CONFIG_FILE", "~/.aws/mine")]).await.unwrap();
    assert_eq!(config.region(), Some("from-mine"));
    let error = home.load(&[("AWS_CONFIG_FILE", "~/.aws")]).await.unwrap_err();
    assert!(error.to_string().ends_with("could not be read"), "{error}");
    let error = Home::new().config("[default\nregion").load(&[]).await.unwrap_err();
    assert!(error.to_string().contains("expected [sections]"), "{error}");
}

#[test]
fn build_reads_nothing() {
    let config = Config::builder().build().unwrap();
    assert_eq!(config.region(), None);
    assert_eq!(endpoint_of(&config, "EC2"), "none");
}
