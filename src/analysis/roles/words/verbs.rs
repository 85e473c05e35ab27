//! Verbs and participles about roles.

/// Verbs that say what somebody does for a living or as an office: "who heads the Y".
const DUTIES: &[&str] = &[
    "advises",
    "buys",
    "captains",
    "chaired",
    "chairs",
    "coaches",
    "commands",
    "commanded",
    "co-founded",
    "covers",
    "cooks",
    "directs",
    "drives",
    "edits",
    "farms",
    "follows",
    "founded",
    "governs",
    "grows",
    "guards",
    "headed",
    "heads",
    "herds",
    "keeps",
    "leads",
    "led",
    "lectures",
    "makes",
    "manages",
    "managed",
    "mends",
    "oversees",
    "owns",
    "plays",
    "presides",
    "raises",
    "repairs",
    "represents",
    "researches",
    "runs",
    "sells",
    "serves",
    "speaks",
    "studies",
    "supervises",
    "teaches",
    "tracks",
    "trades",
    "trains",
    "works",
    "writes",
];

pub(in crate::analysis::roles) fn is_duty(lower: &str) -> bool {
    DUTIES.contains(&lower)
}

/// Participles that stand before a noun for a person more often than they are verbs.
pub(in crate::analysis::roles) fn is_participle(lower: &str) -> bool {
    matches!(
        lower,
        "acclaimed"
            | "accused"
            | "beleaguered"
            | "besieged"
            | "celebrated"
            | "convicted"
            | "decorated"
            | "defeated"
            | "deposed"
            | "disgraced"
            | "embattled"
            | "exiled"
            | "experienced"
            | "feared"
            | "hardened"
            | "imprisoned"
            | "indicted"
            | "jailed"
            | "long-exiled"
            | "ousted"
            | "renowned"
            | "reputed"
            | "respected"
            | "retired"
            | "sacked"
            | "sanctioned"
            | "seasoned"
            | "styled"
            | "proclaimed"
            | "trusted"
            | "wanted"
            | "undisputed"
    )
}

/// Verbs that no role holds: what headlines do with those who bear a title, and, after "to", what is to be done with them.
pub(in crate::analysis::roles) fn is_headline_verb(lower: &str, after_to: bool) -> bool {
    let bare = matches!(
        lower,
        "appoint"
            | "arrest"
            | "assist"
            | "back"
            | "beat"
            | "brief"
            | "call"
            | "challenge"
            | "confirm"
            | "defeat"
            | "elect"
            | "face"
            | "free"
            | "greet"
            | "help"
            | "host"
            | "impeach"
            | "join"
            | "meet"
            | "name"
            | "nominate"
            | "oust"
            | "pick"
            | "replace"
            | "sack"
            | "see"
            | "succeed"
            | "sue"
            | "support"
            | "thank"
            | "urge"
            | "visit"
            | "warn"
            | "welcome"
    );
    after_to && bare
        || matches!(
            lower,
            "accuses"
                | "appoints"
                | "arrests"
                | "asks"
                | "backs"
                | "beat"
                | "beats"
                | "blames"
                | "bring"
                | "brings"
                | "brought"
                | "calls"
                | "chose"
                | "confirm"
                | "confirms"
                | "drew"
                | "elects"
                | "faces"
                | "fires"
                | "fought"
                | "frees"
                | "greets"
                | "held"
                | "helps"
                | "hires"
                | "hits"
                | "hosts"
                | "jails"
                | "joins"
                | "kills"
                | "lost"
                | "made"
                | "meet"
                | "meets"
                | "names"
                | "ousts"
                | "paid"
                | "picks"
                | "praises"
                | "sacks"
                | "sees"
                | "sent"
                | "shot"
                | "sues"
                | "thanks"
                | "urges"
                | "visits"
                | "warns"
                | "welcomes"
                | "wins"
        )
}

/// What a sentence goes on with, and no apposition holds.
pub(in crate::analysis::roles) fn is_verb(lower: &str) -> bool {
    matches!(
        lower,
        "said"
            | "says"
            | "told"
            | "was"
            | "is"
            | "has"
            | "had"
            | "were"
            | "are"
            | "have"
            | "will"
            | "would"
            | "adding"
            | "added"
            | "wrote"
            | "reported"
            | "announced"
            | "according"
            | "because"
            | "but"
            | "where"
            | "when"
            | "while"
            | "after"
            | "before"
            | "did"
            | "does"
            | "could"
            | "can"
            | "may"
            | "might"
            | "should"
    )
}
