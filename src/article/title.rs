//! Which of a plain text's first lines is its title?

use super::{date, furniture};
use crate::text::width;

/// The title stands among this many blocks, or there is none.
const HEAD: usize = 40;
/// A line of no more words is no title where the furniture model says so: "Leave a comment here".
const LONGEST_VETOED: usize = 4;
/// A headline is no longer than this, in columns.
const LONGEST: usize = 200;

/// Which of the blocks at the head of an article is its title: the first line above the prose that is short, has no final
/// stop, and is not of the kinds that stand above a title: navigation, a section's name, a byline, a date. An article that
/// opens with prose, and a text without any, has no title.
pub(super) fn find(blocks: &[&str]) -> Option<usize> {
    let head = blocks.get(..blocks.len().min(HEAD))?;
    // In a note of a line or two, a short sentence is prose enough.
    let is_note = |block: &&str| blocks.len() <= 3 && block.trim_end().ends_with(['.', '。']) && !is_label(block);
    let prose = head.iter().position(|block| is_prose(block)).or_else(|| head.iter().position(is_note))?;
    let above = head.get(..prose)?;
    let furniture = furniture::mark(head);
    // The model has learnt that headlines are no part of an article, so its word counts against short lines only.
    let is_vetoed = |at: usize, line: &str| {
        furniture.get(at).is_some_and(|marked| *marked) && line.split_whitespace().count() <= LONGEST_VETOED
    };
    let is_candidate = |at: &usize| above.get(*at).is_some_and(|line| could_be_title(line) && !is_vetoed(*at, line));
    let candidates: Vec<usize> = (0..prose).filter(is_candidate).collect();
    // A word or two above something longer names a section or the outlet, not the article; so do a few words above a
    // section's name.
    let section = above.iter().rposition(|line| is_section(line)).unwrap_or(0);
    let names_outlet = |at: usize, line: &str| at < section && line.split_whitespace().count() <= 4;
    let is_title =
        |at: usize| above.get(at).is_some_and(|line| !is_kicker(line) && !is_masthead(line) && !names_outlet(at, line));
    let longer = candidates.iter().copied().find(|at| is_title(*at));
    // Where all is taken for furniture, a line of some length right above the prose is more likely a title.
    let last = || {
        prose.checked_sub(1).filter(|at| above.get(*at).is_some_and(|line| could_be_title(line) && !is_masthead(line)))
    };
    let brief = || candidates.iter().copied().find(|at| above.get(*at).is_some_and(|line| !is_masthead(line)));
    let at = longer.or_else(brief).or_else(last)?;
    // What stands above a title will stand below it: no text may.
    let is_aside = |(n, line): (usize, &&str)| {
        let says_nothing = !line.chars().any(char::is_alphabetic);
        says_nothing
            || furniture.get(n).is_some_and(|marked| *marked)
            || is_kicker(line)
            || is_label(line)
            || is_section(line)
            || is_masthead(line)
            || names_outlet(n, line)
    };
    let above = above.get(..at)?;
    let is_diary =
        above.iter().any(|line| is_weekday(line)) && blocks.get(at).is_some_and(|line| speaks_of_oneself(line));
    (!is_diary && above.iter().enumerate().all(is_aside)).then_some(at)
}

/// A title without the mark or the word that says that it is one.
pub(super) fn bare(line: &str) -> &str {
    let line = line.trim();
    let hashes = line.trim_start_matches('#');
    if hashes.len() < line.len() && hashes.starts_with(' ') {
        return hashes.trim();
    }
    let label = line.split_once(':').filter(|(label, rest)| {
        matches!(label.to_ascii_lowercase().as_str(), "title" | "headline") && !rest.trim().is_empty()
    });
    label.map_or(line, |(_, rest)| rest.trim())
}

/// Whether `next` goes on with what `line`, a line of a headline, has begun.
pub(super) fn goes_on(line: &str, next: &str) -> bool {
    const SMALL: [&str; 24] = [
        "a", "after", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "off", "on", "or", "over",
        "than", "the", "to", "under", "while", "who", "will", "with",
    ];
    let (line, next) = (line.trim(), next.trim());
    let is_short = |line: &str| width::columns(line) <= 60 && !is_label(line) && !is_section(line);
    let is_small = |word: Option<&str>| word.is_some_and(|word| SMALL.contains(&word.to_lowercase().as_str()));
    let begins_low = next.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    let begins_high = !line.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    is_short(line)
        && is_short(next)
        && !ends_sentence(line)
        && !line.ends_with([':', ';'])
        && line.split_whitespace().count() >= 3
        && (begins_low
            || begins_high && (is_small(next.split_whitespace().next()) || is_small(line.split_whitespace().last())))
}

/// What stands about an article and is not of it.
pub(super) fn is_aside(line: &str) -> bool {
    is_label(line) || is_section(line) || is_masthead(line)
}

/// "Monday", "On Monday", "Mon.": above a headline as below, a line of its own.
fn is_weekday(line: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let line = line.trim().trim_end_matches([',', '.', ':']).to_lowercase();
    let day = line.strip_prefix("on ").unwrap_or(&line);
    let short = day.strip_suffix("day").unwrap_or(day);
    DAYS.contains(&short) || matches!(short, "tues" | "wednes" | "thurs" | "thur" | "satur")
}

fn speaks_of_oneself(line: &str) -> bool {
    let is_quoted = line.contains(['"', '“', '‘', '«']) || line.starts_with('\'') || line.contains(" '");
    !is_quoted
        && line.split_whitespace().any(|word| matches!(word, "I" | "we" | "We" | "my" | "My" | "our" | "Our" | "us"))
}

/// The name of a paper or an agency, or a day: what stands above headlines.
fn is_masthead(line: &str) -> bool {
    const AGENCIES: [&str; 16] = [
        "afp",
        "al jazeera",
        "ap",
        "associated press",
        "bbc",
        "bloomberg",
        "cnn",
        "dpa",
        "le monde",
        "politico",
        "reuters",
        "sky news",
        "tass",
        "the guardian",
        "the associated press",
        "xinhua",
    ];
    const PAPERS: [&str; 26] = [
        "advertiser",
        "argus",
        "bulletin",
        "chronicle",
        "citizen",
        "courier",
        "dispatch",
        "echo",
        "examiner",
        "express",
        "gazette",
        "globe",
        "guardian",
        "herald",
        "independent",
        "inquirer",
        "journal",
        "mail",
        "mercury",
        "mirror",
        "observer",
        "post",
        "telegraph",
        "times",
        "tribune",
        "wire",
    ];
    let lower = line.trim().to_lowercase();
    if is_weekday(line) || AGENCIES.contains(&lower.as_str()) {
        return true;
    }
    let is_name =
        |word: &str| word.starts_with(|c: char| c.is_uppercase()) || matches!(word, "of" | "the" | "and" | "de" | "&");
    let words: Vec<&str> = line.split_whitespace().collect();
    let last = lower.split_whitespace().next_back().unwrap_or_default();
    (2..=5).contains(&words.len())
        && words.iter().all(|word| is_name(word))
        && (PAPERS.contains(&last) || matches!(last, "news" | "press" | "agency" | "daily" | "times.com"))
}

/// Whether two lines say the same, but for white space, case and quotation marks.
pub(super) fn same(a: &str, b: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let a = letters(a);
    !a.is_empty() && a == letters(b)
}

/// Whether `block` is running text: a sentence that ends, or more than any headline.
pub(super) fn is_prose(block: &str) -> bool {
    let block = block.trim();
    let columns = width::columns(block);
    if columns > LONGEST {
        return true;
    }
    if is_label(block) || !ends_sentence(block) {
        return columns > 60 && (is_dateline(block) || has_no_stops(block));
    }
    let words = block.split_whitespace().count();
    let asks = block.trim_end_matches(closes).ends_with(['?', '!', '？', '！', '…']);
    // Headlines ask and exclaim, but not at length, and not in more than one sentence.
    if asks {
        return inner_stops(block) > 0 && words > 6 || columns > 140;
    }
    if ends_in_abbreviation(block) && words <= 16 && inner_stops(block) == 0 {
        return false;
    }
    words >= 4 || columns >= 12 && block.chars().any(|c| c > '\u{2e80}')
}

/// Whether `block` is in a script whose sentences end without a stop: Thai, Lao, Burmese, Khmer.
fn has_no_stops(block: &str) -> bool {
    let stopless = |c: &char| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    block.chars().filter(stopless).count() * 2 > block.chars().count()
}

/// Whether a line ends as a sentence does.
pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(closes);
    line.ends_with(['.', '!', '?', '…', '。', '！', '？', '．', '।', '؟', '۔', '։', '።'])
}

/// The name in a line such as "By Ana Ruiz, Reuters".
pub(super) fn byline(line: &str) -> Option<&str> {
    const OPENINGS: [&str; 7] = ["By ", "by ", "BY ", "Written by ", "Story by ", "Author: ", "By: "];
    let name = OPENINGS.iter().find_map(|opening| line.strip_prefix(opening))?.trim();
    let name = name.split([',', '|', '•', '·']).next().unwrap_or(name).trim_end();
    let words = name.split_whitespace().filter(|word| !matches!(*word, "and" | "de" | "van" | "von" | "al" | "bin"));
    let is_name = words.clone().count() <= 8 && words.clone().count() > 0;
    let has_capitals = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase() && !c.is_numeric());
    (is_name && name.len() < 100 && !name.ends_with(['.', '?', '!']) && words.clone().all(has_capitals)).then_some(name)
}

/// Whether a line is a date, with or without "Published" before it and a time after it.
pub(super) fn is_date(line: &str) -> bool {
    date::parse(without_label(line)).is_some()
}

/// "Published: 4 Feb 2022" as "4 Feb 2022".
pub(super) fn without_label(line: &str) -> &str {
    const LABELS: [&str; 8] =
        ["published on", "published", "updated on", "updated", "last updated", "posted on", "posted", "date"];
    let lower = line.to_ascii_lowercase();
    let longest = LABELS.iter().filter(|label| lower.starts_with(*label)).map(|label| label.len()).max();
    let rest = line.get(longest.unwrap_or(0)..).unwrap_or(line);
    rest.trim_start_matches([':', ' ']).trim_end()
}

fn could_be_title(line: &str) -> bool {
    let line = line.trim();
    let columns = width::columns(line);
    let speaks = line.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    speaks
        && columns <= LONGEST
        && !line.ends_with([',', ';', ':', '，', '：', '、'])
        && !is_label(line)
        && !is_section(line)
        && !is_dateline(line)
}

/// A word, or two that look like a name: above something longer it names a section, a series or an outlet.
fn is_kicker(line: &str) -> bool {
    is_brief(line) && !line.split_whitespace().any(|word| word.starts_with(char::is_lowercase))
}

/// A word or two; in a script without blanks, four characters or fewer.
fn is_brief(line: &str) -> bool {
    let wide = line.chars().any(|c| c > '\u{2e80}');
    let asks = line.trim_end_matches(closes).ends_with(['?', '!']);
    if wide { width::columns(line.trim()) <= 8 } else { line.split_whitespace().count() <= 2 && !asks }
}

/// Lines that stand about an article and are never its title.
fn is_label(line: &str) -> bool {
    const OPENINGS: [&str; 22] = [
        "skip to",
        "jump to",
        "go to content",
        "advertisement",
        "subscribe",
        "sign in",
        "sign up",
        "log in",
        "share this",
        "share on",
        "follow us",
        "listen to this",
        "listen now",
        "read more",
        "read next",
        "related:",
        "photo:",
        "image:",
        "source:",
        "copyright",
        "http://",
        "https://",
    ];
    let line = line.trim();
    let lower = line.to_lowercase();
    let ends = [
        " min read",
        " minute read",
        " minutes read",
        " mins read",
        " hours ago",
        " minutes ago",
        " days ago",
        " hour ago",
    ];
    let is_path = [" > ", " » ", " › "].iter().any(|mark| line.contains(mark));
    let is_menu = line.matches(" | ").count() >= 2;
    is_path
        || is_menu
        || OPENINGS.iter().any(|opening| lower.starts_with(opening))
        || ends.iter().any(|end| lower.ends_with(end))
        || byline(line).is_some()
        || is_date(line)
}

/// Sections that newspapers have: a line that is one of these is no title even where nothing longer follows.
fn is_section(line: &str) -> bool {
    const SECTIONS: [&str; 44] = [
        "africa",
        "americas",
        "analysis",
        "arts",
        "asia",
        "business",
        "climate",
        "comment",
        "culture",
        "economy",
        "editorial",
        "education",
        "entertainment",
        "environment",
        "europe",
        "explainer",
        "features",
        "finance",
        "geopolitics",
        "health",
        "home",
        "international",
        "lifestyle",
        "local",
        "markets",
        "menu",
        "middle east",
        "money",
        "national",
        "news",
        "opinion",
        "politics",
        "region",
        "science",
        "search",
        "society",
        "sport",
        "sports",
        "tech",
        "technology",
        "top stories",
        "travel",
        "weather",
        "world",
    ];
    let line = line.trim().trim_end_matches([':', '|']).to_lowercase();
    SECTIONS.contains(&line.strip_suffix(" news").unwrap_or(&line))
}

/// "BEIJING (Reuters) - ", "LONDON, Feb 4 — ": prose begins so, though it may break off without a stop.
fn is_dateline(line: &str) -> bool {
    let Some((place, _)) =
        [" - ", " – ", " — ", "—"].iter().filter_map(|dash| line.split_once(dash)).min_by_key(|(p, _)| p.len())
    else {
        return false;
    };
    let city = place.split(['(', ',']).next().unwrap_or(place).trim();
    let (upper, lower) = city.chars().filter(|c| c.is_alphabetic()).partition::<Vec<_>, _>(|c| c.is_uppercase());
    place.len() < 60
        && upper.len() >= 3
        && lower.is_empty()
        && (place.contains(['(', ',']) || city.split(' ').count() <= 2)
}

/// "U.S.", "a.m.", "Inc.": the stop belongs to the word.
fn ends_in_abbreviation(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default().trim_matches(closes);
    let body = last.strip_suffix('.').unwrap_or(last);
    let is_initials = body.contains('.') && body.split('.').all(|part| part.chars().count() <= 2);
    is_initials || matches!(body, "Inc" | "Co" | "Corp" | "Ltd" | "Jr" | "Sr" | "St" | "Mt" | "Bros" | "vs")
}

/// Stops inside a line that are followed by a new sentence.
fn inner_stops(line: &str) -> usize {
    let words: Vec<&str> = line.split_whitespace().collect();
    words
        .windows(2)
        .filter(|pair| {
            matches!(pair, [a, b] if ends_sentence(a) && a.trim_end_matches(closes).chars().count() > 3
            && !ends_in_abbreviation(a) && b.chars().any(char::is_uppercase))
        })
        .count()
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '」' | '』' | ')' | ']' | '）')
}

#[cfg(test)]
#[path = "title_tests.rs"]
mod tests;
