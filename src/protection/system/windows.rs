//! Crash reports, debuggers and pages of the process on Windows.

use std::io;
use std::ptr::NonNull;

use windows_sys::Win32::System::Diagnostics::Debug::{
    CheckRemoteDebuggerPresent, SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode,
};
use windows_sys::Win32::System::ErrorReporting::{WER_FAULT_REPORTING_FLAG_NOHEAP, WerSetFlags};
use windows_sys::Win32::System::Memory::{
    MEM_COMMIT, MEM_RELEASE, MEM_RESERVE, PAGE_READWRITE, VirtualAlloc, VirtualFree, VirtualLock,
    VirtualUnlock,
};
use windows_sys::Win32::System::Threading::GetCurrentProcess;
use zeroize::Zeroize;

use crate::protection::{Measure, Tracer};

/// No heap in the reports of Windows Error Reporting, and no box that offers a debugger.
pub(in crate::protection) fn forbid_core_dumps() -> Measure {
    // SAFETY: it takes flags and touches no memory of ours.
    unsafe { SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX) };
    // SAFETY: as above.
    match unsafe { WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP) } {
        0.. => Measure::InForce,
        failure => Measure::Refused {
            why: format!("HRESULT 0x{failure:08X}"),
        },
    }
}

/// Windows lets processes of the same user attach; keeping them out takes a protected process.
pub(in crate::protection) fn forbid_attaching() -> Measure {
    Measure::NotAvailable
}

/// Windows ends no process for the size of a file.
pub(in crate::protection) fn outlive_file_limits() {}

/// The limit is the working set's, which grows as it is needed.
pub(in crate::protection) fn locking_limit() -> Option<u64> {
    None
}

pub(in crate::protection) fn tracer() -> Tracer {
    let mut present = 0;
    // SAFETY: the handle of the own process needs no closing; the answer is written to `present`.
    let asked = unsafe { CheckRemoteDebuggerPresent(GetCurrentProcess(), &raw mut present) };
    match (asked, present) {
        (0, _) => Tracer::Unknown,
        (_, 0) => Tracer::None,
        (_, _) => Tracer::Attached { process: None },
    }
}

/// Private pages, wiped before they go back to the system.
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
        let kind = MEM_COMMIT | MEM_RESERVE;
        // SAFETY: no address is asked for, so that no allocation is touched.
        let start = unsafe { VirtualAlloc(std::ptr::null(), length, kind, PAGE_READWRITE) };
        let start = NonNull::new(start.cast()).ok_or_else(io::Error::last_os_error)?;
        Ok(Self { start, length })
    }

    pub(in crate::protection) fn lock(&self) -> io::Result<()> {
        // SAFETY: the range is committed for as long as this value lives.
        match unsafe { VirtualLock(self.start.as_ptr().cast(), self.length) } {
            0 => Err(io::Error::last_os_error()),
            _ => Ok(()),
        }
    }

    /// The flag that leaves the heap out of reports says nothing of these pages; the call that
    /// would, `WerRegisterExcludedMemoryBlock`, is missing before Windows 10 1703, and a program
    /// that names it does not start there.
    pub(in crate::protection) fn keep_out_of_dumps(&self) -> Measure {
        Measure::NotAvailable
    }

    pub(in crate::protection) fn bytes(&self) -> &[u8] {
        // SAFETY: `length` bytes are committed and initialised (with zeros) by the system.
        unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.length) }
    }

    pub(in crate::protection) fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as above, and this borrow is the only one.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.length) }
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        self.bytes_mut().zeroize();
        // SAFETY: the range came from `map` and nothing borrows it any more; a release takes the
        // whole allocation, named by its start and length zero.
        unsafe {
            VirtualUnlock(self.start.as_ptr().cast(), self.length);
            VirtualFree(self.start.as_ptr().cast(), 0, MEM_RELEASE);
        }
    }
}
