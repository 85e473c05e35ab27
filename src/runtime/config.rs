//! The configuration file: `crossread/config.toml` in the user's configuration folder. Every key may be left out.

use crate::app::{Action, Keymap, Settings};
use crate::ui::{THEMES, Theme};
use etcetera::{BaseStrategy, choose_base_strategy};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the user has set.
#[derive(Clone, Debug)]
pub struct Config {
    /// How things look.
    pub theme: Theme,
    /// What the screen obeys.
    pub settings: Settings,
}

impl Default for Config {
    fn default() -> Self {
        Self { theme: Theme::named("terminal").unwrap_or_else(Theme::monochrome), settings: Settings::default() }
    }
}

/// Why a configuration file was refused.
#[derive(Debug, thiserror::Error)]
#[error("{}: {message}", crate::text::sanitize::line(&path.display().to_string()))]
pub struct ConfigError {
    path: PathBuf,
    message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    theme: String,
    measure: u16,
    keys: BTreeMap<String, Vec<String>>,
}

impl Default for File {
    fn default() -> Self {
        Self { theme: "terminal".to_owned(), measure: Settings::default().measure, keys: BTreeMap::new() }
    }
}

/// Widths of text that can be read.
const MEASURES: std::ops::RangeInclusive<u16> = 20..=200;

/// Where the configuration file lies, whether or not there is one.
pub fn config_path() -> Option<PathBuf> {
    choose_base_strategy().ok().map(|base| base.config_dir().join("crossread").join("config.toml"))
}

impl Config {
    /// Reads the user's configuration file; the defaults where there is none.
    ///
    /// # Errors
    /// A file that cannot be read, is not TOML (with line and column), or names what there is not.
    pub fn load() -> Result<Self, ConfigError> {
        let Some(path) = config_path() else { return Ok(Self::default()) };
        // A pipe would keep us waiting.
        if path.exists() && !path.is_file() {
            return Err(ConfigError { path, message: "is no regular file".to_owned() });
        }
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text, &path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(ConfigError { path, message: error.to_string() }),
        }
    }

    fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let refuse = |message: String| ConfigError { path: path.to_owned(), message };
        let file: File = toml::from_str(text).map_err(|error| refuse(place(text, &error)))?;
        let theme = Theme::named(&file.theme)
            .ok_or_else(|| refuse(format!("there is no theme `{}`; there are {}", file.theme, THEMES.join(", "))))?;
        if !MEASURES.contains(&file.measure) {
            return Err(refuse(format!(
                "measure = {} must lie from {} to {}",
                file.measure,
                MEASURES.start(),
                MEASURES.end()
            )));
        }
        let mut changes = Vec::new();
        for (name, keys) in file.keys {
            let action = Action::named(&name).ok_or_else(|| {
                refuse(format!("[keys] there is no action `{name}`; nearest is `{}`", nearest(&name)))
            })?;
            changes.push((action, keys));
        }
        if changes.iter().any(|(action, keys)| *action == Action::Quit && keys.is_empty()) {
            return Err(refuse("[keys] `quit` needs a key, or there is no way out".to_owned()));
        }
        let keymap = Keymap::with(&changes).map_err(|error| refuse(format!("[keys] {error}")))?;
        Ok(Self { theme, settings: Settings { measure: file.measure, keymap, ..Settings::default() } })
    }
}

/// What is wrong with the TOML, on one line, and where.
fn place(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    format!("line {line}, column {column}: {}", error.message())
}

/// The action whose name shares most letter pairs with `name`.
fn nearest(name: &str) -> &'static str {
    let pairs = |word: &str| word.as_bytes().windows(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let own = pairs(name);
    let shared = |other: &str| {
        let other = pairs(other);
        let both = own.iter().filter(|pair| other.contains(pair)).count();
        2000 * both / (own.len() + other.len()).max(1)
    };
    Action::ALL.iter().map(|declaration| declaration.name).max_by_key(|other| shared(other)).unwrap_or("help")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Config::parse(text, Path::new("config.toml")).unwrap_err().to_string()
    }

    #[test]
    fn overlays_what_it_names_and_nothing_else() {
        let config = Config::parse("measure = 60\n[keys]\nquit = [\"ctrl-q\"]\n", Path::new("c")).unwrap();
        assert_eq!(config.settings.measure, 60);
        assert_eq!(config.settings.keymap.keys(Action::Quit).len(), 1);
        assert_eq!(config.theme, Config::default().theme);
        assert_eq!(Config::parse("", Path::new("c")).unwrap().settings, Settings::default());
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        assert!(error("measure = ").contains("line 1"), "{}", error("measure = "));
        assert!(error("colour = 1").contains("colour"));
        assert!(
            error("theme = \"dark\"\nmeasure = \"x\"").contains("line 2, column 11"),
            "{}",
            error("theme = \"dark\"\nmeasure = \"x\"")
        );
        assert!(error("[keys]\nquit = []").contains("no way out"));
        assert!(error("theme = \"neon\"").contains("terminal, dark"));
        assert!(error("measure = 5").contains("from 20 to 200"));
        assert!(error("[keys]\nnext-artcle = [\"j\"]").contains("`next-article`"));
        assert!(error("[keys]\nhelp = [\"hyper-h\"]").contains("not a key"));
    }
}
