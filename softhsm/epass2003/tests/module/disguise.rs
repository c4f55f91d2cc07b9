//! What the token shows of itself.

use super::stage::{NOT_SUPPORTED, OK, PIN, Stage, codes, field, last, module, softhsm};

fn text(output: std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn exports_the_function_list_alone() {
    let stage = Stage::with_tokens(&[]);
    let symbols = text(
        stage
            .command("nm")
            .args(["-D", "--defined-only"])
            .arg(module())
            .output()
            .unwrap(),
    );
    let names: Vec<_> = symbols
        .lines()
        .filter_map(|line| line.split(' ').next_back())
        .collect();
    assert_eq!(names, ["C_GetFunctionList"]);
}

#[test]
fn speaks_version_2_20_in_its_list_and_its_information() {
    let answers = Stage::new().drive(&[], "initialize\ninfo");
    assert_eq!(answers[1].told, "EnterSafe 2.20 list 2.20");
}

#[test]
fn shows_the_vendors_names_versions_and_pin_lengths() {
    let answers = Stage::new().drive(&[], "initialize\ntoken 1");
    let told = &answers[1].told;
    assert!(told.starts_with("EnterSafe ePass2003 serial="), "{told}");
    assert_eq!(field(told, "pin"), "8..255");
    assert_eq!(field(told, "version"), "16.50");
    let serial = field(told, "serial");
    assert_eq!(serial.len(), 16);
    assert!(
        serial
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte))
    );
}

#[test]
fn numbers_slots_from_one_and_keeps_one_empty() {
    let answers = Stage::with_tokens(&["A", "B"]).drive(
        &[],
        "initialize\nslots\nslots present\nslot 1\nslot 3\ntoken 3\nslot 4",
    );
    assert_eq!(answers[1].told, "[1, 2, 3]");
    assert_eq!(answers[2].told, "[1, 2]");
    assert_eq!(answers[3].told, "ES SLOT 1 present=true");
    assert_eq!(answers[4].told, "ES SLOT 3 present=false");
    assert_eq!(answers[5].code, "0xE0");
    assert_eq!(answers[6].code, "0x3");
}

#[test]
fn keeps_serials_from_one_process_to_the_next() {
    let stage = Stage::with_tokens(&["A", "B"]);
    assert_eq!(stage.serial(1), stage.serial(1));
    assert_ne!(stage.serial(1), stage.serial(2));
}

#[test]
fn refuses_elliptic_curves_and_rsa_over_2048_bits() {
    let answers = Stage::new().drive(
        &[],
        "initialize\nopen 1\nlogin 12345678\nec-key 01\nrsa-key 02 4096\nrsa-key 03 2048\npair 04 4096\nmechanism 1 1\nmechanism 1 4161",
    );
    assert_eq!(
        codes(&answers)[3..],
        ["0x13", "0x62", OK, "0x62", OK, "0x70"]
    );
    assert_eq!(answers[7].told, "512..2048");
}

#[test]
fn lists_no_elliptic_curve_mechanism() {
    let stage = Stage::new();
    let listed = last(&stage.drive(&[], "initialize\nmechanisms 1"), "mechanisms")
        .told
        .clone();
    assert!(listed.contains("40,"), "{listed}");
    assert!(!listed.contains("104"), "{listed}");
}

#[test]
fn hands_out_one_handle_a_search() {
    let stage = Stage::new();
    let script = "initialize\nopen 1\ncertificate 01 10\ncertificate 02 10\nfind-batch\nfind";
    let answers = stage.drive(&[], script);
    assert_eq!(last(&answers, "find-batch").told, "1");
    assert_eq!(last(&answers, "find").told, "1:01 1:02");
}

#[test]
fn neither_waits_for_slots_nor_signs_in_parts() {
    let answers = Stage::new().drive(
        &[],
        "initialize\nopen 1\nlogin 12345678\npair 01 1024\nfind\nwait\nsign-update 3:01",
    );
    assert_eq!(last(&answers, "wait").code, NOT_SUPPORTED);
    assert_eq!(last(&answers, "sign-update").code, NOT_SUPPORTED);
}

#[test]
fn answers_many_threads_at_once() {
    let answers = Stage::new().drive(&[], "initialize\nthreads 8");
    assert_eq!(answers[1].told, "true");
}

#[test]
fn pkcs11_tool_takes_it_for_an_epass2003() {
    let stage = Stage::new();
    let listed = text(
        stage
            .tool("pkcs11-tool", &[])
            .arg("--module")
            .arg(module())
            .arg("-L")
            .output()
            .unwrap(),
    );
    for line in [
        "Slot 0 (0x1): ES SLOT 1",
        "  token manufacturer : EnterSafe",
        "  token model        : ePass2003",
        "  hardware version   : 16.50",
        "  firmware version   : 16.50",
        "  pin min/max        : 8/255",
        "Slot 1 (0x2): ES SLOT 2",
    ] {
        assert!(listed.contains(line), "{line} is missing in\n{listed}");
    }
}

#[test]
fn transparent_profile_answers_exactly_as_the_real_module() {
    let stage = Stage::with_tokens(&["A"]);
    let made = "initialize\nopen 1\nlogin 12345678\npair 01 1024\ncertificate 01 100";
    stage.drive(&[], made);
    let seen = |module: &std::path::Path| {
        ["-L", "-M", "-O", "-I"].map(|question| {
            text(
                stage
                    .tool("pkcs11-tool", &[("EPASS2003_PROFILE", "transparent")])
                    .arg("--module")
                    .arg(module)
                    .args(["--login", "--pin", PIN, question])
                    .output()
                    .unwrap(),
            )
        })
    };
    let real = seen(std::path::Path::new(softhsm()));
    assert!(real.iter().all(|listed| !listed.is_empty()));
    assert_eq!(seen(&module()), real);
}
