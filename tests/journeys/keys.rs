//! Finding one's way: counts and sequences, help, palette, and what changes how the screen is laid out.

use crate::common::Desk;
use crossread::app::{Action, Effect, Focus, Keymap};

fn top(desk: &Desk) -> usize {
    desk.state.reader().unwrap().top
}

#[test]
fn a_count_repeats_what_follows() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("enter 5").expect("5 …");
    desk.press("j");
    assert_eq!(top(&desk), 5);
    desk.press("1 2 j 1 0 k");
    assert_eq!(top(&desk), 7);
    // Esc forgets a count, and so does a key that means nothing.
    desk.press("9 esc j");
    assert_eq!(top(&desk), 8);
    desk.press("9 I j");
    assert_eq!(top(&desk), 9);
    // To a share of the text, and in the list to an entry.
    desk.press("5 0 G").expect("50 %");
    desk.press("h 4 G");
    assert_eq!(desk.state.list.position(), Some(3));
    desk.press("2 g");
    assert_eq!(desk.state.list.position(), Some(1));
    desk.press("9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 j");
    assert_eq!(desk.state.list.position(), Some(4));
}

#[test]
fn a_prefix_shows_what_may_follow() {
    let mut desk = Desk::with_samples(120, 30);
    desk.press("w").expect("w …").expect("x swap").expect("c close column");
    desk.press("esc").expect_no("w …");
    desk.press("w q").expect("w q has no meaning here");
    desk.press("t").expect("t …").expect("m mouse").press("m");
    assert!(matches!(desk.asked.as_slice(), [Effect::Mouse(false)]), "{:?}", desk.asked);
}

#[test]
fn sequences_can_be_given_to_any_action() {
    let mut desk = Desk::with_samples(100, 30);
    let keys = |keys: &str| vec![keys.to_owned()];
    desk.state.settings.keymap = Keymap::with(&[(Action::Top, keys("g g")), (Action::Zen, keys("ctrl-x z"))]).unwrap();
    desk.press("enter 9 j g");
    assert_eq!(top(&desk), 9);
    desk.press("g");
    assert_eq!(top(&desk), 0);
    desk.press("ctrl-x z");
    assert!(desk.state.zen);
}

#[test]
fn the_palette_does_anything_by_name() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press(":")
        .expect(" Do ")
        .type_text("side by side")
        .expect("swap-column")
        .press("ctrl-u")
        .type_text("cmpare")
        .expect("compare")
        .press("enter");
    assert!(desk.state.is_comparing());
    // With its key beside it.
    desk.press("q :").type_text("zen").expect("Z");
    // What is typed can be changed in the middle, and letters are letters.
    desk.press("ctrl-u").type_text("elp").press("home h enter").expect(" Keys ");
    // The arrows choose.
    desk.press("esc :").type_text("pane").press("down down up");
    assert_eq!(desk.state.menus[0].selected, 1);
    desk.press("esc").expect_no(" Do ");
    desk.press(":").type_text("qqqq").expect("nothing matches").press("enter").expect("nothing matches");
}

#[test]
fn the_help_is_searched_and_what_it_lists_can_be_done() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("?").expect("Here: the list").expect("Moving");
    desk.press("/").type_text("side").expect("Side by side").expect_no("Moving");
    // Esc leaves the search, then the help.
    desk.press("esc").expect("Moving").press("esc").expect_no(" Keys ");
    desk.press("? /").type_text("nothing but").press("enter enter").expect_no(" Keys ");
    assert!(desk.state.zen);
}

#[test]
fn help_names_the_keys_as_they_are_bound_now() {
    let mut desk = Desk::with_samples(100, 30);
    desk.state.settings.keymap = Keymap::with(&[(Action::Help, vec!["f1".to_owned()])]).unwrap();
    desk.press("f1 /").type_text("All keys").expect("f1");
    desk.press("esc esc").expect("f1 keys");
}

#[test]
fn zen_shows_the_text_and_where_one_is_in_it() {
    let mut desk = Desk::with_samples(160, 40);
    desk.press("enter Z").expect_no("Articles").expect_no("In this article").expect("Daily Meridian").expect("0 %");
    desk.press("J").expect("Northgate Tribune");
    desk.press("q").expect("Articles").expect("In this article");
    assert!(!desk.quit);
    desk.press("Z esc").expect("Articles");
    assert_eq!(desk.state.focus, Focus::Reader);
}

#[test]
fn the_measure_is_set_by_key() {
    let mut desk = Desk::with_samples(160, 40);
    let widest = |desk: &Desk| desk.state.reader().unwrap().page.width;
    let before = widest(&desk);
    desk.press("- -");
    assert_eq!(widest(&desk), before - 8);
    desk.press("+").expect("lines of 68 columns");
    assert_eq!(widest(&desk), before - 4);
    desk.press("1 0 0 -").expect("lines of 20 columns");
}

#[test]
fn a_theme_is_looked_at_before_it_is_chosen() {
    let mut desk = Desk::with_samples(100, 30);
    desk.state.settings.themes = ["dark", "light"].map(str::to_owned).to_vec();
    let drawn = |desk: &mut Desk| match desk.asked.pop() {
        Some(Effect::Theme(name)) => name,
        other => panic!("{other:?}"),
    };
    desk.press("t t down");
    assert_eq!(drawn(&mut desk), "light");
    desk.press("esc");
    assert_eq!(drawn(&mut desk), desk.state.settings.theme);
    desk.press("t t down enter");
    assert_eq!((drawn(&mut desk), desk.state.settings.theme.as_str()), ("light".to_owned(), "light"));
    desk.expect_no("How things look");
}
