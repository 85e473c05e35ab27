//! How things look, by what they mean. Nothing rests on colour alone: every meaning has a mark or a weight too. The
//! themes that the program brings lie in `assets/themes`, in the form in which users write their own.

mod colour;
mod contrast;
#[cfg(test)]
mod contrast_tests;
mod depth;
mod fault;
mod file;

pub use colour::rgb;
pub use contrast::READABLE;
pub(super) use contrast::highlighted;
pub use depth::Depth;
pub use fault::Fault;
pub(crate) use fault::{Faults, Value, unknown};

use crate::analysis::EntityKind;
use crate::library::Colour;
use ratatui::style::Style;

/// A style for every meaning on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// The ground that everything stands on; a theme without colours leaves it unset.
    pub ground: Style,
    /// Text.
    pub text: Style,
    /// What matters less: by-lines, counts, hints.
    pub quiet: Style,
    /// Titles and headings.
    pub title: Style,
    /// The one accent: the program's name, the bar beside what is selected.
    pub accent: Style,
    /// What is selected in the pane that keys go to.
    pub selected: Style,
    /// Lines between panes.
    pub rule: Style,
    /// A block quotation.
    pub quote: Style,
    /// Page furniture.
    pub furniture: Style,
    /// Mentions, in the order of [`EntityKind::ALL`].
    pub mentions: [Style; 5],
    /// The numbers of passages that accounts share, in turn.
    pub passages: [Style; 6],
    /// The sign of what one account alone tells, or of what is new.
    pub only: Style,
    /// The sign of figures that conflict.
    pub conflict: Style,
    /// Passages that the reader has highlighted, in the order of [`Colour::ALL`]. Where one has no ground of its own, letters
    /// beside the rows tell the colours apart.
    pub highlights: [Style; 5],
    /// Text that has been dimmed.
    pub dimmed: Style,
    /// Words that are other ones in the passage that tells the same.
    pub differing: Style,
    /// Mentions of the chosen entity.
    pub chosen: Style,
    /// Words found.
    pub hit: Style,
    /// The mention or hit one is at.
    pub here: Style,
    /// Text selected with keys or mouse.
    pub selection: Style,
    /// A filter that is on.
    pub chip: Style,
    /// A key's name in a hint.
    pub key: Style,
    /// What went wrong.
    pub problem: Style,
}

/// The names of the themes that the program brings.
pub const NAMES: &[&str] = &["dark", "light", "contrast", "contrast-light", "terminal", "monochrome"];

impl Theme {
    /// The theme of that name, of those that the program brings, in its own colours.
    pub fn named(name: &str) -> Option<Self> {
        let source = Self::source(name)?;
        // That they parse is tested.
        Self::parse(source, |base| Self::named(base).ok_or_else(|| unknown("theme", base, NAMES.iter().copied()))).ok()
    }

    /// The file of the theme of that name, of those that the program brings.
    pub fn source(name: &str) -> Option<&'static str> {
        Some(match name {
            "dark" => include_str!("../../../assets/themes/dark.toml"),
            "light" => include_str!("../../../assets/themes/light.toml"),
            "contrast" => include_str!("../../../assets/themes/contrast.toml"),
            "contrast-light" => include_str!("../../../assets/themes/contrast-light.toml"),
            "terminal" => include_str!("../../../assets/themes/terminal.toml"),
            "monochrome" => include_str!("../../../assets/themes/monochrome.toml"),
            _ => return None,
        })
    }

    /// The names of all styles in a theme's file.
    pub fn style_names() -> impl Iterator<Item = &'static str> {
        Self::default().styles().map(|(name, _)| name).into_iter()
    }

    /// Weights and lines alone: what `NO_COLOR` asks for.
    pub fn monochrome() -> Self {
        Self::named("monochrome").unwrap_or_default()
    }

    /// How mentions of `kind` look.
    pub fn mention(&self, kind: EntityKind) -> Style {
        let [person, organization, place, group, event] = self.mentions;
        match kind {
            EntityKind::Person => person,
            EntityKind::Organization => organization,
            EntityKind::Place => place,
            EntityKind::Group => group,
            EntityKind::Event => event,
        }
    }

    /// How a passage that is highlighted in `colour` looks.
    pub fn highlight(&self, colour: Colour) -> Style {
        let [yellow, green, blue, pink, purple] = self.highlights;
        match colour {
            Colour::Yellow => yellow,
            Colour::Green => green,
            Colour::Blue => blue,
            Colour::Pink => pink,
            Colour::Purple => purple,
        }
    }

    /// How the number of passage `mark` looks.
    pub fn passage(&self, mark: usize) -> Style {
        self.passages.get(mark % self.passages.len()).copied().unwrap_or(self.text)
    }

    /// Every style with its name in a theme's file.
    fn styles(&mut self) -> [(&'static str, &mut Style); 36] {
        let [person, organization, place, group, event] = &mut self.mentions;
        let [one, two, three, four, five, six] = &mut self.passages;
        let [yellow, green, blue, pink, purple] = &mut self.highlights;
        [
            ("ground", &mut self.ground),
            ("text", &mut self.text),
            ("quiet", &mut self.quiet),
            ("title", &mut self.title),
            ("accent", &mut self.accent),
            ("selected", &mut self.selected),
            ("rule", &mut self.rule),
            ("quote", &mut self.quote),
            ("furniture", &mut self.furniture),
            ("mention.person", person),
            ("mention.organization", organization),
            ("mention.place", place),
            ("mention.group", group),
            ("mention.event", event),
            ("passage.1", one),
            ("passage.2", two),
            ("passage.3", three),
            ("passage.4", four),
            ("passage.5", five),
            ("passage.6", six),
            ("highlight.yellow", yellow),
            ("highlight.green", green),
            ("highlight.blue", blue),
            ("highlight.pink", pink),
            ("highlight.purple", purple),
            ("only", &mut self.only),
            ("conflict", &mut self.conflict),
            ("dimmed", &mut self.dimmed),
            ("differing", &mut self.differing),
            ("chosen", &mut self.chosen),
            ("hit", &mut self.hit),
            ("here", &mut self.here),
            ("selection", &mut self.selection),
            ("chip", &mut self.chip),
            ("key", &mut self.key),
            ("problem", &mut self.problem),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Modifier;
    use std::collections::HashSet;

    #[test]
    fn every_name_is_that_of_a_theme() {
        for name in NAMES {
            assert_ne!(Theme::named(name).unwrap(), Theme::default(), "{name}");
        }
        assert_eq!(Theme::named("neon"), None);
    }

    #[test]
    fn kinds_differ_without_colour() {
        for name in NAMES {
            let theme = Theme::named(name).unwrap();
            let weights: HashSet<Modifier> = theme.mentions.iter().map(|style| style.add_modifier).collect();
            assert_eq!(weights.len(), 5, "{name}");
        }
        let mut plain = Theme::monochrome();
        assert!(plain.styles().iter().all(|(_, style)| style.fg.is_none() && style.bg.is_none()));
    }

    /// What is selected, chosen, found or under the cursor can be told from what is not by a weight or a ground.
    #[test]
    fn marks_show_in_every_theme_and_depth() {
        for name in NAMES {
            for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
                let theme = Theme::named(name).unwrap().fitted(depth);
                for mark in [theme.selected, theme.chosen, theme.hit, theme.here, theme.selection, theme.chip] {
                    let ground = mark.bg.is_some() && mark.bg != theme.ground.bg;
                    assert!(ground || mark.add_modifier.contains(Modifier::REVERSED), "{name} {depth:?} {mark:?}");
                }
                assert_ne!(theme.hit, theme.here, "{name} {depth:?}");
                assert_ne!(theme.title, theme.text, "{name} {depth:?}");
            }
        }
    }
}
