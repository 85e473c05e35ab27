//! The language in short, for the screen's help and for `search --help`. All of it stands in `docs/query.md`.

/// What can be typed, and what it finds.
pub const HELP: [(&str, &str); 18] = [
    ("gas deal", "both words, anywhere in title, text, names, source or author"),
    ("\"gas deal\"", "these words, one after the other"),
    ("presid*", "words that begin so"),
    ("gas or oil", "either; parentheses put together: (gas or oil) deal"),
    ("-gas", "not this (also: not gas)"),
    ("/gr[ae]y/", "a regular expression"),
    ("person:putin", "names somebody whose name has this word; also org: place: group: event:"),
    ("entity:\"White House\"", "names it, whatever it is"),
    ("speaker:xi says:gas", "quotes somebody, with this in the same quotation"),
    ("title:summit", "in the title; also author: source: url:"),
    ("date:2024-05..2024-06", "published then; also >2024, today, week, 7d (the last seven days)"),
    ("added:today", "came into the library then"),
    ("figure:>5%", "gives such a figure; also 200..300, $1.5bn, 30km"),
    ("is:unread", "also read, bookmarked, highlighted, noted, tagged, revised"),
    ("has:quote", "also figure, entity, date, author, note, tag and others"),
    ("tag:gas", "your tag; note: finds words in your notes and highlights"),
    ("language:en", "in this language; feed: finds what came by a feed"),
    ("like:12", "like article 12; story:12 finds other accounts of what it tells"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::query::{FIELDS, Query};

    #[test]
    fn every_example_is_a_query_and_every_field_has_one() {
        for (example, _) in HELP {
            assert!(Query::parse(example, jiff::civil::date(2024, 5, 15)).is_ok(), "{example}");
        }
        let all = HELP.iter().map(|(example, what)| format!("{example} {what}")).collect::<String>();
        for row in &FIELDS {
            assert!(all.contains(&format!("{}:", row.name)), "{}", row.name);
        }
    }
}
