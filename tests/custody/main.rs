//! The private key never leaves the flow: how it crosses, what others see of it, what is left of it.
#![cfg(target_os = "linux")]

#[path = "../support/support.rs"]
mod support;

mod crossing;
mod leaks;
mod memory;
mod stage;
mod wire;
