//! What a document tells beside the texts: headings, tables and lists, in whatever form they are written.

use super::Report;
use crate::article::Article;
use crate::collection::{ArticleIndex, EntityId, Said};
use crate::compare::comparison::{Comparison, Side};
use crate::compare::{figure_in_words, period_in_words, timeline};
use crate::library::{Ground, Highlight, Marks};
use crate::text::{Span, one_line};

/// A part of a document; all of it plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A heading of the second or third order.
    Heading(u8, String),
    /// A list: each item with what it begins with, which may be empty.
    List(Vec<(String, String)>),
    /// A table: the heads of its columns, and its rows.
    Table(Vec<String>, Vec<Vec<String>>),
}

impl Report<'_> {
    fn text_of(&self, article: ArticleIndex) -> &str {
        self.collection.entry(article).map_or("", |entry| &entry.article.text)
    }

    fn words(&self, account: usize, span: Span) -> String {
        self.articles.get(account).map(|article| one_line(self.text_of(*article), span)).unwrap_or_default()
    }

    fn name_of(&self, id: EntityId) -> String {
        self.collection.label(id).map_or_else(String::new, |(_, name)| name.to_owned())
    }

    /// All parts of a comparison but its passages.
    pub(super) fn compared(&self, comparison: &Comparison) -> Vec<Part> {
        let names = self.names();
        let mut parts = Vec::new();
        self.figures(comparison, &names, &mut parts);
        self.only(comparison, &names, &mut parts);
        self.shared_quotations(comparison, &names, &mut parts);
        self.quotations(self.articles, &names, 2, &mut parts);
        self.named(comparison, &names, &mut parts);
        self.dated(&names, &mut parts);
        parts
    }

    /// All parts of one article.
    pub(super) fn alone(&self, article: ArticleIndex) -> Vec<Part> {
        let mut parts = Vec::new();
        let entry = self.collection.entry(article);
        let entities: Vec<_> =
            entry.map(|entry| entry.analysis.entities.iter().enumerate().collect()).unwrap_or_default();
        let rows: Vec<Vec<String>> = entities
            .into_iter()
            .filter_map(|(local, own)| {
                let (kind, name) = self.collection.label(self.collection.entity_of(article, local)?)?;
                let roles = own.roles.join(", ");
                Some(vec![name.to_owned(), kind.singular().to_owned(), own.count.to_string(), roles])
            })
            .collect();
        if !rows.is_empty() {
            parts.push(Part::Heading(3, "Who is in it".to_owned()));
            let heads = ["Name", "Kind", "Mentions", "Called"].map(str::to_owned);
            parts.push(Part::Table(heads.into(), rows));
        }
        self.quotations(&[article], &[], 3, &mut parts);
        parts
    }

    fn figures(&self, comparison: &Comparison, names: &[String], parts: &mut Vec<Part>) {
        let cell = |account: usize, values: &[crate::compare::Stated]| {
            let article = self.articles.get(account).copied().unwrap_or(usize::MAX);
            let own = values.iter().filter(|value| value.account == account);
            let words = own.filter_map(|value| {
                let entry = self.collection.entry(article)?;
                Some(figure_in_words(&entry.article.text, entry.analysis.figures.get(value.figure)?))
            });
            let mut words: Vec<String> = words.collect();
            words.dedup();
            if words.is_empty() { "–".to_owned() } else { words.join("; ") }
        };
        let rows: Vec<Vec<String>> = comparison
            .figures
            .iter()
            .map(|figure| {
                let verdict = format!("{} {}", figure.verdict.sign(), figure.verdict.words());
                let cells = (0..names.len()).map(|account| cell(account, &figure.values));
                let entry = |account: usize| self.collection.entry(*self.articles.get(account)?);
                std::iter::once(figure.counted(entry)).chain(cells).chain([verdict]).collect()
            })
            .collect();
        if !rows.is_empty() {
            parts.push(Part::Heading(2, "Figures".to_owned()));
            let heads = std::iter::once("What is counted".to_owned()).chain(names.iter().cloned());
            parts.push(Part::Table(heads.chain(["Verdict".to_owned()]).collect(), rows));
        }
    }

    /// What one account alone tells, and what all the others tell and it does not.
    fn only(&self, comparison: &Comparison, names: &[String], parts: &mut Vec<Part>) {
        let several = names.len() > 2;
        for (account, name) in names.iter().enumerate() {
            let sentences = comparison.accounts.get(account).map(|one| one.sentences.as_slice()).unwrap_or_default();
            let only = comparison.only.get(account).into_iter().flatten().filter_map(|at| sentences.get(*at));
            let only = only.map(|span| (String::new(), self.words(account, *span))).collect();
            push_list(parts, (2, format!("Only in {name}")), only);
            let left_out = comparison.omitted.get(account).into_iter().flatten().filter(|_| several);
            let told = |side: &Side| {
                let teller = names.get(side.account).cloned().unwrap_or_default();
                (teller, self.words(side.account, side.span))
            };
            push_list(parts, (2, format!("In all but {name}")), left_out.map(told).collect());
        }
    }

    fn shared_quotations(&self, comparison: &Comparison, names: &[String], parts: &mut Vec<Part>) {
        let rows: Vec<Vec<String>> = comparison
            .quotes
            .iter()
            .map(|shared| {
                let as_given = |quoted: &crate::compare::Quoted| {
                    let speaker = quoted.speaker.map(|id| format!("{}: ", self.name_of(id))).unwrap_or_default();
                    let name = names.get(quoted.account).map_or("", String::as_str);
                    format!("{name}: {speaker}“{}”", self.words(quoted.account, quoted.span))
                };
                let otherwise = if shared.is_credited_otherwise() { ", credited otherwise" } else { "" };
                vec![as_given(&shared.a), as_given(&shared.b), format!("{}{otherwise}", shared.verdict.words())]
            })
            .collect();
        if !rows.is_empty() {
            parts.push(Part::Heading(2, "Quotations in several accounts".to_owned()));
            let heads = ["In one", "In another", "Verdict"].map(str::to_owned);
            parts.push(Part::Table(heads.into(), rows));
        }
    }

    /// Who says what; `names` of the articles where there are several.
    fn quotations(&self, articles: &[ArticleIndex], names: &[String], order: u8, parts: &mut Vec<Part>) {
        let speakers = self.collection.speakers(articles.iter().copied());
        let item = |said: &Said| {
            let at = articles.iter().position(|article| *article == said.article).unwrap_or(0);
            let described = self.collection.described_speaker(*said).map(|who| format!("{who}: "));
            let words = self.collection.words_said(*said);
            let for_whom = match self.collection.spoken_by(*said) {
                (Some(_), Some(organization)) => format!(" (for {})", self.name_of(organization)),
                _ => String::new(),
            };
            (names.get(at).cloned().unwrap_or_default(), described.unwrap_or_default() + &words + &for_whom)
        };
        if !speakers.is_empty() {
            parts.push(Part::Heading(order, "Who says what".to_owned()));
        }
        for speaker in speakers {
            let who = speaker.who.map_or_else(|| "Nobody is named".to_owned(), |id| self.name_of(id));
            push_list(parts, (order + 1, who), speaker.said.iter().map(item).collect());
        }
    }

    /// Whom the accounts name, how often, and how.
    fn named(&self, comparison: &Comparison, names: &[String], parts: &mut Vec<Part>) {
        let rows = comparison.entities.iter().flat_map(|group| &group.entities).filter_map(|(id, counts)| {
            let (kind, name) = self.collection.label(*id)?;
            let counts = counts.iter().map(|count| if *count == 0 { "–".to_owned() } else { count.to_string() });
            Some([name.to_owned(), kind.singular().to_owned()].into_iter().chain(counts).collect())
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if !rows.is_empty() {
            parts.push(Part::Heading(2, "Who is in them".to_owned()));
            let heads = ["Name", "Kind"].map(str::to_owned).into_iter().chain(names.iter().cloned());
            parts.push(Part::Table(heads.collect(), rows));
        }
        let rows = comparison.naming.iter().map(|naming| {
            let called = naming.called.iter().map(|called| called.telling().join("; "));
            std::iter::once(self.name_of(naming.entity)).chain(called).collect()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if !rows.is_empty() {
            parts.push(Part::Heading(2, "Called otherwise".to_owned()));
            let heads = std::iter::once("Who".to_owned()).chain(names.iter().cloned());
            parts.push(Part::Table(heads.collect(), rows));
        }
    }

    fn dated(&self, names: &[String], parts: &mut Vec<Part>) {
        let rows = timeline(self.collection, self.articles, None).statements.into_iter().map(|statement| {
            let at = self.articles.iter().position(|article| *article == statement.article).unwrap_or(0);
            let words = one_line(self.text_of(statement.article), statement.sentence);
            vec![period_in_words(statement.when), names.get(at).cloned().unwrap_or_default(), words]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if !rows.is_empty() {
            parts.push(Part::Heading(2, "When".to_owned()));
            parts.push(Part::Table(["When", "In", "What"].map(str::to_owned).into(), rows));
        }
    }
}

/// What the reader noted of an article.
pub(super) fn noted(article: &Article, marks: &Marks) -> Vec<Part> {
    let mut parts = Vec::new();
    let item = |highlight: &Highlight| {
        let quote = one_line(&highlight.anchor.quote, Span::new(0, highlight.anchor.quote.len()));
        let gone = if place_of(article, highlight).is_some() { "" } else { " (not in this text any more)" };
        let was = highlight
            .was
            .as_ref()
            .map(|was| format!(" (“{}” when it was noted)", one_line(was, Span::new(0, was.len()))));
        let note = highlight.note.as_ref().map(|note| format!(" – {note}")).unwrap_or_default();
        (highlight.colour.name().to_owned(), format!("“{quote}”{}{gone}{note}", was.unwrap_or_default()))
    };
    push_list(&mut parts, (3, "Highlights and notes".to_owned()), marks.highlights.iter().map(item).collect());
    parts
}

/// Where a highlight stands in the text, if it does.
pub(super) fn place_of(article: &Article, highlight: &Highlight) -> Option<Span> {
    let here = Some(&highlight.anchor).filter(|_| !highlight.gone);
    here.and_then(|anchor| Ground::in_haste(&article.text).find(anchor)).map(|anchor| anchor.span)
}

fn push_list(parts: &mut Vec<Part>, (order, heading): (u8, String), items: Vec<(String, String)>) {
    if !items.is_empty() {
        parts.push(Part::Heading(order, heading));
        parts.push(Part::List(items));
    }
}
