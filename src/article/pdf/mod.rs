//! A PDF with a text layer: what its pages draw, put back into paragraphs.

mod columns;
mod glyphs;
mod heads;
mod inflated;
mod paragraphs;
#[cfg(test)]
mod tests;

use super::draft::MAX_BLOCKS;
use super::format::Head;
use super::html::PAGE_THREAD;
use super::piece::{Body, Input, Lost, Piece};
use super::{BlockKind, Draft, Meta, ReadError, title};
use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The largest document that is read, in bytes: most of one are its pictures.
const MAX_BYTES: u64 = 256 << 20;
/// Stack for the thread that interprets; forms lie within forms at most 50 deep.
const STACK: usize = 64 << 20;
/// What takes longer is given up. A page takes milliseconds, and a long book a few seconds.
const MAX_TIME: Duration = Duration::from_secs(60);
/// Pages in all.
const MAX_PAGES: usize = 20_000;
/// Runs of letters in all: they are held until the last page is read.
const MAX_RUNS: usize = 2_000_000;

const NO_TEXT: &str = "has no text layer, its pages are pictures; run it through text recognition (OCR) first";
const NAMELESS: &str = "does not say which letters its fonts draw; run it through text recognition (OCR) first";
const LOCKED: &str = "is locked with a password; save a copy without one first";
const BROKEN: &str = "cannot be read as PDF: it is damaged, or no PDF";
const CUT: &str = "is damaged: it ends too early, and no text can be read; get it anew";
const SPOILT: &str = "is damaged: its pages cannot be read; get it anew";
const BOMB: &str = "cannot be read as PDF: it unpacks to far more than its size";
const SLOW: &str = "cannot be read as PDF: it takes longer than a minute";
const FAILED: &str = "cannot be read as PDF: the interpreter failed on it";

/// Whether a file begins like one; some have a line or two before it.
pub(super) fn looks(head: &Head) -> bool {
    head.bytes.windows(5).take(1_024).any(|window| window == b"%PDF-")
}

/// Reads a document, up to [`MAX_BYTES`].
///
/// It is interpreted in a thread of its own: a panic of the interpreter ends there, and what takes too long is left to
/// stop at the next thing that it draws.
pub(super) fn read(input: Input) -> Result<Piece, ReadError> {
    let path = input.path.clone();
    let lost = |why: &str| Lost::new("", why).into_error(&path);
    let bytes = input.bytes(MAX_BYTES)?;
    let stop = Arc::new(AtomicBool::new(false));
    let (done, result) = mpsc::channel();
    let job = {
        let stop = Arc::clone(&stop);
        move || drop(done.send(document(bytes, &stop)))
    };
    let builder = thread::Builder::new().name(PAGE_THREAD.to_owned()).stack_size(STACK);
    builder.spawn(job).map_err(|_| lost("there is no memory left for it"))?;
    let draft = result.recv_timeout(MAX_TIME).unwrap_or_else(|error| {
        stop.store(true, Ordering::Relaxed);
        Err(if error == mpsc::RecvTimeoutError::Timeout { SLOW } else { FAILED })
    });
    let (Draft { meta, text, blocks }, complete) = draft.map_err(lost)?;
    let laid = Draft { meta: Meta::default(), text, blocks };
    Ok(Piece { meta, body: Body::Laid(Box::new(laid)), complete })
}

/// A document, and whether that is all of it.
fn document(bytes: Vec<u8>, stop: &AtomicBool) -> Result<(Draft, bool), &'static str> {
    if inflated::is_bomb(&bytes) {
        return Err(BOMB);
    }
    let is_cut = !ends_well(&bytes);
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => LOCKED,
        _ if is_cut => CUT,
        _ => BROKEN,
    })?;
    let cache = InterpreterCache::new();
    let mut failed = 0;
    let (mut pages, mut runs, mut nameless, mut letters) = (Vec::new(), 0, 0, 0);
    for page in pdf.pages().iter().take(MAX_PAGES) {
        // A page that the interpreter fails on is no reason to lose the others.
        let drawn = catch_unwind(AssertUnwindSafe(|| glyphs::of_page(&pdf, page, &cache, stop)));
        if stop.load(Ordering::Relaxed) {
            return Err(SLOW);
        }
        failed += usize::from(drawn.is_err());
        let drawn = drawn.unwrap_or_default();
        nameless += drawn.nameless;
        letters += drawn.runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
        runs += drawn.runs.len();
        pages.push(columns::lines(drawn.runs));
        if runs > MAX_RUNS {
            break;
        }
    }
    if nameless * 2 > letters {
        return Err(NAMELESS);
    }
    heads::remove(&mut pages);
    let paragraphs::Text { text, mut blocks } = paragraphs::join(&pages);
    if blocks.is_empty() {
        return Err(match () {
            () if is_cut => CUT,
            () if failed > 0 || pages.is_empty() => SPOILT,
            () => NO_TEXT,
        });
    }
    if blocks.len() >= MAX_BLOCKS {
        return Err("has more than 100,000 paragraphs; split it");
    }
    let mut meta = about(&pdf);
    let first = blocks.iter().position(|block| block.kind == BlockKind::Heading).filter(|at| *at < 4);
    let heading = first.and_then(|at| blocks.get(at)).map(|block| block.span.of(&text).replace('\n', " "));
    match (&meta.title, heading, first) {
        (None, Some(heading), Some(at)) => {
            meta.title = Some(heading);
            blocks.remove(at);
        }
        (Some(title), Some(heading), Some(at)) if title::same(title, &heading) => drop(blocks.remove(at)),
        _ => {}
    }
    Ok((Draft { meta, text, blocks }, !is_cut && failed == 0))
}

/// Whether the mark that ends a document stands near the end; some have a few lines behind it.
fn ends_well(bytes: &[u8]) -> bool {
    let end = bytes.get(bytes.len().saturating_sub(2_048)..).unwrap_or(bytes);
    end.windows(5).any(|window| window == b"%%EOF")
}

/// What the document says about itself.
fn about(pdf: &Pdf) -> Meta {
    let about = pdf.metadata();
    let given = |bytes: &Option<Box<[u8]>>| Some(text_string(bytes.as_deref()?).trim().to_owned());
    let date = about.creation_date.as_ref().or(about.modification_date.as_ref());
    Meta {
        title: given(&about.title).filter(|title| is_title(title)),
        author: given(&about.author).filter(|author| author.chars().any(char::is_alphabetic)),
        date: date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        ..Meta::default()
    }
}

/// Whether a title is one that somebody gave: programs put the file's name there.
fn is_title(title: &str) -> bool {
    const NAMES: [&str; 12] =
        [".doc", ".docx", ".odt", ".rtf", ".tex", ".dvi", ".indd", ".qxd", ".pdf", ".ps", ".html", ".txt"];
    const OPENINGS: [&str; 4] = ["microsoft word -", "untitled", "powerpoint presentation", "slide 1"];
    let lower = title.to_lowercase();
    title.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !NAMES.iter().any(|end| lower.ends_with(end))
        && !OPENINGS.iter().any(|opening| lower.starts_with(opening))
}

/// A text string: UTF-16 or UTF-8 by its mark, else a superset of Latin-1.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        },
    }
}
