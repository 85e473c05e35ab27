//! The one that writes: batch by batch, each a transaction, so that a crash loses what the last moment brought.

use crate::library::{Added, Incoming, Library, LibraryError, Stamp};
use crossbeam_channel::{Receiver, RecvTimeoutError};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The largest batch, in articles: others who want to write wait no longer than it takes. A large one is written sooner than
/// many small ones: the same pages of the indexes change.
const LARGEST: usize = 768;
/// How old the first of a batch may get.
const OLDEST: Duration = Duration::from_millis(700);
/// How long we try again and again where another program is writing all the time.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is to be written, in order.
pub(super) enum Order {
    Article(Box<Incoming>),
    /// All articles of this file have been handed over.
    Done(Stamp),
}

/// What has been written.
#[derive(Default)]
pub(super) struct Written {
    pub(super) added: AtomicUsize,
    pub(super) known: AtomicUsize,
    pub(super) revised: AtomicUsize,
}

/// Writes what it receives until nothing more comes.
pub(super) fn write(library: &mut Library, orders: Receiver<Order>, written: &Written) -> Result<(), LibraryError> {
    let (mut batch, mut files) = (Vec::with_capacity(LARGEST), Vec::new());
    loop {
        let first = Instant::now();
        let mut ended = false;
        while batch.len() < LARGEST {
            // Waits for the first as long as it takes: nothing is lost meanwhile.
            let order = match batch.is_empty() && files.is_empty() {
                true => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                false => orders.recv_timeout(OLDEST.saturating_sub(first.elapsed())),
            };
            match order {
                Ok(Order::Article(incoming)) => batch.push(*incoming),
                Ok(Order::Done(stamp)) => files.push(stamp),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    ended = true;
                    break;
                }
            }
        }
        if !batch.is_empty() || !files.is_empty() {
            for added in write_batch(library, &batch, &files)? {
                let count = match added {
                    Added::New(_) => &written.added,
                    Added::Known(_) => &written.known,
                    Added::Revision(_) => &written.revised,
                };
                count.fetch_add(1, Ordering::Relaxed);
            }
            batch.clear();
            files.clear();
        }
        if ended {
            return Ok(());
        }
    }
}

fn write_batch(library: &mut Library, batch: &[Incoming], files: &[Stamp]) -> Result<Vec<Added>, LibraryError> {
    let began = Instant::now();
    loop {
        match library.add_with(batch, files) {
            Err(error) if error.is_passing() && began.elapsed() < PATIENCE => {}
            result => return result,
        }
    }
}
