//! How readers are reached, and which of the maker's tokens are plugged in, without a module: what tells a missing
//! service or module from a missing token.

#[cfg(all(unix, not(target_os = "macos")))]
mod pcscd;

use std::path::{Path, PathBuf};

/// A reader, and the card in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Its name.
    pub name: String,
    /// The card's answer to reset; empty without a card.
    pub atr: Vec<u8>,
}

/// The readers that the service knows; `None` where it is not asked, or does not answer as expected.
#[cfg(all(unix, not(target_os = "macos")))]
#[must_use]
pub fn readers(socket: &Path) -> Option<Vec<Reader>> {
    pcscd::readers(socket)
}

/// Windows and macOS have services of their own, which are not asked.
#[cfg(not(all(unix, not(target_os = "macos"))))]
#[must_use]
pub fn readers(_: &Path) -> Option<Vec<Reader>> {
    None
}

/// The service that smart-card readers are reached through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardService {
    /// It answers.
    Answers,
    /// It does not.
    Missing {
        /// Where it was looked for.
        socket: PathBuf,
        /// What the system said.
        why: String,
    },
    /// It is part of this system, and not asked.
    PartOfSystem,
}

/// A token as the system sees it on USB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluggedIn {
    /// Vendor and product, `096e:0807`.
    pub id: String,
    /// What it calls itself.
    pub name: String,
}

/// Where pcscd listens unless the variable `PCSCLITE_CSOCK_NAME` says otherwise (pcsc-lite, `SYSTEMD.md`).
pub const PCSCD_SOCKET: &str = "/run/pcscd/pcscd.comm";

/// Where Linux shows what is plugged in.
pub const USB_DEVICES: &str = "/sys/bus/usb/devices";

/// Feitian (CCID project, `supported_readers.txt`).
const VENDOR: &str = "096e";

/// Knocks at pcscd; where it is started on demand, that starts it.
#[cfg(all(unix, not(target_os = "macos")))]
#[must_use]
pub fn card_service(socket: &Path) -> CardService {
    match std::os::unix::net::UnixStream::connect(socket) {
        Ok(_) => CardService::Answers,
        Err(error) => CardService::Missing {
            socket: socket.to_owned(),
            why: error.to_string(),
        },
    }
}

/// Windows and macOS bring theirs along.
#[cfg(not(all(unix, not(target_os = "macos"))))]
#[must_use]
pub fn card_service(_: &Path) -> CardService {
    CardService::PartOfSystem
}

/// The maker's devices that the system shows under `devices`; `None` where it shows nothing there.
#[must_use]
pub fn plugged_in(devices: &Path) -> Option<Vec<PluggedIn>> {
    let entries = std::fs::read_dir(devices).ok()?;
    let mut found: Vec<_> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let said = |name: &str| {
                let text = std::fs::read_to_string(entry.path().join(name)).ok()?;
                Some(text.trim().to_owned())
            };
            let product =
                said("idProduct").filter(|_| said("idVendor").as_deref() == Some(VENDOR))?;
            Some(PluggedIn {
                id: format!("{VENDOR}:{product}"),
                name: said("product").unwrap_or_default(),
            })
        })
        .collect();
    found.sort_by(|one, other| one.id.cmp(&other.id));
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_the_makers_tokens_and_nobody_elses() {
        let devices = tempfile::tempdir().unwrap();
        for (device, vendor, product, name) in [
            ("1-1", "096e", "0807", "ePass2003"),
            ("1-2", "046d", "c31c", "Keyboard"),
            ("usb1", "1d6b", "0002", "hub"),
        ] {
            let folder = devices.path().join(device);
            std::fs::create_dir(&folder).unwrap();
            std::fs::write(folder.join("idVendor"), format!("{vendor}\n")).unwrap();
            std::fs::write(folder.join("idProduct"), format!("{product}\n")).unwrap();
            std::fs::write(folder.join("product"), format!("{name}\n")).unwrap();
        }
        std::fs::create_dir(devices.path().join("1-0:1.0")).unwrap();
        let token = PluggedIn {
            id: "096e:0807".to_owned(),
            name: "ePass2003".to_owned(),
        };
        assert_eq!(plugged_in(devices.path()), Some(vec![token]));
        assert_eq!(plugged_in(&devices.path().join("none")), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn hears_whether_the_service_answers() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("pcscd.comm");
        assert!(matches!(card_service(&socket), CardService::Missing { .. }));
        let listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert_eq!(card_service(&socket), CardService::Answers);
        drop(listener);
        assert!(matches!(card_service(&socket), CardService::Missing { .. }));
    }
}
