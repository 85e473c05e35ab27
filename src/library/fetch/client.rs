//! One address, fetched: in its turn, within limits, along its redirects.

use super::body;
use super::gate::{Gate, Turn};
use super::limits::{LONGEST_ADDRESS, MOST_REDIRECTS};
use super::media::{Kind, Media};
use super::resolve::Outward;
use super::retry;
use super::robots::Robots;
use super::{FetchError, Options, Stop, tls};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use ureq::http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use ureq::http::{HeaderMap, HeaderName, Response};
use ureq::tls::TlsConfig;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

/// How we introduce ourselves.
const AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
/// How long a busy server is left alone that does not say for how long.
const REST: Duration = Duration::from_secs(60);
/// Longer marks of a version are not kept, in bytes.
const LONGEST_MARK: usize = 1_024;

/// What fetches.
pub struct Client {
    options: Options,
    stop: Stop,
    plain: Agent,
    /// Made when it is first needed: the system's certificates take a while to read.
    secure: OnceLock<Result<Agent, FetchError>>,
    gate: Gate,
    robots: Robots,
}

/// By what a server knows the version that one has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is as it was.
    Unchanged,
    /// It is here.
    Document(Box<Document>),
}

/// Something fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where it was asked for.
    pub asked: Url,
    /// Where it was in the end.
    pub url: Url,
    /// Where it has moved for good, if it has.
    pub moved: Option<Url>,
    /// What it is, as `text/html`; empty where the server does not say.
    pub media: String,
    /// Its character set, where the server says.
    pub charset: Option<String>,
    /// Itself, decompressed.
    pub bytes: Vec<u8>,
    /// Whether the connection ended before all of it was there.
    pub cut: bool,
    /// How to ask whether it has changed.
    pub validators: Validators,
}

/// What one request led to.
enum Hop {
    Unchanged,
    Redirect { to: Url, for_good: bool },
    Document(Box<Document>),
}

impl Client {
    /// One that ends when it is asked to.
    pub fn new(options: Options, stop: Stop) -> Self {
        let plain = agent(&options, TlsConfig::builder().build());
        let gate = Gate::new(options.pause);
        Self { options, stop, plain, secure: OnceLock::new(), gate, robots: Robots::default() }
    }

    /// What was chosen.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What asks it to end.
    pub fn stop(&self) -> &Stop {
        &self.stop
    }

    /// What sites said in their `robots.txt`, to be kept from one run to the next.
    pub fn robots(&self) -> String {
        self.robots.kept()
    }

    /// Takes up what was kept of that.
    pub fn restore_robots(&self, kept: &str) {
        self.robots.restore(kept);
    }

    /// Ends all requests that are on their way, whatever they wait for.
    pub fn abandon(&self) {
        self.stop.stop();
        self.plain.clone().shutdown();
        if let Some(Ok(secure)) = self.secure.get() {
            secure.clone().shutdown();
        }
    }

    /// Fetches `url`, unless it is still what `known` says. Blocks, for the pause that its host is due and the time that it
    /// takes.
    ///
    /// # Errors
    /// Says why there is nothing. Of a document that was cut off, what came is no error.
    pub fn get(&self, url: &Url, kind: Kind, known: &Validators) -> Result<Answer, FetchError> {
        let asked = checked(url.clone())?;
        let mut url = asked.clone();
        let mut left = self.options.whole;
        let mut seen = Vec::new();
        let mut moved = None;
        // Where all redirects so far were for good.
        let mut for_good = true;
        loop {
            let pause = match kind {
                Kind::Page | Kind::Any => self.robots.check(&url, |place| self.robots_txt(place))?,
                Kind::Feed | Kind::Robots => None,
            };
            let place = (url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default());
            let mut turn = self.gate.enter(place, &self.stop)?;
            if let Some(pause) = pause {
                turn.rest(pause);
            }
            let began = Instant::now();
            let hop = self.hop(&url, kind, known, left, &mut turn).map_err(|error| self.unless_stopped(error))?;
            drop(turn);
            // What is called off ends as if it were complete.
            if self.stop.is_stopped() {
                return Err(FetchError::Interrupted);
            }
            left = left.saturating_sub(began.elapsed());
            match hop {
                Hop::Unchanged => return Ok(Answer::Unchanged),
                Hop::Document(document) => {
                    return Ok(Answer::Document(Box::new(Document { asked, moved, ..*document })));
                }
                Hop::Redirect { to, for_good: lasts } => {
                    let to = checked(to).map_err(|error| FetchError::Redirect(Box::new(error)))?;
                    seen.push(std::mem::replace(&mut url, to));
                    if seen.contains(&url) {
                        return Err(FetchError::Circle);
                    }
                    if seen.len() > MOST_REDIRECTS {
                        return Err(FetchError::TooManyRedirects(MOST_REDIRECTS));
                    }
                    let is_step_down =
                        seen.last().is_some_and(|from| from.scheme() == "https") && url.scheme() == "http";
                    for_good &= lasts && !is_step_down;
                    if for_good {
                        moved = Some(url.clone());
                    }
                }
            }
        }
    }

    fn robots_txt(&self, place: &Url) -> Result<Document, FetchError> {
        match self.get(place, Kind::Robots, &Validators::default())? {
            Answer::Document(document) => Ok(*document),
            Answer::Unchanged => Err(FetchError::Empty),
        }
    }

    /// One request.
    fn hop(
        &self,
        url: &Url,
        kind: Kind,
        known: &Validators,
        left: Duration,
        turn: &mut Turn,
    ) -> Result<Hop, FetchError> {
        let mut request = self.agent(url)?.get(url.as_str());
        request = request.header(ACCEPT, kind.accept()).header(ACCEPT_ENCODING, "gzip");
        if let Some(etag) = &known.etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if let Some(date) = &known.last_modified {
            request = request.header(IF_MODIFIED_SINCE, date);
        }
        let answer = request.config().timeout_global(Some(left)).build().call().map_err(|error| {
            let error = FetchError::from(error);
            turn.failed(&error);
            error
        })?;
        let code = answer.status().as_u16();
        match (code, text(answer.headers(), LOCATION)) {
            (304, _) => Ok(Hop::Unchanged),
            (301 | 302 | 303 | 307 | 308, Some(to)) => {
                let to = url.join(&to).map_err(|error| FetchError::Redirect(Box::new(no_address(error))))?;
                Ok(Hop::Redirect { to, for_good: matches!(code, 301 | 308) })
            }
            (200..=203, _) => self.document(url, kind, answer),
            (204..=299, _) => Err(FetchError::Empty),
            _ => {
                let retry =
                    text(answer.headers(), RETRY_AFTER).and_then(|said| retry::retry_after(&said, retry::now()));
                if matches!(code, 429 | 503) {
                    turn.rest(retry.unwrap_or(REST));
                }
                Err(FetchError::Status { code, retry })
            }
        }
    }

    fn document(&self, url: &Url, kind: Kind, answer: Response<Body>) -> Result<Hop, FetchError> {
        let (head, body) = answer.into_parts();
        let media = text(&head.headers, CONTENT_TYPE).map(|header| Media::of(&header)).unwrap_or_default();
        kind.check(&media)?;
        let coding = body::Coding::of(&head.headers)?;
        let body::Bytes { bytes, cut } = body::read(body.into_reader(), coding, &self.stop)?;
        if cut && bytes.is_empty() {
            return Err(FetchError::Cut);
        }
        let mark = |name| text(&head.headers, name).filter(|mark| mark.len() <= LONGEST_MARK);
        // What did not come whole has to come again.
        let validators = if cut {
            Validators::default()
        } else {
            Validators { etag: mark(ETAG), last_modified: mark(LAST_MODIFIED) }
        };
        let Media { name: media, charset } = media;
        Ok(Hop::Document(Box::new(Document {
            url: url.clone(),
            asked: url.clone(),
            moved: None,
            media,
            charset,
            bytes,
            cut,
            validators,
        })))
    }

    fn agent(&self, url: &Url) -> Result<&Agent, FetchError> {
        if url.scheme() != "https" {
            return Ok(&self.plain);
        }
        let secure = self.secure.get_or_init(|| tls::config().map(|tls| agent(&self.options, tls)));
        secure.as_ref().map_err(FetchError::clone)
    }

    /// What fails because it was asked to end did not fail.
    fn unless_stopped(&self, error: FetchError) -> FetchError {
        if self.stop.is_stopped() { FetchError::Interrupted } else { error }
    }
}

#[cfg(test)]
impl Document {
    /// An empty one.
    pub(super) fn of(url: Url) -> Self {
        let validators = Validators::default();
        Self {
            asked: url.clone(),
            url,
            moved: None,
            media: String::new(),
            charset: None,
            bytes: Vec::new(),
            cut: false,
            validators,
        }
    }
}

/// An address that may be fetched.
///
/// # Errors
/// Says why it may not: no address at all, not of the web, with a password, too long.
pub fn address(given: &str) -> Result<Url, FetchError> {
    if given.len() > LONGEST_ADDRESS {
        return Err(FetchError::Address("it is too long".to_owned()));
    }
    checked(Url::parse(given.trim()).map_err(no_address)?)
}

fn checked(mut url: Url) -> Result<Url, FetchError> {
    let wrong = |why: &str| Err(FetchError::Address(why.to_owned()));
    url.set_fragment(None);
    match url.scheme() {
        "http" | "https" => {}
        _ => return wrong("only http and https are fetched"),
    }
    if url.host_str().is_none_or(str::is_empty) {
        return wrong("it names no host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return wrong("it has a name or a password in it, which would be kept in the library for all to see");
    }
    if url.as_str().len() > LONGEST_ADDRESS { wrong("it is too long") } else { Ok(url) }
}

fn no_address(error: url::ParseError) -> FetchError {
    FetchError::Address(error.to_string())
}

/// A header that is text. Where it is not ASCII it is read as UTF-8, as it is meant.
fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok()).map(str::to_owned)
}

/// No proxy: what stands behind it could not be told from the local network.
fn agent(options: &Options, tls: TlsConfig) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .tls_config(tls)
        .user_agent(AGENT)
        .timeout_resolve(Some(options.connect))
        .timeout_connect(Some(options.connect))
        .timeout_recv_response(Some(options.first_byte))
        .build();
    let resolver = Outward { allow_local: options.allow_local, allowed: options.allowed.clone(), ..Outward::default() };
    Agent::with_parts(config, DefaultConnector::new(), resolver)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_fetched() {
        assert_eq!(address(" HTTP://Example.org/a b#c").map(String::from).as_deref(), Ok("http://example.org/a%20b"));
        assert_eq!(
            address("https://bücher.example").map(String::from).as_deref(),
            Ok("https://xn--bcher-kva.example/")
        );
        for odd in [
            "",
            "example.org",
            "ftp://example.org/x",
            "file:///etc/passwd",
            "http://",
            "javascript:alert(1)",
            "http://user:secret@example.org/",
            "http://user@example.org/",
            "data:text/html,x",
        ] {
            assert!(matches!(address(odd), Err(FetchError::Address(_))), "{odd}");
        }
        assert!(address(&format!("http://example.org/{}", "a".repeat(9_000))).is_err());
    }

    #[test]
    fn an_address_of_the_local_network_is_refused_in_any_spelling() {
        let client = Client::new(Options::default(), Stop::default());
        for local in [
            "http://127.0.0.1:9/",
            "http://localhost:9/",
            "http://2130706433:9/",
            "http://0x7f.1:9/",
            "http://[::1]:9/",
            "http://[::ffff:127.0.0.1]:9/",
            "http://0:9/",
            "http://169.254.169.254/latest",
        ] {
            let answer = client.get(&address(local).unwrap(), Kind::Feed, &Validators::default());
            assert!(matches!(answer, Err(FetchError::Local { .. })), "{local}: {answer:?}");
        }
    }
}
