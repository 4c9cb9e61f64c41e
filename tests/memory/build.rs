//! Names one waiter with an ordinary input and a large output.

fn main() {
    maitred_build::configure()
        .service("dynamodb", |dynamodb| dynamodb.waiter("TableExists"))
        .generate();
}
