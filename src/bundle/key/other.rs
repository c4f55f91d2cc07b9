//! Private keys that are recognised and cannot be imported.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};

use super::super::ber::{self, Budget, Reader, Tag};
use super::super::der;
use super::super::error::BundleError;
use super::super::oid::{self, Oid};
use crate::certificate::PublicKey;
use crate::secret::SecretBytes;

const ED25519: &str = "1.3.101.112";
const RSA_PSS: &str = "1.2.840.113549.1.1.10";

/// What keeps a key from being imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::bundle) enum OtherKind {
    /// Its algorithm.
    Algorithm(Oid),
    /// Its curve; `None` for one that is written out instead of named.
    Curve(Option<Oid>),
}

impl OtherKind {
    fn algorithm(&self) -> String {
        match self {
            Self::Algorithm(oid) => oid.dotted(),
            Self::Curve(_) => oid::EC.to_owned(),
        }
    }

    /// The usual name and the number that tells it best.
    pub(in crate::bundle) fn needs(&self) -> BundleError {
        match self {
            Self::Algorithm(oid) | Self::Curve(Some(oid)) => {
                BundleError::needs_for_key(oid.name(), oid.dotted())
            }
            Self::Curve(None) => BundleError::needs_for_key(
                "EC with explicit parameters".to_owned(),
                oid::EC.to_owned(),
            ),
        }
    }
}

/// A private key of a kind that no token here takes.
#[derive(Debug)]
pub struct OtherPrivateKey {
    kind: OtherKind,
    info: SecretBytes,
    /// What the certificate's subjectPublicKey must hold, where it could be told.
    material: Option<Vec<u8>>,
}

impl OtherPrivateKey {
    pub(super) fn read(
        info: &[u8],
        kind: OtherKind,
        key: &[u8],
        budget: &Budget,
    ) -> Result<Self, BundleError> {
        let material = match kind.algorithm().as_str() {
            ED25519 => ed25519(key),
            RSA_PSS => Some(rsa(key, budget)?),
            oid::EC => ec(key, budget)?,
            _ => None,
        };
        Ok(Self {
            kind,
            info: SecretBytes::copy_of(info),
            material,
        })
    }

    /// The algorithm's object identifier, dotted.
    #[must_use]
    pub fn algorithm(&self) -> String {
        self.kind.algorithm()
    }

    pub(super) fn description(&self) -> String {
        match &self.kind {
            OtherKind::Algorithm(oid) => oid.name(),
            OtherKind::Curve(Some(curve)) => format!("EC {}", curve.name()),
            OtherKind::Curve(None) => "EC with explicit parameters".to_owned(),
        }
    }

    /// Why it cannot even be matched with a certificate, where that is so.
    pub(in crate::bundle) fn unmatched(&self) -> Option<BundleError> {
        self.material.is_none().then(|| self.kind.needs())
    }

    /// The PrivateKeyInfo as the bundle holds it.
    pub(super) fn info(&self) -> &SecretBytes {
        &self.info
    }

    pub(super) fn public_key(&self) -> PublicKey {
        PublicKey::Other {
            algorithm: self.algorithm(),
            info: self.material.clone().unwrap_or_default(),
        }
    }

    /// Whether `public` has this key's algorithm and ends in its material, as a SubjectPublicKeyInfo does.
    pub(super) fn belongs_to(&self, public: &PublicKey) -> bool {
        match (public, &self.material) {
            (PublicKey::Other { algorithm, info }, Some(material)) => {
                *algorithm == self.algorithm() && !material.is_empty() && info.ends_with(material)
            }
            _ => false,
        }
    }
}

/// The public key of CurvePrivateKey (RFC 8410 §7): an OCTET STRING of 32 bytes.
fn ed25519(key: &[u8]) -> Option<Vec<u8>> {
    let seed = key.strip_prefix(&[0x04, 0x20])?;
    let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
    Some(pair.public_key().as_ref().to_vec())
}

/// RSAPublicKey, DER, of an RSAPrivateKey.
fn rsa(key: &[u8], budget: &Budget) -> Result<Vec<u8>, BundleError> {
    let mut outer = Reader::new(key, 0, budget);
    let sequence = outer.expect(ber::SEQUENCE, "an RSA key was expected")?;
    let mut inside = sequence.elements()?;
    inside.expect(ber::INTEGER, "an RSA key without version")?;
    let modulus = inside.expect(ber::INTEGER, "an RSA key without modulus")?;
    let exponent = inside.expect(ber::INTEGER, "an RSA key without exponent")?;
    let numbers = [modulus.number()?, exponent.number()?].map(der::unsigned);
    Ok(
        der::element(0x30, &[numbers[0].expose(), numbers[1].expose()])
            .expose()
            .to_vec(),
    )
}

/// The public point that an ECPrivateKey tells, if it does.
fn ec(key: &[u8], budget: &Budget) -> Result<Option<Vec<u8>>, BundleError> {
    let mut outer = Reader::new(key, 0, budget);
    let sequence = outer.expect(ber::SEQUENCE, "an EC key was expected")?;
    let mut inside = sequence.elements()?;
    inside.expect(ber::INTEGER, "an EC key without version")?;
    inside.expect(ber::OCTET_STRING, "an EC key without scalar")?;
    inside.optional(Tag::Context(0))?;
    let Some(public) = inside.optional(Tag::Context(1))? else {
        return Ok(None);
    };
    let bits = public
        .elements()?
        .expect(ber::BIT_STRING, "a public key was expected")?;
    Ok(bits.content().get(1..).map(<[u8]>::to_vec))
}
