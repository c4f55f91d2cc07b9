//! Why the clock is not believed, in words.

use super::{Told, Voice};
use crate::clock::ImplausibleClock;
use crate::say;

pub(super) fn tell(error: &ImplausibleClock, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match error {
        ImplausibleClock::BeforeBuild { now, built } => Told::new(
            "clock-before-build",
            say!(
                c,
                "cause-clock-before-build",
                now = voice.time(*now),
                other = voice.time(*built)
            ),
            say!(c, "remedy-clock-before-build"),
        ),
        ImplausibleClock::FarAfterBuild { now, built } => Told::new(
            "clock-far-after-build",
            say!(
                c,
                "cause-clock-far-after-build",
                now = voice.time(*now),
                other = voice.time(*built)
            ),
            say!(c, "remedy-clock-far-after-build"),
        ),
        ImplausibleClock::BeforeJournal { now, last } => Told::new(
            "clock-before-journal",
            say!(
                c,
                "cause-clock-before-journal",
                now = voice.time(*now),
                other = voice.time(*last)
            ),
            say!(c, "remedy-clock-before-journal"),
        ),
    }
}
