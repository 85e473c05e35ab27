//! Names as the reader has corrected them: what was merged is found by the names of either, what was renamed by its new
//! name, what is of another kind by that one, and what is hidden is not offered.
//!
//! **Method.** What articles name stays as they have it; the names of a query are widened to those that a correction makes
//! one with them. Corrections mean here what [`crate::collection::Collection`] makes of them, with two differences: a surname
//! alone is not told from others of that name, and of a quotation it is not known by which of several names of its
//! speaker it is given. They are read once for as long as nobody writes to the library, which takes some microseconds each.

use super::ast::Words;
use super::names::has_phrase;
use crate::analysis::{EntityKind, slug};
use crate::collection::{Correction, Subject};
use crate::library::{Result, corrections_of, corrections_saved};
use rusqlite::{Connection, OptionalExtension};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// The name of an entity, by its kind and slug.
type Name = (EntityKind, String);

/// An entity about which something is corrected.
struct Node {
    /// What the reader knows it by.
    name: String,
    kind: EntityKind,
    slug: String,
    /// The slug of what it was split off from, where it was.
    from: Option<String>,
    /// Other names, which may be meant by a query.
    also: BTreeSet<String>,
    called: Option<String>,
    counts_as: Option<EntityKind>,
    hidden: bool,
    /// Those that it is merged into.
    into: Vec<usize>,
}

/// Entities that are one.
struct One {
    /// What it is called.
    name: String,
    kind: EntityKind,
    /// Whether name or kind are not what articles have.
    otherwise: bool,
    hidden: bool,
    /// All that any of them was renamed to, as slugs.
    called: Vec<String>,
    /// By these it is named,
    names: BTreeSet<Name>,
    /// and by the first of these, where that stands for the second: a name that was split off.
    apart: Vec<(Name, Name)>,
}

/// What is corrected.
pub(super) struct Corrected {
    all: Vec<One>,
    /// By their names: mostly one for each.
    by_name: HashMap<Name, Vec<usize>>,
}

/// Names that are asked for.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// Of this kind, or of any.
    pub(super) kind: Option<EntityKind>,
    /// With these words.
    pub(super) words: &'a Words,
    /// Those of any kind that articles have, by kind and slug.
    pub(super) found: &'a [Name],
}

/// The numbers of the names that were asked for.
#[derive(Default)]
pub(super) struct Named {
    pub(super) names: BTreeSet<i64>,
    /// Where a name stands for one of these, it is not meant: they are of another kind. Empty where any kind was asked for.
    pub(super) not_for: BTreeSet<i64>,
    /// Names that are meant only where they stand for the second.
    pub(super) apart: Vec<(i64, i64)>,
}

/// What is corrected in a library, as it was read last.
#[derive(Default)]
pub(in crate::library) struct Known(RefCell<Option<Read>>);

/// What was read; how often others had written by then, whatever it was, and we corrections.
type Read = ((i64, u64), Arc<Corrected>);

impl Known {
    /// What is corrected now; `None` where nothing is.
    pub(super) fn now(&self, connection: &Connection) -> Result<Option<Arc<Corrected>>> {
        let any = "SELECT EXISTS (SELECT 1 FROM correction)";
        if !connection.prepare_cached(any)?.query_row([], |row| row.get::<_, bool>(0))? {
            return Ok(None);
        }
        let others: i64 = connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        let now = (others, corrections_saved());
        if let Some((then, read)) = &*self.0.borrow()
            && *then == now
        {
            return Ok(Some(Arc::clone(read)));
        }
        let corrections = corrections_of(connection)?;
        let all: Vec<&Correction> = corrections.iter().map(|(correction, _)| correction).collect();
        let read = Arc::new(Corrected::new(&all));
        self.0.replace(Some((now, Arc::clone(&read))));
        Ok(Some(read))
    }
}

impl Corrected {
    fn new(all: &[&Correction]) -> Self {
        let mut nodes = Nodes::new(all);
        for correction in all {
            let Some(at) = nodes.at(correction.subject()) else { continue };
            match correction {
                Correction::Merge(_, into) => {
                    let into = nodes.at(into).filter(|into| *into != at);
                    nodes.all[at].into.extend(into);
                }
                Correction::Rename(_, to) => nodes.all[at].called = Some(to.clone()),
                Correction::Kind(_, to) => nodes.all[at].counts_as = Some(*to),
                Correction::Hide(_) => nodes.all[at].hidden = true,
                Correction::Split(..) | Correction::Apart(..) => {}
            }
        }
        let all: Vec<One> = nodes.groups().into_iter().map(|group| One::new(&nodes.all, &group)).collect();
        let mut by_name: HashMap<Name, Vec<usize>> = HashMap::new();
        for (at, one) in all.iter().enumerate() {
            one.names.iter().for_each(|name| by_name.entry(name.clone()).or_default().push(at));
        }
        Self { all, by_name }
    }

    /// What a name stands for, as far as it is corrected.
    fn of_name(&self, kind: EntityKind, slug: &str) -> impl Iterator<Item = usize> {
        self.by_name.get(&(kind, slug.to_owned())).into_iter().flatten().copied()
    }

    /// Takes in all that is one with what was asked for.
    pub(super) fn widen(&self, connection: &Connection, asked: &Wanted<'_>, named: &mut Named) -> Result<()> {
        let Wanted { kind, words, found } = *asked;
        let is_kind = |one: &One| kind.is_none_or(|kind| kind == one.kind);
        let mut hits: BTreeSet<usize> = found.iter().flat_map(|(kind, slug)| self.of_name(*kind, slug)).collect();
        let called = |one: &One| one.called.iter().any(|called| has_words(called, words));
        hits.extend(self.all.iter().enumerate().filter(|(_, one)| called(one)).map(|(at, _)| at));
        for one in hits.into_iter().filter_map(|at| self.all.get(at)).filter(|one| is_kind(one)) {
            for name in &one.names {
                named.names.extend(number(connection, name)?);
            }
            for (name, of) in &one.apart {
                named.apart.extend(number(connection, name)?.zip(number(connection, of)?));
            }
        }
        let Some(kind) = kind else { return Ok(()) };
        for one in self.all.iter().filter(|one| one.kind != kind) {
            for name in one.names.iter().filter(|name| name.0 == kind) {
                named.not_for.extend(number(connection, name)?);
            }
        }
        Ok(())
    }

    /// What a name of the articles is shown as; `None` where it is hidden.
    pub(super) fn shown<'a>(&'a self, kind: EntityKind, slug: &str, name: &'a str) -> Option<(EntityKind, &'a str)> {
        let Some(one) = self.of_name(kind, slug).next().and_then(|at| self.all.get(at)) else {
            return Some((kind, name));
        };
        (!one.hidden).then_some((one.kind, one.name.as_str()))
    }

    /// How many names are corrected: among so many more, those that are offered are found.
    pub(super) fn len(&self) -> usize {
        self.by_name.len()
    }

    /// What is called otherwise than in the articles, or counts as another kind, and begins with `begin`, a slug, or of which a
    /// word does: as far as articles name it.
    pub(super) fn begun(&self, connection: &Connection, kind: Option<EntityKind>, begin: &str) -> Result<Vec<&str>> {
        let begin = format!("-{begin}");
        let mut begun = Vec::new();
        for one in &self.all {
            let is_kind = kind.is_none_or(|kind| kind == one.kind);
            if !one.otherwise || one.hidden || !is_kind || !format!("-{}", slug(&one.name)).contains(&begin) {
                continue;
            }
            for name in one.names.iter().chain(one.apart.iter().map(|(name, _)| name)) {
                if number(connection, name)?.is_some() {
                    begun.push(one.name.as_str());
                    break;
                }
            }
        }
        Ok(begun)
    }
}

/// The number of a name; `None` where no article has it.
fn number(connection: &Connection, (kind, slug): &Name) -> Result<Option<i64>> {
    let sql = "SELECT id FROM name WHERE kind = ?1 AND slug = ?2";
    Ok(connection.prepare_cached(sql)?.query_row((*kind as u8, slug), |row| row.get(0)).optional()?)
}

/// Whether a name, as a slug, has the words of a query.
fn has_words(name: &str, words: &Words) -> bool {
    let wanted = slug(&words.text);
    if words.exact {
        return has_phrase(name, &wanted, words.prefix);
    }
    let all: Vec<&str> = wanted.split('-').filter(|word| !word.is_empty()).collect();
    let has = |(at, word): (usize, &&str)| {
        let goes_on = words.prefix && at + 1 == all.len();
        name.split('-').any(|own| own == *word || goes_on && own.starts_with(word))
    };
    !all.is_empty() && all.iter().enumerate().all(has)
}

/// All that is corrected, each once.
struct Nodes<'a> {
    all: Vec<Node>,
    at: HashMap<(EntityKind, &'a str, Option<&'a str>), usize>,
    /// What is split off: kind and slug of what from, and the slug of the name.
    splits: HashSet<(EntityKind, &'a str, String)>,
}

impl<'a> Nodes<'a> {
    fn new(all: &[&'a Correction]) -> Self {
        let split = |correction: &&'a Correction| match correction {
            Correction::Split(of, name) => Some((of.kind, of.slug.as_str(), slug(name))),
            _ => None,
        };
        Self { all: Vec::new(), at: HashMap::new(), splits: all.iter().filter_map(split).collect() }
    }

    /// The number of what a correction is about; `None` for a name that is not split off.
    fn at(&mut self, of: &'a Subject) -> Option<usize> {
        if let Some(from) = &of.from
            && !self.splits.contains(&(of.kind, from.as_str(), of.slug.clone()))
        {
            return None;
        }
        let next = self.all.len();
        let at = *self.at.entry(of.key()).or_insert(next);
        if at == next {
            self.all.push(Node {
                name: of.name.clone(),
                kind: of.kind,
                slug: of.slug.clone(),
                from: of.from.clone(),
                also: BTreeSet::new(),
                called: None,
                counts_as: None,
                hidden: false,
                into: Vec::new(),
            });
        }
        // A surname may be anybody's.
        let telling = |slug: &String| of.kind != EntityKind::Person || slug.contains('-');
        self.all.get_mut(at)?.also.extend(of.also.iter().map(|name| slug(name)).filter(telling));
        Some(at)
    }

    /// Those that are one, the one that gives name and kind first.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut beside: Vec<Vec<usize>> = vec![Vec::new(); self.all.len()];
        for (from, node) in self.all.iter().enumerate() {
            for to in &node.into {
                beside[from].push(*to);
                beside[*to].push(from);
            }
        }
        let mut done = vec![false; self.all.len()];
        let mut groups = Vec::new();
        for first in 0..self.all.len() {
            let (mut group, mut open) = (Vec::new(), vec![first]);
            while let Some(at) = open.pop() {
                if !std::mem::replace(&mut done[at], true) {
                    group.push(at);
                    open.extend(&beside[at]);
                }
            }
            group.sort_by_key(|at| {
                let node = &self.all[*at];
                (!node.into.is_empty(), &node.slug, &node.from, node.kind)
            });
            if !group.is_empty() {
                groups.push(group);
            }
        }
        groups
    }
}

impl One {
    fn new(nodes: &[Node], group: &[usize]) -> Self {
        let members = || group.iter().filter_map(|at| nodes.get(*at));
        let mut one = Self {
            name: String::new(),
            kind: EntityKind::Event,
            otherwise: false,
            hidden: false,
            called: members().filter_map(|node| node.called.as_deref().map(slug)).collect(),
            names: BTreeSet::new(),
            apart: Vec::new(),
        };
        for node in members() {
            let name = (node.kind, node.slug.clone());
            match &node.from {
                Some(from) => one.apart.push((name, (node.kind, from.clone()))),
                None => {
                    one.names.extend(node.also.iter().map(|also| (node.kind, also.clone())));
                    one.names.insert(name);
                }
            }
        }
        if let Some(head) = members().next() {
            one.name = head.called.as_ref().unwrap_or(&head.name).clone();
            one.kind = head.counts_as.unwrap_or(head.kind);
            one.otherwise = head.called.is_some() || head.counts_as.is_some();
            one.hidden = head.hidden;
            // Of what has its name and its kind by now, it is one.
            if head.from.is_none() {
                one.names.insert((one.kind, head.slug.clone()));
            }
        }
        one
    }
}
