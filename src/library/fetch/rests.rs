//! Which feeds are left alone for a while, because they failed or asked for it? Kept with the library, without history.

use super::retry::{back_off, now};
use crate::library::{Library, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// Under this it lies among what the library keeps of sessions.
const KEY: &str = "fetch";

/// What is kept from one update to the next.
#[derive(Default, Deserialize, Serialize)]
pub(super) struct Rests {
    /// What sites said in their `robots.txt`.
    #[serde(default)]
    pub(super) robots: String,
    #[serde(default)]
    feeds: BTreeMap<String, Rest>,
}

/// Of a feed that failed.
#[derive(Clone, Copy, Deserialize, Serialize)]
struct Rest {
    /// How often in a row.
    failures: u32,
    /// When it may be asked again, in seconds since 1970.
    until: i64,
}

impl Rests {
    /// What was kept; what cannot be read is as if it were not there.
    pub(super) fn load(library: &Library) -> Result<Self> {
        let kept = library.session(KEY)?;
        Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
    }

    /// Keeps it, of feeds that are still followed.
    pub(super) fn save(mut self, library: &mut Library) -> Result<()> {
        let followed: Vec<String> = library.feeds()?.into_iter().map(|feed| feed.url).collect();
        self.feeds.retain(|url, _| followed.contains(url));
        library.set_session(KEY, &serde_json::to_vec(&self).unwrap_or_default())
    }

    /// For how long a feed is still to be left alone.
    pub(super) fn left(&self, url: &str) -> Option<Duration> {
        let left = self.feeds.get(url)?.until.saturating_sub(now());
        u64::try_from(left).ok().filter(|left| *left > 0).map(Duration::from_secs)
    }

    /// It answered.
    pub(super) fn answered(&mut self, url: &str) {
        self.feeds.remove(url);
    }

    /// It failed, and perhaps said for how long it wants to be left alone. `counts` where that is its fault.
    pub(super) fn failed(&mut self, url: &str, wanted: Option<Duration>, counts: bool) {
        let rest = self.feeds.entry(url.to_owned()).or_insert(Rest { failures: 0, until: 0 });
        rest.failures = rest.failures.saturating_add(u32::from(counts));
        let wait = if counts { back_off(rest.failures) } else { Duration::ZERO }.max(wanted.unwrap_or_default());
        rest.until = now().saturating_add(i64::try_from(wait.as_secs()).unwrap_or(i64::MAX));
    }
}
