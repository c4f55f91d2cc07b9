//! Every profile there is, and the mark that each is chosen by, the first that fits.

use super::mark::{Mark, NO_MARK};
use super::{Listing, Part, PinCounter, Profile, SameId, SoLogin};
use crate::token::discovery::{Generation, Maker};
use crate::token::{KeyKind, Optional, Transports};

const BOTH: &[KeyKind] = &[KeyKind::Rsa, KeyKind::Ec];

/// The private key first, as what nothing but a proof can show to be right; the leaf last, as it makes browsers
/// offer the identity.
const ALL_PARTS: &[Part] = &[Part::PrivateKey, Part::PublicKey, Part::Chain, Part::Leaf];

/// Without the public key, which OpenSC derives from the leaf and lets go with it.
const WITHOUT_PUBLIC_KEY: &[Part] = &[Part::PrivateKey, Part::Chain, Part::Leaf];

/// The careful defaults for a module that is not known.
pub static UNKNOWN: Profile = Profile {
    name: "unknown",
    leaves_out: &[],
    writes: ALL_PARTS,
    listing: Listing::Proves,
    pin_counter: PinCounter::Shown,
    same_id: SameId::Allowed,
    imports: BOTH,
    rsa_sizes: &[],
    so_login: SoLogin::Checked,
    transports: Transports::Quick,
    source: "PKCS#11 2.40 as written",
};

static SOFTHSM2: Profile = Profile {
    name: "softhsm2",
    transports: Transports::Any,
    source: "measured, SoftHSM2 2.6.1: usage flags left out become true; a refused template leaves a half-made object \
             with CKA_TOKEN false",
    ..UNKNOWN
};

static EPASS2003: Profile = Profile {
    name: "epass2003",
    source: "public reports of the vendor's module (model ePass2003, PIN 8 to 255): OpenSC issue 2424, PCSC issue 98; \
             its key structure has all eight RSA parts; which generation of it this is, the file's name does not tell",
    ..UNKNOWN
};

static EPASS2003_V1: Profile = Profile {
    name: "epass2003-v1",
    source: "public reports of the vendor's module, first generation (libcastle 1.0.0, eps2003csp11): OpenSC issue \
             2424, PCSC issue 98: reads tokens on which the second answers CKR_GENERAL_ERROR, model ePass2003, PIN 8 to \
             255; its key structure has all eight RSA parts",
    ..UNKNOWN
};

static EPASS2003_V2: Profile = Profile {
    name: "epass2003-v2",
    source: "public reports of the vendor's module, second generation (libcastle_v2, eps2003csp11v2): OpenSC issue 2424: \
             answers C_GetTokenInfo with CKR_GENERAL_ERROR for tokens of the first; nothing else is known to differ",
    ..UNKNOWN
};

static OPENSC: Profile = Profile {
    name: "opensc",
    leaves_out: &[Optional::Extractable],
    writes: WITHOUT_PUBLIC_KEY,
    listing: Listing::ProvesUpTo(8),
    pin_counter: PinCounter::Hidden,
    same_id: SameId::Refused,
    imports: &[KeyKind::Rsa],
    rsa_sizes: &[1_024, 2_048],
    so_login: SoLogin::MeansNothing,
    transports: Transports::Never,
    source: "OpenSC 0.23, card-epass2003.c, pkcs15-epass2003.c, epass2003.profile, read and run on an emulated card: \
             the ninth key of a kind destroys the first, which stays listed, an id in use is refused, EC import is not \
             supported, EXTRACTABLE is not heeded and reads false, as does SENSITIVE, a public key is derived from each \
             certificate, RSA 1024 and 2048 only, any SO PIN is answered with OK",
};

static OPENSC_CARD: Profile = Profile {
    name: "opensc-card",
    writes: WITHOUT_PUBLIC_KEY,
    pin_counter: PinCounter::Hidden,
    rsa_sizes: &[2_048],
    transports: Transports::Never,
    source: "measured, OpenSC 0.23 on an emulated card with the IsoApplet command set: labels end in (User PIN), \
             SENSITIVE reads false, a public key is derived from each certificate, PIN tries are never shown",
    ..UNKNOWN
};

static KRYOPTIC: Profile = Profile {
    name: "kryoptic",
    pin_counter: PinCounter::Hidden,
    transports: Transports::Any,
    source: "measured, kryoptic 1.5.4: no signature without CKA_SIGN; PIN limits read 8 to 0; wrong PINs raise no flag",
    ..UNKNOWN
};

static OPENCRYPTOKI: Profile = Profile {
    name: "opencryptoki",
    imports: &[KeyKind::Rsa],
    transports: Transports::Any,
    source: "measured, openCryptoki 3.8.1 soft token: takes an EC key and has no mechanism to sign with it; an \
             unwrapped key is extractable whatever was asked",
    ..UNKNOWN
};

static TPM2_PKCS11: Profile = Profile {
    name: "tpm2-pkcs11",
    pin_counter: PinCounter::Hidden,
    imports: &[],
    transports: Transports::Never,
    source: "measured, tpm2-pkcs11 1.9.0 on swtpm: refuses every private key with CKR_ATTRIBUTE_VALUE_INVALID; serials \
             are zeros; wrong PINs raise no flag",
    ..UNKNOWN
};

static NSS: Profile = Profile {
    name: "nss",
    pin_counter: PinCounter::Hidden,
    transports: Transports::Any,
    source: "measured, NSS softokn 3.87: the same certificate twice is CKR_GENERAL_ERROR; serials are zeros; one byte \
             of memory free; wrong PINs raise no flag",
    ..UNKNOWN
};

static P11_KIT: Profile = Profile {
    name: "p11-kit",
    source: "measured, p11-kit 0.24.1: passes on what the module behind it says, without the mechanisms whose \
             parameters it does not know",
    ..UNKNOWN
};

const fn maker(generation: Generation) -> Option<Maker> {
    Some(Maker::Vendor(generation))
}

/// Marks and profiles; the token's own fields before the module's.
pub(super) static KNOWN: &[(Mark, &Profile)] = &[
    (
        Mark {
            model: Some("softhsm"),
            ..NO_MARK
        },
        &SOFTHSM2,
    ),
    (
        Mark {
            model: Some("epass2003"),
            maker: maker(Generation::First),
            ..NO_MARK
        },
        &EPASS2003_V1,
    ),
    (
        Mark {
            model: Some("epass2003"),
            maker: maker(Generation::Second),
            ..NO_MARK
        },
        &EPASS2003_V2,
    ),
    (
        Mark {
            model: Some("epass2003"),
            ..NO_MARK
        },
        &EPASS2003,
    ),
    (
        Mark {
            model: Some("pkcs#15"),
            token_manufacturer: Some("entersafe"),
            ..NO_MARK
        },
        &OPENSC,
    ),
    (
        Mark {
            module_description: Some("opensc"),
            ..NO_MARK
        },
        &OPENSC_CARD,
    ),
    (
        Mark {
            model: Some("pkcs#15"),
            ..NO_MARK
        },
        &OPENSC_CARD,
    ),
    (
        Mark {
            module_manufacturer: Some("kryoptic"),
            ..NO_MARK
        },
        &KRYOPTIC,
    ),
    (
        Mark {
            token_manufacturer: Some("kryoptic"),
            ..NO_MARK
        },
        &KRYOPTIC,
    ),
    (
        Mark {
            module_description: Some("opencryptoki"),
            ..NO_MARK
        },
        &OPENCRYPTOKI,
    ),
    // So 3.8 calls itself, and its soft token.
    (
        Mark {
            module_manufacturer: Some("ibm"),
            module_description: Some("meta pkcs11"),
            ..NO_MARK
        },
        &OPENCRYPTOKI,
    ),
    (
        Mark {
            model: Some("ibm softtok"),
            ..NO_MARK
        },
        &OPENCRYPTOKI,
    ),
    (
        Mark {
            module_description: Some("tpm2"),
            ..NO_MARK
        },
        &TPM2_PKCS11,
    ),
    (
        Mark {
            module_description: Some("nss "),
            ..NO_MARK
        },
        &NSS,
    ),
    (
        Mark {
            module_manufacturer: Some("pkcs#11 kit"),
            ..NO_MARK
        },
        &P11_KIT,
    ),
    // The vendor's modules sold under other names: the model is the seller's.
    (
        Mark {
            maker: maker(Generation::First),
            ..NO_MARK
        },
        &EPASS2003_V1,
    ),
    (
        Mark {
            maker: maker(Generation::Second),
            ..NO_MARK
        },
        &EPASS2003_V2,
    ),
];
