//! The source of a batch through the program: everything is checked and told before the first token.

mod lists;
mod passwords;
mod stage;
mod turns;

use stage::{Cd, ids};

use crate::support::authority::{CURRENT, EXPIRED};
use crate::support::tools::needs;

#[test]
fn an_empty_folder() {
    let cd = Cd::empty();
    let failure = cd.refuses(&[], 8);
    assert_eq!(failure["cause"], "no-bundles");
}

#[test]
fn a_folder_that_holds_other_files_only() {
    let cd = Cd::empty();
    cd.write("readme.txt", "Dear customer,\n");
    let failure = cd.refuses(&[], 8);
    assert_eq!(failure["cause"], "no-bundles");
}

#[test]
fn a_folder_that_is_not_there() {
    let cd = Cd::empty();
    std::fs::remove_dir(cd.path()).unwrap();
    let failure = cd.refuses(&[], 8);
    assert_eq!(failure["cause"], "source-unreadable");
}

#[test]
fn a_folder_with_folders_and_other_files_in_it() {
    needs!("openssl");
    let cd = Cd::empty();
    cd.bundle("2026/11/a.p12", "Alice", CURRENT);
    cd.bundle("b.PFX", "Bob", CURRENT);
    cd.write("readme.txt", "Dear customer,\n");
    let batch = cd.checks(&[], 0);
    let files: Vec<_> = batch["offers"].as_array().unwrap().iter().collect();
    assert_eq!(files[0]["file"], "2026/11/a.p12");
    assert_eq!(files[1]["file"], "b.PFX");
    assert_eq!(ids(&batch), ["not-a-bundle"]);
}

#[test]
fn the_same_bundle_twice() {
    needs!("openssl");
    let cd = Cd::empty();
    cd.bundle("a.p12", "Alice", CURRENT);
    std::fs::copy(cd.path().join("a.p12"), cd.path().join("z.p12")).unwrap();
    let secret = "a.p12.password";
    cd.secret("z.p12.password", &cd.read(secret));
    let batch = cd.checks(&[], 0);
    assert_eq!(batch["offers"].as_array().unwrap().len(), 1);
    assert_eq!(batch["offers"][0]["file"], "a.p12");
    assert_eq!(ids(&batch), ["same-identity"]);
    assert_eq!(batch["flaws"][0]["file"], "z.p12");
}

#[test]
fn two_bundles_for_one_subject() {
    needs!("openssl");
    let cd = Cd::empty();
    cd.bundle("a.p12", "Alice", CURRENT);
    cd.bundle("b.p12", "Alice", CURRENT);
    let batch = cd.checks(&[], 0);
    assert_eq!(batch["offers"].as_array().unwrap().len(), 2, "both can go");
    assert_eq!(ids(&batch), ["same-subject"]);
    let message = batch["flaws"][0]["message"].as_str().unwrap();
    assert!(message.contains("CN=Alice") && message.contains("b.p12"));
}

#[test]
fn an_expired_and_a_damaged_bundle_are_refused_and_the_others_go_on() {
    needs!("openssl");
    let cd = Cd::empty();
    cd.bundle("good.p12", "Alice", CURRENT);
    cd.bundle("late.p12", "Bob", EXPIRED);
    cd.write("torn.p12", [0x30, 0x82, 0x10, 0x00, 0x02, 0x01, 0x03]);
    let batch = cd.checks(&[], 8);
    assert_eq!(batch["offers"].as_array().unwrap().len(), 1);
    assert_eq!(batch["offers"][0]["file"], "good.p12");
    let mut refused = ids(&batch);
    refused.sort();
    assert_eq!(refused, ["bundle-not-opened", "bundle-unfit"]);
}

#[test]
fn a_folder_of_which_nothing_can_be_handed_out() {
    needs!("openssl");
    let cd = Cd::empty();
    cd.bundle("late.p12", "Bob", EXPIRED);
    let failure = cd.refuses(&[], 8);
    assert_eq!(failure["cause"], "nothing-on-offer");
}

#[test]
fn the_digest_is_that_of_the_bundles_wherever_the_disc_is_mounted() {
    needs!("openssl");
    let cd = Cd::empty();
    cd.bundle("a.p12", "Alice", CURRENT);
    let digest = cd.checks(&[], 0)["digest"].clone();
    let elsewhere = cd.moved();
    assert_eq!(elsewhere.checks(&[], 0)["digest"], digest);
    elsewhere.bundle("b.p12", "Bob", CURRENT);
    assert_ne!(elsewhere.checks(&[], 0)["digest"], digest);
    let failure = elsewhere.refuses(&["--plan", digest.as_str().unwrap()], 4);
    assert_eq!(failure["cause"], "other-plan");
}
