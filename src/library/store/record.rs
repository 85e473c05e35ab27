//! Blocks and analyses as bytes, and back: what is read is checked against the text, so that no damage becomes a wrong span.
//!
//! A record is a CRC-32 of what follows (little-endian), then postcard. Spans are written as their distance from the one
//! before and their length.

use crate::analysis::{
    Analysis, Bound, DateMention, Entity, EntityKind, Figure, Mention, Period, Quote, QuoteKind, figures,
};
use crate::article::{Block, BlockKind};
use crate::text::{Span, sanitize};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

const BLOCKS: [BlockKind; 5] =
    [BlockKind::Paragraph, BlockKind::Heading, BlockKind::Quote, BlockKind::Item, BlockKind::Verbatim];
const QUOTES: [QuoteKind; 4] = [QuoteKind::Direct, QuoteKind::Partial, QuoteKind::Term, QuoteKind::Indirect];
const BOUNDS: [Bound; 7] =
    [Bound::Exact, Bound::About, Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan, Bound::Range];

/// A span: how far behind the start of the one before it begins (negative where it begins earlier), and its length.
type Step = (i64, u32);

#[derive(Serialize, Deserialize)]
struct Record {
    mentions: Vec<(Step, u8, u32)>,
    entities: Vec<Named>,
    quotes: Vec<Quoted>,
    figures: Vec<Counted>,
    /// Days as year, month, day.
    dates: Vec<(Step, Option<(Day, Day)>)>,
}

type Day = (i16, i8, i8);

#[derive(Serialize, Deserialize)]
struct Named {
    id: String,
    name: String,
    kind: u8,
    aliases: Vec<String>,
    roles: Vec<String>,
    count: u32,
}

#[derive(Serialize, Deserialize)]
struct Quoted {
    at: Step,
    kind: u8,
    speaker: Option<u32>,
    organization: Option<u32>,
    speaker_text: Option<Step>,
    cue: Option<Step>,
}

#[derive(Serialize, Deserialize)]
struct Counted {
    at: Step,
    value: f64,
    value_max: Option<f64>,
    unit: Option<String>,
    bound: u8,
    about: Option<Step>,
}

/// An analysis as a record.
pub(super) fn of_analysis(analysis: &Analysis) -> Vec<u8> {
    let mut steps = Steps::default();
    let mentions =
        analysis.mentions.iter().map(|one| (steps.to(one.span), code(&EntityKind::ALL, one.kind), small(one.entity)));
    let mentions = mentions.collect();
    let named = |one: &Entity| Named {
        id: one.id.clone(),
        name: one.name.clone(),
        kind: code(&EntityKind::ALL, one.kind),
        aliases: one.aliases.clone(),
        roles: one.roles.clone(),
        count: small(one.count),
    };
    let mut steps = Steps::default();
    let mut quoted = |one: &Quote| Quoted {
        at: steps.to(one.span),
        kind: code(&QUOTES, one.kind),
        speaker: one.speaker.map(small),
        organization: one.organization.map(small),
        speaker_text: one.speaker_text.map(|span| steps.beside(span)),
        cue: one.cue.map(|span| steps.beside(span)),
    };
    let quotes = analysis.quotes.iter().map(&mut quoted).collect();
    let mut steps = Steps::default();
    let mut counted = |one: &Figure| Counted {
        at: steps.to(one.span),
        value: one.value,
        value_max: one.value_max,
        unit: one.unit.map(str::to_owned),
        bound: code(&BOUNDS, one.bound),
        about: one.about.map(|span| steps.beside(span)),
    };
    let figures = analysis.figures.iter().map(&mut counted).collect();
    let mut steps = Steps::default();
    let day = |day: jiff::civil::Date| (day.year(), day.month(), day.day());
    let dates = analysis
        .dates
        .iter()
        .map(|one| (steps.to(one.span), one.value.map(|period| (day(period.from), day(period.to)))))
        .collect();
    sealed(&Record { mentions, entities: analysis.entities.iter().map(named).collect(), quotes, figures, dates })
}

/// The analysis of a record; `None` where it is damaged or does not fit `text`.
pub(super) fn analysis(record: &[u8], text: &str) -> Option<Analysis> {
    let record: Record = opened(record)?;
    let entities: Vec<Entity> = record.entities.into_iter().map(entity).collect::<Option<_>>()?;
    let known = |entity: u32| usize::try_from(entity).ok().filter(|at| *at < entities.len());
    let maybe = |entity: Option<u32>| entity.map_or(Some(None), |entity| known(entity).map(Some));
    let mut steps = Steps::default();
    let mentions = record.mentions.into_iter().map(|(at, kind, entity)| {
        Some(Mention { span: steps.at(at, text)?, kind: of_code(&EntityKind::ALL, kind)?, entity: known(entity)? })
    });
    let mentions: Vec<Mention> = mentions.collect::<Option<_>>()?;
    // They are in order and do not overlap, which those who paint them rely on.
    mentions.windows(2).all(|two| matches!(two, [one, next] if one.span.end <= next.span.start)).then_some(())?;
    let mut steps = Steps::default();
    let quotes = record.quotes.into_iter().map(|one| {
        Some(Quote {
            span: steps.at(one.at, text)?,
            kind: of_code(&QUOTES, one.kind)?,
            speaker: maybe(one.speaker)?,
            organization: maybe(one.organization)?,
            speaker_text: steps.maybe(one.speaker_text, text)?,
            cue: steps.maybe(one.cue, text)?,
        })
    });
    let quotes = quotes.collect::<Option<_>>()?;
    let mut steps = Steps::default();
    let figures = record.figures.into_iter().map(|one| {
        let unit = one.unit.map_or(Some(None), |unit| figures::unit_named(&unit).map(Some))?;
        let finite = one.value.is_finite() && one.value_max.is_none_or(f64::is_finite);
        let span = steps.at(one.at, text)?;
        let (bound, about) = (of_code(&BOUNDS, one.bound)?, steps.maybe(one.about, text)?);
        finite.then_some(Figure { span, value: one.value, value_max: one.value_max, unit, bound, about })
    });
    let figures = figures.collect::<Option<_>>()?;
    let mut steps = Steps::default();
    let day = |(year, month, day)| jiff::civil::Date::new(year, month, day).ok();
    let dates = record.dates.into_iter().map(|(at, period)| {
        let value = match period {
            None => None,
            Some((from, to)) => Some(Period { from: day(from)?, to: day(to)? }),
        };
        Some(DateMention { span: steps.at(at, text)?, value })
    });
    let dates = dates.collect::<Option<_>>()?;
    Some(Analysis { mentions, entities, quotes, figures, dates })
}

fn entity(one: Named) -> Option<Entity> {
    let Named { id, name, kind, aliases, roles, count } = one;
    let clean = |text: &String| sanitize::line(text) == text.as_str();
    let all_clean = clean(&id) && clean(&name) && aliases.iter().all(clean) && roles.iter().all(clean);
    let kind = of_code(&EntityKind::ALL, kind)?;
    all_clean.then_some(Entity { id, name, kind, aliases, roles, count: usize::try_from(count).ok()? })
}

/// Blocks as a record.
pub(super) fn of_blocks(blocks: &[Block]) -> Vec<u8> {
    let mut steps = Steps::default();
    let code = |block: &Block| code(&BLOCKS, block.kind) | u8::from(block.furniture) << 7;
    sealed(&blocks.iter().map(|block| (steps.to(block.span), code(block))).collect::<Vec<_>>())
}

/// The blocks of a record; `None` where it is damaged or does not fit `text`.
pub(super) fn blocks(record: &[u8], text: &str) -> Option<Vec<Block>> {
    let record: Vec<(Step, u8)> = opened(record)?;
    let mut steps = Steps::default();
    let blocks = record.into_iter().map(|(at, code)| {
        Some(Block { span: steps.at(at, text)?, kind: of_code(&BLOCKS, code & 0x7f)?, furniture: code & 0x80 != 0 })
    });
    let blocks: Vec<Block> = blocks.collect::<Option<_>>()?;
    let in_order = blocks.windows(2).all(|two| matches!(two, [one, next] if one.span.end <= next.span.start));
    in_order.then_some(blocks)
}

fn sealed(value: &impl Serialize) -> Vec<u8> {
    // Numbers, texts and lists of them can always be written.
    let mut bytes = postcard::to_extend(value, vec![0; 4]).unwrap_or_default();
    if let Some((seal, rest)) = bytes.split_at_mut_checked(4) {
        seal.copy_from_slice(&crc32fast::hash(rest).to_le_bytes());
    }
    bytes
}

fn opened<T: DeserializeOwned>(record: &[u8]) -> Option<T> {
    let (seal, rest) = record.split_at_checked(4)?;
    if crc32fast::hash(rest).to_le_bytes() != seal {
        return None;
    }
    postcard::from_bytes(rest).ok()
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn code<T: Copy + PartialEq>(all: &[T], one: T) -> u8 {
    all.iter().position(|other| *other == one).and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}

fn of_code<T: Copy>(all: &[T], code: u8) -> Option<T> {
    all.get(usize::from(code)).copied()
}

/// Where the span before began.
#[derive(Default)]
struct Steps(usize);

impl Steps {
    fn to(&mut self, span: Span) -> Step {
        let step = self.beside(span);
        self.0 = span.start;
        step
    }

    fn beside(&self, span: Span) -> Step {
        (span.start as i64 - self.0 as i64, small(span.len()))
    }

    fn at(&mut self, step: Step, text: &str) -> Option<Span> {
        let span = self.there(step, text)?;
        self.0 = span.start;
        Some(span)
    }

    fn maybe(&self, step: Option<Step>, text: &str) -> Option<Option<Span>> {
        step.map_or(Some(None), |step| self.there(step, text).map(Some))
    }

    fn there(&self, (gap, length): Step, text: &str) -> Option<Span> {
        let start = usize::try_from(i64::try_from(self.0).ok()?.checked_add(gap)?).ok()?;
        let end = start.checked_add(usize::try_from(length).ok()?)?;
        text.get(start..end).map(|_| Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Models, analyze};
    use crate::collection::samples;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read_back() {
        for article in samples() {
            let found = analyze(&article, Models::embedded());
            assert!(!found.mentions.is_empty() && !found.figures.is_empty());
            assert_eq!(analysis(&of_analysis(&found), &article.text), Some(found));
            assert_eq!(blocks(&of_blocks(&article.blocks), &article.text), Some(article.blocks));
        }
        assert_eq!(analysis(&of_analysis(&Analysis::default()), ""), Some(Analysis::default()));
    }

    #[test]
    fn a_record_does_not_fit_another_text() {
        let [one, other, ..] = &samples()[..] else { panic!() };
        let record = of_analysis(&analyze(one, Models::embedded()));
        assert_eq!(analysis(&record, &other.text[..100]), None);
        assert_eq!(blocks(&of_blocks(&one.blocks), ""), None);
    }

    proptest! {
        #[test]
        fn damage_is_found(at in 0..10_000usize, with in 1..=255u8, cut in 0..10_000usize) {
            let article = &samples()[0];
            let record = of_analysis(&analyze(article, Models::embedded()));
            let mut damaged = record.clone();
            damaged[at % record.len()] ^= with;
            prop_assert_eq!(analysis(&damaged, &article.text), None);
            prop_assert_eq!(analysis(&record[..cut % record.len()], &article.text), None);
        }

        #[test]
        fn sealed_nonsense_is_no_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let seal = crc32fast::hash(&bytes).to_le_bytes();
            bytes.splice(0..0, seal);
            let text = &samples()[0].text;
            if let Some(found) = analysis(&bytes, text) {
                prop_assert!(found.mentions.iter().all(|one| one.entity < found.entities.len()));
            }
            let _ = blocks(&bytes, text);
        }
    }
}
