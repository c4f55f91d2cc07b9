//! Limits, attributes and pages of the process on Unix.

use std::io;
use std::ptr::NonNull;

use rustix::mm::{MapFlags, ProtFlags, mlock, mmap_anonymous, munlock, munmap};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use zeroize::Zeroize;

use crate::protection::{Measure, Tracer};

/// Sets both limits to zero, so that nothing later in the process can raise them again.
pub(in crate::protection) fn forbid_core_dumps() -> Measure {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    Measure::of(setrlimit(Resource::Core, none))
}

/// Makes the process not dumpable (prctl(2), `PR_SET_DUMPABLE`): nobody but the administrator can
/// attach, and a core handler behind a pipe, which the limit does not stop, gets nothing.
#[cfg(target_os = "linux")]
pub(in crate::protection) fn forbid_attaching() -> Measure {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    Measure::of(set_dumpable_behavior(DumpableBehavior::NotDumpable))
}

#[cfg(not(target_os = "linux"))]
pub(in crate::protection) fn forbid_attaching() -> Measure {
    Measure::NotAvailable
}

/// A write beyond the limit on file sizes is an error that can be told, and not the end of the process in the
/// middle of a change (setrlimit(2), `RLIMIT_FSIZE`).
pub(in crate::protection) fn outlive_file_limits() {
    // SAFETY: ignoring a signal installs no code of ours.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
}

/// What may be locked (getrlimit(2), `RLIMIT_MEMLOCK`).
pub(in crate::protection) fn locking_limit() -> Option<u64> {
    getrlimit(Resource::Memlock).current
}

/// Reads `TracerPid` (proc_pid_status(5)); where there is no such file, it is not known.
pub(in crate::protection) fn tracer() -> Tracer {
    let status = std::fs::read_to_string("/proc/self/status");
    status.map_or(Tracer::Unknown, |status| tracer_in(&status))
}

fn tracer_in(status: &str) -> Tracer {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("TracerPid:"));
    match line.map(|number| number.trim().parse()) {
        Some(Ok(0)) => Tracer::None,
        Some(Ok(process)) => Tracer::Attached {
            process: Some(process),
        },
        Some(Err(_)) | None => Tracer::Unknown,
    }
}

/// Private anonymous pages, wiped before they go back to the system.
pub(in crate::protection) struct Region {
    start: NonNull<u8>,
    length: usize,
}

// SAFETY: the pages belong to this value alone, and are reached through its borrows only.
unsafe impl Send for Region {}
// SAFETY: as above; a shared borrow only reads.
unsafe impl Sync for Region {}

impl Region {
    /// Maps zeroed pages for `length` bytes, which is not zero.
    pub(in crate::protection) fn map(length: usize) -> io::Result<Self> {
        let access = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: no address is asked for, so that no mapping is replaced.
        let start =
            unsafe { mmap_anonymous(std::ptr::null_mut(), length, access, MapFlags::PRIVATE) }?;
        let start = NonNull::new(start.cast()).ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(Self { start, length })
    }

    pub(in crate::protection) fn lock(&self) -> io::Result<()> {
        // SAFETY: the range is mapped for as long as this value lives.
        Ok(unsafe { mlock(self.start.as_ptr().cast(), self.length) }?)
    }

    #[cfg(target_os = "linux")]
    pub(in crate::protection) fn keep_out_of_dumps(&self) -> Measure {
        use rustix::mm::{Advice, madvise};
        let start = self.start.as_ptr().cast();
        // SAFETY: the range is mapped; the advice changes neither its contents nor its life.
        Measure::of(unsafe { madvise(start, self.length, Advice::LinuxDontDump) })
    }

    #[cfg(not(target_os = "linux"))]
    pub(in crate::protection) fn keep_out_of_dumps(&self) -> Measure {
        Measure::NotAvailable
    }

    pub(in crate::protection) fn bytes(&self) -> &[u8] {
        // SAFETY: `length` bytes are mapped and initialised (with zeros) by the system.
        unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.length) }
    }

    pub(in crate::protection) fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as above, and this borrow is the only one.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.length) }
    }

    fn wipe(&mut self) {
        self.bytes_mut().zeroize();
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        self.wipe();
        let start = self.start.as_ptr().cast();
        // SAFETY: the range was mapped by `map` and nothing borrows it any more. Neither call can
        // fail on such a range, and nothing could be done if it did.
        unsafe {
            let _ = munlock(start, self.length);
            let _ = munmap(start, self.length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wiping_leaves_zeros_to_the_last_byte() {
        let mut region = Region::map(10_000).unwrap();
        region.bytes_mut().fill(0xa5);
        region.wipe();
        assert!(region.bytes().iter().all(|byte| *byte == 0));
    }

    #[test]
    fn pages_start_on_a_page() {
        let region = Region::map(1).unwrap();
        assert_eq!(region.start.as_ptr().addr() % 4096, 0);
    }

    #[test]
    fn reads_who_traces() {
        let traced = "Name:\tx\nTracerPid:\t4711\nUid:\t0\n";
        let attached = Tracer::Attached {
            process: Some(4711),
        };
        assert_eq!(tracer_in(traced), attached);
        assert_eq!(tracer_in("TracerPid:\t0\n"), Tracer::None);
        assert_eq!(tracer_in("Name:\tx\n"), Tracer::Unknown);
    }
}
