//! Files: opened with care, their format found, read in bounded memory.

use super::format::{HEAD, Way};
use super::piece::{Input, Pieces};
use super::{Format, ReadError, decode};
use std::fs::{File, FileType};
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

/// The largest file that is read whole, in bytes. JSON Lines are streamed and have no such limit.
pub const MAX_FILE: u64 = 32 << 20;

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// Its format, by its extension; `None` where that does not tell, and the content must.
    pub format: Option<Format>,
}

impl Source {
    /// The file at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self { format: Format::of_path(&path), path }
    }
}

/// A file, opened as far as is needed to find its units.
pub(super) enum Opened {
    /// JSON Lines, to be streamed.
    Lines(Box<dyn BufRead>),
    /// To be cut into pieces.
    Several(Input, fn(Input) -> Result<Pieces, ReadError>),
    /// One article in this format, to be read whole.
    File(Format),
}

/// Opens what holds, or without a `format` may hold, several articles.
pub(super) fn open_as(path: &Path, format: Option<Format>) -> Result<Opened, ReadError> {
    let mut reader = BufReader::with_capacity(64 << 10, open(path)?);
    let head = reader.fill_buf().map_err(|error| ReadError::io(path, error))?;
    let format = format.unwrap_or_else(|| Format::of_head(head));
    match format.way() {
        Way::Lines if decode::is_streamable(head) => Ok(Opened::Lines(Box::new(reader))),
        // A line break of its may hide in a wider unit.
        Way::Lines => Ok(Opened::Lines(Box::new(Cursor::new(text_of(path, reader, false)?)))),
        Way::Several(cut) => Ok(Opened::Several(Input { path: path.to_owned(), reader: Box::new(reader) }, cut)),
        Way::Text | Way::One(_) => Ok(Opened::File(format)),
    }
}

/// The format that the content of a file speaks for; `None` where it cannot be opened.
pub(super) fn format_inside(path: &Path) -> Option<Format> {
    let mut head = Vec::with_capacity(HEAD);
    open(path).ok()?.take(HEAD as u64).read_to_end(&mut head).ok()?;
    Some(Format::of_head(&head))
}

/// A file to be read as a whole from its bytes.
pub(super) fn input(path: &Path) -> Result<Input, ReadError> {
    Ok(Input { path: path.to_owned(), reader: Box::new(BufReader::with_capacity(64 << 10, open(path)?)) })
}

/// The text of a file, up to [`MAX_FILE`].
pub(super) fn read_whole(path: &Path, format: Format) -> Result<String, ReadError> {
    text_of(path, BufReader::new(open(path)?), format == Format::Html)
}

/// Opens a regular file and nothing else: opening a pipe would wait for a writer, and a device may never end.
fn open(path: &Path) -> Result<File, ReadError> {
    let metadata = std::fs::metadata(path).map_err(|error| ReadError::io(path, error))?;
    check(path, metadata.file_type())?;
    open_now(path)
}

/// It may have been replaced since it was looked at: opening does not wait, and what was opened is looked at again.
fn open_now(path: &Path) -> Result<File, ReadError> {
    let io = |error| ReadError::io(path, error);
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let file = options.open(path).map_err(io)?;
    check(path, file.metadata().map_err(io)?.file_type())?;
    Ok(file)
}

/// Refuses what is neither a file nor a folder.
pub(super) fn check(path: &Path, file_type: FileType) -> Result<(), ReadError> {
    let kind = if file_type.is_file() { return Ok(()) } else { kind(file_type) };
    Err(ReadError::NotAFile { path: path.to_owned(), kind })
}

#[cfg(unix)]
fn kind(file_type: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match () {
        () if file_type.is_dir() => "folder",
        () if file_type.is_fifo() => "named pipe",
        () if file_type.is_socket() => "socket",
        () if file_type.is_char_device() || file_type.is_block_device() => "device",
        () => "special file",
    }
}

#[cfg(not(unix))]
fn kind(file_type: FileType) -> &'static str {
    if file_type.is_dir() { "folder" } else { "special file" }
}

fn text_of(path: &Path, reader: BufReader<File>, markup: bool) -> Result<String, ReadError> {
    let too_large = || ReadError::TooLarge { path: path.to_owned(), limit: MAX_FILE };
    let length = reader.get_ref().metadata().map_or(0, |metadata| metadata.len());
    if length > MAX_FILE {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    // Some files (under /proc, say) are longer than they claim, and a file may still grow.
    reader.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| ReadError::io(path, error))?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(too_large());
    }
    let text = decode::file(&bytes, markup).ok_or_else(|| ReadError::Binary { path: path.to_owned() })?;
    if text.trim().is_empty() { Err(ReadError::Empty { path: path.to_owned() }) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn opening_a_pipe_does_not_wait() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(matches!(open_now(&pipe), Err(ReadError::NotAFile { kind: "named pipe", .. })));
    }
}
