//! What each account calls the same entity: names and roles.

use super::gathered::Gathered;
use crate::collection::{ArticleIndex, EntityId};
use std::collections::{BTreeMap, BTreeSet};
use unicode_segmentation::UnicodeSegmentation;

/// What one account calls an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// The names that it uses, with the number of times; the most used first.
    pub names: Vec<(String, usize)>,
    /// The roles that it gives.
    pub roles: Vec<String>,
}

/// An entity that accounts call otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Which.
    pub entity: EntityId,
    /// What each account calls it; empty where it does not name it.
    pub called: Vec<Called>,
}

/// The entities that two accounts or more name, and not by the same names and roles. Forms of one name, as "Duarte" and
/// "Elena Duarte", are the same.
pub(super) fn naming(collection: &Gathered, articles: &[ArticleIndex]) -> Vec<Naming> {
    let mut all: BTreeMap<EntityId, Vec<Called>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        let Some(entry) = collection.entry(*article) else { continue };
        for mention in &entry.analysis.mentions {
            let name = mention.span.of(&entry.article.text);
            let Some(called) = slot(&mut all, collection.named_by(*article, mention), at, articles.len()) else {
                continue;
            };
            match called.names.iter_mut().find(|(known, _)| known == name) {
                Some((_, count)) => *count += 1,
                None => called.names.push((name.to_owned(), 1)),
            }
        }
        for (local, entity) in entry.analysis.entities.iter().enumerate() {
            if let Some(called) = slot(&mut all, collection.entity_of(*article, local), at, articles.len()) {
                let new = |role: &&String| !called.roles.contains(role);
                let new: Vec<String> = entity.roles.iter().filter(new).cloned().collect();
                called.roles.extend(new);
            }
        }
    }
    all.retain(|_, called| differs(called));
    for called in all.values_mut().flatten() {
        called.names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    all.into_iter().map(|(entity, called)| Naming { entity, called }).collect()
}

fn slot(
    all: &mut BTreeMap<EntityId, Vec<Called>>,
    id: Option<EntityId>,
    at: usize,
    accounts: usize,
) -> Option<&mut Called> {
    all.entry(id?).or_insert_with(|| vec![Called::default(); accounts]).get_mut(at)
}

/// Whether two of those who name it have a name or a role that the other has not.
fn differs(called: &[Called]) -> bool {
    let of = |list: fn(&Called) -> Vec<&str>| -> BTreeSet<Vec<Vec<String>>> {
        let all: Vec<Vec<String>> = called.iter().flat_map(list).map(words).collect();
        // Each as the fullest form that anybody uses of it.
        let fullest = |name: &str| {
            let own = words(name);
            let wider = all.iter().filter(|other| is_part(&own, other));
            wider.max_by_key(|other| (other.len(), *other)).cloned().unwrap_or(own)
        };
        // Who gives no role does not call it otherwise.
        let naming = called.iter().filter(|called| !list(called).is_empty());
        let forms = naming.map(|called| list(called).into_iter().map(fullest).collect::<BTreeSet<_>>());
        forms.map(|forms| forms.into_iter().collect()).collect()
    };
    of(Called::all_names).len() > 1 || of(Called::all_roles).len() > 1
}

impl Called {
    fn all_names(&self) -> Vec<&str> {
        self.names.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn all_roles(&self) -> Vec<&str> {
        self.roles.iter().map(String::as_str).collect()
    }

    /// The names and roles that tell something: none that is another one's part, or differs only in capitals or number.
    pub fn telling(&self) -> Vec<&str> {
        [self.all_names(), self.all_roles()].into_iter().flat_map(distinct).collect()
    }
}

fn distinct(all: Vec<&str>) -> Vec<&str> {
    let forms: Vec<Vec<String>> = all.iter().map(|name| words(name)).collect();
    let tells = |(at, form): (usize, &Vec<String>)| {
        !forms.iter().take(at).any(|other| other == form)
            && !forms.iter().any(|other| other != form && is_part(form, other))
    };
    let telling: Vec<bool> = forms.iter().enumerate().map(tells).collect();
    all.into_iter().zip(telling).filter(|(_, tells)| *tells).map(|(name, _)| name).collect()
}

/// The words of a name, regardless of capitals, possessives and number.
fn words(name: &str) -> Vec<String> {
    let word = |word: &str| {
        let word = word.to_lowercase().replace('’', "'");
        let word = word.strip_suffix("'s").unwrap_or(&word);
        let one = word.strip_suffix('s').filter(|one| one.chars().count() > 2 && !one.ends_with('s'));
        one.unwrap_or(word).to_owned()
    };
    name.unicode_words().map(word).collect()
}

/// Whether words stand in others, next to one another.
fn is_part(words: &[String], others: &[String]) -> bool {
    !words.is_empty() && others.windows(words.len()).any(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(names: &[&str], roles: &[&str]) -> Called {
        let names = names.iter().map(|name| ((*name).to_owned(), 1)).collect();
        Called { names, roles: roles.iter().map(|role| (*role).to_owned()).collect() }
    }

    #[test]
    fn other_names_and_roles_differ_and_forms_of_one_name_do_not() {
        let differ = |a: &[&str], b: &[&str]| differs(&[called(a, &[]), called(b, &[])]);
        assert!(!differ(&["Duarte", "Elena Duarte"], &["Elena Duarte"]) && !differ(&["Duarte"], &["Elena Duarte"]));
        assert!(!differ(&["UKRAINE"], &["Ukraine"]) && !differ(&["Uyghur"], &["Uyghurs"]) && !differ(&["A"], &[]));
        assert!(differ(&["Kiev"], &["Kyiv"]) && differ(&["Elena Duarte"], &["Elena Prieto"]));
        assert!(differs(&[called(&["Lund"], &["minister"]), called(&["Lund"], &["activist"])]));
        assert!(!differs(&[called(&["Lund"], &["Minister"]), called(&["Lund"], &["finance minister"])]));
        assert!(!differs(&[called(&["Lund"], &["Minister"]), called(&["Lund"], &[])]));
    }

    #[test]
    fn what_is_said_of_them_is_said_once() {
        let one = called(&["Duarte", "Elena Duarte", "ELENA DUARTE"], &["commander", "coastguard commander"]);
        assert_eq!(one.telling(), ["Elena Duarte", "coastguard commander"]);
        assert_eq!(called(&[], &[]).telling(), [""; 0]);
    }
}
