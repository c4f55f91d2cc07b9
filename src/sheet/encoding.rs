//! The encodings in which spreadsheets write text.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

/// Decodes a file: by its byte order mark, else as UTF-8, else as Shift_JIS (Windows code page 932);
/// `None` where it is none of them throughout.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return strictly(encoding, rest);
    }
    strictly(UTF_8, bytes).or_else(|| strictly(SHIFT_JIS, bytes))
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "証明書ｼﾘｱﾙ,①髙橋";

    #[test]
    fn reads_what_japanese_windows_writes() {
        let (bytes, _, _) = SHIFT_JIS.encode(TEXT);
        assert_eq!(decode(&bytes).as_deref(), Some(TEXT));
    }

    #[test]
    fn reads_utf_8_with_and_without_its_mark_and_utf_16() {
        let marked = format!("\u{feff}{TEXT}");
        let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [TEXT.as_bytes(), marked.as_bytes(), &little] {
            assert_eq!(decode(bytes).as_deref(), Some(TEXT));
        }
    }

    #[test]
    fn refuses_bytes_that_are_no_text() {
        assert_eq!(decode(&[0x82, 0xff, 0xff]), None);
    }
}
