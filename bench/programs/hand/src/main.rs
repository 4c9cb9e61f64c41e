fn main() -> std::process::ExitCode {
    report::run(bench_hand::program, None)
}
