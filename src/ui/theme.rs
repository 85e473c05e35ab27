//! How things look, by what they mean. Nothing rests on colour alone: every meaning has a mark or a weight too.

use crate::analysis::EntityKind;
use ratatui::style::{Color, Modifier, Style};

/// A style for every meaning on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
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
    /// Mentions of the chosen entity.
    pub chosen: Style,
    /// Words found.
    pub hit: Style,
    /// The mention or hit one is at.
    pub here: Style,
    /// What went wrong.
    pub problem: Style,
}

/// The names of the themes there are.
pub const NAMES: &[&str] = &["terminal", "dark", "light", "monochrome"];

impl Theme {
    /// The theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "terminal" => Some(Self::terminal()),
            "dark" => Some(Self::coloured([117, 180, 114, 176, 216], 75, 236, 179)),
            "light" => Some(Self::coloured([25, 94, 28, 90, 130], 25, 254, 124)),
            "monochrome" => Some(Self::monochrome()),
            _ => None,
        }
    }

    /// Weights and lines alone: what `NO_COLOR` asks for, and what the others build upon.
    pub fn monochrome() -> Self {
        let plain = Style::new();
        Self {
            text: plain,
            quiet: plain.add_modifier(Modifier::DIM),
            title: plain.add_modifier(Modifier::BOLD),
            accent: plain.add_modifier(Modifier::BOLD),
            selected: plain.add_modifier(Modifier::REVERSED),
            rule: plain.add_modifier(Modifier::DIM),
            quote: plain.add_modifier(Modifier::ITALIC),
            furniture: plain.add_modifier(Modifier::DIM),
            mentions: [
                plain.add_modifier(Modifier::UNDERLINED),
                plain.add_modifier(Modifier::BOLD),
                plain.add_modifier(Modifier::ITALIC),
                plain.add_modifier(Modifier::ITALIC | Modifier::UNDERLINED),
                plain.add_modifier(Modifier::BOLD | Modifier::ITALIC),
            ],
            chosen: plain.add_modifier(Modifier::REVERSED),
            hit: plain.add_modifier(Modifier::REVERSED),
            here: plain.add_modifier(Modifier::REVERSED | Modifier::BOLD | Modifier::UNDERLINED),
            problem: plain.add_modifier(Modifier::BOLD),
        }
    }

    /// The terminal's own sixteen colours.
    fn terminal() -> Self {
        let mut theme = Self::monochrome();
        let colours = [Color::Cyan, Color::Yellow, Color::Green, Color::Magenta, Color::Blue];
        for (style, colour) in theme.mentions.iter_mut().zip(colours) {
            *style = style.fg(colour);
        }
        theme.accent = theme.accent.fg(Color::Cyan);
        theme.problem = theme.problem.fg(Color::Red);
        theme
    }

    /// Colours of the 256-colour cube: one a kind, the accent, the ground of what is selected, what went wrong.
    fn coloured(kinds: [u8; 5], accent: u8, ground: u8, problem: u8) -> Self {
        let mut theme = Self::monochrome();
        for (style, colour) in theme.mentions.iter_mut().zip(kinds) {
            *style = style.fg(Color::Indexed(colour));
        }
        theme.accent = theme.accent.fg(Color::Indexed(accent));
        theme.problem = theme.problem.fg(Color::Indexed(problem));
        theme.selected = Style::new().bg(Color::Indexed(ground)).add_modifier(Modifier::BOLD);
        theme
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn kinds_differ_without_colour() {
        for name in NAMES {
            let theme = Theme::named(name).unwrap();
            let weights: HashSet<Modifier> = theme.mentions.iter().map(|style| style.add_modifier).collect();
            assert_eq!(weights.len(), 5, "{name}");
        }
        let plain = Theme::monochrome();
        assert!(plain.mentions.iter().all(|style| style.fg.is_none() && style.bg.is_none()));
    }
}
