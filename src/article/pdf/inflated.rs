//! How much a PDF unpacks to, counted before anything of it is kept.

use flate2::{Decompress, FlushDecompress, Status};

/// The most bytes that the streams of one document may unpack to, together and packed in one another.
const MAX_UNPACKED: u64 = 512 << 20;
/// The most bytes of a single one: it is held whole, more than once.
const MAX_STREAM: u64 = 96 << 20;
/// Streams packed more than once are packed so often at most.
const MAX_LAYERS: usize = 3;
const STEP: usize = 32 << 10;

/// Whether the deflated streams of `pdf` unpack to too much. They are found by the keyword before them, wherever it
/// stands: a file can lie about where its streams are, but not about what must stand before one.
pub(super) fn is_bomb(pdf: &[u8]) -> bool {
    let mut unpacked = 0u64;
    let mut at = 0;
    while let Some(found) = find(pdf.get(at..).unwrap_or_default(), b"stream") {
        at += found + b"stream".len();
        let mut rest = pdf.get(at..).unwrap_or_default();
        while let [b'\r' | b'\n' | b' ' | b'\t', after @ ..] = rest {
            rest = after;
        }
        // Where what should come before packed bytes is missing, they are unpacked all the same.
        let Some(size) = size(rest, is_zlib(rest), MAX_LAYERS) else { return true };
        unpacked += size;
        if unpacked > MAX_UNPACKED {
            return true;
        }
    }
    false
}

/// The bytes that `packed` unpacks to, and what is packed in them once more; `None` where that is too much.
fn size(packed: &[u8], with_header: bool, layers: usize) -> Option<u64> {
    let mut inflater = Decompress::new(with_header);
    let mut out = vec![0; STEP];
    let mut inner: Vec<u8> = Vec::new();
    let mut is_packed_again = None;
    loop {
        let (read, written) = (inflater.total_in(), inflater.total_out());
        let rest = packed.get(usize::try_from(read).ok()?..).unwrap_or_default();
        let status = inflater.decompress(rest, &mut out, FlushDecompress::None);
        let got = out.get(..usize::try_from(inflater.total_out() - written).ok()?).unwrap_or_default();
        if *is_packed_again.get_or_insert_with(|| is_zlib(got)) {
            inner.extend_from_slice(got);
        }
        if inflater.total_out() > MAX_STREAM {
            return None;
        }
        let is_stuck = inflater.total_in() == read && inflater.total_out() == written;
        if is_stuck || !matches!(status, Ok(Status::Ok)) {
            break;
        }
    }
    let own = inflater.total_out();
    if inner.is_empty() {
        return Some(own);
    }
    Some(own + size(&inner, true, layers.checked_sub(1)?)?)
}

/// Whether `bytes` begin as a zlib stream does.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..] if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
