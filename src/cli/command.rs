//! One file a command.

mod change;
mod check;
mod doctor;
mod explain;
mod forecast;
mod history;
mod inspect;
mod journal;
mod list;
mod mark_defective;
mod pin;
mod record;
mod recover;
mod report;
mod shell;
mod show;

pub use change::{import, remove, reuse, wipe};
pub use check::check;
pub use doctor::doctor;
pub use explain::explain;
pub use forecast::forecast;
pub use history::history;
pub use inspect::inspect;
pub use journal::verify;
pub use list::list;
pub use mark_defective::mark_defective;
pub use pin::pin;
pub use record::finish;
pub use recover::recover;
pub use report::report;
pub use shell::{completions, man};
pub use show::show;
