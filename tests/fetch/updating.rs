//! Feeds into the library.

use crate::server::{Reply, Request, Server, ok, status};
use crate::{page, quick, rss};
use crossread::library::fetch::{
    AddError, AddedUrl, Became, Client, FetchError, Options, Report, Step, Stop, Subscribed, add_url, subscribe_all,
    update_library,
};
use crossread::library::{Added, Change, Feed, Library};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tempfile::TempDir;

const FEED: &str = "application/rss+xml";

/// A library of its own that follows some feeds.
struct Shelf {
    library: Library,
    _folder: TempDir,
}

impl Shelf {
    fn of(feeds: &[String]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut library = Library::open(&folder.path().join("library.db")).expect("a library");
        for url in feeds {
            library.change(&Change::Subscribe(Feed::new(url))).expect("to follow a feed");
        }
        Self { library, _folder: folder }
    }

    fn update(&mut self, named: &[String], options: &Options) -> Vec<Report> {
        let mut reports = Vec::new();
        let result = update_library(&mut self.library, named, options, &Stop::default(), &mut |step| {
            if let Step::Done(report) = step {
                reports.push(report);
            }
        });
        result.expect("a library that can be written to");
        reports
    }

    /// An update of everything that comes to one report.
    fn one(&mut self) -> Report {
        self.update(&[], &quick()).pop().expect("a report")
    }

    fn titles(&self) -> Vec<String> {
        let rows = self.library.rows(&self.library.all().expect("ids")).expect("rows");
        let mut titles: Vec<String> = rows.into_iter().map(|row| row.headline).collect();
        titles.sort();
        titles
    }

    /// The text of the article about `name`.
    fn text(&self, name: &str) -> String {
        let kept = self.library.load(&self.library.all().expect("ids")).expect("articles");
        let title = format!("About {name}");
        let found = kept.into_iter().find(|kept| kept.article.meta.title.as_deref() == Some(&title));
        found.expect("the article").article.text.to_string()
    }

    fn feed(&self) -> Feed {
        self.library.feeds().expect("feeds").pop().expect("a feed")
    }
}

fn read(new: usize, revised: usize, known: usize) -> Became {
    Became::Read { new, revised, known }
}

#[test]
fn what_is_new_comes_in_once_and_changes_are_revisions() {
    let version = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&version);
    let server = Server::start(move |request| {
        let etag = format!("\"{}\"", now.load(Ordering::SeqCst));
        if request.header("if-none-match") == Some(&etag) {
            return status(304, &[]);
        }
        let feed = match now.load(Ordering::SeqCst) {
            0 => rss(&[("ferries", "The ferries run again.", true), ("tides", "The tide was high.", true)]),
            1 => {
                rss(&[("ferries", "The ferries run again, all of them.", true), ("tides", "The tide was high.", true)])
            }
            _ => rss(&[("storm", "A storm is coming.", true)]),
        };
        ok(FEED, feed).with("ETag", &etag)
    });
    let mut shelf = Shelf::of(&[server.url("/feed")]);
    let first = shelf.one();
    assert_eq!((first.became, first.title.as_deref()), (read(2, 0, 0), Some("The Harbour News")));
    assert_eq!(shelf.one().became, Became::Unchanged);
    version.store(1, Ordering::SeqCst);
    assert_eq!(shelf.one().became, read(0, 1, 1));
    // What it says again is shown again.
    version.store(0, Ordering::SeqCst);
    assert_eq!(shelf.one().became, read(0, 1, 1));
    assert!(!shelf.text("ferries").contains("all of them"));
    version.store(1, Ordering::SeqCst);
    assert_eq!(shelf.one().became, read(0, 1, 1));
    version.store(2, Ordering::SeqCst);
    assert_eq!(shelf.one().became, read(1, 0, 0));
    assert_eq!(shelf.titles(), ["About ferries", "About storm", "About tides"]);
    assert!(shelf.text("ferries").contains("all of them"));
    assert_eq!(server.paths(), ["/feed"; 6], "no robots.txt is asked for feeds");
    let counts = shelf.library.feed_counts().expect("counts");
    assert_eq!(counts.get(&server.url("/feed")), Some(&(3, 3)));
}

#[test]
fn of_a_broken_feed_the_whole_items_come() {
    let cut = rss(&[("ferries", "The ferries run again.", true), ("tides", "The tide was high.", true)]);
    let cut = cut[..cut.find("The tide").expect("there")].to_owned();
    let server = Server::start(move |request| match request.path.as_str() {
        "/cut" => ok(FEED, cut.clone()).with("ETag", "\"cut\""),
        "/torn" => {
            let head = "HTTP/1.1 200 OK\r\nETag: \"torn\"\r\nContent-Length: 99999\r\n\r\n";
            Reply::Raw(format!("{head}{}", cut.replace("ferries", "boats")).into_bytes())
        }
        _ => ok("text/html", page("No feed")),
    });
    let mut shelf = Shelf::of(&[server.url("/cut")]);
    let report = shelf.one();
    assert_eq!(report.became, read(1, 0, 0));
    assert!(!report.notes.is_empty(), "it is said that something is lost");
    let mut shelf = Shelf::of(&[server.url("/torn")]);
    let report = shelf.one();
    assert_eq!(report.became, read(1, 0, 0));
    assert!(report.notes.iter().any(|note| note.contains("next time")), "{:?}", report.notes);
    assert_eq!(shelf.feed().etag, None, "it is asked for again as a whole");
    let mut shelf = Shelf::of(&[server.url("/page")]);
    let Became::Failed(error) = shelf.one().became else { panic!("a page is no feed") };
    assert!(error.to_string().starts_with("is no feed but a page"), "{error}");
}

#[test]
fn items_that_share_an_address_are_articles_each() {
    let feed = rss(&[("ferries", "The ferries run again.", true), ("tides", "The tide was high.", true)]);
    let feed = feed.replace("<link>/ferries<", "<link>/live<").replace("<link>/tides<", "<link>/live<");
    let server = Server::start(move |_| ok(FEED, feed.clone()));
    let mut shelf = Shelf::of(&[server.url("/feed")]);
    assert_eq!(shelf.one().became, read(2, 0, 0));
    assert_eq!(shelf.one().became, read(0, 0, 2));
}

#[test]
fn a_feed_that_fails_is_left_alone_unless_named() {
    let server = Server::start(|request| match request.path.as_str() {
        "/busy" => status(503, &[("Retry-After", "7200")]),
        _ => status(404, &[]),
    });
    let url = server.url("/feed");
    let mut shelf = Shelf::of(std::slice::from_ref(&url));
    assert!(matches!(shelf.one().became, Became::Failed(FetchError::Status { code: 404, .. })));
    assert!(shelf.feed().error.is_some_and(|error| error.contains("404")));
    let minutes = |report: Report| match report.became {
        Became::Resting(left) => left.as_secs().div_ceil(60),
        other => panic!("{other:?}"),
    };
    assert_eq!(minutes(shelf.one()), 15);
    assert_eq!(server.asked().len(), 1);
    assert!(matches!(shelf.update(&[url], &quick())[0].became, Became::Failed(_)));
    assert_eq!(minutes(shelf.one()), 30);
    let mut busy = Shelf::of(&[server.url("/busy")]);
    assert!(matches!(busy.one().became, Became::Failed(_)));
    assert_eq!(minutes(busy.one()), 120);
    let stranger = busy.update(&["http://nobody.example/feed".to_owned()], &quick());
    assert!(matches!(&stranger[0].became, Became::Failed(error) if error.to_string().contains("not among your feeds")));
}

#[test]
fn a_feed_that_has_moved_for_good_is_followed_there() {
    let server = Server::start(|request| match request.path.as_str() {
        "/old" => status(301, &[("Location", "/new")]),
        _ => ok(FEED, rss(&[("ferries", "The ferries run again.", true)])),
    });
    let mut shelf = Shelf::of(&[server.url("/old")]);
    let report = shelf.one();
    assert_eq!((report.became, report.url.as_str()), (read(1, 0, 0), server.url("/new").as_str()));
    assert_eq!(shelf.feed().url, server.url("/new"));
    assert_eq!(shelf.library.feed_counts().expect("counts").get(&server.url("/new")), Some(&(1, 1)));
}

fn truncated(request: &Request) -> Reply {
    match request.path.as_str() {
        "/robots.txt" => ok("text/plain", "User-agent: *\nDisallow: /private"),
        "/feed" => ok(
            FEED,
            rss(&[
                ("ferries", "The ferries run again …", false),
                ("private", "What was said in private …", false),
                ("missing", "Of this page there is nothing …", false),
                ("whole", "All that there is to say.", true),
            ]),
        )
        .with("ETag", "\"1\""),
        "/ferries" => ok("text/html; charset=utf-8", page("About ferries")),
        _ => status(404, &[]),
    }
}

#[test]
fn the_full_text_of_truncated_items_comes_from_their_pages() {
    let server = Server::start(truncated);
    let mut shelf = Shelf::of(&[server.url("/feed")]);
    let options = Options { full_text: true, ..quick() };
    let report = shelf.update(&[], &options).pop().expect("a report");
    assert_eq!(report.became, read(4, 0, 0));
    assert!(report.notes.iter().any(|note| note.starts_with("2 of 3 truncated items")), "{:?}", report.notes);
    assert!(shelf.text("ferries").contains("port authority"));
    assert!(shelf.text("private").contains("in private …"));
    assert_eq!(server.paths(), ["/feed", "/robots.txt", "/ferries", "/missing"]);
    // Without full text, the teaser does not take its place; with it, nothing is fetched again.
    let url = shelf.feed().url;
    shelf.library.set_fetched(&Feed::new(&url)).expect("to forget the etag");
    assert_eq!(shelf.one().became, read(0, 0, 4));
    shelf.library.set_fetched(&Feed::new(&url)).expect("to forget the etag");
    assert_eq!(shelf.update(&[], &options)[0].became, read(0, 0, 4));
    assert!(shelf.text("ferries").contains("port authority"));
    assert_eq!(server.asked().len(), 6);
}

#[test]
fn pages_beyond_the_bound_follow_the_next_time() {
    let names: Vec<String> = (0..25).map(|at| format!("n{at}")).collect();
    let server = Server::start(move |request| match request.path.as_str() {
        "/robots.txt" => status(404, &[]),
        "/feed" if request.header("if-none-match").is_some() => status(304, &[]),
        "/feed" => {
            let items: Vec<_> = names.iter().map(|name| (name.as_str(), "Read on …", false)).collect();
            ok(FEED, rss(&items)).with("ETag", "\"1\"")
        }
        path => ok("text/html", page(&format!("About {}", &path[1..]))),
    });
    let mut shelf = Shelf::of(&[server.url("/feed")]);
    let options = Options { full_text: true, ..quick() };
    assert_eq!(shelf.update(&[], &options)[0].became, read(20, 0, 0));
    assert_eq!(shelf.update(&[], &options)[0].became, read(5, 0, 20));
    assert_eq!(shelf.update(&[], &options)[0].became, Became::Unchanged);
    assert_eq!(shelf.titles().len(), 25);
}

#[test]
fn an_update_can_be_stopped_and_loses_nothing() {
    let slow = Server::start_at("127.0.0.2", |_| {
        Reply::Script(Box::new(|_, gone| {
            while !gone.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(10));
            }
        }))
    });
    let good = Server::start(|_| ok(FEED, rss(&[("ferries", "The ferries run again.", true)])));
    let mut shelf = Shelf::of(&[slow.url("/feed"), good.url("/feed")]);
    let stop = Stop::default();
    let long = Duration::from_secs(60);
    let options = Options { first_byte: long, whole: long, ..quick() };
    let mut became = Vec::new();
    update_library(&mut shelf.library, &[], &options, &stop, &mut |step| {
        if let Step::Done(report) = step {
            // The good one is done, the slow one never will be.
            stop.stop();
            became.push(report.became);
        }
    })
    .expect("a library that can be written to");
    assert_eq!(became, [read(1, 0, 0), Became::Failed(FetchError::Interrupted)]);
    assert_eq!(shelf.titles(), ["About ferries"]);
    let slow_feed = shelf.library.feed(&slow.url("/feed")).expect("a library").expect("still followed");
    assert_eq!((slow_feed.fetched, slow_feed.error), (None, None));
}

#[test]
fn what_robots_say_is_kept_for_a_day() {
    let server = Server::start(truncated);
    let options = Options { full_text: true, ..quick() };
    let mut shelf = Shelf::of(&[server.url("/feed")]);
    shelf.update(&[], &options);
    let url = shelf.feed().url;
    let ids = shelf.library.all().expect("ids");
    shelf.library.change(&Change::Unsubscribe(url.clone())).expect("to stop");
    shelf.library.change(&Change::Remove(ids)).expect("to remove");
    shelf.library.change(&Change::Subscribe(Feed::new(server.url("/feed?other")))).expect("to follow");
    shelf.update(&[], &options);
    assert_eq!(server.paths().iter().filter(|path| *path == "/robots.txt").count(), 1);
}

fn add(shelf: &mut Shelf, url: &str, as_feed: bool) -> Result<AddedUrl, AddError> {
    add_url(&mut shelf.library, &Client::new(quick(), Stop::default()), url, as_feed)
}

#[test]
fn an_address_becomes_a_feed_a_list_or_an_article() {
    let server = Server::start(|request| match request.path.as_str() {
        "/feed" => ok("text/html", rss(&[("ferries", "The ferries run again.", true)])),
        "/page" => ok("text/html", page("The storm is over")),
        "/list" => ok(
            "text/xml",
            "<opml version='2.0'><body><outline text='News'><outline type='rss' text='A' xmlUrl='http://a.example/feed'/></outline>\
             <outline type='rss' text='B' xmlUrl='http://me:secret@b.example/feed'/></body></opml>",
        ),
        "/plain" => ok(
            "text/html",
            "<p>A page that names no feed, but is long enough to be an article of its own, says who reads it.</p>",
        ),
        _ => status(404, &[]),
    });
    let mut shelf = Shelf::of(&[]);
    assert!(
        matches!(add(&mut shelf, &server.url("/feed"), false), Ok(AddedUrl::Feed(report)) if report.became == read(1, 0, 0))
    );
    assert_eq!(shelf.feed().title.as_deref(), Some("The Harbour News"));
    match add(&mut shelf, &server.url("/page"), false) {
        Ok(AddedUrl::Page { headline, added: Added::New(_), feeds }) => {
            assert_eq!(
                (headline.as_str(), feeds),
                ("The storm is over", vec![(server.url("/feed"), Some("News".to_owned()))])
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(add(&mut shelf, &server.url("/page"), false), Ok(AddedUrl::Page { added: Added::Known(_), .. })));
    assert!(
        matches!(add(&mut shelf, &server.url("/page"), true), Ok(AddedUrl::Feed(report)) if report.became == read(0, 0, 1))
    );
    match add(&mut shelf, &server.url("/list"), false) {
        Ok(AddedUrl::List(subscribed)) => assert_eq!(subscribed, Subscribed { new: 1, known: 0, odd: 1 }),
        other => panic!("{other:?}"),
    }
    let listed = shelf.library.feed("http://a.example/feed").expect("a library").expect("followed");
    assert_eq!((listed.title.as_deref(), listed.folder.as_deref()), (Some("A"), Some("News")));
    for (path, as_feed) in [("/plain", true), ("/none", false)] {
        assert!(matches!(add(&mut shelf, &server.url(path), as_feed), Err(AddError::Fetch(_))), "{path}");
    }
    assert!(matches!(add(&mut shelf, "gopher://a.example", false), Err(AddError::Fetch(FetchError::Address(_)))));
}

#[test]
fn to_follow_a_list_is_one_step() {
    let mut shelf = Shelf::of(&["http://b.example/".to_owned()]);
    let list = crossread::article::read_opml(
        "<opml><body><outline xmlUrl='http://a.example/'/><outline xmlUrl='http://b.example/'/></body></opml>",
    );
    let subscribed = subscribe_all(&mut shelf.library, &list).expect("a library");
    assert_eq!(subscribed, Subscribed { new: 1, known: 1, odd: 0 });
    shelf.library.undo().expect("a library");
    assert_eq!(shelf.library.feeds().expect("feeds").len(), 1);
}
