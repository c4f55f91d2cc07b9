//! What the tests of the program stand on: real tokens, identities, bundles, other programs, the program itself.
#![allow(dead_code, reason = "each test binary uses its part")]

pub mod authority;
pub mod bundle;
pub mod fault;
pub mod judges;
pub mod keys;
pub mod program;
pub mod sentinel;
pub mod server;
pub mod site;
#[cfg(unix)]
pub mod sitting;
pub mod token;
pub mod tools;
