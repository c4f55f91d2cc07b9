//! A file looked at by a process of its own, so that a module that crashes or hangs takes nobody along.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{End, Finding};
use crate::token::{ModuleFacts, ReturnCode, SlotFailure, SlotId, TokenError, TokenFacts};

/// The argument by which the program becomes such a process; the file follows.
pub const ARGUMENT: &str = "probe-module";

/// What the answer begins with: modules write to standard output as they like.
const MARK: &str = "tokendesk-probe:";

/// How long a module may take to start and to tell of its tokens: OpenSC reads some seventy answers of each token
/// before it tells of any, and ten tokens may be plugged in.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a process that was ended may take to be gone; one that waits for USB does not go at all.
const PARTING: Duration = Duration::from_millis(500);

/// Looks at files by processes of this program.
#[derive(Debug)]
pub struct Prober {
    program: PathBuf,
}

impl Prober {
    /// Uses the running program, which has to know [`ARGUMENT`]; `None` where the system does not tell its file.
    #[must_use]
    pub fn of_this_program() -> Option<Self> {
        let program = std::env::current_exe().ok()?;
        Some(Self { program })
    }

    /// What comes of a file; in this process where no other can be started.
    #[must_use]
    pub fn look(&self, path: &Path) -> Finding {
        let mut command = Command::new(&self.program);
        command.arg(ARGUMENT).arg(path);
        command.stdin(Stdio::null()).stderr(Stdio::null());
        match command.stdout(Stdio::piped()).spawn() {
            Ok(child) => await_answer(child, path),
            Err(error) => {
                tracing::info!(%error, "no process to look at modules");
                super::look(path)
            }
        }
    }
}

fn await_answer(mut child: Child, path: &Path) -> Finding {
    let (sender, answers) = channel();
    if let Some(output) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(answer) = line.strip_prefix(MARK) {
                    let _ = sender.send(answer.to_owned());
                    return;
                }
            }
        });
    }
    let end = match answers.recv_timeout(PATIENCE) {
        Ok(answer) => match serde_json::from_str::<Answer>(&answer) {
            Ok(answer) => {
                let _ = ended(&mut child);
                return answer.into_finding(path);
            }
            Err(error) => End::Crashed {
                how: error.to_string(),
            },
        },
        Err(RecvTimeoutError::Disconnected) => match ended(&mut child) {
            Some(status) => End::Crashed {
                how: status.to_string(),
            },
            None => End::Hung { after: PATIENCE },
        },
        Err(RecvTimeoutError::Timeout) => {
            let _ = child.kill();
            let _ = ended(&mut child);
            End::Hung { after: PATIENCE }
        }
    };
    Finding::Died(end)
}

/// How the process ended, if it does so soon; it is ended if not.
fn ended(child: &mut Child) -> Option<ExitStatus> {
    let step = Duration::from_millis(5);
    let mut waited = Duration::ZERO;
    while waited < PARTING {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        std::thread::sleep(step);
        waited = waited.saturating_add(step);
    }
    let _ = child.kill();
    None
}

/// Looks at a file and tells what came of it: all that such a process does.
///
/// # Errors
/// What writing to `out` fails with.
pub fn answer(path: &Path, out: &mut dyn Write) -> std::io::Result<()> {
    // The module was finalized and unloaded by now: what crashes there has crashed.
    let answer = Answer::from(super::look(path));
    writeln!(out, "\n{MARK}{}", serde_json::to_string(&answer)?)
}

/// A finding on its way to the process that asked.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Module {
        module: ModuleFacts,
        tokens: Vec<TokenFacts>,
        uninitialised: Vec<TokenFacts>,
        failures: Vec<(SlotId, Refusal)>,
    },
    Failed(Refusal),
}

/// An error on its way.
#[derive(Debug, Serialize, Deserialize)]
enum Refusal {
    Call { function: String, code: ReturnCode },
    NotAModule { reason: String },
    NotLoadable { reason: String },
}

impl From<Finding> for Answer {
    fn from(finding: Finding) -> Self {
        let (module, tokens, uninitialised, failures) = match finding {
            Finding::Shows {
                module,
                tokens,
                failures,
            } => (module, tokens, Vec::new(), failures),
            Finding::NoToken {
                module,
                uninitialised,
                failures,
            } => (module, Vec::new(), uninitialised, failures),
            Finding::Failed(error) => return Self::Failed(error.into()),
            Finding::SameAs(_) | Finding::NotNeeded | Finding::Died(_) => {
                let reason = "not looked at".to_owned();
                return Self::Failed(Refusal::NotLoadable { reason });
            }
        };
        let failures = failures.into_iter();
        Self::Module {
            module,
            tokens,
            uninitialised,
            failures: failures
                .map(|failure| (failure.slot, failure.error.into()))
                .collect(),
        }
    }
}

impl Answer {
    fn into_finding(self, path: &Path) -> Finding {
        let (module, tokens, uninitialised, failures) = match self {
            Self::Failed(refusal) => return Finding::Failed(refusal.into_error(path)),
            Self::Module {
                module,
                tokens,
                uninitialised,
                failures,
            } => (module, tokens, uninitialised, failures),
        };
        // Paths need not be text, and are known here.
        let module = ModuleFacts {
            path: path.to_owned(),
            ..module
        };
        let failures = failures.into_iter();
        let failures = failures.map(|(slot, refusal)| SlotFailure {
            slot,
            error: refusal.into_error(path),
        });
        super::shown(module, tokens, uninitialised, failures.collect())
    }
}

impl From<TokenError> for Refusal {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Call { function, code } => Self::Call {
                function: function.to_owned(),
                code,
            },
            TokenError::NotAModule { reason, .. } => Self::NotAModule { reason },
            TokenError::NotLoadable { reason, .. } => Self::NotLoadable { reason },
            TokenError::Gone { .. } | TokenError::Changed { .. } | TokenError::Nonsense { .. } => {
                let reason = error.to_string();
                Self::NotLoadable { reason }
            }
        }
    }
}

/// The functions that a look calls.
const FUNCTIONS: [&str; 6] = [
    "C_GetFunctionList",
    "C_Initialize",
    "C_GetInfo",
    "C_GetSlotList",
    "C_GetSlotInfo",
    "C_GetTokenInfo",
];

impl Refusal {
    fn into_error(self, path: &Path) -> TokenError {
        let path = path.to_owned();
        match self {
            Self::NotAModule { reason } => TokenError::NotAModule { path, reason },
            Self::NotLoadable { reason } => TokenError::NotLoadable { path, reason },
            Self::Call { function, code } => {
                let known = FUNCTIONS.into_iter().find(|known| *known == function);
                match known {
                    Some(function) => TokenError::Call { function, code },
                    None => TokenError::NotLoadable {
                        path,
                        reason: format!("{function} answered {code}"),
                    },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(finding: Finding) -> Finding {
        let sent = serde_json::to_string(&Answer::from(finding)).unwrap();
        let came: Answer = serde_json::from_str(&sent).unwrap();
        came.into_finding(Path::new("/x/module.so"))
    }

    #[test]
    fn brings_an_error_over_as_it_was() {
        for function in FUNCTIONS {
            let code = ReturnCode(0x30);
            let error = TokenError::Call { function, code };
            let came = through(Finding::Failed(error));
            let Finding::Failed(TokenError::Call { function: told, .. }) = came else {
                panic!("{came:?}");
            };
            assert_eq!(told, function);
        }
    }

    #[test]
    fn brings_a_silent_slot_over_and_the_path_as_it_was_asked_for() {
        let error = TokenError::Call {
            function: "C_GetTokenInfo",
            code: ReturnCode(5),
        };
        let came = through(Finding::NoToken {
            module: ModuleFacts {
                path: PathBuf::from("other"),
                manufacturer: "Acme".to_owned(),
                description: "Acme".to_owned(),
                version: "1.0".to_owned(),
                cryptoki: "2.40".to_owned(),
            },
            uninitialised: Vec::new(),
            failures: vec![SlotFailure {
                slot: SlotId(u64::MAX),
                error,
            }],
        });
        let Finding::NoToken {
            module, failures, ..
        } = came
        else {
            panic!("{came:?}");
        };
        assert_eq!(module.path, Path::new("/x/module.so"));
        assert_eq!(failures[0].slot, SlotId(u64::MAX));
        assert_eq!(failures[0].error.code(), Some(ReturnCode(5)));
    }
}
