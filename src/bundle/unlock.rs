//! Opens a bundle with a password: the MAC, the encrypted parts, the encrypted keys.

use std::fmt;

use super::bag::{self, Attributes, Bag};
use super::ber::{Budget, Reader};
use super::error::{BundleError, PasswordCheck};
use super::key::PrivateKey;
use super::layout::{Layout, Part};
use super::limits;
use super::opened::{Encryption, Found};
use super::password::{self, PasswordForm};
use super::plain::{Tail, is_one_sequence};
use super::progress::{Derivation, Purpose};
use super::remark::Remark;
use super::scheme::Scheme;
use crate::certificate::Certificate;
use crate::secret::SecretBytes;

/// What the bags held, how it was protected, what was noticed.
pub(super) struct Unlocked {
    pub found: Found,
    pub encryption: Encryption,
    pub remarks: Vec<Remark>,
}

struct Unlocking<'a> {
    password: &'a str,
    observer: &'a mut dyn FnMut(Derivation),
    budget: Budget,
    /// The form that opened something; with it the password is known to be right.
    form: Option<PasswordForm>,
    /// Iterations that the file asks for with the first form of the password.
    declared: u64,
    /// Iterations spent on further forms.
    extra: u64,
    schemes: Vec<String>,
    remarks: Vec<Remark>,
    found: Found,
}

/// What the file asks for in all, as far as can be told before anything is decrypted.
pub(super) fn declared_cost(layout: &Layout) -> u64 {
    let mac = layout.integrity.as_ref().map_or(0, |mac| mac.cost());
    encrypted(layout)
        .map(|(scheme, _)| scheme.derivation.cost())
        .fold(mac, u64::saturating_add)
}

/// Whether a password decides anything.
pub(super) fn depends_on_password(layout: &Layout) -> bool {
    layout.integrity.is_some() || encrypted(layout).next().is_some()
}

/// Everything that is seen to be encrypted from outside.
fn encrypted(layout: &Layout) -> impl Iterator<Item = (&Scheme, &[u8])> {
    layout.parts.iter().flat_map(|part| match part {
        Part::Encrypted(part) => vec![(&part.scheme, &part.ciphertext[..])],
        Part::Plain(bags) => bags.iter().filter_map(shrouded).collect(),
    })
}

fn shrouded(bag: &Bag) -> Option<(&Scheme, &[u8])> {
    match bag {
        Bag::ShroudedKey {
            scheme, ciphertext, ..
        } => Some((scheme, ciphertext)),
        _ => None,
    }
}

pub(super) fn unlock(
    layout: &Layout,
    password: &str,
    observer: &mut dyn FnMut(Derivation),
) -> Result<Unlocked, BundleError> {
    let mut unlocking = Unlocking {
        password,
        observer,
        budget: Budget::default(),
        form: None,
        declared: declared_cost(layout),
        extra: 0,
        schemes: Vec::new(),
        remarks: layout.remarks.clone(),
        found: Found {
            keys: Vec::new(),
            certificates: Vec::new(),
        },
    };
    limits::check_cost(unlocking.declared)?;
    unlocking.check_mac(layout)?;
    for part in &layout.parts {
        match part {
            Part::Plain(bags) => unlocking.take(bags, layout)?,
            Part::Encrypted(part) => {
                let content =
                    unlocking.decrypt(&part.scheme, &part.ciphertext, Purpose::Contents, layout)?;
                let mut bags = Vec::new();
                bag::read(
                    &mut Reader::new(content.expose(), 0, &unlocking.budget),
                    &mut bags,
                )
                .map_err(inside)?;
                let cost = bags
                    .iter()
                    .filter_map(shrouded)
                    .map(|(scheme, _)| scheme.derivation.cost());
                unlocking.declared = cost.fold(unlocking.declared, u64::saturating_add);
                limits::check_cost(unlocking.declared)?;
                unlocking.take(&bags, layout)?;
            }
        }
    }
    Ok(Unlocked {
        found: unlocking.found,
        encryption: Encryption {
            schemes: unlocking.schemes,
            mac: layout.integrity.as_ref().map(ToString::to_string),
        },
        remarks: unlocking.remarks,
    })
}

impl Unlocking<'_> {
    fn check_mac(&mut self, layout: &Layout) -> Result<(), BundleError> {
        let Some(integrity) = &layout.integrity else {
            self.remarks.push(Remark::NoMac);
            return Ok(());
        };
        let attempts = password::attempts(self.password, integrity.takes(), None);
        for (place, attempt) in attempts.iter().enumerate() {
            if place > 0 && !self.afford(integrity.cost()) {
                break;
            }
            self.announce(Purpose::Integrity, integrity.cost(), attempt.form);
            if integrity.verifies(&attempt.bytes, layout.authenticated.expose()) {
                self.accept(attempt.form);
                return Ok(());
            }
        }
        Err(self.refusal(layout, PasswordCheck::Mac))
    }

    /// Tells a wrong password from damage: a right one decrypts something all the same.
    fn refusal(&mut self, layout: &Layout, check: PasswordCheck) -> BundleError {
        let opens = self.form.is_some()
            || encrypted(layout).any(|(scheme, ciphertext)| {
                let attempts = password::attempts(self.password, scheme.takes(), None);
                attempts.first().is_some_and(|attempt| {
                    let cost = scheme.derivation.cost();
                    self.announce(Purpose::Contents, cost, attempt.form);
                    let plain = scheme.decrypt(&attempt.bytes, ciphertext);
                    plain.is_some_and(|plain| is_one_sequence(plain.expose(), Tail::None))
                })
            });
        if opens {
            BundleError::ContentDamaged {
                reason: match check {
                    PasswordCheck::Mac => "its MAC does not fit it",
                    PasswordCheck::Decryption => {
                        "a part of it cannot be decrypted, unless it has a password of its own"
                    }
                },
            }
        } else {
            BundleError::WrongPassword { check }
        }
    }

    fn decrypt(
        &mut self,
        scheme: &Scheme,
        ciphertext: &[u8],
        purpose: Purpose,
        layout: &Layout,
    ) -> Result<SecretBytes, BundleError> {
        let text = scheme.to_string();
        if !self.schemes.contains(&text) {
            self.schemes.push(text);
        }
        let cost = scheme.derivation.cost();
        let attempts = password::attempts(self.password, scheme.takes(), self.form);
        for (place, attempt) in attempts.iter().enumerate() {
            if place > 0 && !self.afford(cost) {
                break;
            }
            self.announce(purpose, cost, attempt.form);
            let plain = scheme.decrypt(&attempt.bytes, ciphertext);
            // Once the password is known to be right, zeros behind the content prove nothing against it.
            let tail = if self.form.is_some() {
                Tail::Zeros
            } else {
                Tail::None
            };
            if let Some(plain) = plain.filter(|plain| is_one_sequence(plain.expose(), tail)) {
                self.accept(attempt.form);
                return Ok(plain);
            }
        }
        Err(self.refusal(layout, PasswordCheck::Decryption))
    }

    /// Whether one more form of the password may be tried, and notes its cost.
    fn afford(&mut self, cost: u64) -> bool {
        let extra = self.extra.saturating_add(cost);
        let fits = self.declared.saturating_add(extra) <= limits::MAX_ITERATIONS;
        if fits {
            self.extra = extra;
        }
        fits
    }

    fn announce(&mut self, purpose: Purpose, iterations: u64, form: PasswordForm) {
        if iterations >= limits::SLOW {
            (self.observer)(Derivation {
                purpose,
                iterations,
                form,
            });
        }
    }

    fn accept(&mut self, form: PasswordForm) {
        self.form = Some(form);
        if form != PasswordForm::STANDARD {
            self.note(Remark::PasswordForm(form));
        }
    }

    fn note(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    fn take(&mut self, bags: &[Bag], layout: &Layout) -> Result<(), BundleError> {
        let mut lists: usize = 0;
        let mut secrets: usize = 0;
        for bag in bags {
            match bag {
                Bag::Key { info, attributes } => self.take_key(info.expose(), attributes)?,
                Bag::ShroudedKey {
                    scheme,
                    ciphertext,
                    attributes,
                } => {
                    let info = self.decrypt(scheme, ciphertext, Purpose::PrivateKey, layout)?;
                    self.take_key(info.expose(), attributes)?;
                }
                Bag::Certificate { der, attributes } => match Certificate::from_der(der) {
                    Ok(it) if has_long_name(&it) => self.note(Remark::UnreadableCertificate),
                    Ok(it) => self.found.certificates.push((it, attributes.clone())),
                    Err(_) => self.note(Remark::UnreadableCertificate),
                },
                Bag::RevocationList => lists = lists.saturating_add(1),
                Bag::Secret => secrets = secrets.saturating_add(1),
                Bag::Unknown { kind } => self.note(Remark::UnknownContent { kind: kind.name() }),
            }
        }
        if lists > 0 {
            self.remarks.push(Remark::RevocationLists { count: lists });
        }
        if secrets > 0 {
            self.remarks.push(Remark::Secrets { count: secrets });
        }
        Ok(())
    }

    fn take_key(&mut self, info: &[u8], attributes: &Attributes) -> Result<(), BundleError> {
        let key = PrivateKey::read(info, &self.budget).map_err(inside)?;
        self.found.keys.push((key, attributes.clone()));
        Ok(())
    }
}

/// Whether comparing its names would take longer than any honest name asks for.
fn has_long_name(certificate: &Certificate) -> bool {
    let names = [certificate.subject(), certificate.issuer()];
    names
        .iter()
        .any(|name| name.der().len() > limits::MAX_NAME_BYTES)
}

/// What is broken inside is content: its offsets mean nothing in the file.
fn inside(error: BundleError) -> BundleError {
    match error {
        BundleError::Damaged { reason, .. } => BundleError::ContentDamaged { reason },
        other => other,
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("keys", &self.keys.len())
            .field("certificates", &self.certificates.len())
            .finish()
    }
}
