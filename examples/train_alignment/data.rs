//! The events of the coverage corpus: their accounts as the program reads them, and which sentences tell the same.

use anyhow::Context;
use crossread::analysis::Models;
use crossread::analysis::figures::base;
use crossread::article::{Format, ReadOptions, read_str};
use crossread::collection::{Collection, Entry, LoadOptions};
use crossread::compare::Gathered;
use crossread::compare::model::Model;
use crossread::compare::sentences::Reading;
use std::collections::HashSet;
use std::{fs, path::Path};

/// One event, read.
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) collection: Collection,
    pub(crate) reading: Reading,
    /// For each account and each of its sentences: the number of the annotated sentence that it lies in, where it does.
    pub(crate) places: Vec<Vec<Option<usize>>>,
    pub(crate) gold: Vec<Vec<Gold>>,
    /// The part of the cross-validation that it is measured in, where it is.
    pub(crate) part: Option<usize>,
}

/// An event as it is annotated: its name, and for each account the title and the sentences.
#[derive(Clone)]
pub(crate) struct Annotated {
    name: String,
    accounts: Vec<(String, Vec<Gold>)>,
}

impl Annotated {
    /// The event with each of its accounts followed by one of another event: as long as an ordinary article, and with as
    /// much that no other account tells.
    pub(crate) fn followed(&self, others: [&Annotated; 3]) -> Annotated {
        let mut all = self.clone();
        for (at, ((_, own), other)) in all.accounts.iter_mut().zip(others).enumerate() {
            let Some((_, more)) = other.accounts.get(at) else { continue };
            own.extend(more.iter().cloned().map(|mut gold| {
                gold.rename(at);
                gold
            }));
        }
        all
    }
}

/// One annotated sentence.
#[derive(Clone, Default)]
pub(crate) struct Gold {
    pub(crate) text: String,
    begins: bool,
    pub(crate) facts: HashSet<String>,
    /// Facts that are figures: which, how exactly, the value.
    pub(crate) values: Vec<(String, String, f64)>,
    quoted: HashSet<String>,
}

impl Gold {
    /// Makes its facts those of another event.
    fn rename(&mut self, number: usize) {
        let renamed = |fact: &String| format!("{number} {fact}");
        self.facts = self.facts.iter().map(renamed).collect();
        self.values.iter_mut().for_each(|value| value.0 = renamed(&value.0));
    }

    /// Whether two of them tell the same: a listed fact, or the same quotation.
    pub(crate) fn tells(&self, other: &Gold) -> bool {
        self.facts.intersection(&other.facts).next().is_some() || self.quotes(other)
    }

    /// As `score_coverage.py` has it.
    pub(crate) fn quotes(&self, other: &Gold) -> bool {
        let least = self.quoted.len().min(other.quoted.len());
        let same = self.quoted.intersection(&other.quoted).count();
        least >= 2 && same >= 2 && same * 2 >= least
    }
}

/// What a figure, and the sentence that it stands in, state.
pub(crate) struct Facts<'a> {
    /// The facts that the figure gives a value for.
    pub(crate) stated: Vec<&'a str>,
    /// All that the sentence gives values for.
    pub(crate) sentence: Vec<&'a str>,
}

impl Event {
    /// What number `figure` of an account states, which stands in number `sentence` of its sentences.
    pub(crate) fn facts_of(&self, account: usize, sentence: usize, figure: usize) -> Option<Facts<'_>> {
        let gold = self.gold[account].get(self.places[account].get(sentence).copied().flatten()?)?;
        let analysis = &self.collection.entry(self.reading.accounts[account].article)?.analysis;
        let found = analysis.figures.get(figure)?;
        let in_base = found.value * found.unit.map_or(1.0, |unit| base(unit).0);
        let near = |x: f64, y: f64| (x - y).abs() <= 1e-3 * y.abs().max(1e-9);
        // Facts are in units of their own: minutes where the text has hours, millions or not.
        let is = |given: f64| {
            let scaled = [1.0, 60.0, 3600.0, 1e3, 1e6, 1e9].iter();
            scaled.map(|factor| given * factor).any(|given| near(found.value, given) || near(in_base, given))
        };
        Some(Facts {
            stated: gold.values.iter().filter(|(_, _, given)| is(*given)).map(|(fact, ..)| fact.as_str()).collect(),
            sentence: gold.values.iter().map(|(fact, ..)| fact.as_str()).collect(),
        })
    }
}

/// Reads all events of a folder, in the order of their names.
pub(crate) fn load(folder: &Path) -> anyhow::Result<Vec<Annotated>> {
    let listed = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut files: Vec<_> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("event-")));
    files.sort();
    let event = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let name = path.file_stem().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        Ok(annotated(name, &text))
    };
    files.iter().map(event).collect()
}

fn annotated(name: String, text: &str) -> Annotated {
    let mut accounts: Vec<(String, Vec<Gold>)> = Vec::new();
    let mut begins = true;
    for line in text.lines().filter(|line| !line.starts_with("# ") && !line.starts_with('@')) {
        if line.starts_with("== ") {
            accounts.push((String::new(), Vec::new()));
        } else if line.is_empty() {
            begins = true;
        } else if let Some((head, marked)) = line.split_once("} ") {
            let own = Gold { text: unmarked(marked), begins, ..Gold::default() };
            let facts = head.split_once('{').map_or("", |(_, facts)| facts);
            let name = |fact: &str| fact.trim().split(['=', '<', '>', '~']).next().unwrap_or_default().to_owned();
            let values = facts.split(',').filter_map(value).collect();
            let facts = facts.split(',').map(name).filter(|fact| !fact.is_empty()).collect();
            let quoted = quoted(&own.text);
            match accounts.last_mut() {
                Some((title, _)) if title.is_empty() => *title = own.text,
                Some((_, account)) => account.push(Gold { facts, values, quoted, ..own }),
                None => {}
            }
            begins = false;
        }
    }
    Annotated { name, accounts }
}

/// Reads the accounts of an event as the program does.
pub(crate) fn read(annotated: Annotated, part: Option<usize>, model: &Model) -> Event {
    let (titles, gold): (Vec<String>, Vec<Vec<Gold>>) = annotated.accounts.into_iter().unzip();
    let mut collection = Collection::default();
    let options = LoadOptions {
        drop_furniture: true,
        models: Some(Models::embedded()),
        ..LoadOptions::new(ReadOptions::default())
    };
    let mut articles = Vec::new();
    for (at, (account, title)) in gold.iter().zip(&titles).enumerate() {
        let mut text = format!("{title}\n");
        for sentence in account {
            text.push_str(if sentence.begins || text.lines().count() < 2 { "\n\n" } else { " " });
            text.push_str(&sentence.text);
        }
        for read in read_str("account", &text, Format::Plain, ReadOptions::default()).into_iter().flatten() {
            let (article, analysis) = options.prepare(read);
            articles.push(collection.add(Entry::new((at, 0), article, analysis)));
        }
    }
    let reading = Reading::of(&Gathered::of(&collection, &articles), &articles, model);
    let places = reading.accounts.iter().zip(&gold).map(|(told, gold)| {
        let text = collection.entry(told.article).map_or("", |entry| &*entry.article.text);
        let starts: Vec<Option<usize>> = gold.iter().map(|gold| text.find(&gold.text)).collect();
        let place = |at: usize| {
            let inside =
                |(start, gold): (&Option<usize>, &Gold)| start.is_some_and(|s| s <= at && at < s + gold.text.len());
            starts.iter().zip(gold).position(inside)
        };
        told.sentences.iter().map(|sentence| place(sentence.span.start)).collect()
    });
    let places = places.collect();
    Event { name: annotated.name, places, reading, collection, gold, part }
}

fn value(fact: &str) -> Option<(String, String, f64)> {
    let at = fact.find(['=', '<', '>', '~'])?;
    let (name, rest) = fact.split_at(at);
    let digits = rest.trim_start_matches(['=', '<', '>', '~']);
    Some((name.trim().to_owned(), rest.strip_suffix(digits)?.to_owned(), digits.trim().parse().ok()?))
}

fn unmarked(marked: &str) -> String {
    let (mut text, mut rest) = (String::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, after) = after.split_once(']').unwrap_or((after, ""));
        text.push_str(before);
        text.push_str(mark.split_once(':').map_or(mark, |(_, surface)| surface));
        rest = after;
    }
    text + rest
}

fn quoted(text: &str) -> HashSet<String> {
    let mut out = HashSet::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“', _) => open = Some(at + c.len_utf8()),
            ('"', None) => open = Some(at + 1),
            ('”' | '"', Some(from)) => {
                words(text.get(from..at).unwrap_or_default(), &mut out);
                open = None;
            }
            _ => {}
        }
    }
    if let Some(from) = open {
        words(text.get(from..).unwrap_or_default(), &mut out);
    }
    out
}

fn words(text: &str, out: &mut HashSet<String>) {
    let runs = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= 4);
    out.extend(runs.map(str::to_lowercase));
}
