//! Articles by the thousand, put together from a few: paragraphs left out and in another order, people under invented
//! names, figures varied. The same number always gives the same article.
#![allow(dead_code, reason = "each program uses its own part of this")]

use crossread::analysis::{Analysis, EntityKind, Models, analyze};
use crossread::article::Article;
use crossread::text::Span;

/// Invented people's first names and family names: 2,304 people, each of whom many articles name.
const FIRST: [&str; 48] = [
    "Ada", "Anselm", "Beatrix", "Bruno", "Carla", "Cedric", "Dalia", "Dieter", "Edda", "Emil", "Farida", "Felix",
    "Greta", "Gustav", "Hanna", "Henrik", "Ines", "Ivo", "Jadwiga", "Jonas", "Kamila", "Karim", "Lena", "Luka", "Mara",
    "Milan", "Nadia", "Nils", "Olga", "Oskar", "Paula", "Pavel", "Qadir", "Rita", "Rolf", "Samira", "Stefan", "Tamar",
    "Tomas", "Ulla", "Umar", "Vera", "Viktor", "Wanda", "Yara", "Yusuf", "Zita", "Zoran",
];
const FAMILY: [&str; 48] = [
    "Abelard",
    "Adeyemi",
    "Almqvist",
    "Barsamian",
    "Bergsma",
    "Brankovic",
    "Castellan",
    "Chukwu",
    "Corvin",
    "Dragomir",
    "Dunkel",
    "Eskildsen",
    "Etxeberria",
    "Farquhar",
    "Fontaine",
    "Ganbold",
    "Grigoryan",
    "Hallström",
    "Haddad",
    "Ivanišek",
    "Iyer",
    "Jokinen",
    "Juarez",
    "Kowalik",
    "Kwarteng",
    "Lindqvist",
    "Lupescu",
    "Mbeki-Lowe",
    "Moravec",
    "Nakatomi",
    "Novosad",
    "Okonjo",
    "Ostrander",
    "Petrosyan",
    "Pilgaard",
    "Quiroga",
    "Rahimi",
    "Rosenqvist",
    "Sandoval",
    "Szabados",
    "Tarkovik",
    "Thorvald",
    "Uchenna",
    "Vasquet",
    "Vinterberg",
    "Wachowiak",
    "Yilmazer",
    "Zwiers",
];

/// Steele and Vigna's splitmix64: small, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % below.max(1) as u64) as usize
    }
}

/// What generated articles are made of.
pub(crate) struct Corpus(Vec<(Article, Analysis)>);

/// An article that was made.
pub(crate) struct Generated {
    pub(crate) title: String,
    pub(crate) source: String,
    pub(crate) date: String,
    pub(crate) paragraphs: Vec<String>,
}

impl Corpus {
    /// Made of these articles.
    pub(crate) fn of(articles: Vec<Article>) -> Self {
        let analyzed = articles.into_iter().map(|article| {
            let analysis = analyze(&article, Models::embedded());
            (article, analysis)
        });
        Self(analyzed.collect())
    }

    /// Made of the sample collection.
    pub(crate) fn samples() -> Self {
        Self::of(crossread::collection::samples())
    }

    /// Article `number`: most paragraphs of one article, some of another, under names and with figures of its own.
    pub(crate) fn article(&self, number: usize) -> Generated {
        let mut random = Random(number as u64);
        let (main, other) = (&self.0[number % self.0.len()], &self.0[random.next(self.0.len())]);
        let cast = random.next(FIRST.len() * FAMILY.len());
        let mut paragraphs = Vec::new();
        for (from, one_in) in [(main, 8), (other, 2)] {
            for block in from.0.genuine() {
                // Of the main article few are left out, of the other most.
                let chosen = if one_in == 8 { random.next(8) > 0 } else { random.next(8) < one_in };
                if chosen {
                    let text = renamed(from, block.span.start, block.span.end, cast);
                    paragraphs.push(with_figures(&text, random.next(9)));
                }
            }
        }
        // Not all in the order in which they stood.
        let swaps = paragraphs.len().saturating_sub(1).min(3);
        for _ in 0..swaps {
            let at = 1 + random.next(paragraphs.len() - 1);
            let to = 1 + random.next(paragraphs.len() - 1);
            paragraphs.swap(at, to);
        }
        let name = person(cast);
        Generated {
            title: format!("Report {number}: {name} and what came of {}", TOPICS[random.next(TOPICS.len())]),
            source: OUTLETS[random.next(OUTLETS.len())].to_owned(),
            date: format!("{}-{:02}-{:02}", 2015 + random.next(10), 1 + random.next(12), 1 + random.next(28)),
            paragraphs,
        }
    }

    /// Article `number` as Markdown with front matter.
    pub(crate) fn markdown(&self, number: usize) -> String {
        let Generated { title, source, date, paragraphs } = self.article(number);
        format!("---\ntitle: \"{title}\"\nsource: {source}\ndate: {date}\n---\n\n{}\n", paragraphs.join("\n\n"))
    }
}

const TOPICS: [&str; 8] = [
    "the harbour talks",
    "a long winter",
    "the grain treaty",
    "two ferries",
    "the night trains",
    "a bridge too few",
    "the census",
    "an unpaid bill",
];
const OUTLETS: [&str; 10] = [
    "Harbour Wire",
    "Daily Meridian",
    "Northgate Tribune",
    "The Quay",
    "Evening Ledger",
    "Radio Delta",
    "Upland Post",
    "Seven Bridges",
    "Coastal Courier",
    "The Signal",
];

fn person(number: usize) -> String {
    format!("{} {}", FIRST[number % FIRST.len()], FAMILY[number / FIRST.len() % FAMILY.len()])
}

/// A part of an article's text, with the people it names under invented names; the same ones for the same `cast`.
fn renamed((article, analysis): &(Article, Analysis), start: usize, end: usize, cast: usize) -> String {
    let mut out = String::new();
    let mut at = start;
    for mention in analysis.mentions.iter().filter(|mention| (start..end).contains(&mention.span.start)) {
        let is_person = analysis.entities.get(mention.entity).is_some_and(|entity| entity.kind == EntityKind::Person);
        if is_person {
            let name = person(cast + 7 * mention.entity);
            let own = mention.span.of(&article.text);
            let (_, family) = name.split_once(' ').unwrap_or(("", &name));
            out.push_str(Span::new(at, mention.span.start).of(&article.text));
            out.push_str(if own.contains(' ') { &name } else { family });
            at = mention.span.end;
        }
    }
    out.push_str(Span::new(at, end).of(&article.text));
    out
}

/// `text` with other digits; no figure begins with a nought that did not.
fn with_figures(text: &str, by: usize) -> String {
    let turned = |c: char| match c.to_digit(10) {
        Some(0) | None => c,
        Some(digit) => char::from(b'1' + ((digit as usize - 1 + by) % 9) as u8),
    };
    text.chars().map(turned).collect()
}
