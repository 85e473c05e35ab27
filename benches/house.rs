//! What the program spends its time on: reading in, wrapping, analysis, keys, drawing at 200×50. `cargo bench` prints
//! each with its throughput where it has one.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]

#[path = "../examples/corpus/mod.rs"]
mod corpus;

use corpus::Corpus;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use crossread::analysis::{
    Analysis, Document, Entity, EntityKind, Mention, Models, analyze, dates::dates, figures::figures, quotes::quotes,
    resolve,
};
use crossread::app::{self, Page, Progress, Report, Settings, State};
use crossread::article::{Article, Format, Meta, ReadOptions, read_str};
use crossread::collection::{Collection, Correction, Edit, EntityId, Entry, Foreign, Resolver, suggest};
use crossread::compare::{Options, Stories, compare, compare_nearest};
use crossread::text::{Span, sanitize, wrap};
use crossread::ui::{self, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::hint::black_box;

fn article(markdown: &str) -> Article {
    let mut read = read_str("bench", markdown, Format::Markdown, ReadOptions::default());
    read.remove(0).expect("a generated article can be read")
}

fn reading(c: &mut Criterion) {
    let markdown = Corpus::samples().markdown(1);
    let body: String = markdown.lines().skip(5).collect::<Vec<_>>().join("\n");
    let paragraphs: String =
        body.lines().filter(|line| !line.is_empty()).map(|line| format!("<p>{line}</p>")).collect();
    let html = format!(
        "<html><head><title>A title</title></head><body><nav>Home</nav><article>{paragraphs}</article></body></html>"
    );
    let line = serde_json::json!({"id": "1", "title": "A title", "text": body}).to_string();
    let mut group = c.benchmark_group("read");
    for (name, text, format) in [
        ("plain", &body, Format::Plain),
        ("markdown", &markdown, Format::Markdown),
        ("html", &html, Format::Html),
        ("json line", &line, Format::JsonLines),
    ] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| read_str("bench", black_box(text), format, ReadOptions::default())));
    }
    group.throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function("sanitise", |b| b.iter(|| sanitize::text(black_box(&body)).len()));
    group.finish();
}

fn wrapping(c: &mut Criterion) {
    let article = article(&Corpus::samples().markdown(1));
    let mut group = c.benchmark_group("wrap");
    group.throughput(Throughput::Bytes(article.text.len() as u64));
    group.bench_function("one paragraph of all", |b| {
        b.iter(|| wrap(&article.text, Span::new(0, article.text.len()), 72))
    });
    group.bench_function("an article as a page", |b| b.iter(|| Page::of(black_box(&article), 72, false)));
    group.finish();
}

/// What becomes of an article on its way to the collection, stage by stage, each in tokens a second.
fn stages(c: &mut Criterion) {
    let markdown = Corpus::samples().markdown(1);
    let article = article(&markdown);
    let text = &article.text;
    let tokens = crossread::text::tokens(text).len();
    let models = Models::embedded();
    let document = Document::of(&article);
    let analysis = analyze(&article, models);
    let french = Article { meta: Meta { language: Some("fr".to_owned()), ..article.meta.clone() }, ..article.clone() };
    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Elements(tokens as u64));
    group.bench_function("sanitise", |b| b.iter(|| sanitize::text(black_box(text)).len()));
    group.bench_function("read, with furniture and language", |b| {
        b.iter(|| read_str("bench", black_box(&markdown), Format::Markdown, ReadOptions::default()))
    });
    group.bench_function("tokens", |b| b.iter(|| crossread::text::tokens(black_box(text)).len()));
    group.bench_function("tokens and sentences", |b| b.iter(|| Document::of(black_box(&article)).sentences.len()));
    group.bench_function("recognise", |b| b.iter(|| models.recognize(black_box(&document)).len()));
    let published = "2022-02-04".parse().ok();
    let named = dates(&document, published);
    group.bench_function("dates", |b| b.iter(|| dates(black_box(&document), published).len()));
    group.bench_function("figures", |b| b.iter(|| figures(black_box(&document), &named).len()));
    group.bench_function("quotations", |b| b.iter(|| quotes(black_box(&article), &document, &analysis).len()));
    group.bench_function("analyse", |b| b.iter(|| analyze(black_box(&article), models)));
    group.bench_function("resolve across articles", |b| {
        b.iter(|| {
            let mut resolver = Resolver::default();
            resolver.add(0, black_box(&analysis));
        })
    });
    group.bench_function("look for names in another language", |b| {
        b.iter(|| Foreign::of(black_box(&french), &analysis).is_some())
    });
    group.finish();
}

/// Tying names to entities: within an article, in proportion to its mentions, and an article to 2,000 others.
fn resolving(c: &mut Criterion) {
    let corpus = Corpus::samples();
    let articles: Vec<Article> = (0..2000).map(|number| article(&corpus.markdown(number))).collect();
    let analyses: Vec<_> = articles.iter().map(|article| analyze(article, Models::embedded())).collect();
    let first = articles.first().expect("an article");
    let document = Document::of(first);
    let found = Models::embedded().recognize(&document);
    let mut group = c.benchmark_group("resolve");
    group.throughput(Throughput::Elements(found.len() as u64));
    group.bench_function("mentions of an article", |b| b.iter(|| resolve(black_box(&document), black_box(&found))));
    group.throughput(Throughput::Elements(analyses.len() as u64));
    let together = || {
        let mut resolver = Resolver::default();
        analyses.iter().enumerate().for_each(|(number, analysis)| resolver.add(number, analysis));
        resolver
    };
    group.sample_size(20);
    group.bench_function("articles added to one another", |b| b.iter(together));
    let resolver = together();
    group.bench_function("all entities of the articles", |b| b.iter(|| resolver.all().len()));
    group.finish();
}

/// Two accounts of 1,000 words, from their analyses to what they share.
fn comparing(c: &mut Criterion) {
    let corpus = Corpus::samples();
    let mut collection = Collection::default();
    for number in 0..4 {
        let article = article(&corpus.markdown(number));
        let analysis = analyze(&article, Models::embedded());
        collection.add(Entry::new((number, 0), article, analysis));
    }
    let words = collection.entry(0).map_or(0, |entry| entry.words);
    let mut group = c.benchmark_group("compare");
    for accounts in [2, 4] {
        let articles: Vec<usize> = (0..accounts).collect();
        group.bench_function(format!("{accounts} articles of {words} words"), |b| {
            b.iter(|| compare(&collection, black_box(&articles), &Options::default()).passages.len())
        });
    }
    group.finish();
}

/// One article against all: those most like it are found, and the best 20 compared with it sentence by sentence. As the articles
/// are put together from the same paragraphs, more of them are alike than in any collection.
fn nearest(c: &mut Criterion) {
    let corpus = Corpus::samples();
    let mut group = c.benchmark_group("one article against all");
    group.sample_size(10);
    let (mut collection, mut stories) = (Collection::default(), Stories::default());
    for all in [1_000, 10_000] {
        for number in collection.len()..all {
            let article = article(&corpus.markdown(number));
            let analysis = analyze(&article, Models::embedded());
            let added = collection.add(Entry::new((number, 0), article, analysis));
            stories.add(&collection, added);
        }
        group.bench_function(format!("the nearest 20 of {all}"), |b| b.iter(|| stories.near(black_box(7), 20).len()));
        group.bench_function(format!("compared with the nearest 20 of {all}"), |b| {
            b.iter(|| compare_nearest(&collection, &stories, black_box(7), 20, &Options::default()).len())
        });
    }
    group.finish();
}

fn state_with(articles: usize) -> State {
    let corpus = Corpus::samples();
    let mut state = State::new("bench".to_owned(), (200, 50), Settings::default());
    for number in 0..articles {
        let article = article(&corpus.markdown(number));
        let analysis = analyze(&article, Models::embedded());
        app::receive(&mut state, [Report::Read(Box::new(Entry::new((number, 0), article, analysis)))]);
    }
    app::receive(&mut state, [Report::Progress(Progress { done: articles, found: articles, finished: true })]);
    state
}

/// A frame by size of screen and of collection, with the text in front: what every key costs at least.
fn frame(c: &mut Criterion) {
    let theme = Theme::named("dark").expect("a theme of ours");
    let mut group = c.benchmark_group("frame");
    for articles in [5, 2000] {
        for (width, height) in [(20, 5), (80, 24), (120, 36), (200, 50), (400, 100)] {
            let mut state = state_with(articles);
            app::receive(&mut state, [Report::Resized(width, height)]);
            let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
            group.bench_function(format!("{width}x{height}, {articles} articles"), |b| {
                b.iter(|| terminal.draw(|frame| ui::draw(&state, &theme, frame)).map(drop));
            });
        }
    }
    group.finish();
}

/// Some keys with a frame after each, at 200×50: what a reader waits for. Back to where it was at the end of each round, so that every round does the same.
fn keys(c: &mut Criterion) {
    let theme = Theme::named("dark").expect("a theme of ours");
    let mut group = c.benchmark_group("keys 200x50");
    group.sample_size(30);
    for articles in [5, 2000] {
        let mut state = state_with(articles);
        let mut terminal = Terminal::new(TestBackend::new(200, 50)).expect("a test backend");
        for (name, keys) in [
            ("next article", "j k"),
            ("scroll", "tab j k shift-tab"),
            ("select a word", "tab v w esc shift-tab"),
            ("entities of all", "e e"),
            ("find in the names", "tab tab e / p esc esc e tab"),
            ("card of an entity", "tab tab i esc tab"),
            ("filter and clear", "tab tab f x tab"),
            ("sort and group", "s S s s s s S"),
            ("palette", ": p esc"),
            ("side by side", "c c shift-tab"),
            ("four side by side", "c w a w a j q shift-tab"),
        ] {
            let keys: Vec<_> = keys.split(' ').map(|key| key.parse().expect("a key")).collect();
            group.bench_function(format!("{name} ({} keys), {articles} articles", keys.len()), |b| {
                b.iter(|| {
                    for key in &keys {
                        app::press(&mut state, *key);
                        terminal.draw(|frame| ui::draw(&state, &theme, frame)).map(drop).expect("a test backend");
                    }
                });
            });
        }
    }
    group.finish();
}

/// What a correction costs between a key and its frame, and what suggesting costs: the copy that is made on the drawing
/// thread, and the search in the background.
fn correcting(c: &mut Criterion) {
    let mut state = state_with(2_000);
    let mut group = c.benchmark_group("correct among 2,000 articles");
    let named = |state: &State, id: &EntityId| state.collection.articles_of(*id).len();
    let most = state.collection.ids().max_by_key(|id| named(&state, id)).expect("an entity");
    group.bench_function("the card of the most named", |b| b.iter(|| state.collection.profile(most, 12, &[])));
    group.bench_function("a copy to suggest from", |b| b.iter(|| state.collection.known()));
    let known = state.collection.known();
    group.bench_function("suggest", |b| b.iter(|| suggest(black_box(&known))));
    let hide = Edit::adding(state.collection.subject(most).map(Correction::Hide));
    group.bench_function("hide the most named and undo it", |b| {
        b.iter(|| {
            let undo = state.collection.correct(&hide);
            state.collection.correct(&undo)
        });
    });
    group.finish();
}

/// A name of four syllables, another for each number below 10,000.
fn name(number: usize) -> String {
    let syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu"];
    let of = |at: usize| syllables.get(at % 10).copied().unwrap_or_default();
    let small = format!("{}{}{}{}", of(number), of(number / 10), of(number / 100), of(number / 1000));
    small.chars().take(1).flat_map(char::to_uppercase).chain(small.chars().skip(1)).collect()
}

/// An article that names thirty people whom all name, and eight more.
fn crowded(number: usize) -> Entry {
    let names = (0..30).map(|at| format!("{} {}", name(at), name(7_000 + at)));
    let own = (0..8).map(|at| format!("{} {}", name(number * 8 + at), name(1_000 + (number * 8 + at) / 10)));
    let (mut text, mut analysis) = (String::new(), Analysis::default());
    for (entity, name) in names.chain(own).enumerate() {
        let (start, kind) = (text.len(), EntityKind::Person);
        text.push_str(&name);
        analysis.mentions.push(Mention { span: Span::new(start, text.len()), kind, entity });
        text.push_str(" spoke. ");
        let id = name.to_lowercase().replace(' ', "-");
        analysis.entities.push(Entity { id, name, kind, aliases: Vec::new(), roles: Vec::new(), count: 1 });
    }
    let mut read = read_str("bench", &text, Format::Plain, ReadOptions::default());
    Entry::new((number, 0), read.remove(0).expect("a text can be read"), analysis)
}

/// Correcting and merging where the panel lists some 16,000 names: keys with what follows from each, but for the frame.
fn correcting_many(c: &mut Criterion) {
    let mut state = State::new("bench".to_owned(), (200, 50), Settings::default());
    for number in 0..2_000 {
        app::receive(&mut state, [Report::Read(Box::new(crowded(number)))]);
    }
    app::receive(&mut state, [Report::Progress(Progress { done: 2_000, found: 2_000, finished: true })]);
    let mut press = |keys: &str| {
        for key in keys.split(' ') {
            app::press(&mut state, key.parse().expect("a key"));
        }
    };
    press("tab tab e");
    let mut group = c.benchmark_group("correct among 16,000 names");
    for (name, keys) in [
        ("hide the most named and undo it", "g E h u"),
        ("what to merge with", "g E m esc"),
        ("two letters of that", "g E m b a esc"),
        ("the panel of this article and of all", "e e"),
    ] {
        group.bench_function(name, |b| b.iter(|| press(keys)));
    }
    group.finish();
}

criterion_group!(
    benches,
    reading,
    wrapping,
    stages,
    resolving,
    comparing,
    nearest,
    frame,
    keys,
    correcting,
    correcting_many
);
criterion_main!(benches);
