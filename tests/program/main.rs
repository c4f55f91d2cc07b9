//! The program as its users meet it: real tokens, real bundles, other programs as judges.
#![cfg(unix)]

#[path = "../support/support.rs"]
mod support;

mod judged;
