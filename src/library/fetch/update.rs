//! Many feeds, a few hosts at once. What came is handed to the thread that asked.

use super::client::{Answer, Client, Validators};
use super::items::{Known, Taken, take};
use super::{FetchError, Kind, address};
use crate::text::sanitize;
use crossbeam_channel::{RecvTimeoutError, bounded, unbounded};
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::thread;
use std::time::Duration;
use url::Url;

/// How often a wish to end is looked for.
const LOOK: Duration = Duration::from_millis(100);

/// A feed to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where it is.
    pub url: String,
    /// What its server said last.
    pub validators: Validators,
}

/// What became of a feed.
pub enum Outcome {
    /// It is as it was.
    Unchanged,
    /// This is new.
    Taken(Box<Taken>),
    /// There is nothing, and why.
    Failed(FetchError),
}

/// Something happened to a feed, by its place in what was wanted.
pub enum Event {
    /// It is being asked.
    Begun(usize),
    /// So many of so many pages of its truncated items have been fetched.
    Pages(usize, usize, usize),
    /// It is done with.
    Done(usize, Outcome),
}

/// Asks `feeds`, several hosts at once and each host's one after another, and calls `sink` on this thread with what comes
/// of it. Returns when all are done, or soon after it was asked to stop: what is not done by then was interrupted.
pub fn update(client: &Client, feeds: &[Wanted], known: &(dyn Known + Sync), sink: &mut dyn FnMut(Event)) {
    let (hosts_tx, hosts) = unbounded();
    for host in by_host(feeds).into_values() {
        // The receiver is here.
        let _ = hosts_tx.send(host);
    }
    drop(hosts_tx);
    let (events_tx, events) = bounded::<Event>(client.options().hosts.max(1));
    thread::scope(|scope| {
        for _ in 0..client.options().hosts.max(1) {
            let (hosts, events) = (hosts.clone(), events_tx.clone());
            scope.spawn(move || {
                for at in hosts.iter().flatten() {
                    let Some(feed) = feeds.get(at) else { continue };
                    let _ = events.send(Event::Begun(at));
                    let mut pages = |done, of| drop(events.send(Event::Pages(at, done, of)));
                    let outcome = contained(|| ask(client, feed, known, &mut pages));
                    let _ = events.send(Event::Done(at, outcome));
                }
            });
        }
        drop(events_tx);
        let mut abandoned = false;
        loop {
            match events.recv_timeout(LOOK) {
                Ok(event) => sink(event),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if client.stop().is_stopped() && !abandoned {
                client.abandon();
                abandoned = true;
            }
        }
    });
}

/// Does the work; a panic ends here and is an error like any other.
fn contained(work: impl FnOnce() -> Outcome) -> Outcome {
    std::panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let why = text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
        let why = sanitize::line(&why);
        Outcome::Failed(FetchError::Unreadable(format!("crossread failed on it, please report this: {why}")))
    })
}

/// The places of the feeds of each host. Where an address names none, that comes out when it is asked.
fn by_host(feeds: &[Wanted]) -> BTreeMap<String, Vec<usize>> {
    let mut hosts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, feed) in feeds.iter().enumerate() {
        let host = Url::parse(&feed.url).ok().and_then(|url| url.host_str().map(str::to_owned));
        hosts.entry(host.unwrap_or_default()).or_default().push(at);
    }
    hosts
}

fn ask(client: &Client, feed: &Wanted, known: &dyn Known, pages: &mut dyn FnMut(usize, usize)) -> Outcome {
    let answer = address(&feed.url).and_then(|url| client.get(&url, Kind::Feed, &feed.validators));
    let taken = match answer {
        Ok(Answer::Unchanged) => return Outcome::Unchanged,
        Ok(Answer::Document(document)) => take(client, &feed.url, *document, known, pages),
        Err(error) => Err(error),
    };
    match taken {
        Ok(taken) => Outcome::Taken(Box::new(taken)),
        Err(error) => Outcome::Failed(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_the_feeds_own() {
        let outcome = contained(|| panic!("on \u{1b}[31mpurpose"));
        assert!(matches!(outcome, Outcome::Failed(FetchError::Unreadable(why)) if why.ends_with("on purpose")));
    }

    #[test]
    fn feeds_of_one_host_stay_together() {
        let wanted = |url: &str| Wanted { url: url.to_owned(), validators: Validators::default() };
        let feeds = ["http://a.example/1", "https://b.example/1", "http://A.example/2", "nonsense"].map(wanted);
        let hosts: Vec<_> = by_host(&feeds).into_values().collect();
        assert_eq!(hosts, [vec![3], vec![0, 2], vec![1]]);
    }
}
