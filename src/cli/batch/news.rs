//! What the processes of a batch tell the one that leads them, in the order in which it came.

use tokendesk::report::json::Document;
use tokendesk::report::step::Step;

use super::sighting::Sighting;

/// A worker, by the order in which they were started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkerId(pub u64);

/// Something that a process told, or its end.
#[derive(Debug)]
pub enum News {
    /// A token came or went.
    Sighting(Sighting),
    /// The process that looks for tokens ended.
    LookoutEnded,
    /// A worker does something.
    Step(WorkerId, Step),
    /// A worker's document, its last line.
    Document(WorkerId, Box<Document>),
    /// What a process wrote to its standard error: a line of diagnostics.
    Said(String),
    /// A worker ended.
    Ended(WorkerId),
}
