//! What choosing a row of a menu does.

use crate::app::correcting::Wish;
use crate::app::exporting::Export;
use crate::app::keys::action::Action;
use crate::app::settings::YankForm;
use crate::collection::{ArticleIndex, EntityId, Said};
use crate::library::{ArticleId, Colour, HistoryId};
use crate::text::Span;

/// What choosing a row does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Nothing: the row is there to be read.
    #[default]
    Nothing,
    /// An action.
    Act(Action),
    /// Opens an article.
    Open(ArticleIndex),
    /// Puts an article into the story of another one.
    Into(ArticleIndex, ArticleIndex),
    /// Goes to a place in an article.
    Place(ArticleIndex, Span),
    /// Goes to a passage that other accounts tell too.
    Passage(ArticleIndex, Span),
    /// Goes to a quotation.
    Quote(Said),
    /// Goes to what was found in an article.
    Hits(ArticleIndex),
    /// Shows in the list all that matches what is typed.
    ShowFound,
    /// Opens an article that matches it, and shows the others in the list.
    OpenFound(ArticleId),
    /// Shows the articles that answer a query, the oldest first.
    Query(String),
    /// Brings a file, a folder or an address into the library.
    Add(String),
    /// Keeps the query that is shown under this name.
    SaveQuery(String),
    /// Notes this on the passage that is asked about.
    Note(String),
    /// Gives the passage that is asked about this colour.
    Colour(Colour),
    /// Gives articles a tag, or takes it off.
    Tag(String, bool),
    /// Goes to a highlight, by its number in the view of all.
    Noted(usize),
    /// Opens an article of the library.
    Kept(ArticleId),
    /// Takes all back up to this deed, by its number, or does it again.
    Deed(usize),
    /// Takes these changes of the library back, or where it is `true` does them again.
    Turn(Vec<HistoryId>, bool),
    /// Goes on with what is typed as this text.
    Complete(String),
    /// Shows the card of an entity.
    Card(EntityId),
    /// Goes to the mentions of an entity.
    Mentions(EntityId),
    /// Asks what to do about two entities that may be one.
    Suggestion(EntityId, EntityId),
    /// Corrects something.
    Correct(Wish),
    /// Writes a document; where it is `true`, in the place of what is there.
    Export(Export, bool),
    /// Asks for another name for it.
    ExportAgain,
    /// Takes a part of the filter off, by its number.
    Chip(usize),
    /// Draws with a theme.
    Theme(String),
    /// Sends text to a command, by its number.
    Command(usize),
    /// Copies in a form.
    Yank(YankForm),
}
