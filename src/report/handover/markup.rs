//! HTML in the making: markup that is in the program, text that is escaped, and nothing else.

use crate::ui::visible::visible;

/// HTML in the making.
#[derive(Debug, Default)]
pub(super) struct Markup {
    html: String,
}

impl Markup {
    /// Adds markup; only the program's own.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.html.push_str(markup);
        self
    }

    /// Adds text, or the value of an attribute: what is hidden is spelt out, what is markup is escaped.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in visible(text).chars() {
            match c {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\'' => self.html.push_str("&#39;"),
                c => self.html.push(c),
            }
        }
        self
    }

    /// Adds a number, such as a coordinate, with two digits behind the point.
    pub fn number(&mut self, number: f64) -> &mut Self {
        self.html.push_str(&format!("{number:.2}"));
        self
    }

    /// The HTML.
    pub fn finish(self) -> String {
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let mut markup = Markup::default();
        markup.text("</td><script>alert('\"&\u{202e}\u{0}')</script>");
        let expected =
            "&lt;/td&gt;&lt;script&gt;alert(&#39;&quot;&amp;\\u{202e}\\u{0}&#39;)&lt;/script&gt;";
        assert_eq!(markup.finish(), expected);
    }
}
