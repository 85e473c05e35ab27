//! How is it called?

use std::process::ExitCode;

/// Runs the program.
pub fn main() -> ExitCode {
    let paths = std::env::args_os().skip(1).map(Into::into).collect();
    crate::runtime::open(
        crate::runtime::Opened::Paths(paths),
        Default::default(),
        crate::runtime::Config::load().unwrap(),
    )
    .unwrap();
    ExitCode::SUCCESS
}
