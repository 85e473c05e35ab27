//! From pieces to a query, or to what is wrong and where.

use super::amount::{self, Amount};
use super::ast::{Expr, Node, Pattern, Term, Value, Words};
use super::error::{QueryError, nearest};
use super::field::{Field, Part, State, Takes};
use super::lex::{Kind, Lexeme, Mode, lex};
use super::when::{self, When};
use crate::article::language_code;
use crate::text::Span;

/// Bytes of a query.
const LONGEST: usize = 4096;
/// Conditions of a query.
const TERMS: usize = 200;
/// How deep parentheses may go.
const DEEPEST: usize = 24;

/// What `text` asks for; `None` where it asks for nothing.
pub(super) fn parse(text: &str, mode: Mode) -> Result<Option<Node>, QueryError> {
    if text.len() > LONGEST {
        return Err(QueryError::new(Span::new(0, text.len()), format!("a query has at most {LONGEST} bytes")));
    }
    let mut lexemes = lex(text, mode)?;
    if mode == Mode::Typing {
        unfinished(text, &mut lexemes);
    }
    let mut parser = Parser { text, lexemes, at: 0, field: None, depth: 0, terms: 0, mode };
    if parser.lexemes.is_empty() {
        return Ok(None);
    }
    let node = parser.either()?;
    match parser.next() {
        None => Ok(Some(node)),
        Some(left) => Err(QueryError::new(left.span, "this parenthesis was never opened")),
    }
}

/// Takes off the end of what is being typed what asks for nothing yet.
fn unfinished(text: &str, lexemes: &mut Vec<Lexeme>) {
    while let Some(last) = lexemes.last() {
        let asks_nothing = match &last.kind {
            Kind::And | Kind::Or | Kind::Not | Kind::Open | Kind::Field(_) => true,
            Kind::Run(run) => !has_word(run),
            Kind::Quoted(inner, _) | Kind::Pattern(inner) => !inner.contains(char::is_alphanumeric),
            Kind::Close => false,
        };
        if !asks_nothing || last.span.end < text.trim_end().len() && !matches!(last.kind, Kind::Field(_)) {
            break;
        }
        let start = last.span.start;
        lexemes.pop();
        // What stood before it is the end now.
        if lexemes.last().is_some_and(|before| before.span.end < start && matches!(before.kind, Kind::Run(_))) {
            break;
        }
    }
}

fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

struct Parser<'a> {
    text: &'a str,
    lexemes: Vec<Lexeme>,
    at: usize,
    /// Whose values stand in the parentheses that we are in.
    field: Option<Field>,
    depth: usize,
    terms: usize,
    mode: Mode,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.lexemes.get(self.at).map(|lexeme| &lexeme.kind)
    }

    fn next(&mut self) -> Option<Lexeme> {
        let lexeme = self.lexemes.get(self.at).cloned();
        self.at += 1;
        lexeme
    }

    /// Where what was read last ends.
    fn end(&self) -> usize {
        let read = self.at.min(self.lexemes.len());
        read.checked_sub(1).and_then(|last| self.lexemes.get(last)).map_or(0, |last| last.span.end)
    }

    fn either(&mut self) -> Result<Node, QueryError> {
        let mut all = vec![self.both()?];
        while self.peek() == Some(&Kind::Or) {
            self.at += 1;
            all.push(self.both()?);
        }
        Ok(joined(all, Expr::Or))
    }

    fn both(&mut self) -> Result<Node, QueryError> {
        let mut all = vec![self.one()?];
        loop {
            match self.peek() {
                None | Some(Kind::Or | Kind::Close) => return Ok(joined(all, Expr::And)),
                Some(Kind::And) => self.at += 1,
                Some(_) => {}
            }
            all.push(self.one()?);
        }
    }

    fn one(&mut self) -> Result<Node, QueryError> {
        let Some(lexeme) = self.next() else { return Err(self.missing()) };
        let span = lexeme.span;
        match lexeme.kind {
            Kind::Not => {
                let inner = self.deeper(span, Self::one)?;
                let span = Span::new(span.start, inner.span.end);
                Ok(Node { span, expr: Expr::Not(Box::new(inner)) })
            }
            Kind::Open => self.inside(span),
            Kind::Field(field) => self.of_field(field, span),
            Kind::And | Kind::Or => {
                self.at -= 1;
                Err(self.missing())
            }
            Kind::Close => {
                self.at -= 1;
                Err(match self.depth {
                    0 => QueryError::new(span, "this parenthesis was never opened"),
                    _ => self.missing(),
                })
            }
            value => self.term(self.field, value, span, span),
        }
    }

    /// What is missing, and behind what.
    fn missing(&self) -> QueryError {
        let before = self.at.min(self.lexemes.len()).checked_sub(1).and_then(|at| self.lexemes.get(at));
        let here = self.lexemes.get(self.at).filter(|_| before.is_none_or(|before| before.kind != Kind::Open));
        let (span, why) = match (before, here) {
            (_, Some(here)) if matches!(here.kind, Kind::And | Kind::Or) => {
                (here.span, format!("something must stand before “{}”", here.span.of(self.text)))
            }
            (Some(before), _) if before.kind == Kind::Open => {
                (before.span, "nothing stands in these parentheses".to_owned())
            }
            (Some(before), _) => (before.span, format!("something must follow “{}”", before.span.of(self.text))),
            (None, _) => (Span::new(0, self.text.len()), "nothing is asked for".to_owned()),
        };
        QueryError::new(span, why).hint("between quotation marks it is a word like others")
    }

    fn deeper(&mut self, span: Span, read: fn(&mut Self) -> Result<Node, QueryError>) -> Result<Node, QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(QueryError::new(span, "this goes too deep"));
        }
        let node = read(self);
        self.depth -= 1;
        node
    }

    fn inside(&mut self, open: Span) -> Result<Node, QueryError> {
        let inner = self.deeper(open, Self::either)?;
        match self.peek() {
            Some(Kind::Close) => self.at += 1,
            None if self.mode == Mode::Typing => {}
            _ => return Err(QueryError::new(open, "this parenthesis is not closed")),
        }
        Ok(Node { span: Span::new(open.start, self.end()), expr: inner.expr })
    }

    fn of_field(&mut self, field: Field, name: Span) -> Result<Node, QueryError> {
        let touching = self.lexemes.get(self.at).filter(|value| value.span.start == name.end);
        match touching.map(|value| (value.span, value.kind.clone())) {
            Some((open, Kind::Open)) => {
                self.at += 1;
                let outer = self.field.replace(field);
                let node = self.inside(open);
                self.field = outer;
                Ok(Node { span: Span::new(name.start, self.end()), ..node? })
            }
            Some((span, value @ (Kind::Run(_) | Kind::Quoted(..) | Kind::Pattern(_)))) => {
                self.at += 1;
                self.term(Some(field), value, Span::new(name.start, span.end), span)
            }
            _ => {
                let example = field.declaration().map_or("", |row| row.example);
                let hint = format!("as in {}:{example}, without a blank behind the colon", field.name());
                Err(QueryError::new(name, "nothing stands behind this colon").hint(hint))
            }
        }
    }

    /// One condition; `span` is all of it, `at` its value.
    fn term(&mut self, field: Option<Field>, value: Kind, span: Span, at: Span) -> Result<Node, QueryError> {
        self.terms += 1;
        if self.terms > TERMS {
            return Err(QueryError::new(span, format!("a query has at most {TERMS} conditions")));
        }
        // A word goes on being typed where it ends what was typed.
        let typed = self.mode == Mode::Typing && at.end == self.text.len();
        let value = self::value(field, value, at, typed)?;
        Ok(Node { span, expr: Expr::Term(Term { field, value }) })
    }
}

fn joined(mut all: Vec<Node>, join: fn(Vec<Node>) -> Expr) -> Node {
    match (all.len(), all.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            all.extend(last);
            let start = all.first().map_or(0, |first| first.span.start);
            let end = all.last().map_or(0, |last| last.span.end);
            Node { span: Span::new(start, end), expr: join(all) }
        }
    }
}

fn value(field: Option<Field>, kind: Kind, at: Span, typed: bool) -> Result<Value, QueryError> {
    let takes = field.map_or(Takes::Text, Field::takes);
    let name = field.map_or("", Field::name);
    let (text, exact, prefix) = match kind {
        Kind::Pattern(source) => return pattern(field, &source, at).map(Value::Pattern),
        Kind::Quoted(inner, prefix) => (inner, true, prefix),
        Kind::Run(run) => match run.strip_suffix('*') {
            Some(rest) if has_word(rest) && matches!(takes, Takes::Name | Takes::Text) => {
                (rest.to_owned(), false, true)
            }
            _ => (run, false, false),
        },
        _ => (String::new(), false, false),
    };
    let one_of = |known: &[&'static str], what: &str| {
        let error = QueryError::new(at, format!("{name}: knows no “{text}”"));
        Err(match nearest(&text, known.iter().copied()) {
            Some(near) => error.hint(format!("did you mean {name}:{near}?")),
            None => error.hint(format!("{what} {}", known.join(", "))),
        })
    };
    match takes {
        Takes::Days => match When::parse(&text) {
            Some(when) if !is_backwards(when) => Ok(Value::When(when)),
            Some(_) => Err(QueryError::new(at, "this ends before it begins")),
            None => Err(QueryError::new(at, format!("“{text}” is no date")).hint(when::FORMS)),
        },
        Takes::Figure => match Amount::parse(&text) {
            Some(amount) if amount.ends(1.0).0 > amount.ends(1.0).1 => {
                Err(QueryError::new(at, "this ends before it begins"))
            }
            Some(amount) => Ok(Value::Amount(amount)),
            None => Err(QueryError::new(at, format!("“{text}” is no figure")).hint(amount::FORMS)),
        },
        Takes::State => match State::ALL.iter().find(|(_, own)| own.eq_ignore_ascii_case(&text)) {
            Some((state, _)) => Ok(Value::State(*state)),
            None => one_of(&State::ALL.map(|(_, own)| own), "an article is"),
        },
        Takes::Part => {
            let singular = text.strip_suffix('s').unwrap_or(&text);
            match Part::ALL
                .iter()
                .find(|(_, own)| own.eq_ignore_ascii_case(&text) || own.eq_ignore_ascii_case(singular))
            {
                Some((part, _)) => Ok(Value::Part(*part)),
                None => one_of(&Part::ALL.map(|(_, own)| own), "an article has"),
            }
        }
        Takes::Language => match language_code(&text) {
            Some(code) => Ok(Value::Language(code.to_owned())),
            None => Err(QueryError::new(at, format!("there is no language “{text}”"))
                .hint("languages are codes such as en, de, zh, or English names")),
        },
        Takes::Name | Takes::Text | Takes::Article if !has_word(&text) => {
            Err(QueryError::new(at, "there is no letter or digit in this to look for"))
        }
        Takes::Article => Ok(Value::Words(Words { text, exact, prefix: false })),
        Takes::Name | Takes::Text => {
            let prefix = prefix || typed && !exact && goes_on(&text);
            Ok(Value::Words(Words { text, exact, prefix }))
        }
    }
}

/// Whether a word that is being typed is looked for as the beginning of one: one letter or two begin too many.
fn goes_on(text: &str) -> bool {
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    last.chars().count() > 2 || last.chars().any(|c| c >= '\u{2e80}')
}

fn is_backwards(when: When) -> bool {
    // Any day does: what is relative keeps its order.
    let (from, to) = when.days(jiff::civil::date(2024, 6, 15));
    matches!(when, When::Between(..)) && matches!((from, to), (Some(from), Some(to)) if from > to)
}

fn pattern(field: Option<Field>, source: &str, at: Span) -> Result<Pattern, QueryError> {
    let allowed = matches!(field, None | Some(Field::Title | Field::Author | Field::Source | Field::Url | Field::Says));
    if !allowed {
        let name = field.map_or("", Field::name);
        return Err(QueryError::new(at, format!("{name}: takes no regular expression"))
            .hint("it can stand by itself, or behind title:, author:, source:, url:, says:"));
    }
    if source.is_empty() {
        return Err(QueryError::new(at, "this regular expression is empty"));
    }
    Pattern::new(source).map_err(|why| QueryError::new(at, format!("this is no regular expression: {why}")))
}
