//! Which entity a pronoun or a description means: by what the article calls it, by gender, and by who was named last.

use super::page::Page;
use super::subject::{self, Subject, Who};
use crate::analysis::names::{Lists, Person};
use crate::analysis::resolve::gender;
use crate::analysis::{EntityKind, Found, content_of_role, slug};
use std::collections::{HashMap, HashSet};

/// Mentions before a pronoun that are looked at.
const WINDOW: usize = 60;
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
    page: &'p Page<'a>,
    /// For each entity, points for a woman, against a man.
    leaning: Vec<i32>,
    /// Words of roles, and of names of organisations, with the entities that have them.
    by_word: HashMap<String, Vec<usize>>,
    /// For each entity the words of its roles.
    words: Vec<HashSet<String>>,
    /// Whether a mention is the subject of its sentence, as far as its place tells.
    subjects: Vec<bool>,
    governed: Vec<bool>,
    /// Tokens of "the minister" and the like, in order, with whom the roles say that they mean.
    implied: Vec<(usize, usize)>,
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
            subjects: vec![false; page.analysis.mentions.len()],
            governed: vec![false; page.analysis.mentions.len()],
            implied: Vec::new(),
            last: None,
        };
        for (at, entity) in entities.iter().enumerate() {
            let mut words: HashSet<String> = entity.roles.iter().flat_map(|role| content_of_role(role)).collect();
            if entity.kind == EntityKind::Organization {
                words.extend(entity.name.split(|c: char| !c.is_alphanumeric()).map(slug).filter(|word| word.len() > 2));
            }
            if entity.kind == EntityKind::Person {
                let given = Person::parse(&entity.name).given().and_then(|given| Lists::embedded().gender(given));
                let roles: i32 = words.iter().map(|word| of_word(word)).sum();
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
            if let Some(slot) = roster.words.get_mut(at) {
                *slot = words;
            }
        }
        roster.read_mentions();
        roster.implied = roster.offices();
        roster
    }

    /// Where the article speaks of a person by a role alone.
    fn offices(&self) -> Vec<(usize, usize)> {
        let (page, lists) = (self.page, Lists::embedded());
        let office = |at: usize| {
            let opens = page.lower(at) == "the" && !page.is_quoted(at);
            let head =
                (at + 1..at + 4).take_while(|next| opens && page.is_word(*next) && page.mention(*next).is_none());
            let head = head.last().filter(|head| lists.is_title(&page.lower(*head)) || is_human(&page.lower(*head)));
            let head = head.or_else(|| Some(at + 1).filter(|head| opens && lists.is_title(&page.lower(*head))))?;
            let words = at..head + 1;
            let governed = at.checked_sub(1).is_some_and(|back| subject::is_preposition(&page.lower(back)));
            if governed || page.mention(head + 1).is_some() || page.is_possessor(head) {
                return None;
            }
            let subject =
                Subject { who: Who::Description { head, definite: true }, words, of: None, speaks_for: false };
            let entity =
                self.by_role(&subject, head).filter(|entity| self.kind(*entity) == Some(EntityKind::Person))?;
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
            if !governed && !page.is_quoted(words.start) && subject_of != sentence {
                subject_of = sentence;
                if let Some(slot) = self.subjects.get_mut(at) {
                    *slot = true;
                }
            }
            if mention.kind != EntityKind::Person {
                continue;
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
            let said = gender::by_title(page.document, &found) + gender::by_pronoun(page.document, &found, next);
            if let Some(leaning) = self.leaning.get_mut(mention.entity) {
                *leaning = (*leaning + said).clamp(-9, 9);
            }
        }
    }

    /// Remembers who spoke in `sentence`, and that a pronoun there showed a gender.
    pub(super) fn spoke(&mut self, entity: usize, sentence: usize) {
        self.last = Some((entity, sentence));
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
    fn represented(&self, entity: usize) -> Option<usize> {
        let roles = &self.page.analysis.entities.get(entity)?.roles;
        let role = roles.iter().find(|role| content_of_role(role).any(|word| subject::is_spokes(&word)))?;
        let words: Vec<String> = content_of_role(role).filter(|word| !subject::is_spokes(word)).collect();
        let candidates = words.iter().filter_map(|word| self.by_word.get(word)).flatten().copied();
        let fits = |at: &usize| {
            let Some(one) = self.page.analysis.entities.get(*at) else { return false };
            let named = std::iter::once(&one.name).chain(&one.aliases).any(|name| role.contains(name.as_str()));
            one.kind == EntityKind::Organization && named
        };
        let by_word = candidates.into_iter().find(fits);
        by_word
    }

    fn kind(&self, entity: usize) -> Option<EntityKind> {
        self.page.analysis.entities.get(entity).map(|entity| entity.kind)
    }

    /// Who is meant by the pronoun at token `at`.
    fn pronoun(&self, at: usize) -> Option<usize> {
        let lower = self.page.lower(at);
        match &*lower {
            "she" | "her" | "hers" => self.recent(at, EntityKind::Person, 1),
            "he" | "him" | "his" => self.recent(at, EntityKind::Person, -1),
            "it" | "its" => self.recent(at, EntityKind::Organization, 0),
            _ => self.recent(at, EntityKind::Organization, 0),
        }
    }

    /// The entity of `kind` that is most in mind before token `at`; `gender` is 1 for a woman, -1 for a man.
    fn recent(&self, at: usize, kind: EntityKind, gender: i32) -> Option<usize> {
        let page = self.page;
        let here = page.words.get(at)?;
        let mentions = &page.analysis.mentions;
        let until = mentions.partition_point(|mention| mention.span.start < here.item.span.start);
        let mut scored: Vec<(i32, usize)> = Vec::new();
        let mut offer = |entity: usize, points: i32| {
            let leaning = self.leaning.get(entity).copied().unwrap_or_default() * gender;
            if gender != 0 && leaning < -1 {
                return;
            }
            let points = points + if leaning > 1 { 8 } else { 4 * leaning };
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
            let mut points = 100 - 10 * back as i32;
            points += if flag(&self.subjects) { 12 } else { 0 };
            points += if flag(&self.subjects) && back == 0 { 10 } else { 0 };
            points -= if flag(&self.governed) { 12 } else { 0 };
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
        scored.into_iter().max_by_key(|(points, entity)| (*points, usize::MAX - entity)).map(|(_, entity)| entity)
    }

    /// Who "the minister" or "a spokeswoman for X" is.
    fn described(&self, subject: &Subject, head: usize, definite: bool) -> Speaker {
        let page = self.page;
        let lower = page.lower(head);
        let of = subject.of.and_then(|of| page.analysis.mentions.get(of)).map(|mention| mention.entity);
        let spokes = subject::is_spokes(&lower);
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
        let entity = self.by_role(subject, head).or_else(|| {
            let body = is_body(&lower);
            let demonym = page.mention(head).is_some_and(|(_, mention)| mention.kind == EntityKind::Group);
            if demonym
                || is_human(&lower)
                || Lists::embedded().is_title(&lower)
                || page.word(head).starts_with(|c: char| c.is_ascii_digit())
            {
                let gender = self.gender_told(head).signum();
                let someone = self.recent(subject.words.start, EntityKind::Person, gender).filter(|_| !plural);
                someone
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
        let own = of_word(&page.lower(head));
        let end = page.line(head).map_or(head, |line| line.words.end).min(head + 8);
        let after = (head + 1..end).take_while(|at| !page.is_quoted(*at)).map(|at| page.lower(at));
        let told = after.into_iter().find(|word| matches!(&**word, "his" | "her" | "she" | "he"));
        if own != 0 { own } else { told.map_or(0, |word| of_word(&word)) }
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
    fn by_role(&self, subject: &Subject, head: usize) -> Option<usize> {
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
            if self.leaning.get(entity)? * gender < -1 {
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

/// What a word says of somebody's gender.
fn of_word(lower: &str) -> i32 {
    match lower {
        "woman" | "mother" | "daughter" | "sister" | "wife" | "widow" | "aunt" | "niece" | "grandmother" | "girl"
        | "actress" | "queen" | "princess" | "lady" | "spokeswoman" | "chairwoman" | "businesswoman"
        | "congresswoman" | "she" | "her" | "policewoman" | "waitress" | "midwife" | "saleswoman" | "heroine" => 4,
        "man" | "father" | "son" | "brother" | "husband" | "widower" | "uncle" | "nephew" | "grandfather" | "boy"
        | "king" | "prince" | "spokesman" | "chairman" | "businessman" | "congressman" | "he" | "his" | "fisherman"
        | "policeman" | "salesman" | "boatman" | "skipper" => -4,
        _ => 0,
    }
}

/// Whether the word is used of a human being.
pub(super) fn is_human(lower: &str) -> bool {
    const ENDINGS: &[&str] = &["man", "woman", "person", "ist", "eer", "ician"];
    ENDINGS.iter().any(|ending| lower.ends_with(ending) && lower.len() > ending.len() + 1)
        || lower.len() > 4
            && (lower.ends_with("er") || lower.ends_with("or"))
            && !matches!(
                lower,
                "paper"
                    | "number"
                    | "letter"
                    | "order"
                    | "river"
                    | "water"
                    | "summer"
                    | "winter"
                    | "weather"
                    | "carrier"
                    | "tower"
                    | "harbor"
                    | "power"
                    | "newspaper"
                    | "former"
                    | "other"
                    | "maker"
                    | "operator"
                    | "developer"
            )
        || of_word(lower) != 0
        || matches!(
            lower,
            "old"
                | "elder"
                | "younger"
                | "latter"
                | "graduate"
                | "veteran"
                | "native"
                | "boss"
                | "chief"
                | "professor"
                | "victor"
                | "loser"
                | "rival"
                | "parent"
                | "teenager"
                | "child"
                | "friend"
                | "cousin"
                | "sovereign"
                | "monarch"
                | "guest"
                | "host"
                | "head"
                | "executive"
                | "newcomer"
                | "patient"
        )
}

/// Whether the word is used of an organisation.
fn is_body(lower: &str) -> bool {
    matches!(
        lower,
        "company"
            | "firm"
            | "bank"
            | "union"
            | "agency"
            | "airline"
            | "club"
            | "party"
            | "court"
            | "commission"
            | "group"
            | "association"
            | "authority"
            | "operator"
            | "developer"
            | "carrier"
            | "maker"
            | "manufacturer"
            | "council"
            | "university"
            | "paper"
            | "newspaper"
            | "federation"
            | "foundation"
            | "institute"
            | "regulator"
            | "broker"
            | "brokerage"
            | "chain"
            | "charity"
            | "chipmaker"
            | "carmaker"
            | "planemaker"
            | "producer"
            | "lender"
            | "insurer"
            | "retailer"
            | "organisation"
            | "organization"
            | "team"
            | "board"
            | "bureau"
            | "department"
            | "ministry"
            | "office"
            | "utility"
            | "watchdog"
            | "network"
            | "broadcaster"
            | "museum"
            | "school"
            | "hospital"
            | "committee"
            | "guild"
            | "league"
            | "cooperative"
            | "consortium"
            | "mission"
            | "bloc"
            | "fund"
            | "owner"
            | "builder"
            | "shipyard"
            | "yard"
            | "service"
            | "movement"
            | "society"
            | "chamber"
            | "conglomerate"
            | "supplier"
            | "exporter"
            | "importer"
            | "start-up"
            | "startup"
            | "studio"
            | "label"
            | "publisher"
            | "weekly"
            | "daily"
            | "magazine"
            | "secretariat"
            | "registry"
            | "tribunal"
    )
}

/// Whether who is so called speaks for a body whose name stands beside it.
fn speaks_as_body(lower: &str) -> bool {
    matches!(lower, "representative" | "statement" | "bulletin" | "communiqué" | "report" | "release")
}
