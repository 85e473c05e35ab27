//! Why something could not be fetched.

use crate::article::ReadError;
use crate::text::sanitize;
use std::io;
use std::time::Duration;

/// Why an address gave nothing, on one clean line that does not name the address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// No address of the web.
    #[error("is no address that can be fetched: {0}")]
    Address(String),
    /// It points into the local network.
    #[error("{host} is in the local network, which is not fetched from unless --allow-local is given")]
    Local {
        /// The host that does.
        host: String,
    },
    /// Its host does not exist, or nobody could say where it is.
    #[error("there is no host of that name, or no connection to the network")]
    NoHost,
    /// No connection.
    #[error("no connection: {0}")]
    Connect(String),
    /// No secure connection.
    #[error("no secure connection: {0}")]
    Tls(String),
    /// The system has no certificates to judge a server by.
    #[error(
        "this system's certificates cannot be found{0}; without them no https server can be trusted (SSL_CERT_FILE names a file of them)"
    )]
    NoCertificates(String),
    /// It took too long.
    #[error("took too long {0}")]
    TooSlow(&'static str),
    /// It is too long, as it came or when decompressed.
    #[error("is larger than {} MiB{}", limit >> 20, if *decompressed { " when decompressed" } else { "" })]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
        /// Whether the limit is one of what comes out of compressed data.
        decompressed: bool,
    },
    /// It is compressed in a way we do not know, or wrongly.
    #[error("cannot be decompressed: {0}")]
    Compression(String),
    /// The connection ended before all was there.
    #[error("the connection ended before all of it had come")]
    Cut,
    /// Redirected to and fro.
    #[error("is redirected in a circle")]
    Circle,
    /// Redirected again and again.
    #[error("is redirected more than {0} times")]
    TooManyRedirects(usize),
    /// Redirected to what is no address.
    #[error("is redirected to what {0}")]
    Redirect(Box<FetchError>),
    /// The server says no.
    #[error("the server answers {code}{}{}", meaning(*code), later(*retry))]
    Status {
        /// The status of HTTP.
        code: u16,
        /// When it wants to be asked again, if it says.
        retry: Option<Duration>,
    },
    /// The server asked, a while ago, to be left alone for longer than we wait.
    #[error("{host} asks to be left alone for {} s more", wait.as_secs().max(1))]
    Later {
        /// The host.
        host: String,
        /// For how long still.
        wait: Duration,
    },
    /// Programs are asked not to fetch it.
    #[error("the robots.txt of {0} asks programs not to fetch this page")]
    Robots(String),
    /// Whether programs are asked so could not be found out.
    #[error("the robots.txt of {host} could not be read, so its pages are left alone: {why}")]
    NoRobots {
        /// The host.
        host: String,
        /// Why not.
        why: Box<FetchError>,
    },
    /// Not what was asked for.
    #[error("is no {wanted} but {found}")]
    Kind {
        /// What was asked for.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
    /// Nothing in it.
    #[error("is empty")]
    Empty,
    /// It came, but cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// Not HTTP as it should be.
    #[error("the server's answer cannot be understood: {0}")]
    Http(String),
    /// Asked to end.
    #[error("was interrupted")]
    Interrupted,
}

impl FetchError {
    /// Whether another try now or soon is pointless and harmless: the reason lies here, not with the server.
    pub fn is_ours(&self) -> bool {
        matches!(self, Self::Interrupted | Self::Later { .. } | Self::NoCertificates(_))
    }

    /// Whether there was no connection at all.
    pub(super) fn is_without_connection(&self) -> bool {
        matches!(self, Self::NoHost | Self::Local { .. } | Self::Connect(_) | Self::Tls(_))
    }

    /// How long the server wants to be left alone, if it said so.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry, .. } => *retry,
            Self::Later { wait, .. } => Some(*wait),
            _ => None,
        }
    }

    /// What `error` says about its input, without the input's name.
    pub(super) fn unreadable(error: &ReadError) -> Self {
        let said = error.to_string();
        let named = format!("{}: ", sanitize::line(&error.path().to_string_lossy()));
        Self::Unreadable(said.strip_prefix(&named).unwrap_or(&said).to_owned())
    }
}

impl From<ureq::Error> for FetchError {
    fn from(error: ureq::Error) -> Self {
        use ureq::Error as E;
        match error {
            E::Timeout(phase) => Self::TooSlow(slow(phase)),
            E::HostNotFound => Self::NoHost,
            E::Io(error) => from_io(&error),
            E::Other(error) => match error.downcast::<FetchError>() {
                Ok(own) => *own,
                Err(other) => Self::Http(clean(&other.to_string())),
            },
            E::Rustls(error) => Self::Tls(clean(&error.to_string())),
            E::Tls(why) => Self::Tls(why.to_owned()),
            E::TlsRequired => Self::Tls("the server offers none".to_owned()),
            E::BadUri(why) => Self::Address(clean(&why)),
            E::Http(error) => Self::Address(clean(&error.to_string())),
            E::LargeResponseHeader(..) => Self::Http("its head is too long".to_owned()),
            E::ConnectionFailed => Self::Connect("the server does not answer".to_owned()),
            other => Self::Http(clean(&other.to_string())),
        }
    }
}

fn from_io(error: &io::Error) -> FetchError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => FetchError::Cut,
        io::ErrorKind::ConnectionRefused => FetchError::Connect("the server refuses it".to_owned()),
        io::ErrorKind::TimedOut => FetchError::TooSlow("to answer"),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => {
            FetchError::Connect("the server cannot be reached".to_owned())
        }
        // What rustls has to say about a certificate arrives so.
        io::ErrorKind::InvalidData => FetchError::Tls(clean(&error.to_string())),
        _ => FetchError::Connect(clean(&error.to_string())),
    }
}

fn slow(phase: ureq::Timeout) -> &'static str {
    use ureq::Timeout as T;
    match phase {
        T::Resolve => "to find its host",
        T::Connect => "to connect",
        T::RecvResponse | T::SendRequest | T::Await100 => "to begin to answer",
        _ => "to come",
    }
}

/// On one line, and no longer than a line should be: some of these errors quote the server.
fn clean(why: &str) -> String {
    sanitize::line(why).chars().take(200).collect()
}

fn meaning(code: u16) -> &'static str {
    match code {
        401 | 407 => ": it wants a password",
        402 => ": it wants payment",
        403 => ": it does not allow it",
        404 => ": there is no such page",
        406 | 415 => ": it has it in no form that we read",
        410 => ": it is gone for good",
        429 => ": too many requests",
        451 => ": it is not allowed to show it",
        500 | 502 | 504 => ": something is wrong there",
        503 => ": it is too busy",
        _ => "",
    }
}

fn later(retry: Option<Duration>) -> String {
    retry.map_or_else(String::new, |wait| format!("; it wants to be asked again after {} s", wait.as_secs()))
}
