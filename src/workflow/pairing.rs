//! Finding out whose key a private key is when its object shows no public part: only a signature tells.

use std::collections::{HashMap, HashSet};

use crate::certificate::PublicKey;
use crate::token::{
    Content, KeyKind, Object, ObjectClass, TokenError, TokenReader, TokenSignature, Trouble,
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
        let candidates = Candidates::among(&objects, expected);
        for object in &objects {
            if let Content::PrivateKey {
                public: None,
                kind: Some(kind),
                ..
            } = &object.content
            {
                pairings.extend(pair(token, object, *kind, &candidates)?);
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
    candidates: &Candidates<'_>,
) -> Result<Option<Pairing>, TokenError> {
    let mut signatures: Vec<(&PublicKey, Option<TokenSignature>)> = Vec::new();
    for alike in candidates.of(key, kind) {
        let Some(first) = alike.first() else { continue };
        let mut signed = signatures.iter();
        let known = signed.position(|(other, _)| is_hashed_alike(other, first));
        let place = known.unwrap_or(signatures.len());
        if known.is_none() {
            let signature = match token.sign(key.handle, first, CHALLENGE) {
                Ok(signature) => Some(signature),
                Err(error) if error.trouble() == Trouble::Removed => return Err(error),
                Err(_) => None,
            };
            signatures.push((first, signature));
        }
        let Some((_, Some(signature))) = signatures.get(place) else {
            continue;
        };
        let owner = alike
            .iter()
            .find(|public| public.verifies(CHALLENGE, &signature.bytes));
        if let Some(public) = owner {
            return Ok(Some(Pairing {
                key: key.handle,
                public: (*public).clone(),
            }));
        }
    }
    Ok(None)
}

/// Public keys that would hash the challenge alike: one signature serves them all.
type Alike<'a> = Vec<&'a PublicKey>;

/// The public keys on the token that may be a private key's, sorted once for all of them.
struct Candidates<'a> {
    by_id: HashMap<&'a [u8], Vec<Alike<'a>>>,
    all: Vec<Alike<'a>>,
}

impl<'a> Candidates<'a> {
    fn among(objects: &'a [Object], expected: Option<&'a PublicKey>) -> Self {
        let is_public = |object: &&Object| {
            matches!(
                object.class,
                ObjectClass::Certificate | ObjectClass::PublicKey
            )
        };
        let mut candidates = Self {
            by_id: HashMap::new(),
            all: Vec::new(),
        };
        let mut known: HashSet<&PublicKey> = HashSet::new();
        for object in objects.iter().filter(is_public) {
            let signs = |public: &&PublicKey| kind_of(public).is_some();
            let Some(public) = object.public_key().filter(signs) else {
                continue;
            };
            if !object.id.is_empty() {
                put(candidates.by_id.entry(&object.id).or_default(), public);
            }
            if known.insert(public) {
                put(&mut candidates.all, public);
            }
        }
        if let Some(public) = expected.filter(|public| !known.contains(public)) {
            put(&mut candidates.all, public);
        }
        candidates
    }

    /// Those that may be `key`'s, first those with its CKA_ID: mostly it is one of them.
    fn of(&self, key: &Object, kind: KeyKind) -> impl Iterator<Item = &Alike<'a>> {
        let same_id = self.by_id.get(&key.id[..]).into_iter().flatten();
        let is_kind = move |alike: &&Alike<'_>| {
            let first = alike.first();
            first.is_some_and(|public| kind_of(public) == Some(kind))
        };
        same_id.chain(&self.all).filter(is_kind)
    }
}

fn put<'a>(sorted: &mut Vec<Alike<'a>>, public: &'a PublicKey) {
    let is_place = |alike: &&mut Alike<'_>| {
        let first = alike.first();
        first.is_some_and(|first| is_hashed_alike(first, public))
    };
    match sorted.iter_mut().find(is_place) {
        Some(alike) => alike.push(public),
        None => sorted.push(vec![public]),
    }
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
