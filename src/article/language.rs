//! Which language is it?

use super::Block;
use crate::text::Span;
use whatlang::{Info, Lang};

/// Fewer characters of Latin script say too little, unless they are plainly English.
const LEAST: usize = 80;
/// As few letters of another script tell at least that.
const LEAST_OTHER: usize = 8;
/// More characters say nothing new.
const MOST: usize = 2_000;
/// From so many places of an article they are taken: its beginning may be somebody's words in another language.
const PLACES: usize = 8;

/// Words that English sentences are held together by, and few others are.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "that", "is", "was", "for", "with", "on", "by", "at", "from", "as", "are", "were",
    "has", "have", "had", "its", "it", "he", "she", "they", "his", "her", "their", "this", "which", "who", "will",
    "would", "been", "but", "not", "be", "an", "after", "said", "says", "when", "than", "over", "into", "about",
    "more", "there", "we", "you",
];
/// Among so many words of a hundred at least it is English, whatever the rest looks like: names, results, a quotation.
const PLAINLY: usize = 24;
/// Among so many at most it may be another language.
const HARDLY: usize = 12;
/// Among so many at most a longer running text is certainly another language.
const NEVER: usize = 3;
/// Letters of a longer text.
const MUCH: usize = 200;
/// The code for a language that is not known, after ISO 639-2.
const UNKNOWN: &str = "und";

/// The ISO 639-1 code of the language that the genuine blocks of `text` are written in, where that is beyond doubt;
/// "und" where only that it is not English is. Takes the same time for any length.
pub(super) fn detect(text: &str, blocks: &[Block]) -> Option<String> {
    detect_in(&sample(text, blocks)).map(str::to_owned)
}

/// The beginnings of some blocks from all over the text.
fn sample(text: &str, blocks: &[Block]) -> String {
    let genuine: Vec<Span> = blocks.iter().filter(|block| !block.furniture).map(|block| block.span).collect();
    let step = genuine.len().div_ceil(PLACES).max(1);
    let each = MOST / genuine.len().clamp(1, PLACES);
    let mut out = String::new();
    for block in genuine.iter().step_by(step) {
        out.extend(block.of(text).chars().take(each));
        out.push('\n');
    }
    out
}

fn detect_in(sample: &str) -> Option<&'static str> {
    let (mut latin, mut other) = (0, 0);
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        *(if is_latin(c) { &mut latin } else { &mut other }) += 1;
    }
    let guess = || whatlang::detect(sample);
    if other > latin {
        // Which of the languages of a script may be in doubt; that it is not English is not.
        return (other >= LEAST_OTHER).then(guess).flatten().and_then(|info| code(info.lang()));
    }
    let (mut words, mut small, mut english) = (0, 0, 0);
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
        english += usize::from(word.len() < 6 && ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word)));
    }
    if words >= 8 && english * 100 >= words * PLAINLY {
        return Some("en");
    }
    if latin < LEAST || english * 100 > words * HARDLY {
        return guess().filter(|info| latin >= LEAST && info.is_reliable() && info.lang() == Lang::Eng).map(|_| "en");
    }
    // A list of names or results tells of no language.
    if small * 5 < words * 2 {
        return None;
    }
    let known = guess().filter(Info::is_reliable).and_then(|info| code(info.lang()));
    // Running text without the words that hold English together is none, whatever it is.
    let foreign = latin >= MUCH && english * 100 <= words * NEVER;
    known.or(foreign.then_some(UNKNOWN))
}

/// Whether `c` is a letter of Latin script, or none that another script owns.
pub(super) fn is_latin(c: char) -> bool {
    c < '\u{370}'
        || matches!(c, '\u{1d00}'..='\u{1dbf}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}' | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff5a}')
}

/// The English name of a language by its code: "German".
pub fn language_name(code: &str) -> Option<&'static str> {
    if code == UNKNOWN {
        return Some("another language");
    }
    let (three, _) = CODES.iter().find(|(_, two)| *two == code)?;
    Some(match *three {
        "cmn" => "Chinese",
        "nob" => "Norwegian",
        "pes" => "Persian",
        three => Lang::from_code(three)?.eng_name(),
    })
}

/// The code of the language that `name` means: a code of two or three letters, or the English name.
pub fn language_code(name: &str) -> Option<&'static str> {
    let lower = name.trim().to_ascii_lowercase();
    let short = lower.split(['-', '_']).next().unwrap_or_default();
    let by_code = CODES.iter().find(|(three, two)| *two == short || *three == short);
    let named = |code: &str| language_name(code).is_some_and(|own| own.eq_ignore_ascii_case(&lower));
    by_code.or_else(|| CODES.iter().find(|(_, two)| named(two))).map(|(_, two)| *two)
}

/// `given` ("en-GB", "EN_us", "eng") as a two-letter code where it has one, else as it is.
pub(super) fn normalise(given: String) -> String {
    let first = given.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match first.len() {
        2 => first,
        3 => Lang::from_code(&first).and_then(code).map_or(given, str::to_owned),
        _ => given,
    }
}

fn code(lang: Lang) -> Option<&'static str> {
    CODES.iter().find(|(three, _)| *three == lang.code()).map(|(_, two)| *two)
}

/// The languages that whatlang knows: ISO 639-3 and 639-1.
const CODES: [(&str, &str); 70] = [
    ("epo", "eo"),
    ("eng", "en"),
    ("rus", "ru"),
    ("cmn", "zh"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("ben", "bn"),
    ("fra", "fr"),
    ("deu", "de"),
    ("ukr", "uk"),
    ("kat", "ka"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("jpn", "ja"),
    ("heb", "he"),
    ("yid", "yi"),
    ("pol", "pl"),
    ("amh", "am"),
    ("jav", "jv"),
    ("kor", "ko"),
    ("nob", "nb"),
    ("dan", "da"),
    ("swe", "sv"),
    ("fin", "fi"),
    ("tur", "tr"),
    ("nld", "nl"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("ell", "el"),
    ("bul", "bg"),
    ("bel", "be"),
    ("mar", "mr"),
    ("kan", "kn"),
    ("ron", "ro"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
    ("tam", "ta"),
    ("vie", "vi"),
    ("urd", "ur"),
    ("tha", "th"),
    ("guj", "gu"),
    ("uzb", "uz"),
    ("pan", "pa"),
    ("aze", "az"),
    ("ind", "id"),
    ("tel", "te"),
    ("pes", "fa"),
    ("mal", "ml"),
    ("ori", "or"),
    ("mya", "my"),
    ("nep", "ne"),
    ("sin", "si"),
    ("khm", "km"),
    ("tuk", "tk"),
    ("aka", "ak"),
    ("zul", "zu"),
    ("sna", "sn"),
    ("afr", "af"),
    ("lat", "la"),
    ("slk", "sk"),
    ("cat", "ca"),
    ("tgl", "tl"),
    ("hye", "hy"),
    ("cym", "cy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_only_where_there_is_enough() {
        let english = "The harbour reopened on Tuesday after three days of storms, and the ferries that had been \
                       waiting outside came in one after another while families stood on the quay.";
        assert_eq!(detect_in(english), Some("en"));
        assert_eq!(detect_in("Hello"), None);
        assert_eq!(detect_in(&"1234 ".repeat(100)), None);
        assert_eq!(detect_in("Okello Maria, Kampala; Perez Juan, Montevideo; Li Wei, Chengdu"), None);
    }

    #[test]
    fn tells_languages_from_one_another() {
        for (code, text) in [
            (
                "de",
                "Der Hafen wurde am Dienstag nach drei Tagen Sturm wieder geöffnet, und die Fähren, die draußen gewartet hatten, kamen herein.",
            ),
            (
                "fr",
                "Le port a rouvert mardi après trois jours de tempête, et les bateaux qui attendaient au large sont rentrés un à un.",
            ),
            (
                "es",
                "El puerto reabrió el martes después de tres días de temporal, y los barcos que esperaban fuera entraron uno tras otro.",
            ),
            ("ru", "Порт открылся во вторник"),
            ("el", "Το λιμάνι άνοιξε ξανά"),
            ("zh", "港口在三天的风暴之后于星期二重新开放"),
            ("ja", "港は三日間の嵐のあと火曜日に再開した"),
            ("ko", "항구가 화요일에 다시 열렸다"),
            ("ar", "أعيد فتح الميناء يوم الثلاثاء بعد ثلاثة أيام من العواصف"),
            ("he", "הנמל נפתח מחדש ביום שלישי"),
            ("th", "ท่าเรือเปิดอีกครั้งในวันอังคาร"),
            ("hi", "तीन दिनों के तूफान के बाद मंगलवार को बंदरगाह फिर से खुल गया"),
        ] {
            assert_eq!(detect_in(text), Some(code), "{text}");
        }
    }

    #[test]
    fn english_that_quotes_others_stays_english() {
        let quoting = "“Le port est ouvert à tous les bateaux qui attendaient au large depuis trois jours,” the mayor said in \
                       French, and the ferries that had been waiting outside came in one after the other.";
        assert_eq!(detect_in(quoting), Some("en"));
        assert_eq!(
            detect_in("The old name of the harbour is 港口在三天的风暴之后, he said to the paper on Tuesday."),
            Some("en")
        );
    }

    #[test]
    fn looks_at_the_text_and_not_at_its_furniture() {
        let text = "Share this article with the people who are on your list of friends.\n\nDer Hafen wurde am Dienstag nach drei \
                    Tagen Sturm wieder geöffnet, und die Fähren, die draußen gewartet hatten, kamen herein.";
        let (end, start) = (text.find('\n').unwrap(), text.find("Der").unwrap());
        let block = |span, furniture| Block { span, kind: crate::article::BlockKind::Paragraph, furniture };
        let blocks = [block(Span::new(0, end), true), block(Span::new(start, text.len()), false)];
        assert_eq!(detect(text, &blocks).as_deref(), Some("de"));
    }

    #[test]
    fn languages_have_names() {
        assert_eq!(
            ["de", "zh", "nb", "xx"].map(language_name),
            [Some("German"), Some("Chinese"), Some("Norwegian"), None]
        );
    }

    #[test]
    fn every_language_has_a_code() {
        let missing: Vec<_> = Lang::all().iter().filter(|lang| code(**lang).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn normalises_what_is_given() {
        assert_eq!(normalise("en-GB".to_owned()), "en");
        assert_eq!(normalise("DEU".to_owned()), "de");
        assert_eq!(normalise("English".to_owned()), "English");
    }
}
