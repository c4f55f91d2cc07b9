//! Private keys on the curves that can be imported (RFC 5915).

use aws_lc_rs::agreement::{self, PrivateKey};

use super::super::ber::{self, Budget, Element, Reader, Tag};
use super::super::der;
use super::super::error::BundleError;
use super::super::oid::Oid;
use super::super::scheme::Algorithm;
use crate::certificate::Curve;
use crate::certificate::public_key::unsigned;
use crate::secret::SecretBytes;

/// A private key on a named curve.
#[derive(Debug)]
pub struct EcPrivateKey {
    curve: Curve,
    scalar: SecretBytes,
    point: Vec<u8>,
}

pub(super) fn curve(oid: Option<&Oid>) -> Option<Curve> {
    match oid?.dotted().as_str() {
        "1.2.840.10045.3.1.7" => Some(Curve::P256),
        "1.3.132.0.34" => Some(Curve::P384),
        "1.3.132.0.35" => Some(Curve::P521),
        _ => None,
    }
}

/// The curve that the algorithm names, or the key itself where the algorithm does not.
pub(super) fn named_curve(
    algorithm: &Algorithm<'_>,
    key: &[u8],
    budget: &Budget,
) -> Result<Option<Oid>, BundleError> {
    let named = |element: Element<'_>| {
        let is_named = element.tag() == ber::OBJECT_IDENTIFIER;
        is_named.then(|| Oid::read(&element)).transpose()
    };
    if let Some(parameters) = algorithm.parameters {
        return Ok(named(parameters)?);
    }
    let mut outer = Reader::new(key, 0, budget);
    let sequence = outer.expect(ber::SEQUENCE, "an EC key was expected")?;
    let mut inside = sequence.elements()?;
    inside.expect(ber::INTEGER, "an EC key without version")?;
    inside.expect(ber::OCTET_STRING, "an EC key without scalar")?;
    match inside.optional(Tag::Context(0))? {
        Some(parameters) => Ok(named(parameters.elements()?.read()?)?),
        None => Ok(None),
    }
}

impl EcPrivateKey {
    /// Reads an ECPrivateKey; the public point is computed and, where the key tells one, compared.
    pub(super) fn read(curve: Curve, bytes: &[u8], budget: &Budget) -> Result<Self, BundleError> {
        let mut outer = Reader::new(bytes, 0, budget);
        let sequence = outer.expect(ber::SEQUENCE, "an EC key was expected")?;
        let mut inside = sequence.elements()?;
        inside.expect(ber::INTEGER, "an EC key without version")?;
        let written = inside.expect(ber::OCTET_STRING, "an EC key without scalar")?;
        let octets = written.octets()?;
        let scalar = padded(octets.as_ref(), curve)
            .ok_or_else(|| written.error("a scalar longer than the curve's order"))?;
        let point = point(curve, scalar.expose())
            .ok_or_else(|| written.error("a scalar that is no key on its curve"))?;
        inside.optional(Tag::Context(0))?;
        if let Some(public) = inside.optional(Tag::Context(1))? {
            let told = public
                .elements()?
                .expect(ber::BIT_STRING, "a public key was expected")?;
            if !is_point(told.content(), &point) {
                return Err(told
                    .error("a public key that is not the private key's")
                    .into());
            }
        }
        Ok(Self {
            curve,
            scalar,
            point,
        })
    }

    /// The curve.
    #[must_use]
    pub fn curve(&self) -> Curve {
        self.curve
    }

    /// The private number, unsigned big-endian, as many bytes as the curve's field has.
    #[must_use]
    pub fn scalar(&self) -> &SecretBytes {
        &self.scalar
    }

    /// The public point, uncompressed: 04, x, y.
    #[must_use]
    pub fn point(&self) -> &[u8] {
        &self.point
    }

    /// ECPrivateKey with its public part, DER.
    pub(super) fn der(&self) -> SecretBytes {
        let scalar = der::element(0x04, &[self.scalar.expose()]);
        let bits = der::element(0x03, &[&[0], &self.point]);
        let public = der::element(0xa1, &[bits.expose()]);
        der::element(
            0x30,
            &[&[0x02, 0x01, 0x01], scalar.expose(), public.expose()],
        )
    }
}

/// `scalar` with as many zeros before it as the field's length asks for.
fn padded(scalar: &[u8], curve: Curve) -> Option<SecretBytes> {
    let scalar = unsigned(scalar);
    let zeros = curve.field_bytes().checked_sub(scalar.len())?;
    Some(SecretBytes::joined(&[&vec![0; zeros], scalar]))
}

fn point(curve: Curve, scalar: &[u8]) -> Option<Vec<u8>> {
    let rule = match curve {
        Curve::P256 => &agreement::ECDH_P256,
        Curve::P384 => &agreement::ECDH_P384,
        Curve::P521 => &agreement::ECDH_P521,
    };
    let key = PrivateKey::from_private_key(rule, scalar).ok()?;
    Some(key.compute_public_key().ok()?.as_ref().to_vec())
}

/// Whether the content of a BIT STRING is `point`, uncompressed or compressed.
fn is_point(bits: &[u8], point: &[u8]) -> bool {
    let half = point.len() / 2;
    match bits {
        [0, 0x04, ..] => bits.get(1..) == Some(point),
        [0, sign @ (0x02 | 0x03), x @ ..] => {
            let odd = point.last().is_some_and(|last| last & 1 == 1);
            point.get(1..=half) == Some(x) && (*sign == 0x03) == odd
        }
        _ => false,
    }
}
