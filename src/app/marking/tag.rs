//! Tags: of the article that is open, or of all that are marked.

use crate::app::keys::action::Action;
use crate::app::menu::{MenuKind, count};
use crate::app::prompt::Prompt;
use crate::app::shelf::{Ask, Noting};
use crate::app::state::{Effects, State};
use crate::collection::ArticleIndex;

/// How many of the articles that are asked about have a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagState {
    /// None of them.
    Off,
    /// Some.
    Some,
    /// All.
    On,
}

impl State {
    /// The tags of an article.
    pub fn tags(&self, article: ArticleIndex) -> &[String] {
        self.shelf.marks(article).map(|marks| marks.tags.as_slice()).unwrap_or_default()
    }

    /// Asks which tags to give or to take.
    pub(in crate::app) fn ask_for_tags(&mut self, effects: &mut Effects) {
        if self.marked.is_empty() && self.open_article().is_none() {
            return;
        }
        self.shelf.ask(Ask::Tags);
        self.toggle_menu(MenuKind::Tags, effects);
    }

    /// The articles that are tagged: those that are marked, else the one that is open.
    pub(in crate::app) fn articles_to_tag(&self) -> Vec<ArticleIndex> {
        if !self.marked.is_empty() {
            return self.marked.clone();
        }
        self.reader().map(|reader| reader.article).into_iter().collect()
    }

    /// Which articles those are, in words.
    pub(in crate::app) fn tagged_in_words(&self) -> String {
        match self.articles_to_tag().as_slice() {
            [one] => self.title_of(*one).to_owned(),
            many => format!("the {} that are marked", count(many.len(), "article")),
        }
    }

    /// Whether the articles to be tagged have `tag`.
    pub(in crate::app) fn tag_state(&self, tag: &str) -> TagState {
        let articles = self.articles_to_tag();
        let has = |article: &&ArticleIndex| self.tags(**article).iter().any(|own| own == tag);
        match articles.iter().filter(has).count() {
            0 => TagState::Off,
            all if all == articles.len() => TagState::On,
            _ => TagState::Some,
        }
    }

    /// All tags there are, with those of the articles asked about, and how many articles have each.
    pub(in crate::app) fn all_tags(&self) -> Vec<(String, usize)> {
        let mut tags = self.marking.tags.clone().unwrap_or_default();
        for tag in self.articles_to_tag().into_iter().flat_map(|article| self.tags(article)) {
            if !tags.iter().any(|(known, _)| known == tag) {
                tags.push((tag.clone(), 1));
            }
        }
        tags
    }

    pub(in crate::app) fn take_tags(&mut self, tags: Vec<(String, usize)>) {
        self.marking.tags = Some(tags);
        self.refresh_menus();
    }

    /// Gives the articles a tag, or takes it off; the menu stays, for another one.
    pub(in crate::app) fn set_tag(&mut self, tag: &str, on: bool) {
        let articles = self.articles_to_tag();
        self.note_all(&articles, Noting::Tag(tag.to_owned(), on));
        let undo = self.key_name(Action::Undo);
        let what = if on { "tagged" } else { "not tagged any more:" };
        self.notice = Some(format!("{what} “{tag}”; {undo} undoes it"));
        if let Some(menu) = self.menus.last_mut().filter(|menu| menu.kind == MenuKind::Tags) {
            menu.prompt = Prompt::default();
            self.refresh_menu();
        }
    }
}
