//! What does the reader see and do? [`State`] holds everything on the screen; [`press`], [`update`] and [`receive`]
//! change it and return [`Effects`]. No I/O, no threads, no terminal.

mod action;
mod find;
mod find_bar;
mod geometry;
mod job;
mod key;
mod keymap;
mod list;
mod mentions;
mod overlay;
mod page;
mod panel;
mod reader;
mod scroll;
mod side_by_side;
mod state;
mod step;
mod update;

pub use action::{Action, Context, Declaration};
pub use find_bar::FindBar;
pub use geometry::{Area, Geometry, Pane, SMALLEST, list_entries, list_entry_rows, pane, side_rows};
pub use job::{Answer, Done, Job, Task};
pub use key::{Key, KeyCode, UnknownKey};
pub use keymap::{Keymap, KeymapError};
pub use list::{List, SortBy};
pub use overlay::{KEY_COLUMNS, OverlayRow, overlay_area};
pub use page::{Page, PageRow, RowKind, indent};
pub use panel::{Panel, PanelRow, Scope};
pub use reader::Reader;
pub use scroll::Linked;
pub use state::{Effect, Effects, Focus, Overlay, Progress, Settings, State};
pub use update::{Report, press, receive, update};
