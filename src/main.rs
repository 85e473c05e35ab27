//! The `crossread` program: see the library for everything but this line.

fn main() -> std::process::ExitCode {
    crossread::cli::main()
}
