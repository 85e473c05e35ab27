//! Where things stand on the screen. A pure function that drawing, scrolling and mouse hits all call.

use super::menu::Menu;
use super::panes::panel::{Panel, PanelRow};
use super::state::{Focus, State};
use crate::text::width;
use std::ops::Range;

/// A rectangle in terminal cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Column of its left edge.
    pub x: u16,
    /// Row of its upper edge.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// The smallest screen that can be used.
pub const SMALLEST: (u16, u16) = (20, 5);
/// From this many columns on, list, reader and entities stand side by side.
const WIDE: u16 = 120;
/// From this many columns on, two of them do.
const MEDIUM: u16 = 80;
/// From this many rows on, rules set the panes off.
const ROOMY: u16 = 12;

/// The part of the list's rows that folders may take: one in so many.
const FOLDERS: u16 = 3;

/// Columns that list and panel keep, however narrow one makes them.
const SIDE: u16 = 16;
/// Columns that the text keeps beside them.
const TEXT: u16 = 32;

/// What stands where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// The whole screen.
    pub screen: Area,
    /// The top line: program, collection, filter.
    pub header: Area,
    /// The folders over the list, where there are any and there is room: a heading, a row each and a blank one.
    pub folders: Option<Area>,
    /// The list of articles, where there is room.
    pub list: Option<Area>,
    /// The readers on the screen, by their number in [`State::readers`]: one, or one a column side by side; none where
    /// another pane has the screen.
    pub readers: Vec<(usize, Area)>,
    /// The entities, where there is room.
    pub panel: Option<Area>,
    /// The bottom line.
    pub status: Area,
    /// Rows of the horizontal rules, where there is room for them.
    pub rules: Option<(u16, u16)>,
    /// Columns of the vertical rules.
    pub dividers: Vec<u16>,
}

impl Geometry {
    /// The layout for what `state` shows; `None` where the screen is too small.
    pub fn of(state: &State) -> Option<Self> {
        let (width, height) = state.size;
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return None;
        }
        let screen = Area { x: 0, y: 0, width, height };
        if state.zen || state.settings.linear {
            return Some(Self::alone(screen, state));
        }
        let ruled = height >= ROOMY;
        let top = if ruled { 2 } else { 1 };
        let body = Area { x: 0, y: top, width, height: height - 2 * top };
        let mut geometry = Geometry {
            screen,
            header: Area { height: 1, ..screen },
            status: Area { y: height - 1, height: 1, ..screen },
            rules: ruled.then_some((1, height - 2)),
            ..Geometry::default()
        };
        let columns = state.readers.len();
        let shown = columns_shown(columns, state.active, width);
        if shown.len() > 1 {
            geometry.split(body, shown);
        } else {
            geometry.panes(body, state, columns <= 1);
            geometry.seat_folders(state);
        }
        Some(geometry)
    }

    /// The pane that keys go to, and the status line.
    fn alone(screen: Area, state: &State) -> Self {
        let body = Area { height: screen.height - 1, ..screen };
        let mut geometry =
            Self { screen, status: Area { y: screen.height - 1, height: 1, ..screen }, ..Self::default() };
        match state.focus {
            Focus::List if !state.is_comparing() && !state.zen => geometry.list = Some(body),
            Focus::Panel if !state.is_comparing() && !state.zen => geometry.panel = Some(body),
            _ => geometry.readers.push((state.active, body)),
        }
        geometry.seat_folders(state);
        geometry
    }

    /// Equal columns with a rule between them, for the readers of those numbers.
    fn split(&mut self, body: Area, readers: Range<usize>) {
        let columns = readers.len() as u16;
        let room = body.width - (columns - 1);
        let mut x = 0;
        for (column, reader) in (0..columns).zip(readers) {
            let width = room / columns + u16::from(column < room % columns);
            self.readers.push((reader, Area { x, width, ..body }));
            x += width;
            if column + 1 < columns {
                self.dividers.push(x);
                x += 1;
            }
        }
    }

    fn panes(&mut self, body: Area, state: &State, side_panes: bool) {
        let focus = state.focus;
        let (own_list, own_panel) = state.side_widths;
        let (list, panel) = match body.width {
            _ if !side_panes => (0, 0),
            WIDE.. => {
                let room = body.width - 2 - TEXT;
                let list = own_list.unwrap_or((body.width / 4).clamp(30, 46)).clamp(SIDE, room - SIDE);
                let panel = own_panel.unwrap_or((body.width / 40 * 9).clamp(32, 44)).clamp(SIDE, room - list);
                (list, panel)
            }
            // One column beside the text holds the list or the entities, so that the text does not jump.
            MEDIUM.. if focus == Focus::Panel => (0, own_panel.unwrap_or(30).clamp(SIDE, body.width - 1 - TEXT)),
            MEDIUM.. => (own_list.unwrap_or(30).clamp(SIDE, body.width - 1 - TEXT), 0),
            _ => match focus {
                Focus::List => (body.width, 0),
                Focus::Reader => (0, 0),
                Focus::Panel => (0, body.width),
            },
        };
        let narrow = side_panes && body.width < MEDIUM;
        let mut left = 0;
        if list > 0 {
            self.list = Some(Area { width: list, ..body });
            left = list;
        } else if panel > 0 && body.width < WIDE {
            self.panel = Some(Area { width: panel, ..body });
            left = panel;
        }
        if narrow && left > 0 {
            return;
        }
        if left > 0 {
            self.dividers.push(left);
            left += 1;
        }
        let mut right = body.width;
        if list > 0 && panel > 0 {
            right -= panel;
            self.panel = Some(Area { x: right, width: panel, ..body });
            right -= 1;
            self.dividers.push(right);
        }
        self.readers.push((state.active, Area { x: left, width: right - left, ..body }));
    }

    /// Gives the folders their place over the list; the articles keep most of it.
    fn seat_folders(&mut self, state: &State) {
        let (Some(list), folders) = (self.list, state.folders().len() as u16) else { return };
        let most = list.height / FOLDERS;
        if folders == 0 || most < 4 {
            return;
        }
        let height = folders.saturating_add(2).min(most);
        self.folders = Some(Area { height, ..list });
        self.list = Some(Area { y: list.y + height, height: list.height - height, ..list });
    }
}

/// Which of so many readers side by side a screen has room for, the active one among them.
fn columns_shown(columns: usize, active: usize, width: u16) -> Range<usize> {
    let room = usize::from(width / (MEDIUM / 2)).clamp(1, columns.max(1));
    let first = active.saturating_sub(room / 2).min(columns.saturating_sub(room));
    first..(first + room).min(columns)
}

/// Most columns of a menu's rows: what stands at their right is to be seen with what it belongs to.
const MENU: u16 = 104;

/// Where the rows of a menu stand, without its frame and its prompt.
pub fn menu_area(geometry: &Geometry, menu: &Menu) -> Area {
    let screen = geometry.screen;
    // The header and the status line stay in sight where there is room.
    let top = if screen.height >= 12 { 2 } else { 1 };
    let prompt = u16::from(menu.has_prompt());
    let margin = if screen.width >= 60 { 3 } else { 0 };
    let height = screen.height.saturating_sub(2 * top + prompt).max(1);
    let width = screen.width.saturating_sub(2 * margin).min(MENU);
    Area { x: (screen.width - width) / 2, y: top + prompt, width, height }
}

/// The rows of a list or panel below its heading.
pub fn side_rows(area: Area) -> Area {
    let head = if area.height > 6 { 2 } else { 1 };
    Area { y: area.y + head, height: area.height.saturating_sub(head), ..area }
}

/// The line, of `lines` below the panel's heading, on which its row number `row` stands, if it is on the screen. Where all
/// rows have room with a blank line before each kind but the first, they have it.
pub fn panel_line_of(panel: &Panel, row: usize, lines: usize) -> Option<usize> {
    let is_kind = |row: &&PanelRow| matches!(row, PanelRow::Kind(_));
    let all = panel.rows.len();
    // Only what has room is counted.
    let airy = panel.top == 0 && all <= lines && all + panel.rows.iter().skip(1).filter(is_kind).count() <= lines;
    let line = if airy {
        row + panel.rows.iter().take(row + 1).skip(1).filter(is_kind).count()
    } else {
        row.checked_sub(panel.top)?
    };
    (line < lines).then_some(line)
}

/// The rows of the panel that are on the screen, each with its line: see [`panel_line_of`].
pub fn panel_rows_on_screen(panel: &Panel, lines: usize) -> Vec<(usize, &PanelRow)> {
    let rows = panel.rows.iter().enumerate().skip(panel.top).take(lines);
    rows.filter_map(|(at, row)| Some((panel_line_of(panel, at, lines)?, row))).collect()
}

/// Rows that an article takes in the list: title, by-line and, where there is room, a blank one.
pub fn list_entry_rows(area: Area) -> u16 {
    match side_rows(area).height {
        0..=7 => 1,
        8..=11 => 2,
        _ => 3,
    }
}

/// A reader's pane: its head, which stands still, and the text below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    /// Title, by-line and a blank row; less where there is no room for them.
    pub head: Area,
    /// The text.
    pub text: Area,
}

/// What stands beside a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gutter {
    /// Nothing.
    #[default]
    Nothing,
    /// The number of a passage in two columns before it, a sign behind it, each with a blank between.
    Signs,
    /// Words behind it.
    Words,
}

impl Gutter {
    /// Columns to be kept at the left and at the right of a text in a pane of that width.
    fn margins(self, width: u16) -> (u16, u16) {
        let margin = if width >= 44 { 2 } else { 1 };
        match self {
            Self::Nothing => (margin, margin),
            Self::Signs => (3, 2),
            Self::Words => (margin, margin + 1 + WORDS),
        }
    }
}

/// Columns of the words beside a text.
pub const WORDS: u16 = 20;

/// Columns that a head may take where the text is narrower.
const HEAD: u16 = 60;

/// Sets head and text of an article called `title` in the middle of `area`, the text at most `measure` columns wide with
/// the gutter beside it. The head begins where the text does, further left where it needs the room.
pub fn pane(area: Area, measure: u16, title: &str, gutter: Gutter) -> Pane {
    let (before, behind) = gutter.margins(area.width);
    let room = area.width.saturating_sub(before + behind).max(1);
    let width = room.min(measure).max(1);
    let column = Area { x: area.x + before + (area.width.saturating_sub(width + before + behind)) / 2, width, ..area };
    let (margin, _) = Gutter::Nothing.margins(area.width);
    let wide = area.width.saturating_sub(2 * margin).max(1).min(measure.max(HEAD));
    let left = column.x.min((area.x + area.width).saturating_sub(wide + margin)).max(area.x);
    let long = u16::from(width::columns(title) > wide as usize);
    let head = match area.height {
        0..=3 => 0,
        4..=8 => 1,
        9..=15 => 3,
        _ => 3 + long,
    };
    Pane {
        head: Area { x: left, width: wide, height: head, ..area },
        text: Area { y: column.y + head, height: column.height - head, ..column },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::EntityKind;

    #[test]
    fn a_head_may_be_wider_than_a_narrow_text() {
        let area = Area { x: 10, y: 0, width: 100, height: 20 };
        let Pane { head, text } = pane(area, 20, "title", Gutter::Nothing);
        assert_eq!((text.x, text.width, head.x, head.width), (50, 20, 48, 60));
        let Pane { head, text } = pane(area, 72, "title", Gutter::Nothing);
        assert_eq!((head.x, head.width), (text.x, 72));
        let Pane { head, text } = pane(Area { width: 30, ..area }, 20, "title", Gutter::Nothing);
        assert_eq!((text.x, text.width, head.x, head.width), (15, 20, 11, 28));
    }

    #[test]
    fn kinds_are_set_apart_where_all_have_room() {
        // Kinds whose names are hidden: headings alone.
        let mut panel = Panel::default();
        panel.rows = vec![PanelRow::Kind(EntityKind::Person); 4];
        let lines = |panel: &Panel, lines| {
            let rows = panel_rows_on_screen(panel, lines);
            rows.iter().map(|(line, _)| *line).collect::<Vec<_>>()
        };
        assert_eq!(lines(&panel, 7), [0, 2, 4, 6]);
        assert_eq!(lines(&panel, 6), [0, 1, 2, 3]);
        assert_eq!(lines(&panel, 2), [0, 1]);
        panel.top = 2;
        assert_eq!(lines(&panel, 2), [0, 1]);
        assert_eq!([1, 2, 3].map(|row| panel_line_of(&panel, row, 2)), [None, Some(0), Some(1)]);
    }

    #[test]
    fn as_many_columns_as_there_is_room_for_round_the_active_one() {
        assert_eq!(columns_shown(4, 0, 200), 0..4);
        assert_eq!(columns_shown(2, 1, 80), 0..2);
        assert_eq!([0, 1, 2, 3].map(|active| columns_shown(4, active, 100)), [0..2, 0..2, 1..3, 2..4]);
        assert_eq!([0, 1, 2, 3].map(|active| columns_shown(4, active, 120)), [0..3, 0..3, 1..4, 1..4]);
        assert_eq!([0, 2].map(|active| columns_shown(3, active, 30)), [0..1, 2..3]);
        assert_eq!(columns_shown(0, 0, 100), 0..0);
    }
}
