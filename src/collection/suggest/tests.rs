use super::*;
use crate::collection::trial::collection;
use crate::collection::{Correction, Edit};

fn suggested(collection: &Collection) -> Vec<(String, String, Reason)> {
    let name = |id| collection.label(id).unwrap().1.to_owned();
    let all = suggest(&collection.known());
    collection.open_suggestions(&all).iter().map(|one| (name(one.one), name(one.other), one.reason)).collect()
}

const TWO: [&str; 2] = [
    "Volodymyr Kravtsov met Angela Merkel in Berlin on Monday. Olaf Scholz was there.",
    "President Volodymyr Kravtzov thanked Angela Merkel in Berlin. Olaf Scholz was there, and Kravtzov left.",
];

#[test]
fn two_spellings_of_one_name() {
    let collection = collection(&TWO);
    let names = ("Volodymyr Kravtsov".to_owned(), "Volodymyr Kravtzov".to_owned(), Reason::Transliteration);
    assert_eq!(suggested(&collection), [names]);
    let all = suggest(&collection.known());
    assert!(all[0].certainty > 80 && all[0].company >= 3, "{all:?}");
}

#[test]
fn what_is_settled_is_not_suggested_again() {
    let mut collection = collection(&TWO);
    let all = suggest(&collection.known());
    let subject = |id| collection.subject(id).unwrap();
    let (one, other) = (subject(all[0].one), subject(all[0].other));
    for settled in [
        Correction::Apart(other.clone(), one.clone()),
        Correction::Merge(one.clone(), other.clone()),
        Correction::Hide(one.clone()),
    ] {
        let undo = collection.correct(&Edit::adding([settled]));
        assert_eq!(collection.open_suggestions(&all), []);
        collection.correct(&undo);
        assert_eq!(collection.open_suggestions(&all), all);
    }
}

#[test]
fn people_of_one_surname_are_not_one_for_that() {
    let collection = collection(&[
        "Bill Clinton met Hillary Clinton in Paris.",
        "Hillary Clinton spoke in Paris, and so did Bill Clinton.",
        "Gordon Brown and Jerry Brown were in London.",
        "Ignacio de la Fuente spoke in Madrid. De la Fuente was glad.",
        "Montserrat de la Fuente spoke in Quito. De la Fuente was sad.",
        "Washington is far from Wellington, and Gambia from Zambia.",
    ]);
    assert_eq!(suggested(&collection), []);
}

#[test]
fn nothing_is_suggested_twice_and_the_order_is_by_certainty() {
    let collection = collection(&[TWO[0], TWO[1], "Sergei Lavrov came.", "Sergey Lavrov went.", "Sergey Lavrof sat."]);
    let all = suggest(&collection.known());
    assert!(all.len() >= 3, "{all:?}");
    assert!(all.is_sorted_by(|a, b| a.certainty >= b.certainty));
    let pairs: std::collections::HashSet<_> =
        all.iter().map(|one| (one.one.min(one.other), one.one.max(one.other))).collect();
    assert_eq!(pairs.len(), all.len());
    assert_eq!(all, suggest(&collection.known()));
}

#[test]
fn a_name_that_a_crowd_goes_by_is_no_clue() {
    let crowd: Vec<String> = (0..30).map(|at| format!("Mr Lindqvist spoke of item {at}. Lindqvist left.")).collect();
    let mut texts: Vec<&str> = crowd.iter().map(String::as_str).collect();
    texts.push("Astrid Lindqvist sang in Oslo.");
    let found = collection(&texts);
    assert!(found.ids().count() > 30);
    assert_eq!(suggested(&found), []);
    assert_ne!(suggested(&collection(&texts[28..])), []);
}
