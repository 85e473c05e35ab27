//! Books: EPUB 2 and 3. Every chapter that has text is an article, and the book is its source.

mod archive;
mod book;
#[cfg(test)]
mod tests;
mod xml;

use super::format::Head;
use super::mail::words_shown;
use super::piece::{Body, Input, Lost, Piece, Pieces};
use super::{Meta, ReadError, decode};
use archive::Archive;
use book::Book;

/// The most bytes of all chapters together.
const MAX_BOOK: usize = 512 << 20;
/// What shows fewer words is a title page, a picture or a dedication, unless it is all that there is.
const FEWEST_WORDS: usize = 25;

/// Whether a file begins like one: an archive whose first file says so.
pub(super) fn looks(head: &Head) -> bool {
    let says = |mark: &[u8]| head.bytes.windows(mark.len()).take(512).any(|window| window == mark);
    head.bytes.starts_with(b"PK\x03\x04") && (says(b"application/epub+zip") || says(b"META-INF/container.xml"))
}

/// Cuts a book into its chapters, in the order in which they are read.
pub(super) fn pieces(input: Input) -> Result<Pieces, ReadError> {
    let path = input.path.clone();
    let lost = |why: &str| Lost::new("", why).into_error(&path);
    let mut archive =
        Archive::open(input.reader).ok_or_else(|| lost("cannot be read as EPUB: it is no archive, or broken"))?;
    let book = Book::read(&mut archive);
    if book.chapters.is_empty() {
        return Err(lost("cannot be read as EPUB: it holds no chapters"));
    }
    let Book { meta, chapters, is_bare } = book;
    let (mut left, mut number, mut any) = (MAX_BOOK, 0usize, false);
    let mut chapters = chapters.into_iter();
    Ok(Box::new(std::iter::from_fn(move || {
        for chapter in chapters.by_ref() {
            number += 1;
            let place = || format!("chapter {number}");
            let Some(bytes) = archive.get(&chapter.path) else {
                any = true;
                return Some(Err(Lost::new(place(), "is missing or damaged")));
            };
            let Some(markup) = decode::file(&bytes, true) else {
                any = true;
                return Some(Err(Lost::new(place(), "is no text; it may be encrypted")));
            };
            left = left.checked_sub(markup.len())?;
            let markup = xml::without_empty_tags(&markup);
            if words_shown(&markup) < FEWEST_WORDS || book::is_aside(&markup) {
                continue;
            }
            any = true;
            let meta = Meta { title: chapter.title.clone().or_else(|| book::heading(&markup)), ..meta.clone() };
            return Some(Ok(Piece { meta, body: Body::Html(markup), complete: !is_bare }));
        }
        (!std::mem::replace(&mut any, true)).then(|| Err(Lost::new("", "holds no chapter with text in it")))
    })))
}
