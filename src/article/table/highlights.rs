//! An export of highlights, one a row (Readwise): an article for each that they are from, its highlights for a text.

use super::Rows;
use super::columns::{Columns, Field};
use crate::article::export::{Marked, Saved, list};
use crate::article::piece::{Lost, Pieces};
use std::collections::HashMap;

/// Rows that are kept together before articles are made of them: they stand in any order.
const MAX_ROWS: usize = 200_000;

pub(super) fn pieces(rows: Rows, columns: &Columns) -> Pieces {
    let mut articles: Vec<Saved> = Vec::new();
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    let mut lost: Vec<Lost> = Vec::new();
    for row in rows.take(MAX_ROWS) {
        match row {
            Err(error) => lost.push(error),
            Ok((line, row)) => {
                let values = |wanted: Field| {
                    let all = row.iter().enumerate().filter(move |(at, _)| columns.at(*at).1 == wanted);
                    all.map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
                };
                let value = |wanted: Field| values(wanted).next();
                let (title, author) = (value(Field::Title), value(Field::Author));
                let Some(quote) = value(Field::Quote).filter(|_| title.is_some()) else {
                    lost.push(Lost::new(format!("line {line}"), "holds no highlight or does not say of what"));
                    continue;
                };
                let key = (title.clone().unwrap_or_default(), author.clone().unwrap_or_default());
                let place = *places.entry(key).or_insert(articles.len());
                if place == articles.len() {
                    let (url, source) = (value(Field::Url), value(Field::Source));
                    articles.push(Saved { title, author, url, source, ..Saved::default() });
                }
                let Some(article) = articles.get_mut(place) else { continue };
                for tag in values(Field::Tags).flat_map(|tags| list(&tags)) {
                    if !article.tags.contains(&tag) {
                        article.tags.push(tag);
                    }
                }
                article.highlights.push(Marked { quote, note: value(Field::Note) });
            }
        }
    }
    Box::new(articles.into_iter().map(|article| Ok(article.piece())).chain(lost.into_iter().map(Err)))
}
