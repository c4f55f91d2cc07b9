//! What a token holds, for people: identities as blocks, other objects as tables.

use super::text::Text;
use super::{counted, known};
use crate::certificate::{Certificate, Standing};
use crate::clock::Now;
use crate::report::{Voice, presence};
use crate::say;
use crate::token::Object;
use crate::ui::table::{Cell, Facts, Table, Tone};
use crate::workflow::{Identity, Inventory};

/// How much of an identity is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// What `list` tells.
    Brief,
    /// Everything.
    Whole,
}

/// Standing in words, with the days that are left or gone.
pub(super) fn standing(certificate: &Certificate, now: Now, voice: &Voice<'_>) -> Cell {
    let c = voice.catalogue;
    let standing = certificate.standing(now);
    let other_end = match standing {
        Standing::NotYetValid => certificate.not_before(),
        Standing::Current | Standing::Expired => certificate.not_after(),
    };
    let seconds = other_end.as_second().abs_diff(now.timestamp().as_second());
    let days = seconds / 86_400;
    match standing {
        Standing::Current if days < DUE_DAYS => Cell::toned(
            say!(c, "report-standing-current", days = days),
            Tone::Warning,
        ),
        Standing::Current => {
            Cell::toned(say!(c, "report-standing-current", days = days), Tone::Good)
        }
        Standing::Expired => {
            Cell::toned(say!(c, "report-standing-expired", days = days), Tone::Bad)
        }
        Standing::NotYetValid => Cell::toned(
            say!(c, "report-standing-not-yet-valid", days = days),
            Tone::Warning,
        ),
    }
}

/// The issuer warns some 60 days ahead.
const DUE_DAYS: u64 = 60;

/// Validity as two instants in local time, the zone with each: summer time may lie between them.
pub(super) fn validity(certificate: &Certificate, voice: &Voice<'_>) -> String {
    let from = voice.time(certificate.not_before());
    let to = voice.time(certificate.not_after());
    say!(voice.catalogue, "date-from-to", from = from, to = to)
}

/// The certificate's common name, or a word that there is none.
pub(super) fn name(certificate: &Certificate, voice: &Voice<'_>) -> String {
    certificate
        .subject()
        .common_name()
        .map_or_else(|| say!(voice.catalogue, "report-unnamed"), str::to_owned)
}

/// The facts of a certificate that every view tells.
pub(super) fn certificate(
    facts: &mut Facts,
    certificate: &Certificate,
    now: Now,
    detail: Detail,
    voice: &Voice<'_>,
) {
    let c = voice.catalogue;
    facts
        .fact(
            say!(c, "report-field-standing"),
            standing(certificate, now, voice),
        )
        .fact(
            say!(c, "report-field-validity"),
            validity(certificate, voice),
        )
        .fact(
            say!(c, "report-field-certificate-serial"),
            certificate.serial_hex(),
        );
    if detail == Detail::Whole {
        facts
            .fact(
                say!(c, "report-field-subject"),
                certificate.subject().to_string(),
            )
            .fact(
                say!(c, "report-field-issuer"),
                certificate.issuer().to_string(),
            )
            .fact(
                say!(c, "report-field-key"),
                certificate.public_key().description(),
            )
            .fact(
                say!(c, "report-field-sha256"),
                certificate.sha256().to_string(),
            );
    }
}

/// Every identity as a block of its own.
pub(super) fn identities(text: &mut Text<'_>, inventory: &Inventory, now: Now, detail: Detail) {
    let voice = text.voice();
    let identities = inventory.identities();
    if identities.is_empty() {
        text.gap();
        text.hanging(
            "  ",
            &say!(voice.catalogue, "report-no-identity"),
            Tone::Plain,
        );
    }
    for one in &identities {
        identity(text, inventory, one, now, detail);
    }
}

fn identity(
    text: &mut Text<'_>,
    inventory: &Inventory,
    identity: &Identity<'_>,
    now: Now,
    detail: Detail,
) {
    let voice = text.voice();
    let c = voice.catalogue;
    text.heading(&format!("  {}", name(identity.certificate, &voice)));
    let mut facts = Facts::new();
    certificate(&mut facts, identity.certificate, now, detail, &voice);
    if detail == Detail::Whole {
        let private = presence::private_key(inventory, identity);
        let tone = match private {
            Some(false) => Tone::Warning,
            Some(true) | None => Tone::Plain,
        };
        let public = known(presence::public_key(inventory, identity), &voice);
        facts
            .fact(
                say!(c, "report-field-private-key"),
                Cell::toned(known(private, &voice), tone),
            )
            .fact(say!(c, "report-field-public-key"), public)
            .fact(
                say!(c, "report-field-label"),
                identity.object.label.as_str(),
            )
            .fact(say!(c, "report-field-id"), id(identity.object, &voice));
    }
    text.facts(&facts, 4);
}

/// CA certificates, orphans and other objects.
pub(super) fn rest(text: &mut Text<'_>, inventory: &Inventory, now: Now) {
    let voice = text.voice();
    let c = voice.catalogue;
    let chain: Vec<&Object> = inventory
        .chain()
        .into_iter()
        .map(|(object, _)| object)
        .collect();
    objects(text, &say!(c, "report-heading-chain"), &chain, now);
    match inventory.orphans() {
        Some(orphans) => objects(text, &say!(c, "report-heading-orphans"), &orphans, now),
        None => {
            text.heading(&say!(c, "report-heading-orphans"));
            text.hanging("  ", &say!(c, "report-unknown"), Tone::Plain);
        }
    }
    objects(
        text,
        &say!(c, "report-heading-others"),
        &inventory.others(),
        now,
    );
}

/// Objects in a table, with the digests that `remove` takes; nothing where there are none.
fn objects(text: &mut Text<'_>, heading: &str, objects: &[&Object], now: Now) {
    if objects.is_empty() {
        return;
    }
    let voice = text.voice();
    let c = voice.catalogue;
    text.heading(&counted(heading, objects.len(), &voice));
    for object in objects {
        let mut facts = Facts::new();
        facts
            .fact(say!(c, "report-field-object"), voice.class(object.class))
            .fact(say!(c, "report-field-label"), object.label.as_str());
        match object.certificate() {
            Some(found) => certificate(&mut facts, found, now, Detail::Whole, &voice),
            None => {
                facts.fact(say!(c, "report-field-sha256"), object.sha256().to_string());
            }
        }
        facts.fact(say!(c, "report-field-id"), id(object, &voice));
        text.facts(&facts, 2);
        text.gap();
    }
}

/// CKA_ID in hexadecimal; the word for none where it is empty.
fn id(object: &Object, voice: &Voice<'_>) -> String {
    if object.id.is_empty() {
        say!(voice.catalogue, "report-none")
    } else {
        hex::encode(&object.id)
    }
}

/// A table of objects by name: class, label, CKA_ID and the start of the digest.
pub(super) fn named_table(
    rows: impl Iterator<Item = (Cell, String, Option<Cell>, String)>,
    last: Option<String>,
    voice: &Voice<'_>,
) -> Table {
    let c = voice.catalogue;
    let mut headings = vec![
        say!(c, "report-field-object"),
        say!(c, "report-field-label"),
    ];
    headings.extend(last);
    headings.push(say!(c, "report-field-sha256"));
    let mut table = Table::new(headings);
    for (class, label, middle, sha256) in rows {
        let mut cells = vec![class, label.into()];
        cells.extend(middle);
        cells.push(sha256.into());
        table.row(cells);
    }
    table
}
