fn main() -> std::process::ExitCode {
    report::run(bench_maitred::program, None)
}
