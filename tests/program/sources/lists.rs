//! The issuer's list: headings, serial numbers, encodings, workbooks; what is wrong with a row is told by its number.

use encoding_rs::SHIFT_JIS;
use rust_xlsxwriter::Workbook;
use tokendesk::certificate::Certificate;

use super::stage::{Cd, flaw, ids};
use crate::support::authority::CURRENT;
use crate::support::tools::needs;

/// A disc with two bundles, and their leaves.
fn disc() -> (Cd, [Certificate; 2]) {
    let cd = Cd::empty();
    let alice = cd.bundle("a.p12", "Alice", CURRENT);
    let bob = cd.bundle("b.p12", "Bob", CURRENT);
    (cd, [alice, bob])
}

fn decimal(leaf: &Certificate) -> u64 {
    u64::from_str_radix(&leaf.serial_hex(), 16).unwrap()
}

#[test]
fn a_list_that_fits_gives_each_identity_its_row() {
    needs!("openssl");
    let (cd, [alice, bob]) = disc();
    let list = format!(
        "証明書ID,証明書シリアル,トークンシリアル番号,氏名\nE-1,{},T1,電力 太郎\nE-2,0x{},,\n",
        alice.serial_hex().to_uppercase(),
        bob.serial_hex()
    );
    let list = cd.write("list.csv", list);
    let batch = cd.checks_source(&list, &[], 0);
    assert_eq!(ids(&batch), [""; 0]);
    let row = &batch["offers"][0]["row"];
    assert_eq!(row["token"], "T1");
    assert_eq!(row["person"], "電力 太郎");
    assert_eq!(row["certificate_id"], "E-1");
    assert_eq!(row["line"], 2);
    assert!(batch["offers"][1]["row"]["token"].is_null());
}

#[test]
fn a_list_with_a_missing_column() {
    needs!("openssl");
    let (cd, _) = disc();
    let list = cd.write("list.csv", "証明書ID,氏名\nE-1,電力 太郎\n");
    let failure = cd.refuses_source(&list, &[], 2);
    assert_eq!(failure["cause"], "list-headings");
    let message = failure["message"].as_str().unwrap();
    assert!(
        message.contains("証明書ID") && message.contains("氏名"),
        "{message}"
    );
}

#[test]
fn a_list_with_a_wrong_serial() {
    needs!("openssl");
    let (cd, [alice, _]) = disc();
    let list = format!(
        "証明書ID,証明書シリアル\nE-1,{}\nE-2,7fffffff\n",
        alice.serial_hex()
    );
    let list = cd.write("list.csv", list);
    let batch = cd.checks_source(&list, &[], 8);
    assert_eq!(
        batch["offers"].as_array().unwrap().len(),
        1,
        "the other one goes on"
    );
    assert_eq!(flaw(&batch, "stranger")["file"], "b.p12");
    let missing = flaw(&batch, "missing-bundle");
    assert_eq!(
        (&missing["line"], &missing["weight"]),
        (&3.into(), &"warn".into())
    );
    assert!(missing["message"].as_str().unwrap().contains("E-2"));
}

#[test]
fn a_list_with_a_serial_that_is_no_number() {
    needs!("openssl");
    let (cd, [alice, _]) = disc();
    let list = format!("証明書シリアル\n{}\n未発行\n", alice.serial_hex());
    let list = cd.write("list.csv", list);
    let batch = cd.checks_source(&list, &[], 8);
    assert_eq!(flaw(&batch, "not-a-serial")["line"], 3);
}

#[test]
fn a_list_with_a_duplicate() {
    needs!("openssl");
    let (cd, [alice, bob]) = disc();
    let (one, other) = (alice.serial_hex(), bob.serial_hex());
    let list = format!("証明書シリアル,token\n{one},T1\n0x{one},T2\n{other},T3\n");
    let list = cd.write("list.csv", list);
    let batch = cd.checks_source(&list, &[], 8);
    assert_eq!(batch["offers"].as_array().unwrap().len(), 1);
    assert_eq!(batch["offers"][0]["file"], "b.p12");
    let twice = flaw(&batch, "identity-twice")["message"].as_str().unwrap();
    assert!(twice.contains("2, 3"), "{twice}");
}

#[test]
fn a_list_that_names_a_token_twice() {
    needs!("openssl");
    let (cd, [alice, bob]) = disc();
    let (one, other) = (alice.serial_hex(), bob.serial_hex());
    let list = format!("証明書シリアル,token\n{one},T1\n{other},Ｔ１\n");
    let list = cd.write("list.csv", list);
    let failure = cd.refuses_source(&list, &[], 8);
    assert_eq!(failure["cause"], "nothing-on-offer");
}

#[test]
fn serials_in_decimal_and_headings_of_excel_in_shift_jis() {
    needs!("openssl");
    let (cd, [alice, bob]) = disc();
    let text = format!(
        "発行結果一覧\r\n\r\n証明書ＩＤ,証明書 ｼﾘｱﾙ（10進）\r\nE-1,{}\r\nE-2,{}\r\n",
        decimal(&alice),
        decimal(&bob)
    );
    let (bytes, _, _) = SHIFT_JIS.encode(&text);
    let list = cd.write("list.csv", &bytes);
    let batch = cd.checks_source(&list, &[], 0);
    assert_eq!(batch["offers"].as_array().unwrap().len(), 2);
    assert_eq!(batch["offers"][0]["row"]["line"], 4);
}

#[test]
fn a_request_sheet_in_excel_with_titles_above_and_bundles_elsewhere() {
    needs!("openssl");
    let (cd, [alice, bob]) = disc();
    let mut workbook = Workbook::new();
    let _ = workbook
        .add_worksheet()
        .set_name("説明")
        .unwrap()
        .write(0, 0, "証明書依頼書");
    let sheet = workbook.add_worksheet().set_name("発行").unwrap();
    sheet.write(1, 1, "証明書依頼書（発行）").unwrap();
    for (column, heading) in [(1, "利用者名"), (2, "証明書ID"), (3, "証明書シリアル")]
    {
        sheet.write(4, column, heading).unwrap();
    }
    sheet.write(5, 1, "電力 太郎").unwrap();
    sheet.write(5, 3, alice.serial_hex()).unwrap();
    sheet.write(6, 3, decimal(&bob) as f64).unwrap();
    let list = cd.desk.path().join("依頼書.xlsx");
    workbook.save(&list).unwrap();
    let folder = cd.path();
    let more = ["--bundles", folder.to_str().unwrap()];
    let batch = cd.checks_source(&list, &more, 0);
    assert_eq!(batch["offers"][0]["row"]["line"], 6);
    assert_eq!(batch["offers"][0]["row"]["person"], "電力 太郎");
    assert_eq!(batch["offers"][1]["row"]["line"], 7);
}

#[test]
fn a_number_in_a_workbook_that_lost_digits_is_refused_by_row_and_column() {
    needs!("openssl");
    let (cd, [alice, _]) = disc();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Certificate Serial").unwrap();
    sheet.write(1, 0, alice.serial_hex()).unwrap();
    sheet.write(2, 0, 1_234_567_890_123_456_789.0).unwrap();
    let list = cd.path().join("list.xlsx");
    workbook.save(&list).unwrap();
    let batch = cd.checks_source(&list, &[], 8);
    let lost = flaw(&batch, "lost-digits");
    assert_eq!(lost["line"], 3);
    assert!(
        lost["message"]
            .as_str()
            .unwrap()
            .contains("Certificate Serial")
    );
}

#[test]
fn a_number_that_excel_rounded_into_a_csv_is_refused() {
    needs!("openssl");
    let (cd, [alice, _]) = disc();
    let list = format!("cert serial\n{}\n1.23457E+18\n", alice.serial_hex());
    let list = cd.write("list.csv", list);
    let batch = cd.checks_source(&list, &[], 8);
    assert_eq!(flaw(&batch, "lost-digits")["line"], 3);
}

#[test]
fn two_worksheets_with_a_list_are_a_question_that_an_option_answers() {
    needs!("openssl");
    let (cd, [alice, bob]) = disc();
    let mut workbook = Workbook::new();
    for (name, leaf) in [("2025", &alice), ("2026", &bob)] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "証明書シリアル").unwrap();
        sheet.write(1, 0, leaf.serial_hex()).unwrap();
    }
    let list = cd.path().join("list.xlsx");
    workbook.save(&list).unwrap();
    let failure = cd.refuses_source(&list, &[], 2);
    assert_eq!(failure["cause"], "several-worksheets");
    let batch = cd.checks_source(&list, &["--worksheet", "2026"], 8);
    assert_eq!(batch["offers"][0]["file"], "b.p12");
    let failure = cd.refuses_source(&list, &["--worksheet", "2024"], 2);
    assert_eq!(failure["cause"], "no-such-worksheet");
}

#[test]
fn headings_of_ones_own_are_named_by_option() {
    needs!("openssl");
    let (cd, [alice, bob]) = disc();
    let (one, other) = (alice.serial_hex(), bob.serial_hex());
    let list = cd.write("list.csv", format!("S/N;Ser.\nT1;{one}\nT2;{other}\n"));
    let more = ["--column", "token=S/N", "--column", "certificate=Ser."];
    let batch = cd.checks_source(&list, &more, 0);
    assert_eq!(batch["offers"][1]["row"]["token"], "T2");
    let failure = cd.refuses_source(
        &list,
        &[&more[..], &["--column", "person=Name"]].concat(),
        2,
    );
    assert_eq!(failure["cause"], "no-such-heading");
}

#[test]
fn a_folder_with_a_list_beside_it() {
    needs!("openssl");
    let (cd, [alice, bob]) = disc();
    let (one, other) = (alice.serial_hex(), bob.serial_hex());
    let list = format!("certificate serial\n{one}\n{other}\n");
    let list = cd.desk.write("list.csv", list);
    let more = ["--list", list.to_str().unwrap()];
    assert_eq!(cd.checks(&more, 0)["offers"].as_array().unwrap().len(), 2);
    let failure = cd.refuses_source(&list, &more, 2);
    assert_eq!(failure["cause"], "two-lists");
}

#[test]
fn files_that_are_no_list() {
    let cd = Cd::empty();
    let secret = cd.write("secret", "one-line-that-is-a-password\n");
    let failure = cd.refuses_source(&secret, &[], 2);
    assert_eq!(failure["cause"], "list-headings");
    assert!(
        !failure["message"].as_str().unwrap().contains("one-line"),
        "{failure}"
    );
    for (bytes, cause) in [
        (&b"\x82\xff\xff"[..], "list-encoding"),
        (b"PK\x03\x04nothing", "workbook-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook-sealed"),
        ("証明書シリアル\n".as_bytes(), "list-empty"),
        (
            "証明書シリアル,証明書 シリアル\n1,2\n".as_bytes(),
            "column-twice",
        ),
    ] {
        let list = cd.write("list", bytes);
        assert_eq!(cd.refuses_source(&list, &[], 2)["cause"], cause);
    }
}
