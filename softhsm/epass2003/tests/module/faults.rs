//! What a scenario makes go wrong, on both sides of a call.

use super::stage::{
    DEVICE_REMOVED, GENERAL_ERROR, OK, Stage, TOKEN_NOT_PRESENT, answers, codes, field, last,
};

const WRITE: &str = "initialize\nopen 1\nlogin 12345678\ncertificate 01 10\nfind";

/// What the store really holds, with no fault in the way.
fn held(stage: &Stage) -> String {
    let answers = stage.drive(&[], "initialize\nopen 1\nlogin 12345678\nfind");
    last(&answers, "find").told.clone()
}

#[test]
fn error_before_means_not_done_and_error_after_means_done() {
    for (when, kept) in [("before", ""), ("after", "1:01")] {
        let stage = Stage::new();
        stage.scenario(&format!(
            "[[fault]]\nname = \"lie\"\nfunction = \"C_CreateObject\"\ncall = 1\nwhen = \"{when}\"\naction = \"error\"\ncode = \"CKR_DEVICE_ERROR\"\n"
        ));
        let answers = stage.play(WRITE);
        assert_eq!(last(&answers, "certificate").code, "0x30");
        assert_eq!(held(&stage), kept);
        let fired = stage.read("fired");
        assert_eq!(fired.lines().count(), 1);
        assert!(
            fired.ends_with(&format!(
                " call=4 fn=C_CreateObject when={when} fault=lie\n"
            )),
            "{fired}"
        );
    }
}

#[test]
fn nth_call_overall_and_nth_of_a_function_are_counted_apart() {
    let stage = Stage::new();
    stage.scenario(
        "[[fault]]\ncall = 2\naction = \"error\"\n[[fault]]\nfunction = [\"C_GetSlotList\", \"C_GetInfo\"]\ncall = 3\naction = \"error\"\ncode = \"0x80000001\"\n",
    );
    let answers = stage.play("initialize\nslots\nslots\ninfo\ninfo");
    assert_eq!(codes(&answers), [OK, GENERAL_ERROR, OK, "0x80000001", OK]);
}

#[test]
fn once_is_once_and_always_is_for_good() {
    let stage = Stage::new();
    let rule = "[[fault]]\nfunction = \"C_GetInfo\"\ncall = 2\naction = \"error\"\n";
    let script = "initialize\ninfo\ninfo\ninfo\ninfo";
    stage.scenario(rule);
    let once = stage.play(script);
    assert_eq!(codes(&once), [OK, OK, GENERAL_ERROR, OK, OK]);
    stage.scenario(&format!("{rule}times = \"always\"\n"));
    let always = stage.play(script);
    assert_eq!(
        codes(&always),
        [OK, OK, GENERAL_ERROR, GENERAL_ERROR, GENERAL_ERROR]
    );
}

#[test]
fn shared_count_goes_on_from_process_to_process() {
    let stage = Stage::new();
    stage.scenario(
        "[[fault]]\nfunction = \"C_GetInfo\"\ncall = 3\ncount = \"shared\"\naction = \"error\"\n",
    );
    let runs: Vec<_> = (0..4)
        .map(|_| stage.play("initialize\ninfo")[1].code.clone())
        .collect();
    assert_eq!(runs, [OK, OK, GENERAL_ERROR, OK]);
    assert_eq!(stage.read("fired").lines().count(), 1);
}

#[test]
fn exit_ends_the_process_before_or_after_the_write() {
    for (when, kept) in [("before", ""), ("after", "1:01")] {
        for profile in ["epass2003", "transparent"] {
            let stage = Stage::new();
            stage.scenario(&format!(
                "[[fault]]\nfunction = \"C_CreateObject\"\ncall = 1\nwhen = \"{when}\"\naction = \"exit\"\nstatus = 41\n"
            ));
            let slot = answers(&stage.play_output(profile, "initialize\nslots"))[1]
                .told
                .trim_start_matches('[')
                .split([',', ']'])
                .next()
                .unwrap()
                .to_owned();
            let script = WRITE.replace("open 1", &format!("open {slot}"));
            let output = stage.play_output(profile, &script);
            assert_eq!(output.status.code(), Some(41), "{output:?}");
            assert_eq!(held(&stage), kept);
            assert_eq!(stage.read("fired").lines().count(), 1);
            let log = stage.read("calls");
            assert!(
                log.lines()
                    .any(|line| line.contains("fn=C_CreateObject") && line.contains("out=exit(41)")),
                "{log}"
            );
        }
    }
}

#[test]
fn removal_takes_the_token_away_before_or_after_the_write() {
    for (when, kept) in [("before", ""), ("after", "1:01")] {
        let stage = Stage::new();
        stage.scenario(&format!(
            "[[fault]]\nfunction = \"C_CreateObject\"\ncall = 1\nwhen = \"{when}\"\naction = \"removal\"\n"
        ));
        let answers = stage.play(&format!("{WRITE}\ntoken 1\nslots present"));
        assert_eq!(last(&answers, "certificate").code, DEVICE_REMOVED);
        assert_eq!(last(&answers, "find").code, DEVICE_REMOVED);
        assert_eq!(last(&answers, "token").code, TOKEN_NOT_PRESENT);
        assert_eq!(last(&answers, "slots").told, "[]");
        assert_eq!(held(&stage), kept);
    }
}

#[test]
fn removal_works_in_the_transparent_profile() {
    let stage = Stage::new();
    stage.scenario("[[fault]]\nfunction = \"C_Login\"\ncall = 1\naction = \"removal\"\n");
    let listed = answers(&stage.play_output("transparent", "initialize\nslots present"));
    let slot = listed[1].told[1..].split(',').next().unwrap();
    let played = answers(&stage.play_output(
        "transparent",
        &format!(
            "initialize\nopen {slot}\nlogin 12345678\nfind\ntoken {slot}\nslots present\nfind"
        ),
    ));
    assert_eq!(
        codes(&played)[2..],
        [
            DEVICE_REMOVED,
            DEVICE_REMOVED,
            TOKEN_NOT_PRESENT,
            OK,
            "0xB3"
        ]
    );
    assert!(!last(&played, "slots").told.contains(slot));
}

#[test]
fn removal_at_a_call_about_no_token_takes_every_token() {
    for call in [1, 2] {
        let stage = Stage::with_tokens(&["A", "B"]);
        stage.scenario(&format!("[[fault]]\ncall = {call}\naction = \"removal\"\n"));
        let answers = stage.play("initialize\nslots present\nslots");
        assert_eq!(codes(&answers), [OK, OK, OK]);
        assert_eq!(answers[1].told, "[]");
        assert_eq!(answers[2].told, "[1, 2, 3]");
    }
}

#[test]
fn removal_may_answer_ok_and_end_after_some_calls() {
    let stage = Stage::new();
    stage.scenario(
        "[[fault]]\nfunction = \"C_CreateObject\"\ncall = 1\nwhen = \"after\"\naction = \"removal\"\ncode = \"CKR_OK\"\nreinsert_after = 3\n",
    );
    let answers = stage.play(
        "initialize\nopen 1\ncertificate 01 10\nslots present\nslots present\nslots present\nopen 1\nfind",
    );
    assert_eq!(answers[2].code, OK);
    let told: Vec<_> = answers[3..6]
        .iter()
        .map(|answer| answer.told.as_str())
        .collect();
    assert_eq!(told, ["[]", "[]", "[1]"]);
    assert_eq!(last(&answers, "find").told, "1:01");
}

#[test]
fn lasting_removal_holds_for_later_processes() {
    let stage = Stage::new();
    stage.scenario(
        "[[fault]]\nfunction = \"C_Login\"\ncall = 1\naction = \"removal\"\nlasting = true\n",
    );
    stage.play("initialize\nopen 1\nlogin 12345678");
    assert_eq!(stage.play("initialize\nslots present")[1].told, "[]");
}

#[test]
fn stall_takes_its_time() {
    let stage = Stage::new();
    stage.scenario(
        "[[fault]]\nfunction = \"C_GetInfo\"\ncall = 1\naction = \"stall\"\nmilliseconds = 150\n",
    );
    stage.play("initialize\ninfo");
    let log = stage.read("calls");
    let line = log.lines().find(|line| line.contains("C_GetInfo")).unwrap();
    assert!(field(line, "us").parse::<u64>().unwrap() >= 150_000);
}

#[test]
fn rule_for_one_token_leaves_the_other_alone() {
    let stage = Stage::with_tokens(&["A", "B"]);
    let second = stage.serial(2);
    stage.scenario(&format!(
        "[[fault]]\nfunction = \"C_OpenSession\"\nserial = \"{second}\"\ncall = 1\naction = \"error\"\n"
    ));
    let answers = stage.play("initialize\nopen 1\nopen 1\nopen 2\nopen 2");
    assert_eq!(codes(&answers), [OK, OK, OK, GENERAL_ERROR, OK]);
}

#[test]
fn rules_combine() {
    let stage = Stage::new();
    stage.scenario(
        "[[fault]]\nname = \"a\"\nfunction = \"C_CreateObject\"\ncall = 1\nwhen = \"after\"\naction = \"error\"\n\
         [[fault]]\nname = \"b\"\nfunction = \"C_CreateObject\"\ncall = 1\nwhen = \"after\"\naction = \"removal\"\n",
    );
    let answers = stage.play(WRITE);
    assert_eq!(last(&answers, "certificate").code, GENERAL_ERROR);
    assert_eq!(last(&answers, "find").code, DEVICE_REMOVED);
    let log = stage.read("calls");
    assert!(log.contains("fault=a,b"), "{log}");
}

#[test]
fn scenario_may_be_json() {
    let stage = Stage::new();
    let file = stage.path("scenario.json");
    std::fs::write(
        &file,
        r#"{"fault": [{"function": "C_GetInfo", "action": "error"}]}"#,
    )
    .unwrap();
    let file = file.display().to_string();
    let answers = stage.drive(&[("EPASS2003_SCENARIO", &file)], "initialize\ninfo");
    assert_eq!(codes(&answers), [OK, GENERAL_ERROR]);
}

#[test]
fn every_call_of_a_write_can_die_and_the_fault_always_fires() {
    let stage = Stage::new();
    stage.scenario("");
    let script = "initialize\nslots\ntoken 1\nopen 1\nlogin 12345678\ncertificate 01 10\nfinalize";
    stage.play(script);
    let log = stage.read("calls");
    let total = log.lines().filter(|line| line.contains(" seq=")).count();
    for call in 1..=total {
        for when in ["before", "after"] {
            stage.scenario(&format!(
                "[[fault]]\ncall = {call}\nwhen = \"{when}\"\naction = \"exit\"\n"
            ));
            let output = stage.play_output("epass2003", script);
            assert_eq!(output.status.code(), Some(99), "call {call} {when}");
        }
    }
    assert_eq!(stage.read("fired").lines().count(), 2 * total);
}
