//! The rules of who gets what, on values: by token serial, by subject, and never twice.

#[path = "batch_rules/stage.rs"]
mod stage;

use stage::{EXPIRED, Stage, VALID, certificate, line, now, offer, row, token};
use tokendesk::workflow::batch::{Assignment, By, Ledger, Refusal, TokenSeen, When, assign};

/// What the token gets, in one word each.
fn gets(stage: &Stage, serial: &str) -> String {
    let (facts, inventory) = stage.token(serial);
    let seen = TokenSeen {
        facts: &facts,
        inventory: &inventory,
    };
    match assign(&stage.stock, &stage.ledger, seen, now()) {
        Assignment::Give { offer, by } => format!("{} by {}", offer.name, by.word()),
        Assignment::AlreadyDone(offer) => format!("has {}", offer.name),
        Assignment::Tie(offers) => format!("tie of {}", offers.len()),
        Assignment::Nobody(offers) => format!("nobody's, {} free", offers.len()),
        Assignment::Refused(refusal) => refusal.id().to_owned(),
    }
}

#[test]
fn the_list_goes_before_the_name() {
    let mut stage = Stage::default();
    stage.offer(offer("other.p12", "Somebody Else").listed(row(2, Some("T1"))));
    stage.offer(offer("owner.p12", "Owner"));
    stage.put("T1", &certificate("Owner", EXPIRED));
    assert_eq!(gets(&stage, "T1"), "other.p12 by token-serial");
}

#[test]
fn the_name_of_the_expired_certificate_decides_where_the_list_says_nothing() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "Alice"));
    stage.offer(offer("b.p12", "Bob"));
    stage.put("T1", &certificate("Bob", EXPIRED));
    assert_eq!(gets(&stage, "T1"), "b.p12 by subject");
}

#[test]
fn names_are_compared_without_case_and_with_blanks_as_one() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "TARO  Denryoku"));
    stage.put("T1", &certificate("taro denryoku ", EXPIRED));
    assert_eq!(gets(&stage, "T1"), "a.p12 by subject");
}

#[test]
fn a_name_that_only_begins_alike_is_another_one() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "端末 1"));
    stage.put("T1", &certificate("端末 10", EXPIRED));
    assert_eq!(gets(&stage, "T1"), "nobody's, 1 free");
}

#[test]
fn an_identity_that_the_list_promises_to_a_token_goes_to_no_other_of_its_owner() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "Owner").listed(row(2, Some("T2"))));
    stage.put("T1", &certificate("Owner", EXPIRED));
    assert_eq!(gets(&stage, "T1"), "nobody's, 0 free");
}

#[test]
fn two_identities_for_one_owner_are_a_tie_until_one_is_gone() {
    let mut stage = Stage::default();
    let first = stage.offer(offer("a.p12", "Owner"));
    stage.offer(offer("b.p12", "Owner"));
    stage.put("T1", &certificate("Owner", EXPIRED));
    assert_eq!(gets(&stage, "T1"), "tie of 2");
    stage.ledger.settle(first, token("T2"), When::ThisRun);
    assert_eq!(gets(&stage, "T1"), "b.p12 by subject");
}

#[test]
fn a_token_without_any_certificate_is_nobodys_and_may_be_given_what_is_free() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "Alice"));
    let settled = stage.offer(offer("b.p12", "Bob"));
    stage.offer(offer("c.p12", "Carol").listed(row(4, Some("T3"))));
    stage.ledger.settle(settled, token("T2"), When::Before);
    assert_eq!(gets(&stage, "T1"), "nobody's, 1 free");
}

#[test]
fn a_finished_token_is_told_apart_from_a_wrong_one() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "Alice"));
    let given = stage.stock.offers[0].clone();
    stage.put("DONE", &stage.certificate_of(&given));
    stage.put("WRONG", &certificate("Mallory", VALID));
    assert_eq!(gets(&stage, "DONE"), "has a.p12");
    assert_eq!(gets(&stage, "WRONG"), "token-of-someone-else");
}

#[test]
fn a_token_with_a_valid_identity_of_somebody_else_is_refused_even_where_the_list_names_it() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "Alice").listed(row(2, Some("T1"))));
    stage.put("T1", &certificate("Alice", EXPIRED));
    stage.put("T1", &certificate("Bob", VALID));
    assert_eq!(gets(&stage, "T1"), "token-of-someone-else");
}

#[test]
fn its_owners_own_valid_identity_is_no_hindrance() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "Alice").listed(row(2, Some("T1"))));
    stage.put("T1", &certificate("Alice", VALID));
    assert_eq!(gets(&stage, "T1"), "a.p12 by token-serial");
}

#[test]
fn a_token_that_was_served_and_does_not_show_it_gets_nothing_more() {
    let mut stage = Stage::default();
    let given = stage.offer(offer("a.p12", "Alice"));
    stage.offer(offer("b.p12", "Alice"));
    stage.put("T1", &certificate("Alice", EXPIRED));
    stage.ledger.settle(given, token("T1"), When::ThisRun);
    assert_eq!(gets(&stage, "T1"), "token-already-served");
}

#[test]
fn an_identity_on_another_token_of_ours_is_not_given_again() {
    let mut stage = Stage::default();
    let given = stage.offer(offer("a.p12", "Alice"));
    stage.put("T1", &certificate("Alice", EXPIRED));
    stage.ledger.settle(given, token("T2"), When::Before);
    assert_eq!(gets(&stage, "T1"), "identity-on-another-token");
}

#[test]
fn an_interrupted_token_gets_its_own_identity_again() {
    let mut stage = Stage::default();
    let given = stage.offer(offer("a.p12", "Alice"));
    stage.put("T1", &certificate("Alice", EXPIRED));
    stage.ledger.settle(given, token("T1"), When::Before);
    assert_eq!(gets(&stage, "T1"), "a.p12 by subject");
}

#[test]
fn a_defective_token_gets_nothing() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "Alice"));
    stage.put("T1", &certificate("Alice", EXPIRED));
    stage
        .ledger
        .mark_defective(token("T1"), "dropped".to_owned());
    assert_eq!(gets(&stage, "T1"), "token-defective");
}

#[test]
fn a_serial_that_tells_nothing_is_not_found_on_a_list() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "Alice").listed(row(2, Some("0000"))));
    stage.put("0000", &certificate("Bob", EXPIRED));
    assert_eq!(gets(&stage, "0000"), "token-without-serial");
}

#[test]
fn a_look_at_the_tokens_present_keeps_an_identity_from_a_second_one() {
    let mut stage = Stage::default();
    stage.offer(offer("a.p12", "Alice"));
    let given = stage.stock.offers[0].clone();
    stage.put("T2", &stage.certificate_of(&given));
    let (facts, inventory) = stage.token("T2");
    let (stock, ledger) = (&stage.stock, &mut stage.ledger);
    ledger.observe(stock, &facts.serial, &inventory);
    stage.put("T1", &certificate("Alice", EXPIRED));
    assert_eq!(gets(&stage, "T1"), "identity-on-another-token");
}

#[test]
fn the_journal_tells_which_token_an_identity_was_written_to() {
    let mut stage = Stage::default();
    let leaf = stage.offer(offer("a.p12", "Alice"));
    let known = |lines: &[(&str, &str)]| {
        let mut ledger = Ledger::default();
        let lines = lines.iter().zip(1..);
        let lines = lines.map(|((serial, what), seq)| line(serial, seq, what, leaf));
        ledger.remember(&stage.stock, lines);
        let settled = ledger.token_of(leaf);
        settled.map(|settled| settled.token.to_string())
    };
    let on = |serial: &str| Some(serial.to_owned());
    assert_eq!(known(&[("T1", "create")]), on("T1"), "cut off");
    assert_eq!(known(&[("T1", "create"), ("T1", "done")]), on("T1"));
    assert_eq!(known(&[("T1", "create"), ("T1", "failed")]), None);
    let undone = [
        ("T1", "create"),
        ("T1", "done"),
        ("T1", "destroy"),
        ("T1", "done"),
    ];
    assert_eq!(known(&undone), None);
    let moved = [undone.as_slice(), &[("T2", "create"), ("T2", "done")]].concat();
    assert_eq!(known(&moved), on("T2"));
}

#[test]
fn the_journal_tells_which_tokens_are_defective() {
    let mut stage = Stage::default();
    let leaf = stage.offer(offer("a.p12", "Alice"));
    let lines = [line("T1", 1, "defective", leaf)];
    stage.ledger.remember(&stage.stock, lines.into_iter());
    assert_eq!(stage.ledger.defect(&token("T1")), Some("dropped"));
    let lines = [
        line("T1", 1, "defective", leaf),
        line("T1", 2, "cleared", leaf),
    ];
    stage.ledger.remember(&stage.stock, lines.into_iter());
    assert_eq!(stage.ledger.defect(&token("T1")), None);
}

#[test]
fn the_digest_covers_the_bundles_their_tokens_and_the_options_and_not_the_order() {
    use tokendesk::workflow::{Order, Rules};
    let rules = Rules::default();
    let of = |offers: Vec<stage::Made>| {
        let mut stage = Stage::default();
        for offer in offers {
            stage.offer(offer);
        }
        stage.stock
    };
    let (a, b) = (offer("a.p12", "Alice"), offer("b.p12", "Bob"));
    let both = of(vec![a.clone(), b.clone()]).digest(&rules);
    assert_eq!(of(vec![b.clone(), a.clone()]).digest(&rules), both);
    assert_ne!(of(vec![a.clone()]).digest(&rules), both);
    let listed = a.clone().listed(row(2, Some("T1")));
    assert_ne!(of(vec![listed, b.clone()]).digest(&rules), both);
    let old_first = Rules {
        order: Order::OldFirst,
        ..rules
    };
    assert_ne!(of(vec![a, b]).digest(&old_first), both);
}

#[test]
fn the_documented_headings_are_those_that_are_known() {
    use std::collections::BTreeSet;
    use tokendesk::workflow::batch::column::{Column, HEADINGS, normalised};
    let manual = std::fs::read_to_string("docs/batch.md").unwrap();
    for (column, known) in HEADINGS {
        let start = format!("| `{}` |", column.word());
        let row = manual.lines().find(|line| line.starts_with(&start));
        let cells: Vec<&str> = row.expect(&start).split('|').collect();
        let told = cells[2..4].iter().flat_map(|cell| cell.split(','));
        let told: Vec<&str> = told
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .collect();
        for heading in &told {
            assert_eq!(Column::of_heading(heading), Some(column), "{heading}");
        }
        let told: BTreeSet<String> = told.iter().map(|text| normalised(text)).collect();
        let known: BTreeSet<String> = known.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(told, known, "{column}");
    }
}

#[test]
fn a_choice_is_a_rule_of_its_own() {
    assert_eq!(By::Choice.word(), "choice");
    let refusal = Refusal::NoSerial;
    assert_eq!(refusal.id(), "token-without-serial");
}
