//! Every style of text can be read on every ground that it may stand on, in every theme, in as many colours as there are.

use super::colour::{contrast, rgb};
use super::contrast::{contrast_of, texts};
use super::{Depth, NAMES, Theme};
use ratatui::style::{Modifier, Style};

#[test]
fn every_text_can_be_read_on_every_ground() {
    let mut wrong = Vec::new();
    for (name, goal) in [("dark", 4.5), ("light", 4.5), ("contrast", 7.0), ("contrast-light", 7.0)] {
        for depth in [Depth::True, Depth::Indexed, Depth::Sixteen] {
            let theme = Theme::named(name).unwrap().fitted(depth);
            // Sixteen colours cannot hold every promise of sixteen million; they hold the first.
            let goal = if depth == Depth::Sixteen { 4.5 } else { goal };
            let texts = texts(&theme);
            assert!(texts.len() > 500, "{}", texts.len());
            for (text, style) in texts {
                let found = contrast_of(style).unwrap_or_else(|| panic!("{name}: {text} has no colour or no ground"));
                if found < goal {
                    wrong.push(format!("{name} {depth:?}: {text} {found:.2} ({:?} on {:?})", style.fg, style.bg));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

/// The terminal's own colours stand on a ground that we do not know: what has no ground of its own must do on black and on
/// white. Nothing of sixteen colours reaches 4.5 on both, so that what carries meaning has a weight too.
#[test]
fn the_terminals_own_colours_do_on_dark_and_light() {
    let theme = Theme::named("terminal").unwrap();
    assert_eq!((theme.ground, theme.text.fg, theme.quiet.fg), (Style::new(), None, None));
    for (text, style) in texts(&theme) {
        match (style.fg.and_then(rgb), style.bg.and_then(rgb)) {
            (Some(letters), Some(ground)) => assert!(contrast(letters, ground) >= 4.5, "{text}"),
            (Some(letters), None) => {
                let (black, white) = (contrast(letters, [0; 3]), contrast(letters, [255; 3]));
                assert!(black.min(white) >= 3.0, "{text}: {black:.1} on black, {white:.1} on white");
            }
            (None, Some(_)) => panic!("{text} has a ground and leaves the letters to chance"),
            (None, None) => {}
        }
    }
}

/// Terminals dim to where nothing can be read.
#[test]
fn no_text_is_dim() {
    for name in NAMES {
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
            let mut theme = Theme::named(name).unwrap().fitted(depth);
            for (meaning, style) in theme.styles() {
                assert!(meaning == "rule" || !style.add_modifier.contains(Modifier::DIM), "{name}: {meaning}");
            }
        }
    }
}

#[test]
fn what_is_faint_is_named() {
    for name in NAMES {
        assert_eq!(Theme::named(name).unwrap().faint(), [], "{name}");
    }
    let source = "inherits = \"dark\"\nquiet = \"#444444\"\nhit = { fg = \"#cdc2a5\" }\nmention.place = \"#333333\"\n";
    let theme = Theme::parse(source, |base| Theme::named(base).ok_or_else(String::new)).unwrap();
    let faint = theme.faint();
    let names: Vec<&str> = faint.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["quiet", "mention.place", "hit"]);
    assert!((faint[2].1 - 1.0).abs() < 1e-9, "{faint:?}");
}
