//! Fetching, from a real server on loopback that is as wrong as servers are.
#![allow(clippy::expect_used, clippy::panic, clippy::string_slice, reason = "a test that cannot go on has failed")]

#[path = "../common/server.rs"]
mod server;

mod commands;
mod http;
mod updating;

use crossread::library::fetch::Options;
use std::time::Duration;

/// Loopback allowed, and short pauses; what is waited for is there soon, however busy the machine.
fn quick() -> Options {
    Options {
        allow_local: true,
        pause: Duration::from_millis(1),
        first_byte: Duration::from_secs(20),
        whole: Duration::from_secs(20),
        ..Options::default()
    }
}

/// A feed of these items: names, by which their titles and addresses go, and texts, whole or not.
fn rss(items: &[(&str, &str, bool)]) -> String {
    let item = |(name, text, whole): &(&str, &str, bool)| {
        let tag = if *whole { "content:encoded" } else { "description" };
        format!(
            "<item><title>About {name}</title><link>/{name}</link><guid>{name}</guid><{tag}><![CDATA[<p>{text}</p>]]></{tag}></item>\n"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>The Harbour News</title><link>/</link><description>x</description>\n{items}</channel></rss>"
    )
}

/// A page with an article on it.
fn page(title: &str) -> String {
    let sentence =
        "The ferries to the islands ran again on Tuesday after three days of storm, the port authority said. ";
    let paragraphs = format!("<p>{}</p>", sentence.repeat(4)).repeat(5);
    format!(
        "<!doctype html><html><head><title>{title}</title><link rel=alternate type=application/rss+xml href=/feed title=News>\
         </head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
}
