//! What can be set, declared once: the reader of the file, its faults and the default file all go by this.

use super::{Config, ConfigError, ThemeLibrary, commands, keys};
use crate::app::{MEASURES, Settings, YankForm};
use crate::ui::{Faults, Theme, Value, unknown};
use std::ops::Range;
use std::path::Path;

/// A key of the file's top level.
pub(super) struct Setting {
    /// Its name.
    pub(super) name: &'static str,
    /// What it is by default, as TOML.
    pub(super) default: &'static str,
    /// What it means, a line each.
    pub(super) doc: &'static [&'static str],
    read: fn(&mut Draft, &Value<'_>, &mut Faults<'_>),
}

/// What has been read so far.
#[derive(Default)]
struct Draft {
    settings: Settings,
    open: Vec<String>,
    /// Where the theme is named.
    theme: Option<Range<usize>>,
}

/// All settings but the tables.
pub(super) const SETTINGS: &[Setting] = &[
    Setting {
        name: "theme",
        default: "\"auto\"",
        doc: &[
            "How things look: auto, dark, light, contrast, contrast-light, terminal, monochrome, or the name of a file",
            "of your own, themes/NAME.toml beside this one. auto: dark (or light, where the terminal says that its",
            "ground is), the terminal's own colours where it has only sixteen. `crossread config --theme` names them all,",
            "`crossread config --theme NAME` prints one, to begin your own from.",
        ],
        read: |draft, value, faults| {
            if let Some(name) = faults.string(value) {
                (draft.settings.theme, draft.theme) = (name.to_owned(), Some(value.span()));
            }
        },
    },
    Setting {
        name: "measure",
        default: "72",
        doc: &["Widest line of text, in columns: 20 to 200."],
        read: |draft, value, faults| match whole_number(value) {
            Some(measure) if MEASURES.contains(&measure) => draft.settings.measure = measure,
            _ => {
                let (least, most) = (MEASURES.start(), MEASURES.end());
                faults.at(value.span(), format!("`measure` is a whole number from {least} to {most}"));
            }
        },
    },
    Setting {
        name: "mouse",
        default: "true",
        doc: &["Whether the mouse is listened to; if not, it is the terminal's, to select with."],
        read: |draft, value, faults| set(&mut draft.settings.mouse, faults.boolean(value)),
    },
    Setting {
        name: "linear",
        default: "false",
        doc: &["One pane at a time, in plain lines without decoration: for screen readers."],
        read: |draft, value, faults| set(&mut draft.settings.linear, faults.boolean(value)),
    },
    Setting {
        name: "ascii",
        default: "false",
        doc: &["Draw with ASCII signs only: for fonts that lack lines, bars and curly quotes."],
        read: |draft, value, faults| set(&mut draft.settings.ascii, faults.boolean(value)),
    },
    Setting {
        name: "session",
        default: "true",
        doc: &["Come back to where one was in a collection."],
        read: |draft, value, faults| set(&mut draft.settings.session, faults.boolean(value)),
    },
    Setting {
        name: "yank",
        default: "\"plain\"",
        doc: &[
            "How text is copied: plain, markdown, link (plain with the article's address), quote (on one line), citation,",
            "bibtex or html.",
        ],
        read: |draft, value, faults| {
            let forms = YankForm::ALL.map(|(form, name, _)| (name, form));
            set(&mut draft.settings.yank, faults.one_of(value, "form of copied text", &forms));
        },
    },
    Setting {
        name: "open",
        default: "[]",
        doc: &[
            "The program that opens a link, and its arguments, as in [\"firefox\", \"--new-window\"]; the link comes last.",
            "Empty: the system's own.",
        ],
        read: |draft, value, faults| set(&mut draft.open, commands::program(value, true, faults)),
    },
];

/// The tables of the file.
const TABLES: [&str; 2] = ["keys", "command"];

/// Reads the text of a configuration file.
///
/// # Errors
/// All that is wrong with it, and with the theme that it names.
pub(super) fn parse(text: &str, path: &Path, themes: &ThemeLibrary) -> Result<Config, ConfigError> {
    let (table, mut faults) = Faults::parse(text);
    if faults.any() {
        return Err(ConfigError::of(path, &faults.into_vec()));
    }
    let mut draft = Draft::default();
    let mut notes = Faults::none(text);
    for (key, value) in table.get_ref() {
        match (SETTINGS.iter().find(|setting| setting.name == key.get_ref()), &**key.get_ref()) {
            (Some(setting), _) => (setting.read)(&mut draft, value, &mut faults),
            (None, "keys") => set(&mut draft.settings.keymap, keys::keymap(value, &mut faults, &mut notes)),
            (None, "command") => set(&mut draft.settings.commands, commands::commands(value, &mut faults)),
            (None, name) => {
                let known = SETTINGS.iter().map(|setting| setting.name).chain(TABLES);
                faults.at(key.span(), unknown("setting", name, known));
            }
        }
    }
    let mut elsewhere = ConfigError::default();
    let theme = themes.find(&draft.settings.theme).unwrap_or_else(|error| {
        elsewhere = error;
        Some(Theme::default())
    });
    if theme.is_none() {
        faults.at(draft.theme.unwrap_or_default(), themes.unknown(&draft.settings.theme));
    }
    let error = ConfigError::of(path, &faults.into_vec()).and(elsewhere);
    match theme.filter(|_| error.lines().is_empty()) {
        Some(theme) => {
            let settings = Settings { themes: themes.names(), ..draft.settings };
            let notes = ConfigError::of(path, &notes.into_vec()).problems;
            Ok(Config { theme, settings, open: draft.open, notes })
        }
        None => Err(error),
    }
}

/// Takes over what could be read.
pub(super) fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn whole_number(value: &Value<'_>) -> Option<u16> {
    let number = value.get_ref().as_integer()?;
    u16::from_str_radix(number.as_str(), number.radix()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, CommandInput, ExternalCommand, Keymap};

    fn read(text: &str) -> Result<Config, Vec<String>> {
        parse(text, Path::new("c"), &ThemeLibrary::of(None)).map_err(|error| error.lines().to_vec())
    }

    #[test]
    fn overlays_what_it_names_and_nothing_else() {
        let plain = read("").unwrap();
        let default = Config::default();
        assert_eq!((&plain.settings, &plain.theme, &plain.open), (&default.settings, &default.theme, &default.open));
        let config = read(
            "theme = \"light\"\nmeasure = 0x3c\nmouse = false\nlinear = true\nascii = true\nsession = false\n\
             yank = \"link\"\nopen = [\"a b\", \"-c\"]\n[keys]\nquit = [\"ctrl-q\"]\ntop = [\"g g\"]\n\
             [[command]]\nname = \"count\"\nrun = [\"wc\", \"-w\"]\n\
             [[command]]\nname = \"edit\"\nrun = [\"vi\"]\ninput = \"none\"\nterminal = true\n",
        )
        .unwrap();
        let expected = Settings {
            measure: 60,
            keymap: Keymap::with(&[(Action::Quit, vec!["ctrl-q".to_owned()]), (Action::Top, vec!["g g".to_owned()])])
                .unwrap(),
            mouse: false,
            linear: true,
            ascii: true,
            theme: "light".to_owned(),
            themes: default.settings.themes.clone(),
            yank: YankForm::Link,
            session: false,
            commands: vec![
                ExternalCommand {
                    name: "count".to_owned(),
                    run: vec!["wc".to_owned(), "-w".to_owned()],
                    input: CommandInput::Selection,
                    terminal: false,
                },
                ExternalCommand {
                    name: "edit".to_owned(),
                    run: vec!["vi".to_owned()],
                    input: CommandInput::Nothing,
                    terminal: true,
                },
            ],
        };
        assert_eq!(config.settings, expected);
        assert_eq!(config.open, ["a b", "-c"]);
    }

    #[test]
    fn all_that_is_wrong_at_once_each_with_its_place_and_what_was_meant() {
        let said = read(
            "them = 1\ntheme = \"drak\"\nmeasure = 5\nmouse = \"yes\"\nyank = \"markdwn\"\nopen = [\"\", 1]\n\
             [keys]\nnext-artcle = [\"j\"]\nhelp = [\"f2\", \"hyper-h\"]\nfind = [\"f2\"]\nquit = 3\n\
             [[command]]\nname = \"a\"\nrun = \"wc -w\"\ninpt = 1\n[[command]]\nrun = []\ninput = \"artcle\"\n",
        )
        .unwrap_err();
        let expected = [
            "c: line 1, column 1: there is no setting `them`; nearest is `theme`",
            "c: line 2, column 9: there is no theme `drak`; nearest is `dark`",
            "c: line 3, column 11: `measure` is a whole number from 20 to 200",
            "c: line 4, column 9: `true` or `false` is expected here, not a string",
            "c: line 5, column 8: there is no form of copied text `markdwn`; nearest is `markdown`",
            "c: line 6, column 13: a string in quotation marks is expected here, not an integer",
            "c: line 8, column 1: there is no action `next-artcle`; nearest is `next-article`",
            "c: line 9, column 15: `hyper-h` is not a key",
            "c: line 10, column 9: `f2` is bound to both `help` and `find`",
            "c: line 11, column 8: a list of strings, as in [\"a\", \"b\"], is expected here, not an integer",
            "c: line 14, column 7: a list of strings",
            "c: line 15, column 1: there is no key of a command `inpt`; nearest is `input`",
            "c: line 16, column 1: a command needs `name`",
            "c: line 17, column 7: a program and its arguments",
            "c: line 18, column 9: there is no input of a command `artcle`; nearest is `article`",
        ];
        for (said, expected) in said.iter().zip(expected) {
            assert!(said.starts_with(expected), "{said}\n{expected}");
        }
        assert_eq!(said.len(), expected.len(), "{said:#?}");
    }

    #[test]
    fn what_is_no_toml_is_said_with_its_place() {
        let said = read("measure = \nmouse = tru\n").unwrap_err();
        assert!(said[0].starts_with("c: line 1, column 1"), "{said:?}");
        assert!(said[1].starts_with("c: line 2, column 9"), "{said:?}");
        assert_eq!(said.len(), 2, "{said:?}");
    }
}
