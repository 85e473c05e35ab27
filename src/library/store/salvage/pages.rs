//! The pages of a database as they lie in its file, and in its log where that has newer ones. Nothing is written, and no
//! page need make sense. The formats: <https://sqlite.org/fileformat2.html>.

use super::super::backup::ending;
use super::super::open::MAGIC;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// What every library is made with, for where its header does not say.
const USUAL_SIZE: usize = 4096;
/// A log's header, and that of each page in it.
const LOG_HEAD: u64 = 32;
const FRAME_HEAD: usize = 24;

/// The pages, numbered from 1.
pub(super) struct Pages {
    file: File,
    size: usize,
    /// Bytes of each page, counted from its beginning, that hold anything.
    usable: usize,
    /// How many the file has, and by the log the database.
    in_file: u32,
    count: u32,
    /// Where in the log the newest state of a page begins.
    log: Option<(File, HashMap<u32, u64>)>,
}

impl Pages {
    /// Opens the file and its log.
    ///
    /// # Errors
    /// A file that cannot be opened.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut head = Vec::new();
        // A disk that cannot read the beginning may read the rest.
        let _ = (&file).take(100).read_to_end(&mut head);
        let begins_well = head.starts_with(MAGIC);
        let said = (number(&head, 16, 2) as usize, usize::from(head.get(20).copied().unwrap_or(0)));
        let said = if said.0 == 1 { (65_536, said.1) } else { said };
        let sensible = begins_well && said.0.is_power_of_two() && (512..=65_536).contains(&said.0) && said.1 < 32;
        let (size, reserved) = if sensible { said } else { (USUAL_SIZE, 0) };
        let in_file = u32::try_from(length.div_ceil(size as u64)).unwrap_or(u32::MAX);
        let mut pages = Self { file, size, usable: size - reserved, in_file, count: in_file, log: None };
        if let Ok(log) = File::open(ending(path, "-wal"))
            && let Some((newer, count)) = committed(&log, size)
        {
            // A log can say anything; a page that is in neither holds nothing.
            pages.count = count.min(newer.keys().copied().fold(in_file, u32::max));
            pages.log = Some((log, newer));
        }
        Ok(pages)
    }

    /// The highest number that a page can have.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// The numbers of all that stand in the file or its log.
    pub(super) fn there(&self) -> impl Iterator<Item = u32> + use<> {
        let newer = self.log.iter().flat_map(|(_, newer)| newer.keys().copied());
        let mut beyond: Vec<u32> = newer.filter(|page| *page > self.in_file && *page <= self.count).collect();
        beyond.sort_unstable();
        (1..=self.in_file.min(self.count)).chain(beyond)
    }

    /// Bytes of a page that hold anything.
    pub(super) fn usable(&self) -> usize {
        self.usable
    }

    /// A page; zeros where the file ends too early. `None` where it is not there or the disk cannot read it.
    pub(super) fn read(&self, page: u32) -> Option<Vec<u8>> {
        if page == 0 || page > self.count {
            return None;
        }
        let newer = self.log.as_ref().and_then(|(log, newer)| Some((log, *newer.get(&page)?)));
        let (mut file, at) = newer.unwrap_or((&self.file, u64::from(page - 1) * self.size as u64));
        file.seek(SeekFrom::Start(at)).ok()?;
        let mut bytes = Vec::with_capacity(self.size);
        file.take(self.size as u64).read_to_end(&mut bytes).ok()?;
        bytes.resize(self.size, 0);
        Some(bytes)
    }

    /// The pages that hold nothing any more, as far as their list can be followed.
    pub(super) fn free(&self) -> Vec<u32> {
        let first = self.read(1).filter(|page| page.starts_with(MAGIC));
        let mut next = first.map_or(0, |page| number(&page, 32, 4) as u32);
        let mut free = Vec::new();
        while next != 0 && free.len() < self.count as usize {
            let Some(page) = self.read(next) else { break };
            free.push(next);
            let leaves = (number(&page, 4, 4) as usize).min(self.size / 4 - 2);
            free.extend((0..leaves).map(|leaf| number(&page, 8 + 4 * leaf, 4) as u32));
            next = number(&page, 0, 4) as u32;
        }
        free
    }
}

/// An unsigned number of `length` bytes, at most 8, the highest first; 0 where it is not there.
pub(super) fn number(bytes: &[u8], at: usize, length: usize) -> u64 {
    let bytes = at.checked_add(length).and_then(|end| bytes.get(at..end)).unwrap_or_default();
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Where in a log the pages of its whole transactions stand, and how many pages the database has by it.
fn committed(mut log: &File, size: usize) -> Option<(HashMap<u32, u64>, u32)> {
    let mut head = [0; LOG_HEAD as usize];
    log.read_exact(&mut head).ok()?;
    let magic = number(&head, 0, 4);
    if magic & !1 != 0x377f_0682 || number(&head, 8, 4) != size as u64 {
        return None;
    }
    let high_first = magic & 1 == 1;
    let mut sum = (0, 0);
    add(&mut sum, &head[..24], high_first);
    if (u64::from(sum.0), u64::from(sum.1)) != (number(&head, 24, 4), number(&head, 28, 4)) {
        return None;
    }
    let (mut whole, mut open, mut count) = (HashMap::new(), Vec::new(), None);
    let mut frame = vec![0; FRAME_HEAD + size];
    let mut at = LOG_HEAD;
    let mut log = io::BufReader::with_capacity(1 << 16, log);
    // What follows the last transaction is left from before, or was never finished.
    while log.read_exact(&mut frame).is_ok() && frame[8..16] == head[16..24] {
        add(&mut sum, &frame[..8], high_first);
        add(&mut sum, &frame[FRAME_HEAD..], high_first);
        if (u64::from(sum.0), u64::from(sum.1)) != (number(&frame, 16, 4), number(&frame, 20, 4)) {
            break;
        }
        open.push((number(&frame, 0, 4) as u32, at + FRAME_HEAD as u64));
        if let after @ 1.. = number(&frame, 4, 4) as u32 {
            whole.extend(open.drain(..));
            count = Some(after);
        }
        at += frame.len() as u64;
    }
    Some((whole, count?))
}

/// Adds to a log's checksum.
fn add(sum: &mut (u32, u32), bytes: &[u8], high_first: bool) {
    for eight in bytes.chunks_exact(8) {
        let (one, two) = eight.split_at(4);
        let number = |four: &[u8]| {
            let number = number(four, 0, 4) as u32;
            if high_first { number } else { number.swap_bytes() }
        };
        sum.0 = sum.0.wrapping_add(number(one)).wrapping_add(sum.1);
        sum.1 = sum.1.wrapping_add(number(two)).wrapping_add(sum.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_does_not_make_pages_that_are_nowhere() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.db");
        std::fs::write(&path, vec![0; 2 * USUAL_SIZE]).unwrap();
        let mut sum = (0, 0);
        let mut log: Vec<u8> = [0x377f_0683_u32, 3_007_000, USUAL_SIZE as u32, 0, 1, 2].map(u32::to_be_bytes).concat();
        add(&mut sum, &log, true);
        log.extend([sum.0, sum.1].map(u32::to_be_bytes).concat());
        // The last says that the database has as many pages as there are numbers.
        for (page, count) in [(1, 0), (7, 0), (u32::MAX - 1, u32::MAX)] {
            let head: Vec<u8> = [page, count].map(u32::to_be_bytes).concat();
            let bytes = [7; USUAL_SIZE];
            add(&mut sum, &head, true);
            add(&mut sum, &bytes, true);
            log.extend(head);
            log.extend([1, 2, sum.0, sum.1].map(u32::to_be_bytes).concat());
            log.extend(bytes);
        }
        std::fs::write(ending(&path, "-wal"), log).unwrap();
        let pages = Pages::open(&path).unwrap();
        assert_eq!(pages.there().collect::<Vec<_>>(), [1, 2, 7, u32::MAX - 1]);
        assert_eq!(pages.count(), u32::MAX - 1);
        assert_eq!(pages.read(7).map(|page| page[0]), Some(7));
        let gaps = super::super::walk::rows::<()>(&pages, &mut |_, _| Ok(()), &mut |_| Ok(()));
        assert!(gaps.is_ok());
    }
}
