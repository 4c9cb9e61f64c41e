//! The same, with allocations counted.

use report::Counting;

#[global_allocator]
static MEMORY: Counting = Counting::new();

fn main() -> std::process::ExitCode {
    report::run(bench_sdk_s3::program, Some(&MEMORY))
}
