//! Keys in, screen out: finding words in an article, in all articles, and names in the panel.

use crate::common::Desk;
use crossread::analysis::EntityKind;
use crossread::app::{Answer, Done, Focus, Job, PanelRow, Report};
use crossread::article::{Article, Format, ReadOptions, read_str};
use crossread::text::sanitize;

fn text_article(id: &str, text: &str) -> Article {
    read_str(id, text, Format::Plain, ReadOptions::default()).remove(0).unwrap()
}

fn open_article(desk: &Desk) -> usize {
    desk.state.reader().expect("an open article").article
}

fn top(desk: &Desk) -> usize {
    desk.state.reader().expect("an open article").top
}

/// An article of so many paragraphs, each with its number.
fn numbered(id: &str, paragraphs: usize) -> Article {
    let prose = "and the harbour stayed shut while the ferries waited for the wind to turn and the rain to end";
    let text: String = (0..paragraphs).map(|n| format!("Paragraph {n} said that {prose}.\n\n")).collect();
    text_article(id, &format!("Title of {id}\n\n{text}"))
}

/// Three articles about ferries, of which the second names no harbour.
fn ferries() -> Vec<Article> {
    [
        ("a", "First ferry\n\nThe mayor spoke. The Harbour was shut, said the mayor. Later the harbour opened again."),
        ("b", "Second ferry\n\nNothing of that kind is written here, said the captain."),
        ("c", "Third ferry\n\nThe weather was fine. A third of the harbour's ferries left at noon, in 2021 and 2022."),
    ]
    .map(|(id, text)| text_article(id, text))
    .into()
}

#[test]
fn esc_goes_back_to_where_one_was_and_enter_stays() {
    let mut desk = Desk::with(vec![numbered("long", 60)], 100, 30);
    desk.press("enter space space");
    let before = top(&desk);
    assert!(before > 0);
    desk.press("/").type_text("paragraph 50").expect("hit 1 of 1").expect("Paragraph 50");
    assert_ne!(top(&desk), before);
    desk.press("esc").expect_no("Paragraph 50");
    assert_eq!((top(&desk), desk.state.reader().unwrap().at), (before, None));
    // What is found nowhere leads back too, even before one leaves.
    desk.press("/").type_text("paragraph 50").type_text("x").expect("no hit");
    assert_eq!(top(&desk), before);
    desk.press("backspace enter").expect("/paragraph 50: hit 1 of 1").expect("Paragraph 50");
    desk.press("esc").expect("Paragraph 50").expect_no("hit 1 of 1");
}

#[test]
fn hits_are_stepped_through_while_typing_and_round_the_end() {
    let mut desk = Desk::with(ferries(), 100, 30);
    desk.press("enter /").type_text("harbour").expect("hit 1 of 2");
    desk.press("down").expect("hit 2 of 2");
    desk.press("down").expect("hit 1 of 2, again from the beginning");
    desk.press("up").expect("hit 2 of 2, again from the end");
    desk.press("up").expect("hit 1 of 2").expect_no("again from");
    // A capital finds capitals only.
    desk.press("ctrl-u").type_text("Harbour").expect("hit 1 of 1");
    // The query comes back, and with it what it finds.
    desk.press("enter / up").expect("/Harbour").expect("hit 1 of 1");
}

#[test]
fn regular_expressions_as_an_option() {
    let mut desk = Desk::with(ferries(), 100, 30);
    desk.press("G enter /").type_text("20\\d+").expect("no hit");
    desk.press("alt-r").expect("~20\\d+").expect("hit 1 of 2");
    // Not finished yet: it says so, and nothing stays marked.
    desk.type_text("(").expect("not an expression yet: unclosed group");
    assert!(desk.state.find.as_ref().unwrap().hits.is_empty());
    desk.press("enter n").expect("unclosed group");
    desk.press("/ up").expect("~20\\d+(").press("backspace").expect("hit 1 of 2");
    desk.press("enter").expect("~20\\d+: hit 1 of 2").press("alt-r").expect("no meaning here");
    desk.press("/").type_text("harbour's").press("alt-r").expect("hit 1 of 1");
    // Where there is nothing for an expression to be.
    desk.press("esc ? / alt-r").expect("expressions are for finding in articles");
}

#[test]
fn all_articles_are_searched_and_stepped_through() {
    let mut desk = Desk::with(ferries(), 100, 30);
    desk.press("\\").expect("Find in all articles").expect("type what to find");
    desk.type_text("harbour").expect("3 hits in 2 articles").expect("1 of 2");
    // A title each, and the sentence of the first hit.
    desk.expect("First ferry").expect("The Harbour was shut, said the mayor.").expect_no("The mayor spoke");
    desk.expect("Third ferry").expect("A third of the harbour's").expect_no("The weather was fine");
    desk.expect_no("captain");
    desk.press("down enter").expect("/harbour: hit 1 of 1 here, in 2 articles");
    assert_eq!((open_article(&desk), desk.state.focus), (2, Focus::Reader));
    // Back into the article before and on again, over the one that has none.
    desk.press("N").expect("hit 2 of 2 here, in 2 articles");
    assert_eq!(open_article(&desk), 0);
    desk.press("N").expect("hit 1 of 2 here");
    desk.press("N").expect("that was the first hit in the articles shown; n goes back");
    desk.press("n n").expect("hit 1 of 1 here");
    assert_eq!(open_article(&desk), 2);
    desk.press("n").expect("that was the last hit");
    // An article without a hit is no dead end.
    desk.press("K").expect("no hit here, in 2 articles").press("n").expect("hit 1 of 1 here");
    // A find of its own stays in the article.
    desk.press("/").type_text("the").press("enter n n n").expect_no(" here");
    assert_eq!(open_article(&desk), 2);
    // Nor does one go on by results that are of another search by now.
    desk.press("\\ enter").expect("hit 1 of 1 here").press("\\ end").type_text("x").press("esc").expect_no(" here");
    desk.press("\\ backspace esc esc");
    // The last search is there again, at the article that is open.
    desk.press("\\").expect("3 hits in 2 articles").expect("2 of 2").press("enter").expect("hit 1 of 1 here");
}

#[test]
fn finding_in_all_by_expression() {
    let mut desk = Desk::with(ferries(), 100, 30);
    desk.press("\\").type_text("202[12]").expect("0 hits in 0 articles").expect("nothing matches");
    desk.press("alt-r").expect("as a regular expression").expect("2 hits in 1 article");
    desk.type_text("[").expect("not an expression yet").expect_no("Third ferry");
    desk.press("backspace enter").expect("~202[12]: hit 1 of 2 here, in 1 article");
    assert_eq!(open_article(&desk), 2);
    desk.press("\\ ctrl-u").expect("type what to find").expect_no("Third ferry");
}

/// What is found goes through the filter, and is looked for anew when that changes.
#[test]
fn only_articles_shown_are_searched() {
    let mut desk = Desk::with_samples(160, 45);
    desk.press("\\").type_text("the");
    let found = |desk: &Desk| desk.state.find_all.as_ref().unwrap().results.len();
    assert_eq!(found(&desk), 5);
    desk.press("enter esc tab");
    let everywhere = |desk: &Desk, id| desk.state.collection.articles_of(id).len() == 5;
    let rare = desk.state.panel.rows.iter().filter_map(PanelRow::entity).find(|id| !everywhere(&desk, *id)).unwrap();
    while desk.state.panel.selected != Some(rare) {
        desk.press("j");
    }
    desk.press("f");
    let shown = desk.state.list.shown.len();
    assert!(shown < 5);
    desk.press("\\").expect(&format!("in {shown} article"));
    assert_eq!(found(&desk), shown);
}

/// As many articles as take several chunks; every second one has the word.
fn large() -> Vec<Article> {
    let many = |n: usize| {
        let word = if n.is_multiple_of(2) { "needle" } else { "hay" };
        let prose = "The harbour stayed shut while the ferries waited for the wind to turn. ".repeat(3000);
        text_article(&n.to_string(), &format!("Title {n}\n\nHere stands a {word}.\n\n{prose}"))
    };
    (0..16).map(many).collect()
}

fn take(desk: &mut Desk) -> Vec<Job> {
    desk.held.replace(Vec::new()).unwrap()
}

#[test]
fn results_stream_in_and_can_be_stopped() {
    let mut desk = Desk::with(Vec::new(), 100, 30);
    for (at, article) in large().into_iter().enumerate() {
        let entry = crossread::collection::Entry::new((at, 0), article, Default::default());
        desk.report(Report::Read(Box::new(entry)));
    }
    desk.report(Report::Progress(crossread::app::Progress { done: 16, found: 16, finished: true }));
    desk.held = Some(Vec::new());
    desk.press("\\").type_text("needl").expect("looking …").expect("looked through 0 of 16");
    let older = take(&mut desk);
    desk.type_text("e");
    let newer = take(&mut desk);
    assert_eq!(newer.len(), 1);
    // What answers an older query is dropped and not gone on with.
    older.iter().for_each(|job| desk.report(Report::Done(job.clone().run())));
    assert!(take(&mut desk).is_empty());
    desk.expect("looked through 0 of 16");
    desk.report(Report::Done(newer[0].clone().run()));
    desk.expect("Find in all articles: 5 of 16").expect("3 hits in 3 articles so far").expect("Here stands a needle.");
    // Esc stops it. The answer that is still to come is dropped.
    let next = take(&mut desk);
    assert_eq!(next.len(), 1);
    desk.press("esc").expect("stopped after 5 of 16 articles; \\ goes on");
    desk.report(Report::Done(next[0].clone().run()));
    assert!(take(&mut desk).is_empty());
    // Opened again it goes on from there. One that fails does not wait for ever.
    desk.press("\\").expect("3 hits in 3 articles so far");
    let next = take(&mut desk);
    desk.report(Report::Done(Done { generation: next[0].generation, answer: Answer::Failed("no luck".to_owned()) }));
    desk.expect("no luck").press("down").expect("stopped after 5 of 16");
    desk.press("esc \\");
    let next = take(&mut desk);
    desk.report(Report::Done(next[0].clone().run()));
    // An article opens while it goes on, and the key for it stops it.
    desk.press("enter .").expect("stopped after 10 of 16");
    desk.held = None;
    desk.press("\\").expect("8 hits in 8 articles").expect_no("so far");
}

#[test]
fn snippets_are_cut_between_words_and_clean() {
    let long = "word ".repeat(60);
    let texts = [
        format!("One\n\nThis {long}leads up to the needle, said {long}end."),
        format!("Two\n\n{}needle{}", "東京".repeat(200), "東京".repeat(200)),
        "Three\n\nA \u{2067}שלום needle שלום\u{2069} there.".to_owned(),
    ];
    let articles = texts.iter().enumerate().map(|(at, text)| text_article(&at.to_string(), text)).collect();
    let mut desk = Desk::with(articles, 100, 30);
    desk.press("\\").type_text("needle").expect("… word word").expect("leads up to the needle, said");
    let find = desk.state.find_all.as_ref().unwrap();
    assert_eq!(find.results.len(), 3);
    for found in &find.results {
        assert!(sanitize::is_clean(&found.snippet) && found.snippet.contains("needle"), "{found:?}");
    }
}

#[test]
fn any_screen_will_do() {
    for (width, height) in [(20, 5), (40, 10), (60, 20), (200, 50)] {
        let mut desk = Desk::with_samples(width, height);
        desk.press("\\").type_text("gas").press("down alt-r").type_text("|xi").press("up enter n N");
        desk.press("/").type_text("putin").press("enter n n n n n esc tab /").type_text("putin");
        assert_eq!(desk.state.panel.rows.len(), 2, "{width}×{height}");
        desk.press("enter t 1");
        assert_eq!(desk.screen().lines().count(), usize::from(height));
        desk.press("esc \\").expect("gas|xi");
    }
}

#[test]
fn the_panel_is_narrowed_by_a_few_letters() {
    let mut desk = Desk::with_samples(160, 45);
    let rows = |desk: &Desk| desk.state.panel.rows.len();
    desk.press("tab tab");
    let all = rows(&desk);
    desk.press("/").type_text("vputin").expect("People");
    assert!(rows(&desk) < all);
    let name = |desk: &Desk| {
        let id = desk.state.panel.selected.expect("a name");
        desk.state.collection.label(id).unwrap().1.to_owned()
    };
    assert_eq!(name(&desk), "Vladimir Putin");
    // Enter keeps it so and says so; Enter again goes to the mentions.
    let few = rows(&desk);
    desk.press("enter").expect("/vputin").expect_no("In this article");
    assert_eq!((rows(&desk), desk.state.focus), (few, Focus::Panel));
    desk.press("enter").expect("Vladimir Putin, mention 1 of");
    assert_eq!(rows(&desk), few);
    // Esc widens it again and keeps what was selected.
    desk.press("esc").expect("In this article").expect("Vladimir Putin, mention");
    assert_eq!((rows(&desk), name(&desk)), (all, "Vladimir Putin".to_owned()));
    desk.press("tab /").type_text("qqqq").expect("no name matches").expect("0 names");
    desk.press("esc");
    assert_eq!(rows(&desk), all);
}

#[test]
fn names_are_found_by_other_names_too() {
    let text =
        "Talks\n\nThe World Health Organization (WHO) met in Geneva. The WHO said so. Anna Brandt of the WHO left.";
    let mut desk = Desk::with(vec![text_article("a", text)], 160, 45);
    desk.press("tab tab /").type_text("WHO").expect("World Health Organization");
    let id = desk.state.panel.selected.unwrap();
    assert_eq!(desk.state.collection.label(id).unwrap().1, "World Health Organization");
    desk.expect_no("Anna Brandt  ");
}

#[test]
fn kinds_are_hidden_and_shown() {
    let mut desk = Desk::with_samples(160, 45);
    desk.press("enter tab");
    let people = |desk: &Desk| {
        let kind = |id| desk.state.collection.label(id).map(|(kind, _)| kind);
        let entities = desk.state.panel.rows.iter().filter_map(PanelRow::entity);
        entities.filter(|id| kind(*id) == Some(EntityKind::Person)).count()
    };
    assert!(people(&desk) > 0);
    let unmarked = |desk: &Desk| desk.styled_screen();
    let before = unmarked(&desk);
    desk.press("t 1").expect("People (hidden)").expect("People are hidden");
    assert_eq!(people(&desk), 0);
    assert_ne!(unmarked(&desk), before);
    // What is left can be stepped through, by entries and by kinds, and searched.
    desk.press("G g } } { k j").expect("People (hidden)");
    assert!(desk.state.panel.selected.is_some());
    desk.press("/").type_text("putin").expect("People (hidden)").press("esc");
    desk.press("t 2 t 3 t 4 t 5").expect("Places (hidden)");
    assert!(desk.state.panel.rows.iter().all(|row| row.entity().is_none()));
    desk.press("j } enter").expect("People (hidden)");
    desk.press("t 1 t 2 t 3 t 4 t 5").expect_no("(hidden)");
    assert!(people(&desk) > 0);
}
