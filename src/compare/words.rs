//! Figures, verdicts, reasons and periods in words and signs, as screens and documents show them.

use super::comparison::{Comparison, Passage, Side};
use super::figures::{FigureVerdict, SharedFigure};
use super::quotes::QuoteVerdict;
use crate::analysis::{Bound, Figure, Period};
use crate::article::Article;
use crate::collection::Entry;
use crate::text::{Span, one_line, sentences};

/// Bytes before and after a figure that tell what it counts, where the article does not say it in a few words.
const AROUND: usize = 48;

/// A figure as its text has it, with how exactly it is given: "more than 15".
pub fn figure_in_words(text: &str, figure: &Figure) -> String {
    let bound = match figure.bound {
        Bound::Exact | Bound::Range => "",
        Bound::About => "about ",
        Bound::AtLeast => "at least ",
        Bound::MoreThan => "more than ",
        Bound::AtMost => "at most ",
        Bound::LessThan => "less than ",
    };
    let words = one_line(text, figure.span);
    if words.to_lowercase().starts_with(bound.trim_end()) { words } else { format!("{bound}{words}") }
}

/// What a figure counts, in words of its article: those that say it, else those that stand around it.
pub fn counted_in_words(article: &Article, figure: &Figure) -> String {
    let text: &str = &article.text;
    if let Some(about) = figure.about.filter(|about| !about.is_empty()) {
        return one_line(text, about);
    }
    let at = article.blocks.partition_point(|block| block.span.end <= figure.span.start);
    let block = article.blocks.get(at).map(|block| block.span).filter(|span| span.contains(figure.span.start));
    let block = block.unwrap_or(figure.span);
    let blank = |at: &usize| text.get(..*at).is_some_and(|head| head.ends_with(char::is_whitespace));
    let from = figure.span.start.saturating_sub(AROUND).max(block.start);
    let from =
        if from == block.start { from } else { (from..figure.span.start).find(blank).unwrap_or(figure.span.start) };
    let to = (figure.span.end + AROUND).min(block.end);
    let to = if to == block.end { to } else { (figure.span.end..to).rev().find(blank).unwrap_or(figure.span.end) };
    let (before, after) = (if from > block.start { "… " } else { "" }, if to < block.end { " …" } else { "" });
    let near = Span::new(from, to);
    let within = sentences(near.of(text)).into_iter().map(|span| Span::new(from + span.start, from + span.end));
    let sentence = within.into_iter().find(|span| span.contains(figure.span.start)).unwrap_or(near);
    // Where the sentence begins or ends nearby, nothing of it is left out there.
    let before = if sentence.start > from { "" } else { before };
    let after = if sentence.end < to { "" } else { after };
    let sentence = Span::new(sentence.start, sentence.end.max(figure.span.end));
    format!("{before}{}{after}", one_line(text, sentence).trim_end_matches(['.', ',', ';', ':']))
}

impl SharedFigure {
    /// What is counted; where none of the accounts says it in a few words, those around the first figure. `entry` gives the
    /// article of an account.
    pub fn counted<'a>(&self, entry: impl Fn(usize) -> Option<&'a Entry>) -> String {
        if !self.about.is_empty() {
            return self.about.clone();
        }
        let around = self.values.first().and_then(|value| {
            let entry = entry(value.account)?;
            Some(counted_in_words(&entry.article, entry.analysis.figures.get(value.figure)?))
        });
        around.unwrap_or_default()
    }
}

impl Comparison {
    /// What speaks for one of the passages, in words: "same quotation, same speaker".
    pub fn reasons(&self, passage: &Passage) -> String {
        let holds = |side: Side, account: usize, at: usize| side.account == account && side.span.contains(at);
        let mut words = Vec::new();
        if passage.copied {
            words.push("copied wording");
        }
        let quotes = self.quotes.iter().filter(|quote| {
            holds(passage.a, quote.a.account, quote.a.span.start)
                && holds(passage.b, quote.b.account, quote.b.span.start)
        });
        match quotes.min_by_key(|quote| quote.verdict) {
            Some(quote) => {
                words.push(match quote.verdict {
                    QuoteVerdict::Same => "same quotation",
                    QuoteVerdict::Trimmed => "quotation trimmed",
                    QuoteVerdict::Variant => "quotation in other words",
                });
                if quote.is_credited_otherwise() {
                    words.push("another speaker");
                } else if quote.a.speaker.is_some() && quote.a.speaker == quote.b.speaker {
                    words.push("same speaker");
                }
            }
            None if passage.why.quote => words.push("same quotation"),
            None => {}
        }
        let why = passage.why;
        let others = [
            (why.figure, "same figure"),
            (why.entities, "same names"),
            (why.date, "same day"),
            (why.wording && !passage.copied, "similar words"),
        ];
        words.extend(others.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words));
        if words.is_empty() {
            words.push("similar on the whole");
        }
        words.join(", ")
    }
}

impl FigureVerdict {
    /// The sign of it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Same => "=",
            Self::Compatible => "≈",
            Self::Conflict => "≠",
        }
    }

    /// What it says.
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "the same",
            Self::Compatible => "compatible",
            Self::Conflict => "in conflict",
        }
    }
}

impl QuoteVerdict {
    /// What it says.
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "the same words",
            Self::Trimmed => "one gives a part",
            Self::Variant => "in other words",
        }
    }
}

/// A period as people write it: "Friday, 4 Feb 2022", "February 2022", "1 to 5 Feb 2022", "2022".
pub fn period_in_words(period: Period) -> String {
    let Period { from, to } = period;
    let format = |day: jiff::civil::Date, how: &str| day.strftime(how).to_string();
    let first_of_month = from.day() == 1 && to == to.last_of_month();
    match () {
        () if from == to => format(from, "%A, %-d %b %Y"),
        () if first_of_month && from.month() == 1 && to.month() == 12 => match from.year() == to.year() {
            true => from.year().to_string(),
            false => format!("{} to {}", from.year(), to.year()),
        },
        () if first_of_month && (from.year(), from.month()) == (to.year(), to.month()) => format(from, "%B %Y"),
        () if first_of_month && from.year() == to.year() => {
            format!("{} to {}", format(from, "%B"), format(to, "%B %Y"))
        }
        () if (from.year(), from.month()) == (to.year(), to.month()) => {
            format!("{} to {}", from.day(), format(to, "%-d %b %Y"))
        }
        () if from.year() == to.year() => format!("{} to {}", format(from, "%-d %b"), format(to, "%-d %b %Y")),
        () => format!("{} to {}", format(from, "%-d %b %Y"), format(to, "%-d %b %Y")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn periods_as_people_write_them() {
        let words =
            |from: &str, to: &str| period_in_words(Period { from: from.parse().unwrap(), to: to.parse().unwrap() });
        assert_eq!(words("2022-02-04", "2022-02-04"), "Friday, 4 Feb 2022");
        assert_eq!(words("2022-02-01", "2022-02-28"), "February 2022");
        assert_eq!(words("2022-01-01", "2022-12-31"), "2022");
        assert_eq!(words("2010-01-01", "2019-12-31"), "2010 to 2019");
        assert_eq!(words("2022-05-01", "2022-07-31"), "May to July 2022");
        assert_eq!(words("2022-02-07", "2022-02-13"), "7 to 13 Feb 2022");
        assert_eq!(words("2022-01-31", "2022-02-06"), "31 Jan to 6 Feb 2022");
        assert_eq!(words("2021-12-27", "2022-01-02"), "27 Dec 2021 to 2 Jan 2022");
    }

    #[test]
    fn a_bound_is_said_once() {
        let figure = |text: &str, from: usize| Figure {
            span: Span::new(from, text.len()),
            value: 15.0,
            value_max: None,
            unit: None,
            bound: Bound::MoreThan,
            about: None,
        };
        assert_eq!(figure_in_words("more than 15", &figure("more than 15", 10)), "more than 15");
        assert_eq!(figure_in_words("More than\n15", &figure("More than\n15", 0)), "More than 15");
    }
}
