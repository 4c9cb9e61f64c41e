use crate::call::{OperationSpec, Service};
use crate::shape::{Empty, StructureFields};
use crate::wire::testing::response;
use crate::wire::{JSON_1_0, Protocol};

static QUEUES: Service = Service::new("queues", "Queues", "2012-11-05", "queues", &JSON_1_0)
    .target_prefix("Queues")
    .query_compatible();
static FORMER_QUERY: OperationSpec = OperationSpec::new(&QUEUES, "Get", "POST", "/");

static THINGS: Service = Service::new("things", "Things", "2012-11-05", "things", &JSON_1_0);
static ALWAYS_JSON: OperationSpec = OperationSpec::new(&THINGS, "Get", "POST", "/");

fn asks(operation: &OperationSpec) -> bool {
    let input = Empty::default();
    let request = JSON_1_0.encode(operation, &StructureFields(&input)).unwrap();
    let of_mode = request.headers.iter().filter(|(name, _)| name == "x-amzn-query-mode");
    let values: Vec<_> = of_mode.map(|(_, value)| value.to_str().unwrap()).collect();
    assert!(values.is_empty() || values == ["true"]);
    !values.is_empty()
}

#[test]
fn only_services_that_spoke_query_are_asked_for_its_codes() {
    assert!(asks(&FORMER_QUERY));
    assert!(!asks(&ALWAYS_JSON));
}

#[test]
fn the_code_is_that_of_the_header_and_the_name_that_of_the_body() {
    let body = r#"{"__type":"com.example#QueueMissing","message":"Hi"}"#;
    let cases = [
        (&[("x-amzn-query-error", "Old.Missing;Sender")][..], "Old.Missing", Some("QueueMissing")),
        (&[("x-amzn-query-error", "Old.Missing")], "QueueMissing", None),
        (&[], "QueueMissing", None),
    ];
    for (headers, code, name) in cases {
        let response = response(400, headers, body);
        let fault = JSON_1_0.fault(&FORMER_QUERY, &response).unwrap();
        assert_eq!((fault.code.as_str(), fault.message.as_deref()), (code, Some("Hi")));
        assert_eq!(JSON_1_0.error_name(&response).as_deref(), name);
    }
    let nameless = response(400, &[("x-amzn-query-error", "Old.Missing;Sender")], "");
    assert_eq!(JSON_1_0.error_name(&nameless), None);
}
