//! The arithmetic of an RSA key's numbers: whether they belong together, and those a file leaves out (RFC 8017 §3.2).

use crypto_bigint::{BoxedUint, ConcatenatingMul, Gcd, NonZero, Odd, Resize};
use zeroize::Zeroizing;

use crate::secret::SecretBytes;

/// A number that wipes itself.
type Secret = Zeroizing<BoxedUint>;

/// The largest modulus whose primes are looked for, bits: the search is many exponentiations long.
const MAX_SEARCHED_BITS: u32 = 4_096;

/// How many bases the search for the primes tries; each finds them with probability one half or more.
const BASES: [u64; 8] = [2, 3, 5, 7, 11, 13, 17, 19];

/// The eight numbers as a file tells them, unsigned big-endian; an empty one was left out.
pub(super) struct Told<'a> {
    pub modulus: &'a [u8],
    pub public_exponent: &'a [u8],
    pub private_exponent: &'a [u8],
    pub prime1: &'a [u8],
    pub prime2: &'a [u8],
    pub exponent1: &'a [u8],
    pub exponent2: &'a [u8],
    pub coefficient: &'a [u8],
}

/// The five numbers that follow from n, e and d.
pub(super) struct Derived {
    pub prime1: SecretBytes,
    pub prime2: SecretBytes,
    pub exponent1: SecretBytes,
    pub exponent2: SecretBytes,
    pub coefficient: SecretBytes,
}

/// Checks that the numbers are one key's, and computes those left out; `None` when they are not.
pub(super) fn complete(told: &Told<'_>) -> Option<Derived> {
    let n = read(told.modulus);
    let e = read(told.public_exponent);
    let d = read(told.private_exponent);
    let odd_n = odd(&n)?;
    if odd(&e)?.as_ref().bits_vartime() < 2 || is_zero(&d) {
        return None;
    }
    let (p, q) = if told.prime1.is_empty() || told.prime2.is_empty() {
        primes(&odd_n, &e, &d)?
    } else {
        (read(told.prime1), read(told.prime2))
    };
    let odd_p = odd(&p)?;
    if p.bits_vartime() < 2 || q.bits_vartime() < 2 || !same(&p.concatenating_mul(&*q), &n) {
        return None;
    }
    let exponent1 = exponent(&d, &e, &p, told.exponent1)?;
    let exponent2 = exponent(&d, &e, &q, told.exponent2)?;
    let coefficient = coefficient(&q, &odd_p, told.coefficient)?;
    Some(Derived {
        prime1: write(&p),
        prime2: write(&q),
        exponent1,
        exponent2,
        coefficient,
    })
}

/// d mod (prime − 1); it must undo e there and be what the file told, if it did.
fn exponent(d: &BoxedUint, e: &BoxedUint, prime: &BoxedUint, told: &[u8]) -> Option<SecretBytes> {
    let order = minus_one(prime);
    let order = Zeroizing::new(Option::from(order.to_nz())?);
    let reduced = remainder(d, &order);
    let product = Zeroizing::new(reduced.concatenating_mul(e));
    if !same(&remainder(&product, &order), &BoxedUint::one()) {
        return None;
    }
    let written = write(&reduced);
    (told.is_empty() || told == written.expose()).then_some(written)
}

/// The inverse of q modulo p; it must be what the file told, if it did.
fn coefficient(q: &BoxedUint, p: &Odd<BoxedUint>, told: &[u8]) -> Option<SecretBytes> {
    let inverse = if told.is_empty() {
        let wide = q.bits_precision().max(p.as_ref().bits_precision());
        let reduced = remainder(q, p.as_nz_ref());
        let modulus = Zeroizing::new(Option::from(p.as_ref().try_resize(wide)?.to_odd())?);
        let inverse: Option<BoxedUint> = (&*reduced)
            .try_resize(wide)?
            .invert_odd_mod(&modulus)
            .into();
        Zeroizing::new(inverse?)
    } else {
        read(told)
    };
    if inverse.cmp_vartime(p.as_ref()).is_ge() {
        return None;
    }
    let product = Zeroizing::new(inverse.concatenating_mul(q));
    same(&remainder(&product, p.as_nz_ref()), &BoxedUint::one()).then(|| write(&inverse))
}

/// Finds the primes of n from e and d (NIST SP 800-56B appendix C.1).
fn primes(n: &Odd<BoxedUint>, e: &BoxedUint, d: &BoxedUint) -> Option<(Secret, Secret)> {
    let modulus = n.as_ref();
    let longest = d.bits_vartime().max(e.bits_vartime());
    if modulus.bits_vartime() > MAX_SEARCHED_BITS || longest > modulus.bits_vartime() {
        return None;
    }
    let multiple = minus_one(&e.concatenating_mul(d));
    let twos = multiple.trailing_zeros_vartime();
    if twos == 0 || is_zero(&multiple) {
        return None;
    }
    let rest = Zeroizing::new(multiple.unbounded_shr_vartime(twos));
    let one = BoxedUint::one_with_precision(modulus.bits_precision());
    let last = minus_one(modulus);
    for base in BASES {
        let base = BoxedUint::from(base).try_resize(modulus.bits_precision())?;
        let mut root = Zeroizing::new(base.pow_mod(&rest, n));
        let mut ends_in_one = false;
        for _ in 0..twos {
            let square = remainder(
                &Zeroizing::new(root.concatenating_mul(&*root)),
                n.as_nz_ref(),
            );
            if same(&square, &one) {
                ends_in_one = true;
                if same(&root, &one) || same(&root, &last) {
                    break;
                }
                let below: Option<NonZero<BoxedUint>> = minus_one(&root).to_nz().into();
                let p = Zeroizing::new(modulus.gcd(below?.as_ref()));
                let divisor: Option<NonZero<BoxedUint>> = p.to_nz().into();
                let q = Zeroizing::new(modulus.div_rem_vartime(&divisor?).0);
                return Some((shortened(&p), shortened(&q)));
            }
            root = square;
        }
        // With the right d every base does.
        if !ends_in_one {
            return None;
        }
    }
    None
}

fn read(bytes: &[u8]) -> Secret {
    Zeroizing::new(BoxedUint::from_be_slice_vartime(bytes))
}

fn write(number: &BoxedUint) -> SecretBytes {
    let bytes = Zeroizing::new(number.to_be_bytes().into_vec());
    SecretBytes::copy_of(crate::certificate::public_key::unsigned(&bytes))
}

/// The same number in as few limbs as it needs.
fn shortened(number: &BoxedUint) -> Secret {
    read(write(number).expose())
}

fn odd(number: &BoxedUint) -> Option<Odd<BoxedUint>> {
    number.to_odd().into()
}

fn is_zero(number: &BoxedUint) -> bool {
    number.is_zero().into()
}

fn minus_one(number: &BoxedUint) -> Secret {
    Zeroizing::new(number.wrapping_sub(BoxedUint::one()))
}

fn same(a: &BoxedUint, b: &BoxedUint) -> bool {
    a.cmp_vartime(b).is_eq()
}

fn remainder(number: &BoxedUint, divisor: &NonZero<BoxedUint>) -> Secret {
    Zeroizing::new(number.rem_vartime(divisor))
}
