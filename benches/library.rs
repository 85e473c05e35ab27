//! The library at size, the program as its reader meets it: `cargo bench --bench library -- [COUNT]... [--texts FOLDER]`
//! fills a library with COUNT generated articles (1,000 and 10,000 without any), opens it in a pseudo-terminal, searches and
//! filters it, and presses keys while more are brought in. With newsboat on the path, as many items are put before it.
//! Prints one table.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a benchmark that cannot be set up has nothing to say")]

#[path = "../examples/corpus/mod.rs"]
mod corpus;
#[path = "../tests/terminal/pty.rs"]
#[allow(dead_code)]
mod pty;

use corpus::{Corpus, Generated};
use crossread::article::ReadOptions;
use crossread::collection::{LoadOptions, Loaded, load, samples};
use crossread::library::{Library, Order, Query};
use jiff::civil::Date;
use portable_pty::CommandBuilder;
use pty::Session;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_crossread");

fn main() {
    let (mut counts, mut texts) = (Vec::new(), Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--texts" => texts.extend(arguments.next().map(PathBuf::from)),
            // What cargo gives to every benchmark.
            "--bench" => {}
            count => counts.push(count.parse().expect("a number of articles")),
        }
    }
    if counts.is_empty() {
        counts = vec![1_000, 10_000];
    }
    let corpus = corpus(&texts);
    let rows: Vec<Vec<(&str, String)>> = counts.iter().map(|count| measure(&corpus, *count)).collect();
    let mut table = String::from("| what |");
    for count in &counts {
        write!(table, " {count} |").unwrap();
    }
    table.push_str("\n|---|");
    counts.iter().for_each(|_| table.push_str("---|"));
    for at in 0..rows.first().map_or(0, Vec::len) {
        write!(table, "\n| {} |", rows[0][at].0).unwrap();
        for row in &rows {
            write!(table, " {} |", row[at].1).unwrap();
        }
    }
    println!("{table}");
}

fn corpus(texts: &[PathBuf]) -> Corpus {
    let mut articles = samples();
    load(texts, LoadOptions::new(ReadOptions::default()), &mut |loaded, _| {
        if let Loaded::Article { article, .. } = loaded {
            articles.push(*article);
        }
        ControlFlow::Continue(())
    });
    Corpus::of(articles)
}

fn lines(corpus: &Corpus, numbers: std::ops::Range<usize>, to: &Path) {
    let mut file = BufWriter::new(File::create(to).unwrap());
    for number in numbers {
        let Generated { title, source, date, paragraphs } = corpus.article(number);
        let (id, text) = (format!("g{number:06}"), paragraphs.join("\n\n"));
        writeln!(
            file,
            "{}",
            serde_json::json!({"id": id, "title": title, "source": source, "date": date, "text": text})
        )
        .unwrap();
    }
}

fn measure(corpus: &Corpus, count: usize) -> Vec<(&'static str, String)> {
    let home = tempfile::tempdir().unwrap();
    let (lines_of, more) = (home.path().join("all.jsonl"), home.path().join("more.jsonl"));
    lines(corpus, 0..count, &lines_of);
    lines(corpus, count..count + (count / 2).clamp(2_000, 20_000), &more);
    let path = home.path().join("library.db");
    let mut out = Vec::new();
    let begun = Instant::now();
    let done = Command::new(PROGRAM).arg("add").arg("--library").arg(&path).arg(&lines_of).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let took = begun.elapsed();
    out.push(("import, articles a second", format!("{:.0}", count as f64 / took.as_secs_f64())));
    let again = Instant::now();
    Command::new(PROGRAM).arg("add").arg("--library").arg(&path).arg(&lines_of).output().unwrap();
    out.push(("the same again, all there", ms(again.elapsed())));
    out.push((
        "on disk, an article",
        format!("{:.1} kB", fs::metadata(&path).unwrap().len() as f64 / 1e3 / count as f64),
    ));
    queries(&path, &mut out);
    screen(home.path(), &path, &more, &mut out);
    newsboat(corpus, count, home.path(), &mut out);
    out
}

/// What a query takes in the library itself: the slowest of five that differ.
fn queries(path: &Path, out: &mut Vec<(&'static str, String)>) {
    let library = Library::open(path).unwrap();
    let today = Date::constant(2026, 1, 1);
    let slowest = |texts: &[&str]| {
        let took = texts.iter().map(|text| {
            let query = Query::typed(text, today).unwrap();
            // Once before, as a reader's own letters have done.
            library.find(&query, Order::Relevance).unwrap();
            let begun = Instant::now();
            let found = library.find(&query, Order::Relevance).unwrap();
            let first: Vec<_> = found.into_iter().take(40).collect();
            library.rows(&first).unwrap();
            library.snippets(&query, &first).unwrap();
            begun.elapsed()
        });
        ms(took.max().unwrap_or_default())
    };
    out.push((
        "search: rare and common words, a phrase, a prefix",
        slowest(&["harbour", "said", "the", "\"gas and oil\"", "pres"]),
    ));
    out.push((
        "search: by entity",
        slowest(&["person:Brankovic", "place:China", "entity:\"Xi Jinping\" not place:Beijing"]),
    ));
    out.push((
        "search: by speaker, figure and date",
        slowest(&["speaker:Putin says:friend", "figure:>100", "date:2020..2022"]),
    ));
}

fn command(program: &str, home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env("TERM", "xterm-256color");
    command.env_remove("TMUX");
    for (name, folder) in [("XDG_CONFIG_HOME", "c"), ("XDG_STATE_HOME", "s"), ("XDG_DATA_HOME", "d"), ("HOME", "h")] {
        command.env(name, home.join(folder));
    }
    command.cwd(home);
    command
}

/// The program on the screen: how soon it is there, what it weighs, how it answers keys while more comes in.
fn screen(home: &Path, path: &Path, more: &Path, out: &mut Vec<(&'static str, String)>) {
    let opened = || {
        let mut command = command(PROGRAM, home);
        command.arg("--library");
        command.arg(path);
        let begun = Instant::now();
        (Session::start(command), begun)
    };
    let (session, begun) = opened();
    session.wait_until("the first articles", |session| session.text().contains("Report"));
    out.push(("first frame with articles", ms(begun.elapsed())));
    std::thread::sleep(Duration::from_secs(3));
    out.push(("resident, 3 s later", resident(&session)));
    drop(session);
    let (mut session, _) = opened();
    session.wait_until("the first articles", |session| session.text().contains("Report"));
    let begun = Instant::now();
    session.press("Qharbour");
    session.wait_until("what was found", |session| session.text().contains("in the list"));
    out.push(("seven letters of a search, on the screen", ms(begun.elapsed())));
    session.press("\x1b\x1b\x1b");
    let mut bringing = Command::new(PROGRAM)
        .arg("add")
        .arg("--library")
        .arg(path)
        .arg(more)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut took: Vec<Duration> = Vec::new();
    while bringing.try_wait().unwrap().is_none() && took.len() < 2_000 {
        for key in ["j", "k"] {
            let before = session.raw.lock().unwrap().len();
            let begun = Instant::now();
            session.press(key);
            while session.raw.lock().unwrap().len() == before && begun.elapsed() < Duration::from_secs(1) {
                std::thread::sleep(Duration::from_micros(200));
            }
            took.push(begun.elapsed());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    let _ = bringing.wait();
    took.sort_unstable();
    let at = |part: f64| took.get(((took.len() as f64 - 1.0) * part) as usize).copied().unwrap_or_default();
    out.push(("a key while more comes in, median", ms(at(0.5))));
    out.push(("a key while more comes in, 99 of 100", ms(at(0.99))));
    out.push(("resident after that", resident(&session)));
}

/// As many items before newsboat: a feed in a file, read in once, then opened again.
fn newsboat(corpus: &Corpus, count: usize, home: &Path, out: &mut Vec<(&'static str, String)>) {
    let names = ["newsboat: reading them in", "newsboat: start", "newsboat: resident", "newsboat: search"];
    if Command::new("newsboat").arg("--version").output().is_err() {
        return out.extend(names.map(|name| (name, "not there".to_owned())));
    }
    let feed = home.join("feed.xml");
    let mut file = BufWriter::new(File::create(&feed).unwrap());
    write!(
        file,
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>All</title><link>http://localhost/</link>"
    )
    .unwrap();
    for number in 0..count {
        let Generated { title, paragraphs, .. } = corpus.article(number);
        let text = escaped(&paragraphs.join("<p>"));
        write!(
            file,
            "<item><title>{}</title><guid>g{number}</guid><link>http://localhost/{number}</link>\
             <pubDate>Sat, 01 Jan 2022 00:00:00 GMT</pubDate><description>{text}</description></item>",
            escaped(&title)
        )
        .unwrap();
    }
    write!(file, "</channel></rss>").unwrap();
    drop(file);
    let (urls, cache, config) = (home.join("urls"), home.join("cache.db"), home.join("newsboat"));
    fs::write(&urls, format!("file://{}\n", feed.display())).unwrap();
    fs::write(&config, "").unwrap();
    let with = |command: &mut CommandBuilder| {
        for (flag, file) in [("-u", &urls), ("-c", &cache), ("-C", &config)] {
            command.arg(flag);
            command.arg(file);
        }
    };
    let begun = Instant::now();
    let mut reload = Command::new("newsboat");
    reload.arg("-u").arg(&urls).arg("-c").arg(&cache).arg("-C").arg(&config).args(["-x", "reload"]);
    reload.env("HOME", home).output().unwrap();
    out.push((names[0], ms(begun.elapsed())));
    let mut command = command("newsboat", home);
    with(&mut command);
    let begun = Instant::now();
    let mut session = Session::start(command);
    session.wait_until("the feed", |session| session.text().contains("All"));
    out.push((names[1], ms(begun.elapsed())));
    out.push((names[2], resident(&session)));
    session.press("/");
    session.wait_until("the prompt", |session| session.text().contains("Search"));
    let begun = Instant::now();
    session.press("harbour\r");
    session.wait_until("what was found", |session| session.text().contains("Report"));
    out.push((names[3], ms(begun.elapsed())));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn resident(session: &Session) -> String {
    let pid = session.child.process_id().unwrap();
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    let kib: f64 = line.split_whitespace().next().and_then(|kib| kib.parse().ok()).unwrap_or_default();
    format!("{:.0} MB", kib / 1024.0)
}

fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1e3)
}
