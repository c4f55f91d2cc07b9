//! Whether a certificate's keys are on the token, as far as that can be known.

use crate::workflow::{Identity, Inventory, Sight};

/// Whether the private key is there; `None` without login, and where a key on the token might be it.
#[must_use]
pub fn private_key(inventory: &Inventory, identity: &Identity<'_>) -> Option<bool> {
    if !identity.private_keys.is_empty() {
        return Some(true);
    }
    match inventory.sight() {
        Sight::Whole if inventory.unpaired_keys().is_empty() => Some(false),
        Sight::Whole | Sight::Public => None,
    }
}

/// Whether the public key is there as an object of its own; `None` where it is not seen without login,
/// since some modules hide it.
#[must_use]
pub fn public_key(inventory: &Inventory, identity: &Identity<'_>) -> Option<bool> {
    if !identity.public_keys.is_empty() {
        return Some(true);
    }
    match inventory.sight() {
        Sight::Whole => Some(false),
        Sight::Public => None,
    }
}
