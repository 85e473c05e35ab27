//! An article without its page furniture, and what was found in it moved along.

use super::{Analysis, DateMention, Figure, Mention, Quote};
use crate::article::Article;
use crate::text::Span;

/// Takes page furniture out of `article` as [`Article::without_furniture`] does, and moves what was found in it to where it
/// stands then: the same as if it had been analysed without. What reaches beyond the text comes out empty.
pub fn without_furniture(article: Article, analysis: Analysis) -> (Article, Analysis) {
    if article.blocks.iter().all(|block| !block.furniture) {
        return (article, analysis);
    }
    let before: Vec<Span> = article.genuine().map(|block| block.span).collect();
    let article = article.without_furniture();
    let pairs: Vec<(Span, Span)> = before.into_iter().zip(article.blocks.iter().map(|block| block.span)).collect();
    let moved = |at: usize| {
        let after = pairs.partition_point(|(before, _)| before.start <= at);
        let (before, now) = after.checked_sub(1).and_then(|pair| pairs.get(pair)).copied().unwrap_or_default();
        now.start + at.saturating_sub(before.start).min(now.len())
    };
    // The end belongs to the block that holds the byte before it.
    let span = |span: Span| match span.is_empty() {
        true => Span::new(moved(span.start), moved(span.start)),
        false => Span::new(moved(span.start), moved(span.end - 1) + 1),
    };
    let Analysis { mentions, entities, quotes, figures, dates } = analysis;
    let mentions = mentions.into_iter().map(|one| Mention { span: span(one.span), ..one }).collect();
    let quotes = quotes.into_iter().map(|one| Quote {
        span: span(one.span),
        speaker_text: one.speaker_text.map(span),
        cue: one.cue.map(span),
        ..one
    });
    let quotes = quotes.collect();
    let figures =
        figures.into_iter().map(|one| Figure { span: span(one.span), about: one.about.map(span), ..one }).collect();
    let dates = dates.into_iter().map(|one| DateMention { span: span(one.span), ..one }).collect();
    (article, Analysis { mentions, entities, quotes, figures, dates })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Models, analyze};
    use crate::article::{Format, ReadOptions, read_str};

    #[test]
    fn the_same_as_if_it_had_been_analysed_without() {
        let text = "Advertisement\n\nIvan Petrov met 15 envoys from Norway on 4 February 2022. “We agree on all \
            of it,” said Petrov.\n\nRead more: Ten ferries that sank\n\nSubscribe to our newsletter\n\nPetrov added that “they would \
            pay $3 million” to the town of Bergen.\n\nShare this article\n\nHe left on Friday.\n\nAll rights reserved.";
        let article = read_str("a", text, Format::Plain, ReadOptions::default()).pop().unwrap().unwrap();
        assert!(article.blocks.iter().filter(|block| block.furniture).count() > 1, "{:?}", article.blocks);
        let analysis = analyze(&article, Models::embedded());
        assert!(analysis.mentions.len() > 3 && !analysis.quotes.is_empty() && !analysis.figures.is_empty());
        let (bare, moved) = without_furniture(article, analysis);
        assert_eq!(moved, analyze(&bare, Models::embedded()));
    }
}
