//! Who is credited where a pronoun, a description or an unusual verb stands, and where nobody with a name does.

use super::*;

#[test]
fn any_verb_after_a_closed_quotation_is_one_of_saying() {
    said_by("“We will go,” frobbed Anna Berg.", &["anna-berg"]);
    said_by("“We will go,” fumed opposition deputy Anna Berg, who leads the council.", &["anna-berg"]);
    said_by("“We will go,” Anna Berg calculates.", &["anna-berg"]);
    said_by("Anna Berg left. “We will go,” she shot back.", &["anna-berg"]);
    said_by("Anna Berg left. “We will go,” quipped a sign at the gate.", &["-"]);
    said_by("“We will go,” Anna Berg likes to say.", &["anna-berg"]);
    said_by("“We will go,” is all that mayor Anna Berg would say.", &["anna-berg"]);
    said_by("Anna Berg left. Mark Lind sang “Road to the Isles”, recorded by Peter Lind.", &[]);
    found("“We will go,” marvelled Anna Berg.", &["D We will go,"]);
}

#[test]
fn people_told_of_by_another_word() {
    said_by("Bishop Peter Lind will say mass. Anna Berg is a nurse. “We will go,” the prelate said.", &["peter-lind"]);
    said_by("Nurse Anna Berg left. “We will go,” the minister said.", &["-"]);
    said_by(
        "Striker Anna Berg met coach Karin Lind. The forward was given a shirt. “Thanks,” she joked.",
        &["anna-berg"],
    );
    said_by("Mayor Anna Berg left with nurse Karin Lind. The winner wept. “We will go,” she said.", &["anna-berg"]);
    said_by("Anna Berg won. Mark Lind and Karin Lind left. “We will go,” the winner said.", &["anna-berg"]);
    said_by("“We will go,” said the driver, a man who gave his name only as Peter Lind.", &["peter-lind"]);
}

#[test]
fn whoever_has_no_name_is_nobody() {
    said_by("Karin Lind left. “We will go,” her weeping aunt said.", &["-"]);
    said_by("Karin Lind left. Upstairs, a woman of 83 was looking for her goats. “They are mine,” she said.", &["-"]);
    said_by("Karin Lind, a teacher of 43, was looking for her goats. “They are mine,” she said.", &["karin-lind"]);
    said_by("According to Karin Lind, a teacher, it rained. “They are mine,” she said.", &["karin-lind"]);
    said_by("Peter Lind left. A woman of 83 stayed. “We will go,” he said.", &["peter-lind"]);
    said_by("Mayor Peter Lind has two weeks. “We will go,” his office told reporters.", &["-"]);
    said_by("Anna Berg left. Citizens are asked to trust “only official sources”.", &["-"]);
    said_by("NATO expects “continuity in all things”, in the words of its foreign ministry.", &["-"]);
}

#[test]
fn whose_words_others_tell() {
    said_by("Peter Lind lost an eye. “I was not afraid,” his wife, Anna Berg, quoted him as saying.", &["peter-lind"]);
    said_by("Anna Berg called it “a shared gift”, according to Reuters.", &["anna-berg"]);
    said_by("The plan is “a shared gift”, according to Reuters.", &["reuters"]);
    said_by(
        "Minister Mark Lind left. Anna Berg stays because the minister wants her “to the last day”.",
        &["mark-lind"],
    );
    said_by("Oslo reacted coolly, with Anna Berg urging both to put “a limit on hopes”.", &["anna-berg"]);
}

#[test]
fn a_clause_between_commas_tells_whose_words_they_are() {
    for verb in ["let readers know", "said", "wrote", "would have it"] {
        for resumes in ["is", "has been"] {
            let text = format!("Peter Lind wrote a letter. Anna Berg, he {verb}, {resumes} a “good old friend”.");
            said_by(&text, &["peter-lind"]);
        }
    }
    said_by("Peter Lind left. Anna Berg, who let readers know, is “glad to go”.", &["anna-berg"]);
}

#[test]
fn the_nearest_clause_and_who_goes_on() {
    said_by(
        "Mark Lind suspects an order, which Peter Lind doubts. “Films,” he says. “Thieves.”",
        &["peter-lind", "peter-lind"],
    );
    said_by(
        "“We will go,” said Mark Lind. His friend Peter Lind slept. “We must,” he went on.",
        &["mark-lind", "mark-lind"],
    );
}

#[test]
fn a_few_words_of_somebody() {
    found("NATO called the operation “a heavy blow” to all.", &["D a heavy blow"]);
    found("NATO called it operation “Heavy Blow”.", &["T Heavy Blow"]);
    found("Anna Berg talks of “museum pieces” and laughs.", &["D museum pieces"]);
    found("Anna Berg has spoken of “cups of water”.", &["D cups of water"]);
}

#[test]
fn a_block_quotation_is_said_by_who_signs_it() {
    let quoted = |text: &str| {
        let options = ReadOptions { raw: true, ..ReadOptions::default() };
        let article = read_str("test", text, Format::Markdown, options).remove(0).unwrap();
        let analysis = analysis(&article);
        let said = analysis.quotes.iter().map(|quote| {
            let who = quote.speaker.and_then(|at| analysis.entities.get(at)).map_or("-", |one| &*one.id);
            format!("{who}: {}", quote.span.of(&article.text).replace("\n> ", " "))
        });
        said.collect::<Vec<String>>()
    };
    let lead = "Anna Berg came from Oslo, and Anna Berg was late.\n\n";
    let one = |body: &str| quoted(&format!("{lead}{body}\n\nIt rained in the afternoon."));
    let peter = ["peter-lind: We ask you to forgive us."];
    assert_eq!(one("> We ask you to forgive us.\n> — Peter Lind, spokesman"), peter);
    assert_eq!(one("> We ask you\n> to forgive us.\n>\n> -- Peter Lind"), peter);
    assert_eq!(one("> “We ask you to forgive us.”\n> – Peter Lind"), peter);
    let both = ["peter-lind: We lost all.", "peter-lind: We ask you to forgive us."];
    assert_eq!(one("> We lost all.\n>\n> We ask you to forgive us.\n>\n> — Peter Lind, mayor"), both);
}

#[test]
fn a_cue_of_the_next_paragraph_credits_nothing_before_it() {
    let text =
        "“I am tired,” said Anna Berg. “I am going home.”\n\nAsked about it, Mark Lind said that nothing was decided.";
    said_by(text, &["anna-berg", "anna-berg"]);
    let article = article(text);
    assert!(analysis(&article).quotes.iter().all(|quote| quote.cue.is_none_or(|cue| cue.of(text) != "Asked")));
}

#[test]
fn reported_speech_begins_with_its_sentence() {
    for (text, said) in [
        ("Anna Berg came. Twenty-two people were still missing, she said.", "Twenty-two people were still missing"),
        ("OSLO - Many people were still missing, Anna Berg said.", "Many people were still missing"),
    ] {
        let quotes = analysis(&article(text)).quotes;
        assert_eq!(quotes.iter().map(|quote| quote.span.of(text)).collect::<Vec<_>>(), [said]);
    }
}
