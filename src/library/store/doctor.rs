//! Whether the library is whole, looked at from all sides.

use super::add::index;
use super::incoming::Filed;
use super::read::whole;
use super::{Access, ArticleId, Counts, Library, Result, model_version};
use crate::library::query::index as quotations;
use rusqlite::Connection;

/// Damaged articles that are named; the rest is counted.
const NAMED: usize = 20;

/// What the doctor found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong, on one line.
    pub what: String,
    /// What to do about it.
    pub then: &'static str,
}

/// The state of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// How much there is.
    pub counts: Counts,
    /// Articles whose analyses are out of date, which is no damage.
    pub outdated: usize,
    /// Size of the file in bytes, without its log.
    pub bytes: u64,
    /// What is wrong; nothing where all is well.
    pub findings: Vec<Finding>,
}

const RESTORE: &str =
    "bring back a backup with `crossread restore FILE`, or copy what can be read with `crossread backup FILE`";
const REBUILD: &str = "run `crossread doctor --repair`, which makes the index anew";

impl Library {
    /// Looks whether all is well: the file itself, references, the index of words, and every article against the hash that it came
    /// in with. Takes time in proportion to the library.
    ///
    /// # Errors
    /// A library so damaged that not even that can be found out.
    pub fn doctor(&self) -> Result<Health> {
        let mut findings = Vec::new();
        let db = &self.connection;
        let integrity = lines(db, "PRAGMA integrity_check(20)");
        let sound = integrity.as_deref() == Ok(&["ok".to_owned()]);
        if !sound {
            let found = integrity.unwrap_or_else(|error| vec![error]);
            findings.extend(found.into_iter().map(|what| Finding { what, then: RESTORE }));
        }
        let dangling: i64 =
            db.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap_or(-1);
        if dangling != 0 {
            findings.push(Finding { what: "references lead nowhere".to_owned(), then: RESTORE });
        }
        self.check_index(&mut findings);
        self.check_articles(&mut findings)?;
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
        // The check is a command that is written as an insertion.
        if *self.access() == Access::ReadWrite
            && let Err(error) = self.connection.execute("INSERT INTO search (search) VALUES ('integrity-check')", [])
        {
            findings.push(Finding { what: format!("the index of words: {error}"), then: REBUILD });
        }
    }

    /// Every article against its hash.
    fn check_articles(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let mut statement = self.connection.prepare("SELECT id FROM article ORDER BY id")?;
        let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut damaged = Vec::new();
        for id in ids {
            if !matches!(whole(&self.connection, ArticleId(id)), Ok(Some(_))) {
                damaged.push(id);
            }
        }
        for id in damaged.iter().take(NAMED) {
            findings.push(Finding { what: format!("article {id} is not what it was when it came in"), then: RESTORE });
        }
        if damaged.len() > NAMED {
            let what = format!("… nor are {} more", damaged.len() - NAMED);
            findings.push(Finding { what, then: RESTORE });
        }
        Ok(())
    }
}

fn lines(db: &Connection, sql: &str) -> std::result::Result<Vec<String>, String> {
    let read = || -> rusqlite::Result<Vec<String>> { db.prepare(sql)?.query_map([], |row| row.get(0))?.collect() };
    read().map_err(|error| error.to_string())
}
