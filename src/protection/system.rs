//! What guards the process, as each system does it.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(super) use unix::{
    Region, forbid_attaching, forbid_core_dumps, locking_limit, outlive_file_limits, tracer,
};
#[cfg(windows)]
pub(super) use windows::{
    Region, forbid_attaching, forbid_core_dumps, locking_limit, outlive_file_limits, tracer,
};
