//! What the articles have to say about one entity: where they name it, what they call it, whom they name beside it.

use super::{ArticleIndex, Collection, EntityId};
use crate::analysis::{EntityKind, Mention};
use crate::text::{Span, sentences};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Articles that are looked at sentence by sentence: those that name the entity most.
const ARTICLES: usize = 200;
/// Bytes of text that are cut into sentences, all in all: a card is made between a key and the frame after it.
const BYTES: usize = 48 * 1024;

/// What the articles say about one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What it is called, what most articles call it first.
    pub roles: Vec<RoleUse>,
    /// Where it is named, where most often first.
    pub appearances: Vec<Appearance>,
    /// Who is named beside it, those most often in the same sentence first.
    pub company: Vec<Companion>,
}

/// Something that articles call an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleUse {
    /// What: "Russian President".
    pub role: String,
    /// How many articles do.
    pub articles: usize,
    /// The first of them.
    pub first: ArticleIndex,
}

/// An article that names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// Which.
    pub article: ArticleIndex,
    /// How often it does.
    pub count: usize,
    /// Where it does so first.
    pub first: Option<Span>,
    /// The sentence of that place, where it was looked for.
    pub sentence: Option<Span>,
}

/// An entity that is named beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Which.
    pub id: EntityId,
    /// In how many of the sentences that were looked at.
    pub sentences: usize,
    /// In how many articles.
    pub articles: usize,
}

impl Collection {
    /// What the articles say about `id`, with at most `most` companions that are of no kind `hidden`. Takes time in
    /// proportion to the articles that name it and to the entities of 200 of them; text is looked at up to a fixed size.
    pub fn profile(&self, id: EntityId, most: usize, hidden: &[EntityKind]) -> Profile {
        let id = self.canonical(id);
        let Some(entity) = self.entity(id) else { return Profile::default() };
        let mut appearances: Vec<Appearance> = Vec::new();
        let mut roles: HashMap<&str, (usize, ArticleIndex, ArticleIndex)> = HashMap::new();
        for (article, local) in entity.articles {
            let Some(entry) = self.entry(article) else { continue };
            let first = entry.analysis.mentions.iter().find(|mention| mention.entity == local).map(|found| found.span);
            let Some(own) = entry.analysis.entities.get(local) else { continue };
            match appearances.last_mut().filter(|last| last.article == article) {
                Some(last) => {
                    last.count += own.count;
                    last.first = last.first.into_iter().chain(first).min_by_key(|span| span.start);
                }
                None => appearances.push(Appearance { article, count: own.count, first, sentence: None }),
            }
            for role in &own.roles {
                let (articles, _, latest) = roles.entry(role).or_insert((0, article, usize::MAX));
                *articles += usize::from(*latest != article);
                *latest = article;
            }
        }
        appearances.sort_by_key(|appearance| (Reverse(appearance.count), appearance.article));
        let company = self.company(id, &mut appearances, (most, hidden));
        let used = |(role, (articles, first, _)): (&str, _)| RoleUse { role: role.to_owned(), articles, first };
        let mut roles: Vec<RoleUse> = roles.into_iter().map(used).collect();
        roles.sort_by(|a, b| (Reverse(a.articles), &a.role).cmp(&(Reverse(b.articles), &b.role)));
        Profile { roles, appearances, company }
    }

    /// Looks at the sentences of the first of `appearances`, keeps those of the first mentions, and counts who is in them.
    fn company(
        &self,
        id: EntityId,
        appearances: &mut [Appearance],
        (most, hidden): (usize, &[EntityKind]),
    ) -> Vec<Companion> {
        // By entity: sentences, articles, the latest of these.
        let mut met: HashMap<EntityId, (usize, usize, ArticleIndex)> = HashMap::new();
        let mut bytes = BYTES;
        for appearance in appearances.iter_mut().take(ARTICLES) {
            let article = appearance.article;
            for (other, _) in self.entities_of(article).filter(|(other, _)| *other != id) {
                let (_, articles, latest) = met.entry(other).or_insert((0, 0, usize::MAX));
                *articles += usize::from(*latest != article);
                *latest = article;
            }
            self.look_at(id, appearance, &mut bytes, |other| {
                met.entry(other).and_modify(|(sentences, ..)| *sentences += 1);
            });
        }
        let mut company: Vec<Companion> =
            met.into_iter().map(|(id, (sentences, articles, _))| Companion { id, sentences, articles }).collect();
        company.retain(|one| self.label(one.id).is_some_and(|(kind, _)| !hidden.contains(&kind)));
        let weight = |one: &Companion| (Reverse(one.sentences), Reverse(one.articles));
        let name = |one: &Companion| self.label(one.id).map(|(_, name)| name);
        company.sort_by(|a, b| weight(a).cmp(&weight(b)).then_with(|| name(a).cmp(&name(b))).then(a.id.cmp(&b.id)));
        company.truncate(most);
        if appearances.len() > ARTICLES {
            let mut own: Vec<ArticleIndex> = appearances.iter().map(|appearance| appearance.article).collect();
            own.sort_unstable();
            for one in &mut company {
                let theirs = self.articles_of(one.id);
                one.articles = theirs.iter().filter(|article| own.binary_search(article).is_ok()).count();
            }
        }
        company
    }

    /// Goes through the sentences of one article that name `id`, as long as there are `bytes` left to be looked at, and
    /// hands over who else is named in each.
    fn look_at(
        &self,
        id: EntityId,
        appearance: &mut Appearance,
        bytes: &mut usize,
        mut meet: impl FnMut(EntityId),
    ) -> Option<()> {
        let entry = self.entry(appearance.article)?;
        let text = &entry.article.text;
        let mut mentions = entry.analysis.mentions.as_slice();
        for block in entry.article.genuine() {
            let (inside, after) = mentions.split_at(mentions.partition_point(|m| m.span.start < block.span.end));
            mentions = after;
            let named = |m: &Mention| Some((m.span, self.resolve(appearance.article, m.entity)?));
            let inside: Vec<(Span, EntityId)> = inside.iter().filter_map(named).collect();
            let own = inside.iter().filter(|(_, other)| *other == id).count();
            let is_first = appearance.first.is_some_and(|first| block.span.contains(first.start));
            if own == 0 || own == inside.len() && !is_first {
                continue;
            }
            *bytes = bytes.checked_sub(block.span.len())?;
            let mut inside = inside.as_slice();
            for sentence in sentences(block.span.of(text)) {
                let sentence = sentence.shifted(block.span.start);
                let (here, after) = inside.split_at(inside.partition_point(|(span, _)| span.start < sentence.end));
                inside = after;
                if appearance.first.is_some_and(|first| sentence.contains(first.start)) {
                    appearance.sentence = Some(sentence);
                }
                if here.iter().any(|(_, other)| *other == id) {
                    let mut others: Vec<EntityId> = here.iter().map(|(_, other)| *other).collect();
                    others.sort_unstable();
                    others.dedup();
                    others.into_iter().filter(|other| *other != id).for_each(&mut meet);
                }
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Models, analyze};
    use crate::article::{Format, ReadOptions, read_str};
    use crate::collection::Entry;

    fn collection(texts: &[&str]) -> Collection {
        let mut collection = Collection::default();
        for (at, text) in texts.iter().enumerate() {
            let article = read_str(&at.to_string(), text, Format::Plain, ReadOptions::default()).remove(0).unwrap();
            let analysis = analyze(&article, Models::embedded());
            collection.add(Entry::new((at, 0), article, analysis));
        }
        collection
    }

    fn id_of(collection: &Collection, name: &str) -> EntityId {
        let ids = collection.entries().iter().enumerate().flat_map(|(at, _)| collection.entities_of(at));
        ids.map(|(id, _)| id).find(|id| collection.label(*id).is_some_and(|(_, label)| label == name)).unwrap()
    }

    #[test]
    fn says_where_it_is_named_and_with_whom() {
        let collection = collection(&[
            "Angela Merkel met Emmanuel Macron in Berlin. The talks were short. Olaf Scholz was in Hamburg.",
            "Rain fell. Angela Merkel spoke. Then Angela Merkel thanked Emmanuel Macron. Olaf Scholz did not come.",
            "Olaf Scholz was at home with the flu, his office said.",
        ]);
        let profile = collection.profile(id_of(&collection, "Angela Merkel"), 12, &[EntityKind::Event]);
        let articles: Vec<(usize, usize)> = profile.appearances.iter().map(|at| (at.article, at.count)).collect();
        assert_eq!(articles, [(1, 2), (0, 1)]);
        let sentence = profile.appearances[0].sentence.unwrap();
        assert_eq!(sentence.of(&collection.entry(1).unwrap().article.text), "Angela Merkel spoke.");
        let company: Vec<(&str, usize, usize)> = profile
            .company
            .iter()
            .map(|one| (collection.label(one.id).unwrap().1, one.sentences, one.articles))
            .collect();
        assert_eq!(company, [("Emmanuel Macron", 2, 2), ("Berlin", 1, 1), ("Olaf Scholz", 0, 2), ("Hamburg", 0, 1)]);
        assert_eq!(collection.profile(id_of(&collection, "Angela Merkel"), 1, &[EntityKind::Person]).company.len(), 1);
    }

    #[test]
    fn counts_articles_by_what_they_call_it() {
        let collection = collection(&[
            "Russian President Vladimir Putin spoke in Moscow.",
            "President Vladimir Putin left. Russian President Vladimir Putin came back.",
        ]);
        let profile = collection.profile(id_of(&collection, "Vladimir Putin"), 12, &[]);
        let most = profile.roles.first().unwrap();
        assert_eq!((most.role.as_str(), most.articles, most.first), ("Russian President", 2, 0));
    }
}
