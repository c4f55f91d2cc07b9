//! Finding out whose key a private key is when its object shows no public part: only a signature tells.

use crate::certificate::PublicKey;
use crate::token::{
    Content, Handle, KeyKind, Object, ObjectClass, TokenError, TokenReader, Trouble,
};

use super::inventory::{Inventory, Pairing, Sight};

/// Takes a whole look at the token, pairing by signature the keys that show no public part.
///
/// Most EC keys and OpenSC's imported RSA keys are of that kind; each costs one signature (two calls)
/// for each kind of candidate. A key that will not sign stays unpaired, and is kept.
///
/// # Errors
/// [`TokenError`] when the listing did not reach its end or the token is gone.
pub fn look(token: &mut dyn TokenReader, sight: Sight) -> Result<Inventory, TokenError> {
    look_for(token, sight, None)
}

/// Takes a look as [`look`] does; a key that an interrupted run left alone may be `expected`'s private half.
///
/// # Errors
/// As [`look`].
pub fn look_for(
    token: &mut dyn TokenReader,
    sight: Sight,
    expected: Option<&PublicKey>,
) -> Result<Inventory, TokenError> {
    let objects = token.objects()?;
    let mut pairings = Vec::new();
    if sight == Sight::Whole {
        for object in &objects {
            if let Content::PrivateKey {
                public: None,
                kind: Some(kind),
                ..
            } = &object.content
            {
                pairings.extend(pair(token, object, *kind, &objects, expected)?);
            }
        }
    }
    Ok(Inventory::new(objects, pairings, sight))
}

/// Whether `key` is the private half of `public`, told by a signature.
///
/// # Errors
/// [`TokenError`] when the key does not sign.
pub(super) fn is_key_of(
    token: &mut dyn TokenReader,
    key: &Object,
    public: &PublicKey,
) -> Result<bool, TokenError> {
    let signature = token.sign(key.handle, public, CHALLENGE)?;
    Ok(public.verifies(CHALLENGE, &signature.bytes))
}

const CHALLENGE: &[u8] = b"tokendesk: whose key is this?";

fn pair(
    token: &mut dyn TokenReader,
    key: &Object,
    kind: KeyKind,
    objects: &[Object],
    expected: Option<&PublicKey>,
) -> Result<Option<Pairing>, TokenError> {
    let mut candidates = candidates(key, kind, objects, expected);
    while let Some(first) = candidates.first().cloned() {
        // One signature serves every candidate that would hash the challenge alike.
        let (alike, others): (Vec<_>, Vec<_>) = candidates
            .into_iter()
            .partition(|candidate| is_hashed_alike(candidate, &first));
        candidates = others;
        let signature = match token.sign(key.handle, &first, CHALLENGE) {
            Ok(signature) => signature,
            Err(error) if error.trouble() == Trouble::Removed => return Err(error),
            Err(_) => continue,
        };
        let owner = alike
            .into_iter()
            .find(|public| public.verifies(CHALLENGE, &signature.bytes));
        if let Some(public) = owner {
            return Ok(Some(Pairing {
                key: Handle(key.handle.0),
                public,
            }));
        }
    }
    Ok(None)
}

/// The distinct public keys on the token that may be the key's, those with the same CKA_ID first.
fn candidates(
    key: &Object,
    kind: KeyKind,
    objects: &[Object],
    expected: Option<&PublicKey>,
) -> Vec<PublicKey> {
    let is_public = |object: &&Object| {
        matches!(
            object.class,
            ObjectClass::Certificate | ObjectClass::PublicKey
        )
    };
    let (same_id, other_id): (Vec<&Object>, Vec<&Object>) = objects
        .iter()
        .filter(is_public)
        .partition(|object| !key.id.is_empty() && object.id == key.id);
    let mut distinct: Vec<PublicKey> = Vec::new();
    for public in same_id
        .into_iter()
        .chain(other_id)
        .filter_map(Object::public_key)
        .chain(expected)
    {
        if kind_of(public) == Some(kind) && !distinct.contains(public) {
            distinct.push(public.clone());
        }
    }
    distinct
}

/// The kind of a key that can be imported.
#[must_use]
pub fn kind_of(key: &PublicKey) -> Option<KeyKind> {
    match key {
        PublicKey::Rsa { .. } => Some(KeyKind::Rsa),
        PublicKey::Ec { .. } => Some(KeyKind::Ec),
        PublicKey::Other { .. } => None,
    }
}

fn is_hashed_alike(one: &PublicKey, other: &PublicKey) -> bool {
    match (one, other) {
        (PublicKey::Rsa { .. }, PublicKey::Rsa { .. }) => true,
        (PublicKey::Ec { curve: one, .. }, PublicKey::Ec { curve: other, .. }) => one == other,
        _ => false,
    }
}
