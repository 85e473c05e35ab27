//! `crossread add` of what is not a file: addresses, and lists of feeds.

use super::Outcome;
use super::out::{Out, complain};
use super::update::tell;
use crate::library::fetch::{AddError, AddedUrl, Client, FetchError, Subscribed, add_url, read_list, subscribe_all};
use crate::library::{Added, Library};
use anyhow::Context as _;
use std::io;
use std::path::{Path, PathBuf};

/// Fetches what is at these addresses: follows feeds and keeps pages. Each is kept as soon as it is there, so that whoever
/// interrupts it loses nothing.
pub(super) fn addresses(
    library: &mut Library,
    client: &Client,
    urls: &[PathBuf],
    as_feed: bool,
) -> anyhow::Result<Outcome> {
    let mut out = Out::new();
    let mut outcome = Outcome::Done;
    for url in urls.iter().map(|url| url.to_string_lossy()).take_while(|_| !client.stop().is_stopped()) {
        match add_url(library, client, &url, as_feed) {
            Ok(added) => say(&mut out, &url, &added)?,
            Err(AddError::Library(error)) => return Err(error.into()),
            Err(error) => {
                let is_robots = matches!(error, AddError::Fetch(FetchError::Robots(_) | FetchError::NoRobots { .. }));
                let hint = if is_robots { "; if it is a feed, --feed follows it" } else { "" };
                complain(format!("{url}: {error}{hint}"));
                outcome = Outcome::Incomplete;
            }
        }
        out.flush()?;
    }
    Ok(outcome)
}

/// Follows the feeds of a list.
pub(super) fn list(library: &mut Library, file: &Path) -> anyhow::Result<Outcome> {
    let named = || file.display().to_string();
    let feeds = read_list(file).with_context(named)?;
    let mut out = Out::new();
    let subscribed = subscribe_all(library, &feeds)?;
    said(&mut out, &named(), subscribed)?;
    out.flush()?;
    Ok(if feeds.is_empty() || subscribed.odd > 0 { Outcome::Incomplete } else { Outcome::Done })
}

fn say(out: &mut Out, url: &str, added: &AddedUrl) -> io::Result<()> {
    match added {
        AddedUrl::Feed(report) => tell(out, report),
        AddedUrl::List(subscribed) => said(out, url, *subscribed),
        AddedUrl::Page { headline, added, feeds } => {
            let what = match added {
                Added::New(_) => "added",
                Added::Known(_) => "already there",
                Added::Revision(_) => "added as a new version",
            };
            out.line(&format!("{headline}: {what}"))?;
            for (at, (feed, title)) in feeds.iter().enumerate() {
                let title = title.as_deref().map(|title| format!(" ({title})")).unwrap_or_default();
                let first = if at == 0 { "; --feed follows it" } else { "" };
                complain(format!("the page names a feed: {feed}{title}{first}"));
            }
            Ok(())
        }
    }
}

fn said(out: &mut Out, name: &str, Subscribed { new, known, odd }: Subscribed) -> io::Result<()> {
    let name = crate::text::sanitize::line(name);
    if odd > 0 {
        complain(format!("{name}: {odd} addresses in it cannot be fetched"));
    }
    if new + known == 0 {
        complain(format!("{name}: has no feeds in it"));
        return Ok(());
    }
    let feeds = if new == 1 { "1 feed".to_owned() } else { format!("{new} feeds") };
    let known = if known == 0 { String::new() } else { format!(", {known} already were") };
    out.line(&format!("{name}: {feeds} followed{known}; `crossread update` fetches what is new"))
}
