//! `crossread entities`: the entities across all articles, resolved.

use super::Outcome;
use super::args::{Input, RowFormat};
use super::input::{Depth, each};
use super::json::{Named, code_points};
use super::out::{JsonSeries, Out};
use crate::analysis::{Analysis, EntityKind};
use crate::article::Article;
use crate::collection::{Foreign, GlobalEntity, Resolver};
use crate::text::CodePoints;
use crate::text::width::{columns, ellipsis};
use serde::Serialize;
use std::io;
use std::sync::Arc;

#[derive(Serialize)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) title: Option<String>,
}

#[derive(Serialize)]
struct Resolved<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    mentions: Vec<Mentioned>,
}

#[derive(Clone, Copy, Serialize)]
pub(super) struct Mentioned {
    pub(super) article: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Serialize)]
struct Everything<'a> {
    articles: &'a [Listed],
    entities: Vec<Resolved<'a>>,
}

/// What is kept of the articles: the texts of those in English are not.
#[derive(Default)]
struct Gathered {
    articles: Vec<Listed>,
    /// For each article and each of its entities, the mentions.
    mentions: Vec<Vec<Vec<Mentioned>>>,
    resolver: Resolver,
    /// The articles in other languages, which are marked by what the others tell.
    foreign: Vec<(usize, Foreign, Arc<str>)>,
}

const HEADER: [&str; 7] = ["id", "name", "type", "count", "articles", "aliases", "roles"];

/// Entities that can be asked for their mentions.
pub(super) trait Mentions {
    /// Those of an entity, by article and place.
    fn mentions(&self, entity: &GlobalEntity) -> Vec<Mentioned>;
}

pub(super) fn run(input: &Input, format: RowFormat, corrected: bool) -> anyhow::Result<Outcome> {
    if corrected {
        return super::corrected::run(input, format);
    }
    let mut gathered = Gathered::default();
    let outcome = each(input, Depth::Analysis, |item| {
        gathered.add(item.article, &item.analysis);
        Ok(())
    })?;
    gathered.settle();
    let all: Vec<GlobalEntity> = gathered.resolver.all().into_iter().map(|(_, entity)| entity).collect();
    write(format, &gathered.articles, &all, &gathered)?;
    Ok(outcome)
}

/// Prints entities, in the order given.
pub(super) fn write(
    format: RowFormat,
    articles: &[Listed],
    all: &[GlobalEntity],
    mentions: &impl Mentions,
) -> anyhow::Result<()> {
    let mut out = Out::new();
    write_to(&mut out, format, articles, all, mentions)?;
    out.flush()?;
    Ok(())
}

fn write_to(
    out: &mut Out,
    format: RowFormat,
    articles: &[Listed],
    all: &[GlobalEntity],
    mentions: &impl Mentions,
) -> io::Result<()> {
    match format {
        RowFormat::Text => write_text(out, all)?,
        RowFormat::Json => {
            let entities = all.iter().map(|entity| resolved(entity, mentions)).collect();
            out.json(&Everything { articles, entities }, "\n")?;
        }
        RowFormat::Jsonl => {
            let mut series = JsonSeries::new(false);
            for entity in all {
                series.push(out, &resolved(entity, mentions))?;
            }
        }
        RowFormat::Csv => {
            out.csv(&HEADER)?;
            for entity in all {
                out.csv(&fields(entity))?;
            }
        }
    }
    Ok(())
}

fn resolved<'a>(entity: &'a GlobalEntity, mentions: &impl Mentions) -> Resolved<'a> {
    let GlobalEntity { id, name, kind, aliases, roles, count, .. } = entity;
    let named = Named { id, name, r#type: *kind, aliases, roles, count: *count };
    Resolved { named, mentions: mentions.mentions(entity) }
}

impl Gathered {
    fn add(&mut self, article: Article, analysis: &Analysis) {
        let number = self.articles.len();
        self.mentions.push(Vec::new());
        match Foreign::of(&article, analysis) {
            Some(foreign) => self.foreign.push((number, foreign, Arc::clone(&article.text))),
            None => self.file(number, analysis, &article.text),
        }
        self.articles.push(Listed { id: article.meta.id, title: article.meta.title });
    }

    /// Marks the articles in other languages, all of them before any is filed.
    fn settle(&mut self) {
        let waiting = std::mem::take(&mut self.foreign);
        let marked: Vec<Analysis> = waiting.iter().map(|(_, foreign, _)| foreign.mark(&self.resolver)).collect();
        for ((article, _, text), analysis) in waiting.iter().zip(&marked) {
            self.file(*article, analysis, text);
        }
    }

    fn file(&mut self, article: usize, analysis: &Analysis, text: &str) {
        let points = CodePoints::of(text);
        let mut mentions = vec![Vec::new(); analysis.entities.len()];
        for mention in &analysis.mentions {
            let (start, end) = code_points(&points, mention.span);
            if let Some(of_entity) = mentions.get_mut(mention.entity) {
                of_entity.push(Mentioned { article, start, end });
            }
        }
        if let Some(slot) = self.mentions.get_mut(article) {
            *slot = mentions;
        }
        self.resolver.add(article, analysis);
    }
}

impl Mentions for Gathered {
    fn mentions(&self, entity: &GlobalEntity) -> Vec<Mentioned> {
        let local = |&(article, local): &(usize, usize)| self.mentions.get(article)?.get(local);
        let mut mentions: Vec<Mentioned> = entity.articles.iter().filter_map(local).flatten().copied().collect();
        mentions.sort_by_key(|mention| (mention.article, mention.start));
        mentions
    }
}

/// In how many articles an entity is; two of one article's entities may have turned out to be the same.
fn articles(entity: &GlobalEntity) -> usize {
    let mut articles: Vec<usize> = entity.articles.iter().map(|(article, _)| *article).collect();
    articles.dedup();
    articles.len()
}

fn fields(entity: &GlobalEntity) -> [String; 7] {
    [
        entity.id.clone(),
        entity.name.clone(),
        entity.kind.name().to_owned(),
        entity.count.to_string(),
        articles(entity).to_string(),
        entity.aliases.join("; "),
        entity.roles.join("; "),
    ]
}

/// A table for each kind: name, mentions, articles, other names.
fn write_text(out: &mut Out, all: &[GlobalEntity]) -> io::Result<()> {
    let widest = all.iter().map(|entity| columns(&entity.name)).max().unwrap_or(0).min(32);
    let mut first = true;
    for kind in EntityKind::ALL {
        let mut of_kind = all.iter().filter(|entity| entity.kind == kind).peekable();
        if of_kind.peek().is_none() {
            continue;
        }
        if !first {
            out.line("")?;
        }
        first = false;
        out.bold(kind.plural())?;
        for entity in of_kind {
            let row = row(entity, widest, out.columns);
            out.line(&row)?;
        }
    }
    Ok(())
}

fn row(entity: &GlobalEntity, name_width: usize, terminal: Option<usize>) -> String {
    let name = if terminal.is_some() { ellipsis(&entity.name, name_width) } else { entity.name.clone() };
    let pad = " ".repeat(name_width.saturating_sub(columns(&name)));
    let articles = match articles(entity) {
        1 => "1 article ".to_owned(),
        many => format!("{many} articles"),
    };
    let aliases = entity.aliases.join(", ");
    let row = format!("  {name}{pad}  {:>5}  in {articles:>10}  {aliases}", entity.count);
    match terminal {
        Some(width) => ellipsis(row.trim_end(), width),
        None => row.trim_end().to_owned(),
    }
}
