//! What the surroundings say: variables, folders, the clock, the time zone. Read here and nowhere else.

use std::env;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokendesk::clock::Now;
use tokendesk::ui::{Language, LocaleSettings};

use super::arguments::{ColorWhen, Common};
use tokendesk::ui::ColourChoice;

/// What was found around the program when it started.
#[derive(Debug)]
pub struct Environment {
    lc_all: Option<String>,
    lc_messages: Option<String>,
    lang: Option<String>,
    /// The locale of a system that sets no variables.
    system: Option<String>,
    /// The variable `NO_COLOR`.
    pub no_color: Option<String>,
    /// The variable `TERM`.
    pub term: Option<String>,
    /// The instant of this run.
    pub now: Now,
}

impl Environment {
    /// Reads everything once.
    pub fn read() -> Self {
        let variable = |name: &str| env::var(name).ok();
        Self {
            lc_all: variable("LC_ALL"),
            lc_messages: variable("LC_MESSAGES"),
            lang: variable("LANG"),
            system: system_locale(),
            no_color: variable("NO_COLOR"),
            term: variable("TERM"),
            now: Now::at(Timestamp::now()),
        }
    }

    /// The language of everything a person reads; `option` is what `--lang` said.
    pub fn language(&self, option: Option<&str>) -> Language {
        Language::choose(&LocaleSettings {
            option: option.and_then(|tag| tag.parse().ok()),
            lc_all: self.lc_all.as_deref(),
            lc_messages: self.lc_messages.as_deref(),
            lang: self.lang.as_deref(),
            system: self.system.as_deref(),
        })
    }
}

/// The time zone that people read dates in.
pub fn time_zone() -> TimeZone {
    zone_of_the_system().unwrap_or_else(TimeZone::system)
}

/// Reads the one file of the system's own zone: `jiff` lists every zone there is first, which takes a tenth of a short run.
fn zone_of_the_system() -> Option<TimeZone> {
    if std::env::var_os("TZ").is_some() {
        return None;
    }
    let place = std::fs::canonicalize("/etc/localtime").ok()?;
    let (_, name) = place.to_str()?.split_once("/zoneinfo/")?;
    TimeZone::tzif(name, &std::fs::read(&place).ok()?).ok()
}

/// The user's locale as Windows reports it.
#[cfg(windows)]
fn system_locale() -> Option<String> {
    sys_locale::get_locale()
}

/// Elsewhere the variables tell it.
#[cfg(not(windows))]
fn system_locale() -> Option<String> {
    None
}

/// The system's clock, for the stamps of the journal's lines.
pub fn clock() -> Timestamp {
    Timestamp::now()
}

/// What `--lang` says, before the command line is parsed: its help and its errors are in that language too.
pub fn language_option(arguments: &[std::ffi::OsString]) -> Option<String> {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => return words.next().map(str::to_owned),
            Some(rest) => {
                if let Some(value) = rest.strip_prefix('=') {
                    return Some(value.to_owned());
                }
            }
            None if word == "--" => return None,
            None => {}
        }
    }
    None
}

/// The choice of colour as the library means it.
pub fn colour(common: &Common) -> ColourChoice {
    match common.color {
        ColorWhen::Auto => ColourChoice::Auto,
        ColorWhen::Always => ColourChoice::Always,
        ColorWhen::Never => ColourChoice::Never,
    }
}

/// Where the journal is, when no option says: the platform's state folder.
pub fn journal_path(common: &Common) -> PathBuf {
    if let Some(path) = &common.journal {
        return path.clone();
    }
    let folder = etcetera::choose_base_strategy()
        .map(|strategy| strategy.state_dir().unwrap_or_else(|| strategy.data_dir()))
        .unwrap_or_else(|_| PathBuf::from("."));
    folder.join("tokendesk").join("journal.jsonl")
}

/// The account's folder.
pub fn home() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

/// Who runs the program, as the journal names them: the account's name, never nobody.
pub fn operator() -> String {
    let variable = if cfg!(windows) { "USERNAME" } else { "USER" };
    let named = [variable, "LOGNAME"].into_iter().find_map(|variable| {
        let name = env::var(variable).ok()?;
        (!name.trim().is_empty()).then_some(name)
    });
    // A service or a container may name nobody.
    named.unwrap_or_else(account)
}

/// The account's name in the system's list of local ones (passwd(5)), else its number.
#[cfg(unix)]
fn account() -> String {
    let uid = rustix::process::getuid().as_raw().to_string();
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, number) = (fields.next()?, fields.nth(1)?);
        (number == uid).then(|| name.to_owned())
    });
    name.unwrap_or_else(|| format!("uid {uid}"))
}

#[cfg(not(unix))]
fn account() -> String {
    "?".to_owned()
}

/// The name of the batch that the run belongs to, where somebody gave it one.
pub fn batch() -> Option<String> {
    let name = env::var(BATCH_NAME).ok()?;
    let name: String = name.trim().chars().take(LONGEST_BATCH).collect();
    (!name.is_empty()).then_some(name)
}

/// The variable that names the batch a run belongs to.
pub const BATCH_NAME: &str = "TOKENDESK_BATCH";

/// The longest name of a batch, characters.
const LONGEST_BATCH: usize = 64;

/// Where pcscd listens, as its clients find it.
pub fn pcscd_socket() -> PathBuf {
    env::var_os("PCSCLITE_CSOCK_NAME").map_or_else(
        || PathBuf::from(tokendesk::token::reader_service::PCSCD_SOCKET),
        PathBuf::from,
    )
}

/// The system's name and version, as it tells them (os-release(5)); else its kind.
#[cfg(not(any(windows, target_os = "macos")))]
pub fn system() -> String {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="));
    name.map_or_else(
        || env::consts::OS.to_owned(),
        |name| name.trim_matches(['"', '\'']).to_owned(),
    )
}

/// The system's name and version, as its version file tells them.
#[cfg(target_os = "macos")]
pub fn system() -> String {
    let path = "/System/Library/CoreServices/SystemVersion.plist";
    let file = std::fs::read_to_string(path).unwrap_or_default();
    let after = file.split_once("<key>ProductVersion</key>");
    let value = after.and_then(|(_, rest)| rest.split_once("<string>"));
    let version = value.and_then(|(_, rest)| rest.split_once("</string>"));
    version.map_or_else(
        || "macOS".to_owned(),
        |(version, _)| format!("macOS {version}"),
    )
}

/// Windows tells its version to programs that name in a manifest which ones they know; the kind must do.
#[cfg(windows)]
pub fn system() -> String {
    "Windows".to_owned()
}
