//! How little of an article was told before: the share of its names and figures that no earlier article of the library has.

use crate::library::{Library, Result};
use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};

/// Smaller changes are not written.
const NOTABLE: f64 = 0.005;

/// For each article what it has, and what of that is new.
#[derive(Clone, Copy, Default)]
struct Told {
    all: u32,
    new: u32,
}

impl Library {
    /// Reckons the novelty of every article anew and writes what has changed; says how many have. To be called when
    /// articles came in and no more do for now: it goes through all names and figures, which takes a second or two for a hundred
    /// thousand articles. Earlier is what was published on an earlier day or, on the same day, came in before; what has no
    /// day counts by the day on which it came in.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn reckon_novelty(&mut self) -> Result<usize> {
        let told = reckon(self.connection())?;
        let mut changed: Vec<(i64, f64)> = Vec::new();
        {
            let mut statement = self.connection().prepare("SELECT id, novelty FROM article WHERE hidden = 0")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (id, before): (i64, Option<f64>) = (row.get(0)?, row.get(1)?);
                let told = usize::try_from(id).ok().and_then(|id| told.get(id)).copied().unwrap_or_default();
                let now = if told.all == 0 { 0.0 } else { f64::from(told.new) / f64::from(told.all) };
                if before.is_none_or(|before| (before - now).abs() > NOTABLE) {
                    changed.push((id, now));
                }
            }
        }
        let writing = self.writing()?;
        {
            let mut statement = writing.prepare("UPDATE article SET novelty = ?2 WHERE id = ?1")?;
            for pair in &changed {
                statement.execute(*pair)?;
            }
        }
        writing.commit()?;
        Ok(changed.len())
    }
}

fn reckon(connection: &Connection) -> Result<Vec<Told>> {
    let sql = "SELECT id, coalesce(day, date(added, 'unixepoch')), hidden FROM article ORDER BY 2, 1";
    let mut statement = connection.prepare(sql)?;
    // The place of each article in the order of telling; `u32::MAX` for what is hidden.
    let mut places: Vec<u32> = Vec::new();
    let mut rows = statement.query([])?;
    let mut next = 0;
    while let Some(row) = rows.next()? {
        let Ok(id) = usize::try_from(row.get::<_, i64>(0)?) else { continue };
        if id >= places.len() {
            places.resize((id + 1).min(1 << 28), u32::MAX);
        }
        if let Some(place) = places.get_mut(id).filter(|_| row.get::<_, i64>(2) == Ok(0)) {
            *place = next;
            next += 1;
        }
    }
    let mut told = vec![Told::default(); places.len()];
    // Those that have one thing come one after the other.
    let names = "SELECT name, article FROM mention WHERE name = entity ORDER BY name, article";
    credit(connection, names, &places, &mut told)?;
    let figures = "SELECT coalesce(unit, '') || value, article FROM figure ORDER BY unit, value, article";
    credit(connection, figures, &places, &mut told)?;
    Ok(told)
}

/// Credits each thing (first column) to the first article that tells it (second column).
fn credit(connection: &Connection, sql: &str, places: &[u32], told: &mut [Told]) -> Result<()> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut last: Option<Value> = None;
    let (mut first, mut before): (Option<(u32, usize)>, usize) = (None, usize::MAX);
    let end = |first: &mut Option<(u32, usize)>, told: &mut [Told]| {
        if let Some(first) = first.take().and_then(|(_, id)| told.get_mut(id)) {
            first.new += 1;
        }
    };
    while let Some(row) = rows.next()? {
        let thing = row.get_ref(0)?;
        if last.as_ref().is_none_or(|last| ValueRef::from(last) != thing) {
            end(&mut first, told);
            last = Value::try_from(thing).ok();
            before = usize::MAX;
        }
        let Ok(id) = usize::try_from(row.get::<_, i64>(1)?) else { continue };
        // An article may tell it twice.
        if std::mem::replace(&mut before, id) == id {
            continue;
        }
        let Some(place) = places.get(id).copied().filter(|place| *place != u32::MAX) else { continue };
        if let Some(own) = told.get_mut(id) {
            own.all += 1;
        }
        if first.is_none_or(|(before, _)| place < before) {
            first = Some((place, id));
        }
    }
    end(&mut first, told);
    Ok(())
}
