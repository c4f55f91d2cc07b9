//! Text from tokens and files made safe to show: what would move a cursor or hide is spelt out.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Spells out control characters, line breaks included, and invisible ones: `\u{1b}`.
///
/// A label is whatever a driver returns; shown raw, it could erase the line above it, or read
/// backwards (Unicode TR 36 §2.1).
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    spell_out(text, is_hidden)
}

/// Like [`visible`], for text of several lines: line feeds stay.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    spell_out(text, |c| c != '\n' && is_hidden(c))
}

fn spell_out(text: &str, hides: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&hides) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if hides(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Control characters, line separators, direction marks, zero-width characters and tags.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// The columns that `text` takes on a terminal; Japanese characters take two.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Fills `text` up to `columns` with spaces on the right; longer text stays as it is.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    let mut padded = text.to_owned();
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

/// Cuts `text` to at most `columns`, `...` at its end where something is missing.
#[must_use]
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    const MARK: &str = "...";
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mark = MARK.get(..columns.min(MARK.len())).unwrap_or(MARK);
    let mut room = columns.saturating_sub(mark.len());
    let mut kept = String::new();
    for c in text.chars() {
        let Some(left) = room.checked_sub(c.width().unwrap_or(0)) else {
            break;
        };
        room = left;
        kept.push(c);
    }
    kept.push_str(mark);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_out_what_moves_a_cursor_or_hides() {
        assert_eq!(visible("A\u{1b}[2J\n\0"), r"A\u{1b}[2J\u{a}\u{0}");
        assert_eq!(visible("ab\u{202e}c\u{200b}"), r"ab\u{202e}c\u{200b}");
        assert_eq!(visible_lines("a\nb\r"), "a\nb\\u{d}");
    }

    #[test]
    fn leaves_ordinary_japanese_alone() {
        assert!(matches!(visible("電力 太郎（２）"), Cow::Borrowed(_)));
    }

    #[test]
    fn counts_two_columns_for_a_japanese_character() {
        assert_eq!((width("有効"), width("ok"), width("ｱ")), (4, 2, 1));
        assert_eq!(pad("有効", 6), "有効  ");
    }

    #[test]
    fn cuts_at_the_column_and_never_half_a_character() {
        assert_eq!(cut("証明書と鍵", 10), "証明書と鍵");
        assert_eq!(cut("証明書と鍵", 9), "証明書...");
        assert_eq!(cut("証明書と鍵", 8), "証明...");
        assert_eq!(cut("証明書と鍵", 2), "..");
    }
}
