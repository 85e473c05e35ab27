//! Draws the real screen on the sample collection as an SVG picture, for the README:
//! `cargo run --release --example picture -- assets/screen.svg [WIDTH HEIGHT KEYS…]`.

use crossread::analysis::{Models, analyze};
use crossread::app::{self, Effect, Effects, Progress, Report, Settings, State};
use crossread::collection::Entry;
use crossread::ui::{self, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// Cell size of the picture, in its own units.
const CELL: (usize, usize) = (8, 17);
const PAPER: &str = "#16181d";
const INK: &str = "#d6d8de";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: picture FILE [WIDTH HEIGHT KEYS…]")?;
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
    let theme = Theme::named("dark").ok_or("no dark theme")?;
    let mut terminal = Terminal::new(TestBackend::new(width, height))?;
    terminal.draw(|frame| ui::draw(&state, &theme, frame))?;
    std::fs::write(path, svg(terminal.backend().buffer()))?;
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

fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (buffer.area.width as usize, buffer.area.height as usize);
    let (width, height) = (columns * CELL.0 + 16, rows * CELL.1 + 16);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-size=\"13.3\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{PAPER}\"/>\n"
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
            piece(&mut out, cell, &text, (from, y), x - from);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn same_style(a: &Cell, b: &Cell) -> bool {
    a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier
}

fn piece(out: &mut String, cell: &Cell, text: &str, (x, y): (usize, usize), cells: usize) {
    let (mut ink, mut paper) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut paper);
    }
    let (left, top) = (8 + x * CELL.0, 8 + y * CELL.1);
    if paper != PAPER {
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
fn colour(colour: Color, unset: &str) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(n @ 16..=231) => {
            // The 6×6×6 cube of the 256-colour palette.
            let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            let n = n - 16;
            format!("#{:02x}{:02x}{:02x}", level(n / 36), level(n / 6 % 6), level(n % 6))
        }
        Color::Indexed(n @ 232..) => {
            let grey = 8 + 10 * (n - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
        _ => unset.to_owned(),
    }
}
