//! The passwords of a batch: one for all, one a file, a column that names secret files; in the list only when allowed.

use super::stage::{Cd, flaw};
use crate::support::authority::CURRENT;
use crate::support::bundle::PASSWORD;
use crate::support::tools::needs;

/// A disc with two bundles whose passwords lie nowhere.
fn disc() -> Cd {
    let cd = Cd::empty();
    for (file, name) in [("a.p12", "Alice"), ("b.p12", "Bob")] {
        let _ = cd.bundle(file, name, CURRENT);
        cd.remove(&format!("{file}.password"));
    }
    cd
}

#[test]
fn one_password_for_all() {
    needs!("openssl");
    let cd = disc();
    let password = cd.desk.write_secret("shared", PASSWORD);
    let batch = cd.checks(&["--password-file", password.to_str().unwrap()], 0);
    assert_eq!(batch["offers"].as_array().unwrap().len(), 2);
}

#[test]
fn nobody_to_ask_for_it() {
    needs!("openssl");
    let cd = disc();
    let failure = cd.refuses(&[], 3);
    assert_eq!(failure["cause"], "secret-nobody");
}

#[test]
fn a_wrong_one_for_one_bundle() {
    needs!("openssl");
    let cd = disc();
    cd.secret("b.password", "not this one");
    let password = cd.desk.write_secret("shared", PASSWORD);
    let batch = cd.checks(&["--password-file", password.to_str().unwrap()], 8);
    assert_eq!(batch["offers"].as_array().unwrap().len(), 1);
    assert_eq!(flaw(&batch, "bundle-not-opened")["file"], "b.p12");
}

#[test]
fn one_beside_each_bundle_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    needs!("openssl");
    let cd = disc();
    cd.secret("a.p12.password", PASSWORD);
    let open = cd.secret("b.password", PASSWORD);
    std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o644)).unwrap();
    let batch = cd.checks(&[], 8);
    assert_eq!(batch["offers"].as_array().unwrap().len(), 1);
    let refused = flaw(&batch, "no-password");
    assert_eq!(refused["file"], "b.p12");
    assert!(
        refused["message"].as_str().unwrap().contains("0644"),
        "{refused}"
    );
}

#[test]
fn a_column_that_names_secret_files() {
    needs!("openssl");
    let cd = disc();
    cd.desk.write_secret("one", PASSWORD);
    cd.desk.write_secret("two", PASSWORD);
    let list = "ファイル名,パスワードファイル\na.p12,one\nb.p12,two\n";
    let list = cd.desk.write("list.csv", list);
    let folder = cd.path();
    let more = ["--bundles", folder.to_str().unwrap()];
    let batch = cd.checks_source(&list, &more, 0);
    assert_eq!(batch["offers"].as_array().unwrap().len(), 2);
}

#[test]
fn passwords_in_the_list_are_refused_unless_allowed() {
    needs!("openssl");
    let cd = disc();
    let list = format!("file,password\na.p12,{PASSWORD}\nb.p12,{PASSWORD}\n");
    let list = cd.write("list.csv", list);
    let failure = cd.refuses_source(&list, &[], 2);
    assert_eq!(failure["cause"], "passwords-in-list");
    let said = failure.to_string();
    assert!(!said.contains(PASSWORD), "{said}");
    let batch = cd.checks_source(&list, &["--allow-passwords-in-list"], 0);
    assert_eq!(batch["offers"].as_array().unwrap().len(), 2);
    assert!(!batch.to_string().contains(PASSWORD));
}

#[test]
fn passwords_by_certificate_cannot_be_told_to_belong_to_a_file() {
    needs!("openssl");
    let cd = disc();
    let list = cd.write("list.csv", "certificate serial,password file\n1,one\n");
    let failure = cd.refuses_source(&list, &[], 2);
    assert_eq!(failure["cause"], "passwords-without-files");
}
