//! Every bundle opened and judged before the first token, as many at once as there are cores.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::flaw::{Flaw, FlawKind};
use super::matching;
use super::offer::{Offer, PasswordFrom};
use super::stock::Stock;
use super::survey::{Sealed, Survey};
use crate::bundle::fitness::{self, Severity};
use crate::bundle::{BundleError, LeafChoice, SealedBundle};
use crate::clock::Now;
use crate::secret::{BundlePassword, SecretText};
use crate::ui::Quiet;
use crate::ui::secret_source::SecretSource;

/// Whoever watches the check.
pub trait Checking {
    /// Is told that `done` of `of` bundles are checked.
    fn checked(&mut self, done: usize, of: usize);

    /// Whether the check should stop.
    fn is_interrupted(&self) -> bool;
}

/// The check was stopped; nothing has been touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the check was interrupted")]
pub struct Interrupted;

/// What one bundle came to.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// Its identities that are fit.
    pub fit: Vec<Offer>,
    /// Those that are not: only told of.
    pub unfit: Vec<Offer>,
    pub flaws: Vec<Flaw>,
}

impl Survey {
    /// Opens and judges every bundle on up to `jobs` threads; no key outlives the opening of its bundle.
    ///
    /// # Errors
    /// [`Interrupted`] when whoever watches wants it to stop.
    pub fn open(
        self,
        shared: Option<&BundlePassword>,
        jobs: NonZeroUsize,
        now: Now,
        watch: &mut dyn Checking,
    ) -> Result<Stock, Interrupted> {
        let checked = in_parallel(&self.sealed, jobs, watch, |sealed| {
            check(sealed, shared, now)
        })?;
        let mut stock = matching::stock(self, checked);
        refuse_without_pin(&mut stock);
        Ok(stock)
    }
}

/// Refuses identities whose token's PIN cannot be had from the file that the list names; no PIN is kept.
fn refuse_without_pin(stock: &mut Stock) {
    let flaws = &mut stock.flaws;
    stock.offers.retain(|offer| {
        let file = offer.row.as_ref().and_then(|row| row.pin_file.clone());
        let Some(Err(error)) = file.map(|file| SecretSource::File(file).obtain(&Quiet, "")) else {
            return true;
        };
        flaws.push(Flaw {
            bundle: Some(offer.name.clone()),
            line: offer.row.as_ref().map(|row| row.line),
            kind: FlawKind::NoPin(error),
        });
        false
    });
}

/// Does `work` on each bundle and gives what comes of it in the bundles' order.
fn in_parallel(
    sealed: &[Sealed],
    jobs: NonZeroUsize,
    watch: &mut dyn Checking,
    work: impl Fn(&Sealed) -> Checked + Sync,
) -> Result<Vec<Checked>, Interrupted> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (sender, results) = mpsc::channel();
    let worker = |sender: mpsc::Sender<(usize, Checked)>| {
        while !stop.load(Ordering::Relaxed) {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(bundle) = sealed.get(place) else {
                break;
            };
            if sender.send((place, work(bundle))).is_err() {
                break;
            }
        }
    };
    let mut slots: Vec<Option<Checked>> = sealed.iter().map(|_| None).collect();
    thread::scope(|scope| {
        let worker = &worker;
        let spawn = || {
            let sender = sender.clone();
            thread::Builder::new().spawn_scoped(scope, move || worker(sender))
        };
        let threads = jobs.get().min(sealed.len());
        let spawned = (0..threads).filter(|_| spawn().is_ok()).count();
        if spawned == 0 {
            // A system that gives no thread still gets its answer.
            worker(sender.clone());
        }
        drop(sender);
        let mut done: usize = 0;
        watch.checked(done, sealed.len());
        for (place, checked) in results {
            if let Some(slot) = slots.get_mut(place) {
                *slot = Some(checked);
            }
            done = done.saturating_add(1);
            watch.checked(done, sealed.len());
            if watch.is_interrupted() {
                stop.store(true, Ordering::Relaxed);
                break;
            }
        }
    });
    slots.into_iter().collect::<Option<_>>().ok_or(Interrupted)
}

fn check(sealed: &Sealed, shared: Option<&BundlePassword>, now: Now) -> Checked {
    let mut checked = Checked::default();
    if let Err(kind) = open(sealed, shared, now, &mut checked) {
        checked.flaws.push(Flaw {
            bundle: Some(sealed.name.clone()),
            line: None,
            kind,
        });
    }
    checked
}

fn open(
    sealed: &Sealed,
    shared: Option<&BundlePassword>,
    now: Now,
    checked: &mut Checked,
) -> Result<(), FlawKind> {
    let bundle = SealedBundle::read(&sealed.path).map_err(FlawKind::Unreadable)?;
    let nothing = BundlePassword::new(SecretText::new(String::new()));
    let own = own_password(&sealed.password, checked, &sealed.name)?;
    let password = match (&sealed.password, &own) {
        (_, Some(own)) => own,
        (PasswordFrom::List(password), None) => password,
        (PasswordFrom::Shared, None) => shared.unwrap_or(&nothing),
        (PasswordFrom::Nowhere | PasswordFrom::File(_), None) => &nothing,
    };
    let opened = bundle.open(password, &mut |_| ());
    let opened = opened.map_err(FlawKind::Unreadable)?;
    opened.forget_keys();
    if opened.identities().is_empty() {
        let reason = opened.place(&LeafChoice::default());
        return Err(FlawKind::Unreadable(
            reason.err().unwrap_or(BundleError::NoKey),
        ));
    }
    for identity in opened.identities() {
        let leaf = identity.leaf();
        let findings = fitness::judge(identity, now);
        let is_fit = findings.iter().all(|it| it.severity() != Severity::Fail);
        let offer = Offer {
            path: sealed.path.clone(),
            name: sealed.name.clone(),
            bundle: bundle.sha256(),
            leaf: leaf.sha256(),
            subject: leaf.subject().clone(),
            serial: leaf.serial_number(),
            not_before: leaf.not_before(),
            not_after: leaf.not_after(),
            findings,
            password: sealed.password.clone(),
            row: None,
        };
        if is_fit {
            checked.fit.push(offer);
        } else {
            checked.unfit.push(offer);
        }
    }
    Ok(())
}

/// The password in a bundle's own secret file.
fn own_password(
    from: &PasswordFrom,
    checked: &mut Checked,
    bundle: &str,
) -> Result<Option<BundlePassword>, FlawKind> {
    let PasswordFrom::File(path) = from else {
        return Ok(None);
    };
    let source = SecretSource::File(path.clone());
    let obtained = source.obtain(&Quiet, "").map_err(FlawKind::NoPassword)?;
    if let Some(warning) = obtained.warning {
        checked.flaws.push(Flaw {
            bundle: Some(bundle.to_owned()),
            line: None,
            kind: FlawKind::PasswordFile(warning),
        });
    }
    Ok(Some(BundlePassword::new(obtained.secret)))
}
