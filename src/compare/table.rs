//! Numbers for pairs of sentences.

/// One number for each sentence of the one account and each of the other.
pub(super) struct Table {
    pub(super) columns: usize,
    pub(super) cells: Vec<f32>,
}

impl Table {
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        Self { columns, cells: vec![0.0; rows * columns] }
    }

    pub(super) fn get(&self, row: usize, column: usize) -> f32 {
        if column < self.columns { self.cells.get(row * self.columns + column).copied().unwrap_or(0.0) } else { 0.0 }
    }

    pub(super) fn set(&mut self, row: usize, column: usize, value: f32) {
        if let Some(cell) = self.cells.get_mut(row * self.columns + column) {
            *cell = value;
        }
    }
}

/// The two largest of some numbers.
#[derive(Clone, Copy)]
pub(super) struct Best(pub(super) f32, pub(super) f32);

impl Best {
    pub(super) fn of(values: impl Iterator<Item = f32>) -> Self {
        values.fold(
            Self(0.0, 0.0),
            |Self(first, second), value| {
                if value > first { Self(value, first) } else { Self(first, second.max(value)) }
            },
        )
    }

    /// The largest of the others, where one is `own`.
    pub(super) fn beside(self, own: f32) -> f32 {
        if own >= self.0 { self.1 } else { self.0 }
    }
}
