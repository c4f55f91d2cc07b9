//! The second person: asked at the terminal for a name and a yes, or named by the operator.

use tokendesk::audit::Witnessed;
use tokendesk::say;
use tokendesk::ui::Answer;
use tokendesk::workflow::witness::{self, Gravity, Witness, WitnessOptions, WitnessWish, admit};
use tokendesk::workflow::{Cause, Failure, Removal, Stage};

use crate::cli::desk::Desk;
use crate::cli::environment;

/// How the second person comes into this run, decided before anything is asked.
pub fn wish(desk: &Desk<'_>, removal: Removal) -> Result<WitnessWish, Failure> {
    let common = desk.common;
    let is_named = matches!(removal, Removal::Certificate(_) | Removal::LoneKey(_));
    let gravity = if is_named || common.old_first {
        Gravity::Grave
    } else {
        Gravity::Usual
    };
    let options = WitnessOptions {
        ask: common.witness,
        stated: common.witnessed_by.clone(),
        rule: common.require_witness.map(Into::into),
    };
    let wish = witness::wish(&options, gravity).map_err(refuse)?;
    if let WitnessWish::Stated(name) = &wish {
        let _ = admit(name, &environment::operator()).map_err(refuse)?;
    }
    Ok(wish)
}

/// Has the second person agree to what the operator agreed to when asked `question`.
pub fn obtain(
    desk: &Desk<'_>,
    wish: &WitnessWish,
    question: &str,
) -> Result<Option<Witness>, Failure> {
    let operator = environment::operator();
    match wish {
        WitnessWish::None => Ok(None),
        WitnessWish::Stated(name) => {
            let name = admit(name, &operator).map_err(refuse)?;
            let how = Witnessed::Stated;
            Ok(Some(Witness { name, how }))
        }
        WitnessWish::Ask => ask(desk, question, &operator).map(Some),
    }
}

fn ask(desk: &Desk<'_>, question: &str, operator: &str) -> Result<Witness, Failure> {
    let c = desk.catalogue;
    let typed = desk
        .ui
        .ask_line(&say!(c, "prompt-witness"))
        .map_err(|_| refuse(Cause::NobodyToWitness))?;
    let name = admit(&typed, operator).map_err(refuse)?;
    let shown = name.clone();
    let question = say!(
        c,
        "report-consent-witness",
        name = shown,
        question = question
    );
    match desk.ui.confirm(&question) {
        Answer::Yes => Ok(Witness {
            name,
            how: Witnessed::Terminal,
        }),
        Answer::No => Err(refuse(Cause::WitnessDeclined)),
        Answer::Nobody => Err(refuse(Cause::NobodyToWitness)),
    }
}

fn refuse(cause: Cause) -> Failure {
    Failure::untouched(Stage::Consent, cause)
}
