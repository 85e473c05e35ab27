use super::*;
use proptest::prelude::*;

fn anchor(text: &str, quote: &str) -> Anchor {
    let start = text.find(quote).unwrap();
    Anchor::of(text, Span::new(start, start + quote.len())).unwrap()
}

fn found(old: &str, quote: &str, new: &str) -> Option<String> {
    let found = anchor(old, quote).find_in(new)?;
    assert_eq!(found.span.of(new), found.quote);
    Some(found.quote)
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn a_passage_is_found_in_a_changed_text() {
    let old = "He came. “He left,” she said.\n\nThen he came back — späť.";
    let new = "Corrected. He came. “He left,” she had said.\n\nThen he  came\nback — späť.";
    for quote in ["He left", "came back — späť", "“He left,” she"] {
        assert_eq!(words(&found(old, quote, new).unwrap()).join(" "), quote);
    }
}

#[test]
fn signs_and_case_may_change() {
    let old = "THE PORT IS SHUT. \"We don't know why,\" he said - and left.";
    let new = "The port is shut. “We don’t know why,” he said – and left.";
    assert_eq!(found(old, "THE PORT IS SHUT", new).unwrap(), "The port is shut");
    assert_eq!(found(old, "\"We don't know why,\" he said - and", new).unwrap(), "“We don’t know why,” he said – and");
    assert_eq!(found(new, "“We don’t know why,”", old).unwrap(), "\"We don't know why,\"");
}

#[test]
fn words_may_come_and_go_and_be_mended() {
    let old = "Nobody knew it. The goverment of the island said that it had sold all of its ferries. It rained.";
    let new = "It rained. The government of the island said on Monday that it had sold all its ferries. Nobody knew.";
    let passage = "The goverment of the island said that it had sold all of its ferries.";
    let expected = "The government of the island said on Monday that it had sold all its ferries.";
    assert_eq!(found(old, passage, new).unwrap(), expected);
    assert_eq!(found(old, "goverment", new).unwrap(), "government");
}

#[test]
fn a_passage_that_is_gone_is_not_found_elsewhere() {
    let old = "The art of it was lost. He was at the party in Oslo on Friday.";
    for new in ["He was at the party in Bergen on Monday.", "", "The rain fell, and a part of the party left."] {
        assert_eq!(found(old, "art", new), None, "{new}");
    }
    // A word that stands anywhere is not the one that stood there; one that is rare is.
    assert_eq!(found(old, "Oslo", "Rain came. From Oslo to Bergen it fell."), None);
    assert_eq!(found(old, "on Friday", "Nobody came, and all on Friday went home.").as_deref(), Some("on Friday"));
    assert_eq!(found("It paid 12 ferries. He left.", "paid 12 ferries", "It paid 14 boats. He left."), None);
}

#[test]
fn of_several_the_one_with_the_same_neighbours() {
    let old = "one two. three two. four two.";
    let start = old.rfind("two").unwrap();
    let anchor = Anchor::of(old, Span::new(start, start + 3)).unwrap();
    let new = "four two! zero two. one two. three two.";
    assert_eq!(anchor.find_in(new).unwrap().span.start, 5);
    // Also where the same words stand where it stood.
    let new = "four two. zeros two. two and two and two.";
    assert_eq!(anchor.find_in(new).unwrap().span.start, 5);
}

#[test]
fn no_text_takes_long() {
    let long = "a b ".repeat(50_000);
    let quote = "a b ".repeat(4_000);
    let anchors = [
        anchor(&long, "a"),
        Anchor { before: "x".into(), ..anchor(&long, "b a") },
        Anchor { quote: quote.replace('b', "c"), ..anchor(&long, &quote) },
        Anchor { quote: format!("c {quote}"), before: String::new(), after: String::new(), span: Span::default() },
    ];
    let text = format!("c {long}");
    let ground = Ground::new(&text);
    for _ in 0..3 {
        for anchor in &anchors {
            if let Some(found) = ground.find(anchor) {
                assert_eq!(found.span.of(&text), found.quote);
            }
        }
    }
}

/// Each of these takes up to minutes where a part of what it costs is not counted.
#[test]
fn what_is_made_to_take_long_does_not() {
    let bare = |quote: &str, around: &str| Anchor {
        span: Span::default(),
        quote: quote.to_owned(),
        before: around.to_owned(),
        after: around.to_owned(),
    };
    let letter = |at: usize| char::from_u32(u32::from('b') + at as u32 % 24).unwrap();
    // Words that are alike up to their last letters.
    let word = |at: usize, long: usize| format!("{}{}{}", "a".repeat(long), letter(at / 24), letter(at));
    let line = |many: usize, long: usize| (0..many).map(|at| word(at, long)).collect::<Vec<_>>().join(" ");
    let (same, blank) = ("a".repeat(200_000), " ".repeat(100));
    let words: Vec<String> = (0..64).map(|at| format!("w{}q", "x".repeat(at))).collect();
    let other: Vec<&str> = words.iter().rev().map(String::as_str).collect();
    // A long text around the passage; words of many letters; words that stand everywhere; blanks between signs.
    let all = [
        (same.clone(), bare("a", &same), 300),
        (line(4, 20_000), bare(&line(5, 20_001), ""), 20),
        (line(2_000, 60), bare(&line(2_000, 61), ""), 20),
        (words.join(" ").repeat(200), bare(&other.join(" "), ""), 20_000),
        (format!(".{blank}").repeat(4_000), bare(&".".repeat(3_000), ""), 300),
    ];
    for (text, anchor, times) in all {
        let start = text.len() / 2;
        let stands = Anchor::of(&text, Span::new(start, start + 5)).unwrap();
        let ground = Ground::in_haste(&text);
        for _ in 0..times {
            if let Some(found) = ground.find(&anchor) {
                assert_eq!(found.span.of(&text), found.quote);
            }
        }
        // What stands where it stood is found all the same.
        assert_eq!(ground.find(&stands), Some(stands));
    }
}

#[test]
fn no_more_around_a_passage_counts_than_is_kept() {
    let text = format!("{} The port is shut. {}", "It rained. ".repeat(9), "Nobody came. ".repeat(9));
    let start = text.find("port").unwrap();
    let long = Anchor {
        span: Span::new(start, start + 4),
        quote: "port".to_owned(),
        before: text[..start].to_owned(),
        after: text[start + 4..].to_owned(),
    };
    let kept = anchor(&text, "port");
    assert_eq!(long.clone().cut(), kept);
    assert!(long.stands_in(&text));
    let now = format!("No port. {text}");
    assert_eq!(long.find_in(&now), kept.find_in(&now));
    assert_eq!(long.find_in(&now).unwrap().span.start, start + 9);
}

/// Words of which every second text is made, and those of the other ones.
const ONE: [&str; 12] =
    ["harbour", "ferry", "Oslo", "signed", "winter", "captain", "island", "12", "nobody", "späť", "the", "of"];
const OTHER: [&str; 8] = ["parliament", "budget", "taxes", "minister", "quarrel", "vote", "and", "in"];

fn text_of(all: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    let sentence = proptest::collection::vec(0..all.len(), 4..12)
        .prop_map(move |at| format!("{}.", at.iter().map(|at| all[*at]).collect::<Vec<_>>().join(" ")));
    proptest::collection::vec(sentence, 3..8)
}

/// How many words of `quote` stand in `other` in their order; a slip of the pen does not count.
fn in_order(quote: &str, other: &str) -> usize {
    let fold = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (quote, other) = (fold(quote), fold(other));
    let mut row = vec![0; other.len() + 1];
    for word in &quote {
        let before = row.clone();
        for (at, there) in other.iter().enumerate() {
            row[at + 1] = if word == there { before[at] + 1 } else { row[at].max(before[at + 1]) };
        }
    }
    row[other.len()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_passage_finds_itself(text in "[a-cé 東\n]{1,60}", from in 0..60usize, long in 1..20usize, shift in "[ab ]{0,9}\n") {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (from, to) = (from.min(bounds.len() - 1), (from + long).min(bounds.len() - 1));
        let span = Span::new(bounds[from], bounds[to]);
        if let Some(anchor) = Anchor::of(&text, span) {
            prop_assert_eq!(anchor.find_in(&text), Some(anchor.clone()));
            let shifted = format!("{shift}{text}");
            if let Some(moved) = anchor.find_in(&shifted) {
                prop_assert_eq!(words(&moved.quote).concat(), words(&anchor.quote).concat());
            } else {
                // A few letters at the beginning of the text, before which others stand now.
                prop_assert!(anchor.quote.trim().is_empty() || anchor.quote.len() < 24);
            }
        }
    }

    /// Sentences change their places and their white space, one word comes in, one is mended: what was highlighted
    /// is still there.
    #[test]
    fn a_highlight_survives_another_extraction(
        sentences in text_of(&ONE), other in text_of(&OTHER), which in 0..8usize, word in 2..9usize, turn in 0..8usize,
    ) {
        let mut sentences = sentences;
        let which = which % sentences.len();
        let marked = "Seven boats of the company went from Bergen to Tallinn in the dark of that night.".to_owned();
        sentences.insert(which, marked.clone());
        let old = sentences.join(" ");
        let highlight = anchor(&old, &marked);
        let mut new = sentences.clone();
        let mut words: Vec<&str> = marked.split(' ').collect();
        words.insert(word, "suddenly");
        new[which] = words.join("\n ").replace("company", "compny");
        let turns = turn % new.len();
        new.rotate_left(turns);
        let expected = new[(which + new.len() - turns) % new.len()].clone();
        let text = format!("{}\n\n{}", other.join(" "), new.join("\n\n"));
        let found = highlight.find_in(&text);
        prop_assert_eq!(found.map(|found| found.quote), Some(expected));
    }

    /// Where something is found, most of the words are there; where all is another text, nothing is.
    #[test]
    fn no_wrong_place_is_chosen(
        sentences in text_of(&ONE), new in text_of(&ONE), other in text_of(&OTHER), from in 0..50usize, long in 1..20usize,
    ) {
        let (old, new, other) = (sentences.join(" "), new.join(" "), other.join(" "));
        let spans: Vec<Span> = old.split(' ').map(|word| Span::of_slice(&old, word)).collect();
        let from = from % spans.len();
        let to = (from + long).min(spans.len()) - 1;
        let anchor = Anchor::of(&old, Span::new(spans[from].start, spans[to].end)).unwrap();
        prop_assert_eq!(anchor.find_in(&other), None);
        if let Some(found) = anchor.find_in(&new) {
            prop_assert_eq!(found.span.of(&new), &found.quote);
            let many = words(&anchor.quote).len();
            prop_assert!(in_order(&anchor.quote, &found.quote) * 5 >= many * 4, "{:?} {:?}", anchor, found);
            prop_assert!(words(&found.quote).len() <= many + many / 4 + 2);
        }
    }

    #[test]
    fn any_anchor_in_any_text_lies_on_characters(text in "\\PC{0,80}", quote in "\\PC{1,12}", before in "\\PC{0,8}", at in 0..99usize) {
        let anchor = Anchor { span: Span::new(at, at + quote.len()), quote, before, after: String::new() };
        if let Some(found) = anchor.find_in(&text) {
            prop_assert_eq!(text.get(found.span.start..found.span.end), Some(found.quote.as_str()));
        }
    }
}
