//! Many bundles to many tokens: what there is, checked whole before the first token, and who gets what.
//!
//! [`Stock`] is what a folder of bundles and an issuer's list come to, [`Ledger`] what is known of earlier
//! hand-overs, and [`assign()`] decides, without touching anything, what one token gets.

pub mod assign;
pub mod ledger;
pub mod offer;
pub mod row;
pub mod stock;

pub use assign::{Assignment, By, Refusal, TokenSeen, assign};
pub use ledger::{Ledger, Settled, When};
pub use offer::{Offer, PasswordFrom};
pub use row::Row;
pub use stock::{Flaw, FlawKind, Stock, Weight};
