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

use tokendesk::protection::{self, WipingAllocator};

/// Wipes what is freed: secrets that libraries copied on the way are not left in the heap.
#[global_allocator]
static ALLOCATOR: WipingAllocator = protection::wiping_allocator();

fn main() -> ExitCode {
    cli::main()
}
