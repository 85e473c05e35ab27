//! Which articles answer a query: each condition gives a set, and the sets are joined. What costs much is asked last, and
//! only of the articles that are still left.

use super::amount::Amount;
use super::ast::{Expr, Node, Pattern, Term, Value, Words};
use super::corrected::Known;
use super::field::{Field, Part, State};
use super::set::Set;
use super::when::When;
use super::{like, names, said, words};
use crate::analysis::{figures, slug};
use crate::library::{Library, Result};
use crate::text::Span;
use jiff::civil::Date;
use rusqlite::{Connection, Params, Row};

/// A query being answered.
pub(super) struct Asked<'a> {
    pub(super) connection: &'a Connection,
    pub(super) corrected: &'a Known,
    pub(super) today: Date,
    /// The greatest number of an article.
    pub(super) top: usize,
}

/// Articles beyond this are not looked up one by one.
const MANY: usize = 2_000;
/// Numbers beyond this are none that a library gave.
const GREATEST: usize = 1 << 28;

impl<'a> Asked<'a> {
    pub(super) fn new(library: &'a Library, today: Date) -> Result<Self> {
        let (connection, corrected) = (library.connection(), library.corrected());
        let mut statement = connection.prepare_cached("SELECT coalesce(max(id), 0) FROM article")?;
        let top = statement.query_row([], |row| row.get::<_, i64>(0))?;
        Ok(Self { connection, corrected, today, top: usize::try_from(top).unwrap_or(0).min(GREATEST) })
    }

    pub(super) fn none(&self) -> Set {
        Set::none(self.top)
    }

    pub(super) fn all(&self) -> Set {
        Set::all(self.top)
    }

    /// The articles that `sql` gives in its first column.
    pub(super) fn select(&self, sql: &str, params: impl Params) -> Result<Set> {
        let mut set = self.none();
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            set.insert(row.get(0)?);
        }
        Ok(set)
    }

    /// Those of `within` that answer `node`. Hidden articles may be among them.
    pub(super) fn node(&self, node: &Node, within: &Set) -> Result<Set> {
        if let Some(expression) = words::of_node(node) {
            let mut found = self.indexed(&expression)?;
            found.and(within);
            return Ok(found);
        }
        match &node.expr {
            Expr::And(all) => self.every(all, within),
            Expr::Or(all) => {
                let mut found = self.none();
                for node in all {
                    found.or(&self.node(node, within)?);
                }
                Ok(found)
            }
            Expr::Not(inner) => {
                let mut left = within.clone();
                left.minus(&self.node(inner, within)?);
                Ok(left)
            }
            Expr::Term(term) => {
                let mut found = self.term(term, within)?;
                found.and(within);
                Ok(found)
            }
        }
    }

    /// Those that answer all: words in one go, quotations together, then the rest, what costs least first.
    fn every(&self, all: &[Node], within: &Set) -> Result<Set> {
        let mut left = within.clone();
        let of_words: Vec<String> = all.iter().filter_map(words::of_node).collect();
        if !of_words.is_empty() {
            left.and(&self.indexed(&of_words.join(" AND "))?);
        }
        let (quoted, rest): (Vec<&Node>, Vec<&Node>) =
            all.iter().filter(|node| words::of_node(node).is_none()).partition(|node| said::is_said(node));
        let mut rest = rest;
        rest.sort_by_key(|node| cost(node));
        for node in rest.iter().filter(|node| cost(node) == 0) {
            left = self.node(node, &left)?;
        }
        for group in said::groups(&quoted) {
            left = said::quoted(self, &group, &left)?;
        }
        for node in rest.iter().filter(|node| cost(node) > 0) {
            if left.is_empty() {
                break;
            }
            left = self.node(node, &left)?;
        }
        Ok(left)
    }

    /// The articles that the index of words finds.
    pub(super) fn indexed(&self, expression: &str) -> Result<Set> {
        self.select("SELECT rowid FROM search WHERE search MATCH ?1", [expression])
    }

    fn term(&self, term: &Term, within: &Set) -> Result<Set> {
        match (&term.value, term.field) {
            (Value::Words(words), Some(field)) => self.words(field, words, within),
            (Value::Words(words), None) => self.indexed(&words.phrase()),
            (Value::Pattern(pattern), field) => self.pattern(field, pattern, within),
            (Value::When(when), Some(Field::Added)) => self.added(*when),
            (Value::When(when), _) => self.dated(*when),
            (Value::Amount(amount), _) => self.figures(amount),
            (Value::State(state), _) => self.state(*state),
            (Value::Part(part), _) => self.part(*part),
            (Value::Language(code), _) => self.select("SELECT id FROM article WHERE language = ?1", [code]),
        }
    }

    fn words(&self, field: Field, words: &Words, within: &Set) -> Result<Set> {
        match field {
            Field::Entity(kind) => names::articles(self, &names::names(self, kind, words)?),
            Field::Speaker => names::quoting(self, &names::names(self, None, words)?.names),
            Field::Says => said::saying(self, &words.phrase()),
            Field::Tag => self.read("SELECT article, tag FROM tag", |tag| is_tag(tag, words)),
            Field::Note => {
                let mut found = self.read("SELECT article, note FROM highlight WHERE note IS NOT NULL", |note| {
                    has_words(note, words)
                })?;
                // What it was noted on, too, where the text says that in other words by now.
                for quote in ["quote", "was"] {
                    let sql = format!("SELECT article, {quote} FROM highlight");
                    found.or(&self.read(&sql, |quote| has_words(quote, words))?);
                }
                Ok(found)
            }
            Field::Feed => {
                let sql = "SELECT o.article, coalesce(f.title, '') || ' ' || f.url FROM feed f JOIN origin o ON o.feed = f.id";
                self.read(sql, |feed| has_words(feed, words))
            }
            Field::Url => {
                let wanted = words.text.to_lowercase();
                self.column("url", within, |url| url.to_lowercase().contains(&wanted))
            }
            Field::Like => like::like(self, words, within),
            Field::Story => like::story(self, words, within),
            // The rest takes no words, or is in the index of words.
            _ => Ok(self.none()),
        }
    }

    /// The articles, in the first column, whose second column passes. One text is judged once where it comes several times
    /// in a row.
    fn read(&self, sql: &str, passes: impl Fn(&str) -> bool) -> Result<Set> {
        let mut set = self.none();
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut last: Option<(String, bool)> = None;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(1)?.as_str_or_null().ok().flatten().unwrap_or_default();
            let known = last.as_ref().filter(|(known, _)| known == text).map(|(_, passed)| *passed);
            let passed = known.unwrap_or_else(|| passes(text));
            if known.is_none() {
                last = Some((text.to_owned(), passed));
            }
            if passed {
                set.insert(row.get(0)?);
            }
        }
        Ok(set)
    }

    /// Those of `within` whose `column` passes.
    fn column(&self, column: &str, within: &Set, passes: impl Fn(&str) -> bool) -> Result<Set> {
        // Addresses have an index of their own: to go through all of it costs less than to look many articles up.
        let all = column == "url" && within.len() > MANY;
        let sql = match (all, column) {
            (true, _) => "SELECT id, url FROM article WHERE url IS NOT NULL AND ?1 <> ''".to_owned(),
            (_, "text") => {
                "SELECT j.value, b.text FROM json_each(?1) j CROSS JOIN body b ON b.article = j.value".to_owned()
            }
            _ => format!(
                "SELECT j.value, a.{column} FROM json_each(?1) j CROSS JOIN article a ON a.id = j.value WHERE a.{column} IS NOT NULL"
            ),
        };
        let ids = if all { "[]".to_owned() } else { within.json() };
        let mut set = self.none();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([ids])?;
        while let Some(row) = rows.next()? {
            if row.get_ref(1)?.as_str().is_ok_and(&passes) {
                set.insert(row.get(0)?);
            }
        }
        Ok(set)
    }

    fn pattern(&self, field: Option<Field>, pattern: &Pattern, within: &Set) -> Result<Set> {
        let matches = |text: &str| pattern.regex.is_match(text);
        match field {
            Some(Field::Title) => self.column("title", within, matches),
            Some(Field::Author) => self.column("author", within, matches),
            Some(Field::Source) => self.column("source", within, matches),
            Some(Field::Url) => self.column("url", within, matches),
            Some(Field::Says) => said::matching(self, pattern, within),
            _ => {
                let mut found = self.column("title", within, matches)?;
                let mut left = within.clone();
                left.minus(&found);
                found.or(&self.column("text", &left, matches)?);
                Ok(found)
            }
        }
    }

    fn dated(&self, when: When) -> Result<Set> {
        let text = |day: Option<Date>, open: &str| day.map_or_else(|| open.to_owned(), |day| day.to_string());
        let (from, to) = when.days(self.today);
        let sql = "SELECT id FROM article WHERE hidden = 0 AND day BETWEEN ?1 AND ?2";
        self.select(sql, [text(from, "0"), text(to, ":")])
    }

    fn added(&self, when: When) -> Result<Set> {
        let second = |day: Option<Date>| {
            let zoned = day?.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::system()).ok()?;
            Some(zoned.timestamp().as_second())
        };
        let (from, to) = when.days(self.today);
        let end = second(to.and_then(|to| to.tomorrow().ok())).unwrap_or(i64::MAX);
        let sql = "SELECT id FROM article WHERE hidden = 0 AND added >= ?1 AND added < ?2";
        self.select(sql, [second(from).unwrap_or(i64::MIN), end])
    }

    fn figures(&self, amount: &Amount) -> Result<Set> {
        let Some(unit) = amount.unit else {
            let (from, to) = amount.ends(1.0);
            let mut found = self.select("SELECT article FROM figure WHERE value BETWEEN ?1 AND ?2", [from, to])?;
            let ranges = "SELECT article FROM figure WHERE upto IS NOT NULL AND value < ?1 AND upto >= ?1";
            found.or(&self.select(ranges, [from])?);
            return Ok(found);
        };
        let mut found = self.none();
        for (unit, factor) in figures::alike(unit) {
            let (from, to) = amount.ends(factor);
            let sql = "SELECT article FROM figure WHERE unit = ?1 AND value BETWEEN ?2 AND ?3";
            found.or(&self.select(sql, (unit, from, to))?);
            let ranges =
                "SELECT article FROM figure WHERE upto IS NOT NULL AND +unit = ?1 AND value < ?2 AND upto >= ?2";
            found.or(&self.select(ranges, (unit, from))?);
        }
        Ok(found)
    }

    fn state(&self, state: State) -> Result<Set> {
        let sql = match state {
            State::Unread => "SELECT id FROM article WHERE hidden = 0 AND read = 0",
            State::Read => {
                let mut read = self.all();
                read.minus(&self.state(State::Unread)?);
                return Ok(read);
            }
            State::Bookmarked => "SELECT id FROM article WHERE bookmarked = 1",
            State::Highlighted => "SELECT article FROM highlight",
            State::Noted => "SELECT article FROM highlight WHERE note IS NOT NULL",
            State::Tagged => "SELECT article FROM tag",
            State::Revised => "SELECT id FROM article WHERE before IS NOT NULL",
        };
        self.select(sql, [])
    }

    fn part(&self, part: Part) -> Result<Set> {
        let sql = match part {
            Part::Title => "SELECT id FROM article WHERE title IS NOT NULL",
            Part::Author => "SELECT id FROM article WHERE author IS NOT NULL",
            Part::Source => "SELECT id FROM article WHERE hidden = 0 AND source IS NOT NULL",
            Part::Date => "SELECT id FROM article WHERE hidden = 0 AND day IS NOT NULL",
            Part::Url => "SELECT id FROM article WHERE url IS NOT NULL",
            Part::Entity => "SELECT article FROM mention",
            Part::Quote => "SELECT article FROM quote",
            Part::Figure => "SELECT article FROM figure",
            Part::Tag => return self.state(State::Tagged),
            Part::Highlight => return self.state(State::Highlighted),
            Part::Note => return self.state(State::Noted),
        };
        self.select(sql, [])
    }
}

/// The bytes that two columns of a row say, the first of them `column`.
pub(super) fn span_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Span> {
    let end = |column: usize| row.get::<_, u32>(column).map(|byte| byte as usize);
    Ok(Span::new(end(column)?, end(column + 1)?))
}

/// What a condition costs beside others: 0 where an index answers it, 1 where rows are read, 2 where texts are, 3 where
/// articles are weighed.
fn cost(node: &Node) -> u8 {
    match &node.expr {
        Expr::And(all) | Expr::Or(all) => all.iter().map(cost).max().unwrap_or(0),
        Expr::Not(inner) => cost(inner),
        Expr::Term(Term { field: Some(Field::Like | Field::Story), .. }) => 3,
        Expr::Term(Term { value: Value::Pattern(_), field: None | Some(Field::Says) }) => 2,
        Expr::Term(Term { value: Value::Pattern(_), .. } | Term { field: Some(Field::Url), .. }) => 1,
        Expr::Term(_) => 0,
    }
}

/// Whether a tag is the one that is asked for, in whatever letters.
fn is_tag(tag: &str, words: &Words) -> bool {
    let (tag, wanted) = (slug(tag), slug(&words.text));
    tag == wanted || words.prefix && tag.starts_with(&wanted)
}

/// Whether the words follow one another in `text`.
fn has_words(text: &str, words: &Words) -> bool {
    names::has_phrase(&slug(text), &slug(&words.text), words.prefix)
}
