//! The columns of a list and the headings they are known by, Japanese and English.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The certificate's serial number (証明書シリアル).
    Certificate,
    /// The issuer's name for the certificate (証明書ID).
    CertificateId,
    /// The token's serial number.
    Token,
    /// Who uses it.
    Person,
    /// The bundle's file.
    Bundle,
    /// The file that holds the token's PIN.
    PinFile,
    /// The file that holds the bundle's password.
    PasswordFile,
    /// The bundle's password itself.
    Password,
}

/// Every column with the headings that it is found by, normalised.
///
/// A bare "serial" is in none of them: it may be the certificate's or the token's.
pub const HEADINGS: [(Column, &[&str]); 8] = [
    (
        Column::Certificate,
        &[
            "証明書シリアル",
            "証明書シリアル番号",
            "証明書シリアルno",
            "証明書のシリアル番号",
            "電子証明書シリアル番号",
            "certificateserial",
            "certificateserialnumber",
            "certificateserialno",
            "certserial",
            "serialnumberofcertificate",
        ],
    ),
    (
        Column::CertificateId,
        &["証明書id", "電子証明書id", "certificateid", "certid"],
    ),
    (
        Column::Token,
        &[
            "トークンシリアル",
            "トークンシリアル番号",
            "トークンシリアルno",
            "トークンのシリアル番号",
            "トークン番号",
            "usbトークンシリアル番号",
            "token",
            "tokenserial",
            "tokenserialnumber",
            "tokenserialno",
        ],
    ),
    (
        Column::Person,
        &[
            "氏名",
            "利用者",
            "利用者名",
            "利用者氏名",
            "使用者",
            "使用者名",
            "担当者",
            "担当者名",
            "person",
            "name",
            "user",
            "username",
        ],
    ),
    (
        Column::Bundle,
        &[
            "ファイル",
            "ファイル名",
            "証明書ファイル",
            "証明書ファイル名",
            "pkcs#12",
            "pkcs#12ファイル",
            "pkcs12ファイル",
            "bundle",
            "file",
            "filename",
            "pkcs12",
            "pkcs12file",
            "pkcs#12file",
            "p12",
            "p12file",
        ],
    ),
    (
        Column::PinFile,
        &["pinファイル", "pinファイル名", "pinfile"],
    ),
    (
        Column::PasswordFile,
        &["パスワードファイル", "パスワードファイル名", "passwordfile"],
    ),
    (
        Column::Password,
        &["パスワード", "password", "passphrase", "パスフレーズ"],
    ),
];

impl Column {
    /// The word that `--column` and messages call it by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::CertificateId => "certificate-id",
            Self::Token => "token",
            Self::Person => "person",
            Self::Bundle => "bundle",
            Self::PinFile => "pin-file",
            Self::PasswordFile => "password-file",
            Self::Password => "password",
        }
    }

    /// The column that a heading stands over, where it is a known one.
    #[must_use]
    pub fn of_heading(heading: &str) -> Option<Self> {
        let heading = normalised(heading);
        let known = HEADINGS
            .iter()
            .find(|(_, headings)| headings.contains(&heading.as_str()));
        known.map(|(column, _)| *column)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A heading as it is compared: full-width and half-width forms made one (NFKC), in lower case, without blanks,
/// hyphens, underscores, stars, and what stands in brackets at its end.
#[must_use]
pub fn normalised(heading: &str) -> String {
    let plain: String = heading.nfkc().collect::<String>().to_lowercase();
    let plain = plain.trim_end();
    let plain = match plain.strip_suffix(')').and_then(|_| plain.rfind('(')) {
        Some(start) if start > 0 => plain.get(..start).unwrap_or(plain),
        _ => plain,
    };
    plain
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '*' | '※' | '.' | '‐'))
        .collect()
}

/// A heading that a person says stands over a column: `--column token=S/N`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedColumn {
    /// The column.
    pub column: Column,
    /// The heading, as the list writes it.
    pub heading: String,
}

/// Why a text names no column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected COLUMN=HEADING, COLUMN one of {}", words().join(", "))]
pub struct NotAColumn;

fn words() -> Vec<&'static str> {
    HEADINGS.iter().map(|(column, _)| column.word()).collect()
}

impl FromStr for NamedColumn {
    type Err = NotAColumn;

    fn from_str(text: &str) -> Result<Self, NotAColumn> {
        let (word, heading) = text.split_once('=').ok_or(NotAColumn)?;
        let known = HEADINGS.iter().find(|(column, _)| column.word() == word);
        match (known, heading.trim()) {
            (None, _) | (_, "") => Err(NotAColumn),
            (Some((column, _)), heading) => Ok(Self {
                column: *column,
                heading: heading.to_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_headings_in_every_width_and_spacing() {
        for heading in [
            "証明書シリアル",
            "証明書 ｼﾘｱﾙ",
            " 証明書シリアル（16進）",
            "証明書\nシリアル※",
            "Certificate Serial",
            "ＣＥＲＴＩＦＩＣＡＴＥ＿ＳＥＲＩＡＬ",
            "certificate-serial (hex)",
        ] {
            assert_eq!(
                Column::of_heading(heading),
                Some(Column::Certificate),
                "{heading}"
            );
        }
        assert_eq!(
            Column::of_heading("証明書ＩＤ"),
            Some(Column::CertificateId)
        );
    }

    #[test]
    fn takes_a_bare_serial_for_neither_kind() {
        assert_eq!(Column::of_heading("シリアル番号"), None);
        assert_eq!(Column::of_heading("Serial"), None);
    }

    #[test]
    fn every_heading_of_the_table_is_found_as_it_stands_there() {
        for (column, headings) in HEADINGS {
            for heading in headings {
                assert_eq!(Column::of_heading(heading), Some(column), "{heading}");
            }
        }
    }

    #[test]
    fn reads_the_heading_that_a_person_names() {
        let named: NamedColumn = "token=S/N = 2".parse().unwrap();
        assert_eq!(
            (named.column, named.heading.as_str()),
            (Column::Token, "S/N = 2")
        );
        for text in ["token", "token=", "owner=Name"] {
            assert_eq!(text.parse::<NamedColumn>(), Err(NotAColumn), "{text}");
        }
    }
}
