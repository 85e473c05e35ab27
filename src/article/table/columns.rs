//! The columns of a table, by their names.

use csv::ReaderBuilder;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Title,
    Text,
    Url,
    Date,
    /// When it was saved.
    Saved,
    Source,
    Author,
    Language,
    Tags,
    /// A passage of the text.
    Selection,
    /// The folder of a service: unread, archive, or one of the reader's own.
    Shelf,
    /// A highlight, one a row.
    Quote,
    Note,
    Other,
}

/// Names of columns in small letters, `_` and `-` as blanks. Of several columns for one field the first in the table is taken.
const NAMES: [(&str, Field); 57] = [
    ("id", Field::Id),
    ("guid", Field::Id),
    ("title", Field::Title),
    ("headline", Field::Title),
    ("book title", Field::Title),
    ("text", Field::Text),
    ("content", Field::Text),
    ("body", Field::Text),
    ("html", Field::Text),
    ("article", Field::Text),
    ("full text", Field::Text),
    ("url", Field::Url),
    ("link", Field::Url),
    ("address", Field::Url),
    ("source url", Field::Url),
    ("document url", Field::Url),
    ("permalink", Field::Url),
    ("date", Field::Date),
    ("published", Field::Date),
    ("published at", Field::Date),
    ("published date", Field::Date),
    ("publication date", Field::Date),
    ("date published", Field::Date),
    ("pubdate", Field::Date),
    ("time added", Field::Saved),
    ("timestamp", Field::Saved),
    ("saved", Field::Saved),
    ("saved at", Field::Saved),
    ("saved date", Field::Saved),
    ("date saved", Field::Saved),
    ("date added", Field::Saved),
    ("highlighted at", Field::Saved),
    ("source", Field::Source),
    ("outlet", Field::Source),
    ("publisher", Field::Source),
    ("publication", Field::Source),
    ("site", Field::Source),
    ("site name", Field::Source),
    ("newspaper", Field::Source),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("byline", Field::Author),
    ("book author", Field::Author),
    ("language", Field::Language),
    ("lang", Field::Language),
    ("tags", Field::Tags),
    ("tag", Field::Tags),
    ("labels", Field::Tags),
    ("document tags", Field::Tags),
    ("keywords", Field::Tags),
    ("selection", Field::Selection),
    ("folder", Field::Shelf),
    ("status", Field::Shelf),
    ("highlight", Field::Quote),
    ("quote", Field::Quote),
    ("note", Field::Note),
    ("notes", Field::Note),
];

/// More columns are not looked at.
const MAX_COLUMNS: usize = 1_000;

/// The header of a table.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    names: Vec<(String, Field)>,
    separator: u8,
}

impl Columns {
    /// The header in `line`: of the usual separators, the one that shows the most names that we know, then the most names.
    pub(super) fn of_line(line: &str) -> Self {
        let ways = [b',', b';', b'\t', b'|'].map(|separator| Self::split(line, separator));
        let [first, others @ ..] = ways;
        let rank = |columns: &Self| (columns.known(), columns.names.len());
        others.into_iter().fold(first, |best, next| if rank(&next) > rank(&best) { next } else { best })
    }

    pub(super) fn split(line: &str, separator: u8) -> Self {
        let mut reader = ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(line.as_bytes());
        let row = reader.records().next().and_then(Result::ok).unwrap_or_default();
        let names: Vec<(String, Field)> =
            row.iter().take(MAX_COLUMNS).map(|name| (name.trim().to_owned(), field(name))).collect();
        let mut columns = Self { names, separator };
        // A service's list of links has its own folders; what a table of texts calls a status may be anything.
        if !columns.has(Field::Url) || columns.has(Field::Text) {
            columns.rename(Field::Shelf, Field::Other);
        }
        if columns.names.iter().any(|(name, _)| name == "Reading progress") {
            // Reader's "Location" is a shelf; in other tables it is a place.
            for (name, field) in &mut columns.names {
                if name == "Location" {
                    *field = Field::Shelf;
                }
            }
        }
        // A "highlight" is one only where what it is from has a name.
        if !(columns.has(Field::Title) && columns.has(Field::Quote)) || columns.has(Field::Text) {
            columns.rename(Field::Quote, Field::Other);
            columns.rename(Field::Note, Field::Other);
        }
        columns
    }

    fn rename(&mut self, from: Field, to: Field) {
        for (_, field) in self.names.iter_mut().filter(|(_, field)| *field == from) {
            *field = to;
        }
    }

    pub(super) fn separator(&self) -> u8 {
        self.separator
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// How many of its names are known.
    pub(super) fn known(&self) -> usize {
        self.names.iter().filter(|(_, field)| *field != Field::Other).count()
    }

    fn has(&self, field: Field) -> bool {
        self.names.iter().any(|(_, known)| *known == field)
    }

    /// Whether articles can come of it.
    pub(super) fn is_telling(&self) -> bool {
        [Field::Title, Field::Text, Field::Url].iter().any(|field| self.has(*field))
    }

    /// Whether each row is a highlight.
    pub(super) fn are_highlights(&self) -> bool {
        self.has(Field::Quote)
    }

    /// Name and meaning of a column; a row may have more than the header.
    pub(super) fn at(&self, at: usize) -> (String, Field) {
        let nameless = || (format!("column {}", at + 1), Field::Other);
        self.names.get(at).filter(|(name, _)| !name.is_empty()).cloned().unwrap_or_else(nameless)
    }

    /// The first names of the header, for an error.
    pub(super) fn shown(&self) -> String {
        self.names.iter().take(8).map(|(name, _)| name.chars().take(40).collect()).collect::<Vec<String>>().join(", ")
    }
}

fn field(name: &str) -> Field {
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase().replace(['_', '-'], " ");
    NAMES.iter().find(|(known, _)| *known == name).map_or(Field::Other, |(_, field)| *field)
}
