//! Text for other programs: JSON and comma-separated values that no terminal obeys and no spreadsheet runs.

use super::sanitize;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes `value` as one line of JSON, without a line break at its end. Whatever a terminal would obey, and whatever has no
/// look of its own, stands as `\u` escape: any text can be handed over to the byte and still be printed anywhere.
///
/// # Errors
/// What writing gives, and a value that is no JSON.
pub fn write_json(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(to, Escaping))?)
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, hidden)) = rest.char_indices().find(|(_, c)| sanitize::is_hidden(*c)) {
            let (shown, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            to.write_all(shown.as_bytes())?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(to, "\\u{unit:04x}")?;
            }
            rest = after.get(hidden.len_utf8()..).unwrap_or_default();
        }
        to.write_all(rest.as_bytes())
    }
}

/// One row of comma-separated values, without a line break at its end. A cell that a spreadsheet would take for a formula,
/// and run, begins with an apostrophe instead, which [`cell_of_csv`] takes off again; no number of ours begins so.
///
/// # Errors
/// None that is known of.
pub fn csv_row<S: AsRef<str>>(row: &[S]) -> io::Result<String> {
    let mut record = csv::Writer::from_writer(Vec::new());
    record.write_record(row.iter().map(|cell| no_formula(cell.as_ref()).into_owned())).map_err(io::Error::other)?;
    let bytes = record.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

/// A cell of [`csv_row`] as it was.
pub fn cell_of_csv(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

fn no_formula(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// Whether a spreadsheet would run it. What only lacks apostrophes for that gets one more, so that none is lost.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_is_no_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1"] {
            assert_eq!(no_formula(cell), format!("'{cell}"));
        }
        for cell in ["", "1", "a=b", "2022-02-04", "'quoted'"] {
            assert_eq!(no_formula(cell), cell);
            assert_eq!(cell_of_csv(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn a_row_is_read_back(cells in proptest::collection::vec("['=+@a,\"\n\t-]{0,6}", 1..5)) {
            let row = csv_row(&cells).unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(row.as_bytes());
            let read: Vec<String> = match reader.records().next() {
                Some(record) => record.unwrap().iter().map(|cell| cell_of_csv(cell).to_owned()).collect(),
                None => vec![String::new()],
            };
            prop_assert_eq!(read, cells);
        }
    }
}
