//! What do sites ask programs to leave alone? Their `robots.txt` (RFC 9309), asked once a day.

use super::client::Document;
use super::retry::now;
use super::{FetchError, limits};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use texting_robots::Robot;
use url::Url;

/// What we are called in such files.
const NAME: &str = env!("CARGO_PKG_NAME");
/// Seconds for which what a site said holds.
const DAY: i64 = 24 * 3600;
/// The part of such a file that counts, in bytes: what the standard asks for at least.
const LONGEST: usize = 500 << 10;
/// Rules with a `$` cost a compiled expression each; files that people write have a few.
const MOST_DOLLARS: usize = 500;
/// What is kept from one run to the next: files up to this size, in bytes, of so many sites.
const LONGEST_KEPT: usize = 16 << 10;
const MOST_KEPT: usize = 200;
/// A wish for longer pauses than this is cut to it.
const LONGEST_PAUSE: f32 = 10.0;

/// What sites said, by origin.
#[derive(Default)]
pub(super) struct Robots(Mutex<BTreeMap<String, Arc<Mutex<Option<Rules>>>>>);

/// What one site said.
struct Rules {
    /// When, in seconds since 1970.
    at: i64,
    said: Said,
}

enum Said {
    /// This, kept from before and not read yet: most of it will not be asked about.
    Kept(String),
    /// These rules; the text as it came, where it is short.
    Text(Box<Robot>, Option<String>),
    /// It has none.
    Nothing,
    /// It could not be asked.
    Unknown(FetchError),
}

/// What is kept of a site from one run to the next.
#[derive(Deserialize, Serialize)]
struct Kept {
    at: i64,
    /// `None` where it has no such file.
    text: Option<String>,
}

impl Robots {
    /// Whether `url` may be fetched, and the pause that its site wants between two requests. `fetch` gets the file where it
    /// is not known; two threads do not fetch the same one.
    pub(super) fn check(
        &self,
        url: &Url,
        fetch: impl FnOnce(&Url) -> Result<Document, FetchError>,
    ) -> Result<Option<Duration>, FetchError> {
        let host = url.host_str().unwrap_or_default().to_owned();
        let origin = url.origin().ascii_serialization();
        let place = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(origin).or_default());
        let mut rules = place.lock().unwrap_or_else(PoisonError::into_inner);
        if rules.as_ref().is_none_or(|rules| rules.at + DAY <= now()) {
            let said = ask(url, fetch)?;
            *rules = Some(Rules { at: now(), said });
        }
        if let Some(Rules { said, .. }) = rules.as_mut()
            && let Said::Kept(text) = said
        {
            *said = read(text.as_bytes());
        }
        match rules.as_ref().map(|rules| &rules.said) {
            Some(Said::Text(robot, _)) if !robot.allowed(url.as_str()) => Err(FetchError::Robots(host)),
            Some(Said::Text(robot, _)) => Ok(robot.delay.and_then(pause)),
            Some(Said::Unknown(why)) => Err(FetchError::NoRobots { host, why: Box::new(why.clone()) }),
            Some(Said::Nothing | Said::Kept(_)) | None => Ok(None),
        }
    }

    /// What is worth keeping for the rest of the day.
    pub(super) fn kept(&self) -> String {
        let sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept: Vec<(&String, Kept)> = sites
            .iter()
            .filter_map(|(origin, rules)| {
                let rules = rules.lock().unwrap_or_else(PoisonError::into_inner);
                let rules = rules.as_ref()?;
                let text = match &rules.said {
                    Said::Text(_, Some(text)) | Said::Kept(text) => Some(text.clone()),
                    Said::Nothing => None,
                    _ => return None,
                };
                Some((origin, Kept { at: rules.at, text }))
            })
            .collect();
        kept.sort_by_key(|(_, kept)| std::cmp::Reverse(kept.at));
        kept.truncate(MOST_KEPT);
        serde_json::to_string(&kept.into_iter().collect::<BTreeMap<_, _>>()).unwrap_or_default()
    }

    /// Takes up what was kept; what is no such thing, or of the future, is as if it were not there.
    pub(super) fn restore(&self, kept: &str) {
        let Ok(kept) = serde_json::from_str::<BTreeMap<String, Kept>>(kept) else { return };
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (origin, Kept { at, text }) in kept.into_iter().take(MOST_KEPT).filter(|(_, kept)| kept.at <= now()) {
            let said = text.map_or(Said::Nothing, Said::Kept);
            sites.insert(origin, Arc::new(Mutex::new(Some(Rules { at, said }))));
        }
    }
}

fn ask(url: &Url, fetch: impl FnOnce(&Url) -> Result<Document, FetchError>) -> Result<Said, FetchError> {
    let Ok(place) = url.join("/robots.txt") else { return Ok(Said::Nothing) };
    Ok(match fetch(&place) {
        Ok(file) => read(&file.bytes),
        // The page would fail for the same reason, and that says more.
        Err(error) if error.is_ours() || error.is_without_connection() => return Err(error),
        // A site that answers that it has none has none; one that cannot answer may have one.
        Err(FetchError::Status { code: 400..=428 | 430..=499, .. }) => Said::Nothing,
        Err(FetchError::Empty | FetchError::Circle | FetchError::TooManyRedirects(_)) => Said::Nothing,
        Err(error) => Said::Unknown(error),
    })
}

fn read(bytes: &[u8]) -> Said {
    let bytes = bytes.get(..bytes.len().min(LONGEST)).unwrap_or_default();
    if bytes.iter().filter(|byte| **byte == b'$').count() > MOST_DOLLARS {
        return Said::Unknown(FetchError::Unreadable("it has too many rules".to_owned()));
    }
    match Robot::new(NAME, bytes) {
        Ok(robot) => {
            let kept = String::from_utf8(bytes.to_vec()).ok().filter(|text| text.len() <= LONGEST_KEPT);
            Said::Text(Box::new(robot), kept)
        }
        Err(_) => Said::Unknown(FetchError::Unreadable("it is not in the form that such files have".to_owned())),
    }
}

fn pause(seconds: f32) -> Option<Duration> {
    Duration::try_from_secs_f32(seconds.min(LONGEST_PAUSE)).ok().map(|pause| pause.min(limits::PATIENCE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Result<Document, FetchError> {
        Ok(Document {
            bytes: text.as_bytes().to_vec(),
            ..Document::of(Url::parse("http://a.example/robots.txt").unwrap())
        })
    }

    fn check(text: &str, path: &str) -> Result<Option<Duration>, FetchError> {
        let url = Url::parse("http://a.example/").unwrap().join(path).unwrap();
        Robots::default().check(&url, |_| document(text))
    }

    #[test]
    fn rules_for_all_and_for_us() {
        let text = "User-agent: *\nDisallow: /private/\nDisallow: /*.cgi$\n\nUser-agent: crossread\nDisallow: /reader\nCrawl-delay: 3\n";
        assert_eq!(check(text, "/reader/1"), Err(FetchError::Robots("a.example".to_owned())));
        assert_eq!(check(text, "/private/1"), Ok(Some(Duration::from_secs(3))), "only the group that names us counts");
        let text = "User-agent: *\nDisallow: /private/\nAllow: /private/open\nDisallow: /*.cgi$";
        assert!(check(text, "/private/1").is_err() && check(text, "/x.cgi").is_err());
        assert!(check(text, "/private/open").is_ok() && check(text, "/x.cgi?a").is_ok() && check(text, "/").is_ok());
        assert!(check("", "/").is_ok() && check("<html>not found</html>", "/a").is_ok());
        assert_eq!(check("User-agent: *\nCrawl-delay: 86400", "/"), Ok(Some(Duration::from_secs(10))));
    }

    #[test]
    fn a_site_is_asked_once_and_what_it_said_can_be_kept() {
        let robots = Robots::default();
        let url = |path: &str| Url::parse("http://a.example/").unwrap().join(path).unwrap();
        assert!(robots.check(&url("a"), |_| document("User-agent: *\nDisallow: /b")).is_ok());
        let again = |_: &Url| panic!("asked again");
        assert!(robots.check(&url("b"), again).is_err());
        let other = Robots::default();
        other.restore(&robots.kept());
        assert!(other.check(&url("a"), again).is_ok() && other.check(&url("b"), again).is_err());
        for odd in ["", "[]", "{\"http://a.example\":{\"at\":99999999999,\"text\":null}}"] {
            let none = Robots::default();
            none.restore(odd);
            assert!(none.check(&url("a"), |_| document("User-agent: *\nDisallow: /")).is_err(), "{odd}");
        }
    }

    #[test]
    fn a_site_that_cannot_answer_is_left_alone() {
        let check = |error: FetchError| {
            Robots::default().check(&Url::parse("http://a.example/x").unwrap(), move |_| Err(error)).err()
        };
        let status = |code| FetchError::Status { code, retry: None };
        assert_eq!(check(status(404)), None);
        assert_eq!(check(status(403)), None);
        for error in [status(503), status(429), FetchError::Cut] {
            let said = FetchError::NoRobots { host: "a.example".to_owned(), why: Box::new(error.clone()) };
            assert_eq!(check(error), Some(said));
        }
        for error in [FetchError::Interrupted, FetchError::NoHost] {
            assert_eq!(check(error.clone()), Some(error));
        }
    }

    #[test]
    fn rules_by_the_thousand_end_soon() {
        let stars = "Disallow: /*a*b*c*d*e\n".repeat(20_000);
        assert!(check(&format!("User-agent: *\n{stars}"), &"/a".repeat(4_000)).is_ok());
        let dollars = "Disallow: /*a$\n".repeat(20_000);
        assert!(matches!(check(&format!("User-agent: *\n{dollars}"), "/a"), Err(FetchError::NoRobots { .. })));
    }
}
