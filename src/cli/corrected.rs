//! `crossread entities --corrected`: the entities as the user has corrected them on the screen.

use super::Outcome;
use super::args::{Input, RowFormat};
use super::entities::{Listed, Mentioned, Mentions, write};
use super::input::{Depth, each};
use super::json::code_points;
use super::out::complain;
use crate::analysis::Mention;
use crate::collection::{Collection, EntityId, Entry, GlobalEntity};
use crate::library::CorrectionsFile;
use crate::text::CodePoints;
use std::collections::HashMap;

pub(super) fn run(input: &Input, format: RowFormat) -> anyhow::Result<Outcome> {
    let (mut collection, mut listed) = (Collection::default(), Vec::new());
    let outcome = each(input, Depth::Analysis, |item| {
        listed.push(Listed { id: item.article.meta.id.clone(), title: item.article.meta.title.clone() });
        collection.add(Entry::new((listed.len(), 0), item.article, item.analysis));
        Ok(())
    })?;
    while collection.settle(1) {}
    let (corrections, strange) = CorrectionsFile::of_the_user().map_or_else(Default::default, |file| file.read());
    strange.iter().for_each(complain);
    collection.set_corrections(corrections.unwrap_or_default());
    let with_ids = collection.ids().filter_map(|id| Some((id, collection.entity(id)?)));
    let (ids, mut all): (HashMap<String, _>, Vec<GlobalEntity>) =
        with_ids.filter(|(_, entity)| entity.count > 0).map(|(id, entity)| ((entity.id.clone(), id), entity)).unzip();
    all.sort_by(|a, b| (b.count, &a.name, &a.id).cmp(&(a.count, &b.name, &b.id)));
    write(format, &listed, &all, &Corrected { collection, ids })?;
    Ok(if strange.is_empty() { outcome } else { Outcome::Incomplete })
}

struct Corrected {
    collection: Collection,
    /// By what is shown of them.
    ids: HashMap<String, EntityId>,
}

impl Mentions for Corrected {
    fn mentions(&self, entity: &GlobalEntity) -> Vec<Mentioned> {
        let Some(id) = self.ids.get(&entity.id).copied() else { return Vec::new() };
        let of = |article: usize| {
            let text = self.collection.entry(article).map(|entry| &*entry.article.text).unwrap_or_default();
            let points = CodePoints::of(text);
            let mentioned = move |mention: &Mention| {
                let (start, end) = code_points(&points, mention.span);
                Mentioned { article, start, end }
            };
            self.collection.mentions_of(article, id).map(mentioned).collect::<Vec<_>>()
        };
        self.collection.articles_of(id).into_iter().flat_map(of).collect()
    }
}
