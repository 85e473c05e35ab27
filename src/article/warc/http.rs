//! What a server answered, as it was recorded: a status line, a header, and content that may be chunked and packed.

use super::record::fields;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// The most that content may unpack to, in bytes.
const MAX_UNPACKED: u64 = 32 << 20;

/// Content that was there.
pub(super) struct Answer {
    /// What it is, as the header says.
    pub(super) kind: String,
    pub(super) content: Vec<u8>,
}

/// Reads an answer; `None` where it has another status than 200, or content that is packed in a way of its own.
pub(super) fn answer(bytes: &[u8]) -> Result<Option<Answer>, String> {
    let Some((header, content)) = split(bytes) else { return Ok(None) };
    let status = header.split(|b| *b == b'\n').next().unwrap_or_default();
    let is_there =
        status.starts_with(b"HTTP/") && status.split(|b| *b == b' ').nth(1).map(<[u8]>::trim_ascii) == Some(b"200");
    let fields = fields(header);
    let field =
        |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.to_ascii_lowercase());
    let Some(kind) = field("content-type").filter(|_| is_there) else { return Ok(None) };
    let is_chunked = field("transfer-encoding").is_some_and(|value| value.contains("chunked"));
    // Some archives keep the header and store the content unpacked.
    let content = if is_chunked { dechunked(content).unwrap_or_else(|| content.to_vec()) } else { content.to_vec() };
    let content = match field("content-encoding").as_deref().map(str::trim) {
        None | Some("" | "identity") => content,
        Some("gzip" | "x-gzip") if content.starts_with(&super::GZIP) => unpacked(MultiGzDecoder::new(&content[..]))?,
        Some("deflate") => unpacked(ZlibDecoder::new(&content[..]))
            .or_else(|_| unpacked(DeflateDecoder::new(&content[..])))
            .unwrap_or(content),
        Some("gzip" | "x-gzip") => content,
        Some(_) => return Ok(None),
    };
    Ok(Some(Answer { kind, content }))
}

/// Header and content.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let ends = |mark: &[u8]| bytes.windows(mark.len()).position(|window| window == mark).map(|at| (at, mark.len()));
    let (at, length) = [ends(b"\r\n\r\n"), ends(b"\n\n")].into_iter().flatten().min()?;
    Some((bytes.get(..at)?, bytes.get(at + length..)?))
}

/// Chunks put together; what is left of a broken one, and `None` where there are none.
fn dechunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::with_capacity(bytes.len());
    while let Some(end) = bytes.iter().take(1_024).position(|b| *b == b'\n') {
        let size = bytes.get(..end)?.split(|b| *b == b';').next()?.trim_ascii();
        let size = usize::from_str_radix(std::str::from_utf8(size).ok()?, 16).ok()?;
        let rest = bytes.get(end + 1..)?;
        if size == 0 {
            return Some(content);
        }
        content.extend_from_slice(rest.get(..size.min(rest.len()))?);
        let Some(after) = rest.get(size..) else { break };
        bytes = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
    }
    (!content.is_empty()).then_some(content)
}

/// What `packed` holds; what broke off is left off.
fn unpacked(packed: impl Read) -> Result<Vec<u8>, String> {
    let mut content = Vec::new();
    let read = packed.take(MAX_UNPACKED + 1).read_to_end(&mut content);
    if content.len() as u64 > MAX_UNPACKED {
        return Err("unpacks to more than 32 MiB".to_owned());
    }
    match read {
        Err(error) if content.is_empty() => Err(format!("cannot be unpacked: {error}")),
        _ => Ok(content),
    }
}
