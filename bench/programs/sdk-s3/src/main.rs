fn main() -> std::process::ExitCode {
    report::run(bench_sdk_s3::program, None)
}
