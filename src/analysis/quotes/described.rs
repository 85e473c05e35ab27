//! Who "the minister", "the company" or "a spokeswoman for X" is.

use super::nouns::{is_body, is_company, is_generic, is_human, is_spokes, of_gender, speaks_as_body};
use super::roster::{Roster, Speaker, WINDOW};
use super::subject::{Subject, Who, is_preposition};
use super::synonyms::meant_by;
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
            let body = of.or_else(|| self.body_beside(subject, head));
            let body = body.or_else(|| if spokes { self.body_spoken_for(subject) } else { None });
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
            // "His aunt", "its chairman": somebody else than who was named before.
            if self.is_possessed(subject, head) {
                return None;
            }
            let body = is_body(&lower);
            let demonym = page.mention(head).is_some_and(|(_, mention)| mention.kind == EntityKind::Group);
            if demonym
                || is_human(&lower)
                || Lists::embedded().is_title(&lower)
                || page.word(head).starts_with(|c: char| c.is_ascii_digit())
            {
                let gender = self.gender_told(head).signum();
                let weigh = |entity| if demonym { Some(0) } else { self.trade_points(entity, &lower) };
                let weigh = |entity| weigh(entity).filter(|_| !plural);
                let (points, entity) = self.ranked(subject.words.start, EntityKind::Person, gender, !demonym, weigh)?;
                let enough = match weigh(entity) {
                    Some(..0) => 75,
                    _ if Lists::embedded().is_title(&lower) => 76,
                    _ => i32::MIN,
                };
                (points >= enough).then_some(entity)
            } else if body {
                let other = |entity: usize| self.no_company.get(entity).copied().unwrap_or_default();
                let fits = |entity: usize| (!is_company(&lower) || !other(entity)).then_some(0);
                self.ranked(subject.words.start, EntityKind::Organization, 0, false, fits).map(|(_, entity)| entity)
            } else {
                None
            }
        });
        Speaker { entity, organization: entity.and_then(|entity| self.represented(entity)) }
    }

    /// Whether the description names whose it is: "her aunt", "the group's secretary".
    fn is_possessed(&self, subject: &Subject, head: usize) -> bool {
        let page = self.page;
        let first = page.lower(subject.words.start);
        matches!(&*first, "his" | "her" | "its" | "their" | "my" | "our" | "whose")
            || (subject.words.start..head).any(|at| page.is_possessor(at))
    }

    /// How far what the article calls a person speaks for or against being called `lower`.
    fn trade_points(&self, entity: usize, lower: &str) -> Option<i32> {
        let words = self.words.get(entity)?;
        let trade = self.trades.get(entity).copied().unwrap_or_default();
        match () {
            () if is_generic(lower) => Some(0),
            () if meant_by(lower).iter().any(|other| words.contains(*other)) => Some(25),
            // "The minister" is no midwife, though who visits a ward may be called "the visitor".
            () if trade => (!Lists::embedded().is_title(lower)).then_some(-25),
            () => Some(0),
        }
    }

    /// The gender that a description tells, or what stands in apposition to it, or the pronoun after it: "the winner said in
    /// her speech".
    fn gender_told(&self, head: usize) -> i32 {
        let page = self.page;
        let own = of_gender(&page.lower(head));
        if own != 0 {
            return own;
        }
        let end = page.line(head).map_or(head, |line| line.words.end).min(head + 8);
        for at in (head + 1..end).take_while(|at| !page.is_quoted(*at)) {
            let told = of_gender(&page.lower(at));
            // "From her helicopter" is the minister's, but "would not let her go" is of somebody else.
            let object = matches!(&*page.lower(at), "her" | "him") && !is_preposition(&page.lower(at - 1));
            let kin = page.word(head + 1) == "," && of_gender(&page.lower(at + 1)) != 0;
            if told != 0 && (!object || kin) {
                // "the administrator, her nephew"
                let kin = of_gender(&page.lower(at + 1));
                return if page.word(head + 1) == "," && kin != 0 { kin } else { told };
            }
        }
        0
    }

    /// "The company's spokesman", "a company spokesperson", "a spokesman for the company": the body that the words beside the
    /// head describe.
    fn body_beside(&self, subject: &Subject, head: usize) -> Option<usize> {
        let page = self.page;
        let is_named = |at: &usize| is_body(&page.lower(*at)) && page.mention(*at).is_none();
        let before = (subject.words.start..head).rev().find(is_named).map(|body| (subject.words.start, body));
        let after = || {
            let of = matches!(&*page.lower(head + 1), "for" | "of" | "from" | "at") && page.lower(head + 2) == "the";
            let body = (head + 3..head + 6).take_while(|at| of && page.is_word(*at)).find(is_named)?;
            Some((head + 2, body))
        };
        let (from, body) = before.or_else(after)?;
        let who = Who::Description { head: body, definite: true };
        let phrase = Subject { who, words: from..body + 1, of: None, speaks_for: false };
        self.described(&phrase, body, true).entity
    }

    /// For whom "a spokeswoman" speaks who is told of with nothing else: the body that the sentence before or this one is about.
    fn body_spoken_for(&self, subject: &Subject) -> Option<usize> {
        let page = self.page;
        if matches!(&*page.lower(subject.words.start), "his" | "her" | "my") {
            return None;
        }
        let here = page.words.get(subject.words.start)?.sentence;
        let mentions = &page.analysis.mentions;
        let start = page.words.get(subject.words.start)?.item.span.start;
        let until = mentions.partition_point(|mention| mention.span.start < start);
        let told = (0..until).rev().take(WINDOW).find(|at| {
            mentions.get(*at).is_some_and(|mention| mention.kind == EntityKind::Organization) && self.is_subject(*at)
        })?;
        let words = page.of_mention.get(told)?;
        let back = here.saturating_sub(page.words.get(words.start)?.sentence);
        mentions.get(told).map(|mention| mention.entity).filter(|_| back <= 2)
    }

    /// The person named before who was introduced by a noun that has the head of the description for another.
    pub(super) fn by_synonym(&self, subject: &Subject, head: usize) -> Option<usize> {
        let lower = self.page.lower(head);
        let fits = |entity| self.trade_points(entity, &lower).filter(|points| *points > 0);
        let found = self.ranked(subject.words.start, EntityKind::Person, self.gender_told(head).signum(), true, fits);
        found.map(|(_, entity)| entity)
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
        let best = |key: &str| {
            let candidates = self.by_word.get(key).into_iter().flatten().copied();
            candidates.filter_map(|entity| Some((points(entity)?, usize::MAX - entity, entity))).max()
        };
        // "The founder" is who "founded the firm".
        let stem = key.strip_suffix("er").or_else(|| key.strip_suffix("or")).filter(|stem| stem.len() > 3);
        let does = || stem.and_then(|stem| best(&format!("{stem}ed")).max(best(&format!("{stem}s"))));
        best(&key).or_else(does).map(|(_, _, entity)| entity)
    }
}
