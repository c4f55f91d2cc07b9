//! Faults, one a run: which there are, how they are put into a scenario, and how often each was survived.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::judge;
use super::workflow::{CHANGES, Workflow};

/// Whether the real module did what it was asked before the fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    Before,
    After,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    Error,
    Removal,
    Exit,
    Nothing,
    ForgetLogin,
    OtherSerial,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Times {
    Once,
    Always,
}

/// One fault at one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub when: When,
    pub action: Action,
    pub times: Times,
    /// The answer of an error.
    pub code: &'static str,
    /// The functions that count; none: all.
    pub functions: Vec<String>,
    /// The number of the call among them, from 1.
    pub call: usize,
    /// Another fault in the same run.
    pub second: Option<Box<Fault>>,
}

/// The six ways of the issue.
pub const SIX_WAYS: [(When, Action); 6] = [
    (When::Before, Action::Error),
    (When::After, Action::Error),
    (When::Before, Action::Removal),
    (When::After, Action::Removal),
    (When::Before, Action::Exit),
    (When::After, Action::Exit),
];

impl Fault {
    /// A fault at one of the calls that change something.
    pub fn at_change(call: usize, (when, action): (When, Action)) -> Self {
        Self {
            functions: CHANGES.map(str::to_owned).to_vec(),
            ..Self::at_call(call, (when, action))
        }
    }

    /// A fault at the n-th call of all.
    pub fn at_call(call: usize, (when, action): (When, Action)) -> Self {
        Self {
            when,
            action,
            times: Times::Once,
            code: "CKR_GENERAL_ERROR",
            functions: Vec::new(),
            call,
            second: None,
        }
    }

    /// Whether one error is all that happens, the token in place.
    pub fn is_single_error(&self) -> bool {
        self.action == Action::Error && self.times == Times::Once && self.second.is_none()
    }

    /// Whether it may end the process.
    pub fn may_kill(&self) -> bool {
        let second = self.second.as_ref();
        self.action == Action::Exit || second.is_some_and(|second| second.may_kill())
    }

    /// The scenario file.
    pub fn scenario(&self) -> String {
        let mut text = "[[fault]]\n".to_owned();
        if !self.functions.is_empty() {
            let _ = writeln!(text, "function = {:?}", self.functions);
        }
        let when = match self.when {
            When::Before => "before",
            When::After => "after",
        };
        let _ = writeln!(text, "call = {}\nwhen = \"{when}\"", self.call);
        let _ = match self.action {
            Action::Error => writeln!(text, "action = \"error\"\ncode = \"{}\"", self.code),
            Action::Removal => writeln!(text, "action = \"removal\""),
            Action::Exit => writeln!(text, "action = \"exit\""),
            Action::Nothing => writeln!(text, "action = \"nothing\""),
            Action::ForgetLogin => writeln!(text, "action = \"forget-login\""),
            Action::OtherSerial => {
                writeln!(
                    text,
                    "action = \"change-serial\"\nto = \"ffffffffffffffff\""
                )
            }
        };
        if self.times == Times::Always {
            text.push_str("times = \"always\"\n");
        }
        if let Some(second) = &self.second {
            text.push_str(&second.scenario());
        }
        text
    }

    /// The column of the table that it counts in.
    fn column(&self) -> String {
        let what = match self.action {
            Action::Error => "error",
            Action::Removal => "removal",
            Action::Exit => "exit",
            Action::Nothing => "OK, not done",
            Action::ForgetLogin => "login forgotten",
            Action::OtherSerial => "another serial",
        };
        let when = match self.when {
            When::Before => "before",
            When::After => "after",
        };
        let suffix = match self.times {
            Times::Once => "",
            Times::Always => ", for good",
        };
        if self.second.is_some() {
            return "two faults".to_owned();
        }
        match self.action {
            Action::Nothing => format!("{what}{suffix}"),
            _ => format!("{what} {when}{suffix}"),
        }
    }
}

/// How faults of one kind in one workflow went.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    pub injected: usize,
    pub fired: usize,
    pub survived: usize,
}

/// Counts by workflow and column.
#[derive(Debug, Default)]
pub struct Table {
    counts: BTreeMap<(String, String), Count>,
    complaints: Vec<String>,
}

impl Table {
    /// Counts another table's runs in.
    pub fn absorb(&mut self, other: Self) {
        for (place, count) in other.counts {
            let sum = self.counts.entry(place).or_default();
            sum.injected += count.injected;
            sum.fired += count.fired;
            sum.survived += count.survived;
        }
        self.complaints.extend(other.complaints);
    }

    /// Fails when a fault did not fire or was not survived.
    pub fn assert_survived(&self) {
        assert!(
            self.complaints.is_empty(),
            "{} of {} runs went wrong",
            self.complaints.len(),
            self.total().injected
        );
        assert!(self.total().injected > 0, "nothing was tested");
        assert_eq!(self.total().fired, self.total().injected);
    }

    /// All together.
    pub fn total(&self) -> Count {
        self.counts
            .values()
            .fold(Count::default(), |sum, count| Count {
                injected: sum.injected + count.injected,
                fired: sum.fired + count.fired,
                survived: sum.survived + count.survived,
            })
    }

    /// The table as Markdown, one row a workflow and way.
    pub fn markdown(&self) -> String {
        let mut text =
            "| workflow | fault | injected | fired | survived |\n| --- | --- | --: | --: | --: |\n"
                .to_owned();
        for ((workflow, column), count) in &self.counts {
            let Count {
                injected,
                fired,
                survived,
            } = count;
            let _ = writeln!(
                text,
                "| {workflow} | {column} | {injected} | {fired} | {survived} |"
            );
        }
        let total = self.total();
        let _ = writeln!(
            text,
            "| **all** | | **{}** | **{}** | **{}** |",
            total.injected, total.fired, total.survived
        );
        text
    }
}

/// Runs a workflow once with each of the faults, as many at a time as there are processors.
pub fn run(workflow: &Workflow, faults: &[Fault]) -> Table {
    let next = AtomicUsize::new(0);
    let table = Mutex::new(Table::default());
    let threads = std::env::var("TOKENDESK_SWEEP_THREADS").map_or_else(
        |_| std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
        |text| text.parse().unwrap(),
    );
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(fault) = faults.get(place) else {
                        break;
                    };
                    let (fired, wrong) = one(workflow, fault);
                    let mut table = table.lock().unwrap();
                    let place = (workflow.name.to_owned(), fault.column());
                    let count = table.counts.entry(place).or_default();
                    count.injected += 1;
                    count.fired += usize::from(fired);
                    count.survived += usize::from(wrong.is_empty());
                    if !wrong.is_empty() {
                        let named = describe(workflow, fault);
                        let complaint = format!("{named}\n    {}", wrong.join("\n    "));
                        eprintln!("{complaint}");
                        table.complaints.push(complaint);
                    }
                }
            });
        }
    });
    table.into_inner().unwrap()
}

fn one(workflow: &Workflow, fault: &Fault) -> (bool, Vec<String>) {
    let desk = workflow.desk();
    let (run, fired) = desk.run_in(&fault.scenario(), &workflow.arguments);
    if fired == 0 {
        return (false, vec!["the fault never fired".to_owned()]);
    }
    let mut wrong = judge::judge(workflow, fault, &desk, &run);
    if !wrong.is_empty() {
        wrong.push(format!(
            "report: {} {}",
            run.report["failure"],
            run.stderr.trim()
        ));
    }
    (true, wrong)
}

fn describe(workflow: &Workflow, fault: &Fault) -> String {
    let counted = |call: &&String| fault.functions.is_empty() || fault.functions.contains(call);
    let function = workflow.calls.iter().filter(counted).nth(fault.call - 1);
    let second = fault.second.as_ref();
    let second = second.map_or(String::new(), |second| {
        format!(
            ", then {:?} {:?} at call {}",
            second.when, second.action, second.call
        )
    });
    format!(
        "{}: {} {} at call {} ({}){second}",
        workflow.name,
        fault.column(),
        fault.code,
        fault.call,
        function.map_or("?", String::as_str)
    )
}

/// The same numbers every time (xorshift).
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}
