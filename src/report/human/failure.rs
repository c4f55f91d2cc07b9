//! A failure for people in three parts: what is wrong, what has happened to the token, what to do next.

use super::result;
use super::text::Text;
use crate::report::{cause, next};
use crate::say;
use crate::ui::table::Tone;
use crate::ui::visible::{pad, width};
use crate::workflow::{Cause, Effect, Failure, Stage};

/// The three parts, and what is left on the token.
pub(super) fn failure(text: &mut Text<'_>, failure: &Failure) {
    let voice = text.voice();
    let c = voice.catalogue;
    let told = cause::tell(&failure.cause, &voice);
    let title = match &failure.cause {
        Cause::Declined | Cause::NobodyToAsk | Cause::NobodyToAskForBatch => {
            say!(c, "report-failure-declined")
        }
        _ => say!(c, "report-failure-problem"),
    };
    let effect = effect(failure.effect, c);
    let names = [
        title,
        say!(c, "report-failure-stage"),
        say!(c, "report-failure-effect"),
        say!(c, "report-failure-remedy"),
    ];
    let column = names
        .iter()
        .map(|name| width(name))
        .max()
        .unwrap_or(0)
        .saturating_add(2);
    let sentences = [
        with_code(&told.message, &failure.cause, c),
        stage(failure.stage, c),
        effect,
        next::tell(failure, &told, &voice),
    ];
    let tones = [Tone::Bad, Tone::Faint, Tone::Plain, Tone::Plain];
    text.gap();
    for ((name, sentence), tone) in names.iter().zip(&sentences).zip(tones) {
        text.hanging(&pad(name, column), sentence, tone);
    }
    result::named(text, &say!(c, "report-heading-left"), &failure.left);
}

/// What has happened to the token.
pub(super) fn effect(effect: Effect, c: &crate::ui::Catalogue) -> String {
    match effect {
        Effect::Untouched => say!(c, "report-effect-untouched"),
        Effect::Partial => say!(c, "report-effect-partial"),
        Effect::Unknown => say!(c, "report-effect-unknown"),
        Effect::Complete => say!(c, "report-effect-complete"),
    }
}

/// The message with the code and the C function, where the module answered one.
fn with_code(message: &str, cause: &Cause, c: &crate::ui::Catalogue) -> String {
    let Cause::Token(error) = cause else {
        return message.to_owned();
    };
    match (error.code(), error.function()) {
        (Some(code), Some(function)) => say!(
            c,
            "report-failure-code",
            message = message,
            code = code.name(),
            function = function
        ),
        (None, Some(function)) => {
            say!(
                c,
                "report-failure-function",
                message = message,
                function = function
            )
        }
        (_, None) => message.to_owned(),
    }
}

fn stage(stage: Stage, c: &crate::ui::Catalogue) -> String {
    match stage {
        Stage::CommandLine => say!(c, "report-stage-command-line"),
        Stage::Token => say!(c, "report-stage-token"),
        Stage::Clock => say!(c, "report-stage-clock"),
        Stage::Bundle => say!(c, "report-stage-bundle"),
        Stage::Login => say!(c, "report-stage-login"),
        Stage::Look => say!(c, "report-stage-look"),
        Stage::Plan => say!(c, "report-stage-plan"),
        Stage::Consent => say!(c, "report-stage-consent"),
        Stage::Journal => say!(c, "report-stage-journal"),
        Stage::Write => say!(c, "report-stage-write"),
        Stage::Proof => say!(c, "report-stage-proof"),
        Stage::Handshake => say!(c, "report-stage-handshake"),
        Stage::Remove => say!(c, "report-stage-remove"),
        Stage::Verify => say!(c, "report-stage-verify"),
    }
}
