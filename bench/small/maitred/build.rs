fn main() {
    maitred_build::configure()
        .service("ec2", |ec2| ec2.paginator("DescribeSnapshots").waiter("InstanceRunning"))
        .service("dynamodb", |dynamodb| dynamodb.operation("CreateTable").waiter("TableExists"))
        .generate();
}
