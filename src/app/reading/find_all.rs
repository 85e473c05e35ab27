//! Finding words in all articles shown: chunk by chunk in the background, so that results stream in and stopping is no
//! more than not to go on.

use super::find::Finder;
use super::scroll::Scroll;
use super::{Beside, Query};
use crate::app::job::{Job, Task};
use crate::app::keys::action::Action;
use crate::app::menu::{Menu, MenuKind, Target};
use crate::app::prompt::Prompt;
use crate::app::state::{Effects, State};
use crate::article::Article;
use crate::collection::ArticleIndex;
use crate::text::{Span, sanitize, sentences, width};
use std::collections::HashSet;
use std::sync::Arc;

/// Bytes of text that are looked through before the next results are shown, and most articles.
const CHUNK: (usize, usize) = (1 << 20, 1000);
/// Bytes before a hit in which its sentence is looked for; twice as many from there on.
const AROUND: usize = 400;
/// Columns of a sentence before the hit: more is cut, so that the hit stands in sight.
const BEFORE: usize = 60;

/// Words looked for in all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindAll {
    /// What is looked for.
    pub query: Query,
    /// The articles that have it, in the order of the list.
    pub results: Vec<Found>,
    /// Why it cannot be looked for.
    pub error: Option<String>,
    /// The articles to be looked through.
    articles: Vec<ArticleIndex>,
    /// Which articles those are, by number.
    known: Vec<bool>,
    /// How many of them have been.
    done: usize,
    /// The request that is under way, and how many articles it is about.
    awaiting: Option<(u64, usize)>,
    /// Whether the results are those of the query before: they stay in sight until there are new ones.
    stale: bool,
    /// Whether it was stopped: what comes in then does not set it going again.
    stopped: bool,
}

/// An article in which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub article: ArticleIndex,
    /// How many hits its text has; 0 where only its title, source or author has it.
    pub hits: usize,
    /// The sentence of the first one, or what has it beside the text, in one clean line.
    pub snippet: String,
}

impl FindAll {
    /// Whether it is going on.
    pub fn is_running(&self) -> bool {
        self.awaiting.is_some()
    }

    /// How many articles have been looked through, and how many there are to be.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.articles.len())
    }

    /// Adds those of `shown` that it did not know of, behind the others.
    fn add_new(&mut self, shown: &[ArticleIndex]) {
        let most = shown.iter().max().map_or(0, |most| most + 1);
        self.known.resize(most.max(self.known.len()), false);
        for article in shown {
            let Some(known) = self.known.get_mut(*article) else { continue };
            if !std::mem::replace(known, true) {
                self.articles.push(*article);
            }
        }
    }
}

/// Looks through articles; gives those that have something.
pub(in crate::app) fn look_through(finder: &Finder, articles: &[(ArticleIndex, Arc<Article>)]) -> Vec<Found> {
    let found = |(index, article): &(ArticleIndex, Arc<Article>)| {
        let hits = finder.hits(article, false);
        let snippet = match hits.spans.first() {
            Some(first) => snippet(article, *first),
            None => beside(article, hits.beside?),
        };
        Some(Found { article: *index, hits: hits.spans.len(), snippet })
    };
    articles.iter().filter_map(found).collect()
}

/// What has it beside the text, in words.
fn beside(article: &Article, beside: Beside) -> String {
    let name = match beside {
        // The row stands below it.
        Beside::Title => None,
        Beside::Source => article.meta.source.as_deref(),
        Beside::Author => article.meta.author.as_deref(),
    };
    let name = name.map(|name| format!(": {name}")).unwrap_or_default();
    sanitize::line(&format!("{}{name}", beside.words())).into_owned()
}

/// The sentence in which `hit` stands, cut before it where that is long.
fn snippet(article: &Article, hit: Span) -> String {
    let text: &str = &article.text;
    let block = article.blocks.iter().map(|block| block.span).find(|span| span.contains(hit.start)).unwrap_or(hit);
    let from = hit.start.saturating_sub(AROUND).max(block.start);
    let from = (from..=hit.start).find(|at| text.is_char_boundary(*at)).unwrap_or(hit.start);
    let to = block.end.min(hit.start + 2 * AROUND);
    let to = (hit.start..=to).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(hit.start);
    let around = Span::new(from, to);
    let mut of_hit = sentences(around.of(text)).into_iter().map(|span| span.shifted(from));
    let sentence = of_hit.rfind(|span| span.start <= hit.start).unwrap_or(around);
    let sentence = Span::new(sentence.start, sentence.end.max(hit.end.min(to)));
    let before = Span::new(sentence.start, hit.start).of(text);
    let kept = width::suffix(before, BEFORE);
    let whole = kept.len() == before.len() && (sentence.start > from || from == block.start);
    // What is cut is cut between words.
    let kept = if whole { kept } else { kept.split_once(char::is_whitespace).map_or(kept, |(_, rest)| rest) };
    let rest = Span::new(hit.start, sentence.end).of(text);
    let start = if whole { "" } else { "… " };
    let end = if sentence.end == around.end && around.end < block.end { " …" } else { "" };
    sanitize::line(&format!("{start}{kept}{rest}{end}")).into_owned()
}

impl State {
    /// Looks for what is typed now.
    pub(in crate::app) fn find_all_typed(&mut self, effects: &mut Effects) {
        let Some(text) = self.menus.last().map(|menu| menu.prompt.text().to_owned()) else { return };
        let regex = self.find_all.as_ref().is_some_and(|find| find.query.regex);
        self.find_in_all(Query { text, regex }, effects);
    }

    /// Looks for a regular expression in all articles, or for words as they are.
    pub(super) fn toggle_regex_in_all(&mut self, effects: &mut Effects) {
        if self.find_all_menu().is_none() {
            self.notice = Some("expressions are for finding in articles".to_owned());
            return;
        }
        let query = self.find_all.as_ref().map(|find| find.query.clone()).unwrap_or_default();
        self.find_in_all(Query { regex: !query.regex, ..query }, effects);
    }

    fn find_in_all(&mut self, query: Query, effects: &mut Effects) {
        let before = self.find_all.take().unwrap_or_default();
        let results = if query.is_blank() || self.list.shown.is_empty() { Vec::new() } else { before.results };
        if let Some(find) = &mut self.find {
            find.in_all &= find.query() == query;
        }
        let none = results.is_empty();
        self.find_all = Some(FindAll { query, results, stale: true, ..FindAll::default() });
        self.look_on(effects);
        if none {
            self.refresh_menu();
        }
    }

    /// Puts what was looked for last, and what was found, into the menu that was opened; goes on where that was stopped
    /// and into what has come since, and begins anew where some of the articles are not shown any more.
    pub(in crate::app) fn resume_find_all(&mut self, effects: &mut Effects) {
        let Some(find) = &self.find_all else { return };
        let query = find.query.clone();
        let open = self.reader().map(|reader| reader.article);
        if let Some(menu) = self.menus.last_mut() {
            menu.prompt = Prompt::recalled(&query.text);
            menu.select(|target| matches!(target, Target::Hits(article) if Some(*article) == open));
            menu.top = menu.selected.saturating_sub(1);
        }
        let ranks = self.ranks();
        let gone = find.articles.iter().any(|article| ranks.get(*article).is_none_or(|rank| *rank == usize::MAX));
        if gone {
            return self.find_in_all(query, effects);
        }
        if let Some(find) = &mut self.find_all {
            find.stopped = false;
        }
        if self.order_found() {
            self.refresh_found();
        }
        self.find_all_follow(effects);
    }

    /// Looks through what has come in since, where one is still about it.
    pub(in crate::app) fn find_all_follow(&mut self, effects: &mut Effects) {
        let is_about = self.find_all_menu().is_some() || self.find.as_ref().is_some_and(|find| find.in_all);
        let waits = self.find_all.as_ref().is_some_and(|find| !find.is_running() && !find.stopped);
        if is_about && waits {
            self.look_on(effects);
        }
    }

    /// The place of each article in the list, by its number; [`usize::MAX`] for those that are not shown.
    fn ranks(&self) -> Vec<usize> {
        let mut ranks = vec![usize::MAX; self.collection.len()];
        for (rank, article) in self.list.shown.iter().enumerate() {
            if let Some(place) = ranks.get_mut(*article) {
                *place = rank;
            }
        }
        ranks
    }

    /// Brings what was found into the order of the list; tells whether it was in another.
    fn order_found(&mut self) -> bool {
        let ranks = self.ranks();
        let rank = |found: &Found| ranks.get(found.article).copied().unwrap_or(usize::MAX);
        let Some(find) = self.find_all.as_mut().filter(|find| !find.results.is_sorted_by_key(rank)) else {
            return false;
        };
        find.results.sort_by_key(rank);
        true
    }

    /// Shows what was found in its new order; what is selected stays so.
    fn refresh_found(&mut self) {
        let selected = self.find_all_menu().and_then(Menu::target).cloned();
        self.refresh_menu();
        if let (Some(menu), Some(selected)) = (self.menus.last_mut(), selected) {
            menu.select(|target| *target == selected);
        }
    }

    /// Asks for the next chunk, if there is one left.
    fn look_on(&mut self, effects: &mut Effects) {
        let generation = self.next_generation();
        let Some(find) = &mut self.find_all else { return };
        if find.error.is_some() || find.query.is_blank() {
            return;
        }
        if find.done == find.articles.len() {
            find.add_new(&self.list.shown);
        }
        let (mut bytes, mut count) = (0, 0);
        let mut articles = Vec::new();
        for index in find.articles.iter().skip(find.done) {
            count += 1;
            let Some(entry) = self.collection.entry(*index) else { continue };
            bytes += entry.article.text.len();
            articles.push((*index, Arc::clone(&entry.article)));
            if bytes >= CHUNK.0 || articles.len() >= CHUNK.1 {
                break;
            }
        }
        if articles.is_empty() {
            return;
        }
        find.awaiting = Some((generation, count));
        let task = Task::FindAll { articles, query: find.query.clone() };
        self.run(Job { generation, task }, effects);
    }

    /// Takes what a chunk has, unless it was asked for in another search, and goes on.
    pub(super) fn take_found(&mut self, generation: u64, found: Result<Vec<Found>, String>, effects: &mut Effects) {
        let Some(find) = &mut self.find_all else { return };
        let Some((_, count)) = find.awaiting.take_if(|(awaited, _)| *awaited == generation) else { return };
        find.done += count;
        let first = std::mem::take(&mut find.stale);
        if first {
            find.results.clear();
        }
        let before = find.results.len();
        match found {
            Ok(found) => find.results.extend(found),
            Err(error) => find.error = Some(error),
        }
        // Articles that came in later may belong between the others.
        let moved = self.order_found();
        self.look_on(effects);
        if self.find_all_menu().is_some() {
            if moved && !first {
                self.refresh_found();
            } else {
                self.show_more_found(before);
            }
            if first {
                self.step_menu(Scroll::Top, effects);
            }
        }
    }

    /// A chunk that could not be worked out ends the search.
    pub(super) fn forget_found(&mut self, generation: u64) {
        if let Some(find) = &mut self.find_all {
            find.awaiting.take_if(|(awaited, _)| *awaited == generation);
        }
    }

    /// Stops looking; tells whether that was going on. What was found stays.
    pub(in crate::app) fn stop_find_all(&mut self) -> bool {
        let Some(find) = self.find_all.as_mut().filter(|find| find.is_running()) else { return false };
        find.awaiting = None;
        find.stopped = true;
        let (done, all) = find.progress();
        let again = self.key_name(Action::FindAll);
        self.notice = Some(format!("stopped after {done} of {all} articles; {again} goes on"));
        true
    }

    fn find_all_menu(&self) -> Option<&Menu> {
        self.menus.last().filter(|menu| menu.kind == MenuKind::FindAll)
    }

    /// Opens an article at the first place of what was found in it.
    pub(in crate::app) fn open_hits(&mut self, article: ArticleIndex, _effects: &mut Effects) {
        let Some(query) = self.find_all.as_ref().map(|find| find.query.clone()) else { return };
        self.jump_to_article(article);
        self.open_find_in_all(&query);
        self.show_top_where_beside(article);
    }

    /// Goes to the top of an article that was found by its title, source or author alone.
    fn show_top_where_beside(&mut self, article: ArticleIndex) {
        let Some(find) = &self.find_all else { return };
        let is_beside = find.results.iter().any(|found| found.article == article && found.hits == 0);
        if let (true, Some(reader)) = (is_beside, self.readers.get_mut(self.active)) {
            (reader.top, reader.anchor, reader.at) = (0, 0, None);
        }
    }

    /// On into the next article that has what was found, or back into the one before, by the order of the list.
    pub(super) fn step_found(&mut self, forward: bool) {
        let (Some(find), Some(reader)) = (&self.find_all, self.reader()) else { return };
        let has: HashSet<ArticleIndex> = find.results.iter().map(|found| found.article).collect();
        // What stands in another column is not shown twice.
        let found = |article| has.contains(&article) && self.column_of(article).is_none();
        match self.list.nearest(reader.article, forward, found) {
            Some(article) => {
                self.step_hits_into(article, forward);
                self.show_top_where_beside(article);
            }
            None => {
                let running = find.is_running() || !self.progress.finished;
                let (way, back) = if forward { ("last", Action::Previous) } else { ("first", Action::Next) };
                let so_far = if running { " found so far" } else { " in the articles shown" };
                self.notice = Some(format!("that was the {way} hit{so_far}; {} goes back", self.key_name(back)));
            }
        }
    }
}
