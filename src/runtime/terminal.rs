//! The terminal: set up, drawn on, and always restored — on leaving, on a panic, on suspending.

use crossterm::cursor::SetCursorStyle;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{Command, cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::fmt;
use std::io::{self, BufWriter, Stdout, Write as _, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

/// The screen while it is ours. Dropping it gives the terminal back.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    /// What was drawn last, and where the cursor stands; nothing where the terminal may show something else.
    shown: Option<(Buffer, Option<Position>)>,
    /// Whether what is on the screen may take other columns than we count.
    doubtful: bool,
}

impl Screen {
    /// Takes the terminal over; from here on a panic of this thread restores it before it prints. One of another thread
    /// is only logged: extractors of web pages do panic, and those that call them know.
    pub(super) fn enter() -> io::Result<Self> {
        let hook = std::panic::take_hook();
        let ours = std::thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            log::error!("{info}");
            if std::thread::current().id() == ours {
                restore();
                hook(info);
            }
        }));
        take_over()?;
        // A frame at 200×50 with styles runs to some tens of kilobytes: one write a frame.
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(128 * 1024, stdout())));
        terminal.map(|terminal| Self { terminal, shown: None, doubtful: false }).inspect_err(|_| restore())
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws a frame, and gives it to the terminal where it is another than before; one that knows synchronised output
    /// shows it all at once.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        let (width, height) = self.size()?;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = draw(&mut buffer);
        if self.shown.as_ref().is_some_and(|(shown, at)| *at == cursor && *shown == buffer) {
            return Ok(());
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if self.doubtful {
            // Cells that the terminal filled and we do not know of would stay behind.
            self.clear()?;
        }
        self.terminal.draw(|frame| {
            // The terminal may have another size by now; then it says so, and is drawn anew.
            if frame.area() == buffer.area {
                frame.buffer_mut().clone_from(&buffer);
            }
            cursor.into_iter().for_each(|position| frame.set_cursor_position(position));
        })?;
        self.doubtful = buffer.content().iter().any(|cell| is_doubtful(cell.symbol()));
        self.shown = Some((buffer, cursor));
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Takes the terminal over anew and has the next frame draw every cell.
    pub(super) fn take_over(&mut self) -> io::Result<()> {
        take_over()?;
        self.shown = None;
        self.clear()
    }

    fn clear(&mut self) -> io::Result<()> {
        // As `Terminal::clear`, but without asking the terminal for the cursor's place: the answer would come in among
        // the keys that another thread is reading.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Listens to the mouse, or leaves it to the terminal.
    pub(super) fn listen_to_mouse(&mut self, listen: bool) -> io::Result<()> {
        if MOUSE.swap(listen, Ordering::SeqCst) == listen {
            return Ok(());
        }
        if listen { execute!(stdout(), EnableMouse) } else { execute!(stdout(), DisableMouse) }
    }

    /// Gives the terminal back while `work` has it, and takes it over again.
    pub(super) fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        restore();
        let result = work();
        self.take_over()?;
        Ok(result)
    }

    /// Gives the terminal back, stops the process, and takes the terminal over again when the shell resumes it.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        restore();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.take_over()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
        // A frame that broke off has left its beginning in the buffer, which goes out only now: a terminal must not wait
        // for its end.
        let _ = execute!(self.terminal.backend_mut(), EndSynchronizedUpdate);
    }
}

/// Whether terminals disagree about the columns of a grapheme cluster: flags, keycaps, joined emoji, Indic syllables. They
/// do not about a letter with accents.
fn is_doubtful(symbol: &str) -> bool {
    symbol.chars().skip(1).any(|c| !matches!(c, '\u{300}'..='\u{36f}'))
}

/// Whether the terminal is ours. Giving it back twice would put the cursor back over what was printed in between.
static OURS: AtomicBool = AtomicBool::new(false);
/// Whether the terminal reports the mouse while it is ours.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Buttons, the wheel and dragging, in coordinates without bound. Not crossterm's own command, which also asks for every
/// motion of the mouse (1003): each would wake us for nothing.
struct EnableMouse;
struct DisableMouse;

impl Command for EnableMouse {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
    }
}

impl Command for DisableMouse {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1006l\x1b[?1002l\x1b[?1000l")
    }
}

fn take_over() -> io::Result<()> {
    OURS.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    // Hidden until the first frame says where it stands. It does not blink while the screen is ours.
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, SetCursorStyle::SteadyBlock, cursor::Hide)
        .and_then(|()| if MOUSE.load(Ordering::SeqCst) { execute!(stdout(), EnableMouse) } else { Ok(()) })
        .inspect_err(|_| restore())
}

/// Gives the terminal back. What fails here cannot be mended, and there is nobody left to tell.
fn restore() {
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(stdout(), EndSynchronizedUpdate, DisableBracketedPaste);
    if MOUSE.load(Ordering::SeqCst) {
        let _ = execute!(stdout(), DisableMouse);
    }
    let _ = execute!(stdout(), SetCursorStyle::DefaultUserShape, cursor::Show, LeaveAlternateScreen);
    let _ = disable_raw_mode();
    let _ = stdout().flush();
}
