//! Articles in and out.

use super::*;
use crossread::library::{Added, Change, Marks, model_version};

#[test]
fn what_goes_in_comes_out() {
    let (_dir, path, mut library) = library();
    let article = article("One", TEXT);
    let analysis = analyze(&article, Models::embedded());
    assert!(!analysis.quotes.is_empty() && !analysis.figures.is_empty() && !analysis.dates.is_empty());
    let origin = Origin::Address("https://a.example/1".to_owned());
    let added = library.add(&[Incoming::new(article.clone(), &analysis, origin)]).expect("added");
    let [Added::New(id)] = added[..] else { panic!("{added:?}") };
    let check = |library: &Library| {
        let kept = library.load(&[id]).expect("read").pop().expect("there");
        assert_eq!((&kept.article, kept.analysis.as_ref()), (&article, Some(&analysis)));
        let row = library.rows(&[id]).expect("read").pop().expect("there");
        assert_eq!((row.title.as_deref(), row.words), (Some("One"), article.words()));
        assert_eq!(library.origins(id).expect("read"), ["https://a.example/1"]);
    };
    check(&library);
    check(&library.another().expect("a second one"));
    drop(library);
    check(&Library::open(&path).expect("opened again"));
}

#[test]
fn one_article_from_two_places_is_one() {
    let (_dir, _, mut library) = library();
    let batch = [from("https://a.example/1", "One", TEXT), from("https://b.example/1?utm_source=x", "One", TEXT)];
    let added = library.add(&batch).expect("added");
    assert_eq!(added[1], Added::Known(added[0].id()));
    let origins = library.origins(added[0].id()).expect("read");
    assert_eq!(origins, ["https://a.example/1", "https://b.example/1"]);
    assert_eq!(library.counts().expect("counts").articles, 1);
}

#[test]
fn a_revision_keeps_number_and_marks_and_the_old_one_stays() {
    let (_dir, _, mut library) = library();
    let id = library.add(&[from("https://a.example/1", "One", TEXT)]).expect("added")[0].id();
    let text = library.load(&[id]).expect("read")[0].article.text.to_string();
    for quote in ["We agree", "12 ferries"] {
        library.change(&Change::Highlight { article: id, highlight: highlight(&text, quote) }).expect("highlighted");
    }
    library.change(&Change::Read(vec![(id, true)])).expect("read");
    library.change(&Change::Tag { articles: vec![id], tag: "ferries".into(), on: true }).expect("tagged");
    let new = TEXT.replace("12 ferries", "14 boats").replace("Maria", "Corrected. Maria");
    let added = library.add(&[from("https://a.example/1#top", "One", &new)]).expect("added");
    assert_eq!(added, [Added::Revision(id)]);
    let row = library.rows(&[id]).expect("read").remove(0);
    assert!(row.read && row.tags == ["ferries"]);
    let before = row.before.expect("the revision before");
    let both = library.load(&[id, before]).expect("read");
    assert!(both[0].article.text.contains("14 boats") && both[1].article.text.contains("12 ferries"));
    let quotes = |at: usize| {
        both[at].marks.highlights.iter().map(|one| (one.anchor.quote.as_str(), one.gone)).collect::<Vec<_>>()
    };
    assert_eq!((quotes(0), quotes(1)), (vec![("We agree", false), ("12 ferries", true)], vec![]));
    let found = both[0].marks.highlights[0].anchor.span;
    assert_eq!(found.of(&both[0].article.text), "We agree");
    assert_eq!(library.all().expect("ids"), [id]);
    assert!(library.doctor().expect("looked at").findings.is_empty());
}

#[test]
fn what_is_removed_stays_removed_when_it_comes_again() {
    let (_dir, _, mut library) = library();
    let id = filled(&mut library, 1)[0];
    library.change(&Change::Remove(vec![id])).expect("removed");
    let known = library.add(&[from("https://a.example/0", "Title 0", &format!("{TEXT} Number 0."))]).expect("added");
    assert_eq!((known[0], library.all().expect("ids").len()), (Added::Known(id), 0));
    library.add(&[from("https://a.example/0", "Title 0", "Something else.")]).expect("added");
    assert_eq!(library.all().expect("ids").len(), 0);
    library.undo().expect("undone");
    assert_eq!(library.load(&[id]).expect("read")[0].article.text.trim(), "Something else.");
}

#[test]
fn marks_from_elsewhere_come_along() {
    let (_dir, _, mut library) = library();
    let mut one = from("https://a.example/1", "One", TEXT);
    let text = one.article().text.to_string();
    let marks = Marks {
        read: true,
        position: 20,
        bookmarked: true,
        tags: vec!["a".to_owned(), " b\u{1b}[31m  c ".to_owned(), "\n".to_owned()],
        highlights: vec![
            highlight(&text, "We agree"),
            Highlight {
                anchor: Anchor::of("zzz", Span::new(0, 3)).expect("an anchor"),
                ..highlight(&text, "met Ivan")
            },
        ],
    };
    one.marks = marks.clone();
    one.added = Some(1_000_000);
    let id = library.add(&[one]).expect("added")[0].id();
    let kept = library.load(&[id]).expect("read").remove(0);
    assert_eq!((kept.marks.read, kept.marks.position, kept.marks.bookmarked), (true, 20, true));
    assert_eq!(kept.marks.tags, ["a", "b c"]);
    let highlights: Vec<_> = kept.marks.highlights.iter().map(|one| (one.anchor.quote.as_str(), one.gone)).collect();
    assert_eq!(highlights, [("We agree", false), ("zzz", true)]);
    assert_eq!(library.rows(&[id]).expect("read")[0].added, 1_000_000);
}

#[test]
fn what_is_not_analysed_yet_is_analysed_later() {
    let (_dir, _, mut library) = library();
    let article = article("One", TEXT);
    let id = library
        .add(&[Incoming::unanalysed(article.clone(), Origin::Feed("https://a.example/feed".into()))])
        .expect("added")[0]
        .id();
    assert_eq!(library.outdated(10).expect("ids"), [id]);
    assert_eq!(library.load(&[id]).expect("read")[0].analysis, None);
    let analysis = analyze(&article, Models::embedded());
    library.reanalysed(&[(id, article, analysis.clone())]).expect("written");
    assert_eq!(library.load(&[id]).expect("read")[0].analysis, Some(analysis));
    assert!(library.outdated(10).expect("ids").is_empty() && model_version() != 0);
    // A feed that articles came from is not one that is followed.
    assert!(library.feeds().expect("feeds").is_empty());
    assert!(library.doctor().expect("looked at").findings.is_empty());
}

#[test]
fn a_temporary_library_is_one_too() {
    let mut library = Library::temporary().expect("a library");
    assert_eq!(filled(&mut library, 3).len(), 3);
    assert!(library.path().is_none() && library.another().is_err());
    assert_eq!(library.counts().expect("counts").unread, 3);
}

#[test]
fn sessions_and_positions_are_kept() {
    let (_dir, path, mut library) = library();
    let id = filled(&mut library, 1)[0];
    library.set_session("screen", b"\x00one").expect("kept");
    library.set_session("screen", b"two").expect("kept");
    library.set_positions(&[(id, 17)]).expect("kept");
    library.set_novelty(&[(id, 0.25)]).expect("kept");
    drop(library);
    let library = Library::open(&path).expect("opened again");
    assert_eq!(library.session("screen").expect("read").as_deref(), Some(&b"two"[..]));
    assert_eq!(library.session("other").expect("read"), None);
    let row = library.rows(&[id]).expect("read").remove(0);
    assert_eq!((row.position, row.novelty), (17, Some(0.25)));
    assert!(library.history(10).expect("read").is_empty());
}
