//! A theme's file: TOML in which each meaning has a style, and colours may have names of one's own.
//!
//! ```toml
//! inherits = "dark"                    # what is not said here is as there
//! text = "#dddddd"                     # a colour alone is that of the letters
//! title = { fg = "ink", bold = true }
//! mention.person = { fg = 117, underlined = true }
//! [palette]
//! ink = "#ffffff"
//! ```

use super::Theme;
use super::fault::{Fault, Faults, Value, unknown};
use ratatui::style::{Color, Modifier, Style};
use std::collections::HashMap;
use toml::de::{DeTable, DeValue};

/// The terminal's own colours by name; others that mean the same are understood too.
const ANSI: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "gray",
    "dark-gray",
    "light-red",
    "light-green",
    "light-yellow",
    "light-blue",
    "light-magenta",
    "light-cyan",
    "white",
];
const WEIGHTS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("dim", Modifier::DIM),
];

type Palette<'a> = HashMap<&'a str, Color>;

impl Theme {
    /// Reads a theme's file. What it does not say is as in the theme that it inherits, which `inherit` finds by name;
    /// one that inherits nothing begins without any style.
    ///
    /// # Errors
    /// All faults of the file, in its order.
    pub fn parse(source: &str, mut inherit: impl FnMut(&str) -> Result<Self, String>) -> Result<Self, Vec<Fault>> {
        let (table, mut faults) = Faults::parse(source);
        if faults.any() {
            return Err(faults.into_vec());
        }
        let table = table.get_ref();
        let mut theme = Self::default();
        if let Some((value, name)) = table.get("inherits").and_then(|value| Some((value, faults.string(value)?))) {
            match inherit(name) {
                Ok(base) => theme = base,
                Err(why) => faults.at(value.span(), why),
            }
        }
        let palette = palette(table, &mut faults);
        theme.overlay("", table, &palette, &mut faults);
        for (_, style) in theme.styles() {
            if style.fg.is_some() && style.bg.is_some() && !style.add_modifier.contains(Modifier::REVERSED) {
                // Its two colours are to be seen as they are, whatever reversed mark lies below.
                *style = style.remove_modifier(Modifier::REVERSED);
            }
        }
        let faults = faults.into_vec();
        if faults.is_empty() { Ok(theme) } else { Err(faults) }
    }

    /// Takes over what `table`, whose own name is `prefix`, says.
    fn overlay(&mut self, prefix: &str, table: &DeTable<'_>, palette: &Palette<'_>, faults: &mut Faults<'_>) {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            match (name.as_str(), value.get_ref()) {
                ("inherits" | "palette", _) => {}
                ("mention" | "passage" | "highlight", DeValue::Table(table)) => {
                    self.overlay(&format!("{name}."), table, palette, faults);
                }
                _ => {
                    let mut styles = self.styles();
                    match styles.iter_mut().find(|(known, _)| *known == name) {
                        Some((_, style)) => **style = styled(**style, value, palette, faults),
                        None => {
                            let known = styles.iter().map(|(known, _)| *known).chain(["inherits", "palette"]);
                            faults.at(key.span(), unknown("style", &name, known));
                        }
                    }
                }
            }
        }
    }
}

fn palette<'t>(table: &'t DeTable<'_>, faults: &mut Faults<'_>) -> Palette<'t> {
    let mut palette = Palette::new();
    let Some(value) = table.get("palette") else { return palette };
    let Some(own) = value.get_ref().as_table() else {
        faults.expected("a table of colours", value);
        return palette;
    };
    for (name, value) in own {
        if let Some(found) = colour(value, &Palette::new(), faults) {
            palette.insert(name.get_ref(), found);
        }
    }
    palette
}

/// `style` with what `value` says of it; what it leaves out stays.
fn styled(style: Style, value: &Value<'_>, palette: &Palette<'_>, faults: &mut Faults<'_>) -> Style {
    let Some(table) = value.get_ref().as_table() else {
        return colour(value, palette, faults).map_or(style, |colour| style.fg(colour));
    };
    let mut style = style;
    for (key, value) in table {
        let name: &str = key.get_ref();
        let weight = WEIGHTS.iter().find(|(known, _)| *known == name).map(|(_, weight)| *weight);
        match (name, weight) {
            ("fg", _) => style.fg = colour(value, palette, faults).or(style.fg),
            ("bg", _) => style.bg = colour(value, palette, faults).or(style.bg),
            (_, Some(weight)) => match faults.boolean(value) {
                Some(true) => style.add_modifier |= weight,
                Some(false) => style.add_modifier -= weight,
                None => {}
            },
            _ => {
                let known = ["fg", "bg"].into_iter().chain(WEIGHTS.iter().map(|(known, _)| *known));
                faults.at(key.span(), unknown("part of a style", name, known));
            }
        }
    }
    style
}

fn colour(value: &Value<'_>, palette: &Palette<'_>, faults: &mut Faults<'_>) -> Option<Color> {
    match value.get_ref() {
        DeValue::Integer(number) => match u8::from_str_radix(number.as_str(), number.radix()) {
            Ok(index) => Some(Color::Indexed(index)),
            Err(_) => {
                faults.at(value.span(), "the number of a colour lies from 0 to 255");
                None
            }
        },
        DeValue::String(name) => {
            let known =
                || palette.get(&**name).copied().or_else(|| terminal_default(name)).or_else(|| name.parse().ok());
            let found = known();
            if found.is_none() {
                let names = palette.keys().copied().chain(ANSI).chain(["default"]);
                let form = if name.starts_with('#') { "; write it as #rrggbb" } else { "" };
                faults.at(value.span(), format!("{}{form}", unknown("colour", name, names)));
            }
            found
        }
        _ => {
            faults.expected("a colour (\"#rrggbb\", a name, or a number from 0 to 255)", value);
            None
        }
    }
}

/// What the terminal itself would take.
fn terminal_default(name: &str) -> Option<Color> {
    (name == "default").then_some(Color::Reset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Result<Theme, Vec<String>> {
        Theme::parse(source, |base| {
            Theme::named(base).ok_or_else(|| unknown("theme", base, super::super::NAMES.to_vec()))
        })
        .map_err(|faults| faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn an_overlay_changes_what_it_names_and_nothing_else() {
        let dark = Theme::named("dark").unwrap();
        let theme = parse(
            "inherits = \"dark\"\ntext = \"ink\"\nmention.person = { fg = 117 }\nmention.place = { italic = false }\n\
             rule = \"light-blue\"\nhit = { bg = \"default\" }\n[palette]\nink = \"#010203\"\n",
        )
        .unwrap();
        assert_eq!(theme.text, dark.text.fg(Color::Rgb(1, 2, 3)));
        // Colour alone is changed: the weight, by which kinds differ, stays.
        assert_eq!(theme.mentions[0], dark.mentions[0].fg(Color::Indexed(117)));
        assert_eq!(theme.mentions[2].add_modifier, dark.mentions[2].add_modifier - Modifier::ITALIC);
        assert_eq!(theme.rule.fg, Some(Color::LightBlue));
        assert_eq!(theme.hit, dark.hit.bg(Color::Reset));
        assert_eq!((theme.quiet, theme.ground), (dark.quiet, dark.ground));
        assert_eq!(parse("").unwrap(), Theme::default());
    }

    #[test]
    fn all_faults_at_once_each_with_its_place_and_what_was_meant() {
        let faults = parse(
            "inherits = \"drak\"\ntxt = 1\nmention.persn = 1\ntext = { fg = \"bleu\", bolt = true }\n\
             quiet = 300\nrule = true\ntitle = { bold = 1 }\naccent = \"#12345\"\n[palette]\nink = 3.5\n",
        )
        .unwrap_err();
        let expected = [
            "line 1, column 12: there is no theme `drak`; nearest is `dark`, of",
            "line 2, column 1: there is no style `txt`; nearest is `text`",
            "line 3, column 9: there is no style `mention.persn`; nearest is `mention.person`",
            "line 4, column 15: there is no colour `bleu`; nearest is `blue`",
            "line 4, column 23: there is no part of a style `bolt`; nearest is `bold`",
            "line 5, column 9: the number of a colour lies from 0 to 255",
            "line 6, column 8: a colour (",
            "line 7, column 18: `true` or `false` is expected here, not an integer",
            "line 8, column 10: there is no colour `#12345`;",
            "line 10, column 7: a colour (",
        ];
        assert_eq!(faults.len(), expected.len(), "{faults:#?}");
        for (fault, expected) in faults.iter().zip(expected) {
            assert!(fault.starts_with(expected), "{fault}\n{expected}");
        }
    }

    #[test]
    fn every_named_colour_is_one() {
        for name in ANSI {
            assert!(name.parse::<Color>().is_ok(), "{name}");
        }
    }
}
