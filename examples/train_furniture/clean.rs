//! Articles that are clean but for a few lines: those to learn from, and those to measure on.

use crate::{
    data::{Doc, Kind, Random, hash},
    evaluate::Strays,
    logistic::mix,
    phrases::{Phrase, held_out},
};
use crossread::article::furniture::{decide, model::Model};

/// Documents made of each clean account; of every fifth residue there is one.
const OF_AN_ACCOUNT: usize = 5;

/// Clean texts with furniture and genuine short lines put in.
pub(crate) fn made(docs: &[&Doc], phrases: &[Phrase], random: &mut Random) -> Vec<Doc> {
    let mut stock: Vec<&str> = Vec::new();
    for doc in docs.iter().filter(|doc| doc.kind == Kind::Residue) {
        stock.extend(doc.lines.iter().zip(&doc.furniture).filter(|(_, f)| **f).map(|(line, _)| line.as_str()));
    }
    let (all_bad, all_good): (Vec<&Phrase>, Vec<&Phrase>) = phrases.iter().partition(|phrase| phrase.furniture);
    let mut made = Vec::new();
    for (i, doc) in docs.iter().enumerate() {
        let clean = doc.kind == Kind::Clean;
        let times = match doc.kind {
            Kind::Clean => OF_AN_ACCOUNT,
            Kind::Residue if i % 5 == 0 => 1,
            _ => 0,
        };
        // Many wordings are such as the word tables of this part have not seen: how far to trust those must be learnt too.
        let part = crate::inner(doc);
        let unseen = |list: &[&Phrase]| -> Vec<usize> {
            (0..list.len()).filter(|&i| list[i].part(crate::INNER) == part).collect()
        };
        let (new_bad, new_good) = (unseen(&all_bad), unseen(&all_good));
        for _ in 0..times {
            let mut out =
                Doc { kind: Kind::Strewn, group: doc.group.clone(), lines: Vec::new(), furniture: Vec::new() };
            let pick = |bad: bool, random: &mut Random| -> (String, bool) {
                if !bad && random.below(4) == 0 {
                    return (mix(docs, &all_bad, random), false);
                }
                let (list, new) = if bad { (&all_bad, &new_bad) } else { (&all_good, &new_good) };
                let i = if random.below(5) < 2 && !new.is_empty() {
                    new[random.below(new.len())]
                } else {
                    random.below(list.len())
                };
                (list[i].text.clone(), bad)
            };
            let push = |out: &mut Doc, (text, bad): (String, bool)| {
                out.lines.push(text);
                out.furniture.push(bad);
            };
            let lines = if clean && random.below(4) > 0 {
                paragraphs(doc, random)
            } else {
                doc.lines.iter().cloned().zip(doc.furniture.iter().copied()).collect()
            };
            let often = [0, 1, 2, 4][random.below(4)];
            for _ in 0..random.below(3) * random.below(2) {
                push(&mut out, pick(true, random));
            }
            let count = lines.len();
            for (j, (line, bad)) in lines.into_iter().enumerate() {
                let dice = random.below(16);
                if j > 0 && dice < often {
                    push(&mut out, pick(true, random));
                } else if j > 0 && (4..7).contains(&dice) {
                    push(&mut out, pick(false, random));
                }
                if dice == 15 && random.below(2) == 0 {
                    for line in caption(doc, &TRAINED, random) {
                        push(&mut out, line);
                    }
                }
                push(&mut out, (line, bad));
                if j + 1 < count && dice == 14 && random.below(3) == 0 {
                    push(&mut out, pick(true, random));
                }
            }
            let tail = random.below(6) * usize::from(random.below(3) > 0);
            for _ in 0..tail {
                if random.below(5) == 0 && !stock.is_empty() {
                    push(&mut out, (stock[random.below(stock.len())].to_owned(), true));
                } else {
                    push(&mut out, pick(true, random));
                }
            }
            made.push(out);
        }
    }
    made
}

/// The account in paragraphs of other lengths.
fn paragraphs(doc: &Doc, random: &mut Random) -> Vec<(String, bool)> {
    let sentences: Vec<String> =
        doc.lines.iter().flat_map(|line| line.split_inclusive(". ")).map(|s| s.trim().to_owned()).collect();
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut left = 0;
    for sentence in sentences {
        match out.last_mut().filter(|_| left > 0) {
            Some((paragraph, _)) => *paragraph = format!("{paragraph} {sentence}"),
            None => {
                out.push((sentence, false));
                left = 1 + random.below(3);
            }
        }
        left -= 1;
    }
    out.truncate(4 + random.below(12));
    out
}

/// What a second copy of a caption adds, `N` a name.
const TRAINED: [&str; 16] = [
    " AP - N",
    " AFP - N",
    " © N",
    " (Photo: N)",
    " Photograph: N/Getty Images",
    " Reuters/N",
    " | Picture: N",
    " Credit: N",
    " © N / Reuters",
    " [N/AFP]",
    " (N/Harbour News)",
    " via REUTERS",
    " © N, AFP",
    " Image: N",
    "",
    " - N / EPA",
];
const HELD_OUT: [&str; 6] =
    [" Xinhua - N", " © N screenshot", " (AP Photo/N)", " Photo by N", " [File: N/Reuters]", " N/Pool via AP"];

/// A caption and its second copy: only that one is furniture beyond doubt. Sometimes the caption alone, which is genuine.
fn caption(doc: &Doc, credits: &[&str], random: &mut Random) -> Vec<(String, bool)> {
    let other = &doc.lines[random.below(doc.lines.len())];
    let words: Vec<&str> = other.split_whitespace().take(6 + random.below(20)).collect();
    if words.len() < 6 {
        return Vec::new();
    }
    let stop = if random.below(3) > 0 { "." } else { "" };
    let caption = words.join(" ").trim_end_matches([',', '.']).to_owned() + stop;
    let name: Vec<&str> = other.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).take(2).collect();
    let credit = credits[random.below(credits.len())].replace('N', name.join(" ").trim_end_matches([',', '.']));
    let second = format!("{caption}{credit}");
    match random.below(8) {
        0 => vec![(caption, false)],
        _ => vec![(caption, false), (second, true)],
    }
}

/// Puts the held-out lines into the clean accounts that `model` has not seen, some a time, and counts what it folds.
pub(crate) fn strew(model: &Model, docs: &[&Doc], strays: &mut Strays) {
    let mut held: Vec<(String, char)> = held_out();
    for doc in docs.iter().filter(|doc| doc.kind == Kind::Clean) {
        let mut random = Random(hash(&doc.group) ^ doc.lines.len() as u64);
        for _ in 0..4 {
            // The kinds of lines by turns, from a stock in random order.
            for i in (1..held.len()).rev() {
                held.swap(i, random.below(i + 1));
            }
            let mut furniture = held.iter().filter(|(_, mark)| *mark != '=');
            let mut genuine = held.iter().filter(|(_, mark)| *mark == '=');
            let mut lines: Vec<(String, char)> = Vec::new();
            let body = paragraphs(doc, &mut random);
            let last = body.len();
            let before = random.below(3);
            if before == 0 {
                lines.extend(furniture.next().cloned());
            }
            for (i, (line, _)) in body.into_iter().enumerate() {
                match random.below(8) {
                    0 | 1 if i > 0 => lines.extend(furniture.next().cloned()),
                    2 | 3 if i > 0 && i + 1 < last => lines.extend(genuine.next().cloned()),
                    4 if i > 0 && random.below(3) == 0 => {
                        lines.extend(
                            caption(doc, &HELD_OUT, &mut random)
                                .into_iter()
                                .map(|(l, bad)| (l, if bad { 'c' } else { '1' })),
                        );
                    }
                    _ => {}
                }
                lines.push((line, 'p'));
            }
            for _ in 0..random.below(4) {
                lines.extend(furniture.next().cloned());
            }
            let texts: Vec<&str> = lines.iter().map(|(line, _)| line.as_str()).collect();
            let judged = model.judge(&texts);
            let marked = decide(&judged, model.eager, model.careful);
            for (((text, mark), judged), marked) in lines.iter().zip(&judged).zip(marked) {
                strays.add(text, *mark, judged, marked);
            }
        }
    }
}
