//! The object that `analyze` prints for an article. Its keys, their order and their meaning are a contract.

pub(super) mod compared;

use crate::analysis::{Analysis, Bound, Entity, EntityKind, QuoteKind};
use crate::article::{Article, Meta};
use crate::library::Row;
use crate::text::{CodePoints, Span};
use serde::Serialize;
use serde_json::{Map, Value};

/// What is known about an article, first in every object that is one: these keys, in this order.
#[derive(Serialize)]
pub(super) struct About<'a> {
    /// `null` where a line of the filter gave none.
    pub(super) id: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) source: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) author: Option<&'a str>,
    pub(super) language: Option<&'a str>,
}

impl<'a> About<'a> {
    /// From an article's metadata.
    pub(super) fn of(meta: &'a Meta) -> Self {
        let Meta { id, title, source, date, url, author, language, extra: _ } = meta;
        Self {
            id: Some(id.as_str()).filter(|id| !id.is_empty()),
            title: title.as_deref(),
            source: source.as_deref(),
            date: date.as_deref(),
            url: url.as_deref(),
            author: author.as_deref(),
            language: language.as_deref(),
        }
    }

    /// From what a library's list shows of an article.
    pub(super) fn of_row(row: &'a Row) -> Self {
        Self {
            id: Some(row.name.as_str()).filter(|id| !id.is_empty()),
            title: row.title.as_deref(),
            source: row.source.as_deref(),
            date: row.date.as_deref(),
            url: row.url.as_deref(),
            author: row.author.as_deref(),
            language: row.language.as_deref(),
        }
    }
}

/// What `analyze` says about one article.
#[derive(Serialize)]
pub(super) struct Analyzed<'a> {
    #[serde(flatten)]
    about: About<'a>,
    text: &'a str,
    mentions: Vec<Mentioned<'a>>,
    entities: Vec<Named<'a>>,
    quotes: Vec<Quoted<'a>>,
    figures: Vec<Counted<'a>>,
    dates: Vec<Dated<'a>>,
    /// What the input had beside the keys that are known; left out where it had nothing.
    #[serde(skip_serializing_if = "Map::is_empty")]
    extra: &'a Map<String, Value>,
}

#[derive(Serialize)]
struct Mentioned<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: EntityKind,
    entity: Option<&'a str>,
}

#[derive(Serialize)]
struct Quoted<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: QuoteKind,
    speaker: Option<&'a str>,
    /// For whom a spokesperson speaks; left out where nobody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<&'a str>,
    speaker_text: Option<&'a str>,
    cue: Option<&'a str>,
}

#[derive(Serialize)]
struct Counted<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    value: f64,
    /// The upper end of a range; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    value_max: Option<f64>,
    unit: Option<&'a str>,
    bound: Bound,
    about: Option<&'a str>,
}

#[derive(Serialize)]
struct Dated<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    value: Option<String>,
}

/// An entity, of one article or of all together.
#[derive(Serialize)]
pub(super) struct Named<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) r#type: EntityKind,
    pub(super) aliases: &'a [String],
    pub(super) roles: &'a [String],
    pub(super) count: usize,
}

impl<'a> Analyzed<'a> {
    /// Says it. Offsets come out as code points.
    pub(super) fn of(article: &'a Article, analysis: &'a Analysis) -> Self {
        let points = CodePoints::of(&article.text);
        let text: &str = &article.text;
        let id = |entity: usize| analysis.entities.get(entity).map(|entity| entity.id.as_str());
        let mentions = analysis.mentions.iter().map(|mention| {
            let (start, end) = code_points(&points, mention.span);
            Mentioned {
                start,
                end,
                text: mention.span.of(&article.text),
                r#type: mention.kind,
                entity: id(mention.entity),
            }
        });
        let quotes = analysis.quotes.iter().map(|quote| {
            let (start, end) = code_points(&points, quote.span);
            Quoted {
                start,
                end,
                text: quote.span.of(text),
                kind: quote.kind,
                speaker: quote.speaker.and_then(id),
                organization: quote.organization.and_then(id),
                speaker_text: quote.speaker_text.map(|span| span.of(text)),
                cue: quote.cue.map(|span| span.of(text)),
            }
        });
        let figures = analysis.figures.iter().map(|figure| {
            let (start, end) = code_points(&points, figure.span);
            Counted {
                start,
                end,
                text: figure.span.of(text),
                value: figure.value,
                value_max: figure.value_max,
                unit: figure.unit,
                bound: figure.bound,
                about: figure.about.map(|span| span.of(text)),
            }
        });
        let dates = analysis.dates.iter().map(|date| {
            let (start, end) = code_points(&points, date.span);
            Dated { start, end, text: date.span.of(text), value: date.value.map(|period| period.to_string()) }
        });
        Self {
            about: About::of(&article.meta),
            text,
            mentions: mentions.collect(),
            entities: analysis.entities.iter().map(Named::of).collect(),
            quotes: quotes.collect(),
            figures: figures.collect(),
            dates: dates.collect(),
            extra: &article.meta.extra,
        }
    }
}

impl<'a> Named<'a> {
    fn of(entity: &'a Entity) -> Self {
        let Entity { id, name, kind, aliases, roles, count } = entity;
        Self { id, name, r#type: *kind, aliases, roles, count: *count }
    }
}

/// A span of bytes as half-open code-point offsets.
pub(super) fn code_points(points: &CodePoints, span: Span) -> (usize, usize) {
    (points.before(span.start), points.before(span.end))
}
