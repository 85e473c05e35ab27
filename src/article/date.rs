//! Dates as they stand in metadata, brought to one form.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, strtime};

const FORMS: [&str; 14] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y%m%d",
    "%Y.%m.%d",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d %Y",
    "%B %d %Y",
    "%d-%b-%Y",
    "%d.%m.%Y",
    "%Y年%m月%d日",
    "%a %d %b %Y",
    "%A %d %B %Y",
    "%A %B %d %Y",
];

/// `2022-02-04` as `4 Feb 2022`; what is no such date stays as it is.
pub fn date_in_words(date: &str) -> String {
    match date.parse::<Date>() {
        Ok(day) if date.len() == 10 => day.strftime("%-d %b %Y").to_string(),
        _ => date.to_owned(),
    }
}

/// The day that `given` names, where it can be read as a date. A time of day and a zone are left out: the day is the
/// one that stands there, in the zone that it was written in.
pub(super) fn parse(given: &str) -> Option<Date> {
    let given = given.trim();
    // Nothing longer is a date, and a date says a digit: this runs on many lines that are none.
    if given.len() > 64 || !given.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some(date) = given.get(..10).filter(|d| d.as_bytes().get(4) == Some(&b'-')) {
        let rest = given.get(10..).unwrap_or_default();
        if rest.is_empty() || rest.starts_with(['T', 't', ' ']) {
            return date.parse().ok();
        }
    }
    if let Ok(zoned) = rfc2822::parse(given) {
        return Some(zoned.date());
    }
    let plain = given.replace(',', " ").replace("Sept ", "Sep ").replace("Sept.", "Sep").replace(". ", " ");
    let plain = without_ordinals(&plain);
    FORMS.iter().find_map(|form| strtime::parse(form, &plain).ok()?.to_date().ok())
}

/// Whether a line is a date and nothing else but, before it, a place of up to three words: "LONDON 1996-08-30".
pub(super) fn is_dateline(line: &str) -> bool {
    let line = line.trim();
    let places = line.match_indices(' ').take(3).filter_map(|(at, _)| line.get(at + 1..));
    let begins = line.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    begins && std::iter::once(line).chain(places).any(|rest| parse(rest).is_some())
}

/// `given` as `YYYY-MM-DD` where it can be read as a date, else as it is.
pub(super) fn normalise(given: String) -> String {
    parse(&given).map_or(given, |date| date.to_string())
}

/// "4th February" as "4 February".
fn without_ordinals(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = word.get(digits.len()..).unwrap_or_default();
        let is_ordinal = !digits.is_empty() && matches!(ending, "st" | "nd" | "rd" | "th");
        if is_ordinal { digits } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words() {
        assert_eq!(date_in_words("2022-02-04"), "4 Feb 2022");
        for odd in ["", "2022", "yesterday", "2022-13-01", "20220204", "a-b-c"] {
            assert_eq!(date_in_words(odd), odd);
        }
    }

    #[test]
    fn datelines_are_a_place_and_a_date() {
        for line in ["March 01, 2008", "LONDON 1996-08-30", "MILWAUKEE, Wisconsin 1996-08-29", "4 February 2022"] {
            assert!(is_dateline(line), "{line}");
        }
        for line in ["Published 4 February 2022", "Copyright 2022 Wire", "updated 2022-02-04", "", "12 comments"] {
            assert_eq!(is_dateline(line), line.starts_with("Published"), "{line}");
        }
    }

    #[test]
    fn reads_the_usual_forms() {
        for given in [
            "2022-02-04",
            "2022-02-04T10:00:00Z",
            "2022-02-04T23:59:00+09:00",
            "2022-02-04 10:00",
            "2022/02/04",
            "20220204",
            "Fri, 4 Feb 2022 10:00:00 GMT",
            "Fri, 04 Feb 2022 23:00:00 -0800",
            "4 Feb 2022",
            "04 February 2022",
            "February 4, 2022",
            "Feb. 4, 2022",
            "Friday, February 4, 2022",
            "Friday 4 February 2022",
            "4th February 2022",
            "04.02.2022",
            "2022年2月4日",
        ] {
            assert_eq!(normalise(given.to_owned()), "2022-02-04", "{given}");
        }
        assert_eq!(normalise("Sept 9, 2021".to_owned()), "2021-09-09");
    }

    #[test]
    fn keeps_what_is_no_date() {
        for given in ["yesterday", "spring 2022", "2022-13-45", "", "02/04/2022", "2022-02-0é"] {
            assert_eq!(normalise(given.to_owned()), given);
        }
    }
}
