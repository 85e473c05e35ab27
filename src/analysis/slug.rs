//! Slugs: "Volodymyr Zelenský" is `volodymyr-zelensky`.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What names are compared by, and what ids show: letters and digits of `name` in lower case, without diacritics, joined
/// by hyphens. Other scripts keep their letters. Empty where there is neither letter nor digit.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        let folded = match c {
            'ø' | 'Ø' => "o",
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'ł' | 'Ł' => "l",
            'ı' => "i",
            'ß' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'þ' | 'Þ' => "th",
            // Dropped, so that "U.S." is `us` and "O'Brien" is `obrien`.
            '.' | '\'' | '’' | 'ʼ' => continue,
            _ => "",
        };
        if folded.is_empty() && !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push('-');
        }
        gap = false;
        if folded.is_empty() {
            out.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c)));
        } else {
            out.push_str(folded);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn folds_and_joins() {
        assert_eq!(slug("Łukasz O’Neill-Ørsted"), "lukasz-oneill-orsted");
        assert_eq!(slug("U.S."), "us");
        assert_eq!(slug("東京 タワー"), "東京-タワー");
        assert_eq!(slug("al-Qaeda"), slug("Al Qaeda"));
        assert_eq!(slug("Recep Tayyip Erdoğan"), "recep-tayyip-erdogan");
        assert_eq!(slug(" — 習近平 —"), "習近平");
        assert_eq!(slug("—"), "");
    }
}
