//! The lines of a run: each an event as the published schema says, the document last, nothing interleaved.

use serde_json::Value;
use tokendesk::report::json::event;

use crate::fixture::{Served, Tray};
use crate::support::bundle;
use crate::support::program::{self, on, serial};
use crate::support::token::{self, Desk};
use crate::support::tools::needs;

#[path = "../report/conformity.rs"]
mod conformity;

pub fn faults(schema: &Value, event: &Value) -> Vec<String> {
    conformity::faults(schema, event)
}

#[test]
fn the_published_schema_of_events_is_the_one_that_is_kept() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/docs/tokendesk-event.schema.json"
    );
    let schema = format!("{:#}\n", event::schema());
    if std::env::var_os("TOKENDESK_PUBLISH_SCHEMA").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap();
    assert_eq!(
        published, schema,
        "run with TOKENDESK_PUBLISH_SCHEMA=1 to publish"
    );
}

#[test]
fn the_schema_of_events_finds_planted_faults() {
    let schema = event::schema();
    let good: Value = serde_json::from_str(
        r#"{"schema":1,"event":"step","time":"2026-11-22T00:00:00Z","step":"proving"}"#,
    )
    .unwrap();
    assert!(faults(&schema, &good).is_empty());
    for (name, value) in [
        ("event", Value::from("surprise")),
        ("step", Value::from("dancing")),
        ("time", Value::from("yesterday")),
        ("serial", Value::from(5)),
        ("unknown", Value::from("x")),
    ] {
        let mut bad = good.clone();
        bad[name] = value;
        assert!(!faults(&schema, &bad).is_empty(), "{name}");
    }
}

/// Without a batch the same form: the steps of the one run, then its document.
#[test]
fn reuse_tells_its_steps_one_a_line_and_the_document_last() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let serial = serial(&desk);
    let more = ["--output", "jsonl", "--confirm", &serial];
    let run = program::run(&desk, on(&bundle, "reuse", &more)).expect(0);
    let served = Served::of(run);
    assert_eq!(served.document["command"], "reuse");
    let mut steps: Vec<&str> = served
        .events
        .iter()
        .map(|event| program::text(&event["step"]))
        .collect();
    steps.dedup();
    let expected = [
        "logged-in",
        "planned",
        "looking",
        "writing",
        "looking",
        "proving",
        "handshaking",
        "removing",
        "looking",
    ];
    assert_eq!(steps, expected);
    assert!(served.events.iter().all(|event| event["serial"] == serial));
}

#[test]
fn every_line_of_several_workers_at_once_is_whole() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(4);
    let served = tray.serve(&["--jobs", "4"]).expect(0);
    // Reading the lines is the test: each is one event; then each token has all of its own.
    for serial in &tray.serials {
        let of_token = |kind: &str| {
            let events = served.events_of(kind);
            events
                .iter()
                .filter(|event| event["serial"] == *serial)
                .count()
        };
        let counts = ["inserted", "assigned", "finished"].map(of_token);
        assert_eq!(counts, [1, 1, 1], "{serial}");
        assert!(of_token("step") > 5, "{serial}");
    }
}
