//! Keys, the mouse, pastes, resizes and signals, each heard by a thread that sleeps until there is one.

use crate::app::{Key, KeyCode, Mouse, MouseKind, Report};
use crossbeam_channel::Sender;
use crossterm::event::{
    Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind, read,
};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// What comes in.
pub(super) enum Input {
    /// A key.
    Key(Key),
    /// Something else for the state.
    Report(Report),
    /// The process was stopped and goes on.
    Resumed,
    /// Somebody asks us to stop.
    Stop,
    /// Somebody asks us to leave.
    Quit,
}

/// Starts the threads that listen. They end with the process.
pub(super) fn listen(inbox: Sender<Input>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let for_signals = inbox.clone();
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            // While another program has the terminal, its keys' signals are meant for that one. To be stopped goes for
            // both, and is ours to do: nobody draws meanwhile.
            let gate = GATE.state();
            let input = match signal {
                SIGINT if gate.was_closed_at(Instant::now()) => continue,
                SIGCONT if gate.closed => continue,
                SIGTSTP if gate.closed => {
                    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    continue;
                }
                SIGCONT => Input::Resumed,
                SIGTSTP => Input::Stop,
                _ => Input::Quit,
            };
            if for_signals.send(input).is_err() {
                return;
            }
        }
    })?;
    thread::Builder::new().name("keys".into()).spawn(move || {
        let mut clicks = Clicks::default();
        loop {
            let input = match read() {
                Ok(event) => of_event(event, &mut clicks),
                // The terminal is gone: there is nobody left to read for.
                Err(error) => {
                    log::error!("no more keys: {error}");
                    Some(Input::Quit)
                }
            };
            let over = matches!(input, Some(Input::Quit));
            if input.is_some_and(|input| inbox.send(input).is_err()) || over {
                return;
            }
            GATE.pass();
        }
    })?;
    Ok(())
}

/// Whether keys are read, or left to another program.
struct Gate {
    state: Mutex<GateState>,
    changed: Condvar,
}

#[derive(Clone, Copy)]
struct GateState {
    closed: bool,
    /// Whether the thread that reads keys stands before it.
    waiting: bool,
    /// When it was opened last.
    opened: Option<Instant>,
}

static GATE: Gate =
    Gate { state: Mutex::new(GateState { closed: false, waiting: false, opened: None }), changed: Condvar::new() };

/// How late a signal may be heard of that was meant for another program too: that one may have ended of it, and the keys
/// be ours again, before the thread that hears signals has its turn.
const LATE: Duration = Duration::from_millis(250);

impl GateState {
    /// Whether another program has the terminal, or had it when a signal was sent that is heard of `now`.
    fn was_closed_at(self, now: Instant) -> bool {
        self.closed || self.opened.is_some_and(|opened| now.saturating_duration_since(opened) < LATE)
    }
}

/// Longest wait for the thread that reads keys to let go of them. It is woken at once; this is for one that has ended.
const LETTING_GO: Duration = Duration::from_secs(1);

impl Gate {
    fn state(&self) -> GateState {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while it is closed.
    fn pass(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.closed {
            state.waiting = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.waiting = false;
    }
}

/// Leaves the keys to whatever `work` starts: nothing of ours reads them until it is done.
pub(super) fn leave_keys_to<T>(work: impl FnOnce() -> T) -> T {
    let mut state = GATE.state.lock().unwrap_or_else(PoisonError::into_inner);
    state.closed = true;
    // Wakes the thread that waits for keys as a change of size does; it then comes to the gate.
    let _ = signal_hook::low_level::raise(SIGWINCH);
    let waited = GATE.changed.wait_timeout_while(state, LETTING_GO, |state| !state.waiting);
    drop(waited.unwrap_or_else(PoisonError::into_inner));
    let result = work();
    let mut state = GATE.state.lock().unwrap_or_else(PoisonError::into_inner);
    (state.closed, state.opened) = (false, Some(Instant::now()));
    drop(state);
    GATE.changed.notify_all();
    result
}

/// Tells double clicks from two.
#[derive(Default)]
struct Clicks {
    last: Option<(Instant, u16, u16)>,
    count: u8,
    /// Where it was last dragged to.
    dragged: Option<(u16, u16)>,
}

/// Two clicks within this time at one cell are a double click: the usual setting of desktops.
const QUICK: Duration = Duration::from_millis(400);

impl Clicks {
    /// What the mouse did, where it concerns us.
    fn of_mouse(&mut self, event: MouseEvent, now: Instant) -> Option<Mouse> {
        let (column, row) = (event.column, event.row);
        let kind = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let again = self.last.is_some_and(|(then, x, y)| (x, y) == (column, row) && now - then < QUICK);
                self.count = if again { self.count % 3 + 1 } else { 1 };
                self.last = Some((now, column, row));
                self.dragged = Some((column, row));
                MouseKind::Press(self.count)
            }
            // A terminal may report finer motion than by cells.
            MouseEventKind::Drag(MouseButton::Left) if self.dragged != Some((column, row)) => {
                self.dragged = Some((column, row));
                MouseKind::Drag
            }
            MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
            MouseEventKind::ScrollUp => MouseKind::WheelUp,
            MouseEventKind::ScrollDown => MouseKind::WheelDown,
            _ => return None,
        };
        Some(Mouse { kind, column, row })
    }
}

fn of_event(event: Event, clicks: &mut Clicks) -> Option<Input> {
    match event {
        Event::Mouse(mouse) => clicks.of_mouse(mouse, Instant::now()).map(|mouse| Input::Report(Report::Mouse(mouse))),
        Event::Key(key) if key.kind != KeyEventKind::Release => of_key(key).map(Input::Key),
        Event::Resize(width, height) => Some(Input::Report(Report::Resized(width, height))),
        Event::Paste(text) => Some(Input::Report(Report::Pasted(text))),
        _ => None,
    }
}

fn of_key(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        Code::Char(c) => KeyCode::Char(c),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::F(n) => KeyCode::F(n),
        _ => return None,
    };
    let held = |modifier| key.modifiers.contains(modifier);
    Some(Key { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_through_with_what_was_held() {
        let key = |code, modifiers| of_key(KeyEvent::new(code, modifiers)).map(|key| key.to_string());
        assert_eq!(key(Code::Char('G'), KeyModifiers::SHIFT).as_deref(), Some("G"));
        assert_eq!(key(Code::Char('d'), KeyModifiers::CONTROL).as_deref(), Some("ctrl-d"));
        assert_eq!(key(Code::BackTab, KeyModifiers::SHIFT).as_deref(), Some("shift-tab"));
        assert_eq!(key(Code::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn a_signal_is_anothers_until_a_moment_after_it_has_ended() {
        let opened = Instant::now();
        let gate = |closed, opened| GateState { closed, waiting: false, opened };
        assert!(!gate(false, None).was_closed_at(opened));
        assert!(gate(true, None).was_closed_at(opened));
        assert!(gate(false, Some(opened)).was_closed_at(opened + LATE / 2));
        assert!(!gate(false, Some(opened)).was_closed_at(opened + LATE));
    }

    #[test]
    fn clicks_are_counted_where_they_are_quick_and_at_one_place() {
        let mut clicks = Clicks::default();
        let begun = Instant::now();
        let mut event = |kind, column, after| {
            let event = MouseEvent { kind, column, row: 1, modifiers: KeyModifiers::NONE };
            clicks.of_mouse(event, begun + Duration::from_millis(after)).map(|mouse| mouse.kind)
        };
        let down = MouseEventKind::Down(MouseButton::Left);
        let presses = [(5, 0, 1), (5, 100, 2), (5, 200, 3), (5, 300, 1), (6, 350, 1), (6, 900, 1)];
        for (column, after, count) in presses {
            assert_eq!(event(down, column, after), Some(MouseKind::Press(count)));
        }
        let drag = MouseEventKind::Drag(MouseButton::Left);
        assert_eq!(event(drag, 6, 910), None);
        assert_eq!(event(drag, 7, 920), Some(MouseKind::Drag));
        assert_eq!(event(drag, 7, 930), None);
        assert_eq!(event(MouseEventKind::Down(MouseButton::Right), 7, 940), None);
        assert_eq!(event(MouseEventKind::Moved, 8, 950), None);
        assert_eq!(event(MouseEventKind::ScrollUp, 8, 960), Some(MouseKind::WheelUp));
    }
}
