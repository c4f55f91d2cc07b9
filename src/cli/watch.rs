//! Watching a run: progress on the terminal, and Ctrl-C or SIGTERM as a wish to stop, not as the end.

use std::sync::atomic::{AtomicBool, Ordering};

use tokendesk::say;
use tokendesk::ui::{Catalogue, Progress, Ui};
use tokendesk::workflow::{Activity, Cause, Failure, Stage, Watch};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C and SIGTERM let the step in hand be finished or undone.
pub fn heed_signals() {
    // A second handler cannot be set and is not needed: the flag is one for the process.
    let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst));
}

/// Whether somebody wants the run to stop.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Ends a run that has changed nothing yet, when somebody wants it to stop.
///
/// # Errors
/// A [`Failure`] of the stage that would have come next, token untouched.
pub fn stop_before(stage: Stage) -> Result<(), Failure> {
    if is_interrupted() {
        return Err(Failure::untouched(stage, Cause::Interrupted));
    }
    Ok(())
}

/// Shows what a run does, and tells it when somebody wants it to stop.
pub struct Watcher<'a> {
    catalogue: &'a Catalogue,
    progress: Box<dyn Progress + 'a>,
}

impl<'a> Watcher<'a> {
    /// Starts to show what the run does.
    pub fn new(catalogue: &'a Catalogue, ui: &'a dyn Ui) -> Self {
        let progress = ui.start(&say!(catalogue, "progress-looking"));
        Self {
            catalogue,
            progress,
        }
    }

    /// Takes the progress off the screen.
    pub fn finish(self) {
        self.progress.finish();
    }
}

impl Watch for Watcher<'_> {
    fn sees(&mut self, activity: Activity) {
        let text = match activity {
            Activity::Looking => say!(self.catalogue, "progress-looking"),
            Activity::Writing { nth, of } => {
                say!(self.catalogue, "progress-writing", nth = nth, of = of)
            }
            Activity::Proving => say!(self.catalogue, "progress-proving"),
            Activity::Handshaking => say!(self.catalogue, "progress-handshaking"),
            Activity::Removing { nth, of } => {
                say!(self.catalogue, "progress-removing", nth = nth, of = of)
            }
            Activity::Undoing => say!(self.catalogue, "progress-undoing"),
        };
        self.progress.say(&text);
    }

    fn is_interrupted(&self) -> bool {
        is_interrupted()
    }
}
