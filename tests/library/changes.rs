//! Changes: done, taken back, done again, also in another session.

use super::*;
use crossread::collection::{Corrections, Edit};
use crossread::library::{Added, Back, By, Change, Feed, IdRanges};
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
fn after_a_new_change_only_what_is_named_is_done_again() {
    let (_dir, _, mut library) = library();
    let ids = filled(&mut library, 2);
    library.change(&Change::Read(vec![(ids[0], true)])).expect("changed");
    library.undo().expect("undone");
    assert!(library.history(9).expect("read")[0].undone);
    library.change(&Change::Read(vec![(ids[1], true)])).expect("changed");
    assert_eq!(library.redo().expect("nothing"), None);
    let history = library.history(9).expect("read");
    assert_eq!(history.iter().map(|past| past.undone).collect::<Vec<_>>(), [false, true]);
    assert!(library.turn(history[1].id, true).expect("done again").expect("it was undone").changed);
    assert!(library.rows(&ids).expect("rows").iter().all(|row| row.read));
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

/// Of two programs, each takes its own changes back, and leaves what the other made of the same afterwards.
#[test]
fn each_change_is_taken_back_by_its_number() {
    let (_dir, path, mut one) = library();
    let ids = filled(&mut one, 3);
    let mut other = Library::open(&path).expect("opened twice");
    let tag = |tag: &str, articles: &[ArticleId], on| Change::Tag { articles: articles.to_vec(), tag: tag.into(), on };
    let tags = |library: &Library| -> Vec<usize> {
        library.rows(&ids).expect("rows").iter().map(|row| row.tags.len()).collect()
    };
    let mine = one.make(&tag("a", &ids, true)).expect("tagged").expect("kept").id;
    let theirs = other.make(&tag("a", &ids[..1], false)).expect("untagged").expect("kept").id;
    let apart = other.make(&tag("b", &ids[1..2], true)).expect("tagged").expect("kept").id;
    // Not the latest, and of one article somebody else has said otherwise since.
    let turned = one.turn(mine, false).expect("undone").expect("it was there");
    assert_eq!((turned.changed, turned.left, turned.past.undone), (true, 1, true));
    assert_eq!(tags(&one), [0, 1, 0]);
    assert_eq!(one.turn(mine, false).expect("undone"), None);
    let turned = one.turn(mine, true).expect("done again").expect("it was undone");
    assert_eq!((turned.changed, turned.left, tags(&one)), (true, 1, vec![0, 2, 1]));
    // Theirs goes back by its own number, too, and by then nothing stands against mine.
    other.turn(apart, false).expect("undone").expect("it was there");
    other.turn(theirs, false).expect("undone").expect("it was there");
    assert_eq!(tags(&one), [1, 1, 1]);
    let turned = one.turn(mine, false).expect("undone").expect("it was there");
    assert_eq!((turned.left, tags(&one)), (0, vec![0, 0, 0]));
    assert_eq!(one.turn(crossread::library::HistoryId::from_number(999), false).expect("nothing"), None);
}

#[test]
fn a_note_that_was_written_later_keeps_its_highlight() {
    let (_dir, _, mut library) = library();
    let id = filled(&mut library, 1)[0];
    let marked = Change::Highlight { article: id, highlight: highlight(TEXT, "We agree") };
    let marked = library.make(&marked).expect("highlighted").expect("kept");
    let Change::Unhighlight(highlight) = marked.inverse else { panic!("{marked:?}") };
    let noted = library.make(&Change::Note(highlight, Some("so".to_owned()))).expect("noted").expect("kept").id;
    let pink = library.make(&Change::Recolour(highlight, Colour::Pink)).expect("pink").expect("kept").id;
    let turned = library.turn(marked.id, false).expect("tried").expect("it is there");
    assert_eq!((turned.changed, turned.left), (false, 1));
    assert!(library.history(9).expect("read").iter().all(|past| !past.undone));
    // The colour and the note are two matters.
    assert!(library.turn(noted, false).expect("undone").expect("there").changed);
    assert!(library.turn(pink, false).expect("undone").expect("there").changed);
    assert!(library.turn(marked.id, false).expect("undone").expect("there").changed);
    assert!(library.marks(id).expect("marks").highlights.is_empty());
    // Without the highlight there is nothing to write a note on.
    let again = library.turn(noted, true).expect("tried").expect("there");
    assert!(!again.changed);
}

/// What comes in is one entry for each run, whoever commits when, and goes and comes as one.
#[test]
fn a_run_is_one_entry_and_goes_as_one() {
    let (_dir, path, mut library) = library();
    let before = filled(&mut library, 2);
    assert!(library.history(9).expect("read").is_empty());
    let batch = |from: usize, to: usize| -> Vec<Incoming> {
        (from..to).map(|n| from_address(n, &format!("{TEXT} Number {n}."))).collect()
    };
    library.begin_run(By::Reader);
    library.add(&batch(10, 13)).expect("added");
    let mut other = Library::open(&path).expect("opened twice");
    other.begin_run(By::Program);
    other.add(&batch(20, 22)).expect("added");
    // Two that are new, one that is there.
    library.add(&batch(12, 15)).expect("added");
    let said = |library: &Library| -> Vec<String> {
        let history = library.history(9).expect("read");
        history.iter().map(|past| past.change.as_ref().expect("a change").in_words()).collect()
    };
    assert_eq!(said(&library), ["brought in 2 articles", "brought in 5 articles"]);
    let mine = library.history(9).expect("read")[1].id;
    library.change(&Change::Bookmark(vec![(before[0], true)])).expect("bookmarked");
    let then = library.moment().expect("a moment");
    assert!(library.turn(mine, false).expect("undone").expect("there").changed);
    assert_eq!(library.counts().expect("counts").articles, 4);
    assert_eq!(library.counts().expect("counts").removed, 5);
    // The reader's last change is the bookmark, and then there is none: what came in is none of those.
    let turned = library.turn_before(then, false).expect("undone").expect("a change");
    assert!(matches!(turned.past.change, Some(Change::Bookmark(_))));
    assert_eq!(library.turn_before(then, false).expect("nothing"), None);
    assert_eq!(library.counts().expect("counts").articles, 4);
    // Any change may come between: named, it is done again.
    library.change(&Change::Bookmark(vec![(before[1], true)])).expect("bookmarked");
    assert_eq!(library.redo().expect("nothing"), None);
    assert!(library.turn(mine, true).expect("done again").expect("there").changed);
    assert_eq!(library.counts().expect("counts").articles, 9);
    assert_eq!(
        library.undo().expect("undone").expect("a change").change.expect("known").articles(),
        Some(vec![before[1]])
    );
    // The latest of all is what came in.
    assert!(matches!(library.undo().expect("undone").expect("a change").change, Some(Change::Import(_))));
    assert!(library.doctor().expect("looked at").findings.is_empty());
}

fn from_address(n: usize, text: &str) -> Incoming {
    from(&format!("https://a.example/{n}"), &format!("Title {n}"), text)
}

#[test]
fn what_is_brought_in_again_comes_back_where_the_reader_names_it() {
    let (_dir, _, mut library) = library();
    let shown = |library: &Library| library.all().expect("ids").len();
    let add = |library: &mut Library, n: usize, back: Back| {
        let mut one = from_address(n, &format!("{TEXT} Number {n}."));
        one.back = back;
        library.add(&[one]).expect("added")[0]
    };
    library.begin_run(By::Reader);
    let ids = filled(&mut library, 2);
    library.change(&Change::Remove(vec![ids[0]])).expect("removed");
    let run = library.history(9).expect("read")[1].id;
    assert!(library.turn(run, false).expect("undone").expect("there").changed);
    assert_eq!(shown(&library), 0);
    // Neither by a feed; from a folder that which went with its import; and by its name what was removed.
    for (back, left) in [(Back::Never, [true, true]), (Back::TakenBack, [true, false])] {
        let known = [0, 1].map(|n| matches!(add(&mut library, n, back), Added::Known(_)));
        assert_eq!(known, left, "{back:?}");
    }
    assert_eq!((add(&mut library, 0, Back::Always), shown(&library)), (Added::New(ids[0]), 2));
    // The entry of what was taken back stays so, and there is another one of what came again.
    assert_eq!(
        library.history(9).expect("read")[0].change.as_ref().expect("known").in_words(),
        "brought in 2 articles"
    );
    library.undo().expect("undone");
    assert_eq!(shown(&library), 0);
}

/// Where very many go out of sight at once, the indexes are made anew: all are there afterwards, and say the same.
#[test]
fn very_many_go_and_come_back() {
    let (_dir, path, mut library) = library();
    filled(&mut library, 2);
    let direct = rusqlite::Connection::open(&path).expect("opened directly");
    let more = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 6000) \
        INSERT INTO article (hash, name, headline, source, day, words, added) \
        SELECT randomblob(32), n, n, 'Source ' || n % 7, '2024-05-' || (n % 20 + 10), n % 900, n FROM n";
    direct.execute(more, []).expect("added");
    let schema = || -> Vec<(String, String)> {
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name";
        let mut statement = direct.prepare(sql).expect("SQL");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        rows.collect::<rusqlite::Result<_>>().expect("read")
    };
    let (before, ids) = (schema(), library.all().expect("ids"));
    let most: IdRanges = ids.iter().copied().filter(|id| id.number() % 1000 != 7).collect();
    library.change(&Change::TakeBack(most.clone())).expect("taken back");
    assert_eq!(library.all().expect("ids").len(), ids.len() - most.len());
    assert_eq!(schema(), before);
    library.undo().expect("undone");
    assert_eq!((library.all().expect("ids"), schema()), (ids, before));
    let sound: String = direct.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(sound, "ok");
}

/// Several at once go as they would go one after another: what a later change was about that is not among them stays.
#[test]
fn several_are_turned_in_their_order() {
    let (_dir, _path, mut library) = library();
    let ids = filled(&mut library, 2);
    let on = |at: usize, on: bool| Change::Bookmark(vec![(ids[at], on)]);
    let made =
        [on(0, true), on(0, false), on(1, true)].map(|change| library.make(&change).expect("made").expect("kept").id);
    let bookmarked =
        |library: &Library| ids.iter().map(|id| library.marks(*id).expect("read").bookmarked).collect::<Vec<_>>();
    let mut turn = |at: &[usize], again| {
        let these: Vec<_> = at.iter().map(|at| made[*at]).collect();
        let turned = library.turn_all(&these, again).expect("turned");
        (turned.iter().map(|one| (one.changed, one.left)).collect::<Vec<_>>(), bookmarked(&library))
    };
    assert_eq!(turn(&[2, 0], false), (vec![(true, 0), (false, 1)], vec![false, false]));
    assert_eq!(turn(&[1, 0], false), (vec![(true, 0), (true, 0)], vec![false, false]));
    assert_eq!(turn(&[0, 2], true), (vec![(true, 0), (true, 0)], vec![true, true]));
    assert_eq!(turn(&[0, 2, 1], true), (vec![(true, 0)], vec![false, true]));
}
