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
