//! Why the issuer's list of what ends cannot be used.

use std::path::Path;

use super::Told;
use crate::report::Voice;
use crate::say;
use crate::sheet::SheetError;
use crate::ui::visible::visible;
use crate::workflow::records::notice::NoticeError;

/// Tells what is wrong with the list at `path`.
pub(super) fn tell(path: &Path, error: &NoticeError, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    let path = voice.path(path);
    match error {
        NoticeError::ColumnMissing { missing, found } => Told::new(
            "notice-column-missing",
            say!(
                c,
                "cause-notice-column-missing",
                path = path,
                heading = missing.heading(),
                found = voice.list(found.iter().map(|it| visible(it).into_owned()))
            ),
            say!(c, "remedy-notice-column-missing"),
        ),
        NoticeError::Sheet(error) => Told::new(
            "notice-unreadable",
            say!(
                c,
                "cause-notice-unreadable",
                path = path,
                reason = reason(error)
            ),
            say!(c, "remedy-notice-unreadable"),
        ),
    }
}

fn reason(error: &SheetError) -> String {
    match error {
        SheetError::Unreadable { source } => source.to_string(),
        SheetError::TooLarge { .. }
        | SheetError::UnknownEncoding
        | SheetError::SealedWorkbook
        | SheetError::DamagedWorkbook { .. } => error.to_string(),
    }
}
