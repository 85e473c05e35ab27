//! Which keys do what, and where. A binding is one key or a sequence: `j`, `g g`, `ctrl-x c`.

use super::action::{Action, Context};
use super::key::{Key, KeyCode, UnknownKey};
use std::collections::BTreeMap;

/// From sequences of keys to actions, by context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bound: BTreeMap<(Context, Vec<Key>), Action>,
}

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// An action.
    Action(Action),
    /// The beginning of a longer sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Why a binding was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// The key means nothing.
    #[error(transparent)]
    Key(#[from] UnknownKey),
    /// A binding without keys.
    #[error("`{0}` is bound to an empty sequence of keys; write it as `j` or `g g`")]
    Empty(&'static str),
    /// A letter that could then not be typed.
    #[error("`{keys}` (`{action}`) begins with what is text while one types; begin it with ctrl, alt or a named key")]
    Letter {
        /// The keys.
        keys: String,
        /// The action that wants them.
        action: &'static str,
    },
    /// The keys already have another meaning that was asked for too.
    #[error("`{keys}` is bound to both `{first}` and `{second}`; give one of them another key")]
    Twice {
        /// The keys.
        keys: String,
        /// The action that had them.
        first: &'static str,
        /// The action that wants them.
        second: &'static str,
    },
    /// One sequence begins another, so that the longer one could never be finished.
    #[error("`{short}` (`{first}`) begins `{long}` (`{second}`), which could then never be typed; change one of them")]
    Begins {
        /// The shorter sequence.
        short: String,
        /// Its action.
        first: &'static str,
        /// The longer sequence.
        long: String,
        /// Its action.
        second: &'static str,
    },
}

impl Default for Keymap {
    fn default() -> Self {
        // The declared keys are checked by a test; one that did not parse would be missing here.
        Self::with(&[]).unwrap_or_else(|_| Self { bound: BTreeMap::new() })
    }
}

impl Keymap {
    /// The declared keys, with those of `changes` in the place of an action's own. A changed sequence takes the defaults
    /// away that it would stand in the way of.
    ///
    /// # Errors
    /// A key that has no meaning, or sequences that two changes (or two defaults) claim in one context.
    pub fn with(changes: &[(Action, Vec<String>)]) -> Result<Self, KeymapError> {
        let mut bound = BTreeMap::new();
        for (action, sequences) in changes {
            for sequence in sequences {
                bind(&mut bound, sequence, *action)?;
            }
        }
        let mut defaults = BTreeMap::new();
        for declaration in Action::ALL.iter().filter(|d| changes.iter().all(|(action, _)| *action != d.action)) {
            for sequence in declaration.keys {
                bind(&mut defaults, sequence, declaration.action)?;
            }
        }
        defaults.retain(|(context, keys), _| {
            !bound.iter().any(|((other, changed), action)| {
                begins(keys, changed) && (overlap(*context, *other) || outlives(*action, *context))
            })
        });
        bound.extend(defaults);
        Ok(Self { bound })
    }

    /// What `keys` mean in `context`. The most particular context in which they mean anything decides. While one types,
    /// letters are text, also those that mean something anywhere else.
    pub fn meaning(&self, context: Context, keys: &[Key]) -> Meaning {
        if context == Context::Typing && is_text(keys) {
            return Meaning::Nothing;
        }
        for context in context.chain() {
            if let Some(action) = self.bound.get(&(*context, keys.to_vec())) {
                return Meaning::Action(*action);
            }
            if self.continuing(*context, keys).next().is_some() {
                return Meaning::Prefix;
            }
        }
        Meaning::Nothing
    }

    /// The keys that may follow `prefix` in `context`, with the actions they lead to.
    pub fn continuations(&self, context: Context, prefix: &[Key]) -> Vec<(String, Action)> {
        let chain = context.chain().iter();
        let rest = |keys: &[Key]| name(keys.get(prefix.len()..).unwrap_or_default());
        chain.flat_map(|context| self.continuing(*context, prefix)).map(|(keys, action)| (rest(keys), action)).collect()
    }

    fn continuing<'a>(
        &'a self,
        context: Context,
        prefix: &'a [Key],
    ) -> impl Iterator<Item = (&'a [Key], Action)> + use<'a> {
        self.bound
            .range((context, prefix.to_vec())..)
            .take_while(move |((at, keys), _)| *at == context && keys.starts_with(prefix))
            .filter(move |((_, keys), _)| keys.len() > prefix.len())
            .map(|((_, keys), action)| (keys.as_slice(), *action))
    }

    /// The sequences of `action` by name, declared ones first.
    pub fn keys(&self, action: Action) -> Vec<String> {
        let declared = action.declaration().keys;
        let mut keys: Vec<String> =
            self.bound.iter().filter(|(_, bound)| **bound == action).map(|((_, keys), _)| name(keys)).collect();
        keys.sort_by_key(|key| declared.iter().position(|d| d == key).unwrap_or(usize::MAX));
        keys
    }
}

/// A sequence as it is written: `g g`.
pub(in crate::app) fn name(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Whether a sequence begins with a character that can be typed.
fn is_text(keys: &[Key]) -> bool {
    matches!(keys, [Key { code: KeyCode::Char(_), ctrl: false, alt: false }, ..])
}

type Bindings = BTreeMap<(Context, Vec<Key>), Action>;

fn bind(bound: &mut Bindings, sequence: &str, action: Action) -> Result<(), KeymapError> {
    let (context, own) = (action.declaration().context, action.declaration().name);
    let keys = sequence.split_whitespace().map(str::parse).collect::<Result<Vec<Key>, _>>()?;
    if keys.is_empty() {
        return Err(KeymapError::Empty(own));
    }
    if context == Context::Typing && is_text(&keys) {
        return Err(KeymapError::Letter { keys: name(&keys), action: own });
    }
    let clash =
        bound.iter().find(|((at, other), bound)| begins(&keys, other) && overlap(context, *at) && **bound != action);
    if let Some(((_, other), bound)) = clash {
        let theirs = bound.declaration().name;
        return Err(match keys.len().cmp(&other.len()) {
            std::cmp::Ordering::Equal => KeymapError::Twice { keys: name(&keys), first: theirs, second: own },
            std::cmp::Ordering::Less => {
                KeymapError::Begins { short: name(&keys), first: own, long: name(other), second: theirs }
            }
            std::cmp::Ordering::Greater => {
                KeymapError::Begins { short: name(other), first: theirs, long: name(&keys), second: own }
            }
        });
    }
    bound.insert((context, keys), action);
    Ok(())
}

/// Whether one of two sequences begins the other.
fn begins(a: &[Key], b: &[Key]) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

/// Whether a key could mean two things at once in the two contexts. A selection's keys hide those of browsing.
fn overlap(a: Context, b: Context) -> bool {
    a == b || a == Context::Anywhere || b == Context::Anywhere
}

/// Whether a changed key of `action` is to be heard in `context` too, whatever the default there: the user who gives
/// `yank` a key means it while selecting as well.
fn outlives(action: Action, context: Context) -> bool {
    context == Context::Selecting && action.declaration().context == Context::Browsing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(sequence: &str) -> Vec<Key> {
        sequence.split_whitespace().map(|key| key.parse().unwrap()).collect()
    }

    #[test]
    fn every_declared_key_reaches_its_action() {
        let keymap = Keymap::with(&[]).unwrap();
        for declaration in Action::ALL {
            for sequence in declaration.keys {
                let meaning = keymap.meaning(declaration.context, &keys(sequence));
                assert_eq!(meaning, Meaning::Action(declaration.action), "{sequence}");
            }
        }
    }

    #[test]
    fn a_change_replaces_and_takes_over() {
        let keymap = Keymap::with(&[(Action::Compare, vec!["j".into(), "ctrl-x".into()])]).unwrap();
        let meaning = |sequence: &str| keymap.meaning(Context::Browsing, &keys(sequence));
        assert_eq!(meaning("j"), Meaning::Action(Action::Compare));
        assert_eq!(meaning("c"), Meaning::Nothing);
        assert_eq!(meaning("down"), Meaning::Action(Action::Down));
        assert_eq!(keymap.keys(Action::Compare), ["j", "ctrl-x"]);
        // Across contexts too: `q` closes what is open no more.
        let keymap = Keymap::with(&[(Action::Quit, vec!["q".into()])]).unwrap();
        assert_eq!(keymap.meaning(Context::Browsing, &keys("q")), Meaning::Action(Action::Quit));
    }

    #[test]
    fn sequences_and_what_follows_a_prefix() {
        let keymap =
            Keymap::with(&[(Action::Top, vec!["g g".into()]), (Action::Help, vec!["g ctrl-h".into()])]).unwrap();
        assert_eq!(keymap.meaning(Context::Browsing, &keys("g")), Meaning::Prefix);
        assert_eq!(keymap.meaning(Context::Browsing, &keys("g g")), Meaning::Action(Action::Top));
        assert_eq!(keymap.meaning(Context::Browsing, &keys("g x")), Meaning::Nothing);
        let after = keymap.continuations(Context::Browsing, &keys("g"));
        assert_eq!(after, [("g".to_owned(), Action::Top), ("ctrl-h".to_owned(), Action::Help)]);
        // A single key takes away the sequences that it begins.
        let keymap = Keymap::with(&[(Action::Zen, vec!["w".into()])]).unwrap();
        assert_eq!(keymap.meaning(Context::Browsing, &keys("w")), Meaning::Action(Action::Zen));
        assert_eq!(keymap.keys(Action::SwapColumn), ["ctrl-w x"]);
    }

    #[test]
    fn selecting_hides_browsing_and_no_more() {
        let keymap = Keymap::default();
        assert_eq!(keymap.meaning(Context::Selecting, &keys("w")), Meaning::Action(Action::WordRight));
        assert_eq!(keymap.meaning(Context::Selecting, &keys("j")), Meaning::Action(Action::Down));
        assert_eq!(keymap.meaning(Context::Browsing, &keys("w")), Meaning::Prefix);
        // What the user asks for is heard there too.
        let keymap = Keymap::with(&[(Action::Yank, vec!["w".into()])]).unwrap();
        assert_eq!(keymap.meaning(Context::Selecting, &keys("w")), Meaning::Action(Action::Yank));
    }

    #[test]
    fn letters_stay_letters_while_one_types() {
        let refused = Keymap::with(&[(Action::Erase, vec!["x x".to_owned()])]).unwrap_err().to_string();
        assert!(refused.starts_with("`x x` (`erase`) begins with what is text"), "{refused}");
        let keymap = Keymap::with(&[(Action::Quit, vec!["Q".into(), "ctrl-c".into()])]).unwrap();
        assert_eq!(keymap.meaning(Context::Browsing, &keys("Q")), Meaning::Action(Action::Quit));
        assert_eq!(keymap.meaning(Context::Typing, &keys("Q")), Meaning::Nothing);
        assert_eq!(keymap.meaning(Context::Typing, &keys("ctrl-c")), Meaning::Action(Action::Quit));
    }

    #[test]
    fn refuses_nonsense() {
        assert!(Keymap::with(&[(Action::Help, vec!["hyper-h".into()])]).is_err());
        assert!(Keymap::with(&[(Action::Help, vec![" ".into()])]).is_err());
        let refused = |first: &str, second: &str| {
            let changes = [(Action::Help, vec![first.to_owned()]), (Action::Find, vec![second.to_owned()])];
            Keymap::with(&changes).unwrap_err().to_string()
        };
        assert_eq!(refused("h", "h"), "`h` is bound to both `help` and `find`; give one of them another key");
        assert!(refused("h h", "h").starts_with("`h` (`find`) begins `h h` (`help`)"));
    }
}
