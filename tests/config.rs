//! The configuration as its user meets it: the default file, the check, the themes, ASCII.
#![cfg(feature = "tui")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Desk;
use crossread::app::Report;
use crossread::runtime::Config;
use crossread::ui::{THEMES, Theme};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// The program with a configuration folder of its own.
fn crossread(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_crossread"))
        .args(arguments)
        .env("XDG_CONFIG_HOME", folder)
        .env("HOME", folder)
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn with_config(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("crossread/themes")).unwrap();
    std::fs::write(folder.path().join("crossread/config.toml"), text).unwrap();
    folder
}

#[test]
fn the_default_file_is_printed_and_fine() {
    let folder = with_config("");
    let file = printed(&crossread(folder.path(), &["config"]));
    assert!(file.contains("\n#theme = \"auto\"\n") && file.contains("\n#[keys]\n"), "{file}");
    std::fs::write(folder.path().join("crossread/config.toml"), &file).unwrap();
    let checked = crossread(folder.path(), &["config", "--check"]);
    assert_eq!(checked.status.code(), Some(0));
    assert!(printed(&checked).ends_with("config.toml: fine\n"), "{}", printed(&checked));
}

#[test]
#[cfg(not(any(windows, target_os = "macos")))]
fn says_where_the_file_lies() {
    let folder = tempfile::tempdir().unwrap();
    let path = printed(&crossread(folder.path(), &["config", "--path"]));
    assert_eq!(Path::new(path.trim_end()), folder.path().join("crossread/config.toml"));
    let checked = crossread(folder.path(), &["config", "--check"]);
    assert_eq!(checked.status.code(), Some(0), "no file is no fault");
}

#[test]
fn the_check_says_all_that_is_wrong_in_the_file_and_its_theme() {
    let folder = with_config("theme = \"mine\"\nmesure = 60\n[keys]\nhelp = [\"hyper-h\"]\n");
    std::fs::write(folder.path().join("crossread/themes/mine.toml"), "inherits = \"dark\"\ntitel = \"red\"\n").unwrap();
    let file = folder.path().join("crossread/config.toml");
    let checked = crossread(folder.path(), &["config", "--check", file.to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(1));
    let said = printed(&checked);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 3, "{said}");
    assert!(lines[0].contains("config.toml: line 2, column 1: there is no setting `mesure`; nearest is `measure`"));
    assert!(lines[1].contains("config.toml: line 4, column 9: `hyper-h` is not a key"));
    assert!(lines[2].contains("mine.toml: line 2, column 1: there is no style `titel`; nearest is `title`"), "{said}");

    for (wrong, code) in [(&["config", "--check", "/nonexistent/c.toml"][..], 1), (&["config", "--path", "--check"], 2)]
    {
        assert_eq!(crossread(folder.path(), wrong).status.code(), Some(code), "{wrong:?}");
    }
}

/// What a file says reaches a terminal.
#[test]
fn a_hostile_file_steers_nothing() {
    let folder = with_config("\"\\u001b]0;owned\\u0007\" = 1\ntheme = \"\\u001b[31m\\u202ered\"\n");
    let checked = crossread(folder.path(), &["config", "--check"]);
    let said = printed(&checked);
    assert_eq!(said.lines().count(), 2, "{said:?}");
    assert!(!said.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{said:?}");
}

#[test]
fn the_manual_names_settings_files_and_environment() {
    let folder = with_config("");
    let page = printed(&crossread(folder.path(), &["man"])).replace("\\-", "-");
    let default_file = printed(&crossread(folder.path(), &["config"]));
    let settings = default_file.lines().take_while(|line| *line != "#[keys]").filter_map(|line| line.strip_prefix('#'));
    let settings: Vec<&str> = settings.filter(|line| !line.starts_with(' ')).collect();
    assert!(settings.contains(&"theme = \"auto\""), "{settings:?}");
    for setting in &settings {
        assert!(page.contains(&format!("\\fB{setting}\\fR")), "no {setting} in {page}");
    }
    for named in ["/themes/NAME.toml", "/sessions/", "crossread.log", "COLORTERM", "COLORFGBG", "NO_COLOR"] {
        assert!(page.contains(named), "no {named} in {page}");
    }
}

#[test]
fn a_users_theme_is_listed_and_drawn_with() {
    let folder = with_config("theme = \"mine\"\n");
    std::fs::write(folder.path().join("crossread/themes/mine.toml"), "inherits = \"monochrome\"\n").unwrap();
    let config = Config::load_from(&folder.path().join("crossread/config.toml")).unwrap();
    assert_eq!(config.theme, Theme::monochrome());
    let themes: Vec<&str> = config.settings.themes.iter().map(String::as_str).collect();
    assert_eq!(themes.first(), Some(&"auto"));
    assert_eq!(themes.last(), Some(&"mine"));
    assert!(THEMES.iter().all(|name| themes.contains(name)));
}

/// A theme that paints its own ground paints all of it, over what was there, menus included.
#[test]
fn every_cell_stands_on_the_themes_ground() {
    for name in ["dark", "light", "contrast", "contrast-light"] {
        let mut desk = Desk::with_samples(120, 30);
        desk.theme = Theme::named(name).unwrap();
        for keys in ["", "?", "esc enter", "c"] {
            desk.press(keys);
            let buffer = desk.buffer();
            let bare = buffer.content.iter().filter(|cell| cell.bg == ratatui::style::Color::Reset).count();
            assert_eq!(bare, 0, "{name} after {keys:?}");
        }
    }
}

#[test]
fn in_ascii_only_letters_are_no_ascii() {
    let mut desk = Desk::with_samples(160, 40);
    for keys in ["", "enter", "tab", "enter n", "f", "?", "esc c"] {
        for size in [(160, 40), (60, 20)] {
            desk.press(keys);
            desk.report(Report::Resized(size.0, size.1));
            desk.state.settings.ascii = false;
            assert!(desk.buffer().content.iter().any(|cell| !cell.symbol().is_ascii()), "the screen had no marks");
            desk.state.settings.ascii = true;
            let buffer = desk.buffer();
            let left: Vec<&str> = (buffer.content.iter().map(|cell| cell.symbol()))
                .filter(|symbol| !symbol.is_ascii() && !symbol.chars().all(char::is_alphanumeric))
                .collect();
            assert!(left.is_empty(), "{left:?} after {keys:?}");
        }
    }
}

#[test]
fn what_may_not_be_meant_is_noted_and_no_fault() {
    let folder = with_config("[keys]\nzen = [\"x\"]\n");
    let themes = folder.path().join("crossread/themes");
    std::fs::write(themes.join("faint.toml"), "inherits = \"dark\"\nquiet = \"#444444\"\n").unwrap();
    std::fs::write(themes.join("broken.toml"), "txt = 1\n").unwrap();
    std::fs::write(themes.join("sound.toml"), "inherits = \"light\"\n").unwrap();
    let checked = crossread(folder.path(), &["config", "--check"]);
    assert_eq!(checked.status.code(), Some(0));
    let said = printed(&checked);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 4, "{said}");
    assert!(lines[..3].iter().all(|line| line.starts_with("note: ")), "{said}");
    assert!(lines[0].contains("config.toml: line 2, column 8: no key is left for `clear-filter`"), "{said}");
    assert!(lines[1].contains("broken.toml: line 1, column 1: there is no style `txt`"), "{said}");
    assert!(lines[2].contains("faint.toml: `quiet` has a contrast of 1.7 on its ground; 4.5 can be read"), "{said}");
    assert!(lines[3].ends_with("config.toml: fine"), "{said}");
}

#[test]
fn a_theme_is_printed_to_begin_from() {
    let folder = with_config("theme = \"mine\"\n");
    let own = folder.path().join("crossread/themes/mine.toml");
    for name in THEMES {
        let output = crossread(folder.path(), &["config", "--theme", name]);
        assert_eq!(output.status.code(), Some(0));
        let text = printed(&output);
        // All that can be said stands in it, also where the theme does not say it.
        for style in Theme::style_names() {
            assert!(text.contains(style), "{name} lacks {style}");
        }
        assert_eq!(Theme::parse(&text, |_| Err(String::new())).unwrap(), Theme::named(name).unwrap());
        std::fs::write(&own, &text).unwrap();
        let again = printed(&crossread(folder.path(), &["config", "--theme", "mine"]));
        assert!(again.starts_with("# The theme `mine` of crossread.") && again.ends_with(&text), "{again}");
    }
    let names = printed(&crossread(folder.path(), &["config", "--theme"]));
    let names: Vec<&str> = names.lines().collect();
    assert_eq!((names[0], names.len(), names[names.len() - 1]), ("auto", THEMES.len() + 2, "mine"));
    assert!(!printed(&crossread(folder.path(), &["config", "--theme", "auto"])).is_empty());
    let wrong = crossread(folder.path(), &["config", "--theme", "drak"]);
    assert_eq!((wrong.status.code(), printed(&wrong).as_str()), (Some(1), ""));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("nearest is `dark`"));
    assert!(printed(&crossread(folder.path(), &["config"])).contains("`crossread config --theme NAME` prints one"));
}
