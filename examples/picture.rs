//! Draws the real screen on the sample collection as an SVG picture, for the README:
//! `cargo run --release --example picture -- [--theme NAME] [--depth 16|256] assets/screen.svg [WIDTH HEIGHT KEYS…]`.

use crossread::analysis::{Models, analyze};
use crossread::app::{self, Effect, Effects, Progress, Report, Settings, State};
use crossread::collection::Entry;
use crossread::ui::{self, Depth, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// Cell size of the picture, in its own units.
const CELL: (usize, usize) = (8, 17);
/// Ground and letters where a theme leaves them to the terminal.
const TERMINAL: (&str, &str) = ("#16181d", "#d6d8de");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1).peekable();
    let mut theme = Theme::named("dark").ok_or("no dark theme")?;
    while let Some(option) = arguments.next_if(|argument| argument.starts_with("--")) {
        let value = arguments.next().unwrap_or_default();
        theme = match (option.as_str(), value.as_str()) {
            ("--theme", name) => Theme::named(name).ok_or_else(|| format!("no theme {name}"))?,
            ("--depth", "16") => theme.fitted(Depth::Sixteen),
            ("--depth", "256") => theme.fitted(Depth::Indexed),
            _ => return Err(format!("what is {option} {value}?").into()),
        };
    }
    let path = arguments.next().ok_or("usage: picture [--theme NAME] [--depth 16|256] FILE [WIDTH HEIGHT KEYS…]")?;
    let width = arguments.next().map_or(Ok(150), |n| n.parse())?;
    let height = arguments.next().map_or(Ok(38), |n| n.parse())?;
    let keys: Vec<String> = arguments.collect();
    let mut state = State::new("samples".to_owned(), (width, height), Settings::default());
    let samples = crossread::collection::samples();
    let found = samples.len();
    for (at, article) in samples.into_iter().enumerate() {
        let analysis = analyze(&article, Models::embedded());
        let effects = app::receive(&mut state, [Report::Read(Box::new(Entry::new((at, 0), article, analysis)))]);
        perform(&mut state, effects);
    }
    let effects = app::receive(&mut state, [Report::Progress(Progress { done: found, found, finished: true })]);
    perform(&mut state, effects);
    for key in keys {
        let effects = app::press(&mut state, key.parse()?);
        perform(&mut state, effects);
    }
    let mut terminal = Terminal::new(TestBackend::new(width, height))?;
    terminal.draw(|frame| ui::draw(&state, &theme, frame))?;
    let ground = Ground { paper: colour(theme.ground.bg, TERMINAL.0), ink: colour(theme.ground.fg, TERMINAL.1) };
    std::fs::write(path, svg(terminal.backend().buffer(), &ground))?;
    Ok(())
}

fn perform(state: &mut State, effects: Effects) {
    for effect in effects {
        if let Effect::Run(job) = effect {
            let more = app::receive(state, [Report::Done(job.run())]);
            perform(state, more);
        }
    }
}

/// What stands for the terminal's own colours.
struct Ground {
    paper: String,
    ink: String,
}

fn svg(buffer: &Buffer, ground: &Ground) -> String {
    let (columns, rows) = (buffer.area.width as usize, buffer.area.height as usize);
    let (width, height) = (columns * CELL.0 + 16, rows * CELL.1 + 16);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-size=\"13.3\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{}\"/>\n",
        ground.paper
    );
    for y in 0..rows {
        let mut x = 0;
        while x < columns {
            let cell = &buffer[(x as u16, y as u16)];
            let from = x;
            let mut text = String::new();
            // Cells of one style make one piece of text.
            while x < columns && same_style(cell, &buffer[(x as u16, y as u16)]) {
                text.push_str(buffer[(x as u16, y as u16)].symbol());
                x += 1;
            }
            piece(&mut out, cell, &text, (from, y, x - from), ground);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn same_style(a: &Cell, b: &Cell) -> bool {
    a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier
}

fn piece(out: &mut String, cell: &Cell, text: &str, (x, y, cells): (usize, usize, usize), ground: &Ground) {
    let (mut ink, mut paper) = (colour(Some(cell.fg), &ground.ink), colour(Some(cell.bg), &ground.paper));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut paper);
    }
    let (left, top) = (8 + x * CELL.0, 8 + y * CELL.1);
    if paper != ground.paper {
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\" fill=\"{paper}\"/>",
            cells * CELL.0,
            CELL.1
        );
    }
    if text.trim().is_empty() {
        return;
    }
    let mut style = String::new();
    for (modifier, css) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.62\""),
    ] {
        if cell.modifier.contains(modifier) {
            style.push_str(css);
        }
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{}\" fill=\"{ink}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"{style}>{escaped}</text>",
        top + 13,
        cells * CELL.0
    );
}

/// The colour as CSS; `unset` for the terminal's own.
fn colour(colour: Option<Color>, unset: &str) -> String {
    match colour.and_then(ui::rgb) {
        Some([r, g, b]) => format!("#{r:02x}{g:02x}{b:02x}"),
        None => unset.to_owned(),
    }
}
