//! The commands that fetch, as they are called.

use crate::server::{Server, ok, status};
use crate::{page, rss};
use std::path::Path;
use std::process::{Command, Output};

/// Runs the program with a library in `folder`.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossread"));
    for home in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"] {
        command.env(home, folder);
    }
    let Output { status, stdout, stderr } = command.args(args).output().expect("the program");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn follow_update_list_and_leave() {
    let server = Server::start(|request| match request.path.as_str() {
        "/feed" => ok("application/rss+xml", rss(&[("ferries", "The ferries run again.", true)])),
        "/page" => ok("text/html", page("The storm is over")),
        _ => status(404, &[]),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path();
    let (feed, gone) = (server.url("/feed"), server.url("/gone"));
    let net = ["--allow-local", "--pause", "1"];

    let (code, out, err) = run(home, &["update"]);
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert!(err.contains("crossread add URL"), "{err}");

    let (code, out, err) = run(home, &["add", &feed]);
    assert_eq!((code, out.as_str()), (Some(1), ""), "the local network is not asked");
    assert!(err.contains("--allow-local") && server.asked().is_empty(), "{err}");

    let (code, out, err) = run(home, &[&["add", &feed, &server.url("/page")], &net[..]].concat());
    assert_eq!((code, out.as_str()), (Some(0), "The Harbour News: 1 new\nThe storm is over: added\n"), "{err}");
    assert!(err.contains("the page names a feed"), "{err}");

    let list = home.join("list.opml");
    let opml = format!("<opml version='2.0'><body><outline text='Lost' xmlUrl='{gone}'/></body></opml>");
    std::fs::write(&list, opml).expect("a file");
    let (code, out, err) = run(home, &["add", &list.to_string_lossy()]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.ends_with("1 feed followed; `crossread update` fetches what is new\n"), "{out}");

    let (code, out, err) = run(home, &[&["update"], &net[..]].concat());
    assert_eq!((code, out.as_str()), (Some(1), "The Harbour News: nothing new\n"));
    assert!(err.contains("Lost") && err.contains("404"), "{err}");
    let (code, _, err) = run(home, &[&["update"], &net[..]].concat());
    assert_eq!(code, Some(0), "one that is left alone does not fail");
    assert!(err.contains("Lost: left alone for 15 min more"), "{err}");

    let (_, out, _) = run(home, &["feeds", "--format", "csv"]);
    assert_eq!(out.lines().next(), Some("url,title,folder,fetched,articles,unread,error"));
    assert!(out.contains(&format!("{feed},The Harbour News,,")) && out.contains(",1,1,"), "{out}");
    let (_, out, _) = run(home, &["feeds", "--format", "jsonl"]);
    assert_eq!(out.lines().count(), 2, "{out}");
    let (_, out, _) = run(home, &["feeds", "--opml"]);
    assert!(out.contains("<opml") && out.contains(&feed) && out.contains(&gone), "{out}");

    assert_eq!(run(home, &["feeds", "--remove", &gone]).0, Some(0));
    assert_eq!(run(home, &["feeds", "--remove", &gone]).0, Some(1));
    let (_, out, _) = run(home, &["feeds"]);
    assert!(out.starts_with("The Harbour News  -  1 unread of 1  20") && out.lines().count() == 1, "{out}");
}

/// What the reader took back or removed stays away from updates; adding the feed anew brings back what was taken back.
#[test]
fn what_came_in_is_taken_back_and_stays_away() {
    let items = [("ferries", "The ferries run again.", true), ("tides", "The tide was high.", true)];
    let server = Server::start(move |request| match request.path.as_str() {
        "/feed" => ok("application/rss+xml", rss(&items)),
        _ => status(404, &[]),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let (home, feed) = (folder.path(), server.url("/feed"));
    let fetch = |args: &[&str]| run(home, &[args, &["--allow-local", "--pause", "1"][..]].concat()).1;
    let history = || {
        let lines = run(home, &["history"]).1;
        lines.lines().filter_map(|line| Some(line.split_once("Z  ")?.1.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(fetch(&["add", &feed]), "The Harbour News: 2 new\n");
    assert_eq!(history(), ["brought in 2 articles", "followed The Harbour News"]);
    assert_eq!(run(home, &["undo"]).1, "taken back: brought in 2 articles\n");
    assert_eq!(fetch(&["update"]), "The Harbour News: nothing new\n");
    assert_eq!(history().len(), 2);
    let (_, out, _) = run(home, &["feeds", "--format", "csv"]);
    assert!(out.contains(",0,0,"), "{out}");
    assert_eq!(fetch(&["add", &feed]), "The Harbour News: 2 new\n");
    assert_eq!(history(), ["brought in 2 articles", "brought in 2 articles  (undone)", "followed The Harbour News"]);
    // One that was removed by itself does not come back with its feed.
    let path = home.join("crossread/library.db");
    let mut library = crossread::library::Library::open(&path).expect("a library");
    let one = library.all().expect("ids")[0];
    library.change(&crossread::library::Change::Remove(vec![one])).expect("removed");
    assert_eq!(fetch(&["add", &feed]), "The Harbour News: nothing new\n");
    assert_eq!(fetch(&["update"]), "The Harbour News: nothing new\n");
    assert_eq!(library.counts().expect("counts").articles, 1);
}
