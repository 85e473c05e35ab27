//! What is tied together in one article, from text to entities; the names are marked by hand.

use super::*;
use crate::analysis::{Entity, EntityKind};
use crate::article::{Format, ReadOptions, read_str};
use crate::text::Span;

/// The entities of a text in which mentions are marked: `[P:Vladimir Putin]`.
fn entities(marked: &str) -> Vec<Entity> {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, after) = after.split_once(']').unwrap();
        let (kind, surface) = mark.split_once(':').unwrap();
        let kind = match kind {
            "P" => EntityKind::Person,
            "O" => EntityKind::Organization,
            "L" => EntityKind::Place,
            _ => EntityKind::Group,
        };
        marks.push((Span::new(text.len(), text.len() + surface.len()), kind));
        text.push_str(surface);
        rest = after;
    }
    text.push_str(rest);
    let options = ReadOptions { raw: true, ..ReadOptions::default() };
    let article = read_str("test", &text, Format::Plain, options).remove(0).unwrap();
    let document = Document::of(&article);
    let found = marks.iter().map(|(span, kind)| {
        let place = document.sentences.iter().enumerate().find_map(|(sentence, of)| {
            let inside = |at: &usize| of.items.get(*at).is_some_and(|item| item.span.overlaps(*span));
            let from = (0..of.items.len()).find(inside)?;
            Some((sentence, from, (from..of.items.len()).take_while(inside).last()? + 1))
        });
        let (sentence, from, to) = place.unwrap();
        Found { span: *span, kind: *kind, sentence, from, to }
    });
    resolve(&document, &found.collect::<Vec<_>>()).entities
}

/// Ids with their counts, by id.
fn counts(marked: &str) -> Vec<(String, usize)> {
    let mut counts: Vec<_> = entities(marked).into_iter().map(|entity| (entity.id, entity.count)).collect();
    counts.sort();
    counts
}

fn is(marked: &str, expected: &[(&str, usize)]) {
    let counts = counts(marked);
    let counts: Vec<(&str, usize)> = counts.iter().map(|(id, count)| (id.as_str(), *count)).collect();
    assert_eq!(counts, expected, "{marked}");
}

#[test]
fn one_entity_of_many_names() {
    is(
        "[P:Vladimir Putin] spoke. [P:Putin] left. President [P:Vladimir V. Putin] is away.",
        &[("vladimir-putin", 2 + 1)],
    );
    is("[P:Ursula von der Leyen] met [P:Von der Leyen].", &[("ursula-von-der-leyen", 2)]);
    is("[L:U.S.] and [L:US], the [L:United States], [L:America].", &[("united-states", 4)]);
    is("[O:Xinhua News Agency] said. [O:Xinhua] said.", &[("xinhua", 2)]);
    is("The [O:Liberia Marketing Association] ([O:LMA]) met. [O:LMA] left.", &[("liberia-marketing-association", 3)]);
    is("[P:Xi Jinping] met [P:Kim Jong-un]. [P:Xi] told [P:Kim].", &[("kim-jong-un", 2), ("xi-jinping", 2)]);
    is(
        "PUTIN MEETS [P:PUTIN]. [P:Volodymyr Zelenskyy] saw [P:Zelensky] and [P:Putin].",
        &[("putin", 2), ("volodymyr-zelenskyy", 2)],
    );
    is("The [O:Hartmann Museum] opened. The [O:Hartmann] is old.", &[("hartmann-museum", 2)]);
    is("[L:Nimba County] voted. In [L:Nimba] it rained.", &[("nimba-county", 2)]);
    is("[G:Russians] met a [G:Briton] and [G:British] and [G:Russian] men.", &[("british", 2), ("russian", 2)]);
}

#[test]
fn two_people_of_one_surname() {
    is(
        "[P:Maria Okello] spoke. [P:Okello] left. Then [P:Peter Okello] came. [P:Okello] sang.",
        &[("maria-okello", 2), ("peter-okello", 2)],
    );
    is(
        "Colonel [P:Dashiin Bold] spoke. [P:Kairat Bold], the military attaché, came. Colonel [P:Bold] nodded.",
        &[("dashiin-bold", 2), ("kairat-bold", 1)],
    );
    is("Mr [P:John Haas] came with [P:Rita Haas]. Mr [P:Haas] left.", &[("john-haas", 2), ("rita-haas", 1)]);
    is("[P:Maria Okello] spoke. Mr [P:Okello], her husband, did not.", &[("maria-okello", 1), ("okello", 1)]);
    is("[P:Marta Ruiz] spoke. [P:Marta], 9, is a pupil.", &[("marta", 1), ("marta-ruiz", 1)]);
}

#[test]
fn a_pronoun_tells_two_of_one_surname_apart() {
    let johnsons = "[P:Boris Johnson] and [P:Diana Johnson] spoke on Monday. ";
    for (rest, boris, diana) in [
        ("[P:Johnson] said he was sorry. [P:Johnson] adjusted his tie.", 3, 1),
        ("[P:Johnson] said she was sorry. [P:Johnson] adjusted her hat.", 1, 3),
        ("[P:Johnson] told her he was sorry.", 2, 1),
        ("Later, [P:Johnson] himself left.", 2, 1),
        // What says nothing of whom is meant leaves it to the one last named.
        ("[P:Johnson] thanked him.", 1, 2),
        ("[P:Johnson] said: “He is away.”", 1, 2),
        ("[P:Johnson] told the king he was sorry.", 1, 2),
        ("[P:Johnson]'s lawyer said he was sorry.", 1, 2),
        ("He told [P:Johnson] that his house was cold.", 1, 2),
    ] {
        is(&format!("{johnsons}{rest}"), &[("boris-johnson", boris), ("diana-johnson", diana)]);
    }
    let clintons = "[P:Bill Clinton] came on Monday. [P:Hillary Clinton] came later. ";
    is(&format!("{clintons}[P:Clinton] said she was happy."), &[("bill-clinton", 1), ("hillary-clinton", 2)]);
    is(&format!("{clintons}[P:Clinton] said he was happy."), &[("bill-clinton", 2), ("hillary-clinton", 1)]);
    let turned = "[P:Hillary Clinton] came on Monday. [P:Bill Clinton] came later. ";
    is(&format!("{turned}[P:Clinton] said she was happy."), &[("bill-clinton", 1), ("hillary-clinton", 2)]);
    let bushes = "President [P:George Bush] and his wife [P:Barbara Bush] arrived. ";
    is(&format!("{bushes}[P:Bush] said he would run."), &[("barbara-bush", 1), ("george-bush", 2)]);
    is(&format!("{bushes}[P:Bush] said she would run."), &[("barbara-bush", 2), ("george-bush", 1)]);
    let smiths = "[P:Mary Smith] and her brother [P:John Smith] had a farm. Later, Ms. [P:Smith] sold it. ";
    is(&format!("{smiths}[P:Smith] said she was tired."), &[("john-smith", 1), ("mary-smith", 3)]);
    is(&format!("{smiths}[P:Smith] said he was tired."), &[("john-smith", 2), ("mary-smith", 2)]);
}

#[test]
fn names_of_unknown_gender_go_by_what_the_article_says() {
    let plain = "[P:Xq Varo] and [P:Zt Varo] spoke. ";
    is(&format!("{plain}[P:Varo] said he was sorry."), &[("xq-varo", 1), ("zt-varo", 2)]);
    let kin = "[P:Xq Varo] came with her brother [P:Zt Varo]. ";
    is(&format!("{kin}[P:Varo] said she was sorry."), &[("xq-varo", 2), ("zt-varo", 1)]);
    let said = "[P:Xq Varo] said she was late. Then [P:Zt Varo] spoke. ";
    is(&format!("{said}[P:Varo] said he was sorry."), &[("xq-varo", 1), ("zt-varo", 2)]);
    is(&format!("{said}[P:Varo] said she was sorry."), &[("xq-varo", 1), ("zt-varo", 2)]);
    let one = "[P:John Varo] and [P:Zt Varo] spoke. [P:John Varo] sat. ";
    is(&format!("{one}[P:Varo] said she was sorry."), &[("john-varo", 2), ("zt-varo", 2)]);
}

#[test]
fn a_person_and_a_place_of_one_name() {
    is(
        "[P:Álvaro Cartagena] is from [L:Cartagena]. [P:Cartagena] said so.",
        &[("alvaro-cartagena", 2), ("cartagena", 1)],
    );
}

#[test]
fn what_is_too_little_stays_apart() {
    is(
        "[P:John Smith] and [P:Jane Smith] came with [P:J. Smith].",
        &[("j-smith", 1), ("jane-smith", 1), ("john-smith", 1)],
    );
    is(
        "The [O:Democratic Party] and the [O:Liberal Democratic Party].",
        &[("democratic-party", 1), ("liberal-democratic-party", 1)],
    );
    is("[L:Kano State] and [L:Kano] are two.", &[("kano", 1), ("kano-state", 1)]);
}

#[test]
fn letters_that_tell_nothing() {
    is("The [O:nato] chief met [O:NATO] men.", &[("north-atlantic-treaty-organization", 2)]);
    is("In [L:britain] it rained. In [L:BRITAIN] too, and in the [L:United Kingdom].", &[("united-kingdom", 3)]);
    is("The [G:russians] met [G:Russian] men.", &[("russian", 2)]);
    is("[P:olaf scholz] met [P:OLAF SCHOLZ]. [P:Olaf Scholz] and [P:scholz] left.", &[("olaf-scholz", 4)]);
    let names = |text: &str| -> Vec<String> { entities(text).into_iter().map(|entity| entity.name).collect() };
    assert_eq!(names("[P:OLAF SCHOLZ] met [P:olaf scholz], [P:olaf scholz] and [P:Olaf Scholz]."), ["Olaf Scholz"]);
    assert_eq!(names("[O:nato] and [O:nato] and [O:NATO]"), ["NATO"]);
}

#[test]
fn roles_are_what_stands_beside_a_name() {
    let of = |text: &str| -> Vec<String> { entities(text).into_iter().flat_map(|entity| entity.roles).collect() };
    assert_eq!(of("Kremlin spokesman [P:Dmitry Peskov] said no."), ["Kremlin spokesman"]);
    assert_eq!(of("[P:Yuri Ushakov], Putin's foreign affairs adviser, said no."), ["Putin's foreign affairs adviser"]);
    assert_eq!(of("China's foreign minister, [P:Wang Yi], said no."), ["China's foreign minister"]);
    assert_eq!(of("[P:Korto Dahn], who heads the guild, said no."), ["heads the guild"]);
    assert_eq!(of("Minister of Arts and Culture [P:Ema Tcha] said no."), ["Minister of Arts and Culture"]);
    assert_eq!(of("[P:Ana Lima], 34, the mayor of Porto, said no."), ["mayor of Porto"]);
    assert_eq!(of("[P:Ana Lima] of Harmattan Securities said no."), [""; 0]);
    assert_eq!(of("[O:Andino], the country's largest bank, said no."), ["country's largest bank"]);
    assert_eq!(of("He asked the consultancy [O:Noordzee Metals] in May."), ["consultancy"]);
    assert_eq!(of("In Moscow, [P:Putin], the Kremlin said, met [P:Xi], and Mr [P:Lee] spoke."), [""; 0]);
}
