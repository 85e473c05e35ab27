//! Quotations as they are written, one form a case; the names are those that the recogniser finds.

mod credited;

use super::*;
use crate::analysis::{EntityKind, Found, Models, analyze, resolve};
use crate::article::{Format, ReadOptions, read_str};
use proptest::prelude::*;

fn article(text: &str) -> Article {
    read_str("test", text, Format::Plain, ReadOptions { raw: true, ..ReadOptions::default() }).remove(0).unwrap()
}

/// The names that the cases are told with.
const NAMES: &[(&str, EntityKind)] = &[
    ("Anna Berg", EntityKind::Person),
    ("Berg", EntityKind::Person),
    ("Peter Lind", EntityKind::Person),
    ("Mark Lind", EntityKind::Person),
    ("Karin Lind", EntityKind::Person),
    ("Maria Zakharova", EntityKind::Person),
    ("Joaquín", EntityKind::Person),
    ("NATO", EntityKind::Organization),
    ("Reuters", EntityKind::Organization),
    ("Oslo", EntityKind::Place),
];

/// What is found where these names are marked, so that it does not depend on how names are recognised.
fn analysis(article: &Article) -> Analysis {
    let document = Document::of(article);
    let mut found: Vec<Found> = Vec::new();
    for (at, sentence) in document.sentences.iter().enumerate() {
        let mut from = 0;
        while let Some(item) = sentence.items.get(from) {
            let rest = &article.text[item.span.start..];
            let named = NAMES.iter().find(|(name, _)| rest.starts_with(name));
            let Some((name, kind)) = named else {
                from += 1;
                continue;
            };
            let span = Span::new(item.span.start, item.span.start + name.len());
            let to =
                (from..sentence.items.len()).take_while(|to| sentence.items[*to].span.overlaps(span)).count() + from;
            found.push(Found { span, kind: *kind, sentence: at, from, to });
            from = to;
        }
    }
    let mut analysis = resolve(&document, &found);
    analysis.quotes = quotes(article, &document, &analysis);
    analysis
}

/// The words between marks with their kind: D, P, T.
fn spans(text: &str) -> Vec<(char, String)> {
    let article = article(text);
    let quotes = analysis(&article).quotes;
    let shown = quotes.iter().filter(|quote| quote.kind != QuoteKind::Indirect).map(|quote| {
        let kind = format!("{:?}", quote.kind).chars().next().unwrap();
        (kind, quote.span.of(&article.text).to_owned())
    });
    shown.collect()
}

fn found(text: &str, expected: &[&str]) {
    let spans = spans(text);
    let spans: Vec<String> = spans.into_iter().map(|(kind, words)| format!("{kind} {words}")).collect();
    assert_eq!(spans, expected, "{text}");
}

/// Who says each quotation, by id; "-" for nobody.
fn speakers(text: &str, kind: fn(QuoteKind) -> bool) -> Vec<String> {
    let article = article(text);
    let analysis = analysis(&article);
    let name =
        |at: Option<usize>| at.and_then(|at| analysis.entities.get(at)).map_or("-".to_owned(), |one| one.id.clone());
    let quotes = analysis.quotes.iter().filter(|quote| kind(quote.kind));
    let said = |quote: &Quote| match quote.organization {
        Some(_) if quote.organization != quote.speaker => {
            format!("{} for {}", name(quote.speaker), name(quote.organization))
        }
        _ => name(quote.speaker),
    };
    quotes.map(said).collect()
}

fn said_by(text: &str, expected: &[&str]) {
    assert_eq!(speakers(text, |kind| matches!(kind, QuoteKind::Direct | QuoteKind::Partial)), expected, "{text}");
}

#[test]
fn marks_of_all_forms() {
    found("“We will go on,” she said.", &["D We will go on,"]);
    found("\"We will go on,\" she said.", &["D We will go on,"]);
    found("‘We can’t go on,’ she said.", &["D We can’t go on,"]);
    found("'We can't go on,' she said.", &["D We can't go on,"]);
    found("``We will go on,'' she said.", &["D We will go on,"]);
    found("„We will go on”, she said.", &["D We will go on"]);
    found("«We will go on», she said.", &["D We will go on"]);
    found("»We will go on«, she said.", &["D We will go on"]);
    found("”We will go on,” she said.", &["D We will go on,"]);
    found("\"\"We will go on,\"\" she said.", &["D We will go on,"]);
    found("“We will go on,\" she said. “We must.”", &["D We will go on,", "D We must."]);
    found("She said:“We will go on.”", &["D We will go on."]);
    found("She said (“we will go on”) and left.", &["D we will go on"]);
}

#[test]
fn a_quotation_holds_what_is_quoted_in_it() {
    found("“They told us ‘no’ and left,” she said.", &["D They told us ‘no’ and left,"]);
    found("‘They told us “no” and left,’ she said.", &["D They told us “no” and left,"]);
    found("\"They told us 'no' and left,\" she said.", &["D They told us 'no' and left,"]);
    found("“He said, “No.” We left,” she said.", &["D He said, “No.” We left,"]);
}

#[test]
fn apostrophes_open_and_close_nothing() {
    found("The workers’ union met in the ’90s, and the ‘80s weren’t better, she’d said.", &[]);
    found("The workers' union met in the '90s. Rock 'n' roll isn't dead, 'cause it can't be.", &[]);
    found("‘The boys’ team isn’t ready,’ said Anna Berg.", &["D The boys’ team isn’t ready,"]);
    found("'The boys' team isn't ready,' said Anna Berg.", &["D The boys' team isn't ready,"]);
    found("“’Tis the workers’ day,” she said.", &["D ’Tis the workers’ day,"]);
    found("She said the workers' \"right to rest\" is holy.", &["D right to rest"]);
}

#[test]
fn over_paragraphs() {
    found(
        "“We began here,” she said. “We went on.\n\n“We ended there.\n\n“And that is all.” He left.",
        &["D We began here,", "D We went on.", "D We ended there.", "D And that is all."],
    );
    found("\"We went on.\n\n\"We ended there,\" she said.", &["D We went on.", "D We ended there,"]);
    found("‘We went on.\n\n‘We ended there,’ she said.", &["D We went on.", "D We ended there,"]);
    said_by(
        "“We began here,” said Anna Berg. “We went on.\n\n“We ended there.”\n\nMark Lind wept.",
        &["anna-berg", "anna-berg", "anna-berg"],
    );
    said_by("“We began here.\n\n“We ended there,” said Anna Berg.\n\nMark Lind wept.", &["anna-berg", "anna-berg"]);
}

#[test]
fn a_mark_without_its_fellow_breaks_nothing() {
    found(
        "“We went on, she said.\n\n“It is late,” he said.\n\nNothing else.",
        &["D We went on, she said.", "D It is late,"],
    );
    found("It rained. “We went on. Then she said: “It is late.”", &["D We went on.", "D It is late."]);
    found("He left.” The rest was silence, and “It is late,” she said.", &["D It is late,"]);
    found("The pipe was 6\" wide. \"It is late,\" she said.", &["D It is late,"]);
    found("A stray \" stands here.\n\n\"It is late,\" she said.", &["D It is late,"]);
    found("\"It is late, she said. \"We must go,\" she said.", &["D It is late, she said.", "D We must go,"]);
}

#[test]
fn kinds() {
    found("Her novel “The Salt Road” won.", &["T The Salt Road"]);
    found("“The Salt Road” will open in May.", &["T The Salt Road"]);
    found("Joaquín “El Chapo” Guzmán was caught.", &["T El Chapo"]);
    found("The so-called “experts” left.", &["T experts"]);
    found("Its “green” ships burn oil.", &["T green"]);
    found("A town known as “little Odessa” burned.", &["T little Odessa"]);
    found("Anna Berg called the plan “a bad joke”.", &["D a bad joke"]);
    found("Anna Berg said it was “unfair”.", &["D unfair"]);
    found("“Nonsense,” said Anna Berg.", &["D Nonsense,"]);
    found("The bridge has become “a road to nowhere at all”.", &["P a road to nowhere at all"]);
}

#[test]
fn speakers_beside_the_quotation() {
    said_by("“We will go,” Anna Berg said.", &["anna-berg"]);
    said_by("“We will go,” said Anna Berg.", &["anna-berg"]);
    said_by("“We will go,” said minister Anna Berg, 54.", &["anna-berg"]);
    said_by("Anna Berg said: “We will go.”", &["anna-berg"]);
    said_by("Anna Berg, the mayor of Oslo, told reporters on Friday that “we will go”.", &["anna-berg"]);
    said_by("“We will go,” Anna Berg, the mayor of Oslo, told reporters.", &["anna-berg"]);
    said_by("“We will go,” the mayor, Anna Berg, said.", &["anna-berg"]);
    said_by("According to Anna Berg, the plan is “a bad joke”.", &["anna-berg"]);
    said_by("The plan is “a bad joke”, according to Anna Berg.", &["anna-berg"]);
    said_by("“Will we go?” asked Anna Berg.", &["anna-berg"]);
    said_by("“Will we go?” Anna Berg asked.", &["anna-berg"]);
    said_by("“We will go,” Anna Berg said, “and nobody will stay.”", &["anna-berg", "anna-berg"]);
    said_by("“We will go,” said Anna Berg. “Nobody will stay.”", &["anna-berg", "anna-berg"]);
    said_by("“We will go,” Anna Berg was quoted as saying by Reuters.", &["anna-berg"]);
    said_by("Anna Berg shook her head. “We will go.”", &["anna-berg"]);
    said_by("“We will go,” said Anna Berg. “We won’t,” said Mark Lind.", &["anna-berg", "mark-lind"]);
    said_by("Anna Berg smiled and said it was “a good day”.", &["anna-berg"]);
    said_by("In Anna Berg's words, it was “a good day”.", &["anna-berg"]);
}

#[test]
fn pronouns_and_descriptions() {
    said_by("Anna Berg met Peter Lind in Oslo. “We will go,” she said.", &["anna-berg"]);
    said_by("Anna Berg met Peter Lind in Oslo. “We will go,” he said.", &["peter-lind"]);
    said_by(
        "Foreign minister Anna Berg met the mayor of Oslo, Karin Lind. “We will go,” the minister said.",
        &["anna-berg"],
    );
    said_by("Karin Lind, the mayor of Oslo, met Anna Berg. Berg left. “We will go,” the mayor said.", &["karin-lind"]);
}

#[test]
fn nobody_is_named() {
    said_by("Anna Berg left. “We will go,” a resident said.", &["-"]);
    said_by("Anna Berg left. “We will go,” said one of the drivers.", &["-"]);
}

#[test]
fn who_speaks_for_an_organisation() {
    said_by("NATO said it would appeal. “We will go,” a spokeswoman said.", &["north-atlantic-treaty-organization"]);
    said_by(
        "NATO said it would appeal. “We will go,” a spokeswoman for the organisation said.",
        &["north-atlantic-treaty-organization"],
    );
    said_by("NATO left. Anna Berg stayed. It rained. It snowed. “We will go,” a spokeswoman said.", &["-"]);
    said_by(
        "“We will go,” said Maria Zakharova, a spokeswoman for NATO.",
        &["maria-zakharova for north-atlantic-treaty-organization"],
    );
    said_by("“We will go,” NATO said.", &["north-atlantic-treaty-organization"]);
    said_by("A spokesman for NATO said: “We will go.”", &["north-atlantic-treaty-organization"]);
    said_by("“We will go,” a NATO spokesman said.", &["north-atlantic-treaty-organization"]);
}

#[test]
fn reported_speech() {
    let reported = |text: &str| -> Vec<String> {
        let article = article(text);
        let quotes = analysis(&article).quotes;
        let indirect = quotes.iter().filter(|quote| quote.kind == QuoteKind::Indirect);
        indirect.map(|quote| quote.span.of(&article.text).to_owned()).collect()
    };
    assert_eq!(reported("Anna Berg said that the ship was late."), ["the ship was late"]);
    assert_eq!(reported("Anna Berg said the ship was late."), ["the ship was late"]);
    assert_eq!(reported("The ship was late, Anna Berg said."), ["The ship was late"]);
    assert_eq!(reported("The ship was late, Anna Berg told reporters on Friday."), ["The ship was late"]);
    assert_eq!(reported("The ship was late, according to Anna Berg."), ["The ship was late"]);
    assert_eq!(
        reported("According to Anna Berg, the meeting was very late on Friday."),
        ["the meeting was very late on Friday"]
    );
    assert_eq!(reported("“We will go,” Anna Berg said, adding that the ship was late."), ["the ship was late"]);
    assert_eq!(reported("Anna Berg said the ship was “very late”."), [""; 0]);
    assert_eq!(reported("“The ship is late,” Anna Berg said."), [""; 0]);
    assert_eq!(speakers("Anna Berg said the ship was late.", |kind| kind == QuoteKind::Indirect), ["anna-berg"]);
}

#[test]
fn block_quotations() {
    let options = ReadOptions { raw: true, ..ReadOptions::default() };
    let text = "Anna Berg put it so:\n\n> We will go, and nobody will stay.\n\nThen she left.";
    let article = read_str("test", text, Format::Markdown, options).remove(0).unwrap();
    let analysis = analysis(&article);
    let [quote] = analysis.quotes.as_slice() else { panic!("{:?}", analysis.quotes) };
    assert_eq!(quote.span.of(&article.text), "We will go, and nobody will stay.");
    assert_eq!(quote.speaker.map(|at| analysis.entities[at].id.as_str()), Some("anna-berg"));
}

#[test]
fn in_other_languages_spans_only() {
    let mut german = article("„Wir gehen jetzt alle nach Hause“, sagte Anna Berg in Berlin.");
    german.meta.language = Some("de".to_owned());
    let quotes = analyze(&german, Models::embedded()).quotes;
    let spans: Vec<&str> = quotes.iter().map(|quote| quote.span.of(&german.text)).collect();
    assert_eq!(spans, ["Wir gehen jetzt alle nach Hause"]);
    assert!(quotes.iter().all(|quote| quote.speaker.is_none()));
}

#[test]
fn a_quotation_may_reach_into_a_later_sentence() {
    let text = "“President ”President 。Владимир ありがとうsaid “O'BrienU.S.“";
    let analysis = analyze(&article(text), Models::embedded());
    assert!(analysis.quotes.iter().all(|quote| text.get(quote.span.start..quote.span.end).is_some()));
}

/// Each of these takes hours where anything is quadratic.
#[test]
fn hostile_input_is_worked_through() {
    for piece in [
        "“A ",
        "‘A ",
        "\"",
        "' a",
        "« ",
        "“a” ",
        "said X ",
        "‘a’ “b” ",
        "the minister said ",
        "he said “A. ",
        "» « ",
        "the mayor, “a b c”, ",
        "“A. ",
        "Ann Lee, ",
        "Ann Lee quoted him as saying ",
        "A woman of 83 left, “a,” she frobbed. ",
        "Bishop Ann Lee, the prelate ",
    ] {
        let _ = analyze(&article(&piece.repeat((1 << 16) / piece.len())), Models::embedded());
    }
}

/// Each line of the sample articles with its quotations marked beneath, D, P, T, I, and who says them.
#[test]
fn the_samples() {
    let mut out = String::new();
    for text in [
        include_str!("../../../seeds/1-an-old-friend-comes-to-beijing.md"),
        include_str!("../../../seeds/2-a-call-between-two-capitals.md"),
        include_str!("../../../seeds/3-putin-meets-xi-before-the-opening.md"),
        include_str!("../../../seeds/4-from-moscow-to-harbin.md"),
        include_str!("../../../seeds/5-before-the-games-a-visit-and-fifteen-contracts.md"),
    ] {
        let article = read_str("test", text, Format::Markdown, ReadOptions::default()).remove(0).unwrap();
        let analysis = analyze(&article, Models::embedded());
        for line in article.text.lines() {
            let span = Span::of_slice(&article.text, line);
            let inside = || analysis.quotes.iter().filter(|quote| quote.span.overlaps(span));
            if inside().next().is_none() {
                continue;
            }
            let mark = |at: usize| {
                let hit = inside().find(|quote| quote.span.contains(span.start + at));
                hit.map_or(' ', |quote| format!("{:?}", quote.kind).chars().next().unwrap())
            };
            let marks: String = line.char_indices().map(|(at, _)| mark(at)).collect();
            out.push_str(&format!("{line}\n{}\n", marks.trim_end()));
            for quote in inside() {
                let who = |at: Option<usize>| at.map_or("-", |at| analysis.entities[at].id.as_str());
                let of = |span: Option<Span>| span.map_or("", |span| span.of(&article.text));
                out.push_str(&format!("  {} ({}) {}\n", who(quote.speaker), of(quote.speaker_text), of(quote.cue)));
            }
        }
    }
    insta::assert_snapshot!(out);
}

fn check(article: &Article) -> Result<(), TestCaseError> {
    let analysis = analyze(article, Models::embedded());
    let mut start = 0;
    let mut marked = 0;
    for quote in &analysis.quotes {
        prop_assert!(quote.span.start >= start && !quote.span.is_empty());
        prop_assert!(article.text.get(quote.span.start..quote.span.end).is_some());
        prop_assert!(article.genuine().any(|b| b.span.start <= quote.span.start && quote.span.end <= b.span.end));
        prop_assert!(quote.span.start >= marked);
        marked = quote.span.end;
        for entity in [quote.speaker, quote.organization].into_iter().flatten() {
            prop_assert!(entity < analysis.entities.len());
        }
        for span in [quote.speaker_text, quote.cue].into_iter().flatten() {
            prop_assert!(article.text.get(span.start..span.end).is_some());
        }
        start = quote.span.start;
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_holds_together(text in "[\\PC\n]{0,120}") {
        check(&article(&text))?;
    }

    #[test]
    fn any_marks_hold_together(words in proptest::collection::vec(prop_oneof![
        Just("“"), Just("”"), Just("\""), Just("'"), Just("‘"), Just("’"), Just("«"), Just("»"), Just("„"), Just("said"), Just("she"),
        Just("Anna Berg"), Just(","), Just("."), Just("\n\n"), Just("the"), Just("minister"), Just("according to"), Just("NATO"), Just("that"),
        Just("?"), Just("workers"), Just("é\u{301}"), Just("We"), Just("was"), Just("spokesman for"), Just(":"), Just("东京"), Just("in"), Just("```"),
    ], 0..40), glue in proptest::bool::ANY) {
        let text = words.join(if glue { "" } else { " " });
        check(&article(&text))?;
    }

    /// A paragraph with any marks at all costs the next one nothing.
    #[test]
    fn the_next_paragraph_is_read(marks in "[“”\"‘’'«»„ a-c.,]{0,20}") {
        let text = format!("It {marks} rained.\n\nShe said: “We will all go home now.”");
        let spans = spans(&text);
        let found = spans.iter().any(|(kind, words)| *kind == 'D' && words == "We will all go home now.");
        prop_assert!(found, "{:?}", spans);
    }
}
