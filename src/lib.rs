//! tokendesk gives expired PKCS#11 tokens a second life.
#![deny(missing_docs, missing_debug_implementations)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]
#![deny(clippy::arithmetic_side_effects)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::arithmetic_side_effects
    )
)]

pub mod audit;
pub mod bundle;
pub mod certificate;
pub mod clock;
pub mod protection;
pub mod report;
pub mod sandbox;
pub mod secret;
pub mod token;
pub mod ui;
pub mod workflow;
