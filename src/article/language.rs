//! Which language is it?

use whatlang::Lang;

/// Fewer bytes say too little.
const LEAST: usize = 80;
/// More characters say nothing new.
const MOST: usize = 2_000;

/// The ISO 639-1 code of the language that `text` is written in, where that is beyond doubt.
pub(super) fn detect(text: &str) -> Option<String> {
    if text.len() < LEAST {
        return None;
    }
    let end = text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or(text);
    let info = whatlang::detect(head).filter(whatlang::Info::is_reliable)?;
    code(info.lang()).map(str::to_owned)
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
        assert_eq!(detect(english).as_deref(), Some("en"));
        let german = "Der Hafen wurde am Dienstag nach drei Tagen Sturm wieder geöffnet, und die Fähren, die draußen \
                      gewartet hatten, kamen eine nach der anderen herein.";
        assert_eq!(detect(german).as_deref(), Some("de"));
        assert_eq!(detect("Hello"), None);
        assert_eq!(detect(&"1234 ".repeat(100)), None);
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
