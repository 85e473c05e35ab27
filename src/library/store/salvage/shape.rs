//! What the rows of each table look like: so those are known whose way from the schema is lost.

use super::super::Result;
use super::cells::Row;
use rusqlite::Connection;
use rusqlite::types::Value;

/// What is made anew from the articles, and what only says how the file is laid out.
const DERIVED: [&str; 6] = ["about", "name", "name_word", "mention", "quote", "figure"];
/// Tables whose rows look like those of an index or of another table: without a way to them they are not taken for theirs.
const UNSURE: [&str; 1] = ["tag"];

/// A table that is kept as it is.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// Whether its rows have numbers, and which column that is.
    pub(super) numbered: bool,
    number: Option<usize>,
}

pub(super) struct Column {
    pub(super) name: String,
    kind: String,
    needed: bool,
    /// Whether it has come in later: then older rows end before it.
    may_lack: bool,
}

/// The tables of a library of this layout that are not made anew from others.
pub(super) fn tables(library: &Connection) -> Result<Vec<Table>> {
    let mut found =
        library.prepare("SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")?;
    let found = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut tables = Vec::new();
    for one in found {
        let (name, keyed): (String, bool) = one?;
        if DERIVED.contains(&name.as_str()) || name.starts_with("sqlite_") {
            continue;
        }
        let mut columns =
            library.prepare("SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info(?1)")?;
        let columns = columns.query_map([&name], |row| {
            let (needed, default): (bool, Option<String>) = (row.get(2)?, row.get(3)?);
            let (kind, key): (String, i64) = (row.get(1)?, row.get(4)?);
            let may_lack = key == 0 && (!needed || default.is_some());
            Ok((Column { name: row.get(0)?, kind, needed, may_lack }, key > 0))
        })?;
        let columns: Vec<(Column, bool)> = columns.collect::<rusqlite::Result<_>>()?;
        let number = columns.iter().position(|(column, key)| *key && column.kind == "INTEGER").filter(|_| !keyed);
        let columns = columns.into_iter().map(|(column, _)| column).collect();
        tables.push(Table { name, columns, numbered: !keyed, number });
    }
    Ok(tables)
}

impl Table {
    /// Whether a row may be one of its rows.
    pub(super) fn fits(&self, row: &Row) -> bool {
        let lacking = self.columns.get(row.values.len()..).unwrap_or_default();
        self.numbered == row.number.is_some()
            && row.values.len() <= self.columns.len()
            && lacking.iter().all(|column| column.may_lack)
            && row.values.iter().zip(&self.columns).enumerate().all(|(at, (value, column))| {
                if self.number == Some(at) { *value == Value::Null } else { column.takes(value) }
            })
    }

    /// Whether a row that nobody has led to is one of its rows.
    pub(super) fn claims(&self, row: &Row) -> bool {
        !UNSURE.contains(&self.name.as_str()) && self.fits(row) && (self.name != "history" || is_history(row))
    }

    /// The columns to write.
    pub(super) fn values(&self, row: Row) -> Vec<Value> {
        let mut values = row.values;
        if let (Some(at), Some(number)) = (self.number, row.number)
            && let Some(value) = values.get_mut(at)
        {
            *value = Value::Integer(number);
        }
        values
    }
}

impl Column {
    fn takes(&self, value: &Value) -> bool {
        match value {
            Value::Null => !self.needed,
            Value::Integer(_) => matches!(self.kind.as_str(), "INTEGER" | "REAL" | ""),
            Value::Real(_) => matches!(self.kind.as_str(), "REAL" | ""),
            Value::Text(_) => matches!(self.kind.as_str(), "TEXT" | ""),
            Value::Blob(_) => matches!(self.kind.as_str(), "BLOB" | ""),
        }
    }
}

/// Names of entities look the same, but for this.
fn is_history(row: &Row) -> bool {
    let mut texts = row.values.iter().filter_map(|value| match value {
        Value::Text(text) => Some(text),
        _ => None,
    });
    texts.all(|text| text.starts_with(['{', '"']) && serde_json::from_str::<serde_json::Value>(text).is_ok())
}
