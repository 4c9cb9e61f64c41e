use super::super::tests::Home;
use super::*;

const CONFIG: &str = "\
[default]
region = eu-west-1
use_fips_endpoint = true
use_dualstack_endpoint = False
account_id_endpoint_mode = required
s3 =
    addressing_style = path
    use_accelerate_endpoint = true
    us_east_1_regional_endpoint = regional
    s3_disable_multiregion_access_points = true
[profile long]
region = fips-us-east-1
aws_access_key_id = id
aws_secret_access_key = secret
aws_account_id = 123456789012
s3_use_arn_region = false
[profile broken]
s3 =
    addressing_style = paths
";

async fn options(home: &Home, variables: &[(&str, &str)]) -> EndpointOptions {
    home.load(variables).await.unwrap().settings().endpoint_options.clone()
}

#[tokio::test]
async fn the_profile_says_what_endpoints_are_wanted() {
    let home = Home::new().config(CONFIG);
    let expected = EndpointOptions {
        fips: Some(true),
        dual_stack: Some(false),
        account_id: None,
        account_id_mode: Some(AccountIdEndpointMode::Required),
        s3: S3Options {
            addressing: Some(S3Addressing::Path),
            accelerate: Some(true),
            regional_us_east_1: Some(true),
            disable_multi_region: Some(true),
            ..S3Options::default()
        },
    };
    assert_eq!(options(&home, &[]).await, expected);
    let long = options(&home, &[("AWS_PROFILE", "long")]).await;
    assert_eq!(long.fips, Some(true), "the region says so");
    assert_eq!(long.account_id.as_deref(), Some("123456789012"));
    assert_eq!(long.s3.use_arn_region, Some(false));
    let config = home.load(&[("AWS_PROFILE", "long")]).await.unwrap();
    assert_eq!(config.region(), Some("us-east-1"));
}

#[tokio::test]
async fn the_environment_goes_before_the_profile_and_the_builder_before_both() {
    let home = Home::new().config(CONFIG);
    let variables = [
        ("AWS_USE_FIPS_ENDPOINT", "false"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "TRUE"),
        ("AWS_ACCOUNT_ID_ENDPOINT_MODE", "disabled"),
        ("AWS_S3_USE_ARN_REGION", "true"),
        ("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "legacy"),
        ("AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS", "false"),
    ];
    let found = options(&home, &variables).await;
    assert_eq!((found.fips, found.dual_stack), (Some(false), Some(true)));
    assert_eq!(found.account_id_mode, Some(AccountIdEndpointMode::Disabled));
    let s3 = found.s3;
    assert_eq!((s3.use_arn_region, s3.regional_us_east_1), (Some(true), Some(false)));
    assert_eq!(s3.disable_multi_region, Some(false));
    let builder = home.builder(&variables).use_fips(true).s3_addressing(S3Addressing::Virtual);
    let found = builder.load().await.unwrap().settings().endpoint_options.clone();
    assert_eq!((found.fips, found.s3.addressing), (Some(true), Some(S3Addressing::Virtual)));
}

#[tokio::test]
async fn an_account_counts_only_with_the_credentials_beside_it() {
    let home = Home::new().config(CONFIG);
    let account = [("AWS_ACCOUNT_ID", "111111111111")];
    assert_eq!(options(&home, &account).await.account_id, None);
    let keys = [("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret"), account[0]];
    assert_eq!(options(&home, &keys).await.account_id.as_deref(), Some("111111111111"));
    let fixed = home.builder(&keys).credentials("other", "secret", None).load().await.unwrap();
    assert_eq!(fixed.settings().endpoint_options.account_id, None);
    let named = home.builder(&keys).profile("long").load().await.unwrap();
    assert_eq!(named.settings().endpoint_options.account_id.as_deref(), Some("123456789012"));
}

#[tokio::test]
async fn a_value_that_is_none_says_where_it_stands() {
    let home = Home::new().config(CONFIG);
    let error = home.load(&[("AWS_USE_FIPS_ENDPOINT", "yes")]).await.unwrap_err().to_string();
    assert_eq!(error, "AWS_USE_FIPS_ENDPOINT is 'yes': expected true or false");
    let error = home.load(&[("AWS_PROFILE", "broken")]).await.unwrap_err().to_string();
    assert!(error.starts_with("addressing_style of profile 'broken' in "), "{error}");
    assert!(error.ends_with(" is 'paths': expected auto, path or virtual"), "{error}");
    let mode = [("AWS_ACCOUNT_ID_ENDPOINT_MODE", "never")];
    let error = home.load(&mode).await.unwrap_err().to_string();
    assert!(error.ends_with("expected preferred, disabled or required"), "{error}");
}
