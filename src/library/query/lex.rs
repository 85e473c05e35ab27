//! From what was typed to its pieces.

use super::error::{QueryError, nearest};
use super::field::{FIELDS, Field};
use crate::text::Span;

/// A piece and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lexeme {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// Its name with the colon. What touches it is its value.
    Field(Field),
    /// A run of characters as it stands.
    Run(String),
    /// What stands between quotation marks; whether an asterisk follows.
    Quoted(String, bool),
    /// What stands between strokes.
    Pattern(String),
}

/// How strict to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// What is there is all.
    Whole,
    /// It is being typed: what is open at the end will be closed.
    Typing,
}

/// Quotation marks that begin a phrase.
const QUOTES: [char; 5] = ['"', '“', '”', '„', '«'];

/// Cuts `text` into its pieces.
pub(super) fn lex(text: &str, mode: Mode) -> Result<Vec<Lexeme>, QueryError> {
    let mut lexer = Lexer { text, at: 0, mode, out: Vec::new() };
    while lexer.step()? {}
    Ok(lexer.out)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    mode: Mode,
    out: Vec<Lexeme>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes `bytes` bytes as a piece.
    fn push(&mut self, bytes: usize, kind: Kind) {
        let span = Span::new(self.at, self.at + bytes);
        self.at = span.end;
        self.out.push(Lexeme { span, kind });
    }

    /// Whether what comes next is the value of a field.
    fn is_value(&self) -> bool {
        self.out.last().is_some_and(|last| matches!(last.kind, Kind::Field(_)) && last.span.end == self.at)
    }

    fn step(&mut self) -> Result<bool, QueryError> {
        let Some(c) = self.rest().chars().next() else { return Ok(false) };
        match c {
            _ if c.is_whitespace() => self.at += c.len_utf8(),
            '(' => self.push(1, Kind::Open),
            ')' => self.push(1, Kind::Close),
            '/' => self.pattern()?,
            _ if QUOTES.contains(&c) => self.quoted(c)?,
            '-' if !self.is_value() && self.rest().chars().nth(1).is_some_and(|next| !next.is_whitespace()) => {
                self.push(1, Kind::Not);
            }
            _ => self.run()?,
        }
        Ok(true)
    }

    /// From one mark to the next, where a backslash takes what follows as it is.
    fn enclosed(&self, open: usize, closes: impl Fn(char) -> bool) -> Option<(String, usize)> {
        let mut inner = String::new();
        let mut chars = self.rest().char_indices().skip_while(|(at, _)| *at < open);
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => inner.extend(chars.next().map(|(_, c)| c)),
                _ if closes(c) => return Some((inner, at + c.len_utf8())),
                _ => inner.push(c),
            }
        }
        (self.mode == Mode::Typing).then(|| (inner, self.rest().len()))
    }

    fn quoted(&mut self, open: char) -> Result<(), QueryError> {
        let closes = |c: char| match open {
            '"' => c == '"',
            '«' => c == '»',
            _ => matches!(c, '“' | '”' | '"'),
        };
        let Some((inner, bytes)) = self.enclosed(open.len_utf8(), closes) else {
            let span = Span::new(self.at, self.text.len());
            return Err(QueryError::new(span, "this quotation mark is not closed"));
        };
        let prefix = self.rest().get(bytes..).is_some_and(|rest| rest.starts_with('*'));
        self.push(bytes + usize::from(prefix), Kind::Quoted(inner, prefix));
        Ok(())
    }

    /// A regular expression: only the stroke itself is freed of its backslash, the rest is the expression's own.
    fn pattern(&mut self) -> Result<(), QueryError> {
        let mut inner = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '/' => {
                    self.push(at + 1, Kind::Pattern(inner));
                    return Ok(());
                }
                '\\' => match chars.next() {
                    Some((_, '/')) => inner.push('/'),
                    Some((_, next)) => inner.extend(['\\', next]),
                    None => inner.push('\\'),
                },
                _ => inner.push(c),
            }
        }
        if self.mode == Mode::Typing {
            self.push(self.rest().len(), Kind::Pattern(inner));
            return Ok(());
        }
        let span = Span::new(self.at, self.text.len());
        Err(QueryError::new(span, "this regular expression is not closed")
            .hint("it ends with /; put what begins with a stroke between quotation marks to find it as it stands"))
    }

    fn run(&mut self) -> Result<(), QueryError> {
        let rest = self.rest();
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || QUOTES.contains(&c);
        let run = rest.split(ends).next().unwrap_or_default();
        if self.is_value() {
            self.push(run.len(), Kind::Run(run.to_owned()));
            return Ok(());
        }
        let word = |name: &str| run.eq_ignore_ascii_case(name);
        if word("and") || word("or") || word("not") {
            let kind = if word("and") {
                Kind::And
            } else if word("or") {
                Kind::Or
            } else {
                Kind::Not
            };
            self.push(run.len(), kind);
            return Ok(());
        }
        // An address that is pasted is looked for as one.
        if let Some((scheme, _)) = run.split_once("://")
            && (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        {
            self.out.push(Lexeme { span: Span::new(self.at, self.at), kind: Kind::Field(Field::Url) });
            self.push(run.len(), Kind::Run(run.to_owned()));
            return Ok(());
        }
        let Some((name, _)) = run.split_once(':').filter(|(name, _)| is_name(name)) else {
            self.push(run.len(), Kind::Run(run.to_owned()));
            return Ok(());
        };
        let Some(field) = Field::named(name) else { return Err(self.unknown(name)) };
        self.push(name.len() + 1, Kind::Field(field));
        Ok(())
    }

    fn unknown(&self, name: &str) -> QueryError {
        let names = FIELDS.iter().flat_map(|row| std::iter::once(&row.name).chain(row.others)).copied();
        let hint = match nearest(name, names) {
            Some(near) => format!("did you mean {near}:?"),
            None => "put it between quotation marks to find it as it stands".to_owned(),
        };
        let span = Span::new(self.at, self.at + name.len() + 1);
        QueryError::new(span, format!("there is no field “{name}”")).hint(hint)
    }
}

/// Whether that may be the name of a field: "12:30" asks for a time of day.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-' || c == '_')
}
