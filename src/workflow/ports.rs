//! What a run is given to work with: a token, a journal, and somebody who watches.

use crate::audit::Journal;
use crate::token::TokenWriter;

/// What a run is doing, for whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Activity {
    /// Looking at the token.
    Looking,
    /// Writing object `nth` of `of`.
    Writing {
        /// Which one, from 1.
        nth: usize,
        /// How many.
        of: usize,
    },
    /// Having the token sign and verifying the signature.
    Proving,
    /// Trying TLS with the new identity.
    Handshaking,
    /// Removing object `nth` of `of`.
    Removing {
        /// Which one, from 1.
        nth: usize,
        /// How many.
        of: usize,
    },
    /// Taking back what was written.
    Undoing,
}

/// Whoever watches a run: shows what happens, and says when it should stop.
pub trait Watch {
    /// Is told what happens now.
    fn sees(&mut self, activity: Activity);

    /// Whether the run should stop at the next place where nothing is half done.
    fn is_interrupted(&self) -> bool;
}

/// Watches nothing and never interrupts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn sees(&mut self, _activity: Activity) {}

    fn is_interrupted(&self) -> bool {
        false
    }
}

/// What a run is given to work with.
#[expect(missing_debug_implementations, reason = "ports are not data")]
pub struct Ports<'a> {
    /// The token, logged in.
    pub token: &'a mut dyn TokenWriter,
    /// The journal.
    pub journal: &'a mut dyn Journal,
    /// Whoever watches.
    pub watch: &'a mut dyn Watch,
}
