//! Which key does what, and where.

use super::action::{Action, Context};
use super::key::{Key, UnknownKey};
use std::collections::HashMap;

/// From keys to actions, by context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bound: HashMap<(Context, Key), Action>,
}

/// Why a binding was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// The key means nothing.
    #[error(transparent)]
    Key(#[from] UnknownKey),
    /// The key already has another meaning that was asked for too.
    #[error("`{key}` is bound to both `{first}` and `{second}`; give one of them another key")]
    Twice {
        /// The key.
        key: String,
        /// The action that had it.
        first: &'static str,
        /// The action that wants it.
        second: &'static str,
    },
}

impl Default for Keymap {
    fn default() -> Self {
        // The declared keys are checked by a test; one that did not parse would be missing here.
        Self::with(&[]).unwrap_or_else(|_| Self { bound: HashMap::new() })
    }
}

impl Keymap {
    /// The declared keys, with those of `changes` in the place of an action's own. A changed key takes a default away
    /// from the action that had it.
    ///
    /// # Errors
    /// A key that has no meaning, or one that two changes (or two defaults) claim in one context.
    pub fn with(changes: &[(Action, Vec<String>)]) -> Result<Self, KeymapError> {
        let mut bound: HashMap<(Context, Key), Action> = HashMap::new();
        for (action, keys) in changes {
            for name in keys {
                bind(&mut bound, name.parse()?, *action)?;
            }
        }
        let changed: Vec<(Context, Key)> = bound.keys().copied().collect();
        let mut defaults = HashMap::new();
        for declaration in Action::ALL.iter().filter(|d| changes.iter().all(|(action, _)| *action != d.action)) {
            for name in declaration.keys {
                bind(&mut defaults, name.parse()?, declaration.action)?;
            }
        }
        for ((context, key), action) in defaults {
            let taken = changed.iter().any(|(other, changed)| *changed == key && overlap(context, *other));
            if !taken {
                bound.insert((context, key), action);
            }
        }
        Ok(Self { bound })
    }

    /// What `key` does in `context`.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        self.bound.get(&(context, key)).or_else(|| self.bound.get(&(Context::Anywhere, key))).copied()
    }

    /// The keys of `action`, declared ones first.
    pub fn keys(&self, action: Action) -> Vec<Key> {
        let declared: Vec<Key> = action.declaration().keys.iter().filter_map(|name| name.parse().ok()).collect();
        let mut keys: Vec<Key> =
            self.bound.iter().filter(|(_, bound)| **bound == action).map(|((_, key), _)| *key).collect();
        keys.sort_by_key(|key| (declared.iter().position(|d| d == key).unwrap_or(usize::MAX), *key));
        keys
    }
}

fn bind(bound: &mut HashMap<(Context, Key), Action>, key: Key, action: Action) -> Result<(), KeymapError> {
    let context = action.declaration().context;
    let other = bound.iter().find(|((at, bound), other)| *bound == key && overlap(context, *at) && **other != action);
    if let Some((_, other)) = other {
        let (first, second) = (other.declaration().name, action.declaration().name);
        return Err(KeymapError::Twice { key: key.to_string(), first, second });
    }
    bound.insert((context, key), action);
    Ok(())
}

/// Whether a key could mean two things at once in the two contexts.
fn overlap(a: Context, b: Context) -> bool {
    a == b || a == Context::Anywhere || b == Context::Anywhere
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declared_key_reaches_its_action() {
        let keymap = Keymap::with(&[]).unwrap();
        for declaration in Action::ALL {
            for name in declaration.keys {
                assert_eq!(
                    keymap.action(declaration.context, name.parse().unwrap()),
                    Some(declaration.action),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn a_change_replaces_and_takes_over() {
        let keymap = Keymap::with(&[(Action::Compare, vec!["j".into(), "ctrl-x".into()])]).unwrap();
        let action = |name: &str| keymap.action(Context::Browsing, name.parse().unwrap());
        assert_eq!(action("j"), Some(Action::Compare));
        assert_eq!(action("c"), None);
        assert_eq!(action("down"), Some(Action::Down));
        assert_eq!(keymap.keys(Action::Compare).len(), 2);
        // Across contexts too: `q` closes what is open no more.
        let keymap = Keymap::with(&[(Action::Quit, vec!["q".into()])]).unwrap();
        assert_eq!(keymap.action(Context::Browsing, "q".parse().unwrap()), Some(Action::Quit));
    }

    #[test]
    fn refuses_nonsense() {
        assert!(Keymap::with(&[(Action::Help, vec!["hyper-h".into()])]).is_err());
        let twice = Keymap::with(&[(Action::Help, vec!["h".into()]), (Action::Find, vec!["h".into()])]);
        assert_eq!(
            twice.unwrap_err().to_string(),
            "`h` is bound to both `help` and `find`; give one of them another key"
        );
    }
}
