//! The bytes of an answer, in bounded memory, decompressed.

use super::limits::{MOST_BYTES, MOST_RECEIVED};
use super::{FetchError, Stop};
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{BufRead, BufReader, ErrorKind, Read};
use ureq::http::HeaderMap;
use ureq::http::header::CONTENT_ENCODING;

/// Read at a time, in bytes.
const STEP: usize = 32 << 10;

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bytes {
    /// As it was before it was compressed.
    pub(super) bytes: Vec<u8>,
    /// Whether the connection ended too early.
    pub(super) cut: bool,
}

/// How an answer is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Plain,
    Gzip,
    Deflate,
}

impl Coding {
    /// What the answer's head says of it.
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, FetchError> {
        let mut coding = Self::Plain;
        let values = headers.get_all(CONTENT_ENCODING).iter().map(|value| value.to_str().unwrap_or("?"));
        for name in values.flat_map(|value| value.split(',')).map(|name| name.trim().to_ascii_lowercase()) {
            let next = match name.as_str() {
                "" | "identity" => continue,
                "gzip" | "x-gzip" => Self::Gzip,
                "deflate" => Self::Deflate,
                _ => {
                    return Err(FetchError::Compression("it is compressed in a way that was not asked for".to_owned()));
                }
            };
            if coding != Self::Plain {
                return Err(FetchError::Compression("it is compressed more than once".to_owned()));
            }
            coding = next;
        }
        Ok(coding)
    }
}

/// Reads all of it, up to the limits.
pub(super) fn read(from: impl Read, coding: Coding, stop: &Stop) -> Result<Bytes, FetchError> {
    let mut raw = BufReader::with_capacity(STEP, Counted { from, left: MOST_RECEIVED });
    match coding {
        Coding::Plain => collect(raw, coding, stop),
        Coding::Gzip => collect(MultiGzDecoder::new(raw), coding, stop),
        // The standard means zlib by it; some servers send it bare.
        Coding::Deflate if begins_as_zlib(raw.fill_buf().unwrap_or_default()) => {
            collect(ZlibDecoder::new(raw), coding, stop)
        }
        Coding::Deflate => collect(DeflateDecoder::new(raw), coding, stop),
    }
}

fn begins_as_zlib(head: &[u8]) -> bool {
    matches!(head, [a, b, ..] if a & 0x0f == 8 && (u16::from(*a) * 256 + u16::from(*b)).is_multiple_of(31))
}

fn collect(mut from: impl Read, coding: Coding, stop: &Stop) -> Result<Bytes, FetchError> {
    let mut bytes = Vec::new();
    let mut step = vec![0; STEP];
    loop {
        if stop.is_stopped() {
            return Err(FetchError::Interrupted);
        }
        match from.read(&mut step) {
            Ok(0) => return Ok(Bytes { bytes, cut: false }),
            Ok(read) => bytes.extend_from_slice(step.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return fault(error, coding).map(|()| Bytes { bytes, cut: true }),
        }
        if bytes.len() as u64 > MOST_BYTES {
            return Err(FetchError::TooLarge { limit: MOST_BYTES, decompressed: coding != Coding::Plain });
        }
    }
}

/// Nothing but an early end is forgiven.
fn fault(error: std::io::Error, coding: Coding) -> Result<(), FetchError> {
    let is_inner = error.get_ref().is_some_and(|inner| inner.is::<ureq::Error>() || inner.is::<FetchError>());
    let kind = error.kind();
    if !is_inner && coding != Coding::Plain && matches!(kind, ErrorKind::InvalidData | ErrorKind::InvalidInput) {
        return Err(FetchError::Compression("it is damaged".to_owned()));
    }
    match error.downcast::<FetchError>().map_err(ureq::Error::from) {
        Ok(own) => Err(own),
        Err(other) => match FetchError::from(other) {
            FetchError::Cut => Ok(()),
            other => Err(other),
        },
    }
}

/// A reader that gives up where too much comes.
struct Counted<R> {
    from: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(to)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => {
                let limit = MOST_RECEIVED;
                return Err(std::io::Error::other(FetchError::TooLarge { limit, decompressed: false }));
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const TEXT: &[u8] = b"The ferries wait outside the port. The ferries wait outside the port.";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn get(bytes: &[u8], coding: Coding) -> Result<Bytes, FetchError> {
        read(bytes, coding, &Stop::default())
    }

    fn whole(bytes: &[u8]) -> Result<Bytes, FetchError> {
        Ok(Bytes { bytes: bytes.to_vec(), cut: false })
    }

    #[test]
    fn every_coding_is_undone() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(TEXT).unwrap();
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::best());
        bare.write_all(TEXT).unwrap();
        assert_eq!(get(TEXT, Coding::Plain), whole(TEXT));
        assert_eq!(get(&gzip(TEXT), Coding::Gzip), whole(TEXT));
        assert_eq!(get(&zlib.finish().unwrap(), Coding::Deflate), whole(TEXT));
        assert_eq!(get(&bare.finish().unwrap(), Coding::Deflate), whole(TEXT));
        assert_eq!(get(b"", Coding::Plain), whole(b""));
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        // Packed twice over, it would fit into a line.
        let bomb = gzip(&vec![b'a'; usize::try_from(MOST_BYTES).unwrap() + 1]);
        assert!(bomb.len() < 64 << 10);
        assert_eq!(get(&bomb, Coding::Gzip), Err(FetchError::TooLarge { limit: MOST_BYTES, decompressed: true }));
        let endless = std::io::repeat(b'x');
        let error = read(endless, Coding::Plain, &Stop::default());
        assert_eq!(error, Err(FetchError::TooLarge { limit: MOST_RECEIVED, decompressed: false }));
    }

    #[test]
    fn what_is_cut_off_is_kept_and_what_is_damaged_is_not() {
        let packed = gzip(TEXT);
        let cut = get(&packed[..packed.len() - 9], Coding::Gzip).unwrap();
        assert!(cut.cut && TEXT.starts_with(&cut.bytes));
        assert!(matches!(get(b"no gzip at all, this", Coding::Gzip), Err(FetchError::Compression(_))));
        let mut damaged = packed;
        damaged.iter_mut().skip(12).take(8).for_each(|byte| *byte = 0xff);
        assert!(matches!(get(&damaged, Coding::Gzip), Err(FetchError::Compression(_))));
    }

    #[test]
    fn codings_are_named_in_the_head() {
        let of = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_ENCODING, value.parse().unwrap());
            Coding::of(&headers)
        };
        assert_eq!(of("GZIP"), Ok(Coding::Gzip));
        assert_eq!(of("identity"), Ok(Coding::Plain));
        assert_eq!(of("deflate"), Ok(Coding::Deflate));
        assert!(of("br").is_err() && of("gzip, gzip").is_err());
        assert_eq!(Coding::of(&HeaderMap::new()), Ok(Coding::Plain));
    }

    #[test]
    fn a_wish_to_end_is_heard() {
        let stop = Stop::default();
        stop.stop();
        assert_eq!(read(TEXT, Coding::Plain, &stop), Err(FetchError::Interrupted));
    }
}
