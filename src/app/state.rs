//! What the reader sees: everything that drawing needs, and nothing that it could change.

use super::find_bar::FindBar;
use super::job::Job;
use super::keymap::Keymap;
use super::list::List;
use super::panel::Panel;
use super::reader::Reader;
use super::scroll::Linked;
use crate::collection::{ArticleIndex, Collection, EntityId, Filter};
use std::collections::HashSet;

/// The pane that keys go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The articles.
    #[default]
    List,
    /// The text.
    Reader,
    /// The entities.
    Panel,
}

/// What lies over the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// All keys.
    Help,
    /// What could not be read.
    Problems,
}

/// How far reading in has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Sources read.
    pub done: usize,
    /// Sources found so far.
    pub found: usize,
    /// Whether all is read.
    pub finished: bool,
}

/// What the reader may set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Widest line of text, in columns.
    pub measure: u16,
    /// Which key does what.
    pub keymap: Keymap,
}

impl Default for Settings {
    fn default() -> Self {
        Self { measure: 72, keymap: Keymap::default() }
    }
}

/// Everything that is on the screen or behind it.
#[derive(Default)]
pub struct State {
    /// The articles and their entities.
    pub collection: Collection,
    /// What the collection is called.
    pub name: String,
    /// Which articles are shown, and in which order.
    pub list: List,
    /// What the list lets through.
    pub filter: Filter,
    /// Filters as they were before, the latest last.
    pub filters_before: Vec<Filter>,
    /// The open article; side by side, one reader a column.
    pub readers: Vec<Reader>,
    /// Which of the readers keys go to.
    pub active: usize,
    /// Readers side by side that scroll together; `None` where each scrolls on its own.
    pub linked: Option<Linked>,
    /// The entities.
    pub panel: Panel,
    /// The entity whose mentions are stepped through.
    pub chosen: Option<EntityId>,
    /// Words looked for in the article.
    pub find: Option<FindBar>,
    /// The pane that keys go to.
    pub focus: Focus,
    /// What lies over the panes, and its first row.
    pub overlay: Option<(Overlay, usize)>,
    /// The article marked to be set beside another.
    pub marked: Option<ArticleIndex>,
    /// Articles that were read.
    pub read: HashSet<ArticleIndex>,
    /// What could not be read, a line each.
    pub problems: Vec<String>,
    /// How far reading in has come.
    pub progress: Progress,
    /// Said once, until the next key.
    pub notice: Option<String>,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// What the reader has set.
    pub settings: Settings,
    pub(super) generation: u64,
}

/// What `update` asks of the outside.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Stop until the shell brings us back.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Work in the background; its [`super::job::Done`] comes back.
    Run(Job),
}

/// What `update` asks of the outside, in order.
pub type Effects = Vec<Effect>;

impl State {
    /// An empty state for a screen of that size.
    pub fn new(name: String, size: (u16, u16), settings: Settings) -> Self {
        Self { name, size, settings, ..Self::default() }
    }

    /// The reader that keys go to.
    pub fn reader(&self) -> Option<&Reader> {
        self.readers.get(self.active)
    }

    /// Whether articles stand side by side.
    pub fn is_comparing(&self) -> bool {
        self.readers.len() > 1
    }

    /// Whether keys are text.
    pub fn is_typing(&self) -> bool {
        self.find.as_ref().is_some_and(|find| find.typing)
    }

    /// A number that no request before had.
    pub(super) fn next_generation(&mut self) -> u64 {
        self.generation += 1;
        self.generation
    }
}
