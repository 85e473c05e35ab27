//! How much, how long, how many: the bounds of fetching, and what of it can be chosen.

use std::net::IpAddr;
use std::time::Duration;

/// Bytes that are read of one answer as they come, compressed or not. The heaviest feeds in use have some 10 MiB.
pub(super) const MOST_RECEIVED: u64 = 16 << 20;
/// Bytes that may come out of it when it is decompressed: as much as a file may have.
pub(super) const MOST_BYTES: u64 = crate::article::MAX_FILE;
/// Redirects of one request. Browsers follow 20; who needs more than a few is lost already.
pub(super) const MOST_REDIRECTS: usize = 6;
/// The longest address, in bytes: what servers accept at most.
pub(super) const LONGEST_ADDRESS: usize = 8_192;
/// The longest wait that a server can ask for and that is waited out; for more, it is left for another time.
pub(super) const PATIENCE: Duration = Duration::from_secs(15);
/// A server may ask to be left alone for so long; more is taken for a slip.
pub(super) const LONGEST_REST: Duration = Duration::from_secs(7 * 24 * 3600);
/// Items of one feed that are looked at. Those in use have up to a few hundred.
pub(super) const MOST_ITEMS: usize = 10_000;
/// Pages that are fetched for one feed's truncated items in one update; the others follow in the next.
pub(super) const MOST_PAGES: usize = 20;

/// What can be chosen.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether addresses of the local network are fetched.
    pub allow_local: bool,
    /// Single addresses of it that are fetched all the same.
    pub allowed: Vec<IpAddr>,
    /// Whether the pages of truncated items are fetched.
    pub full_text: bool,
    /// Between two requests to one host.
    pub pause: Duration,
    /// To have a connection.
    pub connect: Duration,
    /// Until the answer begins.
    pub first_byte: Duration,
    /// For the whole of a request, its redirects included; waiting for one's turn is not.
    pub whole: Duration,
    /// Hosts that are asked at once.
    pub hosts: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            allow_local: false,
            allowed: Vec::new(),
            full_text: false,
            pause: Duration::from_secs(1),
            connect: Duration::from_secs(10),
            first_byte: Duration::from_secs(20),
            whole: Duration::from_secs(60),
            hosts: 4,
        }
    }
}
