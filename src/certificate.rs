//! An X.509 certificate as this program needs it: its bytes, its dates, its names, its public key.

pub mod name;
pub mod public_key;
pub mod purpose;
pub mod scheme;
pub mod serial;
mod signature;
pub mod standing;

use std::fmt;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use x509_parser::prelude::{FromDer, ParsedExtension, X509Certificate};

pub use name::{CanonicalName, Name};
pub use public_key::{Curve, PublicKey};
pub use purpose::{HashStrength, KeyPurposes, KeyUsage};
pub use scheme::{SignatureHash, SignatureScheme};
pub use serial::{SerialNumber, SpeltSerial};
pub use standing::{ExpiryMargin, Standing};

use crate::clock::Now;

/// A SHA-256 digest, shown and written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sha256Digest([u8; 32]);

impl Sha256Digest {
    /// Digests `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Takes over a digest that was made elsewhere.
    #[must_use]
    pub const fn from_bytes(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// Reads 64 hexadecimal digits, in either case, colons and spaces passed over.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !matches!(c, ':' | ' ')).collect();
        let mut digest = [0; 32];
        hex::decode_to_slice(digits, &mut digest).ok()?;
        Some(Self(digest))
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why bytes are not a certificate that can be judged.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// The bytes are no DER certificate, or one whose dates or names cannot be read.
    #[error("not a readable X.509 certificate: {reason}")]
    Unreadable {
        /// What the reader said.
        reason: String,
    },
}

/// A certificate: its DER bytes and what was read from them (RFC 5280).
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    sha256: Sha256Digest,
    serial: Vec<u8>,
    subject: Name,
    issuer: Name,
    not_before: Timestamp,
    not_after: Timestamp,
    public_key: PublicKey,
    basic_constraints_ca: Option<bool>,
    key_usage: Option<KeyUsage>,
    purposes: Option<KeyPurposes>,
    subject_key_id: Option<Vec<u8>>,
    signature_hash: HashStrength,
}

impl Certificate {
    /// Reads one DER certificate; bytes after its end are cut off.
    ///
    /// # Errors
    /// [`CertificateError::Unreadable`] when the bytes are no certificate or a date in it is none.
    pub fn from_der(bytes: &[u8]) -> Result<Self, CertificateError> {
        let (rest, parsed) =
            X509Certificate::from_der(bytes).map_err(|error| CertificateError::Unreadable {
                reason: error.to_string(),
            })?;
        let length = bytes.len().saturating_sub(rest.len());
        let der = bytes.get(..length).unwrap_or(bytes).to_vec();
        let date = |seconds: i64| {
            // The last day of 9999 and later lie past what a timestamp holds: no expiration at all.
            if seconds > Timestamp::MAX.as_second() {
                return Ok(Timestamp::MAX);
            }
            Timestamp::from_second(seconds).map_err(|error| CertificateError::Unreadable {
                reason: error.to_string(),
            })
        };
        let not_before = date(parsed.validity().not_before.timestamp())?;
        let not_after = date(parsed.validity().not_after.timestamp())?;
        let mut certificate = Self {
            sha256: Sha256Digest::of(&der),
            serial: parsed.raw_serial().to_vec(),
            subject: Name::read(parsed.subject()),
            issuer: Name::read(parsed.issuer()),
            not_before,
            not_after,
            public_key: PublicKey::read(parsed.public_key()),
            basic_constraints_ca: None,
            key_usage: None,
            purposes: None,
            subject_key_id: None,
            signature_hash: purpose::signature_hash(&parsed.signature_algorithm),
            der,
        };
        for extension in parsed.extensions() {
            match extension.parsed_extension() {
                ParsedExtension::BasicConstraints(constraints) => {
                    certificate.basic_constraints_ca = Some(constraints.ca);
                }
                ParsedExtension::KeyUsage(usage) => {
                    certificate.key_usage = Some(KeyUsage::read(usage));
                }
                ParsedExtension::ExtendedKeyUsage(usage) => {
                    certificate.purposes = Some(KeyPurposes::read(usage));
                }
                ParsedExtension::SubjectKeyIdentifier(id) => {
                    certificate.subject_key_id = Some(id.0.to_vec());
                }
                _ => {}
            }
        }
        Ok(certificate)
    }

    /// The DER bytes, exactly as they were read.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// SHA-256 of the DER bytes: what people and plans call this certificate.
    #[must_use]
    pub fn sha256(&self) -> Sha256Digest {
        self.sha256
    }

    /// The serial number's content bytes, big-endian two's complement as in the certificate.
    #[must_use]
    pub fn serial(&self) -> &[u8] {
        &self.serial
    }

    /// The serial number as hexadecimal digits, without a leading zero byte.
    #[must_use]
    pub fn serial_hex(&self) -> String {
        match self.serial.split_first() {
            Some((0, rest)) if !rest.is_empty() => hex::encode(rest),
            _ => hex::encode(&self.serial),
        }
    }

    /// The serial number, to be compared with what a list says.
    #[must_use]
    pub fn serial_number(&self) -> SerialNumber {
        SerialNumber::of(&self.serial)
    }

    /// The serial number as a DER INTEGER, the form of CKA_SERIAL_NUMBER (PKCS#11, certificate objects).
    #[must_use]
    pub fn serial_der(&self) -> Vec<u8> {
        let mut der = vec![0x02];
        // RFC 5280 allows 20 octets; anything that needs a long length is still written rightly.
        match u8::try_from(self.serial.len()) {
            Ok(length @ 0..=127) => der.push(length),
            Ok(length) => der.extend([0x81, length]),
            Err(_) => {
                let length = u16::try_from(self.serial.len()).unwrap_or(u16::MAX);
                der.push(0x82);
                der.extend(length.to_be_bytes());
            }
        }
        der.extend(&self.serial);
        der
    }

    /// The subject.
    #[must_use]
    pub fn subject(&self) -> &Name {
        &self.subject
    }

    /// The issuer.
    #[must_use]
    pub fn issuer(&self) -> &Name {
        &self.issuer
    }

    /// The first second of its validity, UTC.
    #[must_use]
    pub fn not_before(&self) -> Timestamp {
        self.not_before
    }

    /// The last second of its validity, UTC.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        self.not_after
    }

    /// The public key.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.public_key
    }

    /// The key usage extension, where there is one.
    #[must_use]
    pub fn key_usage(&self) -> Option<KeyUsage> {
        self.key_usage
    }

    /// The extended key usage extension, where there is one.
    #[must_use]
    pub fn purposes(&self) -> Option<&KeyPurposes> {
        self.purposes.as_ref()
    }

    /// The subject key identifier's bytes, where the certificate has one.
    #[must_use]
    pub fn subject_key_id(&self) -> Option<&[u8]> {
        self.subject_key_id.as_deref()
    }

    /// How strong the hash in its signature is.
    #[must_use]
    pub fn signature_hash(&self) -> HashStrength {
        self.signature_hash
    }

    /// Whether it is a CA certificate: basic constraints say so, or a version 1 root signs itself.
    #[must_use]
    pub fn is_ca(&self) -> bool {
        match self.basic_constraints_ca {
            Some(ca) => ca,
            None => self.key_usage.is_some_and(|usage| usage.signs_certificates),
        }
    }

    /// Whether subject and issuer are one name.
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        self.subject.matches(&self.issuer)
    }

    /// Its standing at `now`, both ends of the validity included (RFC 5280 §4.1.2.5).
    #[must_use]
    pub fn standing(&self, now: Now) -> Standing {
        standing::judge(self.not_before, self.not_after, now)
    }

    /// Whether it expired longer ago than `margin`: the only thing that makes it removable.
    #[must_use]
    pub fn is_expired_beyond(&self, margin: ExpiryMargin, now: Now) -> bool {
        standing::is_expired_beyond(self.not_after, margin, now)
    }

    /// Whether the key of `issuer` made its signature, whatever the names; `None` for a kind of signature
    /// that cannot be checked here.
    #[must_use]
    pub fn is_signed_by(&self, issuer: &Certificate) -> Option<bool> {
        signature::verifies(self, issuer)
    }

    /// Whether `issuer` issued it: the names match and the signature verifies.
    #[must_use]
    pub fn is_issued_by(&self, issuer: &Certificate) -> bool {
        self.issuer.matches(&issuer.subject) && self.is_signed_by(issuer) == Some(true)
    }

    /// Whether `issuer` may have issued it: the names match and the signature verifies, or cannot be
    /// judged here. For decisions in which doubt keeps an object.
    #[must_use]
    pub fn may_be_issued_by(&self, issuer: &Certificate) -> bool {
        self.issuer.matches(&issuer.subject) && self.is_signed_by(issuer) != Some(false)
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("sha256", &self.sha256)
            .field("subject", &self.subject.to_string())
            .field("not_after", &self.not_after)
            .finish_non_exhaustive()
    }
}
