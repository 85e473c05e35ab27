//! The second pass: who is meant where a name may stand for several, mention by mention.

use super::clusters::{Clusters, Standing};
use super::gender::{self, CERTAIN, Leaning};
use super::written::Written;
use crate::analysis::Found;
use crate::analysis::document::Document;
use crate::analysis::names::{Fit, Person};
use crate::analysis::{EntityKind, roles};
use crate::text::TokenKind;
use std::collections::HashSet;

/// What the article has said of one cluster.
#[derive(Clone, Debug, Default)]
struct Known {
    /// Words of its roles.
    roles: HashSet<String>,
    leaning: Leaning,
    /// The latest mention by its full name, and the first.
    latest: Option<usize>,
    first: Option<usize>,
}

/// Gives each mention its cluster.
pub(super) struct Cast<'d> {
    document: &'d Document<'d>,
    found: &'d [Found],
    written: &'d Written,
    clusters: Clusters,
    known: Vec<Known>,
    /// For each mention, what stands beside it.
    pub(super) roles: Vec<Vec<String>>,
}

impl<'d> Cast<'d> {
    pub(super) fn new(document: &'d Document<'d>, found: &'d [Found], written: &'d Written) -> Self {
        let clusters = Clusters::build(written);
        let roles = found.iter().map(|one| roles::beside(document, one)).collect();
        let mut cast =
            Self { document, found, written, known: vec![Known::default(); clusters.all.len()], clusters, roles };
        for mention in 0..found.len() {
            if let Some(Standing::Cluster(cluster)) = cast.standing(mention) {
                cast.learn(mention, *cluster);
            }
        }
        for (known, cluster) in cast.known.iter_mut().zip(&cast.clusters.all) {
            let given = written.names.get(cluster.lead).filter(|_| cluster.kind == EntityKind::Person);
            let given = given.and_then(|name| Person::parse(&name.text).given().map(str::to_owned));
            known.leaning = known.leaning.clamp(-4, 4) + given.map_or(0, |given| gender::of_given(&given));
        }
        cast
    }

    fn standing(&self, mention: usize) -> Option<&Standing> {
        self.clusters.standing.get(*self.written.of.get(mention)?)
    }

    /// Takes in what stands beside a mention that is certain.
    fn learn(&mut self, mention: usize, cluster: usize) {
        let leaning = self.leaning(mention);
        let Some(known) = self.known.get_mut(cluster) else { return };
        known.first.get_or_insert(mention);
        if self.found.get(mention).is_some_and(|one| one.kind == EntityKind::Person) {
            known.leaning += leaning;
            known.roles.extend(self.roles.get(mention).into_iter().flatten().flat_map(|role| roles::content(role)));
        }
    }

    fn leaning(&self, mention: usize) -> Leaning {
        let Some(one) = self.found.get(mention).filter(|one| one.kind == EntityKind::Person) else { return 0 };
        let rest = self.found.get(mention + 1..).unwrap_or_default();
        let mut others = rest.iter().take_while(|other| other.sentence <= one.sentence + 1);
        let before = mention.checked_sub(1).and_then(|at| self.found.get(at));
        let alone = !others.any(|other| other.kind == EntityKind::Person)
            && before.is_none_or(|before| before.sentence != one.sentence || before.kind != EntityKind::Person);
        let titled = gender::by_title(self.document, one);
        let said = self.pronoun(mention);
        titled + said + if alone && said == 0 { gender::by_next_sentence(self.document, one) } else { 0 }
    }

    /// The cluster of every mention, and the clusters.
    pub(super) fn play(mut self) -> (Vec<usize>, Clusters, Vec<Vec<String>>) {
        let mut out = Vec::with_capacity(self.found.len());
        for mention in 0..self.found.len() {
            let cluster = match self.standing(mention).cloned() {
                Some(Standing::Cluster(cluster)) => {
                    if let Some(known) = self.known.get_mut(cluster) {
                        known.latest = Some(mention);
                    }
                    cluster
                }
                Some(Standing::Open(candidates)) => {
                    self.choose(mention, &candidates).unwrap_or_else(|| self.apart(mention))
                }
                None => 0,
            };
            out.push(cluster);
        }
        (out, self.clusters, self.roles)
    }

    fn apart(&mut self, mention: usize) -> usize {
        let at = self.written.of.get(mention).copied().unwrap_or_default();
        let Some(name) = self.written.names.get(at) else { return 0 };
        self.clusters.apart(name, at)
    }

    /// The candidate with most evidence; none where nothing tells them apart or where all are contradicted.
    fn choose(&self, mention: usize, candidates: &[(usize, Fit)]) -> Option<usize> {
        let person = self.found.get(mention).is_some_and(|one| one.kind == EntityKind::Person);
        let leaning = if person { self.leaning(mention) } else { 0 };
        let possible = |(cluster, fit): &&(usize, Fit)| {
            let Some(known) = self.known.get(*cluster) else { return false };
            let contradicted = leaning.abs() >= CERTAIN
                && known.leaning.abs() >= CERTAIN
                && leaning.signum() != known.leaning.signum();
            !(person && (contradicted || self.is_introduced(mention, *fit)))
        };
        let mut possible: Vec<&(usize, Fit)> = candidates.iter().filter(possible).collect();
        if person && leaning.abs() < CERTAIN && possible.len() > 1 {
            self.keep_by_pronoun(mention, &mut possible);
        }
        if let [one] = possible.as_slice() {
            return Some(one.0);
        }
        let latest = possible.iter().filter_map(|(cluster, _)| self.known.get(*cluster)?.latest).max();
        let first = possible.iter().filter_map(|(cluster, _)| self.known.get(*cluster)?.first).min();
        let words: HashSet<String> =
            self.roles.get(mention).into_iter().flatten().flat_map(|role| roles::content(role)).collect();
        let points = |(cluster, fit): &(usize, Fit)| -> Option<i32> {
            let known = self.known.get(*cluster)?;
            let mut points = match fit {
                Fit::Surname | Fit::Acronym | Fit::Head => 4,
                Fit::Given | Fit::Tail => 2,
                Fit::Middle => 1,
                _ => 0,
            };
            if words.iter().any(|word| known.roles.contains(word)) {
                points += 6;
            } else if !words.is_empty() && !known.roles.is_empty() {
                points -= 1;
            }
            points += leaning * known.leaning.signum();
            if known.latest.is_some() && known.latest == latest {
                points += 3;
            } else if latest.is_none() && known.first == first {
                points += 1;
            }
            Some(points)
        };
        let mut scored: Vec<(i32, usize)> = possible.iter().filter_map(|one| Some((points(one)?, one.0))).collect();
        scored.sort_unstable_by(|a, b| b.cmp(a));
        match scored.as_slice() {
            [best, second, ..] if best.0 > second.0 => Some(best.1),
            _ => None,
        }
    }

    /// "Clinton said she" is not Bill, where there is another whom it fits as well and who may be a woman.
    fn keep_by_pronoun(&self, mention: usize, possible: &mut Vec<&(usize, Fit)>) {
        if !gender::is_subject(self.document, self.found, mention) {
            return;
        }
        let said = self.pronoun(mention);
        let agrees = |(cluster, _): &(usize, Fit)| {
            self.known.get(*cluster).is_some_and(|known| said * known.leaning.signum() >= 0)
        };
        let best = possible.iter().map(|(_, fit)| *fit).min();
        if possible.iter().any(|one| Some(one.1) == best && agrees(one)) {
            possible.retain(|one| agrees(one));
        }
    }

    /// What the pronoun after the mention says, where nobody else is named before it.
    fn pronoun(&self, mention: usize) -> Leaning {
        let Some(one) = self.found.get(mention) else { return 0 };
        let rest = self.found.get(mention + 1..).unwrap_or_default();
        let mut others = rest.iter().take_while(|other| other.sentence == one.sentence);
        let next = others.find(|other| other.kind == EntityKind::Person);
        gender::by_pronoun(self.document, one, next.map(|next| next.from))
    }

    /// "Maria, 34, ..." is somebody new, though Maria Okello has been named.
    fn is_introduced(&self, mention: usize, fit: Fit) -> bool {
        let Some(one) = self.found.get(mention).filter(|_| fit > Fit::Surname) else { return false };
        let Some(sentence) = self.document.sentences.get(one.sentence) else { return false };
        let word = |at: usize| sentence.items.get(at).map_or("", |item| self.document.word(item));
        let number = sentence.items.get(one.to + 1).is_some_and(|item| item.kind == TokenKind::Number);
        word(one.to) == "," && number && word(one.to + 2) == ","
    }
}
