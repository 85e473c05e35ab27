//! Menus: what lies over the panes to be read, searched and chosen from. One file a kind makes its rows; this one opens
//! them all and steps in them.

mod articles;
mod card;
mod cells;
mod choose;
mod commands;
mod correct;
mod corrections;
mod deeds;
mod export;
mod figures;
mod filters;
mod find_all;
mod help;
mod hints;
mod narrow;
mod note;
mod noted;
mod palette;
mod passage;
mod problems;
mod quotations;
mod rows;
mod shared;
mod story;
mod suggestions;
mod tags;
mod target;
mod themes;
mod timeline;
mod walk;
mod yank;

pub(in crate::app) use card::count;
pub use cells::Cells;
pub(in crate::app) use narrow::fuzzy;
pub use rows::{Item, MenuForm, MenuRow};
pub use target::Target;
pub use walk::Menu;

use super::geometry::{Geometry, menu_area};
use super::panes::panel::Scope;
use super::prompt::Prompt;
use super::reading::scroll::Scroll;
use super::state::{Effect, Effects, State};
use crate::collection::{ArticleIndex, EntityId};

/// What a menu is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuKind {
    /// All keys.
    Help,
    /// All actions.
    Palette,
    /// What could not be read.
    Problems,
    /// An entity: its names, what is said of it, articles, company.
    Card(EntityId),
    /// Entities of the columns: shared, and in one only.
    Shared,
    /// What is filtered.
    Filters,
    /// Articles to open in the active column.
    Articles,
    /// Words in all articles.
    FindAll,
    /// A query to the library.
    Search,
    /// Many articles of the library together: when they are from, and whom they name.
    Across,
    /// What changed of an article.
    Revisions(ArticleIndex),
    /// What to bring into the library.
    Add,
    /// A name for a query that is to be kept.
    SaveQuery,
    /// A note on a passage.
    Note,
    /// The colour of a highlight.
    Colours,
    /// Tags to give or to take.
    Tags,
    /// All highlights and notes.
    Highlights,
    /// Articles with bookmarks and tags.
    Shelved,
    /// What was done.
    History,
    /// Whether to take all back up to this deed, by its number, or to do it all again.
    Turn(usize),
    /// Themes.
    Themes,
    /// Commands to send text to.
    Commands,
    /// An entity to merge this one into.
    Merge(EntityId),
    /// A name to split off from it.
    Split(EntityId),
    /// A name for it.
    Rename(EntityId),
    /// What it is.
    Kind(EntityId),
    /// What was corrected.
    Corrections,
    /// Entities that may be one.
    Suggestions,
    /// Why passages are taken to tell the same.
    Passage,
    /// Who says what.
    Quotations(Scope),
    /// Why an article and others tell one story.
    Story(ArticleIndex),
    /// A story to put an article into.
    Into(ArticleIndex),
    /// Figures, account by account.
    Figures,
    /// Dated statements in order.
    Timeline(Scope),
    /// Forms to copy in.
    Yank,
    /// A file to write to.
    Export,
    /// What to do about a file that is there.
    Replace,
    /// Two of them, and what to do about that.
    Suggestion(EntityId, EntityId),
}

impl MenuKind {
    /// Whether letters are text at once; else they are keys until one asks to find.
    fn is_typed_into(self) -> bool {
        let chooses =
            matches!(self, Self::Palette | Self::Articles | Self::FindAll | Self::Themes | Self::Commands | Self::Yank);
        let asks = matches!(self, Self::Search | Self::Add | Self::SaveQuery | Self::Note | Self::Colours | Self::Tags);
        chooses || asks || matches!(self, Self::Merge(_) | Self::Rename(_) | Self::Export | Self::Into(_))
    }

    /// Whether its rows are made for what is typed, instead of being narrowed to it.
    fn answers_typing(self) -> bool {
        matches!(
            self,
            Self::FindAll
                | Self::Search
                | Self::Add
                | Self::SaveQuery
                | Self::Note
                | Self::Tags
                | Self::Merge(_)
                | Self::Rename(_)
                | Self::Export
        )
    }

    /// Whether it shows entities that can be corrected from there, or corrections that can be undone.
    pub(super) fn shows_entities(self) -> bool {
        matches!(self, Self::Card(_) | Self::Shared | Self::Corrections | Self::Suggestions | Self::Suggestion(..))
    }

    /// Whether what is typed ranks the rows, the best first. Else it only narrows them and keeps their order.
    fn is_ranked(self) -> bool {
        matches!(self, Self::Palette | Self::Articles | Self::Into(_))
    }
}

impl State {
    /// Opens a menu over whatever is open; one of the same kind that is on top closes.
    pub(super) fn toggle_menu(&mut self, kind: MenuKind, effects: &mut Effects) {
        if self.menus.last().is_some_and(|menu| menu.kind == kind) {
            self.menus.pop();
            return;
        }
        self.open_menu(kind, effects);
    }

    pub(super) fn open_menu(&mut self, kind: MenuKind, effects: &mut Effects) {
        let rows = self.menu_rows(kind);
        let mut menu = Menu::of(kind, rows);
        // Enter at once changes nothing.
        menu.select(|target| matches!(target, Target::Theme(name) if *name == self.settings.theme));
        if let MenuKind::Rename(id) = kind {
            menu.prompt = Prompt::recalled(&self.name_of(id));
        }
        if kind == MenuKind::Export {
            menu.prompt = Prompt::recalled(self.export_name());
        }
        self.menus.push(menu);
        if matches!(kind, MenuKind::Rename(_)) {
            // Its rows are made for the name that stands in its prompt, and the first keeps that.
            self.refresh_menu();
            self.menus.iter_mut().last().into_iter().for_each(Menu::narrow);
        }
        if kind == MenuKind::FindAll {
            self.resume_find_all(effects);
        }
    }

    fn menu_rows(&self, kind: MenuKind) -> Vec<MenuRow> {
        match kind {
            MenuKind::Help => self.help_rows(),
            MenuKind::Palette => self.palette_rows(),
            MenuKind::Problems => self.problem_rows(),
            MenuKind::Card(id) => self.card_rows(id),
            MenuKind::Shared => self.shared_rows(),
            MenuKind::Filters => self.filter_rows(),
            MenuKind::Articles => self.article_rows(),
            MenuKind::FindAll => self.find_all_rows(),
            MenuKind::Search => self.search_rows(),
            MenuKind::Across => self.across_rows(),
            MenuKind::Revisions(_) => self.revision_rows(),
            MenuKind::Add => self.add_rows(),
            MenuKind::SaveQuery => self.save_rows(),
            MenuKind::Note => self.note_rows(),
            MenuKind::Colours => self.colour_rows(),
            MenuKind::Tags => self.tag_rows(),
            MenuKind::Highlights => self.highlight_rows(),
            MenuKind::Shelved => self.shelved_rows(),
            MenuKind::History => self.deed_rows(),
            MenuKind::Turn(number) => self.turn_rows(number),
            MenuKind::Themes => self.theme_rows(),
            MenuKind::Commands => self.command_rows(),
            MenuKind::Merge(id) => self.merge_rows(id),
            MenuKind::Split(id) => self.split_rows(id),
            MenuKind::Rename(id) => self.rename_rows(id),
            MenuKind::Kind(id) => self.kind_rows(id),
            MenuKind::Corrections => self.correction_rows(),
            MenuKind::Suggestions => self.suggestion_rows(),
            MenuKind::Passage => self.passage_rows(),
            MenuKind::Quotations(scope) => self.quotation_rows(scope),
            MenuKind::Story(article) => self.story_rows(article),
            MenuKind::Into(article) => self.stories_for(article),
            MenuKind::Figures => self.figure_rows(),
            MenuKind::Yank => self.yank_rows(),
            MenuKind::Export => self.export_rows(),
            MenuKind::Replace => self.replace_rows(),
            MenuKind::Timeline(scope) => self.timeline_rows(scope),
            MenuKind::Suggestion(one, other) => self.choice_rows(one, other),
        }
    }

    /// The title over the open menu.
    pub fn menu_title(&self, menu: &Menu) -> String {
        match menu.kind {
            MenuKind::Help => "Keys".to_owned(),
            MenuKind::Palette => "Do".to_owned(),
            MenuKind::Problems => format!("What could not be read: {}", self.problems.len()),
            MenuKind::Card(id) => self.card_title(id),
            MenuKind::Shared => "Entities of these articles".to_owned(),
            MenuKind::Filters => "What is filtered".to_owned(),
            MenuKind::Articles if self.is_comparing() => "Put into this column".to_owned(),
            MenuKind::Articles => "Open".to_owned(),
            MenuKind::FindAll => self.find_all_title(),
            MenuKind::Search => self.search_title(),
            MenuKind::Across => self.across_title(),
            MenuKind::Revisions(article) => self.revisions_title(article),
            MenuKind::Add => "Bring into the library".to_owned(),
            MenuKind::SaveQuery => format!("Keep as a folder: {}", self.shelf.view.text),
            MenuKind::Note => format!("Note on “{}”", self.passage_asked_about()),
            MenuKind::Colours => self.colour_title(),
            MenuKind::Tags => format!("Tags of {}", self.tagged_in_words()),
            MenuKind::Highlights => self.highlights_title(),
            MenuKind::Shelved => "Bookmarks and tags".to_owned(),
            MenuKind::History => "What you have done, and what came in".to_owned(),
            MenuKind::Turn(number) => self.turn_title(number),
            MenuKind::Themes => "How things look".to_owned(),
            MenuKind::Commands => "Send to".to_owned(),
            MenuKind::Merge(id) => format!("{} is one and the same as", self.name_of(id)),
            MenuKind::Split(id) => format!("Split a name off {}", self.name_of(id)),
            MenuKind::Rename(id) => format!("A new name for {}", self.name_of(id)),
            MenuKind::Kind(id) => format!("{} is", self.name_of(id)),
            MenuKind::Corrections => "What you have corrected".to_owned(),
            MenuKind::Passage => self.passage_title(),
            MenuKind::Quotations(scope) => format!("Who says what in {}", self.scope_in_words(scope)),
            MenuKind::Story(article) => self.story_title(article),
            MenuKind::Into(article) => format!("Into which story: {}", self.title_of(article)),
            MenuKind::Yank => "Copy as".to_owned(),
            MenuKind::Export => self.export_title(),
            MenuKind::Replace => self.replace_title(),
            MenuKind::Figures => format!("Figures of {}", self.scope_in_words(Scope::Article)),
            MenuKind::Timeline(scope) => format!("When, in {}", self.scope_in_words(scope)),
            MenuKind::Suggestions => "Perhaps one and the same".to_owned(),
            MenuKind::Suggestion(one, other) => format!("{} and {}", self.name_of(one), self.name_of(other)),
        }
    }

    /// Makes the rows of the open menu anew, where what they show has changed.
    pub(super) fn refresh_menu(&mut self) {
        let Some(kind) = self.menus.last().map(|menu| menu.kind) else { return };
        let rows = self.menu_rows(kind);
        if let Some(menu) = self.menus.last_mut() {
            menu.refill(rows);
        }
    }

    /// Makes the rows of all open menus anew.
    pub(super) fn refresh_menus(&mut self) {
        // Each is made as if it were on top: what is typed into it counts.
        let mut above = Vec::new();
        while !self.menus.is_empty() {
            let kind = self.menus.last().map(|menu| menu.kind);
            if kind.is_some_and(|kind| kind != MenuKind::FindAll) {
                self.refresh_menu();
            }
            above.extend(self.menus.pop());
        }
        self.menus.extend(above.into_iter().rev());
    }

    /// Narrows the open menu to what is typed.
    pub(super) fn menu_typed(&mut self, effects: &mut Effects) {
        let Some(menu) = self.menus.last_mut() else { return };
        if menu.kind == MenuKind::FindAll {
            return self.find_all_typed(effects);
        }
        if menu.kind == MenuKind::Search {
            return self.search_typed();
        }
        let kind = menu.kind;
        if kind.answers_typing() {
            self.refresh_menu();
        }
        let Some(menu) = self.menus.last_mut() else { return };
        menu.narrow();
        self.preview_theme(effects);
    }

    /// Moves in the open menu.
    pub(super) fn step_menu(&mut self, by: Scroll, effects: &mut Effects) {
        let visible = self.menu_size().map_or(1, |(_, visible)| visible);
        let Some(menu) = self.menus.last_mut() else { return };
        menu.go(by, visible);
        self.preview_theme(effects);
    }

    fn menu_size(&self) -> Option<(u16, usize)> {
        let menu = self.menus.last()?;
        let area = menu_area(&Geometry::of(self)?, menu);
        Some((area.width, area.height as usize))
    }

    /// Scrolls the open menu so that what is selected is on the screen.
    pub(super) fn hold_menu(&mut self) {
        if let (Some((columns, visible)), Some(menu)) = (self.menu_size(), self.menus.last_mut()) {
            menu.hold(menu.form(columns, self.settings.linear), visible);
        }
    }

    /// Closes the topmost menu; one that was narrowed by typing is widened first.
    pub(super) fn back_menu(&mut self, effects: &mut Effects) {
        let Some(menu) = self.menus.last_mut() else { return };
        if menu.typing && !menu.kind.is_typed_into() || !menu.typing && !menu.prompt.is_blank() {
            (menu.typing, menu.prompt) = (false, Prompt::default());
            return menu.narrow();
        }
        let closed = self.menus.pop();
        match closed.map(|menu| menu.kind) {
            // What was only looked at goes again.
            Some(MenuKind::Themes) => effects.push(Effect::Theme(self.settings.theme.clone())),
            Some(MenuKind::FindAll) => drop(self.stop_find_all()),
            _ => {}
        }
    }
}
