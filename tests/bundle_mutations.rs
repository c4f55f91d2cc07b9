//! Any flipped, cut or spliced byte ends in an error or the same key, soon and in little memory.

mod bundle_expectation;

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bundle_expectation::{Expectation, corpus};
use tokendesk::bundle::SealedBundle;
use tokendesk::certificate::Sha256Digest;

/// Counts the bytes that are allocated, and their peak.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(now, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const MEMORY: usize = 64 * 1024 * 1024;
/// The promise is a second; a test build on a busy machine gets more.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
/// What one input of the bounded runs may cost, iterations.
const CHEAP: u64 = 10_000;

/// A small generator of numbers that are the same in every run (xorshift64*).
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

/// What may come out of changed bytes.
#[derive(Clone, Copy)]
enum Keys<'a> {
    Of(&'a BTreeSet<Sha256Digest>),
    /// Of several changes one may bring in a whole key of another file.
    Any,
}

/// What inputs cost: how many there were, how many took more than a second, the most of time and memory.
#[derive(Debug, Default, Clone, Copy)]
struct Spent {
    inputs: usize,
    beyond_a_second: usize,
    longest: Duration,
    most: usize,
}

impl std::ops::AddAssign for Spent {
    fn add_assign(&mut self, other: Self) {
        self.inputs += other.inputs;
        self.beyond_a_second += other.beyond_a_second;
        self.longest = self.longest.max(other.longest);
        self.most = self.most.max(other.most);
    }
}

struct Original {
    expectation: Expectation,
    bytes: Vec<u8>,
    keys: BTreeSet<Sha256Digest>,
    cost: u64,
}

fn keys(expectation: &Expectation, bytes: &[u8]) -> BTreeSet<Sha256Digest> {
    let opened = SealedBundle::from_bytes(bytes.to_vec())
        .and_then(|sealed| sealed.open(&expectation.password(), &mut |_| {}));
    match opened {
        Err(_) => BTreeSet::new(),
        Ok(opened) => {
            // A key without certificate cannot be chosen: that ends in an error.
            let keys = opened.identities().iter().map(|it| it.key().public_key());
            keys.map(|key| key.sha256()).collect()
        }
    }
}

fn originals(most: u64) -> Vec<Original> {
    let mut originals: Vec<Original> = corpus()
        .into_iter()
        .filter_map(|expectation| {
            let bytes = expectation.bytes();
            let sealed = SealedBundle::from_bytes(bytes.clone());
            let cost = sealed.map_or(0, |sealed| sealed.declared_cost());
            // Empty files have nothing to flip; megabytes of one pattern have nothing new.
            let fits = cost <= most && (1..20_000).contains(&bytes.len());
            fits.then(|| Original {
                keys: keys(&expectation, &bytes),
                expectation,
                bytes,
                cost,
            })
        })
        .collect();
    // A flip may mend the one that broke a file: then its key is one that the corpus has elsewhere.
    let all: BTreeSet<_> = originals.iter().flat_map(|it| it.keys.clone()).collect();
    for broken in originals.iter_mut().filter(|it| it.keys.is_empty()) {
        broken.keys.clone_from(&all);
    }
    originals
}

/// Opens mutated bytes; whatever comes out must be the original's keys, soon and in little memory.
fn check(original: &Original, mutated: &[u8], what: &str, keys_allowed: Keys<'_>) -> Spent {
    let name = original.expectation.file();
    let before = NOW.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    let start = Instant::now();
    let found = keys(&original.expectation, mutated);
    let spent = start.elapsed();
    let memory = PEAK.load(Ordering::Relaxed).saturating_sub(before);
    assert!(memory <= MEMORY, "{name}, {what}: {memory} bytes");
    // Iterations that are asked for, more of them after some changes, take their time; so do those of
    // a second form of the password, and of the look whether it opens anything at all.
    let sealed = SealedBundle::from_bytes(mutated.to_vec());
    let asked = sealed.map_or(0, |sealed| sealed.declared_cost());
    let patience = PATIENCE + Duration::from_micros(asked.saturating_mul(3));
    assert!(spent <= patience, "{name}, {what}: {spent:?}");
    match keys_allowed {
        Keys::Any => {}
        Keys::Of(keys) => assert!(found.is_subset(keys), "{name}, {what}: another key"),
    }
    Spent {
        inputs: 1,
        beyond_a_second: usize::from(spent > Duration::from_secs(1)),
        longest: spent,
        most: memory,
    }
}

fn flip(original: &Original, at: usize, by: u8) -> Spent {
    let mut mutated = original.bytes.clone();
    mutated[at] ^= by;
    let keys = Keys::Of(&original.keys);
    check(original, &mutated, &format!("byte {at} ^ {by:#04x}"), keys)
}

fn cut(original: &Original, at: usize) -> Spent {
    let mut mutated = original.bytes.clone();
    mutated.remove(at);
    let keys = Keys::Of(&original.keys);
    let mut spent = check(original, &mutated, &format!("without byte {at}"), keys);
    let start = &original.bytes[..at];
    spent += check(original, start, &format!("only {at} bytes"), keys);
    spent
}

/// Several changes at once: bytes set, runs repeated, dropped, or taken from another file.
fn mutate(seeded: &mut Seeded, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    let mut mutated = bytes.to_vec();
    for _ in 0..=seeded.below(4) {
        let at = seeded.below(mutated.len());
        let length = seeded.below(40).min(mutated.len() - at);
        match seeded.below(5) {
            0 => mutated
                .splice(
                    at..at,
                    bytes[at.min(bytes.len())..].iter().take(length).copied(),
                )
                .for_each(drop),
            1 => mutated.drain(at..at + length).for_each(drop),
            2 => {
                let from = seeded.below(other.len());
                mutated
                    .splice(at..at + length, other[from..].iter().take(length).copied())
                    .for_each(drop);
            }
            3 => {
                const TELLING: [u8; 8] = [0x00, 0x01, 0x7f, 0x80, 0x84, 0xff, 0x30, 0xa0];
                if let Some(byte) = mutated.get_mut(at) {
                    *byte = TELLING[seeded.below(8)];
                }
            }
            _ => {
                if let Some(byte) = mutated.get_mut(at) {
                    *byte = seeded.next() as u8;
                }
            }
        }
        if mutated.is_empty() {
            break;
        }
    }
    mutated
}

/// One test, so that nothing else allocates while it counts.
#[test]
fn a_changed_byte_ends_in_an_error_or_the_same_key() {
    let mut seeded = Seeded(0x746f_6b65_6e64_6573);
    let originals = originals(CHEAP);
    assert!(originals.len() > 200);
    for original in &originals {
        let at = seeded.below(original.bytes.len());
        flip(original, at, 1 << seeded.below(8));
        cut(original, seeded.below(original.bytes.len()));
    }
    for _ in 0..1_000 {
        let original = &originals[seeded.below(originals.len())];
        let other = &originals[seeded.below(originals.len())];
        let mutated = mutate(&mut seeded, &original.bytes, &other.bytes);
        check(original, &mutated, "spliced", Keys::Any);
    }
}

#[test]
#[ignore = "every byte of every file takes most of an hour; softhsm/fuzz.sh runs it"]
fn every_changed_byte_ends_in_an_error_or_the_same_key() {
    let mut seeded = Seeded(0x7377_6565_7000_0001);
    // A machine that is shared takes every n-th byte instead of every one.
    let sparse = std::env::var("SWEEP_STRIDE").map_or(1, |text| text.parse().expect("a number"));
    let mut whole = Spent::default();
    for original in originals(u64::MAX) {
        let slow = usize::try_from(original.cost / 20_000).unwrap_or(usize::MAX);
        let stride = slow.max(1).saturating_mul(sparse);
        let mut spent = Spent::default();
        for at in (0..original.bytes.len()).step_by(stride) {
            spent += flip(&original, at, (seeded.next() % 255) as u8 + 1);
            spent += cut(&original, at);
        }
        println!(
            "{}, every byte by {stride}: {spent:?}",
            original.expectation.file()
        );
        whole += spent;
    }
    println!("all files: {whole:?}");
}
