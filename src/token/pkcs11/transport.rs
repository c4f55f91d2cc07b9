//! Transport keys on the token: session objects, made for one key that crosses, destroyed right after it.

use super::envelope::{self, RsaTransport};
use super::raw::{
    self, Answer, CK_ATTRIBUTE_TYPE, CK_MECHANISM_TYPE, CK_SESSION_HANDLE, Functions, Mechanism,
    OaepHash, Parameter, Value,
};
use crate::certificate::Curve;
use crate::protection::LockedBytes;
use crate::secret::SecretBytes;
use crate::token::{Carriage, Handle, TokenError, TransportKind, WrapPath, Wrapping};

/// What a person finds should a module keep, against what was asked, such an object for good.
const LABEL: &[u8] = b"tokendesk transport key";

/// What the token and the host share until a key has crossed.
pub(super) struct Transport {
    /// The session objects, in the order in which they were made.
    objects: Vec<Handle>,
    /// The AES key, on both sides.
    shared: Option<(Handle, LockedBytes)>,
    /// The RSA pair's private half, and its public half on the host.
    rsa: Option<(Handle, RsaTransport)>,
    carriage: Carriage,
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Transport({:?})", self.carriage)
    }
}

/// The kinds of transport key that the listed mechanisms allow, the quick one first.
pub(super) fn kinds(listed: &[CK_MECHANISM_TYPE]) -> Vec<TransportKind> {
    let has = |mechanism| listed.contains(&mechanism);
    let by_aes = wrappings(listed)
        .iter()
        .any(|wrapping| *wrapping != Wrapping::RsaAes);
    let mut kinds = Vec::new();
    if by_aes && has(raw::CKM_EC_KEY_PAIR_GEN) && has(raw::CKM_ECDH1_DERIVE) {
        kinds.push(TransportKind::EllipticCurve);
    }
    let sends = has(raw::CKM_RSA_PKCS_OAEP) || has(raw::CKM_RSA_PKCS);
    let rsa = (by_aes && sends) || has(raw::CKM_RSA_AES_KEY_WRAP);
    if rsa && has(raw::CKM_RSA_PKCS_KEY_PAIR_GEN) {
        kinds.push(TransportKind::Rsa);
    }
    kinds
}

fn wrappings(listed: &[CK_MECHANISM_TYPE]) -> Vec<Wrapping> {
    [
        Wrapping::KeyWrapKwp,
        Wrapping::KeyWrapPad,
        Wrapping::KeyWrap,
        Wrapping::CbcPad,
        Wrapping::RsaAes,
    ]
    .into_iter()
    .filter(|wrapping| listed.contains(&number(*wrapping)))
    .collect()
}

fn number(wrapping: Wrapping) -> CK_MECHANISM_TYPE {
    match wrapping {
        Wrapping::KeyWrapKwp => raw::CKM_AES_KEY_WRAP_KWP,
        Wrapping::KeyWrapPad => raw::CKM_AES_KEY_WRAP_PAD,
        Wrapping::KeyWrap => raw::CKM_AES_KEY_WRAP,
        Wrapping::CbcPad => raw::CKM_AES_CBC_PAD,
        Wrapping::RsaAes => raw::CKM_RSA_AES_KEY_WRAP,
    }
}

impl Transport {
    /// A transport that has nothing yet: what is made for it is known to it from the first object on.
    pub(super) fn empty() -> Self {
        Self {
            objects: Vec::new(),
            shared: None,
            rsa: None,
            carriage: Carriage::Agreement,
        }
    }

    /// The session objects that the token holds for it: no part of what is on the token.
    pub(super) fn objects(&self) -> &[Handle] {
        &self.objects
    }

    /// Makes the pair and shares an AES key.
    pub(super) fn make(
        &mut self,
        kind: TransportKind,
        functions: &Functions,
        session: CK_SESSION_HANDLE,
        listed: &[CK_MECHANISM_TYPE],
    ) -> Result<Vec<WrapPath>, TokenError> {
        match kind {
            TransportKind::EllipticCurve => self.agree(functions, session)?,
            TransportKind::Rsa => self.send(functions, session, listed)?,
        }
        let paths = wrappings(listed)
            .into_iter()
            .filter(|wrapping| match wrapping {
                Wrapping::RsaAes => self.rsa.is_some(),
                _ => self.shared.is_some(),
            });
        let carriage = self.carriage;
        Ok(paths
            .map(|wrapping| WrapPath { carriage, wrapping })
            .collect())
    }

    fn agree(
        &mut self,
        functions: &Functions,
        session: CK_SESSION_HANDLE,
    ) -> Result<(), TokenError> {
        let mechanism = Mechanism {
            kind: raw::CKM_EC_KEY_PAIR_GEN,
            parameter: Parameter::None,
        };
        let public = [
            (raw::CKA_TOKEN, Value::Flag(false)),
            (raw::CKA_PRIVATE, Value::Flag(false)),
            (raw::CKA_DERIVE, Value::Flag(true)),
            (raw::CKA_LABEL, Value::Bytes(LABEL)),
            (raw::CKA_EC_PARAMS, Value::Bytes(Curve::P256.oid_der())),
        ];
        let private = kept_in([(raw::CKA_DERIVE, Value::Flag(true))]);
        let pair = functions.generate_pair(session, mechanism, &public, &private)?;
        self.objects.extend(pair);
        let [public, private] = pair;
        let wanted = [(raw::CKA_TOKEN, 1), (raw::CKA_EC_POINT, 256)];
        let answers = session_object(functions, session, public, &wanted)?;
        let Answer::Filled(point) = answers.get(raw::CKA_EC_POINT) else {
            return Err(no_public_half());
        };
        let (ours, shared) = envelope::agree(bare(point))?;
        let mut derive = |template: &[_]| functions.agree(session, private, &ours, template);
        let handle = shared_key(&mut derive, SHARED_LENGTH)?;
        self.objects.push(handle);
        self.shared = Some((handle, shared));
        self.carriage = Carriage::Agreement;
        Ok(())
    }

    fn send(
        &mut self,
        functions: &Functions,
        session: CK_SESSION_HANDLE,
        listed: &[CK_MECHANISM_TYPE],
    ) -> Result<(), TokenError> {
        let mechanism = Mechanism {
            kind: raw::CKM_RSA_PKCS_KEY_PAIR_GEN,
            parameter: Parameter::None,
        };
        let public = [
            (raw::CKA_TOKEN, Value::Flag(false)),
            (raw::CKA_PRIVATE, Value::Flag(false)),
            (raw::CKA_ENCRYPT, Value::Flag(true)),
            (raw::CKA_WRAP, Value::Flag(true)),
            (raw::CKA_LABEL, Value::Bytes(LABEL)),
            (raw::CKA_MODULUS_BITS, Value::Number(2048)),
            (raw::CKA_PUBLIC_EXPONENT, Value::Bytes(&[1, 0, 1])),
        ];
        let private = kept_in([
            (raw::CKA_DECRYPT, Value::Flag(true)),
            (raw::CKA_UNWRAP, Value::Flag(true)),
        ]);
        let pair = functions.generate_pair(session, mechanism, &public, &private)?;
        self.objects.extend(pair);
        let [public, private] = pair;
        let wanted = [
            (raw::CKA_TOKEN, 1),
            (raw::CKA_MODULUS, 1_024),
            (raw::CKA_PUBLIC_EXPONENT, 64),
        ];
        let answers = session_object(functions, session, public, &wanted)?;
        let numbers = [raw::CKA_MODULUS, raw::CKA_PUBLIC_EXPONENT].map(|kind| answers.get(kind));
        let [Answer::Filled(modulus), Answer::Filled(exponent)] = numbers else {
            return Err(no_public_half());
        };
        let rsa = RsaTransport::new(modulus, exponent)?;
        let ways = [
            (Carriage::OaepSha1, raw::CKM_RSA_PKCS_OAEP),
            (Carriage::OaepSha256, raw::CKM_RSA_PKCS_OAEP),
            (Carriage::Pkcs1, raw::CKM_RSA_PKCS),
        ];
        let mut refusal = None;
        self.carriage = Carriage::OaepSha1;
        for (carriage, kind) in ways {
            if self.shared.is_some() || !listed.contains(&kind) {
                continue;
            }
            let key = envelope::random_key()?;
            let sealed = rsa.seal(carriage, &key)?;
            let parameter = match carriage {
                Carriage::OaepSha1 => Parameter::Oaep(OaepHash::Sha1),
                Carriage::OaepSha256 => Parameter::Oaep(OaepHash::Sha256),
                Carriage::Pkcs1 | Carriage::Agreement => Parameter::None,
            };
            let mechanism = Mechanism { kind, parameter };
            let mut receive =
                |template: &[_]| functions.unwrap(session, mechanism, private, &sealed, template);
            match shared_key(&mut receive, &[]) {
                Ok(handle) => {
                    self.objects.push(handle);
                    self.shared = Some((handle, key));
                    self.carriage = carriage;
                }
                Err(error) => refusal = Some(error),
            }
        }
        self.rsa = Some((private, rsa));
        match refusal {
            Some(error)
                if self.shared.is_none() && !listed.contains(&raw::CKM_RSA_AES_KEY_WRAP) =>
            {
                Err(error)
            }
            _ => Ok(()),
        }
    }

    /// Has the token unwrap `pkcs8`, encrypted for it as `path` says, into an object of `template`.
    pub(super) fn unwrap(
        &self,
        path: WrapPath,
        functions: &Functions,
        session: CK_SESSION_HANDLE,
        pkcs8: &SecretBytes,
        template: &[(CK_ATTRIBUTE_TYPE, Value<'_>)],
    ) -> Result<Handle, TokenError> {
        let missing = TokenError::Nonsense {
            function: "C_UnwrapKey",
            reason: "there is no transport key",
        };
        let kind = number(path.wrapping);
        let (with, envelope, parameter) = match (path.wrapping, &self.shared, &self.rsa) {
            (Wrapping::RsaAes, _, Some((handle, rsa))) => {
                let envelope = rsa.seal_with_own_key(Carriage::OaepSha1, pkcs8)?;
                (handle, envelope, Parameter::RsaAes(OaepHash::Sha1))
            }
            (Wrapping::RsaAes, _, None) | (_, None, _) => return Err(missing),
            (wrapping, Some((handle, key)), _) => {
                let envelope = envelope::seal(wrapping, key, pkcs8)?;
                (handle, envelope, Parameter::None)
            }
        };
        let parameter = envelope
            .vector
            .as_ref()
            .map_or(parameter, Parameter::Vector);
        let mechanism = Mechanism { kind, parameter };
        functions.unwrap(session, mechanism, *with, &envelope.sealed, template)
    }

    /// Asks the token to wrap `key` with the AES key; `None` where there is no AES key to ask with.
    pub(super) fn wrap(
        &self,
        wrapping: Wrapping,
        functions: &Functions,
        session: CK_SESSION_HANDLE,
        key: Handle,
    ) -> Option<Result<(), TokenError>> {
        let (with, _) = self.shared.as_ref()?;
        let parameter = match wrapping {
            Wrapping::CbcPad => Parameter::Vector(&[0; 16]),
            Wrapping::RsaAes => return None,
            Wrapping::KeyWrapKwp | Wrapping::KeyWrapPad | Wrapping::KeyWrap => Parameter::None,
        };
        let kind = number(wrapping);
        let mechanism = Mechanism { kind, parameter };
        Some(functions.wrap(session, mechanism, *with, key))
    }

    /// Destroys what it has on the token, the last first. What does not go ends with the session.
    pub(super) fn destroy(&mut self, functions: &Functions, session: CK_SESSION_HANDLE) {
        self.shared = None;
        self.rsa = None;
        let objects = std::mem::take(&mut self.objects);
        for handle in objects.into_iter().rev() {
            if let Err(error) = functions.destroy(session, handle) {
                tracing::warn!(%error, "a transport key was not destroyed; it ends with the session");
                self.objects.push(handle);
            }
        }
    }
}

/// The attributes of a private transport key: a session object that stays where it is, for one use.
fn kept_in<const N: usize>(uses: [Attribute; N]) -> Vec<Attribute> {
    let mut template = vec![
        (raw::CKA_TOKEN, Value::Flag(false)),
        (raw::CKA_PRIVATE, Value::Flag(true)),
        (raw::CKA_SENSITIVE, Value::Flag(true)),
        (raw::CKA_EXTRACTABLE, Value::Flag(false)),
        (raw::CKA_LABEL, Value::Bytes(LABEL)),
    ];
    template.extend(uses);
    template
}

/// How long the agreed key is; one that is sent tells it itself.
const SHARED_LENGTH: &[Attribute] = &[(raw::CKA_VALUE_LEN, Value::Number(32))];

/// An attribute of a transport key.
type Attribute = (CK_ATTRIBUTE_TYPE, Value<'static>);

/// Gains the AES key: with leave to wrap, for the question whether the new key can be taken out, or without.
fn shared_key(
    gain: &mut dyn FnMut(&[Attribute]) -> Result<Handle, TokenError>,
    length: &[Attribute],
) -> Result<Handle, TokenError> {
    let mut template = kept_in([(raw::CKA_UNWRAP, Value::Flag(true))]);
    template.extend([
        (raw::CKA_CLASS, Value::Number(raw::CKO_SECRET_KEY)),
        (raw::CKA_KEY_TYPE, Value::Number(raw::CKK_AES)),
    ]);
    template.extend_from_slice(length);
    template.push((raw::CKA_WRAP, Value::Flag(true)));
    gain(&template).or_else(|error| {
        tracing::debug!(%error, "a transport key that wraps is refused");
        template.pop();
        gain(&template)
    })
}

/// Reads the public half and makes sure that it is a session object.
fn session_object(
    functions: &Functions,
    session: CK_SESSION_HANDLE,
    public: Handle,
    wanted: &[(CK_ATTRIBUTE_TYPE, usize)],
) -> Result<raw::Answers, TokenError> {
    let (code, answers) = functions.attributes(session, public, wanted)?;
    if code != raw::code(raw::CKR_OK) {
        return Err(TokenError::Call {
            function: "C_GetAttributeValue",
            code,
        });
    }
    match answers.get(raw::CKA_TOKEN) {
        Answer::Filled([0]) => Ok(answers),
        _ => Err(TokenError::Nonsense {
            function: "C_GenerateKeyPair",
            reason: "a session key became one of the token's",
        }),
    }
}

/// Whether an object is a transport key, by its label and by ending with the session.
pub(super) fn is_left_over(
    functions: &Functions,
    session: CK_SESSION_HANDLE,
    handle: Handle,
) -> bool {
    let wanted = [(raw::CKA_TOKEN, 1), (raw::CKA_LABEL, 256)];
    let Ok((_, answers)) = functions.attributes(session, handle, &wanted) else {
        return false;
    };
    matches!(answers.get(raw::CKA_TOKEN), Answer::Filled([0]))
        && matches!(answers.get(raw::CKA_LABEL), Answer::Filled(label) if label == LABEL)
}

fn no_public_half() -> TokenError {
    TokenError::Nonsense {
        function: "C_GenerateKeyPair",
        reason: "a key pair without its public half",
    }
}

/// A point as older modules give it, or out of its DER OCTET STRING.
fn bare(point: &[u8]) -> &[u8] {
    match point {
        [0x04, 65, inner @ ..] if inner.len() == 65 => inner,
        _ => point,
    }
}
