//! What the environment says of the terminal: how many colours it has, and whether its ground is light. Nothing is asked
//! of the terminal itself, whose answer would come in among the keys.
//!
//! The crate `supports-color` takes an empty `NO_COLOR` for a set one and `FORCE_COLOR=1` for sixteen colours, and it can
//! only be tried by changing the environment of the process.

use crate::ui::Depth;

/// Terminals with all colours that do not say so in `COLORTERM`, above all at the far end of SSH.
const TRUE_TERMS: [&str; 8] = ["kitty", "alacritty", "foot", "wezterm", "ghostty", "contour", "rio", "direct"];
const TRUE_PROGRAMS: [&str; 5] = ["iTerm.app", "WezTerm", "ghostty", "vscode", "rio"];
/// Terminals without colours.
const WITHOUT: [&str; 7] = ["dumb", "vt52", "vt100", "vt102", "vt220", "vt320", "vt420"];

/// How many colours to draw with.
pub(super) fn depth(variable: impl Fn(&str) -> Option<String>) -> Depth {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    // Set to anything but the empty string, <https://no-color.org>.
    if set("NO_COLOR").is_some() {
        return Depth::None;
    }
    let Some(term) = set("TERM") else {
        return if set("WT_SESSION").is_some() { Depth::True } else { Depth::Sixteen };
    };
    if WITHOUT.contains(&term.as_str()) || term.ends_with("-m") || term.ends_with("-mono") {
        return Depth::None;
    }
    let named = if term.contains("256color") { Depth::Indexed } else { Depth::Sixteen };
    // GNU screen passes `COLORTERM` on from the terminal round it, and no true colour; so does the console of Linux.
    if (term.starts_with("screen") && set("TMUX").is_none()) || term == "linux" {
        return named;
    }
    let says = matches!(set("COLORTERM").as_deref(), Some("truecolor" | "24bit")) || term.contains("truecolor");
    let known = TRUE_TERMS.iter().any(|known| term.contains(known));
    // Inside tmux these speak of the terminal round it.
    let program = set("TERM_PROGRAM").filter(|_| set("TMUX").is_none()).unwrap_or_default();
    let round = TRUE_PROGRAMS.contains(&program.as_str()) || (set("WT_SESSION").is_some() && set("TMUX").is_none());
    match program.as_str() {
        _ if says || known || round => Depth::True,
        "Apple_Terminal" => Depth::Indexed,
        _ => named,
    }
}

/// Whether `COLORFGBG`, which some terminals set to the numbers of letters and ground, says that the ground is light.
pub(super) fn has_light_ground(variable: impl Fn(&str) -> Option<String>) -> bool {
    let ground = variable("COLORFGBG").and_then(|value| value.rsplit(';').next()?.trim().parse::<u8>().ok());
    matches!(ground, Some(7 | 9..=15))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Depth {
        depth(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn as_many_colours_as_the_environment_says() {
        for (expected, variables) in [
            (Depth::True, &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")][..]),
            (Depth::True, &[("TERM", "xterm-kitty")]),
            (Depth::True, &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")]),
            (Depth::True, &[("TERM", "tmux-256color"), ("TMUX", "/tmp/x"), ("COLORTERM", "24bit")]),
            (Depth::Indexed, &[("TERM", "xterm-256color"), ("COLORTERM", "yes")]),
            (Depth::Indexed, &[("TERM", "screen.xterm-256color"), ("COLORTERM", "truecolor")]),
            (Depth::Indexed, &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")]),
            (Depth::Indexed, &[("TERM", "xterm-256color"), ("NO_COLOR", "")]),
            (Depth::Sixteen, &[("TERM", "xterm")]),
            (Depth::Sixteen, &[("TERM", "linux"), ("COLORTERM", "truecolor")]),
            (Depth::None, &[("TERM", "dumb"), ("COLORTERM", "truecolor")]),
            (Depth::None, &[("TERM", "vt100")]),
            (Depth::None, &[("TERM", "xterm-mono")]),
            (Depth::None, &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "0")]),
        ] {
            assert_eq!(of(variables), expected, "{variables:?}");
        }
    }

    #[test]
    fn a_light_ground_where_it_is_said() {
        for (value, light) in [
            ("0;15", true),
            ("0;default;15", true),
            ("12;7", true),
            ("15;0", false),
            ("7;8", false),
            ("0;default", false),
        ] {
            assert_eq!(has_light_ground(|_| Some(value.to_owned())), light, "{value}");
        }
        assert!(!has_light_ground(|_| None));
    }
}
