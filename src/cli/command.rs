//! One file a command.

mod change;
mod check;
mod inspect;
mod list;
mod shell;
mod show;

pub use change::{import, remove, reuse, wipe};
pub use check::check;
pub use inspect::inspect;
pub use list::list;
pub use shell::{completions, man};
pub use show::show;
