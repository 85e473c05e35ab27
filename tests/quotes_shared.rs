//! Quotations and their speakers apart from recognition: annotated mentions are given to them, when `CROSSREAD_SHARED` names
//! the folder that holds `data/`. A quotation is found where one of kind `direct` begins with the annotated words; its speaker is right
//! where the entity has a mention of the annotated one, or there is none.
//!
//! Of the coverage corpus every fourth event, by file name, is held out: of these only sums are ever looked at. With
//! `CROSSREAD_WRONG=1` the wrong ones of the others are listed.

#![allow(clippy::expect_used)]

use crossread::analysis::quotes::quotes;
use crossread::analysis::{Analysis, Document, EntityKind, Found, QuoteKind, resolve};
use crossread::article::{Article, Block, BlockKind, Meta};
use crossread::text::Span;
use std::{fs, path::PathBuf};

struct Gold {
    span: Span,
    kind: EntityKind,
    chain: String,
}

/// What is annotated of a quotation: the sentence it stands in, who says it, its first words.
struct Said {
    sentence: Span,
    who: Option<String>,
    words: String,
}

#[derive(Default)]
struct Account {
    text: String,
    blocks: Vec<Span>,
    gold: Vec<Gold>,
    said: Vec<Said>,
    /// Sentence numbers with their places.
    sentences: Vec<(String, Span)>,
}

#[derive(Default)]
struct Sums {
    found: usize,
    invented: usize,
    missed: usize,
    right: usize,
    indirect: usize,
}

fn kind(id: &str) -> Option<EntityKind> {
    Some(match id.chars().next()? {
        'P' => EntityKind::Person,
        'O' => EntityKind::Organization,
        'L' => EntityKind::Place,
        'G' => EntityKind::Group,
        'E' => EntityKind::Event,
        _ => return None,
    })
}

fn is_named(surface: &str) -> bool {
    surface.chars().any(char::is_uppercase) && !matches!(surface, "She" | "He" | "They" | "It" | "We" | "I" | "Who")
}

impl Account {
    fn sentence(&mut self, line: &str, begins: bool) {
        let (number, marked) = line.split_once("} ").expect("a sentence");
        let number = number.split(' ').next().expect("a number").to_owned();
        // The title is no part of the text.
        if number.ends_with('0') && number.len() == 2 {
            return;
        }
        let apart = begins || self.blocks.is_empty();
        if !self.text.is_empty() {
            self.text.push_str(if apart { "\n\n" } else { " " });
        }
        let (start, mut rest) = (self.text.len(), marked);
        while let Some((before, after)) = rest.split_once('[') {
            self.text.push_str(before);
            let (mark, after) = after.split_once(']').expect("a closed mark");
            let (id, surface) = mark.split_once(':').expect("an id");
            let from = self.text.len();
            self.text.push_str(surface);
            if let Some(kind) = kind(id).filter(|_| is_named(surface)) {
                self.gold.push(Gold { span: Span::new(from, self.text.len()), kind, chain: id.to_owned() });
            }
            rest = after;
        }
        self.text.push_str(rest);
        let span = Span::new(start, self.text.len());
        match self.blocks.last_mut().filter(|_| !apart) {
            Some(block) => block.end = span.end,
            None => self.blocks.push(span),
        }
        self.sentences.push((number, span));
    }

    fn analyze(&self) -> (Analysis, Vec<(usize, String)>) {
        let block = |span: &Span| Block { span: *span, kind: BlockKind::Paragraph, furniture: false };
        let blocks = self.blocks.iter().map(block).collect();
        let article = Article { meta: Meta::default(), text: self.text.as_str().into(), blocks };
        let document = Document::of(&article);
        let (mut found, mut kept) = (Vec::new(), Vec::new());
        for gold in &self.gold {
            let place = document.sentences.iter().enumerate().find_map(|(at, sentence)| {
                let inside = |n: &usize| sentence.items.get(*n).is_some_and(|item| item.span.overlaps(gold.span));
                let from = (0..sentence.items.len()).find(inside)?;
                let to = (from..sentence.items.len()).take_while(inside).last()? + 1;
                Some((at, from, to))
            });
            if let Some((sentence, from, to)) = place {
                found.push(Found { span: gold.span, kind: gold.kind, sentence, from, to });
                kept.push(gold.chain.clone());
            }
        }
        let mut analysis = resolve(&document, &found);
        analysis.quotes = quotes(&article, &document, &analysis);
        let chains = analysis.mentions.iter().map(|mention| mention.entity).zip(kept).collect();
        (analysis, chains)
    }

    fn score(&self, name: &str, sums: &mut Sums, wrong: bool) {
        let (analysis, chains) = self.analyze();
        let direct = |quote: &&crossread::analysis::Quote| quote.kind == QuoteKind::Direct;
        let mut left: Vec<_> = analysis.quotes.iter().filter(direct).collect();
        sums.indirect += analysis.quotes.iter().filter(|quote| quote.kind == QuoteKind::Indirect).count();
        for said in &self.said {
            let Some(at) = said.sentence.of(&self.text).find(&said.words) else { continue };
            let at = said.sentence.start + at;
            let Some(hit) = left.iter().position(|quote| quote.span.start <= at + 3 && at < quote.span.end) else {
                sums.missed += 1;
                if wrong {
                    println!("{name} MISSED {}", said.words);
                }
                continue;
            };
            let quote = left.remove(hit);
            sums.found += 1;
            let own = quote
                .speaker
                .map(|entity| chains.iter().any(|(of, id)| *of == entity && Some(id) == said.who.as_ref()));
            let right = own.unwrap_or(said.who.is_none());
            sums.right += usize::from(right);
            if wrong && !right {
                let speaker = quote.speaker.and_then(|at| analysis.entities.get(at)).map(|one| one.name.as_str());
                let by = quote.speaker_text.map(|span| span.of(&self.text));
                let cue = quote.cue.map(|span| span.of(&self.text));
                println!(
                    "{name} {:?} is {speaker:?} by {by:?} {cue:?}\n      {}",
                    said.who,
                    said.sentence.of(&self.text)
                );
            }
        }
        sums.invented += left.len();
        for quote in left.iter().filter(|_| wrong) {
            println!("{name} INVENTED {}", quote.span.of(&self.text));
        }
        if wrong && std::env::var_os("CROSSREAD_REPORTED").is_some() {
            for quote in analysis.quotes.iter().filter(|quote| !direct(quote)) {
                let speaker = quote.speaker.and_then(|at| analysis.entities.get(at)).map(|one| one.name.as_str());
                println!(
                    "{:?} {:?} {:?} {:?}: {}",
                    quote.kind,
                    speaker,
                    quote.speaker_text.map(|span| span.of(&self.text)),
                    quote.cue.map(|span| span.of(&self.text)),
                    quote.span.of(&self.text)
                );
            }
        }
    }
}

fn event(text: &str) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    let mut begins = true;
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        if line.starts_with("==") {
            accounts.push(Account::default());
            begins = true;
        } else if line.is_empty() {
            begins = true;
        } else if let (Some(said), Some(account)) = (line.strip_prefix("@Q "), accounts.last_mut()) {
            let mut parts = said.splitn(3, ' ');
            let (number, who) = (parts.next().expect("a number"), parts.next().expect("a speaker"));
            let words = parts.next().expect("words").to_owned();
            let sentence = account.sentences.iter().find(|(held, _)| held == number);
            if let Some((_, sentence)) = sentence {
                let who = (who != "-").then(|| who.to_owned());
                account.said.push(Said { sentence: *sentence, who, words });
            }
        } else if let (false, Some(account)) = (line.starts_with('@'), accounts.last_mut()) {
            account.sentence(line, begins);
            begins = false;
        }
    }
    accounts
}

#[test]
fn coverage() {
    let Some(folder) = std::env::var_os("CROSSREAD_SHARED").map(PathBuf::from) else {
        eprintln!("skipped: CROSSREAD_SHARED does not name the folder that holds data/coverage");
        return;
    };
    let wrong = std::env::var_os("CROSSREAD_WRONG").is_some();
    let listed = fs::read_dir(folder.join("data/coverage")).expect("the shared data");
    let mut files: Vec<PathBuf> = listed.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.to_string_lossy().contains("event-"));
    files.sort();
    let mut sums = [Sums::default(), Sums::default()];
    for (at, file) in files.iter().enumerate() {
        let held_out = at % 4 == 0;
        let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for account in event(&fs::read_to_string(file).expect("an event")) {
            if let Some(sums) = sums.get_mut(usize::from(held_out)) {
                account.score(&name, sums, wrong && !held_out);
            }
        }
    }
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    for (name, sums) in ["seen", "held out"].iter().zip(&sums) {
        let f1 = share(2 * sums.found, 2 * sums.found + sums.missed + sums.invented);
        let right = share(sums.right, sums.found);
        let all = sums.found + sums.missed;
        println!("{name}: quotations F1 {f1:.1} (n={all}), speaker right {right:.1} %, {} indirect", sums.indirect);
        assert!(f1 >= 99.0 && right >= 92.0, "{name}");
    }
}
