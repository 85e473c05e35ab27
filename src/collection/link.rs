//! What ties a name to a fuller one in other articles.

use super::node::Node;
use super::resolve::{EntityId, Resolver};
use crate::analysis::EntityKind;
use crate::analysis::names::{self, Fit};
use crate::analysis::slug;
use std::collections::BTreeMap;

/// Someone named in more articles than this tells no more than a country does.
const FREQUENT: usize = 60;
/// How many times as many articles the likeliest has to be in, where the evidence is for several.
const PROMINENCE: usize = 8;

impl Resolver {
    /// The entity that node `id` stands for.
    pub(super) fn stands_for(&self, id: EntityId) -> EntityId {
        let Some(node) = self.node(id) else { return id };
        if let Some(answer) = node.answered(self.age()) {
            return answer;
        }
        if node.kind == EntityKind::Group {
            return id;
        }
        if node.is_bare() {
            self.settle(node.first);
            return node.answered(self.age()).unwrap_or(id);
        }
        let answer = self.link(id, node).unwrap_or(id);
        node.answer(self.age(), answer);
        answer
    }

    /// Answers for all surnames alone that were found to be one with `first`: each for itself, and those that know nothing
    /// with the others, where these agree.
    fn settle(&self, first: EntityId) {
        let same = self.node(first).map(|node| node.same.as_slice()).unwrap_or_default();
        let nodes: Vec<(EntityId, &Node)> = same.iter().filter_map(|id| Some((*id, self.node(*id)?))).collect();
        let links: Vec<Option<EntityId>> = nodes.iter().map(|(id, node)| self.link(*id, node)).collect();
        let mut told = links.iter().flatten();
        let agreed = told.next().filter(|one| told.all(|other| other == *one)).copied();
        let unknown =
            nodes.iter().zip(&links).filter(|(_, link)| link.is_none()).map(|((id, node), _)| (&node.articles, *id));
        let rest = agreed.or_else(|| unknown.min().map(|(_, id)| id));
        for ((id, node), link) in nodes.iter().zip(&links) {
            node.answer(self.age(), link.or(rest).unwrap_or(*id));
        }
    }

    /// The fuller name that the evidence ties `node` to; none where there is too little, or as much for another.
    fn link(&self, id: EntityId, node: &Node) -> Option<EntityId> {
        let buckets = node.buckets.iter().filter_map(|at| self.buckets().get(*at));
        let mut near: Vec<EntityId> = buckets.filter(|b| b.is_apart()).flat_map(|b| b.full.iter().copied()).collect();
        near.sort_unstable();
        near.dedup();
        // By the entity that each candidate stands for: points beyond what is needed, and articles.
        let mut best: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
        for other in near {
            let Some(full) = self.node(other).filter(|full| other != id && is_fuller(full, node)) else { continue };
            let Some(need) = self.need(node, full) else { continue };
            let points = if is_common_body(node) { self.points_of_body(node, full) } else { self.points(node, full) };
            if points < need || self.are_apart(node, other, full) {
                continue;
            }
            let held = best.entry(self.stands_for(other)).or_default();
            *held = (held.0.max(points + 10 - need), held.1 + full.articles.len());
        }
        let mut ranked: Vec<(EntityId, (usize, usize))> = best.into_iter().filter(|(other, _)| *other != id).collect();
        ranked.sort_by_key(|(_, (points, articles))| std::cmp::Reverse((*points, *articles)));
        match ranked.as_slice() {
            [one] => Some(one.0),
            [one, two, ..] if one.1.0 >= two.1.0 + 3 => Some(one.0),
            many => {
                let (one, most) =
                    many.iter().map(|(id, (_, articles))| (*id, *articles)).max_by_key(|(_, articles)| *articles)?;
                let rest = many.iter().filter(|(id, _)| *id != one).map(|(_, (_, articles))| *articles).max()?;
                (most >= rest * PROMINENCE).then_some(one)
            }
        }
    }

    /// How many points it takes for the name of `node` to stand for `full`; `None` where the words do not allow it.
    fn need(&self, node: &Node, full: &Node) -> Option<usize> {
        let called = full.aliases.0.keys().any(|alias| slug(alias) == node.slug);
        let fit = names::fit(node.kind, node.name(), full.name());
        let person = node.kind == EntityKind::Person;
        if is_common_body(node) {
            return (called || fit.is_some()).then_some(5);
        }
        if called && !person {
            return Some(1);
        }
        Some(match fit? {
            Fit::Same => 1,
            Fit::Shorter | Fit::Swapped | Fit::Second => 2,
            Fit::Surname => 3,
            Fit::Acronym | Fit::Head => 3,
            Fit::Given if called => 3,
            Fit::Tail | Fit::Given | Fit::Middle | Fit::Inside => 4,
            Fit::Generic => 5,
        })
    }

    /// What the articles of the two have in common: two for each who is named in both, one for what the whole world names,
    /// three for a word of their roles, and one less where both have roles and none of the same.
    fn points(&self, node: &Node, full: &Node) -> usize {
        let mut points = 0;
        for other in common(&node.near, &full.near).take(6) {
            let frequent = self.node(EntityId::of(*other)).is_some_and(|other| other.articles.len() > FREQUENT);
            points += if frequent { 1 } else { 2 };
        }
        points += common(&node.far, &full.far).take(3).count();
        if node.said.is_empty() || full.said.is_empty() {
            return points;
        }
        if node.said.intersection(&full.said).next().is_some() { points + 3 } else { points.saturating_sub(1) }
    }

    /// What ties a body with a common name to a fuller one: its country, where that is all that the other's name adds, or
    /// where the other is called so; else three who are named beside both.
    fn points_of_body(&self, node: &Node, full: &Node) -> usize {
        let own = names::qualifies(full.name());
        let agree = match &own {
            Some(own) => node.homes.iter().any(|home| home.country == own),
            None => node.homes.iter().any(|home| full.homes.iter().any(|other| other.country == home.country)),
        };
        let called = || full.aliases.0.keys().any(|alias| slug(alias) == node.slug);
        if agree && (own.is_some() || called()) {
            return 8;
        }
        if node.homes.iter().any(|home| home.said) || !node.homes.is_empty() && own.is_some() {
            return 0;
        }
        common(&node.near, &full.near).take(4).count() * 2
    }

    /// Whether an article names both, and keeps them apart.
    fn are_apart(&self, node: &Node, other: EntityId, full: &Node) -> bool {
        let holds = |article: usize, id: EntityId| self.of(article).contains(&id);
        if node.articles.len() <= full.articles.len() {
            node.articles.iter().any(|(article, _)| holds(*article, other))
        } else {
            full.articles.iter().any(|(article, _)| {
                self.of(*article).iter().any(|id| self.node(*id).is_some_and(|own| std::ptr::eq(own, node)))
            })
        }
    }
}

/// Whether `full` has more to it than `node`, by an order that has no circles.
fn is_fuller(full: &Node, node: &Node) -> bool {
    let size = |node: &Node| (!node.is_bare(), node.slug.split('-').count(), node.slug.len());
    full.kind == node.kind && (size(full), &full.slug) > (size(node), &node.slug)
}

fn is_common_body(node: &Node) -> bool {
    node.is_bare() && node.kind == EntityKind::Organization
}

fn common<'a>(
    one: &'a std::collections::HashSet<u32>,
    other: &'a std::collections::HashSet<u32>,
) -> impl Iterator<Item = &'a u32> {
    let (small, large) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    small.iter().filter(|id| large.contains(id))
}
