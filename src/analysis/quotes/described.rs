//! Who "the minister", "the company" or "a spokeswoman for X" is.

use super::nouns::{is_body, is_human, is_spokes, of_gender, speaks_as_body};
use super::roster::{Roster, Speaker, WINDOW};
use super::subject::{Subject, Who};
use crate::analysis::names::Lists;
use crate::analysis::{EntityKind, slug};

impl Roster<'_, '_> {
    /// Who "the minister" or "a spokeswoman for X" is.
    pub(super) fn described(&self, subject: &Subject, head: usize, definite: bool) -> Speaker {
        let page = self.page;
        let lower = page.lower(head);
        let of = subject.of.and_then(|of| page.analysis.mentions.get(of)).map(|mention| mention.entity);
        let spokes = is_spokes(&lower);
        let plural = lower.ends_with('s') && !lower.ends_with("ss");
        if spokes || (plural && of.is_some()) || speaks_as_body(&lower) {
            let by_role = if definite && of.is_none() { self.by_role(subject, head) } else { None };
            if by_role.is_some() {
                return Speaker { entity: by_role, organization: by_role.and_then(|by| self.represented(by)) };
            }
            let body = of.or_else(|| self.body_before(subject, head));
            return Speaker { entity: body, organization: body.filter(|_| spokes) };
        }
        if !definite {
            return Speaker::default();
        }
        // "the Xinhua news agency"
        let named = subject.of.and_then(|of| page.of_mention.get(of)).is_some_and(|words| {
            words.end <= head && words.start >= subject.words.start && !page.is_possessor(words.end - 1)
        });
        if named && is_body(&lower) {
            return Speaker { entity: of, organization: None };
        }
        let entity = self.by_role(subject, head).or_else(|| {
            let body = is_body(&lower);
            let demonym = page.mention(head).is_some_and(|(_, mention)| mention.kind == EntityKind::Group);
            if demonym
                || is_human(&lower)
                || Lists::embedded().is_title(&lower)
                || page.word(head).starts_with(|c: char| c.is_ascii_digit())
            {
                let gender = self.gender_told(head).signum();
                self.recent(subject.words.start, EntityKind::Person, gender).filter(|_| !plural)
            } else if body {
                self.recent(subject.words.start, EntityKind::Organization, 0)
            } else {
                None
            }
        });
        Speaker { entity, organization: entity.and_then(|entity| self.represented(entity)) }
    }

    /// The gender that a description tells, or the pronoun after it: "the winner said in her speech".
    fn gender_told(&self, head: usize) -> i32 {
        let page = self.page;
        let own = of_gender(&page.lower(head));
        let end = page.line(head).map_or(head, |line| line.words.end).min(head + 8);
        let after = (head + 1..end).take_while(|at| !page.is_quoted(*at)).map(|at| page.lower(at));
        let told = after.into_iter().find(|word| matches!(&**word, "his" | "her" | "she" | "he"));
        if own != 0 { own } else { told.map_or(0, |word| of_gender(&word)) }
    }

    /// "The company's spokesman", "a company spokesperson": the body that the words before the head describe.
    fn body_before(&self, subject: &Subject, head: usize) -> Option<usize> {
        let words = subject.words.start..head;
        let body = words.rev().find(|at| is_body(&self.page.lower(*at)))?;
        let phrase = Subject {
            who: Who::Description { head: body, definite: true },
            words: subject.words.start..body + 1,
            of: None,
            speaks_for: false,
        };
        self.by_role(&phrase, body).or_else(|| self.recent(subject.words.start, EntityKind::Organization, 0))
    }

    /// The entity whose roles, or whose name where it is a body, hold the head of the description and most of its words.
    pub(super) fn by_role(&self, subject: &Subject, head: usize) -> Option<usize> {
        let page = self.page;
        let key = slug(page.word(head));
        let here = page.words.get(subject.words.start)?;
        let others: Vec<String> =
            (subject.words.start..head).map(|at| slug(page.word(at))).filter(|word| word.len() > 2).collect();
        let gender = self.gender_told(head).signum();
        let mentions = &page.analysis.mentions;
        let until = mentions.partition_point(|mention| mention.span.start < here.item.span.start);
        let points = |entity: usize| -> Option<i32> {
            let words = self.words.get(entity)?;
            if self.leaning.get(entity)? * gender < -2 {
                return None;
            }
            let shared = others.iter().filter(|word| words.contains(*word)).count() as i32;
            let near =
                (0..until).rev().take(WINDOW).find(|number| mentions.get(*number).is_some_and(|m| m.entity == entity));
            let sentence =
                near.and_then(|number| page.of_mention.get(number)).and_then(|words| page.words.get(words.start));
            let back = sentence.map_or(20, |word| here.sentence.saturating_sub(word.sentence).min(20)) as i32;
            Some(100 + 12 * shared - 3 * back)
        };
        let candidates = self.by_word.get(&key)?.iter().copied();
        let scored = candidates.filter_map(|entity| Some((points(entity)?, usize::MAX - entity, entity)));
        scored.max().map(|(_, _, entity)| entity)
    }
}
