//! Locked pages that are handed out, taken back wiped, and handed out again.
//!
//! Mapping, locking and giving back pages halts every thread of the process for a moment (mmap(2) changes what all
//! of them see), so a folder of bundles opened on several cores would mostly wait. A few wiped pages are kept instead.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroize;

use super::Measure;
use super::system::Region;

/// The smallest page of the systems this runs on, bytes; the length of what is kept.
const PAGE: usize = 4096;

/// How many pages are kept: half of what Linux before 5.16 lets a process lock, less than a small Windows working set.
const MOST: usize = 8;

static KEPT: Mutex<Vec<Region>> = Mutex::new(Vec::new());

fn kept() -> MutexGuard<'static, Vec<Region>> {
    // Whoever died with it held left whole regions, all of them wiped.
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Pages of one secret, zeroed when they are handed out and wiped when they are given back.
pub(super) struct Pages {
    /// Empty only while it is dropped.
    region: Option<Region>,
    /// Why the pages could not be locked. A pointer and no larger: the unused room of a variant would take along
    /// whatever lay on the stack before, and that may have been a piece of the key.
    #[expect(clippy::box_collection, reason = "one word without unused room")]
    refusal: Option<Box<String>>,
}

impl Pages {
    /// Zeroed pages for `length` bytes or more, locked where the system lets them be.
    ///
    /// # Errors
    /// What the system answers when it gives no memory.
    pub(super) fn take(length: usize) -> io::Result<Self> {
        let reused = if length <= PAGE { kept().pop() } else { None };
        if let Some(region) = reused {
            return Ok(Self {
                region: Some(region),
                refusal: None,
            });
        }
        let region = Region::map(length.max(PAGE))?;
        let refusal = region.lock().err();
        // Where the system refuses it, the limits on core dumps still hold.
        let _ = region.keep_out_of_dumps();
        Ok(Self {
            region: Some(region),
            refusal: refusal.map(|error| Box::new(error.to_string())),
        })
    }

    /// Why they could not be locked.
    pub(super) fn refusal(&self) -> Option<&str> {
        self.refusal.as_ref().map(|why| why.as_str())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.region.as_ref().map(Region::bytes).unwrap_or_default()
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        let region = self.region.as_mut();
        region.map(Region::bytes_mut).unwrap_or_default()
    }

    pub(super) fn keep_out_of_dumps(&self) -> Measure {
        let region = self.region.as_ref();
        region.map_or(Measure::NotAvailable, Region::keep_out_of_dumps)
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        self.bytes_mut().zeroize();
        let Some(region) = self.region.take() else {
            return;
        };
        let is_usual = region.bytes().len() == PAGE && self.refusal.is_none();
        let mut kept = kept();
        if is_usual && kept.len() < MOST {
            kept.push(region);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_out_again_is_zero_to_the_last_byte() {
        for length in [1, PAGE, PAGE + 1] {
            for _ in 0..3 * MOST {
                let mut pages = Pages::take(length).unwrap();
                assert!(pages.bytes().len() >= length);
                assert!(pages.bytes().iter().all(|byte| *byte == 0));
                pages.bytes_mut().fill(0xa5);
            }
        }
    }

    #[test]
    fn no_more_are_kept_than_a_process_may_lock() {
        let many: Vec<Pages> = (0..4 * MOST).map(|_| Pages::take(1).unwrap()).collect();
        drop(many);
        assert!(kept().len() <= MOST);
    }
}
