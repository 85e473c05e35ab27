//! Changes: done, taken back, done again, also in another session.

use super::*;
use crossread::collection::{Corrections, Edit};
use crossread::library::{Change, Feed};
use proptest::prelude::*;

const ARTICLES: i64 = 5;

fn any_change() -> impl Strategy<Value = Change> {
    let id = || (1..ARTICLES + 2).prop_map(ArticleId::from_number);
    let ids = move || proptest::collection::vec(id(), 0..4);
    let flags = move || proptest::collection::vec((id(), any::<bool>()), 0..4);
    let name = || prop_oneof![Just("a".to_owned()), Just("b".to_owned()), Just("ç d".to_owned())];
    let quote = || prop_oneof![Just("We agree"), Just("ferries"), Just("Oslo on Friday")];
    // Numbers of highlights that may be there by now.
    let high = || (1..5i64).prop_map(|number| serde_json::from_value::<HighlightId>(number.into()).expect("a number"));
    let one = prop_oneof![
        flags().prop_map(Change::Read),
        flags().prop_map(Change::Bookmark),
        (ids(), name(), any::<bool>()).prop_map(|(articles, tag, on)| Change::Tag { articles, tag, on }),
        (1..=ARTICLES, quote()).prop_map(|(article, quote)| Change::Highlight {
            article: ArticleId::from_number(article),
            highlight: highlight(TEXT, quote),
        }),
        high().prop_map(Change::Unhighlight),
        (high(), 0..5usize).prop_map(|(id, at)| Change::Recolour(id, Colour::ALL[at])),
        (high(), proptest::option::of(name())).prop_map(|(id, note)| Change::Note(id, note)),
        (name(), name()).prop_map(|(name, query)| Change::SaveQuery { name, query }),
        name().prop_map(Change::DropQuery),
        ids().prop_map(Change::Remove),
        ids().prop_map(Change::Bring),
        (name(), proptest::option::of(name()))
            .prop_map(|(url, folder)| Change::Subscribe(Feed { folder, ..Feed::new(url) })),
        name().prop_map(Change::Unsubscribe),
        (name(), any::<bool>()).prop_map(|(name, hide)| Change::Correct(correction(&name, hide))),
    ];
    prop_oneof![4 => one.clone(), 1 => proptest::collection::vec(one, 0..4).prop_map(Change::Many)]
}

fn correction(name: &str, hide: bool) -> Edit {
    let what = if hide { r#""do":"hide""#.to_owned() } else { format!(r#""do":"rename","to":"Dr {name}""#) };
    let line = format!(r#"{{{what},"entity":{{"type":"person","name":"{name}"}}}}"#);
    Edit::adding(Corrections::from_lines(&line).0.iter().map(|(correction, _)| correction.clone()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_change_can_be_taken_back_and_done_again(changes in proptest::collection::vec(any_change(), 1..14)) {
        let (_dir, path, mut library) = library();
        filled(&mut library, ARTICLES as usize);
        let mut states = vec![seen(&library)];
        for change in &changes {
            let inverse = library.change(change).expect("changed");
            let after = seen(&library);
            if inverse.is_nothing() {
                prop_assert_eq!(&after, states.last().expect("a state"));
            } else {
                states.push(after);
            }
        }
        prop_assert_eq!(library.history(100).expect("read").len(), states.len() - 1);
        // In another session, step by step back to the beginning and to the end again.
        drop(library);
        let mut library = Library::open(&path).expect("opened again");
        for state in states.iter().rev().skip(1) {
            prop_assert!(library.undo().expect("undone").is_some());
            prop_assert_eq!(&seen(&library), state);
        }
        prop_assert_eq!(library.undo().expect("nothing to undo"), None);
        for state in states.iter().skip(1) {
            prop_assert!(library.redo().expect("done again").is_some());
            prop_assert_eq!(&seen(&library), state);
        }
        prop_assert_eq!(library.redo().expect("nothing to do again"), None);
        prop_assert!(library.doctor().expect("looked at").findings.is_empty());
    }

    #[test]
    fn the_inverse_takes_back_too(first in proptest::collection::vec(any_change(), 0..6), change in any_change()) {
        let mut library = Library::temporary().expect("a library");
        filled(&mut library, ARTICLES as usize);
        for change in &first {
            library.change(change).expect("changed");
        }
        let before = seen(&library);
        let inverse = library.change(&change).expect("changed");
        let after = seen(&library);
        let again = library.change(&inverse).expect("changed");
        prop_assert_eq!(seen(&library), before);
        library.change(&again).expect("changed");
        prop_assert_eq!(seen(&library), after);
    }

    #[test]
    fn a_change_is_kept_as_it_is(change in any_change()) {
        let text = serde_json::to_string(&change).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Change>(&text).expect("a change"), change);
    }
}

#[test]
fn what_cannot_be_highlighted_changes_nothing() {
    let (_dir, _, mut library) = library();
    let id = filled(&mut library, 1)[0];
    let before = seen(&library);
    let nowhere = Change::Highlight { article: id, highlight: highlight("not in it", "not in") };
    let both = Change::Many(vec![Change::Read(vec![(id, true)]), nowhere]);
    assert!(library.change(&both).is_err());
    assert_eq!((seen(&library), library.history(9).expect("read").len()), (before, 0));
}

#[test]
fn after_a_new_change_nothing_is_done_again() {
    let (_dir, _, mut library) = library();
    let ids = filled(&mut library, 2);
    library.change(&Change::Read(vec![(ids[0], true)])).expect("changed");
    library.undo().expect("undone");
    assert!(library.history(9).expect("read")[0].undone);
    library.change(&Change::Read(vec![(ids[1], true)])).expect("changed");
    assert_eq!(library.redo().expect("nothing"), None);
    let history = library.history(9).expect("read");
    assert_eq!(
        (history.len(), history[0].change.as_ref().map(Change::in_words)),
        (1, Some("marked 1 article as read".to_owned()))
    );
}

#[test]
fn two_programs_correct_at_once() {
    let (_dir, path, mut one) = library();
    let mut other = Library::open(&path).expect("opened twice");
    let none = Corrections::default();
    let edited = |name: &str| {
        let mut corrections = Corrections::default();
        corrections.change(&correction(name, true));
        corrections
    };
    one.save_corrections(&edited("a"), &none).expect("kept");
    let both = other.save_corrections(&edited("b"), &none).expect("kept");
    assert_eq!(both.iter().count(), 2);
    assert_eq!(one.corrections().expect("read"), both);
}
