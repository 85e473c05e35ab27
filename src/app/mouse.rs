//! The mouse: clicks, the wheel, and dragging. Where something stands is asked of the functions that drawing asks.

use super::act;
use super::geometry::{Area, Geometry, list_entry_rows, menu_area, panel_rows_on_screen, side_rows};
use super::header::chip_areas;
use super::keys::action::Action;
use super::keys::pending::Pending;
use super::panes::list::{ListContent, list_rows_on_screen};
use super::reading::scroll::Scroll;
use super::shelf::folders_on_screen;
use super::state::{Effects, Focus, State};
use crate::collection::{ArticleIndex, EntityId};

/// Rows that a notch of the wheel scrolls.
const NOTCH: isize = 3;

/// Something done with the mouse, at a cell of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// Column of the cell.
    pub column: u16,
    /// Row of the cell.
    pub row: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down, for that many times in quick succession at this cell: 1 for a click, 2 for a double one.
    Press(u8),
    /// The mouse moved to this cell while the left button was down.
    Drag,
    /// The left button came up.
    Release,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// What the mouse has hold of, and what the wheel has moved out of sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hand {
    drag: Option<Drag>,
    /// What was selected in the list and the panel when the wheel scrolled them: until something else is, what is
    /// selected need not stay in sight.
    list: Option<ArticleIndex>,
    panel: Option<EntityId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drag {
    /// Text is being selected from this byte on; whether the mouse has left it.
    Text { from: usize, moved: bool },
    /// The list's edge is being moved.
    List,
    /// The panel's edge is being moved.
    Panel,
}

impl Hand {
    /// A key ends what is being dragged: it may lead away from it.
    pub(super) fn let_go(&mut self) {
        self.drag = None;
    }

    /// Whether the list stays where the wheel left it.
    pub(super) fn leaves_list(&self, selected: Option<ArticleIndex>) -> bool {
        self.list.is_some() && self.list == selected
    }

    /// Whether the panel stays where the wheel left it.
    pub(super) fn leaves_panel(&self, selected: Option<EntityId>) -> bool {
        self.panel.is_some() && self.panel == selected
    }
}

fn holds(area: Area, mouse: Mouse) -> bool {
    (area.x..area.x + area.width).contains(&mouse.column) && (area.y..area.y + area.height).contains(&mouse.row)
}

impl State {
    /// Whether this would do anything: where it would not, nothing need be drawn.
    pub fn heeds(&self, mouse: Mouse) -> bool {
        match mouse.kind {
            MouseKind::Drag | MouseKind::Release => self.hand.drag.is_some(),
            MouseKind::Press(_) | MouseKind::WheelUp | MouseKind::WheelDown => true,
        }
    }

    pub(super) fn take_mouse(&mut self, mouse: Mouse, effects: &mut Effects) {
        let Some(geometry) = Geometry::of(self) else { return };
        match mouse.kind {
            MouseKind::Press(times) => {
                self.hand.drag = None;
                self.notice = None;
                self.pending = Pending::default();
                if self.menus.is_empty() {
                    self.press_pane(&geometry, mouse, times, effects);
                } else {
                    self.press_menu(&geometry, mouse, effects);
                }
            }
            MouseKind::Drag => self.drag(&geometry, mouse),
            MouseKind::Release => {
                if let Some(Drag::Text { from, moved: false }) = self.hand.drag.take() {
                    self.choose_at(from);
                }
            }
            MouseKind::WheelUp => self.wheel(&geometry, mouse, -NOTCH, effects),
            MouseKind::WheelDown => self.wheel(&geometry, mouse, NOTCH, effects),
        }
    }

    fn press_menu(&mut self, geometry: &Geometry, mouse: Mouse, effects: &mut Effects) {
        let Some(menu) = self.menus.last() else { return };
        let area = menu_area(geometry, menu);
        // The frame and the prompt belong to the menu.
        let top = area.y.saturating_sub(if menu.has_prompt() { 2 } else { 1 });
        if mouse.row < top || mouse.row > area.y + area.height {
            return self.close_menu(effects);
        }
        let Some(row) = self.menu_row_at(area, mouse) else { return };
        let Some(menu) = self.menus.last() else { return };
        if row == menu.selected {
            // Typing is over with a click: what it would end first is not what was clicked at.
            self.menus.iter_mut().rev().take(1).for_each(|menu| menu.typing = false);
            return self.accept_menu(effects);
        }
        let items = |rows: std::ops::Range<usize>| {
            let rows = menu.rows.get(rows).unwrap_or_default();
            rows.iter().filter(|row| row.target().is_some()).count() as isize
        };
        let by = if row > menu.selected { items(menu.selected..row) } else { -items(row..menu.selected) };
        self.step_menu(Scroll::Rows(by), effects);
    }

    /// The row of the open menu under the mouse that can be chosen.
    fn menu_row_at(&self, area: Area, mouse: Mouse) -> Option<usize> {
        let menu = self.menus.last()?;
        let mut left = usize::from(mouse.row.checked_sub(area.y)?);
        let form = menu.form(area.width, self.settings.linear);
        for (at, row) in menu.rows.iter().enumerate().skip(menu.top) {
            let lines = row.lines(form).len();
            if left < lines {
                return row.target().is_some().then_some(at);
            }
            left -= lines;
        }
        None
    }

    /// Closes the topmost menu, whatever was typed into it.
    fn close_menu(&mut self, effects: &mut Effects) {
        let open = self.menus.len();
        for _ in 0..2 {
            if self.menus.len() == open {
                self.back_menu(effects);
            }
        }
    }

    fn press_pane(&mut self, geometry: &Geometry, mouse: Mouse, times: u8, effects: &mut Effects) {
        if holds(geometry.header, mouse) {
            return self.header_click(geometry.header, mouse);
        }
        if let Some(drag) = divider_at(geometry, mouse) {
            self.hand.drag = Some(drag);
            return;
        }
        if let Some(area) = geometry.folders.filter(|area| holds(*area, mouse)) {
            let under = folders_on_screen(self, area).into_iter().find(|(_, row)| holds(*row, mouse));
            if let Some((number, _)) = under {
                self.open_folder(number);
            }
            return;
        }
        if let Some(area) = geometry.list.filter(|area| holds(*area, mouse)) {
            return self.press_list(area, mouse, effects);
        }
        if let Some(area) = geometry.panel.filter(|area| holds(*area, mouse)) {
            return self.press_panel(area, mouse, effects);
        }
        if let Some((column, _)) = geometry.readers.iter().find(|(_, area)| holds(*area, mouse)) {
            self.press_text(*column, mouse, times);
        }
    }

    /// A click into the header takes the part of the filter off that it hits.
    fn header_click(&mut self, header: Area, mouse: Mouse) {
        let hit = chip_areas(self, header).into_iter().find(|(_, area)| holds(*area, mouse));
        if let Some((number, _)) = hit {
            self.remove_chip(number);
        }
    }

    fn leave_typing(&mut self) {
        if self.panel.typing {
            self.accept_panel_find();
        }
        if self.find.as_ref().is_some_and(|find| find.typing) {
            self.accept_find();
        }
    }

    fn press_list(&mut self, area: Area, mouse: Mouse, effects: &mut Effects) {
        self.leave_typing();
        let had_focus = std::mem::replace(&mut self.focus, Focus::List) == Focus::List;
        let under = list_rows_on_screen(self, area).into_iter().find(|row| holds(row.area, mouse));
        let article = match under.map(|row| (row.content, row.area.x)) {
            Some((ListContent::Article(article), _)) => article,
            Some((ListContent::Story { articles, folded }, x)) => {
                // A folded one stands for the account that is selected in it, else for the first.
                let selected = self.list.selected.filter(|selected| articles.contains(selected));
                let Some(article) = selected.or(articles.first().copied()) else { return };
                if !folded || mouse.column <= x + 1 {
                    return self.toggle_story_of(article);
                }
                article
            }
            Some((ListContent::Heading(..), _)) | None => return,
        };
        if had_focus && self.list.selected == Some(article) {
            return act::run(self, Action::Accept, None, effects);
        }
        self.open(article);
    }

    fn press_panel(&mut self, area: Area, mouse: Mouse, effects: &mut Effects) {
        self.leave_typing();
        let had_focus = std::mem::replace(&mut self.focus, Focus::Panel) == Focus::Panel;
        let Some(row) = mouse.row.checked_sub(side_rows(area).y) else { return };
        let rows = panel_rows_on_screen(&self.panel, side_rows(area).height.into());
        let under = rows.into_iter().find(|(line, _)| *line == usize::from(row));
        let Some(id) = under.and_then(|(_, row)| row.entity()) else { return };
        if had_focus && self.panel.selected == Some(id) {
            return act::run(self, Action::Accept, None, effects);
        }
        self.panel.selected = Some(id);
    }

    fn press_text(&mut self, column: usize, mouse: Mouse, times: u8) {
        self.leave_typing();
        self.activate(column);
        self.focus_text();
        self.selection = None;
        if self.press_beside((mouse.column, mouse.row)) {
            return;
        }
        let (Some((at, true)), Some(ground)) = (self.place_at(mouse), self.ground(self.active)) else { return };
        let (first, last) = match times {
            0 | 1 => return self.hand.drag = Some(Drag::Text { from: at, moved: false }),
            2 => ground.word(at),
            3.. => ground.paragraph(at),
        };
        self.hand.drag = Some(Drag::Text { from: first, moved: true });
        self.select(first, last);
    }

    /// The byte of the active reader's text under the mouse, else the nearest on its row; and whether it is under it.
    fn place_at(&self, mouse: Mouse) -> Option<(usize, bool)> {
        let text = self.pane(self.active)?.text;
        let (reader, ground) = (self.reader()?, self.ground(self.active)?);
        let down = mouse.row.clamp(text.y, text.y + text.height.saturating_sub(1)) - text.y;
        let (row, last) = (reader.top + usize::from(down), reader.page.rows.len().checked_sub(1)?);
        // Below the last row there is the end of the text.
        let column = if row > last { usize::MAX } else { mouse.column.saturating_sub(text.x).into() };
        let (at, under) = ground.at_column(row.min(last), column);
        let on_text = ground.nearest(at)?;
        Some((on_text, under && on_text == at && mouse.row >= text.y))
    }

    /// Chooses the entity that is named at byte `at` of the active reader's text.
    fn choose_at(&mut self, at: usize) {
        let Some(reader) = self.reader() else { return };
        let Some(entry) = self.collection.entry(reader.article) else { return };
        let mentions = &entry.analysis.mentions;
        let first = mentions.partition_point(|mention| mention.span.end <= at);
        let Some(mention) = mentions.get(first).filter(|mention| mention.span.contains(at)) else { return };
        let Some(id) = self.collection.named_by(reader.article, mention) else { return };
        // A name of a hidden kind is not marked: it is text like any other.
        let kind = self.collection.label(id).map_or(mention.kind, |(kind, _)| kind);
        if self.hidden_kinds.contains(&kind) && self.chosen != Some(id) {
            return;
        }
        let place = mention.span;
        self.chosen = Some(id);
        self.find = None;
        self.panel.selected = Some(id);
        self.go_to(place);
    }

    fn drag(&mut self, geometry: &Geometry, mouse: Mouse) {
        match self.hand.drag {
            Some(Drag::List) => self.side_widths.0 = Some(mouse.column),
            Some(Drag::Panel) => {
                let right = geometry.panel.is_some_and(|area| area.x > 0);
                let width = if right { geometry.screen.width.saturating_sub(mouse.column + 1) } else { mouse.column };
                self.side_widths.1 = Some(width);
            }
            Some(Drag::Text { from, moved }) => {
                let Some(text) = self.pane(self.active).map(|pane| pane.text) else { return };
                if mouse.row < text.y {
                    self.scroll(Scroll::Rows(-1));
                } else if mouse.row >= text.y + text.height {
                    self.scroll(Scroll::Rows(1));
                }
                let Some((head, _)) = self.place_at(mouse) else { return };
                if head != from || moved {
                    self.hand.drag = Some(Drag::Text { from, moved: true });
                    self.select(from, head);
                }
            }
            None => {}
        }
    }

    /// Scrolls what lies under the mouse; keys go where they went before.
    fn wheel(&mut self, geometry: &Geometry, mouse: Mouse, rows: isize, effects: &mut Effects) {
        if !self.menus.is_empty() {
            return self.step_menu(Scroll::Rows(rows), effects);
        }
        if let Some(area) = geometry.list.filter(|area| holds(*area, mouse)) {
            let by = if list_entry_rows(area) > 1 { rows.signum() } else { rows };
            self.list_scroll(area, by);
            self.hand.list = self.list.selected;
        } else if let Some(area) = geometry.panel.filter(|area| holds(*area, mouse)) {
            self.panel.scroll(rows, side_rows(area).height.into());
            self.hand.panel = self.panel.selected;
        } else if let Some((column, _)) = geometry.readers.iter().find(|(_, area)| holds(*area, mouse)) {
            let active = std::mem::replace(&mut self.active, *column);
            self.scroll(Scroll::Rows(rows));
            self.active = active;
            self.comparing.wheeled = Some(*column);
        }
    }
}

/// The edge of list or panel that the mouse is on. Columns side by side have equal widths.
fn divider_at(geometry: &Geometry, mouse: Mouse) -> Option<Drag> {
    let (_, body) = geometry.readers.first()?;
    let on_divider = geometry.dividers.contains(&mouse.column) && (body.y..body.y + body.height).contains(&mouse.row);
    let of_list = geometry.list.is_some_and(|area| area.x + area.width == mouse.column);
    let of_panel = geometry.panel.is_some_and(|area| area.x + area.width == mouse.column || area.x == mouse.column + 1);
    match () {
        () if !on_divider => None,
        () if of_list => Some(Drag::List),
        () if of_panel => Some(Drag::Panel),
        () => None,
    }
}
