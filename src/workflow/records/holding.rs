//! Which identities a token holds, as far as the records tell.

use std::cmp::Reverse;

use crate::audit::{Action, CertificatePart, ObjectClass, PlannedCertificate};

use super::run::RunRecord;

/// The leaf certificates that a token holds after its `runs`, given oldest first; what another program did to it
/// between is seen at its next run only.
pub(super) fn held<'a>(runs: impl Iterator<Item = &'a RunRecord>) -> Vec<PlannedCertificate> {
    let mut held: Vec<PlannedCertificate> = Vec::new();
    for run in runs {
        if !run.certificates.is_empty() {
            // A plan names every leaf on the token: what it does not name is gone.
            let there = |part: CertificatePart| part != CertificatePart::New;
            held = run.certificates.clone();
            held.retain(|certificate| there(certificate.part));
        }
        for change in &run.changes {
            if change.class != ObjectClass::Certificate || !change.is_done() {
                continue;
            }
            match change.action {
                Action::Create => {
                    let mut planned = run.certificates.iter();
                    let new = planned.find(|one| Some(one.sha256) == change.sha256);
                    held.retain(|one| Some(one.sha256) != change.sha256);
                    held.extend(new.cloned());
                }
                Action::Destroy => held.retain(|one| Some(one.sha256) != change.sha256),
                Action::SetAttribute | Action::PinChange => {}
            }
        }
    }
    held.sort_by_key(|one| Reverse((one.not_after, one.sha256)));
    held
}
