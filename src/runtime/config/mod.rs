//! The configuration: `crossread/config.toml` in the user's configuration folder, and the themes beside it. Every key may
//! be left out.

mod colours;
mod commands;
mod default_file;
mod file;
mod keys;
mod settings;
mod themes;

pub use default_file::{default_file, settings};
pub use themes::ThemeLibrary;

use crate::app::Settings;
use crate::text::sanitize;
use crate::ui::{Fault, Theme};
use etcetera::{BaseStrategy, choose_base_strategy};
use std::fmt;
use std::path::{Path, PathBuf};

/// What the user has set.
#[derive(Clone, Debug)]
pub struct Config {
    /// How things look, in the colours that the terminal has.
    pub theme: Theme,
    /// What the screen obeys.
    pub settings: Settings,
    /// The command that opens a link, and its arguments, before the link; empty for the system's own.
    pub open: Vec<String>,
    /// What the file says and may not mean, a line each: the file, where in it, and what. Safe for a terminal.
    pub notes: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        let themes = ThemeLibrary::of(None);
        let settings = Settings { themes: themes.names(), ..Settings::default() };
        let theme = themes.resolve(&settings.theme).unwrap_or_else(|_| Theme::monochrome());
        Self { theme, settings, open: Vec::new(), notes: Vec::new() }
    }
}

/// Why a configuration was refused: everything that is wrong with its files.
#[derive(Debug, Default)]
pub struct ConfigError {
    problems: Vec<String>,
}

impl ConfigError {
    fn unreadable(path: &Path, why: &str) -> Self {
        Self { problems: vec![format!("{}: {}", shown(path), sanitize::line(why))] }
    }

    fn of(path: &Path, faults: &[Fault]) -> Self {
        Self { problems: faults.iter().map(|fault| format!("{}: {fault}", shown(path))).collect() }
    }

    fn and(mut self, other: Self) -> Self {
        self.problems.extend(other.problems);
        self
    }

    /// A line for each thing that is wrong: the file, where in it, and what. Safe for a terminal.
    pub fn lines(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for ConfigError {}

fn shown(path: &Path) -> String {
    sanitize::line(&path.display().to_string()).into_owned()
}

/// Where the configuration file lies, whether or not there is one.
pub fn config_path() -> Option<PathBuf> {
    choose_base_strategy().ok().map(|base| base.config_dir().join("crossread").join("config.toml"))
}

impl Config {
    /// Reads the user's configuration; the defaults where there is none. It depends on the files and the environment only.
    ///
    /// # Errors
    /// Files that cannot be read, and all that is wrong with them, each with line, column and what was probably meant.
    pub fn load() -> Result<Self, ConfigError> {
        match config_path() {
            Some(path) => Self::load_from(&path),
            None => Ok(Self::default()),
        }
    }

    /// As [`Self::load`], of the file at `path` and the folder `themes` beside it.
    ///
    /// # Errors
    /// As for [`Self::load`].
    pub fn load_from(path: &Path) -> Result<Self, ConfigError> {
        let text = file::read(path).map_err(|why| ConfigError::unreadable(path, &why))?;
        settings::parse(&text.unwrap_or_default(), path, &ThemeLibrary::of(path.parent()))
    }
}
