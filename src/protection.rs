//! What guards the process that holds a key: no core dumps, nobody attached, pages that stay in
//! memory, an allocator that wipes, panics without payload.
//!
//! Nothing here is assumed to work: each measure reports whether it is in force, and why not. What
//! it cannot guard is the memory of a PKCS#11 module, and the process against the administrator.
//!
//! The program's first lines:
//!
//! ```
//! use tokendesk::protection::{self, WipingAllocator};
//! use tokendesk::ui::{Catalogue, Language, words};
//!
//! #[global_allocator]
//! static ALLOCATOR: WipingAllocator = protection::wiping_allocator();
//!
//! let protection = protection::harden();
//! protection::hide_panic_payloads(words::panic_line(&Catalogue::new(Language::English)));
//! # let _ = protection;
//! ```

mod locked;
mod pages;
mod panic;
mod system;

pub use locked::{LockState, LockedBytes, NoMemory};
pub use panic::hide_panic_payloads;

use std::alloc::System;

/// The system's allocator, which wipes whatever is given back to it.
pub type WipingAllocator = zeroizing_alloc::ZeroAlloc<System>;

/// Makes the allocator for `#[global_allocator]`: secrets that a library copied on the heap, and
/// buffers that it let grow, are wiped when they are freed.
#[must_use]
pub const fn wiping_allocator() -> WipingAllocator {
    zeroizing_alloc::ZeroAlloc(System)
}

/// Whether one measure is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// It is.
    InForce,
    /// The system refused it.
    Refused {
        /// What the system said.
        why: String,
    },
    /// This system has no such thing.
    NotAvailable,
}

/// Who watches the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tracer {
    /// Nobody.
    None,
    /// A debugger or tracer; it can read every secret. It is told about, never refused.
    Attached {
        /// Its process id, where the system tells it.
        process: Option<u32>,
    },
    /// The system does not say.
    Unknown,
}

/// The measures in force, for the report of `doctor` and for warnings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    /// A crash writes no memory to disk (Unix), or no heap into a report (Windows).
    pub core_dumps: Measure,
    /// Processes of the same user cannot attach or read the memory.
    pub attaching: Measure,
    /// Who watches all the same.
    pub tracer: Tracer,
}

/// Hardens the process; called once, before anything secret is read.
///
/// Child processes inherit the limit on core dumps. A refused measure does not stop the program:
/// it is in the report.
#[must_use = "what the system refused must be told"]
pub fn harden() -> Protection {
    system::outlive_file_limits();
    Protection {
        tracer: system::tracer(),
        core_dumps: system::forbid_core_dumps(),
        attaching: system::forbid_attaching(),
    }
}

/// Whether the system lets this process lock memory, tried on one page.
#[must_use]
pub fn try_locking() -> LockState {
    match LockedBytes::zeroed(1) {
        Ok(bytes) => bytes.state(),
        Err(refused) => LockState::NotLocked {
            why: refused.source.to_string(),
        },
    }
}

/// How much memory this process may lock, bytes; `None` where there is no limit or the system does not tell.
#[must_use]
pub fn locking_limit() -> Option<u64> {
    system::locking_limit()
}

impl Measure {
    #[cfg(unix)]
    fn of(outcome: Result<(), impl std::fmt::Display>) -> Self {
        match outcome {
            Ok(()) => Self::InForce,
            Err(error) => Self::Refused {
                why: error.to_string(),
            },
        }
    }
}
