//! How long may be looked for passages in one text, whatever that is and whatever is looked for.

use std::cell::Cell;

/// Steps that may still be taken, each about as long as comparing two words: some thirty nanoseconds.
pub(super) struct Budget(Cell<usize>);

impl Budget {
    /// Bytes that a search for letters goes over in the time of a step.
    const BYTES: usize = 8;

    pub(super) fn new(steps: usize) -> Self {
        Self(Cell::new(steps))
    }

    /// Takes so many steps, or none where fewer are left.
    pub(super) fn take(&self, steps: usize) -> Option<()> {
        self.0.set(self.0.get().checked_sub(steps)?);
        Some(())
    }

    /// Takes the steps that going over so many bytes needs.
    pub(super) fn go_over(&self, bytes: usize) -> Option<()> {
        self.take(bytes / Self::BYTES + 1)
    }

    /// Lets no more steps be taken.
    pub(super) fn end(&self) {
        self.0.set(0);
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}
