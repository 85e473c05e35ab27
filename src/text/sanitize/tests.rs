use super::*;
use proptest::prelude::*;

fn kept(input: &str) {
    assert!(matches!(text(input), Cow::Borrowed(_)), "{input:?} became {:?}", text(input));
}

#[test]
fn writing_comes_through_unchanged() {
    for input in [
        "",
        "Plain text, two lines.\nAnd “quotes” – with dashes…",
        "e\u{301}te\u{301}, Việt Nam, Vie\u{323}\u{302}t",
        "Москва и Пекин, Αθήνα, й decomposed: и\u{306}",
        "北京 東京 서울 ひらがな 葛\u{e0100}城",
        "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}",
        "نص عربي مع تشكيل: مُحَمَّد",
        "می‌خواهم",
        "עִבְרִית בְּרֵאשִׁ֖ית",
        "ภาษาไทย น้ำ ที่นี่",
        "ភាសា\u{200b}ខ្មែរ",
        "नमस्ते क्ष क्\u{200d}ष र\u{200d}्य",
        "ന\u{d4d}\u{200d}",
        "ශ්\u{200d}රී ලංකා",
        "བོད་ཡིག རྒྱལ",
        "👩‍🚀 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ 👩🏽‍❤️‍💋‍👨🏿 🏳️‍🌈 🏴‍☠️ 1️⃣ 🇫🇷 👨‍👩‍👧‍👦 ☎︎ ©️",
        "\u{2068}עברית\u{2069} and \u{200f}text",
        "\u{600}\u{661}\u{662} U+FFFD \u{fffd}, private \u{e000}",
        "  leading and trailing  \n\n\n",
    ] {
        kept(input);
    }
}

#[test]
fn what_steers_a_terminal_goes() {
    for (input, clean) in [
        ("a\u{1b}[31mb\u{1b}[0mc", "abc"),
        ("a\u{1b}]0;owned\u{7}b\u{9d}52;c;eA==\u{9c}c", "abc"),
        ("a\u{1b}]0;never ends\nb", "a0;never ends\nb"),
        ("a\0b\u{7f}c\u{8}d\u{84}e", "abcde"),
        ("a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h\n", "a\nb\nc\nd\ne\nf\ng\nh\n"),
        ("a\tb", "a b"),
        // Taking one sequence out must not put another together.
        ("\u{1b}\u{1b}[31m[31mx", "[31mx"),
    ] {
        assert_eq!(text(input), clean, "{input:?}");
    }
}

#[test]
fn what_deceives_the_eye_goes() {
    for (input, clean) in [
        ("file\u{202e}gpj.exe", "filegpj.exe"),
        ("a\u{2067}b\nc\u{2069}d", "ab\ncd"),
        ("\u{2066}\u{2067}x\u{2069}", "\u{2067}x\u{2069}"),
        ("a\u{2066}\u{2066}\u{2069}\u{2069}b", "ab"),
        ("\u{200e}\u{200f}\u{200e}a", "\u{200e}a"),
        ("Pu\u{200b}t\u{200d}i\u{200c}n\u{ad}\u{2060}\u{feff}", "Putin"),
        ("می\u{200c}\u{200c}\u{200d}خواهم", "می\u{200c}خواهم"),
        ("👩\u{200d}a 👩\u{200d}\u{200d}🚀", "👩a 👩\u{200d}🚀"),
        ("a\u{e0041}\u{e0042}🏴\u{e0067}\u{e007f}", "a🏴"),
        ("a\u{fe0f}\u{fe0f}❤\u{fe0f}\u{fe0f}\u{fe0e}", "a❤\u{fe0f}"),
        ("\u{301}a\n\u{301} \u{301}b", "a\n b"),
        ("x\u{3164}\u{ffa0}\u{115f}y\u{fff9}z\u{fdd0}\u{1ffff}", "xyz"),
    ] {
        assert_eq!(text(input), clean, "{input:?}");
    }
    let zalgo = format!("z{}", "\u{301}".repeat(500));
    assert_eq!(text(&zalgo).chars().count(), 9);
    let crowd = "👩\u{200d}".repeat(500);
    assert!(text(&crowd).split("👩👩").all(|group| group.matches('\u{200d}').count() <= 8));
}

#[test]
fn a_line_is_one_line() {
    assert!(matches!(line("A title"), Cow::Borrowed(_)));
    assert_eq!(line("  A\r\n title\t of\u{a0}\u{3000}old \u{2066} "), "A title of old");
    assert_eq!(line(" \u{301}a \u{301}b"), "a b");
    assert_eq!(line(" \n "), "");
}

#[test]
fn long_lines_stay_whole() {
    kept(&"x".repeat(3 << 20));
}

/// Characters that the sanitiser has a rule for, and some that it has none for.
fn hostile() -> impl Strategy<Value = String> {
    const ALPHABET: &[&str] = &[
        "a",
        "Z",
        "0",
        "#",
        " ",
        "  ",
        "\n",
        "\r",
        "\t",
        "\0",
        "\u{7}",
        "\u{8}",
        "\u{1b}",
        "\u{1b}[",
        "\u{1b}]",
        "\\",
        "m",
        ";",
        "[",
        "]",
        "\u{7f}",
        "\u{85}",
        "\u{90}",
        "\u{9b}",
        "\u{9c}",
        "\u{9d}",
        "\u{a0}",
        "\u{ad}",
        "é",
        "\u{301}",
        "\u{323}",
        "\u{34f}",
        "\u{61c}",
        "م",
        "ی",
        "क",
        "\u{94d}",
        "ก",
        "\u{e34}",
        "\u{1100}",
        "\u{1161}",
        "\u{11a8}",
        "\u{115f}",
        "\u{180b}",
        "\u{1820}",
        "\u{180e}",
        "\u{200b}",
        "\u{200c}",
        "\u{200d}",
        "\u{200e}",
        "\u{200f}",
        "\u{2028}",
        "\u{202a}",
        "\u{202e}",
        "\u{202c}",
        "\u{2060}",
        "\u{2066}",
        "\u{2067}",
        "\u{2068}",
        "\u{2069}",
        "\u{20e3}",
        "\u{3000}",
        "\u{3164}",
        "葛",
        "\u{fe0e}",
        "\u{fe0f}",
        "\u{feff}",
        "\u{fffd}",
        "\u{fffe}",
        "❤",
        "👩",
        "🚀",
        "🏴",
        "\u{e0067}",
        "\u{e0062}",
        "\u{e007f}",
        "\u{e0001}",
        "\u{e0100}",
        "\u{e000}",
        "🇫",
        "\u{1f3fd}",
    ];
    prop_oneof![
        prop::collection::vec(prop::sample::select(ALPHABET), 0..40).prop_map(|parts| parts.concat()),
        prop::collection::vec(any::<char>(), 0..30).prop_map(|chars| chars.into_iter().collect()),
    ]
}

fn assert_safe(clean: &str) {
    for line in clean.split('\n') {
        let (mut depth, mut marks) = (0_i32, 0);
        assert!(!line.starts_with(unicode_normalization::char::is_combining_mark));
        for c in line.chars() {
            assert!(!c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}'), "{c:?}");
            marks = if unicode_normalization::char::is_combining_mark(c) { marks + 1 } else { 0 };
            depth += i32::from(matches!(c, '\u{2066}'..='\u{2068}')) - i32::from(c == '\u{2069}');
            assert!((0..=8).contains(&depth));
            // A selector is a mark to Unicode.
            assert!(marks <= 9);
        }
        assert_eq!(depth, 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn text_is_safe_and_settled(input in hostile()) {
        let clean = text(&input).into_owned();
        assert_safe(&clean);
        prop_assert_eq!(text(&clean).into_owned(), clean.as_str());
        prop_assert!(is_clean(&clean));
        prop_assert_eq!(is_clean(&input), clean == input);
    }

    #[test]
    fn line_is_clean_and_settled(input in hostile()) {
        let clean = line(&input).into_owned();
        assert_safe(&clean);
        prop_assert!(!clean.contains('\n') && clean.trim_matches(' ') == clean);
        prop_assert!(is_clean(&clean), "{:?} to {:?}", clean, text(&clean));
        prop_assert_eq!(line(&clean).into_owned(), clean.as_str());
    }

    #[test]
    fn cuts_at_white_space_stay_safe(input in hostile()) {
        let clean = text(&input).into_owned();
        for word in clean.split(char::is_whitespace).filter(|w| !w.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'])) {
            prop_assert!(is_clean(word), "{:?}", word);
        }
    }

    #[test]
    fn letters_and_digits_are_never_lost(input in "[a-zA-Z0-9 .,;é北Жα\n]{0,200}") {
        prop_assert_eq!(text(&input).into_owned(), input.as_str());
    }
}
