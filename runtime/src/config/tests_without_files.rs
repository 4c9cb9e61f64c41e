//! Without the feature `credentials`: only variables count, and what would need files says so.

use super::*;

async fn load(variables: &[(&str, &str)]) -> Result<Config, Error> {
    Config::builder().environment(variables.iter().copied()).load().await
}

async fn keys(variables: &[(&str, &str)]) -> Result<(String, Option<String>), String> {
    let config = load(variables).await.unwrap();
    let keys = config.settings().credentials.keys().await.map_err(|error| error.to_string())?;
    Ok((keys.id, keys.session_token))
}

const ID: (&str, &str) = ("AWS_ACCESS_KEY_ID", "ID");
const SECRET: (&str, &str) = ("AWS_SECRET_ACCESS_KEY", "secret");
const TOKEN: (&str, &str) = ("AWS_SESSION_TOKEN", "token");

#[tokio::test]
async fn credentials_are_those_of_the_variables() {
    assert_eq!(keys(&[ID, SECRET]).await, Ok(("ID".to_owned(), None)));
    assert_eq!(keys(&[ID, SECRET, TOKEN]).await, Ok(("ID".to_owned(), Some("token".to_owned()))));
    let none = keys(&[]).await.unwrap_err();
    let expected = "no credentials: tried AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; \
                    other places need the feature `credentials` of maitred";
    assert_eq!(none, expected);
    let half = keys(&[SECRET]).await.unwrap_err();
    assert!(half.ends_with("failed: one of the two is set, and the other is not"), "{half}");
}

#[tokio::test]
async fn region_and_endpoints_are_those_of_the_variables() {
    let endpoint = ("AWS_ENDPOINT_URL_DYNAMODB", "http://dynamodb.example");
    let config = load(&[("AWS_REGION", "eu-west-1"), endpoint]).await.unwrap();
    assert_eq!(config.region(), Some("eu-west-1"));
    assert!(config.settings().endpoint("DynamoDB").is_some());
    let config = load(&[]).await.unwrap();
    let missing = config.settings().region.clone().unwrap_err();
    assert!(missing.contains("which needs the feature `credentials` of maitred"), "{missing}");
}

#[tokio::test]
async fn a_profile_that_is_named_is_an_error() {
    for by_hand in [false, true] {
        let builder = Config::builder().environment([("AWS_PROFILE", "mine")]);
        let builder = if by_hand { builder.profile("mine") } else { builder };
        let error = builder.load().await.unwrap_err();
        assert!(error.is_config());
        let by = if by_hand { "ConfigBuilder::profile" } else { "AWS_PROFILE" };
        let expected = format!(
            "the profile 'mine' that {by} names cannot be read: that needs the feature \
             `credentials` of maitred"
        );
        assert_eq!(error.to_string(), expected);
    }
}
