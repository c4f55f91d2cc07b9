//! What a token holds, sorted into identities, chain, orphans and the rest.

mod arrangement;

use std::collections::HashMap;

use crate::certificate::{Certificate, PublicKey, Sha256Digest};
use crate::token::{Content, Handle, Object, ObjectClass};

/// How much of the token could be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Public objects only: nothing can be said of private keys.
    Public,
    /// Everything, after login.
    Whole,
}

/// A private key joined with the public key it was found to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// The private key's handle.
    pub key: Handle,
    /// The public key that a signature proved to be its own, where the object shows none.
    pub public: PublicKey,
}

/// Every object of a token at one look, with the keys that were paired by signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inventory {
    objects: Vec<Object>,
    /// The public keys that a signature found, by the private key's handle.
    paired: HashMap<Handle, PublicKey>,
    sight: Sight,
    places: Places,
}

/// Where objects are found by content, so that sorting a full token takes no longer for each object.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Places {
    by_key: HashMap<PublicKey, Vec<usize>>,
    by_certificate: HashMap<Sha256Digest, usize>,
}

/// A leaf certificate with the keys that belong to it by their public key.
#[derive(Debug, Clone)]
pub struct Identity<'a> {
    /// The certificate's object.
    pub object: &'a Object,
    /// The certificate.
    pub certificate: &'a Certificate,
    /// Its private key objects; more than one is a double.
    pub private_keys: Vec<&'a Object>,
    /// Its public key objects.
    pub public_keys: Vec<&'a Object>,
}

impl Inventory {
    /// Sorts the objects of one look.
    #[must_use]
    pub fn new(objects: Vec<Object>, pairings: Vec<Pairing>, sight: Sight) -> Self {
        let paired = pairings.into_iter();
        let paired = paired.map(|pairing| (pairing.key, pairing.public));
        let mut inventory = Self {
            objects,
            paired: paired.collect(),
            sight,
            places: Places::default(),
        };
        inventory.places = inventory.find_places();
        inventory.objects = arrangement::arranged(&inventory);
        inventory.places = inventory.find_places();
        inventory
    }

    fn find_places(&self) -> Places {
        let mut places = Places::default();
        for (place, object) in self.objects.iter().enumerate() {
            if let Some(key) = self.public_key_of(object) {
                places.by_key.entry(key.clone()).or_default().push(place);
            }
            if let Some(certificate) = object.certificate() {
                let first = places.by_certificate.entry(certificate.sha256());
                let _ = first.or_insert(place);
            }
        }
        places
    }

    /// The same without some objects.
    #[must_use]
    pub fn without(&self, objects: &[Object]) -> Self {
        let is_out = |handle: Handle| objects.iter().any(|object| object.handle == handle);
        let mut inventory = self.clone();
        inventory.objects.retain(|object| !is_out(object.handle));
        inventory.paired.retain(|handle, _| !is_out(*handle));
        inventory.places = inventory.find_places();
        inventory
    }

    /// Every object: identities by expiry, then chain, lone keys and the rest, whatever the token's own order.
    #[must_use]
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// How much could be seen.
    #[must_use]
    pub fn sight(&self) -> Sight {
        self.sight
    }

    /// The public key of a certificate or key object, shown by itself or proved by a signature.
    #[must_use]
    pub fn public_key_of<'a>(&'a self, object: &'a Object) -> Option<&'a PublicKey> {
        object
            .public_key()
            .or_else(|| self.paired.get(&object.handle))
    }

    /// The objects of one class.
    pub fn of_class(&self, class: ObjectClass) -> impl Iterator<Item = &Object> {
        self.objects
            .iter()
            .filter(move |object| object.class == class)
    }

    /// The objects of one class whose public key is `key`.
    #[must_use]
    pub fn with_key(&self, class: ObjectClass, key: &PublicKey) -> Vec<&Object> {
        let places = self.places.by_key.get(key).into_iter().flatten();
        places
            .filter_map(|place| self.objects.get(*place))
            .filter(|object| object.class == class)
            .collect()
    }

    /// The certificate object with this digest, where the token holds it.
    #[must_use]
    pub fn certificate(&self, sha256: Sha256Digest) -> Option<&Object> {
        let place = self.places.by_certificate.get(&sha256)?;
        self.objects.get(*place)
    }

    /// The private keys whose public key could not be found out.
    #[must_use]
    pub fn unpaired_keys(&self) -> Vec<&Object> {
        self.of_class(ObjectClass::PrivateKey)
            .filter(|object| self.public_key_of(object).is_none())
            .collect()
    }

    /// Whether a certificate belongs to the chain: a CA's, and no private key on the token is its own.
    fn is_chain(&self, certificate: &Certificate) -> bool {
        let has_key = !self
            .with_key(ObjectClass::PrivateKey, certificate.public_key())
            .is_empty();
        certificate.is_ca() && !has_key
    }

    /// The leaf certificates, each with its keys, the first to expire first.
    #[must_use]
    pub fn identities(&self) -> Vec<Identity<'_>> {
        self.objects
            .iter()
            .filter_map(|object| Some((object, object.certificate()?)))
            .filter(|(_, certificate)| !self.is_chain(certificate))
            .map(|(object, certificate)| Identity {
                object,
                certificate,
                private_keys: self.with_key(ObjectClass::PrivateKey, certificate.public_key()),
                public_keys: self.with_key(ObjectClass::PublicKey, certificate.public_key()),
            })
            .collect()
    }

    /// The CA certificates that no private key on the token belongs to.
    #[must_use]
    pub fn chain(&self) -> Vec<(&Object, &Certificate)> {
        self.objects
            .iter()
            .filter_map(|object| Some((object, object.certificate()?)))
            .filter(|(_, certificate)| self.is_chain(certificate))
            .collect()
    }

    /// Keys without a certificate and leaf certificates without a private key; `None` without login.
    #[must_use]
    pub fn orphans(&self) -> Option<Vec<&Object>> {
        if self.sight == Sight::Public {
            return None;
        }
        let orphans = self.objects.iter().filter(|object| match &object.content {
            Content::PrivateKey { .. } | Content::PublicKey { .. } => self
                .public_key_of(object)
                .is_none_or(|key| self.with_key(ObjectClass::Certificate, key).is_empty()),
            Content::Certificate(certificate) => {
                !self.is_chain(certificate)
                    && self
                        .with_key(ObjectClass::PrivateKey, certificate.public_key())
                        .is_empty()
            }
            Content::UnreadableCertificate(_) | Content::Other(_) => false,
        });
        Some(orphans.collect())
    }

    /// Objects that are neither certificates nor key pairs, and certificates that cannot be read.
    #[must_use]
    pub fn others(&self) -> Vec<&Object> {
        let others = self.objects.iter().filter(|object| {
            matches!(
                object.content,
                Content::UnreadableCertificate(_) | Content::Other(_)
            )
        });
        others.collect()
    }

    /// The token's only object that is the same thing as `wanted`: class, CKA_ID and content.
    #[must_use]
    pub fn same_as(&self, wanted: &Object) -> Option<&Object> {
        self.objects.iter().find(|object| is_same(object, wanted))
    }
}

/// Whether two looks saw the same thing: class, CKA_ID and content, whatever the handle or label.
#[must_use]
pub fn is_same(one: &Object, other: &Object) -> bool {
    one.class == other.class && one.id == other.id && one.sha256() == other.sha256()
}

/// Objects of `before` that `after` lacks, each of several equal ones counted by itself.
#[must_use]
pub fn missing<'a>(before: &[&'a Object], after: &[Object]) -> Vec<&'a Object> {
    fn alike(object: &Object) -> (ObjectClass, &[u8], Sha256Digest) {
        (object.class, &object.id, object.sha256())
    }
    let mut unclaimed: HashMap<_, usize> = HashMap::with_capacity(after.len());
    for object in after {
        let count = unclaimed.entry(alike(object)).or_default();
        *count = count.saturating_add(1);
    }
    let mut lost = Vec::new();
    for object in before {
        match unclaimed.get_mut(&alike(object)) {
            Some(count) if *count > 0 => *count = count.saturating_sub(1),
            _ => lost.push(*object),
        }
    }
    lost
}

/// What of `before` is missing after, but for public keys that a driver may have derived: those that a
/// certificate of `before` has.
#[must_use]
pub fn undoubtedly_missing<'a>(before: &[&'a Object], after: &[Object]) -> Vec<&'a Object> {
    let may_be_derived = |object: &Object| {
        object.class == ObjectClass::PublicKey
            && object.public_key().is_none_or(|key| {
                let mut certificates = before.iter().filter_map(|other| other.certificate());
                certificates.any(|certificate| certificate.public_key() == key)
            })
    };
    let mut lost = missing(before, after);
    lost.retain(|object| !may_be_derived(object));
    lost
}

/// Objects of `after` that `before` lacked, each of several equal ones counted by itself.
#[must_use]
pub fn added<'a>(before: &[Object], after: &'a [Object]) -> Vec<&'a Object> {
    let after: Vec<&Object> = after.iter().collect();
    missing(&after, before)
}
