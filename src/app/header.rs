//! The header: program, collection, counts, and a chip for each part of the filter. Drawing and mouse hits both ask here
//! what stands where.

use super::filtering::Chip;
use super::geometry::Area;
use super::keys::action::Action;
use super::state::State;
use crate::text::width;

/// What a part of the header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderPart {
    /// The program's name.
    Program,
    /// The collection's name.
    Collection,
    /// How many articles are shown, and of how many.
    Counts,
    /// A part of the filter, by its number.
    Chip(usize),
    /// A mark between two conditions of the filter.
    Between,
    /// How many more chips there are than there is room for.
    More,
    /// The keys that change the filter.
    Keys,
}

/// Text of the header and its cells, one line high.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderText {
    /// What it is.
    pub part: HeaderPart,
    /// The text, as wide as its area.
    pub text: String,
    /// Where it stands.
    pub area: Area,
}

/// A text with the blank columns before it, before it has its place.
struct Piece {
    part: HeaderPart,
    text: String,
    gap: usize,
}

/// Blank columns between what does not belong together.
const GAP: usize = 3;
/// Columns of a chip where there is little room.
const SHORT_CHIP: usize = 20;
/// Columns of the collection's name beside a filter.
const SHORT_NAME: usize = 24;

impl Piece {
    fn of(part: HeaderPart, text: impl Into<String>, gap: usize) -> Self {
        Self { part, text: text.into(), gap }
    }

    fn columns(&self) -> usize {
        self.gap + width::columns(&self.text)
    }
}

fn columns(pieces: &[Piece]) -> usize {
    pieces.iter().map(Piece::columns).sum()
}

/// The texts of the header and where they stand in its line: what is filtered goes before everything but the counts.
pub fn header_texts(state: &State, header: Area) -> Vec<HeaderText> {
    if header.height == 0 {
        return Vec::new();
    }
    // A blank column at either end.
    let room = (header.width as usize).saturating_sub(2);
    let (left, right) =
        if state.filter.is_empty() { (unfiltered(state, room), Vec::new()) } else { filtered(state, room) };
    let start = room.saturating_sub(columns(&right));
    let mut texts = place(left, header, 0);
    texts.extend(place(right, header, start));
    texts
}

/// The chips that are on the screen, by number, and their cells.
pub fn chip_areas(state: &State, header: Area) -> Vec<(usize, Area)> {
    let chip = |text: HeaderText| match text.part {
        HeaderPart::Chip(number) => Some((number, text.area)),
        _ => None,
    };
    header_texts(state, header).into_iter().filter_map(chip).collect()
}

fn place(pieces: Vec<Piece>, header: Area, start: usize) -> Vec<HeaderText> {
    let mut x = start + 1;
    let mut texts = Vec::with_capacity(pieces.len());
    for piece in pieces {
        x += piece.gap;
        let text = width::ellipsis(&piece.text, (header.width as usize).saturating_sub(x));
        let columns = width::columns(&text);
        let area = Area { x: header.x + x as u16, width: columns as u16, height: 1, ..header };
        texts.push(HeaderText { part: piece.part, text, area });
        x += columns;
    }
    texts.retain(|text| text.area.width > 0);
    texts
}

/// Program, collection, counts; what is long gives way.
fn unfiltered(state: &State, room: usize) -> Vec<Piece> {
    use HeaderPart as P;
    let short = articles(state.articles_there());
    // How many are unread is known once all of them are here.
    let all_here = !state.shelf.view.goes_on();
    let long = if all_here { format!("{short}, {} unread", unread(state)) } else { short.clone() };
    let program = Piece::of(P::Program, "crossread", 0);
    let left = room.saturating_sub(program.columns() + GAP);
    let called = called(state);
    let name = width::columns(&called).min(SHORT_NAME) + GAP;
    let counts = if width::columns(&long) + name <= left { long } else { short };
    let name = left.saturating_sub(width::columns(&counts) + GAP);
    let mut pieces = vec![program];
    if name > 8 && !called.is_empty() {
        pieces.push(Piece::of(P::Collection, width::ellipsis(&called, name), GAP));
    }
    pieces.push(Piece::of(P::Counts, counts, GAP));
    pieces
}

/// What stands at the left, and chips and keys at the right: the fullest form that there is room for.
fn filtered(state: &State, room: usize) -> (Vec<Piece>, Vec<Piece>) {
    use HeaderPart as P;
    let chips = state.chips();
    let (shown, all) = (state.list.shown.len(), state.articles_there());
    let counts = format!("{shown} of {}", articles(all));
    let long = format!("{counts}, {} unread", unread(state));
    let program = || Piece::of(P::Program, "crossread", 0);
    let lefts = || {
        let name = Piece::of(P::Collection, width::ellipsis(&called(state), SHORT_NAME), GAP);
        [
            vec![program(), name, Piece::of(P::Counts, long.clone(), GAP)],
            vec![program(), Piece::of(P::Counts, long.clone(), GAP)],
            vec![program(), Piece::of(P::Counts, counts.clone(), GAP)],
            vec![Piece::of(P::Counts, counts.clone(), 0)],
        ]
    };
    let key = |action| state.key_name(action);
    let clears = format!("{} clears", key(Action::ClearFilter));
    let keys = match chips.len() {
        1 => clears.clone(),
        _ => format!("{clears}, {} takes one off", key(Action::Filters)),
    };
    for longest in [usize::MAX, SHORT_CHIP] {
        for left in lefts() {
            let mut right = chip_pieces(&chips, chips.len(), longest);
            right.push(Piece::of(P::Keys, keys.clone(), GAP));
            if columns(&left) + GAP + columns(&right) <= room {
                return (left, right);
            }
        }
    }
    // Now not everything has room: the counts, as many chips as can be, and a key where the screen is not all too narrow.
    let counts = if room >= 40 { counts } else { format!("{shown} of {all}") };
    let left = vec![Piece::of(P::Counts, counts, 0)];
    let keys = if room < 40 {
        Vec::new()
    } else if chips.len() > 1 {
        vec![Piece::of(P::Keys, format!("{} lists", key(Action::Filters)), 2)]
    } else {
        vec![Piece::of(P::Keys, clears, 2)]
    };
    let room = room.saturating_sub(columns(&left) + 2 + columns(&keys));
    let mut right = Vec::new();
    for shown in (1..=chips.len()).rev() {
        right = chip_pieces(&chips, shown, SHORT_CHIP);
        if columns(&right) <= room {
            break;
        }
        if shown == 1 {
            let more = if chips.len() > 1 { format!(" +{}", chips.len() - 1).len() } else { 0 };
            right = chip_pieces(&chips, 1, room.saturating_sub(more).min(SHORT_CHIP - 1));
        }
    }
    right.extend(keys);
    (left, right)
}

/// The first `shown` chips, each cut to `longest` columns, and how many more there are.
fn chip_pieces(chips: &[Chip], shown: usize, longest: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for chip in chips.iter().take(shown) {
        if chip.begins && !pieces.is_empty() {
            pieces.push(Piece::of(HeaderPart::Between, "·", 1));
        }
        let gap = usize::from(!pieces.is_empty());
        pieces.push(Piece::of(HeaderPart::Chip(chip.number), width::ellipsis(&chip.text(), longest), gap));
    }
    if chips.len() > shown {
        let more = chips.len() - shown;
        // Where hardly anything has room, the number has to do.
        let words = if longest < SHORT_CHIP { format!("+{more}") } else { format!("+{more} more") };
        pieces.push(Piece::of(HeaderPart::More, words, 1));
    }
    pieces
}

/// What the collection is called, and what is shown of it where that is not all.
fn called(state: &State) -> String {
    let view = &state.shelf.view;
    match (&view.folder, view.text.is_empty()) {
        (Some(folder), _) => format!("{}: {folder}", state.name),
        (None, false) => format!("{}: {}", state.name, view.text),
        (None, true) => state.name.clone(),
    }
}

pub(super) fn articles(count: usize) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{count} articles") }
}

fn unread(state: &State) -> usize {
    let shown = &state.list.shown;
    // What is read may be anywhere in the collection.
    match shown.len() == state.collection.len() {
        true => shown.len().saturating_sub(state.read.len()),
        false => shown.iter().filter(|article| !state.read.contains(article)).count(),
    }
}
