//! Texts with marked names, and what is made of them for training.

use crossread::analysis::{Document, EntityKind, Sentence};
use crossread::article::{Article, Block, BlockKind, Meta};
use crossread::text::Span;

/// A text and the names in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    /// Paragraphs with a blank line between them.
    pub(crate) text: String,
    /// Where the names stand, in order.
    pub(crate) names: Vec<(Span, EntityKind)>,
    /// How much it counts.
    pub(crate) weight: f32,
    /// Whose guidelines the marks follow: one of [`crate::sources::guidelines`].
    pub(crate) source: u8,
    /// Whether all five kinds are marked: otherwise persons, organisations and places are.
    pub(crate) full: bool,
    /// Its paragraphs.
    pub(crate) blocks: Vec<Span>,
}

impl Sample {
    /// Begins another paragraph.
    pub(crate) fn begin_paragraph(&mut self) {
        self.close();
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.blocks.push(Span::new(self.text.len(), self.text.len()));
    }

    /// Ends the last paragraph.
    pub(crate) fn close(&mut self) {
        let end = self.text.len();
        if let Some(last) = self.blocks.last_mut() {
            last.end = last.end.max(end);
        }
    }

    /// How many paragraphs have begun.
    pub(crate) fn paragraphs(&self) -> usize {
        self.blocks.len()
    }

    /// The text as an article.
    pub(crate) fn article(&self) -> Article {
        let block = |&span| Block { span, kind: BlockKind::Paragraph, furniture: false };
        let meta = Meta { language: Some("en".to_owned()), ..Meta::default() };
        Article { meta, text: self.text.as_str().into(), blocks: self.blocks.iter().map(block).collect() }
    }

    /// The paragraphs `from..to` alone.
    fn part(&self, from: usize, to: usize) -> Sample {
        let mut out = Sample { weight: self.weight, source: self.source, full: self.full, ..Sample::default() };
        for block in &self.blocks[from..to] {
            out.begin_paragraph();
            let shift = out.text.len();
            out.text.push_str(block.of(&self.text));
            let own = self.names.iter().filter(|(span, _)| block.start <= span.start && span.end <= block.end);
            out.names.extend(own.map(|(span, kind)| {
                (Span::new(span.start - block.start + shift, span.end - block.start + shift), *kind)
            }));
            out.close();
        }
        out
    }

    /// The same text in other letters: `case` changes a word.
    fn recased(&self, case: impl Fn(&str) -> String) -> Sample {
        let mut out = Sample { weight: self.weight, source: self.source, full: self.full, ..Sample::default() };
        let mut at = 0;
        // Where each byte of the old text came to stand in the new one, at the borders of words.
        let mut places = std::collections::BTreeMap::new();
        let mut copy = |to: usize, out: &mut Sample, at: &mut usize| {
            let piece = Span::new(*at, to).of(&self.text);
            places.insert(*at, out.text.len());
            out.text.push_str(&if piece.chars().any(char::is_alphanumeric) { case(piece) } else { piece.to_owned() });
            *at = to;
        };
        let mut cuts: Vec<usize> = self.names.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        cuts.extend(self.blocks.iter().flat_map(|span| [span.start, span.end]));
        cuts.extend(self.text.match_indices(' ').flat_map(|(i, _)| [i, i + 1]));
        cuts.sort_unstable();
        for cut in cuts {
            copy(cut, &mut out, &mut at);
        }
        copy(self.text.len(), &mut out, &mut at);
        places.insert(self.text.len(), out.text.len());
        let place = |span: &Span| Span::new(places[&span.start], places[&span.end]);
        out.names = self.names.iter().map(|(span, kind)| (place(span), *kind)).collect();
        out.blocks = self.blocks.iter().map(place).collect();
        out
    }
}

/// How samples are varied: shares of the documents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Variation {
    /// Cut into pieces of one or two paragraphs, as short texts lack what a document tells.
    pub(crate) split: f32,
    /// Added once more in capitals, in Title Case, or all small.
    pub(crate) recase: f32,
}

/// Words that a headline in Title Case leaves small.
const SMALL: &[&str] =
    &["of", "the", "in", "on", "a", "an", "and", "to", "for", "at", "by", "with", "from", "as", "or", "over"];

/// `samples`, and what is made of them.
pub(crate) fn vary(samples: &[Sample], variation: Variation, random: &mut fastrand::Rng) -> Vec<Sample> {
    let mut out = Vec::new();
    for sample in samples {
        if random.f32() < variation.recase {
            let part = sample.part(0, sample.blocks.len().min(4));
            out.push(match random.u32(0..5) {
                0 | 1 => part.recased(str::to_uppercase),
                2 => part.recased(str::to_lowercase),
                _ => part.recased(title),
            });
        }
        if sample.blocks.len() > 1 && random.f32() < variation.split {
            let mut from = 0;
            while from < sample.blocks.len() {
                let to = (from + random.usize(1..=2)).min(sample.blocks.len());
                out.push(sample.part(from, to));
                from = to;
            }
        } else {
            out.push(sample.clone());
        }
    }
    out
}

fn title(word: &str) -> String {
    if SMALL.contains(&word) {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The names of one sentence as ranges of its tokens.
pub(crate) fn ranges(sentence: &Sentence, names: &[(Span, EntityKind)]) -> Vec<(usize, usize, EntityKind)> {
    let (Some(first), Some(last)) = (sentence.items.first(), sentence.items.last()) else { return Vec::new() };
    let here = names.partition_point(|(span, _)| span.end <= first.span.start);
    let mut out: Vec<(usize, usize, EntityKind)> = Vec::new();
    for (span, kind) in names[here..].iter().take_while(|(span, _)| span.start < last.span.end) {
        let from = sentence.items.partition_point(|item| item.span.end <= span.start);
        let to = sentence.items.partition_point(|item| item.span.start < span.end);
        let from = from.max(out.last().map_or(0, |last| last.1));
        if from < to {
            out.push((from, to, *kind));
        }
    }
    out
}

/// A document's sentences with the names in them.
pub(crate) fn marked<'d>(
    document: &'d Document,
    sample: &'d Sample,
) -> impl Iterator<Item = (&'d Sentence, Vec<(usize, usize, EntityKind)>)> {
    document.sentences.iter().map(|sentence| (sentence, ranges(sentence, &sample.names)))
}
