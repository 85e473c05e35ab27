//! By what servers are trusted: the system's certificates, read once, when they are first needed.

use super::FetchError;
use crate::text::sanitize;
use rustls_native_certs::{CertificateResult, load_native_certs};
use std::sync::Arc;
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};

/// TLS as this system trusts it.
pub(super) fn config() -> Result<TlsConfig, FetchError> {
    trusting(load_native_certs())
}

fn trusting(found: CertificateResult) -> Result<TlsConfig, FetchError> {
    if found.certs.is_empty() {
        let why = found.errors.first().map(|error| format!(" ({})", sanitize::line(&error.to_string())));
        return Err(FetchError::NoCertificates(why.unwrap_or_default()));
    }
    let certificates: Vec<Certificate<'static>> =
        found.certs.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect();
    Ok(TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(RootCerts::new_with_certs(&certificates))
        .build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_certificates_nobody_is_trusted() {
        assert!(matches!(trusting(CertificateResult::default()), Err(FetchError::NoCertificates(_))));
    }

    #[test]
    fn servers_are_verified_by_the_certificates_found() {
        let mut found = CertificateResult::default();
        found.certs.push(vec![0x30, 0x03, 0x02, 0x01, 0x01].into());
        let config = trusting(found).unwrap();
        assert!(!config.disable_verification() && config.use_sni());
        assert!(matches!(config.root_certs(), RootCerts::Specific(roots) if roots.len() == 1));
    }
}
