//! One record after another: a line that names the version, a header, a blank line, and as much as the header says.

use std::io::{self, BufRead, Read};

/// The most of a record that is kept, in bytes.
const MAX_CONTENT: u64 = 32 << 20;
/// A header has no more bytes.
const MAX_HEADER: u64 = 64 << 10;
/// Between two records, no more bytes are passed over to find the next.
const MAX_LOST: u64 = 64 << 20;

/// A record as it stands.
pub(super) struct Record {
    fields: Vec<(String, String)>,
    pub(super) content: Vec<u8>,
    /// Whether there is more of it than was kept.
    pub(super) is_cut: bool,
}

impl Record {
    /// The value of the field of that name, given in small letters.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Its type.
    pub(super) fn kind(&self) -> &str {
        self.field("warc-type").unwrap_or_default()
    }
}

/// The records of an archive; why, in the place of one that is damaged, after which there are no more.
pub(super) struct Records<R> {
    reader: R,
    is_done: bool,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, is_done: false }
    }

    fn record(&mut self) -> io::Result<Option<Record>> {
        if !self.find()? {
            return Ok(None);
        }
        let fields = fields(&header(&mut self.reader)?);
        let mut record = Record { fields, content: Vec::new(), is_cut: false };
        let damaged = |why| io::Error::new(io::ErrorKind::InvalidData, why);
        let length = record.field("content-length").and_then(|length| length.parse::<u64>().ok());
        let length = length.ok_or_else(|| damaged("does not say how long it is"))?;
        // Only of these is the content looked at.
        let is_wanted = matches!(record.kind(), "response" | "resource" | "conversion");
        let kept = if is_wanted { length.min(MAX_CONTENT) } else { 0 };
        let got = (&mut self.reader).take(kept).read_to_end(&mut record.content)? as u64;
        let passed = io::copy(&mut (&mut self.reader).take(length - kept), &mut io::sink())?;
        if got + passed < length {
            return Err(damaged("breaks off"));
        }
        record.is_cut = is_wanted && kept < length;
        Ok(Some(record))
    }

    /// Goes behind the next line that begins a record.
    fn find(&mut self) -> io::Result<bool> {
        let mut lost = 0;
        while lost < MAX_LOST {
            let mut line = Vec::new();
            let read = (&mut self.reader).take(MAX_HEADER).read_until(b'\n', &mut line)? as u64;
            if read == 0 {
                return Ok(false);
            }
            if line.starts_with(b"WARC/") {
                return Ok(true);
            }
            lost += read;
        }
        Ok(false)
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let record = self.record();
        self.is_done = !matches!(record, Ok(Some(_)));
        record.map_err(|error| error.to_string()).transpose()
    }
}

/// The lines up to a blank one.
fn header(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut reader = reader.take(MAX_HEADER);
    let mut header = Vec::new();
    loop {
        let before = header.len();
        let read = reader.read_until(b'\n', &mut header)?;
        if read == 0 || header.get(before..).is_some_and(|line| line.trim_ascii().is_empty()) {
            return Ok(header);
        }
    }
}

/// The fields of a header, their names in small letters; a line that begins with a blank goes on with the one before.
pub(super) fn fields(header: &[u8]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in String::from_utf8_lossy(header).lines() {
        match (line.starts_with([' ', '\t']), fields.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (_, _, Some((name, value))) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            _ => {}
        }
    }
    fields
}
