//! What every command works with: the arguments, the language, the terminal, the instant.

use std::path::Path;
use std::rc::Rc;

use tokendesk::bundle::fitness::{self, Severity};
use tokendesk::bundle::{
    BundleIdentity, Derivation, LeafChoice, OpenedBundle, Purpose, SealedBundle,
};
use tokendesk::certificate::{ExpiryMargin, Sha256Digest};
use tokendesk::clock::Now;
use tokendesk::report::human::Style;
use tokendesk::report::json::Event;
use tokendesk::report::step::Step;
use tokendesk::report::{BundleSight, Outcome};
use tokendesk::say;
use tokendesk::secret::BundlePassword;
use tokendesk::ui::{Catalogue, Ui, words};
use tokendesk::workflow::addition::RootRule;
use tokendesk::workflow::{Cause, Failure, HandshakeRule, Order, Rules, Stage};

use super::arguments::{Common, Output};
use super::handed::Handed;
use super::{environment, secrets, shown};

/// What every command works with.
pub struct Desk<'a> {
    /// The options.
    pub common: &'a Common,
    /// The language.
    pub catalogue: &'a Catalogue,
    /// The person, or the lack of one.
    pub ui: &'a dyn Ui,
    /// The instant of this run.
    pub now: Now,
    /// How results are shown.
    pub style: &'a Style<'a>,
    /// What the process that started this one handed over, where it is a worker of a batch.
    pub handed: Option<&'a Handed>,
}

impl Desk<'_> {
    /// The margin of `--expired-for`.
    pub fn margin(&self) -> ExpiryMargin {
        ExpiryMargin::of_days(self.common.expired_for)
    }

    /// The form that standard output is to have.
    pub fn output(&self) -> Output {
        if self.common.json {
            Output::Json
        } else {
            self.common.output
        }
    }

    /// Tells a step of the run on a token, where one line an event was asked for.
    pub fn step(&self, step: Step, serial: Option<&str>) {
        if self.output() == Output::Jsonl {
            let event = Event::step(step, serial, environment::clock());
            // A reader that went away must not end a run that changes a token.
            let _ = shown::write_all(&format!("{}\n", event.line()));
        }
    }

    /// The choices of a run that decide what happens, with what it does about TLS.
    pub fn rules(&self, handshake: HandshakeRule) -> Rules {
        Rules {
            margin: self.margin(),
            order: if self.common.old_first {
                Order::OldFirst
            } else {
                Order::NewFirst
            },
            root: if self.common.no_root {
                RootRule::WithoutRoot
            } else {
                RootRule::WithRoot
            },
            custody: self.common.custody.into(),
            handshake,
        }
    }

    /// What a run that removes expired identities does about TLS before it.
    pub fn handshake_before_removal(&self) -> HandshakeRule {
        if self.common.no_handshake {
            HandshakeRule::Skip
        } else {
            HandshakeRule::Try
        }
    }

    /// Opens a bundle with its password, showing slow derivations.
    pub fn open_bundle(&self, path: &Path) -> Result<OpenedBundle, Failure> {
        let fail = |cause: Cause| Failure::untouched(Stage::Bundle, cause);
        let sealed = SealedBundle::read(path).map_err(|error| fail(error.into()))?;
        let file = path.display().to_string();
        let prompt = words::password_prompt(self.catalogue, &file);
        let password = secrets::password(self, &prompt).map_err(fail)?;
        self.unseal(&sealed, &password).map_err(fail)
    }

    fn unseal(
        &self,
        sealed: &SealedBundle,
        password: &BundlePassword,
    ) -> Result<OpenedBundle, Cause> {
        let step = self
            .ui
            .start(&say!(self.catalogue, "progress-opening-bundle"));
        let mut observer = |derivation: Derivation| {
            let iterations = derivation.iterations.to_string();
            let c = self.catalogue;
            step.say(&match derivation.purpose {
                Purpose::Integrity => {
                    say!(c, "progress-deriving-integrity", iterations = iterations)
                }
                Purpose::Contents => {
                    say!(c, "progress-deriving-contents", iterations = iterations)
                }
                Purpose::PrivateKey => {
                    say!(c, "progress-deriving-key", iterations = iterations)
                }
            });
        };
        let opened = sealed.open(password, &mut observer);
        step.finish();
        Ok(opened?)
    }

    /// The identity that `--leaf` and `--subject` choose.
    pub fn leaf_choice(&self) -> Result<LeafChoice, Failure> {
        let sha256 = match &self.common.leaf {
            Some(text) => Some(digest(text, "--leaf")?),
            None => None,
        };
        Ok(LeafChoice {
            sha256,
            subject: self.common.subject.clone(),
        })
    }

    /// Opens a bundle, chooses its identity, tells the outcome of it, and refuses one that is not fit.
    pub fn fit_bundle(&self, path: &Path, outcome: &mut Outcome) -> Result<ChosenBundle, Failure> {
        let choice = self.leaf_choice()?;
        let mut opened = self.open_bundle(path)?;
        if let Some(handed) = self.handed {
            handed.admit(opened.sha256())?;
        }
        let place = opened.place(&choice);
        if let Ok(place) = place {
            opened.forget_other_keys(place);
        }
        let opened = Rc::new(opened);
        outcome.bundle = Some(sight(path, &opened, None, self.now));
        let place = place.map_err(|error| Failure::untouched(Stage::Bundle, error))?;
        let bundle = ChosenBundle { opened, place };
        let leaf = bundle.identity().map(|identity| identity.leaf().sha256());
        outcome.bundle = Some(sight(path, &bundle.opened, leaf, self.now));
        Ok(bundle)
    }
}

/// A bundle and the identity that was chosen from it.
#[derive(Debug)]
pub struct ChosenBundle {
    opened: Rc<OpenedBundle>,
    place: usize,
}

impl ChosenBundle {
    /// The identity.
    pub fn identity(&self) -> Option<&BundleIdentity> {
        self.opened.identities().get(self.place)
    }

    /// SHA-256 of the file.
    pub fn sha256(&self) -> Sha256Digest {
        self.opened.sha256()
    }
}

/// Refuses an identity that is not fit to import.
pub fn refuse_unfit(identity: &BundleIdentity, now: Now) -> Result<(), Failure> {
    let findings = fitness::judge(identity, now);
    if findings
        .iter()
        .any(|finding| finding.severity() == Severity::Fail)
    {
        return Err(Failure::untouched(Stage::Bundle, Cause::Unfit(findings)));
    }
    Ok(())
}

/// A bundle with the findings of each identity.
pub fn sight(
    path: &Path,
    opened: &Rc<OpenedBundle>,
    chosen: Option<Sha256Digest>,
    now: Now,
) -> BundleSight {
    let findings = opened
        .identities()
        .iter()
        .map(|identity| fitness::judge(identity, now))
        .collect();
    BundleSight {
        path: path.to_path_buf(),
        opened: Rc::clone(opened),
        findings,
        chosen,
    }
}

/// Reads a digest from an option.
pub fn digest(text: &str, option: &'static str) -> Result<Sha256Digest, Failure> {
    Sha256Digest::parse(text).ok_or_else(|| {
        let cause = Cause::NotADigest {
            option,
            text: text.to_owned(),
        };
        Failure::untouched(Stage::CommandLine, cause)
    })
}
