//! What the articles have to say about one entity: where they name it, what they call it, whom they name beside it.

use super::{ArticleIndex, Collection, EntityId};
use crate::analysis::{EntityKind, Mention};
use crate::text::{Span, sentences};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Articles that are looked at paragraph by paragraph: those that name the entity most.
const ARTICLES: usize = 200;
/// Bytes of text that are cut into sentences, all in all: a card is made between a key and the frame after it.
const BYTES: usize = 48 * 1024;

/// What the articles say about one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// By which names, those used most first.
    pub names: Vec<NameUse>,
    /// What it is called, source by source: that with most articles first, articles of no source last, each by itself.
    pub roles: Vec<RolesOf>,
    /// Where it is named, where most often first.
    pub appearances: Vec<Appearance>,
    /// Who is named beside it, those most often in the same paragraph first.
    pub company: Vec<Companion>,
}

/// A name that articles use for an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// In the spelling used most.
    pub name: String,
    /// How often it stands, in any spelling that differs by case, accents and stops alone.
    pub count: usize,
}

/// What one source calls an entity; or one article, where that names no source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolesOf {
    /// The source; `None` where these are the words of the one article alone that the roles name.
    pub source: Option<String>,
    /// What it says, what most of its articles say first.
    pub roles: Vec<RoleUse>,
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
    /// Mentions in each eighth of the text, where it was looked at.
    pub places: [u16; 8],
}

/// An entity that is named beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Which.
    pub id: EntityId,
    /// In how many of the paragraphs that were looked at.
    pub paragraphs: usize,
    /// In how many articles.
    pub articles: usize,
}

/// Whose words they are: a source's, or those of an article that names none.
type Whose<'a> = (Option<&'a str>, Option<ArticleIndex>);
/// What the sources call it: for each of them and role, the number of articles and the first of them.
type Called<'a> = BTreeMap<Whose<'a>, HashMap<&'a str, (usize, ArticleIndex)>>;

impl Collection {
    /// What the articles say about `id`, with at most `most` companions that are of no kind `hidden`. Takes time in
    /// proportion to the entities of the articles that name it; text is looked at up to a fixed size.
    pub fn profile(&self, id: EntityId, most: usize, hidden: &[EntityKind]) -> Profile {
        let id = self.canonical(id);
        let mut appearances: Vec<Appearance> = Vec::new();
        let mut called = Called::new();
        for article in self.articles_of(id) {
            let Some(entry) = self.entry(article) else { continue };
            let mut own = Appearance { article, count: 0, first: None, sentence: None, places: [0; 8] };
            // By entity of the article: how many of its mentions are of this one.
            let mut locals: BTreeMap<usize, usize> = BTreeMap::new();
            for (_, surface) in self.spelt_in(article).filter(|(other, _)| *other == id) {
                own.count += surface.count;
                own.first = own.first.into_iter().chain([surface.first]).min_by_key(|span| span.start);
                *locals.entry(surface.entity).or_insert(0) += surface.count;
            }
            appearances.push(own);
            // What an article calls one of whom the reader has made two, it may call the other.
            let whole = locals.iter().filter_map(|(local, count)| {
                entry.analysis.entities.get(*local).filter(|entity| entity.count == *count)
            });
            let mut roles: Vec<&str> = whole.flat_map(|entity| &entity.roles).map(String::as_str).collect();
            roles.sort_unstable();
            roles.dedup();
            for role in roles {
                let source = entry.article.meta.source.as_deref();
                let of_source = called.entry((source, source.is_none().then_some(article))).or_default();
                of_source.entry(role).or_insert((0, article)).0 += 1;
            }
        }
        appearances.sort_by_key(|appearance| (Reverse(appearance.count), appearance.article));
        let company = self.company(id, &mut appearances, (most, hidden));
        let names = self.spellings(id).into_iter().map(|(name, count)| NameUse { name, count }).collect();
        Profile { names, roles: by_source(called), appearances, company }
    }

    /// Looks at the paragraphs of the first of `appearances`: where it stands, the sentences of the first mentions, and
    /// who is in them.
    fn company(
        &self,
        id: EntityId,
        appearances: &mut [Appearance],
        (most, hidden): (usize, &[EntityKind]),
    ) -> Vec<Companion> {
        // By entity: paragraphs, articles, the latest of these.
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
                met.entry(other).and_modify(|(paragraphs, ..)| *paragraphs += 1);
            });
        }
        // Names are looked up once each, not at each comparison.
        let labelled = met.into_iter().filter_map(|(id, (paragraphs, articles, _))| {
            let (kind, name) = self.label(id).filter(|(kind, _)| !hidden.contains(kind))?;
            Some((Reverse(paragraphs), Reverse(articles), name, kind, id))
        });
        let mut labelled: Vec<_> = labelled.collect();
        labelled.sort_unstable();
        labelled.truncate(most);
        let companion = |(Reverse(paragraphs), Reverse(articles), _, _, id): (_, _, &str, EntityKind, _)| Companion {
            id,
            paragraphs,
            articles,
        };
        let mut company: Vec<Companion> = labelled.into_iter().map(companion).collect();
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

    /// Goes through the paragraphs of one article that name `id`, and hands over who else is named in each. The sentence of
    /// the first mention is looked for as long as there are `bytes` left.
    fn look_at(&self, id: EntityId, appearance: &mut Appearance, bytes: &mut usize, mut meet: impl FnMut(EntityId)) {
        let Some(entry) = self.entry(appearance.article) else { return };
        let text = &entry.article.text;
        let end = entry.article.end_of_text();
        let mut mentions = entry.analysis.mentions.as_slice();
        for block in entry.article.genuine() {
            let (inside, after) = mentions.split_at(mentions.partition_point(|m| m.span.start < block.span.end));
            mentions = after;
            let named = |m: &Mention| Some((m.span, self.named_by(appearance.article, m)?));
            let inside: Vec<(Span, EntityId)> = inside.iter().filter_map(named).collect();
            let own = inside.iter().filter(|(_, other)| *other == id).map(|(span, _)| span);
            own.clone().for_each(|span| crate::text::count_place(&mut appearance.places, span.start, end));
            if own.count() == 0 {
                continue;
            }
            let mut others: Vec<EntityId> =
                inside.iter().map(|(_, other)| *other).filter(|other| *other != id).collect();
            others.sort_unstable();
            others.dedup();
            others.into_iter().for_each(&mut meet);
            let Some(first) = appearance.first.filter(|first| block.span.contains(first.start)) else { continue };
            if let Some(left) = bytes.checked_sub(block.span.len()) {
                *bytes = left;
                let mut own = sentences(block.span.of(text)).into_iter().map(|own| own.shifted(block.span.start));
                appearance.sentence = own.find(|sentence| sentence.contains(first.start));
            }
        }
    }
}

/// What the sources call it, in the order in which it is shown.
fn by_source(called: Called<'_>) -> Vec<RolesOf> {
    let roles = |roles: HashMap<&str, (usize, ArticleIndex)>| {
        let used = |(role, (articles, first)): (&str, _)| RoleUse { role: role.to_owned(), articles, first };
        let mut roles: Vec<RoleUse> = roles.into_iter().map(used).collect();
        roles.sort_by(|a, b| (Reverse(a.articles), &a.role).cmp(&(Reverse(b.articles), &b.role)));
        roles
    };
    let of = |((source, _), called): (Whose, _)| RolesOf { source: source.map(str::to_owned), roles: roles(called) };
    let mut all: Vec<RolesOf> = called.into_iter().map(of).collect();
    let articles = |of: &RolesOf| of.roles.iter().map(|role| role.articles).sum::<usize>();
    all.sort_by(|a, b| {
        let key = |of: &RolesOf| (of.source.is_none(), Reverse(articles(of)));
        key(a).cmp(&key(b)).then_with(|| a.source.cmp(&b.source))
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::trial::collection;

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
            .map(|one| (collection.label(one.id).unwrap().1, one.paragraphs, one.articles))
            .collect();
        assert_eq!(company, [("Emmanuel Macron", 2, 2), ("Olaf Scholz", 2, 2), ("Berlin", 1, 1), ("Hamburg", 1, 1)]);
        assert_eq!(collection.profile(id_of(&collection, "Angela Merkel"), 1, &[EntityKind::Person]).company.len(), 1);
    }

    #[test]
    fn counts_articles_by_what_they_call_it() {
        let collection = collection(&[
            "Russian President Vladimir Putin spoke in Moscow.",
            "President Vladimir Putin left. Russian President Vladimir Putin came back.",
        ]);
        let profile = collection.profile(id_of(&collection, "Vladimir Putin"), 12, &[]);
        // Neither article says where it is from, so each speaks for itself.
        let said: Vec<(usize, Vec<&str>)> = profile
            .roles
            .iter()
            .map(|of| (of.roles[0].first, of.roles.iter().map(|one| one.role.as_str()).collect()))
            .collect();
        assert_eq!(said, [(1, vec!["President", "Russian President"]), (0, vec!["Russian President"])]);
        assert!(profile.roles.iter().all(|of| of.source.is_none()));
    }
}
