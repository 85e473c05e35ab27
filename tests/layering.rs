//! The floors of the house: each uses only those above it, and the terminal is known to two of them only.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// From the top down. A floor may name those before it.
const FLOORS: [&str; 10] =
    ["text", "article", "analysis", "collection", "library", "compare", "app", "ui", "runtime", "cli"];
/// What `app` must not name: a step of the state does no I/O and knows no time.
const OUTSIDE: [&str; 6] = ["std::fs", "std::io", "std::net", "std::thread", "std::time", "std::env"];
/// What only `ui` and below may name.
const TERMINAL: [&str; 2] = ["ratatui", "crossterm"];

#[test]
fn every_floor_uses_only_those_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for floor in FLOORS {
        for file in rust_files(&src.join(floor)) {
            let source = fs::read_to_string(&file).expect("a readable source file");
            seen += 1;
            wrong.extend(wrong_arrows(floor, &source).into_iter().map(|arrow| format!("{}: {arrow}", file.display())));
        }
    }
    assert!(seen >= FLOORS.len(), "only {seen} files found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_and_file_belongs_to_a_floor() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).expect("src").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let known = FLOORS.contains(&name.as_str()) || ["lib.rs", "main.rs"].contains(&name.as_str());
        assert!(known, "src/{name} belongs to no floor");
    }
}

#[test]
fn wrong_arrows_are_caught() {
    let wrong = [
        ("text", "use crate::article::Article;"),
        ("article", "fn f() { crate::collection::load(); }"),
        ("analysis", "use crate::{text::Span, app::State};"),
        ("collection", "use crate::{\n    text::Span,\n    compare::{a, b},\n};"),
        ("app", "use ratatui::Frame;"),
        ("text", "fn f(key: crossterm::event::KeyEvent) {}"),
        ("app", "use super::super::ui::draw;"),
        ("compare", "use crate :: runtime;"),
        ("text", "use crossread::cli::main;"),
        ("app", "use std::time::Instant;"),
    ];
    for (floor, source) in wrong {
        assert_eq!(wrong_arrows(floor, source).len(), 1, "in {floor}: {source}");
    }
}

#[test]
fn right_arrows_and_mere_words_are_not() {
    let right = [
        ("cli", "use crate::runtime::open;\nuse crate::text::sanitize;"),
        ("analysis", "use crate::{article::Article, text::{Span, sanitize}};"),
        ("analysis", "use crate::analysis::entity;"),
        ("text", "//! Unlike crate::ui, this knows no terminal, nor ratatui."),
        ("text", "/* crate::ui */ const SAYS: &str = \"use crate::ui\";"),
        ("ui", "use ratatui::Frame;"),
        ("text", "use super::span::Span;"),
    ];
    for (floor, source) in right {
        assert_eq!(wrong_arrows(floor, source), Vec::<String>::new(), "in {floor}: {source}");
    }
}

/// What `source`, on `floor`, names although it must not.
fn wrong_arrows(floor: &str, source: &str) -> Vec<String> {
    let own = place(floor).expect("a known floor");
    let code = code_of(source);
    let mut wrong = Vec::new();
    for root in ["crate::", "crossread::", "super::super::"] {
        for (at, _) in code.match_indices(root) {
            if code[..at].ends_with(is_word) {
                continue;
            }
            for named in first_segments(&code[at + root.len()..]) {
                if place(&named).is_some_and(|below| below > own) {
                    wrong.push(format!("{floor} must not use {named}"));
                }
            }
        }
    }
    if own < place("ui").expect("a known floor") {
        let words: Vec<&str> = code.split(|c| !is_word(c)).collect();
        wrong.extend(TERMINAL.iter().filter(|t| words.contains(t)).map(|t| format!("{floor} must not name {t}")));
    }
    if floor == "app" {
        let named = OUTSIDE.iter().filter(|path| code.contains(*path));
        wrong.extend(named.map(|path| format!("app must not name {path}")));
    }
    wrong
}

fn place(floor: &str) -> Option<usize> {
    FLOORS.iter().position(|known| *known == floor)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first segments of the paths that follow: `a` of `a::b`, `a` and `c` of `{a::b, c::{d, e}}`.
fn first_segments(rest: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| is_word(*c)).collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![word(rest)] };
    let mut segments = vec![word(group)];
    let mut depth = 1;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => segments.push(word(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    segments
}

/// `source` without comments, string literals and white space between symbols.
fn code_of(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if c == '"' {
            string_length(rest)
        } else if rest.starts_with("'\"'") || rest.starts_with("b'\"'") {
            rest.find("\"'").map_or(1, |end| end + 2)
        } else {
            let keeps = !c.is_whitespace() || (code.ends_with(is_word) && rest.trim_start().starts_with(is_word));
            if keeps {
                code.push(if c.is_whitespace() { ' ' } else { c });
            }
            c.len_utf8()
        };
        rest = &rest[skipped..];
    }
    code
}

/// Length of the string literal at the start, quotes included. Raw strings that hold quotes are read as several.
fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("every floor is a folder").flatten().map(|entry| entry.path());
    entries
        .flat_map(|path| match path.extension() {
            _ if path.is_dir() => rust_files(&path),
            Some(extension) if extension == "rs" => vec![path],
            _ => Vec::new(),
        })
        .collect()
}
