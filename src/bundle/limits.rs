//! What a bundle may ask for at most: bytes, iterations, scrypt's work; checked before the work is done.

use super::error::{BundleError, CostUnit};

/// The largest file that is read, bytes. Bundles have a few thousand; one with hundreds of chains still fits.
pub const MAX_FILE_BYTES: u64 = 8 * 1024 * 1024;

/// The most iterations of key derivations that one file may ask for, all its parts together.
///
/// Tools that are careful use 600,000 a part; a file with 1,000,000 in each of its parts still opens.
pub const MAX_ITERATIONS: u64 = 5_000_000;

/// The most memory that scrypt may ask for, bytes: what OpenSSL allows too.
const MAX_SCRYPT_BYTES: u64 = 32 * 1024 * 1024;

/// The most work that scrypt may ask for: N·r·p.
const MAX_SCRYPT_WORK: u64 = 1 << 20;

/// What a bag takes of the allowance of elements: a file has a thousand bags at most, and a store of all
/// public CAs fewer than 200.
pub(super) const ELEMENTS_A_BAG: u32 = super::ber::MAX_ELEMENTS / 1_000;

/// The longest chain that is followed; what lies beyond would be called foreign.
pub(super) const MAX_CHAIN: usize = 100;

/// How often in one file a certificate may be asked whether another one with its issuer's name issued it:
/// a thousand certificates ask for a few thousand.
pub(super) const MAX_ISSUER_QUESTIONS: u32 = 4_000;

/// The longest name of a certificate that is compared, bytes; RFC 5280 allows a few hundred.
pub(super) const MAX_NAME_BYTES: usize = 16 * 1024;

/// The longest key that may be asked of a derivation, bytes.
pub(super) const MAX_KEY_BYTES: usize = 256;

/// From how many iterations on a derivation is worth a word while one waits.
pub(super) const SLOW: u64 = 100_000;

/// Refuses an iteration count, or a sum of them, above the limit.
pub(super) fn check_cost(iterations: u64) -> Result<(), BundleError> {
    if iterations > MAX_ITERATIONS {
        return Err(BundleError::TooCostly {
            cost: iterations,
            limit: MAX_ITERATIONS,
            unit: CostUnit::Rounds,
        });
    }
    Ok(())
}

/// Refuses scrypt parameters above the limits (RFC 7914: memory is 128·N·r).
pub(super) fn check_scrypt(n: u64, r: u64, p: u64) -> Result<(), BundleError> {
    let memory = n.saturating_mul(r).saturating_mul(128);
    let work = n.saturating_mul(r).saturating_mul(p);
    // r and p alone cost memory too, whatever N is.
    let lanes = r.saturating_mul(p).saturating_mul(128);
    let most = memory.max(lanes);
    if most > MAX_SCRYPT_BYTES {
        return Err(BundleError::TooCostly {
            cost: most,
            limit: MAX_SCRYPT_BYTES,
            unit: CostUnit::Bytes,
        });
    }
    if work > MAX_SCRYPT_WORK {
        return Err(BundleError::TooCostly {
            cost: work,
            limit: MAX_SCRYPT_WORK,
            unit: CostUnit::Rounds,
        });
    }
    Ok(())
}

/// Scrypt's work in iterations of PBKDF2 that take about as long.
pub(super) fn scrypt_work(log_n: u8, r: u32, p: u32) -> u64 {
    let n = 1_u64.checked_shl(u32::from(log_n)).unwrap_or(u64::MAX);
    n.saturating_mul(u64::from(r)).saturating_mul(u64::from(p))
}
