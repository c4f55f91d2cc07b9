//! The server's opinion of the client's certificates: recorded, and never the end of the handshake.
//!
//! The signature is what a handshake tries out, and it is verified strictly. Whether the certificates would be
//! trusted is a second question with an answer of its own.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{
    CryptoProvider, WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature,
};
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, RootCertStore,
    SignatureScheme,
};

use super::Trust;

/// Verifies signatures and records what it thinks of certificates.
#[derive(Debug)]
pub(super) struct Judge {
    /// The verifier of certificates; `None` where there is no anchor.
    verifier: Option<Arc<dyn ClientCertVerifier>>,
    /// Why there is none.
    instead: Trust,
    algorithms: WebPkiSupportedAlgorithms,
    found: Mutex<Option<Trust>>,
}

impl Judge {
    /// A judge that trusts `anchor`, DER.
    pub(super) fn new(anchor: Option<&[u8]>, provider: &Arc<CryptoProvider>) -> Self {
        let (verifier, instead) = match anchor.map(|anchor| verifier(anchor, provider)) {
            None => (None, Trust::NoChain),
            Some(Ok(verifier)) => (Some(verifier), Trust::NoChain),
            Some(Err(reason)) => (None, Trust::Limit { reason }),
        };
        Self {
            verifier,
            instead,
            algorithms: provider.signature_verification_algorithms,
            found: Mutex::new(None),
        }
    }

    /// What it found, once it was asked.
    pub(super) fn found(&self) -> Option<Trust> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.clone()
    }
}

fn verifier(
    anchor: &[u8],
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ClientCertVerifier>, String> {
    let mut roots = RootCertStore::empty();
    let anchor = CertificateDer::from(anchor.to_vec());
    roots.add(anchor).map_err(|error| error.to_string())?;
    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
        .build()
        .map_err(|error| error.to_string())
}

fn trust(error: &Error) -> Trust {
    match error {
        Error::InvalidCertificate(
            CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. },
        ) => Trust::Purpose,
        Error::InvalidCertificate(
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. },
        ) => Trust::Dates,
        other => Trust::Limit {
            reason: other.to_string(),
        },
    }
}

impl ClientCertVerifier for Judge {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        let found = match &self.verifier {
            None => self.instead.clone(),
            Some(verifier) => match verifier.verify_client_cert(end_entity, intermediates, now) {
                Ok(_) => Trust::Trusted,
                Err(error) => trust(&error),
            },
        };
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
