//! Journals as runs leave them, written without a token.

use std::path::{Path, PathBuf};

use tokendesk::audit::{
    Action, CertificatePart, Event, FileJournal, FinishedEffect, FinishedOutcome, Journal,
    ObjectClass, PlanOrder, PlannedCertificate, Purpose, RunStart, Step, StepOutcome, read,
};
use tokendesk::certificate::Sha256Digest;
use tokendesk::clock::Now;
use tokendesk::workflow::records::{Gathering, Records};

pub fn at(time: &str) -> Now {
    Now::at(time.parse().unwrap())
}

pub fn certificate(part: CertificatePart, name: &str, ends: &str) -> PlannedCertificate {
    PlannedCertificate {
        part,
        sha256: Sha256Digest::of(format!("{name} {ends}").as_bytes()),
        number: "0a1b".to_owned(),
        subject: format!("CN={name}, O=Example Energy, C=JP"),
        name: Some(name.to_owned()),
        not_before: "2026-01-01T00:00:00Z".parse().unwrap(),
        not_after: ends.parse().unwrap(),
    }
}

fn change(journal: &mut FileJournal, action: Action, certificate: &PlannedCertificate) {
    let intent = journal
        .intend(&Step {
            action,
            class: ObjectClass::Certificate,
            label: String::new(),
            cka_id: Vec::new(),
            sha256: Some(certificate.sha256),
            purpose: match action {
                Action::Create => Purpose::Write,
                _ => Purpose::RemoveExpired,
            },
        })
        .unwrap();
    journal.settle(intent, &StepOutcome::Done).unwrap();
}

/// One whole run: what the plan says is done.
pub fn reuse(path: &Path, time: &str, serial: &str, operator: &str, plan: &[PlannedCertificate]) {
    let now = at(time);
    let mut journal = FileJournal::open(path, now).unwrap();
    let mut start = RunStart::new("reuse", serial, now);
    start.operator = operator.to_owned();
    journal.begin(start).unwrap();
    journal
        .note(&Event::PlanShown {
            plan: Sha256Digest::of(b"plan"),
            order: PlanOrder::NewFirst,
            certificates: plan.to_vec(),
        })
        .unwrap();
    for one in plan.iter().filter(|one| one.part == CertificatePart::New) {
        change(&mut journal, Action::Create, one);
        journal
            .note(&Event::Proof {
                mechanism: "CKM_RSA_PKCS".to_owned(),
                digest: Sha256Digest::of(b"challenge"),
                verified: true,
            })
            .unwrap();
    }
    let gone = |one: &&PlannedCertificate| one.part == CertificatePart::Removed;
    for one in plan.iter().filter(gone) {
        change(&mut journal, Action::Destroy, one);
    }
    journal
        .note(&Event::Finished {
            result: FinishedOutcome::Done,
            exit: 0,
            effect: FinishedEffect::Complete,
        })
        .unwrap();
}

pub fn gather(paths: &[&PathBuf]) -> Records {
    let mut gathering = Gathering::default();
    for path in paths {
        gathering.add(path, read(path).unwrap());
    }
    gathering.finish()
}
