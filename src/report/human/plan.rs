//! A plan for people, and the question that asks for consent to it.

use super::counted;
use super::held;
use super::text::Text;
use crate::report::{Voice, keep};
use crate::say;
use crate::token::Object;
use crate::ui::table::{Cell, Facts, Tone};
use crate::ui::visible::visible;
use crate::workflow::{Order, Plan};

/// What is written, removed and kept, and why.
pub(super) fn plan(text: &mut Text<'_>, plan: &Plan) {
    let voice = text.voice();
    let c = voice.catalogue;
    text.heading(&say!(c, "report-plan-title", token = token(plan, &voice)));
    let mut facts = Facts::new();
    facts.fact(
        say!(c, "report-field-today"),
        voice.time(plan.now.timestamp()),
    );
    if !plan.create.is_empty() && !plan.remove.is_empty() {
        let order = match plan.rules.order {
            Order::NewFirst => say!(c, "report-order-new-first").into(),
            Order::OldFirst => Cell::toned(say!(c, "report-order-old-first"), Tone::Bad),
        };
        facts.fact(say!(c, "report-field-order"), order);
    }
    facts.fact(
        say!(c, "report-field-plan-digest"),
        plan.digest().to_string(),
    );
    text.facts(&facts, 2);
    create(text, plan, &voice);
    remove(text, plan, &voice);
    kept(text, plan, &voice);
    if plan.is_empty() {
        text.gap();
        text.sentence(&say!(c, "report-plan-empty"), Tone::Plain);
    } else if is_old_first(plan) {
        text.gap();
        text.sentence(&say!(c, "report-old-first-warning"), Tone::Bad);
    }
}

fn create(text: &mut Text<'_>, plan: &Plan, voice: &Voice<'_>) {
    if plan.create.is_empty() {
        return;
    }
    text.heading(&counted(
        &say!(voice.catalogue, "report-heading-create"),
        plan.create.len(),
        voice,
    ));
    let rows = plan.create.iter().map(|new| {
        let class = voice.class(new.class()).into();
        (class, new.label.clone(), None, keep::short(new.sha256))
    });
    text.table(&held::named_table(rows, None, voice));
}

fn remove(text: &mut Text<'_>, plan: &Plan, voice: &Voice<'_>) {
    if plan.remove.is_empty() {
        return;
    }
    let c = voice.catalogue;
    text.heading(&counted(
        &say!(c, "report-heading-remove"),
        plan.remove.len(),
        voice,
    ));
    let rows = plan.remove.iter().map(|object| {
        let class = Cell::toned(voice.class(object.class), Tone::Bad);
        let standing = standing(object, plan, voice);
        (
            class,
            object.label.clone(),
            Some(standing),
            keep::short(object.sha256()),
        )
    });
    let column = say!(c, "report-field-standing");
    text.table(&held::named_table(rows, Some(column), voice));
}

fn kept(text: &mut Text<'_>, plan: &Plan, voice: &Voice<'_>) {
    if plan.keep.is_empty() {
        return;
    }
    let c = voice.catalogue;
    text.heading(&counted(
        &say!(c, "report-heading-kept"),
        plan.keep.len(),
        voice,
    ));
    let rows = plan.keep.iter().map(|(object, reason)| {
        let class = voice.class(object.class).into();
        let why = keep::tell(reason, plan.rules.margin, voice).into();
        (
            class,
            object.label.clone(),
            Some(why),
            keep::short(object.sha256()),
        )
    });
    let column = say!(c, "report-field-why");
    text.table(&held::named_table(rows, Some(column), voice));
}

/// A certificate's standing; nothing for a key, which has none of its own.
fn standing(object: &Object, plan: &Plan, voice: &Voice<'_>) -> Cell {
    object
        .certificate()
        .map_or_else(|| "".into(), |found| held::standing(found, plan.now, voice))
}

fn is_old_first(plan: &Plan) -> bool {
    plan.rules.order == Order::OldFirst && !plan.create.is_empty() && !plan.remove.is_empty()
}

/// The token as a plan names it: with its slot where the serial tells nothing.
fn token(plan: &Plan, voice: &Voice<'_>) -> String {
    let serial = visible(plan.serial.as_str()).into_owned();
    if plan.serial.is_meaningless() {
        let slot = plan.slot.to_string();
        say!(
            voice.catalogue,
            "report-token-in-slot",
            serial = serial,
            slot = slot
        )
    } else {
        serial
    }
}

/// The question that asks for consent.
pub(super) fn question(plan: &Plan, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let today = voice.day(plan.now.timestamp());
    let token = token(plan, voice);
    let (create, remove) = (plan.create.len(), plan.remove.len());
    match (create, remove, plan.rules.order) {
        (_, 0, _) => {
            say!(
                c,
                "report-consent-write",
                today = today,
                token = token,
                create = create
            )
        }
        (0, _, _) => {
            say!(
                c,
                "report-consent-remove",
                today = today,
                token = token,
                remove = remove
            )
        }
        (_, _, Order::NewFirst) => say!(
            c,
            "report-consent-both",
            today = today,
            token = token,
            create = create,
            remove = remove
        ),
        (_, _, Order::OldFirst) => say!(
            c,
            "report-consent-old-first",
            today = today,
            token = token,
            create = create,
            remove = remove
        ),
    }
}
