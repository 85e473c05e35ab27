//! What keys mean: the actions, the keys' names, and the map from sequences of keys to actions.

pub(super) mod action;
pub(super) mod key;
pub(super) mod keymap;
pub(super) mod pending;
