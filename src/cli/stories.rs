//! `crossread list --stories`: the articles by the events that they tell of.

use super::Outcome;
use super::args::{Input, RowFormat};
use super::list::{HEADER, Row, write_text};
use super::out::{JsonSeries, Out};
use super::together::{Together, collect};
use crate::collection::{ArticleIndex, Collection};
use crate::compare::{Stories, Trait};
use serde::Serialize;

/// A row of the list, and the story that the article is in: they count from 0; `null` where it tells of an event alone.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    row: Row<'a>,
    story: Option<usize>,
}

/// What stories share is said in at most so many words.
const SHARED: usize = 6;

pub(super) fn run(input: &Input, format: RowFormat) -> anyhow::Result<Outcome> {
    let Together { collection, paths, outcome } = collect(input, None)?;
    let mut stories = Stories::default();
    (0..collection.len()).for_each(|article| stories.add(&collection, article));
    let mut groups: Vec<(Option<usize>, Vec<ArticleIndex>)> =
        stories.all().into_iter().enumerate().map(|(number, story)| (Some(number), story.to_vec())).collect();
    groups.push((None, (0..collection.len()).filter(|article| stories.of(*article).len() < 2).collect()));
    let mut out = Out::new();
    let mut series = JsonSeries::new(format == RowFormat::Json);
    if format == RowFormat::Csv {
        out.csv(&HEADER.into_iter().chain(["story"]).collect::<Vec<_>>())?;
    }
    for (story, articles) in groups.iter().filter(|(_, articles)| !articles.is_empty()) {
        if format == RowFormat::Text {
            let first = *story == Some(0) || groups.len() == 1;
            let heading = match story {
                Some(_) => format!("{} accounts: {}", articles.len(), shared(&collection, &stories, articles)),
                None => "alone".to_owned(),
            };
            out.line(&format!("{}{heading}", if first { "" } else { "\n" }))?;
        }
        for article in articles {
            let Some(entry) = collection.entry(*article) else { continue };
            let path = paths.get(*article).and_then(Option::as_deref);
            let row = Row::of(&entry.article, path);
            match format {
                RowFormat::Text => write_text(&mut out, &row, entry.article.headline())?,
                RowFormat::Json | RowFormat::Jsonl => series.push(&mut out, &Told { row, story: *story })?,
                RowFormat::Csv => {
                    let number = story.map(|story| story.to_string()).unwrap_or_default();
                    out.csv(&row.fields().into_iter().chain([number]).collect::<Vec<_>>())?;
                }
            }
        }
    }
    series.end(&mut out)?;
    out.flush()?;
    Ok(outcome)
}

/// What most of the articles share with the first, in words.
fn shared(collection: &Collection, stories: &Stories, articles: &[ArticleIndex]) -> String {
    let Some((first, rest)) = articles.split_first() else { return String::new() };
    let named = |own: &Trait| match own {
        Trait::Entity(id) => collection.label(*id).map(|(_, name)| name.to_owned()),
        Trait::Day(day) => Some(day.to_string()),
        Trait::Figure(..) | Trait::Word(_) => None,
    };
    stories.shared(*first, rest).iter().filter_map(named).take(SHARED).collect::<Vec<_>>().join(", ")
}
