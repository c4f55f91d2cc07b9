//! OpenSC's pkcs11-spy between us and the module: what is called, in order.

use std::path::{Path, PathBuf};

use tokendesk::token::discovery::{known_places, prospects};

/// Where the spy lies; `None`, and said so, where it is not installed and need not be.
pub fn module() -> Option<PathBuf> {
    let modules = prospects(known_places()).into_iter();
    let mut beside = modules.filter_map(|module| Some(module.path.parent()?.join("pkcs11-spy.so")));
    let found = beside.find(|path| path.exists());
    if found.is_none() {
        let must = std::env::var_os("TOKENDESK_TESTS_REQUIRE_TOOLS").is_some();
        assert!(!must, "pkcs11-spy is not installed");
        eprintln!("skipped: pkcs11-spy is not installed");
    }
    found
}

/// Takes the names of the calls since the last time out of the spy's log.
pub fn calls(log: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(log).unwrap();
    std::fs::write(log, "").unwrap();
    let names = text.lines().filter_map(|line| line.split_once(": C_"));
    names.map(|(_, name)| name.trim().to_owned()).collect()
}
