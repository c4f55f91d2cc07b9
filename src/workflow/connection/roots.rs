//! Whom a server's certificate has to come from: whomever the system trusts, or one private authority.

use std::sync::Arc;

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

/// The authorities that a server's certificate may come from.
#[derive(Debug, Clone, Default)]
pub enum Roots {
    /// Those that the system trusts, judged as the system does.
    #[default]
    System,
    /// These alone.
    Given(Vec<CertificateDer<'static>>),
}

/// Why bytes hold no root certificates.
#[derive(Debug, thiserror::Error)]
pub enum RootFileError {
    /// There is no certificate in it.
    #[error("there is no certificate in it")]
    Empty,
    /// A certificate in it cannot be used as a root.
    #[error("{reason}")]
    Unusable {
        /// What is wrong with it.
        reason: String,
    },
}

impl Roots {
    /// Takes the roots from a file's bytes: PEM, however many, or one DER certificate.
    ///
    /// # Errors
    /// [`RootFileError`] when there is none, or one that cannot be used.
    pub fn read(bytes: &[u8]) -> Result<Self, RootFileError> {
        let unusable = |reason: String| RootFileError::Unusable { reason };
        let is_pem = bytes
            .windows(11)
            .any(|window| window == b"-----BEGIN ".as_slice());
        let found: Vec<CertificateDer<'static>> = if is_pem {
            CertificateDer::pem_slice_iter(bytes)
                .collect::<Result<_, _>>()
                .map_err(|error| unusable(error.to_string()))?
        } else if bytes.is_empty() {
            Vec::new()
        } else {
            vec![CertificateDer::from(bytes.to_vec())]
        };
        if found.is_empty() {
            return Err(RootFileError::Empty);
        }
        for one in &found {
            let added = RootCertStore::empty().add(one.clone());
            added.map_err(|error| unusable(error.to_string()))?;
        }
        Ok(Self::Given(found))
    }

    /// The verifier of a server's certificate.
    pub(super) fn verifier(
        self,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Arc<dyn ServerCertVerifier>, String> {
        let provider = Arc::clone(provider);
        match self {
            Self::System => Verifier::new(provider)
                .map(|verifier| Arc::new(verifier) as _)
                .map_err(|error| error.to_string()),
            Self::Given(given) => {
                let mut roots = RootCertStore::empty();
                let _ = roots.add_parsable_certificates(given);
                WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
                    .build()
                    .map(|verifier| verifier as _)
                    .map_err(|error| error.to_string())
            }
        }
    }
}
