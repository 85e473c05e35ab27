//! What the library has about an entity, all articles together: when it is named, and together with whom.

use super::Query;
use super::order::Order;
use crate::analysis::{EntityKind, slug};
use crate::library::{ArticleId, Library, Result};
use crate::text::sanitize;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many names are looked at for each that is told: those that are hidden, or one with another, are not.
const SPARE: usize = 4;
/// So many periods are told apart at most: days, else months, else years, of those the last.
const PERIODS: usize = 40;

/// What the articles that answer a query have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// How many articles there are.
    pub articles: usize,
    /// When they are from, the oldest first: a day, a month or a year as `date:` takes it, and how many are from then. Those
    /// without a day are left out.
    pub periods: Vec<(String, usize)>,
    /// Whom they name beside, those in most articles first.
    pub neighbours: Vec<Neighbour>,
}

/// An entity that is named in the same articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// What it is.
    pub kind: EntityKind,
    /// Its name, on one clean line.
    pub name: String,
    /// In how many of the articles.
    pub articles: usize,
}

impl Library {
    /// When the articles that answer `query` are from, and the `most` entities that most of them name, as the reader has corrected them;
    /// the names `own` are left out. Takes time in proportion to the articles, some ten microseconds each.
    ///
    /// # Errors
    /// A library that cannot be read; [`crate::library::LibraryError::Interrupted`].
    pub fn about(&self, query: &Query, own: &[&str], most: usize) -> Result<About> {
        let Counted { articles, days, names: mut counts } = match query.root() {
            Some(_) => self.counted_in(&self.find(query, Order::Added)?)?,
            // What is out of sight is counted with the names: then they do not tell.
            None if self.has_hidden()? => self.counted_in(&self.all()?)?,
            None => self.counted_in_all(own.len() + SPARE * most)?,
        };
        counts.sort_unstable_by_key(|(name, articles)| (Reverse(*articles), *name));
        let own: FxHashSet<String> = own.iter().map(|name| slug(name)).collect();
        let mut names = self.connection().prepare_cached("SELECT kind, slug, name FROM name WHERE id = ?1")?;
        let corrected = self.corrected().now(self.connection())?;
        let mut neighbours = Vec::new();
        for (name, articles) in counts {
            if neighbours.len() == most {
                break;
            }
            let (kind, slug, name) = names.query_row([name], |row| {
                Ok((row.get::<_, u8>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })?;
            let Some(kind) = EntityKind::ALL.get(usize::from(kind)).copied().filter(|_| !own.contains(&slug)) else {
                continue;
            };
            let shown = match &corrected {
                Some(corrected) => corrected.shown(kind, &slug, &name),
                None => Some((kind, name.as_str())),
            };
            let Some((kind, name)) = shown.filter(|(_, name)| !own.contains(&self::slug(name))) else { continue };
            let name = sanitize::line(name).into_owned();
            // Of names that are one, the one in most articles counts.
            if !neighbours.iter().any(|other: &Neighbour| (other.kind, &other.name) == (kind, &name)) {
                neighbours.push(Neighbour { kind, name, articles });
            }
        }
        Ok(About { articles, periods: periods(&days), neighbours })
    }

    fn counted_in(&self, ids: &[ArticleId]) -> Result<Counted> {
        let mut of_article = self.connection().prepare_cached("SELECT day FROM article WHERE id = ?1")?;
        let sql = "SELECT entity FROM mention WHERE article = ?1 AND name = entity";
        let mut named = self.connection().prepare_cached(sql)?;
        let mut days: BTreeMap<String, usize> = BTreeMap::new();
        let mut names: FxHashMap<i64, usize> = FxHashMap::default();
        for id in ids {
            if let Some(day) = of_article.query_row([id.number()], |row| row.get::<_, Option<String>>(0))? {
                *days.entry(day).or_default() += 1;
            }
            let mut rows = named.query([id.number()])?;
            while let Some(row) = rows.next()? {
                *names.entry(row.get(0)?).or_default() += 1;
            }
        }
        Ok(Counted { articles: ids.len(), days, names: names.into_iter().collect() })
    }

    fn has_hidden(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM article WHERE hidden > 1)";
        Ok(self.connection().prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// The same of the whole library, by what is counted there already.
    fn counted_in_all(&self, most: usize) -> Result<Counted> {
        let sql = "SELECT day, count(*) FROM article WHERE hidden = 0 GROUP BY day";
        let mut counted = Counted::default();
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let articles = usize::try_from(row.get::<_, i64>(1)?).unwrap_or_default();
            counted.articles += articles;
            if let Some(day) = row.get::<_, Option<String>>(0)? {
                counted.days.insert(day, articles);
            }
        }
        let sql = "SELECT id, articles FROM name WHERE articles > 0 ORDER BY articles DESC LIMIT ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query([i64::try_from(most).unwrap_or(i64::MAX)])?;
        while let Some(row) = rows.next()? {
            counted.names.push((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or_default()));
        }
        Ok(counted)
    }
}

/// Articles by days, and in how many of them which name stands.
#[derive(Default)]
struct Counted {
    articles: usize,
    days: BTreeMap<String, usize>,
    names: Vec<(i64, usize)>,
}

/// Days, `YYYY-MM-DD`, put together so that few are left.
fn periods(days: &BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let together = |letters: usize| {
        let mut periods: Vec<(String, usize)> = Vec::new();
        for (day, articles) in days {
            let period = day.get(..letters).unwrap_or(day);
            match periods.last_mut().filter(|(last, _)| last == period) {
                Some((_, count)) => *count += articles,
                None => periods.push((period.to_owned(), *articles)),
            }
        }
        periods
    };
    let [by_day, by_month, mut by_year] = ["YYYY-MM-DD", "YYYY-MM", "YYYY"].map(|form| together(form.len()));
    by_year.drain(..by_year.len().saturating_sub(PERIODS));
    [by_day, by_month].into_iter().find(|periods| periods.len() <= PERIODS).unwrap_or(by_year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Models, analyze};
    use crate::article::{Format, ReadOptions, read_str};
    use crate::library::{Incoming, Origin};
    use jiff::civil::date;

    #[test]
    fn an_entity_has_a_time_and_company() {
        let mut library = Library::temporary().unwrap();
        let texts = [
            ("2024-03-01", "Angela Merkel met Emmanuel Macron in Paris on Friday."),
            ("2024-03-01", "Angela Merkel spoke to Emmanuel Macron again, her office said."),
            ("2024-05-07", "Angela Merkel went to Lisbon on Tuesday."),
            ("2024-05-08", "Emmanuel Macron stayed in Paris."),
        ];
        let incoming = texts.map(|(day, text)| {
            let mut article = read_str("a.txt", text, Format::Plain, ReadOptions::default()).remove(0).unwrap();
            article.meta.date = Some(day.to_owned());
            let analysis = analyze(&article, Models::embedded());
            Incoming::new(article, &analysis, Origin::Nowhere)
        });
        library.add(&incoming).unwrap();
        let query = Query::parse("person:\"Angela Merkel\"", date(2024, 6, 1)).unwrap();
        let about = library.about(&query, &["Angela Merkel"], 9).unwrap();
        assert_eq!(about.articles, 3);
        assert_eq!(about.periods, [("2024-03-01".to_owned(), 2), ("2024-05-07".to_owned(), 1)]);
        let first = &about.neighbours[0];
        assert_eq!((first.kind, first.name.as_str(), first.articles), (EntityKind::Person, "Emmanuel Macron", 2));
        assert!(about.neighbours.iter().all(|neighbour| neighbour.name != "Angela Merkel"), "{about:?}");
        assert_eq!(library.about(&query, &[], 1).unwrap().neighbours[0].articles, 3);
        // Of all articles, as counted one by one.
        let all = library.about(&Query::all(date(2024, 6, 1)), &[], 9).unwrap();
        let ids = library.all().unwrap();
        let counted = library.counted_in(&ids).unwrap();
        assert_eq!((all.articles, all.periods), (4, periods(&counted.days)));
        let most = counted.names.iter().map(|(_, articles)| *articles).max();
        assert_eq!(all.neighbours.first().map(|neighbour| neighbour.articles), most);
    }

    #[test]
    fn many_days_become_months_and_many_months_years() {
        let days = |count: usize, step: i64| {
            let day = |at: usize| jiff::civil::date(2020, 1, 1).checked_add(jiff::Span::new().days(at as i64 * step));
            (0..count).map(|at| (day(at).unwrap().to_string(), 1)).collect::<BTreeMap<_, _>>()
        };
        assert_eq!(periods(&days(40, 1)).len(), 40);
        assert_eq!(periods(&days(60, 1)), [("2020-01".to_owned(), 31), ("2020-02".to_owned(), 29)]);
        assert_eq!(periods(&days(100, 30))[0].0, "2020");
        assert_eq!(periods(&BTreeMap::new()), []);
    }
}
