//! Which collection is it, and what are its articles called, however its paths were spelt and wherever they were called from?

use super::Opened;
use crate::app::Roots;
use crate::text::sanitize;
use std::fs;
use std::path::{Component, Path, PathBuf};

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

/// A number that tells collections apart, see [`key`].
pub(super) fn number(opened: &Opened) -> u64 {
    fnv1a(&key(opened))
}

/// What tells collections apart: their paths, wherever they are called from and in whatever order. Files of one folder are
/// that folder's files, however many.
fn key(opened: &Opened) -> Vec<u8> {
    let paths = match opened {
        Opened::Paths(paths) => paths,
        Opened::Articles(..) => return b"samples".to_vec(),
        Opened::Library => return b"library".to_vec(),
    };
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
pub(super) fn roots(opened: &Opened) -> Roots {
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
}
