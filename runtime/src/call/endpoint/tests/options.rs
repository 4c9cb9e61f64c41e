use super::*;

fn error(rules: &'static rules::Rules, set: fn(ConfigBuilder) -> ConfigBuilder) -> String {
    resolved(service("x", rules), |builder| set(builder.region("eu-west-1"))).unwrap_err()
}

fn host(set: fn(ConfigBuilder) -> ConfigBuilder) -> String {
    let found = resolved(service("x", &REGIONAL), set).unwrap();
    found.uri("", "/").unwrap().host().unwrap().to_owned()
}

#[test]
fn options_choose_the_host() {
    assert_eq!(host(|b| b.region("eu-west-1").use_fips(true)), "x-fips.eu-west-1.amazonaws.com");
    assert_eq!(host(|b| b.region("eu-west-1").use_dual_stack(true)), "x.eu-west-1.api.aws");
    let both = host(|b| b.region("cn-north-1").use_fips(true).use_dual_stack(true));
    assert_eq!(both, "x-fips.cn-north-1.api.amazonwebservices.com.cn");
    assert_eq!(host(|b| b.region("fips-us-east-1")), "x-fips.us-east-1.amazonaws.com");
    assert_eq!(host(|b| b.region("us-gov-west-1-fips")), "x-fips.us-gov-west-1.amazonaws.com");
}

#[test]
fn an_option_that_a_service_lacks_is_an_error() {
    assert_eq!(
        error(&PLAIN, |builder| builder.use_fips(true)),
        "no endpoint in eu-west-1 with FIPS: the definition says nothing of FIPS endpoints"
    );
    assert_eq!(
        error(&PLAIN, |builder| builder.use_dual_stack(true)),
        "no endpoint in eu-west-1 with dual stack: \
         the definition says nothing of dual stack endpoints"
    );
}

#[test]
fn options_do_not_touch_endpoints_that_are_set_by_hand() {
    let found = host(|builder| {
        builder
            .region("eu-west-1")
            .endpoint_url("http://localhost:1")
            .use_fips(true)
            .use_dual_stack(true)
    });
    assert_eq!(found, "localhost");
}

#[test]
fn without_a_region_only_global_services_have_an_endpoint() {
    let text = resolved(service("x", &REGIONAL), |builder| builder).unwrap_err();
    assert!(text.starts_with("no region: set one"), "{text}");
    let text = resolved(service("x", &PLAIN), |builder| builder).unwrap_err();
    assert!(text.starts_with("no region: set one"), "{text}");
}

#[test]
fn signatures_that_are_not_supported_are_an_error_but_where_none_is_needed() {
    let bearer = service("x", &REGIONAL).name;
    let service = Service::new(bearer, "X", "", "x", &JSON_1_0).signature("bearer");
    let service: &'static Service = Box::leak(Box::new(service));
    let config = Config::builder().region("eu-west-1").build().unwrap();
    let signed = OperationSpec::new(service, "Get", "GET", "/");
    let text = resolve(config.settings(), &signed, &Vec::new()).unwrap_err();
    assert!(text.contains("set AWS_BEARER_TOKEN_X, or `bearer_token` in code"), "{text}");
    let with_token = Config::builder().region("eu-west-1").bearer_token("t").build().unwrap();
    assert!(resolve(with_token.settings(), &signed, &Vec::new()).is_ok());
    let open = Config::builder().region("eu-west-1").bearer_token("t");
    let open = open.endpoint_url("http://x.example").build().unwrap();
    let text = resolve(open.settings(), &signed, &Vec::new()).unwrap_err();
    assert_eq!(text, "the endpoint is 'http://x.example': a bearer token needs https");
    let broken = Config::builder().region("eu-west-1").bearer_token("a\nb").build().unwrap();
    let text = resolve(broken.settings(), &signed, &Vec::new()).unwrap_err();
    assert_eq!(text, "the bearer token is no header");
    let open =
        OperationSpec::new(service, "Get", "GET", "/").signing(crate::call::Signing::Anonymous);
    assert!(resolve(config.settings(), &open, &Vec::new()).is_ok());
}

#[test]
fn an_account_that_is_no_label_is_refused() {
    let error = Config::builder().account_id("1/2").build().unwrap_err();
    assert_eq!(error.to_string(), "the account id is '1/2': expected twelve digits");
}
