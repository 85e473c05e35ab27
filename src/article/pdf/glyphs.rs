//! What a page of a PDF draws, as pieces of lines: glyphs that follow one another on one baseline.

use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

/// Glyphs of one page; a page that draws more is a picture made of letters.
const MAX_GLYPHS: usize = 200_000;
/// Things drawn on one page; forms within forms can draw without end.
const MAX_DRAWN: usize = 2_000_000;
/// A gap wider than this parts words, in ems.
const WORD: f64 = 0.16;
/// A gap wider than this parts columns, in ems.
const COLUMN: f64 = 1.1;

/// Letters drawn side by side, in points from the upper left corner of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Run {
    pub(super) left: f64,
    pub(super) right: f64,
    /// The baseline, growing downwards.
    pub(super) y: f64,
    /// The size of the type.
    pub(super) size: f64,
    pub(super) text: String,
}

/// A page's runs in the order in which they were drawn, and what could not be read in it.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) runs: Vec<Run>,
    /// Glyphs of which the file does not say which letters they are.
    pub(super) nameless: usize,
}

/// Reads one page. Unwinds, without a message, where it draws too much and as soon as `stop` is set.
pub(super) fn of_page<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>, stop: &AtomicBool) -> Drawn {
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(page.initial_transform(true).to_kurbo(), bounds, cache, pdf.xref(), settings);
    let mut pen =
        Pen { drawn: Drawn::default(), run: Run::default(), glyphs: 0, things: 0, seen: HashSet::new(), stop };
    interpret_page(page, &mut context, &mut pen);
    pen.end_run();
    pen.drawn
}

struct Pen<'s> {
    drawn: Drawn,
    run: Run,
    glyphs: usize,
    things: usize,
    /// Bold type is sometimes made by drawing a letter twice.
    seen: HashSet<(i32, i32, char)>,
    stop: &'s AtomicBool,
}

impl Pen<'_> {
    /// The interpreter cannot be told to stop, but what it calls can unwind it.
    fn check(&mut self) {
        self.things += 1;
        if self.things > MAX_DRAWN || self.stop.load(Ordering::Relaxed) {
            std::panic::resume_unwind(Box::new("stopped"));
        }
    }

    fn glyph(&mut self, glyph: &PositionedGlyph<'_>, onto_page: Affine) {
        let [a, b, c, d, x, y] = (onto_page * glyph.transform()).as_coeffs();
        let size = (a * d - b * c).abs().sqrt() * 1_000.0;
        // Upright type only: what runs up the margin is no part of the text.
        let is_upright = a > 0.0 && d < 0.0 && b.abs() <= a * 0.1;
        if !is_upright || !(0.5..=2_000.0).contains(&size) || !x.is_finite() || !y.is_finite() {
            return;
        }
        self.glyphs += 1;
        let (advance, text) = match &**glyph {
            Glyph::Outline(glyph) => (glyph.advance_width(), glyph.as_unicode()),
            Glyph::Type3(glyph) => (glyph.advance_width(), glyph.as_unicode()),
        };
        let width = (f64::from(advance.unwrap_or(500.0)) * a).clamp(0.0, size * 4.0);
        match text {
            Some(BfString::Char(c)) => self.letter(c.encode_utf8(&mut [0; 4]), x, y, width, size),
            Some(BfString::String(text)) => self.letter(&text, x, y, width, size),
            None => {
                self.drawn.nameless += 1;
                self.letter("\u{fffd}", x, y, width, size);
            }
        }
    }

    fn letter(&mut self, text: &str, x: f64, y: f64, width: f64, size: f64) {
        let run = &mut self.run;
        let gap = (x - run.right) / size;
        let is_near = (y - run.y).abs() < size.max(run.size) * 0.4 && (-0.5..COLUMN).contains(&gap);
        let Some(first) = text.chars().next() else { return };
        if first.is_whitespace() || first == '\0' {
            return;
        }
        // A quarter of a letter's breadth is no distance between two of a kind.
        let place = |at: f64| (at * 4.0 / size) as i32;
        if !self.seen.insert((place(x), place(y), first)) {
            return;
        }
        if run.text.is_empty() || !is_near {
            self.end_run();
            self.run = Run { left: x, right: x, y, size, text: String::new() };
        } else if gap > WORD {
            run.text.push(' ');
        }
        let run = &mut self.run;
        // A line of text in the size of most of it: the marks of notes are smaller.
        if size > run.size {
            (run.size, run.y) = (size, y);
        }
        push_letters(&mut run.text, text);
        run.right = run.right.max(x + width);
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if !run.text.trim().is_empty() {
            self.drawn.runs.push(run);
        }
    }
}

/// Adds `text` with its ligatures as letters.
fn push_letters(out: &mut String, text: &str) {
    for c in text.chars().take(16) {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

impl<'a> Device<'a> for Pen<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.check();
        for glyph in run.glyphs() {
            if self.glyphs > MAX_GLYPHS {
                return;
            }
            self.glyph(glyph, props.transform);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.check();
    }

    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {
        self.check();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.check();
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.check();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.check();
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.check();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
