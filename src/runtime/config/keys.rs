//! The table `[keys]` of the configuration: which keys do what, and which of them cannot.

use crate::app::{Action, Keymap};
use crate::ui::{Faults, Value, unknown};
use std::ops::Range;

/// Most sequences of keys that a file may bind: far more than there are actions. Saying what is wrong with one of them
/// takes time in proportion to the square of their number.
const MOST_KEYS: usize = 400;

/// Reads the table `[keys]`: the keys of each action that it names.
pub(super) fn keymap(value: &Value<'_>, faults: &mut Faults<'_>) -> Option<Keymap> {
    let Some(table) = value.get_ref().as_table() else {
        faults.expected("a table of actions, [keys],", value);
        return None;
    };
    let mut entries = Vec::new();
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
    // Which of them is wrong shows when they are bound one by one; whether any is, only when all are.
    let words = |keys: &[(&str, Range<usize>)]| keys.iter().map(|(key, _)| (*key).to_owned()).collect::<Vec<_>>();
    let all: Vec<(Action, Vec<String>)> = entries.iter().map(|(action, _, keys)| (*action, words(keys))).collect();
    let keymap = match Keymap::with(&all) {
        Ok(keymap) => keymap,
        Err(error) => {
            let before = faults.count();
            let mut bound: Vec<(Action, Vec<String>)> = Vec::new();
            for (action, _, keys) in &entries {
                bound.push((*action, Vec::new()));
                for (key, place) in keys {
                    let Some((_, own)) = bound.last_mut() else { continue };
                    own.push((*key).to_owned());
                    if let Err(error) = Keymap::with(&bound) {
                        faults.at(place.clone(), error.to_string());
                        if let Some((_, own)) = bound.last_mut() {
                            own.pop();
                        }
                    }
                }
            }
            if faults.count() == before {
                faults.at(value.span(), error.to_string());
            }
            return None;
        }
    };
    if keymap.keys(Action::Quit).is_empty() {
        let place = entries.iter().find(|(action, ..)| *action == Action::Quit).map(|(_, place, _)| place.clone());
        faults.at(place.unwrap_or_else(|| value.span()), "`quit` needs a key, or there is no way out");
    }
    Some(keymap)
}

#[cfg(test)]
mod tests {
    use super::super::{ThemeLibrary, settings::parse};
    use super::*;
    use std::path::Path;

    fn read(text: &str) -> Vec<String> {
        let read = parse(text, Path::new("c"), &ThemeLibrary::of(None));
        read.map_or_else(|error| error.lines().to_vec(), |_| Vec::new())
    }

    #[test]
    fn no_endless_number_of_keys() {
        let keys: Vec<String> = (0..=MOST_KEYS).map(|n| format!("\"f{} x\"", n % 12 + 1)).collect();
        let said = read(&format!("[keys]\nhelp = [{}]\n", keys.join(", ")));
        assert_eq!(said, ["c: line 1, column 1: more than 400 keys cannot be bound"]);
    }

    #[test]
    fn there_is_always_a_way_out() {
        assert!(read("[keys]\nquit = []")[0].contains("line 2, column 1: `quit` needs a key"));
        let every: Vec<String> = Action::Quit.declaration().keys.iter().map(|key| format!("{key:?}")).collect();
        let taken = read(&format!("[keys]\nhelp = [{}]", every.join(", ")));
        assert!(taken[0].contains("`quit` needs a key"), "{taken:?}");
    }
}
