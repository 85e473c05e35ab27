//! A reader without a terminal: keys in, screen out.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use crossbeam_channel::{Receiver, unbounded};
use crossread::analysis::{Models, analyze};
use crossread::app::{self, Effect, Effects, Job, Progress, Report, Settings, State};
use crossread::article::Article;
use crossread::collection::{Corrections, Entry};
use crossread::runtime::Counter;
use crossread::ui::{self, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::path::Path;

/// The program as its user meets it, but for the terminal.
pub struct Desk {
    pub state: State,
    pub theme: Theme,
    pub quit: bool,
    /// Long jobs are kept here, for a test to do when it wants, instead of being done at once.
    pub held: Option<Vec<Job>>,
    /// What was asked of the outside but for jobs, the library and leaving, in order.
    pub asked: Vec<Effect>,
    /// The library, and what it says.
    library: Option<(Counter, Receiver<Report>)>,
}

impl Desk {
    /// The sample collection on a screen of that size.
    pub fn with_samples(width: u16, height: u16) -> Self {
        Self::with(crossread::collection::samples(), width, height)
    }

    /// Some articles on a screen of that size.
    pub fn with(articles: Vec<Article>, width: u16, height: u16) -> Self {
        let state = State::new("test".to_owned(), (width, height), Settings::default());
        let mut desk =
            Self { state, theme: Theme::monochrome(), quit: false, held: None, asked: Vec::new(), library: None };
        desk.read(articles);
        desk
    }

    /// The library at `path`.
    pub fn with_library(path: &Path, width: u16, height: u16) -> Self {
        Self::with_library_and(path, "", width, height)
    }

    /// The library at `path`, with the lines of the file of corrections.
    pub fn with_library_and(path: &Path, corrections: &str, width: u16, height: u16) -> Self {
        let mut state = State::new("library".to_owned(), (width, height), Settings::default());
        state.take_corrections(Some(Corrections::from_lines(corrections).0), &[]);
        let (sender, said) = unbounded();
        let counter = Counter::open(path.to_owned(), move |report| drop(sender.send(report)));
        let library = Some((counter, said));
        let mut desk = Self { state, theme: Theme::monochrome(), quit: false, held: None, asked: Vec::new(), library };
        // A first step, which tells the library what is corrected before it says anything itself.
        desk.report(Report::Resized(width, height));
        desk.listen();
        desk
    }

    /// Some articles that are open from files, with the library at `path` beside them.
    pub fn beside_library(articles: Vec<Article>, path: &Path, width: u16, height: u16) -> Self {
        let mut desk = Self::with(Vec::new(), width, height);
        let (sender, said) = unbounded();
        desk.library = Some((Counter::beside(path.to_owned(), move |report| drop(sender.send(report))), said));
        desk.read(articles);
        desk
    }

    /// Lets the library be looked at, which otherwise happens every few seconds: another program may have changed it.
    pub fn look(&mut self) {
        self.library.iter_mut().for_each(|(counter, _)| counter.look());
        self.listen();
    }

    /// Takes what the library says until the screen shows `text`.
    pub fn wait_for(&mut self, text: &str) {
        let begun = std::time::Instant::now();
        while !self.shows(text) {
            assert!(begun.elapsed() < std::time::Duration::from_secs(60), "no {text}:\n{}", self.screen());
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.listen();
        }
    }

    /// Takes what the library says.
    fn listen(&mut self) {
        while let Some(report) = self.library.as_ref().and_then(|(_, said)| said.try_recv().ok()) {
            self.report(report);
        }
    }

    /// Reads some articles in, to the end.
    pub fn read(&mut self, articles: Vec<Article>) {
        let found = articles.len();
        for (at, article) in articles.into_iter().enumerate() {
            let analysis = analyze(&article, Models::embedded());
            self.report(Report::Read(Box::new(Entry::new((at, 0), article, analysis))));
        }
        self.report(Report::Progress(Progress { done: found, found, finished: true }));
    }

    /// Something from outside.
    pub fn report(&mut self, report: Report) {
        let effects = app::receive(&mut self.state, [report]);
        self.perform(effects);
    }

    /// Presses keys, given by name with blanks between.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let effects = app::press(&mut self.state, key.parse().expect("a key name"));
            self.perform(effects);
        }
        self
    }

    /// Types text.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.press(&if c == ' ' { "space".to_owned() } else { c.to_string() });
        }
        self
    }

    /// What was to be kept last of what is corrected, as the lines of a file.
    pub fn kept(&self) -> Option<String> {
        self.asked.iter().rev().find_map(|effect| match effect {
            Effect::Keep(corrections) => Some(corrections.to_lines()),
            _ => None,
        })
    }

    fn perform(&mut self, effects: Effects) {
        for effect in effects {
            match effect {
                Effect::Quit => self.quit = true,
                Effect::Run(job) => match &mut self.held {
                    Some(held) => held.push(job),
                    None => self.report(Report::Done(job.run())),
                },
                // Where there is none, nobody answers.
                Effect::Library(ask) => {
                    self.library.iter_mut().for_each(|(counter, _)| counter.take((*ask).clone()));
                }
                other => self.asked.push(other),
            }
        }
        // Once all is asked: it is answered in turn.
        self.listen();
    }

    /// The cells of the screen.
    pub fn buffer(&self) -> Buffer {
        let (width, height) = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
        terminal.draw(|frame| ui::draw(&self.state, &self.theme, frame)).expect("a test backend does not fail");
        terminal.backend().buffer().clone()
    }

    /// The cell at which the terminal's cursor stands.
    pub fn cursor(&self) -> (u16, u16) {
        let (width, height) = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
        terminal.draw(|frame| ui::draw(&self.state, &self.theme, frame)).expect("a test backend does not fail");
        let position = terminal.get_cursor_position().expect("a test backend knows it");
        (position.x, position.y)
    }

    /// The screen as text, a line a row, without blanks at the ends.
    pub fn screen(&self) -> String {
        rows(&self.buffer()).join("\n")
    }

    /// The screen as text, each row followed by one that says how its cells are styled: `b` bold, `u` underlined, `i`
    /// italic, `r` reversed, `d` dim, `+` more than one of them.
    pub fn styled_screen(&self) -> String {
        use ratatui::style::Modifier as M;
        let buffer = self.buffer();
        let mut out = String::new();
        for (y, row) in rows(&buffer).into_iter().enumerate() {
            out.push_str(row.trim_end());
            out.push('\n');
            let marks: String = (0..buffer.area.width)
                .map(|x| match buffer[(x, y as u16)].modifier {
                    M::BOLD => 'b',
                    M::UNDERLINED => 'u',
                    M::ITALIC => 'i',
                    M::REVERSED => 'r',
                    M::DIM => 'd',
                    other if other.is_empty() => ' ',
                    _ => '+',
                })
                .collect();
            if !marks.trim().is_empty() {
                out.push_str(marks.trim_end());
                out.push('\n');
            }
        }
        out
    }

    /// The screen as text, each row followed by one that gives each cell's style a letter; at the end, what the letters
    /// stand for: colours, ground, weights.
    pub fn painted_screen(&self) -> String {
        let buffer = self.buffer();
        let mut styles = Vec::new();
        let mut out = String::new();
        for (y, row) in rows(&buffer).into_iter().enumerate() {
            let letters: String = (0..buffer.area.width)
                .map(|x| {
                    let cell = &buffer[(x, y as u16)];
                    let style = (cell.fg, cell.bg, cell.modifier);
                    let at = styles.iter().position(|other| *other == style).unwrap_or_else(|| {
                        styles.push(style);
                        styles.len() - 1
                    });
                    char::from(b'a' + at as u8)
                })
                .collect();
            out.push_str(&format!("{}\n{letters}\n", row.trim_end()));
        }
        for (at, (ink, ground, weight)) in styles.iter().enumerate() {
            out.push_str(&format!("{}: {ink} on {ground} {weight:?}\n", char::from(b'a' + at as u8)));
        }
        out
    }

    /// Whether the screen shows `text`.
    pub fn shows(&self, text: &str) -> bool {
        self.screen().contains(text)
    }

    /// Fails, showing the screen, where it does not show `text`.
    #[track_caller]
    pub fn expect(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "no {text:?} on\n{screen}");
        self
    }

    /// Fails, showing the screen, where it shows `text`.
    #[track_caller]
    pub fn expect_no(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} on\n{screen}");
        self
    }
}

fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (0..area.height)
        .map(|y| {
            let mut row = String::new();
            let mut covered = 0;
            for x in 0..area.width {
                // A wide character covers the cell after its own.
                if covered > 0 {
                    covered -= 1;
                    continue;
                }
                let symbol = buffer[(x, y)].symbol();
                covered = crossread::text::width::columns(symbol).saturating_sub(1);
                row.push_str(symbol);
            }
            row
        })
        .collect()
}
