//! Every row of a database that can still be read: first those that its schema leads to, then those of pages that nobody
//! leads to any more, because what led there is damaged.

use super::cells::{Kind, Row, Taken, leaf};
use super::pages::Pages;
use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Of whom a row is.
#[derive(Clone, Copy)]
pub(super) enum Whose<'a> {
    /// Of the table, or index, of this name.
    Of(&'a str),
    /// Nobody knows; its page says whether it has a number.
    Stray,
}

/// What could not be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Gaps {
    /// By table or index, how many pages of it make no sense, or rows of them. Those of the schema have no name.
    pub(super) of: BTreeMap<String, usize>,
    /// The tables and indexes that the schema leads to.
    pub(super) roots: BTreeSet<String>,
}

impl Gaps {
    fn add(&mut self, name: &str, number: usize) {
        if number > 0 {
            *self.of.entry(name.to_owned()).or_default() += number;
        }
    }
}

/// Nothing, or why it ended early.
pub(super) type Went<E> = std::result::Result<(), E>;

/// Hands every row to `each`; `told` hears how many pages are done.
pub(super) fn rows<E>(
    pages: &Pages,
    each: &mut dyn FnMut(Whose<'_>, Row) -> Went<E>,
    told: &mut dyn FnMut(u32) -> Went<E>,
) -> std::result::Result<Gaps, E> {
    let mut walk = Walk { pages, taken: Taken::new(pages), gaps: Gaps::default(), done: 0, told };
    let trees = walk.schema()?;
    for page in pages.free() {
        walk.taken.take(page);
    }
    walk.gaps.roots = trees.iter().map(|(name, ..)| name.clone()).collect();
    for (name, root, numbered) in &trees {
        walk.tree(*root, Some(*numbered), name, &mut |row| each(Whose::Of(name), row))?;
    }
    for page in pages.there() {
        walk.stray(page, &mut |row| each(Whose::Stray, row))?;
    }
    Ok(walk.gaps)
}

struct Walk<'a, E> {
    pages: &'a Pages,
    taken: Taken,
    gaps: Gaps,
    done: u32,
    told: &'a mut dyn FnMut(u32) -> Went<E>,
}

/// Name and root of a tree, and whether its rows have numbers.
type Tree = (String, u32, bool);

impl<E> Walk<'_, E> {
    /// Where the trees begin, as far as that can be read.
    fn schema(&mut self) -> std::result::Result<Vec<Tree>, E> {
        let mut trees = Vec::new();
        self.tree(1, Some(true), "", &mut |row| {
            trees.extend(tree_of(&row));
            Ok(())
        })?;
        if self.gaps.of.is_empty() {
            return Ok(trees);
        }
        // What the first page led to may be there all the same.
        for page in self.pages.there() {
            (self.told)(page)?;
            if self.taken.has(page) {
                continue;
            }
            let Some(bytes) = self.pages.read(page).filter(|bytes| Kind::of(bytes, page) == Some(Kind::Rows)) else {
                continue;
            };
            // Looked at with nothing taken, so that nothing is missed if it is another's.
            let found = leaf(self.pages, &mut Taken::nothing(), &bytes, page);
            if found.is_some_and(|leaf| leaf.rows.iter().any(|row| tree_of(row).is_some())) {
                self.tree(page, Some(true), "", &mut |row| {
                    trees.extend(tree_of(&row));
                    Ok(())
                })?;
            }
        }
        Ok(trees)
    }

    /// Reads a tree, or what can be reached of it.
    fn tree(&mut self, root: u32, numbered: Option<bool>, name: &str, each: &mut dyn FnMut(Row) -> Went<E>) -> Went<E> {
        let mut waiting = vec![root];
        while let Some(page) = waiting.pop() {
            if !self.taken.take(page) {
                self.gaps.add(name, 1);
                continue;
            }
            self.done += 1;
            (self.told)(self.done)?;
            let read = self.pages.read(page).and_then(|bytes| leaf(self.pages, &mut self.taken, &bytes, page));
            let Some(leaf) = read.filter(|leaf| numbered.is_none_or(|own| own == leaf.kind.is_numbered())) else {
                self.gaps.add(name, 1);
                continue;
            };
            self.gaps.add(name, leaf.unreadable);
            waiting.extend(leaf.below.iter().rev());
            for row in leaf.rows {
                each(row)?;
            }
        }
        Ok(())
    }

    /// Reads a page that no tree has led to.
    fn stray(&mut self, page: u32, each: &mut dyn FnMut(Row) -> Went<E>) -> Went<E> {
        if self.taken.has(page) {
            return Ok(());
        }
        self.done += 1;
        (self.told)(self.done)?;
        let Some(bytes) = self.pages.read(page) else { return Ok(()) };
        if Kind::of(&bytes, page).is_none_or(|kind| kind == Kind::Way) {
            return Ok(());
        }
        self.taken.take(page);
        for row in leaf(self.pages, &mut self.taken, &bytes, page).map(|leaf| leaf.rows).unwrap_or_default() {
            each(row)?;
        }
        Ok(())
    }
}

/// The tree that a row of the schema is about.
fn tree_of(row: &Row) -> Option<Tree> {
    let [Value::Text(kind), Value::Text(name), Value::Text(_), Value::Integer(root), sql] = row.values.as_slice()
    else {
        return None;
    };
    let without_numbers = match (kind.as_str(), sql) {
        ("table", Value::Text(sql)) => sql.trim_end().to_ascii_uppercase().ends_with("WITHOUT ROWID"),
        ("index", Value::Text(_) | Value::Null) => true,
        _ => return None,
    };
    let root = u32::try_from(*root).ok().filter(|root| *root > 1)?;
    Some((name.clone(), root, !without_numbers))
}
