//! A module that lies: keys that can be taken out, wrong signatures, neighbours that vanish, ghosts.

use super::sight::Sight;
use super::stage::{Desk, Run, stage};

fn reuse() -> Vec<String> {
    let stage = stage();
    let bundle = stage.path("new.p12").display().to_string();
    ["reuse", &bundle, "--confirm", &stage.serial, "--json"]
        .map(str::to_owned)
        .to_vec()
}

/// Runs `reuse` in a scenario that must have fired; what the token held before and holds now.
fn meet(desk: &Desk, scenario: &str) -> (Run, Sight) {
    let (run, fired) = desk.run_in(scenario, &reuse());
    assert!(fired > 0, "the fault never fired: {run:?}");
    (run, desk.look())
}

fn text<'a>(run: &'a Run, name: &str) -> &'a str {
    run.report["failure"][name].as_str().unwrap_or("nothing")
}

fn assert_undone(scenario: &str, cause: &str) {
    let desk = stage().desk();
    let (run, after) = meet(&desk, scenario);
    assert_eq!(text(&run, "cause"), cause, "{}", run.stderr);
    assert_eq!(
        (run.status, text(&run, "effect")),
        (Some(4), "untouched"),
        "{}",
        run.stderr
    );
    assert_eq!(after, stage().before);
}

#[test]
fn undoes_a_key_that_may_be_taken_out() {
    assert_undone(
        "[[fault]]\naction = \"show\"\nattributes = { CKA_EXTRACTABLE = true }\n",
        "exposed",
    );
}

#[test]
fn undoes_a_key_whose_private_exponent_can_be_read() {
    assert_undone(
        "[[fault]]\naction = \"show\"\nattributes = { CKA_PRIVATE_EXPONENT = \"00ff\" }\n",
        "exposed",
    );
}

#[test]
fn undoes_a_key_whose_signature_does_not_verify() {
    assert_undone("[[fault]]\naction = \"bad-signature\"\n", "bad-signature");
}

#[test]
fn tells_a_lost_neighbour_and_the_next_run_tells_again() {
    for call in 1..=3 {
        let desk = stage().desk();
        let scenario = format!(
            "[[fault]]\nfunction = \"C_CreateObject\"\ncall = {call}\naction = \"lose-neighbour\"\n"
        );
        let (run, after) = meet(&desk, &scenario);
        let lost = stage().before.beyond(&after);
        if run.status == Some(0) {
            // Some drivers derive public keys from certificates: their going is no loss.
            let unexpired = stage().before.without(&stage().expired).beyond(&after);
            // Without its public key nobody sees what a key that shows no public part signs as: that key is still there.
            let is_derived = unexpired.iter().all(|thing| {
                let mut found = after.0.iter();
                thing.class == "public-key"
                    || found.any(|other| (other.class, &other.id) == (thing.class, &thing.id))
            });
            assert!(is_derived, "{unexpired:?} {}", run.report);
            continue;
        }
        assert_eq!(lost.len(), 1);
        assert_eq!(
            (run.status, text(&run, "effect"), text(&run, "cause")),
            (Some(5), "partial", "lost"),
            "{}",
            run.stderr
        );
        assert!(text(&run, "message").contains(&lost[0].sha256), "{run:?}");
        assert_eq!(after.beyond(&stage().before), []);
        let next = desk.run(&reuse());
        let remarks = next.report["remarks"].to_string();
        assert!(remarks.contains("gone-since"), "{}", next.stderr);
        assert!(remarks.contains(&lost[0].sha256), "{remarks}");
    }
}

#[test]
fn names_a_ghost_and_goes_on_saying_so() {
    let desk = stage().desk();
    let state = desk.path("state");
    std::fs::create_dir(&state).unwrap();
    std::fs::write(
        desk.path("ghost.toml"),
        "[[fault]]\nfunction = \"C_DestroyObject\"\ncall = 1\naction = \"ghost\"\n",
    )
    .unwrap();
    let run = |arguments: &[String], scenario: bool| {
        let mut command = desk.command(arguments);
        command
            .env("EPASS2003_STATE", &state)
            .env("EPASS2003_PROFILE", "epass2003")
            .env("EPASS2003_FIRED", desk.path("fired"));
        if scenario {
            command.env("EPASS2003_SCENARIO", desk.path("ghost.toml"));
        }
        Run::of(&command.output().unwrap())
    };
    let mut arguments = reuse();
    arguments[3] = arguments[3].to_uppercase();
    let first = run(&arguments, true);
    assert!(
        desk.path("fired").exists(),
        "the fault never fired: {first:?}"
    );
    assert_eq!(
        (first.status, text(&first, "effect"), text(&first, "cause")),
        (Some(5), "partial", "not-removable"),
        "{}",
        first.stderr
    );
    assert!(
        first.report["proof"]["verified"] == true,
        "the new identity works: {first:?}"
    );
    // The certificate dates the key: it stays as long as the key does.
    let left = first.report["failure"]["left"].to_string();
    assert!(
        left.contains("private-key") && left.contains("certificate"),
        "{left}"
    );
    let second = run(&arguments, false);
    assert_eq!(
        (
            second.status,
            text(&second, "effect"),
            text(&second, "cause")
        ),
        (Some(4), "untouched", "not-removable"),
        "{}",
        second.stderr
    );
    assert!(second.report["proof"]["verified"] == true, "{second:?}");
}
