//! The default configuration file, with what every key of it means: `crossread config`.

use super::settings::SETTINGS;
use crate::app::Action;
use std::fmt::Write as _;

const HEAD: &str = "\
# The configuration of crossread. Everything may be left out; what stands here is the default, commented out.
# `crossread config --path` says where this file belongs, `crossread config --check` what is wrong with it.
";

const KEYS: &str = "
# Keys, by action. A list takes the place of the action's own keys, and takes its keys from whatever had them. A key is
# written as `j`, `G`, `ctrl-d`, `alt-x`, `space`, `enter`, `pagedown` or `f5`; a sequence with blanks, as in \"g g\".
#[keys]
";

const COMMANDS: &str = "
# Commands that text can be sent to, each under its own [[command]]. No shell sees them: the program and its arguments
# stand apart. `input` is what the program gets to read: \"selection\" (else the whole article; the default), \"article\" or
# \"none\". With `terminal = true` it gets the screen until it ends; else it runs on its own, `.` stops it with all that it
# has started, and leaving lets it go on. An argument that is {title}, {url}, {path} (the article's file), {date}, {source}
# or {author}, and nothing else, is replaced by that: always one argument, empty where the article does not have it, and
# with a blank before a sign at its beginning, so that no article can give the program an option. For example:
#
#     [[command]]
#     name = \"count words\"
#     run = [\"wc\", \"-w\"]
#     input = \"article\"
#     terminal = false
#
#     [[command]]
#     name = \"to the archive\"
#     run = [\"archive\", \"--title\", \"{title}\", \"--\", \"{url}\"]
";

/// The default configuration file. Lines that begin with `#` and no blank after it are its keys, commented out.
pub fn default_file() -> String {
    let mut out = HEAD.to_owned();
    for setting in SETTINGS {
        out.push('\n');
        setting.doc.iter().for_each(|line| _ = writeln!(out, "# {line}"));
        let _ = writeln!(out, "#{} = {}", setting.name, setting.default);
    }
    out.push_str(KEYS);
    let mut group = "";
    for declaration in Action::ALL {
        if declaration.group != group {
            group = declaration.group;
            let _ = writeln!(out, "\n# {group}");
        }
        let keys: Vec<toml::Value> = declaration.keys.iter().map(|key| toml::Value::from(*key)).collect();
        let _ = writeln!(out, "# {}.\n#{} = {}", declaration.doc, declaration.name, toml::Value::Array(keys));
    }
    out.push_str(COMMANDS);
    out
}

/// Name, default (as TOML) and meaning of each setting, for those who write of them elsewhere.
pub fn settings() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    SETTINGS.iter().map(|setting| (setting.name, setting.default, setting.doc.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::super::{Config, ThemeLibrary, settings};
    use super::*;
    use std::path::Path;

    fn read(text: &str) -> Config {
        settings::parse(text, Path::new("config.toml"), &ThemeLibrary::of(None)).unwrap()
    }

    /// The file without the marks before its keys.
    fn uncommented() -> String {
        let line = |line: &str| match line.strip_prefix('#').filter(|rest| !rest.starts_with(' ') && !rest.is_empty()) {
            Some(key) => format!("{key}\n"),
            None => format!("{line}\n"),
        };
        default_file().lines().map(line).collect()
    }

    #[test]
    fn says_nothing_as_it_is_and_the_defaults_uncommented() {
        let default = Config::default();
        for text in [default_file(), uncommented()] {
            let config = read(&text);
            assert!(config.notes.is_empty(), "{:?}", config.notes);
            assert_eq!((config.settings, config.theme, config.open), {
                let Config { theme, settings, open, .. } = default.clone();
                (settings, theme, open)
            });
        }
    }

    #[test]
    fn every_key_and_every_action_stands_in_it() {
        let table: toml::Table = uncommented().parse().unwrap();
        for setting in SETTINGS {
            assert!(table.contains_key(setting.name), "{}", setting.name);
            assert!(!setting.doc.is_empty(), "{}", setting.name);
        }
        let keys = table.get("keys").and_then(toml::Value::as_table).unwrap();
        assert_eq!(keys.len(), Action::ALL.len());
    }

    /// The example of a command, taken out of its comment, works.
    #[test]
    fn the_example_is_right() {
        let example: String = default_file()
            .lines()
            .filter_map(|line| line.strip_prefix("#     "))
            .map(|line| format!("{line}\n"))
            .collect();
        let commands = read(&example).settings.commands;
        assert_eq!(commands.len(), 2);
        assert_eq!(commands[0].run, ["wc", "-w"]);
        assert_eq!(commands[1].run[2..], ["{title}", "--", "{url}"]);
    }
}
