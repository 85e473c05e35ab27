//! Keeping the place one is at: a file a collection in the user's state folder, written by a thread of its own about a
//! second after something has changed, and at the end.

use super::Opened;
use super::files::{self, state_folder};
use super::input::Input;
use crate::app::{Effects, Report, Session, SessionError, State};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::fs;
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
    writer: Option<(Sender<Session>, JoinHandle<()>)>,
    /// What was handed to the writer last.
    last: Session,
    /// When to look whether something has changed.
    due: Option<Instant>,
}

impl Keeper {
    /// Brings the place back that was kept for `opened`, and the first steps on a first run. Nothing is read or written
    /// where the settings say so; then nothing tells a first run from others, and the first steps are not shown.
    pub(super) fn start(opened: &Opened, state: &mut State, inbox: Sender<Input>) -> (Self, Effects) {
        let none = Self { writer: None, last: Session::default(), due: None };
        let Some(folder) = state_folder().filter(|_| state.settings.session) else { return (none, Effects::new()) };
        let path = folder.join("sessions").join(format!("{:016x}.json", fnv1a(&key(opened))));
        let (kept, writable) = match load(&path) {
            Ok(kept) => (kept, true),
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
        let effects = state.restore(kept.clone());
        let (sender, orders) = unbounded();
        let writer = std::thread::Builder::new().name("session".into());
        let path = writable.then_some(path);
        let thread = writer.spawn(move || write_all(path.as_deref(), first_run.as_deref(), &orders, &inbox));
        let writer = thread.inspect_err(|error| log::error!("{error}")).ok().map(|thread| (sender, thread));
        (Self { writer, last: kept, due: None }, effects)
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

    /// Hands the place to the writer, where it is time to and the place is another than before.
    pub(super) fn keep(&mut self, state: &State) {
        if self.due.is_some_and(|due| due <= Instant::now()) {
            self.hand_over(state);
        }
    }

    fn hand_over(&mut self, state: &State) {
        self.due = None;
        // The configuration may have been read anew since.
        let Some((sender, _)) = self.writer.as_ref().filter(|_| state.settings.session) else { return };
        let session = state.session();
        if session != self.last {
            // Fails where the writer has given up.
            let _ = sender.send(session.clone());
            self.last = session;
        }
    }

    /// Keeps the last place; to be called before the state goes. What it gives is to be waited for once the terminal is
    /// given back.
    pub(super) fn finish(mut self, state: &State) -> impl FnOnce() {
        self.hand_over(state);
        move || {
            if let Some((sender, thread)) = self.writer {
                drop(sender);
                // A writer that panicked has said so in the log.
                let _ = thread.join();
            }
        }
    }
}

enum Refused {
    Newer(SessionError),
    Broken(String),
}

fn load(path: &Path) -> Result<Session, Refused> {
    let bytes = files::read(path, LONGEST).map_err(|error| Refused::Broken(error.to_string()))?;
    let session = bytes.map_or_else(|| Ok(Session::default()), |bytes| Session::from_json(&bytes));
    session.map_err(|error| match error {
        SessionError::Newer(_) => Refused::Newer(error),
        SessionError::Json(why) => Refused::Broken(why.to_string()),
    })
}

/// Writes the newest of what comes in, until nothing more can. Says once that it cannot.
fn write_all(path: Option<&Path>, first_run: Option<&Path>, orders: &Receiver<Session>, inbox: &Sender<Input>) {
    if let Some(Err(error)) = first_run.map(|seen| files::write(seen, b"")) {
        log::warn!("the first steps will be shown again: {error}");
    }
    let Some(path) = path else { return };
    let (mut said, mut pruned) = (false, false);
    while let Ok(session) = orders.recv() {
        let session = orders.try_iter().last().unwrap_or(session);
        let json = session.to_json().map_err(std::io::Error::other);
        match json.and_then(|json| files::write(path, &json)) {
            Ok(()) if !pruned => {
                pruned = true;
                path.parent().into_iter().for_each(|folder| files::prune(folder, MOST));
            }
            Ok(()) => {}
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

/// What tells collections apart: their paths, wherever they are called from and in whatever order.
fn key(opened: &Opened) -> Vec<u8> {
    let Opened::Paths(paths) = opened else { return b"samples".to_vec() };
    let mut paths: Vec<PathBuf> =
        paths.iter().map(|path| fs::canonicalize(path).unwrap_or_else(|_| path.clone())).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut key = Vec::new();
    for path in paths {
        // No path holds a zero byte, and "samples" has none.
        key.push(0);
        key.extend_from_slice(path.as_os_str().as_encoded_bytes());
    }
    key
}

/// FNV-1a with 64 bits: the same in every version of every library.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_collection_is_its_paths_in_any_order() {
        let dir = tempfile::tempdir().unwrap();
        let [one, two] = ["one", "two"].map(|name| dir.path().join(name));
        [&one, &two].into_iter().for_each(|path| fs::create_dir(path).unwrap());
        let of = |paths: &[&PathBuf]| key(&Opened::Paths(paths.iter().map(|path| (*path).clone()).collect()));
        assert_eq!(of(&[&one, &two]), of(&[&two, &one]));
        assert_eq!(of(&[&one]), of(&[&two.join("../one")]));
        assert_ne!(of(&[&one]), of(&[&two]));
        assert_ne!(of(&[&one]), key(&Opened::Articles("samples".to_owned(), Vec::new())));
    }

    #[test]
    fn nothing_is_kept_once_the_settings_say_so() {
        let (sender, orders) = unbounded();
        let writer = Some((sender, std::thread::spawn(|| ())));
        let mut keeper = Keeper { writer, last: Session::default(), due: None };
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
        let wide = Session::from_json(br#"{"version": 1, "side_widths": [40, null]}"#).unwrap();
        [Session::default(), wide.clone()].into_iter().for_each(|session| sender.send(session).unwrap());
        drop(sender);
        write_all(Some(&path), Some(&seen), &orders, &inbox);
        assert!(load(&path).is_ok_and(|kept| kept == wide));
        assert!(seen.exists() && said.is_empty());
    }

    #[test]
    fn what_cannot_be_written_is_said_once() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "").unwrap();
        let (sender, orders) = crossbeam_channel::bounded(0);
        let (inbox, said) = unbounded();
        let path = dir.path().join("file/one.json");
        let writer = std::thread::spawn(move || write_all(Some(&path), None, &orders, &inbox));
        (0..3).for_each(|_| sender.send(Session::default()).unwrap());
        drop(sender);
        writer.join().unwrap();
        assert_eq!(said.len(), 1);
    }

    #[test]
    fn what_is_broken_or_newer_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one.json");
        assert!(load(&path).is_ok_and(|kept| kept == Session::default()));
        for broken in ["", "{", "[]", r#"{"version": 1, "columns": 3}"#] {
            fs::write(&path, broken).unwrap();
            assert!(matches!(load(&path), Err(Refused::Broken(_))), "{broken}");
        }
        fs::write(&path, r#"{"version": 2, "columns": 3}"#).unwrap();
        assert!(matches!(load(&path), Err(Refused::Newer(_))));
    }
}
