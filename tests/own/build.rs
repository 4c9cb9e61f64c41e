//! Names things of `models/` as if they were AWS's.

fn main() {
    maitred_build::configure()
        .models("models")
        .service("stock", |stock| stock.paginator("ListParts").waiter("PartInStock"))
        .service("dynamodbstreams", |streams| streams.paginator("ListStreams"))
        .generate();
}
