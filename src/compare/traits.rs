//! What an article is known by: the entities, figures, days and rare words that it holds.

use super::model::Model;
use crate::analysis::{Analysis, EntityKind};
use crate::article::Article;
use crate::collection::{ArticleIndex, Collection, EntityId};
use crate::text::{TokenKind, tokens};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Something that articles of one event have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Trait {
    /// An entity, as it was resolved when the article was taken in.
    Entity(EntityId),
    /// A figure: its value, in bits, and its unit.
    Figure(u64, Option<&'static str>),
    /// A day that the text names.
    Day(jiff::civil::Date),
    /// The stem of a word.
    Word(Box<str>),
}

/// What stories need to know of an article, so that it can be taken in on any thread: gathering is quick.
#[derive(Clone, Debug)]
pub struct Telling {
    /// Which it is.
    pub(super) index: ArticleIndex,
    pub(super) article: Arc<Article>,
    analysis: Arc<Analysis>,
    /// What it names, of what kind, and how often.
    entities: Vec<(EntityId, Option<EntityKind>, usize)>,
}

/// Traits that are kept of an article: those that say most.
const TRAITS: usize = 96;
/// Words commoner than this say nothing.
const RARE: f32 = 0.4;

impl Telling {
    /// Of an article of `collection`, if it is one. Takes time in proportion to its entities.
    pub fn of(collection: &Collection, index: ArticleIndex) -> Option<Self> {
        let entry = collection.entry(index)?;
        let entities = collection.entities_of(index).map(|(id, count)| (id, collection.kind(id), count));
        let (article, analysis) = (Arc::clone(&entry.article), Arc::clone(&entry.analysis));
        Some(Self { index, article, analysis, entities: entities.collect() })
    }

    /// Bytes of its text.
    pub fn bytes(&self) -> usize {
        self.article.text.len()
    }

    /// What an article is known by, and how much that says of it, the most first.
    pub(super) fn traits(&self) -> Vec<(Trait, f32)> {
        let model = Model::embedded();
        let stemmer = Stemmer::create(Algorithm::English);
        let mut all: FxHashMap<Trait, (f32, u32)> = FxHashMap::default();
        let mut hold = |own: Trait, weight: f32, times: u32| {
            let slot = all.entry(own).or_insert((weight, 0));
            slot.1 += times;
        };
        for (id, kind, count) in &self.entities {
            let weight = match kind {
                Some(EntityKind::Person | EntityKind::Organization | EntityKind::Event) => 1.4,
                Some(EntityKind::Group) => 0.5,
                _ => 1.1,
            };
            hold(Trait::Entity(*id), weight, *count as u32);
        }
        for figure in self.analysis.figures.iter().filter(|figure| figure.value.abs() >= 13.0 || figure.unit.is_some())
        {
            hold(Trait::Figure(figure.value.to_bits(), figure.unit), 0.8, 1);
        }
        let days = self.analysis.dates.iter().filter_map(|date| date.value).filter(|period| period.from == period.to);
        days.for_each(|period| hold(Trait::Day(period.from), 0.6, 1));
        for block in self.article.genuine() {
            let inside = block.span.of(&self.article.text);
            for token in tokens(inside).iter().filter(|token| token.kind == TokenKind::Word) {
                let lower = token.span.of(inside).to_lowercase();
                if lower.chars().count() < 3 {
                    continue;
                }
                let stem = stemmer.stem(&lower);
                let rarity = model.word(&stem).map_or(1.0, |word| word.rarity);
                if rarity >= RARE {
                    hold(Trait::Word(stem.into()), rarity, 1);
                }
            }
        }
        let weighed =
            |(own, (weight, times)): (Trait, (f32, u32))| (own, weight * (1.0 + (times.min(8) as f32).ln() * 0.5));
        let mut out: Vec<(Trait, f32)> = all.into_iter().map(weighed).collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        out.truncate(TRAITS);
        out
    }
}

/// The words of a text by their stems, each as it first stands there, in small letters.
pub fn words_by_stem(text: &str) -> FxHashMap<Box<str>, String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut words: FxHashMap<Box<str>, String> = FxHashMap::default();
    for token in tokens(text).iter().filter(|token| token.kind == TokenKind::Word) {
        let lower = token.span.of(text).to_lowercase();
        words.entry(stemmer.stem(&lower).into()).or_insert(lower);
    }
    words
}
