//! Keeping the place one is at: a file a collection in the user's state folder, written by a thread of its own about a
//! second after something has changed, and at the end.

use super::files::{self, state_folder};
use super::input::Input;
use super::{Opened, identity};
use crate::app::{Effects, Report, Session, SessionError, State};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A crash loses at most what was done in this time.
const PAUSE: Duration = Duration::from_secs(1);
/// Collections whose places are kept.
const MOST: usize = 200;
/// No session is longer, whatever the collection.
const LONGEST: u64 = 64 << 20;

/// Keeps the session of one collection.
pub(super) struct Keeper {
    writer: Option<(Sender<Order>, JoinHandle<()>)>,
    /// What was handed to the writer last.
    last: Session,
    /// When to look whether something has changed.
    due: Option<Instant>,
    /// The file that says that the first steps were shown, until they were.
    first_run: Option<PathBuf>,
}

/// What the writer is to write.
enum Order {
    /// The place.
    Place(Box<Session>),
    /// An empty file of that name.
    Mark(PathBuf),
}

impl Keeper {
    /// Brings the place back that was kept for `opened`, and the first steps on a first run. Nothing is read or written
    /// where the settings say so; then nothing tells a first run from others, and the first steps are not shown.
    pub(super) fn start(opened: &Opened, state: &mut State, inbox: Sender<Input>) -> (Self, Effects) {
        let none = Self { writer: None, last: Session::default(), due: None, first_run: None };
        let Some(folder) = state_folder().filter(|_| state.settings.session) else { return (none, Effects::new()) };
        let path = folder.join("sessions").join(format!("{:016x}.json", identity::number(opened)));
        let (kept, writable) = match load(&path) {
            Ok(kept) => (kept.unwrap_or_default(), true),
            Err(Refused::Newer(why)) => {
                state.notice = Some("where you were last was kept by a later version: left as it is".to_owned());
                log::warn!("{}: {why}", path.display());
                (Session::default(), false)
            }
            Err(Refused::Broken(why)) => {
                state.notice = Some("where you were last could not be read: beginning anew".to_owned());
                log::warn!("{}: {why}", path.display());
                (Session::default(), true)
            }
        };
        let seen = folder.join("seen");
        state.welcome = !seen.exists();
        let first_run = state.welcome.then_some(seen);
        state.roots = identity::roots(opened);
        // The place in a library is kept in that: there may be several.
        let known = if matches!(opened, Opened::Library) { kept.clone().look() } else { kept.clone() };
        let effects = state.restore(known);
        let (sender, orders) = unbounded();
        let writer = std::thread::Builder::new().name("session".into());
        let path = writable.then_some(path);
        let before = kept.clone();
        let thread = writer.spawn(move || write_all(path.as_deref(), before, &orders, &inbox));
        let writer = thread.inspect_err(|error| log::error!("{error}")).ok().map(|thread| (sender, thread));
        (Self { writer, last: kept, due: None, first_run }, effects)
    }

    /// Something may have changed.
    pub(super) fn touch(&mut self) {
        if self.writer.is_some() {
            self.due.get_or_insert_with(|| Instant::now() + PAUSE);
        }
    }

    /// How long until [`Keeper::keep`] wants to be called; for ever while nothing has changed.
    pub(super) fn wait(&self) -> Duration {
        self.due.map_or(Duration::MAX, |due| due.saturating_duration_since(Instant::now()))
    }

    /// Hands the place to the writer, where it is time to and the place is another than before: then gives it too.
    pub(super) fn keep(&mut self, state: &State) -> Option<&Session> {
        self.due.take_if(|due| *due <= Instant::now())?;
        self.hand_over(state)
    }

    fn hand_over(&mut self, state: &State) -> Option<&Session> {
        self.due = None;
        // The configuration may have been read anew since.
        let (sender, _) = self.writer.as_ref().filter(|_| state.settings.session)?;
        let session = state.session();
        if session == self.last {
            return None;
        }
        // Fails where the writer has given up.
        let _ = sender.send(Order::Place(Box::new(session.clone())));
        self.last = session;
        Some(&self.last)
    }

    /// A frame was drawn; `shown` tells whether the first steps were in it. Once they were, no later run shows them.
    pub(super) fn drawn(&mut self, shown: impl FnOnce() -> bool) {
        let Some(seen) = self.first_run.take_if(|_| shown()) else { return };
        if let Some((sender, _)) = &self.writer {
            let _ = sender.send(Order::Mark(seen));
        }
    }

    /// Keeps the last place, and gives it as [`Keeper::keep`] does; to be called before the state goes. What it gives
    /// beside that is to be waited for once the terminal is given back.
    pub(super) fn finish(mut self, state: &State) -> (Option<Session>, impl FnOnce()) {
        let last = self.hand_over(state).cloned();
        let wait = move || {
            if let Some((sender, thread)) = self.writer {
                drop(sender);
                // A writer that panicked has said so in the log.
                let _ = thread.join();
            }
        };
        (last, wait)
    }
}

enum Refused {
    Newer(SessionError),
    Broken(String),
}

/// What is kept there; `None` where no file is.
fn load(path: &Path) -> Result<Option<Session>, Refused> {
    let bytes = files::read(path, LONGEST).map_err(|error| Refused::Broken(error.to_string()))?;
    let session = bytes.map(|bytes| Session::from_json(&bytes)).transpose();
    session.map_err(|error| match error {
        SessionError::Newer(_) => Refused::Newer(error),
        SessionError::Json(why) => Refused::Broken(why.to_string()),
    })
}

/// Writes the newest of what comes in, until nothing more can. `before` is the place that was read. Says once that it
/// cannot; without a `path`, no place is written.
fn write_all(path: Option<&Path>, mut before: Session, orders: &Receiver<Order>, inbox: &Sender<Input>) {
    let (mut said, mut pruned) = (false, false);
    while let Ok(order) = orders.recv() {
        let mut newest = None;
        for order in std::iter::once(order).chain(orders.try_iter()) {
            match order {
                Order::Place(session) => newest = Some(session),
                Order::Mark(seen) => {
                    if let Err(error) = files::write(&seen, b"") {
                        log::warn!("the first steps will be shown again: {error}");
                    }
                }
            }
        }
        let (Some(path), Some(session)) = (path, newest) else { continue };
        match write_over(path, &session, &before) {
            Ok(()) => {
                before = *session;
                if !std::mem::replace(&mut pruned, true) {
                    path.parent().into_iter().for_each(|folder| files::prune(folder, MOST));
                }
            }
            Err(error) if !said => {
                said = true;
                log::warn!("{}: {error}", path.display());
                let notice = format!("where you are cannot be kept: {error}");
                // Fails when the screen is gone.
                let _ = inbox.send(Input::Report(Report::Notice(notice)));
            }
            Err(_) => {}
        }
    }
}

/// Writes `session`, and of what another instance has written since `before`, what that has read.
fn write_over(path: &Path, session: &Session, before: &Session) -> io::Result<()> {
    // Held to the end: instances that are ended at once read and write in turn.
    let _turn = path.parent().and_then(files::take_turn);
    let merged = match load(path) {
        // A file that is gone, or broken, takes nothing away.
        Ok(None) | Err(Refused::Broken(_)) => None,
        Ok(Some(there)) => Some(session.clone().over(there, before)),
        Err(Refused::Newer(why)) => return Err(io::Error::other(why)),
    };
    files::write(path, &merged.as_ref().unwrap_or(session).to_json().map_err(io::Error::other)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn nothing_is_kept_once_the_settings_say_so() {
        let (sender, orders) = unbounded();
        let writer = Some((sender, std::thread::spawn(|| ())));
        let mut keeper = Keeper { writer, last: Session::default(), due: None, first_run: None };
        let mut state = State::default();
        state.side_widths = (Some(40), None);
        for (wanted, handed_over) in [(false, 0), (true, 1)] {
            state.settings.session = wanted;
            keeper.hand_over(&state);
            assert_eq!(orders.len(), handed_over);
        }
    }

    #[test]
    fn only_the_newest_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let (path, seen) = (dir.path().join("s/one.json"), dir.path().join("seen"));
        let (sender, orders) = unbounded();
        let (inbox, said) = unbounded();
        let wide = kept_as(r#""side_widths": [40, null]"#);
        let orders_given =
            [Order::Place(Box::default()), Order::Place(Box::new(wide.clone())), Order::Mark(seen.clone())];
        orders_given.into_iter().for_each(|order| sender.send(order).unwrap());
        drop(sender);
        write_all(Some(&path), Session::default(), &orders, &inbox);
        assert!(load(&path).is_ok_and(|kept| kept == Some(wide)));
        assert!(seen.exists() && said.is_empty());
    }

    fn kept_as(fields: &str) -> Session {
        Session::from_json(format!(r#"{{"version": 1, {fields}}}"#).as_bytes()).unwrap()
    }

    #[test]
    fn what_another_instance_has_read_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one.json");
        let write = |session: &str, before: &str| write_over(&path, &kept_as(session), &kept_as(before)).unwrap();
        let first = r#""read": [["a", 0]]"#;
        write(first, first);
        assert_eq!(load(&path).ok().flatten(), Some(kept_as(first)), "there was no file");
        // Two that have begun with that; the second quits last and knows nothing of the first.
        write(r#""zen": true, "read": [["a", 0], ["b", 0]]"#, first);
        let (sender, orders) = unbounded();
        let (inbox, _said) = unbounded();
        for read in [r#""read": [["a", 0], ["c", 0]]"#, r#""read": [["c", 0]]"#] {
            sender.send(Order::Place(Box::new(kept_as(read)))).unwrap();
        }
        drop(sender);
        write_all(Some(&path), kept_as(first), &orders, &inbox);
        assert_eq!(load(&path).ok().flatten(), Some(kept_as(r#""read": [["b", 0], ["c", 0]]"#)));
        fs::write(&path, "{").unwrap();
        write(first, first);
        assert_eq!(load(&path).ok().flatten(), Some(kept_as(first)), "the file was broken");
        fs::write(&path, r#"{"version": 2}"#).unwrap();
        assert!(write_over(&path, &kept_as(first), &kept_as(first)).is_err());
    }

    #[test]
    fn instances_that_write_at_once_write_in_turn() {
        let dir = tempfile::tempdir().unwrap();
        let path = &dir.path().join("sessions/one.json");
        let read = |who: usize, upto: usize| {
            let keys: Vec<String> = (0..upto).map(|at| format!(r#"["{who}-{at}", 0]"#)).collect();
            kept_as(&format!(r#""read": [{}]"#, keys.join(", ")))
        };
        std::thread::scope(|scope| {
            for who in 0..3 {
                scope.spawn(move || {
                    (0..10).for_each(|at| write_over(path, &read(who, at + 1), &read(who, at)).unwrap())
                });
            }
        });
        let json = fs::read_to_string(path).unwrap();
        assert_eq!(json.matches('-').count(), 30, "{json}");
    }

    #[test]
    fn the_first_steps_are_marked_as_seen_once_they_were() {
        let (sender, orders) = unbounded();
        let writer = Some((sender, std::thread::spawn(|| ())));
        let first_run = Some(PathBuf::from("seen"));
        let mut keeper = Keeper { writer, last: Session::default(), due: None, first_run };
        for (shown, marks) in [(false, 0), (true, 1), (true, 1)] {
            keeper.drawn(|| shown);
            assert_eq!(orders.len(), marks);
        }
    }

    #[test]
    fn what_cannot_be_written_is_said_once() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "").unwrap();
        let (sender, orders) = crossbeam_channel::bounded(0);
        let (inbox, said) = unbounded();
        let path = dir.path().join("file/one.json");
        let writer = std::thread::spawn(move || write_all(Some(&path), Session::default(), &orders, &inbox));
        (0..3).for_each(|_| sender.send(Order::Place(Box::default())).unwrap());
        drop(sender);
        writer.join().unwrap();
        assert_eq!(said.len(), 1);
    }

    #[test]
    fn what_is_broken_or_newer_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one.json");
        assert!(load(&path).is_ok_and(|kept| kept.is_none()));
        for broken in ["", "{", "[]", r#"{"version": 1, "columns": 3}"#] {
            fs::write(&path, broken).unwrap();
            assert!(matches!(load(&path), Err(Refused::Broken(_))), "{broken}");
        }
        fs::write(&path, r#"{"version": 2, "columns": 3}"#).unwrap();
        assert!(matches!(load(&path), Err(Refused::Newer(_))));
    }
}
