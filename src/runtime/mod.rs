//! What moves it? The event loop: keys, signals and background results come in through one channel; after each drain of
//! it the screen is drawn once. Nothing happens, and nothing is drawn, while nothing comes in.

mod clipboard;
mod config;
mod corrections;
mod export;
mod external;
mod files;
mod identity;
mod input;
mod jobs;
mod library;
mod log_file;
mod program;
mod session;
mod terminal;

pub use config::{Config, ConfigError, ThemeLibrary, config_path, default_file, settings};

use crate::article::{Article, ReadOptions};
#[doc(hidden)]
pub use library::Counter;
use program::Program;
use std::path::PathBuf;

/// What the screen opens on.
pub enum Opened {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// Articles that the program holds.
    Articles(String, Vec<Article>),
    /// The library.
    Library,
}

impl Opened {
    fn name(&self) -> String {
        match self {
            Self::Articles(name, _) => name.clone(),
            Self::Library => "library".to_owned(),
            Self::Paths(paths) => match paths.as_slice() {
                [one] => crate::text::sanitize::line(&one.display().to_string()).into_owned(),
                many => format!("{} paths", many.len()),
            },
        }
    }
}

/// Opens the reader and returns when it is left, with a line for each input that could not be read. `library` is where the
/// library lies, whether or not there is one yet. The terminal is as it
/// was before, whatever happens in between.
///
/// # Errors
/// A terminal that cannot be set up or written to.
pub fn open(
    opened: Opened,
    library: Option<PathBuf>,
    options: ReadOptions,
    config: Config,
) -> anyhow::Result<Vec<String>> {
    log_file::start();
    let (mut program, effects) = Program::start(opened, library, options, config)?;
    let result = program.run(effects);
    log::info!("leaving: {result:?}");
    let problems = program.end();
    result.map(|()| problems)
}
