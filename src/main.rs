//! The `tokendesk` program: the library with a command line and a terminal around it.
#![deny(missing_docs)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]
#![deny(clippy::arithmetic_side_effects)]

mod cli;

use std::process::ExitCode;

/// Wipes what is freed: secrets that libraries copied on the way are not left in the heap.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    cli::main()
}
