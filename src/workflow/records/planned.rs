//! The certificates that a plan speaks of, as the journal keeps them for later records.

use crate::audit::{CertificatePart, PlannedCertificate};
use crate::certificate::Certificate;
use crate::workflow::Plan;
use crate::workflow::addition::CreationKind;

/// The longest subject that is kept, bytes: a token's certificate may hold anything.
const LONGEST_SUBJECT: usize = 1024;

/// The leaf certificates that `plan` writes, removes and keeps; `leaf` is the bundle's.
#[must_use]
pub fn planned(plan: &Plan, leaf: Option<&Certificate>) -> Vec<PlannedCertificate> {
    let is_new = |new: &crate::workflow::addition::Creation| new.kind == CreationKind::Leaf;
    let new = leaf.filter(|_| plan.create.iter().any(is_new));
    let held = plan.inventory.identities().into_iter().map(|identity| {
        let certificate = identity.certificate;
        let goes = plan
            .remove
            .iter()
            .any(|object| object.handle == identity.object.handle);
        let part = if goes {
            CertificatePart::Removed
        } else {
            CertificatePart::Kept
        };
        told(certificate, part)
    });
    new.into_iter()
        .map(|leaf| told(leaf, CertificatePart::New))
        .chain(held)
        .collect()
}

fn told(certificate: &Certificate, part: CertificatePart) -> PlannedCertificate {
    let subject = certificate.subject();
    PlannedCertificate {
        part,
        sha256: certificate.sha256(),
        number: certificate.serial_hex(),
        subject: shortened(subject.to_string()),
        name: subject.common_name().map(|name| shortened(name.to_owned())),
        not_before: certificate.not_before(),
        not_after: certificate.not_after(),
    }
}

fn shortened(mut text: String) -> String {
    if text.len() > LONGEST_SUBJECT {
        text.truncate(text.floor_char_boundary(LONGEST_SUBJECT));
    }
    text
}
