//! What a bundle adds to a token: which objects are missing there, under which id and label. Pure.

use crate::bundle::{BundleIdentity, PrivateKey};
use crate::certificate::{Certificate, PublicKey, Sha256Digest};
use crate::token::profile::Part;
use crate::token::{Content, KeyUse, Object, ObjectClass, Profile};

use super::inventory::Inventory;

/// Which certificates of the chain are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RootRule {
    /// The chain as it is, root included.
    #[default]
    WithRoot,
    /// Without the certificate that issued itself.
    WithoutRoot,
}

/// How the new objects are named.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    /// The label asked for, instead of the certificate's common name.
    pub label: Option<String>,
    /// Which certificates of the chain are written.
    pub root: RootRule,
}

/// One object that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creation {
    /// What it is.
    pub kind: CreationKind,
    /// CKA_LABEL, UTF-8, at most 64 bytes.
    pub label: String,
    /// CKA_ID.
    pub id: Vec<u8>,
    /// SHA-256 of the certificate's DER, or of the key's public material.
    pub sha256: Sha256Digest,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreationKind {
    /// The bundle's private key.
    PrivateKey,
    /// Its public half.
    PublicKey,
    /// The bundle's leaf.
    Leaf,
    /// A CA certificate of the bundle's chain.
    Chain(Box<Certificate>),
}

impl CreationKind {
    /// The part of an identity that it is.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::PrivateKey => Part::PrivateKey,
            Self::PublicKey => Part::PublicKey,
            Self::Chain(_) => Part::Chain,
            Self::Leaf => Part::Leaf,
        }
    }
}

impl Creation {
    /// The class of the object.
    #[must_use]
    pub fn class(&self) -> ObjectClass {
        match self.kind {
            CreationKind::PrivateKey => ObjectClass::PrivateKey,
            CreationKind::PublicKey => ObjectClass::PublicKey,
            CreationKind::Leaf | CreationKind::Chain(_) => ObjectClass::Certificate,
        }
    }
}

/// How an identity that is already on the token differs from what would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drift {
    /// Another CKA_ID than the key's.
    Id {
        /// Whose.
        class: ObjectClass,
        /// What it is, hexadecimal.
        found: String,
    },
    /// Another label.
    Label {
        /// Whose.
        class: ObjectClass,
        /// What it is.
        found: String,
    },
}

/// Why a bundle cannot be added to this token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AdditionRefusal {
    /// The CKA_ID is taken by another key or certificate, which programs would take for this one.
    #[error("CKA_ID {id} is already used by another object of class {}", class.word())]
    IdTaken {
        /// The id, hexadecimal.
        id: String,
        /// The class of the other object.
        class: ObjectClass,
    },
    /// The key is on the token without a CKA_ID, so that no certificate can be joined to it.
    #[error("the key is on the token without a CKA_ID")]
    KeyWithoutId,
}

/// What a bundle adds to a token.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// What is written, in the order of writing.
    pub create: Vec<Creation>,
    /// How what is there already differs.
    pub drift: Vec<Drift>,
}

/// What a key may be used for beyond signing, by the certificate's key usage.
#[must_use]
pub fn key_use(leaf: &Certificate) -> KeyUse {
    let is_rsa = matches!(leaf.public_key(), PublicKey::Rsa { .. });
    match leaf.key_usage() {
        // Without the extension every use is allowed (RFC 5280 §4.2.1.3); TLS 1.2 may ask RSA keys to decrypt.
        None => KeyUse {
            decrypts: is_rsa,
            derives: false,
        },
        Some(usage) => KeyUse {
            decrypts: is_rsa && (usage.enciphers_keys || usage.enciphers_data),
            derives: !is_rsa && usage.agrees_keys,
        },
    }
}

/// Draws what is missing of `identity` on the token, as far as the profile writes it and in its order; `leaving`
/// are objects that will go.
///
/// # Errors
/// [`AdditionRefusal`] when the identity cannot stand on this token as programs need it.
pub fn draft(
    inventory: &Inventory,
    leaving: &[Object],
    identity: &BundleIdentity,
    naming: &Naming,
    profile: &Profile,
) -> Result<Draft, AdditionRefusal> {
    let leaf = identity.leaf();
    let key = leaf.public_key();
    let private = inventory
        .with_key(ObjectClass::PrivateKey, key)
        .first()
        .copied();
    let public = inventory
        .with_key(ObjectClass::PublicKey, key)
        .first()
        .copied();
    let found_leaf = inventory.certificate(leaf.sha256());
    let id = match (private, found_leaf) {
        (Some(object), _) if object.id.is_empty() => return Err(AdditionRefusal::KeyWithoutId),
        (Some(object), _) => object.id.clone(),
        // Another tool's half write: the key joins the leaf that is there, or nothing would find the pair.
        (None, Some(object)) if !object.id.is_empty() => object.id.clone(),
        (None, _) => key.cka_id(),
    };
    // Nothing else may have the id of a leaf that was there first, not even until it is removed: an undo could
    // not tell its key from the new one.
    let spared = if private.is_none() && found_leaf.is_some() {
        &[]
    } else {
        leaving
    };
    refuse_taken_id(inventory, spared, key, &id)?;
    let label = label(inventory, leaving, identity, naming);
    let mut draft = Draft::default();
    for (found, kind, class) in [
        (private, CreationKind::PrivateKey, ObjectClass::PrivateKey),
        (public, CreationKind::PublicKey, ObjectClass::PublicKey),
    ] {
        match found {
            Some(object) => note_drift(&mut draft, object, class, &id, &label),
            None => draft.create.push(Creation {
                kind,
                label: label.clone(),
                id: id.clone(),
                sha256: key.sha256(),
            }),
        }
    }
    draft
        .create
        .extend(missing_chain(inventory, identity, naming.root));
    match found_leaf {
        Some(object) => note_drift(&mut draft, object, ObjectClass::Certificate, &id, &label),
        None => draft.create.push(Creation {
            kind: CreationKind::Leaf,
            label,
            id,
            sha256: leaf.sha256(),
        }),
    }
    let place = |creation: &Creation| profile.place(creation.kind.part());
    draft.create.retain(|creation| place(creation).is_some());
    draft.create.sort_by_key(place);
    Ok(draft)
}

fn note_drift(draft: &mut Draft, object: &Object, class: ObjectClass, id: &[u8], label: &str) {
    if object.id != id {
        draft.drift.push(Drift::Id {
            class,
            found: hex::encode(&object.id),
        });
    }
    if object.label != label {
        draft.drift.push(Drift::Label {
            class,
            found: object.label.clone(),
        });
    }
}

fn is_leaving(leaving: &[Object], object: &Object) -> bool {
    leaving.iter().any(|leaver| leaver.handle == object.handle)
}

/// Whether a key shows no public part: under the new key's id it could be taken for it until it goes.
fn is_blind_key(object: &Object) -> bool {
    matches!(object.content, Content::PrivateKey { public: None, .. })
}

fn refuse_taken_id(
    inventory: &Inventory,
    leaving: &[Object],
    key: &PublicKey,
    id: &[u8],
) -> Result<(), AdditionRefusal> {
    let stranger = inventory.objects().iter().find(|object| {
        let is_paired_by_id = matches!(
            object.class,
            ObjectClass::Certificate | ObjectClass::PrivateKey | ObjectClass::PublicKey
        );
        is_paired_by_id
            && object.id == id
            && (!is_leaving(leaving, object) || is_blind_key(object))
            && inventory.public_key_of(object) != Some(key)
    });
    match stranger {
        Some(object) => Err(AdditionRefusal::IdTaken {
            id: hex::encode(id),
            class: object.class,
        }),
        None => Ok(()),
    }
}

/// The CA certificates of the chain that the token lacks, the highest first.
fn missing_chain(
    inventory: &Inventory,
    identity: &BundleIdentity,
    root: RootRule,
) -> Vec<Creation> {
    let leaf_id = identity.leaf().public_key().cka_id();
    let wanted = identity
        .chain()
        .iter()
        .rev()
        .filter(|certificate| match root {
            RootRule::WithRoot => true,
            RootRule::WithoutRoot => !certificate.is_self_issued(),
        });
    wanted
        .filter(|certificate| inventory.certificate(certificate.sha256()).is_none())
        .map(|certificate| {
            let own = certificate.subject_key_id().map(<[u8]>::to_vec);
            let id = own.filter(|id| *id != leaf_id && !id.is_empty());
            let name = certificate.subject().common_name().map(str::to_owned);
            Creation {
                kind: CreationKind::Chain(Box::new(certificate.clone())),
                label: cut(
                    &name.unwrap_or_else(|| certificate.subject().to_string()),
                    LABEL_BYTES,
                ),
                id: id.unwrap_or_else(|| certificate.public_key().cka_id()),
                sha256: certificate.sha256(),
            }
        })
        .collect()
}

/// The longest label that is written, bytes: OpenSC's directory files are small.
const LABEL_BYTES: usize = 64;

fn label(
    inventory: &Inventory,
    leaving: &[Object],
    identity: &BundleIdentity,
    naming: &Naming,
) -> String {
    if let Some(label) = &naming.label {
        return cut(label, LABEL_BYTES);
    }
    let leaf = identity.leaf();
    let name = leaf.subject().common_name().or(identity.friendly_name());
    let wanted = name.map_or_else(|| leaf.subject().to_string(), str::to_owned);
    let label = cut(&wanted, LABEL_BYTES);
    let key = leaf.public_key();
    let is_taken = inventory.objects().iter().any(|object| {
        object.label == label
            && !is_leaving(leaving, object)
            && inventory.public_key_of(object) != Some(key)
            && object.class != ObjectClass::Data
    });
    if !is_taken {
        return label;
    }
    let month = leaf.not_after().strftime(" %Y-%m").to_string();
    let room = LABEL_BYTES.saturating_sub(month.len());
    cut(&wanted, room) + &month
}

/// Cuts text at a character boundary to at most `bytes` bytes, control characters taken out.
fn cut(text: &str, bytes: usize) -> String {
    let mut label = String::new();
    for character in text
        .trim()
        .chars()
        .filter(|character| !character.is_control())
    {
        if label.len().saturating_add(character.len_utf8()) > bytes {
            break;
        }
        label.push(character);
    }
    label
}

/// The private key's numbers as the token port takes them; `None` for kinds that cannot be imported.
#[must_use]
pub fn material(key: &PrivateKey) -> Option<crate::token::PrivateMaterial<'_>> {
    use crate::token::PrivateMaterial;
    match key {
        PrivateKey::Rsa(rsa) => Some(PrivateMaterial::Rsa {
            modulus: rsa.modulus(),
            public_exponent: rsa.public_exponent(),
            private_exponent: rsa.private_exponent().expose(),
            prime_1: rsa.prime1().expose(),
            prime_2: rsa.prime2().expose(),
            exponent_1: rsa.exponent1().expose(),
            exponent_2: rsa.exponent2().expose(),
            coefficient: rsa.coefficient().expose(),
        }),
        PrivateKey::Ec(ec) => Some(PrivateMaterial::Ec {
            curve: ec.curve(),
            scalar: ec.scalar().expose(),
        }),
        PrivateKey::Other { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_cut_at_a_character_boundary() {
        assert_eq!(cut("利用者利用者", 8), "利用");
        assert_eq!(cut("abc", 8), "abc");
    }

    #[test]
    fn a_label_holds_no_control_characters() {
        assert_eq!(cut("a\u{1b}[31mb\n", 64), "a[31mb");
    }
}
