//! Fitting a theme to a terminal that has fewer colours: the nearest of each that can still be read.

use super::Theme;
use super::colour::{contrast, distance, rgb};
use ratatui::style::{Color, Modifier, Style};
use std::collections::HashSet;

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None, or none are wanted.
    None,
    /// The sixteen that have names.
    Sixteen,
    /// The 256 that have numbers.
    Indexed,
    /// All.
    True,
}

/// Contrasts worth keeping, the best first: that of black letters on paper, and WCAG's AAA and AA.
const GOALS: [f64; 3] = [10.0, 7.0, LEAST];
const LEAST: f64 = 4.5;
/// Below this contrast to the ground of the screen, a ground is a tint, for which sixteen colours have no room.
const TINT: f64 = 3.0;

type Candidates = Vec<(Color, [u8; 3])>;

impl Theme {
    /// This theme in the colours that there are. What could be read still can; a ground that comes out as that of the
    /// whole screen is reversed instead, so that it stays a mark.
    pub fn fitted(&self, depth: Depth) -> Self {
        let letters: Candidates = match depth {
            Depth::True => return self.clone(),
            Depth::None => return Self::monochrome(),
            Depth::Sixteen => SIXTEEN.iter().filter_map(|colour| Some((*colour, rgb(*colour)?))).collect(),
            // The first sixteen of the 256 look different everywhere.
            Depth::Indexed => (16..=255).map(Color::Indexed).filter_map(|c| Some((c, rgb(c)?))).collect(),
        };
        // As a ground, a middle grey leaves few letters that can be read on it.
        let greys = [Color::Gray, Color::DarkGray];
        let grounds: Candidates = letters.iter().filter(|(colour, _)| !greys.contains(colour)).copied().collect();
        let nearest = |colour: Color| if is_there(colour, depth) { colour } else { fit(colour, &[], &grounds) };

        let mut fitted = self.clone();
        fitted.ground.bg = self.ground.bg.map(nearest);
        let (was, is) = (self.ground.bg, fitted.ground.bg);
        for (name, style) in fitted.styles() {
            if name == "ground" {
                continue;
            }
            let ground = style.bg.map(nearest);
            let lost = ground == is || (depth == Depth::Sixteen && is_tint(style.bg, was));
            if style.bg.is_some() && style.bg != was && lost {
                // Letters of its own need their ground, whatever mark lies below.
                style.bg = is.filter(|_| style.fg.is_some());
                *style = style.add_modifier(Modifier::REVERSED);
            } else {
                style.bg = ground;
            }
        }
        // Pairs of grounds that letters may stand on: as they were, and as they are now.
        let tints = |theme: &Self| -> Vec<Option<Color>> {
            let marks = [theme.selected, theme.chosen, theme.hit, theme.here, theme.selection, theme.chip];
            std::iter::once(theme.ground.bg).chain(marks.iter().map(|mark| mark.bg)).collect()
        };
        let with_letters: Vec<bool> = std::iter::once(false)
            .chain([self.selected, self.chosen, self.hit, self.here, self.selection, self.chip].iter().map(has_letters))
            .collect();
        let pairs: Vec<(Color, Color)> = (tints(self).into_iter().zip(tints(&fitted)).zip(with_letters))
            .filter(|(_, letters)| !letters)
            .filter_map(|((was, now), _)| Some((was?, now.or(is)?)))
            .collect();
        let mut before = self.clone();
        for ((_, style), (_, before)) in fitted.styles().into_iter().zip(before.styles()) {
            let Some(letter) = style.fg.filter(|colour| !is_there(*colour, depth)) else { continue };
            let own = before.bg.and_then(|was| Some((was, style.bg.or(is)?)));
            let on: Vec<(Color, Color)> = own.map_or_else(|| pairs.clone(), |own| vec![own]);
            style.fg = Some(fit(letter, &on, &letters));
        }
        fitted.draw_lines_where_lost(depth);
        fitted
    }

    /// Highlights are tints. Where there is no room for five that can be told apart and read on, they are lines.
    fn draw_lines_where_lost(&mut self, depth: Depth) {
        let grounds: HashSet<Color> = self.highlights.iter().filter_map(|style| style.bg).collect();
        let texts = [self.text, self.quote, self.furniture, self.title, self.dimmed];
        let mut letters = texts.iter().chain(&self.mentions).chain(&self.passages).filter_map(|style| rgb(style.fg?));
        let can_be_read = letters.all(|letter| {
            grounds.iter().filter_map(|ground| rgb(*ground)).all(|ground| contrast(letter, ground) >= LEAST)
        });
        let is_lost = |style: &Style| style.add_modifier.contains(Modifier::REVERSED);
        let told_apart =
            grounds.len() == self.highlights.len() && !self.ground.bg.is_some_and(|bg| grounds.contains(&bg));
        let do_as_they_are = grounds.is_empty() || told_apart && can_be_read;
        if depth == Depth::Sixteen || self.highlights.iter().any(is_lost) || !do_as_they_are {
            self.highlights = [Style::new().underlined(); 5];
        }
    }
}

fn has_letters(style: &Style) -> bool {
    style.fg.is_some()
}

fn is_tint(colour: Option<Color>, ground: Option<Color>) -> bool {
    let both = colour.and_then(rgb).zip(ground.and_then(rgb));
    both.is_some_and(|(colour, ground)| contrast(colour, ground) < TINT)
}

/// Whether a terminal of that depth knows `colour` as it is.
fn is_there(colour: Color, depth: Depth) -> bool {
    match colour {
        Color::Rgb(..) => depth >= Depth::True,
        Color::Indexed(16..) => depth >= Depth::Indexed,
        _ => true,
    }
}

/// The nearest colour that can be read on all grounds at least as well as `colour` could, up to the goals; where there is
/// none, the one that can be read best. Grounds come as pairs: what each was and what it has become.
fn fit(colour: Color, grounds: &[(Color, Color)], candidates: &Candidates) -> Color {
    let Some(own) = rgb(colour) else { return colour };
    let least = |letter: [u8; 3], grounds: &mut dyn Iterator<Item = Color>| {
        grounds.filter_map(rgb).map(|ground| contrast(letter, ground)).fold(f64::INFINITY, f64::min)
    };
    let had = least(own, &mut grounds.iter().map(|(was, _)| *was));
    let rated: Vec<(Color, f64, f64)> = candidates
        .iter()
        .map(|(candidate, parts)| {
            (*candidate, distance(own, *parts), least(*parts, &mut grounds.iter().map(|(_, now)| *now)))
        })
        .collect();
    let goals = GOALS.into_iter().filter(|goal| had >= *goal);
    let nearest = |goal: f64| {
        let enough = rated.iter().filter(|(.., contrast)| *contrast >= goal);
        enough.min_by(|(_, a, _), (_, b, _)| a.total_cmp(b))
    };
    // What could not be read before need not be now.
    let free = (had < LEAST).then_some(0.0);
    let found = goals.chain(free).find_map(nearest);
    found.or_else(|| rated.iter().max_by(|(.., a), (.., b)| a.total_cmp(b))).map_or(colour, |(found, ..)| *found)
}

const SIXTEEN: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_that_are_there_stay() {
        let mut theme = Theme::named("terminal").unwrap();
        theme.text = Style::new().fg(Color::Indexed(117));
        assert_eq!(theme.fitted(Depth::Indexed), theme);
        assert_eq!(theme.fitted(Depth::None), Theme::monochrome());
    }

    #[test]
    fn tints_become_reversed_in_sixteen_colours() {
        let dark = Theme::named("dark").unwrap().fitted(Depth::Sixteen);
        assert_eq!((dark.ground.bg, dark.text.fg), (Some(Color::Black), Some(Color::Gray)));
        assert_eq!(dark.selected, Style::new().reversed());
        let light = Theme::named("light").unwrap().fitted(Depth::Sixteen);
        assert_eq!((light.ground.bg, light.text.fg), (Some(Color::White), Some(Color::Black)));
        assert_eq!(light.selected, Style::new().reversed());
    }

    #[test]
    fn the_nearest_that_can_be_read() {
        let black = [(Color::Rgb(0, 0, 0), Color::Black)];
        let all: Candidates = SIXTEEN.iter().filter_map(|colour| Some((*colour, rgb(*colour)?))).collect();
        // A dark grey comes nearest, but it could not be read.
        let grey = Color::Rgb(0x78, 0x78, 0x78);
        assert_eq!(fit(grey, &[], &all), Color::DarkGray);
        assert_eq!(fit(grey, &black, &all), Color::Gray);
    }
}
