//! What the words around a candidate say about its kind: a few points for each, hand-set.

use super::EntityKind;
use super::document::{Document, Item, Shape};
use super::lexicon::Lexicon;
use super::segment::Piece;

/// Points for person, organisation, place and for a thing of a kind that is not marked.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Points {
    pub(super) person: i32,
    pub(super) organization: i32,
    pub(super) place: i32,
    pub(super) thing: i32,
}

impl Points {
    pub(super) fn add(&mut self, other: Points) {
        self.person = self.person.saturating_add(other.person);
        self.organization = self.organization.saturating_add(other.organization);
        self.place = self.place.saturating_add(other.place);
        self.thing = self.thing.saturating_add(other.thing);
    }

    /// The kind with most points, none for a thing; a draw goes to the commoner kind.
    pub(super) fn best(self) -> Option<EntityKind> {
        if self.thing > self.most() {
            None
        } else if self.person >= self.organization && self.person >= self.place {
            Some(EntityKind::Person)
        } else if self.place > self.organization {
            Some(EntityKind::Place)
        } else {
            Some(EntityKind::Organization)
        }
    }

    /// The points of the likeliest kind.
    pub(super) fn most(self) -> i32 {
        self.person.max(self.organization).max(self.place)
    }
}

/// What surrounds `piece` in its sentence.
pub(super) fn around(document: &Document, items: &[Item], piece: &Piece, lexicon: &Lexicon) -> Points {
    let word = |i: usize| items.get(i).map_or("", |item| document.word(item));
    let before = |n: usize| piece.from.checked_sub(n).map_or("", word);
    let mut points = Points::default();
    let the = before(1).eq_ignore_ascii_case("the");
    let (one, two) = if the { (before(2), before(3)) } else { (before(1), before(2)) };
    let prior = one.to_lowercase();
    if the {
        points.person -= 4;
        points.organization += 2;
        points.place += 1;
    }
    match prior.as_str() {
        "in" if the => points.place += 2,
        "in" => points.place += 4,
        "near" | "outside" | "around" | "across" | "into" | "inside" | "toward" | "towards" | "through" => {
            points.place += 3
        }
        "at" => {
            points.place += 2;
            points.organization += 1;
        }
        "to" | "from" | "between" | "off" => points.place += 2,
        "of" if lexicon.is_place_noun(two) => points.place += 6,
        "of" if !the && (lexicon.is_title(two) || two == "people") => points.place += 4,
        "of" if !the => points.place += 1,
        "and" | "," => listed(lexicon.kind(two), &mut points),
        "said" | "says" | "asked" | "added" | "mr" | "ms" => points.person += 3,
        "by" | "with" | "told" => points.person += 1,
        "joined" | "against" | "beat" | "v" | "vs" => points.organization += 2,
        _ if !the && lexicon.is_thing_noun(&prior) => points.thing += 8,
        _ if !the && lexicon.is_org_noun(&prior) => points.organization += 4,
        _ if !the && lexicon.is_place_noun(&prior) => points.place += 4,
        _ if !the && lexicon.is_title(&prior) => points.person += 6,
        _ => {}
    }
    points.add(after(document, items, piece, lexicon, the));
    points
}

/// Names that are listed beside one another tend to be of one kind.
fn listed(neighbour: Option<EntityKind>, points: &mut Points) {
    match neighbour {
        Some(EntityKind::Place) => points.place += 2,
        Some(EntityKind::Organization) => points.organization += 2,
        _ => {}
    }
}

fn after(document: &Document, items: &[Item], piece: &Piece, lexicon: &Lexicon, the: bool) -> Points {
    let word = |i: usize| items.get(i).map_or("", |item| document.word(item));
    let mut points = Points::default();
    let (next, then) = (word(piece.to), word(piece.to + 1));
    match next {
        "who" | "whose" => points.person += 4,
        "," if then == "who" => points.person += 5,
        "," if is_age(then) && matches!(word(piece.to + 2), "," | ".") => points.person += 6,
        "and" if lexicon.kind(then).is_some() => listed(lexicon.kind(then), &mut points),
        "," if lexicon.kind(then) == Some(EntityKind::Place) => points.place += 2,
        "," if appositive(|w| lexicon.is_org_noun(w), piece, &word) => points.organization += 5,
        "," if appositive(|w| lexicon.is_thing_noun(w), piece, &word) => points.thing += 8,
        "," if appositive(|w| lexicon.is_place_noun(w), piece, &word) => points.place += 3,
        "," if (piece.to + 1..piece.to + 7)
            .map(word)
            .take_while(|w| !matches!(*w, "," | "." | "which" | "where" | "said"))
            .any(|w| w.starts_with(char::is_lowercase) && lexicon.is_title(w)) =>
        {
            points.person += 4;
        }
        _ if lexicon.is_saying(next) && the => points.organization += 3,
        _ if lexicon.is_saying(next) => {
            points.person += 3;
            points.organization += 1;
        }
        _ if lexicon.is_place_noun(next) => points.place += 4,
        _ if lexicon.follows_org(next) => points.organization += 3,
        "plc" | "chief" => points.organization += 3,
        "(" if stands_for(then, document, items, piece) => points.organization += 6,
        _ if acts(next) => points.person += 1,
        _ => {}
    }
    points
}

/// Whether a short apposition, ", the power company", holds one of `nouns` before anything that could be another name.
fn appositive<'w>(is_noun: impl Fn(&str) -> bool, piece: &Piece, word: &dyn Fn(usize) -> &'w str) -> bool {
    matches!(word(piece.to + 1), "a" | "an" | "the" | "its" | "another")
        && (piece.to + 2..piece.to + 6)
            .map(word)
            .take_while(|w| w.starts_with(char::is_alphabetic) && *w != "of")
            .any(is_noun)
}

/// Whether `acronym` is made of the capitals of `piece`: "Village Defence Committee (VDC)".
fn stands_for(acronym: &str, document: &Document, items: &[Item], piece: &Piece) -> bool {
    let own = items.get(piece.from..piece.to).unwrap_or_default();
    let capitals = own.iter().filter_map(|item| document.word(item).chars().next().filter(|c| c.is_uppercase()));
    own.len() > 1 && capitals.eq(acronym.chars().filter(|c| c.is_uppercase()))
}

/// Whether `word` may be the verb of a sentence that begins with a name.
pub(super) fn acts(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed")
        || matches!(
            word,
            "is" | "was"
                | "has"
                | "had"
                | "will"
                | "would"
                | "could"
                | "may"
                | "can"
                | "does"
                | "did"
                | "met"
                | "told"
                | "said"
                | "says"
                | "won"
                | "lost"
                | "went"
                | "came"
                | "made"
                | "took"
                | "gave"
                | "became"
                | "left"
                | "held"
                | "led"
                | "began"
                | "spoke"
                | "sent"
                | "saw"
                | "ran"
                | "rose"
                | "fell"
                | "knew"
                | "wants"
                | "thinks"
                | "wrote"
                | "sold"
                | "bought"
                | "built"
                | "beat"
                | "also"
                | "then"
        )
}

/// Endings of words that name an idea rather than a man.
fn is_abstract(lower: &str) -> bool {
    ["tion", "tions", "ment", "ments", "ship", "ity", "ness", "ism"].iter().any(|s| lower.ends_with(s))
}

/// What its own form says: counted once for a name, however often it stands.
pub(super) fn inside(document: &Document, items: &[Item], piece: &Piece, lexicon: &Lexicon) -> Points {
    let mut points = Points::default();
    let own = items.get(piece.from..piece.to).unwrap_or_default();
    let words = own.len();
    if words == 1 {
        // A word that nothing speaks for names nothing that is marked.
        points.person += 1;
        points.thing += 2;
    } else if words <= 4 {
        points.person += 3;
        points.organization += 1;
    } else {
        points.organization += 2;
    }
    // "Qatar Charity" is more often a club or a company than a man called Qatar; but lesser cities share given names.
    let place = |item: &Item| {
        let word = document.word(item);
        lexicon.kind(word) == Some(EntityKind::Place) && !lexicon.is_lesser_city(word)
    };
    if words > 1 && own.first().is_some_and(place) {
        points.organization += 3;
    }
    let group = |item: &Item| lexicon.kind(document.word(item)) == Some(EntityKind::Group);
    if words > 1 && own.first().is_some_and(group) {
        points.person -= 3;
        points.organization += 2;
    }
    let lower: Vec<String> = own.iter().map(|item| document.word(item).to_lowercase()).collect();
    // "Interregional Cooperation": names of people are seldom common words throughout.
    let common = lower.iter().filter(|word| lexicon.is_common(word)).count();
    if words > 1 && common == words {
        points.person -= 3;
        points.organization += 2;
    }
    if let (Some(first), Some(last), Some(end)) = (own.first(), own.last(), lower.last()) {
        let (first, last) = (document.word(first), document.word(last));
        if words > 1 && lexicon.is_thing_tail(end) {
            points.thing += 8;
        } else if words > 1 && is_abstract(end) {
            points.person -= 3;
            points.organization += 1;
            points.thing += 2;
        }
        // "Sputnik V", "Daily Dose III".
        if words > 1 && last.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
            points.thing += 6;
        }
        if words == 1 && lexicon.is_lesser_city(first) {
            points.place += 6;
        } else if words > 1 && lexicon.kind(last) == Some(EntityKind::Place) && !lexicon.is_lesser_city(last) {
            points.place += 4;
        } else if words == 2
            && (lexicon.is_place_tail(&last.to_lowercase()) || lexicon.is_place_head(&first.to_lowercase()))
        {
            points.place += 7;
        }
    }
    for (i, item) in own.iter().enumerate() {
        let word = document.word(item);
        if item.shape == Shape::Upper && word.chars().count() > 1 && !word.contains('.') {
            points.organization += if words == 1 { 5 } else { 4 };
        } else if item.shape == Shape::Capitalised && word.len() == 2 && word.ends_with('.') {
            points.person += 4;
        } else if has_inner_capital(word) {
            points.organization += 4;
        }
        if i > 0 && matches!(word, "van" | "von" | "bin" | "ibn" | "da" | "dos" | "al") {
            points.person += 2;
        }
        if matches!(word, "&" | "of" | "and" | "for") {
            points.organization += 6;
        }
        if ["stan", "burg", "ville", "grad", "abad", "shire", "pur", "polis", "borough", "straße", "strasse"]
            .iter()
            .any(|s| word.ends_with(s))
        {
            points.place += 2;
        }
    }
    points
}

fn has_inner_capital(word: &str) -> bool {
    let small = word.chars().skip(1).any(char::is_lowercase);
    let inner = word.chars().skip(1).any(char::is_uppercase);
    small
        && inner
        && !["Mc", "Mac", "d'", "d’", "l'", "l’", "De", "O'", "O’", "Le", "La", "D'", "D’", "Di", "Fitz", "Van"]
            .iter()
            .any(|p| word.starts_with(p))
}

fn is_age(word: &str) -> bool {
    word.len() <= 3 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}
