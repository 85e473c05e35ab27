//! Whatever state the file is in: a clear message, and a library to read where there is one.

use super::*;
use crossread::library::{Access, Change, LibraryError};
use rusqlite::Connection;
use std::fs;

fn reason(library: &Library) -> &str {
    let Access::ReadOnly(why) = library.access() else { panic!("it can be written to") };
    why
}

#[test]
fn an_empty_file_becomes_a_library() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("library.db");
    fs::write(&path, "").expect("a file");
    let mut library = Library::open(&path).expect("a library");
    assert_eq!(filled(&mut library, 2).len(), 2);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, path, _library) = library();
    let mode = |path: &std::path::Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().expect("a folder"))), (0o600, 0o700));
}

#[test]
fn what_is_no_library_is_left_alone() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (text, other) = (dir.path().join("a.db"), dir.path().join("b.db"));
    fs::write(&text, "This is a letter, and no database at all.").expect("a file");
    let connection = Connection::open(&other).expect("a database");
    connection.execute_batch("CREATE TABLE theirs (x); PRAGMA user_version = 3;").expect("a table");
    drop(connection);
    for path in [&text, &other] {
        let before = fs::read(path).expect("it is there");
        let error = Library::open(path).err().expect("an error");
        assert!(matches!(error, LibraryError::Foreign { .. }), "{error}");
        assert!(fs::read(path).expect("it is there") == before);
    }
    // A folder in its place, and a file in the place of its folder.
    assert!(matches!(Library::open(dir.path()).err(), Some(LibraryError::Io { .. })));
    assert!(matches!(Library::open(&text.join("library.db")).err(), Some(LibraryError::Io { .. })));
}

#[test]
fn a_newer_library_is_read_where_its_maker_says_so() {
    let (_dir, path, mut library) = library();
    let ids = filled(&mut library, 2);
    drop(library);
    let connection = Connection::open(&path).expect("a database");
    connection.execute_batch("PRAGMA user_version = 999; CREATE TABLE later (x);").expect("written");
    let mut library = Library::open(&path).expect("a library to read");
    assert!(reason(&library).contains("newer"), "{}", reason(&library));
    assert_eq!(library.rows(&ids).expect("rows").len(), 2);
    let error = library.change(&Change::Read(vec![(ids[0], true)])).expect_err("nothing is written");
    assert!(matches!(error, LibraryError::ReadOnly(_)) && error.to_string().contains("update crossread"), "{error}");
    drop(library);
    connection.execute("UPDATE about SET value = 998 WHERE key = 'readable from'", []).expect("written");
    let error = Library::open(&path).err().expect("an error");
    assert!(matches!(error, LibraryError::Newer { version: 999, .. }), "{error}");
}

#[test]
fn while_another_writes_it_is_read_and_then_written() {
    let (_dir, path, mut library) = library();
    let ids = filled(&mut library, 2);
    let connection = Connection::open(&path).expect("a database");
    connection.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let mut second = Library::open(&path).expect("opened meanwhile");
    assert_eq!(second.rows(&ids).expect("rows").len(), 2);
    let error = second.change(&Change::Read(vec![(ids[0], true)])).expect_err("it is locked");
    assert!(matches!(error, LibraryError::Locked) && error.is_passing(), "{error}");
    connection.execute_batch("COMMIT").expect("unlocked");
    second.change(&Change::Read(vec![(ids[0], true)])).expect("changed");
}

/// The administrator may write everywhere, so that a folder's permissions alone do not tell.
#[cfg(unix)]
#[test]
fn in_a_folder_that_is_write_protected_it_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, path, mut library) = library();
    let ids = filled(&mut library, 2);
    drop(library);
    let folder = path.parent().expect("a folder");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).expect("protected");
    fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).expect("protected");
    if fs::write(folder.join("probe"), "").is_err() {
        let library = Library::open(&path).expect("a library to read");
        assert!(!reason(&library).is_empty());
        assert_eq!(library.rows(&ids).expect("rows").len(), 2);
        assert!(Library::open(&folder.join("new.db")).is_err());
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).expect("unprotected");
    drop(dir);
}

#[test]
fn a_second_library_only_reads() {
    let (_dir, _, mut library) = library();
    let ids = filled(&mut library, 1);
    let mut second = library.another().expect("a second one");
    assert!(matches!(second.change(&Change::Read(vec![(ids[0], true)])), Err(LibraryError::ReadOnly(_))));
    library.change(&Change::Read(vec![(ids[0], true)])).expect("changed");
    assert!(second.rows(&ids).expect("rows")[0].read);
}

#[test]
fn a_full_disk_is_said_and_changes_nothing() {
    let (_dir, _, mut library) = library();
    let ids = filled(&mut library, 2);
    let before = seen(&library);
    library.limit_size(Some(0)).expect("no more room");
    let more: Vec<Incoming> =
        (0..50).map(|n| from(&format!("https://b.example/{n}"), "Full", &format!("{TEXT} {n}"))).collect();
    let error = library.add(&more).expect_err("no room");
    assert!(matches!(error, LibraryError::Full), "{error}");
    assert_eq!(seen(&library), before);
    library.limit_size(None).expect("room again");
    library.add(&more).expect("added");
    assert_eq!(library.rows(&ids).expect("rows").len(), 2);
}

/// Opened, it must be an error or show nothing but what was there.
#[test]
fn damage_is_never_taken_for_articles() {
    let (dir, path, mut library) = library();
    let ids = filled(&mut library, 30);
    let whole = library.load(&ids).expect("read");
    library.backup(&dir.path().join("copy.db")).expect("copied");
    drop(library);
    let bytes = fs::read(dir.path().join("copy.db")).expect("a copy");
    let _ = fs::remove_file(path.with_file_name("library.db-wal"));
    let mut random = fastrand::Rng::with_seed(5);
    let (mut refused, mut noticed) = (0, 0);
    for _ in 0..60 {
        let mut damaged = bytes.clone();
        for _ in 0..random.usize(1..40) {
            let at = random.usize(0..damaged.len());
            damaged[at] = random.u8(..);
        }
        fs::write(&path, &damaged).expect("written");
        let Ok(library) = Library::open(&path) else {
            refused += 1;
            continue;
        };
        for kept in library.load(&ids).unwrap_or_default() {
            let was = whole.iter().find(|one| one.id == kept.id).expect("a known number");
            assert_eq!((&kept.article.text, &kept.article.blocks), (&was.article.text, &was.article.blocks));
            assert!(kept.analysis.is_none() || kept.analysis == was.analysis);
        }
        let is_sound = library.doctor().is_ok_and(|health| health.findings.is_empty());
        noticed += usize::from(!is_sound || *library.access() != Access::ReadWrite);
        drop(library);
        for end in ["-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{end}", path.display()));
        }
    }
    // The rest hit bytes that hold nothing, or what has no checksum: a tag, a line of a list.
    assert!(noticed + refused > 40, "{noticed} noticed, {refused} refused");
}

#[test]
fn a_copy_is_made_checked_and_brought_back() {
    let (dir, path, mut library) = library();
    let ids = filled(&mut library, 3);
    let copy = dir.path().join("copy.db");
    library.backup(&copy).expect("copied");
    assert!(library.backup(&copy).is_err(), "what is there is not written over");
    let (before, made) = (seen(&library), fs::read(&copy).expect("a copy"));
    library.change(&Change::Remove(ids)).expect("removed");
    let error = Library::restore(&copy, &path).expect_err("it is open");
    assert!(matches!(error, LibraryError::Locked), "{error}");
    drop(library);
    let restored = Library::restore(&copy, &path).expect("brought back");
    assert_eq!(restored.articles, 3);
    assert!(fs::read(&copy).expect("a copy") == made, "a copy stays as it was made");
    assert!(!dir.path().join("copy.db-wal").exists() && !dir.path().join("copy.db-shm").exists());
    assert_eq!(seen(&Library::open(&path).expect("opened")), before);
    let aside = Library::open(&restored.aside.expect("the one before")).expect("it is whole");
    assert_eq!(aside.counts().expect("counts").removed, 3);
    // A damaged copy is not brought back.
    let mut bytes = fs::read(&copy).expect("a copy");
    let middle = bytes.len() / 2;
    bytes.truncate(middle);
    fs::write(&copy, &bytes).expect("written");
    assert!(Library::restore(&copy, &path).is_err());
    assert!(Library::restore(&dir.path().join("none"), &path).is_err());
    assert_eq!(seen(&Library::open(&path).expect("opened")), before);
}

#[test]
fn the_doctor_names_what_is_wrong_and_mends_the_index() {
    let (_dir, path, mut library) = library();
    let ids = filled(&mut library, 3);
    assert!(library.doctor().expect("looked at").findings.is_empty());
    let connection = Connection::open(&path).expect("a database");
    connection.execute("UPDATE body SET text = replace(text, 'Oslo', 'Bonn') WHERE article = 1", []).expect("changed");
    connection.execute("DELETE FROM search WHERE rowid = 2", []).expect("changed");
    let findings = library.doctor().expect("looked at").findings;
    let text: Vec<&str> = findings.iter().map(|finding| finding.what.as_str()).collect();
    assert!(
        text.iter().any(|what| what.contains("article 1 ")) && text.iter().any(|what| what.contains("index of words")),
        "{text:?}"
    );
    assert_eq!(library.load(&ids).expect("read").len(), 2);
    connection.execute("UPDATE body SET text = replace(text, 'Bonn', 'Oslo') WHERE article = 1", []).expect("changed");
    library.rebuild_index().expect("mended");
    assert_eq!(library.doctor().expect("looked at").findings, []);
}
