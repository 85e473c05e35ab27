//! Every style of text can be read on every ground that it may stand on, in every theme, in as many colours as there are.

use super::colour::{contrast, rgb};
use super::{Depth, NAMES, Theme};
use ratatui::style::{Color, Modifier, Style};

/// A text and the marks that lie on it, as `ui` patches them over each other, with a name for each.
fn texts(theme: &Theme) -> Vec<(String, Style)> {
    let named = |name: &str, style: Style| (name.to_owned(), theme.ground.patch(style));
    let mut texts: Vec<(String, Style)> = [
        ("text", theme.text),
        ("quiet", theme.quiet),
        ("title", theme.title),
        ("accent", theme.accent),
        ("title accent", theme.title.patch(theme.accent)),
        ("quote", theme.quote),
        ("furniture", theme.furniture),
        ("key", theme.key),
        ("problem", theme.problem),
        ("chip", theme.chip),
    ]
    .into_iter()
    .map(|(name, style)| named(name, style))
    .collect();
    for (kind, mention) in theme.mentions.iter().enumerate() {
        texts.push(named(&format!("mention {kind}"), *mention));
        texts.push(named(&format!("mention {kind} title"), mention.patch(theme.title)));
        for (base, style) in [("title", theme.title), ("quote", theme.quote), ("furniture", theme.furniture)] {
            texts.push(named(&format!("{base} mention {kind}"), style.patch(*mention)));
        }
    }
    // In lists a text stands on the ground of what is selected.
    let selected: Vec<_> =
        texts.iter().map(|(name, style)| (format!("{name} on selected"), under(theme, *style))).collect();
    texts.extend(selected);
    for (mark, style) in
        [("chosen", theme.chosen), ("hit", theme.hit), ("here", theme.here), ("selection", theme.selection)]
    {
        // Only mentions are chosen, and no filter stands in a text.
        let lies_on = |text: &str| if mark == "chosen" { text.contains("mention") } else { !text.contains("chip") };
        let below = texts.iter().filter(|(text, _)| lies_on(text));
        let marked: Vec<_> = below.map(|(name, text)| (format!("{name} + {mark}"), text.patch(style))).collect();
        texts.extend(marked);
    }
    texts
}

/// `style` where the row below it is selected.
fn under(theme: &Theme, style: Style) -> Style {
    let ground = theme.ground;
    let own = |colour: Option<Color>, ground: Option<Color>, selected: Option<Color>| {
        if colour == ground { selected.or(ground) } else { colour }
    };
    let fg = own(style.fg, ground.fg, theme.selected.fg);
    let bg = own(style.bg, ground.bg, theme.selected.bg);
    Style { fg, bg, ..style }
}

/// The contrast of a style whose two colours are both known.
fn contrast_of(style: Style) -> Option<f64> {
    Some(contrast(rgb(style.fg?)?, rgb(style.bg?)?))
}

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
