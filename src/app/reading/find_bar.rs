//! The find bar: words typed, their hits in the article, stepping from hit to hit.

use super::step::Origin;
use super::{Beside, Hits, Query};
use crate::app::job::{Job, Task};
use crate::app::prompt::Prompt;
use crate::app::state::{Effects, Focus, State};
use crate::collection::ArticleIndex;
use crate::text::Span;
use std::sync::Arc;

/// Words looked for in the active reader's article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindBar {
    /// What is typed.
    pub prompt: Prompt,
    /// Whether it is a regular expression.
    pub regex: bool,
    /// Why what is typed cannot be looked for.
    pub error: Option<String>,
    /// Whether keys go into it.
    pub typing: bool,
    /// Where it stands in the article, ascending.
    pub hits: Vec<Span>,
    /// What has it where the text has not.
    pub beside: Option<Beside>,
    /// Whether the last step went round the end of the article, or its beginning.
    pub round: bool,
    /// Whether stepping goes on into the other articles that were found to have it.
    pub in_all: bool,
    /// Whether the hits are those of another article, or of another fold of this one.
    pub(in crate::app) stale: bool,
    awaiting: Option<u64>,
    /// Which of the hits to go to when they come. While one types, that is the first from where one was.
    land: Option<Land>,
    origin: Place,
}

/// A hit to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Land {
    /// The first one from where the reader was when the bar was opened.
    FromOrigin,
    First,
    Last,
}

/// Where the reader was when the bar was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    article: ArticleIndex,
    /// The first byte on the screen.
    top: usize,
    /// The mention or hit one had gone to.
    at: Option<Span>,
    /// The pane that keys went to.
    focus: Focus,
}

impl FindBar {
    /// The same is to be looked for in another article, which the keys go to now.
    pub(super) fn go_along(&mut self) {
        self.hits.clear();
        (self.typing, self.stale) = (false, true);
    }

    /// Whether hits are still being looked for.
    pub fn is_searching(&self) -> bool {
        self.awaiting.is_some()
    }

    /// The number of the hit at `span`, from 1.
    pub fn number(&self, span: Span) -> Option<usize> {
        let at = self.hits.partition_point(|hit| *hit < span);
        self.hits.get(at).filter(|hit| **hit == span).map(|_| at + 1)
    }

    pub(super) fn query(&self) -> Query {
        Query { text: self.prompt.text().to_owned(), regex: self.regex }
    }
}

impl State {
    pub(in crate::app) fn open_find(&mut self) {
        self.open_article();
        let Some(reader) = self.reader() else { return };
        let top = reader.page.start_of(reader.top);
        let origin = Place { article: reader.article, top, at: reader.at, focus: self.focus };
        self.keep_query();
        self.find = Some(FindBar { typing: true, origin, ..FindBar::default() });
    }

    /// Opens the bar on what was found in all articles, to be stepped through from here into the others.
    pub(super) fn open_find_in_all(&mut self, query: &Query) {
        self.find = Some(FindBar {
            prompt: Prompt::of(&query.text),
            regex: query.regex,
            in_all: true,
            stale: true,
            land: Some(Land::First),
            ..FindBar::default()
        });
    }

    /// Leaves the bar but keeps its hits.
    pub(in crate::app) fn accept_find(&mut self) {
        self.keep_query();
        match &mut self.find {
            Some(find) if find.prompt.is_blank() => self.find = None,
            Some(find) => {
                find.typing = false;
                find.land = Some(Land::FromOrigin).filter(|_| find.is_searching());
            }
            None => {}
        }
    }

    /// Closes the bar; tells whether one was open. Where one was still typing, the reader goes back to where it was.
    pub(in crate::app) fn close_find(&mut self) -> bool {
        self.keep_query();
        let Some(find) = self.find.take() else { return false };
        if find.typing {
            self.return_to(find.origin);
        }
        true
    }

    /// Keeps what is typed for the next time.
    fn keep_query(&mut self) {
        if let Some(find) = self.find.as_ref().filter(|find| !find.prompt.is_blank()) {
            self.last_find = Some(find.query());
        }
    }

    fn return_to(&mut self, place: Place) {
        let Some(reader) = self.readers.get_mut(self.active).filter(|reader| reader.article == place.article) else {
            return;
        };
        (reader.at, reader.anchor) = (place.at, place.top);
        reader.top = reader.page.row_of(place.top);
        self.focus = place.focus;
        self.hold();
        self.relink();
    }

    /// Looks anew where the hits are those of another article, or of another fold.
    pub(in crate::app) fn search_where_stale(&mut self, effects: &mut Effects) {
        if self.find.as_ref().is_some_and(|find| find.stale) {
            self.search(effects);
        }
    }

    /// Looks for what is typed in the active reader's article. Without a find bar nothing happens.
    pub(in crate::app) fn search(&mut self, effects: &mut Effects) {
        let generation = self.next_generation();
        let Some(reader) = self.reader() else { return };
        let Some(entry) = self.collection.entry(reader.article) else { return };
        let (article, unfolded) = (Arc::clone(&entry.article), reader.unfolded);
        let Some(find) = &mut self.find else { return };
        find.awaiting = Some(generation);
        (find.stale, find.round) = (false, false);
        let task = Task::Find { article, query: find.query(), unfolded };
        self.run(Job { generation, task }, effects);
    }

    /// Looks for a regular expression, or for words as they are.
    pub(in crate::app) fn toggle_regex(&mut self, effects: &mut Effects) {
        if !self.menus.is_empty() {
            return self.toggle_regex_in_all(effects);
        }
        let Some(find) = self.find.as_mut().filter(|find| find.typing && !self.panel.typing) else {
            self.notice = Some("expressions are for finding in articles".to_owned());
            return;
        };
        find.regex = !find.regex;
        self.search(effects);
    }

    pub(in crate::app) fn take_hits(&mut self, generation: u64, hits: Result<Hits, String>) {
        let Some(find) = self.find.as_mut().filter(|find| find.awaiting == Some(generation)) else { return };
        find.awaiting = None;
        let (hits, error) = match hits {
            Ok(hits) => (hits, None),
            Err(error) => (Hits::default(), Some(error)),
        };
        (find.hits, find.beside, find.error) = (hits.spans, hits.beside, error);
        let (hits, origin) = (&find.hits, find.origin);
        let from_origin = || Origin::From(origin.top).step(hits, true).or_else(|| hits.first().copied());
        // Only while one types does the text follow: a search anew after unfolding leaves it where it is.
        let land = find.land.take().or(Some(Land::FromOrigin).filter(|_| find.typing));
        let to = match land {
            Some(Land::FromOrigin) => from_origin(),
            Some(Land::First) => hits.first().copied(),
            Some(Land::Last) => hits.last().copied(),
            None => None,
        };
        match to {
            Some(hit) => self.go_to(hit),
            None if find.typing => self.return_to(origin),
            None => {}
        }
    }

    pub(in crate::app) fn forget_hits(&mut self, generation: u64) {
        if let Some(find) = self.find.as_mut().filter(|find| find.awaiting == Some(generation)) {
            find.awaiting = None;
            find.hits.clear();
            find.beside = None;
        }
        self.forget_found(generation);
    }

    /// Goes to the next hit or the one before: on into the next article where they were found in all, else round the end
    /// of this one. Says so where there is none. Back from an empty prompt, what was looked for last comes back.
    pub(in crate::app) fn step_hit(&mut self, forward: bool) {
        if !forward && self.recall_query() {
            return;
        }
        let origin = self.step_origin();
        let (Some(find), Some(origin)) = (&mut self.find, origin) else { return };
        let next = origin.step(&find.hits, forward);
        if find.is_searching() && next.is_none() || find.stale {
            return;
        }
        if next.is_none() && find.in_all && !find.typing {
            return self.step_found(forward);
        }
        find.round = next.is_none();
        let round = if forward { find.hits.first() } else { find.hits.last() };
        match next.or(round.copied()) {
            Some(hit) => self.go_to(hit),
            None if find.typing => {}
            None => {
                let text = find.prompt.text();
                let nowhere = match find.beside {
                    Some(beside) => format!("“{text}” is not in the text, but {}", beside.words()),
                    None => format!("“{text}” is not in this article"),
                };
                self.notice = Some(find.error.clone().unwrap_or(nowhere));
            }
        }
    }

    /// On into `article`, to its first hit, or back into it, to its last.
    pub(super) fn step_hits_into(&mut self, article: ArticleIndex, forward: bool) {
        self.remember_place();
        self.open_to_read(article);
        if let Some(find) = &mut self.find {
            find.stale = true;
            find.land = Some(if forward { Land::First } else { Land::Last });
        }
    }

    fn recall_query(&mut self) -> bool {
        let (Some(find), Some(last)) = (&mut self.find, &self.last_find) else { return false };
        if !find.typing || !find.prompt.text().is_empty() {
            return false;
        }
        (find.prompt, find.regex, find.stale) = (Prompt::recalled(&last.text), last.regex, true);
        true
    }
}
