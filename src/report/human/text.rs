//! Text built block by block: headings, facts, tables and sentences, indented and broken into lines.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::Style;
use crate::report::Voice;
use crate::ui::table::{Facts, Table, Tone, paint};
use crate::ui::visible::{visible, width};

/// Lines of text in one style.
pub(super) struct Text<'a> {
    style: &'a Style<'a>,
    lines: String,
}

impl<'a> Text<'a> {
    pub fn new(style: &'a Style<'a>) -> Self {
        Self {
            style,
            lines: String::new(),
        }
    }

    /// The language and the time zone.
    pub fn voice(&self) -> Voice<'a> {
        Voice {
            catalogue: self.style.catalogue,
            time_zone: self.style.time_zone.clone(),
        }
    }

    /// The text, without blank lines at its end.
    pub fn finish(self) -> String {
        let text = self.lines.trim_end();
        if text.is_empty() {
            String::new()
        } else {
            format!("{text}\n")
        }
    }

    /// A blank line between two blocks; none at the beginning.
    pub fn gap(&mut self) {
        if !self.lines.is_empty() && !self.lines.ends_with("\n\n") {
            self.lines.push('\n');
        }
    }

    /// A line above a block.
    pub fn heading(&mut self, heading: &str) {
        self.gap();
        self.lines.push_str(&visible(heading));
        self.lines.push('\n');
    }

    /// A sentence, broken at the terminal's width.
    pub fn sentence(&mut self, sentence: &str, tone: Tone) {
        self.hanging("", sentence, tone);
    }

    /// A sentence behind a mark; its further lines stand under its first.
    pub fn hanging(&mut self, mark: &str, sentence: &str, tone: Tone) {
        let margin = width(mark);
        let room = self.style.width.map_or(usize::MAX, |columns| {
            usize::from(columns).saturating_sub(margin)
        });
        let mut start = paint(mark, tone, self.style.colour);
        for line in wrap(&visible(sentence), room.max(20)) {
            self.lines.push_str(&start);
            self.lines.push_str(&match mark {
                "" => paint(line, tone, self.style.colour),
                _ => line.to_owned(),
            });
            self.lines.push('\n');
            start = " ".repeat(margin);
        }
    }

    /// A line to be copied whole: broken nowhere, indented by two columns.
    pub fn verbatim(&mut self, line: &str) {
        self.lines.push_str("  ");
        self.lines.push_str(&visible(line));
        self.lines.push('\n');
    }

    /// Names and values, indented by `indent` columns.
    pub fn facts(&mut self, facts: &Facts, indent: usize) {
        self.indented(&facts.render(self.style.layout()), indent);
    }

    /// A table, indented by two columns.
    pub fn table(&mut self, table: &Table) {
        let mut layout = self.style.layout();
        layout.columns = layout.columns.map(|columns| columns.saturating_sub(2));
        self.indented(&table.render(layout), 2);
    }

    fn indented(&mut self, block: &str, indent: usize) {
        for line in block.lines() {
            if !line.is_empty() {
                self.lines.push_str(&" ".repeat(indent));
                self.lines.push_str(line.trim_end());
            }
            self.lines.push('\n');
        }
    }
}

/// Breaks text where its script allows it (UAX 14), into lines of at most `columns` where that is possible.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0);
    for (place, opportunity) in linebreaks(text) {
        let line = text.get(start..place).unwrap_or_default();
        if width(line.trim_end()) > columns && end > start {
            lines.push(text.get(start..end).unwrap_or_default().trim_end());
            start = end;
        }
        // An option such as --old-first is copied whole, so a hyphen ends no line.
        if !line.ends_with('-') {
            end = place;
        }
        if opportunity == BreakOpportunity::Mandatory {
            lines.push(text.get(start..place).unwrap_or_default().trim_end());
            start = place;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn japanese_breaks_between_characters_but_not_before_a_full_stop() {
        assert_eq!(
            wrap("鍵を書き込みました。終わり。", 19),
            ["鍵を書き込みまし", "た。終わり。"]
        );
    }

    #[test]
    fn english_breaks_between_words() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
    }

    #[test]
    fn an_option_stays_whole() {
        assert_eq!(wrap("give --old-first", 9), ["give", "--old-first"]);
    }

    #[test]
    fn what_cannot_be_broken_stays_whole() {
        let digest = "ab".repeat(32);
        let text = format!("see {digest} there");
        assert_eq!(wrap(&text, 20), ["see", &digest, "there"]);
    }
}
