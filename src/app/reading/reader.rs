//! The reader: an open article, set in rows, and where one is in it.

use super::find_bar::FindBar;
use super::page::Page;
use crate::app::comparing::Dim;
use crate::app::geometry::{Geometry, Gutter, Pane, pane};
use crate::app::job::{Answer, Done, Job, Task};
use crate::app::state::{Effect, Effects, Focus, State};
use crate::collection::ArticleIndex;
use crate::text::Span;
use std::sync::Arc;

/// In linear mode a pane of so many columns has room for words beside its text.
const WORDY: u16 = 56;

/// An open article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Which.
    pub article: ArticleIndex,
    /// Its rows; of another width or fold while new ones are worked out.
    pub page: Page,
    /// The first row on the screen.
    pub top: usize,
    /// Whether its page furniture is shown.
    pub unfolded: bool,
    /// The mention or hit one has gone to.
    pub at: Option<Span>,
    /// The byte at the top where one last scrolled or went to. New rows are brought to it, so that no resize loses it.
    pub(in crate::app) anchor: usize,
    /// What the rows on order are for, until they come.
    awaiting: Option<Order>,
}

/// Rows on order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Order {
    generation: u64,
    width: u16,
    unfolded: bool,
}

impl Reader {
    /// A reader at the beginning of `article`, its rows not worked out yet.
    pub(in crate::app) fn of(article: ArticleIndex) -> Self {
        Self { article, ..Self::default() }
    }

    /// Whether rows are being worked out.
    pub fn is_waiting(&self) -> bool {
        self.awaiting.is_some()
    }

    /// Scrolls so that the place one has gone to is on the screen, with some of what leads up to it.
    fn show_place(&mut self, visible: usize) {
        let Some(at) = self.at.filter(|_| !self.is_waiting()) else { return };
        let row = self.page.row_of(at.start);
        // A new page is anchored at the place itself, whose row then is the top one: that is on the screen, but cramped.
        if row <= self.top && self.anchor == at.start || row < self.top || row >= self.top + visible {
            self.top = row.saturating_sub(visible / 3);
        }
    }

    fn is_set_for(&self, width: u16) -> bool {
        match self.awaiting {
            Some(order) => order.width == width && order.unfolded == self.unfolded,
            None => self.page.width == width,
        }
    }
}

impl State {
    /// Opens `article` in the active reader, or in a first one. What stands in a column already is gone to there.
    pub(in crate::app) fn open(&mut self, article: ArticleIndex) {
        if !self.is_comparing() {
            self.list.selected = Some(article);
        }
        if let Some(column) = self.column_of(article) {
            return self.activate(column);
        }
        self.leave_place();
        self.remember_columns(std::iter::once(self.active));
        let reader = self.reader_of(article);
        match self.readers.get_mut(self.active) {
            Some(slot) => *slot = reader,
            None => self.readers.push(reader),
        }
        self.find.iter_mut().for_each(FindBar::go_along);
        self.panel.stale = true;
        self.relink();
    }

    /// Opens `article` and counts it as read.
    pub(in crate::app) fn open_to_read(&mut self, article: ArticleIndex) {
        self.open(article);
        self.read.insert(article);
    }

    /// Sends keys to the text and counts its article as read.
    pub(in crate::app) fn focus_text(&mut self) {
        self.focus = Focus::Reader;
        if let Some(article) = self.reader().map(|reader| reader.article) {
            self.read.insert(article);
        }
    }

    /// The pane of reader `column`, where it is on the screen.
    pub fn pane(&self, column: usize) -> Option<Pane> {
        let geometry = Geometry::of(self)?;
        let (_, area) = geometry.readers.iter().find(|(reader, _)| *reader == column)?;
        let article = self.readers.get(column).map(|reader| reader.article);
        let title = article.map_or("", |article| self.title_of(article));
        Some(pane(*area, self.settings.measure, title, self.gutter(area.width, article)))
    }

    /// What is to stand beside the text, in a pane of that width.
    fn gutter(&self, width: u16, article: Option<ArticleIndex>) -> Gutter {
        let compared = self.is_comparing() || self.comparing.dim == Dim::Read;
        let highlighted = article.is_some_and(|article| !self.highlights(article).is_empty());
        match self.settings.linear {
            // In panes, signs of highlights stand in the margin.
            linear if !(compared || linear && highlighted) => Gutter::Nothing,
            true if width >= WORDY => Gutter::Words,
            true => Gutter::Nothing,
            false => Gutter::Signs,
        }
    }

    /// What stands over an article's text.
    pub fn title_of(&self, article: ArticleIndex) -> &str {
        let title = self.collection.entry(article).and_then(|entry| entry.article.meta.title.as_deref());
        title.unwrap_or("(no title)")
    }

    /// Orders rows wherever a reader's do not fit its column.
    pub(in crate::app) fn lay_out(&mut self, effects: &mut Effects) {
        for column in 0..self.readers.len() {
            // A column that there is no room for is set as wide as the one on the screen, so that it scrolls along.
            let pane = self.pane(column).or_else(|| self.pane(self.active));
            let Some(width) = pane.map(|pane| pane.text.width) else { continue };
            let generation = self.next_generation();
            let Some(reader) = self.readers.get_mut(column).filter(|reader| !reader.is_set_for(width)) else {
                continue;
            };
            let Some(entry) = self.collection.entry(reader.article) else { continue };
            let unfolded = reader.unfolded;
            reader.awaiting = Some(Order { generation, width, unfolded });
            let task = Task::LayOut { article: Arc::clone(&entry.article), width, unfolded };
            self.run(Job { generation, task }, effects);
        }
    }

    /// Does a small job at once, hands a large one to the outside.
    pub(in crate::app) fn run(&mut self, job: Job, effects: &mut Effects) {
        if job.is_small() { self.finish(job.run(), effects) } else { effects.push(Effect::Run(job)) }
    }

    /// Takes a job's answer, unless a newer request has replaced it.
    pub(in crate::app) fn finish(&mut self, done: Done, effects: &mut Effects) {
        let waits = |reader: &Reader| reader.awaiting.is_some_and(|order| order.generation == done.generation);
        match done.answer {
            Answer::Page(page) => {
                let Some(column) = self.readers.iter().position(waits) else { return };
                let visible = self.visible_rows(column);
                let mut before = 0;
                if let Some(reader) = self.readers.get_mut(column) {
                    before = reader.top;
                    reader.awaiting = None;
                    reader.page = page;
                    reader.top = if reader.anchor == 0 { 0 } else { reader.page.row_of(reader.anchor) };
                    reader.show_place(visible);
                }
                self.hold();
                self.relink_rows(column, before);
            }
            Answer::Hits(hits) => self.take_hits(done.generation, hits),
            Answer::Found(found) => self.take_found(done.generation, found, effects),
            Answer::Suggestions(found, names) => self.take_suggestions(done.generation, (found, names)),
            Answer::Compared(compared) => self.take_compared(done.generation, Some(compared)),
            Answer::Stories(stories) => self.take_stories(done.generation, Some(stories)),
            Answer::Next(next) => self.take_next(done.generation, next),
            Answer::Failed(why) => {
                // An empty page of the width that was asked for: asking again would fail again.
                for reader in self.readers.iter_mut().filter(|reader| waits(reader)) {
                    let width = reader.awaiting.take().map_or(0, |order| order.width);
                    reader.page = Page { width, rows: Vec::new() };
                }
                self.forget_hits(done.generation);
                self.take_suggestions(done.generation, Default::default());
                self.take_compared(done.generation, None);
                self.take_next(done.generation, None);
                self.take_stories(done.generation, None);
                self.notice = Some(why);
            }
        }
    }

    pub(in crate::app) fn visible_rows(&self, column: usize) -> usize {
        let pane = self.pane(column).or_else(|| self.pane(self.active));
        pane.map_or(1, |pane| pane.text.height.max(1) as usize)
    }

    /// Brings `span` of the active reader's text onto the screen and marks it as the place one is at.
    pub(in crate::app) fn go_to(&mut self, span: Span) {
        let visible = self.visible_rows(self.active);
        self.leave_highlight();
        let Some(reader) = self.readers.get_mut(self.active) else { return };
        reader.at = Some(span);
        reader.anchor = span.start;
        reader.show_place(visible);
        // Where one pane has the screen to itself, that is now the text.
        if self.pane(self.active).is_none() {
            self.focus = Focus::Reader;
        }
        self.hold();
        self.relink();
    }

    /// Folds or unfolds the page furniture of the active reader.
    pub(in crate::app) fn toggle_fold(&mut self) {
        let Some(entry) = self.open_article().and_then(|article| self.collection.entry(article)) else { return };
        let count = entry.article.blocks.iter().filter(|block| block.furniture).count();
        if count == 0 {
            self.notice = Some("no page furniture in this article".to_owned());
        } else if let Some(reader) = self.readers.get_mut(self.active) {
            reader.unfolded = !reader.unfolded;
            // No page has width 0: this makes `lay_out` order new rows.
            reader.page.width = 0;
            // Furniture is searched only where it is shown.
            self.find.iter_mut().for_each(|find| find.stale = true);
        }
    }

    /// How far reader `column` is scrolled, in per cent: 0 at the beginning, 100 where the end is on the screen.
    pub fn percent(&self, column: usize) -> usize {
        let top = self.readers.get(column).map_or(0, |reader| reader.top);
        match self.last_top(column) {
            0 => 100,
            last => top * 100 / last,
        }
    }

    /// Whether the focus lies on text.
    pub fn is_reading(&self) -> bool {
        self.is_comparing() || self.focus == Focus::Reader
    }
}
