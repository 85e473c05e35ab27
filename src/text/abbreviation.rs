//! Does a stop belong to a word, and does it end a sentence? The abbreviations of English news.

/// Abbreviations whose stop belongs to them, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "adm", "amb", "apr", "ariz", "assn", "asst", "atty", "aug", "ave", "bros", "brig", "calif", "capt", "cdr", "cllr",
    "cmdr", "co", "col", "colo", "cong", "conn", "corp", "cpl", "dec", "del", "dept", "dr", "engr", "esq", "feb",
    "fla", "fr", "ft", "gen", "gov", "hon", "inc", "insp", "jan", "jr", "kan", "lt", "ltd", "ma", "maj", "mass", "md",
    "messrs", "mich", "minn", "mr", "mrs", "ms", "mt", "mx", "nev", "no", "nov", "oct", "okla", "ore", "penn", "pfc",
    "ph.d", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sept", "sep", "sgt", "sr", "sra", "srta",
    "st", "sta", "ste", "sto", "supt", "tenn", "tex", "univ", "va", "vs", "wash", "wis", "vol", "approx", "est", "etc",
    "al", "fig", "dist", "eng", "mme", "mlle", "sec",
];

/// Abbreviations that are also words or names: they keep their stop only when they are capitalised and something follows.
const ALSO_WORDS: &[&str] = &[
    "no", "mass", "wash", "ore", "col", "gen", "al", "co", "del", "est", "fig", "fr", "ft", "hon", "sec", "eng", "ma",
    "rep", "rev", "va", "ms", "penn", "dist", "pres", "sep", "md", "st", "sta", "ste", "sto", "dec", "amb", "cong",
];

/// Abbreviations that close a name, and so a sentence too: at the end of a text the stop is the sentence's.
const SUFFIXES: &[&str] = &[
    "Inc", "Corp", "Co", "Ltd", "Jr", "Sr", "Bros", "Dept", "Assn", "Esq", "Univ", "Fla", "Mich", "Minn", "Wis", "Kan",
];

/// Whether `word`, without its stop, is an abbreviation.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.len() <= 7 && word.is_ascii() && ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str())
}

/// Whether `word` closes a name.
pub(super) fn is_suffix(word: &str) -> bool {
    SUFFIXES.iter().any(|suffix| suffix.eq_ignore_ascii_case(word))
}

/// Whether `lower` is a word or a name as well.
pub(super) fn is_also_word(lower: &str) -> bool {
    ALSO_WORDS.contains(&lower)
}

/// "U", "U.S", "a.m": single letters with stops between them.
pub(super) fn is_letters_and_stops(word: &str) -> bool {
    word.len() <= 24 && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Abbreviations that always lean on what follows.
pub(super) fn never_ends(word: &str) -> bool {
    const LEANING: &[&str] = &[
        "Mr.", "Mrs.", "Ms.", "Mx.", "Dr.", "Prof.", "Gen.", "Gov.", "Sen.", "Sens.", "Rep.", "Reps.", "Rev.", "Lt.",
        "Col.", "Capt.", "Sgt.", "Maj.", "Adm.", "St.", "Mt.", "Ft.", "Messrs.", "vs.", "Hon.", "Mme.", "Brig.",
        "Cpl.", "Amb.", "Sta.", "Sto.", "Ste.", "Ma.", "Cllr.", "Insp.", "Engr.", "Cong.", "Atty.", "Pfc.", "Pvt.",
        "Cmdr.",
    ];
    LEANING.contains(&word)
}

/// Words that begin a sentence far more often than a name: after "U.S." or "Inc." they show that one ended.
pub(super) fn is_starter(word: &str) -> bool {
    const STARTERS: &[&str] = &[
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "But",
        "And",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "His",
        "Her",
        "Its",
        "Their",
        "As",
        "After",
        "Before",
        "When",
        "While",
        "If",
        "For",
        "By",
        "With",
        "However",
        "Meanwhile",
        "Some",
        "Many",
        "Both",
        "Since",
        "Although",
        "Another",
        "What",
        "You",
        "To",
        "From",
        "Also",
    ];
    STARTERS.contains(&word)
}
