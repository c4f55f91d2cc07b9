//! What the caller sees in place of the real module's answers.

pub mod creation;
pub mod guard;
pub mod info;
pub mod mechanisms;
pub mod memory;
pub mod objects;
pub mod pin;
pub mod sessions;
pub mod signing;
pub mod slots;
pub mod template;
