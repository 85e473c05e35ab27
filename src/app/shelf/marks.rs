//! What is kept of articles: read or not, bookmarked, tagged. The library has the say: what is shown is what it answers.

use super::ask::{Ask, Noting, Offered, Own, Undone};
use crate::app::state::State;
use crate::app::undo;
use crate::collection::ArticleIndex;
use crate::library::{ArticleId, Change, Ground, Marks};

impl State {
    /// Takes what is kept of an article that has come in.
    pub(super) fn put_marks(&mut self, article: ArticleIndex, marks: Marks) {
        self.read.put(article, marks.read);
        if marks.position > 0 {
            self.history.take_position(article, marks.position);
        }
        let marks = self.anchored(article, marks);
        self.shelf.marks.insert(article, marks);
    }

    /// Takes what is kept of articles now. That a file was read here counts, whatever the library says.
    pub(super) fn take_marks(&mut self, marks: Vec<(ArticleId, Marks)>) {
        for (id, marks) in marks {
            let Some(index) = self.shelf.index(id) else { continue };
            if self.shelf.open || marks.read {
                self.read.put(index, marks.read);
            }
            let marks = self.anchored(index, marks);
            self.shelf.marks.insert(index, marks);
        }
        self.refresh_noted();
    }

    /// The marks with highlights where their words stand in the text that is here, which may be an earlier or a later one
    /// than the library's. Those whose words are not in it are gone, here.
    fn anchored(&self, article: ArticleIndex, mut marks: Marks) -> Marks {
        let text = self.collection.entry(article).map(|entry| entry.article.text.clone()).unwrap_or_default();
        let ground = Ground::in_haste(&text);
        for highlight in &mut marks.highlights {
            // For those that are gone the library has looked; in the text that it had before they stand where they stood.
            if highlight.gone {
                highlight.gone = !ground.has(&highlight.anchor);
            } else if let Some(anchor) = ground.find(&highlight.anchor) {
                highlight.anchor = anchor;
            } else {
                highlight.gone = true;
            }
        }
        marks.sort();
        marks
    }

    /// Asks which of the articles that were opened from files the library has.
    pub(super) fn recognise_open(&mut self) {
        let from = std::mem::replace(&mut self.shelf.recognised, self.collection.len());
        if self.shelf.open || from >= self.collection.len() {
            return;
        }
        let new = self.collection.entries().iter().enumerate().skip(from);
        let new = new.filter(|(index, _)| self.shelf.id(*index).is_none());
        let new: Vec<Offered> = new.map(|(index, _)| index).filter_map(|index| self.offered(index)).collect();
        if !new.is_empty() {
            self.shelf.ask(Ask::Recognise(new));
        }
    }

    /// The library has an article that is open from a file: it hears whether that was read.
    pub(super) fn take_known(&mut self, article: ArticleIndex, id: ArticleId) {
        self.shelf.know(article, id);
        if self.read.contains(&article) {
            self.shelf.ask(Ask::Read(vec![(id, true)]));
        }
    }

    /// Has kept what was read by being opened.
    pub(super) fn keep_read_marks(&mut self) {
        let changed = self.read.take_changed();
        let known = |(article, read): &(ArticleIndex, bool)| Some((self.shelf.id(*article)?, *read));
        let kept: Vec<(ArticleId, bool)> = changed.iter().filter_map(known).collect();
        if !kept.is_empty() {
            self.shelf.ask(Ask::Read(kept));
        }
    }

    /// Has a change kept that can be undone.
    pub(in crate::app) fn change_library(&mut self, change: Change) {
        let asked = self.next_kept();
        self.shelf.ask(Ask::Change { asked, change });
    }

    /// Notes something of an article; the library gets it first where it does not have it.
    pub(in crate::app) fn note(&mut self, article: ArticleIndex, noting: Noting) {
        self.note_all(&[article], noting);
    }

    /// Notes the same of several articles, as one change.
    pub(in crate::app) fn note_all(&mut self, articles: &[ArticleIndex], noting: Noting) {
        let known: Vec<ArticleId> = articles.iter().filter_map(|article| self.shelf.id(*article)).collect();
        if known.len() == articles.len() {
            return self.change_library(noting.of(known));
        }
        let new = articles.iter().filter(|article| self.shelf.id(**article).is_none());
        let new = new.filter_map(|index| self.offered(*index)).collect();
        let asked = self.next_kept();
        self.shelf.ask(Ask::Keep { asked, known, new, noting });
    }

    /// Keeps that the library is to be changed, so that just that can be undone.
    fn next_kept(&mut self) -> u64 {
        let asked = self.shelf.next_change();
        self.changes.push(undo::Change::Kept(Own::Asked(asked)));
        asked
    }

    fn offered(&self, index: ArticleIndex) -> Option<Offered> {
        let entry = self.collection.entry(index)?;
        Some(Offered { index, article: entry.article.clone(), analysis: entry.analysis.clone() })
    }

    /// Bookmarks the article that is open, or takes its bookmark off.
    pub(in crate::app) fn toggle_bookmark(&mut self) {
        let Some(article) = self.open_article() else { return };
        let is = self.shelf.marks(article).is_some_and(|marks| marks.bookmarked);
        self.note(article, Noting::Bookmark(!is));
        self.notice = Some(if is { "no bookmark any more" } else { "bookmarked" }.to_owned());
    }

    /// Says what was undone in the library, or done again. Where somebody else was faster, the next one is turned.
    pub(super) fn take_undone(&mut self, undone: &Undone) {
        let Undone { again, own, failed, turned, what, left, was_so } = undone;
        if *failed {
            own.iter().for_each(|own| self.changes.put_back(*own, *again));
            return self.refresh_noted();
        }
        turned.iter().for_each(|id| self.changes.turn_kept(*id, *again));
        if *was_so {
            return if *again { self.redo(1) } else { self.undo(1) };
        }
        let is_turned = !turned.is_empty();
        self.notice = Some(match (what, again) {
            (Some(what), false) if !is_turned => format!("not undone, as it was changed again since: {what}"),
            (Some(what), true) if !is_turned => format!("not done again, as it was changed since: {what}"),
            (Some(what), _) => {
                let but = if *left > 0 { format!("; {left} of it stay, changed again since") } else { String::new() };
                format!("{}: {what}{but}", if *again { "done again" } else { "undone" })
            }
            (None, false) => "nothing to undo".to_owned(),
            (None, true) => "nothing to do again".to_owned(),
        });
        self.refresh_noted();
    }
}
