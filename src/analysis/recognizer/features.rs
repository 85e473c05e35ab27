//! The features of a token: what it is, what stands beside it, what the document says of it. Each is one hash of its
//! template and its values.

use super::context::{Context, Listed, Run};
use super::hash::mix;
use super::word::{Case, Word};
use crate::analysis::document::Casing;

/// Which tokens of a sentence may be part of a name. In a sentence of normal casing these are the capitalised ones, and
/// small words and marks that stand within two tokens of one; all others are outside without being looked at.
pub fn candidates(words: &[Word], casing: Casing) -> Vec<bool> {
    if casing != Casing::Normal {
        return vec![true; words.len()];
    }
    let mut out = vec![false; words.len()];
    for (i, _) in words.iter().enumerate().filter(|(_, word)| word.capital()) {
        out.iter_mut().take(i + 3).skip(i.saturating_sub(2)).for_each(|slot| *slot = true);
    }
    out
}

/// The word at `place` as token `i` of a sentence sees it, or what stands for the sentence's border.
pub fn beside<'w>(context: &'w Context, words: &'w [Word], i: usize, place: usize) -> &'w Word {
    let [head, end] = &context.borders;
    match (i + place).checked_sub(2) {
        Some(at) => words.get(at).unwrap_or(end),
        None => head,
    }
}

/// Where a word stands, seen from the token that is judged: two before it, one before it, itself, one and two after it.
pub const WINDOW: usize = 5;

/// Writes the features that one word alone gives to a token from `place` (one of the [`WINDOW`]) into `out`, which is
/// emptied first. Words repeat, so what the model says of these need be looked up once a document.
pub fn alone(word: &Word, place: usize, out: &mut Vec<u64>) {
    out.clear();
    let mut features = Features { out };
    match place {
        0 => features.far(word, 5),
        1 => features.near(word, (3, 11, 33, 44)),
        2 => features.itself(word),
        3 => features.near(word, (4, 12, 34, 48)),
        _ => features.far(word, 6),
    }
}

/// Writes the other features of token `i` of `sentence`, of words together and of the document, into `out`, which is
/// emptied first.
pub fn together(context: &Context, sentence: usize, i: usize, out: &mut Vec<u64>) {
    out.clear();
    let Some(words) = context.words.get(sentence) else { return };
    let Some(word) = words.get(i) else { return };
    let listed = context.listed.get(sentence).map_or(&[][..], Vec::as_slice);
    let casing = context.casings.get(sentence).copied().unwrap_or(Casing::Normal);
    let borders = &context.borders;
    let window: [&Word; WINDOW] = std::array::from_fn(|place| beside(context, words, i, place));
    let mut features = Features { out };
    features.forms(&window);
    features.sentence(&window, casing, i == 0 || (i == 1 && !words.first().is_some_and(|first| first.letters)));
    features.clusters(&window);
    let lists = |offset: isize| i.checked_add_signed(offset).and_then(|j| listed.get(j)).copied().unwrap_or_default();
    features.lists(&window, [lists(-1), lists(0), lists(1)]);
    features.run(context, (sentence, i), words, borders);
    if word.capital() || casing == Casing::Lower {
        features.document(context, sentence, i, word, (i == 0, casing));
    }
}

struct Features<'a> {
    out: &'a mut Vec<u64>,
}

/// The most features that [`Features::document`] adds.
const OF_DOCUMENT: usize = 40;

impl Features<'_> {
    #[inline]
    fn add(&mut self, template: u64, value: u64) {
        self.out.push(mix(template.wrapping_mul(0x517c_c1b7_2722_0a95), value));
    }

    /// Adds what other places of the word may have said already.
    fn add_once(&mut self, template: u64, value: u64) {
        self.add(template, value);
        if let Some((last, rest)) = self.out.split_last()
            && rest.iter().rev().take(OF_DOCUMENT).any(|feature| feature == last)
        {
            self.out.pop();
        }
    }

    fn itself(&mut self, word: &Word) {
        self.add(1, word.exact);
        self.add(2, word.lower);
        self.add(10, word.shape);
        self.add(14, word.outline);
        for (k, (prefix, suffix)) in (0..).zip(word.prefixes.iter().zip(&word.suffixes)) {
            if *prefix != 0 {
                self.add(24 + k, *prefix);
                self.add(28 + k, *suffix);
            }
        }
        word.grams.iter().for_each(|gram| self.add(32, *gram));
        let clusters = word.clusters.map(u64::from);
        (40..).zip(clusters).for_each(|(template, cluster)| self.add(template, cluster));
        (54..).zip(clusters).take(3).for_each(|(template, cluster)| self.add(template, mix(cluster, word.shape)));
        self.add(65, mix(u64::from(word.rarity), word.shape));
    }

    /// A neighbour's word, shape, suffix and first cluster have these templates.
    fn near(&mut self, word: &Word, (lower, shape, suffix, cluster): (u64, u64, u64, u64)) {
        self.add(lower, word.lower);
        self.add(shape, word.shape);
        if word.suffixes[2] != 0 {
            self.add(suffix, word.suffixes[2]);
        }
        (cluster..).zip(word.clusters).for_each(|(template, cluster)| self.add(template, u64::from(cluster)));
    }

    fn far(&mut self, word: &Word, template: u64) {
        self.add(template, word.lower);
        self.add(template + 47, u64::from(word.clusters[0]));
    }

    fn forms(&mut self, [pp, p, w, n, nn]: &[&Word; 5]) {
        self.add(0, 0);
        self.add(7, mix(p.lower, w.lower));
        self.add(8, mix(w.lower, n.lower));
        self.add(9, mix(p.lower, n.lower));
        self.add(13, mix(mix(p.shape, w.shape), n.shape));
        self.add(15, mix(p.shape, w.shape));
        self.add(16, mix(w.shape, n.shape));
        self.add(17, mix(mix(pp.lower, p.lower), w.shape));
        self.add(18, mix(mix(n.lower, nn.lower), w.shape));
        self.add(19, mix(p.lower, w.shape));
        self.add(20, mix(n.lower, w.shape));
    }

    fn sentence(&mut self, [_, _, w, n, _]: &[&Word; 5], casing: Casing, first: bool) {
        self.add(36, mix(casing as u64, w.shape));
        if first {
            self.add(37, w.shape);
            self.add(38, mix(w.shape, u64::from(w.rarity)));
            self.add(39, mix(w.shape, n.shape));
        }
    }

    fn clusters(&mut self, [_, p, w, n, _]: &[&Word; 5]) {
        let [of_p, of_w, of_n] = [p, w, n].map(|word| word.clusters.map(u64::from));
        self.add(57, mix(of_p[0], of_w[0]));
        self.add(58, mix(of_w[0], of_n[0]));
        self.add(59, mix(mix(of_p[0], of_w[0]), of_n[0]));
        self.add(60, mix(of_p[1], w.shape));
        self.add(61, mix(of_n[1], w.shape));
        self.add(62, mix(of_p[2], w.shape));
        self.add(63, mix(of_n[2], w.shape));
        self.add(64, mix(of_p[1], of_n[1]));
    }

    fn lists(&mut self, [_, p, w, n, _]: &[&Word; 5], [of_p, of_w, of_n]: [Listed; 3]) {
        let value = |listed: Listed| u64::from(listed.lists) * 4 + u64::from(listed.part);
        if of_w.lists != 0 {
            self.add(70, value(of_w));
            self.add(71, mix(value(of_w), w.shape));
            self.add(72, mix(value(of_w), n.shape));
            self.add(73, mix(value(of_w), p.lower));
            for bit in (0..15).filter(|bit| of_w.lists >> bit & 1 == 1) {
                self.add(77, mix(bit * 4 + u64::from(of_w.part), w.shape));
            }
        }
        if of_p.lists != 0 {
            self.add(74, mix(value(of_p), w.shape));
        }
        if of_n.lists != 0 {
            self.add(75, mix(value(of_n), w.shape));
        }
        if of_p.lists | of_w.lists | of_n.lists != 0 {
            self.add(76, mix(mix(value(of_p), value(of_w)), value(of_n)));
        }
    }

    /// The stretch of capitals that the token is part of: how it begins and ends, and what stands around it.
    fn run(&mut self, context: &Context, (sentence, i): (usize, usize), words: &[Word], borders: &[Word; 2]) {
        let Some(run) = context.run_of(sentence, i) else { return };
        let (Some(first), Some(last)) = (words.get(run.from), words.get(run.to - 1)) else { return };
        let before = run.from.checked_sub(1).and_then(|j| words.get(j)).unwrap_or(&borders[0]);
        let after = words.get(run.to).unwrap_or(&borders[1]);
        let (place, rest) = ((i - run.from).min(3) as u64, (run.to - 1 - i).min(3) as u64);
        let length = (run.to - run.from).min(5) as u64;
        self.add(100, place * 8 + length);
        self.add(101, rest * 8 + length);
        if length > 1 {
            self.add(102, mix(first.lower, place));
            self.add(103, mix(last.lower, rest));
            self.add(104, mix(u64::from(first.clusters[1]), place * 8 + length));
            self.add(105, mix(u64::from(last.clusters[1]), rest * 8 + length));
            self.add(106, mix(u64::from(last.clusters[2]), rest));
        }
        self.add(107, mix(before.lower, place * 8 + length));
        self.add(108, mix(after.lower, rest * 8 + length));
        self.add(
            109,
            mix(mix(u64::from(before.clusters[0]), u64::from(last.clusters[0])), u64::from(after.clusters[0])),
        );
        if words.get(run.to).is_some_and(|word| word.case == Case::Lower && word.length <= 3)
            && let Some(next) = words.get(run.to + 1).filter(|word| word.capital())
        {
            self.add(110, mix(mix(after.lower, last.lower), rest));
            self.add(111, mix(mix(after.lower, u64::from(last.clusters[1])), u64::from(next.clusters[1])));
        }
        if before.case == Case::Lower
            && before.length <= 3
            && let Some(head) = run.from.checked_sub(2).and_then(|j| words.get(j)).filter(|word| word.capital())
        {
            self.add(112, mix(mix(before.lower, head.lower), place));
            self.add(113, mix(mix(before.lower, u64::from(head.clusters[1])), place));
        }
    }

    /// Where else the word stands, and how. After Chieu and Ng 2002, and Ratinov and Roth 2009 ("context aggregation").
    fn document(&mut self, context: &Context, sentence: usize, i: usize, word: &Word, (first, casing): (bool, Casing)) {
        let counts = context.counts(word);
        let seen = u64::from(counts.small > 0) * 8 + u64::from(counts.inner.min(3));
        self.add(80, seen);
        self.add(81, mix(seen, u64::from(first) + 2 * casing as u64));
        let own = context.run_of(sentence, i);
        let length = own.map_or(1, |run| run.to - run.from);
        let others = context.places(word).iter().filter(|(run, _)| Some(*run) != own);
        for place in others.take(4) {
            self.elsewhere(context, *place, length);
        }
        if let Some(run) = context.expanded(word)
            && let Some(words) = context.words.get(run.sentence)
            && let (Some(first), Some(last)) = (words.get(run.from), words.get(run.to - 1))
        {
            self.add(92, 1);
            self.add(93, last.lower);
            self.add(94, first.lower);
            self.add(95, u64::from(last.clusters[0]));
        }
    }

    /// One other place of the word, the `k`th of a run that is longer than this one, or as long, or shorter.
    fn elsewhere(&mut self, context: &Context, (run, k): (Run, usize), length: usize) {
        let Some(words) = context.words.get(run.sentence) else { return };
        let Some(own) = words.get(run.from..run.to) else { return };
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return };
        let relation = match own.len().cmp(&length) {
            std::cmp::Ordering::Greater => 1,
            std::cmp::Ordering::Equal => 2,
            std::cmp::Ordering::Less => 3,
        };
        let place = (k.min(3) * 4 + own.len().saturating_sub(k + 1).min(3)) as u64;
        self.add_once(82, relation * 16 + place);
        if relation == 1 {
            self.add_once(83, mix(first.lower, place));
            self.add_once(84, mix(last.lower, place));
            self.add_once(85, mix(u64::from(first.clusters[0]), place));
            if let Some(listed) = context.listed.get(run.sentence).and_then(|listed| listed.get(run.from)) {
                self.add_once(86, mix(u64::from(listed.lists), place));
            }
        }
        let before = run.from.checked_sub(1).and_then(|j| words.get(j));
        self.add_once(87, mix(before.map_or(1, |word| word.lower), relation));
        self.add_once(88, mix(words.get(run.to).map_or(2, |word| word.lower), relation));
        if let Some(before) = before {
            self.add_once(89, mix(u64::from(before.clusters[0]), relation));
        }
    }
}
