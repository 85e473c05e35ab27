use crate::analysis::{Models, analyze};
use crate::article::{Format, ReadOptions, read_str};

/// What `text` calls `name`.
fn roles(text: &str, name: &str) -> Vec<String> {
    let text = format!("A day of talks\n\n{text}");
    let article = read_str("a", &text, Format::Plain, ReadOptions::default()).remove(0).unwrap();
    let analysis = analyze(&article, Models::embedded());
    let found = analysis.entities.into_iter().find(|entity| entity.name == name);
    found.map_or_else(Vec::new, |entity| entity.roles)
}

#[test]
fn a_dateline_is_no_part_of_a_role() {
    for line in ["LONDON, Oct. 4 -", "LONDON —", "LONDON (Reuters) -"] {
        let text = format!("{line} Prime Minister Boris Johnson said on Monday that he would go.");
        assert_eq!(roles(&text, "Boris Johnson"), ["Prime Minister"], "{text}");
    }
    assert_eq!(roles("KYIV - President Volodymyr Zelensky spoke on Monday.", "Volodymyr Zelensky"), ["President"]);
    assert_eq!(roles("The vice-president, Boris Johnson, left.", "Boris Johnson"), ["vice-president"]);
}

#[test]
fn what_somebody_is_called_before_the_name() {
    for (text, role) in [
        ("Russian strongman Vladimir Putin spoke on Monday.", "Russian strongman"),
        ("He met the Belarusian dictator Vladimir Putin in Minsk.", "Belarusian dictator"),
        ("The far-right firebrand Vladimir Putin spoke on Monday.", "far-right firebrand"),
        ("The convicted fraudster Vladimir Putin spoke on Monday.", "convicted fraudster"),
        ("Disgraced financier Vladimir Putin spoke on Monday.", "Disgraced financier"),
        ("The self-styled reformer Vladimir Putin spoke on Monday.", "self-styled reformer"),
        ("The embattled premier, Vladimir Putin, spoke on Monday.", "embattled premier"),
        ("Police arrested lawyer Vladimir Putin on Monday.", "lawyer"),
        ("“It is cold,” said Vladimir Putin, 68, a retired teacher.", "retired teacher"),
    ] {
        assert_eq!(roles(text, "Vladimir Putin"), [role], "{text}");
    }
}

#[test]
fn what_is_no_role() {
    for text in [
        "Boris Johnson, whose village counts some 7,000 of them a day, spoke on Monday.",
        "Boris Johnson, whose great-grandfather came from Paisley to build railways, spoke.",
        "Boris Johnson of India spoke on Monday. He was tired.",
        "Boris Johnson, his windows open to the wharf, spoke on Monday.",
        "In October Boris Johnson spoke. However, Boris Johnson left later.",
        "They saw more of Boris Johnson than any other, however, Boris Johnson said.",
    ] {
        assert_eq!(roles(text, "Boris Johnson"), [""; 0], "{text}");
    }
    assert_eq!(roles("Senators vote to confirm Judge Boris Johnson today.", "Boris Johnson"), ["Judge"]);
}
