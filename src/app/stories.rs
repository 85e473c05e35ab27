//! Stories: which articles tell of the same event, found in the background and put right by the reader.

use super::job::{Job, Task};
use super::keys::action::Action;
use super::menu::MenuKind;
use super::panes::list::SortBy;
use super::session::ArticleKey;
use super::state::{Effect, Effects, State};
use super::undo::Change;
use crate::collection::ArticleIndex;
use crate::compare::{Stories, Telling};
use std::collections::{BTreeSet, HashMap, HashSet};

/// So many articles are taken in by one job, so that what the screen waits for need not wait for long,
const ARTICLES: usize = 4;
/// or as many as have so many bytes of text.
const BYTES: usize = 32 * 1024;

/// Where the reader has put an article: into the story of another one, or alone.
pub(super) type Placed<T> = (T, Option<T>);

/// Which articles tell of the same event, as far as that is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    found: Stories,
    /// How many articles are taken in, or are being so.
    taken: usize,
    /// The request that is under way: what was found until then has gone with it.
    running: Option<u64>,
    /// Whether all articles are taken in.
    is_there: bool,
    /// What the reader has put elsewhere, the latest last.
    pub(super) placed: Vec<Placed<ArticleIndex>>,
    /// The same of the last time, and the stories that were unfolded then, until all is there.
    pub(super) kept: (Vec<Placed<ArticleKey>>, Vec<ArticleKey>),
}

impl Told {
    /// Whether all stories are found.
    pub(super) fn is_there(&self) -> bool {
        self.is_there
    }

    /// What was found.
    pub(super) fn found(&self) -> &Stories {
        &self.found
    }

    /// The articles that tell of the same event as `article`, itself among them, ascending; it alone until that is known.
    pub(super) fn with<'a>(&'a self, article: &'a ArticleIndex) -> &'a [ArticleIndex] {
        match self.found.of(*article) {
            told if self.is_there && !told.is_empty() => told,
            _ => std::slice::from_ref(article),
        }
    }

    /// The stories that several articles tell.
    pub(super) fn all(&self) -> Vec<&[ArticleIndex]> {
        if self.is_there { self.found.all() } else { Vec::new() }
    }

    /// The stories that `articles` are in, each once.
    fn stories_of<'a>(&self, articles: impl Iterator<Item = &'a ArticleIndex>) -> Vec<Vec<ArticleIndex>> {
        let firsts: BTreeSet<ArticleIndex> =
            articles.filter_map(|article| self.with(article).first().copied()).collect();
        firsts.iter().map(|first| self.with(first).to_vec()).collect()
    }

    /// Puts articles into the story of another one, or out of all; gives what the stories were.
    fn place(&mut self, articles: &[ArticleIndex], with: Option<ArticleIndex>) -> Vec<Vec<ArticleIndex>> {
        let moved: HashSet<ArticleIndex> = articles.iter().copied().collect();
        let mut groups = self.stories_of(articles.iter().chain(&with));
        groups.iter_mut().for_each(|group| group.retain(|article| !moved.contains(article)));
        match groups.iter_mut().find(|group| with.is_some_and(|with| group.contains(&with))) {
            Some(group) => group.extend(articles),
            None => groups.push(articles.to_vec()),
        }
        self.regroup(&groups)
    }

    /// Makes each of `groups` a story; gives what the stories were that had their articles.
    fn regroup(&mut self, groups: &[Vec<ArticleIndex>]) -> Vec<Vec<ArticleIndex>> {
        let before = self.stories_of(groups.iter().flatten());
        self.found.regroup(groups);
        before
    }
}

impl State {
    /// Whether the list is to be sorted by stories that are being looked for.
    pub fn waits_for_stories(&self) -> bool {
        self.list.sort == SortBy::Story && !self.stories.is_there
    }

    /// Has stories looked for, once all is read: some articles at a time.
    pub(super) fn tell_where_stale(&mut self, effects: &mut Effects) {
        let told = &self.stories;
        if !self.progress.finished || told.running.is_some() || told.taken == self.collection.len() {
            return;
        }
        let (mut tellings, mut bytes) = (Vec::new(), 0);
        while tellings.len() < ARTICLES && bytes < BYTES {
            let Some(telling) = Telling::of(&self.collection, told.taken + tellings.len()) else { break };
            bytes += telling.bytes();
            tellings.push(telling);
        }
        let generation = self.next_generation();
        self.stories.taken += tellings.len();
        self.stories.running = Some(generation);
        self.stories.is_there = false;
        let stories = Box::new(std::mem::take(&mut self.stories.found));
        effects.push(Effect::Run(Job { generation, task: Task::Tell { stories, tellings } }));
    }

    /// Takes the stories that were found; where that failed, there are none.
    pub(super) fn take_stories(&mut self, generation: u64, stories: Option<Box<Stories>>) {
        if self.stories.running.take_if(|running| *running == generation).is_none() {
            return;
        }
        match stories {
            Some(stories) => self.stories.found = *stories,
            None => self.stories.taken = self.collection.len(),
        }
        if self.stories.taken < self.collection.len() {
            return;
        }
        self.stories.is_there = true;
        self.restore_stories();
        self.list_stories();
    }

    /// Brings back what the reader had put elsewhere and unfolded last time.
    fn restore_stories(&mut self) {
        let (placed, unfolded) = std::mem::take(&mut self.stories.kept);
        if placed.is_empty() && unfolded.is_empty() {
            return;
        }
        let keys = self.article_keys().into_iter().map(|(name, nth)| (name.into_owned(), nth));
        let places: HashMap<ArticleKey, ArticleIndex> = keys.enumerate().map(|(at, key)| (key, at)).collect();
        let place = |key: &ArticleKey| places.get(key).copied();
        self.list.unfolded.extend(unfolded.iter().filter_map(place));
        for (article, with) in placed {
            let with_here = with.as_ref().and_then(place);
            if let Some(article) = place(&article).filter(|_| with.is_none() || with_here.is_some()) {
                self.stories.place(&[article], with_here);
                self.stories.placed.push((article, with_here));
            }
        }
    }

    /// What is to be kept of stories: where the reader has put articles, and one article of each that is unfolded.
    pub(super) fn stories_to_keep(
        &self,
        key: impl Fn(&ArticleIndex) -> Option<ArticleKey>,
    ) -> (Vec<Placed<ArticleKey>>, Vec<ArticleKey>) {
        if !self.stories.is_there {
            return self.stories.kept.clone();
        }
        let placed = |(article, with): &Placed<ArticleIndex>| {
            let with = with.as_ref().map(&key);
            Some((key(article)?, if let Some(with) = with { Some(with?) } else { None }))
        };
        let is_unfolded = |told: &&[ArticleIndex]| told.iter().any(|article| self.list.unfolded.contains(article));
        let unfolded = self.stories.all().into_iter().filter(is_unfolded);
        let placed = self.stories.placed.iter().filter_map(placed).collect();
        (placed, unfolded.filter_map(|told| key(told.first()?)).collect())
    }

    /// The open article, where stories are found; says why there is none.
    fn article_to_place(&mut self) -> Option<ArticleIndex> {
        let article = self.open_article()?;
        if !self.stories.is_there {
            self.notice = Some("stories are still being looked for".to_owned());
        }
        Some(article).filter(|_| self.stories.is_there)
    }

    /// Shows why the selected or open article and others are taken to tell of the same event.
    pub(super) fn show_story(&mut self, effects: &mut Effects) {
        let Some(article) = self.article_to_place() else { return };
        self.toggle_menu(MenuKind::Story(article), effects);
    }

    /// Takes the open article out of its story.
    pub(super) fn part_story(&mut self) {
        let Some(article) = self.article_to_place() else { return };
        if self.stories.with(&article).len() < 2 {
            self.notice = Some("this article is in no story with others".to_owned());
        } else if self.selected_story().is_some() {
            let fold = self.key_name(Action::Fold);
            self.notice = Some(format!("{fold} unfolds the story first: which of its accounts is to go?"));
        } else {
            self.place_articles(&[article], None);
        }
    }

    /// Asks into which story the open article is to go, or all of the folded story that is selected.
    pub(super) fn ask_for_story(&mut self, effects: &mut Effects) {
        if let Some(article) = self.article_to_place() {
            self.open_menu(MenuKind::Into(article), effects);
        }
    }

    /// The articles that go into another story where `article` is to: all of a folded one.
    pub(super) fn articles_to_join(&self, article: ArticleIndex) -> Vec<ArticleIndex> {
        let folded = self.selected_story().filter(|story| story.contains(&article));
        folded.map_or_else(|| vec![article], <[ArticleIndex]>::to_vec)
    }

    /// Puts articles into the story of another one, or takes them out of their own.
    pub(super) fn place_articles(&mut self, articles: &[ArticleIndex], with: Option<ArticleIndex>) {
        let before = self.stories.placed.clone();
        self.stories.placed.retain(|(article, _)| !articles.contains(article));
        self.stories.placed.extend(articles.iter().map(|article| (*article, with)));
        let groups = self.stories.place(articles, with);
        self.list_stories();
        self.refresh_menus();
        let undo = self.key_name(Action::Undo);
        let title = articles.first().map_or("", |article| self.title_of(*article));
        let done = if with.is_some() { "put into another story" } else { "taken out of its story" };
        let what = match articles.len().checked_sub(1) {
            Some(more) if more > 0 => format!("{done}: {title} and {more} more"),
            _ => format!("{done}: {title}"),
        };
        self.notice = Some(format!("{what}; {undo} takes it back"));
        self.changes.push(Change::Story { groups, placed: before, what });
    }

    /// Brings back stories as they were; gives what takes their place.
    pub(super) fn swap_stories(
        &mut self,
        groups: &[Vec<ArticleIndex>],
        placed: Vec<Placed<ArticleIndex>>,
    ) -> (Vec<Vec<ArticleIndex>>, Vec<Placed<ArticleIndex>>) {
        let now = self.stories.regroup(groups);
        self.list_stories();
        (now, std::mem::replace(&mut self.stories.placed, placed))
    }
}
