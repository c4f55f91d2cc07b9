//! Looks at tokens that have come, several at once: each by a process of its own.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use tokendesk::token::TokenFacts;

use super::apart;
use super::sighting::{Seen, Sighting};

/// How many run at once: a hub full of tokens is looked at in one go, a hundred virtual ones do not start as many processes.
const MOST: usize = 10;

/// Looks under way, and tokens that wait for one.
#[derive(Debug)]
pub struct Looks {
    module: PathBuf,
    sender: Sender<Box<Seen>>,
    receiver: Receiver<Box<Seen>>,
    waiting: VecDeque<TokenFacts>,
    running: usize,
}

impl Looks {
    /// Looks through the module at `module`.
    pub fn through(module: &Path) -> Self {
        let (sender, receiver) = mpsc::channel();
        Self {
            module: module.to_owned(),
            sender,
            receiver,
            waiting: VecDeque::new(),
            running: 0,
        }
    }

    /// Has a token looked at as soon as there is room.
    pub fn begin(&mut self, token: TokenFacts) {
        self.waiting.push_back(token);
        self.start();
    }

    /// Whether every token that was begun with has been told of.
    pub fn is_idle(&self) -> bool {
        self.running == 0 && self.waiting.is_empty()
    }

    /// Gives what the looks come to, as it comes, for as long as `pause`; false as soon as `tell` says so.
    pub fn hear_for(&mut self, pause: Duration, mut tell: impl FnMut(Box<Seen>) -> bool) -> bool {
        let began = Instant::now();
        while let Some(left) = pause.checked_sub(began.elapsed()) {
            let Ok(seen) = self.receiver.recv_timeout(left) else {
                break;
            };
            self.running = self.running.saturating_sub(1);
            self.start();
            if !tell(seen) {
                return false;
            }
        }
        true
    }

    fn start(&mut self) {
        while self.running < MOST {
            let Some(token) = self.waiting.pop_front() else {
                return;
            };
            self.running = self.running.saturating_add(1);
            let (module, sender) = (self.module.clone(), self.sender.clone());
            thread::spawn(move || {
                let seen = look(&module, &token).unwrap_or_else(|error| {
                    tracing::info!(%error, "the process that looks at a token told nothing");
                    None
                });
                let mut seen = seen.unwrap_or_else(|| Box::new(Seen::of(&token, None)));
                // The other process may number the slots otherwise.
                seen.facts.slot = token.slot;
                let _ = sender.send(seen);
            });
        }
    }
}

fn look(module: &Path, token: &TokenFacts) -> io::Result<Option<Box<Seen>>> {
    let mut command = apart::watching(module)?;
    command.arg("--in").arg(token.slot.0.to_string());
    command.arg(format!("--serial={}", token.serial.as_str()));
    let mut child = command.spawn()?;
    // Held open for as long as its answer is wanted: it ends when this process does.
    let pipe = child.stdin.take();
    let output = child.wait_with_output()?;
    drop(pipe);
    let lines = output.stdout.split(|byte| *byte == b'\n');
    let mut sightings = lines.filter_map(|line| serde_json::from_slice(line).ok());
    Ok(sightings.find_map(|sighting| match sighting {
        Sighting::Seen(seen) => Some(seen),
        _ => None,
    }))
}
