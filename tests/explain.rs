//! `explain` has words for everything that a person may be told: every CKR_ value, every finding, every cause.

#[path = "report/causes.rs"]
mod causes;
#[path = "report/samples.rs"]
#[allow(dead_code, reason = "`causes` takes its instant from there")]
mod samples;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use jiff::tz::TimeZone;
use tokendesk::report::{Voice, cause, explain};
use tokendesk::token::error::RETURN_CODES;
use tokendesk::ui::{Catalogue, Language};

/// The names and values of the CKR_ constants in the bindings that the program is built with.
fn constants() -> Vec<(String, u64)> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let told = Command::new(cargo)
        .args(["metadata", "--offline", "--format-version", "1"])
        // Other systems' crates need not be here.
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let packages = told["packages"].as_array().unwrap();
    let bindings = packages
        .iter()
        .find(|package| package["name"] == "cryptoki-sys")
        .unwrap();
    let manifest = PathBuf::from(bindings["manifest_path"].as_str().unwrap());
    let file = manifest.with_file_name("src/bindings/x86_64-unknown-linux-gnu.rs");
    let text = fs::read_to_string(file).unwrap();
    text.lines()
        .filter_map(|line| line.strip_prefix("pub const CKR_"))
        .filter_map(|rest| rest.split_once(": CK_RV = "))
        .map(|(name, value)| {
            let value = value.trim_end_matches(';').parse().unwrap();
            (format!("CKR_{name}"), value)
        })
        .collect()
}

/// What the functions called `id` or `remark_id` give, in all of the sources.
fn ids(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            ids(&path, found);
            continue;
        }
        // What it calls things is for logs: people are told the causes of `report`.
        if path.ends_with("src/bundle/error.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (start, _) in text.match_indices("id(") {
            let head = text[..start].ends_with("fn ") || text[..start].ends_with("fn remark_");
            let body = &text[start..];
            let Some((signature, body)) = body.split_once('{') else {
                continue;
            };
            if !head || !signature.contains("&'static str") {
                continue;
            }
            let body = body.split("\n    }\n").next().unwrap();
            let body = body.split("\n}\n").next().unwrap();
            let literals = body.split("=> \"").skip(1);
            found.extend(literals.map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
}

fn catalogues() -> &'static [Catalogue; 2] {
    static BOTH: OnceLock<[Catalogue; 2]> = OnceLock::new();
    BOTH.get_or_init(|| [Language::English, Language::Japanese].map(Catalogue::new))
}

/// Asserts that a text is explained in both languages, as itself.
fn is_explained(text: &str, id: &str) {
    for catalogue in catalogues() {
        let found = explain::explain(text, catalogue)
            .unwrap_or_else(|near| panic!("{text} is not explained; near: {near:?}"));
        assert_eq!(found.id, id, "{text}");
        for words in [&found.meaning, &found.remedy] {
            assert!(
                !words.is_empty() && !words.contains("No localization"),
                "{text}: {words}"
            );
            assert!(!words.contains("{$"), "{text}: {words}");
            let is_japanese = catalogue.language() == Language::Japanese;
            assert_eq!(is_japanese, !words.is_ascii() && has_kana(words), "{words}");
        }
    }
}

fn has_kana(text: &str) -> bool {
    text.chars()
        .any(|character| ('\u{3040}'..'\u{3100}').contains(&character))
}

#[test]
fn every_return_value_of_the_bindings_is_explained_by_name_and_number() {
    let constants = constants();
    assert!(constants.len() > 90, "{}", constants.len());
    for (name, value) in constants {
        is_explained(&name, &name);
        is_explained(&value.to_string(), &name);
        is_explained(&format!("0x{value:X}"), &name);
    }
}

#[test]
fn every_return_value_that_the_program_names_is_explained() {
    for (value, name, _) in RETURN_CODES {
        is_explained(name, name);
        is_explained(&format!("{value:#x}"), name);
    }
}

#[test]
fn every_finding_is_explained() {
    let mut found = BTreeSet::new();
    ids(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    for planted in [
        "orphans",
        "no-chain",
        "observed",
        "no-mac",
        "wrong-generation",
    ] {
        assert!(
            found.contains(planted),
            "{planted} was not found: {found:?}"
        );
    }
    for id in &found {
        is_explained(id, id);
    }
}

#[test]
fn every_cause_of_a_failure_is_explained() {
    let catalogue = Catalogue::new(Language::English);
    let voice = Voice {
        catalogue: &catalogue,
        time_zone: TimeZone::UTC,
    };
    for (_, cause) in causes::all() {
        let id = cause::tell(&cause, &voice).id;
        for catalogue in catalogues() {
            let found = explain::explain(id, catalogue);
            assert_eq!(found.unwrap().id, id);
        }
    }
}
