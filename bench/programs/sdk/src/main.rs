fn main() -> std::process::ExitCode {
    report::run(bench_sdk::program, None)
}
