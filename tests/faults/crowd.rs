//! Many at once: two runs on one token, a program that holds a session, ten tokens that come and go, a full token.

use std::time::{Duration, Instant};

use super::papers::{self, Years};
use super::sight;
use super::stage::{self, Desk, PIN, Run, copy, stage};
use super::sweep::Random;

fn arguments(words: &[&str]) -> Vec<String> {
    let stage = stage();
    let bundle = stage.path("new.p12").display().to_string();
    let mut all: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    if words[0] == "reuse" || words[0] == "import" {
        all.insert(1, bundle);
    }
    all.extend(["--confirm", &stage.serial, "--json"].map(str::to_owned));
    all
}

fn goal() -> sight::Sight {
    let desk = stage().desk();
    assert_eq!(desk.run(&arguments(&["reuse"])).status, Some(0));
    desk.look()
}

#[test]
fn two_runs_on_one_token_do_each_other_no_harm() {
    let goal = goal();
    for _ in 0..3 {
        let desk = stage().desk();
        let start = || {
            let mut command = desk.command(&arguments(&["reuse"]));
            command.env("EPASS2003_LATENCY_MS", "2");
            command.spawn().unwrap()
        };
        let both = [start(), start()];
        for child in both {
            let run = Run::of(&child.wait_with_output().unwrap());
            assert!(matches!(run.status, Some(0 | 4 | 10)), "{run:?}");
        }
        assert_eq!(desk.look(), goal);
    }
}

#[test]
fn a_program_that_holds_a_session_is_not_in_the_way() {
    let goal = goal();
    let desk = stage().desk();
    let run = sight::at(&desk.tokens(), Some(PIN), |_| {
        desk.run(&arguments(&["reuse"]))
    })
    .unwrap();
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(desk.look(), goal);
}

fn size(desk: &Desk) -> (usize, u64) {
    let token = std::fs::read_dir(desk.tokens())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let files: Vec<_> = std::fs::read_dir(token)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let bytes = files
        .iter()
        .map(|file| file.metadata().unwrap().len())
        .sum();
    (files.len(), bytes)
}

/// Writes and wipes so many rounds; the token ends as large as after the first round.
pub fn rounds(rounds: usize) {
    let desk = stage().desk();
    let prepared = stage().path("tokens");
    let mut sizes = Vec::new();
    for _ in 0..rounds {
        let run = desk.run(&arguments(&["import"]));
        assert_eq!(run.status, Some(0), "{run:?}");
        let leaf = run.report["created"].as_array().unwrap().iter().rev();
        let mut leaf = leaf.filter(|object| object["class"] == "certificate");
        let leaf = leaf.next().unwrap()["sha256"].as_str().unwrap().to_owned();
        assert_eq!(desk.run(&arguments(&["wipe"])).status, Some(0));
        let run = desk.run(&arguments(&["remove", "--certificate", &leaf]));
        assert_eq!(run.status, Some(0), "{run:?}");
        sizes.push(size(&desk));
        // The expired identity is there again.
        for object in stage().expired_files() {
            let from = prepared.join(&object);
            std::fs::copy(from, desk.tokens().join(&object)).unwrap();
        }
    }
    assert!(sizes.iter().all(|size| size == &sizes[0]), "{sizes:?}");
}

#[test]
fn ten_rounds_of_writing_and_wiping_leave_nothing() {
    rounds(10);
}

#[test]
fn turns_the_order_round_only_when_told() {
    let desk = stage().desk();
    let run = |words: &[&str], private_memory: &str| {
        let mut all = arguments(words);
        let place = all.iter().position(|word| word == "--confirm").unwrap() + 1;
        all[place] = all[place].to_uppercase();
        let mut command = desk.command(&all);
        command
            .env("EPASS2003_PROFILE", "epass2003")
            .env("EPASS2003_STATE", desk.path("state"))
            .env("EPASS2003_PRIVATE_MEMORY", private_memory);
        Run::of(&command.output().unwrap())
    };
    std::fs::create_dir(desk.path("state")).unwrap();
    let check = run(&["wipe", "--dry-run"], "15000");
    assert_eq!(check.status, Some(0), "{check:?}");
    let mut listing = desk.command(&["list".to_owned(), "--json".to_owned()]);
    listing
        .env("EPASS2003_PROFILE", "epass2003")
        .env("EPASS2003_STATE", desk.path("state"))
        .env("EPASS2003_PRIVATE_MEMORY", "15000");
    let listed = Run::of(&listing.output().unwrap()).report;
    let free = listed["tokens"][0].to_string();
    let free = free.split("\"private\":").nth(1).unwrap();
    let free: u64 = free
        .chars()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .unwrap();
    let tight = (15_000 - free + 100).to_string();
    let refused = run(&["reuse"], &tight);
    assert_eq!(refused.status, Some(4), "{refused:?}");
    assert!(
        refused.report["failure"]["remedy"]
            .to_string()
            .contains("--old-first"),
        "{refused:?}"
    );
    assert_eq!(desk.look(), stage().before);
    let turned = run(&["reuse", "--old-first"], &tight);
    assert_eq!(turned.status, Some(0), "{turned:?}");
    assert_eq!(turned.report["plan"]["order"], "old-first");
}

/// So many tokens in one module, pulled and inserted in random order while each gets an identity of its own.
pub fn come_and_go(tokens: usize, time: Duration) {
    let folder = tempfile::TempDir::new_in("/dev/shm").unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("tokens")).unwrap();
    std::fs::create_dir(at("state")).unwrap();
    stage::write_settings(&at("softhsm2.conf"), &at("tokens"));
    let issuer = papers::authority("Root of many", Years(2025, 2120));
    for number in 0..tokens {
        stage::init_token(&at("softhsm2.conf"), &format!("TOKEN-{number}"));
    }
    let serials = stage::serials_of(&at("tokens"));
    assert_eq!(serials.len(), tokens);
    let mut leaves = Vec::new();
    for serial in &serials {
        let identity = papers::ec(&format!("holder of {serial}"), Years(2025, 2120), &issuer);
        std::fs::create_dir_all(at("state").join(serial)).unwrap();
        std::fs::write(
            at(&format!("{serial}.p12")),
            papers::bundle(&identity, &issuer, serial),
        )
        .unwrap();
        leaves.push(tokendesk::certificate::Sha256Digest::of(&identity.certificate).to_string());
    }
    let desk = stage().desk();
    let import = |serial: &str| {
        let bundle = at(&format!("{serial}.p12")).display().to_string();
        let words = [
            "import",
            &bundle,
            "--serial",
            serial,
            "--confirm",
            serial,
            "--json",
        ];
        let mut command = desk.command(&words.map(str::to_owned));
        command
            .env("SOFTHSM2_CONF", at("softhsm2.conf"))
            .env("EPASS2003_STATE", at("state"))
            .env("EPASS2003_LATENCY_MS", "1")
            .env("TOKENDESK_JOURNAL", at("journal.jsonl"));
        Run::of(&command.output().unwrap())
    };
    let absent = |serial: &str| at("state").join(serial).join("absent");
    let until = Instant::now() + time;
    std::thread::scope(|scope| {
        for worker in 0..2 {
            let (serials, import) = (&serials, &import);
            scope.spawn(move || {
                let mut random = Random(3 + worker);
                while Instant::now() < until {
                    let serial = &serials[random.below(serials.len())];
                    let run = import(serial);
                    assert!(
                        matches!(run.status, Some(0 | 4 | 5 | 6 | 9 | 10)),
                        "{run:?}"
                    );
                }
            });
        }
        scope.spawn(|| {
            let mut random = Random(5);
            while Instant::now() < until {
                let serial = &serials[random.below(serials.len())];
                std::fs::write(absent(serial), "").unwrap();
                std::thread::sleep(Duration::from_millis(random.below(60) as u64));
                std::fs::remove_file(absent(serial)).unwrap();
                std::fs::write(
                    at("state").join(serial).join("insertion"),
                    random.below(1 << 30).to_string(),
                )
                .unwrap();
                std::thread::sleep(Duration::from_millis(random.below(60) as u64));
            }
        });
    });
    for (serial, leaf) in serials.iter().zip(&leaves) {
        let run = import(serial);
        assert_eq!(run.status, Some(0), "{run:?}");
        let alone = desk.path(serial);
        copy(
            &stage::folder_of(&at("tokens"), serial),
            &alone.join("token"),
        );
        let held = sight::look(&alone, PIN).unwrap();
        let certificates = held.0.iter().filter(|thing| thing.class == "certificate");
        let others: Vec<_> = certificates
            .filter(|thing| leaves.contains(&thing.sha256))
            .collect();
        assert_eq!(others.len(), 1, "{serial}: {held:?}");
        assert_eq!(
            &others[0].sha256, leaf,
            "{serial} holds another token's identity"
        );
        let keys = held.0.iter().filter(|thing| thing.class == "private-key");
        assert_eq!(keys.count(), 1, "{serial}: {held:?}");
    }
}

#[test]
fn ten_tokens_that_come_and_go_are_never_mixed_up() {
    come_and_go(10, Duration::from_secs(8));
}
