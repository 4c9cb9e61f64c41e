//! Generates what the examples use, and nothing else.

fn main() {
    maitred_build::configure()
        .service("ec2", |ec2| ec2.paginator("DescribeSnapshots"))
        .service("dynamodb", |dynamodb| dynamodb.operation("CreateTable").waiter("TableExists"))
        .service("dynamodbstreams", |streams| streams.waiter("StreamEnabled"))
        .service("logs", |logs| logs.paginator("GetLogEvents"))
        .models("models") // StreamEnabled and the pages of GetLogEvents are ours: AWS defines neither
        .generate();
}
