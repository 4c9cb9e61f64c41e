//! Generates what the examples use, and nothing else.

fn main() {
    maitred_build::configure()
        .service("ec2", |ec2| ec2.paginator("DescribeSnapshots"))
        .service("dynamodb", |dynamodb| dynamodb.operation("CreateTable").waiter("TableExists"))
        .service("dynamodbstreams", |streams| streams.waiter("StreamEnabled"))
        .models("models") // StreamEnabled is ours: AWS defines no waiter for streams
        .generate();
}
