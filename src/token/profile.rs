//! The quirks of modules and tokens as data, each with its source.

use super::{KeyKind, Leanness, ModuleFacts, TokenFacts, Transports};

/// How a module and a token behave where the standard leaves it open or they break it.
#[derive(Debug, PartialEq, Eq)]
pub struct Profile {
    /// The stable name, such as `softhsm2`.
    pub name: &'static str,
    /// The template that creation starts with.
    pub first_template: Leanness,
    /// How many objects of one class the token holds without harm, where listing cannot prove more.
    pub most_of_a_class: Option<usize>,
    /// Whether the token's flags ever tell that a PIN try was wrong.
    pub pin_counter: PinCounter,
    /// Whether a second object of the same CKA_ID and class is refused.
    pub same_id: SameId,
    /// The key kinds that `C_CreateObject` takes, where fewer than the mechanisms say.
    pub imports: &'static [KeyKind],
    /// The RSA sizes that are taken, bits, where fewer than the mechanisms say; empty for all.
    pub rsa_sizes: &'static [u32],
    /// What it proves that the SO could log in.
    pub so_login: SoLogin,
    /// Which transport keys are worth making for a wrapped import.
    pub transports: Transports,
    /// Where this was read or measured.
    pub source: &'static str,
}

/// Whether PIN flags can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinCounter {
    /// The flags tell.
    Shown,
    /// The flags never tell.
    Hidden,
}

/// What it proves that the SO could log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoLogin {
    /// The SO PIN was right.
    Checked,
    /// Nothing: any value is answered with OK.
    MeansNothing,
}

/// Whether two objects of a class may share a CKA_ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameId {
    /// They may.
    Allowed,
    /// The second is refused.
    Refused,
}

/// By what a module or a token is known: each part, where there is one, must occur in the field, in any case.
#[derive(Debug, Default)]
struct Mark {
    model: Option<&'static str>,
    token_manufacturer: Option<&'static str>,
    module_manufacturer: Option<&'static str>,
    module_description: Option<&'static str>,
}

const NO_MARK: Mark = Mark {
    model: None,
    token_manufacturer: None,
    module_manufacturer: None,
    module_description: None,
};

impl Mark {
    /// The fields that it was known by, with what they say; `None` where it does not fit.
    fn recognise(&self, module: &ModuleFacts, token: &TokenFacts) -> Option<Vec<Evidence>> {
        let fields = [
            (Field::Model, self.model, &token.model),
            (
                Field::TokenManufacturer,
                self.token_manufacturer,
                &token.manufacturer,
            ),
            (
                Field::ModuleManufacturer,
                self.module_manufacturer,
                &module.manufacturer,
            ),
            (
                Field::ModuleDescription,
                self.module_description,
                &module.description,
            ),
        ];
        let mut known_by = Vec::new();
        for (field, wanted, value) in fields {
            let Some(wanted) = wanted else { continue };
            if !value.to_lowercase().contains(wanted) {
                return None;
            }
            known_by.push(Evidence {
                field,
                value: value.clone(),
            });
        }
        Some(known_by)
    }
}

/// A field by which a module or a token is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The token's model.
    Model,
    /// The token's manufacturer.
    TokenManufacturer,
    /// The module's manufacturer.
    ModuleManufacturer,
    /// The module's description of itself.
    ModuleDescription,
}

impl Field {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::TokenManufacturer => "token-manufacturer",
            Self::ModuleManufacturer => "module-manufacturer",
            Self::ModuleDescription => "module-description",
        }
    }
}

/// What a profile was chosen by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The field.
    pub field: Field,
    /// What it says.
    pub value: String,
}

/// A profile, and why it was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// The profile.
    pub profile: &'static Profile,
    /// What it was chosen by; empty for the careful defaults.
    pub known_by: Vec<Evidence>,
}

impl Profile {
    /// Chooses the profile for a token behind a module; the token's own fields go before the module's, as
    /// p11-kit stands between but changes nothing.
    #[must_use]
    pub fn choose(module: &ModuleFacts, token: &TokenFacts) -> &'static Self {
        Self::recognise(module, token).profile
    }

    /// Chooses the profile as [`Profile::choose`] does, and says by what.
    #[must_use]
    pub fn recognise(module: &ModuleFacts, token: &TokenFacts) -> Recognition {
        let known = KNOWN.iter().find_map(|(mark, profile)| {
            let known_by = mark.recognise(module, token)?;
            Some(Recognition { profile, known_by })
        });
        known.unwrap_or(Recognition {
            profile: &UNKNOWN,
            known_by: Vec::new(),
        })
    }

    /// Every profile there is, the careful defaults last.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        KNOWN.iter().map(|(_, profile)| profile).chain([&UNKNOWN])
    }

    /// Whether keys of this kind and size, bits, can be imported, as far as the profile knows.
    #[must_use]
    pub fn takes(&self, kind: KeyKind, bits: u32) -> bool {
        let is_size = match kind {
            KeyKind::Rsa => self.rsa_sizes.is_empty() || self.rsa_sizes.contains(&bits),
            KeyKind::Ec => true,
        };
        self.imports.contains(&kind) && is_size
    }
}

const BOTH: &[KeyKind] = &[KeyKind::Rsa, KeyKind::Ec];

/// The careful defaults for a module that is not known.
pub static UNKNOWN: Profile = Profile {
    name: "unknown",
    first_template: Leanness::Usual,
    most_of_a_class: None,
    pin_counter: PinCounter::Shown,
    same_id: SameId::Allowed,
    imports: BOTH,
    rsa_sizes: &[],
    so_login: SoLogin::Checked,
    transports: Transports::Quick,
    source: "PKCS#11 2.40 as written",
};

static KNOWN: &[(Mark, Profile)] = &[
    (
        Mark {
            model: Some("softhsm"),
            ..NO_MARK
        },
        Profile {
            name: "softhsm2",
            first_template: Leanness::Usual,
            most_of_a_class: None,
            pin_counter: PinCounter::Shown,
            same_id: SameId::Allowed,
            imports: BOTH,
            rsa_sizes: &[],
            so_login: SoLogin::Checked,
            transports: Transports::Any,
            source: "measured, SoftHSM2 2.6.1: usage flags left out become true; a refused template leaves a \
                     half-made object with CKA_TOKEN false",
        },
    ),
    (
        Mark {
            model: Some("epass2003"),
            ..NO_MARK
        },
        Profile {
            name: "epass2003",
            first_template: Leanness::Usual,
            most_of_a_class: None,
            pin_counter: PinCounter::Shown,
            same_id: SameId::Allowed,
            imports: BOTH,
            rsa_sizes: &[],
            so_login: SoLogin::Checked,
            transports: Transports::Quick,
            source: "public reports of the vendor's module (model ePass2003, PIN 8 to 255): OpenSC issue 2424, \
                     PCSC issue 98; its key structure has all eight RSA parts",
        },
    ),
    (
        Mark {
            model: Some("pkcs#15"),
            token_manufacturer: Some("entersafe"),
            ..NO_MARK
        },
        Profile {
            name: "opensc",
            first_template: Leanness::Usual,
            most_of_a_class: Some(8),
            pin_counter: PinCounter::Hidden,
            same_id: SameId::Refused,
            imports: &[KeyKind::Rsa],
            rsa_sizes: &[1_024, 2_048],
            so_login: SoLogin::MeansNothing,
            transports: Transports::Never,
            source: "OpenSC 0.23, card-epass2003.c, pkcs15-epass2003.c, epass2003.profile, read and run on an \
                     emulated card: the ninth key of a kind destroys the first, an id in use is refused, EC \
                     import is not supported, SENSITIVE reads false, RSA 1024 and 2048 only, any SO PIN is answered with OK",
        },
    ),
    (
        Mark {
            module_description: Some("opensc"),
            ..NO_MARK
        },
        OPENSC_CARD,
    ),
    (
        Mark {
            model: Some("pkcs#15"),
            ..NO_MARK
        },
        OPENSC_CARD,
    ),
    (
        Mark {
            module_manufacturer: Some("kryoptic"),
            ..NO_MARK
        },
        KRYOPTIC,
    ),
    (
        Mark {
            token_manufacturer: Some("kryoptic"),
            ..NO_MARK
        },
        KRYOPTIC,
    ),
    (
        Mark {
            module_description: Some("opencryptoki"),
            ..NO_MARK
        },
        OPENCRYPTOKI,
    ),
    // So 3.8 calls itself, and its soft token.
    (
        Mark {
            module_manufacturer: Some("ibm"),
            module_description: Some("meta pkcs11"),
            ..NO_MARK
        },
        OPENCRYPTOKI,
    ),
    (
        Mark {
            model: Some("ibm softtok"),
            ..NO_MARK
        },
        OPENCRYPTOKI,
    ),
    (
        Mark {
            module_description: Some("tpm2"),
            ..NO_MARK
        },
        Profile {
            name: "tpm2-pkcs11",
            first_template: Leanness::Usual,
            most_of_a_class: None,
            pin_counter: PinCounter::Hidden,
            same_id: SameId::Allowed,
            imports: &[],
            rsa_sizes: &[],
            so_login: SoLogin::Checked,
            transports: Transports::Never,
            source: "measured, tpm2-pkcs11 1.9.0 on swtpm: refuses every private key with \
                     CKR_ATTRIBUTE_VALUE_INVALID; serials are zeros; wrong PINs raise no flag",
        },
    ),
    (
        Mark {
            module_description: Some("nss "),
            ..NO_MARK
        },
        Profile {
            name: "nss",
            first_template: Leanness::Usual,
            most_of_a_class: None,
            pin_counter: PinCounter::Hidden,
            same_id: SameId::Allowed,
            imports: BOTH,
            rsa_sizes: &[],
            so_login: SoLogin::Checked,
            transports: Transports::Any,
            source: "measured, NSS softokn 3.87: the same certificate twice is CKR_GENERAL_ERROR; serials are \
                     zeros; one byte of memory free; wrong PINs raise no flag",
        },
    ),
    (
        Mark {
            module_manufacturer: Some("pkcs#11 kit"),
            ..NO_MARK
        },
        Profile {
            name: "p11-kit",
            first_template: Leanness::Usual,
            most_of_a_class: None,
            pin_counter: PinCounter::Shown,
            same_id: SameId::Allowed,
            imports: BOTH,
            rsa_sizes: &[],
            so_login: SoLogin::Checked,
            transports: Transports::Quick,
            source: "measured, p11-kit 0.24.1: passes on what the module behind it says, without the mechanisms \
                     whose parameters it does not know",
        },
    ),
];

const OPENSC_CARD: Profile = Profile {
    name: "opensc-card",
    first_template: Leanness::Usual,
    most_of_a_class: None,
    pin_counter: PinCounter::Hidden,
    same_id: SameId::Allowed,
    imports: BOTH,
    rsa_sizes: &[2_048],
    so_login: SoLogin::Checked,
    transports: Transports::Never,
    source: "measured, OpenSC 0.23 on an emulated card with the IsoApplet command set: labels end in (User \
             PIN), SENSITIVE reads false, PIN tries are never shown",
};

const OPENCRYPTOKI: Profile = Profile {
    name: "opencryptoki",
    first_template: Leanness::Usual,
    most_of_a_class: None,
    pin_counter: PinCounter::Shown,
    same_id: SameId::Allowed,
    imports: &[KeyKind::Rsa],
    rsa_sizes: &[],
    so_login: SoLogin::Checked,
    transports: Transports::Any,
    source: "measured, openCryptoki 3.8.1 soft token: takes an EC key and has no mechanism to sign with \
                     it; an unwrapped key is extractable whatever was asked",
};

const KRYOPTIC: Profile = Profile {
    name: "kryoptic",
    first_template: Leanness::Usual,
    most_of_a_class: None,
    pin_counter: PinCounter::Hidden,
    same_id: SameId::Allowed,
    imports: BOTH,
    rsa_sizes: &[],
    so_login: SoLogin::Checked,
    transports: Transports::Any,
    source: "measured, kryoptic 1.5.4: no signature without CKA_SIGN; PIN limits read 8 to 0; wrong PINs raise \
             no flag",
};

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::token::{FreeMemory, PinLimits, PinState, SlotId, TokenSerial};

    fn chosen(module: [&str; 2], token: [&str; 2]) -> &'static str {
        let [manufacturer, description] = module.map(str::to_owned);
        let module = ModuleFacts {
            path: PathBuf::new(),
            manufacturer,
            description,
            version: String::new(),
            cryptoki: String::new(),
        };
        let [manufacturer, model] = token.map(str::to_owned);
        let token = TokenFacts {
            serial: TokenSerial::new("1"),
            slot: SlotId(0),
            label: String::new(),
            model,
            manufacturer,
            firmware: String::new(),
            is_initialised: true,
            is_write_protected: false,
            needs_login: true,
            has_pin_pad: false,
            pin_state: PinState::Ok,
            pin_limits: PinLimits::default(),
            free: FreeMemory::default(),
        };
        Profile::choose(&module, &token).name
    }

    #[test]
    fn tells_the_vendors_module_from_opensc_by_the_model() {
        assert_eq!(chosen(["?", "?"], ["EnterSafe", "ePass2003"]), "epass2003");
        let opensc = ["OpenSC Project", "OpenSC smartcard framework"];
        assert_eq!(chosen(opensc, ["EnterSafe", "PKCS#15"]), "opensc");
        assert_eq!(chosen(opensc, ["Gemalto", "PKCS#15"]), "opensc-card");
    }

    #[test]
    fn sees_the_token_through_a_proxy() {
        let proxy = ["PKCS#11 Kit", "PKCS#11 Proxy Module"];
        assert_eq!(chosen(proxy, ["SoftHSM project", "SoftHSM v2"]), "softhsm2");
        assert_eq!(chosen(proxy, ["EnterSafe", "PKCS#15"]), "opensc");
        assert_eq!(chosen(proxy, ["Somebody", "Something"]), "p11-kit");
    }

    #[test]
    fn knows_opencryptoki_by_every_name_it_gives_itself() {
        let module = ["IBM", "Meta PKCS11 LIBRARY"];
        assert_eq!(chosen(module, ["IBM", "Soft"]), "opencryptoki");
        let proxy = ["PKCS#11 Kit", "PKCS#11 Proxy Module"];
        assert_eq!(chosen(proxy, ["IBM", "IBM SoftTok"]), "opencryptoki");
    }

    #[test]
    fn takes_the_sizes_that_were_seen_to_work() {
        let of = |name| Profile::all().find(|profile| profile.name == name).unwrap();
        assert!(of("opensc").takes(KeyKind::Rsa, 2_048));
        assert!(!of("opensc").takes(KeyKind::Rsa, 4_096));
        assert!(!of("opensc").takes(KeyKind::Ec, 256));
        assert!(of("unknown").takes(KeyKind::Rsa, 4_096));
    }

    #[test]
    fn gives_the_careful_defaults_to_whom_it_does_not_know() {
        assert_eq!(chosen(["Acme", "Acme"], ["Acme", "A1"]), "unknown");
    }

    #[test]
    fn says_of_every_profile_where_it_comes_from() {
        for profile in Profile::all() {
            assert!(!profile.source.is_empty(), "{}", profile.name);
        }
    }
}
