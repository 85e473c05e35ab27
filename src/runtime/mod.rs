//! What moves it?

mod open_stand_in;

pub use open_stand_in::open;
