//! Choosing an entity and stepping through its mentions, from article to article.

use super::step::Origin;
use crate::app::geometry::Geometry;
use crate::app::keys::action::Action;
use crate::app::panes::panel::Scope;
use crate::app::state::{Focus, State};
use crate::collection::{ArticleIndex, EntityId};
use crate::text::Span;

impl State {
    pub(in crate::app) fn mention_spans(&self, article: ArticleIndex, id: EntityId) -> Vec<Span> {
        self.collection.mentions_of(article, id).map(|mention| mention.span).collect()
    }

    /// The entity that entity keys mean: the selected one while the panel has the focus, else the chosen one.
    pub fn current_entity(&self) -> Option<EntityId> {
        match self.focus {
            Focus::Panel if !self.is_comparing() => self.panel.selected,
            _ => self.chosen,
        }
    }

    /// The entity that card and filter mean: the current one, else the one that the panel beside the text has selected.
    pub(in crate::app) fn meant_entity(&self) -> Option<EntityId> {
        let beside = Geometry::of(self).is_some_and(|geometry| geometry.panel.is_some());
        self.current_entity().or(self.panel.selected.filter(|_| beside))
    }

    /// Makes `id` the chosen entity and goes to its first mention from here on: in this article, in one beside it, in a later
    /// one of the list, else in an earlier one.
    pub(in crate::app) fn choose(&mut self, id: EntityId) {
        self.chosen = Some(id);
        self.find = None;
        self.panel.selected = Some(id);
        let Some(article) = self.reader().map(|reader| reader.article) else { return };
        let spans = self.mention_spans(article, id);
        let next = self.step_origin().and_then(|origin| match origin {
            Origin::After(at) => spans.iter().copied().find(|span| span.start >= at.start),
            from @ Origin::From(_) => from.step(&spans, true),
        });
        match next.or(spans.first().copied()) {
            Some(span) => self.go_to_mention(span),
            None if self.activate_naming(id) => self.choose(id),
            None => match self.naming(id, article, true).or_else(|| self.naming(id, article, false)) {
                Some(next) => self.open_naming(id, next, true),
                None => self.notice = Some("this name is not in the articles shown".to_owned()),
            },
        }
    }

    /// The nearest article of the list after `from`, or before it, that names `id`.
    fn naming(&self, id: EntityId, from: ArticleIndex, forward: bool) -> Option<ArticleIndex> {
        let naming = self.collection.articles_of(id);
        self.list.nearest(from, forward, |article| naming.binary_search(&article).is_ok())
    }

    /// Goes to the next mention of the chosen entity or the one before, through the articles of the list.
    pub(in crate::app) fn step_mention(&mut self, forward: bool) {
        let Some(id) = self.current_entity() else {
            // Where nothing is chosen, the next thing to go to is what is not read yet.
            return if forward { self.next_unread() } else { self.ask_for_entity() };
        };
        if self.chosen != Some(id) {
            return self.choose(id);
        }
        let Some(reader) = self.reader() else { return };
        let spans = self.mention_spans(reader.article, id);
        match self.step_origin().and_then(|origin| origin.step(&spans, forward)) {
            Some(span) => self.go_to_mention(span),
            None => self.step_article(id, forward),
        }
    }

    pub(in crate::app) fn ask_for_entity(&mut self) {
        let (pane, accept) = (self.key_name(Action::NextPane), self.key_name(Action::Accept));
        self.notice = Some(format!("choose a name first: {pane} to the names, then {accept}"));
    }

    /// On into the next article of the list that names `id`, or back into the one before.
    fn step_article(&mut self, id: EntityId, forward: bool) {
        let Some(from) = self.reader().map(|reader| reader.article) else { return };
        let Some(next) = self.naming(id, from, forward) else {
            let (way, back) = if forward { ("last", Action::Previous) } else { ("first", Action::Next) };
            let back = self.key_name(back);
            self.notice = Some(format!("that was the {way} mention in the articles shown; {back} goes back"));
            return;
        };
        self.open_naming(id, next, forward);
    }

    /// Opens `article` at the first mention of `id`, or at the last.
    fn open_naming(&mut self, id: EntityId, article: ArticleIndex, first: bool) {
        self.remember_place();
        self.open_to_read(article);
        let spans = self.mention_spans(article, id);
        if let Some(span) = if first { spans.first() } else { spans.last() } {
            self.go_to_mention(*span);
        }
    }

    fn go_to_mention(&mut self, span: Span) {
        if let Some(article) = self.reader().map(|reader| reader.article) {
            self.read.insert(article);
        }
        self.go_to(span);
    }

    /// Where the mention one is at stands among those of the chosen entity: its number here, how many here, how many in
    /// all articles shown.
    pub fn mention_place(&self) -> Option<(Option<usize>, usize, usize)> {
        let (id, reader) = (self.chosen?, self.reader()?);
        let spans = self.mention_spans(reader.article, id);
        let at = reader.at.and_then(|at| spans.iter().position(|span| *span == at));
        Some((at.map(|at| at + 1), spans.len(), self.panel.total(id)))
    }

    /// Shows the entities of this article, or of all shown.
    pub(in crate::app) fn toggle_scope(&mut self) {
        self.panel.scope = match self.panel.scope {
            Scope::Article => Scope::Shown,
            Scope::Shown => Scope::Article,
        };
        self.panel.stale = true;
    }

    /// Names that are held on to go over to the fuller names that articles read since have tied them to.
    pub(in crate::app) fn follow_entities(&mut self) {
        let canonical = |id: EntityId| self.collection.canonical(id);
        self.chosen = self.chosen.map(canonical);
        self.panel.selected = self.panel.selected.map(canonical);
        let before = self.filter.clone();
        self.filter.map(canonical);
        self.suspended.map(canonical);
        // What was filtered before entities were merged is not to be undone as if they had been one then.
        self.changes.map(|id| self.collection.unit(id));
        if self.progress.finished || self.filter != before {
            self.list_rebuild();
            self.panel_count();
        }
        self.panel.stale = true;
        self.suggestions.stale = true;
        self.comparing.stale = true;
    }
}
