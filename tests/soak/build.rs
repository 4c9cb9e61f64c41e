//! Names the listings: one for each kind of protocol, one of them with several lists.

fn main() {
    maitred_build::configure()
        .service("dynamodb", |dynamodb| dynamodb.paginator("Scan"))
        .service("ec2", |ec2| ec2.paginator("DescribeSnapshots"))
        .service("s3", |s3| s3.paginator("ListObjectVersions"))
        .generate();
}
