//! The training token and its scenarios, as the rehearsal guide uses them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::stage::{Stage, codes, last, module};

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn rehearse(stage: &Stage, folder: &Path) -> Output {
    stage
        .command(here("rehearse.sh"))
        .arg(folder)
        .arg(module())
        .output()
        .unwrap()
}

#[test]
fn every_scenario_that_comes_along_is_understood() {
    let stage = Stage::new();
    let mut count = 0;
    for entry in fs::read_dir(here("scenarios")).unwrap() {
        let file = entry.unwrap().path().display().to_string();
        let answers = stage.drive(&[("EPASS2003_SCENARIO", &file)], "initialize");
        assert_eq!(codes(&answers), ["0x0"], "{file}");
        count += 1;
    }
    assert!(count >= 9);
}

#[test]
fn training_token_holds_an_expired_and_a_valid_identity_and_is_made_new_again() {
    let stage = Stage::with_tokens(&[]);
    let folder = stage.path("training");
    let made = rehearse(&stage, &folder);
    assert!(made.status.success(), "{made:?}");
    let conf = folder.join("softhsm2.conf").display().to_string();
    let switches = [("SOFTHSM2_CONF", conf.as_str())];
    let look = "initialize\nopen 1\nlogin 12345678\nfind\nsign 0a01\nsign 0a02";
    let whole = "1:0a01 1:0a02 2:0a01 2:0a02 3:0a01 3:0a02";
    let answers = stage.drive(&switches, look);
    assert_eq!(last(&answers, "find").told, whole);
    assert_eq!(last(&answers, "sign").told, "verified=true");
    stage.drive(
        &switches,
        "initialize\nopen 1\nlogin 12345678\nfind\ndestroy 3:0a01\ndestroy 1:0a02",
    );
    fs::write(folder.join("state/left-over"), "").unwrap();
    assert!(rehearse(&stage, &folder).status.success());
    assert_eq!(last(&stage.drive(&switches, look), "find").told, whole);
    assert!(!folder.join("state/left-over").exists());
}

#[test]
fn folder_that_is_not_a_training_tokens_is_left_alone() {
    let stage = Stage::with_tokens(&[]);
    let folder = stage.path("mine");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("thesis"), "irreplaceable").unwrap();
    let refused = rehearse(&stage, &folder);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}
