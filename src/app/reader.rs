//! The reader: an open article, set in rows, and where one is in it.

use super::geometry::{Geometry, Pane, list_entries, pane, side_rows};
use super::job::{Answer, Done, Job, Task};
use super::page::Page;
use super::state::{Effect, Effects, Focus, State};
use crate::collection::ArticleIndex;
use crate::text::Span;
use std::sync::Arc;

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
    /// The byte that the top row should show once the rows are there.
    anchor: usize,
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
    pub(super) fn of(article: ArticleIndex) -> Self {
        Self { article, ..Self::default() }
    }

    /// Whether rows are being worked out.
    pub fn is_waiting(&self) -> bool {
        self.awaiting.is_some()
    }

    fn is_set_for(&self, width: u16) -> bool {
        match self.awaiting {
            Some(order) => order.width == width && order.unfolded == self.unfolded,
            None => self.page.width == width,
        }
    }
}

/// How far to scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scroll {
    Rows(isize),
    HalfPages(isize),
    Pages(isize),
    Top,
    Bottom,
}

impl Scroll {
    /// The first row after scrolling, where `visible` rows stand on the screen. The end of the rows is the caller's.
    pub(super) fn apply(self, top: usize, visible: usize) -> usize {
        match self {
            Self::Rows(rows) => top.saturating_add_signed(rows),
            Self::HalfPages(halves) => top.saturating_add_signed(halves * (visible / 2).max(1) as isize),
            // A page leaves two rows of the last one standing, for the eye to find its place.
            Self::Pages(pages) => top.saturating_add_signed(pages * visible.saturating_sub(2).max(1) as isize),
            Self::Top => 0,
            Self::Bottom => usize::MAX,
        }
    }
}

impl State {
    /// Opens `article` in the active reader, or in a first one. Opening what is open changes nothing.
    pub(super) fn open(&mut self, article: ArticleIndex) {
        if self.reader().is_some_and(|reader| reader.article == article) {
            return;
        }
        let reader = Reader::of(article);
        match self.readers.get_mut(self.active) {
            Some(slot) => *slot = reader,
            None => self.readers.push(reader),
        }
        if self.active == 0 {
            self.list.selected = Some(article);
        }
        self.find = None;
    }

    /// Opens `article` and counts it as read.
    pub(super) fn open_to_read(&mut self, article: ArticleIndex) {
        self.open(article);
        self.read.insert(article);
    }

    /// The pane of reader `column`, where it is on the screen.
    pub fn pane(&self, column: usize) -> Option<Pane> {
        let geometry = Geometry::of(self)?;
        let (_, area) = geometry.readers.iter().find(|(reader, _)| *reader == column)?;
        let title = self.readers.get(column).map_or("", |reader| self.title_of(reader.article));
        Some(pane(*area, self.settings.measure, title))
    }

    /// What stands over an article's text.
    pub fn title_of(&self, article: ArticleIndex) -> &str {
        let title = self.collection.entry(article).and_then(|entry| entry.article.meta.title.as_deref());
        title.unwrap_or("(no title)")
    }

    /// Orders rows wherever a reader's do not fit its column.
    pub(super) fn lay_out(&mut self, effects: &mut Effects) {
        for column in 0..self.readers.len() {
            let Some(width) = self.pane(column).map(|pane| pane.text.width) else { continue };
            let generation = self.next_generation();
            let Some(reader) = self.readers.get_mut(column).filter(|reader| !reader.is_set_for(width)) else {
                continue;
            };
            let Some(entry) = self.collection.entry(reader.article) else { continue };
            if reader.awaiting.is_none() && !reader.page.rows.is_empty() {
                reader.anchor = reader.page.start_of(reader.top);
            }
            let unfolded = reader.unfolded;
            reader.awaiting = Some(Order { generation, width, unfolded });
            let job = Job { generation, article: Arc::clone(&entry.article), task: Task::LayOut { width, unfolded } };
            self.run(job, effects);
        }
    }

    /// Does a small job at once, hands a large one to the outside.
    pub(super) fn run(&mut self, job: Job, effects: &mut Effects) {
        if job.is_small() { self.finish(job.run()) } else { effects.push(Effect::Run(job)) }
    }

    /// Takes a job's answer, unless a newer request has replaced it.
    pub(super) fn finish(&mut self, done: Done) {
        match done.answer {
            Answer::Page(page) => {
                let waits =
                    |reader: &&mut Reader| reader.awaiting.is_some_and(|order| order.generation == done.generation);
                if let Some(reader) = self.readers.iter_mut().find(waits) {
                    reader.awaiting = None;
                    reader.page = page;
                    reader.top = if reader.anchor == 0 { 0 } else { reader.page.row_of(reader.anchor) };
                }
                self.hold();
            }
            Answer::Hits(hits) => self.take_hits(done.generation, hits),
        }
    }

    fn visible_rows(&self, column: usize) -> usize {
        self.pane(column).map_or(1, |pane| pane.text.height.max(1) as usize)
    }

    /// Keeps every reader's top row within its page, and what is selected on the screen.
    pub(super) fn hold(&mut self) {
        if let Some(geometry) = Geometry::of(self) {
            self.list.hold(geometry.list.map_or(1, list_entries));
            self.panel.hold(geometry.panel.map_or(1, |area| side_rows(area).height as usize));
        }
        for column in 0..self.readers.len() {
            let visible = self.visible_rows(column);
            if let Some(reader) = self.readers.get_mut(column) {
                reader.top = reader.top.min(reader.page.rows.len().saturating_sub(visible));
            }
        }
    }

    /// Scrolls the active reader, and with it the others where they are linked.
    pub(super) fn scroll(&mut self, by: Scroll) {
        for column in 0..self.readers.len() {
            if column != self.active && !self.linked {
                continue;
            }
            let visible = self.visible_rows(column);
            let Some(reader) = self.readers.get_mut(column) else { continue };
            reader.top = by.apply(reader.top, visible);
        }
        self.hold();
    }

    /// Brings `span` of the active reader's text onto the screen and marks it as the place one is at.
    pub(super) fn go_to(&mut self, span: Span) {
        let visible = self.visible_rows(self.active);
        let Some(reader) = self.readers.get_mut(self.active) else { return };
        reader.at = Some(span);
        reader.anchor = span.start;
        if !reader.is_waiting() {
            let row = reader.page.row_of(span.start);
            if row < reader.top || row >= reader.top + visible {
                reader.top = row.saturating_sub(visible / 3);
            }
        }
        self.hold();
    }

    /// Where stepping begins: the place one went to while it is on the screen, else the first byte on the screen.
    pub(super) fn step_origin(&self) -> Option<Origin> {
        let reader = self.reader()?;
        let visible = self.visible_rows(self.active);
        let top = reader.page.start_of(reader.top);
        let end = reader.page.rows.get(reader.top + visible).map_or(usize::MAX, |row| row.span.start);
        match reader.at {
            Some(at) if (top..end).contains(&at.start) => Some(Origin::After(at)),
            _ if reader.top == 0 => Some(Origin::From(0)),
            _ => Some(Origin::From(top)),
        }
    }

    /// Folds or unfolds the page furniture of the active reader.
    pub(super) fn toggle_fold(&mut self) {
        let Some(article) = self.reader().and_then(|reader| self.collection.entry(reader.article)) else { return };
        let count = article.article.blocks.iter().filter(|block| block.furniture).count();
        if count == 0 {
            self.notice = Some("no page furniture in this article".to_owned());
        } else if let Some(reader) = self.readers.get_mut(self.active) {
            reader.anchor = reader.page.start_of(reader.top);
            reader.unfolded = !reader.unfolded;
            // No page has width 0: this makes `lay_out` order new rows.
            reader.page.width = 0;
        }
    }

    /// How far the active reader has come, in per cent of its rows.
    pub fn percent(&self, column: usize) -> usize {
        let Some(reader) = self.readers.get(column) else { return 0 };
        let (bottom, rows) = (reader.top + self.visible_rows(column), reader.page.rows.len());
        if bottom >= rows { 100 } else { bottom * 100 / rows.max(1) }
    }

    /// Whether the focus lies on text.
    pub fn is_reading(&self) -> bool {
        self.is_comparing() || self.focus == Focus::Reader
    }
}

/// Where stepping through mentions or hits begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Beyond this one.
    After(Span),
    /// At this byte or beyond.
    From(usize),
}

impl Origin {
    /// The next of ascending `spans`, or the one before.
    pub(super) fn step(self, spans: &[Span], forward: bool) -> Option<Span> {
        let split = match (self, forward) {
            (Self::After(at), true) => spans.partition_point(|span| span.start <= at.start),
            (Self::After(at), false) => spans.partition_point(|span| span.start < at.start),
            (Self::From(byte), _) => spans.partition_point(|span| span.start < byte),
        };
        if forward { spans.get(split).copied() } else { spans.get(split.checked_sub(1)?).copied() }
    }
}
