//! Keys that wait for more: a count (`5`) and the beginning of a sequence (`w`).

use super::key::{Key, KeyCode};

/// Larger counts would only be slips of the finger.
const MOST: usize = 9_999;

/// What was typed of a command that is not complete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// How often, where a number was typed.
    pub count: Option<usize>,
    /// The keys so far, count not included.
    pub keys: Vec<Key>,
}

impl Pending {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.count.is_none() && self.keys.is_empty()
    }

    /// Takes a digit of a count; tells whether it did. A count comes before the keys and does not begin with 0.
    pub(in crate::app) fn take_digit(&mut self, key: Key) -> bool {
        let Key { code: KeyCode::Char(c), ctrl: false, alt: false } = key else { return false };
        let Some(digit) = c.to_digit(10).filter(|digit| *digit > 0 || self.count.is_some()) else { return false };
        if !self.keys.is_empty() {
            return false;
        }
        self.count = Some((self.count.unwrap_or(0) * 10 + digit as usize).min(MOST));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_typed_before_keys() {
        let digit = |c| Key::plain(KeyCode::Char(c));
        let mut pending = Pending::default();
        assert!(!pending.take_digit(digit('0')));
        assert!(pending.take_digit(digit('1')) && pending.take_digit(digit('0')));
        assert_eq!(pending.count, Some(10));
        assert!((0..20).all(|_| pending.take_digit(digit('9'))));
        assert_eq!(pending.count, Some(MOST));
        pending.keys.push(digit('w'));
        assert!(!pending.take_digit(digit('1')));
        assert!(!Pending::default().take_digit(digit('x')));
    }
}
