//! How good a model is: exact matches of names.

use crate::corpus::Sample;
use crossread::analysis::recognizer::{model::Model, recognize};
use crossread::analysis::{Document, EntityKind};
use crossread::text::Span;

/// Right, invented, missed.
type Counts = [usize; 3];

/// The scores of `model` on `samples`, on a line.
pub(crate) fn line(model: &Model, samples: &[Sample], wrong: bool) -> String {
    let mut counts = [Counts::default(); EntityKind::ALL.len()];
    for sample in samples {
        let article = sample.article();
        let document = Document::of(&article);
        let key = |span: Span, kind: EntityKind| (trim(&sample.text, span), kind);
        let gold: Vec<_> = sample.names.iter().map(|(span, kind)| key(*span, *kind)).collect();
        let found: Vec<_> = recognize(model, &document).iter().map(|found| key(found.span, found.kind)).collect();
        for one in &found {
            let right = gold.contains(one);
            counts[one.1 as usize][usize::from(!right)] += 1;
            if wrong && !right && (sample.full || (one.1 as usize) < 3) {
                println!("invented\t{}\t{}\t{}", one.1.name(), one.0.of(&sample.text), around(&sample.text, one.0));
            }
        }
        for one in gold.iter().filter(|one| !found.contains(one)) {
            counts[one.1 as usize][2] += 1;
            if wrong {
                println!("missed\t{}\t{}\t{}", one.1.name(), one.0.of(&sample.text), around(&sample.text, one.0));
            }
        }
    }
    let full = samples.iter().any(|sample| sample.full);
    let kinds = if full { 5 } else { 3 };
    let own: Vec<String> = (0..kinds).map(|k| format!("{} {:.1}", EntityKind::ALL[k].name(), f1(counts[k]))).collect();
    let all = counts[..3].iter().fold([0; 3], |sum, own| [sum[0] + own[0], sum[1] + own[1], sum[2] + own[2]]);
    let [right, invented, missed] = all.map(|n| n as f32);
    let (p, r) = (100.0 * right / (right + invented).max(1.0), 100.0 * right / (right + missed).max(1.0));
    format!("{} | P {p:.1} R {r:.1} F1 {:.2}", own.join(" "), f1(all))
}

fn around(text: &str, span: Span) -> String {
    let from = (0..=span.start.saturating_sub(50)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let to = ((span.end + 40).min(text.len())..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    Span::new(from, to).of(text).replace('\n', " ")
}

fn f1([right, invented, missed]: Counts) -> f32 {
    200.0 * right as f32 / ((2 * right + invented + missed) as f32).max(1.0)
}

/// Without a leading "the" and a possessive ending.
fn trim(text: &str, span: Span) -> Span {
    let (mut start, mut end) = (span.start, span.end);
    let name = span.of(text);
    if name.len() > 4 && name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("the ")) {
        start += 4;
    }
    for ending in ["'s", "’s", "'", "’"] {
        if let Some(stem) = Span::new(start, end).of(text).strip_suffix(ending) {
            end = start + stem.trim_end().len();
            break;
        }
    }
    Span::new(start, end)
}
