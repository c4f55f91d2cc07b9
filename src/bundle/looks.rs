//! What a file that is no PKCS#12 looks like, so that the refusal can say so.

use std::fmt;

/// What bytes look like that are no PKCS#12 file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksLike {
    /// A certificate, DER or PEM.
    Certificate,
    /// A private key without certificate, DER or PEM.
    PrivateKey,
    /// Certificates without key (PKCS#7, `.p7b`).
    CertificateCollection,
    /// A certificate request.
    CertificateRequest,
    /// A Java keystore in Java's own format.
    JavaKeystore,
    /// A ZIP archive.
    ZipArchive,
    /// A web page, such as a download's error page.
    WebPage,
    /// A PDF document.
    PdfDocument,
    /// An OpenSSH or PuTTY key.
    SshKey,
    /// Only zero bytes.
    Zeros,
}

impl fmt::Display for LooksLike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Certificate => "a certificate without its key",
            Self::PrivateKey => "a private key without certificate",
            Self::CertificateCollection => "certificates without a key (PKCS#7)",
            Self::CertificateRequest => "a certificate request",
            Self::JavaKeystore => "a Java keystore",
            Self::ZipArchive => "a ZIP archive",
            Self::WebPage => "a web page",
            Self::PdfDocument => "a PDF document",
            Self::SshKey => "an SSH key",
            Self::Zeros => "zero bytes only",
        })
    }
}

/// Guesses from the first bytes.
pub(super) fn look_at(bytes: &[u8]) -> Option<LooksLike> {
    if bytes.iter().all(|byte| *byte == 0) {
        return Some(LooksLike::Zeros);
    }
    const BINARY: [(&[u8], LooksLike); 4] = [
        (&[0xfe, 0xed, 0xfe, 0xed], LooksLike::JavaKeystore),
        (&[0xce, 0xce, 0xce, 0xce], LooksLike::JavaKeystore),
        (b"PK\x03\x04", LooksLike::ZipArchive),
        (b"%PDF-", LooksLike::PdfDocument),
    ];
    if let Some((_, it)) = BINARY.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(*it);
    }
    if bytes.first() == Some(&0x30) {
        return look_at_der(bytes);
    }
    let start = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    const TEXTS: [(&str, LooksLike); 10] = [
        ("begin openssh private key", LooksLike::SshKey),
        ("putty-user-key-file", LooksLike::SshKey),
        ("private key-----", LooksLike::PrivateKey),
        ("begin certificate request", LooksLike::CertificateRequest),
        (
            "begin new certificate request",
            LooksLike::CertificateRequest,
        ),
        ("begin pkcs7", LooksLike::CertificateCollection),
        ("begin certificate", LooksLike::Certificate),
        ("begin x509 certificate", LooksLike::Certificate),
        ("<!doctype", LooksLike::WebPage),
        ("<html", LooksLike::WebPage),
    ];
    let hit = TEXTS.iter().find(|(mark, _)| text.contains(mark));
    hit.map(|(_, it)| *it)
}

/// Guesses from what follows the header of the outermost SEQUENCE.
fn look_at_der(bytes: &[u8]) -> Option<LooksLike> {
    let header = match bytes.get(1)? {
        long @ 0x81..=0x84 => usize::from(long & 0x7f).saturating_add(2),
        _ => 2,
    };
    let inside = bytes.get(header..)?;
    match inside {
        [0x02, 0x01, 0x00 | 0x01, 0x30 | 0x02 | 0x04, ..] => Some(LooksLike::PrivateKey),
        [
            0x06,
            0x09,
            0x2a,
            0x86,
            0x48,
            0x86,
            0xf7,
            0x0d,
            0x01,
            0x07,
            ..,
        ] => Some(LooksLike::CertificateCollection),
        [0x30, 0x82, _, _, rest @ ..] | [0x30, 0x81, _, rest @ ..] => match rest {
            [0xa0, 0x03, 0x02, ..] => Some(LooksLike::Certificate),
            [0x02, 0x01, 0x00, 0x30, ..] => Some(LooksLike::CertificateRequest),
            _ => None,
        },
        _ => None,
    }
}
