//! The files in a book's archive, each held only while it is looked at. Nothing is written anywhere, so that a name is
//! only a name, wherever it points.

use crate::article::piece::Content;
use std::collections::HashMap;
use std::io::{Read, Seek, SeekFrom};
use zip::ZipArchive;
use zip::read::read_zipfile_from_stream;

/// The most bytes that one file may unpack to.
const MAX_FILE: u64 = 16 << 20;
/// The most that is held of an archive whose table of contents is lost.
const MAX_SALVAGED: usize = 64 << 20;
/// Files in one archive.
const MAX_FILES: usize = 50_000;

/// An archive, opened.
pub(super) enum Archive {
    /// As it should be.
    Whole(ZipArchive<Box<dyn Content>>),
    /// What could be read from the beginning of a broken one, in order.
    Salvaged(Vec<String>, HashMap<String, Vec<u8>>),
}

impl Archive {
    pub(super) fn open(mut reader: Box<dyn Content>) -> Option<Self> {
        let mut salvaged: (Vec<String>, HashMap<String, Vec<u8>>) = (Vec::new(), HashMap::new());
        // A table of contents at the end cannot be relied on where it is cut off; what stands before each file can.
        if !has_end(&mut reader)? {
            let mut held = 0;
            reader.seek(SeekFrom::Start(0)).ok()?;
            while let Ok(Some(mut file)) = read_zipfile_from_stream(&mut reader) {
                let Ok(name) = file.name().map(|name| name.into_owned()) else { continue };
                let mut bytes = Vec::new();
                // Of the last file, what is there.
                let whole = (&mut file).take(MAX_FILE).read_to_end(&mut bytes).is_ok();
                held += bytes.len();
                salvaged.0.push(name.clone());
                salvaged.1.insert(name, bytes);
                if !whole || held > MAX_SALVAGED || salvaged.0.len() > MAX_FILES {
                    // Going on to the next would read to the end of this one.
                    std::mem::forget(file);
                    break;
                }
            }
            return (!salvaged.0.is_empty()).then_some(Self::Salvaged(salvaged.0, salvaged.1));
        }
        reader.seek(SeekFrom::Start(0)).ok()?;
        ZipArchive::new(reader).ok().filter(|archive| archive.len() <= MAX_FILES).map(Self::Whole)
    }

    /// The content of a file; `None` where it is not there, damaged, or too large.
    pub(super) fn get(&mut self, name: &str) -> Option<Vec<u8>> {
        match self {
            Self::Whole(archive) => {
                let file = archive.by_name(name).ok()?;
                let mut bytes = Vec::new();
                file.take(MAX_FILE + 1).read_to_end(&mut bytes).ok()?;
                (bytes.len() as u64 <= MAX_FILE).then_some(bytes)
            }
            Self::Salvaged(_, files) => files.get(name).cloned(),
        }
    }

    /// The names of all files, in the order in which they were packed.
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Whole(archive) => archive.file_names().flatten().map(|name| name.into_owned()).collect(),
            Self::Salvaged(names, _) => names.clone(),
        }
    }
}

/// Whether the mark that ends an archive stands where it may.
fn has_end(reader: &mut Box<dyn Content>) -> Option<bool> {
    const FARTHEST: u64 = 66_000;
    let length = reader.seek(SeekFrom::End(0)).ok()?;
    reader.seek(SeekFrom::Start(length.saturating_sub(FARTHEST))).ok()?;
    let mut end = Vec::new();
    reader.take(FARTHEST).read_to_end(&mut end).ok()?;
    Some(end.windows(4).any(|window| window == b"PK\x05\x06"))
}
