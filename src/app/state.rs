//! What the reader sees: everything that drawing needs, and nothing that it could change.

use super::comparing::Comparing;
use super::exporting::Export;
use super::job::Job;
use super::keys::action::Context;
use super::keys::pending::Pending;
use super::marking::Marking;
use super::menu::Menu;
use super::mouse::Hand;
use super::panes::list::List;
use super::panes::panel::Panel;
use super::prompt::Prompt;
use super::reading::Query;
use super::reading::find_all::FindAll;
use super::reading::find_bar::FindBar;
use super::reading::history::History;
use super::reading::read_marks::ReadMarks;
use super::reading::reader::Reader;
use super::reading::scroll::Linked;
use super::reading::selection::Selection;
use super::runs::Run;
use super::session::{ArticleKey, Configured, Restoring, Roots};
use super::settings::{ExternalCommand, Settings};
use super::shelf::{Ask, Shelf};
use super::stories::Told;
use super::suggestions::Suggestions;
use super::undo::Changes;
use crate::analysis::EntityKind;
use crate::collection::{ArticleIndex, Collection, Corrections, EntityId, Filter};
use crate::compare::Document;

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
    /// A filter that was taken off, to be put on again.
    pub(super) suspended: Filter,
    /// What was changed and can be undone, the latest last.
    pub(super) changes: Changes,
    /// Whether what is corrected has changed and is to be kept.
    pub(super) corrections_changed: bool,
    /// What of the library is on the screen.
    pub shelf: Shelf,
    /// What the reader is about while noting.
    pub marking: Marking,
    /// Which articles tell of the same event.
    pub(super) stories: Told,
    /// Entities that may be one.
    pub(super) suggestions: Suggestions,
    /// The open article; side by side, one reader a column.
    pub readers: Vec<Reader>,
    /// Which of the readers keys go to.
    pub active: usize,
    /// Readers side by side that scroll together; `None` where each scrolls on its own.
    pub linked: Option<Linked>,
    /// How the accounts on the screen relate.
    pub comparing: Comparing,
    /// The entities.
    pub panel: Panel,
    /// The entity whose mentions are stepped through.
    pub chosen: Option<EntityId>,
    /// Words looked for in the article.
    pub find: Option<FindBar>,
    /// What was looked for last, to be called back.
    pub(super) last_find: Option<Query>,
    /// The pane that keys go to.
    pub focus: Focus,
    /// What lies over the panes, the topmost last.
    pub menus: Vec<Menu>,
    /// Keys that wait for more.
    pub pending: Pending,
    /// Text that is selected in the active reader.
    pub selection: Option<Selection>,
    /// Where one was, and where one came back from.
    pub history: History,
    /// Words looked for in all articles.
    pub find_all: Option<FindAll>,
    /// Nothing but the text is on the screen.
    pub zen: bool,
    /// Kinds of entities that are neither listed nor marked.
    pub hidden_kinds: Vec<EntityKind>,
    /// Articles marked to be set beside others, in the order of marking.
    pub marked: Vec<ArticleIndex>,
    /// Widths that list and panel were given, in columns; `None` where the layout decides.
    pub side_widths: (Option<u16>, Option<u16>),
    /// Whether to explain the first steps.
    pub welcome: bool,
    /// The place one was at last time, until all that belongs to it is there again.
    pub(super) restoring: Option<Restoring>,
    /// What articles are called in a session.
    pub roots: Roots,
    /// What was read last time and is not there this time, longest away first.
    pub(super) absent: Vec<ArticleKey>,
    /// What the configuration said, where a session is kept.
    pub(super) configured: Option<Configured>,
    /// Articles that were read.
    pub read: ReadMarks,
    /// Commands that run on their own, the earliest first.
    pub runs: Vec<Run>,
    /// The document that was asked for last.
    pub(super) exporting: Option<Export>,
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
    /// What the mouse is about.
    pub(super) hand: Hand,
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
    /// Stop reading in.
    StopLoading,
    /// Listen to the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Draw with the theme of that name.
    Theme(String),
    /// Keep what is corrected.
    Keep(Box<Corrections>),
    /// Read the configuration anew.
    Reload,
    /// Put this text, which is clean, into the clipboard.
    Copy(String),
    /// Write this document to a file; report a file that is there, unless it is to be replaced.
    Export {
        /// The file, as the reader has named it: `~/` is the user's folder.
        path: String,
        /// What goes into it.
        document: Box<Document>,
        /// Whether to replace a file that is there.
        replace: bool,
    },
    /// Open this address, which is http or https, in the browser.
    OpenLink(String),
    /// Ask something of the library.
    Library(Box<Ask>),
    /// Give `input` to a command.
    Send {
        /// The number of this run, by which its end is reported.
        run: u64,
        /// The command.
        command: ExternalCommand,
        /// What it gets on its standard input.
        input: String,
        /// Names and values for its environment: what is known of the article.
        about: Vec<(&'static str, String)>,
    },
    /// End a command that runs, with all that it has started.
    StopRun {
        /// The number of the run.
        run: u64,
        /// Whether to leave it no choice.
        kill: bool,
    },
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

    /// The article that keys go to; says so where none is open.
    pub(super) fn open_article(&mut self) -> Option<ArticleIndex> {
        let open = self.reader().map(|reader| reader.article);
        if open.is_none() {
            self.notice = Some("no article is open".to_owned());
        }
        open
    }

    /// Whether articles stand side by side.
    pub fn is_comparing(&self) -> bool {
        self.readers.len() > 1
    }

    /// The line of text that keys go into, if there is one.
    pub fn prompt(&self) -> Option<&Prompt> {
        if let Some(menu) = self.menus.last() {
            return Some(&menu.prompt).filter(|_| menu.typing);
        }
        if self.panel.typing {
            return self.panel.prompt.as_ref();
        }
        self.find.as_ref().filter(|find| find.typing).map(|find| &find.prompt)
    }

    pub(super) fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        if let Some(menu) = self.menus.last_mut() {
            return Some(&mut menu.prompt).filter(|_| menu.typing);
        }
        if self.panel.typing {
            return self.panel.prompt.as_mut();
        }
        self.find.as_mut().filter(|find| find.typing).map(|find| &mut find.prompt)
    }

    /// Whether keys are text.
    pub fn is_typing(&self) -> bool {
        self.prompt().is_some()
    }

    /// The context that keys are read in.
    pub fn context(&self) -> Context {
        match () {
            () if self.is_typing() => Context::Typing,
            () if self.selection.is_some() && self.menus.is_empty() => Context::Selecting,
            () => Context::Browsing,
        }
    }

    /// A number that no request before had.
    pub(super) fn next_generation(&mut self) -> u64 {
        self.generation += 1;
        self.generation
    }
}
