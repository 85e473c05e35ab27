//! Whether what a theme paints can be read on what it paints it on.

use super::Theme;
use super::colour::{contrast, rgb};
use ratatui::style::{Color, Modifier, Style};

/// The contrast from which on WCAG calls a text readable.
pub const READABLE: f64 = 4.5;

impl Theme {
    /// The styles whose letters have less than [`READABLE`] contrast on their ground, with that contrast, from 1 to 21. What
    /// the terminal decides is passed over.
    pub fn faint(&self) -> Vec<(&'static str, f64)> {
        let mut theme = self.clone();
        let ground = theme.ground;
        let (text, mention) = (ground.patch(theme.text), ground.patch(theme.mentions[0]));
        let on_selected = under(self, text);
        let seen = |name: &'static str, style: Style| match name {
            "selected" => on_selected,
            // These lie on a text.
            "hit" | "here" | "selection" | "differing" => text.patch(style),
            "chosen" => mention.patch(style),
            name if name.starts_with("highlight.") => text.patch(style),
            _ => ground.patch(style),
        };
        let styles = theme.styles().into_iter().filter(|(name, _)| !matches!(*name, "ground" | "rule"));
        let contrasts = styles.filter_map(|(name, style)| Some((name, contrast_of(seen(name, *style))?)));
        contrasts.filter(|(_, contrast)| *contrast < READABLE).collect()
    }
}

/// `style` where the row below it is selected.
pub(super) fn under(theme: &Theme, style: Style) -> Style {
    let ground = theme.ground;
    let own = |colour: Option<Color>, ground: Option<Color>, selected: Option<Color>| {
        if colour == ground { selected.or(ground) } else { colour }
    };
    let fg = own(style.fg, ground.fg, theme.selected.fg);
    let bg = own(style.bg, ground.bg, theme.selected.bg);
    Style { fg, bg, ..style }
}

/// `style` in a passage that is highlighted: on its ground, unless it has one of its own. What is underlined there anyway is
/// told by having no line.
pub(in crate::ui) fn highlighted(style: Style, highlight: Style) -> Style {
    let lines =
        style.add_modifier.contains(Modifier::UNDERLINED) && highlight.add_modifier.contains(Modifier::UNDERLINED);
    let fg = highlight.fg.filter(|_| style.bg.is_none()).or(style.fg);
    let over = Style { fg, bg: style.bg.or(highlight.bg), ..style };
    let over = over.add_modifier(highlight.add_modifier);
    if lines { over.remove_modifier(Modifier::UNDERLINED) } else { over }
}

/// The contrast of a style whose two colours are both known.
pub(super) fn contrast_of(style: Style) -> Option<f64> {
    Some(contrast(rgb(style.fg?)?, rgb(style.bg?)?))
}

/// A text and the marks that lie on it, as `ui` patches them over each other, with a name for each.
#[cfg(test)]
pub(super) fn texts(theme: &Theme) -> Vec<(String, Style)> {
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
        ("only", theme.only),
        ("conflict", theme.conflict),
        ("dimmed", theme.dimmed),
        ("quote dimmed", theme.quote.patch(theme.dimmed)),
        ("differing", theme.text.patch(theme.differing)),
        ("chip", theme.chip),
    ]
    .into_iter()
    .map(|(name, style)| named(name, style))
    .collect();
    for (number, passage) in theme.passages.iter().enumerate() {
        texts.push(named(&format!("passage {number}"), *passage));
    }
    for (kind, mention) in theme.mentions.iter().enumerate() {
        texts.push(named(&format!("mention {kind}"), *mention));
        texts.push(named(&format!("mention {kind} title"), mention.patch(theme.title)));
        for (base, style) in [("title", theme.title), ("quote", theme.quote), ("furniture", theme.furniture)] {
            texts.push(named(&format!("{base} mention {kind}"), style.patch(*mention)));
        }
    }
    // What stands in a text may be highlighted; marks lie on that.
    let in_text = |name: &str| !["quiet", "accent", "key", "problem", "chip"].iter().any(|other| name.contains(other));
    let on_colours = theme.highlights.iter().enumerate().flat_map(|(colour, highlight)| {
        let below = texts.iter().filter(|(name, _)| in_text(name));
        below.map(move |(name, text)| {
            let over = highlighted(Style { bg: None, ..*text }, *highlight);
            (format!("{name} in colour {colour}"), Style { bg: over.bg.or(text.bg), ..over })
        })
    });
    let on_colours: Vec<_> = on_colours.collect();
    // In lists a text stands on the ground of what is selected.
    let selected: Vec<_> =
        texts.iter().map(|(name, style)| (format!("{name} on selected"), under(theme, *style))).collect();
    texts.extend(selected);
    texts.extend(on_colours);
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
