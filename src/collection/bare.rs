//! How a surname or given name alone is found again: by the article that it stands in. Anybody may be called so in another,
//! and the numbers of articles are another session's business.

use super::resolve::{EntityId, Resolver};
use crate::analysis::EntityKind;
use crate::article::Article;
use std::collections::HashMap;

/// What stands between the slug of a name and the article. No slug has two dashes in a row.
const IN: &str = "--in-";

/// Articles by what they say.
#[derive(Debug, Default)]
pub(super) struct Articles(HashMap<u32, usize>, Vec<u32>);

/// A checksum of what `article` says, page furniture apart.
pub(super) fn fingerprint(article: &Article) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    article.genuine().for_each(|block| hasher.update(block.span.of(&article.text).as_bytes()));
    hasher.finalize()
}

impl Articles {
    /// Notes the next article.
    pub(super) fn add(&mut self, fingerprint: u32) {
        self.0.entry(fingerprint).or_insert(self.1.len());
        self.1.push(fingerprint);
    }

    /// What `id` is filed under, in this session and others.
    pub(super) fn filed(&self, id: EntityId, resolver: &Resolver) -> Option<(EntityKind, String)> {
        let id = resolver.canonical(id);
        let node = resolver.node(id)?;
        if !node.is_bare() {
            return resolver.key(id).map(|(kind, slug)| (kind, slug.to_owned()));
        }
        let (article, _) = node.articles.first()?;
        Some((node.kind, format!("{}{IN}{:08x}", node.slug, self.1.get(*article)?)))
    }

    /// What is filed so. A name alone is found where its article is here, and as long as it stands for no fuller one.
    pub(super) fn find(&self, kind: EntityKind, filed: &str, resolver: &Resolver) -> Option<EntityId> {
        let is_bare = |id: EntityId| resolver.node(id).is_some_and(|node| node.is_bare());
        let Some((slug, article)) = filed.split_once(IN) else {
            return resolver.find(kind, filed).map(|id| resolver.canonical(id)).filter(|id| !is_bare(*id));
        };
        let article = *self.0.get(&u32::from_str_radix(article, 16).ok()?)?;
        let named = |id: &&EntityId| {
            resolver.node(**id).is_some_and(|node| node.is_bare() && node.kind == kind && node.slug == slug)
        };
        let id = resolver.of(article).iter().find(named)?;
        Some(resolver.canonical(*id)).filter(|id| is_bare(*id))
    }
}

/// The slug of the name in what something is filed under.
pub(super) fn slug_in(filed: &str) -> &str {
    filed.split_once(IN).map_or(filed, |(slug, _)| slug)
}

/// What was read from a file, as it may be filed under.
pub(super) fn clean(filed: &str) -> String {
    let slug = crate::analysis::slug;
    match filed.split_once(IN) {
        Some((name, article)) => format!("{}{IN}{}", slug(name), slug(article)),
        None => slug(filed),
    }
}
