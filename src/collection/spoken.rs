//! Who says what, across articles.

use super::{ArticleIndex, Collection, EntityId};
use crate::analysis::{Quote, QuoteKind};
use crate::article::Article;
use crate::text::one_line;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A quotation, by where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Said {
    /// The article that has it.
    pub article: ArticleIndex,
    /// Its number in [`crate::analysis::Analysis::quotes`].
    pub quote: usize,
}

/// All that one speaker says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// Who; `None` for what nobody is named for.
    pub who: Option<EntityId>,
    /// The quotations, in the order of the articles and of their texts.
    pub said: Vec<Said>,
}

impl Collection {
    /// A quotation and its article.
    pub fn quotation(&self, said: Said) -> Option<(&Article, &Quote)> {
        let entry = self.entry(said.article)?;
        Some((&entry.article, entry.analysis.quotes.get(said.quote)?))
    }

    /// Who says it: the speaker, and the organisation that this speaks for.
    pub fn spoken_by(&self, said: Said) -> (Option<EntityId>, Option<EntityId>) {
        let Some((_, quote)) = self.quotation(said) else { return (None, None) };
        let of = |local: Option<usize>| self.entity_of(said.article, local?);
        let (speaker, organization) = (of(quote.speaker), of(quote.organization));
        (speaker, organization.filter(|organization| speaker != Some(*organization)))
    }

    /// The quotations of an article in the order of its text. Words between marks that quote nobody are none.
    pub fn quotations_in(&self, article: ArticleIndex) -> impl Iterator<Item = Said> {
        let quotes = self.entry(article).map(|entry| entry.analysis.quotes.as_slice()).unwrap_or_default();
        let said = quotes.iter().enumerate().filter(|(_, quote)| quote.kind != QuoteKind::Term);
        said.map(move |(quote, _)| Said { article, quote })
    }

    /// Who says what in `articles`: who is quoted most comes first, what nobody is named for last. Takes time in
    /// proportion to their quotations.
    pub fn speakers(&self, articles: impl IntoIterator<Item = ArticleIndex>) -> Vec<Speaker> {
        let mut places: HashMap<Option<EntityId>, usize> = HashMap::new();
        let mut speakers: Vec<Speaker> = Vec::new();
        for said in articles.into_iter().flat_map(|article| self.quotations_in(article)) {
            let (speaker, organization) = self.spoken_by(said);
            let who = speaker.or(organization);
            let at = *places.entry(who).or_insert(speakers.len());
            if at == speakers.len() {
                speakers.push(Speaker { who, said: Vec::new() });
            }
            speakers.iter_mut().skip(at).take(1).for_each(|speaker| speaker.said.push(said));
        }
        let name = |who: Option<EntityId>| who.and_then(|id| self.label(id)).map(|(_, name)| name);
        speakers.sort_by_key(|speaker| (speaker.who.is_none(), Reverse(speaker.said.len()), name(speaker.who)));
        speakers
    }

    /// The words of a quotation on one clean line: between marks where they are the speaker's own.
    pub fn words_said(&self, said: Said) -> String {
        let Some((article, quote)) = self.quotation(said) else { return String::new() };
        let words = one_line(&article.text, quote.span);
        if quote.kind == QuoteKind::Indirect { words } else { format!("“{words}”") }
    }

    /// What names the speaker there, where no entity is known for it: "officials", "the minister".
    pub fn described_speaker(&self, said: Said) -> Option<String> {
        let (article, quote) = self.quotation(said)?;
        let words = quote.speaker_text?;
        (self.spoken_by(said) == (None, None)).then(|| one_line(&article.text, words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::trial::collection;

    #[test]
    fn speakers_across_articles() {
        let collection = collection(&[
            "“We shall see,” Angela Merkel said in Berlin. “I hope\nso,” Emmanuel Macron said.",
            "Angela Merkel said that the talks were short.",
            "“Nobody knows,” it was heard in the hall.",
        ]);
        let speakers = collection.speakers([0, 1, 2]);
        let named: Vec<(Option<&str>, Vec<String>)> = speakers
            .iter()
            .map(|speaker| {
                let name = speaker.who.and_then(|id| collection.label(id)).map(|(_, name)| name);
                (name, speaker.said.iter().map(|said| collection.words_said(*said)).collect())
            })
            .collect();
        let expected = [
            (Some("Angela Merkel"), vec!["“We shall see,”", "the talks were short"]),
            (Some("Emmanuel Macron"), vec!["“I hope so,”"]),
            (None, vec!["“Nobody knows,”"]),
        ];
        let expected: Vec<_> =
            expected.map(|(name, said)| (name, said.into_iter().map(str::to_owned).collect::<Vec<_>>())).into();
        assert_eq!(named, expected);
        assert_eq!(collection.speakers([7]), []);
        assert_eq!(collection.words_said(Said { article: 0, quote: 99 }), "");
    }
}
