//! The object that `compare` prints. Its keys, their order and their meaning are a contract.

use super::code_points;
use crate::analysis::{Analysis, Bound};
use crate::collection::{Collection, EntityId};
use crate::compare::{Comparison, FigureVerdict, QuoteVerdict, Quoted, Side, Stated};
use crate::text::{CodePoints, Span};
use serde::Serialize;

/// What `compare` says.
#[derive(Serialize)]
pub(in crate::cli) struct Compared<'a> {
    articles: Vec<Listed<'a>>,
    passages: Vec<Passage>,
    only: Vec<Place>,
    entities: Entities,
    quotes: Vec<Quote>,
    figures: Vec<Figure<'a>>,
    /// For each article what all the others tell and it does not, where the first of these tells it.
    omitted: Vec<Vec<Place>>,
    naming: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: Option<&'a str>,
    text: &'a str,
}

#[derive(Clone, Copy, Serialize)]
struct Place {
    article: usize,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Passage {
    a: Place,
    b: Place,
    score: f64,
    why: Vec<&'static str>,
    /// The wording comes from one source.
    copied: bool,
}

#[derive(Serialize)]
struct Entities {
    shared: Vec<String>,
    only: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct Quote {
    texts: [Place; 2],
    speakers: [Option<String>; 2],
    verdict: QuoteVerdict,
}

#[derive(Serialize)]
struct Figure<'a> {
    about: &'a str,
    values: Vec<Value>,
    verdict: FigureVerdict,
}

#[derive(Serialize)]
struct Value {
    #[serde(flatten)]
    place: Place,
    value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_max: Option<f64>,
    unit: Option<&'static str>,
    bound: Bound,
}

#[derive(Serialize)]
struct Named<'a> {
    entity: String,
    /// One an article.
    names: Vec<Vec<&'a str>>,
    roles: Vec<&'a [String]>,
}

impl<'a> Compared<'a> {
    /// Says it. Offsets come out as code points.
    pub(in crate::cli) fn of(collection: &'a Collection, comparison: &'a Comparison) -> Self {
        let entries: Vec<_> = comparison.accounts.iter().map(|account| collection.entry(account.article)).collect();
        let text = |at: usize| entries.get(at).copied().flatten().map_or("", |entry| &*entry.article.text);
        let analysis = |at: usize| -> Option<&Analysis> { Some(&entries.get(at).copied().flatten()?.analysis) };
        let points: Vec<CodePoints> = (0..entries.len()).map(|at| CodePoints::of(text(at))).collect();
        let place = |account: usize, span: Span| {
            let (start, end) = points.get(account).map_or((0, 0), |points| code_points(points, span));
            Place { article: account, start, end }
        };
        let side = |side: &Side| place(side.account, side.span);
        let id = |id: EntityId| collection.entity(id).map(|entity| entity.id);
        let quoted = |quoted: &Quoted| place(quoted.account, quoted.span);
        let value = |stated: &Stated| {
            let figure = analysis(stated.account)?.figures.get(stated.figure)?;
            Some(Value {
                place: place(stated.account, stated.span),
                value: figure.value,
                value_max: figure.value_max,
                unit: figure.unit,
                bound: figure.bound,
            })
        };
        let only = comparison.only.iter().zip(&comparison.accounts).enumerate().flat_map(|(at, (only, account))| {
            only.iter().filter_map(move |sentence| Some((at, *account.sentences.get(*sentence)?)))
        });
        Self {
            articles: entries
                .iter()
                .flatten()
                .map(|entry| Listed {
                    id: &entry.article.meta.id,
                    title: entry.article.meta.title.as_deref(),
                    text: &entry.article.text,
                })
                .collect(),
            passages: comparison
                .passages
                .iter()
                .map(|passage| Passage {
                    a: side(&passage.a),
                    b: side(&passage.b),
                    score: (f64::from(passage.score) * 1000.0).round() / 1000.0,
                    why: passage.why.names().collect(),
                    copied: passage.copied,
                })
                .collect(),
            only: only.map(|(at, span)| place(at, span)).collect(),
            entities: Entities::of(collection, comparison),
            quotes: comparison
                .quotes
                .iter()
                .map(|quote| Quote {
                    texts: [quoted(&quote.a), quoted(&quote.b)],
                    speakers: [quote.a.speaker.and_then(id), quote.b.speaker.and_then(id)],
                    verdict: quote.verdict,
                })
                .collect(),
            figures: comparison
                .figures
                .iter()
                .map(|figure| Figure {
                    about: &figure.about,
                    values: figure.values.iter().filter_map(value).collect(),
                    verdict: figure.verdict,
                })
                .collect(),
            omitted: comparison.omitted.iter().map(|sides| sides.iter().map(side).collect()).collect(),
            naming: comparison
                .naming
                .iter()
                .filter_map(|naming| {
                    Some(Named {
                        entity: id(naming.entity)?,
                        names: naming
                            .called
                            .iter()
                            .map(|called| called.names.iter().map(|(name, _)| name.as_str()).collect())
                            .collect(),
                        roles: naming.called.iter().map(|called| called.roles.as_slice()).collect(),
                    })
                })
                .collect(),
        }
    }
}

impl Entities {
    /// Shared by two or more; in one only.
    fn of(collection: &Collection, comparison: &Comparison) -> Self {
        let id = |(id, _): &(EntityId, Vec<usize>)| collection.entity(*id).map(|entity| entity.id);
        let mut only = vec![Vec::new(); comparison.accounts.len()];
        let mut shared = Vec::new();
        for group in &comparison.entities {
            let ids = group.entities.iter().filter_map(id);
            match group.accounts.as_slice() {
                [one] => only.get_mut(*one).into_iter().for_each(|own: &mut Vec<String>| own.extend(ids.clone())),
                _ => shared.extend(ids),
            }
        }
        Self { shared, only }
    }
}
