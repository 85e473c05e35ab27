//! What the tables mean, and how a library of an earlier layout becomes one of this.

use super::Result;
use crate::library::query::index;
use rusqlite::{Connection, TransactionBehavior};

/// Tells SQLite's tools whose file it is: "xred".
pub(super) const APPLICATION: i64 = 0x7872_6564;

/// The version of the layout: how many migrations there are.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// The earliest program that may read what this one writes, as the version of the layout that it knows. It goes up
/// only where a migration changes what is there, not where it adds.
const READABLE_FROM: i64 = 1;

/// One step each; all that ever were, in order. What is released is never edited.
const MIGRATIONS: &[&str] = &[LIBRARY, index::TABLES, KEPT_NOTES];

/// What stands in for what each of them brings, where a library of an earlier layout can only be read: nothing of it is
/// written to the file.
const STAND_INS: [&str; MIGRATIONS.len()] = [
    "",
    // Empty: quotations are then not found by their words.
    "CREATE VIRTUAL TABLE temp.said USING fts5(words, content='')",
    "CREATE TEMP VIEW highlight AS SELECT *, NULL AS was, 0 AS gone FROM main.highlight",
];

/// Spans (`start`, `stop`) are bytes of `body.text`. Times are seconds since 1970.
///
/// Only the article itself and its body are kept of an earlier revision (`hidden` 1); what is removed (`hidden` 2), or was taken
/// back with what brought it in (`hidden` 3), keeps all, so that it can come back. `mention`, `quote`, `figure` and `search` therefore know no earlier revisions, but what is removed:
/// a query asks for `article.hidden = 0`.
const LIBRARY: &str = "
-- Facts about the file: 'readable from'.
CREATE TABLE about (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE article (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash BLOB NOT NULL UNIQUE,           -- BLAKE3 of title, text and blocks: its identity
  name TEXT NOT NULL,                  -- Meta::id
  title TEXT,
  headline TEXT NOT NULL,
  source TEXT,
  date TEXT,                           -- as it was given
  day TEXT,                            -- YYYY-MM-DD, where the date is one
  url TEXT,
  author TEXT,
  language TEXT,
  words INTEGER NOT NULL,
  added INTEGER NOT NULL,
  read INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL DEFAULT 0, -- how far it was read, in bytes of the text
  bookmarked INTEGER NOT NULL DEFAULT 0,
  novelty REAL,
  hidden INTEGER NOT NULL DEFAULT 0,   -- 0 shown, 1 an earlier revision, 2 removed
  before INTEGER REFERENCES article(id) ON DELETE SET NULL -- the revision before
);
CREATE INDEX article_by_day ON article(day, id) WHERE hidden = 0;
CREATE INDEX article_by_source ON article(source, day, id) WHERE hidden = 0;
CREATE INDEX article_unread ON article(day, id) WHERE hidden = 0 AND read = 0;
CREATE INDEX article_bookmarked ON article(id) WHERE bookmarked = 1;
CREATE INDEX article_before ON article(before) WHERE before IS NOT NULL;

CREATE TABLE body (
  article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
  text TEXT NOT NULL,                  -- page furniture included
  blocks BLOB NOT NULL,
  extra TEXT                           -- Meta::extra as JSON
);

CREATE TABLE analysis (
  article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
  model INTEGER NOT NULL,              -- which version of the recogniser and the rules found it
  record BLOB NOT NULL
);
CREATE INDEX analysis_by_model ON analysis(model, article);

-- Where an article came from; the same from two places is one article with two origins.
CREATE TABLE origin (
  place TEXT NOT NULL,                 -- an address, or a path (with :line where a file holds several)
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  kind INTEGER NOT NULL,               -- 0 file, 1 address
  lasting INTEGER NOT NULL,            -- whether something else from there is a new revision
  feed INTEGER REFERENCES feed(id) ON DELETE SET NULL,
  PRIMARY KEY (place, article)
) WITHOUT ROWID;
CREATE INDEX origin_of ON origin(article);
CREATE INDEX origin_feed ON origin(feed, article) WHERE feed IS NOT NULL;

-- Files that were taken in whole: as long as size and time are the same, they need not be opened again.
CREATE TABLE file (
  path BLOB PRIMARY KEY,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL               -- nanoseconds since 1970
) WITHOUT ROWID;

-- Names of entities, in full and short. `slug` folds case and diacritics: analysis::slug.
CREATE TABLE name (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,               -- index into EntityKind::ALL
  slug TEXT NOT NULL,
  name TEXT NOT NULL,                  -- as it was first written
  articles INTEGER NOT NULL DEFAULT 0, -- how many articles call an entity so in full
  UNIQUE (kind, slug)
);
-- The words of the slugs, so that a name is found by any of its words, or the beginning of one.
CREATE TABLE name_word (
  word TEXT NOT NULL,
  name INTEGER NOT NULL REFERENCES name(id) ON DELETE CASCADE,
  PRIMARY KEY (word, name)
) WITHOUT ROWID;
CREATE INDEX name_word_of ON name_word(name);
-- Which names stand in which article. `entity` is the fullest name there of whom `name` names: they are the same in the one
-- row that each entity has for itself, whose count is that of all its mentions.
CREATE TABLE mention (
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  name INTEGER NOT NULL REFERENCES name(id),
  entity INTEGER NOT NULL REFERENCES name(id),
  count INTEGER NOT NULL,
  PRIMARY KEY (article, name, entity)
) WITHOUT ROWID;
CREATE INDEX mention_by_name ON mention(name, article, entity, count);

CREATE TABLE quote (
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  kind INTEGER NOT NULL,               -- 0 direct, 1 partial, 3 indirect; terms are left out
  speaker INTEGER REFERENCES name(id), -- the speaker's fullest name in this article
  behalf INTEGER REFERENCES name(id),  -- for whom a spokesperson says it
  PRIMARY KEY (article, start, stop, kind)
) WITHOUT ROWID;
CREATE INDEX quote_by_speaker ON quote(speaker, article) WHERE speaker IS NOT NULL;
CREATE INDEX quote_by_behalf ON quote(behalf, article) WHERE behalf IS NOT NULL;

CREATE TABLE figure (
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  value REAL NOT NULL,
  upto REAL,                           -- the upper end of a range
  unit TEXT,                           -- ISO 4217 code, %, or name: Figure::unit
  bound INTEGER NOT NULL,              -- as in figures::Bound, from 0
  PRIMARY KEY (article, start)
) WITHOUT ROWID;
CREATE INDEX figure_by_value ON figure(value, article, unit, upto);

CREATE TABLE tag (
  tag TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  PRIMARY KEY (tag, article)
) WITHOUT ROWID;
CREATE INDEX tag_of ON tag(article);

CREATE TABLE highlight (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  quote TEXT NOT NULL,                 -- the words themselves, and what stands around them
  ahead TEXT NOT NULL,
  behind TEXT NOT NULL,
  colour INTEGER NOT NULL,
  note TEXT
);
CREATE INDEX highlight_of ON highlight(article, start);

CREATE TABLE saved (name TEXT PRIMARY KEY, query TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE feed (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL UNIQUE,
  title TEXT,
  folder TEXT,
  etag TEXT,
  modified TEXT,                       -- the Last-Modified header as it came
  fetched INTEGER,                     -- when last
  error TEXT,                          -- why that failed, where it did
  followed INTEGER NOT NULL DEFAULT 1  -- 0: known, because articles came from it
);

CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  done TEXT NOT NULL,                  -- the change as JSON
  inverse TEXT NOT NULL,               -- what takes it back
  undone INTEGER NOT NULL DEFAULT 0
);

-- The user's corrections of entities, as Corrections::to_lines writes them.
CREATE TABLE correction (id INTEGER PRIMARY KEY, line TEXT NOT NULL);

CREATE TABLE session (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- Words, prepared by index_text; rowid is article.id. It holds no text of its own.
CREATE VIRTUAL TABLE search USING fts5(
  title, body, names, source, author,
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='3'
);
";

/// Highlights stay with their articles when their words go: those that lay with earlier revisions go over to what
/// became of these.
///
/// An origin is `lasting` as long as the place says what the article says: one that says something else by now goes on as
/// a record of where the article came from. An article's `before` may be one that is shown, too, where another place still
/// says that.
const KEPT_NOTES: &str = "
ALTER TABLE highlight ADD COLUMN was TEXT;  -- what it was noted on, where the text has other words for it by now
ALTER TABLE highlight ADD COLUMN gone INTEGER NOT NULL DEFAULT 0; -- 1: its words are not in the text any more
ALTER TABLE origin ADD COLUMN via INTEGER; -- a number for the feed, file or page by which it came to say that

WITH RECURSIVE later(first, id, hidden) AS (
  SELECT DISTINCT a.id, a.id, a.hidden FROM highlight h JOIN article a ON a.id = h.article WHERE a.hidden = 1
  UNION SELECT l.first, a.id, a.hidden FROM article a JOIN later l ON a.before = l.id WHERE l.hidden = 1
)
UPDATE highlight SET gone = 1, article = later.id FROM later
WHERE later.first = highlight.article AND later.hidden <> 1;
";

/// Brings the tables up to date, each step in a transaction of its own. A file of a newer layout stays as it is.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    while version(connection)? < VERSION {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have done it while we waited.
        let now = version(&step)?;
        if let Some(sql) = usize::try_from(now).ok().and_then(|at| MIGRATIONS.get(at)) {
            step.execute_batch(sql)?;
            step.pragma_update(None, "application_id", APPLICATION)?;
            step.pragma_update(None, "user_version", now + 1)?;
            step.execute("INSERT OR REPLACE INTO about VALUES ('readable from', ?1)", [READABLE_FROM])?;
        }
        step.commit()?;
    }
    Ok(())
}

/// Makes a library of an earlier layout readable as it is.
pub(super) fn stand_in(connection: &Connection) -> Result<()> {
    let version = usize::try_from(version(connection)?).unwrap_or(0);
    Ok(STAND_INS.iter().skip(version).try_for_each(|sql| connection.execute_batch(sql))?)
}

/// The version of the layout of a file; 0 where it is empty.
pub(super) fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Whether this program may read a file of a newer layout: its maker says so.
pub(super) fn is_readable(connection: &Connection) -> bool {
    let from =
        connection.query_row("SELECT value FROM about WHERE key = 'readable from'", [], |row| row.get::<_, i64>(0));
    from.is_ok_and(|from| from <= VERSION)
}

#[cfg(test)]
mod tests {
    use super::super::incoming::Filed;
    use super::super::{Anchor, Change, Colour, Highlight, HighlightId, Incoming, Library, Origin};
    use super::*;
    use crate::analysis::Analysis;
    use crate::article::{Format, ReadOptions, read_str};
    use crate::library::query::today;
    use crate::library::{Order, Query};
    use crate::text::Span;

    /// What was noted on words that went lay with earlier revisions once.
    #[test]
    fn notes_of_earlier_revisions_go_over_to_their_articles() {
        let mut old = Connection::open_in_memory().unwrap();
        MIGRATIONS[..2].iter().for_each(|step| old.execute_batch(step).unwrap());
        old.pragma_update(None, "user_version", 2).unwrap();
        // 1 is shown, after 2 and 3; 4 was removed, after 5; 6 is shown and lost what became of it.
        for (id, hidden, before) in
            [(3, 1, None), (2, 1, Some(3)), (1, 0, Some(2)), (5, 1, None), (4, 2, Some(5)), (6, 1, None)]
        {
            let sql = "INSERT INTO article (id, hash, name, headline, words, added, hidden, before) \
                VALUES (?1, randomblob(32), '', '', 1, 1, ?2, ?3)";
            old.execute(sql, (id, hidden, before)).unwrap();
            let sql = "INSERT INTO highlight (id, article, start, stop, quote, ahead, behind, colour, note) \
                VALUES (?1, ?1, 1, 2, 'q', '', '', 2, 'n')";
            old.execute(sql, [id]).unwrap();
        }
        migrate(&mut old).unwrap();
        let mut statement = old.prepare("SELECT id, article, gone FROM highlight ORDER BY id").unwrap();
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let all: Vec<(i64, i64, i64)> =
            statement.query_map([], row).unwrap().map(std::result::Result::unwrap).collect();
        assert_eq!(all, [(1, 1, 0), (2, 1, 1), (3, 1, 1), (4, 4, 0), (5, 4, 1), (6, 6, 0)]);
        assert_eq!(version(&old).unwrap(), VERSION);
    }

    /// A library of each earlier layout that cannot be brought up to date, since its folder is write-protected or another program is
    /// busy with it.
    #[test]
    fn every_earlier_layout_can_be_read_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let now = dir.path().join("now.db");
        let mut library = Library::open(&now).unwrap();
        let line = r#"{"id": "a", "title": "T", "text": "Gas is dear."}"#;
        let article = read_str("x", line, Format::JsonLines, ReadOptions::default()).remove(0).unwrap();
        let filed = Filed::new(&article, &Analysis::default());
        let incoming = Incoming::new(article, &Analysis::default(), Origin::Address("https://a.example/1".to_owned()));
        let id = library.add(&[incoming]).unwrap()[0].id();
        library.change(&Change::Tag { articles: vec![id], tag: "sea".to_owned(), on: true }).unwrap();
        let (quote, after) = ("Gas".to_owned(), " is dear.".to_owned());
        let anchor = Anchor { span: Span::new(0, 3), quote, before: String::new(), after };
        let (colour, note) = (Colour::default(), Some("n".to_owned()));
        let highlight = Highlight { id: HighlightId::NEW, anchor, colour, note, was: None, gone: false };
        library.change(&Change::Highlight { article: id, highlight }).unwrap();
        drop(library);
        for layout in 1..MIGRATIONS.len() {
            let path = dir.path().join(format!("{layout}.db"));
            let mut old = Connection::open(&path).unwrap();
            MIGRATIONS[..layout].iter().for_each(|step| old.execute_batch(step).unwrap());
            old.pragma_update(None, "application_id", APPLICATION).unwrap();
            old.pragma_update(None, "user_version", layout as i64).unwrap();
            old.execute("ATTACH ?1 AS now", [now.to_string_lossy()]).unwrap();
            for table in ["article", "body", "analysis", "origin", "tag", "highlight"] {
                let sql = "SELECT group_concat(name, ', ') FROM pragma_table_info(?1, 'main')";
                let columns: String = old.query_row(sql, [table], |row| row.get(0)).unwrap();
                old.execute(&format!("INSERT INTO {table} ({columns}) SELECT {columns} FROM now.{table}"), []).unwrap();
            }
            let writing = old.transaction().unwrap();
            super::super::add::index(&writing, id.0, &filed.indexed).unwrap();
            writing.commit().unwrap();
            drop(old);
            let bytes = std::fs::read(&path).unwrap();
            let library = Library::open_reading(&path, "for once".to_owned()).unwrap();
            let ids = library.all().unwrap();
            assert_eq!((ids.len(), library.rows(&ids).unwrap().len()), (1, 1));
            let kept = library.load(&ids).unwrap().remove(0);
            assert_eq!((kept.marks.tags, kept.marks.highlights.len()), (vec!["sea".to_owned()], 1));
            assert_eq!(library.highlights(9).unwrap().len(), 1);
            assert_eq!((library.shelved(9).unwrap().tagged.len(), library.history(9).unwrap().len()), (1, 0));
            for (query, found) in [("gas", 1), ("tag:sea", 1), ("said:gas", 0), ("is:highlighted", 1)] {
                let query = Query::parse(query, today()).unwrap();
                let ids = library.find(&query, Order::Relevance).unwrap();
                assert_eq!(ids.len(), found, "{query}");
                library.snippets(&query, &ids).unwrap();
            }
            assert_eq!(library.doctor().unwrap().findings, []);
            library.backup(&dir.path().join(format!("{layout}-copy.db"))).unwrap();
            assert!(std::fs::read(&path).unwrap() == bytes, "nothing is written");
        }
    }
}
