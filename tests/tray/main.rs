//! A tray of tokens: `batch` with every token its own process, tokens that come and go, and what goes wrong.
#![cfg(unix)]

#[path = "../support/support.rs"]
mod support;

mod events;
mod fixture;
mod pins;
mod resume;
mod serving;
mod terminal;
mod troubles;
