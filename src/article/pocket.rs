//! The page of links that Pocket exported: `ril_export.html`.

use super::ReadError;
use super::export::Saved;
use super::format::Head;
use super::markup::{Scanner, Token, attribute, words};
use super::piece::{Input, Pieces};

pub(super) fn looks(head: &Head) -> bool {
    head.lower.contains("<title>pocket export")
}

/// A piece a link.
pub(super) fn pieces(input: Input) -> Result<Pieces, ReadError> {
    let pieces: Vec<_> = links(&input.text(true)?).into_iter().map(|link| Ok(link.piece())).collect();
    Ok(Box::new(pieces.into_iter()))
}

fn links(page: &str) -> Vec<Saved> {
    let mut scanner = Scanner::new(page);
    let (mut found, mut read) = (Vec::new(), None);
    while let Some(token) = scanner.next() {
        match token {
            Token::Open { name, .. } if name.eq_ignore_ascii_case("h1") => {
                read = Some(until(&mut scanner, "h1").to_lowercase().contains("archive"));
            }
            Token::Open { name, attributes, .. } if name.eq_ignore_ascii_case("a") => {
                let tags = attribute(attributes, "tags").unwrap_or_default();
                found.push(Saved {
                    url: attribute(attributes, "href"),
                    title: Some(until(&mut scanner, "a")),
                    saved: attribute(attributes, "time_added"),
                    tags: super::export::list(&tags),
                    read,
                    ..Saved::default()
                });
            }
            _ => {}
        }
    }
    found
}

/// The words up to the end of an element.
fn until(scanner: &mut Scanner, name: &str) -> String {
    let start = scanner.at();
    let mut end = start;
    while let Some(token) = scanner.next() {
        match token {
            Token::Close { name: closed } if closed.eq_ignore_ascii_case(name) => break,
            // One that does not end ends with its line.
            Token::Open { name, .. } | Token::Close { name } if matches!(name, "li" | "ul" | "h1" | "a") => {
                scanner.back_to(end);
                break;
            }
            _ => end = scanner.at(),
        }
    }
    words(scanner.text_between(start, end))
}
