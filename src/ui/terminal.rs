//! The [`Ui`] of a person at a terminal: the one place that touches it.

mod console;
mod line;

use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use self::console::{Console, RawConsole};
use self::line::Echo;
use super::colour::{Colour, ColourChoice, Output};
use super::quiet::Unseen;
use super::table::{Layout, Tone, paint};
use super::visible::{visible, visible_lines};
use super::{Answer, Catalogue, NoAnswer, Progress, Ui};
use crate::say;
use crate::secret::SecretText;

/// How much is told beside results, warnings and questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chatter {
    /// Notices and progress.
    #[default]
    Normal,
    /// Neither: `-q`.
    Quiet,
}

/// What the command line and the environment say about speaking.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manners<'a> {
    /// How much is told.
    pub chatter: Chatter,
    /// What `--color` said.
    pub colour: ColourChoice,
    /// The variable `NO_COLOR`.
    pub no_color: Option<&'a str>,
    /// The variable `TERM`; `dumb` is a terminal without colour and progress.
    pub term: Option<&'a str>,
}

/// A person at a terminal, spoken to in the catalogue's language.
#[derive(Debug)]
pub struct Terminal<'a> {
    catalogue: &'a Catalogue,
    chatter: Chatter,
    colour: Colour,
    steps: MultiProgress,
    output: Output,
}

/// How often a question is asked before unclear answers count as no.
const ATTEMPTS: usize = 3;

impl<'a> Terminal<'a> {
    /// Makes ready to speak; nothing is shown and no terminal opened yet.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, manners: &Manners<'_>) -> Self {
        let output = output(std::io::stderr().is_terminal(), manners);
        Self {
            catalogue,
            chatter: manners.chatter,
            colour: manners.colour.decide(manners.no_color, output),
            steps: MultiProgress::with_draw_target(match output {
                Output::Terminal => ProgressDrawTarget::stderr(),
                Output::Elsewhere => ProgressDrawTarget::hidden(),
            }),
            output,
        }
    }

    fn tell(&self, line: &str) {
        // A standard error that is closed must not end a run that changes a token.
        self.steps
            .suspend(|| writeln!(std::io::stderr(), "{line}").ok());
    }

    fn ask(&self, question: &str, echo: Echo) -> Result<SecretText, NoAnswer> {
        self.steps.suspend(|| {
            let mut console = RawConsole::open().map_err(|_| NoAnswer::NobodyToAsk)?;
            let shown = console.write(question);
            shown.map_err(|source| NoAnswer::Terminal { source })?;
            line::read(&mut console, echo)
        })
    }

    fn understand(&self, typed: &str) -> Option<Answer> {
        let typed = half_width(typed.trim()).to_lowercase();
        let is_one_of = |letter: &str, english: &str, word: String| {
            typed == letter || typed == english || typed == word
        };
        if is_one_of("y", "yes", say!(self.catalogue, "answer-yes")) {
            Some(Answer::Yes)
        } else if typed.is_empty() || is_one_of("n", "no", say!(self.catalogue, "answer-no")) {
            Some(Answer::No)
        } else {
            None
        }
    }
}

impl Ui for Terminal<'_> {
    fn notice(&self, text: &str) {
        match self.chatter {
            Chatter::Normal => self.tell(&visible_lines(text)),
            Chatter::Quiet => {}
        }
    }

    fn warn(&self, text: &str) {
        let label = say!(self.catalogue, "notice-warning");
        let label = paint(&label, Tone::Warning, self.colour);
        self.tell(&format!("{label}{}", visible_lines(text)));
    }

    fn start(&self, step: &str) -> Box<dyn Progress> {
        if (self.chatter, self.output) != (Chatter::Normal, Output::Terminal) {
            return Box::new(Unseen);
        }
        let spinner = self.steps.add(ProgressBar::new_spinner());
        // The template is a constant that indicatif understands; were it not, its own is as good.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
            spinner.set_style(style.tick_chars("|/-\\ "));
        }
        spinner.set_message(visible(step).into_owned());
        spinner.enable_steady_tick(Duration::from_millis(120));
        Box::new(Spinner(spinner))
    }

    fn confirm(&self, question: &str) -> Answer {
        let mut prompt = visible_lines(question).into_owned();
        let _ = write!(prompt, " {} ", say!(self.catalogue, "answer-hint"));
        for _ in 0..ATTEMPTS {
            let typed = match self.ask(&prompt, Echo::Shown) {
                Ok(typed) => typed,
                // Whoever typed Ctrl-C is there, and does not want it.
                Err(NoAnswer::Interrupted) => return Answer::No,
                Err(_) => return Answer::Nobody,
            };
            if let Some(answer) = self.understand(typed.expose()) {
                return answer;
            }
            let unclear = say!(self.catalogue, "answer-unclear");
            prompt = format!("{unclear} {} ", say!(self.catalogue, "answer-hint"));
        }
        Answer::No
    }

    fn ask_secret(&self, prompt: &str) -> Result<SecretText, NoAnswer> {
        self.ask(&format!("{}: ", visible(prompt)), Echo::Hidden)
    }

    fn ask_line(&self, prompt: &str) -> Result<String, NoAnswer> {
        let typed = self.ask(&format!("{}: ", visible_lines(prompt)), Echo::Shown)?;
        Ok(half_width(typed.expose().trim()))
    }

    fn is_attended(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    fn ring(&self) {
        if (self.chatter, self.output) == (Chatter::Normal, Output::Terminal) {
            self.steps
                .suspend(|| std::io::stderr().write_all(b"\x07").ok());
        }
    }
}

/// A spinner, taken off the screen when dropped.
#[derive(Debug)]
struct Spinner(ProgressBar);

impl Progress for Spinner {
    fn say(&self, text: &str) {
        self.0.set_message(visible(text).into_owned());
    }

    fn reach(&self, done: u64, of: u64) {
        if self.0.length() != Some(of) {
            self.0.set_length(of);
            if let Ok(style) = ProgressStyle::with_template("[{bar:24}] {wide_msg}") {
                self.0.set_style(style.progress_chars("=> "));
            }
        }
        self.0.set_position(done);
    }

    fn finish(self: Box<Self>) {}
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// How results on standard output are laid out: by the width of the terminal, or plain.
#[must_use]
pub fn standard_output(manners: &Manners<'_>) -> Layout {
    let output = output(std::io::stdout().is_terminal(), manners);
    let size = ::console::Term::stdout().size_checked();
    Layout {
        columns: size
            .filter(|_| output == Output::Terminal)
            .map(|(_, columns)| columns),
        colour: manners.colour.decide(manners.no_color, output),
    }
}

fn output(is_terminal: bool, manners: &Manners<'_>) -> Output {
    if is_terminal && manners.term != Some("dumb") {
        Output::Terminal
    } else {
        Output::Elsewhere
    }
}

/// Letters as an input method for Japanese types them, turned into ASCII: `ｙ` is `y`.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match u32::from(c) {
            code @ 0xff01..=0xff5e => char::from_u32(code.saturating_sub(0xfee0)).unwrap_or(c),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Language;

    fn understood(language: Language, typed: &str) -> Option<Answer> {
        let catalogue = Catalogue::new(language);
        Terminal::new(&catalogue, &Manners::default()).understand(typed)
    }

    #[test]
    fn only_a_clear_yes_is_a_yes() {
        for typed in ["y", "Yes", " YES ", "ｙ", "はい"] {
            assert_eq!(understood(Language::Japanese, typed), Some(Answer::Yes));
        }
        for typed in ["", " ", "n", "No", "いいえ", "ｎ"] {
            assert_eq!(understood(Language::Japanese, typed), Some(Answer::No));
        }
        for typed in ["yy", "ye", "sure", "はいはい", "1"] {
            assert_eq!(understood(Language::English, typed), None, "{typed}");
        }
    }
}
