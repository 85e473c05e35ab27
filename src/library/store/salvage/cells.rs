//! The rows that a page holds, each by itself: one that makes no sense leaves the others readable.

use super::pages::{Pages, number};
use rusqlite::types::Value;
use std::collections::HashSet;

/// More columns has no table of ours.
const MOST_COLUMNS: usize = 64;
/// Longest row, in bytes.
const LONGEST: u64 = 1 << 30;

/// What a page is in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of a table whose rows have numbers: rows, or the way to them.
    Rows,
    Way,
    /// Of an index, or of a table without numbers: both hold rows.
    Keys,
    WayOfKeys,
}

impl Kind {
    /// What a page says that it is.
    pub(super) fn of(page: &[u8], number: u32) -> Option<Self> {
        Some(match page.get(head(number))? {
            0x0d => Self::Rows,
            0x05 => Self::Way,
            0x0a => Self::Keys,
            0x02 => Self::WayOfKeys,
            _ => return None,
        })
    }

    /// Whether the rows of its tree have numbers.
    pub(super) fn is_numbered(self) -> bool {
        matches!(self, Self::Rows | Self::Way)
    }
}

/// A row, as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its number, where it has one.
    pub(super) number: Option<i64>,
    /// Its columns. The one that is the row's number stands as nothing.
    pub(super) values: Vec<Value>,
}

/// What a page of a tree holds.
pub(super) struct Leaf {
    pub(super) kind: Kind,
    /// The pages below it.
    pub(super) below: Vec<u32>,
    pub(super) rows: Vec<Row>,
    /// Rows that make no sense.
    pub(super) unreadable: usize,
}

/// Pages that belong to somebody. Each belongs to one row or one tree, so that no page is read again and again.
pub(super) struct Taken {
    /// The highest that there is.
    count: u32,
    taken: HashSet<u32>,
}

impl Taken {
    pub(super) fn new(pages: &Pages) -> Self {
        Self { count: pages.count(), taken: HashSet::new() }
    }

    /// For who reads no more than one page.
    pub(super) fn nothing() -> Self {
        Self { count: 0, taken: HashSet::new() }
    }

    /// Whether it was free, and is a page at all.
    pub(super) fn take(&mut self, page: u32) -> bool {
        (1..=self.count).contains(&page) && self.taken.insert(page)
    }

    pub(super) fn has(&self, page: u32) -> bool {
        !(1..=self.count).contains(&page) || self.taken.contains(&page)
    }
}

/// Reads page `number`, whose bytes are given, with what its rows have on other pages.
pub(super) fn leaf(pages: &Pages, taken: &mut Taken, page: &[u8], number_of: u32) -> Option<Leaf> {
    let kind = Kind::of(page, number_of)?;
    let head = head(number_of);
    let is_way = matches!(kind, Kind::Way | Kind::WayOfKeys);
    let list = head + if is_way { 12 } else { 8 };
    let cells = number(page, head + 3, 2) as usize;
    if list + 2 * cells > page.len() {
        return None;
    }
    let mut leaf = Leaf { kind, below: Vec::new(), rows: Vec::new(), unreadable: 0 };
    for cell in 0..cells {
        let at = number(page, list + 2 * cell, 2) as usize;
        let Some(mut bytes) = page.get(at..pages.usable()).filter(|_| at >= list) else {
            leaf.unreadable += 1;
            continue;
        };
        if is_way {
            leaf.below.push(number(bytes, 0, 4) as u32);
            bytes = bytes.get(4..).unwrap_or_default();
        }
        if kind != Kind::Way {
            match row(pages, taken, bytes, kind.is_numbered()) {
                Some(row) => leaf.rows.push(row),
                None => leaf.unreadable += 1,
            }
        }
    }
    if is_way {
        leaf.below.push(number(page, head + 8, 4) as u32);
    }
    Some(leaf)
}

/// Where the head of a page begins: the first begins with that of the file.
fn head(number: u32) -> usize {
    if number == 1 { 100 } else { 0 }
}

fn row(pages: &Pages, taken: &mut Taken, mut bytes: &[u8], numbered: bool) -> Option<Row> {
    let length = varint(&mut bytes)?;
    let number_of = if numbered { Some(varint(&mut bytes)? as i64) } else { None };
    if length > LONGEST.min(u64::from(pages.count()) * pages.usable() as u64) {
        return None;
    }
    let length = usize::try_from(length).ok()?;
    let usable = pages.usable();
    let most = if numbered { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
    if length <= most {
        return Some(Row { number: number_of, values: values(bytes.get(..length)?)? });
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let here = least + (length - least) % (usable - 4);
    let here = if here <= most { here } else { least };
    let mut whole = bytes.get(..here)?.to_vec();
    let mut next = number(bytes.get(here..here + 4)?, 0, 4) as u32;
    while whole.len() < length {
        if !taken.take(next) {
            return None;
        }
        let page = pages.read(next)?;
        let some = (length - whole.len()).min(usable - 4);
        whole.extend_from_slice(page.get(4..4 + some)?);
        next = number(&page, 0, 4) as u32;
    }
    // A chain that goes on is another's.
    (next == 0).then_some(())?;
    Some(Row { number: number_of, values: values(&whole)? })
}

/// The columns of a record.
fn values(record: &[u8]) -> Option<Vec<Value>> {
    let mut rest = record;
    let head = usize::try_from(varint(&mut rest)?).ok()?;
    let mut types = record.get(record.len() - rest.len()..head)?;
    let mut body = record.get(head..)?;
    let mut values = Vec::new();
    while !types.is_empty() {
        let of = varint(&mut types)?;
        let length = match of {
            0 | 8 | 9 => 0,
            1..=4 => of,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => (of - 12) / 2,
        };
        let (own, others) = body.split_at_checked(usize::try_from(length).ok()?)?;
        body = others;
        values.push(match of {
            0 => Value::Null,
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            7 => Value::Real(f64::from_bits(number(own, 0, 8))),
            1..=6 => {
                // With the sign of its first byte.
                let unused = 64 - 8 * own.len() as u32;
                Value::Integer((number(own, 0, own.len()) << unused) as i64 >> unused)
            }
            _ if of % 2 == 1 => Value::Text(std::str::from_utf8(own).ok()?.to_owned()),
            _ => Value::Blob(own.to_vec()),
        });
        if values.len() > MOST_COLUMNS {
            return None;
        }
    }
    body.is_empty().then_some(values)
}

/// Takes a number of one to nine bytes from the front.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for at in 0..9 {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        if at == 8 {
            return Some(number << 8 | u64::from(*first));
        }
        number = number << 7 | u64::from(first & 0x7f);
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_as_they_are_written() {
        let record = [7, 0, 1, 2, 9, 17, 14, 0xfe, 0x01, 0x00, b'a', b'b', 7];
        let expected = [
            Value::Null,
            Value::Integer(-2),
            Value::Integer(256),
            Value::Integer(1),
            Value::Text("ab".to_owned()),
            Value::Blob(vec![7]),
        ];
        assert_eq!(values(&record).as_deref(), Some(&expected[..]));
        for end in 0..record.len() {
            assert_eq!(values(&record[..end]), None);
        }
        assert_eq!(varint(&mut &[0x81, 0x00][..]), Some(128));
        assert_eq!(varint(&mut &[0xff; 9][..]), Some(u64::MAX));
        assert_eq!(varint(&mut &[0xff; 3][..]), None);
    }
}
