//! What of a change can still be taken back when others were made after it: what a later one was about stays as that left it.

use super::{ArticleId, Change, HighlightId};
use std::borrow::Cow;
use std::collections::HashSet;

/// Something that a change sets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Thing {
    Read(ArticleId),
    Bookmark(ArticleId),
    Tag(ArticleId, String),
    /// Whether it is there.
    Highlight(HighlightId),
    Colour(HighlightId),
    Note(HighlightId),
    Query(String),
    Feed(String),
    /// A line of the corrections.
    Correction(String),
}

/// What later changes were about.
#[derive(Debug, Default)]
pub(super) struct Later(HashSet<Thing>);

impl Later {
    /// Whether they are about nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes a later change in. Whether articles are shown is no matter: what shows them says from which state to which.
    pub(super) fn take(&mut self, change: &Change) {
        match change {
            Change::Read(articles) => self.0.extend(articles.iter().map(|(id, _)| Thing::Read(*id))),
            Change::Bookmark(articles) => self.0.extend(articles.iter().map(|(id, _)| Thing::Bookmark(*id))),
            Change::Tag { articles, tag, .. } => {
                self.0.extend(articles.iter().map(|id| Thing::Tag(*id, tag.clone())));
            }
            Change::Many(changes) => changes.iter().for_each(|change| self.take(change)),
            Change::Correct(edit) => self.0.extend(lines(edit).map(Thing::Correction)),
            other => self.0.extend(thing(other)),
        }
    }

    /// What of one change (not of many in one) they leave free, and how much they do not: articles, else the change.
    pub(super) fn free<'a>(&self, change: &'a Change) -> (Cow<'a, Change>, usize) {
        if self.is_empty() {
            return (Cow::Borrowed(change), 0);
        }
        let is_free = |thing: Thing| !self.0.contains(&thing);
        let (free, all) = match change {
            Change::Read(articles) => {
                let free = articles.iter().copied().filter(|(id, _)| is_free(Thing::Read(*id)));
                (Change::Read(free.collect()), articles.len())
            }
            Change::Bookmark(articles) => {
                let free = articles.iter().copied().filter(|(id, _)| is_free(Thing::Bookmark(*id)));
                (Change::Bookmark(free.collect()), articles.len())
            }
            Change::Tag { articles, tag, on } => {
                let free = articles.iter().copied().filter(|id| is_free(Thing::Tag(*id, tag.clone())));
                (Change::Tag { articles: free.collect(), tag: tag.clone(), on: *on }, articles.len())
            }
            other if self.stand_against(other) => return (Cow::Owned(Change::NOTHING), 1),
            other => return (Cow::Borrowed(other), 0),
        };
        let left = all - free.articles().map_or(0, |articles| articles.len());
        (Cow::Owned(free), left)
    }

    fn stand_against(&self, change: &Change) -> bool {
        let all = |id: &HighlightId| [Thing::Highlight(*id), Thing::Colour(*id), Thing::Note(*id)];
        let any = |things: &[Thing]| things.iter().any(|thing| self.0.contains(thing));
        match change {
            Change::Highlight { highlight, .. } => any(&all(&highlight.id)),
            Change::Unhighlight(id) => any(&all(id)),
            Change::Recolour(id, _) | Change::Note(id, _) => {
                any(&[Thing::Highlight(*id)]) || thing(change).is_some_and(|own| any(&[own]))
            }
            Change::Correct(edit) => lines(edit).any(|line| any(&[Thing::Correction(line)])),
            other => thing(other).is_some_and(|own| any(&[own])),
        }
    }
}

/// What a change is about that is about one thing.
fn thing(change: &Change) -> Option<Thing> {
    Some(match change {
        Change::Highlight { highlight, .. } => Thing::Highlight(highlight.id),
        Change::Unhighlight(id) => Thing::Highlight(*id),
        Change::Recolour(id, _) => Thing::Colour(*id),
        Change::Note(id, _) => Thing::Note(*id),
        Change::SaveQuery { name, .. } | Change::DropQuery(name) => Thing::Query(name.clone()),
        Change::Subscribe(feed) => Thing::Feed(feed.url.clone()),
        Change::Unsubscribe(url) => Thing::Feed(url.clone()),
        _ => return None,
    })
}

fn lines(edit: &crate::collection::Edit) -> impl Iterator<Item = String> {
    edit.remove.iter().chain(&edit.add).map(|kept| kept.line.clone())
}
