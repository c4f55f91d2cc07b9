//! Reads what derivations are told: salts, counts, scrypt's numbers; each checked against the limits.

use super::super::ber::{self, Element, Reader};
use super::super::error::BundleError;
use super::super::hash::Hash;
use super::super::limits;
use super::{Derivation, algorithm};

/// Reads PBEParameter and the like: a salt and a count (RFC 7292 appendix C).
pub(super) fn read_salt_and_count(parameters: &Element<'_>) -> Result<(Vec<u8>, u32), BundleError> {
    let mut inside = parameters.elements()?;
    let salt = inside.expect(ber::OCTET_STRING, "a derivation without salt")?;
    let count = inside.expect(ber::INTEGER, "a derivation without iteration count")?;
    Ok((salt.octets()?.as_ref().to_vec(), iterations(&count)?))
}

/// An iteration count that is done.
pub(in crate::bundle) fn iterations(element: &Element<'_>) -> Result<u32, BundleError> {
    let count = element.number().map(|bytes| {
        bytes.iter().fold(0_u64, |sum, byte| {
            sum.saturating_mul(256).saturating_add(u64::from(*byte))
        })
    })?;
    if count == 0 {
        return Err(element.error("an iteration count of zero").into());
    }
    limits::check_cost(count)?;
    u32::try_from(count).map_err(|_| element.error("an iteration count without measure").into())
}

/// Reads PBKDF2-params (RFC 8018 appendix A.2): the derivation and the key's length, where it is told.
pub(in crate::bundle) fn read_pbkdf2(
    parameters: Option<Element<'_>>,
    at: usize,
) -> Result<(Derivation, Option<usize>), BundleError> {
    let missing = BundleError::Damaged {
        at,
        reason: "a derivation without parameters",
    };
    let mut inside = parameters.ok_or(missing)?.elements()?;
    let salt = inside.expect(ber::OCTET_STRING, "a derivation without salt")?;
    let count = inside.expect(ber::INTEGER, "a derivation without iteration count")?;
    let length = key_length(&mut inside)?;
    let prf = match inside.optional(ber::SEQUENCE)? {
        None => Hash::Sha1,
        Some(sequence) => {
            let oid = algorithm(&sequence)?.oid;
            Hash::from_hmac_oid(&oid.dotted()).ok_or_else(|| BundleError::needs(&oid))?
        }
    };
    let derivation = Derivation::Pbkdf2 {
        prf,
        salt: salt.octets()?.as_ref().to_vec(),
        iterations: iterations(&count)?,
    };
    Ok((derivation, length))
}

/// Reads scrypt-params (RFC 7914 §7.1).
pub(super) fn read_scrypt(
    parameters: Option<Element<'_>>,
    at: usize,
) -> Result<(Derivation, Option<usize>), BundleError> {
    let damaged = |reason| BundleError::Damaged { at, reason };
    let mut inside = parameters
        .ok_or_else(|| damaged("a derivation without parameters"))?
        .elements()?;
    let salt = inside.expect(ber::OCTET_STRING, "a derivation without salt")?;
    let n = inside
        .expect(ber::INTEGER, "scrypt without cost")?
        .small_number()?;
    let r = inside
        .expect(ber::INTEGER, "scrypt without block size")?
        .small_number()?;
    let p = inside
        .expect(ber::INTEGER, "scrypt without parallelization")?
        .small_number()?;
    let length = key_length(&mut inside)?;
    limits::check_scrypt(n, r, p)?;
    let small = |number| u32::try_from(number).ok().filter(|number| *number > 0);
    let (Some(r), Some(p)) = (small(r), small(p)) else {
        return Err(damaged("scrypt parameters out of their range"));
    };
    if !n.is_power_of_two() || n < 2 {
        return Err(damaged("a scrypt cost that is no power of two"));
    }
    let log_n = u8::try_from(n.trailing_zeros()).unwrap_or(u8::MAX);
    let derivation = Derivation::Scrypt {
        salt: salt.octets()?.as_ref().to_vec(),
        log_n,
        r,
        p,
    };
    Ok((derivation, length))
}

fn key_length(inside: &mut Reader<'_>) -> Result<Option<usize>, BundleError> {
    let Some(element) = inside.optional(ber::INTEGER)? else {
        return Ok(None);
    };
    let length = usize::try_from(element.small_number()?).unwrap_or(usize::MAX);
    if length == 0 || length > limits::MAX_KEY_BYTES {
        return Err(element.error("a key length out of its range").into());
    }
    Ok(Some(length))
}
