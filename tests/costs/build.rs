//! Names a paginator of each protocol, and one waiter with an ordinary input and a large output.

fn main() {
    maitred_build::configure()
        .service("dynamodb", |dynamodb| dynamodb.paginator("Scan").waiter("TableExists"))
        .service("ec2", |ec2| ec2.paginator("DescribeSnapshots"))
        .service("eventbridgev2", |buses| buses.paginator("ListEventBuses"))
        .service("s3", |s3| s3.paginator("ListObjectsV2"))
        .generate();
}
