//! Articles by the thousand, put together from the sample collection: paragraphs drawn at random, some names and all
//! figures varied. The same number always gives the same article.

use crossread::article::Article;

/// Invented family names that stand in for those of the samples, so that a large collection has many entities.
const NAMES: [&str; 12] = [
    "Abelard",
    "Brankovic",
    "Castellan",
    "Dragomir",
    "Eskildsen",
    "Farquhar",
    "Grigoryan",
    "Hallström",
    "Ivanišek",
    "Jokinen",
    "Kwarteng",
    "Lindqvist",
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

/// Article `number` as Markdown with front matter: a title, an outlet, a date, and eight to fifteen paragraphs.
pub(crate) fn markdown(samples: &[Article], number: usize) -> String {
    let mut random = Random(number as u64);
    let paragraphs: Vec<&str> =
        samples.iter().flat_map(|article| article.genuine().map(|block| block.span.of(&article.text))).collect();
    let name = format!("{}{}", NAMES[random.next(NAMES.len())], if number.is_multiple_of(3) { "" } else { "-Moreau" });
    let source = samples[random.next(samples.len())].meta.source.clone().unwrap_or_default();
    let date = format!("{}-{:02}-{:02}", 2015 + random.next(10), 1 + random.next(12), 1 + random.next(28));
    let mut out =
        format!("---\ntitle: Report {number} on the talks with {name}\nsource: {source}\ndate: {date}\n---\n");
    for _ in 0..8 + random.next(8) {
        let paragraph = paragraphs[random.next(paragraphs.len())];
        let figure = char::from(b'1' + random.next(9) as u8);
        let varied: String = paragraph.chars().map(|c| if c.is_ascii_digit() { figure } else { c }).collect();
        out.push('\n');
        out.push_str(&varied.replace("Peskov", &name));
        out.push('\n');
    }
    out
}
