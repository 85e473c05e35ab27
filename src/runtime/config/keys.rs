//! The table `[keys]` of the configuration: what it binds, what is wrong with it, and what it may not mean.

use crate::app::{Action, Context, Key, KeyCode, Keymap, KeymapError, Meaning, UnknownKey};
use crate::ui::{Faults, Value, unknown};
use std::ops::Range;

/// Most sequences of keys that a file may bind: far more than there are actions. Saying what is wrong with one of them
/// takes time in proportion to the square of their number.
const MOST_KEYS: usize = 400;
/// What cannot be done without, and where.
const NEEDED: [(Action, &[Context], &str); 3] = [
    (Action::Quit, &[Context::Browsing], "or there is no way out"),
    (Action::Back, &[Context::Browsing, Context::Typing], "also while one types: no letter"),
    (Action::Accept, &[Context::Browsing, Context::Typing], "also while one types: no letter"),
];
/// Keys that terminals cannot tell from others, and what they send.
const ALIKE: [(&str, &str); 4] =
    [("ctrl-m", "enter"), ("ctrl-i", "tab"), ("ctrl-[", "esc"), ("ctrl-h", "backspace, or backspace for it")];
/// How alike names must be for one to be meant by the other, from 0 to 1.
const LIKELY: f64 = 0.8;

/// What the file says of one action: where it is named, and its keys, each with its place.
type Entry<'v> = (Action, Range<usize>, Vec<(&'v str, Range<usize>)>);

/// The keymap; `None` where something is wrong.
pub(super) fn keymap(value: &Value<'_>, faults: &mut Faults<'_>, notes: &mut Faults<'_>) -> Option<Keymap> {
    let Some(table) = value.get_ref().as_table() else {
        faults.expected("a table of actions, [keys],", value);
        return None;
    };
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (key, value) in table {
        let keys = faults.strings(value);
        match Action::named(key.get_ref()) {
            Some(action) => entries.extend(keys.map(|keys| (action, key.span(), keys))),
            None => {
                faults.at(key.span(), unknown("action", key.get_ref(), Action::ALL.iter().map(|action| action.name)));
            }
        }
    }
    if entries.iter().map(|(.., keys)| keys.len()).sum::<usize>() > MOST_KEYS {
        faults.at(value.span(), format!("more than {MOST_KEYS} keys cannot be bound"));
        return None;
    }
    // The table is in the order of the alphabet; of two that claim a key, the later in the file is at fault.
    entries.sort_by_key(|(_, place, _)| place.start);
    let keymap = bound(&entries, value, faults)?;
    let before = faults.count();
    for (action, contexts, why) in NEEDED {
        let works = |context: &Context| {
            parsed(&keymap.keys(action)).any(|keys| keymap.meaning(*context, &keys) == Meaning::Action(action))
        };
        if !contexts.iter().all(works) {
            let name = action.declaration().name;
            faults.at(place_of(action, &entries, value), format!("`{name}` needs a key, {why}"));
        }
    }
    note_all(&keymap, &entries, value, notes);
    (faults.count() == before).then_some(keymap)
}

/// Binds all of them. Which is wrong shows when they are bound one by one; whether any is, only when all are.
fn bound(entries: &[Entry<'_>], value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Keymap> {
    let words = |keys: &[(&str, Range<usize>)]| keys.iter().map(|(key, _)| (*key).to_owned()).collect::<Vec<_>>();
    let all: Vec<(Action, Vec<String>)> = entries.iter().map(|(action, _, keys)| (*action, words(keys))).collect();
    let error = match Keymap::with(&all) {
        Ok(keymap) => return Some(keymap),
        Err(error) => error,
    };
    let before = faults.count();
    let mut bound: Vec<(Action, Vec<String>)> = Vec::new();
    for (action, _, keys) in entries {
        bound.push((*action, Vec::new()));
        for (key, place) in keys {
            let Some((_, own)) = bound.last_mut() else { continue };
            own.push((*key).to_owned());
            if let Err(error) = Keymap::with(&bound) {
                faults.at(place.clone(), said(&error));
                if let Some((_, own)) = bound.last_mut() {
                    own.pop();
                }
            }
        }
    }
    if faults.count() == before {
        faults.at(value.span(), error.to_string());
    }
    None
}

/// What is wrong, with what was probably meant.
fn said(error: &KeymapError) -> String {
    match error {
        KeymapError::Key(UnknownKey(name)) => match meant(name) {
            Some(meant) => format!("`{name}` is not a key; write `{meant}`"),
            None => error.to_string(),
        },
        error => error.to_string(),
    }
}

/// The key that was probably meant by a name that is none.
fn meant(name: &str) -> Option<String> {
    let name = name.trim_matches(['<', '>']).replace(['+', '_'], "-").to_lowercase();
    let nearest = |name: &str, names: &mut dyn Iterator<Item = &'static str>| {
        let likely = names.map(|known| (strsim::jaro_winkler(name, known), known)).filter(|(like, _)| *like >= LIKELY);
        likely.max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, known)| known)
    };
    // Names with a dash in them are tried as a whole first.
    let whole = nearest(&name, &mut Key::names()).map(str::to_owned);
    let parts = || {
        let (held, key) = name.rsplit_once('-')?;
        let held =
            held.split('-').map(|held| nearest(held, &mut ["ctrl", "control", "alt", "meta", "shift"].into_iter()));
        let held: Vec<&str> = held.collect::<Option<_>>()?;
        let key = if key.parse::<Key>().is_ok() { key } else { nearest(key, &mut Key::names())? };
        // Control and Shift together cannot be told from Control alone.
        let ctrl = held.iter().any(|held| matches!(*held, "ctrl" | "control"));
        let held = held.iter().filter(|held| **held != "shift" || !ctrl);
        Some(held.map(|held| format!("{held}-")).collect::<String>() + key)
    };
    let found = parts().or(whole)?;
    found.parse::<Key>().ok().map(|key| key.to_string())
}

/// Where the file speaks of an action, or of what took its keys.
fn place_of(action: Action, entries: &[Entry<'_>], value: &Value<'_>) -> Range<usize> {
    if let Some((_, place, _)) = entries.iter().find(|(named, ..)| *named == action) {
        return place.clone();
    }
    let took = |sequence: &str| {
        let keys = sequence_of(sequence);
        parsed(action.declaration().keys).any(|own| keys.as_ref().is_some_and(|keys| begins(keys, &own)))
    };
    let keys = entries.iter().flat_map(|(.., keys)| keys);
    keys.clone().find(|(key, _)| took(key)).map_or_else(|| value.span(), |(_, place)| place.clone())
}

/// Notes what can be bound and may not be meant.
fn note_all(keymap: &Keymap, entries: &[Entry<'_>], value: &Value<'_>, notes: &mut Faults<'_>) {
    for (action, _, keys) in entries {
        for (key, place) in keys {
            let Some(keys) = sequence_of(key) else { continue };
            for note in notes_on(keymap, *action, &keys) {
                notes.at(place.clone(), note);
            }
        }
    }
    for declared in Action::ALL.iter().filter(|declared| keymap.keys(declared.action).is_empty()) {
        let place = place_of(declared.action, entries, value);
        notes.at(place, format!("no key is left for `{}` ({})", declared.name, declared.doc));
    }
}

/// What is to be said of a sequence that the file binds.
fn notes_on(keymap: &Keymap, action: Action, keys: &[Key]) -> Vec<String> {
    let context = action.declaration().context;
    let (name, shown) = (action.declaration().name, shown(keys));
    let mut notes = Vec::new();
    if let ([Key { code: KeyCode::Char(digit @ '1'..='9'), ctrl: false, alt: false }, ..], true) =
        (keys, context != Context::Typing)
    {
        notes.push(format!("with `{shown}` (`{name}`) no count can begin with {digit}, as in `{digit} j`"));
    }
    if context == Context::Anywhere && matches!(keys, [Key { code: KeyCode::Char(_), ctrl: false, alt: false }, ..]) {
        notes.push(format!("`{shown}` (`{name}`) is text, and no key, while one types"));
    }
    for key in keys {
        let alike = ALIKE.iter().find(|(alike, _)| *alike == key.to_string());
        notes.extend(alike.map(|(alike, sent)| format!("most terminals send {sent} for `{alike}` (`{name}`)")));
    }
    if keys.iter().skip(1).any(|key| *key == Key::plain(KeyCode::Esc)) {
        notes.push(format!("`{shown}` (`{name}`) cannot be typed: esc breaks off what is begun"));
    }
    let lost: Vec<String> = Action::ALL
        .iter()
        .filter(|declared| declared.action != action)
        .flat_map(|declared| declared.keys.iter().map(move |key| (declared, *key)))
        .filter(|(declared, key)| {
            let Some(own) = sequence_of(key) else { return false };
            let swallowed = own.len() != keys.len() && begins(&own, keys);
            let meets = [declared.context, context].contains(&Context::Anywhere) || declared.context == context;
            swallowed && meets && !keymap.keys(declared.action).iter().any(|left| left == key)
        })
        .map(|(declared, key)| format!("`{key}` (`{}`)", declared.name))
        .collect();
    if !lost.is_empty() {
        notes.push(format!("`{shown}` (`{name}`) takes away {}", lost.join(", ")));
    }
    notes
}

fn shown(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn sequence_of(text: &str) -> Option<Vec<Key>> {
    text.split_whitespace().map(|key| key.parse().ok()).collect()
}

fn parsed<T: AsRef<str>>(sequences: &[T]) -> impl Iterator<Item = Vec<Key>> {
    sequences.iter().filter_map(|sequence| sequence_of(sequence.as_ref()))
}

/// Whether one of two sequences begins the other.
fn begins(a: &[Key], b: &[Key]) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

#[cfg(test)]
mod tests {
    use super::super::{Config, ThemeLibrary, settings};
    use super::*;
    use std::path::Path;

    fn read(text: &str) -> Result<Config, Vec<String>> {
        let themes = ThemeLibrary::of(None);
        settings::parse(text, Path::new("c"), &themes).map_err(|error| error.lines().to_vec())
    }

    fn notes(keys: &str) -> Vec<String> {
        read(&format!("[keys]\n{keys}\n")).unwrap().notes
    }

    #[test]
    fn no_endless_number_of_keys() {
        let keys: Vec<String> = (0..=MOST_KEYS).map(|n| format!("\"f{} x\"", n % 12 + 1)).collect();
        let said = read(&format!("[keys]\nhelp = [{}]\n", keys.join(", "))).unwrap_err();
        assert_eq!(said, ["c: line 1, column 1: more than 400 keys cannot be bound"]);
    }

    #[test]
    fn there_is_always_a_way_out() {
        for needed in ["quit", "back", "accept"] {
            let said = read(&format!("[keys]\n{needed} = []")).unwrap_err();
            assert!(said[0].contains(&format!("line 2, column 1: `{needed}` needs a key")), "{said:?}");
        }
        for (taken, needed) in [("ctrl-c", "quit"), ("ctrl-c x", "quit"), ("esc", "back"), ("enter", "accept")] {
            let said = read(&format!("[keys]\nhelp = [\"{taken}\"]")).unwrap_err();
            assert!(said[0].contains(&format!("line 2, column 9: `{needed}` needs a key")), "{said:?}");
        }
        // A letter is none while one types.
        assert!(read("[keys]\nback = [\"x\"]").unwrap_err()[0].contains("`back` needs a key, also while one types"));
        assert!(read("[keys]\nback = [\"x\", \"f1\"]\nquit = [\"Q\"]").is_ok());
    }

    #[test]
    fn what_breaks_other_keys_is_noted() {
        for (keys, note) in [
            ("zen = [\"w\"]", "`w` (`zen`) takes away `w y` (`yank-as`), `w a` (`add-column`), "),
            ("zen = [\"g z\"]", "`g z` (`zen`) takes away `g` (`top`)"),
            ("redraw = [\"j r\", \"ctrl-l\"]", "`j r` (`redraw`) takes away `j` (`down`)"),
            ("zen = [\"x\"]", "no key is left for `clear-filter` (Clear the filter"),
            ("zen = []", "no key is left for `zen`"),
            ("zen = [\"5\"]", "with `5` (`zen`) no count can begin with 5"),
            ("zen = [\"ctrl-m\"]", "most terminals send enter for `ctrl-m` (`zen`)"),
            ("zen = [\"Z ctrl-i\"]", "most terminals send tab for `ctrl-i`"),
            ("zen = [\"C-[\"]", "most terminals send esc for `ctrl-[`"),
            ("zen = [\"ctrl-h\"]", "most terminals send backspace"),
            ("zen = [\"Z esc\"]", "`Z esc` (`zen`) cannot be typed"),
            ("quit = [\"Q\"]", "`Q` (`quit`) is text, and no key, while one types"),
        ] {
            let said = notes(keys);
            assert!(said.iter().all(|line| line.starts_with("c: line 2, column ")), "{keys}: {said:?}");
            assert!(said[0].contains(note) || said.iter().any(|line| line.ends_with(note)), "{keys}: {said:?}");
        }
        for keys in ["", "top = [\"g g\"]", "compare = [\"j\"]", "quit = [\"ctrl-q\"]", "erase = [\"ctrl-x 1\"]"] {
            assert_eq!(notes(keys), [""; 0], "{keys}");
        }
    }

    #[test]
    fn what_was_probably_meant() {
        for (name, key) in [
            ("ctl-d", "ctrl-d"),
            ("pagedwn", "pagedown"),
            ("ctrl+d", "ctrl-d"),
            ("cntrl-pgdown", "ctrl-pagedown"),
            ("spcae", "space"),
            ("ctrl-shift-d", "ctrl-d"),
            ("shift+j", "J"),
            ("enterr", "enter"),
        ] {
            let said = read(&format!("[keys]\nhelp = [\"{name}\"]")).unwrap_err();
            let expected = format!("c: line 2, column 9: `{name}` is not a key; write `{key}`");
            assert_eq!(said, [expected]);
        }
        for name in ["hyper-x", "f99", "xyzzy", ""] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
