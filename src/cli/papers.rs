//! Files for other programs and for paper: written where they are asked for, never over a journal.

use std::path::{Path, PathBuf};

use tokendesk::report::Outcome;
use tokendesk::workflow::{Cause, Failure, Stage};

/// What stands for standard output.
const STANDARD_OUTPUT: &str = "-";

/// Writes `text` to the file at `path`, or in place of the result to standard output where that is `-`.
pub fn write(
    path: &Path,
    text: &str,
    journals: &[PathBuf],
    outcome: &mut Outcome,
) -> Result<(), Failure> {
    if path == Path::new(STANDARD_OUTPUT) {
        outcome.in_place = Some(text.to_owned());
        return Ok(());
    }
    let fail = |source: std::io::Error| {
        let path = path.to_path_buf();
        Failure::untouched(Stage::CommandLine, Cause::NotWritable { path, source })
    };
    let real = |path: &Path| path.canonicalize().ok();
    if real(path).is_some_and(|here| journals.iter().any(|it| real(it) == Some(here.clone()))) {
        return Err(fail(std::io::ErrorKind::AlreadyExists.into()));
    }
    std::fs::write(path, text).map_err(fail)?;
    outcome.written.push(path.to_path_buf());
    Ok(())
}
