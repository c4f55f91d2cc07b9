//! What happens around a run while it is under way: other programs, other tokens, an operator who wants out.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::authority::{self, CURRENT};
use crate::support::bundle;
use crate::support::fault::Training;
use crate::support::keys::{self, Kind};
use crate::support::program::{Run, on, reuse, serial};
use crate::support::token::{self, CERTIFICATE, Desk};
use crate::support::tools::needs;

/// A reuse that is held up by a scenario, as it runs.
struct HeldUp {
    training: Training,
    child: Child,
}

impl HeldUp {
    fn begin(scenario: &str) -> Self {
        let training = Training::beside(Desk::usual());
        let bundle = bundle::usual(&training.desk, &token::bought());
        let serial = serial(&training.desk);
        let scenario = training.desk.write("scenario.toml", scenario);
        let mut command = training.program();
        command.env("EPASS2003_SCENARIO", scenario);
        command.args(["--pin-file", "pin"]);
        command.args(on(&bundle, "reuse", &["--json", "--confirm", &serial]));
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        Self { training, child }
    }

    /// Waits until so many calls of a function were answered.
    fn waits_for(&self, function: &str, calls: usize) -> &Self {
        let deadline = Instant::now() + Duration::from_secs(60);
        let log = self.training.desk.path().join("calls");
        loop {
            let text = fs::read_to_string(&log).unwrap_or_default();
            if text.matches(&format!("fn={function} ")).count() >= calls {
                return self;
            }
            assert!(
                Instant::now() < deadline,
                "{function} was not called: {text}"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn ends(self) -> (Run, Training) {
        let output = self.child.wait_with_output().unwrap();
        (Run::of(output), self.training)
    }
}

#[test]
fn an_object_written_by_another_program_before_the_first_change_is_a_refusal() {
    needs!("openssl", "pkcs11-tool");
    // The third reading of token information is the one right before the first change.
    let run = HeldUp::begin(
        "[[fault]]\nfunction = \"C_GetTokenInfo\"\ncall = 3\naction = \"stall\"\nmilliseconds = 3000\n",
    );
    run.waits_for("C_GetMechanismInfo", 1);
    let desk = &run.training.desk;
    let other = authority::issuer().issue("operator 0009", CURRENT, &keys::key(Kind::P256, 9));
    desk.put_object(CERTIFICATE, &other.certificate, "operator 0009", "09");
    let changed = desk.contents();
    let (run, training) = run.ends();
    let document = run.expect(4).json();
    assert_eq!(document["failure"]["cause"], "stale");
    assert_eq!(document["failure"]["effect"], "untouched");
    assert_eq!(training.desk.contents(), changed);
}

#[test]
fn another_token_in_the_slot_before_the_first_change_is_a_refusal() {
    needs!("openssl", "pkcs11-tool");
    let run = HeldUp::begin(
        "[[fault]]\nfunction = \"C_GetTokenInfo\"\ncall = 3\naction = \"change-serial\"\nto = \"F00D\"\n",
    );
    let before = run.training.desk.contents();
    let (run, training) = run.ends();
    let document = run.expect(4).json();
    assert_eq!(document["failure"]["cause"], "token-changed");
    assert_eq!(document["failure"]["effect"], "untouched");
    assert_eq!(training.desk.contents(), before);
}

#[test]
fn an_interrupt_while_writing_is_undone_and_the_next_run_does_the_job() {
    needs!("openssl", "pkcs11-tool");
    for signal in ["-INT", "-TERM"] {
        let run = HeldUp::begin(
            "[[fault]]\nfunction = \"C_CreateObject\"\ncall = 3\naction = \"stall\"\nmilliseconds = 1500\n",
        );
        let before = run.training.desk.contents();
        run.waits_for("C_CreateObject", 2);
        let process = run.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &process])
                .status()
                .unwrap()
                .success()
        );
        let (run, training) = run.ends();
        let document = run.expect(4).json();
        assert_eq!(document["failure"]["cause"], "interrupted");
        assert_eq!(document["failure"]["effect"], "untouched");
        assert_eq!(training.desk.contents(), before);
        let bundle = bundle::usual(&training.desk, &token::bought());
        reuse(&training.desk, &bundle).expect(0);
    }
}

/// After the proof the new identity stands; what has not been removed is told.
#[test]
fn an_interrupt_while_removing_keeps_the_new_identity() {
    needs!("openssl", "pkcs11-tool");
    let run = HeldUp::begin(
        // The first three are the transport keys.
        "[[fault]]\nfunction = \"C_DestroyObject\"\ncall = 4\naction = \"stall\"\nmilliseconds = 1500\n",
    );
    run.waits_for("C_Sign", 1);
    std::thread::sleep(Duration::from_millis(300));
    let process = run.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &process])
            .status()
            .unwrap()
            .success()
    );
    let (run, training) = run.ends();
    let document = run.expect(5).json();
    assert_eq!(document["failure"]["effect"], "partial");
    assert_eq!(document["created"].as_array().unwrap().len(), 5);
    let bundle = bundle::usual(&training.desk, &token::bought());
    let document = reuse(&training.desk, &bundle).expect(0).json();
    assert_eq!(document["created"].as_array().unwrap().len(), 0);
    assert_eq!(document["after"].as_array().unwrap().len(), 2);
}
