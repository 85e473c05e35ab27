//! Whether the library is whole, looked at from all sides.

use super::add::index;
use super::incoming::Filed;
use super::read::whole;
use super::{Access, ArticleId, Counts, Library, LibraryError, Result, Salvaged, Step, model_version};
use crate::library::query::index as quotations;
use rusqlite::Connection;
use rusqlite::ErrorCode;
use rusqlite::types::FromSql;
use std::path::Path;

/// Damaged articles that are named; the rest is counted.
const NAMED: usize = 20;
/// Faults of the file that are counted.
const MOST: usize = 100;

/// What the doctor found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong, on one line.
    pub what: String,
    /// What to do about it.
    pub then: &'static str,
}

/// The state of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// How much there is.
    pub counts: Counts,
    /// Articles whose analyses are out of date, which is no damage.
    pub outdated: usize,
    /// Size of the file in bytes, without its log.
    pub bytes: u64,
    /// What is wrong; nothing where all is well.
    pub findings: Vec<Finding>,
    /// What can still be read, where it is damaged and that was looked at. The counts are of that, then.
    pub salvaged: Option<Salvaged>,
}

impl Health {
    /// Whether anything is damaged that is not only made from the rest.
    pub fn is_damaged(&self) -> bool {
        self.findings.iter().any(|finding| finding.then == REPAIR)
    }
}

const REPAIR: &str = "`crossread doctor --repair` puts what can be read into a new library and keeps the damaged one beside it; \
    `crossread restore FILE` brings a backup back";
const REBUILD: &str = "run `crossread doctor --repair`, which makes the index anew";

impl Library {
    /// Looks at the library at `path`, in whatever state it is: where damage is found, also how much can still be read. Nothing is
    /// written but where all is well. `tell` hears how far that has come, and ends it by `false`.
    ///
    /// # Errors
    /// A file of another program or a newer crossread, one that cannot be read at all; [`LibraryError::Interrupted`].
    pub fn examine(path: &Path, tell: &mut dyn FnMut(Step) -> bool) -> Result<Health> {
        let bytes = std::fs::metadata(path).map_or(0, |about| about.len());
        let opened = Self::open_writing(path).or_else(|error| match error {
            error if error.is_damage() || matches!(error, LibraryError::Foreign { .. }) => Err(error),
            LibraryError::Newer { .. } => Err(error),
            error => Self::open_reading(path, error.to_string()),
        });
        let mut health = match opened.and_then(|library| library.doctor()) {
            Err(error) if error.is_damage() => {
                let what = format!("the library cannot be opened as it is: {}", error.cause());
                Health { findings: vec![Finding { what, then: REPAIR }], ..Health::default() }
            }
            health => health?,
        };
        if health.is_damaged() {
            let (library, salvaged) = Self::salvaged(path, tell)?;
            health = Health { counts: library.counts()?, bytes, salvaged: Some(salvaged), ..health };
        }
        Ok(health)
    }

    /// Looks whether all is well: the file itself, references, the index of words, and every article against the hash that it came
    /// in with. Takes time in proportion to the library.
    ///
    /// # Errors
    /// A library so damaged that not even that can be found out, [`Library::examine`] goes on there; one that is locked.
    pub fn doctor(&self) -> Result<Health> {
        let db = &self.connection;
        let mut findings = Vec::new();
        if let Some(what) = summary(db)? {
            findings.push(Finding { what, then: REPAIR });
        }
        let sound = findings.is_empty();
        if sound {
            let sql = "SELECT count(*) FROM pragma_foreign_key_check";
            if db.query_row(sql, [], |row| row.get::<_, i64>(0))? != 0 {
                findings.push(Finding { what: "references lead nowhere".to_owned(), then: REPAIR });
            }
        }
        self.check_articles(&mut findings)?;
        // What is damaged is neither counted nor searched.
        if !sound {
            return Ok(Health { findings, ..Health::default() });
        }
        self.check_index(&mut findings);
        let outdated = db.query_row("SELECT count(*) FROM analysis WHERE model <> ?1", [model_version()], |row| {
            row.get::<_, i64>(0)
        })?;
        let pages: i64 =
            db.query_row("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", [], |row| {
                row.get(0)
            })?;
        Ok(Health {
            counts: self.counts()?,
            outdated: usize::try_from(outdated).unwrap_or(0),
            bytes: u64::try_from(pages).unwrap_or(0),
            findings,
            salvaged: None,
        })
    }

    /// Makes the index of words anew, from what is kept.
    ///
    /// # Errors
    /// A library that cannot be written to.
    pub fn rebuild_index(&mut self) -> Result<()> {
        let writing = self.writing()?;
        writing.execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
        writing.execute("INSERT INTO said (said) VALUES ('delete-all')", [])?;
        let mut statement = writing.prepare("SELECT id FROM article WHERE hidden <> 1 ORDER BY id")?;
        let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        drop(statement);
        for id in ids {
            if let Some(kept) = whole(&writing, ArticleId(id))? {
                index(&writing, id, &Filed::new(&kept.article, &kept.analysis.unwrap_or_default()).indexed)?;
                quotations::file(&writing, id, &kept.article.text)?;
            }
        }
        Ok(writing.commit()?)
    }

    fn check_index(&self, findings: &mut Vec<Finding>) {
        let missing = "SELECT count(*) FROM article a WHERE hidden <> 1 AND NOT EXISTS \
            (SELECT 1 FROM search_docsize d WHERE d.id = a.id)";
        let surplus = "SELECT count(*) FROM search_docsize d WHERE NOT EXISTS \
            (SELECT 1 FROM article a WHERE a.id = d.id AND hidden <> 1)";
        for (sql, what) in
            [(missing, "are not in the index of words"), (surplus, "are in the index of words and nowhere else")]
        {
            match self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)) {
                Ok(0) => {}
                Ok(number) => findings.push(Finding { what: format!("{number} articles {what}"), then: REBUILD }),
                Err(error) => findings.push(Finding { what: error.to_string(), then: REBUILD }),
            }
        }
        // The check is a command that is written as an insertion: while another program writes there is none.
        if *self.access() == Access::ReadWrite
            && let Err(error) = self.connection.execute("INSERT INTO search (search) VALUES ('integrity-check')", [])
            && !matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
        {
            findings.push(Finding { what: format!("the index of words: {error}"), then: REBUILD });
        }
    }

    /// Every article against its hash.
    fn check_articles(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let ids = lines::<i64>(&self.connection, "SELECT id FROM article NOT INDEXED ORDER BY id");
        let ids = match ids.map_err(LibraryError::from) {
            Err(error) if error.is_damage() => return Ok(()),
            ids => ids?,
        };
        let mut damaged = Vec::new();
        for id in ids {
            match whole(&self.connection, ArticleId(id)) {
                Ok(Some(_)) => {}
                Err(error) if !error.is_damage() => return Err(error),
                _ => damaged.push(id),
            }
        }
        for id in damaged.iter().take(NAMED) {
            findings.push(Finding { what: format!("article {id} is not what it was when it came in"), then: REPAIR });
        }
        if damaged.len() > NAMED {
            let what = format!("… nor are {} more", damaged.len() - NAMED);
            findings.push(Finding { what, then: REPAIR });
        }
        Ok(())
    }
}

/// What SQLite finds wrong with the file, on one line; `None` where that is nothing.
fn summary(db: &Connection) -> Result<Option<String>> {
    let found = match lines::<String>(db, &format!("PRAGMA integrity_check({MOST})")).map_err(LibraryError::from) {
        Err(error) if error.is_damage() => vec![error.cause()],
        found => found?,
    };
    // The first says only in which tree the others are.
    let first = found.iter().find(|line| !line.starts_with("***")).or(found.first());
    let Some(first) = first.filter(|_| found != ["ok"]) else { return Ok(None) };
    let first = first.lines().find(|line| !line.starts_with("***")).unwrap_or(first);
    Ok(Some(match found.len() {
        1 => format!("the file is damaged: {first}"),
        number if number < MOST => format!("the file is damaged in {number} places; the first: {first}"),
        number => format!("the file is damaged in {number} places or more; the first: {first}"),
    }))
}

fn lines<T: FromSql>(db: &Connection, sql: &str) -> rusqlite::Result<Vec<T>> {
    db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}
