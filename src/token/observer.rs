//! Modules that stand before another one and record what passes: recognised by what their files hold.
//!
//! They answer `C_GetInfo` as the module behind them does, so that nothing a module says of itself tells them.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use memchr::memmem::Finder;

use super::ModuleFacts;

/// A module that can record every call, PINs and keys among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Observer {
    /// OpenSC's pkcs11-spy.
    Spy,
    /// p11-kit with `log-calls: yes` in its configuration.
    P11KitLog,
    /// The training token's module, which logs calls without their arguments.
    TrainingModule,
}

impl Observer {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Spy => "pkcs11-spy",
            Self::P11KitLog => "p11-kit log-calls",
            Self::TrainingModule => "tokendesk-epass2003",
        }
    }
}

/// A module larger than this is not searched, bytes.
const LARGEST: u64 = 64 << 20;

/// Names of environment variables that only these modules read.
const MARKS: [(&[u8], Observer); 2] = [
    (b"PKCS11SPY_OUTPUT", Observer::Spy),
    (b"EPASS2003_SCENARIO", Observer::TrainingModule),
];

/// The length of the longest of them, bytes.
const LONGEST_MARK: usize = 18;

/// Looks at the module's file, and for p11-kit at the configuration below `home` and the system's.
#[must_use]
pub fn observer(module: &ModuleFacts, home: Option<&Path>) -> Option<Observer> {
    in_file(&module.path).or_else(|| {
        let is_p11_kit = module.manufacturer.contains("PKCS#11 Kit");
        (is_p11_kit && p11_kit_logs(&configurations(home))).then_some(Observer::P11KitLog)
    })
}

/// How much of a module is held at a time, bytes.
const PIECE: usize = 64 << 10;

fn in_file(path: &Path) -> Option<Observer> {
    let mut file = File::open(path).ok()?;
    if file.metadata().ok()?.len() > LARGEST {
        return None;
    }
    let marks = MARKS.map(|(mark, observer)| (Finder::new(mark), observer));
    let mut held = Vec::with_capacity(PIECE);
    loop {
        // A mark may lie across two pieces.
        let overlap = held.len().saturating_sub(LONGEST_MARK);
        held.drain(..overlap);
        let room = PIECE.saturating_sub(held.len());
        let room = u64::try_from(room).unwrap_or(u64::MAX);
        let read = file.by_ref().take(room).read_to_end(&mut held).ok()?;
        if read == 0 {
            return None;
        }
        let found = marks.iter().find(|(mark, _)| mark.find(&held).is_some());
        if let Some((_, observer)) = found {
            return Some(*observer);
        }
    }
}

/// The files that p11-kit reads (pkcs11.conf(5)).
fn configurations(home: Option<&Path>) -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("/etc/pkcs11")];
    folders.extend(home.map(|home| home.join(".config/pkcs11")));
    let mut files: Vec<PathBuf> = folders
        .iter()
        .map(|folder| folder.join("pkcs11.conf"))
        .collect();
    let modules = folders.iter().map(|folder| folder.join("modules"));
    for folder in modules.chain([PathBuf::from("/usr/share/p11-kit/modules")]) {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        files.extend(entries.map(|entry| entry.path()));
    }
    files
}

fn p11_kit_logs(files: &[PathBuf]) -> bool {
    let logs = |line: &str| {
        line.split_once(':')
            .is_some_and(|(key, value)| key.trim() == "log-calls" && value.trim() == "yes")
    };
    files
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .any(|text| text.lines().any(logs))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(path: &Path, manufacturer: &str) -> ModuleFacts {
        ModuleFacts {
            path: path.to_owned(),
            manufacturer: manufacturer.to_owned(),
            description: String::new(),
            version: String::new(),
            cryptoki: String::new(),
        }
    }

    #[test]
    fn recognises_a_spy_under_any_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("innocent.so");
        fs::write(&path, b"\x7fELF...PKCS11SPY\0PKCS11SPY_OUTPUT\0...").unwrap();
        let found = observer(&module(&path, "SoftHSM"), None);
        assert_eq!(found, Some(Observer::Spy));
        for before in [PIECE - 20, PIECE - 8, PIECE, 3 * PIECE - 30] {
            let mut bytes = vec![b'P'; before];
            bytes.extend(b"EPASS2003_SCENARIO and so on");
            fs::write(&path, bytes).unwrap();
            let found = observer(&module(&path, "SoftHSM"), None);
            assert_eq!(found, Some(Observer::TrainingModule), "{before}");
        }
        let longest = MARKS.iter().map(|(mark, _)| mark.len()).max();
        assert_eq!(longest, Some(LONGEST_MARK));
        fs::write(&path, b"\x7fELF...nothing of the kind").unwrap();
        assert_eq!(observer(&module(&path, "SoftHSM"), None), None);
    }

    #[test]
    fn reads_in_p11_kits_configuration_whether_it_logs() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join(".config/pkcs11/modules");
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("softhsm.module");
        fs::write(&file, "module: /x.so\nlog-calls: no\n").unwrap();
        let files = || configurations(Some(home.path()));
        assert!(files().contains(&file));
        assert!(!p11_kit_logs(std::slice::from_ref(&file)));
        fs::write(&file, "module: /x.so\nlog-calls:  yes\n").unwrap();
        assert!(p11_kit_logs(&files()));
    }
}
