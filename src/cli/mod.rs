//! How is it called?

use std::process::ExitCode;

/// Runs the program.
pub fn main() -> ExitCode {
    let paths: Vec<std::path::PathBuf> = std::env::args_os().skip(1).map(Into::into).collect();
    let opened = if paths.is_empty() {
        crate::runtime::Opened::Articles("sample collection".into(), crate::collection::samples())
    } else {
        crate::runtime::Opened::Paths(paths)
    };
    crate::runtime::open(opened, Default::default(), crate::runtime::Config::load().unwrap()).unwrap();
    ExitCode::SUCCESS
}
