//! The sample collection: what a first run shows.

use crate::article::{Article, Format, ReadOptions, read_str};

/// File name and contents of each sample, in the order in which they are shown.
const SEEDS: [(&str, &str); 5] = [
    ("1-an-old-friend-comes-to-beijing.md", include_str!("../../seeds/1-an-old-friend-comes-to-beijing.md")),
    ("2-a-call-between-two-capitals.md", include_str!("../../seeds/2-a-call-between-two-capitals.md")),
    ("3-putin-meets-xi-before-the-opening.md", include_str!("../../seeds/3-putin-meets-xi-before-the-opening.md")),
    ("4-from-moscow-to-harbin.md", include_str!("../../seeds/4-from-moscow-to-harbin.md")),
    (
        "5-before-the-games-a-visit-and-fifteen-contracts.md",
        include_str!("../../seeds/5-before-the-games-a-visit-and-fifteen-contracts.md"),
    ),
];

/// The articles that are embedded in the program, with page furniture as it stands in them.
pub fn samples() -> Vec<Article> {
    SEEDS
        .iter()
        .flat_map(|(name, text)| read_str(name, text, Format::Markdown, ReadOptions::default()))
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_is_one_article_with_a_text() {
        let samples = samples();
        assert_eq!(samples.len(), SEEDS.len());
        assert!(samples.iter().all(|sample| sample.words() > 0));
    }
}
