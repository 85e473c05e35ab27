//! What may be typed next.

use super::field::{FIELDS, Field, Part, State, Takes};
use super::lex::{Kind as Piece, Mode, lex};
use super::print::{quoted, value};
use crate::analysis::EntityKind;
use crate::text::Span;

/// Of what kind a name is that may be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The name of an entity, of one kind or of any.
    Entity(Option<EntityKind>),
    /// A tag of the reader's.
    Tag,
    /// An outlet.
    Source,
    /// The title of a feed.
    Feed,
    /// The code of a language.
    Language,
}

/// What may stand in the place of what was typed last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it takes the place of: bytes of what was typed.
    pub span: Span,
    /// What it puts there.
    pub text: String,
    /// What that is, in a few words; may be empty.
    pub what: &'static str,
}

/// At most so many are offered.
const MOST: usize = 24;
/// Days, as one asks for them.
const DAYS: [(&str, &str); 8] = [
    ("today", "today"),
    ("yesterday", "yesterday"),
    ("week", "this week"),
    ("month", "this month"),
    ("year", "this year"),
    ("7d", "the last seven days"),
    ("3m", "the last three months"),
    (">", "after a day, a month or a year"),
];
/// Kinds of names that a plain word may be the beginning of.
const NAMED: [(Field, &str); 3] = [
    (Field::Entity(Some(EntityKind::Person)), "person"),
    (Field::Entity(Some(EntityKind::Organization)), "organisation"),
    (Field::Entity(Some(EntityKind::Place)), "place"),
];

/// What may be typed at `cursor`, a byte of `text`: fields, their values, names. `names` gives those of a kind that begin with
/// what is typed, the most usual first.
pub fn complete(text: &str, cursor: usize, names: impl Fn(Kind, &str) -> Vec<String>) -> Vec<Completion> {
    let Some(before) = text.get(..cursor) else { return Vec::new() };
    let Some((field, typed, span)) = place(before) else { return Vec::new() };
    let mut out = Vec::new();
    match field {
        Some(field) => values(field, &typed, span, &names, &mut out),
        None => {
            let lower = typed.to_lowercase();
            let fields = FIELDS.iter().filter(|row| row.name.starts_with(&lower));
            out.extend(fields.map(|row| Completion { span, text: format!("{}:", row.name), what: row.what }));
            if typed.chars().count() > 1 {
                for (field, what) in NAMED {
                    let Field::Entity(kind) = field else { continue };
                    let found = names(Kind::Entity(kind), &typed).into_iter().take(3);
                    out.extend(found.map(|name| Completion {
                        span,
                        text: format!("{}:{}", field.name(), quoted(&name)),
                        what,
                    }));
                }
            }
        }
    }
    out.retain(|one| one.text != span.of(text));
    out.truncate(MOST);
    out
}

/// Whose value is being typed (`None`: a word), what of it, and where.
fn place(before: &str) -> Option<(Option<Field>, String, Span)> {
    let end = before.len();
    let Ok(pieces) = lex(before, Mode::Typing) else { return None };
    let group = group(&pieces);
    let Some(last) = pieces.last().filter(|last| last.span.end == end) else {
        return Some((group, String::new(), Span::new(end, end)));
    };
    let outer = pieces.len().checked_sub(2).and_then(|at| pieces.get(at));
    let field = match outer {
        Some(outer) if outer.span.end == last.span.start => match outer.kind {
            Piece::Field(field) => Some(field),
            _ => group,
        },
        _ => group,
    };
    match &last.kind {
        Piece::Field(field) => Some((Some(*field), String::new(), Span::new(end, end))),
        Piece::Open | Piece::Not => Some((group, String::new(), Span::new(end, end))),
        Piece::Run(run) => Some((field, run.clone(), last.span)),
        Piece::Quoted(inner, _) => {
            let raw = last.span.of(before);
            let is_open = raw.chars().filter(|c| matches!(c, '"' | '“' | '”' | '„' | '«' | '»')).count() < 2;
            (is_open && field.is_some()).then(|| (field, inner.clone(), last.span))
        }
        // "or" may become "org:".
        Piece::And | Piece::Or => Some((group, last.span.of(before).to_owned(), last.span)),
        Piece::Close | Piece::Pattern(_) => None,
    }
}

/// The field before the parentheses that are open.
fn group(pieces: &[super::lex::Lexeme]) -> Option<Field> {
    let mut open: Vec<Option<Field>> = Vec::new();
    let mut before = None;
    for piece in pieces {
        match piece.kind {
            Piece::Open => open.push(before.or(open.last().copied().flatten())),
            Piece::Close => drop(open.pop()),
            _ => {}
        }
        before = match piece.kind {
            Piece::Field(field) => Some(field),
            _ => None,
        };
    }
    open.pop().flatten()
}

fn values(
    field: Field,
    typed: &str,
    span: Span,
    names: &impl Fn(Kind, &str) -> Vec<String>,
    out: &mut Vec<Completion>,
) {
    let lower = typed.to_lowercase();
    let mut fixed = |all: &[(&str, &'static str)]| {
        let begun = all.iter().filter(|(text, _)| text.starts_with(&lower));
        out.extend(begun.map(|(text, what)| Completion { span, text: (*text).to_owned(), what }));
    };
    match field.takes() {
        Takes::State => fixed(&State::ALL.map(|(_, name)| (name, ""))),
        Takes::Part => fixed(&Part::ALL.map(|(_, name)| (name, ""))),
        Takes::Days => fixed(&DAYS),
        Takes::Figure => fixed(&[(">5%", "more than"), ("200..300", "between"), ("<$1bn", "less than")]),
        Takes::Language => {
            let codes = names(Kind::Language, "");
            let begins = |code: &String| {
                let name = crate::article::language_name(code).unwrap_or_default();
                code.starts_with(&lower) || name.to_lowercase().starts_with(&lower)
            };
            out.extend(codes.into_iter().filter(begins).map(|code| {
                let what = crate::article::language_name(&code).unwrap_or_default();
                Completion { span, text: value(&code), what }
            }));
        }
        Takes::Name | Takes::Text => {
            let kind = match field {
                Field::Entity(kind) => Kind::Entity(kind),
                Field::Speaker => Kind::Entity(None),
                Field::Tag => Kind::Tag,
                Field::Source => Kind::Source,
                Field::Feed => Kind::Feed,
                _ => return,
            };
            // Names of entities are asked for as they are written, whatever else has their words.
            let shown = |name: &str| if matches!(kind, Kind::Entity(_)) { quoted(name) } else { value(name) };
            let found = names(kind, typed).into_iter();
            out.extend(found.map(|name| Completion { span, text: shown(&name), what: "" }));
        }
        Takes::Article => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(kind: Kind, prefix: &str) -> Vec<String> {
        let all: &[&str] = match kind {
            Kind::Entity(Some(EntityKind::Person)) => &["Vladimir Putin", "Xi Jinping"],
            Kind::Entity(None) => &["Vladimir Putin", "Purdue"],
            Kind::Tag => &["gas", "to check"],
            Kind::Language => &["de", "en"],
            _ => &[],
        };
        let begins = |name: &&&str| name.split(' ').any(|word| word.to_lowercase().starts_with(&prefix.to_lowercase()));
        all.iter().filter(begins).map(|name| (*name).to_owned()).collect()
    }

    /// What `text` may become; `|` is the cursor.
    fn completed(text: &str) -> Vec<String> {
        let cursor = text.find('|').expect("a cursor");
        let text = text.replace('|', "");
        let all = complete(&text, cursor, names);
        all.iter().map(|one| [&text[..one.span.start], &one.text, "|", &text[one.span.end..]].concat()).collect()
    }

    #[test]
    fn fields_values_and_names_are_offered() {
        for (text, expected) in [
            ("per|", &["person:|"][..]),
            ("gas -pl|", &["gas -place:|"]),
            ("put|", &["person:\"Vladimir Putin\"|"]),
            ("person:pu| gas", &["person:\"Vladimir Putin\"| gas"]),
            ("person:\"vla|", &["person:\"Vladimir Putin\"|"]),
            ("person:(xi or pu|", &["person:(xi or \"Vladimir Putin\"|"]),
            ("speaker:pu|", &["speaker:\"Vladimir Putin\"|", "speaker:\"Purdue\"|"]),
            ("is:un|", &["is:unread|"]),
            ("is:unread|", &[]),
            ("tag:|", &["tag:gas|", "tag:\"to check\"|"]),
            ("date:7|", &["date:7d|"]),
            ("lang:ger|", &["lang:de|"]),
            ("or|", &["org:|"]),
            ("\"gas|", &[]),
            ("says:ga|", &[]),
            ("xyz:|", &[]),
        ] {
            assert_eq!(completed(text), expected, "{text}");
        }
        assert_eq!(completed("gas |").len(), FIELDS.len());
        assert_eq!(completed("|").len(), FIELDS.len());
    }

    proptest! {
        #[test]
        fn anything_may_stand_there(text in "\\PC{0,20}|((person|is|tag|date):|[a-z() \"/-]{0,4}){0,6}", cursor in 0..40usize) {
            for one in complete(&text, cursor, names) {
                prop_assert!(one.span.end <= cursor && text.get(one.span.start..one.span.end).is_some());
            }
        }
    }
}
