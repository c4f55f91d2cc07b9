//! One line typed at a terminal that neither echoes nor acts on keys by itself.

use unicode_width::UnicodeWidthChar;

use super::console::Console;
use crate::secret::SecretText;
use crate::ui::NoAnswer;
use crate::ui::secret_buffer::{LIMIT, NotASecret, SecretBuffer};

/// Whether what is typed is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Echo {
    /// Each character as it is typed.
    Shown,
    /// Nothing, not even the number of characters.
    Hidden,
}

/// Where in an escape sequence, such as that of an arrow key, the input stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sequence {
    None,
    Escape,
    Body,
}

const CTRL_C: char = '\u{3}';
const CTRL_D: char = '\u{4}';
const CTRL_U: char = '\u{15}';
const CTRL_Z: char = '\u{1a}';
const ESCAPE: char = '\u{1b}';
const CTRL_BACKSLASH: char = '\u{1c}';

/// Reads up to the Enter key, which is answered with a line feed.
///
/// # Errors
/// [`NoAnswer`] on Ctrl-C or Ctrl-\, at the end of the input (Ctrl-D or Ctrl-Z on an empty line),
/// when more is typed than a secret may have, or when the terminal fails.
pub(super) fn read(console: &mut impl Console, echo: Echo) -> Result<SecretText, NoAnswer> {
    let outcome = edit(console, echo);
    // The Enter key was not echoed; what comes next starts on a line of its own.
    console.write("\r\n").map_err(broken)?;
    outcome
}

fn edit(console: &mut impl Console, echo: Echo) -> Result<SecretText, NoAnswer> {
    let mut line = SecretBuffer::new();
    let mut sequence = Sequence::None;
    loop {
        let Some(c) = console.next().map_err(broken)? else {
            return Err(NoAnswer::EndOfInput);
        };
        // The bytes of an arrow key are no part of a PIN: sent along, they would cost a try.
        sequence = match (sequence, c) {
            (Sequence::None, ESCAPE) => Sequence::Escape,
            (Sequence::Escape, '[' | 'O') => Sequence::Body,
            (Sequence::Body, '\u{20}'..='\u{3f}') => Sequence::Body,
            (Sequence::Body, '\u{40}'..='\u{7e}') => {
                sequence = Sequence::None;
                continue;
            }
            _ => Sequence::None,
        };
        if sequence != Sequence::None {
            continue;
        }
        match c {
            '\r' | '\n' => return line.into_typed().map_err(unfit),
            CTRL_C | CTRL_BACKSLASH => return Err(NoAnswer::Interrupted),
            CTRL_D | CTRL_Z if line.is_empty() => return Err(NoAnswer::EndOfInput),
            '\u{8}' | '\u{7f}' => {
                if let Some(gone) = line.pop() {
                    rub_out(console, echo, gone.width().unwrap_or(0))?;
                }
            }
            CTRL_U => {
                let columns = line.text().map_or(0, crate::ui::visible::width);
                line.clear();
                rub_out(console, echo, columns)?;
            }
            c if c.is_control() => {}
            c => {
                line.push(c);
                if echo == Echo::Shown {
                    console.write(c.encode_utf8(&mut [0; 4])).map_err(broken)?;
                }
            }
        }
    }
}

fn rub_out(console: &mut impl Console, echo: Echo, columns: usize) -> Result<(), NoAnswer> {
    match echo {
        Echo::Shown => console
            .write(&"\u{8} \u{8}".repeat(columns))
            .map_err(broken),
        Echo::Hidden => Ok(()),
    }
}

fn unfit(fault: NotASecret) -> NoAnswer {
    match fault {
        NotASecret::TooLong => NoAnswer::TooLong { limit: LIMIT },
        // Characters were put in and the Enter key ends the line.
        NotASecret::NotUtf8 | NotASecret::SeveralLines => NoAnswer::EndOfInput,
    }
}

/// A signal that is caught at the prompt is the wish to stop.
fn broken(source: std::io::Error) -> NoAnswer {
    match source.kind() {
        std::io::ErrorKind::Interrupted => NoAnswer::Interrupted,
        _ => NoAnswer::Terminal { source },
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    struct Typist<'a> {
        keys: std::str::Chars<'a>,
        screen: String,
    }

    impl Console for Typist<'_> {
        fn next(&mut self) -> io::Result<Option<char>> {
            Ok(self.keys.next())
        }

        fn write(&mut self, text: &str) -> io::Result<()> {
            self.screen.push_str(text);
            Ok(())
        }
    }

    fn typed(keys: &str, echo: Echo) -> (Result<String, NoAnswer>, String) {
        let mut typist = Typist {
            keys: keys.chars(),
            screen: String::new(),
        };
        let line = read(&mut typist, echo).map(|line| line.expose().to_owned());
        (line, typist.screen)
    }

    fn hidden(keys: &str) -> Result<String, NoAnswer> {
        let (line, screen) = typed(keys, Echo::Hidden);
        assert_eq!(screen, "\r\n", "a hidden line shows nothing");
        line
    }

    #[test]
    fn a_hidden_line_shows_nothing_and_is_edited() {
        assert_eq!(hidden("12x\u{7f}34\r").unwrap(), "1234");
        assert_eq!(hidden("wrong\u{15}1234\n").unwrap(), "1234");
        assert_eq!(hidden("\r").unwrap(), "");
    }

    #[test]
    fn arrow_keys_put_nothing_into_a_pin() {
        let arrows = "1\u{1b}[A2\u{1b}[1;5C3\u{1b}OP4\u{1b}[3~5\r";
        assert_eq!(hidden(arrows).unwrap(), "12345");
    }

    #[test]
    fn a_bare_escape_key_swallows_no_digit() {
        assert_eq!(hidden("1\u{1b}2\r").unwrap(), "12");
    }

    #[test]
    fn giving_up_is_no_answer() {
        assert!(matches!(hidden("12\u{3}"), Err(NoAnswer::Interrupted)));
        assert!(matches!(hidden("\u{4}"), Err(NoAnswer::EndOfInput)));
        assert!(matches!(hidden("12"), Err(NoAnswer::EndOfInput)));
        assert_eq!(hidden("12\u{4}3\r").unwrap(), "123");
    }

    #[test]
    fn rubs_out_both_columns_of_a_japanese_character() {
        let (line, screen) = typed("は\u{7f}y\r", Echo::Shown);
        assert_eq!(line.unwrap(), "y");
        assert_eq!(screen, "は\u{8} \u{8}\u{8} \u{8}y\r\n");
    }
}
