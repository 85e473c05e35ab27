//! Which articles of a library a command is about: all, or those that answer a query.

use super::Outcome;
use super::args::Input;
use super::input::{Depth, each};
use crate::library::query::today;
use crate::library::{Incoming, Library, Origin, Query};
use std::io::Write as _;

/// Articles that are taken into a library for the time being at once.
const BATCH: usize = 256;

/// A library for the time being that holds the articles of `input`.
///
/// # Errors
/// No room.
pub(super) fn of_input(input: &Input) -> anyhow::Result<(Library, Outcome)> {
    let mut library = Library::temporary()?;
    let mut batch = Vec::new();
    let outcome = each(input, Depth::Analysis, |item| {
        batch.push(Incoming::new(item.article, &item.analysis, Origin::Nowhere));
        if batch.len() >= BATCH {
            library.add(&std::mem::take(&mut batch))?;
        }
        Ok(())
    })?;
    library.add(&batch)?;
    Ok((library, outcome))
}

/// Reads a query; `None` where it makes no sense, which was said then.
pub(super) fn read(query: &str) -> Option<Query> {
    match Query::parse(query, today()) {
        Ok(query) => Some(query),
        Err(error) => {
            // The mark stands under the place in the query, so it cannot go on one line.
            let _ = writeln!(std::io::stderr(), "crossread: this query makes no sense:\n{}", error.pointed(query));
            None
        }
    }
}
