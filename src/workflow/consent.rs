//! The only place where a plan becomes one that may be carried out.

use crate::token::TokenSerial;
use crate::ui::Answer;

use super::failure::{Cause, Failure, Stage};
use super::plan::Plan;

/// Consent that was given before the plan was drawn, by option.
#[derive(Debug, Clone, Default)]
pub struct GivenConsent {
    /// To whatever the plan says for the token with this serial.
    pub serial: Option<TokenSerial>,
    /// To exactly the plan with this digest, 64 hexadecimal digits.
    pub plan: Option<String>,
}

/// How consent came about: time passes while a person thinks, and the token is looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// By option, before the plan was drawn.
    Before,
    /// At the terminal, after the plan was shown.
    Asked,
}

/// A plan that somebody consented to. It is carried out once.
#[derive(Debug)]
pub struct Confirmed {
    plan: Plan,
    given: Given,
}

impl Confirmed {
    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// How consent came about.
    #[must_use]
    pub fn given(&self) -> Given {
        self.given
    }

    /// The plan, to be carried out.
    #[must_use]
    pub fn into_plan(self) -> Plan {
        self.plan
    }
}

/// Turns a plan into one that may be carried out.
///
/// An empty plan needs no consent. A digest given by option must be the plan's; a serial the token's.
/// With neither, `ask` is asked.
///
/// # Errors
/// A [`Failure`] of stage consent, token untouched.
pub fn obtain(
    plan: Plan,
    given: &GivenConsent,
    ask: &mut dyn FnMut(&Plan) -> Answer,
) -> Result<Confirmed, Failure> {
    let refuse = |cause: Cause| Err(Failure::untouched(Stage::Consent, cause));
    if let Some(wanted) = &given.plan {
        let found = plan.digest();
        if !wanted.eq_ignore_ascii_case(&found.to_string()) {
            return refuse(Cause::OtherPlan {
                wanted: wanted.clone(),
                found,
            });
        }
    }
    if let Some(serial) = &given.serial
        && *serial != plan.serial
    {
        let cause = Cause::OtherToken {
            given: serial.clone(),
            serial: plan.serial,
        };
        return refuse(cause);
    }
    if plan.is_empty() || given.plan.is_some() || given.serial.is_some() {
        return Ok(Confirmed {
            plan,
            given: Given::Before,
        });
    }
    match ask(&plan) {
        Answer::Yes => Ok(Confirmed {
            plan,
            given: Given::Asked,
        }),
        Answer::No => refuse(Cause::Declined),
        Answer::Nobody => refuse(Cause::NobodyToAsk),
    }
}
