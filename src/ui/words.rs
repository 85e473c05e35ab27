//! Dates, times and counts in words.

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Words a minute: Brysbaert's mean for silent reading of English non-fiction (2019), 238, rounded.
const READING_SPEED: usize = 240;

/// `2022-02-04` as `4 Feb 2022`; what is no such date stays as it is.
pub(super) fn date(date: &str) -> String {
    let mut parts = date.splitn(3, '-');
    let parsed = (|| {
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        Some((year.to_owned(), *month, day.parse::<u8>().ok()?))
    })();
    match parsed {
        Some((year, month, day)) => format!("{day} {month} {year}"),
        None => date.to_owned(),
    }
}

/// As [`date`], with two digits for the year.
pub(super) fn short_date(text: &str) -> String {
    let long = date(text);
    match long.rsplit_once(' ') {
        Some((day, year)) if long != text && year.len() == 4 => format!("{day} {}", year.get(2..).unwrap_or(year)),
        _ => long,
    }
}

/// How long an article of `words` takes to read.
pub(super) fn minutes(words: usize) -> String {
    format!("{} min", words.div_ceil(READING_SPEED).max(1))
}

/// `1 article`, `2 articles`.
pub(super) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_are_dates() {
        assert_eq!(date("2022-02-04"), "4 Feb 2022");
        assert_eq!(short_date("2022-02-04"), "4 Feb 22");
        for odd in ["", "2022", "yesterday", "2022-13-01", "a-b-c", "Q1-2 of-1999"] {
            assert_eq!(date(odd), odd);
            assert_eq!(short_date(odd), odd);
        }
    }

    #[test]
    fn counts_and_minutes() {
        assert_eq!((count(1, "article"), count(0, "article")), ("1 article".to_owned(), "0 articles".to_owned()));
        assert_eq!((minutes(0), minutes(241)), ("1 min".to_owned(), "2 min".to_owned()));
    }
}
