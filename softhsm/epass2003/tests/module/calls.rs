//! The call log, latency, and what happens to switches that make no sense.

use std::time::Instant;

use super::stage::{Stage, field};

#[test]
fn writes_one_line_a_call_and_the_total() {
    let stage = Stage::new();
    stage.drive(&[], "initialize\nopen 1\nlogin 99999999\nclose\nfinalize");
    let log = stage.read("calls");
    let lines: Vec<_> = log.lines().collect();
    let functions: Vec<_> = lines[..5].iter().map(|line| field(line, "fn")).collect();
    assert_eq!(
        functions,
        [
            "C_Initialize",
            "C_OpenSession",
            "C_Login",
            "C_CloseSession",
            "C_Finalize"
        ]
    );
    let login = lines[2];
    assert_eq!(field(login, "seq"), "3");
    assert_eq!(field(login, "slot"), "1");
    assert_ne!(field(login, "session"), "-");
    assert_eq!(field(login, "real"), "CKR_PIN_INCORRECT");
    assert_eq!(field(login, "out"), "CKR_PIN_INCORRECT");
    assert!(field(login, "us").parse::<u64>().is_ok());
    assert_eq!(field(lines[5], "total"), "5");
    assert_eq!(lines.len(), 6);
}

#[test]
fn processes_share_a_log_without_torn_lines() {
    let stage = Stage::new();
    let script = format!("initialize\n{}finalize", "slots\n".repeat(200));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| stage.drive(&[], &script));
        }
    });
    let log = stage.read("calls");
    assert_eq!(log.lines().count(), 4 * 203);
    assert!(log.lines().all(|line| line.starts_with("pid=")));
    assert_eq!(
        log.lines()
            .filter(|line| line.ends_with(" total=202"))
            .count(),
        4
    );
}

#[test]
fn calls_take_the_time_that_is_asked_for() {
    let stage = Stage::new();
    let began = Instant::now();
    stage.drive(
        &[("EPASS2003_LATENCY_MS", "20")],
        "initialize\nslots\nslots\ntoken 1\nfinalize",
    );
    assert!(began.elapsed().as_millis() >= 100);
    let log = stage.read("calls");
    let quick = log
        .lines()
        .filter(|line| line.contains(" seq="))
        .find(|line| field(line, "us").parse::<u64>().unwrap() < 20_000);
    assert_eq!(quick, None);
}

#[test]
fn switches_that_make_no_sense_stop_the_module_with_a_reason() {
    let stage = Stage::new();
    stage.scenario("[[fault]]\nfunction = \"C_Lgoin\"\naction = \"error\"\n");
    let scenario = stage.path("scenario.toml").display().to_string();
    for (name, value, reason) in [
        ("EPASS2003_PROFILE", "real", "EPASS2003_PROFILE=real"),
        ("EPASS2003_PIN", "lost", "EPASS2003_PIN=lost"),
        ("EPASS2003_USER_TRIES", "many", "EPASS2003_USER_TRIES=many"),
        ("EPASS2003_MODULE", "/nowhere.so", "/nowhere.so"),
        ("EPASS2003_SCENARIO", &scenario, "C_Lgoin"),
    ] {
        let output = stage.output(&[(name, value)], "initialize");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "load 0x5\n");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(reason), "{said}");
    }
}

#[test]
fn other_modules_can_stand_behind_it() {
    let opensc = [
        "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
        "/usr/lib64/opensc-pkcs11.so",
    ]
    .into_iter()
    .find(|place| std::path::Path::new(place).exists());
    let Some(opensc) = opensc else {
        assert!(
            std::env::var_os("TOKENDESK_TESTS_REQUIRE_TOOLS").is_none(),
            "OpenSC's module is needed"
        );
        eprintln!("skipped: OpenSC's module is not installed");
        return;
    };
    let answers = Stage::with_tokens(&[]).drive(
        &[
            ("EPASS2003_MODULE", opensc),
            ("EPASS2003_PROFILE", "transparent"),
        ],
        "initialize\ninfo\nslots present\nfinalize",
    );
    assert!(answers[1].told.starts_with("OpenSC Project"), "{answers:?}");
    assert_eq!(answers[2].code, "0x0");
}
