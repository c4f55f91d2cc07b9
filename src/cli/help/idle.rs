//! Which of the options that are taken everywhere do nothing for a command: its help leaves them out.

/// The commands that look at a token or change it.
const AT_TOKEN: &[&str] = &[
    "list", "show", "check", "wipe", "import", "reuse", "batch", "remove", "recover", "change",
    "unblock", "doctor",
];
/// Those of them that change what is on it, with consent.
const CHANGING: &[&str] = &["wipe", "import", "reuse", "batch", "remove", "recover"];
/// The commands that open a bundle.
const ON_BUNDLE: &[&str] = &["inspect", "check", "import", "reuse"];
/// The commands that write an identity.
const WRITING: &[&str] = &["import", "reuse", "batch"];
/// The commands whose result is told, as text or as JSON.
const TELLING: &[&str] = &[
    "list", "show", "inspect", "check", "wipe", "import", "reuse", "batch", "remove", "recover",
    "change", "unblock", "verify", "doctor", "explain",
];
/// The commands that read what journals tell.
const ON_RECORDS: &[&str] = &["history", "report", "forecast", "mark-defective"];
/// The commands at a token that need no PIN.
const WITHOUT_PIN: &[&str] = &["list", "doctor"];

/// Whether `option` does nothing for `command`. An option that is not known here does something everywhere.
pub fn is_idle(command: &str, option: &str) -> bool {
    let useful = match option {
        "serial" => {
            AT_TOKEN.contains(&command)
                || matches!(command, "history" | "report" | "mark-defective")
        }
        "module" | "label" | "slot" | "uri" => AT_TOKEN.contains(&command),
        "pin_file" | "pin_fd" | "pin_command" => {
            AT_TOKEN.contains(&command) && command != "unblock" && !WITHOUT_PIN.contains(&command)
        }
        "use_last_try" => AT_TOKEN.contains(&command) && !WITHOUT_PIN.contains(&command),
        "password_file" | "password_fd" | "password_command" => {
            ON_BUNDLE.contains(&command) || command == "batch"
        }
        "leaf" | "subject" => ON_BUNDLE.contains(&command),
        "confirm" => CHANGING.contains(&command) && command != "batch",
        "plan" | "dry_run" => CHANGING.contains(&command),
        "witness" | "witnessed_by" => CHANGING.contains(&command) && command != "recover",
        "require_witness" => matches!(command, "remove" | "reuse" | "batch"),
        "old_first" | "no_handshake" => matches!(command, "reuse" | "batch"),
        "expired_for" => matches!(command, "check" | "wipe" | "reuse" | "batch" | "recover"),
        "object_label" => WRITING.contains(&command) && command != "batch",
        "no_root" | "custody" => WRITING.contains(&command),
        "output" | "json" | "color" => TELLING.contains(&command) || ON_RECORDS.contains(&command),
        "journal" => {
            AT_TOKEN.contains(&command) && command != "list"
                || ON_RECORDS.contains(&command)
                || command == "verify"
        }
        "so_pin_file" | "so_pin_fd" | "so_pin_command" => command == "unblock",
        _ => true,
    };
    !useful
}

/// Whether `command` holds others and is nothing itself.
pub fn is_group(command: &str) -> bool {
    matches!(command, "tokendesk" | "pin" | "journal")
}
