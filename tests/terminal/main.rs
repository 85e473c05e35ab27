//! The program in a real pseudo-terminal: what only a terminal can show.
#![cfg(all(unix, feature = "tui"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod pty;

mod commands;
mod correcting;
mod hands;
mod reloading;
mod restoring;
mod session;
