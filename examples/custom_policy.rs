//! Runs a wipe under a stricter policy than the program's own: consent by rule in place of a question.
//!
//! `custom_policy MODULE PIN_FILE JOURNAL` removes from the only token that the module shows what expired more
//! than 90 days ago — unless the token would be left without a valid identity.

use std::error::Error;
use std::path::Path;

use tokendesk::audit::{FileJournal, Journal, RunStart};
use tokendesk::certificate::{ExpiryMargin, Standing};
use tokendesk::clock::{self, Now};
use tokendesk::secret::{Pin, SecretText};
use tokendesk::token::pkcs11::{Access, Module, PinEntry};
use tokendesk::token::selection;
use tokendesk::token::{TokenChoice, TokenReader};
use tokendesk::ui::Answer;
use tokendesk::workflow::consent::{self, GivenConsent};
use tokendesk::workflow::{
    Ground, Plan, Ports, Removal, Rules, Sight, Unwatched, Wish, apply, draft, look,
};

/// The policy: whoever holds the token must be able to log in with it afterwards.
fn leaves_somebody_valid(plan: &Plan) -> bool {
    plan.keep.iter().any(|(object, _)| {
        let certificate = object.certificate();
        certificate.is_some_and(|found| found.standing(plan.now) == Standing::Current)
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, module, pin_file, journal] = arguments.as_slice() else {
        return Err("usage: custom_policy MODULE PIN_FILE JOURNAL".into());
    };
    let now = Now::at(jiff::Timestamp::now());
    let mut journal = FileJournal::open(journal, now)?;
    // The clock decides what is destroyed: one that cannot be right is refused.
    clock::trust(now, journal.last_time())?;

    let mut module = Module::load(Path::new(module))?;
    let token = selection::choose(&module.tokens()?, &TokenChoice::default())?;
    let mut session = module.open(&token, Access::ReadWrite)?;
    let facts = session.facts()?;
    journal.begin(RunStart::new("wipe", facts.serial.as_str(), now))?;
    let pin = std::fs::read_to_string(pin_file)?;
    let pin = Pin::new(SecretText::new(pin.trim_end_matches('\n').to_owned()));
    session.login(PinEntry::Pin(pin))?;

    let ground = Ground {
        facts: &facts,
        inventory: look(&mut session, Sight::Whole)?,
        profile: session.profile(),
        key_range: None,
    };
    let wish = Wish {
        identity: None,
        removal: Removal::Expired,
        rules: Rules {
            margin: ExpiryMargin::of_days(90),
            ..Rules::default()
        },
        label: None,
    };
    let plan = draft(ground, &wish, now)?;
    for object in &plan.remove {
        println!("to be removed: {} {}", object.class.word(), object.label);
    }
    let by_policy = &mut |plan: &Plan| {
        if leaves_somebody_valid(plan) {
            Answer::Yes
        } else {
            Answer::No
        }
    };
    let confirmed = consent::obtain(plan, &GivenConsent::default(), by_policy)?;
    let mut ports = Ports {
        token: &mut session,
        journal: &mut journal,
        watch: &mut Unwatched,
    };
    let applied = apply(confirmed, None, &mut ports)?;
    println!("{} objects removed", applied.removed.len());
    Ok(())
}
