//! From a name to the addresses that may be connected to.
//!
//! The addresses that leave here are the ones connected to, and nobody asks for the name again in between: a name that
//! answers with a public address first and a local one later gains nothing by it.

use super::FetchError;
use super::address::is_local;
use std::net::IpAddr;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// The system's resolver, without the addresses of the local network unless they are allowed.
#[derive(Debug, Default)]
pub(super) struct Outward {
    /// Whether they are.
    pub(super) allow_local: bool,
    /// Those of them that are in any case.
    pub(super) allowed: Vec<IpAddr>,
    /// Who knows the names.
    pub(super) system: DefaultResolver,
}

impl Resolver for Outward {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.system.resolve(uri, config, timeout).map_err(|error| match error {
            ureq::Error::Io(_) => ureq::Error::HostNotFound,
            other => other,
        })?;
        let mut allowed = self.empty();
        let is_allowed = |ip: IpAddr| self.allow_local || !is_local(ip) || self.allowed.contains(&ip);
        for address in found.iter().filter(|address| is_allowed(address.ip())) {
            allowed.push(*address);
        }
        if allowed.is_empty() {
            let host = uri.host().unwrap_or_default().to_owned();
            return Err(ureq::Error::Other(Box::new(FetchError::Local { host })));
        }
        Ok(allowed)
    }
}
