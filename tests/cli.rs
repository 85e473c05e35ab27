//! The program as it is called: exit codes, formats, the filter's contract, closed pipes, and that nothing harmful comes out.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn crossread() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossread"));
    // What the developer keeps must not show.
    command.env_remove("NO_COLOR").env("XDG_DATA_HOME", "/nonexistent").stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    crossread().args(args).output().expect("the program starts")
}

/// Runs in a folder, so that paths in the output do not depend on where that is.
fn run_in(folder: &Path, args: &[&str]) -> Output {
    crossread().current_dir(folder).args(args).output().expect("the program starts")
}

fn filter(args: &[&str], input: &[u8]) -> Output {
    let mut child = crossread()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn json_lines(bytes: &[u8]) -> Vec<serde_json::Value> {
    text(bytes).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn corpus() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let lines = concat!(
        r#"{"id": "a", "title": "A ferry returns", "source": "Harbour Wire", "date": "2022-02-04", "author": "I. Roe", "text": "The ferry came back.\n\nNobody was hurt."}"#,
        "\n",
        r#"{"id": "b", "text": "Zoë said: “Às nove.”", "desk": "foreign", "n": 3}"#,
        "\n",
    );
    fs::write(dir.path().join("two.jsonl"), lines).expect("a file");
    dir
}

#[test]
fn wrong_calls_exit_with_2() {
    for args in [
        &["list", "--format", "pdf"][..],
        &["--no-such-flag"],
        &["completions", "tcl"],
        &["analyze", "-", "x.jsonl"],
        &["man", "nothing"],
        &["show", "--id"],
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn the_reader_without_a_terminal_says_what_to_use_instead() {
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("crossread list"));
}

#[test]
fn an_unreadable_input_is_one_line_and_the_others_are_still_processed() {
    let dir = corpus();
    for command in ["list", "show", "analyze", "entities"] {
        let output = run_in(dir.path(), &[command, "missing.txt", "two.jsonl"]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        let complaint = text(&output.stderr);
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        assert!(complaint.contains("missing.txt"), "{complaint}");
        if command != "entities" {
            assert!(!output.stdout.is_empty(), "{command}");
        }
    }
}

#[test]
fn samples_stand_in_for_missing_paths() {
    for command in ["list", "show"] {
        let output = run(&[command]);
        assert_eq!(output.status.code(), Some(0), "{command}");
        assert!(!output.stdout.is_empty() && output.stderr.is_empty(), "{command}");
    }
    assert_eq!(run(&["entities"]).status.code(), Some(0));
}

#[test]
fn list_and_show_print_what_they_promise() {
    let dir = corpus();
    let list = |format| text(&run_in(dir.path(), &["list", "two.jsonl", "--format", format]).stdout);
    insta::assert_snapshot!("list_text", list("text"));
    insta::assert_snapshot!("list_csv", list("csv"));
    let objects: Vec<serde_json::Value> = serde_json::from_str(&list("json")).expect("an array");
    assert_eq!(objects, json_lines(list("jsonl").as_bytes()));
    let keys: Vec<&String> = objects[0].as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["id", "title", "source", "date", "url", "author", "language", "words", "path"]);

    insta::assert_snapshot!("show_text", text(&run_in(dir.path(), &["show", "two.jsonl"]).stdout));
    let one = run_in(dir.path(), &["show", "two.jsonl", "--id", "b"]);
    assert_eq!(text(&one.stdout), "Zoë said: “Às nove.”\n");
    assert_eq!(run_in(dir.path(), &["show", "two.jsonl", "--id", "c"]).status.code(), Some(1));
}

#[test]
fn list_puts_the_articles_of_a_story_together() {
    let rows = json_lines(&run(&["list", "--stories", "--format", "jsonl"]).stdout);
    assert_eq!(rows.len(), json_lines(&run(&["list", "--format", "jsonl"]).stdout).len());
    let keys: Vec<&String> = rows[0].as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["id", "title", "source", "date", "url", "author", "language", "words", "path", "story"]);
    assert_eq!(rows[0]["story"], 0);
    assert_eq!(rows[1]["story"], 0);
    assert!(text(&run(&["list", "--stories"]).stdout).contains(" accounts: "));
    assert!(text(&run(&["list", "--stories", "--format", "csv"]).stdout).contains(",path,story"));
}

#[test]
fn analyze_keeps_its_contract() {
    let dir = corpus();
    let lines = run_in(dir.path(), &["analyze", "two.jsonl"]);
    assert_eq!(lines.status.code(), Some(0));
    let objects = json_lines(&lines.stdout);
    let keys: Vec<&String> = objects[0].as_object().expect("an object").keys().collect();
    let contract = [
        "id", "title", "source", "date", "url", "author", "language", "text", "mentions", "entities", "quotes",
        "figures", "dates",
    ];
    assert_eq!(keys, contract);
    assert_eq!(objects[1]["extra"], serde_json::json!({"desk": "foreign", "n": 3}));
    assert_eq!(objects[1]["url"], serde_json::Value::Null);
    for object in &objects {
        let all: Vec<char> = object["text"].as_str().expect("a text").chars().collect();
        for mention in object["mentions"].as_array().expect("mentions") {
            let at = |key: &str| usize::try_from(mention[key].as_u64().expect("an offset")).expect("small");
            assert_eq!(all[at("start")..at("end")].iter().collect::<String>(), mention["text"].as_str().expect("text"));
        }
    }
    let array = run_in(dir.path(), &["analyze", "two.jsonl", "--format", "json"]);
    assert_eq!(serde_json::from_slice::<Vec<serde_json::Value>>(&array.stdout).expect("an array"), objects);
    // The same lines through the filter give the same objects.
    let input = fs::read(dir.path().join("two.jsonl")).expect("the corpus");
    assert_eq!(json_lines(&filter(&["analyze", "-"], &input).stdout), objects);
    assert_eq!(json_lines(&filter(&["analyze"], &input).stdout), objects);
}

#[test]
fn entities_keep_their_contract() {
    let dir = corpus();
    let output = run_in(dir.path(), &["entities", "--format", "json", "two.jsonl"]);
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one value");
    assert_eq!(
        all["articles"],
        serde_json::json!([{"id": "a", "title": "A ferry returns"}, {"id": "b", "title": null}])
    );
    let entities = all["entities"].as_array().expect("entities");
    for entity in entities {
        assert_eq!(entity["count"].as_u64(), entity["mentions"].as_array().map(|mentions| mentions.len() as u64));
    }
    let lines = run_in(dir.path(), &["entities", "--format", "jsonl", "two.jsonl"]);
    assert_eq!(&json_lines(&lines.stdout), entities);
    let rows = run_in(dir.path(), &["entities", "--format", "csv", "two.jsonl"]);
    assert!(text(&rows.stdout).starts_with("id,name,type,count,articles,aliases,roles\n"));
}

#[test]
fn quotes_keep_their_contract() {
    let shown = text(&run(&["quotes"]).stdout);
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    insta::assert_snapshot!("quotes_text", shown);
    let all: serde_json::Value = serde_json::from_slice(&run(&["quotes", "--format", "json"]).stdout).expect("a value");
    let speakers = all["speakers"].as_array().expect("speakers");
    let count: usize = speakers.iter().map(|one| one["quotes"].as_array().map_or(0, Vec::len)).sum();
    let lines = json_lines(&run(&["quotes", "--format", "jsonl"]).stdout);
    assert_eq!(lines.len(), count);
    let keys: Vec<&String> = lines[0].as_object().expect("an object").keys().collect();
    assert_eq!(keys[..3], ["speaker", "name", "type"]);
    let rows = text(&run(&["quotes", "--format", "csv"]).stdout);
    assert!(rows.starts_with("speaker,name,type,kind,text,organization,speaker_text,cue,article,title,source,date\n"));
    let putin = text(&run(&["quotes", "--speaker", "putin"]).stdout);
    assert!(putin.starts_with("Vladimir Putin, person") && !putin.contains("Xi Jinping, person"), "{putin}");
    let nobody = run(&["quotes", "--speaker", "no such name"]);
    assert!(nobody.stdout.is_empty() && nobody.status.success());
    assert!(text(&nobody.stderr).contains("nobody called"));
}

#[test]
fn export_writes_one_document() {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let of = |name: &str| format!("{seeds}/{name}");
    let (a, b) = (of("1-an-old-friend-comes-to-beijing.md"), of("5-before-the-games-a-visit-and-fifteen-contracts.md"));
    let dir = tempfile::tempdir().expect("a folder");
    insta::assert_snapshot!("export_markdown", text(&run(&["export", &a, &b]).stdout));
    let html = text(&run(&["export", &a, &b, "--format", "html"]).stdout);
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("id=\"p1a\"") && html.contains("href=\"#p1b\""));
    assert!(!html.contains("<script") && !html.contains("http-equiv=\"refresh") && !html.contains("src="));
    let one = text(&run(&["export", &a]).stdout);
    assert!(one.starts_with("# An old friend comes to Beijing") && one.contains("### Who is in it"), "{one}");
    let folder = text(&run(&["export", seeds, "--format", "html"]).stdout);
    assert!(folder.contains("<title>5 articles</title>"));
    let compared = run(&["export", &a, &b, "--format", "json"]).stdout;
    assert_eq!(compared, run(&["compare", &a, &b, "--format", "json"]).stdout);
    let rows = text(&run(&["export", seeds, "--format", "csv"]).stdout);
    assert!(rows.starts_with("id,title,source,date,url,author,language,text,tags,highlights,read,starred\n"), "{rows}");
    let lines = text(&run(&["export", seeds, "--format", "json"]).stdout);
    assert_eq!(lines.lines().count(), 5);
    assert!(lines.lines().all(|line| line.starts_with("{\"id\":")), "{lines}");
    insta::assert_snapshot!(
        "export_bibtex",
        text(&run(&["export", &a, &b, "--format", "bibtex"]).stdout).replace(seeds, "")
    );
    let csl = text(&run(&["export", seeds, "--format", "csl"]).stdout);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&csl).expect("JSON").as_array().map(Vec::len), Some(5));
    let asked = text(&run(&["export", seeds, "--format", "json", "--query", "games"]).stdout);
    assert!(!asked.is_empty() && asked.lines().all(|line| lines.contains(&line[line.find(",\"title").unwrap_or(0)..])));
    let wrong = run(&["export", seeds, "--query", "persn:x"]);
    assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(2), 0));
    let to = |args: &[&str]| run_in(dir.path(), &[&["export", &a, &b, "--output", "out.md"], args].concat());
    assert!(to(&[]).status.success());
    fs::write(dir.path().join("out.md"), "mine").expect("a file");
    let again = to(&[]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("is there already"));
    assert_eq!(fs::read_to_string(dir.path().join("out.md")).expect("a file"), "mine");
    assert!(to(&["--force"]).status.success());
    assert!(fs::read_to_string(dir.path().join("out.md")).expect("a file").starts_with("# Two accounts compared"));
    assert_eq!(run(&["export", &of("none.md")]).status.code(), Some(1));
}

#[test]
fn the_filter_gives_one_line_for_each_in_order() {
    let input = b"{\"id\": \"1\", \"text\": \"One.\"}\nnot json\n\n{\"id\": \"4\", \"text\": \"\\u001b[31mFour\"}\n[5]\n\xff\n{\"id\": \"7\", \"text\": \"Seven\"}";
    let output = filter(&["analyze", "-"], input);
    assert_eq!(output.status.code(), Some(1));
    let objects = json_lines(&output.stdout);
    assert_eq!(objects.len(), 7, "one line for each");
    for (line, id) in [(1, "1"), (4, "4"), (7, "7")] {
        assert_eq!(objects[line - 1]["id"], id);
    }
    for line in [2, 3, 5, 6] {
        let object = objects[line - 1].as_object().expect("an object");
        assert_eq!(object.keys().collect::<Vec<_>>(), ["error", "line"]);
        assert_eq!(object["line"], line);
    }
    let complaints = text(&output.stderr);
    assert_eq!(complaints.lines().count(), 4, "{complaints}");
    assert!(complaints.lines().next().is_some_and(|first| first.contains("line 2")));
}

#[test]
fn the_filter_passes_on_what_it_has_no_use_for() {
    let extra = r#""extra":{"z":12345678901234567890123,"a":2.50,"m":[1e+400],"b":{"y":1,"c":null}}"#;
    let line =
        r#"{"z":12345678901234567890123,"id":7,"a":2.50,"text":"Half \ud800 of it.","m":[1e400],"b":{"y":1,"c":null}}"#;
    let output = filter(&["analyze"], line.as_bytes());
    let printed = text(&output.stdout);
    assert!(printed.trim_end().ends_with(&format!("{extra}}}")), "{printed}");
    assert_eq!(json_lines(&output.stdout)[0]["text"], "Half \u{fffd} of it.");
    assert_eq!(json_lines(&output.stdout)[0]["id"], "7");
}

#[test]
fn a_line_of_the_filter_is_utf_8_or_not_valid() {
    let output = filter(&["analyze"], b"{\"text\": \"caf\xe9\"}\n{\"text\": \"caf\xc3\xa9\"}\n");
    assert_eq!(output.status.code(), Some(1));
    let objects = json_lines(&output.stdout);
    assert_eq!(objects[0]["error"], "the line is not valid UTF-8 at byte 14");
    assert_eq!((&objects[0]["line"], &objects[1]["text"]), (&1.into(), &"caf\u{e9}".into()));
}

#[test]
fn show_marks_items_and_quotes() {
    let dir = tempfile::tempdir().expect("a folder");
    let lists = "1. one\n2. two\n\n- three\n\n> four\n";
    fs::write(dir.path().join("a.md"), lists).expect("written");
    let shown = text(&run_in(dir.path(), &["show", "a.md"]).stdout);
    assert_eq!(shown, "1. one\n\n2. two\n\n- three\n\n> four\n");
}

#[test]
fn the_filter_has_no_state_between_lines() {
    let line = b"{\"id\": \"x\", \"text\": \"Vladimir Putin met Xi Jinping in Beijing. Putin smiled.\"}\n";
    let other = b"{\"id\": \"y\", \"text\": \"Igor Putin stayed at home in Berlin.\"}\n";
    let alone = filter(&["analyze"], line).stdout;
    let among = filter(&["analyze"], &[&other[..], &line[..], &other[..], &line[..]].concat()).stdout;
    let among = text(&among);
    assert_eq!(among.lines().nth(1), text(&alone).lines().next());
    assert_eq!(among.lines().nth(3), text(&alone).lines().next());
}

#[test]
fn the_filter_answers_before_the_next_line_comes() {
    let mut child =
        crossread().arg("analyze").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    for n in 0..3 {
        writeln!(stdin, r#"{{"id": "{n}", "text": "Text."}}"#).expect("it listens");
        let answer = answers.next().expect("an answer").expect("UTF-8");
        assert!(answer.starts_with(&format!(r#"{{"id":"{n}""#)), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let dir = corpus();
    let many = r#"{"id": "x", "text": "A text of a few words."}"#.to_owned() + "\n";
    fs::write(dir.path().join("many.jsonl"), many.repeat(5000)).expect("a file");
    for command in ["list", "analyze", "show"] {
        let mut child = crossread()
            .current_dir(dir.path())
            .args([command, "many.jsonl"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut first = [0; 10];
        child.stdout.take().expect("a pipe").read_exact(&mut first).expect("it prints");
        let mut complaints = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut complaints).expect("UTF-8");
        assert_eq!(complaints, "", "{command}");
        assert_eq!(child.wait().expect("it ends").code(), Some(0), "{command}");
    }
}

/// Harmful are control characters other than the line break, and those that override the direction of text.
fn harmful(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}')
}

#[test]
fn nothing_harmful_comes_out() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let evil = "\\u001b]0;x\\u0007 \\u009b31m \\u202e red \\r\\b";
    let keys = ["id", "title", "source", "date", "url", "author", "language", "text", "other", evil];
    let fields: Vec<String> = keys.iter().map(|key| format!("\"{key}\": \"{evil} Ann Lee in Rome\"")).collect();
    let line = format!("{{{}}}\n{{\"{evil}\": \n", fields.join(", "));
    let name = "\u{1b}[31m\u{9b}2J\u{202e}.jsonl";
    fs::write(dir.path().join(name), &line).expect("a file");
    let calls = [
        &["list"][..],
        &["list", "--format", "csv"],
        &["list", "--format", "json"],
        &["show"],
        &["show", "--raw"],
        &["show", "--format", "json"],
        &["analyze"],
        &["analyze", "--raw"],
        &["entities"],
        &["entities", "--format", "json"],
        &["entities", "--format", "csv"],
        &["show", "--id"],
        &["list", "--format"],
        &["man"],
    ];
    for call in calls {
        for path in [name, ".", "missing\u{1b}[31m\u{9b}.txt"] {
            let output = run_in(dir.path(), &[call, &[path]].concat());
            for stream in [text(&output.stdout), text(&output.stderr)] {
                assert!(!stream.contains(harmful), "{call:?} {path:?}: {stream:?}");
            }
        }
    }
    let output = filter(&["analyze"], line.as_bytes());
    assert!(!text(&output.stdout).contains(harmful) && !text(&output.stderr).contains(harmful));
}

#[test]
fn a_pipe_gets_no_colour() {
    for no_color in [None, Some("1")] {
        let mut command = crossread();
        command.arg("show");
        no_color.map(|value| command.env("NO_COLOR", value));
        assert!(!command.output().expect("it runs").stdout.contains(&0x1b));
    }
}

#[test]
fn manual_pages_and_completions_come_from_the_declaration() {
    let page = text(&run(&["man"]).stdout);
    assert!(page.contains("crossread") && page.contains("entities"));
    assert!(text(&run(&["man", "analyze"]).stdout).contains("crossread\\-analyze"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell]);
        assert!(output.status.success() && text(&output.stdout).contains("analyze"), "{shell}");
    }
}

/// What `crossread show` writes to a terminal of 60 columns.
fn on_a_terminal(file: &Path, no_color: Option<&str>) -> String {
    let size = portable_pty::PtySize { rows: 24, cols: 60, pixel_width: 0, pixel_height: 0 };
    let pty = portable_pty::native_pty_system().openpty(size).expect("a terminal");
    let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.args(["show".as_ref(), file.as_os_str()]);
    command.env("TERM", "xterm");
    command.env_remove("NO_COLOR");
    if let Some(value) = no_color {
        command.env("NO_COLOR", value);
    }
    let mut reader = pty.master.try_clone_reader().expect("its output");
    let mut child = pty.slave.spawn_command(command).expect("the program starts");
    drop(pty.slave);
    let mut shown = Vec::new();
    // Some systems report the end of a terminal as an error.
    let _ = reader.read_to_end(&mut shown);
    assert!(child.wait().expect("it ends").success());
    text(&shown)
}

#[test]
fn a_terminal_gets_wrapped_rows_and_colour_unless_told_otherwise() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("a.jsonl");
    let body = "The ferry came back to the harbour. ".repeat(8);
    fs::write(&file, format!(r#"{{"id": "a", "title": "A ferry returns", "text": "{body}"}}"#)).expect("a file");
    assert!(on_a_terminal(&file, None).contains("\u{1b}[1mA ferry returns\u{1b}[0m"));
    assert!(on_a_terminal(&file, Some("")).contains('\u{1b}'), "an empty NO_COLOR counts as none");
    let plain = on_a_terminal(&file, Some("1"));
    assert!(!plain.contains('\u{1b}'));
    assert!(plain.lines().count() > 4 && plain.lines().all(|row| row.chars().count() <= 60), "{plain}");
}

/// `--raw` hands the text over to the last code point, and what a terminal would obey stands as an escape.
#[test]
fn raw_text_is_exact_and_harmless() {
    let given =
        "Soft\u{ad}hyphen, zero\u{200b}width, C1 \u{92}s, \u{1b}[31mred, \u{202e}turned.\r\n  Blanks  stay.\t\n";
    let line = serde_json::json!({"id": "x", "text": given}).to_string() + "\n";
    let output = filter(&["analyze", "--raw", "-"], line.as_bytes());
    assert!(!text(&output.stdout).trim_end().contains(harmful), "{:?}", text(&output.stdout));
    assert_eq!(json_lines(&output.stdout)[0]["text"], given);
    let plain = filter(&["analyze", "-"], line.as_bytes());
    let cleaned = &json_lines(&plain.stdout)[0]["text"];
    assert!(!cleaned.as_str().expect("text").contains(harmful), "{cleaned}");
}
