//! Any bytes in the place of a certificate's subject are refused or shown without control characters.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokendesk::certificate::Certificate;

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut written = vec![tag, 0x84];
    written.extend((content.len() as u32).to_be_bytes());
    written.extend(content);
    written
}

/// A certificate with `name` as its issuer's and its subject's content.
fn certificate(name: &[u8]) -> Vec<u8> {
    const VERSION_AND_SERIAL: &[u8] = &[0xa0, 0x03, 0x02, 0x01, 0x02, 0x02, 0x01, 0x01];
    const ALGORITHM: &[u8] = &[
        0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00,
    ];
    const ED25519: &[u8] = &[0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70];
    let name = element(0x30, name);
    let mut dates = element(0x17, b"200101000000Z");
    dates.extend(element(0x18, b"21200101000000Z"));
    let mut key = ED25519.to_vec();
    key.extend(element(0x03, &[0; 33]));
    let body = [
        VERSION_AND_SERIAL.to_vec(),
        ALGORITHM.to_vec(),
        name.clone(),
        element(0x30, &dates),
        name,
        element(0x30, &key),
    ]
    .concat();
    let whole = [
        element(0x30, &body),
        ALGORITHM.to_vec(),
        element(0x03, &[0; 9]),
    ]
    .concat();
    element(0x30, &whole)
}

fuzz_target!(|data: &[u8]| {
    for bytes in [certificate(data), data.to_vec()] {
        let Ok(read) = Certificate::from_der(&bytes) else {
            continue;
        };
        let subject = read.subject();
        assert!(subject.matches(read.subject()));
        assert!(!subject.to_string().chars().any(char::is_control));
        let _ = subject.common_name().map(str::len);
        let _ = read.is_issued_by(&read);
    }
});
