//! The README's table of keys is the action table's. `UPDATE_README=1 cargo test --test readme` writes it anew.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use crossread::app::Action;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const BEGIN: &str = "<!-- keys: made from the action table -->\n";
const END: &str = "<!-- /keys -->";

fn table() -> String {
    let mut out = String::new();
    let mut group = "";
    for declaration in Action::ALL {
        if declaration.group != group {
            group = declaration.group;
            let _ = writeln!(out, "\n**{group}**\n\n| key | | name |\n|---|---|---|");
        }
        let keys: Vec<String> = declaration.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
        let _ = writeln!(out, "| {} | {} | `{}` |", keys.join(" "), declaration.doc, declaration.name);
    }
    out.push('\n');
    out
}

/// What the README shows of a command is what the command prints. Only pipes into `head -n` and `cut -c -` are known; a
/// command that needs another program (`jq`) is passed over.
#[test]
fn the_output_is_that_of_the_commands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let mut checked = 0;
    for block in readme.split("```\n$ ").skip(1) {
        let (command, rest) = block.split_once('\n').unwrap();
        let shown = rest.split_once("\n```").unwrap().0;
        if let Some(printed) = run(root, command) {
            assert_eq!(shown, printed.trim_end(), "{command}");
            checked += 1;
        }
    }
    assert!(checked >= 3, "only {checked} commands checked");
}

fn run(root: &Path, command: &str) -> Option<String> {
    let mut stages = command.split(" | ");
    let arguments = stages.next()?.strip_prefix("crossread ")?.split(' ');
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossread"));
    // What the developer keeps must not show.
    command.env("XDG_DATA_HOME", "/nonexistent");
    let output = command.args(arguments).current_dir(root).output().unwrap();
    let mut text = String::from_utf8(output.stdout).unwrap();
    for stage in stages {
        let number = |prefix: &str| stage.strip_prefix(prefix)?.parse::<usize>().ok();
        text = match (number("head -n "), number("cut -c -")) {
            (Some(lines), _) => text.lines().take(lines).collect::<Vec<_>>().join("\n"),
            (_, Some(columns)) => {
                text.lines().map(|line| line.chars().take(columns).collect::<String>()).collect::<Vec<_>>().join("\n")
            }
            _ => return None,
        };
    }
    Some(text)
}

#[test]
fn the_keys_are_those_of_the_action_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the README marks where the keys begin");
    let (keys, after) = rest.split_once(END).expect("the README marks where the keys end");
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{}{END}{after}", table())).unwrap();
    } else {
        assert_eq!(keys, table(), "run UPDATE_README=1 cargo test --test readme");
    }
}
