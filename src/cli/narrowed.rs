//! Which articles of a library a command is about: all, or those that answer a query.

use super::Outcome;
use super::args::Input;
use super::input::{Depth, each};
use crate::library::{ArticleId, Incoming, Library, Order, Origin, Query};
use crate::text::sanitize;
use std::io::Write as _;
use std::path::PathBuf;

/// Articles that are taken into a library for the time being at once.
const BATCH: usize = 256;

/// A library for the time being that holds the articles of `input`.
///
/// # Errors
/// No room.
pub(super) fn of_input(input: &Input) -> anyhow::Result<(Library, Outcome)> {
    let mut library = Library::temporary()?;
    let mut batch = Vec::new();
    let mut number = 0;
    let outcome = each(input, Depth::Analysis, |item| {
        number += 1;
        // Each by itself, so that no two are taken for revisions of one another.
        batch.push(Incoming::new(item.article, &item.analysis, Origin::File(PathBuf::from(number.to_string()))));
        if batch.len() >= BATCH {
            library.add(&std::mem::take(&mut batch))?;
        }
        Ok(())
    })?;
    library.add(&batch)?;
    Ok((library, outcome))
}

/// The articles of `library` that answer `query`, the newest first; without one, all. `None` where the query makes no sense,
/// which was said then.
///
/// # Errors
/// A library that cannot be read.
pub(super) fn find(library: &Library, query: Option<&str>) -> anyhow::Result<Option<Vec<ArticleId>>> {
    let Some(text) = query else { return Ok(Some(library.all()?)) };
    match Query::parse(text, jiff::Zoned::now().date()) {
        Ok(query) => Ok(Some(library.find(&query, Order::Newest)?)),
        Err(error) => {
            // The mark stands under the place in the query, so it cannot go on one line.
            let pointed = sanitize::text(&error.pointed(text)).into_owned();
            let _ = writeln!(std::io::stderr(), "crossread: this query makes no sense:\n{pointed}");
            Ok(None)
        }
    }
}
