//! Whose dollar, whose peso: a currency's name that several countries share, told apart by the country named.

use super::line::Line;

/// A name that several currencies share.
#[derive(Debug, PartialEq)]
pub(super) struct Family {
    /// The forms of the name, without a plural's ending.
    names: &'static [&'static str],
    /// How the name of each country, its people and its adjective begins, and its code.
    homes: &'static [(&'static str, &'static str)],
    /// Whether the countries that an article names tell whose it is; else only a word before it does.
    guessed: bool,
}

static FAMILIES: &[Family] = &[
    Family {
        names: &["dollar", "cent"],
        homes: &[
            ("Austral", "AUD"),
            ("Canad", "CAD"),
            ("New Zealand", "NZD"),
            ("Hong Kong", "HKD"),
            ("Singapore", "SGD"),
            ("Taiwan", "TWD"),
            ("Belize", "BZD"),
            ("Jamaica", "JMD"),
            ("Trinidad", "TTD"),
            ("Barbad", "BBD"),
            ("Bahami", "BSD"),
            ("Fiji", "FJD"),
            ("Guyan", "GYD"),
            ("Liberia", "LRD"),
            ("Namibia", "NAD"),
            ("Zimbabwe", "ZWL"),
            ("Brunei", "BND"),
            ("Surinam", "SRD"),
            ("Caribbean", "XCD"),
            ("Solomon", "SBD"),
        ],
        guessed: false,
    },
    Family {
        names: &["peso"],
        homes: &[
            ("Mexic", "MXN"),
            ("Colombia", "COP"),
            ("Chile", "CLP"),
            ("Argentin", "ARS"),
            ("Philippin", "PHP"),
            ("Filipin", "PHP"),
            ("Cuba", "CUP"),
            ("Urugua", "UYU"),
            ("Dominican", "DOP"),
        ],
        guessed: true,
    },
    Family {
        names: &["rupee"],
        homes: &[
            ("India", "INR"),
            ("Pakistan", "PKR"),
            ("Sri Lanka", "LKR"),
            ("Nepal", "NPR"),
            ("Mauriti", "MUR"),
            ("Seychell", "SCR"),
        ],
        guessed: true,
    },
    Family {
        names: &["shilling"],
        homes: &[("Kenya", "KES"), ("Uganda", "UGX"), ("Tanzania", "TZS"), ("Somali", "SOS")],
        guessed: true,
    },
    Family {
        names: &["franc"],
        homes: &[
            ("Swiss", "CHF"),
            ("Switzerland", "CHF"),
            ("CFA", "XOF"),
            ("West African", "XOF"),
            ("Central African", "XAF"),
            ("Rwand", "RWF"),
            ("Congo", "CDF"),
            ("Guinea", "GNF"),
            ("Burundi", "BIF"),
            ("Djibouti", "DJF"),
            ("Comor", "KMF"),
            ("French", "FRF"),
            ("Belgian", "BEF"),
        ],
        guessed: true,
    },
    Family {
        names: &["cfa"],
        homes: &[
            ("Ivoire", "XOF"),
            ("Ivory Coast", "XOF"),
            ("Senegal", "XOF"),
            ("Mali", "XOF"),
            ("Burkina", "XOF"),
            ("Benin", "XOF"),
            ("Togo", "XOF"),
            ("Cameroon", "XAF"),
            ("Chad", "XAF"),
            ("Gabon", "XAF"),
        ],
        guessed: true,
    },
    Family {
        names: &["krona", "kronor", "krone", "kroner", "crown", "kr"],
        homes: &[
            ("Swed", "SEK"),
            ("Norw", "NOK"),
            ("Danish", "DKK"),
            ("Denmark", "DKK"),
            ("Iceland", "ISK"),
            ("Czech", "CZK"),
        ],
        guessed: true,
    },
    Family {
        names: &["dinar"],
        homes: &[
            ("Iraq", "IQD"),
            ("Jordan", "JOD"),
            ("Kuwait", "KWD"),
            ("Bahrain", "BHD"),
            ("Tunisia", "TND"),
            ("Algeria", "DZD"),
            ("Libya", "LYD"),
            ("Serbia", "RSD"),
        ],
        guessed: true,
    },
    Family {
        names: &["rial", "riyal"],
        homes: &[("Iran", "IRR"), ("Oman", "OMR"), ("Yemen", "YER"), ("Saudi", "SAR"), ("Qatar", "QAR")],
        guessed: true,
    },
    Family {
        names: &["pound", "pence"],
        homes: &[
            ("Brit", "GBP"),
            ("Egypt", "EGP"),
            ("Leban", "LBP"),
            ("Syria", "SYP"),
            ("South Sudan", "SSP"),
            ("Sudan", "SDG"),
        ],
        guessed: true,
    },
    Family { names: &["lira"], homes: &[("Turk", "TRY"), ("Italian", "ITL")], guessed: false },
    Family {
        names: &["rouble", "ruble"],
        homes: &[("Russia", "RUB"), ("Belarus", "BYN"), ("Transnistria", "PRB")],
        guessed: false,
    },
    Family { names: &["won"], homes: &[("North Korea", "KPW"), ("South Korea", "KRW")], guessed: false },
    Family { names: &["leu", "lei"], homes: &[("Romania", "RON"), ("Moldov", "MDL")], guessed: true },
    Family {
        names: &["dirham"],
        homes: &[("Emirat", "AED"), ("UAE", "AED"), ("Dubai", "AED"), ("Morocc", "MAD")],
        guessed: true,
    },
    Family { names: &["manat"], homes: &[("Azerbaijan", "AZN"), ("Turkmen", "TMT")], guessed: true },
    Family { names: &["som"], homes: &[("Kyrgyz", "KGS"), ("Uzbek", "UZS")], guessed: true },
    Family { names: &["mark"], homes: &[("German", "DEM"), ("Finnish", "FIM"), ("Bosnia", "BAM")], guessed: false },
];

/// The codes of all of them.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().flat_map(|family| family.homes).map(|(_, code)| *code)
}

/// The family that a currency of this name, in the singular, belongs to.
pub(super) fn family(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.names.contains(&name))
}

/// What follows the stem in the names of countries, their people and their adjectives: "India" is no stem of "Indiana".
const ENDINGS: &[&str] = &[
    "", "a", "ain", "an", "ans", "ay", "be", "e", "egian", "egians", "en", "er", "ers", "es", "ese", "ey", "i", "ia",
    "ian", "ians", "ic", "ine", "ines", "is", "ish", "istan", "istani", "lese", "n", "ns", "o", "ois", "on", "ons",
    "os", "s", "stan", "stani", "us", "y", "yan",
];

/// Whether a word ends as such names do, of which `rest` is what follows the stem.
fn ends(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    rest.get(..end).is_some_and(|ending| ENDINGS.contains(&ending))
}

impl Family {
    /// The code that the country named in the `words` tokens from `at` gives.
    pub(super) fn named(&self, line: &Line, at: usize, words: usize) -> Option<&'static str> {
        let name = line.span(at, at + words);
        let is = |stem: &str| line.text_of(name).strip_prefix(stem).is_some_and(ends);
        self.homes.iter().find(|(stem, _)| is(stem)).map(|(_, code)| *code)
    }

    /// The code of the country that `text` names most; none where it names none of them.
    pub(super) fn guess(&self, text: &str) -> Option<&'static str> {
        if !self.guessed {
            return None;
        }
        let is = |at: usize, stem: &str| {
            let begins = !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphabetic));
            begins && text.get(at + stem.len()..).is_some_and(ends)
        };
        let count = |stem: &str| text.match_indices(stem).filter(|(at, _)| is(*at, stem)).count();
        let counts = self.homes.iter().map(|(stem, code)| (count(stem), *code));
        // The first of those that are named equally often.
        counts.rev().filter(|(count, _)| *count > 0).max_by_key(|(count, _)| *count).map(|(_, code)| code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_whole_words() {
        let rupees = family("rupee").expect("rupees are known");
        assert_eq!(rupees.guess("India and the Indians of Nepal."), Some("INR"));
        assert_eq!(rupees.guess("He went to Indiana, to Indianapolis."), None);
    }
}
