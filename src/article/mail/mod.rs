//! E-mail: one message, or a mailbox. A newsletter is an article, and so is every message inside another.

mod mbox;
#[cfg(test)]
pub(in crate::article) mod tests;

use super::format::Head;
use super::piece::{Body, Input, Lost, Piece, Pieces};
use super::source::MAX_FILE;
use super::{Meta, ReadError};
use mail_parser::{Address, HeaderName, Message, MessageParser, MessagePart, PartType};

/// Messages within messages: digests and what was forwarded.
const MAX_DEPTH: usize = 4;
/// Of one message no more are taken.
const MAX_NESTED: usize = 500;

/// Whether a file begins like a message: a header that names a sender and something that only mail has.
pub(super) fn looks(head: &Head) -> bool {
    const TELLING: [&str; 6] =
        ["message-id", "received", "mime-version", "return-path", "delivered-to", "content-transfer-encoding"];
    let header = head.lower.split("\n\n").next().unwrap_or_default().split("\r\n\r\n").next().unwrap_or_default();
    let is_header = |line: &str| {
        line.starts_with([' ', '\t'])
            || line.split_once(':').is_some_and(|(name, _)| {
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            })
    };
    let has = |name: &str| header.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')));
    header.lines().take(4).all(is_header) && has("from") && TELLING.iter().any(|name| has(name))
}

/// Cuts a message into itself and those within it.
pub(super) fn pieces(input: Input) -> Result<Pieces, ReadError> {
    let path = input.path.clone();
    let bytes = input.bytes(MAX_FILE)?;
    // Some programs write the line before a message that mailboxes have.
    let bytes = match bytes.strip_prefix(b"From ").and_then(|rest| rest.iter().position(|b| *b == b'\n')) {
        Some(end) => bytes.get(b"From ".len() + end + 1..).unwrap_or_default(),
        None => &bytes,
    };
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty { path });
    }
    Ok(Box::new(read(bytes, "").into_iter()))
}

/// Whether a file begins like a mailbox.
pub(super) fn looks_mbox(head: &Head) -> bool {
    mbox::is_boundary(head.bytes.split_inclusive(|b| *b == b'\n').next().unwrap_or_default())
}

/// Cuts a mailbox into its messages; it is streamed.
pub(super) fn pieces_mbox(input: Input) -> Result<Pieces, ReadError> {
    let mut number = 0;
    Ok(Box::new(mbox::Messages::new(input.reader).flat_map(move |message| {
        number += 1;
        let place = format!("message {number}");
        match message {
            Ok(bytes) => read(&bytes, &place),
            Err(why) => vec![Err(Lost::new(place, why))],
        }
    })))
}

/// The message in `bytes`, and those within it.
fn read(bytes: &[u8], place: &str) -> Vec<Result<Piece, Lost>> {
    let mut found = Vec::new();
    match parse(bytes) {
        Ok(message) => collect(&message, MAX_DEPTH, &mut found),
        Err(why) => return vec![Err(Lost::new(place, why))],
    }
    if found.is_empty() {
        return vec![Err(Lost::new(place, "has no text"))];
    }
    found.into_iter().map(Ok).collect()
}

/// Parses a message, unless it names so many others that they may lie thousands deep within one another: what holds them
/// then is taken down by as many calls, and the stack ends.
pub(super) fn parse(bytes: &[u8]) -> Result<Message<'_>, &'static str> {
    const NESTING: [&[u8]; 3] = [b"rfc822", b"message/global", b"multipart/digest"];
    let named = |what: &[u8]| bytes.windows(what.len()).filter(|window| window.eq_ignore_ascii_case(what)).count();
    if NESTING.into_iter().map(named).sum::<usize>() > MAX_NESTED {
        return Err("holds more than 500 other messages");
    }
    MessageParser::default().parse(bytes).ok_or("is no e-mail")
}

fn collect(message: &Message<'_>, depth: usize, found: &mut Vec<Piece>) {
    if let Some(body) = body(message) {
        found.push(Piece { meta: meta(message), body, complete: true });
    }
    let nested = message.parts.iter().filter_map(MessagePart::message);
    for inner in nested.take(if depth == 0 { 0 } else { MAX_NESTED }) {
        if found.len() < MAX_NESTED {
            collect(inner, depth - 1, found);
        }
    }
}

/// What was written: the HTML, unless that shows little of what the plain text says.
fn body(message: &Message<'_>) -> Option<Body> {
    let join = |parts: Vec<&str>| parts.join("\n\n");
    let html = message.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(html) => Some(html.as_ref()),
        _ => None,
    });
    let plain = message.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let (html, plain) = (join(html.collect()), join(plain.collect()));
    let (shown, said) = (words_shown(&html), plain.split_whitespace().count());
    match () {
        () if shown == 0 && said == 0 => None,
        () if shown > 0 && shown * 4 >= said => Some(Body::Html(html)),
        () => Some(Body::Plain(without_signature(&plain).to_owned())),
    }
}

/// How many words stand between the tags of `html`, roughly.
pub(super) fn words_shown(html: &str) -> usize {
    let lower = html.to_ascii_lowercase();
    let (mut words, mut rest) = (0, lower.as_str());
    while let Some((text, tag)) = rest.split_once('<') {
        words += text.split_whitespace().count();
        let hidden = ["style", "script", "title"].into_iter().find(|name| tag.starts_with(name));
        rest = match hidden {
            Some(name) => tag.split_once(&format!("</{name}")).map_or("", |(_, after)| after),
            None => tag,
        };
        rest = rest.split_once('>').map_or("", |(_, after)| after);
    }
    words + rest.split_whitespace().count()
}

/// A text without the lines below the mark that parts a signature from it.
fn without_signature(text: &str) -> &str {
    const LONGEST: usize = 12;
    let mark = ["\n-- \n", "\n-- \r\n"].iter().filter_map(|mark| text.rfind(mark)).max();
    let above = mark.and_then(|at| Some((text.get(..at)?, text.get(at..)?)));
    above.filter(|(_, below)| below.lines().count() <= LONGEST + 2).map_or(text, |(above, _)| above)
}

fn meta(message: &Message<'_>) -> Meta {
    let sender = message.from().and_then(Address::first).or_else(|| message.sender().and_then(Address::first));
    let name = sender.and_then(|sender| sender.name()).map(str::trim).filter(|name| !name.is_empty());
    let address = sender.and_then(|sender| sender.address());
    let domain = address.and_then(|address| address.rsplit_once('@')).map(|(_, domain)| domain);
    let date = message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    Meta {
        title: message.subject().map(str::to_owned),
        source: list(message).or_else(|| name.map(str::to_owned)).or_else(|| domain.map(str::to_owned)),
        author: name.or(address).map(str::to_owned),
        date,
        url: ["Archived-At", "List-Post", "X-Archived-At"].into_iter().find_map(|header| address_in(message, header)),
        ..Meta::default()
    }
}

/// What a list calls itself: the words before its id in "Harbour News <news.example.org>".
fn list(message: &Message<'_>) -> Option<String> {
    let header = message.header_raw(HeaderName::ListId)?;
    let name = header.split('<').next()?.trim().trim_matches('"').trim();
    let is_plain = !name.contains("=?") && name.contains(char::is_alphabetic) && header.contains('<');
    is_plain.then(|| name.to_owned())
}

/// The web address in a header: `<https://…>`.
fn address_in(message: &Message<'_>, header: &'static str) -> Option<String> {
    let value = message.header_raw(header)?.trim();
    let address = value.trim_start_matches('<').split(['>', ' ', ',', '\r', '\n']).next()?;
    (address.starts_with("https://") || address.starts_with("http://")).then(|| address.to_owned())
}
