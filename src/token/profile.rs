//! The quirks of modules and tokens as data, each with its source.

mod known;
mod mark;

pub use known::UNKNOWN;
pub use mark::{Evidence, Field};

use super::{KeyKind, ModuleFacts, Optional, TokenFacts, Transports};
use known::KNOWN;

/// How a module and a token behave where the standard leaves it open or they break it.
#[derive(Debug, PartialEq, Eq)]
pub struct Profile {
    /// The stable name, such as `softhsm2`.
    pub name: &'static str,
    /// What is left out of every key's template: what the module refuses, or takes and does not heed.
    pub leaves_out: &'static [Optional],
    /// What is written of an identity, in this order.
    pub writes: &'static [Part],
    /// What a listing is worth, and how many objects of one class the token holds without harm.
    pub listing: Listing,
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

/// A part of an identity, as an object of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The private key.
    PrivateKey,
    /// The public key.
    PublicKey,
    /// The CA certificates above the leaf.
    Chain,
    /// The leaf.
    Leaf,
}

impl Part {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::PrivateKey => "private-key",
            Self::PublicKey => "public-key",
            Self::Chain => "chain",
            Self::Leaf => "leaf",
        }
    }
}

/// What it proves that an object is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// It is there.
    Proves,
    /// Nothing, once there are more than this many of its class: what is destroyed by one more stays listed.
    ProvesUpTo(usize),
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
        KNOWN.iter().map(|(_, profile)| *profile).chain([&UNKNOWN])
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

    /// How many objects of one class the token holds without harm, where it does not tell itself when it is full.
    #[must_use]
    pub fn most_of_a_class(&self) -> Option<usize> {
        match self.listing {
            Listing::Proves => None,
            Listing::ProvesUpTo(most) => Some(most),
        }
    }

    /// The place of a part in the order of writing; `None` for one that is not written.
    #[must_use]
    pub fn place(&self, part: Part) -> Option<usize> {
        self.writes.iter().position(|written| *written == part)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::token::{SlotId, TokenSerial};

    fn chosen(module: [&str; 2], token: [&str; 2]) -> &'static str {
        chosen_for("module.so", module, token)
    }

    fn chosen_for(file: &str, module: [&str; 2], token: [&str; 2]) -> &'static str {
        let [manufacturer, description] = module.map(str::to_owned);
        let module = ModuleFacts {
            path: PathBuf::from("/usr/lib").join(file),
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
            ..TokenFacts::usual()
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
    fn tells_the_generations_of_the_vendors_module_by_its_file() {
        let module = ["Vendor", "Vendor"];
        let of = |file, model| chosen_for(file, module, ["EnterSafe", model]);
        assert_eq!(of("libcastle.so.1.0.0", "ePass2003"), "epass2003-v1");
        assert_eq!(of("libcastle_v2.so.1.0.0", "ePass2003"), "epass2003-v2");
        assert_eq!(of("eps2003csp11v2.dll", "HYP2003"), "epass2003-v2");
        assert_eq!(of("renamed.so", "ePass2003"), "epass2003");
        assert_eq!(of("renamed.so", "HYP2003"), "unknown");
    }

    #[test]
    fn writes_the_private_key_first_and_the_leaf_last_whatever_the_module() {
        for profile in Profile::all() {
            assert_eq!(profile.writes.first(), Some(&Part::PrivateKey));
            assert_eq!(profile.writes.last(), Some(&Part::Leaf));
        }
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
