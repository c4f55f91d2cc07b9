//! What the caller sees in place of the real module's answers.

pub mod info;
pub mod mechanisms;
pub mod objects;
pub mod sessions;
pub mod signing;
pub mod slots;
