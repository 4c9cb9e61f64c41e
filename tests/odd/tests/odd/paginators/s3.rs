//! S3: tokens that are numbers, come in pairs, or are the last key of a page.

use maitred_odd::aws::s3;
use maitred_odd::aws::s3::paginator::ListObjectVersionsItem;
use maitred_odd::{Answer, Listing, Script, resume};
use serde_json::json;

use crate::all;

const NAMESPACE: &str = "http://s3.amazonaws.com/doc/2006-03-01/";

fn result(root: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">{body}</{root}>"
    )
}

fn client(script: &Script) -> s3::Client {
    s3::Client::new(&script.config().unwrap())
}

/// Of each request, a parameter of its query.
fn asked(script: &Script, name: &str) -> Vec<Option<String>> {
    script.sent().iter().map(|sent| sent.query(name).map(str::to_owned)).collect()
}

fn some(values: &[&str]) -> Vec<Option<String>> {
    values.iter().map(|value| (!value.is_empty()).then(|| (*value).to_owned())).collect()
}

fn parts(numbers: &[i32], more: bool, next: i32) -> Answer {
    let parts =
        numbers.iter().map(|number| format!("<Part><PartNumber>{number}</PartNumber></Part>"));
    let parts: String = parts.collect();
    let body = format!(
        "<Bucket>b</Bucket><Key>a b</Key><UploadId>u</UploadId><IsTruncated>{more}</IsTruncated>\
         <NextPartNumberMarker>{next}</NextPartNumberMarker>{parts}<StorageClass>STANDARD</StorageClass>"
    );
    Answer::from(result("ListPartsResult", &body)).header("x-amz-abort-rule-id", "rule")
}

/// 6.2 no. 2: the token is a number, and 0 ends the listing even if there are said to be more
/// (P15). What is no result comes with each page.
#[tokio::test]
async fn s3_list_parts() {
    let script = Script::of([parts(&[1, 2], true, 2), parts(&[3], true, 3), parts(&[4], true, 0)]);
    let pages =
        all(client(&script).list_parts("b", "a b", "u").paginate().page_size(2).pages()).await;
    assert_eq!(pages.iter().map(|page| page.parts().len()).collect::<Vec<_>>(), [2, 1, 1]);
    assert_eq!(asked(&script, "part-number-marker"), some(&["", "2", "3"]));
    assert_eq!(asked(&script, "max-parts"), some(&["2", "2", "2"]));
    assert_eq!(asked(&script, "uploadId"), some(&["u", "u", "u"]));
    assert!(script.sent()[0].line().ends_with("/a%20b"), "{}", script.sent()[0].line());
    let last = &pages[2];
    assert_eq!((last.bucket.as_deref(), last.abort_rule_id.as_deref()), (Some("b"), Some("rule")));
    assert_eq!(last.storage_class.as_ref().map(|class| class.as_str()), Some("STANDARD"));
}

/// 6.2 no. 2: the number is a number in the resume token, too, and is read back as one.
#[tokio::test]
async fn s3_list_parts_resumed() {
    let script = Script::of([parts(&[1, 2], true, 2)]);
    let mut pages = client(&script).list_parts("b", "k", "u").paginate().max_items(2).pages();
    assert_eq!(Listing::of(&mut pages).await.complete().unwrap().len(), 1);
    let token = pages.resume_token();
    assert_eq!(resume(token.clone()), json!({ "PartNumberMarker": 2 }));
    let script = Script::of([parts(&[3], false, 0)]);
    let request = client(&script).list_parts("b", "k", "u");
    let rest = all(request.paginate().starting_token(token.unwrap()).items()).await;
    assert_eq!(rest[0].part_number, Some(3));
    assert_eq!(asked(&script, "part-number-marker"), some(&["2"]));
}

/// 6.2 no. 2, P32: a raw or older token is text, and a number is wanted: nothing is sent. botocore
/// refuses the argument, too.
#[tokio::test]
async fn s3_list_parts_from_text() {
    for token in ["2", "2___0"] {
        let script = Script::of([parts(&[3], false, 0)]);
        let request = client(&script).list_parts("b", "k", "u");
        let mut items = request.paginate().starting_token(token).items();
        let error = Listing::of(&mut items).await.error.unwrap();
        assert!(error.is_starting_token(), "{error}");
        assert!(error.to_string().contains("PartNumberMarker: expected an integer"), "{error}");
        assert!(script.sent().is_empty());
    }
}

fn objects(keys: &[&str], more: bool, rest: &str) -> String {
    let keys =
        keys.iter().map(|key| format!("<Contents><Key>{key}</Key><Size>1</Size></Contents>"));
    let keys: String = keys.collect();
    let body = format!(
        "<Name>b</Name><EncodingType>url</EncodingType><IsTruncated>{more}</IsTruncated>{rest}{keys}"
    );
    result("ListBucketResult", &body)
}

fn prefix(text: &str) -> String {
    format!("<CommonPrefixes><Prefix>{text}</Prefix></CommonPrefixes>")
}

/// 6.2 no. 3, P16, R3: `NextMarker`, or the last key, which came URL-encoded because we asked for
/// that. A page with neither is the last one, whatever it says.
#[tokio::test]
async fn s3_list_objects() {
    let script = Script::of([
        objects(&["a%2Fb%C3%A9", "a%2Fc+d"], true, ""),
        objects(&["e"], true, "<NextMarker>f%2Fg</NextMarker>"),
        objects(&[], true, &prefix("h%2F")),
    ]);
    let pages = all(client(&script).list_objects("b").paginate().page_size(2).pages()).await;
    assert_eq!(asked(&script, "marker"), some(&["", "a/c d", "f/g"]));
    assert_eq!(asked(&script, "encoding-type"), some(&["url", "url", "url"]));
    assert_eq!(asked(&script, "max-keys"), some(&["2", "2", "2"]));
    let keys: Vec<_> =
        pages.iter().flat_map(|page| page.contents()).map(|one| one.key.as_deref()).collect();
    assert_eq!(keys, [Some("a/bé"), Some("a/c d"), Some("e")]);
    assert_eq!(pages[2].common_prefixes()[0].prefix.as_deref(), Some("h/"));
}

/// 6.2 no. 3: an empty `NextMarker` counts as none, so the last key is the token (P16).
#[tokio::test]
async fn s3_list_objects_with_an_empty_next_marker() {
    let script = Script::of([
        objects(&["a"], true, "<NextMarker></NextMarker>"),
        objects(&["b"], false, ""),
    ]);
    assert_eq!(all(client(&script).list_objects("b").paginate().contents()).await.len(), 2);
    assert_eq!(asked(&script, "marker"), some(&["", "a"]));
}

/// 6.2 no. 3, R3: who asks for the encoding gets the keys as they come, and they are the tokens.
#[tokio::test]
async fn s3_list_objects_with_encoding_type() {
    let script = Script::of([objects(&["a%2Fb"], true, ""), objects(&["c"], false, "")]);
    let request = client(&script).list_objects("b").encoding_type("url");
    let keys = all(request.paginate().contents()).await;
    assert_eq!(keys[0].key.as_deref(), Some("a%2Fb"));
    assert_eq!(asked(&script, "marker"), some(&["", "a%2Fb"]));
}

/// 6.2 no. 3: only keys are counted; the prefixes stay whole, and are emptied on resuming.
#[tokio::test]
async fn s3_list_objects_limited() {
    let page = || objects(&["a", "b", "c"], true, &(prefix("p/") + &prefix("q/")));
    let script = Script::of([page()]);
    let mut pages = client(&script).list_objects("b").paginate().max_items(2).pages();
    let cut = Listing::of(&mut pages).await.complete().unwrap();
    assert_eq!((cut[0].contents().len(), cut[0].common_prefixes().len()), (2, 2));
    let token = pages.resume_token();
    assert_eq!(resume(token.clone()), json!({ "Marker": null, "boto_truncate_amount": 2 }));
    let script = Script::of([page(), objects(&["d"], false, &prefix("r/"))]);
    let request = client(&script).list_objects("b").paginate().starting_token(token.unwrap());
    let rest = all(request.pages()).await;
    assert_eq!((rest[0].contents()[0].key.as_deref(), rest[0].contents().len()), (Some("c"), 1));
    assert_eq!((rest[0].common_prefixes().len(), rest[1].common_prefixes().len()), (0, 1));
    assert_eq!(asked(&script, "marker"), some(&["", "c"]));
}

/// 6.2 no. 3: a resumed page that is cut empty still leads on; botocore takes the last key after
/// the cut, and would end here.
#[tokio::test]
async fn s3_list_objects_resumed_behind_the_last_key() {
    let script = Script::of([objects(&["a", "b"], true, ""), objects(&["c"], false, "")]);
    let request = client(&script).list_objects("b").paginate().starting_token("None___2");
    let rest = all(request.contents()).await;
    assert_eq!(rest[0].key.as_deref(), Some("c"));
    assert_eq!(asked(&script, "marker"), some(&["", "b"]));
}

fn versions(ids: &[&str], markers: usize, next: &str) -> String {
    let ids =
        ids.iter().map(|id| format!("<Version><Key>k</Key><VersionId>{id}</VersionId></Version>"));
    let ids: String = ids.collect();
    let markers = "<DeleteMarker><Key>k</Key></DeleteMarker>".repeat(markers);
    let more = !next.is_empty();
    let body = format!(
        "<EncodingType>url</EncodingType><IsTruncated>{more}</IsTruncated>{next}{ids}{markers}{}",
        prefix("p%2F")
    );
    result("ListVersionsResult", &body)
}

/// 6.2 no. 7: two tokens, of which the second may be absent and then leaves the request (P18).
#[tokio::test]
async fn s3_list_object_versions() {
    let script = Script::of([
        versions(
            &["1", "2"],
            1,
            "<NextKeyMarker>a%2Fb</NextKeyMarker><NextVersionIdMarker>2</NextVersionIdMarker>",
        ),
        versions(&["3"], 2, "<NextKeyMarker>c</NextKeyMarker>"),
        versions(&[], 1, ""),
    ]);
    let pages = all(client(&script).list_object_versions("b").prefix("x").paginate().pages()).await;
    let counts = pages.iter().map(|page| (page.versions().len(), page.delete_markers().len()));
    assert_eq!(counts.collect::<Vec<_>>(), [(2, 1), (1, 2), (0, 1)]);
    assert_eq!(asked(&script, "key-marker"), some(&["", "a/b", "c"]));
    assert_eq!(asked(&script, "version-id-marker"), some(&["", "2", ""]));
    assert_eq!(asked(&script, "prefix"), some(&["x", "x", "x"]));
    assert!(script.sent().iter().all(|sent| sent.query("versions").is_some()));
}

/// 6.2 no. 7: only versions are counted; the token holds both markers, one of them null.
#[tokio::test]
async fn s3_list_object_versions_limited() {
    let next = "<NextKeyMarker>k</NextKeyMarker>";
    let answers = || [versions(&["1"], 9, next), versions(&["2", "3"], 4, next)];
    let script = Script::of(answers());
    let mut pages = client(&script).list_object_versions("b").paginate().max_items(2).pages();
    let cut = Listing::of(&mut pages).await.complete().unwrap();
    let counts = cut.iter().map(|page| (page.versions().len(), page.delete_markers().len()));
    assert_eq!(counts.collect::<Vec<_>>(), [(1, 9), (1, 4)]);
    let token = pages.resume_token();
    assert_eq!(
        resume(token.clone()),
        json!({ "KeyMarker": "k", "VersionIdMarker": null, "boto_truncate_amount": 1 })
    );
    let script = Script::of([versions(&["2", "3"], 4, "")]);
    let request = client(&script).list_object_versions("b").version_id_marker("stale");
    let rest = all(request.paginate().starting_token(token.unwrap()).pages()).await;
    assert_eq!((rest[0].versions().len(), rest[0].delete_markers().len()), (1, 0));
    assert!(rest[0].common_prefixes().is_empty());
    assert_eq!(asked(&script, "key-marker"), some(&["k"]));
    assert_eq!(asked(&script, "version-id-marker"), some(&[""]));
}

/// What an item of `ListObjectVersions` is, by its key or prefix.
fn told(item: &ListObjectVersionsItem) -> String {
    let (what, name) = match item {
        ListObjectVersionsItem::Versions(one) => ("version", &one.version_id),
        ListObjectVersionsItem::DeleteMarkers(one) => ("marker", &one.key),
        ListObjectVersionsItem::CommonPrefixes(one) => ("prefix", &one.prefix),
        other => panic!("{other:?}"),
    };
    format!("{what} {}", name.as_deref().unwrap_or_default())
}

/// 6.2 no. 7: all three lists in one pass, with one request for a page.
#[tokio::test]
async fn s3_list_object_versions_all_items() {
    let script = Script::of([
        versions(&["1", "2"], 1, "<NextKeyMarker>c</NextKeyMarker>"),
        versions(&["3"], 0, ""),
    ]);
    let items = all(client(&script).list_object_versions("b").paginate().all_items()).await;
    let items: Vec<String> = items.iter().map(told).collect();
    assert_eq!(
        items,
        ["marker k", "prefix p/", "version 1", "version 2", "prefix p/", "version 3"]
    );
    assert_eq!(asked(&script, "key-marker"), some(&["", "c"]));
}

/// D9: stopped at a version, the next run goes on with the next one, without what came before it.
#[tokio::test]
async fn s3_list_object_versions_all_items_resumed() {
    let page = || versions(&["1", "2"], 1, "");
    let script = Script::of([page()]);
    let mut items = client(&script).list_object_versions("b").paginate().all_items();
    for _ in 0..3 {
        assert!(items.next().await.unwrap().is_ok());
    }
    let token = items.resume_token();
    assert_eq!(
        resume(token.clone()),
        json!({ "KeyMarker": null, "VersionIdMarker": null, "boto_truncate_amount": 1 })
    );
    let script = Script::of([page()]);
    let request = client(&script).list_object_versions("b").paginate();
    let rest = all(request.starting_token(token.unwrap()).all_items()).await;
    assert_eq!(rest.iter().map(told).collect::<Vec<_>>(), ["version 2"]);
}

fn uploads(ids: &[&str], next: &str) -> String {
    let ids =
        ids.iter().map(|id| format!("<Upload><Key>k</Key><UploadId>{id}</UploadId></Upload>"));
    let ids: String = ids.collect();
    let more = !next.is_empty();
    let body = format!("<IsTruncated>{more}</IsTruncated>{next}{ids}{}", prefix("p/"));
    result("ListMultipartUploadsResult", &body)
}

/// 6.2 no. 7: the other pair.
#[tokio::test]
async fn s3_list_multipart_uploads() {
    let next = "<NextKeyMarker>k</NextKeyMarker><NextUploadIdMarker>u2</NextUploadIdMarker>";
    let answers = || [uploads(&["u1", "u2"], next), uploads(&["u3"], "")];
    let script = Script::of(answers());
    let request = client(&script).list_multipart_uploads("b").paginate().page_size(2);
    let found = all(request.uploads()).await;
    let found: Vec<_> = found.iter().filter_map(|one| one.upload_id.as_deref()).collect();
    assert_eq!(found, ["u1", "u2", "u3"]);
    assert_eq!(asked(&script, "key-marker"), some(&["", "k"]));
    assert_eq!(asked(&script, "upload-id-marker"), some(&["", "u2"]));
    assert_eq!(asked(&script, "max-uploads"), some(&["2", "2"]));
    let script = Script::of(answers());
    let request = client(&script).list_multipart_uploads("b").paginate();
    assert_eq!(all(request.common_prefixes()).await.len(), 2);
    let script = Script::of(answers());
    let mut items = client(&script).list_multipart_uploads("b").paginate().max_items(2).uploads();
    assert_eq!(Listing::of(&mut items).await.complete().unwrap().len(), 2);
    assert_eq!(script.sent().len(), 1);
    assert_eq!(resume(items.resume_token()), json!({ "KeyMarker": "k", "UploadIdMarker": "u2" }));
}
