//! What can be asked for by name: the one declaration of the fields, from which parser, errors, completion and help read.

use crate::analysis::EntityKind;

/// What stands before the colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// An entity of one kind, or with `None` of any.
    Entity(Option<EntityKind>),
    /// Who is quoted.
    Speaker,
    /// What is quoted.
    Says,
    /// The headline.
    Title,
    /// Who wrote it.
    Author,
    /// The outlet.
    Source,
    /// Where it was published.
    Url,
    /// In what language.
    Language,
    /// By which feed it came.
    Feed,
    /// A tag of the reader's.
    Tag,
    /// The reader's notes.
    Note,
    /// The day of publication.
    Date,
    /// The day on which it came into the library.
    Added,
    /// What the reader did with it.
    Is,
    /// What there is of it.
    Has,
    /// A figure in it.
    Figure,
    /// Articles that resemble one.
    Like,
    /// Other accounts of what one tells.
    Story,
}

/// What a field takes as its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Words of a name.
    Name,
    /// Words, or a regular expression.
    Text,
    /// A day or several.
    Days,
    /// One of [`State`].
    State,
    /// One of [`Part`].
    Part,
    /// A number or a range of numbers.
    Figure,
    /// The code or the name of a language.
    Language,
    /// A number or a title of an article.
    Article,
}

/// One row of the table.
#[derive(Debug)]
pub struct Declaration {
    /// Which it is.
    pub field: Field,
    /// What it is called.
    pub name: &'static str,
    /// What it may be called too.
    pub others: &'static [&'static str],
    /// What stands after the colon.
    pub takes: Takes,
    /// What it asks for, in a few words.
    pub what: &'static str,
    /// A value, as an example.
    pub example: &'static str,
}

const fn row(
    field: Field,
    name: &'static str,
    others: &'static [&'static str],
    takes: Takes,
    what: &'static str,
    example: &'static str,
) -> Declaration {
    Declaration { field, name, others, takes, what, example }
}

/// All fields, in the order in which they are shown.
pub const FIELDS: [Declaration; 23] = [
    row(Field::Entity(Some(EntityKind::Person)), "person", &["people"], Takes::Name, "names somebody", "putin"),
    row(
        Field::Entity(Some(EntityKind::Organization)),
        "org",
        &["organisation", "organization"],
        Takes::Name,
        "names an organisation",
        "gazprom",
    ),
    row(Field::Entity(Some(EntityKind::Place)), "place", &[], Takes::Name, "names a place", "beijing"),
    row(Field::Entity(Some(EntityKind::Group)), "group", &[], Takes::Name, "names a people or a party", "uyghurs"),
    row(Field::Entity(Some(EntityKind::Event)), "event", &[], Takes::Name, "names an event", "olympics"),
    row(Field::Entity(None), "entity", &["name"], Takes::Name, "names it, whatever it is", "\"White House\""),
    row(Field::Speaker, "speaker", &[], Takes::Name, "quotes somebody", "ushakov"),
    row(Field::Says, "says", &["said"], Takes::Text, "has words in a quotation", "\"no limits\""),
    row(Field::Title, "title", &[], Takes::Text, "has words in its title", "summit"),
    row(Field::Author, "author", &["by"], Takes::Text, "was written by", "okello"),
    row(Field::Source, "source", &["outlet"], Takes::Text, "was published by", "reuters"),
    row(Field::Date, "date", &[], Takes::Days, "was published then", "2022-02"),
    row(Field::Figure, "figure", &[], Takes::Figure, "gives a figure", ">5%"),
    row(Field::Is, "is", &[], Takes::State, "what you did with it", "unread"),
    row(Field::Has, "has", &[], Takes::Part, "what there is of it", "quote"),
    row(Field::Tag, "tag", &[], Takes::Text, "has your tag", "gas"),
    row(Field::Note, "note", &[], Takes::Text, "has words in your notes or highlights", "check"),
    row(Field::Added, "added", &[], Takes::Days, "came into the library then", "7d"),
    row(Field::Url, "url", &["link"], Takes::Text, "has this in its address", "example.org"),
    row(Field::Language, "language", &["lang"], Takes::Language, "is in a language", "en"),
    row(Field::Feed, "feed", &[], Takes::Text, "came by a feed", "world"),
    row(Field::Like, "like", &[], Takes::Article, "resembles an article", "12"),
    row(Field::Story, "story", &[], Takes::Article, "tells the same story as an article", "12"),
];

impl Field {
    /// Its row in the table.
    pub fn declaration(self) -> Option<&'static Declaration> {
        FIELDS.iter().find(|row| row.field == self)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        self.declaration().map_or("", |row| row.name)
    }

    /// The field called `name`, in whatever letters.
    pub fn named(name: &str) -> Option<Self> {
        let called =
            |row: &&Declaration| std::iter::once(&row.name).chain(row.others).any(|own| own.eq_ignore_ascii_case(name));
        FIELDS.iter().find(called).map(|row| row.field)
    }

    /// What stands after its colon.
    pub(super) fn takes(self) -> Takes {
        self.declaration().map_or(Takes::Text, |row| row.takes)
    }
}

/// What the reader did with an article, for `is:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Not read.
    Unread,
    /// Read.
    Read,
    /// Has a bookmark.
    Bookmarked,
    /// Has a highlight.
    Highlighted,
    /// Has a note.
    Noted,
    /// Has a tag.
    Tagged,
    /// Was published before in other words.
    Revised,
}

impl State {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Unread, "unread"),
        (Self::Read, "read"),
        (Self::Bookmarked, "bookmarked"),
        (Self::Highlighted, "highlighted"),
        (Self::Noted, "noted"),
        (Self::Tagged, "tagged"),
        (Self::Revised, "revised"),
    ];
}

/// What there may be of an article, for `has:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A headline.
    Title,
    /// Its writer's name.
    Author,
    /// An outlet.
    Source,
    /// A day of publication.
    Date,
    /// An address.
    Url,
    /// A name in it.
    Entity,
    /// A quotation.
    Quote,
    /// A figure.
    Figure,
    /// A tag.
    Tag,
    /// A highlight.
    Highlight,
    /// A note.
    Note,
}

impl Part {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Title, "title"),
        (Self::Author, "author"),
        (Self::Source, "source"),
        (Self::Date, "date"),
        (Self::Url, "url"),
        (Self::Entity, "entity"),
        (Self::Quote, "quote"),
        (Self::Figure, "figure"),
        (Self::Tag, "tag"),
        (Self::Highlight, "highlight"),
        (Self::Note, "note"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_own_field() {
        for row in &FIELDS {
            for name in std::iter::once(&row.name).chain(row.others) {
                assert_eq!(Field::named(&name.to_uppercase()), Some(row.field), "{name}");
            }
            assert_eq!(row.field.name(), row.name);
        }
        assert_eq!(Field::named("http"), None);
    }
}
