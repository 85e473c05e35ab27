//! Which entity a pronoun or a description means: by what the article calls it, by gender, and by who was named last.

use super::nouns::{is_generic, is_human, is_kin, is_no_company, is_spokes, of_gender};
use super::page::Page;
use super::subject::{self, Subject, Who};
use super::topic;
use crate::analysis::names::{Lists, Person};
use crate::analysis::resolve::gender;
use crate::analysis::{EntityKind, Found, content_of_role, slug};
use std::collections::{HashMap, HashSet};

/// Mentions before a pronoun that are looked at.
pub(super) const WINDOW: usize = 60;
/// Sentences before it.
const REACH: usize = 14;
/// Entities that are looked at for one word of a description.
const CANDIDATES: usize = 24;

/// Who said something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Speaker {
    pub(super) entity: Option<usize>,
    pub(super) organization: Option<usize>,
}

/// What is known of the entities of an article, and who has spoken so far.
pub(super) struct Roster<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    /// For each entity, points for a woman, against a man.
    pub(super) leaning: Vec<i32>,
    /// Words of roles, and of names of organisations, with the entities that have them.
    pub(super) by_word: HashMap<String, Vec<usize>>,
    /// For each entity the words of its roles.
    pub(super) words: Vec<HashSet<String>>,
    /// For each entity, whether the article says what it does, and whether that makes it no company.
    pub(super) trades: Vec<bool>,
    pub(super) no_company: Vec<bool>,
    /// Whether a mention is the subject of its sentence, as far as its place tells.
    subjects: Vec<bool>,
    governed: Vec<bool>,
    /// Whether a mention is the subject of a clause that closes its sentence: "…, which X doubts."
    closing: Vec<bool>,
    /// Tokens of "the minister" and the like, in order, with whom the roles say that they mean.
    implied: Vec<(usize, usize)>,
    /// Tokens of "a woman of 83" and the like that a sentence is about, in order, with the gender that they tell.
    pub(super) strangers: Vec<(usize, i32)>,
    /// The last who spoke, with the sentence where.
    last: Option<(usize, usize)>,
}

impl<'p, 'a> Roster<'p, 'a> {
    pub(super) fn new(page: &'p Page<'a>) -> Self {
        let entities = &page.analysis.entities;
        let mut roster = Self {
            page,
            leaning: vec![0; entities.len()],
            by_word: HashMap::new(),
            words: vec![HashSet::new(); entities.len()],
            trades: vec![false; entities.len()],
            no_company: vec![false; entities.len()],
            subjects: vec![false; page.analysis.mentions.len()],
            governed: vec![false; page.analysis.mentions.len()],
            closing: vec![false; page.analysis.mentions.len()],
            implied: Vec::new(),
            strangers: Vec::new(),
            last: None,
        };
        for (at, entity) in entities.iter().enumerate() {
            let mut words: HashSet<String> = entity.roles.iter().flat_map(|role| content_of_role(role)).collect();
            if entity.kind == EntityKind::Organization {
                words.extend(entity.name.split(|c: char| !c.is_alphanumeric()).map(slug).filter(|word| word.len() > 2));
            }
            if entity.kind == EntityKind::Person {
                let given = Person::parse(&entity.name).given().and_then(|given| Lists::embedded().gender(given));
                let roles: i32 = words.iter().map(|word| of_gender(word)).sum();
                if let Some(leaning) = roster.leaning.get_mut(at) {
                    *leaning = given.map_or(0, gender::of_name) + roles.clamp(-4, 4);
                }
            }
            for word in &words {
                let held = roster.by_word.entry(word.clone()).or_default();
                if held.len() < CANDIDATES {
                    held.push(at);
                }
            }
            let lists = Lists::embedded();
            let trade = |word: &String| !is_generic(word) && !is_kin(word) && (is_human(word) || lists.is_title(word));
            if let Some(slot) = roster.trades.get_mut(at) {
                *slot = words.iter().any(trade);
            }
            if let Some(slot) = roster.no_company.get_mut(at) {
                *slot = words.iter().any(|word| is_no_company(word));
            }
            if let Some(slot) = roster.words.get_mut(at) {
                *slot = words;
            }
        }
        roster.read_mentions();
        roster.implied = roster.offices();
        roster.strangers = roster.unnamed();
        roster
    }

    /// Where the article speaks of a person by a role alone.
    fn offices(&self) -> Vec<(usize, usize)> {
        let page = self.page;
        let office = |at: usize| {
            let opens = page.lower(at) == "the" && !page.is_quoted(at);
            let head = if opens { topic::office(page, at)? } else { return None };
            let words = at..head + 1;
            let governed = at.checked_sub(1).is_some_and(|back| subject::is_preposition(&page.lower(back)));
            // "Ann Lee, the woman who taught him"
            let relative = matches!(&*page.lower(head + 1), "who" | "whose" | "that");
            if governed || relative || page.mention(head + 1).is_some() || page.is_possessor(head) {
                return None;
            }
            let subject =
                Subject { who: Who::Description { head, definite: true }, words, of: None, speaks_for: false };
            let entity = self.by_role(&subject, head).or_else(|| self.by_synonym(&subject, head));
            let entity = entity.filter(|entity| self.kind(*entity) == Some(EntityKind::Person))?;
            Some((at, entity))
        };
        (0..page.words.len()).filter_map(office).collect()
    }

    /// What the words beside each mention tell.
    fn read_mentions(&mut self) {
        let page = self.page;
        let mut subject_of = usize::MAX;
        for (at, mention) in page.analysis.mentions.iter().enumerate() {
            let Some(words) = page.of_mention.get(at).filter(|words| !words.is_empty()) else { continue };
            let Some(line) = page.line(words.start) else { continue };
            let sentence = page.words.get(words.start).map_or(0, |word| word.sentence);
            let governed = subject::governed(page, line.words.start, words);
            if let Some(slot) = self.governed.get_mut(at) {
                *slot = governed;
            }
            if mention.kind != EntityKind::Person && mention.kind != EntityKind::Organization {
                continue;
            }
            let relative =
                words.start.checked_sub(1).is_some_and(|back| matches!(&*page.lower(back), "which" | "whom"));
            if let Some(slot) = self.closing.get_mut(at) {
                *slot = relative && page.is_word(words.end) && !page.is_word(words.end + 1);
            }
            if !governed && !page.is_quoted(words.start) && subject_of != sentence {
                subject_of = sentence;
                if let Some(slot) = self.subjects.get_mut(at) {
                    *slot = true;
                }
            }
            if mention.kind != EntityKind::Person {
                continue;
            }
            if !governed && (words.end..words.end + 2).any(|next| is_won(&page.lower(next))) {
                self.add_word(mention.entity, "winner");
            }
            let start = line.words.start;
            let found = Found {
                span: mention.span,
                kind: mention.kind,
                sentence,
                from: words.start - start,
                to: words.end.saturating_sub(start),
            };
            let until = page.analysis.mentions.get(at + 1..).unwrap_or_default().iter().zip(at + 1..);
            let next = until.take(4).find(|(one, _)| one.kind == EntityKind::Person);
            let next = next.and_then(|(_, at)| page.of_mention.get(at)).map(|words| words.start.saturating_sub(start));
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter(|other| {
                page.kind(*other) == Some(EntityKind::Person)
                    && page.of_mention.get(*other).is_some_and(|words| line.words.contains(&words.start))
            });
            let alone = beside.count() == 0;
            let told = gender::by_pronoun(page.document, &found, next);
            let next = if alone && told == 0 { gender::by_next_sentence(page.document, &found) } else { 0 };
            let said = gender::by_title(page.document, &found) + told + next;
            if let Some(leaning) = self.leaning.get_mut(mention.entity) {
                *leaning = (*leaning + said).clamp(-9, 9);
            }
        }
    }

    /// Remembers `word` as one that `entity` may be called by.
    fn add_word(&mut self, entity: usize, word: &str) {
        let new = self.words.get_mut(entity).is_some_and(|words| words.insert(word.to_owned()));
        let held = self.by_word.entry(word.to_owned()).or_default();
        if new && held.len() < CANDIDATES {
            held.push(entity);
        }
    }

    /// Remembers who spoke in `sentence`, and that a pronoun there showed a gender.
    pub(super) fn spoke(&mut self, entity: usize, sentence: usize) {
        self.last = Some((entity, sentence));
    }

    /// Forgets who spoke, to begin again at the beginning.
    pub(super) fn forget(&mut self) {
        self.last = None;
    }

    /// Who `subject` is.
    pub(super) fn resolve(&self, subject: &Subject) -> Speaker {
        let entity_of = |mention: usize| self.page.analysis.mentions.get(mention).map(|mention| mention.entity);
        match subject.who {
            Who::Mention(mention) => {
                let entity = entity_of(mention);
                let organization = self.organization(entity, subject);
                Speaker { entity, organization }
            }
            Who::Pronoun(at) => {
                let entity = self.pronoun(at);
                Speaker { entity, organization: entity.and_then(|entity| self.represented(entity)) }
            }
            Who::Description { head, definite } => self.described(subject, head, definite),
        }
    }

    /// For whom a person speaks.
    fn organization(&self, entity: Option<usize>, subject: &Subject) -> Option<usize> {
        let entity = entity?;
        let person = self.kind(entity) == Some(EntityKind::Person);
        if !person {
            return None;
        }
        let of = subject.of.filter(|_| subject.speaks_for).and_then(|of| self.page.analysis.mentions.get(of));
        of.map(|mention| mention.entity).or_else(|| self.represented(entity))
    }

    /// The organisation that a role names: "spokeswoman for X".
    pub(super) fn represented(&self, entity: usize) -> Option<usize> {
        let roles = &self.page.analysis.entities.get(entity)?.roles;
        let role = roles.iter().find(|role| content_of_role(role).any(|word| is_spokes(&word)))?;
        let words: Vec<String> = content_of_role(role).filter(|word| !is_spokes(word)).collect();
        let mut candidates = words.iter().filter_map(|word| self.by_word.get(word)).flatten().copied();
        let fits = |at: &usize| {
            let Some(one) = self.page.analysis.entities.get(*at) else { return false };
            let named = std::iter::once(&one.name).chain(&one.aliases).any(|name| role.contains(name.as_str()));
            one.kind == EntityKind::Organization && named
        };
        candidates.find(fits)
    }

    fn kind(&self, entity: usize) -> Option<EntityKind> {
        self.page.analysis.entities.get(entity).map(|entity| entity.kind)
    }

    /// Who speaks where "she added" or "he went on": who spoke last, if the pronoun may mean that one.
    pub(super) fn goes_on(&self, at: usize) -> Option<usize> {
        let (entity, sentence) = self.last?;
        let gender = of_gender(&self.page.lower(at)).signum();
        let back = self.page.words.get(at)?.sentence.saturating_sub(sentence);
        let fits = self.leaning.get(entity)? * gender > -2 && gender != 0;
        (back <= 3 && fits && self.kind(entity) == Some(EntityKind::Person)).then_some(entity)
    }

    /// Who is meant by "him" in "X quoted him as saying", where `at` is "him": not X.
    fn object(&self, at: usize, gender: i32) -> Option<usize> {
        let page = self.page;
        let line = page.line(at)?;
        let quoting: Vec<usize> = (line.words.start.max(at.saturating_sub(40))..at)
            .filter_map(|at| page.mention(at))
            .map(|(_, mention)| mention.entity)
            .collect();
        let other = |entity: usize| (!quoting.contains(&entity)).then_some(0);
        self.ranked(at, EntityKind::Person, gender, false, other).map(|(_, entity)| entity)
    }

    /// Who is meant by the pronoun at token `at`.
    fn pronoun(&self, at: usize) -> Option<usize> {
        let lower = self.page.lower(at);
        if matches!(&*lower, "him" | "her") && self.page.lower(at + 1) == "as" {
            return self.object(at, of_gender(&lower).signum());
        }
        if let Some(main) = self.told_of(at) {
            let gender = if lower == "she" { 1 } else { -1 };
            let other = |entity: usize| (entity != main).then_some(0);
            return self.ranked(at, EntityKind::Person, gender, false, other).map(|(_, entity)| entity);
        }
        match &*lower {
            "she" | "her" | "hers" => self.recent(at, EntityKind::Person, 1),
            "he" | "him" | "his" => self.recent(at, EntityKind::Person, -1),
            "it" | "its" => self.recent(at, EntityKind::Organization, 0),
            _ => self.recent(at, EntityKind::Organization, 0),
        }
    }

    /// Of whom the pronoun at token `at` tells: "Xi, he let readers know, is a friend" has somebody else for "he".
    fn told_of(&self, at: usize) -> Option<usize> {
        let (name, comma) = (at.checked_sub(2)?, at.checked_sub(1)?);
        let told = matches!(&*self.page.lower(at), "he" | "she") && self.page.word(comma) == ",";
        let (number, mention) = self.page.mention(name).filter(|_| told)?;
        (mention.kind == EntityKind::Person && !self.is_governed(number)).then_some(mention.entity)
    }

    /// Whether mention `mention` is a complement or a possessor.
    pub(super) fn is_governed(&self, mention: usize) -> bool {
        self.governed.get(mention).copied().unwrap_or_default()
    }

    /// Whether mention `mention` is the subject of its sentence.
    pub(super) fn is_subject(&self, mention: usize) -> bool {
        self.subjects.get(mention).copied().unwrap_or_default()
    }

    /// The entity of `kind` that is most in mind before token `at`; `gender` is 1 for a woman, -1 for a man. `None` where that
    /// is somebody without a name.
    pub(super) fn recent(&self, at: usize, kind: EntityKind, gender: i32) -> Option<usize> {
        self.ranked(at, kind, gender, false, |_| Some(0)).map(|(_, entity)| entity)
    }

    /// The same with its points, to which `weigh` adds; it gives `None` for who cannot be meant. Of whom a description is used
    /// (`described`), it matters more how near he was named, and less as what.
    pub(super) fn ranked(
        &self,
        at: usize,
        kind: EntityKind,
        gender: i32,
        described: bool,
        weigh: impl Fn(usize) -> Option<i32>,
    ) -> Option<(i32, usize)> {
        let page = self.page;
        let here = page.words.get(at)?;
        let mentions = &page.analysis.mentions;
        let until = mentions.partition_point(|mention| mention.span.start < here.item.span.start);
        let mut scored: Vec<(i32, usize)> = Vec::new();
        let mut offer = |entity: usize, points: i32| {
            let Some(weight) = weigh(entity) else { return };
            let leaning = self.leaning.get(entity).copied().unwrap_or_default() * gender;
            if gender != 0 && leaning < -2 {
                return;
            }
            let points = points + weight + if leaning > 1 { 8 } else { 4 * leaning };
            match scored.iter_mut().find(|(_, held)| *held == entity) {
                Some(held) => held.0 = held.0.max(points),
                None => scored.push((points, entity)),
            }
        };
        for number in (0..until).rev().take(WINDOW) {
            let Some(mention) = mentions.get(number) else { continue };
            let Some(words) = page.of_mention.get(number) else { continue };
            let Some(sentence) = page.words.get(words.start).map(|word| word.sentence) else { continue };
            let back = here.sentence.saturating_sub(sentence);
            if back > REACH {
                break;
            }
            if mention.kind != kind {
                continue;
            }
            let flag = |flags: &Vec<bool>| flags.get(number).copied().unwrap_or_default();
            let mut points = 100 - if described { 12 } else { 10 } * back as i32;
            points += if flag(&self.subjects) { 12 } else { 0 };
            points += if flag(&self.closing) { 15 } else { 0 };
            points += if flag(&self.subjects) && back == 0 { 10 } else { 0 };
            points -= if !flag(&self.governed) {
                0
            } else if described {
                4
            } else {
                12
            };
            points -= if page.is_quoted(words.start) { 30 } else { 0 };
            // A body that the article is about is meant before one that it names once.
            if kind == EntityKind::Organization {
                let count = page.analysis.entities.get(mention.entity).map_or(0, |entity| entity.count);
                points += 3 * count.min(6) as i32;
            }
            offer(mention.entity, points);
        }
        let until = self.implied.partition_point(|(token, _)| *token < at);
        for (token, entity) in self.implied.get(..until).unwrap_or_default().iter().rev().take(6) {
            let sentence = page.words.get(*token).map_or(0, |word| word.sentence);
            let back = here.sentence.saturating_sub(sentence);
            if kind == EntityKind::Person && back <= REACH {
                offer(*entity, 100 - 10 * back as i32 + 10);
            }
        }
        if let Some((entity, sentence)) = self.last.filter(|(entity, _)| self.kind(*entity) == Some(kind)) {
            let back = here.sentence.saturating_sub(sentence);
            if back <= REACH {
                offer(entity, 100 - 10 * back as i32 + 10);
            }
        }
        let best = scored.into_iter().max_by_key(|(points, entity)| (*points, usize::MAX - entity))?;
        let stranger = if kind == EntityKind::Person { self.stranger(at, gender) } else { None };
        stranger.is_none_or(|points| points < best.0).then_some(best)
    }
}

/// Whether the subject of the verb may be called "the winner" afterwards.
fn is_won(lower: &str) -> bool {
    matches!(lower, "won" | "wins" | "beat" | "beats" | "defeated" | "defeats" | "triumphed" | "triumphs")
}
