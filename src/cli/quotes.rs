//! `crossread quotes`: who says what, speaker by speaker.

use super::Outcome;
use super::args::{Input, RowFormat};
use super::json::{About, code_points};
use super::out::{JsonSeries, Out, complain};
use super::together::{Together, collect};
use crate::analysis::{EntityKind, QuoteKind};
use crate::article::date_in_words;
use crate::collection::{Collection, EntityId, Said, Speaker};
use crate::text::width::{columns, ellipsis};
use crate::text::{CodePoints, Span, sanitize, wrap};
use serde::Serialize;
use std::io;

/// Columns where output is not a terminal, and the most that are used of one.
const COLUMNS: (usize, usize) = (80, 100);
/// Where the words of a quotation begin: behind its kind.
const INDENT: usize = 14;

/// Who speaks; all `null` where nobody is named.
#[derive(Clone, Serialize)]
struct Who<'a> {
    speaker: Option<String>,
    name: Option<&'a str>,
    r#type: Option<EntityKind>,
}

/// One quotation, with the keys of `analyze`.
#[derive(Serialize)]
struct Row<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: QuoteKind,
    /// For whom a spokesperson speaks; left out where nobody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<String>,
    speaker_text: Option<&'a str>,
    cue: Option<&'a str>,
}

#[derive(Serialize)]
struct Placed<'a> {
    article: usize,
    #[serde(flatten)]
    row: Row<'a>,
}

#[derive(Serialize)]
struct Speaking<'a> {
    id: Option<String>,
    name: Option<&'a str>,
    r#type: Option<EntityKind>,
    quotes: Vec<Placed<'a>>,
}

#[derive(Serialize)]
struct Everything<'a> {
    articles: Vec<About<'a>>,
    speakers: Vec<Speaking<'a>>,
}

/// One quotation with all that belongs to it.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    who: Who<'a>,
    #[serde(flatten)]
    row: Row<'a>,
    article: &'a str,
    title: Option<&'a str>,
    source: Option<&'a str>,
    date: Option<&'a str>,
}

const HEADER: [&str; 12] = [
    "speaker",
    "name",
    "type",
    "kind",
    "text",
    "organization",
    "speaker_text",
    "cue",
    "article",
    "title",
    "source",
    "date",
];

pub(super) fn run(input: &Input, format: RowFormat, speaker: Option<&str>) -> anyhow::Result<Outcome> {
    let Together { collection, outcome, .. } = collect(input, None)?;
    let mut speakers = collection.speakers(0..collection.len());
    if let Some(name) = speaker {
        speakers.iter_mut().for_each(|speaker| speaker.said.retain(|said| is_said_by(&collection, *said, name)));
        speakers.retain(|speaker| !speaker.said.is_empty());
        if speakers.is_empty() {
            complain(format!("nobody called {name:?} is quoted there"));
        }
    }
    let mut out = Out::new();
    match format {
        RowFormat::Text => write_text(&mut out, &collection, &speakers)?,
        RowFormat::Json => out.json(&everything(&collection, &speakers), "\n")?,
        RowFormat::Jsonl => {
            let mut series = JsonSeries::new(false);
            for line in lines(&collection, &speakers) {
                series.push(&mut out, &line)?;
            }
        }
        RowFormat::Csv => {
            out.csv(&HEADER)?;
            for line in lines(&collection, &speakers) {
                out.csv(&line.fields())?;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// Whether somebody of that name or id says it, or it is said for somebody of that name.
fn is_said_by(collection: &Collection, said: Said, name: &str) -> bool {
    let (speaker, organization) = collection.spoken_by(said);
    let is_entity = |id: EntityId| {
        let Some(entity) = collection.entity(id) else { return false };
        entity.id == name || std::iter::once(&entity.name).chain(&entity.aliases).any(|own| has_words(own, name))
    };
    let described = || collection.described_speaker(said).is_some_and(|own| has_words(&own, name));
    speaker.is_some_and(is_entity) || organization.is_some_and(is_entity) || described()
}

/// Whether all words of `wanted` are words of `name`, in whatever case.
fn has_words(name: &str, wanted: &str) -> bool {
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>()
    };
    let (own, wanted) = (words(name), words(wanted));
    !wanted.is_empty() && wanted.iter().all(|word| own.contains(word))
}

fn id_of(collection: &Collection, id: EntityId) -> Option<String> {
    collection.entity(id).map(|entity| entity.id)
}

fn who<'a>(collection: &'a Collection, speaker: &Speaker) -> Who<'a> {
    let label = speaker.who.and_then(|id| collection.label(id));
    Who {
        speaker: speaker.who.and_then(|id| id_of(collection, id)),
        name: label.map(|(_, name)| name),
        r#type: label.map(|(kind, _)| kind),
    }
}

fn row<'a>(collection: &'a Collection, points: &CodePoints<'_>, said: Said) -> Option<Row<'a>> {
    let (article, quote) = collection.quotation(said)?;
    let (start, end) = code_points(points, quote.span);
    let (_, organization) = collection.spoken_by(said);
    Some(Row {
        start,
        end,
        text: quote.span.of(&article.text),
        kind: quote.kind,
        organization: organization.and_then(|id| id_of(collection, id)),
        speaker_text: quote.speaker_text.map(|span| span.of(&article.text)),
        cue: quote.cue.map(|span| span.of(&article.text)),
    })
}

/// For each article the code points before each byte.
fn points(collection: &Collection) -> Vec<CodePoints<'_>> {
    collection.entries().iter().map(|entry| CodePoints::of(&entry.article.text)).collect()
}

fn everything<'a>(collection: &'a Collection, speakers: &[Speaker]) -> Everything<'a> {
    let points = points(collection);
    let placed =
        |said: &Said| Some(Placed { article: said.article, row: row(collection, points.get(said.article)?, *said)? });
    let speaking = |speaker: &Speaker| {
        let Who { speaker: id, name, r#type } = who(collection, speaker);
        Speaking { id, name, r#type, quotes: speaker.said.iter().filter_map(placed).collect() }
    };
    Everything {
        articles: collection.entries().iter().map(|entry| About::of(&entry.article.meta)).collect(),
        speakers: speakers.iter().map(speaking).collect(),
    }
}

fn lines<'a>(collection: &'a Collection, speakers: &[Speaker]) -> Vec<Line<'a>> {
    let points = points(collection);
    let of = |speaker: &Speaker| {
        let who = who(collection, speaker);
        let line = |said: &Said| {
            let meta = &collection.entry(said.article)?.article.meta;
            Some(Line {
                who: who.clone(),
                row: row(collection, points.get(said.article)?, *said)?,
                article: &meta.id,
                title: meta.title.as_deref(),
                source: meta.source.as_deref(),
                date: meta.date.as_deref(),
            })
        };
        speaker.said.iter().filter_map(line).collect::<Vec<_>>()
    };
    speakers.iter().flat_map(of).collect()
}

impl Line<'_> {
    fn fields(&self) -> [String; 12] {
        let text = |field: Option<&str>| sanitize::line(field.unwrap_or_default()).into_owned();
        [
            text(self.who.speaker.as_deref()),
            text(self.who.name),
            self.who.r#type.map_or("", EntityKind::name).to_owned(),
            self.row.kind.name().to_owned(),
            text(Some(self.row.text)),
            text(self.row.organization.as_deref()),
            text(self.row.speaker_text),
            text(self.row.cue),
            text(Some(self.article)),
            text(self.title),
            text(self.source),
            text(self.date),
        ]
    }
}

/// A heading for each speaker; under it each article, and under that the quotations behind their kinds.
fn write_text(out: &mut Out, collection: &Collection, speakers: &[Speaker]) -> io::Result<()> {
    let width = out.columns.unwrap_or(COLUMNS.0).clamp(INDENT + 12, COLUMNS.1);
    for (at, speaker) in speakers.iter().enumerate() {
        if at > 0 {
            out.line("")?;
        }
        out.bold(&heading(collection, speaker, width))?;
        for said in speaker.said.chunk_by(|one, next| one.article == next.article) {
            let place = said.first().map_or_else(String::new, |first| place(collection, *first));
            out.dim(&format!("  {}", ellipsis(&place, width - 2)))?;
            for said in said {
                let Some((_, quote)) = collection.quotation(*said) else { continue };
                let words = words(collection, *said);
                let mut label = quote.kind.name();
                for line in wrap(&words, Span::new(0, words.len()), width - INDENT) {
                    out.line(&format!("    {label:<9} {}", line.of(&words)))?;
                    label = "";
                }
            }
        }
    }
    Ok(())
}

/// The words, with who says them where no entity is known for that, and for whom.
fn words(collection: &Collection, said: Said) -> String {
    let described = collection.described_speaker(said).map(|who| format!("{who}: ")).unwrap_or_default();
    let for_whom = match collection.spoken_by(said) {
        (Some(_), Some(organization)) => collection.label(organization),
        _ => None,
    };
    let for_whom = for_whom.map(|(_, name)| format!(" (for {})", sanitize::line(name))).unwrap_or_default();
    format!("{described}{}{for_whom}", collection.words_said(said))
}

/// `Vladimir Putin, person                                    14 quotations`.
fn heading(collection: &Collection, speaker: &Speaker, width: usize) -> String {
    let label = speaker.who.and_then(|id| collection.label(id));
    let name = label.map_or_else(
        || "Nobody is named".to_owned(),
        |(kind, name)| format!("{}, {}", sanitize::line(name), kind.singular()),
    );
    let count = match speaker.said.len() {
        1 => "1 quotation ".to_owned(),
        many => format!("{many} quotations"),
    };
    let name = ellipsis(&name, width.saturating_sub(columns(&count) + 2));
    let pad = width.saturating_sub(columns(&name) + columns(&count));
    format!("{name}{}{}", " ".repeat(pad), count.trim_end())
}

/// In which article it is said.
fn place(collection: &Collection, said: Said) -> String {
    let Some(entry) = collection.entry(said.article) else { return String::new() };
    let meta = &entry.article.meta;
    let date = meta.date.as_deref().map(date_in_words);
    let parts = [meta.source.clone(), date, Some(entry.article.headline().to_owned())];
    parts.iter().flatten().map(|part| sanitize::line(part).into_owned()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn a_name_is_asked_for_by_its_words() {
        for (name, wanted, is_it) in [
            ("Vladimir Putin", "putin", true),
            ("Vladimir Putin", "Putin, Vladimir", true),
            ("Mexico", "xi", false),
            ("U.S.", "us", false),
            ("officials", "", false),
        ] {
            assert_eq!(has_words(name, wanted), is_it, "{name} {wanted}");
        }
    }
}
