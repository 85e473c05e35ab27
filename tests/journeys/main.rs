//! What a reader does, from end to end: keys in, screen out, without a terminal. One file a part of the program.
#![cfg(feature = "tui")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;

mod beside;
mod card;
mod columns;
mod commands;
mod corrected;
mod correcting;
mod edges;
mod find;
mod hands;
mod keys;
mod library;
mod linear;
mod list;
mod marking;
mod reading;
mod room;
mod said;
mod scripts;
mod searching;
mod session;
mod sizes;
mod stories;
