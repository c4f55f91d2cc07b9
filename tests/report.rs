//! What is shown of a run, compared with renderings that were read and found right.

#[path = "report/causes.rs"]
mod causes;
#[path = "report/conformity.rs"]
mod conformity;
#[path = "report/samples.rs"]
mod samples;
#[path = "report/scrub.rs"]
mod scrub;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use tokendesk::report::human::{self, Style};
use tokendesk::report::{Voice, cause, json};
use tokendesk::ui::{Catalogue, Colour, Language};

use scrub::scrub;

fn in_both(name: &str, render: impl Fn(&Style<'_>) -> String) {
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        let style = Style {
            catalogue: &catalogue,
            time_zone: TimeZone::get("Asia/Tokyo").unwrap(),
            width: Some(80),
            colour: Colour::Off,
        };
        let text = scrub(&render(&style));
        insta::assert_snapshot!(format!("{name}-{}", language.tag()), text);
    }
}

#[test]
fn every_outcome_reads_as_it_was_found_right() {
    for (name, outcome) in samples::outcomes() {
        in_both(name, |style| human::render(&outcome, style));
    }
}

#[test]
fn a_plan_and_its_question_read_as_they_were_found_right() {
    // What is told of a bundle beside it has tests with the program.
    let (_, outcome) = samples::outcomes().swap_remove(0);
    for (name, plan) in samples::plans() {
        in_both(name, |style| {
            let question = human::consent_question(&plan, style);
            format!("{}\n{question}", human::plan(&plan, &outcome, style))
        });
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_but_what_must_be_copied_whole() {
    let catalogue = Catalogue::new(Language::Japanese);
    let style = Style {
        catalogue: &catalogue,
        time_zone: TimeZone::UTC,
        width: Some(70),
        colour: Colour::Off,
    };
    for (name, outcome) in samples::outcomes() {
        for line in human::render(&outcome, &style).lines() {
            let is_whole = line.contains("CN=") || scrub(line) != line || line.contains("から");
            let columns = tokendesk::ui::visible::width(line);
            assert!(columns <= 70 || is_whole, "{name}: {columns} {line}");
        }
    }
}

#[test]
fn colour_changes_no_word() {
    let catalogue = Catalogue::new(Language::Japanese);
    let style = |colour| Style {
        catalogue: &catalogue,
        time_zone: TimeZone::UTC,
        width: None,
        colour,
    };
    for (name, outcome) in samples::outcomes() {
        let plain = human::render(&outcome, &style(Colour::Off));
        let coloured = human::render(&outcome, &style(Colour::On));
        let stripped = console::strip_ansi_codes(&coloured).into_owned();
        let trimmed: Vec<_> = stripped.lines().map(str::trim_end).collect();
        assert!(!plain.contains('\u{1b}'), "{name}");
        assert_eq!(trimmed.join("\n").trim_end(), plain.trim_end(), "{name}");
    }
}

#[test]
fn every_document_is_as_the_schema_says() {
    let schema = json::schema();
    let catalogue = Catalogue::new(Language::English);
    for (name, outcome) in samples::outcomes() {
        let document = json::document(&outcome, &catalogue);
        let faults = conformity::faults(&schema, &document);
        assert!(faults.is_empty(), "{name}: {faults:#?}");
        let read: json::Document = serde_json::from_value(document.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), document, "{name}");
    }
}

#[test]
fn the_schema_finds_planted_faults() {
    let schema = json::schema();
    let catalogue = Catalogue::new(Language::English);
    let (_, outcome) = samples::outcomes().into_iter().next().unwrap();
    let good = json::document(&outcome, &catalogue);
    let plant = |pointer: &str, value: serde_json::Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        conformity::faults(&schema, &bad)
    };
    assert!(!plant("/outcome", "great".into()).is_empty());
    assert!(!plant("/schema", 2.into()).is_empty());
    assert!(!plant("/created", serde_json::Value::Null).is_empty());
    let mut more = good.clone();
    more["surprise"] = true.into();
    assert!(!conformity::faults(&schema, &more).is_empty());
    let mut less = good.clone();
    less.as_object_mut().unwrap().remove("orphans");
    assert!(!conformity::faults(&schema, &less).is_empty());
}

#[test]
fn the_published_schema_is_the_one_that_is_kept() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tokendesk.schema.json");
    let schema = format!("{:#}\n", json::schema());
    if std::env::var_os("TOKENDESK_PUBLISH_SCHEMA").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap();
    assert_eq!(
        published, schema,
        "run with TOKENDESK_PUBLISH_SCHEMA=1 to publish"
    );
}

#[test]
fn without_login_nothing_is_said_of_private_keys() {
    let catalogue = Catalogue::new(Language::English);
    let document = json::document(&samples::seen_without_login(), &catalogue);
    assert_eq!(document["orphans"], serde_json::Value::Null);
    for identity in document["identities"].as_array().unwrap() {
        assert_eq!(identity["private_key"], serde_json::Value::Null);
    }
    assert!(document.as_object().unwrap().get("after").is_none());
}

#[test]
fn every_cause_has_an_id_a_message_and_a_remedy_of_its_own() {
    let english = Catalogue::new(Language::English);
    let japanese = Catalogue::new(Language::Japanese);
    let voice = |catalogue| Voice {
        catalogue,
        time_zone: TimeZone::UTC,
    };
    let mut by_id: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, cause) in &causes::all() {
        let (told, ja) = (
            cause::tell(cause, &voice(&english)),
            cause::tell(cause, &voice(&japanese)),
        );
        assert_eq!(told.id, ja.id);
        for text in [&told.message, &told.remedy] {
            assert!(
                text.ends_with(['.', ')']) || text.contains(": "),
                "{name}: {text}"
            );
            assert!(!text.contains("No localization"), "{name}: {text}");
        }
        for text in [&ja.message, &ja.remedy] {
            assert!(
                !text.is_ascii() && !text.contains("No localization"),
                "{name}: {text}"
            );
        }
        by_id.entry(told.id).or_default().push(*name);
    }
    // The same thing, foreseen and then answered by the token; told with and without a detail; or of
    // another part of the file.
    let shared: Vec<_> = by_id.iter().filter(|(_, names)| names.len() > 1).collect();
    let shared: Vec<_> = shared.into_iter().map(|(id, _)| *id).collect();
    let expected = [
        "key-not-taken",
        "needs-algorithm",
        "not-pkcs12",
        "pin-locked",
        "secret-too-long",
        "too-costly",
        "write-protected",
        "wrong-password",
    ];
    assert_eq!(shared, expected);
    insta::assert_snapshot!(
        "causes-ja",
        causes::all()
            .iter()
            .map(|(_, cause)| cause::tell(cause, &voice(&japanese)))
            .map(|told| format!("{}\n  {}\n  {}\n", told.id, told.message, told.remedy))
            .collect::<String>()
    );
}
