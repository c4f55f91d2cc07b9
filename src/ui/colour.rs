//! Whether text is coloured: what the person asked for, else what the output is.

/// What `--color` said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColourChoice {
    /// Colour on a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Colour everywhere.
    Always,
    /// No colour.
    Never,
}

/// Whether text carries colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Colour, as ANSI sequences.
    On,
    /// Plain text.
    Off,
}

/// What an output is connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// A terminal that understands ANSI sequences.
    Terminal,
    /// A pipe, a file, or a terminal that calls itself dumb.
    Elsewhere,
}

impl ColourChoice {
    /// Decides for one output; `no_color` is the variable's value (no-color.org: set and not
    /// empty means no colour; an explicit `--color always` outranks it).
    #[must_use]
    pub fn decide(self, no_color: Option<&str>, output: Output) -> Colour {
        let asked_for_none = no_color.is_some_and(|value| !value.is_empty());
        match (self, output) {
            (Self::Always, _) => Colour::On,
            (Self::Auto, Output::Terminal) if !asked_for_none => Colour::On,
            (Self::Auto | Self::Never, _) => Colour::Off,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_a_terminal_unless_told_otherwise() {
        use ColourChoice::{Always, Auto, Never};
        use Output::{Elsewhere, Terminal};
        let table = [
            (Auto, None, Terminal, Colour::On),
            (Auto, Some(""), Terminal, Colour::On),
            (Auto, Some("1"), Terminal, Colour::Off),
            (Auto, None, Elsewhere, Colour::Off),
            (Always, Some("1"), Elsewhere, Colour::On),
            (Never, None, Terminal, Colour::Off),
        ];
        for row @ (choice, no_color, output, expected) in table {
            assert_eq!(choice.decide(no_color, output), expected, "{row:?}");
        }
    }
}
