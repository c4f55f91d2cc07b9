//! Many bundles to many tokens: what there is, checked whole before the first token, and who gets what.
//!
//! [`Stock`] is what a folder of bundles and an issuer's list come to, [`Ledger`] what is known of earlier
//! hand-overs, and [`assign()`] decides, without touching anything, what one token gets.

pub mod assign;
pub mod check;
pub mod column;
pub mod flaw;
pub mod gate;
pub mod ledger;
pub mod list;
mod matching;
pub mod offer;
pub mod row;
pub mod source;
pub mod stock;
pub mod survey;

pub use assign::{Assignment, By, Refusal, TokenSeen, assign};
pub use check::{Checking, Interrupted};
pub use column::{Column, NamedColumn};
pub use flaw::{Flaw, FlawKind, Weight};
pub use gate::PinGate;
pub use ledger::{Ledger, Settled, When};
pub use list::{List, ListError, ListOptions, PasswordsInList};
pub use offer::{Offer, PasswordFrom};
pub use row::Row;
pub use source::{Source, SourceError};
pub use stock::Stock;
pub use survey::Survey;
