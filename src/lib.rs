//! tokendesk gives expired PKCS#11 tokens a second life.
//!
//! This library is the whole product without a command line and a terminal: the program `tokendesk` is a thin layer above it.
//! Other programs use it to look into bundles and tokens, to run the same job under rules of their own, and — most of
//! all — to put a SoftHSM token into a known state for their tests.
//!
//! # The way of a job
//!
//! | step | where | what it gives |
//! | --- | --- | --- |
//! | open what was bought | [`bundle`] | a [`bundle::BundleIdentity`]: private key, leaf, chain, found to belong together |
//! | look at the token | [`token`], [`workflow::look`] | an [`workflow::Inventory`]: identities joined by public key |
//! | draw the plan | [`workflow::draft`] | a [`workflow::Plan`]: what is written, removed and kept, and why; pure |
//! | get consent | [`workflow::consent`] | a [`workflow::Confirmed`]: the only thing that can be carried out |
//! | carry it out | [`workflow::apply()`] | what was done, with a proof; every change is in the [`audit`] journal first |
//! | say so | [`report`], [`ui`] | text in English or Japanese, or a JSON document |
//!
//! Below all of them lie [`certificate`] (X.509: names, dates, public keys), [`secret`] (values that wipe themselves), [`clock`]
//! (the instant that decides what has expired, always passed in) and [`protection`] (no core dumps, locked memory).
//! [`sandbox`] does the whole job in three lines, for tests.
//!
//! # A first look: what a bundle holds
//!
//! ```
//! use tokendesk::bundle::{LeafChoice, SealedBundle, fitness};
//! use tokendesk::clock::Now;
//! use tokendesk::secret::{BundlePassword, SecretText};
//!
//! # let file = include_bytes!("../fixtures/bundle/openssl-default.p12").to_vec();
//! let password = BundlePassword::new(SecretText::new("password".to_owned()));
//! let sealed = SealedBundle::from_bytes(file)?; // bounded: what opening it may cost is checked first
//! let bundle = sealed.open(&password, &mut |_| ())?.choose(&LeafChoice::default())?;
//!
//! let now = Now::at("2026-11-22T09:00:00Z".parse()?);
//! let leaf = bundle.identity.leaf();
//! println!("{} is {}", leaf.subject(), leaf.standing(now).word());
//! for finding in fitness::judge(&bundle.identity, now) {
//!     println!("{:?}: {}", finding.severity(), finding.id());
//! }
//! assert_eq!(bundle.identity.chain().len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # More
//!
//! `examples/inspect_bundle.rs` is this as a program. `examples/known_token.rs` puts a test token into a known state, an expired identity included.
//! `examples/custom_policy.rs` runs the job under stricter rules than the program's own. All rules that nothing may break —
//! only what has expired is removed, the new is proved before the old goes, a refused PIN is not sent again, no format — hold here too: they are
//! in [`workflow`] and below, and not in the program.
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
pub mod sheet;
pub mod token;
pub mod ui;
pub mod workflow;
