//! Why the source of a batch gives nothing, in words.

use super::{Told, Voice};
use crate::say;
use crate::sheet::SheetError;
use crate::ui::visible::visible;
use crate::workflow::batch::{ListError, SourceError};

pub(super) fn tell(error: &SourceError, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match error {
        SourceError::Unreadable { path, source } => Told::new(
            "source-unreadable",
            say!(
                c,
                "cause-source-unreadable",
                path = voice.path(path),
                reason = source.to_string()
            ),
            say!(c, "remedy-source-unreadable"),
        ),
        SourceError::TwoLists { path } => Told::new(
            "two-lists",
            say!(c, "cause-two-lists", path = voice.path(path)),
            say!(c, "remedy-two-lists"),
        ),
        SourceError::List { path, source } => list(source, voice.path(path), voice),
        SourceError::NoBundles { folder } => Told::new(
            "no-bundles",
            say!(c, "cause-no-bundles", folder = voice.path(folder)),
            say!(c, "remedy-no-bundles"),
        ),
        SourceError::NothingOnOffer { folder, bundles } => Told::new(
            "nothing-on-offer",
            say!(
                c,
                "cause-nothing-on-offer",
                folder = voice.path(folder),
                bundles = (*bundles)
            ),
            say!(c, "remedy-nothing-on-offer"),
        ),
    }
}

fn list(error: &ListError, path: String, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    let safe = |text: &str| visible(text).into_owned();
    let all = |texts: &[String]| voice.list(texts.iter().map(|text| safe(text)));
    match error {
        ListError::Sheet(error) => sheet(error, path, voice),
        ListError::NoHeadings { found } => Told::new(
            "list-headings",
            say!(c, "cause-list-headings", path = path, found = all(found)),
            say!(c, "remedy-list-headings"),
        ),
        ListError::SeveralWorksheets { names } => Told::new(
            "several-worksheets",
            say!(
                c,
                "cause-several-worksheets",
                path = path,
                names = all(names)
            ),
            say!(c, "remedy-several-worksheets"),
        ),
        ListError::NoSuchWorksheet { wanted, names } => Told::new(
            "no-such-worksheet",
            say!(
                c,
                "cause-no-such-worksheet",
                path = path,
                wanted = safe(wanted),
                names = all(names)
            ),
            say!(c, "remedy-no-such-worksheet"),
        ),
        ListError::NoSuchHeading { heading, found } => Told::new(
            "no-such-heading",
            say!(
                c,
                "cause-no-such-heading",
                path = path,
                heading = safe(heading),
                found = all(found)
            ),
            say!(c, "remedy-no-such-heading"),
        ),
        ListError::ColumnTwice {
            column,
            first,
            second,
        } => Told::new(
            "column-twice",
            say!(
                c,
                "cause-column-twice",
                path = path,
                column = column.word(),
                first = safe(first),
                second = safe(second)
            ),
            say!(c, "remedy-column-twice", column = column.word()),
        ),
        ListError::PasswordsInside { heading } => Told::new(
            "passwords-in-list",
            say!(
                c,
                "cause-passwords-in-list",
                path = path,
                heading = safe(heading)
            ),
            say!(c, "remedy-passwords-in-list"),
        ),
        ListError::PasswordsWithoutFiles { heading } => Told::new(
            "passwords-without-files",
            say!(
                c,
                "cause-passwords-without-files",
                path = path,
                heading = safe(heading)
            ),
            say!(c, "remedy-passwords-without-files"),
        ),
        ListError::NoRows => Told::new(
            "list-empty",
            say!(c, "cause-list-empty", path = path),
            say!(c, "remedy-list-empty"),
        ),
    }
}

fn sheet(error: &SheetError, path: String, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match error {
        SheetError::Unreadable { source } => Told::new(
            "list-unreadable",
            say!(
                c,
                "cause-list-unreadable",
                path = path,
                reason = source.to_string()
            ),
            say!(c, "remedy-list-unreadable"),
        ),
        SheetError::TooLarge { limit } => Told::new(
            "list-too-large",
            say!(c, "cause-list-too-large", path = path, limit = (*limit)),
            say!(c, "remedy-list-too-large"),
        ),
        SheetError::UnknownEncoding => Told::new(
            "list-encoding",
            say!(c, "cause-list-encoding", path = path),
            say!(c, "remedy-list-encoding"),
        ),
        SheetError::SealedWorkbook => Told::new(
            "workbook-sealed",
            say!(c, "cause-workbook-sealed", path = path),
            say!(c, "remedy-workbook-sealed"),
        ),
        SheetError::DamagedWorkbook { reason } => Told::new(
            "workbook-damaged",
            say!(
                c,
                "cause-workbook-damaged",
                path = path,
                reason = visible(reason).into_owned()
            ),
            say!(c, "remedy-workbook-damaged"),
        ),
    }
}
