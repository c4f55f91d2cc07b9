//! Where modules are known to be put, by system: the table that a search walks and `doctor` shows.

use std::path::{Path, PathBuf};

/// Whether a module drives tokens itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// It drives tokens itself.
    Direct,
    /// It passes calls on to other modules: looked at only when no direct one shows a token.
    Proxy,
}

/// A place where a module may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file; `*` in a folder's name stands for any characters.
    pub pattern: &'static str,
    /// What is put there, such as `OpenSC`.
    pub product: &'static str,
    /// Whether it drives tokens itself.
    pub reach: Reach,
}

const fn direct(product: &'static str, pattern: &'static str) -> Place {
    Place {
        pattern,
        product,
        reach: Reach::Direct,
    }
}

const fn proxy(product: &'static str, pattern: &'static str) -> Place {
    Place {
        pattern,
        product,
        reach: Reach::Proxy,
    }
}

const V1: &str = "Feitian ePass2003, first generation";
const V2: &str = "Feitian ePass2003, second generation";

/// The places on Linux, the preferred ones first (vendor's: OpenSC issues 1670 and 2424, PCSC issue 98).
pub static LINUX: &[Place] = &[
    direct(V1, "/usr/lib/libcastle.so.1.0.0"),
    direct(V1, "/usr/lib64/libcastle.so.1.0.0"),
    direct(V1, "/usr/local/lib/libcastle.so.1.0.0"),
    direct(
        V1,
        "/usr/lib/ePass2003-Linux-x64/x86_64/redist/libcastle.so.1.0.0",
    ),
    direct(
        V1,
        "/opt/ePass2003-Castle-*/x86_64/redist/libcastle.so.1.0.0",
    ),
    direct(V1, "/opt/ePass2003-Castle-*/x64/redist/libcastle.so.1.0.0"),
    direct(V1, "/opt/ePass2003-Castle-*/i386/redist/libcastle.so.1.0.0"),
    direct(V2, "/usr/lib/libcastle_v2.so.1.0.0"),
    direct(V2, "/usr/lib64/libcastle_v2.so.1.0.0"),
    direct(V2, "/usr/local/lib/libcastle_v2.so.1.0.0"),
    direct(
        V2,
        "/usr/lib/ePass2003-Linux-x64/x86_64/redist/libcastle_v2.so.1.0.0",
    ),
    direct(
        V2,
        "/opt/ePass2003-Castle-*/x86_64/redist/libcastle_v2.so.1.0.0",
    ),
    direct(
        V2,
        "/opt/ePass2003-Castle-*/x64/redist/libcastle_v2.so.1.0.0",
    ),
    direct("SoftHSM2", "/usr/lib/softhsm/libsofthsm2.so"),
    direct("SoftHSM2", "/usr/lib/*-linux-gnu*/softhsm/libsofthsm2.so"),
    direct("SoftHSM2", "/usr/lib64/softhsm/libsofthsm2.so"),
    direct("SoftHSM2", "/usr/lib64/pkcs11/libsofthsm2.so"),
    direct("SoftHSM2", "/usr/local/lib/softhsm/libsofthsm2.so"),
    direct("OpenSC", "/usr/lib/*-linux-gnu*/opensc-pkcs11.so"),
    direct("OpenSC", "/usr/lib64/opensc-pkcs11.so"),
    direct("OpenSC", "/usr/lib64/pkcs11/opensc-pkcs11.so"),
    direct("OpenSC", "/usr/lib/opensc-pkcs11.so"),
    direct("OpenSC", "/usr/lib/pkcs11/opensc-pkcs11.so"),
    direct("OpenSC", "/usr/local/lib/opensc-pkcs11.so"),
    proxy("p11-kit", "/usr/lib/*-linux-gnu*/p11-kit-proxy.so"),
    proxy("p11-kit", "/usr/lib64/p11-kit-proxy.so"),
    proxy("p11-kit", "/usr/lib/p11-kit-proxy.so"),
    proxy("p11-kit", "/usr/local/lib/p11-kit-proxy.so"),
];

/// The places on Windows, for a 64-bit program.
pub static WINDOWS: &[Place] = &[
    direct(V1, r"C:\Windows\System32\eps2003csp11.dll"),
    direct(V2, r"C:\Windows\System32\eps2003csp11v2.dll"),
    // 32-bit ones: never loaded by this program, but the reason why a token is seen elsewhere and not here.
    direct(V1, r"C:\Windows\SysWOW64\eps2003csp11.dll"),
    direct(V2, r"C:\Windows\SysWOW64\eps2003csp11v2.dll"),
    direct("SoftHSM2", r"C:\SoftHSM2\lib\softhsm2-x64.dll"),
    direct(
        "OpenSC",
        r"C:\Program Files\OpenSC Project\OpenSC\pkcs11\opensc-pkcs11.dll",
    ),
];

/// The places on macOS.
pub static MACOS: &[Place] = &[
    direct(V1, "/usr/local/lib/libcastle.1.0.0.dylib"),
    direct(V1, "/usr/local/lib/libeps2003csp11.dylib"),
    direct(V2, "/usr/local/lib/libcastle_v2.1.0.0.dylib"),
    direct("SoftHSM2", "/opt/homebrew/lib/softhsm/libsofthsm2.so"),
    direct("SoftHSM2", "/usr/local/lib/softhsm/libsofthsm2.so"),
    direct("OpenSC", "/Library/OpenSC/lib/opensc-pkcs11.so"),
    direct("OpenSC", "/opt/homebrew/lib/pkcs11/opensc-pkcs11.so"),
    direct("OpenSC", "/usr/local/lib/pkcs11/opensc-pkcs11.so"),
    proxy("p11-kit", "/opt/homebrew/lib/p11-kit-proxy.dylib"),
    proxy("p11-kit", "/usr/local/lib/p11-kit-proxy.dylib"),
];

/// The places on the system that this program was built for.
#[must_use]
pub fn known_places() -> &'static [Place] {
    if cfg!(target_os = "windows") {
        WINDOWS
    } else if cfg!(target_os = "macos") {
        MACOS
    } else {
        LINUX
    }
}

impl Place {
    /// The files that are there now, in the order of their names.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        files(self.pattern)
    }
}

/// The files that a pattern leads to: a `*` in one folder's name stands for any characters.
fn files(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else {
        let path = Path::new(pattern);
        return path
            .is_file()
            .then(|| path.to_owned())
            .into_iter()
            .collect();
    };
    let (folder, start) = before.rsplit_once('/').unwrap_or(("", before));
    let (end, rest) = after.split_once('/').unwrap_or((after, ""));
    let Ok(entries) = std::fs::read_dir(if folder.is_empty() { "/" } else { folder }) else {
        return Vec::new();
    };
    let mut found: Vec<_> = entries
        .filter_map(Result::ok)
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // A second star at the end of the name: multiarch folders have suffixes such as `eabihf`.
            let end = end
                .strip_suffix('*')
                .map_or((end, false), |end| (end, true));
            name.strip_prefix(start).is_some_and(|name| match end {
                (end, true) => name.contains(end),
                (end, false) => name.ends_with(end),
            })
        })
        .map(|entry| entry.path().join(rest))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_a_star_into_every_folder_that_fits() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Castle-1/x64", "Castle-2/x64", "Castle-3/i386", "Other/x64"] {
            let folder = folder.path().join(name);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("lib.so"), "").unwrap();
        }
        let root = folder.path().to_str().unwrap();
        let relative = |pattern: &str| -> Vec<String> {
            files(&format!("{root}/{pattern}"))
                .iter()
                .map(|path| path.strip_prefix(root).unwrap().display().to_string())
                .collect()
        };
        assert_eq!(
            relative("Castle-*/x64/lib.so"),
            ["Castle-1/x64/lib.so", "Castle-2/x64/lib.so"]
        );
        assert_eq!(relative("Other/x64/lib.so"), ["Other/x64/lib.so"]);
        assert_eq!(relative("Castle-*/none/lib.so"), [""; 0]);
        assert_eq!(relative("*astle*/i386/lib.so"), ["Castle-3/i386/lib.so"]);
    }

    #[test]
    fn puts_proxies_last() {
        for table in [LINUX, WINDOWS, MACOS] {
            assert!(table.is_sorted_by_key(|place| place.reach));
        }
    }
}
