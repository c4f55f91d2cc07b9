//! A run in a journal file: what is written, and what the next run learns from it.

use std::path::Path;

use tokendesk::audit::{
    Action, CertificatePart, Event, FileJournal, FinishedEffect, FinishedOutcome, HeldObject,
    Intent, Journal, JournalError, ObjectClass, PinRole, PlannedCertificate, Purpose, RunStart,
    Step, StepOutcome, Witnessed, past, read, refusals_since_success, unsettled, verify,
};
use tokendesk::certificate::Sha256Digest;
use tokendesk::clock::Now;

const TOKEN: &str = "0123456789ABCDEF";

fn now() -> Now {
    Now::at("2026-11-22T01:02:03.456789Z".parse().unwrap())
}

fn step(label: &str) -> Step {
    Step {
        action: Action::Create,
        class: ObjectClass::PrivateKey,
        label: label.to_owned(),
        cka_id: vec![0xab, 0xcd],
        sha256: Some(Sha256Digest::of(label.as_bytes())),
        purpose: Purpose::Write,
    }
}

fn begin(path: &Path, command: &str) -> FileJournal {
    let mut journal = FileJournal::open(path, now()).unwrap();
    journal.begin(RunStart::new(command, TOKEN, now())).unwrap();
    journal
}

fn finish(mut journal: FileJournal, effect: FinishedEffect) {
    let event = Event::Finished {
        result: FinishedOutcome::Failed,
        exit: 4,
        effect,
    };
    journal.note(&event).unwrap();
}

fn refused() -> Event {
    Event::PinRefused {
        role: PinRole::User,
        code: "CKR_PIN_INCORRECT".to_owned(),
    }
}

#[test]
fn a_line_is_the_documented_json() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/er/journal.jsonl");
    let mut journal = begin(&path, "import");
    let intent = journal.intend(&step("山田 \"太郎\"\n")).unwrap();
    assert_eq!(intent.sequence(), 2);
    journal.settle(intent, &StepOutcome::Done).unwrap();

    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    let run = lines[0]["run"].as_str().unwrap();
    assert_eq!(run.len(), 16);
    let prev = Sha256Digest::of(text.lines().next().unwrap().as_bytes());
    let sha256 = Sha256Digest::of("山田 \"太郎\"\n".as_bytes());
    let expected = serde_json::json!({
        "v": 1, "seq": 2, "run": run, "time": "2026-11-22T01:02:03.456Z", "serial": TOKEN,
        "event": "intent", "action": "create", "class": "private-key",
        "label": "山田 \"太郎\"\n", "cka_id": "abcd", "sha256": sha256.to_string(),
        "purpose": "write", "prev": prev.to_string(),
    });
    assert_eq!(lines[1], expected);
    assert!(text.starts_with("{\"v\":1,\"seq\":1,\"run\":\""));
    assert_eq!(lines[2]["event"], "settled");
    assert_eq!(lines[2]["intent"], 2);
    assert_eq!(lines[2]["outcome"], "done");
}

#[test]
fn every_kind_of_line_is_read_back_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let mut journal = begin(&path, "reuse");
    let digest = Sha256Digest::of(b"x");
    let mut memory = tokendesk::audit::MemoryJournal::new(now());
    memory.begin(RunStart::new("reuse", TOKEN, now())).unwrap();
    let events = [
        refused(),
        Event::LoggedIn {
            role: PinRole::User,
        },
        Event::PinReset,
        Event::Inventory {
            inventory: vec![HeldObject {
                class: ObjectClass::Data,
                sha256: digest,
            }],
        },
        Event::PlanShown {
            plan: digest,
            order: tokendesk::audit::PlanOrder::NewFirst,
            certificates: vec![PlannedCertificate {
                part: CertificatePart::New,
                sha256: digest,
                number: "0a1b".to_owned(),
                subject: "CN=電力 太郎".to_owned(),
                name: Some("電力 太郎".to_owned()),
                not_before: "2026-11-22T01:02:03Z".parse().unwrap(),
                not_after: "2028-11-22T01:02:03Z".parse().unwrap(),
            }],
        },
        Event::Consent {
            consent: tokendesk::audit::Consent::Terminal,
            witness: Some("佐藤".to_owned()),
            witnessed: Some(Witnessed::Terminal),
        },
        Event::Custody {
            path: Some(tokendesk::audit::Custody::Direct),
            mechanism: None,
            reason: Some("asked".to_owned()),
            sensitive: Some(true),
            extractable: Some(false),
            readable: None,
        },
        Event::Proof {
            mechanism: "CKM_RSA_PKCS".to_owned(),
            digest,
            verified: true,
        },
        Event::Handshake {
            certificate: digest,
            verdict: "tls-1.2-only".to_owned(),
            tls12: Some("CKM_RSA_PKCS".to_owned()),
            tls13: None,
            trust: "trusted".to_owned(),
        },
        Event::Undo {
            cause: "CKR_DEVICE_REMOVED".to_owned(),
        },
        Event::MarkedDefective {
            reason: "dropped".to_owned(),
        },
        Event::ClearedDefective { reason: None },
        Event::Finished {
            result: FinishedOutcome::Done,
            exit: 0,
            effect: FinishedEffect::Complete,
        },
    ];
    for event in &events {
        journal.note(event).unwrap();
        memory.note(event).unwrap();
    }
    for outcome in [
        StepOutcome::Done,
        StepOutcome::AlreadyGone,
        StepOutcome::Failed {
            code: "CKR_DEVICE_MEMORY".to_owned(),
            function: "C_CreateObject".to_owned(),
        },
        StepOutcome::Unknown {
            code: None,
            function: None,
        },
    ] {
        let both: [(&mut dyn Journal, Intent); 2] = {
            let first = journal.intend(&step("a")).unwrap();
            let second = memory.intend(&step("a")).unwrap();
            [(&mut journal, first), (&mut memory, second)]
        };
        for (journal, intent) in both {
            journal.settle(intent, &outcome).unwrap();
        }
    }
    let read: Vec<_> = read(&path)
        .unwrap()
        .map(|l| l.unwrap().line.entry)
        .collect();
    let kept: Vec<_> = memory.lines().iter().map(|l| l.entry.clone()).collect();
    assert_eq!(read, kept);
    assert!(verify(&path).unwrap().is_intact());
}

#[test]
fn a_run_that_was_cut_off_is_open_with_all_that_it_announced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let held = HeldObject {
        class: ObjectClass::Certificate,
        sha256: Sha256Digest::of(b"old"),
    };
    let bundle = Some(Sha256Digest::of(b"bundle"));
    {
        let mut journal = FileJournal::open(&path, now()).unwrap();
        journal
            .begin(RunStart {
                bundle,
                inventory: vec![held.clone()],
                ..RunStart::new("reuse", TOKEN, now())
            })
            .unwrap();
        let intent = journal.intend(&step("key")).unwrap();
        journal.settle(intent, &StepOutcome::Done).unwrap();
        let _never_settled = journal.intend(&step("certificate")).unwrap();
    }
    let open = unsettled(&path, TOKEN).unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(
        (open[0].command.as_str(), open[0].bundle),
        ("reuse", bundle)
    );
    assert_eq!(open[0].inventory, [held]);
    assert_eq!(open[0].finished, None);
    let outcomes: Vec<_> = open[0].intents.iter().map(|i| i.outcome.clone()).collect();
    assert_eq!(outcomes, [Some(StepOutcome::Done), None]);
    assert_eq!(open[0].intents[1].sequence, 4);
    assert_eq!(open[0].intents[1].step, step("certificate"));
    assert!(unsettled(&path, "another").unwrap().is_empty());
}

#[test]
fn an_open_run_stays_open_past_later_runs_until_it_is_resolved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let mut journal = begin(&path, "import");
    let _never_settled = journal.intend(&step("key")).unwrap();
    // A later run that was refused by the token looked into nothing.
    let mut journal = begin(&path, "reuse");
    journal.note(&refused()).unwrap();
    finish(journal, FinishedEffect::Untouched);
    finish(begin(&path, "check"), FinishedEffect::Untouched);

    let open = unsettled(&path, TOKEN).unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].command, "import");

    let mut journal = begin(&path, "recover");
    let resolved = Event::Resolved {
        resolved: open[0].run.clone(),
        finding: "the key was removed".to_owned(),
    };
    journal.note(&resolved).unwrap();
    finish(journal, FinishedEffect::Complete);
    assert!(unsettled(&path, TOKEN).unwrap().is_empty());
    finish(begin(&path, "check"), FinishedEffect::Untouched);
    assert!(unsettled(&path, TOKEN).unwrap().is_empty());
}

#[test]
fn a_run_is_open_by_what_it_said_of_the_token_when_it_ended() {
    for (effect, is_open) in [
        (FinishedEffect::Untouched, false),
        (FinishedEffect::Complete, false),
        (FinishedEffect::Partial, true),
        (FinishedEffect::Unknown, true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let mut journal = begin(&path, "import");
        let intent = journal.intend(&step("key")).unwrap();
        journal.settle(intent, &StepOutcome::Done).unwrap();
        finish(journal, effect);
        assert_eq!(
            !unsettled(&path, TOKEN).unwrap().is_empty(),
            is_open,
            "{effect:?}"
        );
    }
}

#[test]
fn refused_pins_are_counted_across_runs_until_one_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    for expected in 1..=3 {
        let mut journal = begin(&path, "wipe");
        journal.note(&refused()).unwrap();
        finish(journal, FinishedEffect::Untouched);
        // Another token's refusals are its own.
        let mut other = FileJournal::open(&path, now()).unwrap();
        other.begin(RunStart::new("wipe", "other", now())).unwrap();
        other.note(&refused()).unwrap();
        assert_eq!(refusals_since_success(&path, TOKEN).unwrap(), expected);
    }
    let mut journal = begin(&path, "wipe");
    let role = PinRole::User;
    journal.note(&Event::LoggedIn { role }).unwrap();
    assert_eq!(refusals_since_success(&path, TOKEN).unwrap(), 0);
    journal.note(&refused()).unwrap();
    assert_eq!(refusals_since_success(&path, TOKEN).unwrap(), 1);
}

#[test]
fn a_missing_journal_knows_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let known = past(&folder.path().join("none/journal.jsonl"), TOKEN).unwrap();
    assert_eq!(known, tokendesk::audit::TokenPast::default());
}

#[test]
fn a_line_outside_a_run_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let mut journal = FileJournal::open(&path, now()).unwrap();
    assert!(matches!(
        journal.intend(&step("key")),
        Err(JournalError::NoRun)
    ));
    let mut first = begin(&path, "import");
    let intent = first.intend(&step("key")).unwrap();
    let mut second = begin(&path, "import");
    let settled = second.settle(intent, &StepOutcome::Done);
    assert!(matches!(settled, Err(JournalError::NoRun)));
}
