//! crossread: a terminal reader for *coverage*, many accounts of the same events read beside one another.
//!
//! The house has floors. Each uses only those above it, and `tests/layering.rs` fails on an arrow that runs the wrong way.
//!
//! | floor | answers |
//! |---|---|
//! | [`text`] | where in the text? |
//! | [`article`] | what was written? |
//! | [`analysis`] | what is in it? |
//! | [`collection`] | who and what, across all of them? |
//! | [`library`] | what is kept, and how is it found again? |
//! | [`compare`] | how do these accounts relate? |
//! | [`app`] | what does the reader see and do? |
//! | `ui` | how does it look? |
//! | `runtime` | what moves it? |
//! | [`cli`] | how is it called? |
//!
//! Data flows one way: `Source → Article → Analysis → Collection → State → Frame`. An article's text is held once,
//! as `Arc<str>`, and everything else points into it by [`text::Span`].
//!
//! `ui` and `runtime` are the only floors that know a terminal; they exist under the `tui` feature.
#![cfg_attr(test, allow(clippy::string_slice))]

pub mod text;

pub mod article;

pub mod analysis;

pub mod collection;

pub mod library;

pub mod compare;

pub mod app;

#[cfg(feature = "tui")]
pub mod ui;

#[cfg(feature = "tui")]
pub mod runtime;

pub mod cli;
