//! Any bytes, walked as BER, end: every element lies inside its parent, in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokendesk::bundle::ber::{Budget, Reader};

fn walk(mut reader: Reader<'_>, end: usize) {
    let mut last = reader.at();
    while !reader.is_at_end() {
        let Ok(element) = reader.read() else { return };
        assert!(element.at() >= last && element.content_at() > element.at());
        let inner_end = element.content_at() + element.content().len();
        assert!(inner_end <= end);
        last = inner_end;
        let _ = element.number();
        let _ = element.small_number();
        if let Ok(octets) = element.octets() {
            assert!(octets.as_ref().len() <= element.content().len());
        }
        if let Ok(inner) = element.elements() {
            walk(inner, inner_end);
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let budget = Budget::default();
    walk(Reader::new(data, 0, &budget), data.len());
});
