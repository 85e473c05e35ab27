//! What was noted, across all articles: highlights, bookmarks, tags; and which articles a change is about.

use super::history::text;
use super::read::{HIGHLIGHT, highlight, line};
use super::{ArticleId, Change, Highlight, HighlightId, Library, Result, Row};
use rusqlite::OptionalExtension;
use std::collections::HashMap;
use std::path::Path;

/// A highlight with the article that it is in.
#[derive(Clone, Debug, PartialEq)]
pub struct Noted {
    /// The article, as it is now.
    pub row: Row,
    /// The highlight.
    pub highlight: Highlight,
}

/// Articles that the reader has put somewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelved {
    /// Those with a bookmark.
    pub bookmarked: Vec<Row>,
    /// How many have one, given or not.
    pub all_bookmarked: usize,
    /// By tag in alphabetical order: how many articles have it, and those of them that are given.
    pub tagged: Vec<(String, usize, Vec<Row>)>,
}

impl Library {
    /// The last `most` highlights that were made, the newest first. Those of articles that were removed are left out.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn highlights(&self, most: usize) -> Result<Vec<Noted>> {
        let columns: Vec<String> = HIGHLIGHT.split(", ").map(|column| format!("h.{column}")).collect();
        let sql = format!(
            "SELECT {}, h.article FROM highlight h JOIN article a ON a.id = h.article \
             WHERE a.hidden = 0 ORDER BY h.id DESC LIMIT ?1",
            columns.join(", ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map([limit(most)], |row| Ok((highlight(row)?, ArticleId(row.get(10)?))))?;
        let found: Vec<(Highlight, ArticleId)> = found.collect::<rusqlite::Result<_>>()?;
        let mut rows: HashMap<ArticleId, Option<Row>> = HashMap::new();
        let mut noted = Vec::with_capacity(found.len());
        for (highlight, article) in found {
            let row = match rows.get(&article) {
                Some(row) => row.clone(),
                None => rows.entry(article).or_insert(self.rows(&[article])?.pop()).clone(),
            };
            noted.extend(row.map(|row| Noted { row, highlight }));
        }
        Ok(noted)
    }

    /// Articles with a bookmark, and those with each tag, the newest first: at most `most` rows in all.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn shelved(&self, most: usize) -> Result<Shelved> {
        let ids = |sql: &str, tag: Option<&str>, most: usize| -> Result<Vec<ArticleId>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let ids = statement.query_map((tag, limit(most)), |row| row.get(0).map(ArticleId))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        };
        let bookmarked = "SELECT id FROM article WHERE bookmarked = 1 AND hidden = 0 AND ?1 IS NULL \
            ORDER BY day DESC, id DESC LIMIT ?2";
        let tagged = "SELECT a.id FROM tag t JOIN article a ON a.id = t.article WHERE t.tag = ?1 AND a.hidden = 0 \
            ORDER BY a.day DESC, a.id DESC LIMIT ?2";
        let bookmarked = self.rows(&ids(bookmarked, None, most)?)?;
        let mut room = most.saturating_sub(bookmarked.len());
        let all_bookmarked = self.counts()?.bookmarked;
        let mut shelved = Shelved { bookmarked, all_bookmarked, tagged: Vec::new() };
        for (tag, all) in self.tags()? {
            let rows = self.rows(&ids(tagged, Some(&tag), room)?)?;
            room -= rows.len();
            shelved.tagged.push((tag, all, rows));
        }
        Ok(shelved)
    }

    /// All tags in alphabetical order, and how many articles have each.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn tags(&self) -> Result<Vec<(String, usize)>> {
        let sql = "SELECT t.tag, count(*) FROM tag t JOIN article a ON a.id = t.article WHERE a.hidden = 0 \
            GROUP BY t.tag ORDER BY t.tag";
        let mut statement = self.connection.prepare_cached(sql)?;
        let tags = statement.query_map([], |row| {
            Ok((line(row, 0)?.unwrap_or_default(), usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
        })?;
        Ok(tags.collect::<rusqlite::Result<_>>()?)
    }

    /// The articles whose marks a change is about, made or taken back.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn articles_of(&self, change: &Change) -> Result<Vec<ArticleId>> {
        let mut articles = self.concerned(change)?;
        articles.sort_unstable();
        articles.dedup();
        Ok(articles)
    }

    /// The article that came from a file which holds nothing else.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn of_file(&self, file: &Path) -> Result<Option<ArticleId>> {
        let sql = "SELECT max(article) FROM origin WHERE place = ?1 AND kind = 0 AND lasting = 1";
        let place = super::error::shown(file);
        Ok(self.connection.prepare_cached(sql)?.query_row([place], |row| row.get::<_, Option<i64>>(0))?.map(ArticleId))
    }

    fn concerned(&self, change: &Change) -> Result<Vec<ArticleId>> {
        Ok(match change {
            Change::Unhighlight(id) | Change::Recolour(id, _) | Change::Note(id, _) => {
                self.article_of(*id)?.into_iter().collect()
            }
            Change::Many(changes) => {
                let mut all = Vec::new();
                for change in changes {
                    all.extend(self.concerned(change)?);
                }
                all
            }
            other => other.articles().unwrap_or_default(),
        })
    }

    /// The article of a highlight, also of one that is gone: what brings it back names the article.
    fn article_of(&self, id: HighlightId) -> Result<Option<ArticleId>> {
        let sql = "SELECT article FROM highlight WHERE id = ?1";
        let there =
            self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0).map(ArticleId)).optional()?;
        if there.is_some() {
            return Ok(there);
        }
        let sql = "SELECT inverse FROM history WHERE done = ?1 ORDER BY id DESC LIMIT 1";
        let done = text(&Change::Unhighlight(id))?;
        let back: Option<String> =
            self.connection.prepare_cached(sql)?.query_row([done], |row| row.get(0)).optional()?;
        Ok(match back.and_then(|back| serde_json::from_str(&back).ok()) {
            Some(Change::Highlight { article, .. }) => Some(article),
            _ => None,
        })
    }
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::article::{Format, ReadOptions, read_str};
    use crate::library::{Anchor, Colour, Incoming, Origin};
    use crate::text::Span;

    const URL: &str = "https://example.org/ferries";

    fn library(texts: &[&str]) -> (Library, Vec<ArticleId>) {
        let mut library = Library::temporary().unwrap();
        let ids = texts.iter().map(|text| put(&mut library, text)).collect();
        (library, ids)
    }

    fn put(library: &mut Library, text: &str) -> ArticleId {
        let article = read_str("a.md", text, Format::Markdown, ReadOptions::default()).remove(0).unwrap();
        let origin =
            Origin::Address(if text.contains("wind") { URL.to_owned() } else { format!("{URL}/{}", text.len()) });
        library.add(&[Incoming::new(article, &Analysis::default(), origin)]).unwrap().remove(0).id()
    }

    fn mark(library: &mut Library, article: ArticleId, quote: &str) -> HighlightId {
        let text = library.load(&[article]).unwrap().remove(0).article.text;
        let start = text.find(quote).unwrap();
        let anchor = Anchor::of(&text, Span::new(start, start + quote.len())).unwrap();
        let highlight = Highlight::new(anchor, Colour::Green, None);
        match library.change(&Change::Highlight { article, highlight }).unwrap() {
            Change::Unhighlight(id) => id,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn highlights_come_newest_first_and_one_whose_words_are_gone_says_so() {
        let (mut library, ids) = library(&["# Ferries\n\nThe wind turned. The ferries left.", "# Other\n\nRain fell."]);
        mark(&mut library, ids[0], "The wind turned");
        mark(&mut library, ids[0], "ferries left");
        mark(&mut library, ids[1], "Rain");
        assert_eq!(put(&mut library, "# Ferries\n\nThe ferries left. No wind."), ids[0]);
        let noted = library.highlights(9).unwrap();
        let shown: Vec<_> = noted
            .iter()
            .map(|noted| (noted.row.id, noted.highlight.anchor.quote.as_str(), noted.highlight.gone))
            .collect();
        assert_eq!(
            shown,
            [(ids[1], "Rain", false), (ids[0], "ferries left", false), (ids[0], "The wind turned", true)]
        );
        assert_eq!(library.highlights(1).unwrap().len(), 1);
        library.change(&Change::Remove(vec![ids[0]])).unwrap();
        assert_eq!(library.highlights(9).unwrap().len(), 1);
    }

    #[test]
    fn tags_and_bookmarks_with_their_articles() {
        let (mut library, ids) = library(&["# A\n\nOne.", "# B\n\nTwo more."]);
        for (tag, articles) in [("wind", vec![ids[0]]), ("ferries", ids.clone())] {
            library.change(&Change::Tag { articles, tag: tag.to_owned(), on: true }).unwrap();
        }
        library.change(&Change::Bookmark(vec![(ids[1], true)])).unwrap();
        assert_eq!(library.tags().unwrap(), [("ferries".to_owned(), 2), ("wind".to_owned(), 1)]);
        let shelved = library.shelved(9).unwrap();
        assert_eq!(shelved.bookmarked.iter().map(|row| row.id).collect::<Vec<_>>(), [ids[1]]);
        let tagged: Vec<_> = shelved.tagged.iter().map(|(tag, all, rows)| (tag.as_str(), *all, rows.len())).collect();
        assert_eq!(tagged, [("ferries", 2, 2), ("wind", 1, 1)]);
        // Where there is no room for all, it says how many there are.
        let shelved = library.shelved(2).unwrap();
        let tagged: Vec<_> = shelved.tagged.iter().map(|(_, all, rows)| (*all, rows.len())).collect();
        assert_eq!((shelved.all_bookmarked, tagged), (1, vec![(2, 1), (1, 0)]));
    }

    /// Whoever shows an article has to hear of every change of its marks, also of one that leaves no highlight behind.
    #[test]
    fn a_change_names_its_articles_before_and_after() {
        let (mut library, ids) = library(&["# A\n\nOne.", "# B\n\nTwo more."]);
        let highlight = mark(&mut library, ids[1], "Two");
        let changes = [
            Change::Note(highlight, Some("so".to_owned())),
            Change::Recolour(highlight, Colour::Pink),
            Change::Unhighlight(highlight),
        ];
        for change in &changes {
            library.change(change).unwrap();
            assert_eq!(library.articles_of(change).unwrap(), [ids[1]], "{change:?}");
        }
        for _ in &changes {
            let past = library.undo().unwrap().unwrap();
            assert_eq!(library.articles_of(&past.change.unwrap()).unwrap(), [ids[1]]);
        }
        let many =
            Change::Many(vec![changes[0].clone(), Change::Read(vec![(ids[0], true)]), Change::DropQuery("x".into())]);
        assert_eq!(library.articles_of(&many).unwrap(), ids);
    }
}
