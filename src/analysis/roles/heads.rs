//! What a role is called by: nouns for a person or a body, by list and by ending, and where in a phrase such a head stands.
//! A phrase without one says what somebody does or where he is from, and is no role.

use super::Around;
use super::words::{is_body, is_determiner, is_participle};
use crate::analysis::names::Lists;
use crate::analysis::quotes::{is_body_noun, is_human};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Nouns for a person that neither the titles nor an ending tell.
const PEOPLE: &str = "academic accountant accused adolescent advocate agent ally amateur appointee aristocrat assistant \
    associate athlete attendant baby billionaire boss boy bride captain chap chef chief chieftain child client colleague \
    commandant conservative contestant convict cook cop counterpart criminal critic crook culprit cynic daughter delegate \
    descendant designee despot detainee devotee dissident diva dove employee enemy evacuee ex-convict exile expert favorite \
    favourite fellow felon fiancé fiancée figure firebrand foe fugitive genius girl godfather graduate grandson \
    granddaughter groom guest guru guy gymnast hardman hawk head heavyweight heir heiress hermit hero heroine hopeful host \
    hostess icon idol immigrant incumbent individual informant inmate intellectual judoka kid kingpin lad laureate legend \
    liberal lightweight maestro magistrate magnate mastermind matriarch maverick medic member merchant migrant militant \
    millionaire moderate mogul mole mom monarch mother mufti mullah mum native nemesis nominee oligarch opponent orphan \
    outcast outsider pariah parent participant partner patient patriot peasant pretender prisoner prodigy professional \
    prophet protege protégé protégée pupil radical recipient refugee regent retiree rival rookie saint sceptic scion \
    servant shah substitute skeptic son spouse spy star superstar supremo tenor teen thug twin tyrant undergraduate underdog \
    vagrant veteran victim villain virtuoso wife youth";

/// What ends as such a noun does, and is none.
const NO_PEOPLE: &str = "him his her she he after alter another anger answer banister bigger bitter bother broader buffer bumper burger calmer \
    career center cheaper checklist cheer chopper clever closer clover coffer cold color colour confer consider consist corner \
    cover cylinder danger darker december deeper deer defer deliver differ dinner discover door earlier easier easter either \
    enter error ever every exist exterior further faster fewer fiber filter finger fitter floor folder forever foster frontier \
    gather german ginger glimmer greater hammer hamster harder her higher hinder honor honour horror hover however hunger human \
    humor humour indoor infer inferior inner insist interior kilometer larger later ledger lesser linger litter liver longer lower \
    manner meander merger minor mirror mister mitigator moister monitor moreover murder narrower nearer neither never newer norman \
    november number october odor older order other otherwise ottoman outdoor outer over parameter pepper persist playlist \
    ponder poor poster power prayer prefer prior proper quarter queer rather recover refer remember render resist richer \
    river roman rooster roster rumor rumour sector semester senior september shortlist shorter shoulder shower shrewder \
    sinister slipper slower smaller sneer sober sooner steer stronger suffer summer super superior surrender talisman \
    thermometer thunder together tougher tower transfer trigger twist uncover under upper utter vector veneer waist wander \
    weaker whatever whenever wherever whether whichever whisper wider winter wonder younger outlier starter";

/// What a body may be, beside what the attribution of quotations knows.
const BODIES: &str = "alliance ally arm army band bidder bloc body branch brand brigade brewery campaign cartel center centre \
    choir church coalition collective college congregation convoy corporation division employer faction family favourite \
    favorite front gang giant hotel initiative laboratory lab legislature majority militia minority monastery navy newcomer \
    orchestra organ organiser organizer outfit parent parliament partner police predecessor refinery regiment rival seller \
    senate sponsor squad successor theatre theater think-tank tribe trust unit wing winner loser opponent buyer outlet";

/// What may follow the head of a title: "secretary general", "president-elect".
const AFTER_HEAD: &[&str] =
    &["general", "elect", "designate", "emeritus", "laureate", "superior", "adjunct", "based", "responsible"];

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

static PEOPLE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(PEOPLE));
static NO_PEOPLE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(NO_PEOPLE));
static BODIES_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| set(BODIES));

/// Whether the common noun is used of a person.
fn is_person(lower: &str) -> bool {
    const ENDINGS: &[&str] =
        &["master", "lord", "crat", "cian", "rian", "dian", "eur", "smith", "wright", "herd", "maid", "boy"];
    // "stepfather", "co-owner": of the second part.
    let last = lower.rsplit('-').next().unwrap_or(lower);
    if PEOPLE_SET.contains(last) || last.len() < lower.len() && Lists::embedded().is_title(last) {
        return true;
    }
    let ends = ENDINGS.iter().any(|ending| last.len() > ending.len() + 1 && last.ends_with(ending));
    (ends || is_human(last)) && !NO_PEOPLE_SET.contains(last) && !matches!(last, "old" | "meridian" | "latter")
}

fn is_organization(lower: &str) -> bool {
    let last = lower.rsplit('-').next().unwrap_or(lower);
    is_body(lower)
        || is_body_noun(last)
        || BODIES_SET.contains(last)
        || ["maker", "builder", "owner"].iter().any(|ending| last.ends_with(ending))
}

/// Whether the word at `at` can be the head of a role of what is named. A capital is a name's, unless it is a title's.
pub(super) fn is_head(around: &Around, at: usize) -> bool {
    let lower = around.lower(at);
    let capital = around.is_capital(at);
    match around.person {
        true => around.is_title(at) || PEOPLE_SET.contains(lower.as_str()) || !capital && is_person(&lower),
        false => !capital && is_organization(&lower),
    }
}

/// The head of the phrase: the last noun that can be one before what belongs to it ("of the clinic", "who …", "based in …").
pub(super) fn head(around: &Around, from: usize, to: usize) -> Option<usize> {
    let belongs = |at: &usize| {
        let lower = around.lower(*at);
        // "forestry and water minister" has its head after "and".
        let joins = matches!(lower.as_str(), "and" | "or") && (from..*at).any(|at| is_head(around, at));
        let parts = joins
            || matches!(
                lower.as_str(),
                "of" | "for"
                    | "at"
                    | "in"
                    | "from"
                    | "with"
                    | "to"
                    | "on"
                    | "by"
                    | "behind"
                    | "under"
                    | "among"
                    | "better"
            )
            || lower == ",";
        parts || matches!(lower.as_str(), "who" | "which" | "that" | "whose" | "against" | "over" | "near" | "between")
    };
    let end = (from + 1..to).find(belongs).unwrap_or(to);
    let head = (from..end).rev().find(|at| is_head(around, *at))?;
    let next = around.lower(head + 1);
    let closed = head + 1 == end
        || AFTER_HEAD.contains(&next.as_str())
        || next.len() > 4 && (next.ends_with("ed") || next.ends_with("ing"))
        || !around.is_word(head + 1);
    closed.then_some(head)
}

/// Whether the word at `at` is a participle that tells of the noun after it: "the disgraced financier", not "arrested lawyer".
pub(super) fn is_attribute(around: &Around, at: usize) -> bool {
    let lower = around.lower(at);
    if !(lower.len() > 4 && lower.ends_with("ed")) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return true };
    is_participle(&lower) || lower.contains('-') || is_determiner(&around.lower(before)) || around.is_hyphen(before)
}
