//! Keys by name, without a terminal: `j`, `G`, `ctrl-d`, `space`, `shift-tab`.

use std::fmt;
use std::str::FromStr;

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A character, as typed: `G` is already upper case.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key with what was held while it was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What was pressed.
    pub code: KeyCode,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

/// Other names for keys, understood but not written.
const OTHER_NAMES: &[(&str, KeyCode)] = &[
    ("return", KeyCode::Enter),
    ("cr", KeyCode::Enter),
    ("escape", KeyCode::Esc),
    ("backtab", KeyCode::BackTab),
    ("bs", KeyCode::Backspace),
    ("del", KeyCode::Delete),
    ("pgup", KeyCode::PageUp),
    ("page-up", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("pgdown", KeyCode::PageDown),
    ("page-down", KeyCode::PageDown),
    ("spc", KeyCode::Char(' ')),
    ("plus", KeyCode::Char('+')),
    ("minus", KeyCode::Char('-')),
    ("bar", KeyCode::Char('|')),
    ("lt", KeyCode::Char('<')),
    ("gt", KeyCode::Char('>')),
];
const CTRL: &[&str] = &["ctrl-", "control-", "c-"];
const ALT: &[&str] = &["alt-", "meta-", "a-", "m-"];
const SHIFT: &[&str] = &["shift-", "s-"];

/// What follows one of `prefixes`, in whatever case that is written.
fn after<'a>(name: &'a str, prefixes: &[&str]) -> Option<&'a str> {
    let prefix = prefixes.iter().find(|prefix| {
        name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)) && name.len() > prefix.len()
    });
    prefix.and_then(|prefix| name.get(prefix.len()..))
}

impl Key {
    /// The names of keys that are more than a character.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// A key on its own.
    pub fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }
}

const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, KeyCode::F(n)) => write!(f, "f{n}"),
            // Every other code stands in `NAMES`; its debug form is better than nothing should one be forgotten.
            (None, code) => write!(f, "{code:?}"),
        }
    }
}

/// A key name that means nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a key; write it as `j`, `G`, `ctrl-d`, `alt-x`, `space`, `enter`, `pagedown` or `f5`")]
pub struct UnknownKey(pub String);

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(name: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(name.to_owned());
        // As Vim writes them: `<C-d>`.
        let bare = name.strip_prefix('<').and_then(|name| name.strip_suffix('>')).filter(|name| !name.is_empty());
        let (mut rest, mut ctrl, mut alt, mut shift) = (bare.unwrap_or(name), false, false, false);
        loop {
            if let Some(more) = after(rest, CTRL) {
                (rest, ctrl) = (more, true);
            } else if let Some(more) = after(rest, ALT) {
                (rest, alt) = (more, true);
            } else if let Some(more) = after(rest, SHIFT) {
                (rest, shift) = (more, true);
            } else {
                break;
            }
        }
        let code = match (code(rest).ok_or_else(unknown)?, shift) {
            // Terminals send no capitals with Control.
            (KeyCode::Char(c), _) if ctrl => {
                if shift {
                    return Err(unknown());
                }
                KeyCode::Char(c.to_ascii_lowercase())
            }
            (KeyCode::Char(c), true) if c.is_alphabetic() => {
                let mut upper = c.to_uppercase();
                upper.next().filter(|_| upper.next().is_none()).map(KeyCode::Char).ok_or_else(unknown)?
            }
            (KeyCode::Tab, true) => KeyCode::BackTab,
            (_, true) => return Err(unknown()),
            (code, false) => code,
        };
        Ok(Self { code, ctrl, alt })
    }
}

/// The key of that name, without what is held.
fn code(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(KeyCode::Char(c)).filter(|_| !c.is_control());
    }
    let named = NAMES.iter().chain(OTHER_NAMES).find(|(known, _)| known.eq_ignore_ascii_case(name));
    named.map(|(_, code)| *code).or_else(|| {
        let number = name.strip_prefix(['f', 'F'])?.parse().ok()?;
        (1..=24).contains(&number).then_some(KeyCode::F(number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for name in
            ["j", "G", "?", "/", "ctrl-d", "alt-enter", "ctrl-alt-x", "space", "shift-tab", "f12", "-", "ctrl--"]
        {
            assert_eq!(name.parse::<Key>().map(|key| key.to_string()), Ok(name.to_owned()));
        }
        for (written, name) in [
            ("Space", "space"),
            ("CTRL-D", "ctrl-d"),
            ("C-d", "ctrl-d"),
            ("<C-d>", "ctrl-d"),
            ("<", "<"),
            ("<CR>", "enter"),
            ("M-x", "alt-x"),
            ("shift-j", "J"),
            ("shift-Tab", "shift-tab"),
            ("plus", "+"),
            ("C--", "ctrl--"),
            ("c", "c"),
            ("F5", "f5"),
            ("PgDn", "pagedown"),
            ("alt-G", "alt-G"),
        ] {
            assert_eq!(written.parse::<Key>().map(|key| key.to_string()), Ok(name.to_owned()), "{written}");
        }
        for name in
            ["", "ctrl-", "hyper-x", "f99", "f0", "enterr", "ctl-d", "shift-1", "ctrl-shift-d", "shift-up", "<>"]
        {
            assert!(name.parse::<Key>().is_err(), "{name}");
        }
    }
}
