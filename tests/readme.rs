//! The README's table of keys is the action table's. `UPDATE_README=1 cargo test --test readme` writes it anew.

use crossread::app::Action;
use std::fmt::Write as _;
use std::path::Path;

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
        let keys: Vec<String> = declaration.keys.iter().map(|key| format!("`{key}`")).collect();
        let _ = writeln!(out, "| {} | {} | `{}` |", keys.join(" "), declaration.doc, declaration.name);
    }
    out.push('\n');
    out
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
