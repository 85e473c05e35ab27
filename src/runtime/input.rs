//! Keys, pastes, resizes and signals, each heard by a thread that sleeps until there is one.

use crate::app::{Key, KeyCode, Report};
use crossbeam_channel::Sender;
use crossterm::event::{Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, read};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use std::io;
use std::thread;

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
            let input = match signal {
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
        loop {
            let input = match read() {
                Ok(event) => of_event(event),
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
        }
    })?;
    Ok(())
}

fn of_event(event: Event) -> Option<Input> {
    match event {
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
}
