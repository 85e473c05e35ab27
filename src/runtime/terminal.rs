//! The terminal: set up, drawn on, and always restored — on leaving, on a panic, on suspending.

use crossterm::cursor::SetCursorStyle;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, cursor, execute, queue};
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::fmt;
use std::io::{self, BufWriter, Stdout, Write as _, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

/// The screen while it is ours. Dropping it gives the terminal back.
pub(super) struct Screen {
    terminal: CrosstermBackend<BufWriter<Stdout>>,
    /// What was drawn last; empty where the terminal may show something else.
    shown: Buffer,
    /// The cells for the next frame.
    next: Buffer,
    /// Where the cursor stands.
    cursor: Option<Position>,
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
        let terminal = CrosstermBackend::new(BufWriter::with_capacity(128 * 1024, stdout()));
        let (shown, next) = (Buffer::default(), Buffer::default());
        Ok(Self { terminal, shown, next, cursor: None, doubtful: false })
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws a frame, and gives the terminal what is another than before; one that knows synchronised output shows it all
    /// at once. This does what ratatui's `Terminal` would, but for writing where nothing has changed, and for asking the
    /// terminal for the cursor's place, the answer to which would come in among the keys that another thread is reading.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        let (width, height) = self.size()?;
        let area = Rect::new(0, 0, width, height);
        self.next.resize(area);
        self.next.reset();
        let cursor = draw(&mut self.next);
        let anew = self.shown.area != area || self.doubtful && self.shown != self.next;
        if anew {
            // Cells that the terminal filled and we do not know of would stay behind.
            self.shown = Buffer::empty(area);
        }
        let changes = self.shown.diff(&self.next);
        if !anew && changes.is_empty() && cursor == self.cursor {
            return Ok(());
        }
        queue!(self.terminal, BeginSynchronizedUpdate)?;
        if anew {
            queue!(self.terminal, Clear(ClearType::All))?;
        }
        self.terminal.draw(changes.into_iter())?;
        match cursor {
            Some(Position { x, y }) => queue!(self.terminal, cursor::MoveTo(x, y), cursor::Show)?,
            None => queue!(self.terminal, cursor::Hide)?,
        }
        execute!(self.terminal, EndSynchronizedUpdate)?;
        self.cursor = cursor;
        self.doubtful = self.next.content().iter().any(|cell| is_doubtful(cell.symbol()));
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }

    /// Takes the terminal over anew and has the next frame draw every cell.
    pub(super) fn take_over(&mut self) -> io::Result<()> {
        take_over()?;
        self.shown = Buffer::default();
        Ok(())
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
        let _ = execute!(self.terminal, EndSynchronizedUpdate);
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
    // Before the screen is left: what is typed as soon as that is seen is a line.
    let _ = disable_raw_mode();
    let _ = execute!(stdout(), SetCursorStyle::DefaultUserShape, cursor::Show, LeaveAlternateScreen);
    let _ = stdout().flush();
}
