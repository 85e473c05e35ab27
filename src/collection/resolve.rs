//! One entity across many articles.
//!
//! **Method.** An entity of an article is filed under its kind and the slug that its analysis gave it.
//! A full name *lays claim* to the short names that it may go by: a person's to the surname, and every kind's to those
//! of its aliases in some article that are one of its own words (`Xi` of `Xi Jinping`) or its exact acronym (`WHO`). A name
//! of one word belongs to the full name that claims it, if there is exactly one in the whole collection; otherwise it
//! stands for itself. That question is asked anew at each look-up, so that the answer depends on the articles that were
//! added and not on their order. What an article has already resolved within itself is not questioned.
//!
//! **Cost.** [`Resolver::add`] takes time in proportion to the entities of the article and their names, whatever the size
//! of the collection; [`Resolver::canonical`] looks two things up; [`Resolver::all`] goes once through everything.

use super::name::{is_acronym, surname};
use crate::analysis::{Analysis, Entity, EntityKind, slug};
use std::collections::{BTreeSet, HashMap};

/// An entity of a [`Resolver`], for as long as that lives. What is shown to people and programs is [`GlobalEntity::id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(usize);

/// An entity of the whole collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobalEntity {
    /// A slug of its name, unique within the collection: `vladimir-putin`, `jordan-place`.
    pub id: String,
    /// Its name, in the spelling most used.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The other names it goes by, those used in most articles first.
    pub aliases: Vec<String>,
    /// What the articles call it, that which most use first.
    pub roles: Vec<String>,
    /// Number of its mentions.
    pub count: usize,
    /// Where it is: the article, and the index into the entities of that article's analysis. In order.
    pub articles: Vec<(usize, usize)>,
}

/// Resolves the entities of articles, added one by one in any order, into those of the collection.
#[derive(Debug, Default)]
pub struct Resolver {
    nodes: Vec<Node>,
    /// Nodes by slug, one a kind at most.
    by_slug: HashMap<String, Vec<EntityId>>,
    /// Which of `claims` is about a short name of a kind.
    claim_of: HashMap<(EntityKind, String), usize>,
    /// Who claims each short name, those that nobody claims included.
    claims: Vec<Claim>,
    /// For each article, the node of each of its entities.
    articles: Vec<Vec<EntityId>>,
}

/// Everything that was filed under one kind and one slug.
#[derive(Debug)]
struct Node {
    kind: EntityKind,
    slug: String,
    spellings: Tally,
    aliases: Tally,
    roles: Tally,
    /// Where its name has one word: which of the claims is about it.
    claim: Option<usize>,
    /// The short names that it lays claim to.
    claimed: BTreeSet<String>,
    count: usize,
    articles: Vec<(usize, usize)>,
}

/// Who claims a short name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    Nobody,
    One(EntityId),
    Several,
}

/// How often each of a few texts occurred.
#[derive(Clone, Debug, Default)]
struct Tally(HashMap<String, usize>);

impl Resolver {
    /// Takes in the entities of article number `article`. An article that is there already is left as it is.
    pub fn add(&mut self, article: usize, analysis: &Analysis) {
        if self.articles.len() <= article {
            self.articles.resize_with(article + 1, Vec::new);
        }
        if self.articles.get(article).is_none_or(|there| !there.is_empty()) {
            return;
        }
        let nodes =
            analysis.entities.iter().enumerate().map(|(local, entity)| self.file(entity, (article, local))).collect();
        if let Some(slot) = self.articles.get_mut(article) {
            *slot = nodes;
        }
    }

    fn file(&mut self, entity: &Entity, place: (usize, usize)) -> EntityId {
        let slug = key(entity);
        let id = match self.find(entity.kind, &slug) {
            Some(id) => id,
            None => self.create(entity.kind, slug.clone()),
        };
        let mut claimed: Vec<String> = entity.aliases.iter().filter_map(|alias| claim(entity, &slug, alias)).collect();
        if let Some(node) = self.nodes.get_mut(id.0) {
            node.spellings.add(&entity.name, entity.count);
            entity.aliases.iter().for_each(|alias| node.aliases.add(alias, 1));
            entity.roles.iter().for_each(|role| node.roles.add(role, 1));
            node.count += entity.count;
            node.articles.push(place);
            claimed.retain(|short| node.claimed.insert(short.clone()));
        }
        claimed.into_iter().for_each(|short| self.lay_claim(entity.kind, short, id));
        id
    }

    fn create(&mut self, kind: EntityKind, slug: String) -> EntityId {
        let id = EntityId(self.nodes.len());
        let claim = (!slug.contains('-')).then(|| self.claim(kind, slug.clone()));
        let mut claimed = BTreeSet::new();
        if let (EntityKind::Person, Some(surname)) = (kind, surname(&slug)) {
            claimed.insert(surname.to_owned());
            self.lay_claim(kind, surname.to_owned(), id);
        }
        self.by_slug.entry(slug.clone()).or_default().push(id);
        self.nodes.push(Node {
            kind,
            slug,
            spellings: Tally::default(),
            aliases: Tally::default(),
            roles: Tally::default(),
            claim,
            claimed,
            count: 0,
            articles: Vec::new(),
        });
        id
    }

    fn lay_claim(&mut self, kind: EntityKind, short: String, id: EntityId) {
        let claim = self.claim(kind, short);
        if let Some(claim) = self.claims.get_mut(claim) {
            *claim = if *claim == Claim::Nobody { Claim::One(id) } else { Claim::Several };
        }
    }

    /// Which of the claims is about `short`.
    fn claim(&mut self, kind: EntityKind, short: String) -> usize {
        let claims = &mut self.claims;
        *self.claim_of.entry((kind, short)).or_insert_with(|| {
            claims.push(Claim::Nobody);
            claims.len() - 1
        })
    }

    fn node(&self, id: EntityId) -> Option<&Node> {
        self.nodes.get(id.0)
    }

    /// Kind and slug that the entity which `id` stands for is filed under.
    pub fn key(&self, id: EntityId) -> Option<(EntityKind, &str)> {
        self.node(self.canonical(id)).map(|node| (node.kind, node.slug.as_str()))
    }

    /// What is filed under that kind and slug.
    pub fn find(&self, kind: EntityKind, slug: &str) -> Option<EntityId> {
        self.by_slug.get(slug)?.iter().copied().find(|id| self.node(*id).is_some_and(|node| node.kind == kind))
    }

    /// The entity that `id` stands for: itself, or the full name to which a short name belongs. What it answers is its
    /// own canonical entity, and may change when articles are added.
    pub fn canonical(&self, id: EntityId) -> EntityId {
        let claim = self.node(id).and_then(|node| self.claims.get(node.claim?));
        match claim {
            Some(Claim::One(full)) => *full,
            Some(Claim::Nobody | Claim::Several) | None => id,
        }
    }

    /// The canonical entity behind entity number `local` of article number `article`.
    pub fn of_article(&self, article: usize, local: usize) -> Option<EntityId> {
        self.articles.get(article)?.get(local).map(|id| self.canonical(*id))
    }

    /// Everything known about the entity that `id` stands for.
    pub fn entity(&self, id: EntityId) -> Option<GlobalEntity> {
        let id = self.canonical(id);
        let full = self.node(id)?;
        let parts = self.parts(id);
        let name = full.spellings.ranked().into_iter().next().unwrap_or_default();
        let mut other = Tally::default();
        let mut roles = Tally::default();
        for part in &parts {
            part.spellings.0.iter().for_each(|(spelling, _)| other.add(spelling, part.articles.len()));
            part.aliases.0.iter().for_each(|(alias, times)| other.add(alias, *times));
            part.roles.0.iter().for_each(|(role, times)| roles.add(role, *times));
        }
        let mut articles: Vec<_> = parts.iter().flat_map(|part| part.articles.iter().copied()).collect();
        articles.sort_unstable();
        Some(GlobalEntity {
            id: self.public_id(full),
            aliases: other.ranked().into_iter().filter(|alias| *alias != name).collect(),
            name,
            kind: full.kind,
            roles: roles.ranked(),
            count: parts.iter().map(|part| part.count).sum(),
            articles,
        })
    }

    /// The articles that name the entity that `id` stands for, ascending.
    pub fn articles_of(&self, id: EntityId) -> Vec<usize> {
        let parts = self.parts(self.canonical(id));
        let mut articles: Vec<usize> = parts.iter().flat_map(|part| part.articles.iter().map(|(at, _)| *at)).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    }

    /// Number of mentions of the entity that `id` stands for.
    pub fn mention_count(&self, id: EntityId) -> usize {
        self.parts(self.canonical(id)).iter().map(|part| part.count).sum()
    }

    /// What was filed as the canonical entity `id`, and the short names that belong to it.
    fn parts(&self, id: EntityId) -> Vec<&Node> {
        let Some(full) = self.node(id) else { return Vec::new() };
        let shorts = full.claimed.iter().filter_map(|short| self.find(full.kind, short));
        std::iter::once(id)
            .chain(shorts.filter(|short| *short != id && self.canonical(*short) == id))
            .filter_map(|part| self.node(part))
            .collect()
    }

    /// Kind and most used name of the entity that `id` stands for.
    pub fn label(&self, id: EntityId) -> Option<(EntityKind, &str)> {
        let node = self.node(self.canonical(id))?;
        Some((node.kind, node.spellings.first()?))
    }

    /// The names that the entity that `id` stands for goes by, in no order; some may come more than once.
    pub fn names(&self, id: EntityId) -> Vec<&str> {
        let tallies = self.parts(self.canonical(id)).into_iter().flat_map(|part| [&part.spellings, &part.aliases]);
        tallies.flat_map(|tally| tally.0.keys().map(String::as_str)).collect()
    }

    /// The canonical ids, in the order of finding.
    pub fn ids(&self) -> impl Iterator<Item = EntityId> {
        (0..self.nodes.len()).map(EntityId).filter(|id| self.canonical(*id) == *id)
    }

    /// Every entity, with the number that [`Resolver::canonical`] gives it: by descending count, then by name and id.
    pub fn all(&self) -> Vec<(EntityId, GlobalEntity)> {
        let canonical = (0..self.nodes.len()).map(EntityId).filter(|id| self.canonical(*id) == *id);
        let mut all: Vec<_> = canonical.filter_map(|id| Some((id, self.entity(id)?))).collect();
        all.sort_by(|(_, a), (_, b)| (b.count, &a.name, &a.id).cmp(&(a.count, &b.name, &b.id)));
        all
    }

    /// The slug, with the kind after it where an earlier kind has the same slug. Two dashes where one would make a slug
    /// that exists; no slug has two in a row, so that ids cannot meet.
    fn public_id(&self, node: &Node) -> String {
        let base = if node.slug.is_empty() { "unnamed" } else { &node.slug };
        let same = self.by_slug.get(&node.slug).into_iter().flatten();
        let earlier = same
            .filter(|id| self.canonical(**id) == **id)
            .filter_map(|id| self.node(*id))
            .any(|other| other.kind < node.kind);
        if !earlier && !node.slug.is_empty() {
            return node.slug.clone();
        }
        let name = node.kind.name();
        let suffixed = format!("{base}-{name}");
        if self.by_slug.contains_key(&suffixed) { format!("{base}--{name}") } else { suffixed }
    }
}

/// What `entity` is filed under: the slug that its article's analysis gave it, which stands for the fullest name known
/// ("US" is `united-states`), without the kind that keeps it apart from another of the same name in that article.
fn key(entity: &Entity) -> String {
    let own = slug(&entity.name);
    match entity.id.strip_suffix(entity.kind.name()).and_then(|id| id.strip_suffix('-')) {
        Some(bare) if own != entity.id => bare.to_owned(),
        _ if entity.id.is_empty() => own,
        _ => entity.id.clone(),
    }
}

/// The short name to which `entity`, filed under the slug `full`, lays claim by going by `alias` in some article.
fn claim(entity: &Entity, full: &str, alias: &str) -> Option<String> {
    let short = slug(alias);
    let one_word = !short.is_empty() && !short.contains('-');
    let its_own = full.split('-').any(|word| word == short) || is_acronym(alias, &entity.name);
    // A name of one word claims nothing, so that whoever claims stands for itself.
    (one_word && its_own && full.contains('-')).then_some(short)
}

impl Tally {
    fn add(&mut self, text: &str, times: usize) {
        match self.0.get_mut(text) {
            Some(count) => *count += times,
            None => drop(self.0.insert(text.to_owned(), times)),
        }
    }

    /// The most frequent text, the first by alphabet among equals.
    fn first(&self) -> Option<&str> {
        let ahead = |(a, m): &(&String, &usize), (b, n): &(&String, &usize)| m.cmp(n).then_with(|| b.cmp(a));
        self.0.iter().max_by(ahead).map(|(text, _)| text.as_str())
    }

    /// The texts, the most frequent first, then alphabetically.
    fn ranked(&self) -> Vec<String> {
        let mut ranked: Vec<_> = self.0.iter().collect();
        ranked.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
        ranked.into_iter().map(|(text, _)| text.clone()).collect()
    }
}

#[cfg(test)]
#[path = "resolve_tests.rs"]
mod tests;
