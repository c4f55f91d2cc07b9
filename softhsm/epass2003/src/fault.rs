//! Decides which faults meet a call, and notes the ones that really happened.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::log::LineFile;
use crate::scenario::{Action, Count, Rule, Times, When};
use crate::state::lock;

/// A rule with its own count.
#[derive(Debug)]
struct Counted {
    rule: Arc<Rule>,
    index: usize,
    seen: u64,
    spent: Arc<AtomicBool>,
}

/// All faults of a process.
#[derive(Debug)]
pub struct Faults {
    rules: Vec<Counted>,
    state: Option<PathBuf>,
    fired: Arc<LineFile>,
}

impl Faults {
    /// Takes the rules of a scenario; `state` keeps the counts that processes share.
    ///
    /// # Errors
    ///
    /// A sentence when a rule counts over processes and there is no folder for it.
    pub fn new(
        rules: Vec<Rule>,
        state: Option<&Path>,
        fired: Option<&Path>,
    ) -> Result<Self, String> {
        if let Some(rule) = rules
            .iter()
            .find(|rule| rule.count == Count::Shared && state.is_none())
        {
            return Err(format!(
                "{}: count = \"shared\" needs EPASS2003_STATE",
                rule.name
            ));
        }
        Ok(Self {
            rules: rules
                .into_iter()
                .enumerate()
                .map(|(index, rule)| Counted {
                    rule: Arc::new(rule),
                    index,
                    seen: 0,
                    spent: Arc::new(AtomicBool::new(false)),
                })
                .collect(),
            state: state.map(Path::to_path_buf),
            fired: Arc::new(LineFile::open(fired)?),
        })
    }

    /// Whether a rule names a token.
    pub fn name_tokens(&self) -> bool {
        self.rules
            .iter()
            .any(|counted| counted.rule.serial.is_some())
    }

    /// Counts one call and says which faults meet it.
    pub fn meet(&mut self, call: u64, function: &'static str, serial: Option<&str>) -> Ruling {
        let mut met = Vec::new();
        for counted in &mut self.rules {
            let rule = &counted.rule;
            let counts =
                rule.functions.is_empty() || rule.functions.iter().any(|name| name == function);
            let meant = rule.serial.is_none() || rule.serial.as_deref() == serial;
            if !counts || !meant {
                continue;
            }
            counted.seen = match rule.count {
                Count::Process => counted.seen.saturating_add(1),
                Count::Shared => shared(self.state.as_deref(), counted.index),
            };
            let strikes = match (rule.call, rule.times) {
                (None, _) => true,
                (Some(number), Times::Once) => counted.seen == number,
                (Some(number), Times::Always) => counted.seen >= number,
            };
            if strikes && !counted.spent.load(Ordering::Relaxed) {
                met.push((Arc::clone(rule), Arc::clone(&counted.spent)));
            }
        }
        Ruling {
            call,
            function,
            met,
            happened: RefCell::default(),
            fired: Arc::clone(&self.fired),
            real: Cell::new(None),
        }
    }
}

/// Adds one to the count that processes share, and returns it.
fn shared(state: Option<&Path>, index: usize) -> u64 {
    let Some(state) = state else { return 0 };
    let _ = fs::create_dir_all(state);
    let _held = lock(&state.join("lock"));
    let file = state.join(format!("count-{}", index.saturating_add(1)));
    let seen = fs::read_to_string(&file)
        .ok()
        .and_then(|text| text.trim().parse::<u64>().ok())
        .unwrap_or(0)
        .saturating_add(1);
    let _ = fs::write(&file, seen.to_string());
    seen
}

/// The faults that meet one call.
#[derive(Debug)]
pub struct Ruling {
    call: u64,
    function: &'static str,
    met: Vec<(Arc<Rule>, Arc<AtomicBool>)>,
    happened: RefCell<Vec<String>>,
    fired: Arc<LineFile>,
    /// What the real module answered, once asked.
    pub real: Cell<Option<cryptoki_sys::CK_RV>>,
}

impl Ruling {
    /// The faults at this side of the real call, those within it left out.
    pub fn at(&self, when: When) -> Vec<Met> {
        self.select(|rule| rule.when == when && !rule.action.is_within_call())
    }

    /// The faults that have their effect in the midst of the call.
    pub fn within(&self) -> Vec<Met> {
        self.select(|rule| rule.action.is_within_call())
    }

    fn select(&self, wanted: impl Fn(&Rule) -> bool) -> Vec<Met> {
        self.met
            .iter()
            .filter(|(rule, _)| wanted(rule))
            .map(|(rule, spent)| Met {
                rule: Arc::clone(rule),
                spent: Arc::clone(spent),
            })
            .collect()
    }

    /// The number of the call in this process.
    pub fn call(&self) -> u64 {
        self.call
    }

    /// Keeps what the real module answered, for the log.
    pub fn answered(&self, code: cryptoki_sys::CK_RV) -> cryptoki_sys::CK_RV {
        self.real.set(Some(code));
        code
    }

    /// Notes that a fault really happened.
    pub fn fire(&self, met: &Met) {
        if met.rule.times == Times::Once {
            met.spent.store(true, Ordering::Relaxed);
        }
        let rule = &met.rule;
        self.fired.line(&format!(
            "pid={} call={} fn={} when={} fault={}",
            std::process::id(),
            self.call,
            self.function,
            match rule.when {
                When::Before => "before",
                When::After => "after",
            },
            rule.name
        ));
        self.happened.borrow_mut().push(rule.name.clone());
    }

    /// Names of the faults that happened, joined by commas.
    pub fn happened(&self) -> String {
        self.happened.borrow().join(",")
    }
}

/// A fault that meets the call at hand.
#[derive(Debug)]
pub struct Met {
    rule: Arc<Rule>,
    spent: Arc<AtomicBool>,
}

impl Met {
    /// What it does.
    pub fn action(&self) -> &Action {
        &self.rule.action
    }
}
