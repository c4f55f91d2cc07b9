//! Whose part the token can play: the identities that are not over and have their key.

use super::{Party, path};
use crate::certificate::{Certificate, Sha256Digest, Standing};
use crate::clock::Now;
use crate::token::{Handle, Object};
use crate::workflow::inventory::Inventory;

impl<'a> Party<'a> {
    /// The part of `key` with its certificate `leaf`, the chain taken from what the token holds.
    #[must_use]
    pub fn new(key: Handle, leaf: &'a Certificate, objects: &'a [Object], now: Now) -> Self {
        let known = objects.iter().filter_map(Object::certificate);
        Self {
            key,
            leaf,
            chain: path(leaf, known),
            now,
        }
    }

    /// Every part that the token can play; only that of the certificate `only` where the token holds it.
    #[must_use]
    pub fn all(inventory: &'a Inventory, only: Option<Sha256Digest>, now: Now) -> Vec<Self> {
        let mut identities = inventory.identities();
        identities.retain(|one| one.certificate.standing(now) != Standing::Expired);
        if identities
            .iter()
            .any(|one| Some(one.certificate.sha256()) == only)
        {
            identities.retain(|one| Some(one.certificate.sha256()) == only);
        }
        identities
            .iter()
            .filter_map(|identity| {
                let key = identity.private_keys.first()?.handle;
                let objects = inventory.objects();
                Some(Self::new(key, identity.certificate, objects, now))
            })
            .collect()
    }
}
