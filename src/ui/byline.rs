//! The line below a title: where an article is from and of when, and at its end how far one is in it.

use super::words::{ENGLISH_ONLY, ENGLISH_ONLY_SHORT};
use crate::text::width;

/// Blank columns between where an article is from and what stands at the end of the line.
const GAP: usize = 2;
/// Fewest columns that a source is cut to.
const SHORT_SOURCE: usize = 6;

/// What is known of an article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Byline<'a> {
    pub(super) source: Option<&'a str>,
    pub(super) author: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    pub(super) minutes: Option<&'a str>,
    /// `#wind #ferries`.
    pub(super) tags: Option<&'a str>,
    /// "in French", where that is not English.
    pub(super) language: Option<&'a str>,
}

fn join(parts: &[Option<&str>]) -> String {
    parts.iter().flatten().copied().collect::<Vec<_>>().join(", ")
}

impl Byline<'_> {
    /// What has room in `room` columns, and with it one of `ends`, the fullest first. The author goes first, then the
    /// tags, the minutes, what the end says at length, and the source. The date stays longest; why little is marked in an article of
    /// another language is said shorter before it goes.
    pub(super) fn fit(&self, ends: &[String], room: usize) -> (String, String) {
        let Self { source, author, date, minutes, tags, language } = *self;
        let why = language.map(|_| ENGLISH_ONLY);
        let brief = language.map(|_| ENGLISH_ONLY_SHORT);
        let lefts = [
            join(&[source, author, date, minutes, language, why, tags]),
            join(&[source, date, minutes, language, why, tags]),
            join(&[source, date, minutes, language, brief, tags]),
            join(&[source, date, language, brief, tags]),
            join(&[source, date, minutes, language, brief]),
            join(&[source, date, language, brief]),
        ];
        let shorts = [
            join(&[source, date, language, brief]),
            join(&[date, language, brief]),
            join(&[date, language]),
            join(&[source, date]),
        ];
        let shorts = if language.is_some() { &shorts[..] } else { &shorts[3..] };
        let fits = |left: &str, end: &str| {
            let gap = if left.is_empty() || end.is_empty() { 0 } else { GAP };
            width::columns(left) + gap + width::columns(end) <= room
        };
        let (fullest, least) = (ends.first().map_or("", String::as_str), ends.last().map_or("", String::as_str));
        let long = lefts.iter().map(|left| (left.as_str(), fullest));
        let shorter = shorts.iter().flat_map(|left| ends.iter().map(|end| (left.as_str(), end.as_str())));
        if let Some((left, end)) = long.chain(shorter).find(|(left, end)| fits(left, end)) {
            return (left.to_owned(), end.to_owned());
        }
        let end = if date.is_none_or(|date| fits(date, least)) { least } else { "" };
        let room = room.saturating_sub(if end.is_empty() { 0 } else { width::columns(end) + GAP });
        let beside = date.map_or(0, |date| width::columns(date) + 2);
        let source = source.filter(|_| room >= beside + SHORT_SOURCE);
        let source = source.map(|source| width::ellipsis(source, room - beside));
        (width::ellipsis(&join(&[source.as_deref(), date]), room), end.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYLINE: Byline<'_> = Byline {
        source: Some("Daily Meridian"),
        author: Some("Eleanor Whitcombe"),
        date: Some("3 Feb 2022"),
        minutes: Some("5 min"),
        tags: None,
        language: None,
    };

    fn line(room: usize, ends: &[&str]) -> String {
        let ends: Vec<String> = ends.iter().map(|end| (*end).to_owned()).collect();
        let (left, end) = BYLINE.fit(&ends, room);
        let columns = width::columns(&left) + width::columns(&end);
        assert!(columns <= room, "{left:?} {end:?} in {room}");
        format!("{left} | {end}")
    }

    #[test]
    fn the_author_goes_first_and_the_date_last() {
        assert_eq!(line(60, &["0 %"]), "Daily Meridian, Eleanor Whitcombe, 3 Feb 2022, 5 min | 0 %");
        assert_eq!(line(50, &["0 %"]), "Daily Meridian, 3 Feb 2022, 5 min | 0 %");
        assert_eq!(line(32, &["0 %"]), "Daily Meridian, 3 Feb 2022 | 0 %");
        assert_eq!(line(28, &["0 %"]), "Daily Meri…, 3 Feb 2022 | 0 %");
        assert_eq!(line(16, &["0 %"]), "3 Feb 2022 | 0 %");
        assert_eq!(line(12, &["0 %"]), "3 Feb 2022 | ");
    }

    #[test]
    fn another_language_is_named_before_it_is_explained() {
        let byline = Byline { author: None, language: Some("in French"), ..BYLINE };
        let of = |room| byline.fit(&["0 %".to_owned()], room).0;
        assert_eq!(of(90), "Daily Meridian, 3 Feb 2022, 5 min, in French, names are recognised in English");
        assert_eq!(of(75), "Daily Meridian, 3 Feb 2022, 5 min, in French, names: English only");
        assert_eq!(of(64), "Daily Meridian, 3 Feb 2022, in French, names: English only");
        assert_eq!(of(48), "3 Feb 2022, in French, names: English only");
        assert_eq!(of(32), "3 Feb 2022, in French");
    }

    #[test]
    fn what_is_shared_is_said_shorter_before_the_date_goes() {
        let ends = ["20 shared, 21 only here  0 %", "20 shared, 21 here  0 %", "20 · 21  0 %", "20 · 21"];
        assert_eq!(line(56, &ends), "Daily Meridian, 3 Feb 2022 | 20 shared, 21 only here  0 %");
        assert_eq!(line(53, &ends), "Daily Meridian, 3 Feb 2022 | 20 shared, 21 here  0 %");
        assert_eq!(line(35, &ends), "Daily Meridian, 3 Feb 2022 | 20 · 21");
    }

    #[test]
    fn tags_outlast_the_author_and_no_date() {
        let byline = Byline { tags: Some("#wind #ferries"), ..BYLINE };
        let of = |room| byline.fit(&["0 %".to_owned()], room).0;
        assert_eq!(of(80), "Daily Meridian, Eleanor Whitcombe, 3 Feb 2022, 5 min, #wind #ferries");
        assert_eq!(of(60), "Daily Meridian, 3 Feb 2022, 5 min, #wind #ferries");
        assert_eq!(of(50), "Daily Meridian, 3 Feb 2022, #wind #ferries");
        assert_eq!(of(40), "Daily Meridian, 3 Feb 2022, 5 min");
    }

    #[test]
    fn any_room_will_do() {
        for room in 0..80 {
            line(room, &["20 shared  0 %", "100 %"]);
            line(room, &[]);
        }
        assert_eq!(Byline::default().fit(&[], 0), (String::new(), String::new()));
    }
}
