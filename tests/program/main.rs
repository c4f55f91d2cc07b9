//! The program as its users meet it: real tokens, real bundles, other programs as judges.
#![cfg(unix)]

#[path = "../support/support.rs"]
mod support;

mod broken;
mod browsers;
mod bundles;
mod calls;
mod clients;
mod connect;
mod consent;
mod consumers;
mod doctor;
mod documents;
mod dying_modules;
mod example;
mod handshake;
mod judged;
mod kept;
mod pasted;
mod peer_failures;
mod people;
mod readers;
mod records;
mod refusals;
mod terminal;
mod under_way;
mod verdicts;
