//! Words that credit somebody with what is said.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How far a verb shows that somebody's words stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// It tells of words only where quotation marks do: "found", "sees", "died of".
    Weak,
    /// It is about words and takes them as its object: "called", "praised", "mumbled".
    Speaking,
    /// What is said may follow as a clause: "said", "warned".
    Saying,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "say".
    Base,
    /// "says".
    Present,
    /// "said".
    Past,
    /// "saying".
    Participle,
}

/// A verb that may be a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    pub(super) strength: Strength,
    pub(super) form: Form,
}

/// Verbs that a clause may follow.
const SAYING: &str = "acknowledge add admit affirm agree allege announce answer argue assert assure believe boast \
    caution claim comment complain concede conclude confess confirm contend counter declare deny disclose emphasise \
    emphasize estimate exclaim expect explain fear figure forecast grumble guess hint hope indicate inform insist joke lament \
    maintain marvel mention mourn muse note notify object observe opine pledge point predict proclaim promise pronounce \
    propose protest quip reason recall reckon recommend regret reiterate remark remember remind repeat reply report respond retort \
    reveal reassert signal specify speculate state stipulate stress suggest suspect testify tweet underline \
    underscore vow warn whine wisecrack advise concur deadpan demand recount bemoan brag calculate confide demur divulge \
    fret interject philosophise philosophize reminisce retell surmise theorise theorize venture";

/// Verbs of speech and of judging, which words follow as an object.
const SPEAKING: &str = "address appeal applaud ask attack bark beam bellow blast brand call celebrate chant characterise \
    characterize chide chuckle cite commend compare condemn continue criticise criticize croak cry decry defend demand denounce \
    deplore depict deride describe dismiss echo gasp grin growl grunt gush hail holler howl implore inquire enquire instruct \
    interject intone invite joke label lambast laud laugh liken list mock moan mumble murmur mutter order plead portray post praise \
    pray preach proclaim quote rave recite refer reject rejoice request roar scoff scold scream shout shriek shrug sigh sing \
    slam smile snap sneer snort sob stammer stutter term thank thunder title urge voice volunteer wail wave welcome whisper \
    wink wonder yell accuse apologise apologize blame invoke promise summarise summarize toast tease taunt text type e-mail \
    email phone nod whoop ridicule salute lecture cheer dub explain read bewail blubber bluster blurt boom bray bristle burble \
    cackle chirp chortle chorus coo crow drawl elaborate enthuse exult fulminate fume giggle gloat gripe groan grouse harrumph \
    hiss huff jabber jeer jest lisp pant parry purr quaver query quibble rage ramble rant rasp remonstrate riposte seethe \
    sermonise sermonize simper smirk snarl sniff splutter squawk squeak squeal sympathise sympathize talk tut vent wheeze \
    whimper whistle yelp";

/// Verbs that credit a few words between marks.
const WEAK: &str = "dream want like see find judge rate consider view cast deem die warn need favour favor prefer learn \
    seek discover imagine dread wish credit admire enjoy value treat fault bill style sign scrawl scribble print";

/// Forms that no ending makes.
const IRREGULAR: &[(&str, &str, &str)] = &[
    // past, present, participle; the base has the strength of the first list that holds it
    ("said", "say says", "saying"),
    ("told", "tell tells", "telling"),
    ("wrote", "write writes", "writing"),
    ("thought", "think thinks", "thinking"),
    ("felt", "feel feels", "feeling"),
    ("swore", "swear swears", "swearing"),
];

const IRREGULAR_SPEAKING: &[(&str, &str, &str)] = &[
    ("spoke", "speak speaks", "speaking"),
    ("spoken", "speak speaks", "speaking"),
    ("spat", "spit spits", "spitting"),
    ("wept", "weep weeps", "weeping"),
    ("sang", "sing sings", "singing"),
    ("put", "put puts", "putting"),
    ("went", "go goes", "going"),
];

const IRREGULAR_WEAK: &[(&str, &str, &str)] = &[
    ("found", "find finds", "finding"),
    ("saw", "see sees", "seeing"),
    ("gave", "give gives", "giving"),
    ("sent", "send sends", "sending"),
    ("left", "leave leaves", "leaving"),
];

static VERBS: LazyLock<HashMap<String, Verb>> = LazyLock::new(|| {
    let mut verbs = HashMap::new();
    let mut put = |word: String, strength, form| {
        verbs.entry(word).or_insert(Verb { strength, form });
    };
    let irregular =
        [(IRREGULAR, Strength::Saying), (IRREGULAR_SPEAKING, Strength::Speaking), (IRREGULAR_WEAK, Strength::Weak)];
    for (list, strength) in irregular {
        for (past, present, participle) in list {
            put((*past).to_owned(), strength, Form::Past);
            for (word, form) in present.split(' ').zip([Form::Base, Form::Present]) {
                put(word.to_owned(), strength, form);
            }
            put((*participle).to_owned(), strength, Form::Participle);
        }
    }
    for (list, strength) in [(SAYING, Strength::Saying), (SPEAKING, Strength::Speaking), (WEAK, Strength::Weak)] {
        for base in list.split_whitespace() {
            for (word, form) in inflected(base) {
                put(word, strength, form);
            }
        }
    }
    verbs
});

/// The forms of a regular verb.
fn inflected(base: &str) -> Vec<(String, Form)> {
    let vowel = |c: char| "aeiou".contains(c);
    let (stem, last) = (base.strip_suffix('e'), base.chars().next_back().unwrap_or('e'));
    let before = base.chars().rev().nth(1).unwrap_or('e');
    let third = base.chars().rev().nth(2).unwrap_or('e');
    let y = base.strip_suffix('y').filter(|_| !vowel(before));
    let doubled = matches!(
        base,
        "admit"
            | "quip"
            | "nod"
            | "regret"
            | "refer"
            | "dub"
            | "grin"
            | "hum"
            | "sob"
            | "snap"
            | "slam"
            | "sum"
            | "chat"
    ) && !vowel(last)
        && vowel(before)
        && !vowel(third);
    let mut out = vec![(base.to_owned(), Form::Base)];
    let present = match y {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with("ss") || base.ends_with("sh") || base.ends_with("ch") => format!("{base}es"),
        None => format!("{base}s"),
    };
    out.push((present, Form::Present));
    let past = match (y, stem) {
        (Some(stem), _) => format!("{stem}ied"),
        (None, Some(stem)) => format!("{stem}ed"),
        (None, None) if doubled => format!("{base}{last}ed"),
        (None, None) => format!("{base}ed"),
    };
    out.push((past, Form::Past));
    let participle = match stem {
        Some(stem) => format!("{stem}ing"),
        None if doubled => format!("{base}{last}ing"),
        None => format!("{base}ing"),
    };
    out.push((participle, Form::Participle));
    // "marvelled" as well as "marveled"
    if (base.ends_with("el") || base.ends_with("al")) && !vowel(third) {
        out.push((format!("{base}led"), Form::Past));
        out.push((format!("{base}ling"), Form::Participle));
    }
    out
}

/// Verbs that tell of speech only with the particle after them: "shot back".
pub(super) fn phrasal(lower: &str, particle: &str) -> Option<Verb> {
    let verbs = match particle {
        "back" => "shot shoots hit hits fired fires bit bites came comes struck strikes",
        "in" => "chimed chimes cut cuts broke breaks butted butts weighed weighs threw throws piped pipes",
        "out" => "burst bursts",
        "up" => "piped pipes",
        _ => return None,
    };
    let form = if lower.ends_with('s') { Form::Present } else { Form::Past };
    verbs.split(' ').any(|verb| verb == lower).then_some(Verb { strength: Strength::Speaking, form })
}

/// Whether `lower` could be the past tense or the third person of a verb, known or not.
pub(super) fn is_finite_shape(lower: &str) -> bool {
    let past = lower.len() > 4 && lower.ends_with("ed");
    let present = lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us");
    past || present
}

/// The verb of which `lower` is a form.
pub(super) fn verb(lower: &str) -> Option<Verb> {
    VERBS.get(lower).copied()
}

/// Nouns for what somebody says: "in her words", "his verdict".
pub(super) fn is_saying_noun(lower: &str) -> bool {
    matches!(
        lower,
        "words"
            | "telling"
            | "view"
            | "opinion"
            | "verdict"
            | "statement"
            | "message"
            | "answer"
            | "reply"
            | "response"
            | "comment"
            | "remark"
            | "remarks"
            | "phrase"
            | "motto"
            | "account"
            | "judgment"
            | "judgement"
            | "assessment"
            | "advice"
            | "warning"
            | "speech"
            | "letter"
            | "tweet"
            | "post"
            | "conclusion"
            | "explanation"
            | "summary"
            | "promise"
            | "plea"
            | "complaint"
            | "joke"
            | "slogan"
            | "retort"
            | "claim"
            | "prediction"
            | "estimate"
            | "question"
            | "wish"
            | "wishes"
            | "thoughts"
            | "version"
            | "note"
            | "toast"
            | "parlance"
            | "recollection"
            | "reaction"
            | "appeal"
    )
}

/// What stands between a subject and its verb.
pub(super) fn is_between(lower: &str) -> bool {
    matches!(
        lower,
        "has"
            | "had"
            | "have"
            | "is"
            | "was"
            | "were"
            | "are"
            | "be"
            | "been"
            | "would"
            | "will"
            | "could"
            | "might"
            | "did"
            | "does"
            | "do"
            | "to"
            | "also"
            | "later"
            | "then"
            | "now"
            | "still"
            | "once"
            | "twice"
            | "often"
            | "even"
            | "just"
            | "only"
            | "never"
            | "always"
            | "himself"
            | "herself"
            | "itself"
            | "themselves"
            | "not"
            | "n't"
            | "nevertheless"
            | "however"
            | "meanwhile"
            | "once again"
            | "again"
            | "since"
            | "already"
            | "reportedly"
            | "supposed"
            | "likewise"
            | "too"
            | "first"
            | "today"
            | "yesterday"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "rather"
            | "instead"
            | "simply"
            | "merely"
            | "soon"
            | "long"
            | "recently"
            | "there"
            | "on"
    ) || lower.len() > 4 && lower.ends_with("ly")
}
