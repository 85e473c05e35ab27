//! The themes there are: those that the program brings, and the user's own in `crossread/themes/NAME.toml`.

use super::{ConfigError, colours, file};
use crate::text::sanitize;
use crate::ui::{Depth, READABLE, THEMES, Theme, unknown};
use std::path::{Path, PathBuf};

/// The theme that suits the terminal.
const AUTO: &str = "auto";
/// Most files of a folder that are looked at.
const MOST: usize = 1000;

/// What stands over a theme that is printed.
const HEAD: &str = "\
# The theme `NAME` of crossread. To make one of your own, save this as themes/YOURS.toml beside the configuration file
# (`crossread config --path` says where that lies), change it, and write `theme = \"YOURS\"` there. A file that says
# `inherits = \"NAME\"` needs no more than what is to differ.
# Styles: STYLES.
# Each is a colour of the letters, or { fg = COLOUR, bg = COLOUR, bold = true } with any of bold, italic, underlined,
# reversed, dim. A colour is \"#rrggbb\", a number from 0 to 255, one of the terminal's own (\"red\", \"light-blue\",
# \"default\"), or a name that you give it under [palette].
";

/// All themes, and the terminal that they are to be fitted to.
#[derive(Clone, Debug)]
pub struct ThemeLibrary {
    depth: Depth,
    light: bool,
    /// The user's own, by name.
    own: Vec<(String, PathBuf)>,
}

impl ThemeLibrary {
    /// The themes that the program brings and those in the folder `themes` of `folder`, for the terminal that the
    /// environment describes.
    pub fn of(folder: Option<&Path>) -> Self {
        let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        let own = folder.map(|folder| own(&folder.join("themes"))).unwrap_or_default();
        Self { depth: colours::depth(variable), light: colours::has_light_ground(variable), own }
    }

    /// The names of all themes: `auto`, those that the program brings, the user's own.
    pub fn names(&self) -> Vec<String> {
        let brought = std::iter::once(AUTO).chain(THEMES.iter().copied()).map(str::to_owned);
        let own = self.own.iter().map(|(name, _)| name.clone()).filter(|name| !THEMES.contains(&name.as_str()));
        brought.chain(own).collect()
    }

    /// The theme of that name, in the colours that the terminal has; `None` where there is none of that name.
    ///
    /// # Errors
    /// Everything that is wrong with the theme's file, or with those that it inherits.
    pub(super) fn find(&self, name: &str) -> Result<Option<Theme>, ConfigError> {
        Ok(self.named(name, &mut Vec::new())?.map(|theme| theme.fitted(self.depth)))
    }

    /// As the theme of that name is to be drawn.
    ///
    /// # Errors
    /// A name that no theme has; everything that is wrong with the theme's file.
    pub fn resolve(&self, name: &str) -> Result<Theme, ConfigError> {
        self.find(name)?.ok_or_else(|| self.missing(name))
    }

    /// Says that there is no theme of that name.
    pub(super) fn unknown(&self, name: &str) -> String {
        unknown("theme", name, self.names().iter().map(String::as_str))
    }

    /// The file of the theme of that name, with what can stand in it said at its head: to begin one's own from.
    ///
    /// # Errors
    /// A name that no theme has; a file that cannot be read.
    pub fn file(&self, name: &str) -> Result<String, ConfigError> {
        let name = if name == AUTO { self.suiting() } else { name };
        let text = match (self.own.iter().find(|(own, _)| own == name), Theme::source(name)) {
            (Some((_, path)), _) => {
                file::read(path).map_err(|why| ConfigError::unreadable(path, &why))?.unwrap_or_default()
            }
            (None, Some(source)) => source.to_owned(),
            (None, None) => return Err(self.missing(name)),
        };
        let styles = Theme::style_names().collect::<Vec<_>>().join(", ");
        let head = HEAD.replace("NAME", name).replace("STYLES", &styles);
        Ok(sanitize::text(&format!("{head}\n{text}")).into_owned())
    }

    /// What is to be said of the user's own themes, a line each: faults, and letters that can hardly be read.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for (name, path) in &self.own {
            let faint = match self.named(name, &mut Vec::new()) {
                Ok(theme) => theme.map(|theme| theme.faint()).unwrap_or_default(),
                Err(error) => {
                    notes.extend(error.problems);
                    continue;
                }
            };
            notes.extend(faint.into_iter().map(|(style, contrast)| {
                let path = super::shown(path);
                // Cut, not rounded: what is under the limit must not look as if it reached it.
                let contrast = (contrast * 10.0).floor() / 10.0;
                format!("{path}: `{style}` has a contrast of {contrast:.1} on its ground; {READABLE} can be read")
            }));
        }
        notes
    }

    fn missing(&self, name: &str) -> ConfigError {
        ConfigError { problems: vec![sanitize::line(&self.unknown(name)).into_owned()] }
    }

    fn suiting(&self) -> &'static str {
        match self.depth {
            Depth::None => "monochrome",
            Depth::Sixteen => "terminal",
            Depth::Indexed | Depth::True if self.light => "light",
            Depth::Indexed | Depth::True => "dark",
        }
    }

    /// The theme in its own colours. `within` are the user's themes that inherit it: in those their own name means the
    /// theme that the program brings.
    fn named(&self, name: &str, within: &mut Vec<String>) -> Result<Option<Theme>, ConfigError> {
        let name = if name == AUTO { self.suiting() } else { name };
        let path = self.own.iter().find(|(own, _)| own == name).map(|(_, path)| path);
        let Some(path) = path.filter(|_| !within.iter().any(|above| above == name)) else {
            return Ok(Theme::named(name));
        };
        let source = file::read(path)
            .and_then(|text| text.ok_or_else(|| "there is no such file".to_owned()))
            .map_err(|why| ConfigError::unreadable(path, &why))?;
        within.push(name.to_owned());
        let mut inherited = ConfigError::default();
        let theme = Theme::parse(&source, |base| match self.named(base, within) {
            Ok(Some(theme)) => Ok(theme),
            Ok(None) if within.iter().any(|above| above == base) => {
                Err(format!("`{base}` inherits itself, by way of {}", within.join(", ")))
            }
            Ok(None) => Err(self.unknown(base)),
            Err(error) => {
                inherited = error;
                Err(format!("`{base}` cannot be read"))
            }
        });
        theme.map(Some).map_err(|faults| ConfigError::of(path, &faults).and(inherited))
    }
}

/// The themes in a folder, by name. A file whose name could not stand in the configuration is passed over.
fn own(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().take(MOST);
    let mut found: Vec<(String, PathBuf)> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            let sound = !name.is_empty() && name != AUTO && sanitize::line(&name) == name;
            sound.then_some((name, path))
        })
        .collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(depth: Depth, files: &[(&str, &str)]) -> (tempfile::TempDir, ThemeLibrary) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("themes")).unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join("themes").join(name), text).unwrap();
        }
        let library = ThemeLibrary { depth, light: false, ..ThemeLibrary::of(Some(folder.path())) };
        (folder, library)
    }

    #[test]
    fn auto_suits_the_terminal() {
        for (depth, light, expected) in [
            (Depth::True, false, "dark"),
            (Depth::Indexed, true, "light"),
            (Depth::Sixteen, true, "terminal"),
            (Depth::None, false, "monochrome"),
        ] {
            let library = ThemeLibrary { depth, light, own: Vec::new() };
            assert_eq!(library.resolve(AUTO).unwrap(), Theme::named(expected).unwrap().fitted(depth));
        }
    }

    #[test]
    fn users_themes_inherit_from_others_and_from_their_namesakes() {
        let files = [
            ("dark.toml", "inherits = \"dark\"\ntext = \"#010101\""),
            ("mine.toml", "inherits = \"dark\"\nquiet = \"#020202\""),
            (".toml", ""),
            ("notes.txt", ""),
        ];
        let (_folder, library) = library(Depth::True, &files);
        let (mine, brought) = (library.resolve("mine").unwrap(), Theme::named("dark").unwrap());
        assert_eq!(mine.text, library.resolve("dark").unwrap().text);
        assert_ne!(mine.text, brought.text);
        assert_eq!(mine.title, brought.title);
        let names = library.names();
        assert_eq!((names[0].as_str(), names.len()), ("auto", THEMES.len() + 2), "{names:?}");
    }

    #[test]
    fn what_suits_the_terminal_can_be_inherited() {
        let (_folder, library) = library(Depth::True, &[("mine.toml", "inherits = \"auto\"\ntext = \"#010101\"")]);
        assert_eq!(library.resolve("mine").unwrap().title, library.resolve("dark").unwrap().title);
    }

    #[test]
    fn all_faults_along_the_line_and_no_endless_one() {
        let files = [
            ("a.toml", "inherits = \"b\"\ntxt = 1"),
            ("b.toml", "quit = 2"),
            ("c.toml", "inherits = \"d\""),
            ("d.toml", "inherits = \"c\""),
        ];
        let (_folder, library) = library(Depth::True, &files);
        let said = library.resolve("a").unwrap_err().to_string();
        for part in [
            "a.toml: line 1, column 12: `b` cannot",
            "a.toml: line 2, column 1:",
            "b.toml: line 1, column 1:",
            "`quiet`",
        ] {
            assert!(said.contains(part), "{part} in {said}");
        }
        let said = library.resolve("c").unwrap_err().to_string();
        assert!(said.contains("d.toml: line 1, column 12: `c` inherits itself"), "{said}");
        assert!(library.resolve("../a").unwrap_err().to_string().contains("there is no theme `../a`"));
    }

    #[test]
    fn no_colour_means_none_in_users_themes_either() {
        let (_folder, library) = library(Depth::None, &[("mine.toml", "text = \"red\"")]);
        assert_eq!(library.resolve("mine").unwrap(), Theme::monochrome());
    }
}
