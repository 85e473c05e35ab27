//! Who is told of without a name: "A woman of 83 was looking for someone to milk her goats."

use super::nouns::{is_human, is_kin, of_gender};
use super::page::Page;
use super::roster::Roster;
use super::subject::is_preposition;
use crate::analysis::EntityKind;
use crate::analysis::names::Lists;

/// Tokens from the article to the noun.
const PHRASE: usize = 6;

impl Roster<'_, '_> {
    /// Where sentences are about somebody without a name, with the gender that the noun tells.
    pub(super) fn unnamed(&self) -> Vec<(usize, i32)> {
        let page = self.page;
        let named = |at: usize| {
            let person = page.mention(at).filter(|(_, mention)| mention.kind == EntityKind::Person);
            person.is_some_and(|(mention, _)| !self.is_governed(mention))
        };
        let about = |words: &std::ops::Range<usize>| {
            let opens = |at: &usize| {
                matches!(&*page.lower(*at), "a" | "an" | "one" | "another" | "his" | "her" | "their")
                    && !page.is_quoted(*at)
                    && (*at == words.start || page.word(*at - 1) == ",")
            };
            let at = words.clone().find(opens)?;
            let (head, gender) = noun(page, at)?;
            if matches!(&*page.lower(at), "his" | "her" | "their") && !is_kin(&page.lower(head)) {
                return None;
            }
            // "Ann Lee, a midwife": she has a name.
            let apposed =
                (words.start..at).any(|at| page.mention(at).is_some_and(|(_, one)| one.kind == EntityKind::Person));
            let told = apposed
                || words.clone().any(named)
                || (words.start..at).any(|at| matches!(&*page.lower(at), "he" | "she" | "it" | "they"))
                || page.word(head + 1) == "," && matches!(&*page.lower(head + 2), "he" | "she");
            (!told).then_some((at, gender))
        };
        page.lines.iter().filter_map(|line| about(&line.words)).collect()
    }

    /// The points of somebody without a name whom a pronoun at token `at` may mean.
    pub(super) fn stranger(&self, at: usize, gender: i32) -> Option<i32> {
        let page = self.page;
        let until = self.strangers.partition_point(|(token, _)| *token < at);
        let (token, own) = *self.strangers.get(until.checked_sub(1)?)?;
        let sentence = |at: usize| page.words.get(at).map(|word| word.sentence);
        let back = sentence(at)?.saturating_sub(sentence(token)?);
        let leaning = own * gender;
        let points = if leaning > 1 { 8 } else { 4 * leaning };
        (back <= 1 && leaning >= 0).then_some(120 - 10 * back as i32 + points)
    }
}

/// The human noun of the phrase that the article at token `at` opens, and its gender.
fn noun(page: &Page, at: usize) -> Option<(usize, i32)> {
    let inside = |next: &usize| {
        (page.is_word(*next) || page.word(*next) == "-")
            && !is_preposition(&page.lower(*next))
            && !page.is_quoted(*next)
    };
    let human = |next: &usize| {
        let lower = page.lower(*next);
        page.mention(*next).is_none() && (is_human(&lower) || Lists::embedded().is_title(&lower))
    };
    let head = (at + 1..at + PHRASE).take_while(inside).filter(human).last()?;
    Some((head, of_gender(&page.lower(head))))
}
