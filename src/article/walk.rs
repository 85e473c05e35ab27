//! From paths on the command line to files, in a stable order.

use super::source::{Source, check, format_inside};
use super::{Format, ReadError, omnivore, saved};
use std::io::ErrorKind::{NotFound, PermissionDenied};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The files that `paths` name, lazily and in a stable order: paths as they are given, and inside a folder by the bytes of
/// their names, a folder's own files where its name falls.
///
/// Inside a folder only files whose extension tells of a known format count ([`Format::of_path`]) or, where many things
/// share it, whose content does; hidden ones do not, nor does what belongs to another file. A file that is named itself is always taken. Symbolic links are followed; one that leads back to a folder above
/// it is an error, as is a pipe, a device, a socket, and a folder that may not be listed. After an error the walk goes on.
pub fn walk(paths: &[PathBuf]) -> impl Iterator<Item = Result<Source, ReadError>> + use<> {
    let paths = paths.to_vec();
    paths.into_iter().flat_map(|root| {
        let entries = WalkDir::new(&root).follow_links(true).sort_by_file_name().into_iter();
        entries.filter_entry(|entry| entry.depth() == 0 || !is_left_out(entry)).filter_map(move |entry| match entry {
            Ok(entry) => found(entry),
            Err(error) => Some(Err(failed(&root, error))),
        })
    })
}

/// Hidden, or a part of what another file tells of.
fn is_left_out(entry: &DirEntry) -> bool {
    let is_part = || entry.file_type().is_dir() && (saved::is_part(entry.path()) || omnivore::is_part(entry.path()));
    entry.file_name().as_encoded_bytes().starts_with(b".") || is_part()
}

fn found(entry: DirEntry) -> Option<Result<Source, ReadError>> {
    if entry.file_type().is_dir() {
        return None;
    }
    if let Err(error) = check(entry.path(), entry.file_type()) {
        return Some(Err(error));
    }
    let named = entry.depth() == 0;
    let source = Source::new(entry.into_path());
    (named || counts(&source)).then_some(Ok(source))
}

/// Whether a file in a folder holds articles, by all that can be told beforehand.
fn counts(source: &Source) -> bool {
    match source.format {
        Some(Format::Opml) => false,
        _ if Format::is_shared(&source.path) => format_inside(&source.path).is_some_and(Format::counts_in_folder),
        format => format.is_some(),
    }
}

fn failed(root: &Path, error: walkdir::Error) -> ReadError {
    let path = error.path().unwrap_or(root).to_owned();
    if error.loop_ancestor().is_some() {
        return ReadError::Loop { path };
    }
    match error.into_io_error() {
        // A link that leads to itself; the error's own kind for it is not stable yet.
        Some(error) if path.is_symlink() && !matches!(error.kind(), NotFound | PermissionDenied) => {
            ReadError::Loop { path }
        }
        Some(error) => ReadError::io(&path, error),
        None => ReadError::Loop { path },
    }
}
