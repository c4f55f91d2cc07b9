//! The use-cases: look, draw a plan, get consent, carry it out, look again.
//!
//! A plan is pure and shown before anything happens; [`consent`] alone makes it one that may be carried out;
//! [`apply()`] carries it out once. One file calls the token's writes and journals each.

pub mod addition;
pub mod apply;
pub mod batch;
pub mod check;
pub mod connection;
pub mod consent;
pub mod consumer;
pub mod crossing;
pub mod doctor;
pub mod drafting;
pub mod failure;
pub mod handshake;
pub mod inventory;
pub mod login;
pub mod pairing;
pub mod plan;
pub mod ports;
pub mod proof;
pub mod records;
pub mod recovery;
pub mod removal;
mod removing;
mod step;
mod trial;
mod undo;
mod writing;

pub use apply::{Applied, apply};
pub use consent::{Confirmed, GivenConsent};
pub use crossing::{Crossing, CustodyRule, WhyDirect};
pub use drafting::{Ground, Removal, Wish, draft};
pub use failure::{Cause, Effect, Failure, Named, Stage};
pub use handshake::{Handshake, TlsVerdict};
pub use inventory::{Identity, Inventory, Sight};
pub use pairing::{look, look_for};
pub use plan::{Order, Plan, Rules};
pub use ports::{Activity, Ports, Unwatched, Watch};
pub use proof::{Custody, Proof};
pub use step::class as journal_class;
pub use trial::HandshakeRule;
