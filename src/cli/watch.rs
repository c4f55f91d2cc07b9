//! Watching a run: progress on the terminal, and Ctrl-C or SIGTERM as a wish to stop, not as the end.

use std::sync::atomic::{AtomicBool, Ordering};

use tokendesk::report::step::{self, Step};
use tokendesk::ui::Progress;
use tokendesk::workflow::{Activity, Cause, Failure, Stage, Watch};

use super::desk::Desk;

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
    desk: &'a Desk<'a>,
    serial: Option<String>,
    progress: Box<dyn Progress + 'a>,
}

impl<'a> Watcher<'a> {
    /// Starts to show what the run on the token `serial` does.
    pub fn new(desk: &'a Desk<'a>, serial: Option<&str>) -> Self {
        let looking = Step::Doing(Activity::Looking);
        Self {
            desk,
            serial: serial.map(str::to_owned),
            progress: desk.ui.start(&step::tell(looking, desk.catalogue)),
        }
    }

    /// Takes the progress off the screen.
    pub fn finish(self) {
        self.progress.finish();
    }
}

impl Watch for Watcher<'_> {
    fn sees(&mut self, activity: Activity) {
        let step = Step::Doing(activity);
        self.progress.say(&step::tell(step, self.desk.catalogue));
        self.desk.step(step, self.serial.as_deref());
    }

    fn is_interrupted(&self) -> bool {
        is_interrupted()
    }
}
