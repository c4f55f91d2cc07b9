//! Whether two screens say the same: digests, serials, dates and counts of days differ from run to run.

/// Whether the manual shows what the screen shows. A line `…` of the manual stands for what was left out there.
pub fn alike(manual: &str, screen: &str) -> bool {
    let parts: Vec<Vec<String>> = manual
        .lines()
        .map(plain)
        .collect::<Vec<_>>()
        .split(|line| line == "…")
        .map(sorted)
        .collect();
    let screen: Vec<String> = screen.lines().map(plain).collect();
    if parts.len() == 1 {
        return sorted(&screen) == parts[0];
    }
    // Something was left out: what is shown must be on the screen.
    parts
        .iter()
        .flatten()
        .all(|line| screen.iter().any(|shown| shown == line))
}

/// The screen without what the manual leaves out behind the command, as far as that can still be told.
pub fn left_out_as_before(manual: &str, screen: &str) -> String {
    let mut lines = manual.lines();
    let (Some(command), Some("…"), Some(first)) = (lines.next(), lines.next(), lines.next())
    else {
        return screen.to_owned();
    };
    let shown: Vec<&str> = screen.lines().collect();
    let Some(from) = shown.iter().position(|line| plain(line) == plain(first)) else {
        return screen.to_owned();
    };
    format!("{command}\n…\n{}", shown[from..].join("\n"))
}

/// The order of a token's objects is the token's own affair.
fn sorted(lines: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = lines
        .iter()
        .filter(|line| !line.is_empty())
        .cloned()
        .collect();
    lines.sort();
    lines
}

/// A line without what differs from run to run: numbers and long hexadecimal words become `#`, widths of columns go.
fn plain(line: &str) -> String {
    let mut plain = String::new();
    let mut word = String::new();
    for character in line.chars().chain([' ']) {
        if character.is_ascii_alphanumeric() {
            word.push(character);
            continue;
        }
        plain.push_str(if varies(&word) { "#" } else { &word });
        word.clear();
        let repeated = plain.ends_with(character) && matches!(character, ' ' | '-');
        if !repeated {
            plain.push(character);
        }
    }
    plain.trim().to_owned()
}

fn varies(word: &str) -> bool {
    let number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let digest = word.len() >= 16 && word.chars().all(|c| c.is_ascii_hexdigit());
    number && word.len() > 1 || digest
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn another_digest_or_day_is_no_difference_and_another_word_is_one() {
        let manual = "Token 0A1B2C3D4E5F6A7B, 30 days left";
        assert!(alike(manual, "Token AAAABBBBCCCCDDDD, 728 days left"));
        assert!(!alike(manual, "Token AAAABBBBCCCCDDDD, 728 days ago"));
    }

    #[test]
    fn what_is_left_out_is_not_compared_and_what_is_shown_must_be_there() {
        assert!(alike("$ a\n…\nend", "$ a\nmiddle\nend"));
        assert!(!alike("$ a\n…\nend", "$ a\nmiddle"));
        assert!(!alike("$ a\nend", "$ a\nmiddle\nend"));
    }
}
