//! How the private key crosses into the token: encrypted where the token takes it so, else as its numbers.

use crate::audit::Purpose;
use crate::bundle::PrivateKey;
use crate::secret::SecretBytes;
use crate::token::{
    Exposure, Handle, Kept, Leanness, NewObject, Object, ReturnCode, TokenError, TokenReader,
    TransportKind, Transports, Trouble, WrapPath,
};

use super::addition::{Creation, CreationKind};
use super::failure::{Cause, Effect, Failure, Stage};
use super::plan::Plan;
use super::ports::Ports;
use super::step::{self, StepError};
use super::undo;
use super::writing::{self, Before};

/// How a key may cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum CustodyRule {
    /// Encrypted where the token takes it so and the transport key is made quickly, else directly.
    #[default]
    Auto,
    /// Encrypted or not at all.
    Wrapped,
    /// Directly.
    Direct,
}

impl CustodyRule {
    /// The stable word, as the option has it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Wrapped => "wrapped",
            Self::Direct => "direct",
        }
    }
}

/// How the key crossed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crossing {
    /// Encrypted on the host, decrypted inside the token.
    Wrapped {
        /// By which mechanisms.
        path: WrapPath,
        /// What became of asking the token to give the key out again (`C_WrapKey`); `None` where its
        /// answer does not tell.
        taken_out: Option<Exposure>,
    },
    /// As its numbers, which the module saw.
    Direct(WhyDirect),
}

/// Why a key did not cross encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyDirect {
    /// It was asked for.
    Asked,
    /// The token has no mechanisms for it, or none that can be trusted.
    NotOffered,
    /// Its transport key would be an RSA pair, which takes tens of seconds on a chip.
    Slow,
    /// The token made no transport key.
    NoTransport {
        /// The C function that failed, where one did.
        function: Option<&'static str>,
        /// What it answered.
        code: Option<ReturnCode>,
    },
    /// The token refused the encrypted key.
    Refused {
        /// The last way that was tried.
        path: WrapPath,
        /// What `C_UnwrapKey` answered.
        code: Option<ReturnCode>,
    },
    /// The token took the key and did not keep it as it was asked to; it was removed again.
    NotKept {
        /// The last way that was tried.
        path: WrapPath,
        /// The attribute that read otherwise.
        attribute: &'static str,
    },
}

impl WhyDirect {
    /// The stable word for JSON and the journal.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::NotOffered => "not-offered",
            Self::Slow => "transport-key-slow",
            Self::NoTransport { .. } => "transport-key-not-made",
            Self::Refused { .. } => "refused",
            Self::NotKept { .. } => "not-kept",
        }
    }
}

/// The transport keys that a run with this rule would try on a token.
#[must_use]
pub fn admitted(
    rule: CustodyRule,
    profile: Transports,
    kinds: &[TransportKind],
) -> Vec<TransportKind> {
    let is_admitted = |kind: &TransportKind| match (rule, profile, kind) {
        (CustodyRule::Direct, ..) | (_, Transports::Never, _) => false,
        (CustodyRule::Auto, Transports::Quick, TransportKind::Rsa) => false,
        (CustodyRule::Auto, Transports::Quick, TransportKind::EllipticCurve)
        | (CustodyRule::Auto, Transports::Any, _)
        | (CustodyRule::Wrapped, Transports::Quick | Transports::Any, _) => true,
    };
    kinds.iter().copied().filter(is_admitted).collect()
}

/// Refuses a plan that insists on a wrapped key where the token offers nothing for it, before anything is done.
///
/// # Errors
/// A [`Failure`] of stage plan, token untouched.
pub fn foresee(plan: &Plan, token: &mut dyn TokenReader) -> Result<(), Failure> {
    let writes_key = |creation: &Creation| creation.kind == CreationKind::PrivateKey;
    if plan.rules.custody != CustodyRule::Wrapped || !plan.create.iter().any(writes_key) {
        return Ok(());
    }
    let fail = |cause: Cause| Failure::untouched(Stage::Plan, cause);
    let offered = token.transports().map_err(|error| fail(error.into()))?;
    let profile = token.profile().transports;
    if admitted(plan.rules.custody, profile, &offered).is_empty() {
        return Err(fail(Cause::NotWrapped(WhyDirect::NotOffered)));
    }
    Ok(())
}

/// The key that crosses, and what it becomes.
pub(super) struct Traveller<'a> {
    pub(super) creation: &'a Creation,
    pub(super) object: &'a NewObject<'a>,
    pub(super) key: &'a PrivateKey,
}

/// What one way came to.
enum Way {
    /// The key is there, as it was asked for.
    Crossed(Crossing),
    /// It is not; another way may be tried.
    Closed(WhyDirect),
    /// It is not, and the module was started afresh: there is no transport key any more.
    Lost(WhyDirect),
}

/// Brings the key over as the plan's rule says. On an error nothing is undone here.
pub(super) fn cross(
    before: Before<'_>,
    traveller: &Traveller<'_>,
    expected: &[&Object],
    leanness: &mut Leanness,
    ports: &mut Ports<'_>,
) -> Result<Crossing, Cause> {
    let rule = before.plan.rules.custody;
    let why = match rule {
        CustodyRule::Direct => WhyDirect::Asked,
        CustodyRule::Auto | CustodyRule::Wrapped => {
            let way = wrapped(before, traveller, expected, *leanness, ports);
            ports.token.end_transport();
            match way? {
                Way::Crossed(crossing) => return Ok(crossing),
                Way::Closed(why) | Way::Lost(why) => why,
            }
        }
    };
    if rule == CustodyRule::Wrapped {
        return Err(Cause::NotWrapped(why));
    }
    let (creation, object) = (traveller.creation, traveller.object);
    let _ = writing::write_one(before, creation, object, leanness, ports)?;
    Ok(Crossing::Direct(why))
}

fn wrapped(
    before: Before<'_>,
    traveller: &Traveller<'_>,
    expected: &[&Object],
    leanness: Leanness,
    ports: &mut Ports<'_>,
) -> Result<Way, Cause> {
    let profile = ports.token.profile().transports;
    let offered = match ports.token.transports() {
        Ok(offered) => offered,
        Err(error) if is_final(&error) => return Err(error.into()),
        Err(error) => return Ok(Way::Closed(no_transport(&error))),
    };
    let admitted = admitted(before.plan.rules.custody, profile, &offered);
    let mut why = match (offered.is_empty(), admitted.is_empty()) {
        (false, true) => WhyDirect::Slow,
        _ => WhyDirect::NotOffered,
    };
    let pkcs8 = traveller.key.pkcs8();
    for kind in admitted {
        let paths = match ports.token.make_transport(kind) {
            Ok(paths) => paths,
            Err(error) if is_final(&error) => return Err(error.into()),
            Err(error) => {
                tracing::info!(%error, ?kind, "the token made no transport key");
                // What was tried with an earlier one tells more.
                if why == WhyDirect::NotOffered {
                    why = no_transport(&error);
                }
                continue;
            }
        };
        for path in paths {
            let sealing = (path, &pkcs8, leanness);
            match try_path(before, traveller, sealing, expected, ports)? {
                Way::Closed(closed) => {
                    tracing::info!(?path, why = closed.word(), "the key did not cross so");
                    why = closed;
                }
                end => return Ok(end),
            }
        }
    }
    Ok(Way::Closed(why))
}

fn no_transport(error: &TokenError) -> WhyDirect {
    WhyDirect::NoTransport {
        function: error.function(),
        code: error.code(),
    }
}

fn try_path(
    before: Before<'_>,
    traveller: &Traveller<'_>,
    sealing: (WrapPath, &SecretBytes, Leanness),
    expected: &[&Object],
    ports: &mut Ports<'_>,
) -> Result<Way, Cause> {
    let (creation, object) = (traveller.creation, traveller.object);
    let (path, pkcs8, mut leanness) = sealing;
    loop {
        let sealing = (path, pkcs8, leanness);
        let error = match step::unwrap(ports.token, ports.journal, creation, object, sealing) {
            Ok(handle) => return judge(traveller, path, leanness, handle, ports),
            Err(StepError::Journal(error)) => return Err(error.into()),
            Err(StepError::Token(error)) => error,
        };
        if is_final(&error) {
            return Err(error.into());
        }
        let code = error.code();
        let why = WhyDirect::Refused { path, code };
        if !is_refusal(&error) {
            // It may have been done all the same: only a look after a fresh start tells.
            let undone = undo::undo(before.plan, expected, ports);
            if undone.effect != Effect::Untouched {
                return Err(error.into());
            }
            return Ok(Way::Lost(why));
        }
        // SoftHSM2 keeps a ghost of what it refused to unwrap, as of what it refused to create.
        writing::remove_ghosts(before, ports)?;
        match leanness.leaner() {
            Some(leaner) if error.trouble() == Trouble::Template && leaner < Leanness::Leanest => {
                leanness = leaner;
            }
            _ => return Ok(Way::Closed(why)),
        }
    }
}

/// Believes only what the token shows of the key, and what it refuses.
fn judge(
    traveller: &Traveller<'_>,
    path: WrapPath,
    leanness: Leanness,
    handle: Handle,
    ports: &mut Ports<'_>,
) -> Result<Way, Cause> {
    let attribute = match ports.token.kept(handle, traveller.object, leanness)? {
        Kept::AsAsked => match ports.token.wrapped_exposure(path, handle)? {
            Some(Exposure::Readable) => "CKA_EXTRACTABLE",
            taken_out => {
                let crossing = Crossing::Wrapped { path, taken_out };
                return Ok(Way::Crossed(crossing));
            }
        },
        Kept::Otherwise { attribute } => attribute,
    };
    let objects = ports.token.objects()?;
    let Some(object) = objects.iter().find(|object| object.handle == handle) else {
        // It is on the token, may be taken out, and is not where it was: the undo finds it by content.
        let what = "the key that was unwrapped";
        return Err(TokenError::Changed { what }.into());
    };
    step::undo(ports.token, ports.journal, object, Purpose::Undo)?;
    Ok(Way::Closed(WhyDirect::NotKept { path, attribute }))
}

/// Whether no other way can help either.
fn is_final(error: &TokenError) -> bool {
    match error.trouble() {
        Trouble::Removed
        | Trouble::PinRefused
        | Trouble::PinLocked
        | Trouble::PinExpired
        | Trouble::PinForm
        | Trouble::WriteProtected
        | Trouble::Full
        | Trouble::NotLoggedIn => true,
        Trouble::Template
        | Trouble::Unsupported
        | Trouble::DataInvalid
        | Trouble::NoSuchObject
        | Trouble::Other => false,
    }
}

/// Whether the answer says that nothing was unwrapped, so that a look in the same session is enough.
fn is_refusal(error: &TokenError) -> bool {
    const ABOUT_WRAPPING: [&str; 9] = [
        "CKR_ARGUMENTS_BAD",
        "CKR_ENCRYPTED_DATA_INVALID",
        "CKR_ENCRYPTED_DATA_LEN_RANGE",
        "CKR_UNWRAPPING_KEY_HANDLE_INVALID",
        "CKR_UNWRAPPING_KEY_SIZE_RANGE",
        "CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT",
        "CKR_WRAPPED_KEY_INVALID",
        "CKR_WRAPPED_KEY_LEN_RANGE",
        "CKR_DATA_LEN_RANGE",
    ];
    let names_wrapping = error
        .code()
        .is_some_and(|code| ABOUT_WRAPPING.contains(&code.name().as_str()));
    names_wrapping
        || matches!(
            error.trouble(),
            Trouble::Template | Trouble::Unsupported | Trouble::DataInvalid
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [TransportKind; 2] = [TransportKind::EllipticCurve, TransportKind::Rsa];

    #[test]
    fn an_rsa_pair_is_made_by_itself_only_in_software() {
        let auto = |profile| admitted(CustodyRule::Auto, profile, &BOTH);
        assert_eq!(auto(Transports::Any), BOTH);
        assert_eq!(auto(Transports::Quick), [TransportKind::EllipticCurve]);
        assert!(auto(Transports::Never).is_empty());
        let insisted = admitted(CustodyRule::Wrapped, Transports::Quick, &BOTH);
        assert_eq!(insisted, BOTH);
    }

    #[test]
    fn nothing_is_made_where_a_session_key_would_stay() {
        assert!(admitted(CustodyRule::Wrapped, Transports::Never, &BOTH).is_empty());
    }
}
