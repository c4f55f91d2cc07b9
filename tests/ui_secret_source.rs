//! Secrets from files, descriptors and commands: what is taken, and what is refused.
#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::os::fd::AsRawFd;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::TempDir;
use tokendesk::ui::secret_source::{Obtained, SecretSource, SecretSourceError};
use tokendesk::ui::{NoAnswer, Quiet};

fn obtain(source: SecretSource) -> Result<Obtained, SecretSourceError> {
    source.obtain(&Quiet, "PIN")
}

fn from_file(path: &Path) -> Result<Obtained, SecretSourceError> {
    obtain(SecretSource::File(path.to_owned()))
}

fn from_command(command: &str) -> Result<Obtained, SecretSourceError> {
    obtain(SecretSource::Command(command.to_owned()))
}

fn secret(obtained: Result<Obtained, SecretSourceError>) -> String {
    obtained.unwrap().secret.expose().to_owned()
}

fn file_of_mode(folder: &TempDir, mode: u32) -> PathBuf {
    let path = folder.path().join(format!("pin-{mode:o}"));
    fs::write(&path, "135790\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    path
}

#[test]
fn takes_a_file_that_only_its_owner_may_read() {
    let folder = tempfile::tempdir().unwrap();
    for mode in [0o600, 0o400, 0o700, 0o611] {
        let obtained = from_file(&file_of_mode(&folder, mode)).unwrap();
        assert_eq!(obtained.secret.expose(), "135790", "{mode:o}");
        assert_eq!(obtained.warning, None);
    }
}

#[test]
fn refuses_a_file_that_group_or_others_may_read() {
    let folder = tempfile::tempdir().unwrap();
    for readable in [0o640, 0o604, 0o644, 0o440] {
        match from_file(&file_of_mode(&folder, readable)) {
            Err(SecretSourceError::ReadableByOthers { mode, .. }) => assert_eq!(mode, readable),
            other => panic!("{readable:o}: {other:?}"),
        }
    }
}

#[test]
fn judges_the_file_behind_a_symbolic_link() {
    let folder = tempfile::tempdir().unwrap();
    let link = |mode| {
        let link = folder.path().join(format!("link-{mode:o}"));
        symlink(file_of_mode(&folder, mode), &link).unwrap();
        from_file(&link)
    };
    assert_eq!(secret(link(0o600)), "135790");
    let shared = link(0o640);
    assert!(matches!(
        shared,
        Err(SecretSourceError::ReadableByOthers { .. })
    ));
}

#[test]
fn refuses_what_is_no_regular_file_without_waiting_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let before = Instant::now();
    for path in [&pipe, folder.path(), Path::new("/dev/null")] {
        let refusal = from_file(path);
        assert!(
            matches!(refusal, Err(SecretSourceError::NotRegular { .. })),
            "{refusal:?}"
        );
    }
    assert!(before.elapsed() < Duration::from_secs(2));
}

#[test]
fn a_missing_file_is_told_with_the_systems_reason() {
    match from_file(Path::new("/nonexistent/pin")) {
        Err(SecretSourceError::File { source, .. }) => {
            assert_eq!(source.kind(), std::io::ErrorKind::NotFound);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn refuses_a_file_larger_than_any_secret() {
    let folder = tempfile::tempdir().unwrap();
    let path = file_of_mode(&folder, 0o600);
    fs::write(&path, "x".repeat(1 << 20)).unwrap();
    assert!(matches!(
        from_file(&path),
        Err(SecretSourceError::TooLong { .. })
    ));
}

#[test]
fn reads_a_descriptor_to_its_end_and_leaves_it_open() {
    let (reader, mut writer) = std::io::pipe().unwrap();
    writer.write_all(b"135790\r\n").unwrap();
    drop(writer);
    let number = u32::try_from(reader.as_raw_fd()).unwrap();
    assert_eq!(secret(obtain(SecretSource::Descriptor(number))), "135790");
    assert!(rustix::io::fcntl_getfd(&reader).is_ok());
}

#[test]
fn a_descriptor_that_is_not_open_is_refused() {
    for number in [987_654, u32::MAX] {
        let refusal = obtain(SecretSource::Descriptor(number));
        assert!(
            matches!(refusal, Err(SecretSourceError::Descriptor { .. })),
            "{refusal:?}"
        );
    }
}

#[test]
fn takes_what_a_command_prints() {
    assert_eq!(secret(from_command("echo 135790")), "135790");
    assert_eq!(secret(from_command("printf '%s' ' p w ' | cat")), " p w ");
}

#[test]
fn a_command_that_fails_gives_nothing_even_if_it_printed() {
    match from_command("echo 135790; exit 3") {
        Err(SecretSourceError::CommandFailed { status }) => assert_eq!(status.code(), Some(3)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_command_that_never_stops_printing_is_refused() {
    assert!(matches!(
        from_command("yes"),
        Err(SecretSourceError::TooLong { .. })
    ));
}

#[test]
fn a_command_reads_none_of_our_standard_input() {
    assert_eq!(secret(from_command("cat; echo 1")), "1");
}

#[test]
fn two_lines_are_refused_rather_than_sent_as_a_pin() {
    let refusal = from_command("printf '135790\\n246800\\n'");
    assert!(matches!(refusal, Err(SecretSourceError::SeveralLines)));
}

#[test]
fn without_a_person_a_prompt_is_unanswered() {
    let refusal = obtain(SecretSource::Prompt).unwrap_err();
    assert!(matches!(
        refusal,
        SecretSourceError::Unanswered(NoAnswer::NobodyToAsk)
    ));
    assert!(refusal.is_unanswered());
}

#[test]
fn no_error_shows_the_secret() {
    let shown = [
        from_command("echo 135790; exit 3"),
        from_command("printf '135790\\n1\\n'"),
    ];
    for refusal in shown {
        let refusal = refusal.unwrap_err();
        assert!(!format!("{refusal} {refusal:?}").contains("135790"));
    }
}
