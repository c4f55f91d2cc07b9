//! The order in which a token's objects are told: identities by expiry, chain, lone keys, the rest.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::certificate::PublicKey;
use crate::token::{Object, ObjectClass};

use super::Inventory;

/// Where an object stands: what it belongs to, when that ends, whose it is, and its place within that.
type Place = (Part, Option<Timestamp>, Vec<u8>, u8, String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Identity,
    Chain,
    LoneKey,
    Other,
}

/// The objects in an order that does not depend on the token, which lists them as it likes.
pub(super) fn arranged(inventory: &Inventory) -> Vec<Object> {
    let mut ends: HashMap<&PublicKey, Timestamp> = HashMap::new();
    for identity in inventory.identities() {
        let end = identity.certificate.not_after();
        let known = ends.entry(identity.certificate.public_key()).or_insert(end);
        *known = end.min(*known);
    }
    let mut placed: Vec<(Place, &Object)> = inventory
        .objects()
        .iter()
        .map(|object| (place(inventory, &ends, object), object))
        .collect();
    placed.sort_by(|(one, _), (other, _)| one.cmp(other));
    placed
        .into_iter()
        .map(|(_, object)| object.clone())
        .collect()
}

fn place(inventory: &Inventory, ends: &HashMap<&PublicKey, Timestamp>, object: &Object) -> Place {
    let class = match object.class {
        ObjectClass::Certificate => 0,
        ObjectClass::PrivateKey => 1,
        ObjectClass::PublicKey => 2,
        _ => 3,
    };
    let label = object.label.clone();
    let key = inventory.public_key_of(object);
    let whose = key.map_or_else(Vec::new, |key| key.sha256().as_bytes().to_vec());
    let end = key.and_then(|key| ends.get(key)).copied();
    match (end, object.certificate(), key) {
        (Some(_), _, _) => (Part::Identity, end, whose, class, label),
        (None, Some(found), _) => (Part::Chain, Some(found.not_after()), whose, class, label),
        (None, None, Some(_)) => (Part::LoneKey, None, whose, class, label),
        (None, None, None) if class < 3 => (Part::LoneKey, None, whose, class, label),
        (None, None, None) => (Part::Other, None, whose, class, label),
    }
}
