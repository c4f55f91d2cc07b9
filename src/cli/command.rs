//! One file a command.

mod batch;
mod change;
mod check;
mod doctor;
mod explain;
mod inspect;
mod journal;
mod list;
mod pin;
mod record;
mod recover;
mod shell;
mod show;

pub use batch::batch;
pub use change::{import, remove, reuse, wipe};
pub use check::check;
pub use doctor::doctor;
pub use explain::explain;
pub use inspect::inspect;
pub use journal::verify;
pub use list::list;
pub use pin::pin;
pub use record::finish;
pub use recover::recover;
pub use shell::{completions, man};
pub use show::show;
