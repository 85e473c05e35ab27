//! Reading: an open article set in rows, moving through it, and what is looked for, chosen and selected in it.

pub(super) mod caret;
pub(super) mod columns;
mod find;
pub(super) mod find_all;
pub(super) mod find_bar;
pub(super) mod history;
mod mentions;
pub(super) mod page;
pub(super) mod read_marks;
pub(super) mod reader;
pub(super) mod scroll;
pub(super) mod selection;
pub(super) mod step;
mod unread;

pub(super) use find::Query;
pub use find::{Beside, Hits};
