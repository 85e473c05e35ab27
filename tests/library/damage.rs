//! A file that is damaged anywhere: it opens, says so, and what was not on the pages that are hit is saved by a repair.

use super::*;
use crossread::library::query::today;
use crossread::library::{Access, Change, Feed, Kept, Order, Query, Salvaged};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const ARTICLES: usize = 300;
const PAGE: usize = 4096;

/// A page of the file, as SQLite knows it.
#[derive(Clone, Debug)]
struct Page {
    number: usize,
    table: String,
    kind: String,
    rows: usize,
}

/// A library on which pages are hit, and what was in it.
struct Victim {
    dir: TempDir,
    bytes: Vec<u8>,
    pages: Vec<Page>,
    whole: BTreeMap<ArticleId, Kept>,
}

fn victim() -> Victim {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("library.db");
    let mut library = Library::open(&path).expect("a library");
    // Found once: all texts begin with the same words.
    let analysis = analyze(&article("x", TEXT), Models::embedded());
    let batch = (0..ARTICLES).map(|n| {
        let more = format!(" Number {n} of many ferries.").repeat(1 + 17 * (n % 20));
        let origin = Origin::Address(format!("https://a.example/{n}"));
        Incoming::new(article(&format!("Title {n}"), &format!("{TEXT}{more}")), &analysis, origin)
    });
    let added = library.add(&batch.collect::<Vec<_>>()).expect("added");
    let ids: Vec<ArticleId> = added.iter().map(|added| added.id()).collect();
    for id in ids.iter().step_by(2) {
        library.change(&Change::Highlight { article: *id, highlight: highlight(TEXT, "Ivan Petrov") }).expect("marked");
    }
    for (tag, step) in [("sea", 3), ("oslo", 5)] {
        let articles = ids.iter().copied().step_by(step).collect();
        library.change(&Change::Tag { articles, tag: tag.to_owned(), on: true }).expect("tagged");
    }
    let query = Change::SaveQuery { name: "boats".to_owned(), query: "ferries".to_owned() };
    library.change(&query).expect("saved");
    library.change(&Change::Subscribe(Feed::new("https://a.example/feed"))).expect("followed");
    library.set_session("screen", &[7; 300]).expect("kept");
    let whole = library.load(&ids).expect("read").into_iter().map(|kept| (kept.id, kept)).collect();
    drop(library);
    let connection = Connection::open(&path).expect("a database");
    connection.pragma_update(None, "journal_mode", "DELETE").expect("one file");
    let mut statement =
        connection.prepare("SELECT pageno, name, pagetype, ncell FROM dbstat ORDER BY pageno").expect("pages");
    let pages = statement.query_map([], |row| {
        let (number, rows): (i64, i64) = (row.get(0)?, row.get(3)?);
        Ok(Page { number: number as usize, table: row.get(1)?, kind: row.get(2)?, rows: rows as usize })
    });
    let pages = pages.expect("pages").collect::<rusqlite::Result<Vec<Page>>>().expect("pages");
    drop(statement);
    drop(connection);
    let bytes = fs::read(&path).expect("the file");
    assert_eq!(bytes.len() % PAGE, 0);
    Victim { dir, bytes, pages, whole }
}

impl Victim {
    fn path(&self) -> PathBuf {
        self.dir.path().join("library.db")
    }

    /// Writes the file with these pages hit, and nothing beside it.
    fn hit(&self, pages: &[&Page], random: &mut fastrand::Rng, zero: bool) -> PathBuf {
        for entry in fs::read_dir(self.dir.path()).expect("the folder") {
            fs::remove_file(entry.expect("an entry").path()).expect("removed");
        }
        let mut bytes = self.bytes.clone();
        for page in pages {
            let end = page.number * PAGE;
            bytes[end - PAGE..end].fill_with(|| if zero { 0 } else { random.u8(..) });
        }
        fs::write(self.path(), bytes).expect("written");
        self.path()
    }

    /// Opens, reads, mends; what is missing then must have been on those pages.
    fn survives(&self, pages: &[&Page], random: &mut fastrand::Rng, zero: bool) {
        let path = self.hit(pages, random, zero);
        let what = format!("{pages:?}, {}", if zero { "zeros" } else { "noise" });
        self.reads(&path, &what);
        let health = Library::examine(&path, &mut |_| true).unwrap_or_else(|error| panic!("{what}: {error}"));
        if health.findings.is_empty() {
            return;
        }
        assert!(health.salvaged.is_some(), "{what}: {health:?}");
        let repaired = Library::repair(&path, &mut |_| true).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(repaired.aside.exists() && repaired.aside.ends_with("library.damaged-1.db"), "{what}");
        assert_eq!(repaired.list.is_some(), !repaired.salvaged.lost.is_empty() || repaired.salvaged.vanished > 0);
        let library = Library::open(&path).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(*library.access(), Access::ReadWrite, "{what}");
        assert_eq!(library.doctor().expect("looked at").findings, [], "{what}");
        self.compare(&library, &repaired.salvaged, pages, &what);
    }

    /// Whatever a reader does ends, and shows no more than there was.
    fn reads(&self, path: &Path, what: &str) {
        let library = Library::open(path).unwrap_or_else(|error| panic!("{what}: {error}"));
        let ids = library.all().unwrap_or_else(|error| panic!("{what}: {error}"));
        let rows = library.rows(&ids).unwrap_or_else(|error| panic!("{what}: {error}"));
        let kept = library.load(&ids).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(kept.len() <= ids.len() && rows.len() <= ids.len());
        for one in &kept {
            assert!(self.whole.get(&one.id).is_some_and(|was| was.article.text == one.article.text), "{what}");
        }
        if rows.len() < ids.len() {
            assert!(matches!(library.access(), Access::ReadOnly(why) if why.contains("--repair")), "{what}");
        }
        let query = Query::parse("ferries", today()).expect("a query");
        if let Ok(found) = library.find(&query, Order::Relevance) {
            let _ = library.snippets(&query, &found);
        }
        let _ =
            (library.counts(), library.saved_queries(), library.highlights(9), library.shelved(9), library.history(9));
    }

    fn compare(&self, library: &Library, salvaged: &Salvaged, pages: &[&Page], what: &str) {
        let rows = |table: &str| -> usize {
            let of = pages.iter().filter(|page| page.table == table);
            of.map(|page| match page.kind.as_str() {
                "leaf" => page.rows,
                "overflow" => 1,
                _ => 0,
            })
            .sum()
        };
        let ids: Vec<ArticleId> = self.whole.keys().copied().collect();
        let kept = library.load(&ids).expect("read");
        let missing = ids.len() - kept.len();
        assert!(missing <= rows("body"), "{what}: {missing} articles are missing");
        assert_eq!(missing, salvaged.lost.len() + salvaged.vanished, "{what}");
        assert!(salvaged.untitled <= rows("article"), "{what}: {salvaged:?}");
        let (mut untitled, mut unmarked, mut untagged, mut marked) = (0, 0, 0, 0);
        for one in &kept {
            let was = &self.whole[&one.id];
            assert_eq!(one.article.text, was.article.text, "{what}");
            untitled += usize::from(one.article.meta.title != was.article.meta.title);
            unmarked += usize::from(one.marks.highlights != was.marks.highlights);
            untagged += usize::from(one.marks.tags != was.marks.tags);
            marked += usize::from(one.marks.read != was.marks.read);
            let analysed = one.analysis.is_some() || rows("analysis") > 0 || rows("article") > 0;
            assert!(analysed, "{what}: {:?}", one.id);
        }
        assert_eq!((untitled, marked), (salvaged.untitled, 0), "{what}");
        assert!(unmarked <= rows("highlight"), "{what}: {unmarked} without their highlights");
        // What the one has lost, the other knows.
        assert!(untagged == 0 || rows("tag") > 0 && rows("tag_of") > 0, "{what}: {untagged} without their tags");
        assert!(library.saved_queries().expect("read").len() == 1 || rows("saved") > 0, "{what}");
        assert!(library.feeds().expect("read").len() == 1 || rows("feed") > 0, "{what}");
        assert!(library.session("screen").expect("read").is_some() || rows("session") > 0, "{what}");
        let found = library.find(&Query::parse("ferries", today()).expect("a query"), Order::Newest).expect("found");
        assert_eq!(found.len(), kept.len(), "{what}");
    }
}

/// One page each of those that matter most, and some others; with `CROSSREAD_PAGES` every page in turn.
#[test]
fn whichever_page_is_hit_the_rest_is_saved() {
    let victim = victim();
    let mut random = fastrand::Rng::with_seed(11);
    let mut hit: Vec<Page> = victim.pages.clone();
    if std::env::var_os("CROSSREAD_PAGES").is_none() {
        let first = ["sqlite_schema", "article", "body", "highlight"];
        random.shuffle(&mut hit);
        let mut seen = Vec::new();
        hit.retain(|page| {
            let new = !seen.contains(&(page.table.clone(), page.kind.clone()));
            seen.push((page.table.clone(), page.kind.clone()));
            new && (page.number == 1 || first.contains(&page.table.as_str()) || seen.len() < 4)
        });
        hit.push(victim.pages[0].clone());
    }
    for page in &hit {
        let zero = random.bool();
        victim.survives(&[page], &mut random, zero);
    }
    let pairs = if std::env::var_os("CROSSREAD_PAGES").is_none() { 2 } else { 100 };
    for _ in 0..pairs {
        let two = [0, 0].map(|_| &victim.pages[random.usize(..victim.pages.len())]);
        let zero = random.bool();
        victim.survives(&two, &mut random, zero);
    }
}

#[test]
fn every_command_ends_and_says_what_to_do() {
    let victim = victim();
    let mut random = fastrand::Rng::with_seed(12);
    let of = |table: &str, kind: &str| {
        victim.pages.iter().find(|page| page.table == table && page.kind == kind).expect("such a page")
    };
    let program = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crossread"));
        let output = command.args(["--library", "library.db"]).args(args).current_dir(victim.dir.path());
        let output = output.stdin(Stdio::null()).output().expect("the program starts");
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (output.status.code().expect("it ends by itself"), text)
    };
    for (table, kind) in
        [("sqlite_schema", "internal"), ("body", "leaf"), ("article", "internal"), ("search_data", "leaf")]
    {
        victim.hit(&[of(table, kind)], &mut random, true);
        for args in [&["list"][..], &["search", "ferries"], &["export"]] {
            let (status, said) = program(args);
            assert!(status <= 1 && said.contains("Title 1"), "{table}, {args:?}: {status} {said}");
            // Where damage was in the way, though not of what is shown here, that is said, too.
            let told = said.contains("doctor --repair");
            assert!(told || status == 0 && table != "article", "{table}, {args:?}: {said}");
        }
        let (status, said) = program(&["doctor"]);
        assert!(status == 1 && said.contains("can be read"), "{table}: {said}");
        let (status, said) = program(&["doctor", "--repair"]);
        assert!(status <= 1 && said.contains("library.damaged-1.db"), "{table}: {status} {said}");
        let (status, said) = program(&["doctor"]);
        assert!(status == 0 && said.contains("all is well"), "{table}: {said}");
    }
    // Cut in the middle, and nothing but noise.
    let path = victim.hit(&[], &mut random, true);
    fs::write(&path, &victim.bytes[..victim.bytes.len() / 2 + 1000]).expect("written");
    assert_eq!(program(&["list"]).0.max(1), 1);
    let (status, said) = program(&["doctor", "--repair"]);
    assert!(status == 1 && said.contains("lost"), "{said}");
    assert_eq!(program(&["doctor"]).0, 0);
    fs::write(&path, "SQLite format 3\0 and no more than that").expect("written");
    let (status, said) = program(&["doctor", "--repair"]);
    assert!(status <= 1, "{said}");
}

#[test]
fn a_repair_can_be_stopped_and_takes_what_only_the_log_holds() {
    let victim = victim();
    let mut random = fastrand::Rng::with_seed(13);
    let page = victim.pages.iter().find(|page| page.table == "body" && page.kind == "internal").expect("such a page");
    let path = victim.hit(&[page], &mut random, false);
    let before = fs::read(&path).expect("the file");
    assert!(Library::repair(&path, &mut |_| false).is_err());
    assert!(fs::read(&path).expect("the file") == before);
    assert_eq!(fs::read_dir(victim.dir.path()).expect("the folder").count(), 1);
    // A change that stands in the log alone, since its program was killed.
    let other = victim.dir.path().join("other.db");
    fs::write(&other, &victim.bytes).expect("written");
    let mut library = Library::open(&other).expect("opened");
    let id = *victim.whole.keys().next().expect("an article");
    library.change(&Change::Tag { articles: vec![id], tag: "late".to_owned(), on: true }).expect("tagged");
    fs::copy(other.with_file_name("other.db-wal"), path.with_file_name("library.db-wal")).expect("copied");
    drop(library);
    let repaired = Library::repair(&path, &mut |_| true).expect("mended");
    assert_eq!(repaired.salvaged.articles, ARTICLES);
    let library = Library::open(&path).expect("opened");
    assert!(library.marks(id).expect("marks").tags.contains(&"late".to_owned()));
    assert_eq!(library.doctor().expect("looked at").findings, []);
}
