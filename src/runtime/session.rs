//! Keeping the place one is at: a file a collection in the user's state folder, written by a thread of its own about a
//! second after something has changed, and at the end.

use super::Opened;
use super::files::{self, state_folder};
use super::input::Input;
use crate::app::{Effects, Report, Roots, Session, SessionError, State};
use crate::text::sanitize;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::path::{Component, Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use std::{fs, io};

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
    Place(Session),
    /// An empty file of that name.
    Mark(PathBuf),
}

impl Keeper {
    /// Brings the place back that was kept for `opened`, and the first steps on a first run. Nothing is read or written
    /// where the settings say so; then nothing tells a first run from others, and the first steps are not shown.
    pub(super) fn start(opened: &Opened, state: &mut State, inbox: Sender<Input>) -> (Self, Effects) {
        let none = Self { writer: None, last: Session::default(), due: None, first_run: None };
        let Some(folder) = state_folder().filter(|_| state.settings.session) else { return (none, Effects::new()) };
        let path = folder.join("sessions").join(format!("{:016x}.json", fnv1a(&key(opened))));
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
        state.roots = roots(opened);
        let effects = state.restore(kept.clone());
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
            let _ = sender.send(Order::Place(session.clone()));
            self.last = session;
        }
    }

    /// A frame was drawn; `shown` tells whether the first steps were in it. Once they were, no later run shows them.
    pub(super) fn drawn(&mut self, shown: impl FnOnce() -> bool) {
        let Some(seen) = self.first_run.take_if(|_| shown()) else { return };
        if let Some((sender, _)) = &self.writer {
            let _ = sender.send(Order::Mark(seen));
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
                before = session;
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
    let merged = match load(path) {
        // A file that is gone, or broken, takes nothing away.
        Ok(None) | Err(Refused::Broken(_)) => None,
        Ok(Some(there)) => Some(session.clone().over(there, before)),
        Err(Refused::Newer(why)) => return Err(io::Error::other(why)),
    };
    files::write(path, &merged.as_ref().unwrap_or(session).to_json().map_err(io::Error::other)?)
}

/// The paths of `opened` wherever they are called from, in one order; and whether they are files of one folder, two at
/// least, as where a shell has put the files of a folder in its place.
fn real_paths(paths: &[PathBuf]) -> (Vec<PathBuf>, bool) {
    let mut paths: Vec<PathBuf> = paths.iter().map(|path| real(path)).collect();
    paths.sort_unstable();
    paths.dedup();
    let folder = paths.first().and_then(|path| path.parent());
    let of_one = paths.len() > 1 && paths.iter().all(|path| path.parent() == folder && path.is_file());
    (paths, of_one)
}

/// What tells collections apart: their paths, wherever they are called from and in whatever order. Files of one folder are
/// that folder's files, however many.
fn key(opened: &Opened) -> Vec<u8> {
    let Opened::Paths(paths) = opened else { return b"samples".to_vec() };
    let (mut paths, files_of_one) = real_paths(paths);
    let mut key = Vec::new();
    if files_of_one {
        key.extend_from_slice(b"files of");
        paths = paths.first().and_then(|path| path.parent()).map(Path::to_owned).into_iter().collect();
    }
    for path in paths {
        // No path holds a zero byte, and the words above have none.
        key.push(0);
        key.extend_from_slice(path.as_os_str().as_encoded_bytes());
    }
    key
}

/// What the articles of `opened` are called in its session: by the way from the one folder, else from the innermost that
/// holds all that was opened.
fn roots(opened: &Opened) -> Roots {
    let Opened::Paths(typed) = opened else { return Roots::default() };
    let (paths, _) = real_paths(typed);
    let base: PathBuf = match paths.as_slice() {
        [folder] if folder.is_dir() => folder.clone(),
        paths => paths.iter().filter_map(|path| path.parent()).map(Path::to_owned).reduce(shared).unwrap_or_default(),
    };
    let shown = |path: &Path| sanitize::line(&path.to_string_lossy()).into_owned();
    Roots::new(typed.iter().map(|path| (shown(path), shown(real(path).strip_prefix(&base).unwrap_or(path)))))
}

/// The innermost folder that two paths share.
fn shared(one: PathBuf, other: PathBuf) -> PathBuf {
    let both = one.components().zip(other.components()).take_while(|(one, other)| one == other);
    both.map(|(component, _)| component).collect::<Vec<Component<'_>>>().into_iter().collect()
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
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
    fn files_of_a_folder_are_one_collection_whichever_are_there() {
        let dir = tempfile::tempdir().unwrap();
        let [a, b, c] = ["a.md", "b.md", "c.md"].map(|name| dir.path().join(name));
        [&a, &b, &c].into_iter().for_each(|path| fs::write(path, "").unwrap());
        let other = dir.path().join("other");
        fs::create_dir(&other).unwrap();
        let of = |paths: &[&Path]| key(&Opened::Paths(paths.iter().map(|path| (*path).to_owned()).collect()));
        assert_eq!(of(&[&a, &b]), of(&[&c, &other.join("../b.md"), &a]));
        assert_ne!(of(&[&a, &b]), of(&[dir.path()]));
        // One file is itself, and so are files with a folder beside them.
        assert_ne!(of(&[&a]), of(&[&b]));
        assert_ne!(of(&[&a, &a]), of(&[&a, &b]));
        assert_ne!(of(&[&a, &other]), of(&[&a, &b]));
    }

    #[test]
    fn articles_are_called_by_their_way_from_what_was_opened() {
        let dir = tempfile::tempdir().unwrap();
        let (one, two) = (dir.path().join("one"), dir.path().join("two/three"));
        [&one, &two].into_iter().for_each(|path| fs::create_dir_all(path).unwrap());
        let file = one.join("a.md");
        fs::write(&file, "").unwrap();
        let name = |path: &Path| path.to_str().unwrap().to_owned();
        let crooked = two.join("../../one");
        for (paths, expected) in [
            (vec![&one], vec![""]),
            (vec![&crooked], vec![""]),
            (vec![&file], vec!["a.md"]),
            (vec![&two, &crooked], vec!["two/three", "one"]),
        ] {
            let opened = Opened::Paths(paths.iter().map(|path| (*path).clone()).collect());
            let expected = paths.iter().zip(expected).map(|(path, called)| (name(path), called.to_owned()));
            assert_eq!(roots(&opened), Roots::new(expected));
        }
        assert_eq!(roots(&Opened::Articles("samples".to_owned(), Vec::new())), Roots::default());
    }

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
        let orders_given = [Order::Place(Session::default()), Order::Place(wide.clone()), Order::Mark(seen.clone())];
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
            sender.send(Order::Place(kept_as(read))).unwrap();
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
        (0..3).for_each(|_| sender.send(Order::Place(Session::default())).unwrap());
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
