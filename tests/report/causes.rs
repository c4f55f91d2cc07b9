//! One cause of every kind.

use std::io::{Error, ErrorKind};
use std::path::PathBuf;
use std::time::Duration;

use tokendesk::audit::{Defect, JournalError};
use tokendesk::bundle::fitness::Finding;
use tokendesk::bundle::{BundleError, Candidate, CostUnit, LooksLike, NeededFor, PasswordCheck};
use tokendesk::certificate::{Curve, PublicKey, Sha256Digest};
use tokendesk::clock::ImplausibleClock;
use tokendesk::sheet::SheetError;
use tokendesk::token::discovery::DiscoveryError;
use tokendesk::token::error::RETURN_CODES;
use tokendesk::token::selection::SelectionError;
use tokendesk::token::{
    Carriage, ObjectClass, PinLimits, ReturnCode, TokenError, TokenSerial, Trouble, WrapPath,
    Wrapping,
};
use tokendesk::ui::NoAnswer;
use tokendesk::ui::secret_source::SecretSourceError;
use tokendesk::workflow::addition::AdditionRefusal;
use tokendesk::workflow::records::notice::{NoticeColumn, NoticeError};
use tokendesk::workflow::{Cause, Named, WhyDirect};

use super::samples;

fn digest() -> Sha256Digest {
    Sha256Digest::of(b"sample")
}

fn named() -> Named {
    Named {
        class: ObjectClass::Certificate,
        label: "電力 太郎".to_owned(),
        id: vec![0xab, 0xcd],
        sha256: digest(),
    }
}

fn path() -> PathBuf {
    "/x/y".into()
}

fn io() -> Error {
    Error::from(ErrorKind::PermissionDenied)
}

fn call(wanted: Trouble) -> TokenError {
    let code = RETURN_CODES
        .iter()
        .find(|(_, _, trouble)| *trouble == wanted)
        .unwrap_or_else(|| panic!("no code means {wanted:?}"));
    TokenError::Call {
        function: "C_Login",
        code: ReturnCode(code.0),
    }
}

fn candidates() -> Vec<Candidate> {
    ["CN=A", "CN=B"]
        .map(|subject| Candidate {
            subject: subject.to_owned(),
            sha256: digest(),
            not_after: samples::now().timestamp(),
        })
        .into()
}

/// Every cause, with a name that is the variant's.
pub fn all() -> Vec<(&'static str, Cause)> {
    let mut all: Vec<(&'static str, Cause)> = Vec::new();
    all.extend(of_token());
    all.extend(of_journal());
    all.extend(of_bundle());
    all.extend(of_secrets());
    all.extend(of_choice());
    all.extend(of_plan());
    all
}

fn of_token() -> Vec<(&'static str, Cause)> {
    use Trouble as T;
    let reason = "no such file".to_owned();
    let mut all: Vec<(&'static str, TokenError)> = vec![
        ("Removed", call(T::Removed)),
        ("PinRefused", call(T::PinRefused)),
        ("Trouble::PinLocked", call(T::PinLocked)),
        ("PinExpired", call(T::PinExpired)),
        ("PinForm", call(T::PinForm)),
        ("Trouble::WriteProtected", call(T::WriteProtected)),
        ("Full", call(T::Full)),
        ("Template", call(T::Template)),
        ("Unsupported", call(T::Unsupported)),
        ("DataInvalid", call(T::DataInvalid)),
        ("NoSuchObject", call(T::NoSuchObject)),
        ("NotLoggedIn", call(T::NotLoggedIn)),
        ("Other", call(T::Other)),
    ];
    all.extend([
        (
            "NotLoadable",
            TokenError::NotLoadable {
                path: path(),
                reason: reason.clone(),
            },
        ),
        (
            "NotAModule",
            TokenError::NotAModule {
                path: path(),
                reason,
            },
        ),
        (
            "Gone",
            TokenError::Gone {
                serial: TokenSerial::new("A1"),
            },
        ),
        ("Changed", TokenError::Changed { what: "the object" }),
        (
            "Nonsense",
            TokenError::Nonsense {
                function: "C_Sign",
                reason: "too long",
            },
        ),
    ]);
    all.into_iter()
        .map(|(name, error)| (name, error.into()))
        .collect()
}

fn of_journal() -> Vec<(&'static str, Cause)> {
    use JournalError as E;
    let waited = Duration::from_secs(10);
    let all = vec![
        (
            "Folder",
            E::Folder {
                path: path(),
                source: io(),
            },
        ),
        (
            "Open",
            E::Open {
                path: path(),
                source: io(),
            },
        ),
        ("NotAFile", E::NotAFile { path: path() }),
        ("NotAJournal", E::NotAJournal { path: path() }),
        (
            "Busy",
            E::Busy {
                path: path(),
                waited,
            },
        ),
        (
            "Lock",
            E::Lock {
                path: path(),
                source: io(),
            },
        ),
        (
            "Read",
            E::Read {
                path: path(),
                source: io(),
            },
        ),
        (
            "Write",
            E::Write {
                path: path(),
                source: io(),
            },
        ),
        (
            "Flush",
            E::Flush {
                path: path(),
                source: io(),
            },
        ),
        ("Unreliable", E::Unreliable { path: path() }),
        ("NoRun", E::NoRun),
        (
            "Line",
            E::Line {
                reason: "no randomness".to_owned(),
            },
        ),
    ];
    all.into_iter()
        .map(|(name, error)| (name, error.into()))
        .collect()
}

fn of_bundle() -> Vec<(&'static str, Cause)> {
    use BundleError as E;
    let looks_like = Some(LooksLike::WebPage);
    let all = vec![
        ("Unreadable", E::Unreadable { source: io() }),
        ("Empty", E::Empty),
        ("TooLarge", E::TooLarge { bytes: 9, limit: 8 }),
        ("NotPkcs12", E::NotPkcs12 { looks_like: None }),
        ("NotPkcs12 but", E::NotPkcs12 { looks_like }),
        (
            "Damaged",
            E::Damaged {
                at: 7,
                reason: "ends too early",
            },
        ),
        (
            "WrongPassword Mac",
            E::WrongPassword {
                check: PasswordCheck::Mac,
            },
        ),
        (
            "WrongPassword",
            E::WrongPassword {
                check: PasswordCheck::Decryption,
            },
        ),
        (
            "ContentDamaged",
            E::ContentDamaged {
                reason: "ends too early",
            },
        ),
        (
            "NeedsAlgorithm",
            E::NeedsAlgorithm {
                name: "GOST".into(),
                oid: "1.2".into(),
                needed_for: NeededFor::Opening,
            },
        ),
        (
            "NeedsAlgorithm for the key",
            E::NeedsAlgorithm {
                name: "Ed448".into(),
                oid: "1.3".into(),
                needed_for: NeededFor::Key,
            },
        ),
        (
            "TooCostly",
            E::TooCostly {
                cost: 9,
                limit: 8,
                unit: CostUnit::Rounds,
            },
        ),
        (
            "TooCostly in memory",
            E::TooCostly {
                cost: 9,
                limit: 8,
                unit: CostUnit::Bytes,
            },
        ),
        ("NoKey", E::NoKey),
        ("NoCertificate", E::NoCertificate),
        (
            "KeyMismatch",
            E::KeyMismatch {
                keys: vec!["RSA 2048".into()],
                certificates: candidates(),
            },
        ),
        (
            "Ambiguous",
            E::Ambiguous {
                candidates: candidates(),
            },
        ),
        (
            "NoSuchLeaf",
            E::NoSuchLeaf {
                candidates: candidates(),
            },
        ),
    ];
    all.into_iter()
        .map(|(name, error)| (name, error.into()))
        .collect()
}

fn of_secrets() -> Vec<(&'static str, Cause)> {
    use SecretSourceError as E;
    let mut all = vec![
        (
            "File",
            E::File {
                path: path(),
                source: io(),
            },
        ),
        ("NotRegular", E::NotRegular { path: path() }),
        (
            "ReadableByOthers",
            E::ReadableByOthers {
                path: path(),
                mode: 0o644,
            },
        ),
        (
            "Descriptor",
            E::Descriptor {
                descriptor: 3,
                source: io(),
            },
        ),
        ("NoDescriptors", E::NoDescriptors),
        ("Command", E::Command { source: io() }),
        ("TooLong", E::TooLong { limit: 1024 }),
        ("SeveralLines", E::SeveralLines),
        ("NotUtf8", E::NotUtf8),
        (
            "Unanswered NobodyToAsk",
            E::Unanswered(NoAnswer::NobodyToAsk),
        ),
        (
            "Unanswered Interrupted",
            E::Unanswered(NoAnswer::Interrupted),
        ),
        ("Unanswered EndOfInput", E::Unanswered(NoAnswer::EndOfInput)),
        (
            "Unanswered TooLong",
            E::Unanswered(NoAnswer::TooLong { limit: 1024 }),
        ),
        (
            "Unanswered Terminal",
            E::Unanswered(NoAnswer::Terminal { source: io() }),
        ),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        let status = std::process::ExitStatus::from_raw(256);
        all.push(("CommandFailed", E::CommandFailed { status }));
    }
    all.into_iter()
        .map(|(name, error)| (name, error.into()))
        .collect()
}

fn of_choice() -> Vec<(&'static str, Cause)> {
    let tokens = || vec![samples::token()];
    let serial = TokenSerial::new("0000");
    let modules = || vec![path()];
    vec![
        ("None", SelectionError::None.into()),
        (
            "NoneInitialised",
            SelectionError::NoneInitialised { present: tokens() }.into(),
        ),
        (
            "NoMatch",
            SelectionError::NoMatch { present: tokens() }.into(),
        ),
        (
            "Several",
            SelectionError::Several {
                candidates: tokens(),
            }
            .into(),
        ),
        (
            "SlotNeeded",
            SelectionError::SlotNeeded {
                serial,
                candidates: tokens(),
            }
            .into(),
        ),
        ("NoModule", DiscoveryError::NoModule.into()),
        (
            "NoToken",
            DiscoveryError::NoToken { modules: modules() }.into(),
        ),
        (
            "Several modules",
            DiscoveryError::Several { modules: modules() }.into(),
        ),
    ]
}

fn of_plan() -> Vec<(&'static str, Cause)> {
    let instant = samples::now().timestamp();
    let key = PublicKey::Ec {
        curve: Curve::P521,
        point: vec![4],
    };
    let class = ObjectClass::Certificate;
    let (a, b) = (TokenSerial::new("A"), TokenSerial::new("B"));
    let id_taken = AdditionRefusal::IdTaken {
        id: "abcd".into(),
        class,
    };
    vec![
        (
            "BeforeBuild",
            ImplausibleClock::BeforeBuild {
                now: instant,
                built: instant,
            }
            .into(),
        ),
        (
            "FarAfterBuild",
            ImplausibleClock::FarAfterBuild {
                now: instant,
                built: instant,
            }
            .into(),
        ),
        (
            "BeforeJournal",
            ImplausibleClock::BeforeJournal {
                now: instant,
                last: instant,
            }
            .into(),
        ),
        (
            "Unfit",
            Cause::Unfit(vec![Finding::Expired { not_after: instant }]),
        ),
        ("IdTaken", id_taken.into()),
        ("KeyWithoutId", AdditionRefusal::KeyWithoutId.into()),
        (
            "KeyNotTaken",
            Cause::KeyNotTaken {
                key: key.clone(),
                largest: None,
            },
        ),
        (
            "KeyNotTaken large",
            Cause::KeyNotTaken {
                key,
                largest: Some(384),
            },
        ),
        (
            "NoRoom",
            Cause::NoRoom {
                class,
                held: 9,
                most: 8,
            },
        ),
        (
            "SameIdRefused",
            Cause::SameIdRefused {
                class,
                id: "ab01".to_owned(),
            },
        ),
        ("NoSoPin", Cause::NoSoPin),
        ("WriteProtected", Cause::WriteProtected),
        (
            "PinLength",
            Cause::PinLength(PinLimits {
                min: Some(6),
                max: None,
            }),
        ),
        ("LastTry", Cause::LastTry),
        ("PinLocked", Cause::PinLocked),
        ("PinsDiffer", Cause::PinsDiffer),
        ("PinUnset", Cause::PinUnset),
        (
            "NotADigest",
            Cause::NotADigest {
                option: "--leaf",
                text: "xyz".into(),
            },
        ),
        (
            "NotAUri",
            Cause::NotAUri {
                reason: "no scheme".into(),
            },
        ),
        (
            "UnknownCode",
            Cause::UnknownCode {
                text: "orfans".into(),
                similar: vec!["orphans".into()],
            },
        ),
        (
            "NotWritable",
            Cause::NotWritable {
                path: path(),
                source: io(),
            },
        ),
        ("Stale", Cause::Stale),
        (
            "OtherPlan",
            Cause::OtherPlan {
                wanted: "12ab".into(),
                found: digest(),
            },
        ),
        (
            "OtherToken",
            Cause::OtherToken {
                given: a,
                serial: b,
            },
        ),
        ("Declined", Cause::Declined),
        ("NobodyToAsk", Cause::NobodyToAsk),
        (
            "LeftOpen",
            Cause::LeftOpen {
                command: "import".into(),
                left: vec![named()],
            },
        ),
        (
            "Defective",
            Cause::Defective(Box::new(Defect {
                reason: "コネクター破損".to_owned(),
                since: samples::now().timestamp(),
                operator: "sato".to_owned(),
            })),
        ),
        (
            "NoticeColumnMissing",
            Cause::Notice {
                path: path(),
                error: Box::new(NoticeError::ColumnMissing {
                    missing: NoticeColumn::Id,
                    found: vec!["CN".to_owned(), "備考".to_owned()],
                }),
            },
        ),
        (
            "NoticeUnreadable",
            Cause::Notice {
                path: path(),
                error: Box::new(SheetError::Unreadable { source: io() }.into()),
            },
        ),
        ("NothingWritten", Cause::NothingWritten),
        ("WitnessDeclined", Cause::WitnessDeclined),
        (
            "WitnessIsOperator",
            Cause::WitnessIsOperator {
                name: "sato".to_owned(),
            },
        ),
        ("WitnessNotPresent", Cause::WitnessNotPresent),
        ("NobodyToWitness", Cause::NobodyToWitness),
        ("SerialNeeded", Cause::SerialNeeded),
        ("RefusedBefore", Cause::RefusedBefore { refused: 2 }),
        ("Interrupted", Cause::Interrupted),
        ("NotWritten", Cause::NotWritten(named())),
        ("Lost", Cause::Lost(vec![named()])),
        ("NotRemoved", Cause::NotRemoved(vec![named()])),
        (
            "NotWrapped",
            Cause::NotWrapped(WhyDirect::Refused {
                path: WrapPath {
                    carriage: Carriage::OaepSha1,
                    wrapping: Wrapping::CbcPad,
                },
                code: ReturnCode::from_name("CKR_MECHANISM_INVALID"),
            }),
        ),
        ("Exposed", Cause::Exposed),
        (
            "NotRoots",
            Cause::NotRoots {
                path: path(),
                reason: "there is no certificate in it".into(),
            },
        ),
        ("NoTls", Cause::NoTls(Box::new(samples::no_tls()))),
        (
            "BadSignature",
            Cause::BadSignature {
                mechanism: "CKM_RSA_PKCS",
            },
        ),
        ("NoSuchObject", Cause::NoSuchObject { sha256: digest() }),
        (
            "KeyIsNotLone",
            Cause::KeyIsNotLone {
                certificate: digest(),
            },
        ),
    ]
}
