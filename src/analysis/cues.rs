//! What the words around a candidate say about its kind: a few points for each, hand-set.

use super::EntityKind;
use super::document::{Document, Item, Shape};
use super::lexicon::Lexicon;
use super::segment::Piece;

/// Points for person, organisation and place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Points {
    pub(super) person: i32,
    pub(super) organization: i32,
    pub(super) place: i32,
}

impl Points {
    pub(super) fn add(&mut self, other: Points) {
        self.person = self.person.saturating_add(other.person);
        self.organization = self.organization.saturating_add(other.organization);
        self.place = self.place.saturating_add(other.place);
    }

    /// The kind with most points; a draw goes to the commoner kind.
    pub(super) fn best(self) -> EntityKind {
        if self.person >= self.organization && self.person >= self.place {
            EntityKind::Person
        } else if self.place > self.organization {
            EntityKind::Place
        } else {
            EntityKind::Organization
        }
    }
}

const SAYING: &[&str] = &[
    "said",
    "says",
    "told",
    "added",
    "asked",
    "wrote",
    "tweeted",
    "replied",
    "recalled",
    "insisted",
    "argued",
    "noted",
    "warned",
    "thanked",
    "stressed",
    "praised",
    "explained",
    "admitted",
    "joked",
    "urged",
    "claimed",
    "declared",
    "vowed",
];
const ORG_NOUNS: &[&str] = &[
    "company",
    "firm",
    "agency",
    "newspaper",
    "party",
    "group",
    "club",
    "airline",
    "bank",
    "carrier",
    "operator",
    "maker",
    "supplier",
    "manufacturer",
    "union",
    "daily",
    "broadcaster",
    "insurer",
    "rival",
    "retailer",
    "team",
    "magazine",
    "network",
    "website",
    "giant",
    "startup",
    "champions",
    "side",
    "lender",
    "developer",
    "publisher",
    "charity",
    "outlet",
];
const ORG_AFTER: &[&str] = &[
    "party",
    "group",
    "newspaper",
    "company",
    "airline",
    "news",
    "agency",
    "union",
    "team",
    "club",
    "spokesman",
    "spokeswoman",
    "shares",
    "stock",
    "executive",
    "chairman",
    "officials",
    "coach",
    "fans",
    "players",
    "supporters",
    "members",
    "management",
    "board",
    "staff",
    "employees",
    "executives",
    "customers",
    "leader",
    "bloc",
    "lawmakers",
];
const PLACE_NOUNS: &[&str] = &[
    "city",
    "town",
    "village",
    "province",
    "region",
    "district",
    "island",
    "port",
    "capital",
    "county",
    "river",
    "state",
    "lake",
    "suburb",
    "municipality",
    "neighbourhood",
    "neighborhood",
    "area",
    "airport",
    "valley",
    "peninsula",
    "coast",
    "border",
    "mountains",
    "prefecture",
    "department",
    "strait",
    "canal",
    "bridge",
    "harbour",
    "station",
    "plateau",
    "bay",
];

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
        "of" if PLACE_NOUNS.contains(&two) => points.place += 6,
        "of" if !the && (lexicon.is_title(two) || two == "people") => points.place += 4,
        "of" if !the => points.place += 1,
        "and" | "," => listed(lexicon.kind(two), &mut points),
        "said" | "says" | "asked" | "added" | "mr" | "ms" => points.person += 3,
        "by" | "with" | "told" => points.person += 1,
        "joined" | "against" | "beat" | "v" | "vs" => points.organization += 2,
        _ if !the && ORG_NOUNS.contains(&prior.as_str()) => points.organization += 4,
        _ if !the && PLACE_NOUNS.contains(&prior.as_str()) => points.place += 4,
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
        "," if appositive(ORG_NOUNS, piece, &word) => points.organization += 5,
        "," if appositive(PLACE_NOUNS, piece, &word) => points.place += 3,
        "," if (piece.to + 1..piece.to + 7)
            .map(word)
            .take_while(|w| !matches!(*w, "," | "." | "which" | "where" | "said"))
            .any(|w| w.starts_with(char::is_lowercase) && lexicon.is_title(w)) =>
        {
            points.person += 4;
        }
        _ if SAYING.contains(&next) && the => points.organization += 3,
        _ if SAYING.contains(&next) => {
            points.person += 3;
            points.organization += 1;
        }
        _ if PLACE_NOUNS.contains(&next) => points.place += 4,
        _ if ORG_AFTER.contains(&next) => points.organization += 3,
        "plc" | "chief" => points.organization += 3,
        _ if next.ends_with("ed") && lexicon.is_common(next) => points.person += 1,
        _ => {}
    }
    points
}

/// Whether a short apposition, ", the power company", holds one of `nouns` before anything that could be another name.
fn appositive<'w>(nouns: &[&str], piece: &Piece, word: &dyn Fn(usize) -> &'w str) -> bool {
    matches!(word(piece.to + 1), "a" | "an" | "the" | "its" | "another")
        && (piece.to + 2..piece.to + 6)
            .map(word)
            .take_while(|w| w.starts_with(char::is_alphabetic) && *w != "of")
            .any(|w| nouns.contains(&w))
}

/// What its own form says: counted once for a name, however often it stands.
pub(super) fn inside(document: &Document, items: &[Item], piece: &Piece, lexicon: &Lexicon) -> Points {
    let mut points = Points::default();
    let own = items.get(piece.from..piece.to).unwrap_or_default();
    let words = own.len();
    if words == 1 {
        points.person += 1;
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
    // "Interregional Cooperation": names of people are seldom common words throughout.
    if words > 1 && own.iter().all(|item| lexicon.is_common(&document.word(item).to_lowercase())) {
        points.person -= 3;
        points.organization += 2;
    }
    if let (Some(first), Some(last)) = (own.first(), own.last()) {
        let (first, last) = (document.word(first), document.word(last));
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
        if ["stan", "burg", "ville", "grad", "abad", "shire", "pur", "polis", "borough"]
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
        && !["Mc", "Mac", "De", "O'", "O’", "Le", "La", "D'", "D’", "Di", "Fitz", "Van"]
            .iter()
            .any(|p| word.starts_with(p))
}

fn is_age(word: &str) -> bool {
    word.len() <= 3 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}
