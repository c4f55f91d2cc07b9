//! What speaks to a person: languages, prompts, progress, tables.
//!
//! The rules every implementation of [`Ui`] keeps:
//!
//! - Results go to standard output and are none of its business; it writes to standard error and
//!   to the terminal.
//! - A question is read from the terminal itself, never from standard input, and no is its
//!   default. Where there is no terminal, or the person types Ctrl-C or ends the input, nobody has
//!   answered: that is neither yes nor no.
//! - A secret is asked for hidden, is held in a type that wipes itself, and is never shown back.
//! - Progress is for eyes: it is drawn on a terminal only, and never reaches a pipe or a file.
//! - Below the command line nothing opens a terminal, reads the locale or the environment; a `&dyn
//!   Ui` and a [`Catalogue`] are passed in.
//!
//! ```
//! use tokendesk::say;
//! use tokendesk::ui::{Answer, Catalogue, Language, Quiet, Ui};
//!
//! let catalogue = Catalogue::new(Language::Japanese);
//! assert_eq!(say!(catalogue, "prompt-pin", serial = "A1B2"), "トークン A1B2 の PIN");
//!
//! let ui = Quiet;
//! assert_eq!(ui.confirm("?"), Answer::Nobody);
//! ```

pub mod catalogue;
pub mod colour;
pub mod language;
mod quiet;
mod secret_buffer;
pub mod secret_source;
pub mod table;
pub mod terminal;
pub mod visible;
pub mod words;

pub use catalogue::Catalogue;
pub use colour::{Colour, ColourChoice};
pub use language::{Language, LocaleSettings};
pub use quiet::Quiet;
pub use secret_source::SecretSource;
pub use terminal::Terminal;

use crate::secret::SecretText;

/// How a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A person typed a clear yes.
    Yes,
    /// A person typed no, only the Enter key, or Ctrl-C.
    No,
    /// Nobody answered: no terminal, or end of input.
    Nobody,
}

/// Why a secret that was asked for did not come.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// There is no terminal, or nobody may be asked.
    #[error("there is no terminal to ask at")]
    NobodyToAsk,
    /// The person typed Ctrl-C.
    #[error("interrupted at the prompt")]
    Interrupted,
    /// The terminal's input ended before a line was complete.
    #[error("the terminal's input ended at the prompt")]
    EndOfInput,
    /// More was typed than any PIN or password has.
    #[error("more than {limit} bytes were typed")]
    TooLong {
        /// The most that is taken, bytes of UTF-8.
        limit: usize,
    },
    /// The terminal failed.
    #[error("the terminal cannot be read")]
    Terminal {
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

/// A step under way, shown until it is finished or dropped.
pub trait Progress {
    /// Replaces the text of the step, such as when the second of three objects is written.
    fn say(&self, text: &str);

    /// Shows how far the step is: `done` of `of`.
    fn reach(&self, done: u64, of: u64);

    /// Takes the step off the screen; dropping does the same.
    fn finish(self: Box<Self>);
}

/// The person in front of the program, or the lack of one.
pub trait Ui {
    /// Tells something worth knowing; silent when the person asked for quiet.
    fn notice(&self, text: &str);

    /// Tells something that needs attention; told even when the person asked for quiet.
    fn warn(&self, text: &str);

    /// Shows `step` as under way.
    #[must_use = "the step is taken off the screen when this is dropped"]
    fn start(&self, step: &str) -> Box<dyn Progress>;

    /// Asks a yes-or-no question; anything but a clear yes is not a yes.
    fn confirm(&self, question: &str) -> Answer;

    /// Asks for a secret, hidden while it is typed; an empty line is an empty secret.
    ///
    /// # Errors
    /// [`NoAnswer`] when there is nobody to ask, the person gave up, or the terminal failed.
    fn ask_secret(&self, prompt: &str) -> Result<SecretText, NoAnswer>;

    /// Asks for a line, shown while it is typed; such as the number of one thing among several.
    ///
    /// # Errors
    /// [`NoAnswer`] when there is nobody to ask, the person gave up, or the terminal failed.
    fn ask_line(&self, _prompt: &str) -> Result<String, NoAnswer> {
        Err(NoAnswer::NobodyToAsk)
    }

    /// Whether a person sits there who may be asked and waited for.
    fn is_attended(&self) -> bool {
        false
    }

    /// Rings for a person who does not look; silent where nobody sits or quiet was asked for.
    fn ring(&self) {}
}
