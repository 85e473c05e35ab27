//! Resolution apart from recognition: annotated mentions are given to the resolver, when `CROSSREAD_SHARED` names the folder
//! that holds `data/`. B-cubed over mentions of people, organisations and places, within an article and across articles, and
//! roles against the annotated ones by their content words.
//!
//! Of the coverage corpus every fourth event, by file name, is held out: of these only sums are ever looked at. With
//! `CROSSREAD_WRONG=1` the wrong ones of the others are listed.

#![allow(clippy::expect_used)]

use crossread::analysis::{Analysis, Document, EntityKind, Found, resolve, slug};
use crossread::article::{Article, Block, BlockKind, Meta};
use crossread::collection::{FoundId, Resolver};
use crossread::text::Span;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::{fs, path::PathBuf};

#[derive(Clone, Debug)]
struct Gold {
    span: Span,
    kind: EntityKind,
    chain: String,
}

#[derive(Default)]
struct Account {
    text: String,
    blocks: Vec<Span>,
    gold: Vec<Gold>,
    roles: Vec<(String, String)>,
}

impl Account {
    /// Adds a sentence, marked or not, to the last paragraph or to a new one.
    fn push(&mut self, sentence: &str, gold: Vec<Gold>, begins: bool) {
        if !self.text.is_empty() {
            self.text.push_str(if begins { "\n\n" } else { " " });
        }
        let start = self.text.len();
        self.text.push_str(sentence);
        let end = self.text.len();
        match self.blocks.last_mut().filter(|_| !begins) {
            Some(block) => block.end = end,
            None => self.blocks.push(Span::new(start, end)),
        }
        self.gold.extend(gold.into_iter().map(|one| Gold { span: one.span.shifted(start), ..one }));
    }

    fn article(&self) -> Article {
        let block = |(at, span): (usize, &Span)| Block {
            span: *span,
            kind: if at == 0 { BlockKind::Heading } else { BlockKind::Paragraph },
            furniture: false,
        };
        let blocks = self.blocks.iter().enumerate().map(block).collect();
        Article { meta: Meta::default(), text: self.text.as_str().into(), blocks }
    }

    /// The analysis of the marked mentions, and for each of these the local entity.
    fn analyze(&self) -> (Analysis, Vec<(usize, Gold)>) {
        let article = self.article();
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
                kept.push(gold.clone());
            }
        }
        let analysis = resolve(&document, &found);
        let locals = analysis.mentions.iter().map(|mention| mention.entity).zip(kept).collect();
        (analysis, locals)
    }
}

fn kind(letter: &str) -> Option<EntityKind> {
    Some(match letter {
        "P" | "PER" => EntityKind::Person,
        "O" | "ORG" => EntityKind::Organization,
        "L" | "LOC" => EntityKind::Place,
        "G" => EntityKind::Group,
        "E" => EntityKind::Event,
        _ => return None,
    })
}

fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CROSSREAD_SHARED").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: CROSSREAD_SHARED does not name the folder that holds {path}");
    }
    folder.map(|folder| folder.join(path))
}

/// A sentence without its marks, and what they mark.
fn unmarked(marked: &str) -> (String, Vec<Gold>) {
    let (mut text, mut gold, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, after) = after.split_once(']').expect("a closed mark");
        let (id, surface) = mark.split_once(':').expect("a mark with an id");
        let start = text.len();
        text.push_str(surface);
        let named = !surface.chars().all(|c| !c.is_uppercase())
            && !matches!(surface, "She" | "He" | "They" | "It" | "We" | "I" | "Who");
        if let Some(kind) = kind(id.get(..1).unwrap_or_default()).filter(|_| named) {
            gold.push(Gold { span: Span::new(start, text.len()), kind, chain: id.to_owned() });
        }
        rest = after;
    }
    text.push_str(rest);
    (text, gold)
}

fn event(text: &str) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    let mut begins = true;
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        if line.starts_with("==") {
            accounts.push(Account::default());
        } else if line.is_empty() {
            begins = true;
        } else if let (Some(role), Some(account)) = (line.strip_prefix("@R "), accounts.last_mut()) {
            let (id, role) = role.split_once(' ').expect("an id and a role");
            account.roles.push((id.to_owned(), role.to_owned()));
        } else if let (false, Some(account)) = (line.starts_with('@'), accounts.last_mut()) {
            let (text, gold) = unmarked(line.split_once("} ").expect("a sentence").1);
            // The title is a paragraph of its own.
            account.push(&text, gold, begins || account.blocks.len() < 2);
            begins = false;
        }
    }
    accounts
}

/// Sums of precision and recall over mentions, and their number.
#[derive(Clone, Copy, Default)]
struct Cubed(f64, f64, usize);

impl Cubed {
    fn add<G: std::hash::Hash + Eq + Clone, P: std::hash::Hash + Eq + Clone>(&mut self, pairs: &[(G, P)]) {
        let (mut gold, mut own, mut both) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (g, p) in pairs {
            *gold.entry(g).or_insert(0.0) += 1.0;
            *own.entry(p).or_insert(0.0) += 1.0;
            *both.entry((g, p)).or_insert(0.0) += 1.0;
        }
        for (g, p) in pairs {
            self.0 += both[&(g, p)] / own[p];
            self.1 += both[&(g, p)] / gold[g];
            self.2 += 1;
        }
    }

    fn f1(self) -> f64 {
        let (p, r) = (self.0 / self.2 as f64, self.1 / self.2 as f64);
        2.0 * p * r / (p + r)
    }
}

impl std::fmt::Display for Cubed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |sum: f64| 100.0 * sum / self.2 as f64;
        write!(f, "P {:.2} R {:.2} F1 {:.2} (n={})", share(self.0), share(self.1), 100.0 * self.f1(), self.2)
    }
}

const SCORED: [EntityKind; 3] = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];

/// Adds the accounts of one event, or of one corpus, to the sums within and across; gives what each chain became.
fn score(
    accounts: &[Account],
    within: &mut Cubed,
    across: &mut Cubed,
) -> BTreeMap<String, HashMap<(FoundId, String), usize>> {
    let mut resolver = Resolver::default();
    let all: Vec<_> = accounts.iter().map(Account::analyze).collect();
    all.iter().enumerate().for_each(|(at, (analysis, _))| resolver.add(at, analysis));
    let (mut pairs, mut became) = (Vec::new(), BTreeMap::<String, HashMap<(FoundId, String), usize>>::new());
    for (at, (account, (_, locals))) in accounts.iter().zip(&all).enumerate() {
        let scored = locals.iter().filter(|(_, gold)| SCORED.contains(&gold.kind));
        let own: Vec<(&str, usize)> = scored.clone().map(|(local, gold)| (gold.chain.as_str(), *local)).collect();
        within.add(&own);
        for (local, gold) in scored {
            let id = resolver.of_article(at, *local).expect("an entity for every mention");
            let surface = format!("{}:{}", at, gold.span.of(&account.text));
            *became.entry(gold.chain.clone()).or_default().entry((id, surface)).or_default() += 1;
            pairs.push((gold.chain.clone(), id));
        }
    }
    across.add(&pairs);
    became
}

fn list_wrong(event: &str, became: &BTreeMap<String, HashMap<(FoundId, String), usize>>) {
    let mut chains: HashMap<FoundId, HashSet<&str>> = HashMap::new();
    for (chain, parts) in became {
        for (id, _) in parts.keys() {
            chains.entry(*id).or_default().insert(chain);
        }
    }
    for (chain, parts) in became {
        let ids: HashSet<FoundId> = parts.keys().map(|(id, _)| *id).collect();
        let merged = ids.iter().any(|id| chains[id].len() > 1);
        if ids.len() > 1 || merged {
            let mut parts: Vec<_> = parts.iter().map(|((id, surface), n)| format!("{id:?} {surface} x{n}")).collect();
            parts.sort();
            println!("{event} {chain} {} {}", if merged { "MERGED" } else { "split" }, parts.join("; "));
        }
    }
}

fn content(role: &str) -> HashSet<String> {
    let words = role.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '’')).map(slug);
    words.filter(|word| word.len() > 2 && !matches!(word.as_str(), "the" | "and" | "for" | "who")).collect()
}

/// Roles found that say what an annotated one says, roles found, annotated roles found, annotated roles.
fn score_roles(accounts: &[Account], counts: &mut [usize; 4], event: &str, wrong: bool) {
    for account in accounts {
        let (analysis, locals) = account.analyze();
        let ids: HashSet<&str> = account.roles.iter().map(|(id, _)| id.as_str()).collect();
        for id in ids {
            let own: HashSet<usize> =
                locals.iter().filter(|(_, gold)| gold.chain == id).map(|(local, _)| *local).collect();
            if own.is_empty() {
                continue;
            }
            let all = accounts.iter().flat_map(|account| &account.roles).filter(|(other, _)| other == id);
            let anywhere: HashSet<String> = all.flat_map(|(_, role)| content(role)).collect();
            let said: Vec<&String> =
                own.iter().filter_map(|at| analysis.entities.get(*at)).flat_map(|e| &e.roles).collect();
            for role in &said {
                let words = content(role);
                let right = words.intersection(&anywhere).count() * 2 >= words.len().max(1);
                counts[0] += usize::from(right);
                counts[1] += 1;
                if wrong && !right {
                    println!("{event} {id} role invented: {role}");
                }
            }
            for (_, role) in account.roles.iter().filter(|(other, _)| other == id) {
                let words = content(role);
                let hit = said.iter().any(|other| content(other).intersection(&words).count() * 2 >= words.len());
                counts[2] += usize::from(hit);
                counts[3] += 1;
                if wrong && !hit {
                    println!("{event} {id} role missed: {role}; has {said:?}");
                }
            }
        }
    }
}

#[test]
fn coverage() {
    let Some(folder) = shared("data/coverage") else { return };
    let wrong = std::env::var_os("CROSSREAD_WRONG").is_some();
    let listed = fs::read_dir(folder).expect("the shared data").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = listed.filter(|path| path.to_string_lossy().contains("event-")).collect();
    files.sort();
    let mut sums = [[Cubed::default(); 2]; 2];
    let mut roles = [[0; 4]; 2];
    for (at, file) in files.iter().enumerate() {
        let held_out = at % 4 == 0;
        let accounts = event(&fs::read_to_string(file).expect("an event"));
        let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let [within, across] = &mut sums[usize::from(held_out)];
        let became = score(&accounts, within, across);
        if wrong && !held_out {
            list_wrong(&name, &became);
        }
        score_roles(&accounts, &mut roles[usize::from(held_out)], &name, wrong && !held_out);
    }
    for (name, ([within, across], [right, said, hit, gold])) in ["seen", "held out"].iter().zip(sums.iter().zip(roles))
    {
        println!("{name}: within {within} | across {across}");
        let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        println!("{name}: roles P {:.1} ({said}) R {:.1} ({gold})", share(right, said), share(hit, gold));
    }
    assert!(sums[1][1].f1() > 0.95);
}

/// A mention's own words: without article, title or what follows; `None` for what is no name, such as "Apple CEO".
fn trimmed(tokens: &[&str]) -> Option<(usize, usize)> {
    let upper = |word: &&str| word.starts_with(char::is_uppercase);
    let skip = ["the", "The", "Mr", "Mr.", "President", "Senator", "CEO", "Dr", "Dr."];
    let from = tokens.iter().take_while(|word| skip.contains(word)).count();
    let own = tokens.get(from..)?;
    let small = ["of", "and", "de", "&", "-", "for", "'s", "the"];
    let name = !own.is_empty()
        && own.first().is_some_and(upper)
        && own.last().is_some_and(|word| upper(word) || *word == "N.V.");
    let plain = own.iter().all(|word| upper(word) || small.contains(word));
    let titled = own
        .iter()
        .any(|word| matches!(*word, "CEO" | "President" | "Minister" | "Officer" | "'s" | "Chairman" | "Secretary"));
    (name && plain && !titled && own.len() < 9).then_some((from, tokens.len()))
}

#[test]
fn meantime() {
    let Some(file) = shared("data/meantime/meantime.jsonl") else { return };
    let mut accounts = Vec::new();
    for line in fs::read_to_string(file).expect("the shared data").lines() {
        let value: Value = serde_json::from_str(line).expect("a JSON line");
        let mut account = Account::default();
        for (at, sentence) in value["sentences"].as_array().expect("sentences").iter().enumerate() {
            let tokens: Vec<&str> = sentence.as_array().expect("tokens").iter().filter_map(Value::as_str).collect();
            let mut text = String::new();
            let mut spans: Vec<Span> = Vec::new();
            for token in &tokens {
                let glued =
                    matches!(*token, "," | "." | "'s" | ")" | ";" | ":" | "?" | "!" | "%" | "'") || text.ends_with('(');
                if !text.is_empty() && !glued {
                    text.push(' ');
                }
                spans.push(Span::new(text.len(), text.len() + token.len()));
                text.push_str(token);
            }
            let mut gold: Vec<Gold> = Vec::new();
            for mention in value["mentions"].as_array().expect("mentions") {
                let here = mention["sentence"].as_u64() == Some(at as u64) && mention["head_pos"] == "PROPN";
                let Some(kind) = mention["type"].as_str().filter(|_| here).and_then(kind) else { continue };
                let places: Vec<usize> = mention["tokens"]
                    .as_array()
                    .expect("tokens")
                    .iter()
                    .filter_map(|n| Some(n.as_u64()? as usize))
                    .collect();
                let (Some(first), Some(last)) = (places.first(), places.last()) else { continue };
                let Some((from, to)) = tokens.get(*first..=*last).and_then(trimmed) else { continue };
                let chain = mention["chain"].as_str().expect("a chain").replace("cross_", "").replace("intra_", "");
                let span = Span::new(spans[first + from].start, spans[first + to - 1].end);
                gold.push(Gold { span, kind, chain });
            }
            // Of mentions within one another the longest is the name.
            gold.sort_by_key(|one| std::cmp::Reverse(one.span.len()));
            let mut kept: Vec<Gold> = Vec::new();
            for one in gold {
                if !kept.iter().any(|other| other.span.overlaps(one.span)) {
                    kept.push(one);
                }
            }
            kept.sort_by_key(|one| one.span);
            account.push(&text, kept, true);
        }
        accounts.push(account);
    }
    let (mut within, mut across) = (Cubed::default(), Cubed::default());
    let became = score(&accounts, &mut within, &mut across);
    if std::env::var_os("CROSSREAD_WRONG").is_some() {
        list_wrong("meantime", &became);
    }
    println!("meantime: within {within} | across {across}");
    assert!(within.f1() > 0.9 && across.f1() > 0.85);
}
