//! The quirks of modules and tokens as data, each with its source.

use super::{ModuleFacts, TokenFacts};

/// How a module and a token behave where the standard leaves it open or they break it.
#[derive(Debug, PartialEq, Eq)]
pub struct Profile {
    /// The stable name, such as `softhsm2`.
    pub name: &'static str,
    /// The template that creation starts with.
    pub first_template: super::Leanness,
    /// How many objects of one class the token holds without harm, where listing cannot prove more.
    pub most_of_a_class: Option<usize>,
    /// Whether the token's flags ever tell that a PIN try was wrong.
    pub pin_counter: PinCounter,
    /// Whether a second object of the same CKA_ID and class is refused.
    pub same_id: SameId,
    /// The key kinds that `C_CreateObject` takes, where fewer than the mechanisms say.
    pub imports: &'static [super::KeyKind],
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

/// Whether two objects of a class may share a CKA_ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameId {
    /// They may.
    Allowed,
    /// The second is refused.
    Refused,
}

impl Profile {
    /// Chooses the profile for a token behind a module.
    #[must_use]
    pub fn choose(_module: &ModuleFacts, _token: &TokenFacts) -> &'static Self {
        &UNKNOWN
    }
}

/// The careful defaults for a module that is not known.
pub static UNKNOWN: Profile = Profile {
    name: "unknown",
    first_template: super::Leanness::Usual,
    most_of_a_class: None,
    pin_counter: PinCounter::Shown,
    same_id: SameId::Allowed,
    imports: &[super::KeyKind::Rsa, super::KeyKind::Ec],
    source: "PKCS#11 2.40 as written",
};
