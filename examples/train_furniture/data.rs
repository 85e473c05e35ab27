//! What is learnt from: labelled pages, and texts known to be clean.

use crate::phrases::Phrase;
use serde_json::Value;
use std::{fs, path::Path};

/// Where a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// All lines of a web page.
    Page,
    /// What an extractor left of it.
    Residue,
    /// An account of the coverage corpus: every line genuine.
    Clean,
    /// Made from the others; never measured on.
    Made,
    /// Made too: a text with written lines put in.
    Strewn,
}

/// One document.
#[derive(Clone, Debug)]
pub(crate) struct Doc {
    pub(crate) kind: Kind,
    /// The host or the event: what must not stand in train and test.
    pub(crate) group: String,
    pub(crate) lines: Vec<String>,
    /// Whether each line is furniture.
    pub(crate) furniture: Vec<bool>,
}

impl Doc {
    pub(crate) fn texts(&self) -> Vec<&str> {
        self.lines.iter().map(String::as_str).collect()
    }
}

/// A small generator, so that a training run gives the same bytes everywhere.
pub(crate) struct Random(pub u64);

impl Random {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

/// A number for a name, the same on every machine.
pub(crate) fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Which of `folds` parts a group belongs to.
pub(crate) fn fold(group: &str, folds: usize) -> usize {
    (Random(hash(group)).below(1 << 20)) % folds
}

/// The labelled pages and residues in `folder`, then the coverage accounts beside it.
pub(crate) fn load(folder: &Path) -> anyhow::Result<Vec<Doc>> {
    let mut docs = Vec::new();
    for (file, kind) in [("lines.dev.jsonl", Kind::Page), ("residual.dev.jsonl", Kind::Residue)] {
        for line in fs::read_to_string(folder.join(file))?.lines() {
            let value: Value = serde_json::from_str(line)?;
            let list = |key: &str| value[key].as_array().cloned().unwrap_or_default();
            docs.push(Doc {
                kind,
                group: value["host"].as_str().unwrap_or_default().to_owned(),
                lines: list("lines").iter().map(|l| l.as_str().unwrap_or_default().to_owned()).collect(),
                furniture: list("labels").iter().map(|l| l.as_i64() == Some(0)).collect(),
            });
        }
    }
    let mut events: Vec<_> = fs::read_dir(folder.join("../coverage"))?.flatten().map(|entry| entry.path()).collect();
    events.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("event-")));
    events.sort();
    for path in events {
        let event = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        docs.extend(accounts(&event, &fs::read_to_string(&path)?));
    }
    Ok(docs)
}

/// The accounts of one event as paragraphs, without their titles.
fn accounts(event: &str, text: &str) -> Vec<Doc> {
    let mut docs: Vec<Doc> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if line.starts_with("== ") {
            docs.push(Doc { kind: Kind::Clean, group: event.to_owned(), lines: Vec::new(), furniture: Vec::new() });
            open = false;
        }
        let Some(doc) = docs.last_mut() else { continue };
        let Some((number, rest)) = line.split_once(" {") else {
            open &= !line.is_empty();
            continue;
        };
        let Some((_, sentence)) = rest.split_once("} ") else { continue };
        if number.len() < 2 || number.get(1..) == Some("0") || line.starts_with('@') {
            continue;
        }
        let sentence = without_marks(sentence);
        match doc.lines.last_mut().filter(|_| open) {
            Some(paragraph) => *paragraph = format!("{paragraph} {sentence}"),
            None => {
                doc.lines.push(sentence);
                doc.furniture.push(false);
            }
        }
        open = true;
    }
    docs
}

/// `[P1:Noh Sang-hoon]` is `Noh Sang-hoon`.
fn without_marks(sentence: &str) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((inside, tail)) => {
                out.push_str(inside.split_once(':').map_or(inside, |(_, surface)| surface));
                rest = tail;
            }
            None => rest = after,
        }
    }
    out + rest
}

/// More documents from those of a training part: clean texts with furniture and sub-headings put in, and texts whose
/// words are disguised, so that what is learnt does not hang on knowing the language.
pub(crate) fn make(docs: &[&Doc], phrases: &[Phrase]) -> Vec<Doc> {
    let mut random = Random(7);
    let mut made = crate::clean::made(docs, phrases, &mut random);
    for (i, doc) in docs.iter().enumerate() {
        made.push(crate::lists::insert(doc, &mut random));
        if doc.kind == Kind::Page {
            let crop = crop(doc, &mut random);
            made.push(crate::lists::insert(&crop, &mut random));
            made.push(crop);
        }
        if doc.kind != Kind::Page && i % 3 == 0 {
            made.push(disguise(doc, random.below(1 << 30)));
        }
    }
    made
}

/// What a careless extractor might leave of a page: the article, most of what stands between its lines, and some of what
/// stands around it.
fn crop(page: &Doc, random: &mut Random) -> Doc {
    let first = page.furniture.iter().position(|f| !f).unwrap_or(0);
    let last = page.furniture.iter().rposition(|f| !f).unwrap_or(0);
    let from = first.saturating_sub(random.below(12));
    let to = (last + random.below(16)).min(page.lines.len().saturating_sub(1));
    let mut out = Doc { kind: Kind::Made, group: page.group.clone(), lines: Vec::new(), furniture: Vec::new() };
    for i in from..=to {
        if !page.furniture[i] || random.below(3) > 0 {
            out.lines.push(page.lines[i].clone());
            out.furniture.push(page.furniture[i]);
        }
    }
    out
}

/// The same page in no language: every letter for another of its kind.
fn disguise(doc: &Doc, key: usize) -> Doc {
    let swap = |c: char| -> char {
        let lower = c.to_ascii_lowercase();
        let list = if "aeiou".contains(lower) { "aeiou" } else { "bcdfghjklmnpqrstvwxyz" };
        let Some(at) = list.find(lower) else { return c };
        let new = list.chars().nth((at + 1 + key % (list.len() - 1)) % list.len()).unwrap_or(c);
        if c.is_ascii_uppercase() { new.to_ascii_uppercase() } else { new }
    };
    let lines = doc.lines.iter().map(|line| line.chars().map(swap).collect()).collect();
    Doc { kind: Kind::Made, group: doc.group.clone(), lines, furniture: doc.furniture.clone() }
}
