//! Articles in another language than English: what is marked in them is what the English ones tell.
//!
//! **Method.** Recognition is for English, but a name is written alike in most languages of Latin script. While an article
//! is read in, what could be a name in it is listed: up to six capitalised words in a row, with small particles between
//! them, never a part of a hyphenated word. Once all articles are there, those of two words or more that the collection
//! knows are marked, the longest first; then the last word of a person so marked, where it stands by itself. A single word
//! counts only if it is long or an acronym, of one kind, stands by itself inside a sentence, and is nowhere written small.
//! None of this depends on the order of the articles.
//!
//! **Cost.** Listing takes time in proportion to the text, before the article is added; marking, in proportion to the list.

use super::resolve::{EntityId, Resolver};
use crate::analysis::{Analysis, Casing, Document, Entity, EntityKind, Item, Mention, Sentence, Shape, slug};
use crate::article::Article;
use crate::text::{Span, TokenKind};
use std::collections::{HashMap, HashSet};

/// Words of the longest name that is looked for.
const LONGEST: usize = 6;

/// Something in an article that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Candidate {
    span: Span,
    slug: String,
    form: Form,
}

/// What would have to be known for a candidate to be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Two words or more: that the collection has it.
    Full,
    /// One word that can hardly be anything else: the same, or what a tail needs.
    Rare,
    /// One word: only that it is the end of the name of a person who is marked in this article.
    Tail,
}

/// An article in another language: what may be a name in it, in order of place, of those that begin alike the longest
/// first; and what its own analysis found.
#[derive(Clone, Debug, Default)]
pub struct Foreign {
    candidates: Vec<Candidate>,
    own: Analysis,
}

impl Foreign {
    /// Looks through `article`; `None` for one in English.
    pub fn of(article: &Article, own: &Analysis) -> Option<Self> {
        if article.meta.is_english() {
            return None;
        }
        let document = Document::of(article);
        let words = document.sentences.iter().flat_map(|sentence| &sentence.items);
        let small: HashSet<&str> = words.filter(|i| i.shape == Shape::Lower).map(|item| document.word(item)).collect();
        let mut candidates = Vec::new();
        for sentence in &document.sentences {
            for at in 0..sentence.items.len() {
                starting(&document, sentence, at, &small, &mut candidates);
            }
        }
        Some(Self { candidates, own: own.clone() })
    }

    /// The analysis of the article with what `resolver` knows marked in it.
    pub fn mark(&self, resolver: &Resolver) -> Analysis {
        let mut marked: Vec<(Span, EntityId)> = Vec::new();
        let mut end = 0;
        for candidate in self.candidates.iter().filter(|candidate| candidate.form != Form::Tail) {
            if candidate.span.start < end {
                continue;
            }
            if let Some(id) = known(candidate, resolver) {
                marked.push((candidate.span, id));
                end = candidate.span.end;
            }
        }
        let tails = tails(&marked, resolver);
        let mut more: Vec<(Span, EntityId)> = Vec::new();
        for candidate in self.candidates.iter().filter(|candidate| candidate.form != Form::Full) {
            let Some(Some(id)) = tails.get(&candidate.slug) else { continue };
            if is_free(candidate.span, &marked) && more.last().is_none_or(|(last, _)| !last.overlaps(candidate.span)) {
                more.push((candidate.span, *id));
            }
        }
        marked.extend(more);
        merged(&self.own, marked, resolver)
    }
}

/// Whether `span` overlaps none of what is marked, which stands in order of place.
fn is_free(span: Span, marked: &[(Span, EntityId)]) -> bool {
    let next = marked.partition_point(|(other, _)| other.end <= span.start);
    marked.get(next).is_none_or(|(other, _)| !other.overlaps(span))
}

/// The candidates that begin with token `at`.
fn starting(document: &Document, sentence: &Sentence, at: usize, small: &HashSet<&str>, out: &mut Vec<Candidate>) {
    let items = &sentence.items;
    let Some(first) = items.get(at).filter(|item| is_capital(item) || elided(document.word(item)) > 0) else { return };
    if hyphened(document, items, at) {
        return;
    }
    let elided = elided(document.word(first));
    let mut found = Vec::new();
    let (mut to, mut words) = (at, 0);
    while let Some(item) = items.get(to).filter(|_| words < LONGEST) {
        if to == at || is_capital(item) {
            words += 1;
            if !items.get(to + 1).is_some_and(|next| next.glued && is_hyphen(document.word(next))) {
                found.push((item.span.end, words));
            }
        } else if !joins(document, items, to) {
            break;
        }
        to += 1;
    }
    for start in [first.span.start, first.span.start + elided].into_iter().take(1 + usize::from(elided > 0)) {
        for &(end, words) in found.iter().rev() {
            let span = Span::new(start, end);
            let name = span.of(document.text);
            let form = if words > 1 {
                Some(Form::Full)
            } else {
                single(document, sentence, at, name.to_lowercase().as_str(), small)
            };
            let slug = slug(name);
            out.extend(form.filter(|_| !slug.is_empty()).map(|form| Candidate { span, slug, form }));
        }
    }
}

/// What the one word at token `at` could be.
fn single(document: &Document, sentence: &Sentence, at: usize, lower: &str, small: &HashSet<&str>) -> Option<Form> {
    let items = &sentence.items;
    let item = items.get(at)?;
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|i| items.get(i));
    if small.contains(lower) || sentence.casing != Casing::Normal || beside.into_iter().any(is_capital) {
        return None;
    }
    let letters = document.word(item).chars().count();
    let inside = items.iter().take(at).any(|item| item.kind == TokenKind::Word);
    let long = if item.shape == Shape::Upper { letters >= 3 } else { letters >= 5 };
    if long && inside { Some(Form::Rare) } else { (letters >= 3).then_some(Form::Tail) }
}

fn is_capital(item: &Item) -> bool {
    item.kind == TokenKind::Word && matches!(item.shape, Shape::Capitalised | Shape::Upper)
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑")
}

/// Whether token `at` is a later part of a hyphenated word.
fn hyphened(document: &Document, items: &[Item], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| items.get(i));
    items.get(at).is_some_and(|item| item.glued) && before.is_some_and(|item| is_hyphen(document.word(item)))
}

/// Bytes of an article or a preposition that French or Italian elided: two of "d’Emmanuel".
fn elided(word: &str) -> usize {
    let Some((before, after)) = word.split_once(['\'', '’']) else { return 0 };
    let small =
        matches!(before, "d" | "l" | "qu" | "n" | "s" | "D" | "L" | "Qu" | "dell" | "all" | "nell" | "dall" | "sull");
    if small && after.starts_with(char::is_uppercase) { word.len() - after.len() } else { 0 }
}

/// Whether a name may go on after token `at`, which is no capitalised word: a hyphen inside it or a small particle.
fn joins(document: &Document, items: &[Item], at: usize) -> bool {
    let word = items.get(at).map_or("", |item| document.word(item));
    let glued = |i: usize| items.get(i).is_some_and(|item| item.glued);
    if is_hyphen(word) {
        return glued(at) && glued(at + 1);
    }
    matches!(
        word,
        "de" | "la"
            | "von"
            | "van"
            | "der"
            | "den"
            | "bin"
            | "al"
            | "el"
            | "of"
            | "the"
            | "for"
            | "and"
            | "du"
            | "des"
            | "di"
            | "da"
            | "dos"
            | "del"
            | "&"
    )
}

/// The entity that the collection knows by the name of `candidate`: that of the kind most often named, and of a single
/// word only where there is no doubt about the kind.
fn known(candidate: &Candidate, resolver: &Resolver) -> Option<EntityId> {
    let kinds = EntityKind::ALL.into_iter().filter_map(|kind| Some((kind, resolver.find(kind, &candidate.slug)?)));
    let ids: Vec<(EntityKind, EntityId)> = kinds.collect();
    if candidate.form == Form::Rare {
        let [(kind, id)] = ids.as_slice() else { return None };
        return (*kind != EntityKind::Group).then_some(*id);
    }
    let most = ids.into_iter().rev().max_by_key(|(_, id)| resolver.mention_count(*id));
    most.map(|(_, id)| id)
}

/// The last words of the persons marked; `None` for one that two have.
fn tails(marked: &[(Span, EntityId)], resolver: &Resolver) -> HashMap<String, Option<EntityId>> {
    let mut tails: HashMap<String, Option<EntityId>> = HashMap::new();
    for (_, id) in marked {
        let Some((EntityKind::Person, slug)) = resolver.key(*id) else { continue };
        let Some((_, last)) = slug.rsplit_once('-') else { continue };
        let id = resolver.canonical(*id);
        let held = tails.entry(last.to_owned()).or_insert(Some(id));
        if *held != Some(id) {
            *held = None;
        }
    }
    tails
}

/// `own` and what was marked as one analysis; where they overlap, what was marked counts.
fn merged(own: &Analysis, mut marked: Vec<(Span, EntityId)>, resolver: &Resolver) -> Analysis {
    marked.sort_by_key(|(span, _)| span.start);
    let mut entities: Vec<Entity> = own.entities.iter().map(|entity| Entity { count: 0, ..entity.clone() }).collect();
    let mut numbers: HashMap<EntityId, usize> = HashMap::new();
    let is_free = |mention: &&Mention| is_free(mention.span, &marked);
    let mut mentions: Vec<Mention> = own.mentions.iter().filter(is_free).copied().collect();
    let filed = own.entities.iter().enumerate().rev().map(|(at, entity)| ((entity.kind, entity.id.as_str()), at));
    let filed: HashMap<(EntityKind, &str), usize> = filed.collect();
    for (span, id) in marked.iter().copied() {
        let id = resolver.canonical(id);
        let (Some((kind, slug)), Some((_, name))) = (resolver.key(id), resolver.label(id)) else { continue };
        let entity = *numbers.entry(id).or_insert_with(|| {
            filed.get(&(kind, slug)).copied().unwrap_or_else(|| {
                let (id, name) = (slug.to_owned(), name.to_owned());
                entities.push(Entity { id, name, kind, aliases: Vec::new(), roles: Vec::new(), count: 0 });
                entities.len() - 1
            })
        });
        mentions.push(Mention { span, kind, entity });
    }
    mentions.sort_by_key(|mention| mention.span.start);
    for mention in &mentions {
        if let Some(entity) = entities.get_mut(mention.entity) {
            entity.count += 1;
        }
    }
    let found = Analysis { mentions, entities, ..own.clone() };
    ordered(found)
}

/// Leaves out entities without a mention, orders the others as every analysis does, keeps their ids apart, and lets
/// mentions and quotations follow them.
fn ordered(found: Analysis) -> Analysis {
    let Analysis { mut mentions, entities, mut quotes, figures, dates } = found;
    let mut numbered: Vec<(usize, Entity)> = entities.into_iter().enumerate().filter(|(_, e)| e.count > 0).collect();
    numbered.sort_by(|(a, x), (b, y)| (y.count, &x.name, a).cmp(&(x.count, &y.name, b)));
    let place: HashMap<usize, usize> = numbered.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
    mentions.iter_mut().for_each(|mention| mention.entity = place.get(&mention.entity).copied().unwrap_or_default());
    for quote in &mut quotes {
        let moved = |entity: Option<usize>| entity.and_then(|entity| place.get(&entity).copied());
        (quote.speaker, quote.organization) = (moved(quote.speaker), moved(quote.organization));
    }
    let mut taken = HashSet::new();
    let mut entities: Vec<Entity> = numbered.into_iter().map(|(_, entity)| entity).collect();
    for entity in &mut entities {
        if !taken.insert(entity.id.clone()) {
            entity.id = format!("{}-{}", entity.id, entity.kind.name());
            taken.insert(entity.id.clone());
        }
    }
    Analysis { mentions, entities, quotes, figures, dates }
}

#[cfg(test)]
#[path = "foreign_tests.rs"]
mod tests;
