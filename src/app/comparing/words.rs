//! What the status line says of the passage that one is at, and of how much is new.

use super::step::{StopKind, conflicting};
use super::{Compared, Dim};
use crate::app::state::State;
use crate::compare::figure_in_words;
use crate::text::{Span, width};

/// Columns of an account's name.
const NAME: usize = 24;

impl State {
    /// What is to be said of how the accounts on the screen relate: the passage that one is at, or how much is new. With
    /// it whether one has gone there oneself.
    pub fn comparing_words(&self) -> Option<(String, bool)> {
        if self.is_choosing() {
            return Some(("looking for another account of the same …".to_owned(), true));
        }
        let Some(compared) = self.compared() else {
            let alone = !self.is_comparing() && self.comparing.dim == Dim::Read && self.is_reading();
            let words = match () {
                () if self.is_at_comparing() => "comparing the accounts …",
                () if alone => "all is new: no other account of this was read",
                () => return None,
            };
            return Some((words.to_owned(), false));
        };
        if compared.too_long {
            return Some(("too long to be compared".to_owned(), false));
        }
        let article = self.reader()?.article;
        let account = compared.account_of(article)?;
        let new = self.new_words(article);
        let stop = self.comparing.stop.as_ref().filter(|stop| stop.article == article);
        if let Some(stop) = stop.filter(|stop| stop.kind != StopKind::Shared) {
            let stops = self.stops(compared, account, stop.kind);
            let at = stops.iter().position(|span| *span == stop.span).map_or(0, |at| at + 1);
            let words = match stop.kind {
                StopKind::Conflict => {
                    format!("conflict {at} of {}{}", stops.len(), self.figures_words(compared, account, stop.span))
                }
                _ if self.comparing.dim == Dim::Read => format!("new passage {at} of {}", stops.len()),
                _ => format!("only here, {at} of {}", stops.len()),
            };
            return Some((with(words, new), true));
        }
        let passage = self.current_sentence(self.active).and_then(|(_, at)| passage_words(compared, account, at));
        match (passage, new) {
            (Some(passage), None) => Some((passage, stop.is_some())),
            (Some(passage), Some(new)) => Some((format!("{new}; {passage}"), stop.is_some())),
            (None, Some(new)) => Some((new, false)),
            (None, None) if compared.marks == 0 => Some(("these accounts share no passage".to_owned(), false)),
            (None, None) => None,
        }
    }

    fn new_words(&self, article: usize) -> Option<String> {
        let account = self.account(article).filter(|_| self.comparing.dim == Dim::Read)?;
        let (new, all) = account.new_sentences();
        Some(format!("{new} of {all} sentences new"))
    }

    /// The figures that one conflicts with: ", agreements: 12 here, 15 in Daily Meridian".
    fn figures_words(&self, compared: &Compared, account: usize, span: Span) -> String {
        let of = |account: usize, span: Span| {
            let entry = self.collection.entry(*compared.articles.get(account)?)?;
            let figure = entry.analysis.figures.iter().find(|figure| figure.span == span)?;
            Some(width::ellipsis(&figure_in_words(&entry.article.text, figure), NAME))
        };
        let Some(here) = of(account, span) else { return String::new() };
        let others = conflicting(compared, account, span);
        let names = self.names_of_accounts(compared);
        let others = others.into_iter().filter_map(|(account, span)| {
            let there = of(account, span).filter(|there| *there != here)?;
            Some(format!("{} in {}", there, names.get(account)?))
        });
        let told = compared.told(account).map(|told| told.figures.as_slice()).unwrap_or_default();
        let number = told.iter().find(|(figure, ..)| *figure == span).map(|(.., number)| *number);
        let about =
            number.and_then(|number| compared.comparison.figures.get(number)).map(|figure| figure.about.as_str());
        let about = about.filter(|about| !about.is_empty()).map(|about| format!(", {}", width::ellipsis(about, NAME)));
        format!("{}: {here} here, {}", about.unwrap_or_default(), others.collect::<Vec<_>>().join(", "))
    }

    /// What the accounts are called in a few words.
    pub(in crate::app) fn names_of_accounts(&self, compared: &Compared) -> Vec<String> {
        self.column_names(&compared.articles).iter().map(|name| width::ellipsis(name, NAME)).collect()
    }
}

fn with(words: String, new: Option<String>) -> String {
    match new {
        Some(new) => format!("{words}; {new}"),
        None => words,
    }
}

/// "passage 1 of 3: same quotation, same speaker, 0.94": of the likeliest passage that a sentence of `account` stands in.
fn passage_words(compared: &Compared, account: usize, sentence: usize) -> Option<String> {
    let mark = compared.told(account)?.sentences.get(sentence)?.mark?;
    let passage = compared.passages_at(account, sentence).into_iter().find(|passage| passage.mark == mark)?;
    let why = compared.comparison.reasons(passage);
    Some(format!("passage {} of {}: {why}, {:.2}", mark + 1, compared.marks, passage.score))
}
