//! Which words of a sentence are verbs of saying, and no nouns, participles or other verbs that look like them.

use super::cues::{Form, Strength, phrasal, verb};
use super::page::Page;
use super::subject;

/// Whether the verb at `at` is one in the active voice, that has a subject.
pub(super) fn active(page: &Page, at: usize) -> Option<(Strength, Form)> {
    let lower = page.lower(at);
    let verb = phrasal(&lower, &page.lower(at + 1)).or_else(|| verb(&lower))?;
    if page.is_quoted(at) || page.words.get(at).is_some_and(|word| word.mention.is_some()) {
        return None;
    }
    let mut before = at;
    while let Some(back) = before.checked_sub(1).filter(|back| is_adverb(&page.lower(*back))) {
        before = back;
    }
    let prior = before.checked_sub(1).map(|back| page.lower(back)).unwrap_or_default();
    let passive = matches!(&*prior, "was" | "were" | "is" | "are" | "been" | "be" | "being" | "get" | "got")
        && !(matches!(&*lower, "quoted" | "cited") && page.lower(at + 1) == "as");
    let noun = is_noun_before(&prior)
        && !(prior == "that" && verb.form == Form::Past && verb.strength == Strength::Saying)
        && (verb.form != Form::Participle || !matches!(&*prior, "of" | "for" | "in" | "by" | "with"));
    // "Nobody questions", but not "laxer rules" and "two reports".
    let named = before.checked_sub(1).is_none_or(|back| {
        !page.is_word(back)
            || page.mention(back).is_some()
            || page.is_quoted(back)
            || subject::is_pronoun(&prior)
            || prior == "who"
    });
    let noun = noun || verb.form == Form::Present && is_also_noun(&lower) && !named;
    let goes = matches!(&*lower, "went" | "goes" | "go" | "going") && page.lower(at + 1) != "on";
    // "As she put it", but not "would put matters right".
    let puts = matches!(&*lower, "put" | "puts" | "putting") && page.lower(at + 1) != "it";
    let talks = lower.starts_with("talk") && !matches!(&*page.lower(at + 1), "of" | "about");
    let particle = matches!(&*page.lower(at + 1), "off" | "up" | "down") && lower.starts_with("call");
    let plural = named || prior.ends_with('s') && !prior.ends_with("ss");
    let base =
        verb.form == Form::Base && (!plural || matches!(&*prior, "he" | "she" | "it" | "'s" | "was" | "has" | "is"));
    if noun || goes || puts || talks || particle || base || passive && verb.form != Form::Participle {
        return None;
    }
    Some((verb.strength, verb.form))
}

/// Whether a noun and no verb follows.
fn is_noun_before(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "its"
            | "their"
            | "this"
            | "that"
            | "no"
            | "any"
            | "of"
            | "for"
            | "every"
            | "each"
            | "'s"
            | "’s"
            | "in"
            | "at"
            | "with"
            | "on"
            | "from"
            | "by"
            | "our"
            | "my"
            | "some"
            | "new"
            | "latest"
            | "own"
    )
}

/// Verbs whose form in "-s" is more often the plural of a noun.
pub(super) fn is_also_noun(lower: &str) -> bool {
    const NOUNS: &[&str] = &[
        "rules",
        "figures",
        "points",
        "objects",
        "reports",
        "marks",
        "lists",
        "types",
        "texts",
        "prints",
        "bills",
        "faults",
        "styles",
        "casts",
        "needs",
        "fears",
        "guesses",
        "hints",
        "signals",
        "brands",
        "labels",
        "terms",
        "posts",
        "attacks",
        "addresses",
        "appeals",
        "shouts",
        "orders",
        "demands",
        "requests",
        "praises",
        "stresses",
        "muses",
        "values",
        "titles",
        "views",
        "estimates",
        "forecasts",
        "comments",
        "remarks",
        "replies",
        "answers",
        "questions",
        "claims",
        "states",
        "notes",
        "calls",
        "hopes",
        "promises",
        "cries",
        "toasts",
        "salutes",
        "lectures",
        "voices",
        "waves",
        "screams",
        "smiles",
        "sighs",
        "laughs",
        "shrugs",
        "nods",
        "judges",
        "rates",
        "finds",
        "likes",
        "wants",
        "wishes",
        "credits",
        "blames",
        "urges",
        "jokes",
        "counters",
        "pledges",
        "vows",
        "holds",
        "means",
        "puts",
        "reads",
        "snaps",
        "pleas",
        "signs",
        "seeks",
        "e-mails",
        "emails",
        "phones",
        "tweets",
        "thanks",
        "complaints",
        "reasons",
        "cautions",
        "leaves",
        "gives",
        "sends",
        "offers",
        "mentions",
        "talks",
        "queries",
        "rages",
        "gripes",
        "chants",
    ];
    NOUNS.contains(&lower)
}

pub(super) fn is_adverb(lower: &str) -> bool {
    matches!(
        lower,
        "also"
            | "nevertheless"
            | "meanwhile"
            | "however"
            | "likewise"
            | "never"
            | "always"
            | "later"
            | "then"
            | "again"
            | "now"
            | "once"
            | "often"
            | "even"
            | "just"
            | "still"
            | "reportedly"
    ) || lower.len() > 4 && lower.ends_with("ly")
}
