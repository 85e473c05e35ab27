//! What does the reader see and do? [`State`] holds everything on the screen; [`press`], [`update`] and [`receive`]
//! change it and return [`Effects`]. No I/O, no threads, no terminal.

mod act;
mod comparing;
mod copy;
mod correcting;
mod excerpt;
mod exporting;
mod filtering;
mod geometry;
mod header;
mod job;
mod keys;
mod marking;
mod menu;
mod mouse;
mod panes;
mod placeholders;
mod prompt;
mod quoting;
mod reading;
mod runs;
mod session;
mod settings;
mod shelf;
mod state;
mod stories;
mod suggestions;
mod typing;
mod undo;
mod update;

pub use comparing::{Account, Compared, Comparing, Dim, RowSigns, Sign};
pub use correcting::Wish;
pub use exporting::Export;
pub use filtering::Chip;
pub use geometry::{
    Area, Geometry, Gutter, Pane, SMALLEST, WORDS, list_entry_rows, menu_area, pane, panel_line_of,
    panel_rows_on_screen, side_rows,
};
pub use header::{HeaderPart, HeaderText, chip_areas, header_texts};
pub use job::{Answer, Done, Job, Task};
pub use keys::action::{Action, Context, Declaration};
pub use keys::key::{Key, KeyCode, UnknownKey};
pub use keys::keymap::{Keymap, KeymapError, Meaning};
pub use keys::pending::Pending;
pub use marking::{Marking, TagState};
pub use menu::{Cells, Item, Menu, MenuForm, MenuKind, MenuRow, Target};
pub use mouse::{Mouse, MouseKind};
pub use panes::list::{List, ListContent, ListRow, SortBy, list_rows_on_screen};
pub use panes::panel::{Panel, PanelRow, Scope};
pub use placeholders::PLACEHOLDERS;
pub use prompt::Prompt;
pub use reading::find_all::{FindAll, Found};
pub use reading::find_bar::FindBar;
pub use reading::history::History;
pub use reading::page::{Page, PageRow, RowKind, indent};
pub use reading::read_marks::ReadMarks;
pub use reading::reader::Reader;
pub use reading::scroll::Linked;
pub use reading::selection::Selection;
pub use reading::{Beside, Hits};
pub use runs::Run;
pub use session::{Roots, Session, SessionError};
pub use settings::{CommandInput, ExternalCommand, MEASURES, Settings, YankForm};
pub use shelf::{
    Ask, DEEDS, Deed, Folder, Importing, Listed, Noting, Offered, Own, Pulled, Reply, SearchHit, Searched, Shelf, Turn,
    Undone, View, Way, Wrong, folders_on_screen,
};
pub use state::{Effect, Effects, Focus, Progress, State};
pub use update::{Report, press, receive, update};
