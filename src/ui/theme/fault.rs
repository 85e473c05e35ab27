//! What is wrong with a file that a user wrote: where, and what was probably meant. Themes and the configuration are both
//! read with this, so that all the faults of a file come out at once.

use crate::text::sanitize;
use std::fmt;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// The character of the line, counted from 1.
    pub column: usize,
    /// What is wrong, on one line, safe for a terminal.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

/// A value and where it stands.
pub(crate) type Value<'a> = Spanned<DeValue<'a>>;

/// The faults of one file, as they are found.
pub(crate) struct Faults<'a> {
    source: &'a str,
    found: Vec<Fault>,
}

impl<'a> Faults<'a> {
    /// Parses `source`. What is no TOML is a fault; the rest of the file is there nevertheless.
    pub(crate) fn parse(source: &'a str) -> (Spanned<DeTable<'a>>, Self) {
        let (table, errors) = DeTable::parse_recoverable(source);
        let mut faults = Self::none(source);
        for error in errors {
            faults.at(error.span().unwrap_or_default(), error.message());
        }
        // An error makes others of what the parser guesses behind it; one a line is enough.
        faults.found.sort_by_key(|fault| (fault.line, fault.column));
        faults.found.dedup_by_key(|fault| fault.line);
        (table, faults)
    }

    /// No faults of `source` yet.
    pub(crate) fn none(source: &'a str) -> Self {
        Self { source, found: Vec::new() }
    }

    /// Notes a fault at `place`, in bytes of the source.
    pub(crate) fn at(&mut self, place: Range<usize>, message: impl AsRef<str>) {
        let before = self.source.get(..place.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        let message = sanitize::line(message.as_ref()).into_owned();
        self.found.push(Fault { line, column, message });
    }

    /// The faults, in the order of the file.
    pub(crate) fn into_vec(mut self) -> Vec<Fault> {
        self.found.sort_by_key(|fault| (fault.line, fault.column));
        self.found.dedup();
        self.found
    }

    /// Whether anything is wrong so far.
    pub(crate) fn any(&self) -> bool {
        !self.found.is_empty()
    }

    /// How much is wrong so far.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Notes that `value` is not what was expected.
    pub(crate) fn expected(&mut self, what: &str, value: &Value<'_>) {
        let article = if value.get_ref().type_str().starts_with(['a', 'i']) { "an" } else { "a" };
        self.at(value.span(), format!("{what} is expected here, not {article} {}", value.get_ref().type_str()));
    }

    /// `value` as a string.
    pub(crate) fn string<'v>(&mut self, value: &'v Value<'_>) -> Option<&'v str> {
        let string = value.get_ref().as_str();
        if string.is_none() {
            self.expected("a string in quotation marks", value);
        }
        string
    }

    /// `value` as `true` or `false`.
    pub(crate) fn boolean(&mut self, value: &Value<'_>) -> Option<bool> {
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.expected("`true` or `false`", value);
        }
        boolean
    }

    /// `value` as a list of strings, each with its place.
    pub(crate) fn strings<'v>(&mut self, value: &'v Value<'_>) -> Option<Vec<(&'v str, Range<usize>)>> {
        let Some(array) = value.get_ref().as_array() else {
            self.expected("a list of strings, as in [\"a\", \"b\"],", value);
            return None;
        };
        array.iter().map(|item| self.string(item).map(|text| (text, item.span()))).collect()
    }

    /// `value` as one of a few words.
    pub(crate) fn one_of<T: Copy>(&mut self, value: &Value<'_>, what: &str, words: &[(&str, T)]) -> Option<T> {
        let name = self.string(value)?;
        let found = words.iter().find(|(word, _)| *word == name).map(|(_, meaning)| *meaning);
        if found.is_none() {
            self.at(value.span(), unknown(what, name, words.iter().map(|(word, _)| *word)));
        }
        found
    }
}

/// Few enough names to be listed all.
const FEW: usize = 10;

/// Says that there is no `name`, and which comes nearest to it of those that there are.
pub(crate) fn unknown<'n>(what: &str, name: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let likeness = |other: &&&str| strsim::jaro_winkler(name, other);
    let nearest = names.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match nearest {
        None => format!("there is no {what} `{name}`"),
        Some(nearest) if names.len() <= FEW => {
            format!("there is no {what} `{name}`; nearest is `{nearest}`, of {}", names.join(", "))
        }
        Some(nearest) => format!("there is no {what} `{name}`; nearest is `{nearest}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faults_of_the_toml_with_their_places() {
        let source = "a = 1\n\"bä\" = = 2\n\n[open\nc = 3\n";
        let (table, faults) = Faults::parse(source);
        let found = faults.into_vec();
        assert!(table.get_ref().get("a").is_some());
        let lines: Vec<usize> = found.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 4], "{found:?}");
        assert_eq!(found[0].column, 8, "{found:?}");
    }

    #[test]
    fn names_what_comes_nearest() {
        let said = unknown("action", "next-artcle", ["help", "next-article", "previous-article"]);
        assert_eq!(
            said,
            "there is no action `next-artcle`; nearest is `next-article`, of help, next-article, previous-article"
        );
        assert_eq!(unknown("theme", "x", []), "there is no theme `x`");
    }

    /// A file can say what it likes: its words reach a terminal.
    #[test]
    fn what_a_file_says_is_made_safe() {
        let (_, mut faults) = Faults::parse("");
        faults.at(0..0, "there is no `\u{1b}]0;owned\u{7}\nx`");
        assert_eq!(faults.into_vec()[0].message, "there is no ` x`");
    }
}
