//! Words that tell where a role begins and ends.

/// Forms of address, which are no roles by themselves.
const ADDRESS: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "sir", "madam", "madame", "monsieur", "mme", "st", "messrs", "dame", "señor",
    "señora", "dr", "hon", "prof", "rev", "don", "doña",
];

/// Words that no role goes back across: of grammar, and common verbs.
const STOPS: &[&str] = &[
    "a",
    "about",
    "according",
    "after",
    "again",
    "against",
    "ago",
    "alongside",
    "also",
    "although",
    "am",
    "among",
    "an",
    "and",
    "are",
    "as",
    "asked",
    "at",
    "be",
    "because",
    "been",
    "before",
    "behind",
    "between",
    "both",
    "but",
    "by",
    "called",
    "came",
    "can",
    "could",
    "did",
    "do",
    "does",
    "during",
    "each",
    "either",
    "every",
    "for",
    "former",
    "from",
    "gave",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "if",
    "in",
    "inside",
    "into",
    "is",
    "it",
    "its",
    "later",
    "left",
    "like",
    "may",
    "meanwhile",
    "met",
    "might",
    "my",
    "near",
    "never",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "only",
    "or",
    "our",
    "out",
    "over",
    "ran",
    "said",
    "saw",
    "say",
    "says",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "such",
    "tell",
    "tells",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "told",
    "took",
    "toward",
    "towards",
    "two",
    "under",
    "until",
    "up",
    "upon",
    "was",
    "we",
    "went",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "won",
    "would",
    "wrote",
    "yet",
    "you",
    "your",
];

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

/// What an organisation may be called before its name: "the consultancy Noordzee Metals".
const BODIES: &[&str] = &[
    "agency",
    "airline",
    "alliance",
    "association",
    "automaker",
    "bank",
    "brewer",
    "broadcaster",
    "brokerage",
    "builder",
    "business",
    "campaigners",
    "carmaker",
    "carrier",
    "chain",
    "chamber",
    "champions",
    "channel",
    "charity",
    "club",
    "company",
    "conglomerate",
    "consortium",
    "consultancy",
    "contractor",
    "cooperative",
    "co-operative",
    "court",
    "daily",
    "developer",
    "distributor",
    "exchange",
    "exporter",
    "federation",
    "firm",
    "foundation",
    "fund",
    "giant",
    "group",
    "holding",
    "house",
    "importer",
    "insurer",
    "institute",
    "league",
    "lender",
    "ltd",
    "maker",
    "manufacturer",
    "magazine",
    "miner",
    "monopoly",
    "movement",
    "network",
    "newspaper",
    "operator",
    "opposition",
    "organisation",
    "organization",
    "organiser",
    "organizer",
    "outlet",
    "owner",
    "paper",
    "party",
    "planemaker",
    "platform",
    "portal",
    "producer",
    "publisher",
    "refiner",
    "regulator",
    "retailer",
    "rival",
    "rivals",
    "shipbuilder",
    "shipper",
    "side",
    "site",
    "smelter",
    "start-up",
    "startup",
    "station",
    "subsidiary",
    "supplier",
    "syndicate",
    "tank",
    "team",
    "union",
    "university",
    "utility",
    "watchdog",
    "website",
    "weekly",
    "wholesaler",
    "yard",
    "landlords",
];

pub(super) fn is_address(lower: &str) -> bool {
    ADDRESS.contains(&lower.trim_end_matches('.'))
}

/// Whether no role goes back across this word. Verbs in the past and participles count, other than those that are titles'.
pub(super) fn is_stop(lower: &str) -> bool {
    STOPS.contains(&lower) || (lower.len() > 4 && (lower.ends_with("ed") || lower.ends_with("ly")))
}

/// Participles that stand before a noun for a person more often than they are verbs.
pub(super) fn is_participle(lower: &str) -> bool {
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
pub(super) fn is_headline_verb(lower: &str, after_to: bool) -> bool {
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

/// What cannot end a role.
pub(super) fn is_joining(lower: &str) -> bool {
    matches!(
        lower,
        "and" | "or" | "but" | "of" | "for" | "in" | "at" | "on" | "to" | "with" | "from" | "by" | "the" | "a"
    )
}

pub(super) fn is_duty(lower: &str) -> bool {
    DUTIES.contains(&lower)
}

pub(super) fn is_body(lower: &str) -> bool {
    BODIES.contains(&lower)
}

pub(super) fn is_determiner(lower: &str) -> bool {
    matches!(lower, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "one" | "another" | "whose")
}

/// What ends an apposition.
pub(super) fn is_closing(word: &str) -> bool {
    matches!(word, "," | "." | ";" | ":" | "—" | "–" | ")" | "(" | "?" | "!" | "“" | "”" | "\"" | "")
}

/// What a sentence goes on with, and no apposition holds.
pub(super) fn is_verb(lower: &str) -> bool {
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
