//! One address: what comes of it, and what does not.

use crate::quick;
use crate::server::{Reply, Request, Server, ok, status};
use crossread::library::fetch::{Answer, Client, Document, FetchError, Kind, Options, Stop, Validators, address};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::sync::Barrier;
use std::sync::atomic::Ordering;
use std::time::Duration;

const FEED: &str = "application/rss+xml";

fn client() -> Client {
    Client::new(quick(), Stop::default())
}

fn get(client: &Client, server: &Server, path: &str, kind: Kind) -> Result<Answer, FetchError> {
    client.get(&address(&server.url(path)).expect("an address"), kind, &Validators::default())
}

fn document(answer: Result<Answer, FetchError>) -> Document {
    match answer {
        Ok(Answer::Document(document)) => *document,
        other => panic!("no document: {other:?}"),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn introduces_itself_plainly_and_reads_what_is_compressed() {
    let server = Server::start(|_| ok(FEED, gzip(b"the text")).with("Content-Encoding", "gzip"));
    let got = document(get(&client(), &server, "/feed", Kind::Feed));
    assert_eq!((got.bytes.as_slice(), got.media.as_str(), got.cut), (&b"the text"[..], FEED, false));
    let asked = &server.asked()[0];
    assert_eq!(asked.header("user-agent"), Some(concat!("crossread/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(asked.header("accept-encoding"), Some("gzip"));
    assert_eq!((asked.header("cookie"), asked.header("referer")), (None, None));
}

#[test]
fn asks_only_for_what_has_changed() {
    let server =
        Server::start(|request| match (request.header("if-none-match"), request.header("if-modified-since")) {
            (Some("\"v1\""), Some("Tue, 01 Oct 2024 00:00:00 GMT")) => status(304, &[]),
            _ => ok(FEED, "new").with("ETag", "\"v1\"").with("Last-Modified", "Tue, 01 Oct 2024 00:00:00 GMT"),
        });
    let client = client();
    let got = document(get(&client, &server, "/feed", Kind::Feed));
    let url = address(&server.url("/feed")).expect("an address");
    assert_eq!(client.get(&url, Kind::Feed, &got.validators), Ok(Answer::Unchanged));
    let other = Validators { etag: Some("\"v0\"".to_owned()), last_modified: None };
    assert!(matches!(client.get(&url, Kind::Feed, &other), Ok(Answer::Document(_))));
}

#[test]
fn follows_redirects_and_knows_which_are_for_good() {
    let server = Server::start(|request| match request.path.as_str() {
        "/old" => status(301, &[("Location", "/newer")]),
        "/newer" => status(308, &[("Location", "/new")]),
        "/new" => ok(FEED, "here"),
        "/today" => status(302, &[("Location", "old")]),
        "/nowhere" => status(302, &[("Location", "http://[bad")]),
        "/file" => status(302, &[("Location", "file:///etc/passwd")]),
        _ => status(302, &[]),
    });
    let client = client();
    let got = document(get(&client, &server, "/old", Kind::Feed));
    assert_eq!((got.url.path(), got.moved.as_ref().map(|url| url.path())), ("/new", Some("/new")));
    assert_eq!(document(get(&client, &server, "/today", Kind::Feed)).moved, None);
    for path in ["/nowhere", "/file"] {
        assert!(matches!(get(&client, &server, path, Kind::Feed), Err(FetchError::Redirect(_))), "{path}");
    }
    assert!(matches!(get(&client, &server, "/else", Kind::Feed), Err(FetchError::Status { code: 302, .. })));
}

#[test]
fn redirects_in_a_circle_or_without_end_end() {
    let server = Server::start(|request| match request.path.as_str() {
        "/a" => status(302, &[("Location", "/b")]),
        "/b" => status(302, &[("Location", "/a")]),
        "/self" => status(302, &[("Location", "/self")]),
        path => status(302, &[("Location", &format!("{path}x"))]),
    });
    let client = client();
    assert_eq!(get(&client, &server, "/a", Kind::Feed), Err(FetchError::Circle));
    assert_eq!(get(&client, &server, "/self", Kind::Feed), Err(FetchError::Circle));
    assert!(matches!(get(&client, &server, "/x", Kind::Feed), Err(FetchError::TooManyRedirects(_))));
    assert!(server.asked().len() < 15);
}

#[test]
fn a_redirect_into_the_local_network_is_refused() {
    let inside = Server::start_at("127.0.0.2", |_| ok(FEED, "secret"));
    let target = inside.url("/feed");
    let outside = Server::start(move |_| status(302, &[("Location", &target)]));
    let options = Options { allow_local: false, allowed: vec!["127.0.0.1".parse().expect("an address")], ..quick() };
    let client = Client::new(options, Stop::default());
    let host = "127.0.0.2".to_owned();
    assert_eq!(get(&client, &outside, "/", Kind::Feed), Err(FetchError::Local { host }));
    assert!(inside.asked().is_empty());
    let nobody = Client::new(Options { allow_local: false, ..quick() }, Stop::default());
    assert!(matches!(get(&nobody, &inside, "/", Kind::Feed), Err(FetchError::Local { .. })));
}

#[test]
fn waits_only_so_long() {
    let (first_byte, whole) = (Duration::from_millis(400), Duration::from_millis(1_200));
    let client = Client::new(Options { first_byte, whole, ..quick() }, Stop::default());
    let server = Server::start(|request| match request.path.as_str() {
        "/silent" => Reply::Script(Box::new(|_, gone| {
            for _ in 0..100 {
                std::thread::sleep(Duration::from_millis(50));
                if gone.load(Ordering::SeqCst) {
                    break;
                }
            }
        })),
        _ => Reply::Script(Box::new(|to, gone| {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while to.write_all(b"x").is_ok() && !gone.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(30));
            }
        })),
    });
    assert_eq!(get(&client, &server, "/silent", Kind::Feed), Err(FetchError::TooSlow("to begin to answer")));
    assert_eq!(get(&client, &server, "/trickle", Kind::Feed), Err(FetchError::TooSlow("to come")));
}

#[test]
fn reads_only_so_much() {
    let bomb = gzip(&vec![b'a'; 40 << 20]);
    let server = Server::start(move |request| match request.path.as_str() {
        "/bomb" => ok(FEED, bomb.clone()).with("Content-Encoding", "gzip"),
        "/head" => Reply::Script(Box::new(|to, _| {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\n");
            while to.write_all(&b"X-More: and more and more and more\r\n".repeat(100)).is_ok() {}
        })),
        "/chunks" => Reply::Script(Box::new(|to, _| {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            let chunk = [b"8000\r\n".as_slice(), &[b'x'; 0x8000], b"\r\n"].concat();
            while to.write_all(&chunk).is_ok() {}
        })),
        _ => Reply::Script(Box::new(|to, _| {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while to.write_all(&[b'x'; 0x8000]).is_ok() {}
        })),
    });
    let client = client();
    let too_large = |path| matches!(get(&client, &server, path, Kind::Feed), Err(FetchError::TooLarge { .. }));
    assert!(too_large("/bomb") && too_large("/chunks") && too_large("/endless"));
    assert!(matches!(get(&client, &server, "/head", Kind::Feed), Err(FetchError::Http(_))));
}

#[test]
fn wrong_lengths_and_torn_connections_are_noticed() {
    let server = Server::start(|request| match request.path.as_str() {
        "/short" => Reply::Raw(b"HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 1000\r\n\r\nonly this".to_vec()),
        "/nothing" => Reply::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".to_vec()),
        "/long" => Reply::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nthis and that".to_vec()),
        "/packed" => {
            let body = gzip(&b"words ".repeat(5_000));
            let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", body.len());
            Reply::Raw([head.as_bytes(), &body[..body.len() / 2]].concat())
        }
        "/chunk" => Reply::Raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n".to_vec()),
        "/none" => Reply::Raw(Vec::new()),
        "/odd" => Reply::Raw(b"220 mail.example ESMTP\r\n".to_vec()),
        _ => Reply::Reset(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this".to_vec()),
    });
    let client = client();
    let got = document(get(&client, &server, "/short", Kind::Feed));
    assert_eq!((got.bytes.as_slice(), got.cut), (&b"only this"[..], true));
    assert_eq!(got.validators, Validators::default(), "it has to come again");
    let got = document(get(&client, &server, "/long", Kind::Feed));
    assert_eq!((got.bytes.as_slice(), got.cut), (&b"this"[..], false));
    assert!(document(get(&client, &server, "/packed", Kind::Feed)).cut);
    for path in ["/nothing", "/none"] {
        assert_eq!(get(&client, &server, path, Kind::Feed), Err(FetchError::Cut), "{path}");
    }
    assert!(matches!(get(&client, &server, "/chunk", Kind::Feed), Err(FetchError::Http(_) | FetchError::Cut)));
    assert!(matches!(get(&client, &server, "/odd", Kind::Feed), Err(FetchError::Http(_))));
    match get(&client, &server, "/reset", Kind::Feed) {
        Ok(Answer::Document(document)) => assert!(document.cut),
        other => assert_eq!(other, Err(FetchError::Cut)),
    }
}

#[test]
fn a_server_that_says_no_is_understood() {
    let server = Server::start(|request| match request.path.as_str() {
        "/gone" => status(410, &[]),
        "/busy" => status(503, &[("Retry-After", "120")]),
        "/empty" => status(204, &[]),
        "/image" => ok("image/png", "\u{89}PNG"),
        _ => status(404, &[]),
    });
    let client = client();
    let says = |path| get(&client, &server, path, Kind::Feed).expect_err("no").to_string();
    assert_eq!(says("/x"), "the server answers 404: there is no such page");
    assert_eq!(says("/gone"), "the server answers 410: it is gone for good");
    assert_eq!(says("/empty"), "is empty");
    assert_eq!(says("/image"), "is no feed but image/png");
    let busy = get(&client, &server, "/busy", Kind::Feed).expect_err("no");
    assert_eq!(busy.retry_after(), Some(Duration::from_secs(120)));
    // From now on the host is left alone.
    assert!(matches!(get(&client, &server, "/y", Kind::Feed), Err(FetchError::Later { .. })));
    assert_eq!(server.paths().last().map(String::as_str), Some("/busy"));
}

#[test]
fn a_server_that_is_not_there_is_not_asked_twice() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let client = client();
    let url = address(&format!("http://{free}/")).expect("an address");
    let first = client.get(&url, Kind::Feed, &Validators::default());
    assert!(matches!(first, Err(FetchError::Connect(_))), "{first:?}");
    assert_eq!(client.get(&url, Kind::Feed, &Validators::default()), first);
}

#[test]
fn robots_are_heeded_for_pages_and_not_asked_for_feeds() {
    let server = Server::start(|request| match request.path.as_str() {
        "/robots.txt" => ok("text/plain", "User-agent: *\nDisallow: /private"),
        "/way" => status(302, &[("Location", "/private/page")]),
        _ => ok("text/html", "<p>a page"),
    });
    let client = client();
    assert!(get(&client, &server, "/private/feed", Kind::Feed).is_ok());
    assert_eq!(server.paths(), ["/private/feed"]);
    let host = || "127.0.0.1".to_owned();
    assert_eq!(get(&client, &server, "/private/page", Kind::Page), Err(FetchError::Robots(host())));
    assert_eq!(get(&client, &server, "/way", Kind::Page), Err(FetchError::Robots(host())));
    assert!(get(&client, &server, "/open", Kind::Page).is_ok());
    assert_eq!(server.paths(), ["/private/feed", "/robots.txt", "/way", "/open"]);
}

#[test]
fn one_request_a_host_at_a_time_and_several_hosts_at_once() {
    let together: &'static Barrier = Box::leak(Box::new(Barrier::new(2)));
    let both = move |request: &Request| {
        if request.path == "/both" {
            together.wait();
        }
        ok(FEED, "x")
    };
    let (one, two) = (Server::start_at("127.0.0.1", both), Server::start_at("127.0.0.3", both));
    let client = client();
    std::thread::scope(|scope| {
        for server in [&one, &two] {
            // Neither is answered before both have asked.
            scope.spawn(|| document(get(&client, server, "/both", Kind::Feed)));
            for at in 0..5 {
                scope.spawn({
                    let client = &client;
                    move || document(get(client, server, &format!("/{at}"), Kind::Feed))
                });
            }
        }
    });
    assert_eq!((one.most_at_once(), two.most_at_once()), (1, 1));
    assert_eq!((one.asked().len(), two.asked().len()), (6, 6));
}

#[test]
fn whoever_waits_can_be_called_off() {
    let server = Server::start(|_| {
        Reply::Script(Box::new(|to, gone| {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while !gone.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(10));
            }
        }))
    });
    let client = client();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| get(&client, &server, "/", Kind::Feed));
        while server.asked().is_empty() {
            std::thread::sleep(Duration::from_millis(5));
        }
        client.abandon();
        assert_eq!(waiting.join().expect("no panic"), Err(FetchError::Interrupted));
    });
}
